//! Collapsed fragments: a tab with the title and the number of entries. The content is not drawn, but screen readers
//! read it, and it changes the lifelines below as if it were drawn.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Row;
use super::fragment::{GUARD, bracketed, draw_frame, draw_header, tab_width};
use super::header::Header;
use super::label::Label;
use super::lifetime::{self, LifelineChange};
use super::measure::{Ends, Measure, Reach};
use super::participant;
use super::pen::Pen;
use super::{facts, narration};
use crate::model::{Diagram, End, Event, EventKind, Fragment, Id, Note, Text};
use crate::notation::{Ending, Style};
use crate::px::Px;
use crate::ruler::Face;
use crate::scene::{Facts, Kind, Name, Rect};

/// A collapsed fragment, measured.
pub(super) struct CollapsedRow<'d> {
    fragment: &'d Fragment,
    line: u32,
    tab: Label<'d>,
    /// The guard, and how many entries there are.
    title: Text,
    ends: Ends,
    /// What its content changes.
    changes: Vec<Row<'d>>,
}

pub(super) fn measure<'d>(
    fragment: &'d Fragment,
    line: u32,
    measure: &mut Measure<'d, '_>,
    reach: &mut Reach,
) -> CollapsedRow<'d> {
    let theme = measure.theme;
    let spacing = &theme.spacing;
    let mut hidden = Hidden::default();
    fragment.operands.iter().for_each(|operand| hidden.events(&operand.events));
    let tab = measure.wrapped(&fragment.label, spacing.guard_measure, Face::Bold, theme.sizes.small);
    let guard = &fragment.operands[0].guard;
    let space = if guard.is_empty() { "" } else { " " };
    let plural = if hidden.entries == 1 { "entry" } else { "entries" };
    let title = bracketed(guard).between("", &format!("{space}({} {plural})", hidden.entries));
    let title_width = measure.wrapped(&title, spacing.guard_measure, GUARD, theme.sizes.small).width;
    let header = Header { tab: tab_width(&tab, theme), guard: title_width, bars: measure.open_bars() };
    let width = tab_width(&tab, theme) + title_width + spacing.guard_gap * 2 - spacing.frame_pad_x * 2;
    let out = spacing.bar.half();
    let mut ends = match hidden.columns {
        Some((left, right)) => Ends { left, left_out: out, right, right_out: out },
        None => Reach::default().ends(measure),
    };
    if ends.left == ends.right {
        ends.right_out = ends.right_out.max(width - ends.left_out);
    } else {
        measure.columns.wish(ends.left, ends.right, width - ends.left_out - ends.right_out);
    }
    ends.left_out += spacing.frame_pad_x;
    ends.right_out += spacing.frame_pad_x;
    header.clear_bars(&mut ends, measure);
    measure.hold(ends);
    measure.keep_clear(ends, spacing.frame_gap);
    reach.include(ends);
    let changes = hidden.rows(measure, reach);
    CollapsedRow { fragment, line, tab, title, ends, changes }
}

impl<'d> CollapsedRow<'d> {
    /// Returns the left and right x that it takes; `None` if heads and crosses stand below it.
    pub fn extent(&self, pen: &Pen<'_, '_>) -> Option<(Px, Px)> {
        self.changes.is_empty().then(|| self.ends.sides(&pen.columns))
    }

    pub fn draw(self, pen: &mut Pen<'d, '_>) {
        let (left, right) = self.ends.sides(&pen.columns);
        let top = pen.y + pen.row;
        let outer = std::mem::replace(&mut pen.span, (left, right));
        let guard = &self.fragment.operands[0].guard.plain;
        let facts = Facts { hidden: Some(guard.into()), ..facts::fragment(self.fragment) };
        pen.open(narration::fragment(self.fragment), facts, self.line);
        let places = (pen.reserve_fill(), pen.reserve());
        let height = draw_header(self.fragment, self.tab, &self.title, top, pen);
        let rect = Rect { x: left, y: top, width: right - left, height };
        pen.cut(rect.x, rect.right(), rect.y, rect.bottom());
        draw_frame(rect, places, self.fragment.style, pen);
        self.fragment.operands.iter().for_each(|operand| describe(&operand.events, pen));
        pen.close();
        pen.span = outer;
        pen.last_frame = Some((left, right, rect.bottom()));
        pen.end_box(rect.bottom());
        for row in self.changes {
            row.draw(pen);
        }
    }
}

/// Opens groups for what is not drawn, for screen readers and for programs.
fn describe<'d>(events: &'d [Event], pen: &mut Pen<'d, '_>) {
    for event in events {
        if let EventKind::Together(inside) = &event.kind {
            describe(inside, pen);
            continue;
        }
        let Some((name, facts, text)) = description(event, pen.diagram) else { continue };
        pen.open(name, hidden(facts, text), event.line);
        if let EventKind::Fragment(fragment) = &event.kind {
            for (index, operand) in fragment.operands.iter().enumerate() {
                if index > 0 {
                    let facts = hidden(Facts::of(Kind::Operand), (&*operand.guard.plain).into());
                    pen.open(narration::operand(&operand.guard), facts, operand.line);
                    pen.close();
                }
                describe(&operand.events, pen);
            }
        }
        if let EventKind::Reference(reference) = &event.kind {
            describe(&reference.entry, pen);
            describe(&reference.exit, pen);
        }
        pen.close();
    }
}

/// The sentence for an event, its facts and its text; `None` where there is nothing to say.
fn description<'d>(event: &'d Event, diagram: &'d Diagram) -> Option<(Name<'d>, Facts<'d>, Cow<'d, str>)> {
    let of_note = |note: &'d Note| {
        (narration::note(note, diagram), facts::note(note, diagram), (&*note.text.plain).into())
    };
    Some(match &event.kind {
        EventKind::Message(message) => {
            let facts = facts::message(message, diagram);
            (narration::message(message, diagram), facts, (&*message.text.plain).into())
        }
        EventKind::Note(note) => of_note(note),
        EventKind::Reference(reference) => of_note(&reference.note),
        EventKind::Learning(learning) => {
            let text = facts::learned(learning).into();
            (narration::learning(learning, diagram).into(), facts::learning(learning, diagram), text)
        }
        EventKind::Fragment(fragment) => {
            let guard = &fragment.operands[0].guard.plain;
            (narration::fragment(fragment).into(), facts::fragment(fragment), (&**guard).into())
        }
        EventKind::Divider(divider) => {
            (narration::divider(divider).into(), Facts::of(Kind::Divider), (&*divider.text.plain).into())
        }
        EventKind::Destroy(id, Ending::Now | Ending::After) => {
            (narration::end(*id, diagram).into(), facts::end(*id, diagram), "".into())
        }
        EventKind::Destroy(_, Ending::Silent)
        | EventKind::Together(_)
        | EventKind::Space(_)
        | EventKind::Activate(_)
        | EventKind::Deactivate(_)
        | EventKind::BarTail
        | EventKind::Create(_)
        | EventKind::Spacing(_)
        | EventKind::Revive(_) => return None,
    })
}

/// Adds a text that is not drawn.
fn hidden<'d>(facts: Facts<'d>, text: Cow<'d, str>) -> Facts<'d> {
    Facts { hidden: Some(text).filter(|text| !text.is_empty()), ..facts }
}

/// The content: how much there is, where, and which changes outlast it.
#[derive(Default)]
struct Hidden {
    entries: usize,
    /// The leftmost and the rightmost column.
    columns: Option<(usize, usize)>,
    changes: BTreeMap<Id, Net>,
    spacing: Option<i64>,
}

/// The net change of one lifeline.
#[derive(Default)]
struct Net {
    /// How many bars end that were there before.
    closed: usize,
    /// The bars that begin and do not end.
    opened: Vec<(Style, u32)>,
    created: bool,
    /// How and where its lifeline ends.
    ended: Option<(Ending, u32)>,
    revived: bool,
}

impl Hidden {
    fn touch(&mut self, id: Id) {
        let column = Measure::column(id);
        let (left, right) = self.columns.unwrap_or((column, column));
        self.columns = Some((left.min(column), right.max(column)));
    }

    fn net(&mut self, id: Id) -> &mut Net {
        self.touch(id);
        self.changes.entry(id).or_default()
    }

    /// One entry more, from one lifeline to another.
    fn entry(&mut self, first: Id, last: Id) {
        self.entries += 1;
        self.touch(first);
        self.touch(last);
    }

    fn events(&mut self, events: &[Event]) {
        events.iter().for_each(|event| self.event(event));
    }

    fn event(&mut self, event: &Event) {
        match &event.kind {
            EventKind::Message(message) => {
                self.entries += 1;
                for end in [message.from, message.to] {
                    if let End::Lifeline { of, .. } | End::Reference(of) = end {
                        self.touch(of);
                    }
                }
                if let (true, End::Lifeline { of, .. }) = (message.creates, message.to) {
                    self.net(of).begin();
                }
            }
            EventKind::Note(note) => self.entry(note.first, note.last),
            EventKind::Learning(learning) => self.entry(learning.first, learning.last),
            EventKind::Reference(reference) => {
                self.entry(reference.note.first, reference.note.last);
                // Its messages are part of this one entry.
                let entries = self.entries;
                self.events(&reference.entry);
                self.events(&reference.exit);
                self.entries = entries;
            }
            EventKind::Fragment(fragment) => {
                fragment.operands.iter().for_each(|operand| self.events(&operand.events));
            }
            EventKind::Together(inside) => self.events(inside),
            EventKind::Create(id) => self.net(*id).begin(),
            EventKind::Activate(it) => self.net(it.of).opened.push((it.style, event.line)),
            EventKind::Deactivate(id) => {
                let net = self.net(*id);
                net.closed += usize::from(net.opened.pop().is_none());
            }
            EventKind::Destroy(id, ending) => self.net(*id).ended = Some((*ending, event.line)),
            EventKind::Revive(id) => {
                let net = self.net(*id);
                net.revived |= net.ended.take().is_none();
            }
            EventKind::Spacing(factor) => self.spacing = Some(*factor),
            EventKind::Divider(_) => self.entries += 1,
            EventKind::Space(_) | EventKind::BarTail => {}
        }
    }

    /// Returns the rows that make the changes that last.
    fn rows<'d>(self, measure: &mut Measure<'d, '_>, reach: &mut Reach) -> Vec<Row<'d>> {
        let mut rows = Vec::new();
        for (id, net) in self.changes {
            rows.extend((0..net.closed).map(|_| Row::Lifetime(lifetime::close(id, measure))));
            match net.ended {
                // A lifeline that begins and ends inside is not seen at all.
                Some(_) if net.created => continue,
                Some((ending, line)) => {
                    // The cross stands below the tab, and not on it.
                    let ending = if ending == Ending::Silent { ending } else { Ending::After };
                    rows.push(Row::Lifetime(lifetime::end(id, ending, line, measure, reach)));
                }
                None if net.created => {
                    rows.push(Row::Create(Box::new(participant::measure_created(id, measure, reach))));
                }
                None if net.revived => rows.push(Row::Lifetime(lifetime::revive(id))),
                None => {}
            }
            for (style, line) in net.opened {
                measure.open_bar(id);
                rows.push(Row::Lifetime(LifelineChange::Open(Measure::column(id), style, line)));
            }
        }
        rows.extend(self.spacing.map(Row::Spacing));
        rows
    }
}

impl Net {
    /// The lifeline begins, perhaps anew.
    fn begin(&mut self) {
        self.created = true;
        self.ended = None;
    }
}
