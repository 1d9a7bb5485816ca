//! The chip at the head of an arrow: the receiver gets to know the values that the label names, and no more. It stands on
//! the far side of the lifeline, where it takes no height.

use super::{MessageRow, depth};
use crate::layout::measure::{Ends, Measure, Reach, bar_left, bar_right};
use crate::layout::pen::Pen;
use crate::notation::Style;
use crate::px::Px;
use crate::scene::{Outline, Rect, Role, Shape};
use crate::sign::Sign;
use crate::theme::Theme;

/// From the key to the sides of the chip, above and below.
fn pad(theme: &Theme) -> Px {
    theme.spacing.edge.half()
}

/// From the key to the ends of the chip, which are round.
fn pad_x(theme: &Theme) -> Px {
    theme.spacing.edge + pad(theme)
}

fn width(theme: &Theme) -> Px {
    theme.spacing.sign + pad_x(theme) * 2
}

impl MessageRow<'_> {
    fn has_chip(&self) -> bool {
        self.message.protection.as_ref().is_some_and(|protection| !protection.learnt.is_empty())
    }

    /// How far from its lifeline the chip begins.
    fn chip_distance(&self, theme: &Theme) -> Px {
        let open = depth(self.message.to);
        let bar = if self.from < self.to { bar_right(theme, open) } else { bar_left(theme, open) };
        bar + theme.spacing.sign_gap
    }

    /// Asks for room for the chip.
    pub(super) fn wish_for_chip(&self, measure: &mut Measure<'_, '_>, reach: &mut Reach) {
        if !self.has_chip() {
            return;
        }
        let theme = measure.theme;
        let out = self.chip_distance(theme) + width(theme);
        let (left_out, right_out) = if self.from < self.to { (Px::ZERO, out) } else { (out, Px::ZERO) };
        let ends = Ends { left: self.to, left_out, right: self.to, right_out };
        measure.hold(ends);
        measure.keep_clear(ends, theme.spacing.note_gap);
        reach.include(ends);
    }

    /// Draws the chip beside the tip of the arrow.
    pub(super) fn draw_chip(&self, y: Px, pen: &mut Pen<'_, '_>) {
        if !self.has_chip() {
            return;
        }
        let theme = pen.theme;
        let side = theme.spacing.sign;
        let (column, distance) = (pen.columns[self.to], self.chip_distance(theme));
        let x = if self.from < self.to { column + distance } else { column - distance - width(theme) };
        let height = side + pad(theme) * 2;
        let rect = Rect { x, y: y - height.half(), width: width(theme), height };
        // On paper made of characters the key is the chip.
        if theme.spacing.edge > Px::ZERO {
            let outline = Outline::Round(height.half());
            pen.paint(Role::Knowledge, Shape::Box { rect, outline }, Style::default());
        }
        let key = Rect { x: x + pad_x(theme), y: y - side.half(), width: side, height: side };
        pen.paint(Role::KnowledgeSign, Shape::Signs(vec![(Sign::Key, key)]), Style::default());
    }
}
