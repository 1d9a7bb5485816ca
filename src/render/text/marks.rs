//! The characters of a picture made of characters: box drawing, or ASCII.

use std::borrow::Cow;

use crate::notation::{Dash, Head};
use crate::sign::Sign;

/// The characters that stand for lines, boxes, heads and signs. Texts keep their own.
pub struct Marks {
    pub lifeline: char,
    pub bar: char,
    pub destruction: char,
    /// The line of a divider.
    pub divider: char,
    /// Flat and upright.
    solid: [char; 2],
    dashed: [char; 2],
    dotted: [char; 2],
    /// The steps of a slanted line, down and up.
    pub slants: [char; 2],
    /// Upper left, upper right, lower left, lower right.
    pub sharp: [char; 4],
    pub round: [char; 4],
    /// The left side of a box of knowledge.
    pub edge: char,
    /// The ends of a line between operands.
    pub operand: [char; 2],
    /// A head that is a cross.
    pub cross: char,
    /// A dot on a lifeline.
    pub dot: char,
    /// To the right, to the left, down, up.
    filled: [char; 4],
    open: [char; 4],
    /// A key, a new value, a known one, a secret, a constant, a tick, a lock, an open lock, an eye.
    signs: [char; 9],
    /// Between the ends of bytes, and before their number.
    bytes: [char; 2],
}

/// What layout writes between the ends of bytes, and before their number.
const BYTES: [char; 2] = ['…', '·'];

/// Box drawing and geometric shapes.
pub const UNICODE: Marks = Marks {
    lifeline: '┊',
    bar: '┃',
    destruction: '╳',
    divider: '═',
    solid: ['─', '│'],
    dashed: ['┄', '┆'],
    dotted: ['┈', '╎'],
    slants: ['╲', '╱'],
    sharp: ['┌', '┐', '└', '┘'],
    round: ['╭', '╮', '╰', '╯'],
    edge: '┃',
    operand: ['├', '┤'],
    cross: '×',
    dot: '●',
    filled: ['►', '◄', '▼', '▲'],
    open: ['>', '<', 'v', '^'],
    signs: ['+', '●', '○', '◆', '◇', '√', '▣', '□', '◉'],
    bytes: BYTES,
};

/// ASCII alone. Open heads are those of Mermaid's `-)`.
pub const ASCII: Marks = Marks {
    lifeline: ':',
    bar: '#',
    destruction: 'X',
    divider: '=',
    solid: ['-', '|'],
    // A colon is a lifeline.
    dashed: ['.', '\''],
    dotted: ['.', '\''],
    slants: ['\\', '/'],
    sharp: ['+'; 4],
    round: ['+'; 4],
    edge: '#',
    operand: ['+'; 2],
    cross: 'x',
    dot: 'o',
    filled: ['>', '<', 'v', '^'],
    open: [')', '(', 'v', '^'],
    signs: ['+', '*', 'o', '$', '=', '/', '&', '%', '@'],
    bytes: ['~', '-'],
};

impl Marks {
    /// The strokes of a line, flat and upright.
    pub fn strokes(&self, dash: Dash) -> [char; 2] {
        match dash {
            Dash::Solid => self.solid,
            Dash::Dashed => self.dashed,
            Dash::Dotted => self.dotted,
        }
    }

    /// A head that touches the line to its tip: to the right, to the left, down, up.
    pub fn heads(&self, head: Head) -> Option<[char; 4]> {
        match head {
            Head::None | Head::Cross => None,
            Head::Filled => Some(self.filled),
            Head::Open => Some(self.open),
            Head::Half { filled: true, .. } => Some(self.filled),
            Head::Half { filled: false, .. } => Some(self.open),
        }
    }

    /// What is said about a value, with these characters for those that layout brings in: in bytes, and a blank that
    /// is not broken after the sign of equality.
    pub fn detail<'t>(&self, text: &'t str, is_bytes: bool) -> Cow<'t, str> {
        if self.bytes == BYTES {
            return Cow::Borrowed(text);
        }
        let mark = |it: char| match BYTES.iter().position(|&of| of == it) {
            Some(at) if is_bytes => self.bytes[at],
            Some(_) | None if it == '\u{a0}' => ' ',
            Some(_) | None => it,
        };
        Cow::Owned(text.chars().map(mark).collect())
    }

    /// The flat lines of messages.
    pub fn flat(&self) -> [char; 3] {
        [self.solid[0], self.dashed[0], self.dotted[0]]
    }

    /// A sign; `None` where the picture is too coarse for it.
    pub fn sign(&self, sign: Sign) -> Option<char> {
        let [key, fresh, known, secret, constant, tick, lock, open_lock, eye] = self.signs;
        Some(match sign {
            // The side of the box is enough at this resolution.
            // So are the names that are set in further than the one they come from.
            Sign::Edge | Sign::Branch => return None,
            Sign::Key => key,
            Sign::Fresh => fresh,
            Sign::Known => known,
            Sign::Secret => secret,
            Sign::Constant => constant,
            Sign::Tick => tick,
            Sign::Lock => lock,
            Sign::OpenLock => open_lock,
            Sign::Eye => eye,
        })
    }
}
