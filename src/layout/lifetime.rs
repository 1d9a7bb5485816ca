//! Activation bars, and the ends of lifelines with their crosses.

use super::measure::{Ends, Measure, Reach};
use super::pen::{Pen, line};
use super::track::OpenBar;
use super::{facts, narration};
use crate::model::{Activation, Id};
use crate::notation::{Dash, Ending, Style};
use crate::scene::{Point, Role};

/// A bar that opens or closes, a lifeline that ends or goes on.
pub(super) enum LifelineChange {
    /// In a column, in a style, from a line of the source.
    Open(usize, Style, u32),
    Close(usize),
    End(Id, Ending, u32),
    Revive(usize),
}

pub(super) fn open(activation: &Activation, line: u32, measure: &mut Measure<'_, '_>) -> LifelineChange {
    measure.open_bar(activation.of);
    LifelineChange::Open(Measure::column(activation.of), activation.style, line)
}

pub(super) fn close(id: Id, measure: &mut Measure<'_, '_>) -> LifelineChange {
    measure.close_bar(id);
    LifelineChange::Close(Measure::column(id))
}

pub(super) fn end(
    id: Id,
    ending: Ending,
    line: u32,
    measure: &mut Measure<'_, '_>,
    reach: &mut Reach,
) -> LifelineChange {
    let (column, out) = (Measure::column(id), measure.theme.spacing.cross.half());
    let ends = Ends { left: column, left_out: out, right: column, right_out: out };
    measure.keep_clear(ends, measure.theme.spacing.note_gap);
    reach.include(ends);
    LifelineChange::End(id, ending, line)
}

pub(super) fn revive(id: Id) -> LifelineChange {
    LifelineChange::Revive(Measure::column(id))
}

impl LifelineChange {
    pub fn draw(self, pen: &mut Pen<'_, '_>) {
        let spacing = &pen.theme.spacing;
        match self {
            LifelineChange::Open(column, style, line) => {
                let start = pen.anchor - pen.overlap;
                pen.tracks[column].open.push(OpenBar { start, style, line });
                pen.active.insert(column);
            }
            LifelineChange::Close(column) => {
                pen.tracks[column].close_bar(pen.anchor + pen.overlap, spacing.bar_tail);
                if pen.depth(column) == 0 {
                    pen.active.remove(&column);
                }
            }
            LifelineChange::End(id, ending, line) => draw_end(id, ending, line, pen),
            LifelineChange::Revive(column) => pen.tracks[column].begin(pen.anchor),
        }
    }
}

/// Ends a lifeline, with a cross unless it ends silently.
fn draw_end(id: Id, ending: Ending, source_line: u32, pen: &mut Pen<'_, '_>) {
    let half = pen.theme.spacing.cross.half();
    let mut bottom = pen.y.max(pen.anchor);
    let column = Measure::column(id);
    let y = match ending {
        // Right after the message that creates a head, the anchor is inside of the head; after a note, it is at its
        // lower side.
        Ending::Now => pen.below_boxes(column, pen.anchor, half),
        Ending::Silent => pen.anchor,
        Ending::After => {
            bottom = pen.y + pen.row + half * 2;
            bottom - half
        }
    };
    pen.tracks[column].end(y);
    if ending == Ending::Silent {
        return;
    }
    let x = pen.lifeline(id);
    pen.open(narration::end(id, pen.diagram), facts::end(id, pen.diagram), source_line);
    for side in [half, -half] {
        let from = Point { x: x - side, y: y - half };
        let to = Point { x: x + side, y: y + half };
        pen.paint(Role::Destruction, line(from, to, Dash::Solid), Style::default());
    }
    pen.close();
    pen.end_row(bottom.max(y + half), y);
}
