//! Writes a scene as a picture made of characters. The scene is laid out with `Theme::cells`, where a column and a row
//! are one pixel each.
//!
//! A place is the middle of a cell: a lifeline at x 5 is in column 5, and a box from 2 to 8 has its sides in
//! columns 2 and 8. Texts take room between such places, so what is half way belongs to the cell after.

use super::grid::Grid;
use crate::notation::{Dash, Head, ParticipantKind};
use crate::px::Px;
use crate::scene::{Anchor, Item, Node, Outline, PaintUse, Point, Rect, Role, Scene, Shape};
use crate::sign::Sign;

const LIFELINE: char = '┊';
const BAR: char = '┃';
const DESTRUCTION: char = '╳';
const DIVIDER: char = '═';

/// Draws a scene that was laid out with `Theme::cells`.
pub fn text(scene: &Scene) -> String {
    let mut grid = Grid::default();
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
        draw(&mut grid, item, end);
    }
    for item in items().filter(is_text) {
        draw(&mut grid, item, end);
    }
    grid.into_text()
}

/// The row after the last one of a lifeline.
fn lifeline_end(item: &Item) -> i64 {
    match &item.shape {
        Shape::Pieces { pieces, .. } => pieces.last().map_or(0, |(_, bottom)| bottom.ceil()),
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

/// Draws an item; `end` is the row where all lifelines have ended.
fn draw(grid: &mut Grid, item: &Item, end: i64) {
    match &item.shape {
        Shape::Box { rect, .. } if item.role == Role::Activation => {
            // A bar ends beside the arrow that ends it, even where that arrow's number interrupts it.
            for row in cell(rect.y)..(rect.bottom().ceil() + 1).min(end) {
                grid.mark(cell(rect.x), row, BAR);
            }
        }
        Shape::Box { rect, outline } => draw_box(grid, item.role, rect, *outline),
        Shape::Line { points, dash } => draw_line(grid, item.role, points, *dash),
        Shape::Pieces { x, pieces } => {
            for (top, bottom) in pieces {
                for row in cell(*top)..bottom.ceil() {
                    grid.mark(cell(*x), row, LIFELINE);
                }
            }
        }
        Shape::Arrow(arrow) => {
            draw_line(grid, item.role, &arrow.path, arrow.dash);
            arrow.heads().for_each(|(head, tip, from)| draw_head(grid, head, tip, from));
        }
        Shape::Symbol { kind, rect } => write_symbol(grid, symbol(*kind), rect),
        Shape::Glyph { glyph: _, rect } => write_symbol(grid, GLYPH, rect),
        Shape::Image { data: _, rect } => write_symbol(grid, IMAGE, rect),
        Shape::Signs(signs) => signs.iter().for_each(|(sign, rect)| draw_sign(grid, *sign, rect)),
        Shape::Text { at, anchor, width, text, face: _, size: _, runs: _ } => {
            let start = match anchor {
                Anchor::Middle => at.x - width.half(),
                // Beside the loop of a self message, whose side is where the text would begin.
                Anchor::Start if item.role == Role::MessageText => at.x + Px::new(2),
                Anchor::Start => at.x,
            };
            grid.write(start.ceil(), cell(at.y), text);
        }
    }
}

/// The placeholders for a glyph and for an image, which cannot be drawn with characters.
const GLYPH: &str = "<*>";
const IMAGE: &str = "[#]";

fn write_symbol(grid: &mut Grid, symbol: &str, rect: &Rect) {
    grid.write(cell(rect.middle()) - symbol.len() as i64 / 2, cell(rect.y), symbol);
}

fn draw_sign(grid: &mut Grid, sign: Sign, rect: &Rect) {
    let mark = match sign {
        // The side of the box is enough at this resolution.
        // So are the names that are set in further than the one they come from.
        Sign::Edge | Sign::Branch => return,
        Sign::Key => '+',
        Sign::Fresh => '●',
        Sign::Known => '○',
        Sign::Secret => '◆',
        Sign::Constant => '◇',
        Sign::Tick => '√',
        Sign::Lock => '▣',
        Sign::OpenLock => '□',
        Sign::Eye => '◉',
    };
    grid.mark(rect.x.ceil(), cell(rect.y + rect.height.half()), mark);
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

fn border(role: Role, outline: Outline) -> Border {
    const SHARP: [char; 4] = ['┌', '┐', '└', '┘'];
    const ROUND: [char; 4] = ['╭', '╮', '╰', '╯'];
    let (corners, left, right) = match outline {
        Outline::Round(_) if role == Role::State => (ROUND, '(', ')'),
        Outline::Round(_) if role == Role::Knowledge => (ROUND, '┃', '│'),
        Outline::Round(radius) if radius > Px::ZERO => (ROUND, '│', '│'),
        Outline::Round(_) | Outline::Tab(_) => (SHARP, '│', '│'),
        Outline::Folded(_) => (['┌', '╮', '└', '┘'], '│', '│'),
        Outline::Pointed { left, right } => {
            let side = |point: Px, mark| if point > Px::ZERO { mark } else { '│' };
            (SHARP, side(left, '<'), side(right, '>'))
        }
    };
    Border { corners, left, right }
}

fn draw_box(grid: &mut Grid, role: Role, rect: &Rect, outline: Outline) {
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
                grid.clear(column, row);
            }
        }
    }
    let border = border(role, outline);
    for column in left + 1..right {
        grid.mark(column, top, '─');
        grid.mark(column, bottom, '─');
    }
    for row in top + 1..bottom {
        grid.mark(left, row, border.left);
        grid.mark(right, row, border.right);
    }
    let places = [(left, top), (right, top), (left, bottom), (right, bottom)];
    for ((column, row), corner) in places.into_iter().zip(border.corners) {
        grid.mark(column, row, corner);
    }
}

/// The strokes of a line, flat and upright.
fn strokes(dash: Dash) -> (char, char) {
    match dash {
        Dash::Solid => ('─', '│'),
        Dash::Dashed => ('┄', '┆'),
        Dash::Dotted => ('┈', '┊'),
    }
}

fn draw_line(grid: &mut Grid, role: Role, points: &[Point], dash: Dash) {
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
        grid.mark((first.0 + last.0) / 2, (first.1 + last.1) / 2, DESTRUCTION);
        return;
    }
    let (flat, upright) = strokes(dash);
    let flat = if role == Role::DividerLine { DIVIDER } else { flat };
    let mut line = GridLine { grid, flat, upright, ends: [first, last], keeps: role == Role::MessageLine };
    for leg in points.windows(2) {
        line.leg(place(&leg[0]), place(&leg[1]));
    }
    for bend in points.windows(3) {
        line.corner([place(&bend[0]), place(&bend[1]), place(&bend[2])]);
    }
    if role == Role::OperandLine {
        let (left, right) = (first.min(last), first.max(last));
        grid.mark(left.0, left.1, '├');
        grid.mark(right.0, right.1, '┤');
    }
}

/// A line that is being drawn.
struct GridLine<'g> {
    grid: &'g mut Grid,
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
                    std::cmp::Ordering::Greater => '╲',
                    std::cmp::Ordering::Less => '╱',
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
        let mark = match (flat.0 < at.0, upright.1 > at.1) {
            (true, true) => '╮',
            (true, false) => '╯',
            (false, true) => '╭',
            (false, false) => '╰',
        };
        self.grid.mark(at.0, at.1, mark);
    }
}

fn draw_head(grid: &mut Grid, head: Head, tip: Point, from: Point) {
    let (column, row) = (cell(tip.x), cell(tip.y));
    let (x, y) = (from.x - tip.x, from.y - tip.y);
    let [right, left, down, up] = match head {
        Head::None => return,
        // It is where its tip is; the tips of the others touch the line that is there.
        Head::Cross => return grid.mark(column, row, '×'),
        Head::Filled => ['►', '◄', '▼', '▲'],
        Head::Open => ['>', '<', 'v', '^'],
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
    if grid.holds(column, row, &['─', '┄', '┈']) {
        grid.clear(column, row);
    }
    grid.mark(column + behind, row + above, mark);
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
