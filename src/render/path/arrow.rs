//! Lines and arrows: a line ends where its head hides it, so that tips are sharp.

use super::{Lengths, PathWriter};
use crate::notation::{Dash, Head};
use crate::px::Px;
use crate::scene::{Item, Point, Shape};

/// An arrowhead at its place.
pub struct ArrowHead {
    /// Which head.
    pub kind: Head,
    /// Its tip, or the middle of a cross.
    tip: Point,
    /// Where it points.
    direction: Direction,
}

/// The line of an item and the heads at its ends.
pub struct ArrowPath<'a> {
    /// The heads, that at the end first: paths run from there back to where the message comes from.
    pub heads: [Option<ArrowHead>; 2],
    /// The lengths on a line of this width.
    pub lengths: Lengths,
    /// The ends of the line, in the same order.
    ends: [Point; 2],
    /// Whether the line is traced from where the message comes from, so that it begins there with a dash.
    from_tail: bool,
    /// The other points, from the start of the arrow to its end.
    middle: &'a [Point],
}

impl<'a> ArrowPath<'a> {
    /// The path of an item that is a line or an arrow.
    pub fn of(item: &'a Item, lengths: Lengths) -> Option<ArrowPath<'a>> {
        let (points, dash, kinds) = match &item.shape {
            Shape::Line { points, dash } => (points, *dash, [Head::None; 2]),
            Shape::Arrow(arrow) => (&arrow.path, arrow.dash, [arrow.end, arrow.start]),
            Shape::Box { .. }
            | Shape::Pieces { .. }
            | Shape::Symbol { .. }
            | Shape::Glyph { .. }
            | Shape::Image { .. }
            | Shape::Signs(_)
            | Shape::Text { .. } => return None,
        };
        let ([start, middle @ .., end], [_, second, ..]) = (&**points, &**points) else { return None };
        let before = middle.last().unwrap_or(start);
        let lengths = lengths.on(item.style.line_width());
        let dash = item.style.dash.unwrap_or(dash);
        let mut ends = [*end, *start];
        let mut heads = [None, None];
        for (at, (kind, from)) in kinds.into_iter().zip([*before, *second]).enumerate() {
            if kind != Head::None {
                let head = ArrowHead { kind, tip: ends[at], direction: Direction::between(from, ends[at]) };
                ends[at] = head.line_end(lengths, dash);
                heads[at] = Some(head);
            }
        }
        let from_tail = dash != Dash::Solid && kinds != [Head::None; 2];
        Some(ArrowPath { heads, lengths, ends, from_tail, middle })
    }

    /// Whether the line has no corner.
    pub fn is_straight(&self) -> bool {
        self.middle.is_empty()
    }

    /// Traces the line: from its end to its start, unless it is broken. A filled head that has just been traced leaves the path where the line
    /// begins; otherwise the line moves there.
    pub fn trace_line(&self, path: &mut impl PathWriter, moves: bool) {
        let [end, start] = self.ends;
        let (from, to) = if self.from_tail { (start, end) } else { (end, start) };
        if moves {
            path.move_to(from);
        }
        let last = self.middle.len();
        let corner = |at: usize| self.middle.get(if self.from_tail { at } else { last - 1 - at }).copied();
        let mut before = from;
        for at in 0..last {
            let after = if at + 1 < last { corner(at + 1) } else { Some(to) };
            if let (Some(corner), Some(after)) = (corner(at), after) {
                bend(path, before, corner, after, self.lengths.radius);
                before = corner;
            }
        }
        path.line_to(to);
    }
}

/// The half width of a filled head is 2/5 of its length; that of an open head is 1/2.
const FILLED_SLOPE: (i64, i64) = (2, 5);
/// An open head is a tenth shorter than a filled one, to look as large.
const OPEN_LENGTH: (i64, i64) = (9, 10);
/// Half of a cross, of the length of a head.
const CROSS: (i64, i64) = (9, 20);

/// How far the point of two strokes' outer edges lies before that of their middles, per width of the strokes:
/// half of the width over the sine of half the angle between them.
const FILLED_INSET: (i64, i64) = (13_463, 10_000);
const OPEN_INSET: (i64, i64) = (11_180, 10_000);

fn part(length: Px, (of, parts): (i64, i64)) -> Px {
    length * of / parts
}

impl ArrowHead {
    /// Where the middles of its strokes meet, so that their outer edges meet at its tip.
    fn inner(&self, width: Px) -> Point {
        let inset = match self.kind {
            Head::Filled | Head::Half { filled: true, .. } => to_tenths(part(width, FILLED_INSET)),
            Head::Open => to_tenths(part(width, OPEN_INSET)),
            Head::None | Head::Cross | Head::Half { filled: false, .. } => Px::ZERO,
        };
        self.direction.behind(self.tip, inset, Px::ZERO)
    }

    /// Traces the head, of a length, with strokes of a width.
    pub fn trace(&self, path: &mut impl PathWriter, width: Px, length: Px) {
        let inner = self.inner(width);
        let behind = |back, side| self.direction.behind(self.tip, back, side);
        match self.kind {
            Head::None => {}
            Head::Filled => {
                let back = length - width.half();
                let inset = part(width, FILLED_INSET);
                let half = to_tenths(part(back - inset, FILLED_SLOPE));
                let back = to_tenths(back);
                path.move_to(inner);
                path.short_line_to(behind(back, half));
                path.short_line_to(behind(back, -half));
                path.close();
            }
            Head::Open => {
                let back = to_tenths(part(length, OPEN_LENGTH));
                let half = to_tenths((back - part(width, OPEN_INSET)).half());
                path.move_to(behind(back, half));
                path.short_line_to(inner);
                path.short_line_to(behind(back, -half));
            }
            Head::Half { upper, filled } => {
                let back = to_tenths(part(length, OPEN_LENGTH));
                let half = to_tenths(back.half());
                // To the side of a line to the right is down.
                let side = if upper == (self.direction.x >= 0.0) { -half } else { half };
                path.move_to(inner);
                path.short_line_to(behind(back, side));
                if filled {
                    path.short_line_to(behind(back, Px::ZERO));
                    path.close();
                }
            }
            Head::Cross => {
                let half = to_tenths(part(length, CROSS));
                let (left, right) = (self.tip.x - half, self.tip.x + half);
                let (top, bottom) = (self.tip.y - half, self.tip.y + half);
                path.move_to(Point { x: left, y: top });
                path.short_line_to(Point { x: right, y: bottom });
                path.move_to(Point { x: right, y: top });
                path.short_line_to(Point { x: left, y: bottom });
            }
        }
    }

    /// Whether it is an area.
    pub fn is_filled(&self) -> bool {
        match self.kind {
            Head::Filled | Head::Half { filled: true, .. } => true,
            Head::None | Head::Open | Head::Cross | Head::Half { filled: false, .. } => false,
        }
    }

    /// Whether it is one stroke or two that are not closed.
    pub fn is_stroke(&self) -> bool {
        matches!(self.kind, Head::Open | Head::Half { filled: false, .. })
    }

    /// Where the line ends that ends in this head.
    fn line_end(&self, lengths: Lengths, dash: Dash) -> Point {
        if self.is_filled() && dash != Dash::Solid {
            // The first dash begins where it can be seen.
            return self.direction.behind(self.tip, lengths.arrow - lengths.line.half(), Px::ZERO);
        }
        self.inner(lengths.line)
    }
}

/// A direction as the two parts of a step of length 1.
#[derive(Clone, Copy)]
struct Direction {
    x: f64,
    y: f64,
}

impl Direction {
    fn between(from: Point, to: Point) -> Direction {
        let (x, y) = (to.x - from.x, to.y - from.y);
        let (x, y) = (x.in_hundredths() as f64, y.in_hundredths() as f64);
        // Square roots are exact by IEEE 754, so every machine finds the same.
        let length = (x * x + y * y).sqrt();
        if length == 0.0 { Direction { x: 1.0, y: 0.0 } } else { Direction { x: x / length, y: y / length } }
    }

    /// The point at a distance behind another one and at a distance to its side.
    fn behind(self, point: Point, back: Px, side: Px) -> Point {
        let (back, side) = (back.in_hundredths() as f64, side.in_hundredths() as f64);
        Point {
            x: point.x + rounded(-back * self.x - side * self.y),
            y: point.y + rounded(-back * self.y + side * self.x),
        }
    }
}

/// A number of hundredths of a pixel as a length.
fn rounded(hundredths: f64) -> Px {
    #[expect(clippy::cast_possible_truncation, reason = "it is whole, and no drawing is that large")]
    Px::hundredths(hundredths.round() as i64)
}

/// To tenths of a pixel, which is finer than any eye and shorter to write.
fn to_tenths(length: Px) -> Px {
    (length + Px::hundredths(5)) / 10 * 10
}

/// Draws to a corner and round it. A square one gets an arc, another stays sharp.
fn bend(path: &mut impl PathWriter, before: Point, corner: Point, after: Point, radius: Px) {
    let (into, out) = (vector(before, corner), vector(corner, after));
    let crossed =
        into.x.in_hundredths() * out.y.in_hundredths() - into.y.in_hundredths() * out.x.in_hundredths();
    let length = |by: Point| by.x.abs() + by.y.abs();
    let square = (into.x == Px::ZERO) != (into.y == Px::ZERO) && (out.x == Px::ZERO) != (out.y == Px::ZERO);
    let radius = radius.min(length(into).half()).min(length(out).half());
    if !square || crossed == 0 || radius == Px::ZERO {
        path.line_to(corner);
        return;
    }
    let towards = |by: Point| Point { x: sign(by.x, radius), y: sign(by.y, radius) };
    let (into, out) = (towards(into), towards(out));
    path.line_to(Point { x: corner.x - into.x, y: corner.y - into.y });
    path.arc_to((radius, radius), crossed > 0, Point { x: corner.x + out.x, y: corner.y + out.y });
}

fn vector(from: Point, to: Point) -> Point {
    Point { x: to.x - from.x, y: to.y - from.y }
}

/// A length with the sign of another, nothing where that is nothing.
fn sign(of: Px, length: Px) -> Px {
    length * of.in_hundredths().signum()
}
