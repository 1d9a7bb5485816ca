//! The steps of an outline on a square of units in, path commands at the place of a square out.

use super::pen::{By, Pen};
use crate::scene::{Point, Rect};

/// A step of a path, in units of which a side of the square has a fixed number.
pub enum Step {
    /// Starts a piece at a place.
    Move(i64, i64),
    /// A straight line by so much.
    Line(i64, i64),
    /// An arc with two radii, clockwise or not, by so much.
    Arc(i64, i64, bool, i64, i64),
    /// A curve: its two controls and its end, relative to its start.
    Curve([i64; 6]),
    /// Back to where the piece began.
    Close,
}

/// Draws steps into a square of which a side has so many units.
pub fn trace(pen: &mut Pen, steps: &[Step], side: i64, square: &Rect) {
    let long = |units: i64| square.width * units / side;
    let by = |x: i64, y: i64| By { x: long(x), y: long(y) };
    let mut start = Point::default();
    for step in steps {
        match *step {
            Step::Move(x, y) => {
                start = Point { x: square.x + long(x), y: square.y + long(y) };
                pen.move_to(start);
            }
            Step::Line(x, y) => pen.line_by(by(x, y)),
            Step::Arc(wide, high, clockwise, x, y) => {
                pen.arc_by((long(wide), long(high)), clockwise, by(x, y))
            }
            Step::Curve([ax, ay, bx, by_, x, y]) => pen.curve_by(by(ax, ay), by(bx, by_), by(x, y)),
            Step::Close => pen.close_at(start),
        }
    }
}
