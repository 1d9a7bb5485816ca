//! Outlines that are drawn on a square of units, placed and scaled.

use super::PathWriter;
use crate::scene::{Point, Rect};

/// A step of a path, in units; a side of the square has a fixed number of units.
pub enum Step {
    /// Starts a piece at a place.
    Move(i64, i64),
    /// A straight line by an offset.
    Line(i64, i64),
    /// An arc with two radii, clockwise or not, by an offset.
    Arc(i64, i64, bool, i64, i64),
    /// A curve: its two controls and its end, relative to its start.
    Curve([i64; 6]),
    /// Back to where the piece began.
    Close,
}

/// Traces steps in a square whose side has this many units.
pub fn trace(path: &mut impl PathWriter, steps: &[Step], side: i64, square: &Rect) {
    let long = |units: i64| square.width * units / side;
    let mut start = Point::default();
    let mut at = start;
    for step in steps {
        let by = |x: i64, y: i64| Point { x: at.x + long(x), y: at.y + long(y) };
        match *step {
            Step::Move(x, y) => {
                start = Point { x: square.x + long(x), y: square.y + long(y) };
                at = start;
                path.move_to(at);
            }
            Step::Line(x, y) => {
                at = by(x, y);
                path.short_line_to(at);
            }
            Step::Arc(wide, high, clockwise, x, y) => {
                at = by(x, y);
                path.arc_to((long(wide), long(high)), clockwise, at);
            }
            Step::Curve([ax, ay, bx, by_, x, y]) => {
                let controls = [by(ax, ay), by(bx, by_)];
                at = by(x, y);
                path.curve_to(controls, at);
            }
            Step::Close => {
                at = start;
                path.close();
            }
        }
    }
}
