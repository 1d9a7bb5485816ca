//! What surrounds the rows: groups of participants behind them, a frame around everything, and the footer at the ends
//! of the lifelines.

use super::fragment::{header_height, tab_width};
use super::label::Label;
use super::measure::Measure;
use super::note::draw_tab;
use super::participant::HeadRow;
use super::pen::{Pen, TextStyle, line};
use super::track::Wall;
use crate::model::{Footer, Frame, Group};
use crate::notation::{Dash, Style};
use crate::px::Px;
use crate::ruler::Face;
use crate::scene::{
    Anchor, Facts, Group as Marks, Item, Kind, Node, Outline, Point, Points, Rect, Role, Shape,
};
use crate::theme::Theme;

/// The groups of participants, measured.
pub(super) struct Groups<'d> {
    rows: Vec<GroupRow<'d>>,
    /// The room that groups take beside the heads of each column, left and right.
    pads: Vec<(Px, Px)>,
    /// The height of the labels of each level.
    levels: Vec<Px>,
    /// The least half of the width that each column's head takes, so that the labels of groups of one fit.
    least: Vec<Px>,
}

struct GroupRow<'d> {
    group: &'d Group,
    label: Label<'d>,
    left_out: Px,
    right_out: Px,
    /// How far what stands in it reaches left of its first lifeline and right of its last one: heads, fragments,
    /// names of groups.
    inside: (Px, Px),
}

impl<'d> GroupRow<'d> {
    /// How far its sides are from its first and its last lifeline.
    fn out(&self) -> (Px, Px) {
        (self.inside.0 + self.left_out, self.inside.1 + self.right_out)
    }

    /// Half of the width that its label needs, of a group of one; others have room between their lifelines.
    fn least_half(&self) -> Px {
        let is_alone = self.group.first == self.group.last;
        if is_alone { (self.label.width + Px::new(1)).half() } else { Px::ZERO }
    }

    /// Its left and its right side.
    fn sides(&self, pen: &Pen<'_, '_>) -> (Px, Px) {
        let (first, last) = (Measure::column(self.group.first), Measure::column(self.group.last));
        let (left, right) = self.out();
        (pen.columns[first] - left, pen.columns[last] + right)
    }
}

impl<'d> Groups<'d> {
    pub fn measure(measure: &mut Measure<'d, '_>) -> Groups<'d> {
        let theme = measure.theme;
        let spacing = &theme.spacing;
        let mut groups = Groups {
            rows: Vec::new(),
            pads: vec![(Px::ZERO, Px::ZERO); measure.columns.last() + 1],
            levels: vec![],
            least: vec![Px::ZERO; measure.columns.last() + 1],
        };
        // The ones inside come last, and take their room first.
        for group in measure.diagram.groups.iter().rev() {
            let label = measure.wrapped(&group.label, spacing.note_measure, Face::Bold, theme.sizes.small);
            let (first, last) = (Measure::column(group.first), Measure::column(group.last));
            groups.pads[first].0 += spacing.group_pad;
            groups.pads[last].1 += spacing.group_pad;
            if first < last {
                measure.columns.wish(first, last, label.width);
            }
            let level = group.level as usize;
            if groups.levels.len() <= level {
                groups.levels.resize(level + 1, spacing.group_pad);
            }
            let height = label.height(spacing.small_line) + spacing.group_pad;
            groups.levels[level] = groups.levels[level].max(height.up_to(spacing.grid));
            let (left_out, right_out) = (groups.pads[first].0, groups.pads[last].1);
            let row = GroupRow { group, label, left_out, right_out, inside: Default::default() };
            groups.least[first] = groups.least[first].max(row.least_half());
            groups.rows.push(row);
        }
        groups.rows.reverse();
        groups
    }

    /// Widens groups so that they hold what is theirs alone: fragments, notes, self messages.
    pub fn widen(&mut self, halves: &[Px], measure: &mut Measure<'_, '_>) {
        let border = measure.columns.last();
        let mut inside: Vec<(Px, Px)> = halves.iter().map(|&half| (half, half)).collect();
        inside.resize(border + 1, Default::default());
        // How far the outermost sides of groups, or else heads, are from each column.
        let mut out = inside.clone();
        let mut widened = Vec::new();
        // What the ones inside hold, those around them hold as well.
        for row in self.rows.iter_mut().rev() {
            let (first, last) = (Measure::column(row.group.first), Measure::column(row.group.last));
            let (left, right) = measure.held(first, last);
            let least = row.least_half();
            inside[first].0 = inside[first].0.max(left).max(least);
            inside[last].1 = inside[last].1.max(right).max(least);
            row.inside = (inside[first].0, inside[last].1);
            (out[first].0, out[last].1) = row.out();
            widened.extend((row.inside.0 > halves[first]).then_some(first - 1));
            widened.extend((row.inside.1 > halves[last]).then_some(last));
        }
        for column in widened {
            let gap =
                if column == 0 || column + 1 == border { Px::ZERO } else { measure.theme.spacing.head_gap };
            measure.columns.wish(column, column + 1, out[column].1 + gap + out[column + 1].0);
        }
    }

    /// All their sides, from left to right.
    pub fn sides(&self, pen: &Pen<'_, '_>) -> Vec<Wall> {
        let sides = self.rows.iter().flat_map(|row| <[Px; 2]>::from(row.sides(pen)));
        let mut walls: Vec<Wall> =
            sides.enumerate().map(|(number, x)| Wall { number, x, cuts: Vec::new() }).collect();
        walls.sort_by_key(|wall| wall.x);
        walls
    }

    /// The room beside the head of a column, left and right.
    pub fn pads(&self, column: usize) -> (Px, Px) {
        self.pads[column]
    }

    /// The least half of the width that a column's head takes, so that the labels of groups of one fit.
    pub fn least_half(&self, column: usize) -> Px {
        self.least[column]
    }

    /// The height of the labels over the heads.
    pub fn height(&self) -> Px {
        self.levels.iter().copied().sum()
    }

    /// The room under the lifelines.
    pub fn foot(&self, theme: &Theme) -> Px {
        theme.spacing.group_pad * self.levels.len() as i64
    }

    /// Draws the groups behind everything, from `top` to the foot below `bottom`.
    pub fn draw(self, top: Px, bottom: Px, pen: &mut Pen<'d, '_>) -> Vec<Node<'d>> {
        let theme = pen.theme;
        let spacing = &theme.spacing;
        let mut nodes = Vec::new();
        let mut walls = std::mem::take(&mut pen.walls);
        walls.sort_by_key(|wall| wall.number);
        let mut walls = walls.into_iter();
        for row in self.rows {
            let level = row.group.level as usize;
            let (x, right) = row.sides(pen);
            let y = top + self.levels[..level].iter().copied().sum();
            let end = bottom + spacing.group_pad * (self.levels.len() - level) as i64;
            let rect = Rect { x, y, width: right - x, height: end - y };
            nodes.push(Node::Open(Box::new(Marks {
                name: super::narration::group(row.group).into(),
                facts: super::facts::group(row.group, pen.diagram),
                line: row.group.line,
            })));
            let walls = [walls.next(), walls.next()];
            draw_box((rect, spacing.head_radius), row.group.style, walls, &mut nodes);
            // On an author's fill the name needs the full ink.
            let filled = row.group.style.fill.is_some();
            let role = if filled { Role::FragmentTabText } else { Role::GroupText };
            let text_style = TextStyle::small(theme, role, Face::Bold).on_tint(row.group.style.fill);
            let top = y + spacing.group_pad.half();
            for shape in text_style.set(row.label, rect.middle(), Anchor::Middle, top) {
                nodes.push(Node::Item(Item { role: text_style.role, shape, style: text_style.style }));
            }
            nodes.push(Node::Close);
        }
        nodes
    }
}

/// Draws the box of a group, whose corners have a radius. Its sides stop where texts and boxes stand over them.
fn draw_box((rect, radius): (Rect, Px), style: Style, walls: [Option<Wall>; 2], nodes: &mut Vec<Node<'_>>) {
    let mut paint = |role, shape, style| nodes.push(Node::Item(Item { role, shape, style }));
    let shape = Shape::Box { rect, outline: Outline::Round(radius) };
    paint(Role::Group, shape, Style { fill: style.fill, ..Style::default() });
    let border = Style { fill: None, ..style };
    // The upper and the lower side have the corners; half of the legs there is round.
    let leg = radius * 2;
    for (y, inner) in [(rect.y, rect.y + leg), (rect.bottom(), rect.bottom() - leg)] {
        let [left, right] = [rect.x, rect.right()];
        let corners = [(left, inner), (left, y), (right, y), (right, inner)].map(|(x, y)| Point { x, y });
        let shape = if leg == Px::ZERO {
            line(corners[1], corners[2], Dash::Solid)
        } else {
            Shape::Line { points: Points::More(corners.into()), dash: Dash::Solid }
        };
        paint(Role::GroupBorder, shape, border);
    }
    for mut wall in walls.into_iter().flatten() {
        let pieces = wall.pieces(rect.y + leg, rect.bottom() - leg);
        paint(Role::GroupBorder, Shape::Pieces { x: wall.x, pieces }, border);
    }
}

/// The label on the tab of a frame round the drawing.
pub(super) fn frame_tab<'d>(frame: Option<&'d Frame>, measure: &mut Measure<'_, '_>) -> Option<Label<'d>> {
    let theme = measure.theme;
    let spacing = &theme.spacing;
    let tab = measure.wrapped(&frame?.label, spacing.guard_measure, Face::Bold, theme.sizes.small);
    let last = measure.columns.last();
    measure.columns.wish(0, last, tab.width + spacing.tab_pad_x * 2);
    Some(tab)
}

/// Draws a frame round the drawing.
pub(super) fn draw_frame<'d>(frame: &Frame, tab: Label<'d>, rect: Rect, pen: &mut Pen<'d, '_>) {
    let theme = pen.theme;
    pen.open(String::new(), Facts::of(Kind::Frame), 0);
    let shape = Shape::Box { rect, outline: Outline::Round(Px::ZERO) };
    pen.paint(Role::FragmentBorder, shape, Style { fill: None, ..frame.style });
    if !tab.is_empty() {
        let (width, height) = (tab_width(&tab, theme), header_height(&tab, theme));
        draw_tab(tab, Rect { width, height, ..rect }, frame.tab, None, pen);
    }
    pen.close();
}

/// Draws what the lifelines end in at `bottom`; returns where that ends.
pub(super) fn draw_footer<'d>(mut heads: Vec<HeadRow<'d>>, bottom: Px, pen: &mut Pen<'d, '_>) -> Px {
    let spacing = &pen.theme.spacing;
    heads.retain(|head| head.has_foot(pen));
    let footer = match pen.diagram.footer {
        Footer::Auto if bottom + spacing.margin > spacing.foot_from && fit(&heads, pen) => Footer::Heads,
        Footer::Auto => Footer::Nothing,
        chosen @ (Footer::Nothing | Footer::Bar | Footer::Heads) => chosen,
    };
    match footer {
        Footer::Auto | Footer::Nothing => bottom,
        Footer::Bar => {
            let (left, right) = pen.sides;
            let shape = line(Point { x: left, y: bottom }, Point { x: right, y: bottom }, Dash::Solid);
            pen.paint(Role::DividerLine, shape, Style::default());
            bottom
        }
        Footer::Heads => {
            let height = heads.iter().map(HeadRow::height).max().unwrap_or_default();
            for head in heads {
                head.draw_foot(bottom, pen);
            }
            bottom + height
        }
    }
}

/// Whether heads that nobody asked for stand side by side. Those of participants that messages create have no room of
/// their own in the row.
fn fit(heads: &[HeadRow<'_>], pen: &Pen<'_, '_>) -> bool {
    let mut end = Px::ZERO;
    heads.iter().all(|head| {
        let (left, right) = head.extent(pen);
        let wall = pen.walls.partition_point(|wall| wall.x <= left);
        let is_apart = left >= end && pen.walls.get(wall).is_none_or(|wall| wall.x >= right);
        end = right + pen.theme.spacing.label_gap;
        is_apart
    })
}
