//! What a message tells, and what a leak opens.

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::{Ledger, Step, StepKind};
use crate::model::{Diagram, End, Event, EventId, EventKind, Message};

/// How many names a leak lists of each kind.
const LISTED: usize = 8;

/// Whether chips find their room: an arrow on its slanted way may cross any place beside a lifeline.
pub(super) fn may_have_chips(diagram: &Diagram) -> bool {
    let mut is_straight = true;
    diagram.walk(|event| {
        if let EventKind::Message(message) = &event.kind {
            is_straight &= message.delay == 0;
        }
    });
    is_straight
}

/// What the messages are called: their text up to the values that they carry.
pub(super) fn names(diagram: &Diagram) -> BTreeMap<EventId, String> {
    let mut names = BTreeMap::new();
    diagram.walk(|event| {
        if let EventKind::Message(message) = &event.kind {
            let name = message.text.plain.split(['(', '\n']).next().unwrap_or_default().trim();
            names.insert(event.id, name.to_owned());
        }
    });
    names
}

/// Puts what a step says into the message above it, if that is all that its receiver learns and its label names it;
/// values whose bytes no box has shown need one. Whether it did.
pub(super) fn tell(step: &Step, shown: &BTreeSet<String>, all: &mut [Event]) -> bool {
    let Some(Event { kind: EventKind::Message(message), span, .. }) = all.last_mut() else { return false };
    let [who] = step.who.as_slice() else { return false };
    let is_told = step.kind == StepKind::Receives
        && (span.start..=span.end).contains(&step.span.start)
        && ends_at(message, *who)
        && step.values.iter().all(|value| {
            value.is_new
                && (value.bytes.is_none() || shown.contains(&value.name))
                && names_it(&message.text.plain, &value.name)
        });
    let Some(protection) = message.protection.as_mut().filter(|_| is_told) else { return false };
    protection.learnt = step.values.iter().map(|value| value.name.clone()).collect();
    true
}

/// Whether a message ends with a plain head at the lifeline of a party.
fn ends_at(message: &Message, who: usize) -> bool {
    match message.to {
        End::Lifeline { of, .. } => of.index() == who && message.from != message.to && !message.creates,
        End::LeftBorder | End::RightBorder | End::Reference(_) => false,
    }
}

/// Whether a value stands in a label as a word of its own.
fn names_it(label: &str, name: &str) -> bool {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    label
        .match_indices(name)
        .any(|(at, _)| !label[..at].ends_with(is_part) && !label[at + name.len()..].starts_with(is_part))
}

/// What a leak opens: the messages that the attacker can read since its line, and the values that it has since then.
pub(super) fn opens(ledger: &Ledger, leak: &Step, names: &BTreeMap<EventId, String>) -> Vec<String> {
    let opened = ledger
        .messages
        .iter()
        .filter(|sent| sent.key.is_some() && sent.line < leak.line && sent.exposed_since == Some(leak.line));
    let messages = opened.filter_map(|sent| names.get(&sent.event)).filter(|name| !name.is_empty());
    let gained = ledger.steps.iter().filter(|step| {
        let is_gain = matches!(step.kind, StepKind::Receives | StepKind::Reaches);
        is_gain && step.line == leak.line && step.who.iter().any(|&who| Some(who) == ledger.attacker)
    });
    let values = gained.flat_map(|step| step.values.iter().map(|value| &value.name));
    let leaked = |name: &&String| leak.values.iter().any(|value| value.name == **name);
    let mut all = listed(messages.cloned().collect());
    all.extend(listed(values.filter(|name| !leaked(name)).cloned().collect()));
    all
}

/// The first of some names, each once, and how many more there are.
fn listed(mut names: Vec<String>) -> Vec<String> {
    let mut met = BTreeSet::new();
    names.retain(|name| met.insert(name.clone()));
    let more = names.len().saturating_sub(LISTED);
    if more > 1 {
        names.truncate(LISTED);
        names.push(format!("{more} more"));
    }
    names
}
