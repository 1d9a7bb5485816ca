//! Computes all that parties can derive from what they are given: unit propagation over ground Horn clauses, as
//! Dowling and Gallier describe it (Journal of Logic Programming, 1984). Each rule fires at most once for each
//! party, so the cost is linear in what is learnt, however the lines of the diagram follow each other.
//!
//! What is learnt stands on a trail, so that the branches of a fragment can begin from the same start.

use std::collections::{HashMap, VecDeque};

use rustc_hash::FxHashMap;

use super::rule::{Rules, Uses};
use super::term::{Term, Terms};
use crate::run::Who;

/// Why a party knows a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// From the start.
    Initial,
    /// Made it.
    Generated,
    /// Made the message.
    Sent,
    /// Got the message, or saw it on the wire.
    Received,
    /// Computed it on purpose.
    Derived,
    /// It was leaked.
    Leaked,
    /// By the rule with this number.
    Rule(u32),
    /// Every branch of a fragment gave it.
    Branches,
}

/// That a party knows a term.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fact {
    pub why: Why,
    /// The line at which it became known.
    pub line: u32,
    /// Whether it was made, received or computed on purpose, and not only within reach.
    pub held: bool,
}

/// What all parties know.
pub(super) struct Deduction<'r> {
    terms: &'r Terms,
    uses: Uses,
    parties: Vec<Party>,
    trail: Vec<(Who, TrailEntry)>,
    queue: VecDeque<(Term, Why, bool)>,
    /// How many facts and met premises there may still be, those of branches that are over among them, and how much
    /// may be reported.
    left: usize,
}

/// What one party knows. No source can choose the numbers of terms and rules, so a fast hash is enough.
#[derive(Default)]
struct Party {
    facts: FxHashMap<Term, Fact>,
    /// How many premises of a rule are known.
    met: FxHashMap<u32, u32>,
}

#[derive(Clone, Copy)]
enum TrailEntry {
    /// The term became known.
    Learnt(Term),
    /// The term, which was within reach, became held.
    Held(Term),
}

/// What one branch of a fragment gave.
pub(super) type Gain = Vec<(Who, Term, Fact)>;

impl<'r> Deduction<'r> {
    /// Nothing is learnt once `most` facts and premises of rules have been.
    pub fn new(terms: &'r Terms, parties: usize, most: usize) -> Deduction<'r> {
        let uses = terms.rules.uses(terms.len());
        let parties = (0..parties).map(|_| Party::default()).collect();
        Deduction { terms, uses, parties, trail: Vec::new(), queue: VecDeque::new(), left: most }
    }

    fn rules(&self) -> &'r Rules {
        &self.terms.rules
    }

    /// Whether a party can derive a term.
    pub fn knows(&self, who: Who, term: Term) -> bool {
        self.terms.is_public(term) || self.parties[who.index()].facts.contains_key(&term)
    }

    /// Takes room for so many facts.
    pub fn pay(&mut self, facts: usize) {
        self.left = self.left.saturating_sub(facts);
    }

    /// Whether all was learnt that there is room for.
    pub fn is_exhausted(&self) -> bool {
        self.left == 0
    }

    /// Why a party knows a term, unless that is because everybody does.
    pub fn fact(&self, who: Who, term: Term) -> Option<&Fact> {
        self.parties[who.index()].facts.get(&term)
    }

    /// Gives a term to a party, and with it all that it makes derivable. The terms that are held now and were not
    /// before, in order.
    pub fn learn(&mut self, who: Who, term: Term, why: Why, line: u32) -> Vec<Term> {
        self.put(who, term, Fact { why, line, held: true })
    }

    fn put(&mut self, who: Who, term: Term, fact: Fact) -> Vec<Term> {
        let mut held = Vec::new();
        let rules = self.rules();
        self.queue.push_back((term, fact.why, fact.held));
        let party = &mut self.parties[who.index()];
        while let Some((term, why, is_held)) = self.queue.pop_front() {
            if let Some(known) = party.facts.get_mut(&term) {
                if is_held && !known.held {
                    known.held = true;
                    self.trail.push((who, TrailEntry::Held(term)));
                    held.push(term);
                }
                continue;
            }
            let uses = self.uses.of(term);
            self.left = self.left.saturating_sub(1 + uses.len());
            if self.left == 0 {
                self.queue.clear();
                break;
            }
            party.facts.insert(term, Fact { why, line: fact.line, held: is_held });
            self.trail.push((who, TrailEntry::Learnt(term)));
            if is_held {
                held.push(term);
            }
            for &number in uses {
                let clause = rules.clause(number);
                let met = party.met.entry(number).or_insert(0);
                *met += 1;
                if *met as usize == rules.premises(clause).len() {
                    self.queue.push_back((clause.gives, Why::Rule(number), clause.rule.is_taken_out()));
                }
            }
        }
        held
    }

    /// The point to which `take_back` goes back.
    pub fn mark(&self) -> usize {
        self.trail.len()
    }

    /// Forgets all that was learnt since a mark; returns it.
    pub fn take_back(&mut self, mark: usize) -> Gain {
        let mut gain = Vec::with_capacity(self.trail.len() - mark);
        for &(who, change) in &self.trail[mark..] {
            let (TrailEntry::Learnt(term) | TrailEntry::Held(term)) = change;
            gain.push((who, term, self.parties[who.index()].facts[&term]));
        }
        for (who, change) in self.trail.drain(mark..).rev() {
            let party = &mut self.parties[who.index()];
            match change {
                TrailEntry::Held(term) => {
                    party.facts.get_mut(&term).expect("what was held was known").held = false;
                }
                TrailEntry::Learnt(term) => {
                    party.facts.remove(&term);
                    for number in self.uses.of(term) {
                        *party.met.get_mut(number).expect("a premise was met") -= 1;
                    }
                }
            }
        }
        gain
    }

    /// Gives back what some branches gave, all of it. What is held now and was not before.
    pub fn unite(&mut self, branches: &[Gain], only: Option<Who>) -> Vec<(Who, Term)> {
        let mut held = Vec::new();
        for &(who, term, fact) in branches.iter().flatten() {
            if only.is_none_or(|only| only == who) {
                held.extend(self.put(who, term, fact).into_iter().map(|term| (who, term)));
            }
        }
        held
    }

    /// Gives back what every branch gave to a party; an attacker takes what any gave. What is held now and was not
    /// before.
    pub fn join(&mut self, branches: &[Gain], attacker: Option<Who>) -> Vec<(Who, Term)> {
        let mut all_held = Vec::new();
        let mut counts: HashMap<(Who, Term), (usize, usize)> = HashMap::new();
        for branch in branches {
            let mut seen: HashMap<(Who, Term), bool> = HashMap::with_capacity(branch.len());
            for &(who, term, fact) in branch {
                let is_new = !seen.contains_key(&(who, term));
                let was_held = seen.insert((who, term), fact.held).unwrap_or(false);
                let (known, held) = counts.entry((who, term)).or_default();
                *known += usize::from(is_new);
                *held += usize::from(fact.held && !was_held);
            }
        }
        for &(who, term, fact) in branches.first().into_iter().flatten() {
            let (known, held) = counts[&(who, term)];
            if Some(who) != attacker && known == branches.len() {
                let held = held == branches.len();
                let held = self.put(who, term, Fact { why: Why::Branches, held, ..fact });
                all_held.extend(held.into_iter().map(|term| (who, term)));
            }
        }
        if let Some(attacker) = attacker {
            all_held.extend(self.unite(branches, Some(attacker)));
        }
        all_held
    }
}

#[cfg(test)]
mod tests;
