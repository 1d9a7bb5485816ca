//! The outlines of boxes.

use super::PathWriter;
use crate::px::Px;
use crate::scene::{Outline, Point, Rect};

/// Traces the outline of a box.
pub fn trace(path: &mut impl PathWriter, rect: &Rect, outline: Outline) {
    match outline {
        Outline::Round(radius) => round(path, rect, radius),
        Outline::Folded(fold) => folded(path, rect, fold),
        Outline::Tab(cut) => tab(path, rect, cut),
        Outline::Pointed { left, right } => pointed(path, rect, left, right),
    }
}

/// SVG and others draw no corner rounder than half of a side.
fn round(path: &mut impl PathWriter, rect: &Rect, radius: Px) {
    let radius = radius.min(rect.width.half()).min(rect.height.half());
    let corner = |x, y| Point { x, y };
    let (left, top, right, bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
    if radius <= Px::ZERO {
        path.move_to(corner(left, top));
        path.line_to(corner(right, top));
        path.line_to(corner(right, bottom));
        path.line_to(corner(left, bottom));
        return path.close();
    }
    let start = corner(left + radius, top);
    path.move_to(start);
    for (from, to) in [
        (corner(right - radius, top), corner(right, top + radius)),
        (corner(right, bottom - radius), corner(right - radius, bottom)),
        (corner(left + radius, bottom), corner(left, bottom - radius)),
        (corner(left, top + radius), start),
    ] {
        path.line_to(from);
        path.arc_to((radius, radius), true, to);
    }
    path.close();
}

fn folded(path: &mut impl PathWriter, rect: &Rect, fold: Px) {
    let crease = Point { x: rect.right() - fold, y: rect.y };
    path.move_to(Point { x: rect.x, y: rect.y });
    path.line_to(crease);
    path.short_line_to(Point { x: rect.right(), y: rect.y + fold });
    path.short_line_to(Point { x: rect.right(), y: rect.bottom() });
    path.line_to(Point { x: rect.x, y: rect.bottom() });
    path.close();
    // In the direction of the sheet: against it, the fold would be a hole.
    path.move_to(Point { x: rect.right(), y: rect.y + fold });
    path.short_line_to(Point { x: rect.right() - fold, y: rect.y + fold });
    path.line_to(crease);
}

fn tab(path: &mut impl PathWriter, rect: &Rect, cut: Px) {
    path.move_to(Point { x: rect.x, y: rect.y });
    path.line_to(Point { x: rect.right(), y: rect.y });
    path.line_to(Point { x: rect.right(), y: rect.bottom() - cut });
    path.short_line_to(Point { x: rect.right() - cut, y: rect.bottom() });
    path.line_to(Point { x: rect.x, y: rect.bottom() });
    path.close();
}

fn pointed(path: &mut impl PathWriter, rect: &Rect, left: Px, right: Px) {
    let middle = rect.y + rect.height.half();
    path.move_to(Point { x: rect.x, y: rect.y });
    path.line_to(Point { x: rect.right(), y: rect.y });
    if right > Px::ZERO {
        path.line_to(Point { x: rect.right() + right, y: middle });
    }
    path.line_to(Point { x: rect.right(), y: rect.bottom() });
    path.line_to(Point { x: rect.x, y: rect.bottom() });
    if left > Px::ZERO {
        path.line_to(Point { x: rect.x - left, y: middle });
    }
    path.close();
}
