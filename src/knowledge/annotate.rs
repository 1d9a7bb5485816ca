//! A ledger in; the drawing, with what is learnt written into it, out.

use crate::ledger::{Ledger, Step, StepKind};
use crate::model::{Diagram, Event, EventKind, Fact, Id, Learning, Note, Protection, Text};
use crate::notation::{NoteKind, Side, Style};

/// Writes what was learnt, checked, shown and leaked below the lines where that happened, and how messages were
/// protected beside them.
pub(super) fn annotate(diagram: &mut Diagram, ledger: &Ledger) {
    let drawn = diagram.participants.len();
    let mut writer = Writer { ledger, drawn, steps: by_branch(ledger) };
    let events = std::mem::take(&mut diagram.events);
    diagram.events = writer.events(events, 0);
}

/// The drawn steps, by the line that opens the branch they are in, each list from its end to its beginning.
fn by_branch(ledger: &Ledger) -> std::collections::BTreeMap<u32, Vec<&Step>> {
    let mut steps: std::collections::BTreeMap<u32, Vec<&Step>> = std::collections::BTreeMap::new();
    for step in ledger.steps.iter().rev().filter(|step| step.is_drawn) {
        steps.entry(step.within).or_default().push(step);
    }
    steps
}

struct Writer<'l> {
    ledger: &'l Ledger,
    /// How many of the parties are drawn.
    drawn: usize,
    steps: std::collections::BTreeMap<u32, Vec<&'l Step>>,
}

impl Writer<'_> {
    /// The events of one branch with its steps between them.
    fn events(&mut self, events: Vec<Event>, within: u32) -> Vec<Event> {
        let mut steps = self.steps.remove(&within).unwrap_or_default();
        let mut all = Vec::with_capacity(events.len() + steps.len());
        for mut event in events {
            while let Some(step) = steps.pop_if(|step| step.line < event.line) {
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
            for operand in &mut fragment.operands {
                let events = std::mem::take(&mut operand.events);
                operand.events = self.events(events, operand.line);
            }
        } else if let EventKind::Message(message) = &mut event.kind {
            let sent = &self.ledger.messages;
            if let Ok(at) = sent.binary_search_by_key(&event.line, |sent| sent.line) {
                let (key, exposed) = (sent[at].key.clone(), sent[at].is_exposed);
                message.protection = Some(Box::new(Protection { key, exposed }));
            }
        } else {
            event.bodies_mut().into_iter().flatten().for_each(|event| self.inside(event));
        }
    }

    /// Draws a step over those who are drawn: one box for those who stand side by side.
    fn add(&self, step: &Step, all: &mut Vec<Event>) {
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
                        _ => push(EventKind::Learning(Learning { first, last, facts }), step, all),
                    }
                }
                StepKind::Checks => push(remark(first, last, "checks", step), step, all),
                StepKind::Leaks => push(remark(first, last, "leaks", step), step, all),
                StepKind::Forgets | StepKind::Keeps => {}
            }
        }
    }
}

fn push(kind: EventKind, step: &Step, all: &mut Vec<Event>) {
    all.push(Event { kind, span: step.span, line: step.line });
}

fn facts(step: &Step) -> Vec<Fact> {
    let facts = step.values.iter().map(|value| Fact {
        name: value.name.clone(),
        fresh: value.is_new,
        how: value.formula.clone(),
        bytes: value.octets.clone(),
        whole: step.kind == StepKind::Shows,
    });
    facts.collect()
}

/// What somebody does with values that are known already.
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
