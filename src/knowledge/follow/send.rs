//! Follows messages: what their senders need, and what their readers get.

use std::collections::HashSet;

use super::missing::Need;
use super::{Follow, Origin};
use crate::diagnostic::Code;
use crate::knowledge::deduce::Why;
use crate::knowledge::plan::Sent;
use crate::knowledge::term::Term;
use crate::ledger::StepKind;
use crate::run::Who;

/// How many messages are looked at in search of the one that is sent on.
const MAX_LOOKED_AT: usize = 1000;

impl<'f, 'a> Follow<'f, 'a> {
    pub(super) fn send(&mut self, number: usize) {
        let sent = &self.plan.messages[number];
        let place = Origin { span: sent.span, line: sent.line };
        let forwarded = sent.from.and_then(|from| self.forwarded(from, number));
        if let Some(from) = sent.from {
            if forwarded.is_some() {
                // A party that forwards what it cannot read has what it forwards, and no more.
                self.known.learn(from, sent.wire, Why::Sent, place.line);
            } else {
                self.sender_can(from, sent, place);
                let new = self.known.learn(from, sent.term, Why::Sent, place.line);
                // A message that it sent completes transcripts.
                self.record_reached(from, &new, place);
            }
        }
        if let Some(to) = sent.to {
            let new = self.known.learn(to, sent.wire, Why::Received, place.line);
            self.report_unreadable(to, number);
            self.record_learnt(to, StepKind::Receives, &new, place);
        }
        if let Some(attacker) = self.plan.attacker.filter(|_| self.attacker_sees) {
            let new = self.known.learn(attacker, sent.wire, Why::Received, place.line);
            self.record_learnt(attacker, StepKind::Receives, &new, place);
        }
        for end in [sent.from, sent.to].into_iter().flatten() {
            self.had.entry(end).or_default().push(number);
        }
    }

    /// The message that a party sends on without reading it: one that it had under the same key, which it does not know,
    /// and with all that this one carries.
    fn forwarded(&self, from: Who, number: usize) -> Option<&'f Sent<'a>> {
        let sent = &self.plan.messages[number];
        sent.key.filter(|(key, _)| !self.known.knows(from, *key))?;
        let had = self.had.get(&from)?.iter().rev().take(MAX_LOOKED_AT);
        let had = had.map(|&number| &self.plan.messages[number]);
        had.into_iter().find(|of| self.known.knows(from, of.wire) && is_part_of(sent, of, &fields(of)))
    }

    /// Whether a receiver only sends a message on, further down.
    pub(super) fn is_sent_on(&self, by: Who, number: usize) -> bool {
        let sent = &self.plan.messages[number];
        let held = fields(sent);
        let mut later = self.plan.messages[number + 1..].iter();
        later
            .by_ref()
            .take(MAX_LOOKED_AT)
            .any(|other| other.from == Some(by) && is_part_of(other, sent, &held))
    }

    fn sender_can(&mut self, from: Who, sent: &Sent<'a>, place: Origin) {
        for &(field, span) in &sent.fields {
            let cannot = format!("cannot send `{}` here", self.shown().term(field));
            let need = Need { code: Code::CannotSend, what: &cannot, place: span, is_warning: false };
            self.need(from, field, place, need);
        }
        if let Some((key, span)) = sent.key {
            let cannot = format!("cannot encrypt under `{}` here", self.shown().term(key));
            let need = Need { code: Code::CannotSend, what: &cannot, place: span, is_warning: false };
            self.need(from, key, place, need);
        }
    }
}

fn fields(sent: &Sent<'_>) -> HashSet<Term> {
    sent.fields.iter().map(|(field, _)| *field).collect()
}

/// Whether a message is under the key of another one, and carries nothing that this does not.
fn is_part_of(sent: &Sent<'_>, other: &Sent<'_>, held: &HashSet<Term>) -> bool {
    let key = |sent: &Sent<'_>| sent.key.map(|(key, _)| key);
    key(sent).is_some()
        && key(sent) == key(other)
        && sent.fields.iter().all(|(field, _)| held.contains(field))
}
