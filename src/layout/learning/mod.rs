//! Boxes of knowledge: what participants learn, check and leak, over their lifelines; and what stands at the foot.

mod block;
mod bytes;
mod drawn;
mod foot;
mod tree;

use super::measure::{Ends, Measure, Reach};
use super::pen::Pen;
use super::{facts, narration};
use crate::model::{Act, Learning};
use crate::notation::Style;
use crate::px::Px;
use crate::scene::{Outline, Rect, Role, Shape};
use crate::sign::Sign;
use crate::theme::Theme;
use block::indent;
use drawn::Block;

pub(super) use foot::draw as draw_foot;

/// What is learnt at one height, measured.
pub(super) struct LearningRow<'d> {
    learning: &'d Learning,
    line: u32,
    /// Set to the measure of such boxes; a wide box may undo that.
    block: Block<'d>,
}

pub(super) fn measure<'d>(
    learning: &'d Learning,
    line: u32,
    measure: &mut Measure<'d, '_>,
    reach: &mut Reach,
) -> LearningRow<'d> {
    let theme = measure.theme;
    let spacing = &theme.spacing;
    let block = set(learning, spacing.knowledge_measure, theme);
    let row = LearningRow { learning, line, block };
    let width = row.box_width(theme);
    let (first, last) = (Measure::column(learning.first), Measure::column(learning.last));
    let ends = if first == last {
        Ends {
            left: first,
            left_out: width.half(),
            right: first,
            right_out: (width + Px::hundredths(1)).half(),
        }
    } else {
        let out = spacing.note_overhang;
        measure.columns.wish(first, last, width - out * 2);
        if (first, last + 1) == (1, measure.columns.last()) {
            // A drawing is rather wider than higher by the lines that a box over all of it would have to break.
            let wide = set(learning, spacing.knowledge_measure * 2, theme);
            if wide.height < row.block.height {
                let width = LearningRow { learning, line, block: wide }.box_width(theme);
                measure.columns.wish(first - 1, last + 1, width);
            }
        }
        Ends { left: first, left_out: out, right: last, right_out: out }
    };
    measure.hold(ends);
    measure.keep_clear(ends, spacing.note_gap);
    reach.include(ends);
    row
}

/// Sets the texts of a box.
fn set<'d>(learning: &'d Learning, measure: Px, theme: &Theme) -> Block<'d> {
    let names = || learning.facts.iter().map(|fact| &*fact.name).collect::<Vec<_>>().join(", ");
    let (sign, words) = match learning.act {
        Act::Learns => return block::set(&learning.facts, measure, theme),
        Act::Checks => (Sign::Tick, ["checks ", &names()].concat()),
        Act::Verifies => (Sign::Tick, ["verifies ", &names()].concat()),
        Act::Leaks => (Sign::OpenLock, ["leaks ", &names()].concat()),
    };
    let formulas = learning.facts.iter().filter_map(|fact| fact.how.as_ref());
    let mut more: Vec<String> = formulas.map(|how| ["=\u{a0}", how].concat()).collect();
    if !learning.opens.is_empty() {
        more.push(["opens ", &learning.opens.join(", ")].concat());
    }
    block::set_remark(sign, &words, &more, measure, theme)
}

impl<'d> LearningRow<'d> {
    /// From the left side of the box to its block: the edge, then a column with the key, which a remark has not.
    fn left(&self, theme: &Theme) -> Px {
        let key = if self.has_key(theme) { indent(theme) } else { Px::ZERO };
        theme.spacing.note_pad_x + key
    }

    /// On paper made of characters the edge has no width, and no key is drawn.
    fn has_key(&self, theme: &Theme) -> bool {
        self.learning.act == Act::Learns && theme.spacing.edge > Px::ZERO
    }

    /// The width its texts want.
    fn box_width(&self, theme: &Theme) -> Px {
        (self.left(theme) + self.block.width + theme.spacing.note_pad_x).up_to(theme.spacing.grid)
    }

    /// Its left edge and its width.
    fn place(&self, pen: &Pen<'_, '_>) -> (Px, Px) {
        let (first, last) = (pen.lifeline(self.learning.first), pen.lifeline(self.learning.last));
        if first == last {
            let width = self.box_width(pen.theme);
            return (first - width.half(), width);
        }
        let out = pen.theme.spacing.note_overhang;
        (first - out, last - first + out * 2)
    }

    /// Returns the left and right x that it takes.
    pub fn extent(&self, pen: &Pen<'_, '_>) -> (Px, Px) {
        let (x, width) = self.place(pen);
        (x, x + width)
    }

    /// How far a box over several lifelines may reach out, left and right: up to the lifelines beside it, to the sides of
    /// groups of participants, or to those of the drawing or of the frame around it.
    fn most(&self, (x, width): (Px, Px), pen: &Pen<'_, '_>) -> (Px, Px) {
        let gap = pen.theme.spacing.note_gap;
        let (first, last) = (Measure::column(self.learning.first), Measure::column(self.learning.last));
        if first == last {
            return (Px::ZERO, Px::ZERO);
        }
        let inside = if pen.span == pen.sides { Px::ZERO } else { gap };
        let (mut left, mut right) = (pen.span.0 + inside, pen.span.1 - inside);
        if first > 1 {
            left = left.max(pen.columns[first - 1] + pen.bars_right(first - 1) + gap);
        }
        if last + 2 < pen.columns.len() {
            right = right.min(pen.columns[last + 1] - pen.theme.spacing.bar - gap);
        }
        let is_free = |from: Px, to: Px| !pen.walls.iter().any(|wall| from < wall.x && wall.x < to);
        let out = |by: Px, is_free: bool| if is_free { by.max(Px::ZERO) } else { Px::ZERO };
        (out(x - left, is_free(left, x)), out(right - x - width, is_free(x + width, right)))
    }

    pub fn draw(mut self, pen: &mut Pen<'d, '_>) {
        if self.learning.facts.is_empty() {
            return;
        }
        let theme = pen.theme;
        let spacing = &theme.spacing;
        let (x, width) = self.fit(pen);
        let height = self.block.height.up_to(spacing.grid) + spacing.note_pad_y * 2;
        let rect = Rect { x, y: pen.y + pen.row, width, height };
        let facts = facts::learning(self.learning, pen.diagram);
        pen.open(narration::learning(self.learning, pen.diagram), facts, self.line);
        pen.cover(rect.x, rect.right(), (rect.y, rect.bottom()), Role::Knowledge);
        let outline = Outline::Round(spacing.edge);
        pen.paint(Role::Knowledge, Shape::Box { rect, outline }, Style::default());
        let slack = self.block.height.up_to(spacing.grid) - self.block.height;
        self.draw_block(&rect, rect.y + spacing.note_pad_y + slack.half(), pen);
        pen.close();
        pen.end_box(rect.bottom());
    }

    /// Sets the texts again where a wider box needs less wrapping, or none; returns the left side and the width.
    fn fit(&mut self, pen: &Pen<'_, '_>) -> (Px, Px) {
        let theme = pen.theme;
        let spacing = &theme.spacing;
        let (x, width) = self.place(pen);
        let (most_left, most_right) = self.most((x, width), pen);
        let pads = self.left(theme) + spacing.note_pad_x;
        let room = width + most_left + most_right - pads;
        if room <= spacing.knowledge_measure {
            return (x, width);
        }
        let block = set(self.learning, room.min(spacing.knowledge_measure * 2), theme);
        if block.height >= self.block.height && pads + block.width > width {
            return (x, width);
        }
        self.block = block;
        // On both sides, as far as that goes.
        let more = (self.box_width(theme) - width).max(Px::ZERO).min(most_left + most_right);
        let left = more.half().up_to(spacing.grid.half()).max(more - most_right).min(most_left);
        (x - left, width + left + (more - left).max(left.min(most_right)))
    }

    /// Draws the edge with the key, the marks of the values, then the texts.
    fn draw_block(self, rect: &Rect, top: Px, pen: &mut Pen<'d, '_>) {
        let theme = pen.theme;
        let spacing = &theme.spacing;
        let left = rect.x + self.left(theme);
        let mut signs = vec![(Sign::Edge, Rect { width: spacing.edge, ..*rect })];
        if self.has_key(theme) {
            let first = self.block.marks.first().map_or(Px::ZERO, |marks| marks[0].1.y);
            let side = spacing.sign;
            let key = Rect { x: rect.x + spacing.note_pad_x, y: top + first, width: side, height: side };
            signs.push((Sign::Key, key));
        }
        let role = if self.learning.act == Act::Leaks { Role::Exposure } else { Role::KnowledgeSign };
        pen.paint(role, Shape::Signs(signs), Style::default());
        let room = rect.right() - spacing.note_pad_x - left;
        self.block.draw((left, top), room, role, pen);
    }
}
