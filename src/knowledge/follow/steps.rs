//! Records steps of the ledger.

use std::collections::{BTreeMap, HashSet};

use super::{Follow, Origin};
use crate::knowledge::deduce::{Deduction, Fact, Gain, News};
use crate::knowledge::keylog;
use crate::knowledge::plan::Premise;
use crate::knowledge::term::{Shape, Term};
use crate::knowledge::values::Value;
use crate::ledger::{Evidence, Known, Ledger, Sending, Step, StepKind};
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
    pub(super) fn record_learnt(&mut self, who: Who, kind: StepKind, news: &News, place: Origin) {
        let new = news.held.as_slice();
        let mut values = self.named(new);
        if !values.is_empty() {
            if self.mode == Mode::Full {
                // A party that knows little is asked for all.
                self.known.pay(self.plan.named.values().len() / FACT);
                values = self.all_values(who, values, new);
            }
            self.step(&[who], kind, values, self.mode == Mode::New || self.mode == Mode::Full, place);
        }
        self.record_reached(who, news, place);
    }

    /// What came within reach of a party: the values among it that have a name.
    pub(super) fn record_reached(&mut self, who: Who, news: &News, place: Origin) {
        // What was only within reach for a moment is held.
        let is_held = |term: &&Term| self.known.fact(who, **term).is_some_and(Fact::is_held);
        let reached: Vec<Term> = news.reached.iter().filter(|term| !is_held(term)).copied().collect();
        let reached = self.named(&reached);
        if !reached.is_empty() {
            self.step(&[who], StepKind::Reaches, reached, false, place);
        }
    }

    /// The terms that have a name.
    fn named(&self, terms: &[Term]) -> Vec<Known> {
        let named = terms.iter().filter_map(|&term| Some((self.plan.named.of(term)?.name, term)));
        named.map(|(name, term)| self.known_value(name, term, None)).collect()
    }

    /// Tells of a value that everybody can compute, where it gets its name.
    pub(super) fn record_public(&mut self, who: &[Who], term: Term, place: Origin) {
        if !self.plan.terms.is_public(term) || !self.public.insert(term) {
            return;
        }
        let parties = (0_u32..).map(Who).take(self.plan.parties.len());
        for one in parties.filter(|one| !who.contains(one)).collect::<Vec<_>>() {
            self.step(&[one], StepKind::Reaches, self.named(&[term]), false, place);
        }
    }

    /// All that a party has: the new values, then the others, in the order in which they were named.
    fn all_values(&self, who: Who, new: Vec<Known>, terms: &[Term]) -> Vec<Known> {
        let terms: HashSet<Term> = terms.iter().copied().collect();
        let is_old = |value: &&Value<'_>| {
            let is_held = self.known.fact(who, value.term).is_some_and(Fact::is_held);
            is_held && !terms.contains(&value.term)
        };
        let old = self.plan.named.values().iter().filter(is_old).take(MAX_OLD);
        let old = old.map(|value| Known { is_new: false, ..self.known_value(value.name, value.term, None) });
        let old: Vec<Known> = old.collect();
        let is_cut = old.len() == MAX_OLD;
        let mut all = new;
        all.extend(old);
        if is_cut {
            let name = "…".to_owned();
            all.push(Known { name, ..Known::default() });
        }
        all
    }

    pub(super) fn record_derived(
        &mut self,
        who: &[Who],
        name: Written<'a>,
        term: Term,
        (formula, premises): (&Expr<'a>, &[Premise]),
        is_new: bool,
        place: Origin,
    ) {
        let mut value = self.known_value(name.text, term, Some(formula.to_string()));
        value.is_new = is_new;
        value.ingredients = self.ingredients(premises);
        self.step(who, StepKind::Derives, vec![value], matches!(self.mode, Mode::New | Mode::Full), place);
        let is_public = self.attacker_knows(term);
        if let Some(step) = self.ledger.steps.last_mut() {
            step.is_public = is_public;
        }
    }

    /// The named values among the premises of a formula: of an exchange of halves the own private and the other public one.
    fn ingredients(&self, premises: &[Premise]) -> Vec<String> {
        let public = |private| self.plan.terms.find(&Shape::Half(private)).unwrap_or(private);
        let terms = premises.iter().flat_map(|premise| match *premise {
            Premise::Value(term) => vec![term],
            Premise::Halves(one, other) => vec![one, public(other)],
        });
        let named = terms.filter_map(|term| self.plan.named.of(term));
        named.map(|value| shortened(value.name).into_owned()).collect()
    }

    /// Values that are compared, shown or leaked, as the author wrote them; where they are compared, with what.
    pub(super) fn record_values(
        &mut self,
        who: &[Who],
        kind: StepKind,
        what: &[(Term, &'a Expr<'a>)],
        other: Option<&Expr<'a>>,
        place: Origin,
    ) {
        let shown = self.shown();
        let mut values = Vec::with_capacity(what.len());
        for (term, what) in what {
            let written = what.to_string();
            // A check is of one value; its other side is the formula.
            let formula = if kind == StepKind::Shows {
                Some(shown.formula(*term))
            } else {
                other.map(ToString::to_string)
            };
            let formula = formula.filter(|formula| *formula != written);
            let value = Known { is_new: false, ..self.known_value(&written, *term, formula) };
            self.known.pay(size(&value));
            if self.is_exhausted() {
                return;
            }
            values.push(value);
        }
        let is_asked_for = matches!(kind, StepKind::Shows | StepKind::Leaks);
        let is_drawn = matches!(self.mode, Mode::New | Mode::Full) || is_asked_for;
        self.step(who, kind, values, is_drawn, place);
    }

    fn known_value(&self, name: &str, term: Term, formula: Option<String>) -> Known {
        let bytes = self.plan.computed.kept(&self.plan.terms, term);
        let left = self.bytes_left.get().saturating_sub(bytes.as_ref().map_or(0, |bytes| bytes.len()));
        self.bytes_left.set(left);
        let is_given = bytes.is_some() && self.plan.computed.is_given(term);
        let name = shortened(name).into_owned();
        Known { name, is_new: true, formula, bytes, is_given, ..Known::default() }
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
        let mut met = HashSet::new();
        let gone: Vec<(Who, Term)> =
            gain.iter().map(|&(who, term, _)| (who, term)).filter(|gone| met.insert(*gone)).collect();
        self.record_changes(&gone, StepKind::Forgets, place);
        // What the branch only made certain was within reach before.
        let kept: Vec<(Who, Term)> =
            gone.into_iter().filter(|&(who, term)| self.known.fact(who, term).is_some()).collect();
        self.record_changes(&kept, StepKind::Reaches, place);
    }

    /// What is certain after a fragment.
    pub(super) fn record_kept(&mut self, kept: &[(Who, News)], place: Origin) {
        let all = |of: fn(&News) -> &Vec<Term>| {
            let each = kept.iter().flat_map(|(who, news)| of(news).iter().map(|&term| (*who, term)));
            each.collect::<Vec<_>>()
        };
        self.record_changes(&all(|news| &news.held), StepKind::Keeps, place);
        self.record_changes(&all(|news| &news.reached), StepKind::Reaches, place);
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
            exposed_since: self
                .plan
                .attacker
                .and_then(|attacker| Some(known.fact(attacker, sent.term)?.line)),
        });
        self.ledger.messages = messages.collect();
        let (compared, verified) = self.plan.computed.counts();
        let given = |value: &&Value<'_>| self.plan.computed.is_given(value.term);
        let given = self.plan.named.values().iter().filter(given).count();
        self.ledger.evidence = Evidence { compared, given, verified };
        self.look_back();
        self.ledger.when = self.watch.answers(self.plan);
        self.ledger.secrets = keylog::secrets(self.plan);
        self.ledger.client_random = keylog::client_random(self.plan);
        self.ledger
    }
}

/// The size of a shown value, in facts: formulas may be long.
fn size(value: &Known) -> usize {
    1 + (value.name.len() + value.formula.as_ref().map_or(0, String::len)) / FACT
}
