//! The room of a label over an arrow: a bar is never cut by text, so a label stands between the bars that its arrow
//! crosses.

use super::{MessageRow, wrap};
use crate::layout::label::Label;
use crate::layout::measure::Measure;
use crate::layout::obstacle::Stretch;
use crate::layout::pen::{Pen, TextStyle};
use crate::layout::text_style::leading;
use crate::notation::Head;
use crate::px::Px;
use crate::scene::Role;
use crate::text::Align;

/// A label between bars has room for so many lines.
const LINES: i64 = 3;

impl<'d> MessageRow<'d> {
    /// Asks for a gap between the bars that the arrow crosses, wide enough for a label of a few words in a line: of all
    /// gaps the one over most lifelines, which is likely to be the widest anyway.
    pub(super) fn wish_between_bars(
        &self,
        width: Px,
        (left, left_edge): (usize, Px),
        (right, right_edge): (usize, Px),
        measure: &mut Measure<'_, '_>,
    ) {
        let theme = measure.theme;
        let mut widest = (left, right, right_edge);
        let mut from = left;
        for column in measure.active_between(left, right) {
            if from == left || column - from > widest.1 - widest.0 {
                widest = (from, column, theme.spacing.bar.half());
            }
            from = column;
        }
        if from == left {
            return;
        }
        if right - from > widest.1 - widest.0 {
            widest = (from, right, right_edge);
        }
        let (from, to, to_edge) = widest;
        let from_edge = if from == left { left_edge } else { measure.bar_right(from) };
        let is_at_tail = (self.from < self.to) == (from == left) || (self.from > self.to) == (to == right);
        let number = if is_at_tail { self.number_width() } else { Px::ZERO };
        measure.idle_measure = measure.idle_measure.max(width * LINES);
        let room = width.min(measure.label_measure / LINES) + theme.spacing.label_pad * 2 + number;
        measure.columns.wish(from, to, from_edge + room + to_edge);
    }

    /// The place of a label over the arrow between two x: its lines, its middle and its top; and the y of the arrow. A
    /// label that finds no place between bars is wrapped until it does.
    pub(super) fn place_label(
        &self,
        label: Label<'d>,
        (from, to): (Px, Px),
        pen: &Pen<'d, '_>,
    ) -> (Label<'d>, Px, Px, Px) {
        let place = self.message.text.position().unwrap_or(Align::Center);
        let theme = pen.theme;
        let line = TextStyle::body(theme, Role::MessageText).line;
        let stretch = |label: &Label<'_>| {
            let (y, bottom) = self.arrow_y(label, line, pen);
            (Stretch { from, to, top: bottom - self.marked_height(label, line, theme), bottom }, y)
        };
        let (over, y) = stretch(&label);
        let width = self.marked_width(label.width, theme);
        if let Some(middle) =
            over.middle(width, place, pen).or_else(|| over.middle_over_walls(width, place, pen))
        {
            return (label, middle, over.top, y);
        }
        if over.is_under_slants(pen) {
            let lowered = theme.spacing.lowered().find_map(|by| {
                let over = Stretch { top: over.top + by, bottom: over.bottom + by, ..over };
                Some((by, over.middle_over_walls(width, place, pen)?))
            });
            if let Some((by, middle)) = lowered {
                return (label, middle, over.top + by, y + by);
            }
        }
        let narrow = wrap(self.message, over.widest(pen) - theme.spacing.cut - self.beside(theme), theme);
        let (over, y) = stretch(&narrow);
        let width = self.marked_width(narrow.width, theme);
        let middle =
            over.middle_over_walls(width, place, pen).unwrap_or_else(|| over.wish(width, place, pen));
        (narrow, middle, over.top, y)
    }

    /// The y at which a slanted arrow begins: it runs down below its label, and so the label stands on the line where
    /// that has come down to it.
    pub(super) fn raised(
        &self,
        y: Px,
        (middle, width): (Px, Px),
        (start, tip): (Px, Px),
        pen: &Pen<'_, '_>,
    ) -> Px {
        let spacing = &pen.theme.spacing;
        // Not so far that rows beside it come into the label.
        let line = spacing.small_line;
        let length = (tip - start).abs().in_hundredths();
        if self.message.delay <= 0 || self.created.is_some() || length == 0 {
            return y;
        }
        let before = ((middle - start).abs() - width.half()).max(Px::ZERO).in_hundredths();
        let drop = (spacing.unit * i64::from(self.message.delay)).in_hundredths();
        let down = Px::hundredths(drop.saturating_mul(before) / length);
        let above = if self.number.is_some() { spacing.number_height.half() } else { spacing.label_gap };
        let least = pen.y + pen.row + above;
        (y - Px::new(down.floor()).min(line)).max(least.min(y))
    }

    /// The y of an arrow under a label, and that of the label's lower edge.
    fn arrow_y(&self, label: &Label<'_>, line: Px, pen: &Pen<'_, '_>) -> (Px, Px) {
        let spacing = &pen.theme.spacing;
        // The leading over the first line is a part of the room between the rows.
        let height = self.marked_height(label, line, pen.theme) - leading(line, pen.theme.sizes.body);
        let width = self.message.style.line_width();
        // A cross reaches up by about half of a head's length.
        let is_lost = [self.message.arrow.head, self.message.arrow.tail].contains(&Head::Cross);
        let cross = if is_lost { (spacing.arrow_on(width) - spacing.arrow).half() } else { Px::ZERO };
        let gap = spacing.label_gap + spacing.excess(width).half().max(cross);
        let top = pen.y + pen.row;
        let mut y = top + height.max(Px::ZERO).up_to(spacing.grid) + gap;
        if self.number.is_some() {
            y = y.max(top + spacing.number_height.half());
        }
        if let Some(head) = &self.created {
            y = y.max(top + head.arrival(spacing));
        }
        (y, y - gap)
    }
}
