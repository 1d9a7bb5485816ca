//! References with messages: an arrow to the border of the box, an arrow away from it, and the box, as high as both
//! arrows and its text need.

use super::measure::{Measure, Reach};
use super::note::{self, NoteRow};
use super::pen::Pen;
use super::{Row, rows};
use super::{facts, narration};
use crate::model::{EventKind, Reference};
use crate::px::Px;
use crate::scene::Rect;
use crate::theme::Theme;

/// A reference with its messages, measured.
pub(super) struct ReferenceRow<'d> {
    note: NoteRow<'d>,
    entry: Vec<Row<'d>>,
    exit: Vec<Row<'d>>,
    /// How high the labels of the two messages are at least.
    labels: (Px, Px),
}

pub(super) fn measure<'d>(
    reference: &'d Reference,
    line: u32,
    measure: &mut Measure<'d, '_>,
    reach: &mut Reach,
) -> ReferenceRow<'d> {
    let note = note::measure(&reference.note, line, measure, reach);
    measure.border = note.border(measure.theme);
    let labelled = |events: &[_]| {
        let is_labelled = |event: &crate::model::Event| matches!(&event.kind, EventKind::Message(message) if !message.text.is_empty());
        if events.iter().any(is_labelled) { measure.theme.spacing.line } else { Px::ZERO }
    };
    let labels = (labelled(&reference.entry), labelled(&reference.exit));
    let (entry, entry_reach) = rows(&reference.entry, measure);
    let (exit, exit_reach) = rows(&reference.exit, measure);
    reach.merge(&entry_reach);
    reach.merge(&exit_reach);
    ReferenceRow { note, entry, exit, labels }
}

/// How far inside of the box, from its upper or its lower side, an arrow meets it.
fn inset(theme: &Theme) -> Px {
    theme.spacing.tab_height.half().up_to(theme.spacing.grid)
}

impl<'d> ReferenceRow<'d> {
    /// From which x to which x it stands with its messages, if they touch nothing else.
    pub fn extent(&self, pen: &Pen<'_, '_>) -> Option<(Px, Px)> {
        let (mut left, mut right) = self.note.extent(pen);
        for row in self.entry.iter().chain(&self.exit).filter(|row| !matches!(row, Row::Lifetime(_))) {
            let (from, to) = row.extent(pen)?;
            (left, right) = (left.min(from), right.max(to));
        }
        Some((left, right))
    }

    pub fn draw(mut self, pen: &mut Pen<'d, '_>) {
        let theme = pen.theme;
        let spacing = &theme.spacing;
        let (inset, has_exit) = (inset(theme), !self.exit.is_empty());
        let (x, width) = self.note.place(pen);
        let least = self.note.fit(width, theme);
        let facts = facts::note(self.note.note, pen.diagram);
        pen.open(narration::note(self.note.note, pen.diagram), facts, self.note.line);
        let place = pen.reserve();
        let top = if self.entry.is_empty() {
            pen.y + pen.row
        } else {
            // The box stands out over its arrow, where an arrow without a label would leave no room.
            pen.y += (inset - self.labels.0 - spacing.label_gap).max(Px::ZERO);
            for row in self.entry {
                row.draw(pen);
            }
            pen.anchor - inset
        };
        let mut bottom = top + least;
        if has_exit {
            // The way out is at the foot of the box.
            let above = pen.row + self.labels.1.up_to(spacing.grid) + spacing.label_gap;
            pen.y = pen.y.max(bottom - inset - above);
            for row in self.exit {
                row.draw(pen);
            }
            bottom = bottom.max(pen.anchor + inset);
        }
        self.note.draw_in(Rect { x, y: top, width, height: bottom - top }, place, pen);
        pen.close();
        if has_exit {
            pen.end_row(bottom.max(pen.y), pen.anchor);
        } else {
            pen.end_box(bottom.max(pen.y));
        }
    }
}
