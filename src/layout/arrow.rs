//! The arrow of a message: its path, broken and coloured as its author says, with a head at each end.

use super::pen::Pen;
use crate::model::Message;
use crate::notation::{Dash, Head, Line, Style};
use crate::px::Px;
use crate::scene::{Arrow, Outline, Point, Points, Rect, Role, Shape};

/// Draws the arrow of a message along a path.
pub(super) fn draw_along(message: &Message, mut path: Points, pen: &mut Pen<'_, '_>) {
    let spacing = &pen.theme.spacing;
    let color = message.style.stroke.or(message.style.fill);
    let style = Style { fill: None, stroke: color, ..message.style };
    let (start, end) = (message.arrow.tail, message.arrow.head);
    let last = path.len() - 1;
    let dots = (message.arrow.tail_dot, message.arrow.head_dot);
    for (at, before, head, has_dot) in [(last, last - 1, end, dots.1), (0, 1, start, dots.0)] {
        if has_dot {
            let radius = spacing.arrow_on(message.style.line_width()) * 2 / 5;
            let Point { x, y } = path[at];
            let rect = Rect { x: x - radius, y: y - radius, width: radius * 2, height: radius * 2 };
            let outline = Outline::Round(radius);
            pen.paint(
                Role::MessageHead,
                Shape::Box { rect, outline },
                Style { fill: color, stroke: color, ..Style::default() },
            );
            path[at] = towards(path[at], path[before], radius);
        }
        // The cross stands just before the lifeline that the message does not reach; a little less than half of it is
        // behind its middle.
        if head == Head::Cross {
            let gap = spacing.arrow_on(message.style.line_width()) * 13 / 20;
            path[at] = towards(path[at], path[before], gap);
        }
    }
    let dash = match (message.style.dash, message.arrow.line) {
        (Some(dash), _) => dash,
        (None, Line::Solid) => Dash::Solid,
        (None, Line::Dashed) => Dash::Dashed,
    };
    pen.paint(Role::MessageLine, Shape::Arrow(Arrow { path, dash, start, end }), style);
}

/// The point on the way from `tip` to `from` that is `by` off in x.
fn towards(tip: Point, from: Point, by: Px) -> Point {
    let (dx, dy) = (from.x - tip.x, from.y - tip.y);
    if dx == Px::ZERO {
        return tip;
    }
    let step = if dx > Px::ZERO { by } else { -by };
    let rise = Px::hundredths(dy.in_hundredths() * step.in_hundredths() / dx.in_hundredths());
    Point { x: tip.x + step, y: tip.y + rise }
}
