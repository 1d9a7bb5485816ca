//! Signs: filled outlines on squares of 12 by 12 units. What runs counter-clockwise inside of a piece is a hole in it.

use super::PathWriter;
use super::step::{self, Step};
use crate::scene::{Point, Rect};
use crate::sign::Sign;

use Step::{Arc, Close, Line, Move};

/// The side of the square, in tenths of a unit, which the steps below are counted in.
const SIDE: i64 = 120;

/// A key that lies on its side: a bow, a shaft with two bits.
const KEY: &[Step] = &[
    Move(2, 60),
    Arc(31, 31, true, 62, 0),
    Arc(31, 31, true, -62, 0),
    Close,
    Move(18, 60),
    Arc(15, 15, false, 30, 0),
    Arc(15, 15, false, -30, 0),
    Close,
    Move(60, 52),
    Line(58, 0),
    Line(0, 38),
    Line(-15, 0),
    Line(0, -22),
    Line(-10, 0),
    Line(0, 16),
    Line(-15, 0),
    Line(0, -16),
    Line(-18, 0),
    Close,
];
const FRESH: &[Step] = &[Move(28, 60), Arc(32, 32, true, 64, 0), Arc(32, 32, true, -64, 0), Close];
const KNOWN: &[Step] = &[
    Move(28, 60),
    Arc(32, 32, true, 64, 0),
    Arc(32, 32, true, -64, 0),
    Close,
    Move(41, 60),
    Arc(19, 19, false, 38, 0),
    Arc(19, 19, false, -38, 0),
    Close,
];
const SECRET: &[Step] = &[Move(60, 18), Line(42, 42), Line(-42, 42), Line(-42, -42), Close];
const CONSTANT: &[Step] = &[
    Move(60, 18),
    Line(42, 42),
    Line(-42, 42),
    Line(-42, -42),
    Close,
    Move(60, 38),
    Line(-22, 22),
    Line(22, 22),
    Line(22, -22),
    Close,
];
const TICK: &[Step] =
    &[Move(14, 64), Line(15, -15), Line(22, 22), Line(40, -46), Line(16, 14), Line(-55, 62), Close];
/// A body with a keyhole, under a shackle.
const LOCK: &[Step] = &[
    Move(25, 52),
    Line(70, 0),
    Arc(10, 10, true, 10, 10),
    Line(0, 44),
    Arc(10, 10, true, -10, 10),
    Line(-70, 0),
    Arc(10, 10, true, -10, -10),
    Line(0, -44),
    Arc(10, 10, true, 10, -10),
    Close,
    Move(50, 83),
    Arc(10, 10, false, 20, 0),
    Arc(10, 10, false, -20, 0),
    Close,
    Move(27, 54),
    Line(0, -17),
    Arc(33, 33, true, 66, 0),
    Line(0, 17),
    Line(-15, 0),
    Line(0, -17),
    Arc(18, 18, false, -36, 0),
    Line(0, 17),
    Close,
];
/// The same, its shackle swung out to the side.
const OPEN_LOCK: &[Step] = &[
    Move(12, 52),
    Line(60, 0),
    Arc(10, 10, true, 10, 10),
    Line(0, 44),
    Arc(10, 10, true, -10, 10),
    Line(-60, 0),
    Arc(10, 10, true, -10, -10),
    Line(0, -44),
    Arc(10, 10, true, 10, -10),
    Close,
    Move(32, 83),
    Arc(10, 10, false, 20, 0),
    Arc(10, 10, false, -20, 0),
    Close,
    Move(56, 54),
    Line(0, -19),
    Arc(31, 31, true, 62, 0),
    Line(0, 25),
    Line(-15, 0),
    Line(0, -25),
    Arc(16, 16, false, -32, 0),
    Line(0, 19),
    Close,
];
/// An open eye.
const EYE: &[Step] = &[
    Move(0, 60),
    Arc(65, 65, true, 120, 0),
    Arc(65, 65, true, -120, 0),
    Close,
    Move(34, 60),
    Arc(26, 26, false, 52, 0),
    Arc(26, 26, false, -52, 0),
    Close,
    Move(46, 60),
    Arc(14, 14, true, 28, 0),
    Arc(14, 14, true, -28, 0),
    Close,
];

/// Traces a sign in its square.
pub fn trace(path: &mut impl PathWriter, sign: Sign, rect: &Rect) {
    let steps = match sign {
        Sign::Edge => return edge(path, rect),
        Sign::Branch => return branch(path, rect),
        Sign::Key => KEY,
        Sign::Fresh => FRESH,
        Sign::Known => KNOWN,
        Sign::Secret => SECRET,
        Sign::Constant => CONSTANT,
        Sign::Tick => TICK,
        Sign::Lock => LOCK,
        Sign::OpenLock => OPEN_LOCK,
        Sign::Eye => EYE,
    };
    step::trace(path, steps, SIDE, rect);
}

/// All of the rectangle.
fn branch(path: &mut impl PathWriter, rect: &Rect) {
    path.move_to(Point { x: rect.x, y: rect.y });
    path.line_to(Point { x: rect.right(), y: rect.y });
    path.line_to(Point { x: rect.right(), y: rect.bottom() });
    path.line_to(Point { x: rect.x, y: rect.bottom() });
    path.close();
}

/// The left edge of a box whose corners have its width as their radius.
fn edge(path: &mut impl PathWriter, rect: &Rect) {
    let radius = rect.width;
    path.move_to(Point { x: rect.right(), y: rect.y });
    path.arc_to((radius, radius), false, Point { x: rect.x, y: rect.y + radius });
    path.line_to(Point { x: rect.x, y: rect.bottom() - radius });
    path.arc_to((radius, radius), false, Point { x: rect.right(), y: rect.bottom() });
    path.close();
}
