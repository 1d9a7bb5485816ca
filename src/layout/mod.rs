//! Gives everything its place, in two passes: first every row is measured and asks for room between columns; once the
//! columns have their places, every row is drawn below the one before.

mod around;
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
mod repeat;
mod same_height;
mod surround;
mod text_style;
mod title;
mod track;
mod typeface;

use crate::model::{Diagram, Event, EventKind};
use crate::px::Px;
use crate::scene::{Node, Scene, Sink};
use crate::theme::{Spacing, Theme};
use measure::{Measure, Reach};
pub use narration::narrate;
use pen::Pen;
use repeat::Repeats;
use same_height::Footing;
use surround::Groups;

/// How far a picture is divided into groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// A box of knowledge is one group.
    Boxes,
    /// Each value in it is a group of its own, so that a page can show one after the other.
    Values,
}

/// Lays out a diagram. What is read out is left to the caller: not all pictures need it.
pub fn layout<'d>(diagram: &'d Diagram, theme: &Theme, grain: Grain) -> Scene<'d> {
    layout_into(diagram, theme, grain, &mut Keep)
}

/// Leaves all nodes in the scene.
struct Keep;

impl Sink<'_> for Keep {
    fn expect(&mut self, _: usize) {}
    fn take(&mut self, _: [&mut Vec<Node<'_>>; 2]) {}
}

/// The same; a sink may take what is in front of a long drawing while it is laid out.
pub fn layout_into<'d>(
    diagram: &'d Diagram,
    theme: &Theme,
    grain: Grain,
    sink: &mut impl Sink<'d>,
) -> Scene<'d> {
    let other = typeface::theme_for(&diagram.typeface, theme);
    let theme = other.as_ref().unwrap_or(theme);
    let from = theme.spacing.repeat_from;
    // Whether names are repeated has to be known before the rows are drawn. Most long drawings are known to be long.
    let is_long = repeat::least_height(&diagram.events, &theme.spacing) >= from;
    if is_long {
        return fitted(diagram, theme, Some(Spacing::FAR)).draw(diagram, theme, grain, sink);
    }
    let scene = fitted(diagram, theme, None).draw(diagram, theme, grain, &mut Keep);
    if scene.height < from {
        return scene;
    }
    fitted(diagram, theme, Some(scene.height)).draw(diagram, theme, grain, sink)
}

/// The measures of labels in a drawing that is too wide, in hundredths of the usual one.
const NARROWER: [i64; 3] = [67, 48, 40];

/// Measures a diagram. While it is too wide, it is measured again with narrower labels, as long as that helps: what is
/// shown smaller to fit a page has smaller letters. Names are repeated on the lifelines if it is about as high as given.
fn fitted<'d>(diagram: &'d Diagram, theme: &Theme, repeat: Option<Px>) -> Measured<'d> {
    let spacing = &theme.spacing;
    let mut fitted = Measured::new(diagram, theme, spacing.message_measure, repeat);
    for share in NARROWER {
        let (width, measure) = (fitted.width(theme), spacing.message_measure * share / 100);
        if width <= spacing.fit_width {
            break;
        }
        if measure >= fitted.idle_measure {
            continue;
        }
        let narrower = Measured::new(diagram, theme, measure, repeat);
        if narrower.width(theme) < width {
            fitted = narrower;
        }
    }
    fitted
}

/// A diagram after the first pass.
struct Measured<'d> {
    groups: Groups<'d>,
    heads: Vec<participant::HeadRow<'d>>,
    rows: Vec<Row<'d>>,
    tab: Option<label::Label<'d>>,
    title: Option<title::TitleRow<'d>>,
    /// The x of each column.
    columns: Vec<Px>,
    /// How far rows reach out of the borders, left and right.
    outside: (Px, Px),
    /// No label is wider than this measure.
    idle_measure: Px,
    /// The number of events at all levels.
    events: usize,
    repeats: Option<Repeats<'d>>,
}

impl<'d> Measured<'d> {
    fn new(diagram: &'d Diagram, theme: &Theme, label_measure: Px, repeat: Option<Px>) -> Measured<'d> {
        let mut measure = Measure::new(diagram, theme, label_measure);
        let mut groups = Groups::measure(&mut measure);
        let heads = participant::measure(&groups, &mut measure);
        let (rows, reach) = rows(&diagram.events, &mut measure);
        let tab = surround::frame_tab(diagram.frame.as_ref(), &mut measure);
        measure.fit_between_borders(&reach);
        let outside = reach.outside(&measure);
        let title = title::measure(&mut measure);
        around::measure(&mut measure);
        groups.widen(&participant::halves(&heads), &mut measure);
        let (events, idle_measure) = (measure.events, measure.idle_measure);
        let repeats = repeat.map(|height| Repeats::measure(height, &measure));
        let columns = measure.solve();
        Measured { groups, heads, rows, tab, title, columns, outside, idle_measure, events, repeats }
    }

    /// The width of the drawing.
    fn width(&self, theme: &Theme) -> Px {
        let margin = theme.spacing.margin * if self.tab.is_some() { 4 } else { 2 };
        self.columns.last().copied().unwrap_or_default() + self.outside.0 + self.outside.1 + margin
    }

    fn draw<'t>(
        self,
        diagram: &'d Diagram,
        theme: &'t Theme,
        grain: Grain,
        sink: &'t mut dyn Sink<'d>,
    ) -> Scene<'d> {
        let mut pen = Pen::new(diagram, theme, (self.columns, self.outside), self.tab, (self.events, sink));
        pen.grain = grain;
        around::draw_header(&mut pen);
        let title = self.title.map(|title| title.draw(&mut pen));
        let top = pen.y;
        pen.skip(self.groups.height());
        let foot = participant::draw_row(self.heads, &mut pen);
        pen.walls = self.groups.sides(&pen);
        pen.repeats = self.repeats;
        repeat::draw_rows(self.rows, &mut pen, Pen::hand_over);
        pen.finish(title, (self.groups, top), foot)
    }
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
    let mut is_created = false;
    for (at, event) in events.iter().enumerate() {
        rows.push(match &event.kind {
            EventKind::Create(id) if message::meets(*id, events.get(at + 1)) => {
                is_created = true;
                continue;
            }
            EventKind::Message(message) => {
                let creates = std::mem::take(&mut is_created) || message.creates;
                Row::Message(message::measure((message, event.line), creates, measure, &mut reach))
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
            EventKind::Space(units) => Row::Space(*units),
            EventKind::Spacing(factor) => Row::Spacing(*factor),
            EventKind::BarTail => Row::BarTail,
        });
    }
    (rows, reach)
}
