//! Writes a scene as a picture made of characters. The scene is laid out with `Theme::cells`, where a column and a row
//! are one pixel each.
//!
//! A place is the middle of a cell: a lifeline at x 5 is in column 5, and a box from 2 to 8 has its sides in
//! columns 2 and 8. Texts take room between such places, so what is half way belongs to the cell after.

mod ink;
mod marks;
mod options;

use std::borrow::Cow;

use super::grid::Grid;
use crate::notation::{Dash, Head, ParticipantKind};
use crate::px::Px;
use crate::scene::{Anchor, Item, Node, Outline, PaintUse, Point, Rect, Role, Scene, Shape};
use crate::sign::Sign;
pub use ink::{Ink, text_columns};
use marks::Marks;
pub use options::TextOptions;

/// Draws a scene that was laid out with the theme of the options.
pub fn text(scene: &Scene, options: &TextOptions) -> String {
    let mut paper = Paper { grid: Grid::default(), marks: options.marks() };
    let items = || {
        scene.nodes().filter_map(|node| match node {
            Node::Item(item) => Some(item),
            Node::Open(_) | Node::Close => None,
        })
    };
    let end = items().map(lifeline_end).max().unwrap_or_default();
    // Texts come last: on paper this coarse, a line may run through the cells of a label.
    let is_text = |item: &&Item| item.role.paint_use() == PaintUse::Text;
    for item in items().filter(|item| !is_text(item)) {
        draw(&mut paper, item, end);
    }
    for item in items().filter(is_text) {
        draw(&mut paper, item, end);
    }
    paper.grid.into_text(options.colors)
}

/// The row after the last one of a lifeline, or of a bar that covers it.
fn lifeline_end(item: &Item) -> i64 {
    match &item.shape {
        Shape::Pieces { pieces, .. } => pieces.last().map_or(0, |(_, bottom)| bottom.ceil()),
        Shape::Box { rect, .. } if item.role == Role::Activation => rect.bottom().ceil(),
        Shape::Box { .. }
        | Shape::Line { .. }
        | Shape::Arrow(_)
        | Shape::Symbol { .. }
        | Shape::Glyph { .. }
        | Shape::Image { .. }
        | Shape::Signs(_)
        | Shape::Text { .. } => 0,
    }
}

/// The grid, and the characters to draw on it.
struct Paper {
    grid: Grid,
    marks: &'static Marks,
}

/// Draws an item; `end` is the row where all lifelines have ended.
fn draw(paper: &mut Paper, item: &Item, end: i64) {
    paper.grid.ink = Ink::of(item.role);
    match &item.shape {
        Shape::Box { rect, .. } if item.role == Role::Activation => {
            // A bar ends beside the arrow that ends it, even where that arrow's number interrupts it.
            for row in cell(rect.y)..(rect.bottom().ceil() + 1).min(end) {
                paper.grid.mark(cell(rect.x), row, paper.marks.bar);
            }
        }
        Shape::Box { rect, .. } if item.role == Role::MessageHead => {
            paper.grid.mark(cell(rect.middle()), cell(rect.y + rect.height.half()), paper.marks.dot);
        }
        Shape::Box { rect, outline } => draw_box(paper, item.role, rect, *outline),
        Shape::Line { points, dash } => draw_line(paper, item.role, points, *dash),
        Shape::Pieces { x, pieces } => {
            for (top, bottom) in pieces {
                for row in cell(*top)..bottom.ceil() {
                    paper.grid.mark(cell(*x), row, paper.marks.lifeline);
                }
            }
        }
        Shape::Arrow(arrow) => {
            draw_line(paper, item.role, &arrow.path, arrow.dash);
            arrow.heads().for_each(|(head, tip, from)| draw_head(paper, head, tip, from));
        }
        Shape::Symbol { kind, rect } => write_symbol(paper, symbol(*kind), rect),
        Shape::Glyph { glyph: _, rect } => write_symbol(paper, GLYPH, rect),
        Shape::Image { data: _, rect } => write_symbol(paper, IMAGE, rect),
        Shape::Signs(signs) => signs.iter().for_each(|(sign, rect)| draw_sign(paper, *sign, rect)),
        Shape::Text { at, anchor, width, text, face: _, size: _, runs } => {
            let start = match anchor {
                Anchor::Middle => at.x - width.half(),
                // Beside the loop of a self message, whose side is where the text would begin.
                Anchor::Start if item.role == Role::MessageText => at.x + Px::new(2),
                Anchor::Start => at.x,
            };
            // Of what is said about values, only bytes have a run, for their tooltip: no author wrote them.
            let is_detail = item.role == Role::KnowledgeDetail;
            let text =
                if is_detail { paper.marks.detail(text, runs.is_some()) } else { Cow::Borrowed(&**text) };
            let (column, row) = (start.ceil(), cell(at.y));
            if item.role == Role::MessageText && *anchor == Anchor::Middle {
                // A label beside a lifeline, or beside an arrow that goes down past it, would be read with it.
                for (beside, away) in [(column - 1, -1), (column + text_columns(&text) as i64, 1)] {
                    let is_lifeline = paper.grid.holds(beside, row, &[paper.marks.lifeline]);
                    if is_lifeline || is_of_slant(paper, (beside, row), away) {
                        paper.grid.clear(beside, row);
                    }
                }
            }
            paper.grid.write(column, row, &text);
        }
    }
}

/// Whether there is a stroke of a slanted line in a place: its flat pieces go on to its steps.
fn is_of_slant(paper: &Paper, (mut column, row): (i64, i64), away: i64) -> bool {
    while paper.grid.holds(column, row, &paper.marks.flat()) {
        column += away;
    }
    [row, row - 1, row + 1].into_iter().any(|row| paper.grid.holds(column, row, &paper.marks.slants))
}

/// The placeholders for a glyph and for an image, which cannot be drawn with characters.
const GLYPH: &str = "<*>";
const IMAGE: &str = "[#]";

fn write_symbol(paper: &mut Paper, symbol: &str, rect: &Rect) {
    paper.grid.write(cell(rect.middle()) - symbol.len() as i64 / 2, cell(rect.y), symbol);
}

fn draw_sign(paper: &mut Paper, sign: Sign, rect: &Rect) {
    let Some(mark) = paper.marks.sign(sign) else { return };
    paper.grid.mark(rect.x.ceil(), cell(rect.y + rect.height.half()), mark);
}

/// The cell that a place lies in, or comes after.
fn cell(place: Px) -> i64 {
    place.floor()
}

/// The characters of the sides and corners of a box.
struct Border {
    /// Upper left, upper right, lower left, lower right.
    corners: [char; 4],
    left: char,
    right: char,
}

fn border(role: Role, outline: Outline, marks: &Marks) -> Border {
    let [_, side] = marks.strokes(Dash::Solid);
    let Marks { sharp, round, edge, .. } = *marks;
    let (corners, left, right) = match outline {
        Outline::Round(_) if role == Role::State => (round, '(', ')'),
        Outline::Round(_) if role == Role::Knowledge => (round, edge, side),
        Outline::Round(radius) if radius > Px::ZERO => (round, side, side),
        Outline::Round(_) | Outline::Tab(_) => (sharp, side, side),
        Outline::Folded(_) => ([sharp[0], round[1], sharp[2], sharp[3]], side, side),
        Outline::Pointed { left, right } => {
            let end = |point: Px, mark| if point > Px::ZERO { mark } else { side };
            (sharp, end(left, '<'), end(right, '>'))
        }
    };
    Border { corners, left, right }
}

fn draw_box(paper: &mut Paper, role: Role, rect: &Rect, outline: Outline) {
    let (left, right) = (cell(rect.x), cell(rect.right()));
    let (top, bottom) = (cell(rect.y), cell(rect.bottom()));
    // The word of a tab is on the frame, and that of a divider between its lines.
    if matches!(
        role,
        Role::Canvas | Role::Group | Role::FragmentFill | Role::FragmentTab | Role::Number | Role::Divider
    ) {
        return;
    }
    if role != Role::FragmentBorder {
        for row in top..=bottom {
            for column in left..=right {
                paper.grid.clear(column, row);
            }
        }
    }
    let border = border(role, outline, paper.marks);
    let [flat, _] = paper.marks.strokes(Dash::Solid);
    for column in left + 1..right {
        paper.grid.mark(column, top, flat);
        paper.grid.mark(column, bottom, flat);
    }
    for row in top + 1..bottom {
        paper.grid.mark(left, row, border.left);
        paper.grid.mark(right, row, border.right);
    }
    let places = [(left, top), (right, top), (left, bottom), (right, bottom)];
    for ((column, row), corner) in places.into_iter().zip(border.corners) {
        paper.grid.mark(column, row, corner);
    }
}

fn draw_line(paper: &mut Paper, role: Role, points: &[Point], dash: Dash) {
    let ([first, ..], Some(last)) = (points, points.last()) else { return };
    if matches!(role, Role::Note | Role::Box | Role::State | Role::Ref) {
        // A note so close to its lifeline needs no line to it.
        return;
    }
    // The line of a slanted arrow ends just before its head, which may be just above the row of that.
    let slanted = role == Role::MessageLine && points.len() == 2 && first.y != last.y;
    let row = |y: Px| if slanted { cell(y + Px::new(1).half()) } else { cell(y) };
    let place = |point: &Point| (cell(point.x), row(point.y));
    let (first, last) = (place(first), place(last));
    if role == Role::Destruction {
        // Two strokes that cross: the middle of both is the place of the cross.
        paper.grid.mark((first.0 + last.0) / 2, (first.1 + last.1) / 2, paper.marks.destruction);
        return;
    }
    let marks = paper.marks;
    let [flat, upright] = marks.strokes(dash);
    let flat = if role == Role::DividerLine { marks.divider } else { flat };
    let keeps = role == Role::MessageLine;
    let mut line = GridLine { grid: &mut paper.grid, marks, flat, upright, ends: [first, last], keeps };
    for leg in points.windows(2) {
        line.leg(place(&leg[0]), place(&leg[1]));
    }
    for bend in points.windows(3) {
        line.corner([place(&bend[0]), place(&bend[1]), place(&bend[2])]);
    }
    if role == Role::OperandLine {
        let (left, right) = (first.min(last), first.max(last));
        paper.grid.mark(left.0, left.1, marks.operand[0]);
        paper.grid.mark(right.0, right.1, marks.operand[1]);
    }
}

/// A line that is being drawn.
struct GridLine<'g> {
    grid: &'g mut Grid,
    marks: &'static Marks,
    flat: char,
    upright: char,
    ends: [(i64, i64); 2],
    /// Whether the characters at its ends are kept: a lifeline, a bar, a head.
    keeps: bool,
}

impl GridLine<'_> {
    fn mark(&mut self, (column, row): (i64, i64), mark: char) {
        let at_end = self.ends.contains(&(column, row));
        if !self.keeps || !at_end || self.grid.is_blank(column, row) {
            self.grid.mark(column, row, mark);
        }
    }

    /// From one place to another; a slanted leg goes down in steps.
    fn leg(&mut self, from: (i64, i64), to: (i64, i64)) {
        if from.0 == to.0 {
            for row in from.1.min(to.1)..=from.1.max(to.1) {
                self.mark((from.0, row), self.upright);
            }
            return;
        }
        let (left, right) = if from.0 < to.0 { (from, to) } else { (to, from) };
        let (wide, high) = (right.0 - left.0, right.1 - left.1);
        let mut before = left.1;
        for column in left.0..=right.0 {
            // Each row gets an equal share of the columns.
            let passed = (column - left.0) * (high.abs() + 1) / (wide + 1);
            let row = left.1 + passed * high.signum();
            // A step of more than one row leaves no gap.
            for passed in before.min(row)..=before.max(row) {
                let mark = match passed.cmp(&before) {
                    std::cmp::Ordering::Equal if row == before => self.flat,
                    std::cmp::Ordering::Equal => continue,
                    std::cmp::Ordering::Greater => self.marks.slants[0],
                    std::cmp::Ordering::Less => self.marks.slants[1],
                };
                self.mark((column, passed), mark);
            }
            before = row;
        }
    }

    /// The corner between two legs.
    fn corner(&mut self, [before, at, after]: [(i64, i64); 3]) {
        let (flat, upright) = if before.1 == at.1 { (before, after) } else { (after, before) };
        if flat.1 != at.1 || upright.0 != at.0 {
            return;
        }
        let [upper_left, upper_right, lower_left, lower_right] = self.marks.round;
        let mark = match (flat.0 < at.0, upright.1 > at.1) {
            (true, true) => upper_right,
            (true, false) => lower_right,
            (false, true) => upper_left,
            (false, false) => lower_left,
        };
        self.grid.mark(at.0, at.1, mark);
    }
}

fn draw_head(paper: &mut Paper, head: Head, tip: Point, from: Point) {
    let (mut column, row) = (cell(tip.x), cell(tip.y));
    let (x, y) = (from.x - tip.x, from.y - tip.y);
    // The tip is at the edge of a dot, which is in the middle of its cell.
    if x < Px::ZERO && paper.grid.holds(column + 1, row, &[paper.marks.dot]) {
        let stroke = paper.marks.flat().into_iter().find(|it| paper.grid.holds(column - 2, row, &[*it]));
        paper.grid.mark(column - 1, row, stroke.unwrap_or(paper.marks.flat()[0]));
        column += 1;
    }
    let Some([right, left, down, up]) = paper.marks.heads(head) else {
        // It is where its tip is; the tips of the others touch the line that is there.
        if head == Head::Cross {
            paper.grid.mark(column, row, paper.marks.cross);
        }
        return;
    };
    let behind = x.in_hundredths().signum();
    let mark = match (behind, y < Px::ZERO) {
        (-1, _) => right,
        (1, _) => left,
        (_, true) => down,
        (_, false) => up,
    };
    let above = if behind == 0 { y.in_hundredths().signum() } else { 0 };
    // At the border of the drawing, no lifeline hides the rest of its line.
    if paper.grid.holds(column, row, &paper.marks.flat()) {
        paper.grid.clear(column, row);
    }
    paper.grid.mark(column + behind, row + above, mark);
}

/// The placeholder for a symbol, three columns wide.
fn symbol(kind: ParticipantKind) -> &'static str {
    match kind {
        ParticipantKind::Participant => "[ ]",
        ParticipantKind::Rounded => "( )",
        ParticipantKind::Actor => "\\o/",
        ParticipantKind::Boundary => "|-o",
        ParticipantKind::Control => "<o>",
        ParticipantKind::Entity => "_o_",
        ParticipantKind::Database => "[=]",
        ParticipantKind::Collections => "[[]",
        ParticipantKind::Cloud => "(~)",
        ParticipantKind::Queue => "(=)",
    }
}

#[cfg(test)]
mod tests;
