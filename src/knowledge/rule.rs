//! Rules: a party that knows some terms knows another one. Rules are ground: each is about the very terms it names.

use super::term::Term;

/// What kind of step a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// A function of its premises, an encryption, a signature.
    Computed,
    /// The public half of a private key.
    Half,
    /// What a message carries.
    Carried,
    /// What an encryption holds: its first premise is the encryption, its second what opens it.
    Decrypted,
    /// A part of what was joined, or what an encoding stands for.
    Apart,
}

impl Rule {
    /// Whether it takes something out of its first premise: from what a party has it gets what it has, and not only what
    /// is within reach.
    pub fn is_taken_out(self) -> bool {
        matches!(self, Rule::Carried | Rule::Decrypted | Rule::Apart)
    }
}

/// One rule.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clause {
    first: u32,
    end: u32,
    pub gives: Term,
    pub rule: Rule,
}

/// All rules; the premises of all stand in one list.
#[derive(Default)]
pub(super) struct Rules {
    clauses: Vec<Clause>,
    premises: Vec<Term>,
}

impl Rules {
    /// Adds a rule. Each of its premises counts once, however often it is written.
    pub fn add(&mut self, premises: &[Term], gives: Term, rule: Rule) {
        let first = self.premises.len();
        for &premise in premises {
            if !self.premises[first..].contains(&premise) {
                self.premises.push(premise);
            }
        }
        let place = |at: usize| u32::try_from(at).expect("a source of 64 MiB holds fewer premises");
        self.clauses.push(Clause { first: place(first), end: place(self.premises.len()), gives, rule });
    }

    pub fn clause(&self, at: u32) -> Clause {
        self.clauses[at as usize]
    }

    pub fn premises(&self, clause: Clause) -> &[Term] {
        &self.premises[clause.first as usize..clause.end as usize]
    }

    /// For each of so many terms the rules that have it as a premise.
    pub fn uses(&self, terms: usize) -> Uses {
        let mut starts = vec![0_u32; terms + 1];
        for premise in &self.premises {
            starts[premise.index() + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut rules = vec![0; self.premises.len()];
        for (number, clause) in (0_u32..).zip(&self.clauses) {
            for premise in self.premises(*clause) {
                let place = &mut next[premise.index()];
                rules[*place as usize] = number;
                *place += 1;
            }
        }
        Uses { starts, rules }
    }
}

/// For each term the rules that have it as a premise: a list of lists, in one piece.
pub(super) struct Uses {
    starts: Vec<u32>,
    rules: Vec<u32>,
}

impl Uses {
    pub fn of(&self, term: Term) -> &[u32] {
        let range = self.starts[term.index()] as usize..self.starts[term.index() + 1] as usize;
        &self.rules[range]
    }
}
