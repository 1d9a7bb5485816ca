//! Terms: what values are made of. Two formulas that mean the same are one term. Each term brings the rules by which it
//! can be computed or taken apart.

use std::collections::HashMap;

use super::bytes::AES_GCM;
use super::rule::{Rule, Rules};

/// A term. Its number is its place in [`Terms`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Term(pub u32);

impl Term {
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a term is made of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Shape {
    /// A value of its own: generated, or known from the start. The number distinguishes it from others.
    Atom(u32),
    /// Bytes that every party can read in the diagram.
    Literal(Box<[u8]>),
    /// A number that every party can read in the diagram: a length, or 0 for a string of zeros.
    Number(Box<str>),
    /// The public half of a key.
    Half(Term),
    /// What a private half and another's public half give: the function, and the private halves in order of
    /// number, so that both sides' formulas are one term.
    Shared(Box<str>, Term, Term),
    /// A one-way function of some terms.
    Apply(Box<str>, Box<[Term]>),
    /// `senc(key, …)`: the key opens it.
    Sealed(Term, Box<[Term]>),
    /// `aenc(public key, …)`: the private half of the key opens it.
    Enveloped(Term, Box<[Term]>),
    /// `sign(key, …)`.
    Signed(Box<[Term]>),
    /// A message, by its number. It holds more than its fields, so it cannot be made of them.
    Message(u32),
    /// Messages one after the other: those before the last, and the last.
    Transcript(Option<Term>, Term),
}

/// The name of the function that joins bytes.
pub(super) const JOIN: &str = "||";

/// The encodings: functions whose results give their arguments back to everybody. Case and hyphens do not matter.
pub(super) const ENCODINGS: [&str; 5] = ["base64", "base64url", "hex", "utf8", "json"];

/// All terms, and the rules about them.
#[derive(Default)]
pub(super) struct Terms {
    shapes: Vec<Shape>,
    public: Vec<bool>,
    known: HashMap<Shape, Term>,
    pub rules: Rules,
}

impl Terms {
    /// The term with this shape.
    pub fn of(&mut self, shape: Shape) -> Term {
        if let Some(&term) = self.known.get(&shape) {
            return term;
        }
        let term = Term(u32::try_from(self.shapes.len()).expect("a source of 64 MiB holds fewer terms"));
        self.shapes.push(shape.clone());
        self.public.push(false);
        self.public[term.index()] = self.is_computed_from_public(&shape);
        self.add_rules(term, &shape);
        self.known.insert(shape, term);
        term
    }

    /// The term with this shape, if there is one.
    pub fn find(&self, shape: &Shape) -> Option<Term> {
        self.known.get(shape).copied()
    }

    pub fn shape(&self, term: Term) -> &Shape {
        &self.shapes[term.index()]
    }

    /// All terms, in the order in which they were made.
    pub fn all(&self) -> impl Iterator<Item = Term> {
        (0..self.shapes.len()).map(|at| Term(u32::try_from(at).expect("a term has a number")))
    }

    pub fn len(&self) -> usize {
        self.shapes.len()
    }

    /// Whether every party can compute it from what is written in the diagram.
    pub fn is_public(&self, term: Term) -> bool {
        self.public[term.index()]
    }

    /// Says what a message carries: a party that has the message has it.
    pub fn carries(&mut self, message: Term, field: Term) {
        self.rules.add(&[message], field, Rule::Carried);
    }

    fn is_computed_from_public(&self, shape: &Shape) -> bool {
        let all = |terms: &[Term]| terms.iter().all(|&term| self.is_public(term));
        match shape {
            Shape::Literal(_) | Shape::Number(_) => true,
            Shape::Half(private) => self.is_public(*private),
            Shape::Apply(_, parts) | Shape::Signed(parts) => all(parts),
            Shape::Sealed(key, inside) | Shape::Enveloped(key, inside) => self.is_public(*key) && all(inside),
            Shape::Shared(_, one, other) => all(&[*one, *other]),
            Shape::Transcript(before, last) => self.is_public(*last) && before.is_none_or(|it| all(&[it])),
            Shape::Atom(_) | Shape::Message(_) => false,
        }
    }

    /// The whole of the deduction system; a rule without a premise that is not public is not needed.
    fn add_rules(&mut self, term: Term, shape: &Shape) {
        match shape {
            Shape::Atom(_) | Shape::Literal(_) | Shape::Number(_) | Shape::Message(_) => {}
            Shape::Apply(_, parts) | Shape::Signed(parts) => {
                self.computed(parts, term);
                self.comes_apart(term);
                if let Some((key, _, text)) = self.locked(term) {
                    let text: Vec<Term> = text.to_vec();
                    text.into_iter().for_each(|text| self.add(&[term, key], text, Rule::Decrypted));
                }
            }
            Shape::Half(private) => self.add(&[*private], term, Rule::Half),
            Shape::Shared(_, one, other) => {
                let (one_half, other_half) = (self.of(Shape::Half(*one)), self.of(Shape::Half(*other)));
                self.computed(&[*one, other_half], term);
                if one != other {
                    self.computed(&[*other, one_half], term);
                }
            }
            Shape::Sealed(key, inside) => self.opened_by(*key, *key, inside, term),
            Shape::Enveloped(key, inside) => {
                let Shape::Half(opener) = *self.shape(*key) else {
                    return self.computed(&with(*key, inside), term);
                };
                self.opened_by(*key, opener, inside, term);
            }
            Shape::Transcript(before, last) => {
                match before {
                    Some(before) => self.computed(&[*before, *last], term),
                    None => self.computed(&[*last], term),
                }
                self.comes_apart(term);
            }
        }
    }

    fn computed(&mut self, premises: &[Term], term: Term) {
        self.add(premises, term, Rule::Computed);
    }

    /// Adds a rule, without what every party has.
    fn add(&mut self, premises: &[Term], gives: Term, rule: Rule) {
        let secret: Vec<Term> = premises.iter().copied().filter(|&part| !self.is_public(part)).collect();
        if !secret.is_empty() {
            self.rules.add(&secret, gives, rule);
        }
    }

    /// Says that who has a term has its parts, where that needs no key.
    fn comes_apart(&mut self, term: Term) {
        for part in self.apart(term) {
            if !matches!(self.shape(part), Shape::Literal(_) | Shape::Number(_)) {
                self.add(&[term], part, Rule::Apart);
            }
        }
    }

    /// What comes out of a term without a key: the parts of what is joined, what an encoding stands for, the messages of
    /// a transcript. That their lengths may be unknown does not keep an attacker from trying.
    pub fn apart(&self, term: Term) -> Vec<Term> {
        match self.shape(term) {
            Shape::Apply(function, parts) if **function == *JOIN || ENCODINGS.contains(&&**function) => {
                parts.to_vec()
            }
            Shape::Transcript(before, last) => before.iter().copied().chain([*last]).collect(),
            Shape::Apply(..)
            | Shape::Atom(_)
            | Shape::Literal(_)
            | Shape::Number(_)
            | Shape::Half(_)
            | Shape::Shared(..)
            | Shape::Sealed(..)
            | Shape::Enveloped(..)
            | Shape::Signed(_)
            | Shape::Message(_) => Vec::new(),
        }
    }

    /// Says that two terms have the same bytes, so that who has one has the other.
    pub fn are_equal(&mut self, one: Term, other: Term) {
        self.add(&[one], other, Rule::Computed);
        self.add(&[other], one, Rule::Computed);
    }

    fn opened_by(&mut self, key: Term, opener: Term, inside: &[Term], term: Term) {
        self.computed(&with(key, inside), term);
        for &plain in inside {
            self.add(&[term, opener], plain, Rule::Decrypted);
        }
    }

    /// What an encryption is encrypted under, what opens it, and what is in it.
    pub fn locked(&self, term: Term) -> Option<(Term, Term, &[Term])> {
        if let Shape::Sealed(key, inside) = self.shape(term) {
            return Some((*key, *key, inside));
        }
        if let Shape::Apply(function, parts) = self.shape(term)
            && **function == *AES_GCM
            && let [key, _, _, text @ ..] = &**parts
        {
            return Some((*key, *key, text));
        }
        let Shape::Enveloped(key, inside) = self.shape(term) else { return None };
        if let Shape::Half(private) = self.shape(*key) { Some((*key, *private, inside)) } else { None }
    }
}

fn with(key: Term, inside: &[Term]) -> Vec<Term> {
    let mut all = vec![key];
    all.extend(inside);
    all
}
