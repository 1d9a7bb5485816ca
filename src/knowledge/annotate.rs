//! Writes what participants learn into the model, and how messages are protected.

use std::collections::BTreeMap;

use crate::ledger::{Ledger, Step, StepKind};
use crate::model::{Diagram, Event, EventId, EventKind, Fact, Id, Learning, Note, Protection, Text};
use crate::notation::{NoteKind, Side, Style};

/// Writes what was learnt, checked, shown and leaked below the lines where that happened, and how messages were
/// protected beside them.
pub(super) fn annotate(diagram: &mut Diagram, ledger: &Ledger) {
    let drawn = diagram.participants.len();
    let mut next = 0;
    diagram.walk(|_| next += 1);
    let mut writer = Writer { ledger, drawn, steps: by_branch(ledger), next };
    let events = std::mem::take(&mut diagram.events);
    diagram.events = writer.events(events, None);
}

/// An operand of a fragment, or the outermost events.
type Branch = Option<(EventId, usize)>;

/// The drawn steps, by the branch they are in, each list from its end to its beginning.
fn by_branch(ledger: &Ledger) -> BTreeMap<Branch, Vec<&Step>> {
    let mut steps: BTreeMap<Branch, Vec<&Step>> = BTreeMap::new();
    for step in ledger.steps.iter().rev().filter(|step| step.is_drawn) {
        let branch = step.within.map(|within| (within.fragment, within.operand));
        steps.entry(branch).or_default().push(step);
    }
    steps
}

struct Writer<'l> {
    ledger: &'l Ledger,
    /// How many of the parties are drawn.
    drawn: usize,
    steps: BTreeMap<Branch, Vec<&'l Step>>,
    /// The number of the next event that is added.
    next: usize,
}

impl Writer<'_> {
    /// The events of one branch with its steps between them.
    fn events(&mut self, events: Vec<Event>, within: Branch) -> Vec<Event> {
        let mut steps = self.steps.remove(&within).unwrap_or_default();
        let mut all = Vec::with_capacity(events.len() + steps.len());
        for mut event in events {
            while let Some(step) = steps.pop_if(|step| step.span.start < event.span.start) {
                self.add(step, &mut all);
            }
            self.inside(&mut event);
            all.push(event);
        }
        while let Some(step) = steps.pop() {
            self.add(step, &mut all);
        }
        all
    }

    /// Goes into fragments, and protects messages.
    fn inside(&mut self, event: &mut Event) {
        if let EventKind::Fragment(fragment) = &mut event.kind {
            for (index, operand) in fragment.operands.iter_mut().enumerate() {
                let events = std::mem::take(&mut operand.events);
                operand.events = self.events(events, Some((event.id, index)));
            }
        } else if let EventKind::Message(message) = &mut event.kind {
            let sent = &self.ledger.messages;
            if let Ok(at) = sent.binary_search_by_key(&event.id, |sent| sent.event) {
                let (key, exposed) = (sent[at].key.clone(), sent[at].is_exposed);
                let exposed_later = sent[at].exposed_since.is_some_and(|since| since > sent[at].line);
                message.protection = Some(Box::new(Protection { key, exposed, exposed_later }));
            }
        } else {
            event.bodies_mut().into_iter().flatten().for_each(|event| self.inside(event));
        }
    }

    /// Draws a step over those who are drawn: one box for those who stand side by side.
    fn add(&mut self, step: &Step, all: &mut Vec<Event>) {
        let who: Vec<usize> = step.who.iter().copied().filter(|&who| who < self.drawn).collect();
        for group in who.chunk_by(|a, b| a + 1 == *b) {
            let (first, last) = (Id::at(group[0]), Id::at(group[group.len() - 1]));
            match step.kind {
                StepKind::Knows
                | StepKind::Makes
                | StepKind::Receives
                | StepKind::Derives
                | StepKind::Shows => {
                    let facts = facts(step);
                    match all.last_mut() {
                        Some(Event { kind: EventKind::Learning(learning), .. })
                            if (learning.first, learning.last) == (first, last) =>
                        {
                            learning.facts.extend(facts);
                        }
                        _ => self.push(EventKind::Learning(Learning { first, last, facts }), step, all),
                    }
                }
                StepKind::Checks => self.push(remark(first, last, "checks", step), step, all),
                StepKind::Verifies => self.push(remark(first, last, "verifies", step), step, all),
                StepKind::Leaks => self.push(remark(first, last, "leaks", step), step, all),
                StepKind::Reaches | StepKind::Forgets | StepKind::Keeps => {}
            }
        }
    }

    fn push(&mut self, kind: EventKind, step: &Step, all: &mut Vec<Event>) {
        let id = EventId::at(self.next);
        self.next += 1;
        all.push(Event { id, kind, span: step.span, line: step.line });
    }
}

fn facts(step: &Step) -> Vec<Fact> {
    let facts = step.values.iter().map(|value| Fact {
        name: value.name.clone(),
        fresh: value.is_new,
        how: value.formula.clone(),
        bytes: value.bytes.clone(),
        given: value.is_given,
        whole: step.kind == StepKind::Shows,
    });
    facts.collect()
}

/// What a party does with values that are known already.
fn remark(first: Id, last: Id, verb: &str, step: &Step) -> EventKind {
    let names: Vec<&str> = step.values.iter().map(|value| value.name.as_str()).collect();
    EventKind::Note(Note {
        kind: NoteKind::Note,
        side: Side::Over,
        first,
        last,
        depth: 0,
        text: Text::from(format!("{verb} {}", names.join(", "))),
        style: Style::default(),
    })
}
