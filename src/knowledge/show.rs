//! Prints a term as the formula that a reader knows it by.

use super::computed::hex;
use super::plan::{Plan, Sent};
use super::term::{JOIN, Shape, Term, Terms};
use super::values::NamedValues;
use crate::text::shortened;

/// How deep a formula is written out; what is deeper has a name in every diagram that a person wrote.
const MAX_DEPTH: usize = 8;

/// What terms are called.
#[derive(Clone, Copy)]
pub(super) struct Shown<'p, 'a> {
    pub terms: &'p Terms,
    pub named: &'p NamedValues<'a>,
    pub messages: &'p [Sent<'a>],
    pub parties: &'p [String],
}

impl<'p, 'a> From<&'p Plan<'a>> for Shown<'p, 'a> {
    fn from(plan: &'p Plan<'a>) -> Shown<'p, 'a> {
        Shown { terms: &plan.terms, named: &plan.named, messages: &plan.messages, parties: &plan.parties }
    }
}

impl Shown<'_, '_> {
    /// Its name, or its formula where it has none.
    pub fn term(self, term: Term) -> String {
        self.inner(term, MAX_DEPTH)
    }

    /// Its formula, also where it has a name.
    pub fn formula(self, term: Term) -> String {
        self.outer(term, MAX_DEPTH)
    }

    fn inner(self, term: Term, depth: usize) -> String {
        match self.named.of(term) {
            Some(value) => shortened(value.name).into_owned(),
            None if depth == 0 => "…".to_owned(),
            None => self.outer(term, depth),
        }
    }

    fn outer(self, term: Term, depth: usize) -> String {
        let one = |term: Term| self.inner(term, depth - 1);
        let list = |terms: &[Term], between: &str| {
            terms.iter().map(|&term| one(term)).collect::<Vec<_>>().join(between)
        };
        match self.terms.shape(term) {
            Shape::Atom(_) => self.named.of(term).map_or_else(String::new, |value| value.name.to_owned()),
            Shape::Literal(bytes) => literal(bytes),
            Shape::Number(digits) => digits.to_string(),
            Shape::Half(private) => format!("public half of {}", one(*private)),
            Shape::Shared(function, a, b) => format!("{function}({}, {})", one(*a), one(*b)),
            Shape::Apply(function, parts) if **function == *JOIN => list(parts, " || "),
            Shape::Apply(function, parts) => format!("{function}({})", list(parts, ", ")),
            Shape::Sealed(key, inside) => format!("senc({}, {})", one(*key), list(inside, ", ")),
            Shape::Enveloped(key, inside) => format!("aenc({}, {})", one(*key), list(inside, ", ")),
            Shape::Signed(parts) => format!("sign({})", list(parts, ", ")),
            Shape::Message(number) => self.message(*number),
            Shape::Transcript(_, last) => format!("{}..{}", self.first(term), one(*last)),
        }
    }

    /// The name of a message: with its sender where others have the same name.
    fn message(self, number: u32) -> String {
        let Some(sent) = self.messages.get(number as usize) else { return String::new() };
        let is_shared = self.messages.iter().any(|other| other.name == sent.name && other.from != sent.from);
        match sent.from.filter(|_| is_shared) {
            Some(from) => format!("{}.{}", shortened(&self.parties[from.index()]), sent.name),
            None => sent.name.to_owned(),
        }
    }

    /// The name of the message that a transcript begins with.
    fn first(self, transcript: Term) -> String {
        let mut at = transcript;
        while let Shape::Transcript(before, last) = self.terms.shape(at) {
            match before {
                Some(before) => at = *before,
                None => return self.inner(*last, 1),
            }
        }
        String::new()
    }
}

fn literal(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains(char::is_control) => format!("\"{text}\""),
        _ => format!("0x{}", hex(bytes)),
    }
}
