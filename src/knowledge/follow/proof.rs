//! Proves how a party knows a term, step by step.

use std::collections::HashSet;

use crate::knowledge::deduce::{Deduction, Why};
use crate::knowledge::plan::Plan;
use crate::knowledge::rule::Rule;
use crate::knowledge::show::Shown;
use crate::knowledge::term::{Shape, Term};
use crate::run::Who;
use crate::source::Span;

/// How many steps are written out, and how deep.
const MAX_STEPS: usize = 24;
const MAX_DEPTH: usize = 10;
/// How many places of the source are pointed at.
const MAX_PLACES: usize = 3;

/// A proof.
pub(super) struct Proof {
    /// Each step, indented under the step that needs it.
    pub steps: Vec<String>,
    /// Where the values that it begins with come from.
    pub places: Vec<(Span, String)>,
}

/// Proves that a party knows a term.
pub(super) fn prove(plan: &Plan<'_>, known: &Deduction<'_>, who: Who, term: Term) -> Proof {
    let shown = Shown::from(plan);
    let mut proof = Proof { steps: Vec::new(), places: Vec::new() };
    let mut proven = HashSet::new();
    let mut stack = vec![(term, 0)];
    while let Some((term, depth)) = stack.pop() {
        if !proven.insert(term) || depth > MAX_DEPTH {
            continue;
        }
        if proof.steps.len() == MAX_STEPS {
            proof.steps.push("…".to_owned());
            break;
        }
        let reason = reason(plan, known, who, term);
        let (indent, name) = ("  ".repeat(depth), shown.term(term));
        proof.steps.push(format!("{indent}`{name}`: {}", reason.text));
        if let Some((span, text)) = reason.place.filter(|_| proof.places.len() < MAX_PLACES) {
            proof.places.push((span, format!("`{name}`: {text}")));
        }
        let premises = reason.premises.into_iter().rev();
        stack.extend(premises.filter(|&part| is_worth_telling(plan, part)).map(|part| (part, depth + 1)));
    }
    proof
}

/// What every party can read in the diagram needs no proof, unless it has a name.
fn is_worth_telling(plan: &Plan<'_>, term: Term) -> bool {
    !plan.terms.is_public(term) || plan.named.of(term).is_some()
}

/// One step.
struct Reason {
    text: String,
    premises: Vec<Term>,
    place: Option<(Span, &'static str)>,
}

fn reason(plan: &Plan<'_>, known: &Deduction<'_>, who: Who, term: Term) -> Reason {
    let plain = |text: String| Reason { text, premises: Vec::new(), place: None };
    let Some(fact) = known.fact(who, term) else {
        return plain("made of what everybody can see".to_owned());
    };
    let line = fact.line;
    let place = plan.named.of(term).map(|value| value.span);
    match fact.why {
        Why::Initial => plain(format!("known from the start, line {line}")),
        Why::Generated => plain(format!("generated, line {line}")),
        Why::Sent => plain(format!("sent, line {line}")),
        Why::Derived => plain(format!("derived, line {line}")),
        Why::Branches => plain(format!("known in every branch, line {line}")),
        Why::Leaked => Reason {
            place: place.map(|span| (span, "it was leaked")),
            ..plain(format!("leaked, line {line}"))
        },
        Why::Received => plain(received(plan, term, line)),
        Why::Rule(number) => {
            let clause = plan.terms.rules.clause(number);
            let premises = plan.terms.rules.premises(clause).to_vec();
            by_rule(plan, clause.rule, premises, line)
        }
    }
}

fn by_rule(plan: &Plan<'_>, rule: Rule, premises: Vec<Term>, line: u32) -> Reason {
    let shown = Shown::from(plan);
    match rule {
        Rule::Computed => Reason { text: format!("computed, line {line}"), premises, place: None },
        Rule::Half => {
            Reason { text: format!("public half of {}", shown.term(premises[0])), premises, place: None }
        }
        Rule::Carried => {
            let message = premises[0];
            let text = format!("in {}, line {line}", shown.term(message));
            // That a message in the clear was seen goes without saying.
            let premises = if is_sent_in_clear(plan, message) { Vec::new() } else { premises };
            Reason { text, premises, place: None }
        }
        Rule::Apart => Reason {
            text: format!("a part of {}, line {line}", shown.term(premises[0])),
            premises,
            place: None,
        },
        Rule::Decrypted => {
            let opener = premises.get(1).map(|&opener| shown.term(opener));
            let opener = opener.as_deref().unwrap_or("a key that everybody can see");
            Reason { text: format!("decrypted with {opener}, line {line}"), premises, place: None }
        }
    }
}

fn is_sent_in_clear(plan: &Plan<'_>, message: Term) -> bool {
    let Shape::Message(number) = plan.terms.shape(message) else { return false };
    plan.messages.get(*number as usize).is_some_and(|sent| sent.key.is_none())
}

/// A message as it was seen, with its protection.
fn received(plan: &Plan<'_>, term: Term, line: u32) -> String {
    let name = plan.messages.iter().find(|sent| sent.wire == term).map(|sent| sent.name);
    match name {
        Some(name) => format!("{name} as it was sent, line {line}"),
        None => format!("seen on the wire, line {line}"),
    }
}
