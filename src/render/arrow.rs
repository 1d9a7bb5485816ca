//! Lines and arrowheads in, paths out. A message's line and its heads become one path where one paint allows
//! it, and a line ends where its head hides it, so that tips are sharp.

use super::ink::Tone;
use super::pen::{By, Pen};
use super::said::Said;
use super::style::{Also, Look};
use crate::notation::{Color, Dash, Head, Style};
use crate::px::Px;
use crate::scene::{Ground, Item, Point, Role, Shape};
use crate::theme::arrow_on;

/// The lengths that the shapes of a scene leave to whoever draws them.
#[derive(Clone, Copy)]
pub struct Lengths {
    /// Of an arrowhead.
    pub arrow: Px,
    /// Of a corner's radius.
    pub radius: Px,
}

impl Lengths {
    /// Those on a line of a width: a wide line has a long head, or it would hide it.
    fn on(self, width: Option<Px>) -> Lengths {
        Lengths { arrow: arrow_on(self.arrow, width), ..self }
    }
}

/// A head, ready to be drawn.
struct Tip {
    head: Head,
    /// Its tip, or the middle of a cross.
    at: Point,
    /// One step towards it along the line.
    step: Step,
    color: Option<Color>,
}

/// A direction as the two parts of a step of length 1.
#[derive(Clone, Copy)]
struct Step {
    x: f64,
    y: f64,
}

impl Step {
    fn between(from: Point, to: Point) -> Step {
        let (x, y) = (to.x - from.x, to.y - from.y);
        let (x, y) = (x.in_hundredths() as f64, y.in_hundredths() as f64);
        // Square roots are exact by IEEE 754, so every machine finds the same.
        let length = (x * x + y * y).sqrt();
        if length == 0.0 { Step { x: 1.0, y: 0.0 } } else { Step { x: x / length, y: y / length } }
    }

    /// The point that lies so far behind another, and so far to the side.
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

impl Tip {
    /// The head of an item, if it is one that can be seen.
    fn of(item: &Item) -> Option<Tip> {
        let Shape::Arrowhead { head, tip, from } = item.shape else { return None };
        let seen = head != Head::None;
        seen.then(|| Tip { head, at: tip, step: Step::between(from, tip), color: color(&item.style) })
    }

    /// Where the middles of its strokes meet, so that their outer edges meet at its tip.
    fn inner(&self, width: Px) -> Point {
        let inset = match self.head {
            Head::Filled => to_tenths(part(width, FILLED_INSET)),
            Head::Open => to_tenths(part(width, OPEN_INSET)),
            Head::None | Head::Cross => Px::ZERO,
        };
        self.step.behind(self.at, inset, Px::ZERO)
    }

    /// Draws it with strokes of a width.
    fn draw(&self, pen: &mut Pen, width: Px, length: Px) {
        let inner = self.inner(width);
        match self.head {
            Head::None => {}
            Head::Filled => {
                let back = length - width.half();
                let inset = part(width, FILLED_INSET);
                let half = to_tenths(part(back - inset, FILLED_SLOPE));
                let back = to_tenths(back);
                pen.move_to(inner);
                pen.near(self.step.behind(self.at, back, half));
                pen.near(self.step.behind(self.at, back, -half));
                pen.close_at(inner);
            }
            Head::Open => {
                let back = to_tenths(part(length, OPEN_LENGTH));
                let half = to_tenths((back - part(width, OPEN_INSET)).half());
                pen.move_to(self.step.behind(self.at, back, half));
                pen.near(inner);
                pen.near(self.step.behind(self.at, back, -half));
            }
            Head::Cross => {
                let half = to_tenths(part(length, CROSS));
                pen.move_to(Point { x: self.at.x - half, y: self.at.y - half });
                pen.line_by(By { x: half * 2, y: half * 2 });
                pen.move_to(Point { x: self.at.x + half, y: self.at.y - half });
                pen.line_by(By { x: half * -2, y: half * 2 });
            }
        }
    }

    /// Where a line that ends in it ends.
    fn line_end(&self, width: Px, length: Px, dash: Dash) -> Point {
        if self.head == Head::Filled && dash != Dash::Solid {
            // The first dash begins where it can be seen.
            return self.step.behind(self.at, length - width.half(), Px::ZERO);
        }
        self.inner(width)
    }
}

fn color(style: &Style) -> Option<Color> {
    style.fill.or(style.stroke)
}

/// Whether an item is an arrowhead of a message. The heads of a line follow it at once.
pub fn is_head(item: &Item) -> bool {
    item.role == Role::MessageHead && matches!(item.shape, Shape::Arrowhead { .. })
}

/// Draws a line and the heads at its ends.
pub fn draw(pen: &mut Pen, look: &mut Look<'_>, line: &Item, heads: &[&Item], lengths: Lengths) {
    let Shape::Line { points, dash } = &line.shape else { return };
    let [start, middle @ .., end] = &**points else { return };
    let width = line.style.line_width().unwrap_or_else(|| look.width(line.role));
    let lengths = lengths.on(line.style.line_width());
    let dash = line.style.dash.unwrap_or(*dash);
    // The last point comes first: paths run from their arrowhead back to where the message comes from.
    let mut ends = [*end, *start];
    let mut tips: [Option<Tip>; 2] = [None, None];
    for tip in heads.iter().filter_map(|item| Tip::of(item)) {
        let at = usize::from(distance(tip.at, *start) < distance(tip.at, *end));
        ends[at] = tip.line_end(width, lengths.arrow, dash);
        tips[at] = Some(tip);
    }
    let as_line = dash == Dash::Solid && look.arrows_are_whole();
    // A straight line has nothing to fill, with a filled head or without one.
    let open = !middle.is_empty() || as_line && tips.iter().flatten().any(|tip| tip.head == Head::Open);
    let color = color(&line.style);
    let whole = tips.each_ref().map(|tip| {
        tip.as_ref().is_some_and(|tip| as_line && tip.color == color && !(open && tip.head == Head::Filled))
    });
    let in_path = |at: usize| tips[at].as_ref().filter(|_| whole[at]);
    let filled = [in_path(0), in_path(1)].map(|tip| tip.is_some_and(|tip| tip.head == Head::Filled));

    let open = if open { look.also(Also::Open) } else { "" };
    let tone = if filled == [false, false] { Tone::Stroke } else { Tone::Whole };
    let shown = look.show(tone, color, Ground::default());
    pen.raw("<path");
    pen.classes_and(&[look.class(line.role), open, look.dash(dash)], shown.class);
    let fill = shown.said.filter(|_| tone.fills());
    Said { fill, stroke: shown.said, ..Said::of_line(&line.style) }.write(pen);
    pen.begin_path();
    if let Some(tip) = in_path(0) {
        tip.draw(pen, width, lengths.arrow);
    }
    // A filled head leaves the pen at its tip, where the line begins.
    if !filled[0] {
        pen.move_to(ends[0]);
    }
    run(pen, ends[0], middle, ends[1], lengths.radius);
    if let Some(tip) = in_path(1) {
        tip.draw(pen, width, lengths.arrow);
    }
    pen.end_path();
    for (tip, _) in tips.iter().flatten().zip(whole).filter(|(_, whole)| !whole) {
        draw_tip(pen, look, tip, line.style.line_width(), lengths);
    }
}

/// Draws a head that has no line.
pub fn draw_head(pen: &mut Pen, look: &mut Look<'_>, item: &Item, lengths: Lengths) {
    if let Some(tip) = Tip::of(item) {
        draw_tip(pen, look, &tip, item.style.line_width(), lengths.on(item.style.line_width()));
    }
}

fn draw_tip(pen: &mut Pen, look: &mut Look<'_>, tip: &Tip, width: Option<Px>, lengths: Lengths) {
    let filled = tip.head == Head::Filled;
    let open = if filled { "" } else { look.also(Also::Open) };
    let tone = if filled { Tone::Whole } else { Tone::Stroke };
    let shown = look.show(tone, tip.color, Ground::default());
    pen.raw("<path");
    pen.classes_and(&[look.class(Role::MessageHead), open], shown.class);
    let fill = shown.said.filter(|_| tone.fills());
    Said { fill, stroke: shown.said, width, ..Said::default() }.write(pen);
    pen.begin_path();
    tip.draw(pen, width.unwrap_or_else(|| look.width(Role::MessageHead)), lengths.arrow);
    pen.end_path();
}

/// The square of the distance of two points.
fn distance(a: Point, b: Point) -> i64 {
    let (x, y) = ((a.x - b.x).in_hundredths(), (a.y - b.y).in_hundredths());
    x * x + y * y
}

/// Draws from one end through the points between, which are listed from the other end, to that other end.
fn run(pen: &mut Pen, from: Point, middle: &[Point], to: Point, radius: Px) {
    let mut before = from;
    for (at, corner) in middle.iter().copied().enumerate().rev() {
        let after = if at == 0 { to } else { middle[at - 1] };
        bend(pen, before, corner, after, radius);
        before = corner;
    }
    pen.line_to(to);
}

/// Draws to a corner and round it. A square one gets an arc, another stays sharp.
fn bend(pen: &mut Pen, before: Point, corner: Point, after: Point, radius: Px) {
    let (into, out) = (vector(before, corner), vector(corner, after));
    let crossed =
        into.x.in_hundredths() * out.y.in_hundredths() - into.y.in_hundredths() * out.x.in_hundredths();
    let length = |by: By| by.x.abs() + by.y.abs();
    let square = (into.x == Px::ZERO) != (into.y == Px::ZERO) && (out.x == Px::ZERO) != (out.y == Px::ZERO);
    let radius = radius.min(length(into).half()).min(length(out).half());
    if !square || crossed == 0 || radius == Px::ZERO {
        pen.line_to(corner);
        return;
    }
    let towards = |by: By| By { x: sign(by.x, radius), y: sign(by.y, radius) };
    let (into, out) = (towards(into), towards(out));
    pen.line_to(Point { x: corner.x - into.x, y: corner.y - into.y });
    pen.arc_by((radius, radius), crossed > 0, By { x: into.x + out.x, y: into.y + out.y });
}

fn vector(from: Point, to: Point) -> By {
    By { x: to.x - from.x, y: to.y - from.y }
}

/// A length with the sign of another, nothing where that is nothing.
fn sign(of: Px, length: Px) -> Px {
    length * of.in_hundredths().signum()
}
