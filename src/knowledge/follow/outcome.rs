//! Looks back at the end of a run: which of the values shown can the attacker compute, and what came of the expectations.

use std::collections::BTreeSet;

use super::Follow;
use crate::knowledge::term::Term;
use crate::ledger::{Access, Expectation, StepKind};
use crate::protocol::Relation;
use crate::run::Who;

impl Follow<'_, '_> {
    /// Says of each value of the ledger whether the attacker can compute it: that is certain only at the end.
    pub(super) fn look_back(&mut self) {
        self.ledger.is_watched = self.attacker_sees;
        self.ledger.expectations = self.expectations();
        let mut steps = std::mem::take(&mut self.ledger.steps);
        let mut insiders = Insiders::None;
        for step in &mut steps {
            let is_shown = step.is_drawn && matches!(step.kind, StepKind::Receives | StepKind::Derives);
            for value in &mut step.values {
                let Some(named) = self.plan.named.find(&value.name) else { continue };
                value.access = self.access(named.term);
                if is_shown && value.access == Access::Never {
                    insiders.add(self.insiders(named.term), &step.who);
                }
            }
        }
        self.ledger.steps = steps;
        if let Insiders::One(parties) = insiders {
            self.ledger.insiders = parties;
        }
    }

    fn access(&self, term: Term) -> Access {
        if self.plan.terms.is_public(term) {
            return Access::Constant;
        }
        let Some(attacker) = self.plan.attacker.filter(|_| self.attacker_sees) else {
            return Access::Unknown;
        };
        if !self.known.knows(attacker, term) {
            return Access::Never;
        }
        self.known.fact(attacker, term).map_or(Access::Unknown, |fact| Access::Since(fact.line))
    }

    /// The parties that can compute a value at the end.
    fn insiders(&self, term: Term) -> Vec<usize> {
        let parties = (0_u32..).map(Who).take(self.plan.parties.len());
        parties.filter(|&who| self.known.knows(who, term)).map(Who::index).collect()
    }

    /// What the expectations that were met come to at the end. What holds in one branch alone is not said of the run.
    fn expectations(&self) -> Vec<Expectation> {
        let mut met = BTreeSet::new();
        let mut all = Vec::with_capacity(self.met.len());
        for (who, relation, term, name) in &self.met {
            let knows = self.known.knows(*who, *term);
            let wants = *relation == Relation::Knows;
            if wants && !knows {
                continue;
            }
            let only_later = knows && !wants;
            let one = Expectation { who: who.index(), knows, only_later, name: name.clone() };
            if met.insert(one.clone()) {
                all.push(one);
            }
        }
        all
    }
}

/// The parties that can compute all secrets of a drawing.
enum Insiders {
    /// There is no secret so far.
    None,
    /// The same for each secret.
    One(Vec<usize>),
    /// Not the same.
    Many,
}

impl Insiders {
    /// Adds those of a secret that a step gives to some parties: what ends with a branch has none in the end.
    fn add(&mut self, parties: Vec<usize>, who: &[usize]) {
        let holds = who.iter().all(|one| parties.contains(one));
        *self = match std::mem::replace(self, Insiders::Many) {
            Insiders::None if holds => Insiders::One(parties),
            Insiders::One(before) if holds && before == parties => Insiders::One(before),
            Insiders::None | Insiders::One(_) | Insiders::Many => Insiders::Many,
        };
    }
}
