//! Reads plain lines without pest: `NAME ARROW NAME: TEXT` with one of the four common arrows, perhaps with one sign after
//! it; `participant NAME`; `note over NAME: TEXT` and the like; the lines that open, divide and close fragments; empty
//! lines. Names are of ASCII letters, digits and `_`, and nothing has a style. Most lines are plain, and pest takes ten
//! times as long for them.
//!
//! The grammar stays the definition of the language: a test compares both readers, and without this file every line is
//! read by pest, with the same result.

#[cfg(test)]
mod tests;

use crate::ast::{
    Endpoint, FragmentStyle, Message, Name, Note, NoteText, Participant, StmtKind, Style, Written,
};
use crate::notation::{Arrow, FragmentKind, Head, Line, NoteKind, ParticipantKind, Side};
use crate::parse::front::{Close, Divide, Open, OpenBlock, Reach};
use crate::source::{Dialect, Span};

use super::line::{Kind, RawLine};
use super::{after_line, written};

/// The arrows, in the order of the grammar.
const ARROWS: [(&[u8], Line, Head); 4] = [
    (b"-->>", Line::Dashed, Head::Open),
    (b"-->", Line::Dashed, Head::Filled),
    (b"->>", Line::Solid, Head::Open),
    (b"->", Line::Solid, Head::Filled),
];
/// The words that open fragments. The others have forms that this reader does not know.
const FRAGMENTS: [(&[u8], FragmentKind); 6] = [
    (b"alt", FragmentKind::Alt),
    (b"opt", FragmentKind::Opt),
    (b"loop", FragmentKind::Loop),
    (b"par", FragmentKind::Par),
    (b"break", FragmentKind::Break),
    (b"critical", FragmentKind::Critical),
];

/// Reads the line that begins at `start`, if it is a plain one. The number of the line is left to the caller. Also
/// gives where the line ends, without its line ending.
pub(super) fn read(text: &str, start: usize, dialect: Dialect) -> Option<(RawLine<'_>, usize)> {
    let Plain { first, last, form } = plain(text.as_bytes(), start, dialect)?;
    let from = last;
    let end = from + text[from..].bytes().position(is_end).unwrap_or(text.len() - from);
    let rest = written(&text[from..end], from);
    let part = |span: Span| Written { text: &text[span.start..span.end], span };
    let name = |span: Span| Name { text: &text[span.start..span.end], quoted: false, span };
    let kind = match form {
        Form::Message(parts) => Kind::Stmt(StmtKind::Message(Message {
            first: Endpoint::Participant(name(first)),
            arrow: parts.arrow,
            arrow_span: parts.shaft,
            style: Style::default(),
            creates: parts.sign == Some(b'*'),
            activates: parts.sign == Some(b'+'),
            deactivates: parts.sign == Some(b'-'),
            delay: None,
            second: Endpoint::Participant(name(parts.second)),
            text: rest,
            payload: None,
        })),
        Form::Participant(label) => Kind::Stmt(StmtKind::Participant(Box::new(Participant {
            kind: ParticipantKind::Participant,
            icon: None,
            label: name(label),
            alias: None,
            style: Style::default(),
        }))),
        // Without text it is the head of a block.
        Form::Note(..) if rest.text.is_empty() => return None,
        Form::Note(side, about) => Kind::Stmt(StmtKind::Note(Note {
            kind: NoteKind::Note,
            side,
            about: vec![name(about)],
            style: Style::default(),
            text: NoteText::Line(rest),
        })),
        Form::Fragment(kind) => {
            let style = FragmentStyle::default();
            let block = OpenBlock::Fragment { kind, word: part(first), style, label: None, guard: rest };
            Kind::Open(Open { word: kind.word(), end: "end", block })
        }
        Form::Else => {
            let style = Style::default();
            Kind::Divide(Divide { word: "else", opener: "alt", thread: false, style, guard: rest })
        }
        Form::End => Kind::Close(Close { written: part(first), word: None, reach: Reach::Innermost }),
        Form::Empty => Kind::Stmt(StmtKind::Blank),
    };
    let last = if rest.text.is_empty() { last } else { rest.span.end };
    Some((RawLine { kind, span: Span::new(first.start, last), number: 0 }, end))
}

/// Where the lines from `start` on end that are for pest: before the next plain line, after `most` bytes or more, or
/// with the text. The ending of the last of them is left out. The line that begins at `start` is one of them.
pub(super) fn others(text: &str, start: usize, most: usize, dialect: Dialect) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        at += bytes[at..].iter().copied().position(is_end).unwrap_or(bytes.len() - at);
        let next = after_line(text, at);
        if next >= bytes.len() || at - start >= most || plain(bytes, next, dialect).is_some() {
            return at;
        }
        at = next;
    }
}

/// A plain line before its text, which may follow where it takes one.
struct Plain {
    /// Its first word.
    first: Span,
    /// Where its text begins, or where it ends.
    last: usize,
    form: Form,
}

enum Form {
    Message(Parts),
    Participant(Span),
    Note(Side, Span),
    Fragment(FragmentKind),
    Else,
    End,
    Empty,
}

/// The parts of a message between its first name and its text.
struct Parts {
    arrow: Arrow,
    /// The arrow with its sign.
    shaft: Span,
    sign: Option<u8>,
    second: Span,
}

fn plain(bytes: &[u8], start: usize, dialect: Dialect) -> Option<Plain> {
    // That dialect has names that the grammar would end sooner.
    if dialect == Dialect::JsSequenceDiagrams {
        return None;
    }
    let at = blanks(bytes, start);
    let Some(first) = word(bytes, at) else {
        let first = Span::new(at, at);
        return is_over(bytes, at).then_some(Plain { first, last: at, form: Form::Empty });
    };
    let from = blanks(bytes, first.end);
    if bytes.get(from) == Some(&b'-') {
        return message(bytes, first, from);
    }
    let written = &bytes[first.start..first.end];
    let guarded = |form| is_guard(bytes, from).then_some(Plain { first, last: first.end, form });
    match written {
        b"participant" => {
            let label = word(bytes, from)?;
            let form = Form::Participant(label);
            is_over(bytes, blanks(bytes, label.end)).then_some(Plain { first, last: label.end, form })
        }
        b"note" => note(bytes, first, from),
        b"else" => guarded(Form::Else),
        b"end" => is_over(bytes, from).then_some(Plain { first, last: first.end, form: Form::End }),
        _ => {
            let (_, kind) = FRAGMENTS.iter().find(|(word, _)| *word == written)?;
            guarded(Form::Fragment(*kind))
        }
    }
}

fn message(bytes: &[u8], first: Span, from: usize) -> Option<Plain> {
    let (arrow, line, head) = *ARROWS.iter().find(|(arrow, ..)| bytes[from..].starts_with(arrow))?;
    let to = from + arrow.len();
    let sign = match bytes.get(to)? {
        b'>' => return None,
        &sign @ (b'*' | b'+' | b'-') => Some(sign),
        _ => None,
    };
    let shaft = Span::new(from, to + usize::from(sign.is_some()));
    // Spaces after a sign are for the grammar: the sign may belong to a name.
    let second = word(bytes, if sign.is_some() { shaft.end } else { blanks(bytes, to) })?;
    let arrow = Arrow { line, head, ..Arrow::default() };
    let form = Form::Message(Parts { arrow, shaft, sign, second });
    Some(Plain { first, last: after_colon(bytes, second.end)?, form })
}

fn note(bytes: &[u8], first: Span, from: usize) -> Option<Plain> {
    let mut side = word(bytes, from)?;
    let place = match &bytes[side.start..side.end] {
        b"over" => Side::Over,
        b"left" => Side::Left,
        b"right" => Side::Right,
        _ => return None,
    };
    if place != Side::Over {
        side = word(bytes, blanks(bytes, side.end)).filter(|of| &bytes[of.start..of.end] == b"of")?;
    }
    let about = word(bytes, blanks(bytes, side.end))?;
    Some(Plain { first, last: after_colon(bytes, about.end)?, form: Form::Note(place, about) })
}

fn word(bytes: &[u8], start: usize) -> Option<Span> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let length = bytes[start..].iter().position(|byte| !is_part(byte)).unwrap_or(bytes.len() - start);
    (length > 0).then(|| Span::new(start, start + length))
}

/// The place after a colon that follows, perhaps after blanks.
fn after_colon(bytes: &[u8], start: usize) -> Option<usize> {
    let colon = blanks(bytes, start);
    (bytes.get(colon) == Some(&b':')).then_some(colon + 1)
}

/// Whether what is there, after blanks, is a guard and cannot be a style or an arrow; there may be none.
fn is_guard(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_none_or(|byte| is_end(*byte) || byte.is_ascii_alphanumeric())
}

/// Whether the line ends there.
fn is_over(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).copied().is_none_or(is_end)
}

/// The first place from there on that is not a space or a tab.
fn blanks(bytes: &[u8], start: usize) -> usize {
    start + bytes[start..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

fn is_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}
