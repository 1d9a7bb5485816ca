//! Boxes of knowledge: what participants learn, over their lifelines.

mod block;
mod bytes;

use super::measure::{Ends, Measure, Reach};
use super::pen::Pen;
use super::{facts, narration};
use crate::model::Learning;
use crate::notation::Style;
use crate::px::Px;
use crate::scene::{Anchor, Outline, Rect, Role, Shape};
use crate::sign::Sign;
use crate::theme::Theme;
use block::Block;

/// What is learnt at one height, measured.
pub(super) struct LearningRow<'d> {
    learning: &'d Learning,
    line: u32,
    /// Set to the measure of such boxes; a wide box may undo that.
    block: Block,
}

pub(super) fn measure<'d>(
    learning: &'d Learning,
    line: u32,
    measure: &mut Measure<'d, '_>,
    reach: &mut Reach,
) -> LearningRow<'d> {
    let theme = measure.theme;
    let spacing = &theme.spacing;
    let block = block::set(&learning.facts, spacing.knowledge_measure, theme);
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
        Ends { left: first, left_out: out, right: last, right_out: out }
    };
    measure.hold(ends);
    measure.keep_clear(ends, spacing.note_gap);
    reach.include(ends);
    row
}

/// From the left side of a box to the texts in it: its edge, then a column of signs.
fn indent(theme: &Theme) -> Px {
    let spacing = &theme.spacing;
    spacing.note_pad_x + spacing.sign + spacing.sign_gap
}

impl LearningRow<'_> {
    /// The width its texts want.
    fn box_width(&self, theme: &Theme) -> Px {
        (indent(theme) + self.block.width + theme.spacing.note_pad_x).up_to(theme.spacing.grid)
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

    pub fn draw(mut self, pen: &mut Pen<'_, '_>) {
        if self.learning.facts.is_empty() {
            return;
        }
        let theme = pen.theme;
        let spacing = &theme.spacing;
        let (x, width) = self.place(pen);
        self.use_width(width - indent(theme) - spacing.note_pad_x, theme);
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

    /// A box that is wider than the measure needs less wrapping, or none.
    fn use_width(&mut self, room: Px, theme: &Theme) {
        let room = room.min(theme.spacing.message_measure);
        if room > theme.spacing.knowledge_measure {
            self.block = block::set(&self.learning.facts, room, theme);
        }
    }

    /// Draws the edge and all signs as one mark, then the texts.
    fn draw_block(self, rect: &Rect, top: Px, pen: &mut Pen<'_, '_>) {
        let theme = pen.theme;
        let spacing = &theme.spacing;
        let side = spacing.sign;
        let square = |x, y| Rect { x, y, width: side, height: side };
        let edge = Rect { width: spacing.edge, ..*rect };
        let first = self.block.bullets.first().map_or(Px::ZERO, |&(_, y)| y);
        let key = square(rect.right() - spacing.note_pad_x - side, top + first);
        let x = rect.x + spacing.note_pad_x;
        let bullets = self.block.bullets.iter().map(|&(sign, y)| (sign, square(x, top + y)));
        let signs = [(Sign::Edge, edge), (Sign::Key, key)].into_iter().chain(bullets).collect();
        pen.paint(Role::KnowledgeSign, Shape::Signs(signs), Style::default());
        for piece in self.block.pieces {
            let x = rect.x + indent(theme) + piece.x;
            pen.write_inside(piece.label, x, Anchor::Start, top + piece.top, piece.text_style);
        }
    }
}
