//! Finds the participant of each name: declared ones, and undeclared ones in the order in which they are mentioned.

use std::rc::Rc;

use super::group::Order;
use super::markup::Beginning;
use super::text::Reading;
use crate::ast;
use crate::diagnostic::{Code, Diagnostics};
use crate::lookup::Lookup;
use crate::model::{Icon, Id, Participant, Text};
use crate::notation::{ParticipantKind, Style};
use crate::source::Span;

/// The participants met so far.
pub(super) struct Names {
    reading: Reading,
    participants: Vec<Participant>,
    /// The names as written, by participant.
    written: Vec<String>,
    declared: Vec<Option<Span>>,
    /// Who has been kept a place for and has not been mentioned yet.
    awaited: Vec<bool>,
    /// Who has been in an event already.
    took_part: Vec<bool>,
    /// Whose activations have been reported.
    too_deep: Vec<bool>,
    by_name: Lookup<String>,
    /// What the names of those begin with that are declared without a style.
    begun: Option<Rc<Beginning>>,
    /// What to report about names that were mentioned.
    faults: Diagnostics,
}

impl Names {
    /// No names yet; they will begin with what the style of participants says.
    pub fn new(reading: Reading, begun: Option<Rc<Beginning>>) -> Names {
        Names {
            reading,
            begun,
            participants: Vec::new(),
            written: Vec::new(),
            declared: Vec::new(),
            awaited: Vec::new(),
            took_part: Vec::new(),
            too_deep: Vec::new(),
            by_name: Lookup::default(),
            faults: Diagnostics::default(),
        }
    }

    /// Keeps the places of participants, in an order that is not that of their first mention.
    pub fn reserve(&mut self, order: &Order) {
        for name in order.names() {
            let nowhere = ast::Name { text: name, quoted: false, span: Span::new(0, 0) };
            let id = self.add(nowhere, Text::from(name.as_str()), 0);
            self.awaited[id.index()] = true;
        }
    }

    /// Declares a participant, or completes one that was already mentioned.
    pub fn declare(
        &mut self,
        written: &ast::Participant<'_>,
        icon: Option<Icon>,
        (style, begun): (Style, Option<&Beginning>),
        line: u32,
        sink: &mut Diagnostics,
    ) -> Id {
        let key = written.alias.unwrap_or(written.label);
        let label = match written.alias {
            Some(_) => self.reading.label(&written.label, begun, sink),
            None => self.reading.name(&written.label, begun, sink),
        };
        if let Some(id) = self.find(key.text) {
            self.arrive(id, key.span, line);
            let known = &mut self.participants[id.index()];
            let differs = known.label != label || known.kind != written.kind || known.icon != icon;
            let is_fault = differs && !self.reading.may_redeclare();
            if let (Some(first), true) = (self.declared[id.index()], is_fault) {
                sink.warn(
                    Code::DuplicateParticipant,
                    key.span,
                    format!("`{}` is declared twice, and not alike", key.text),
                )
                .at("declared again")
                .label(first, "first declared here")
                .help("give one of them another name, or delete it; the later one is drawn");
            }
            known.kind = written.kind;
            known.icon = icon;
            known.label = label;
            if !style.is_plain() {
                known.style = style;
            }
            self.declared[id.index()] = Some(key.span);
            return id;
        }
        let id = self.add(key, label, line);
        let new = &mut self.participants[id.index()];
        new.kind = written.kind;
        new.icon = icon;
        new.style = style;
        self.declared[id.index()] = Some(key.span);
        id
    }

    /// The participant with this name; makes one where none was declared.
    pub fn mention(&mut self, name: &ast::Name<'_>, line: u32) -> Id {
        let known = self.find(name.text);
        if let Some(id) = known.filter(|id| !self.awaited[id.index()]) {
            return id;
        }
        let label = self.reading.name(name, self.begun.as_deref(), &mut self.faults);
        if let Some(id) = known {
            self.arrive(id, name.span, line);
            self.participants[id.index()].label = label;
            return id;
        }
        self.add(*name, label, line)
    }

    /// The participant with this name, if there is one.
    pub fn find(&self, name: &str) -> Option<Id> {
        self.by_name.get(name).map(Id::at)
    }

    /// The names of all, as written.
    pub fn all(&self) -> &[String] {
        &self.written
    }

    /// How many participants there are so far.
    pub fn len(&self) -> usize {
        self.participants.len()
    }

    /// Sets the style of a participant's lifeline.
    pub fn set_lifeline(&mut self, id: Id, style: Style) {
        self.participants[id.index()].lifeline = style;
    }

    /// The name of a participant, as written.
    pub fn name(&self, id: Id) -> &str {
        &self.written[id.index()]
    }

    /// Whether the activations of a participant have been reported.
    pub fn too_deep(&mut self, id: Id) -> &mut bool {
        &mut self.too_deep[id.index()]
    }

    /// Says that a participant is in an event.
    pub fn take_part(&mut self, id: Id) {
        self.took_part[id.index()] = true;
    }

    /// Whether a participant has been in an event.
    pub fn took_part(&self, id: Id) -> bool {
        self.took_part[id.index()]
    }

    /// Says that the head of a participant appears on the way down.
    pub fn mark_created(&mut self, id: Id) {
        self.participants[id.index()].created = true;
    }

    /// The participants, once all are known.
    pub fn finish(mut self, sink: &mut Diagnostics) -> Vec<Participant> {
        sink.append(&mut self.faults);
        self.participants
    }

    /// A participant is mentioned for the first time whose place was kept.
    fn arrive(&mut self, id: Id, span: Span, line: u32) {
        if std::mem::take(&mut self.awaited[id.index()]) {
            let participant = &mut self.participants[id.index()];
            (participant.span, participant.line) = (span, line);
        }
    }

    fn add(&mut self, name: ast::Name<'_>, label: Text, line: u32) -> Id {
        let id = Id::at(self.participants.len());
        self.participants.push(Participant {
            kind: ParticipantKind::Participant,
            icon: None,
            label,
            style: Style::default(),
            lifeline: Style::default(),
            created: false,
            span: name.span,
            line,
        });
        self.written.push(name.text.to_owned());
        self.declared.push(None);
        self.awaited.push(false);
        self.took_part.push(false);
        self.too_deep.push(false);
        self.by_name.add(name.text.to_owned(), id.index());
        id
    }
}
