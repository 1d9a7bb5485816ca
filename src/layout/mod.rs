//! Gives everything its place, in two passes: first every row is measured and asks for room between columns; once the
//! columns have their places, every row is drawn below the one before.

mod arrow;
mod collapsed;
mod columns;
mod cut;
mod divider;
mod facts;
mod fragment;
mod header;
mod label;
mod learning;
mod lifetime;
mod measure;
mod message;
mod narration;
mod note;
mod obstacle;
mod participant;
mod pen;
mod picture;
mod protection;
mod reference;
mod same_height;
mod surround;
mod text_style;
mod title;
mod track;
mod typeface;

use crate::model::{Diagram, Event, EventKind};
use crate::px::Px;
use crate::scene::Scene;
use crate::theme::Theme;
use measure::{Measure, Reach};
use pen::Pen;
use same_height::Footing;
use surround::Groups;

/// Lays out a diagram.
pub fn layout<'d>(diagram: &'d Diagram, theme: &Theme) -> Scene<'d> {
    let other = typeface::theme_for(&diagram.typeface, theme);
    let theme = other.as_ref().unwrap_or(theme);
    let mut measure = Measure::new(diagram, theme);
    let mut groups = Groups::measure(&mut measure);
    let heads = participant::measure(&groups, &mut measure);
    let (rows, reach) = rows(&diagram.events, &mut measure);
    let tab = surround::frame_tab(diagram.frame.as_ref(), &mut measure);
    measure.fit_between_borders(&reach);
    let outside = reach.outside(&measure);
    let title = title::measure(&mut measure);
    groups.widen(&participant::halves(&heads), &mut measure);
    let events = measure.events;
    let columns = measure.solve();
    let mut pen = Pen::new(diagram, theme, (columns, outside), tab, events);
    let title = title.map(|title| title.draw(&mut pen));
    let top = pen.y;
    pen.skip(groups.height());
    let foot = participant::draw_row(heads, &mut pen);
    pen.walls = groups.sides(&pen);
    for row in rows {
        row.draw(&mut pen);
    }
    pen.finish(title, (groups, top), foot)
}

/// A measured event: its texts are broken into lines, and it has asked for room.
enum Row<'d> {
    Message(message::MessageRow<'d>),
    Note(note::NoteRow<'d>),
    Reference(Box<reference::ReferenceRow<'d>>),
    Learning(Box<learning::LearningRow<'d>>),
    Fragment(Box<fragment::FragmentRow<'d>>),
    Collapsed(Box<collapsed::CollapsedRow<'d>>),
    Divider(divider::DividerRow<'d>),
    Create(Box<participant::HeadRow<'d>>),
    Lifetime(lifetime::LifelineChange),
    Together(same_height::SameHeightRow<'d>),
    Space(i32),
    Spacing(i64),
    BarTail,
}

impl<'d> Row<'d> {
    fn draw(self, pen: &mut Pen<'d, '_>) {
        match self {
            Row::Message(row) => row.draw(pen),
            Row::Note(row) => row.draw(pen),
            Row::Reference(row) => row.draw(pen),
            Row::Learning(row) => row.draw(pen),
            Row::Fragment(row) => row.draw(pen),
            Row::Collapsed(row) => row.draw(pen),
            Row::Divider(row) => row.draw(pen),
            Row::Create(row) => row.draw(pen),
            Row::Lifetime(change) => change.draw(pen),
            Row::Together(row) => row.draw(pen),
            Row::Space(units) => pen.skip(pen.theme.spacing.unit * i64::from(units)),
            Row::Spacing(factor) => pen.set_spacing(factor),
            Row::BarTail => pen.skip(pen.theme.spacing.bar_tail),
        }
    }
}

impl Row<'_> {
    /// Returns the left and right x that a row takes; `None` if it may touch the whole width. Boxes keep apart.
    fn extent(&self, pen: &Pen<'_, '_>) -> Option<(Px, Px)> {
        let (left, right) = match self {
            Row::Message(row) => return Some(row.extent(pen)),
            Row::Note(row) => row.extent(pen),
            Row::Learning(row) => row.extent(pen),
            Row::Reference(row) => row.extent(pen)?,
            Row::Fragment(row) => row.extent(pen),
            Row::Collapsed(row) => row.extent(pen)?,
            Row::Create(row) => row.extent(pen),
            Row::Divider(_)
            | Row::Lifetime(_)
            | Row::Together(_)
            | Row::Space(_)
            | Row::Spacing(_)
            | Row::BarTail => return None,
        };
        let apart = pen.theme.spacing.label_gap;
        Some((left - apart, right + apart))
    }

    /// Returns how it is aligned with events beside it.
    fn footing(&self) -> Footing {
        match self {
            Row::Message(row) => row.footing(),
            Row::Note(_) | Row::Learning(_) => Footing::Bottom,
            Row::Reference(_)
            | Row::Fragment(_)
            | Row::Collapsed(_)
            | Row::Create(_)
            | Row::Divider(_)
            | Row::Lifetime(_)
            | Row::Together(_)
            | Row::Space(_)
            | Row::Spacing(_)
            | Row::BarTail => Footing::Top,
        }
    }
}

/// Measures events; also returns how far they reach.
fn rows<'d>(events: &'d [Event], measure: &mut Measure<'d, '_>) -> (Vec<Row<'d>>, Reach) {
    measure.events += events.len();
    let mut rows = Vec::with_capacity(events.len());
    let mut reach = Reach::default();
    for event in events {
        rows.push(match &event.kind {
            EventKind::Message(message) => {
                Row::Message(message::measure(message, event.line, measure, &mut reach))
            }
            EventKind::Note(note) => Row::Note(note::measure(note, event.line, measure, &mut reach)),
            EventKind::Reference(reference) => {
                Row::Reference(Box::new(reference::measure(reference, event.line, measure, &mut reach)))
            }
            EventKind::Fragment(fragment) if fragment.is_collapsed => {
                Row::Collapsed(Box::new(collapsed::measure(fragment, event.line, measure, &mut reach)))
            }
            EventKind::Learning(learning) => {
                Row::Learning(Box::new(learning::measure(learning, event.line, measure, &mut reach)))
            }
            EventKind::Fragment(fragment) => {
                Row::Fragment(Box::new(fragment::measure(fragment, event.line, measure, &mut reach)))
            }
            EventKind::Divider(divider) => {
                Row::Divider(divider::measure(divider, event.line, measure, &mut reach))
            }
            EventKind::Create(id) => {
                Row::Create(Box::new(participant::measure_created(*id, measure, &mut reach)))
            }
            EventKind::Activate(activation) => Row::Lifetime(lifetime::open(activation, event.line, measure)),
            EventKind::Deactivate(id) => Row::Lifetime(lifetime::close(*id, measure)),
            EventKind::Destroy(id, ending) => {
                Row::Lifetime(lifetime::end(*id, *ending, event.line, measure, &mut reach))
            }
            EventKind::Revive(id) => Row::Lifetime(lifetime::revive(*id)),
            EventKind::Together(events) => {
                let (rows, together) = self::rows(events, measure);
                reach.merge(&together);
                Row::Together(same_height::SameHeightRow { rows })
            }
            EventKind::Space(units) => {
                measure.go_down(*units);
                Row::Space(*units)
            }
            EventKind::Spacing(factor) => Row::Spacing(*factor),
            EventKind::BarTail => Row::BarTail,
        });
    }
    (rows, reach)
}
