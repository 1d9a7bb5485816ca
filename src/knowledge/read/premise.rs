//! What a formula is computed of, as it is written. That somebody has its result says nothing about whether they can
//! compute it: a receiver of a MAC has not verified it.

use super::Reader;
use crate::knowledge::bytes::Curve;
use crate::knowledge::plan::Premise;
use crate::knowledge::term::Shape;
use crate::protocol::{Expr, ExprKind};

impl<'a> Reader<'a> {
    /// The premises of an expression that has a term.
    pub(super) fn premises(&mut self, expression: &Expr<'a>) -> Vec<Premise> {
        let mut premises = Vec::new();
        self.add_premises(expression, &mut premises);
        premises
    }

    /// Notes the keys that a line uses.
    pub(super) fn use_keys(&mut self, premises: &[Premise]) {
        for premise in premises {
            match *premise {
                Premise::Value(term) => {
                    if let Shape::Half(private) = *self.plan.terms.shape(term) {
                        self.keys_in_use.insert(private);
                    }
                    self.keys_in_use.insert(term);
                }
                Premise::Halves(one, other) => self.keys_in_use.extend([one, other]),
            }
        }
    }

    fn add_premises(&mut self, expression: &Expr<'a>, premises: &mut Vec<Premise>) {
        match &expression.kind {
            ExprKind::Hex(_) | ExprKind::Text(_) | ExprKind::Number(_) => {}
            ExprKind::Name(_) | ExprKind::Range(..) => {
                premises.extend(self.term(expression).map(Premise::Value));
            }
            ExprKind::Call(function, arguments) if Curve::named(function.text).is_some() => {
                let halves: Vec<_> = arguments.iter().filter_map(|argument| self.term(argument)).collect();
                if let [mine, theirs] = *halves
                    && let Shape::Half(other) = *self.plan.terms.shape(theirs)
                {
                    premises.push(Premise::Halves(mine, other));
                }
            }
            ExprKind::Call(_, parts) | ExprKind::Join(parts) => {
                parts.iter().for_each(|part| self.add_premises(part, premises));
            }
        }
    }
}
