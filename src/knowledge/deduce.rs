//! Computes all that parties can derive from what they are given: unit propagation over ground Horn clauses, as
//! Dowling and Gallier describe it (Journal of Logic Programming, 1984). Each rule fires at most once for each
//! party, so the cost is linear in what is learnt, however the lines of the diagram follow each other.
//!
//! What is learnt stands on a trail, so that the branches of a fragment can begin from the same start.

use std::collections::{HashMap, VecDeque};

use rustc_hash::{FxHashMap, FxHashSet};

use super::rule::{Clause, Rules, Uses};
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
    pub grip: Grip,
}

impl Fact {
    /// Whether it was made, received or computed on purpose, and not only within reach.
    pub fn is_held(&self) -> bool {
        self.grip == Grip::Held
    }
}

/// How close a term is to a party that can compute it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grip {
    /// It can compute it, but by what it computes on a line further down.
    Reach,
    /// It can compute it of what it has.
    Ready,
    /// It was made, received or computed on purpose.
    Held,
}

impl News {
    pub fn add(&mut self, other: News) {
        self.held.extend(other.held);
        self.reached.extend(other.reached);
    }
}

/// What all parties know.
pub(super) struct Deduction<'r> {
    terms: &'r Terms,
    uses: Uses,
    parties: Vec<Party>,
    trail: Vec<(Who, TrailEntry)>,
    queue: VecDeque<(Term, Why, Grip)>,
    /// How many facts and met premises there may still be, those of branches that are over among them, and how much
    /// may be reported.
    left: usize,
}

/// What one party knows. No source can choose the numbers of terms and rules, so a fast hash is enough.
#[derive(Default)]
struct Party {
    facts: FxHashMap<Term, Fact>,
    /// How many premises of a rule are known, and how many of these are ready.
    met: FxHashMap<u32, (u32, u32)>,
    /// What it computes on lines of its own: these open nothing before such a line.
    own_lines: FxHashSet<Term>,
}

impl Party {
    /// How close the result of a rule is, all of whose premises are known.
    fn grip(&self, clause: Clause, number: u32, premises: &[Term]) -> Grip {
        let (_, ready) = self.met[&number];
        if (ready as usize) < premises.len() {
            return Grip::Reach;
        }
        if !clause.rule.is_taken_out() {
            return if self.own_lines.contains(&clause.gives) { Grip::Reach } else { Grip::Ready };
        }
        // What a party puts together itself gives it nothing that it did not have.
        if self.facts.get(&premises[0]).is_some_and(Fact::is_held) { Grip::Held } else { Grip::Ready }
    }
}

#[derive(Clone, Copy)]
enum TrailEntry {
    /// The term became known, so close.
    Learnt(Term, Grip),
    /// The term, which was so close, came closer.
    Closer(Term, Grip),
}

/// What one branch of a fragment gave.
pub(super) type Gain = Vec<(Who, Term, Fact)>;

/// What is new to a party, in order.
#[derive(Debug, Default)]
pub(super) struct News {
    /// What it holds now and did not before.
    pub held: Vec<Term>,
    /// What it can compute now and could not before, and does not hold.
    pub reached: Vec<Term>,
}

impl<'r> Deduction<'r> {
    /// Nothing is learnt once `most` facts and premises of rules have been.
    pub fn new(terms: &'r Terms, parties: usize, most: usize) -> Deduction<'r> {
        let uses = terms.rules.uses(terms.len());
        let parties = (0..parties).map(|_| Party::default()).collect();
        Deduction { terms, uses, parties, trail: Vec::new(), queue: VecDeque::new(), left: most }
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

    /// Says that a party computes a term on a line of its own.
    pub fn computes(&mut self, who: Who, term: Term) {
        self.parties[who.index()].own_lines.insert(term);
    }

    /// Gives a term to a party, and with it all that it makes derivable.
    pub fn learn(&mut self, who: Who, term: Term, why: Why, line: u32) -> News {
        self.put(who, term, Fact { why, line, grip: Grip::Held })
    }

    fn put(&mut self, who: Who, term: Term, fact: Fact) -> News {
        let mut news = News::default();
        self.queue.push_back((term, fact.why, fact.grip));
        while let Some((term, why, grip)) = self.queue.pop_front() {
            let known = self.parties[who.index()].facts.get(&term).map(|known| known.grip);
            if known.is_some_and(|known| known >= grip) {
                continue;
            }
            match known {
                Some(known) => {
                    self.trail.push((who, TrailEntry::Closer(term, known)));
                    let fact = self.parties[who.index()].facts.get_mut(&term).expect("it is known");
                    fact.grip = grip;
                }
                None => {
                    let uses = self.uses.of(term).len();
                    self.left = self.left.saturating_sub(1 + uses);
                    if self.left == 0 {
                        self.queue.clear();
                        break;
                    }
                    let fact = Fact { why, line: fact.line, grip };
                    self.parties[who.index()].facts.insert(term, fact);
                    self.trail.push((who, TrailEntry::Learnt(term, grip)));
                }
            }
            match (grip, known) {
                (Grip::Held, _) => news.held.push(term),
                (_, None) => news.reached.push(term),
                (_, Some(_)) => {}
            }
            self.fire(who, term, known, grip);
        }
        let facts = &self.parties[who.index()].facts;
        news.reached.retain(|term| facts.get(term).is_some_and(|fact| !fact.is_held()));
        news
    }

    /// Counts a term among the premises of its rules, and queues what the complete ones give.
    fn fire(&mut self, who: Who, term: Term, before: Option<Grip>, now: Grip) {
        let (rules, party): (&Rules, _) = (&self.terms.rules, &mut self.parties[who.index()]);
        let becomes_ready = now >= Grip::Ready && before.is_none_or(|before| before < Grip::Ready);
        for &number in self.uses.of(term) {
            let (met, ready) = party.met.entry(number).or_default();
            *met += u32::from(before.is_none());
            *ready += u32::from(becomes_ready);
            let clause = rules.clause(number);
            let premises = rules.premises(clause);
            if *met as usize == premises.len() {
                let grip = party.grip(clause, number, premises);
                self.queue.push_back((clause.gives, Why::Rule(number), grip));
            }
        }
    }

    /// The point to which `take_back` goes back.
    pub fn mark(&self) -> usize {
        self.trail.len()
    }

    /// Forgets all that was learnt since a mark; returns it.
    pub fn take_back(&mut self, mark: usize) -> Gain {
        let mut gain = Vec::with_capacity(self.trail.len() - mark);
        for &(who, change) in &self.trail[mark..] {
            let (TrailEntry::Learnt(term, _) | TrailEntry::Closer(term, _)) = change;
            gain.push((who, term, self.parties[who.index()].facts[&term]));
        }
        for (who, change) in self.trail.drain(mark..).rev() {
            let party = &mut self.parties[who.index()];
            let (term, before, now) = match change {
                TrailEntry::Closer(term, before) => {
                    let fact = party.facts.get_mut(&term).expect("what came closer was known");
                    (term, Some(before), std::mem::replace(&mut fact.grip, before))
                }
                TrailEntry::Learnt(term, grip) => {
                    party.facts.remove(&term);
                    (term, None, grip)
                }
            };
            let was_ready = now >= Grip::Ready && before.is_none_or(|before| before < Grip::Ready);
            for number in self.uses.of(term) {
                let (met, ready) = party.met.get_mut(number).expect("a premise was met");
                *met -= u32::from(before.is_none());
                *ready -= u32::from(was_ready);
            }
        }
        gain
    }

    /// Gives back what some branches gave, all of it.
    pub fn unite(&mut self, branches: &[Gain], only: Option<Who>) -> Vec<(Who, News)> {
        let mut all = Vec::new();
        for &(who, term, fact) in branches.iter().flatten() {
            if only.is_none_or(|only| only == who) {
                all.push((who, self.put(who, term, fact)));
            }
        }
        all
    }

    /// Gives back what every branch gave to a party; an attacker takes what any gave.
    pub fn join(&mut self, branches: &[Gain], attacker: Option<Who>) -> Vec<(Who, News)> {
        let mut all = Vec::new();
        let mut counts: HashMap<(Who, Term), (usize, Grip)> = HashMap::new();
        for branch in branches {
            let mut closest: HashMap<(Who, Term), Grip> = HashMap::with_capacity(branch.len());
            for &(who, term, fact) in branch {
                let grip = closest.entry((who, term)).or_insert(fact.grip);
                *grip = fact.grip.max(*grip);
            }
            for &(who, term, _) in branch {
                let Some(grip) = closest.remove(&(who, term)) else { continue };
                let (count, least) = counts.entry((who, term)).or_insert((0, grip));
                *count += 1;
                *least = grip.min(*least);
            }
        }
        for &(who, term, fact) in branches.first().into_iter().flatten() {
            let (count, grip) = counts[&(who, term)];
            if Some(who) != attacker && count == branches.len() {
                all.push((who, self.put(who, term, Fact { why: Why::Branches, grip, ..fact })));
            }
        }
        if let Some(attacker) = attacker {
            all.extend(self.unite(branches, Some(attacker)));
        }
        all
    }
}

#[cfg(test)]
mod tests;
