//! The steps in which a reader follows an exchange: a box that holds what several lines derive has one for each of them.

use std::collections::{BTreeMap, BTreeSet};

use super::Account;
use crate::exchange::{Event, Moment, Step};
use crate::ledger::{self, Ledger, StepKind};
use crate::model::{Act, EventKind};
use crate::scene::Kind;
use crate::text::listed;

/// A step, and the last event that is over with it.
pub(super) struct Numbered {
    pub step: Step,
    last: u32,
}

/// Lists the steps, in order of line.
pub(super) fn list(account: &Account<'_>, events: &[Event]) -> Vec<Numbered> {
    let mut boxes = lines_of_boxes(account).into_iter();
    let told = Told::new(account);
    let mut steps = Vec::with_capacity(events.len());
    for event in events {
        let says = if event.kind == Kind::Divider.word() { &event.label } else { &event.says };
        let one = |line, says: String| {
            let step = Step { event: event.id, line, says, values: Vec::new() };
            Numbered { step, last: 0 }
        };
        let lines = if event.kind == Kind::Learning.word() { boxes.next() } else { None };
        match lines.filter(|lines| !lines.is_empty()) {
            Some(lines) => steps.extend(lines.iter().map(|&line| one(line, told.at(event, line)))),
            None => steps.push(one(event.line, super::flat(says))),
        }
    }
    steps.sort_by_key(|numbered| numbered.step.line);
    let mut last = 0;
    for numbered in &mut steps {
        last = numbered.step.event.max(last);
        numbered.last = last;
    }
    steps
}

/// The lines of what each box of knowledge holds, box by box; none of a check or a leak.
fn lines_of_boxes(account: &Account<'_>) -> Vec<Vec<u32>> {
    let mut boxes = Vec::new();
    account.diagram.walk(|event| {
        if let EventKind::Learning(learning) = &event.kind {
            let is_list = learning.act == Act::Learns;
            let lines: BTreeSet<u32> =
                learning.facts.iter().filter(|fact| is_list && fact.line > 0).map(|fact| fact.line).collect();
            if !learning.facts.is_empty() || !is_list {
                boxes.push(lines.into_iter().collect());
            }
        }
    });
    boxes
}

/// What is learnt, line by line.
struct Told<'c> {
    parties: &'c [String],
    /// The steps of the ledger that boxes show, by line.
    steps: BTreeMap<u32, Vec<&'c ledger::Step>>,
}

impl<'c> Told<'c> {
    fn new(account: &Account<'c>) -> Told<'c> {
        let mut told = Told { parties: &[], steps: BTreeMap::new() };
        if let Some(ledger) = account.ledger {
            told.parties = &ledger.parties;
            for step in ledger.steps.iter().filter(|step| step.is_drawn && verb(step.kind).is_some()) {
                told.steps.entry(step.line).or_default().push(step);
            }
        }
        told
    }

    /// What is learnt at a line of a box, in words; the sentence of the box where no step says it.
    fn at(&self, event: &Event, line: u32) -> String {
        let range = event.from.zip(event.to).map_or(0..=0, |(first, last)| first..=last);
        let steps = self.steps.get(&line).into_iter().flatten();
        let of_box = steps.filter(|step| step.who.iter().any(|who| range.contains(who)));
        let sentences: Vec<String> =
            of_box.filter_map(|step| Some(self.sentence(step, verb(step.kind)?))).collect();
        if sentences.is_empty() { event.says.clone() } else { sentences.join("; ") }
    }

    fn sentence(&self, step: &ledger::Step, [one, many]: [&str; 2]) -> String {
        let who = step.who.iter().filter_map(|&who| self.parties.get(who));
        let who: Vec<&str> = who.map(String::as_str).collect();
        let what: Vec<&str> = step.values.iter().map(|value| &*value.name).collect();
        format!(
            "{} {} {}",
            listed(&who).unwrap_or_default(),
            if who.len() == 1 { one } else { many },
            listed(&what).unwrap_or_default()
        )
    }
}

fn verb(kind: StepKind) -> Option<[&'static str; 2]> {
    match kind {
        StepKind::Knows => Some(["knows", "know"]),
        StepKind::Makes => Some(["makes", "make"]),
        StepKind::Receives => Some(["receives", "receive"]),
        StepKind::Derives => Some(["derives", "derive"]),
        StepKind::Shows => Some(["has", "have"]),
        StepKind::Checks
        | StepKind::Verifies
        | StepKind::Leaks
        | StepKind::Reaches
        | StepKind::Forgets
        | StepKind::Keeps => None,
    }
}

/// The moment of a line: all steps up to that line are over.
pub(super) fn moment(line: u32, steps: &[Numbered]) -> Moment {
    let step = steps.partition_point(|numbered| numbered.step.line <= line);
    let event = step.checked_sub(1).map_or(0, |before| steps[before].last);
    Moment { line, event, step }
}

/// Writes into the messages since when the attacker can read them.
pub(super) fn read_by_attacker(
    ledger: &Ledger,
    account: &Account<'_>,
    (events, steps): (&mut [Event], &[Numbered]),
) {
    let mut since: BTreeMap<u32, Vec<Option<u32>>> = BTreeMap::new();
    account.diagram.walk(|event| {
        if let EventKind::Message(_) = event.kind {
            let at = ledger.messages.binary_search_by_key(&event.id, |sent| sent.event);
            let line = at.ok().and_then(|at| ledger.messages[at].exposed_since);
            since.entry(event.line).or_default().push(line);
        }
    });
    for event in events.iter_mut().filter(|event| event.kind == Kind::Message.word()) {
        let Some(lines) = since.get_mut(&event.line).filter(|lines| !lines.is_empty()) else { continue };
        event.attacker_reads_from = lines.remove(0).map(|line| moment(line, steps));
    }
}
