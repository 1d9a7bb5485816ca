//! Boxes in, their rectangles and paths out.

use super::pen::{By, Pen};
use super::said::Said;
use super::style::Look;
use crate::px::Px;
use crate::scene::{Item, Outline, Point, Rect};

/// Draws a closed box.
pub fn draw(pen: &mut Pen, look: &mut Look<'_>, item: &Item, rect: &Rect, outline: Outline) {
    let dash = item.style.dash.map_or("", |dash| look.dash(dash));
    let tint = look.tint(item.role, item.style.fill);
    let classes = [look.class(item.role), dash, tint];
    let border = look.show_border(&item.style);
    let said = Said { stroke: border.said, ..Said::of_area(&item.style) };
    if let Outline::Round(radius) = outline {
        pen.raw("<rect");
        pen.classes_and(&classes, border.class);
        for (name, length) in [("x", rect.x), ("y", rect.y)] {
            // Where nothing is said, it is 0.
            if length != Px::ZERO {
                pen.length(name, length);
            }
        }
        pen.length("width", rect.width);
        pen.length("height", rect.height);
        if radius > Px::ZERO {
            pen.length("rx", radius);
        }
        said.write(pen);
        pen.raw("/>\n");
        return;
    }
    pen.raw("<path");
    pen.classes_and(&classes, border.class);
    said.write(pen);
    pen.begin_path();
    match outline {
        Outline::Round(_) => {}
        Outline::Folded(fold) => folded(pen, rect, fold),
        Outline::Tab(cut) => tab(pen, rect, cut),
        Outline::Pointed { left, right } => pointed(pen, rect, left, right),
    }
    pen.end_path();
}

fn folded(pen: &mut Pen, rect: &Rect, fold: Px) {
    let start = Point { x: rect.x, y: rect.y };
    let crease = Point { x: rect.right() - fold, y: rect.y };
    pen.move_to(start);
    pen.line_to(crease);
    pen.line_by(By { x: fold, y: fold });
    pen.line_to(Point { x: rect.right(), y: rect.bottom() });
    pen.line_to(Point { x: rect.x, y: rect.bottom() });
    pen.close_at(start);
    // In the direction of the sheet: against it, the fold would be a hole.
    pen.move_to(Point { x: rect.right(), y: rect.y + fold });
    pen.line_by(By { x: -fold, y: Px::ZERO });
    pen.line_to(crease);
}

fn tab(pen: &mut Pen, rect: &Rect, cut: Px) {
    let start = Point { x: rect.x, y: rect.y };
    pen.move_to(start);
    pen.line_to(Point { x: rect.right(), y: rect.y });
    pen.line_to(Point { x: rect.right(), y: rect.bottom() - cut });
    pen.line_by(By { x: -cut, y: cut });
    pen.line_to(Point { x: rect.x, y: rect.bottom() });
    pen.close_at(start);
}

fn pointed(pen: &mut Pen, rect: &Rect, left: Px, right: Px) {
    let start = Point { x: rect.x, y: rect.y };
    let middle = rect.y + rect.height.half();
    pen.move_to(start);
    pen.line_to(Point { x: rect.right(), y: rect.y });
    if right > Px::ZERO {
        pen.line_to(Point { x: rect.right() + right, y: middle });
    }
    pen.line_to(Point { x: rect.right(), y: rect.bottom() });
    pen.line_to(Point { x: rect.x, y: rect.bottom() });
    if left > Px::ZERO {
        pen.line_to(Point { x: rect.x - left, y: middle });
    }
    pen.close_at(start);
}
