//! Reads statements that compare values or verify signatures.

use std::borrow::Cow;

use super::expression::some;
use super::{Origin, Reader};
use crate::diagnostic::Code;
use crate::knowledge::computed::short;
use crate::knowledge::plan::{ActKind, Formula};
use crate::knowledge::show::Shown;
use crate::knowledge::term::{JOIN, Shape, Term};
use crate::protocol::{Expr, ExprKind};
use crate::run::Who;
use crate::source::Span;

impl<'a> Reader<'a> {
    pub(super) fn check(&mut self, who: Vec<Who>, left: &'a Expr<'a>, right: &'a Expr<'a>, place: Origin) {
        let (Some(a), Some(b)) = (self.term(left), self.term(right)) else { return };
        let premises = [self.premises(left), self.premises(right)];
        premises.iter().for_each(|premises| self.use_keys(premises));
        self.looked_at.extend([a, b]);
        if self.are_equal((a, left), (b, right)) {
            let sides = [Formula { term: a, written: left }, Formula { term: b, written: right }];
            self.act(ActKind::Check(who, sides, premises), place);
        }
    }

    /// Whether the sides of a check are equal, or may be for all that is known; reports that they are not.
    fn are_equal(&mut self, (a, left): (Term, &Expr<'a>), (b, right): (Term, &Expr<'a>)) -> bool {
        let bytes = |term| self.plan.computed.of(&self.plan.terms, term).map(Cow::into_owned);
        match (bytes(a), bytes(b)) {
            (Some(x), Some(y)) if x != y => {
                let (x, y) = (short(&x), short(&y));
                self.sink
                    .error(
                        Code::DifferentBytes,
                        right.span,
                        format!("the check fails: `{left}` is {x}, `{right}` is {y}"),
                    )
                    .at(y)
                    .label(left.span, x)
                    .help("what was sent is not what the other side computes");
                false
            }
            (Some(_), Some(_)) => true,
            _ if a == b || self.plan.computed.lacks_a_file => true,
            _ => {
                let shown = Shown::from(&self.plan);
                let (x, y) = (shown.formula(a), shown.formula(b));
                self.sink
                    .error(
                        Code::DifferentValue,
                        right.span,
                        "cannot tell whether these are equal: they are computed differently and have no bytes",
                    )
                    .at(y)
                    .label(left.span, x)
                    .help("use the formula of the other value, or set bytes for the ingredients of both");
                false
            }
        }
    }

    pub(super) fn expect_equal(&mut self, left: &'a Expr<'a>, right: &'a Expr<'a>) {
        let (Some(a), Some(b)) = (self.term(left), self.term(right)) else { return };
        let bytes = |term| self.plan.computed.of(&self.plan.terms, term).map(Cow::into_owned);
        match (bytes(a), bytes(b)) {
            (Some(x), Some(y)) if x == y => {
                self.note_compared(&[(a, left), (b, right)]);
            }
            (Some(x), Some(y)) => {
                let (x, y) = (short(&x), short(&y));
                self.sink
                    .error(Code::DifferentBytes, left.span, format!("`{left}` is {x}, not {y}"))
                    .at(x)
                    .help("one of the two is wrong: what is expected here, or an ingredient above");
            }
            _ if a == b || self.plan.computed.lacks_a_file => {}
            (x, _) => {
                let without = if x.is_none() { left } else { right };
                let term = if x.is_none() { a } else { b };
                let help = match self.blamed(term).map(|blamed| self.reason(blamed)) {
                    Some(reason) => reason,
                    None => "set bytes for its ingredients: `generate A: x = 0x2a2a`, or a `values` file"
                        .to_owned(),
                };
                self.sink
                    .error(Code::NoBytes, without.span, format!("`{without}` has no bytes"))
                    .at("nothing to compare with")
                    .help(help);
            }
        }
    }

    /// Notes which of two equal values were computed.
    fn note_compared(&mut self, sides: &[(Term, &Expr<'a>)]) {
        for (term, written) in sides {
            if let ExprKind::Name(name) = written.kind
                && !self.plan.computed.is_given(*term)
                && self.is_made_of_others(*term)
            {
                self.plan.computed.note_compared(name);
            }
        }
    }

    /// `check P: verify(publicKey, signature, text, …)`.
    pub(super) fn verify(&mut self, who: Vec<Who>, call: &'a Expr<'a>, place: Origin) {
        let ExprKind::Call(_, arguments) = &call.kind else { return };
        let Some(terms) = self.terms(arguments) else { return };
        let &[key, signature, ref text @ ..] = terms.as_slice() else {
            return self.verify_takes(terms.len(), call.span);
        };
        if text.is_empty() {
            return self.verify_takes(terms.len(), call.span);
        }
        let Some(private) = self.key_to_verify(key, &arguments[0]) else { return };
        self.keys_in_use.insert(private);
        self.looked_at.insert(signature);
        if self.is_good((key, private), (signature, text), call) {
            let premises = self.premises(call);
            self.act(ActKind::Verify(who, Formula { term: signature, written: call }, premises), place);
        }
    }

    fn verify_takes(&mut self, count: usize, span: Span) {
        let message = format!(
            "`verify` takes a public key, a signature and what it signs, and here it has {}",
            some(count, "argument")
        );
        self.sink
            .error(Code::WrongArguments, span, message)
            .at("something is missing")
            .help("write `check A: verify(publicKey, signature, text)`");
    }

    /// `verify` where no check is.
    pub(super) fn misplaced_verify(&mut self, span: Span) {
        self.sink
            .error(Code::WrongArguments, span, "`verify` has no value: a signature is good or it is not")
            .at("not a value")
            .help("write it alone: `check A: verify(publicKey, signature, text)`");
    }

    /// The private half of a key that verifies signatures.
    fn key_to_verify(&mut self, key: Term, argument: &Expr<'a>) -> Option<Term> {
        let shown = self.shown(key);
        let Shape::Half(private) = *self.plan.terms.shape(key) else {
            let half = self.plan.terms.find(&Shape::Half(key)).map(|half| self.shown(half));
            let help = half.map_or_else(
                || "the first argument is the public half of a `keypair`".to_owned(),
                |half| format!("everybody verifies with its public half, `{half}`"),
            );
            self.wrong_key(argument.span, format!("verify: `{shown}` is not a public key")).help(help);
            return None;
        };
        if let Some(kind) = self.plan.computed.kind(private).filter(|kind| !kind.signs()) {
            self.wrong_key(
                argument.span,
                format!("verify: `{shown}` is a key of {kind}, which signs nothing"),
            )
            .help("verify with the key that signs: `keypair Somebody: private / public = Ed25519`");
            return None;
        }
        Some(private)
    }

    /// Whether a signature is good: by its bytes where all are there, and by what it was made of otherwise.
    fn is_good(
        &mut self,
        (key, private): (Term, Term),
        (signature, text): (Term, &[Term]),
        call: &Expr<'a>,
    ) -> bool {
        let checked = self.plan.computed.verify(&self.plan.terms, key, signature, text);
        self.mind_work(call.span);
        match checked {
            Ok(Some(true)) => return true,
            Ok(Some(false)) => {
                self.bad_signature(call, "its bytes do not verify".to_owned());
                return false;
            }
            Ok(None) => {}
            Err(fault) => {
                self.wrong_key(call.span, format!("verify: {fault}"))
                    .help("correct the bytes of the public key in the values file");
                return false;
            }
        }
        let Shape::Signed(signed) = self.plan.terms.shape(signature).clone() else {
            let shown = self.shown(signature);
            self.bad_signature(
                call,
                format!("`{shown}` is not a `sign(…)`, and there are no bytes to verify"),
            );
            return false;
        };
        if signed[0] != private {
            let by = self.shown(signed[0]);
            self.bad_signature(call, format!("it was made with `{by}`"));
            return false;
        }
        if self.joined(&signed[1..]) != self.joined(text) {
            let what: Vec<String> = signed[1..].iter().map(|&part| self.shown(part)).collect();
            self.bad_signature(call, format!("it signs {}", what.join(", ")));
            return false;
        }
        true
    }

    /// The parts of a text, in order: `a, b || c` is the text of `a || b, c`.
    fn joined(&self, text: &[Term]) -> Vec<Term> {
        let is_join =
            |part: &&Term| matches!(self.plan.terms.shape(**part), Shape::Apply(name, _) if **name == *JOIN);
        let parts = text.iter().flat_map(|part| match is_join(&part) {
            true => self.plan.terms.apart(*part),
            false => vec![*part],
        });
        parts.collect()
    }

    fn bad_signature(&mut self, call: &Expr<'a>, why: String) {
        self.sink
            .error(Code::BadSignature, call.span, format!("the signature is not good: {why}"))
            .at("does not verify")
            .help("the key, the signature and the text must be those of one `sign(privateKey, text)`");
    }
}
