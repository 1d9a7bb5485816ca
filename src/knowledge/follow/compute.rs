//! Follows lines on which parties compute: each needs every premise of the formula, as it is written.

use super::missing::{Need, missing, missing_half};
use super::{DIAGNOSTIC, Follow, Origin};
use crate::diagnostic::Code;
use crate::knowledge::deduce::Why;
use crate::knowledge::plan::{ActKind, Formula, Premise};
use crate::knowledge::term::{Shape, Term};
use crate::ledger::StepKind;
use crate::protocol::{Expr, ExprKind};
use crate::run::Who;
use crate::source::Written;

impl<'a> Follow<'_, 'a> {
    /// What parties compute on lines of their own, they do not use before.
    pub(super) fn note_own_lines(&mut self) {
        for act in &self.plan.acts {
            if let ActKind::Derive { who, term, .. } = &act.kind {
                who.iter().for_each(|&one| self.known.computes(one, *term));
            }
        }
    }

    pub(super) fn derive(
        &mut self,
        who: &[Who],
        (name, term, formula): (Written<'a>, Term, &'a Expr<'a>),
        premises: &[Premise],
        place: Origin,
    ) {
        let cannot = format!("cannot derive `{}` here", name.text);
        for &one in who {
            let need = Need { code: Code::CannotDerive, what: &cannot, place: name.span, is_warning: false };
            self.need_premises(one, premises, Some(term), place, need);
        }
        let mut is_new = false;
        let mut opened = Vec::new();
        for &one in who {
            let mut new = self.known.learn(one, term, Why::Derived, place.line);
            is_new |= new.held.contains(&term);
            new.held.retain(|&other| other != term);
            opened.push((one, new));
        }
        self.record_derived(who, name, term, (formula, premises), is_new, place);
        // A key may open what was received before.
        for (one, new) in opened {
            self.record_learnt(one, StepKind::Receives, &new, place);
        }
        self.record_public(who, term, place);
    }

    pub(super) fn check(
        &mut self,
        who: &[Who],
        sides: &[Formula<'a>; 2],
        premises: &[Vec<Premise>; 2],
        place: Origin,
    ) {
        let what = "cannot check this";
        for &one in who {
            let sides = sides.iter().zip(premises);
            for (side, premises) in sides {
                let need =
                    Need { code: Code::CannotDerive, what, place: side.written.span, is_warning: false };
                if !self.need_premises(one, premises, Some(side.term), place, need) {
                    // One report for a check is enough.
                    break;
                }
            }
        }
        let left = (sides[0].term, sides[0].written);
        self.record_values(who, StepKind::Checks, &[left], Some(sides[1].written), place);
    }

    /// A party that verifies a signature needs the public key, the signature and the text.
    pub(super) fn verify(
        &mut self,
        who: &[Who],
        signature: Formula<'a>,
        premises: &[Premise],
        place: Origin,
    ) {
        let ExprKind::Call(_, arguments) = &signature.written.kind else { return };
        for &one in who {
            let need = Need {
                code: Code::CannotDerive,
                what: "cannot verify this signature",
                place: signature.written.span,
                is_warning: false,
            };
            self.need_premises(one, premises, None, place, need);
        }
        if let [_, written, ..] = arguments.as_slice() {
            let what = [(signature.term, written)];
            self.record_values(who, StepKind::Verifies, &what, None, place);
        }
    }

    /// Reports where a party lacks a premise; whether it has all.
    fn need_premises(
        &mut self,
        who: Who,
        premises: &[Premise],
        term: Option<Term>,
        place: Origin,
        need: Need<'_>,
    ) -> bool {
        self.known.pay(1 + premises.len());
        let mut lacking = Vec::new();
        for &premise in premises {
            match premise {
                Premise::Value(term) if !self.known.knows(who, term) => {
                    lacking.extend(missing(self.plan, &self.known, who, term));
                }
                Premise::Halves(one, other) if !self.has_halves(who, one, other) => {
                    lacking.extend(missing_half(self.plan, &self.known, who, one, other));
                }
                Premise::Value(_) | Premise::Halves(..) => {}
            }
        }
        if lacking.is_empty() || self.is_exhausted() {
            return lacking.is_empty();
        }
        self.known.pay(DIAGNOSTIC);
        lacking.dedup();
        let diagnostic =
            self.carriers.report(self.plan, &self.known, (who, &lacking, place.line), need, self.sink);
        let result = term.filter(|&term| self.known.knows(who, term));
        if let Some(fact) = result.and_then(|term| self.known.fact(who, term)) {
            let name = &self.plan.parties[who.index()];
            diagnostic.note(format!(
                "{name} has the result since line {}, but that is not computing it: that takes each value of the formula",
                fact.line
            ));
        }
        let is_signature = result.is_some_and(|term| matches!(self.plan.terms.shape(term), Shape::Signed(_)));
        if is_signature {
            diagnostic.help("whoever cannot sign verifies: `check …: verify(publicKey, signature, text)`");
        }
        false
    }

    /// Whether a party has one of two private halves and the public half of the other.
    fn has_halves(&self, who: Who, one: Term, other: Term) -> bool {
        let half = |private| {
            let half = self.plan.terms.find(&Shape::Half(private));
            half.is_some_and(|half| self.known.knows(who, half))
        };
        self.known.knows(who, one) && half(other) || self.known.knows(who, other) && half(one)
    }
}
