//! `Track`: what stands on one column from its head down, and the shapes of it: the pieces of the lifeline that no
//! text and no box interrupts, and its bars, each of which is one box from its start to its end.

use crate::model::Participant;
use crate::notation::Style;
use crate::px::Px;
use crate::scene::{About, Facts, Group, Item, Kind, Node, Outline, Rect, Role, Shape};
use crate::theme::Theme;

/// From a y down to a y.
pub(super) type Piece = (Px, Px);

/// A bar is a group with one box.
const NODES_PER_BAR: usize = 3;

/// A vertical line that texts and boxes interrupt as they interrupt lifelines.
#[derive(Debug)]
pub(super) struct Wall {
    /// Which of all walls it is; they are kept in order of x.
    pub number: usize,
    pub x: Px,
    pub cuts: Vec<Piece>,
}

impl Wall {
    /// What is left of it between two y.
    pub fn pieces(&mut self, top: Px, bottom: Px) -> Vec<Piece> {
        self.cuts.sort_unstable();
        uninterrupted((top, bottom), &self.cuts)
    }
}

/// A lifeline and its bars.
#[derive(Debug, Default)]
pub(super) struct Track {
    /// Where the lifeline begins; none before its head is drawn and after its end.
    start: Option<Px>,
    /// The parts of it that have ended.
    ended: Vec<Piece>,
    /// The bars open now, outermost first.
    pub open: Vec<OpenBar>,
    closed: Vec<Bar>,
}

/// A bar whose end is not known yet.
#[derive(Debug)]
pub(super) struct OpenBar {
    pub start: Px,
    pub style: Style,
    /// The line of the source where it begins.
    pub line: u32,
}

#[derive(Debug)]
struct Bar {
    piece: Piece,
    /// How many bars are outside of it.
    depth: usize,
    style: Style,
    line: u32,
}

impl Track {
    /// The lifeline begins, or goes on after an end.
    pub fn begin(&mut self, y: Px) {
        self.start = Some(y);
    }

    /// Where the part of it begins that has not ended.
    pub fn start(&self) -> Option<Px> {
        self.start
    }

    /// Whether the lifeline has begun and not ended.
    pub fn is_alive(&self) -> bool {
        self.start.is_some()
    }

    /// The lifeline ends.
    pub fn end(&mut self, y: Px) {
        if let Some(start) = self.start.take() {
            self.ended.push((start, y));
        }
    }

    /// Ends the innermost bar, at `end` or where it is at least `least` long.
    pub fn close_bar(&mut self, end: Px, least: Px) {
        let Some(bar) = self.open.pop() else { return };
        let end = end.max(bar.start + least);
        self.closed.push(Bar {
            piece: (bar.start, end),
            depth: self.open.len(),
            style: bar.style,
            line: bar.line,
        });
    }

    /// The shapes of a track at `x` that ends at `bottom`: its lifeline, which texts and boxes interrupt, and the bars
    /// of its owner by depth. Nothing interrupts a bar, because two boxes say that one activation ended and another began.
    pub fn draw<'d>(
        mut self,
        (x, bottom): (Px, Px),
        mut cuts: Vec<Piece>,
        owner: Option<(usize, &'d Participant)>,
        theme: &Theme,
    ) -> (Option<Node<'d>>, Vec<(usize, Node<'d>)>) {
        let spacing = &theme.spacing;
        let hued = |style| owner.map_or(style, |(index, _)| theme.hued(style, index));
        let style = hued(owner.map_or(Style::default(), |(_, owner)| owner.lifeline));
        let about = owner.map_or(About::Nothing, |(_, owner)| About::One(&owner.label.plain));
        while !self.open.is_empty() {
            self.close_bar(bottom, spacing.bar_tail);
        }
        let mut bars = Vec::with_capacity(self.closed.len() * NODES_PER_BAR);
        for bar in &self.closed {
            let left = x - spacing.bar.half() + spacing.bar_shift * bar.depth as i64;
            let (top, end) = bar.piece;
            let facts = Facts { about, ..Facts::of(Kind::Activation) };
            let group = Group { name: String::new().into(), facts, line: bar.line };
            bars.push((bar.depth, Node::Open(Box::new(group))));
            let rect = Rect { x: left, y: top, width: spacing.bar, height: end - top };
            let shape = Shape::Box { rect, outline: Outline::Round(Px::ZERO) };
            bars.push((
                bar.depth,
                Node::Item(Item { role: Role::Activation, shape, style: hued(bar.style) }),
            ));
            bars.push((bar.depth, Node::Close));
        }
        // The lifeline is not drawn behind a bar, for a theme may leave bars unfilled.
        cuts.extend(self.closed.iter().filter(|bar| bar.depth == 0).map(|bar| bar.piece));
        cuts.sort_unstable();
        self.end(bottom);
        let pieces: Vec<Piece> = self.ended.iter().flat_map(|&life| uninterrupted(life, &cuts)).collect();
        let lifeline = (!pieces.is_empty()).then(|| {
            let shape = Shape::Pieces { x, pieces };
            Node::Item(Item { role: Role::Lifeline, shape, style })
        });
        (lifeline, bars)
    }
}

/// What is left of a piece after cuts, which are in order of their tops.
fn uninterrupted((start, end): Piece, cuts: &[Piece]) -> Vec<Piece> {
    // Cuts are short, so looking a little too far back is cheap; one long cut may begin well before.
    let first = cuts.partition_point(|&(top, _)| top < start).saturating_sub(LOOK_BACK);
    let mut pieces = Vec::new();
    let mut at = start;
    for &(top, bottom) in cuts[first..].iter().take_while(|&&(top, _)| top < end) {
        if top > at {
            pieces.push((at, top));
        }
        at = at.max(bottom);
    }
    if at < end {
        pieces.push((at, end));
    }
    pieces
}

/// How many cuts that begin above a piece may still reach into it: a box, the label beside it, a guard.
const LOOK_BACK: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    fn left_over(piece: (i64, i64), cuts: &[(i64, i64)]) -> Vec<(i64, i64)> {
        let px = |&(a, b): &(i64, i64)| (Px::new(a), Px::new(b));
        let cuts: Vec<_> = cuts.iter().map(px).collect();
        uninterrupted(px(&piece), &cuts).into_iter().map(|(a, b)| (a.floor(), b.floor())).collect()
    }

    #[test]
    fn a_cut_leaves_a_gap() {
        assert_eq!(left_over((0, 100), &[(20, 30)]), [(0, 20), (30, 100)]);
    }

    #[test]
    fn cuts_that_overlap_leave_one_gap() {
        assert_eq!(left_over((0, 100), &[(20, 40), (30, 35), (38, 50)]), [(0, 20), (50, 100)]);
    }

    #[test]
    fn cuts_at_the_ends_shorten_it() {
        assert_eq!(left_over((10, 90), &[(0, 20), (80, 95)]), [(20, 80)]);
    }

    #[test]
    fn cuts_outside_of_it_change_nothing() {
        assert_eq!(left_over((10, 20), &[(0, 5), (30, 40)]), [(10, 20)]);
    }
}
