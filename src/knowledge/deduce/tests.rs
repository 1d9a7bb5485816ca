//! Compares the deduction with one that tries all rules until nothing is new.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{Deduction, Gain, Why};
use crate::knowledge::bytes::AES_GCM;
use crate::knowledge::rule::Rule;
use crate::knowledge::term::{JOIN, Shape, Term, Terms};
use crate::run::Who;

/// How a term is made of the terms before it; the numbers choose among them.
#[derive(Clone, Debug)]
enum Recipe {
    Atom,
    Literal(u8),
    Half(usize),
    Shared(usize, usize),
    Apply(Vec<usize>),
    Join(Vec<usize>),
    Coded(usize),
    Record([usize; 4]),
    Sealed(usize, Vec<usize>),
    Enveloped(usize, Vec<usize>),
    Signed(usize, usize),
    Message(Vec<usize>),
    Transcript(usize, usize),
}

fn recipe() -> impl Strategy<Value = Recipe> {
    let any = 0..1000_usize;
    let some = proptest::collection::vec(any.clone(), 1..4);
    prop_oneof![
        3 => Just(Recipe::Atom),
        1 => (0..4_u8).prop_map(Recipe::Literal),
        2 => any.clone().prop_map(Recipe::Half),
        2 => (any.clone(), any.clone()).prop_map(|(a, b)| Recipe::Shared(a, b)),
        2 => some.clone().prop_map(Recipe::Apply),
        2 => some.clone().prop_map(Recipe::Join),
        1 => any.clone().prop_map(Recipe::Coded),
        1 => [any.clone(), any.clone(), any.clone(), any.clone()].prop_map(Recipe::Record),
        2 => (any.clone(), some.clone()).prop_map(|(key, inside)| Recipe::Sealed(key, inside)),
        2 => (any.clone(), some.clone()).prop_map(|(key, inside)| Recipe::Enveloped(key, inside)),
        1 => (any.clone(), any.clone()).prop_map(|(key, text)| Recipe::Signed(key, text)),
        2 => some.prop_map(Recipe::Message),
        1 => (any.clone(), any).prop_map(|(before, last)| Recipe::Transcript(before, last)),
    ]
}

/// The terms of some recipes. What must be of a kind is made of the kind.
fn cook(recipes: &[Recipe]) -> Terms {
    let mut terms = Terms::default();
    let mut made = vec![terms.of(Shape::Atom(0))];
    let mut messages = 0;
    for (number, recipe) in (1..).zip(recipes) {
        let pick = |at: &usize| made[at % made.len()];
        let all = |list: &[usize]| list.iter().map(pick).collect::<Box<[Term]>>();
        let term = match recipe {
            Recipe::Atom => terms.of(Shape::Atom(number)),
            Recipe::Literal(byte) => terms.of(Shape::Literal([*byte].into())),
            Recipe::Half(private) => terms.of(Shape::Half(pick(private))),
            Recipe::Shared(a, b) => {
                let (a, b) = (pick(a), pick(b));
                terms.of(Shape::Shared("X25519".into(), a.min(b), a.max(b)))
            }
            Recipe::Apply(parts) => terms.of(Shape::Apply("f".into(), all(parts))),
            Recipe::Join(parts) => terms.of(Shape::Apply(JOIN.into(), all(parts))),
            Recipe::Coded(text) => terms.of(Shape::Apply("base64".into(), [pick(text)].into())),
            Recipe::Record(parts) => terms.of(Shape::Apply(AES_GCM.into(), all(parts))),
            Recipe::Sealed(key, inside) => terms.of(Shape::Sealed(pick(key), all(inside))),
            Recipe::Enveloped(private, inside) => {
                let (private, inside) = (pick(private), all(inside));
                let public = terms.of(Shape::Half(private));
                terms.of(Shape::Enveloped(public, inside))
            }
            Recipe::Signed(key, text) => terms.of(Shape::Signed([pick(key), pick(text)].into())),
            Recipe::Message(fields) => {
                let message = terms.of(Shape::Message(messages));
                messages += 1;
                all(fields).iter().for_each(|&field| terms.carries(message, field));
                message
            }
            Recipe::Transcript(before, last) => terms.of(Shape::Transcript(Some(pick(before)), pick(last))),
        };
        made.push(term);
    }
    terms
}

/// What comes out of a term that is known, with the keys that are known.
fn taken_out(terms: &Terms, term: Term, known: &BTreeSet<Term>) -> Vec<Term> {
    match terms.shape(term) {
        Shape::Sealed(key, inside) if known.contains(key) => inside.to_vec(),
        Shape::Enveloped(key, inside) => {
            let is_open = matches!(terms.shape(*key), Shape::Half(private) if known.contains(private));
            if is_open { inside.to_vec() } else { Vec::new() }
        }
        Shape::Message(_) => fields(terms, term),
        // The key opens the text, and neither the nonce nor the additional data.
        Shape::Apply(function, parts) if **function == *AES_GCM => {
            parts.last().copied().filter(|_| known.contains(&parts[0])).into_iter().collect()
        }
        Shape::Apply(function, parts) if **function != *"f" => parts.to_vec(),
        Shape::Transcript(before, last) => before.iter().chain([last]).copied().collect(),
        Shape::Sealed(..)
        | Shape::Atom(_)
        | Shape::Literal(_)
        | Shape::Number(_)
        | Shape::Half(_)
        | Shape::Shared(..)
        | Shape::Apply(..)
        | Shape::Signed(_) => Vec::new(),
    }
}

/// Everything that follows from some terms, by the rules of the manual read off the shapes; not by the rules that
/// `Terms` makes of them.
fn saturate(terms: &Terms, given: &BTreeSet<Term>) -> BTreeSet<Term> {
    let mut known = given.clone();
    loop {
        let before = known.len();
        for term in terms.all() {
            let has = |term: &Term| known.contains(term);
            let half = |private: &Term| terms.find(&Shape::Half(*private)).is_some_and(|half| has(&half));
            let is_made = match terms.shape(term) {
                Shape::Literal(_) | Shape::Number(_) => true,
                Shape::Atom(_) | Shape::Message(_) => false,
                Shape::Half(private) => has(private),
                Shape::Shared(_, a, b) => has(a) && half(b) || has(b) && half(a),
                Shape::Apply(_, parts) | Shape::Signed(parts) => parts.iter().all(has),
                Shape::Sealed(key, inside) | Shape::Enveloped(key, inside) => {
                    has(key) && inside.iter().all(has)
                }
                Shape::Transcript(before, last) => before.iter().all(has) && has(last),
            };
            if is_made {
                known.insert(term);
            }
            if known.contains(&term) {
                let out = taken_out(terms, term, &known);
                known.extend(out);
            }
        }
        if known.len() == before {
            return known;
        }
    }
}

fn fields(terms: &Terms, message: Term) -> Vec<Term> {
    let uses = terms.rules.uses(terms.len());
    let clauses = uses.of(message).iter().map(|&number| terms.rules.clause(number));
    clauses.filter(|clause| clause.rule == Rule::Carried).map(|clause| clause.gives).collect()
}

fn known_by(deduction: &Deduction<'_>, terms: &Terms, who: Who) -> BTreeSet<Term> {
    terms.all().filter(|&term| deduction.knows(who, term)).collect()
}

/// The numbers choose among terms.
fn chosen(terms: &Terms, numbers: &[usize]) -> BTreeSet<Term> {
    numbers.iter().map(|number| Term((number % terms.len()) as u32)).collect()
}

const A: Who = Who(0);
const B: Who = Who(1);
const ATTACKER: Who = Who(2);

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn agrees_with_naive_saturation(
        recipes in proptest::collection::vec(recipe(), 1..40),
        given in proptest::collection::vec(0..1000_usize, 0..8),
        later in proptest::collection::vec(0..1000_usize, 0..4),
    ) {
        let terms = cook(&recipes);
        let mut deduction = Deduction::new(&terms, 2, usize::MAX);
        let mut all = chosen(&terms, &given);
        all.iter().for_each(|&term| drop(deduction.learn(A, term, Why::Initial, 1)));
        prop_assert_eq!(known_by(&deduction, &terms, A), saturate(&terms, &all));
        for term in chosen(&terms, &later) {
            deduction.learn(A, term, Why::Received, 2);
            all.insert(term);
            prop_assert_eq!(known_by(&deduction, &terms, A), saturate(&terms, &all));
        }
        prop_assert_eq!(known_by(&deduction, &terms, B), saturate(&terms, &BTreeSet::new()));
    }

    #[test]
    fn branches_begin_alike_and_leave_what_is_certain(
        recipes in proptest::collection::vec(recipe(), 1..40),
        given in proptest::collection::vec(0..1000_usize, 0..6),
        one in proptest::collection::vec(0..1000_usize, 0..5),
        other in proptest::collection::vec(0..1000_usize, 0..5),
    ) {
        let terms = cook(&recipes);
        let mut deduction = Deduction::new(&terms, 3, usize::MAX);
        let given = chosen(&terms, &given);
        for who in [A, ATTACKER] {
            given.iter().for_each(|&term| drop(deduction.learn(who, term, Why::Initial, 1)));
        }
        let start = saturate(&terms, &given);
        let mark = deduction.mark();
        let mut gains: Vec<Gain> = Vec::new();
        let mut ends = Vec::new();
        for branch in [&one, &other] {
            prop_assert_eq!(known_by(&deduction, &terms, A), start.clone());
            let mut here = given.clone();
            for term in chosen(&terms, branch) {
                here.insert(term);
                deduction.learn(A, term, Why::Received, 2);
                deduction.learn(ATTACKER, term, Why::Received, 2);
            }
            let end = saturate(&terms, &here);
            prop_assert_eq!(known_by(&deduction, &terms, A), end.clone());
            ends.push(end);
            gains.push(deduction.take_back(mark));
        }
        prop_assert_eq!(known_by(&deduction, &terms, A), start);
        deduction.join(&gains, Some(ATTACKER));
        let certain: BTreeSet<Term> = ends[0].intersection(&ends[1]).copied().collect();
        prop_assert_eq!(known_by(&deduction, &terms, A), certain);
        let any: BTreeSet<Term> = ends[0].union(&ends[1]).copied().collect();
        prop_assert_eq!(known_by(&deduction, &terms, ATTACKER), saturate(&terms, &any));
    }
}
