//! Checks `expect` lines.

use super::missing::Need;
use super::{Follow, Origin, proof};
use crate::diagnostic::Code;
use crate::knowledge::term::Term;
use crate::protocol::{Expr, Relation};
use crate::run::Who;

impl<'a> Follow<'_, 'a> {
    pub(super) fn expect(
        &mut self,
        who: Who,
        relation: Relation,
        term: Term,
        what: &Expr<'a>,
        place: Origin,
    ) {
        self.report_blindness(who, relation, place);
        match relation {
            Relation::Knows => {
                let cannot = format!("does not know `{what}` here");
                let need =
                    Need { code: Code::UnmetExpectation, what: &cannot, place: what.span, is_warning: false };
                let is_blind = Some(who) == self.plan.attacker && !self.attacker_sees;
                if self.need(who, term, place, need) {
                    self.met.push((who, relation, term, what.to_string()));
                } else if is_blind {
                    let last = self.sink.last().expect("it was reported just now");
                    last.help("write `attacker sees wire` above the first message: without it the attacker sees nothing");
                }
            }
            Relation::Never | Relation::Cannot => {
                self.expect_not(who, term, what);
                self.met.push((who, relation, term, what.to_string()));
            }
        }
    }

    fn expect_not(&mut self, who: Who, term: Term, what: &Expr<'a>) {
        if !self.known.knows(who, term) {
            return;
        }
        let proof = proof::prove(self.plan, &self.known, who, term);
        let diagnostic = self.sink.error(
            Code::UnmetExpectation,
            what.span,
            format!("{} knows `{what}` here", self.plan.parties[who.index()]),
        );
        diagnostic.at("does not hold");
        diagnostic.help("keep one of the secrets that it takes, or expect `knows` where that is the point");
        for (span, text) in proof.places {
            diagnostic.label(span, text);
        }
        for step in proof.steps {
            diagnostic.note(step);
        }
    }

    /// What an attacker does not know who sees nothing proves nothing.
    fn report_blindness(&mut self, who: Who, relation: Relation, place: Origin) {
        let is_blind = Some(who) == self.plan.attacker && !self.attacker_sees && !self.attacker_gets;
        if !is_blind || relation == Relation::Knows || self.blindness_is_reported {
            return;
        }
        self.blindness_is_reported = true;
        self.sink
            .warn(Code::BlindAttacker, place.span, "the attacker sees nothing, so it knows nothing")
            .at("proves nothing")
            .help("write `attacker sees wire` above the first message");
    }
}
