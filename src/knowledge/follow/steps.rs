//! Records steps of the ledger.

use std::collections::{BTreeMap, HashSet};

use super::{Follow, Origin};
use crate::knowledge::deduce::{Deduction, Gain};
use crate::knowledge::keylog;
use crate::knowledge::term::Term;
use crate::knowledge::values::Value;
use crate::ledger::{Known, Ledger, Sending, Step, StepKind};
use crate::protocol::{Expr, Mode};
use crate::run::Who;
use crate::source::Written;
use crate::text::shortened;

/// How many values that were known before a step shows again, where all of them are asked for.
const MAX_OLD: usize = 50;
/// How many bytes of text count as one fact.
const FACT: usize = 64;

impl<'a> Follow<'_, 'a> {
    /// What a party came to have: the values among it that have a name.
    pub(super) fn record_learnt(&mut self, who: Who, kind: StepKind, new: &[Term], place: Origin) {
        let mut values = Vec::with_capacity(new.len());
        for &term in new {
            if let Some(value) = self.plan.named.of(term) {
                values.push(self.known_value(value.name, term, None));
            }
        }
        if !values.is_empty() {
            if self.mode == Mode::Full {
                // A party that knows little is asked for all.
                self.known.pay(self.plan.named.values().len() / FACT);
                values = self.all_values(who, values, new);
            }
            self.step(&[who], kind, values, self.mode == Mode::New || self.mode == Mode::Full, place);
        }
    }

    /// All that a party has: the new values, then the others, in the order in which they were named.
    fn all_values(&self, who: Who, new: Vec<Known>, terms: &[Term]) -> Vec<Known> {
        let terms: HashSet<Term> = terms.iter().copied().collect();
        let is_old = |value: &&Value<'_>| {
            let is_held = self.known.fact(who, value.term).is_some_and(|fact| fact.held);
            is_held && !terms.contains(&value.term)
        };
        let old = self.plan.named.values().iter().filter(is_old).take(MAX_OLD);
        let old = old.map(|value| Known { is_new: false, ..self.known_value(value.name, value.term, None) });
        let old: Vec<Known> = old.collect();
        let is_cut = old.len() == MAX_OLD;
        let mut all = new;
        all.extend(old);
        if is_cut {
            all.push(Known { name: "…".to_owned(), is_new: false, formula: None, bytes: None });
        }
        all
    }

    pub(super) fn record_derived(
        &mut self,
        who: &[Who],
        name: Written<'a>,
        term: Term,
        formula: &Expr<'a>,
        is_new: bool,
        place: Origin,
    ) {
        let mut value = self.known_value(name.text, term, Some(formula.to_string()));
        value.is_new = is_new;
        self.step(who, StepKind::Derives, vec![value], matches!(self.mode, Mode::New | Mode::Full), place);
        let is_public = self.attacker_knows(term);
        if let Some(step) = self.ledger.steps.last_mut() {
            step.is_public = is_public;
        }
    }

    /// Values that are compared, shown or leaked, as the author wrote them.
    pub(super) fn record_values(
        &mut self,
        who: &[Who],
        kind: StepKind,
        what: &[(Term, &'a Expr<'a>)],
        place: Origin,
    ) {
        let shown = self.shown();
        let mut values = Vec::with_capacity(what.len());
        for (term, what) in what {
            let written = what.to_string();
            let formula = (kind == StepKind::Shows).then(|| shown.formula(*term));
            let formula = formula.filter(|formula| *formula != written);
            let value = Known { is_new: false, ..self.known_value(&written, *term, formula) };
            self.known.pay(size(&value));
            if self.is_exhausted() {
                return;
            }
            values.push(value);
        }
        let is_drawn = matches!(self.mode, Mode::New | Mode::Full) || kind != StepKind::Checks;
        self.step(who, kind, values, is_drawn, place);
    }

    fn known_value(&self, name: &str, term: Term, formula: Option<String>) -> Known {
        let bytes = self.plan.computed.kept(&self.plan.terms, term);
        let left = self.bytes_left.get().saturating_sub(bytes.as_ref().map_or(0, |bytes| bytes.len()));
        self.bytes_left.set(left);
        Known { name: shortened(name).into_owned(), is_new: true, formula, bytes }
    }

    fn step(&mut self, who: &[Who], kind: StepKind, values: Vec<Known>, is_drawn: bool, place: Origin) {
        let mut who: Vec<usize> = who.iter().map(|who| who.index()).collect();
        who.sort_unstable();
        who.dedup();
        let Origin { span, line } = place;
        // Each party may get a box of its own.
        let facts: usize = values.iter().map(size).sum();
        self.known.pay(facts.saturating_mul(who.len()));
        if self.is_exhausted() {
            return;
        }
        self.ledger.steps.push(Step {
            who,
            kind,
            values,
            is_drawn,
            is_public: false,
            span,
            line,
            within: self.within,
        });
    }

    /// Whether the attacker, who does not take part, can compute a value.
    fn attacker_knows(&self, term: Term) -> bool {
        let attacker = self.plan.attacker.filter(|_| self.attacker_sees);
        attacker.is_some_and(|attacker| self.known.knows(attacker, term))
    }

    /// What a branch gave, where it ends.
    pub(super) fn record_forgotten(&mut self, gain: &Gain, place: Origin) {
        let gone: Vec<(Who, Term)> =
            gain.iter().filter(|(_, _, fact)| fact.held).map(|&(who, term, _)| (who, term)).collect();
        self.record_changes(&gone, StepKind::Forgets, place);
    }

    /// What is certain after a fragment.
    pub(super) fn record_kept(&mut self, kept: &[(Who, Term)], place: Origin) {
        self.record_changes(kept, StepKind::Keeps, place);
    }

    /// One step for each party that a change is about, in the order of parties.
    fn record_changes(&mut self, changes: &[(Who, Term)], kind: StepKind, place: Origin) {
        let mut by_party: BTreeMap<Who, Vec<Known>> = BTreeMap::new();
        for &(who, term) in changes {
            if let Some(value) = self.plan.named.of(term) {
                by_party.entry(who).or_default().push(self.known_value(value.name, term, None));
            }
        }
        for (who, values) in by_party {
            self.step(&[who], kind, values, false, place);
        }
    }

    /// Returns the ledger. Only at the end is it known what the attacker could read.
    pub(super) fn finish(mut self) -> Ledger {
        let known: &Deduction<'_> = &self.known;
        let shown = super::Shown::from(self.plan);
        let drawn = self.plan.messages.iter().filter_map(|sent| Some((sent, sent.event?)));
        let messages = drawn.map(|(sent, event)| Sending {
            event,
            line: sent.line,
            key: sent.key.map(|(key, _)| shortened(&shown.term(key)).into_owned()),
            is_exposed: self.plan.attacker.is_some_and(|attacker| known.knows(attacker, sent.term)),
        });
        self.ledger.messages = messages.collect();
        self.ledger.secrets = keylog::secrets(self.plan);
        self.ledger.client_random = keylog::client_random(self.plan);
        self.ledger
    }
}

/// The size of a shown value, in facts: formulas may be long.
fn size(value: &Known) -> usize {
    1 + (value.name.len() + value.formula.as_ref().map_or(0, String::len)) / FACT
}
