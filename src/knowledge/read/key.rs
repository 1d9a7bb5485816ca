//! Reads encryptions, signatures and shared secrets, each of which takes a key of its kinds.

use super::Reader;
use super::expression::some;
use crate::diagnostic::{Code, Diagnostic};
use crate::knowledge::bytes::{Function, KeyKind};
use crate::knowledge::show::Shown;
use crate::knowledge::term::{Shape, Term};
use crate::protocol::Expr;
use crate::source::Span;

impl<'a> Reader<'a> {
    /// `aenc`, `senc` and `sign`: a key, and what it is used on.
    pub(super) fn seal(
        &mut self,
        name: &'a str,
        arguments: &[Expr<'a>],
        terms: &[Term],
        span: Span,
    ) -> Option<Term> {
        let [key, inside @ ..] = terms else { return self.seal_without_text(name, 0, span) };
        if inside.is_empty() {
            return self.seal_without_text(name, 1, span);
        }
        let is_good = match name {
            "aenc" => self.is_key_to_encrypt(*key, &arguments[0]),
            "sign" => self.is_key_to_sign(*key, &arguments[0]),
            _ => true,
        };
        if !is_good {
            return None;
        }
        let inside: Box<[Term]> = inside.into();
        Some(self.plan.terms.of(match name {
            "aenc" => Shape::Enveloped(*key, inside),
            "senc" => Shape::Sealed(*key, inside),
            _ => Shape::Signed(terms.into()),
        }))
    }

    fn seal_without_text(&mut self, name: &str, count: usize, span: Span) -> Option<Term> {
        self.sink
            .error(
                Code::WrongArguments,
                span,
                format!(
                    "`{name}` takes a key and at least one value, and here it has {}",
                    some(count, "argument")
                ),
            )
            .at("something is missing")
            .help(format!("write `{name}(key, value)`"));
        None
    }

    fn is_key_to_encrypt(&mut self, key: Term, argument: &Expr<'a>) -> bool {
        let Shape::Half(private) = *self.plan.terms.shape(key) else {
            let shown = self.shown(key);
            self.wrong_key(argument.span, format!("aenc: `{shown}` is not a public key")).help(
                "the first argument is the public half of a `keypair`; `senc` encrypts with a secret key",
            );
            return false;
        };
        let Some(kind) = self.plan.computed.kind(private).filter(|kind| !kind.encrypts()) else {
            return true;
        };
        let shown = self.shown(key);
        self.wrong_key(argument.span, format!("aenc: `{shown}` is a key of {kind}, which only signs"))
            .help("encrypt to a key of its own: `keypair Somebody: private / public = RSA`");
        false
    }

    fn is_key_to_sign(&mut self, key: Term, argument: &Expr<'a>) -> bool {
        if let Shape::Half(private) = *self.plan.terms.shape(key) {
            let (public, private) = (self.shown(key), self.shown(private));
            self.wrong_key(
                argument.span,
                format!("sign: `{public}` is a public key, with which everybody could sign"),
            )
            .help(format!("sign with its private half, `{private}`; others verify with `{public}`"));
            return false;
        }
        let Some(kind) = self.plan.computed.kind(key).filter(|kind| !kind.signs()) else { return true };
        let shown = self.shown(key);
        self.wrong_key(argument.span, format!("sign: `{shown}` is a key of {kind}, which signs nothing"))
            .help("sign with a key of its own: `keypair Somebody: private / public = Ed25519`");
        false
    }

    pub(super) fn shown(&self, term: Term) -> String {
        Shown::from(&self.plan).term(term)
    }

    pub(super) fn wrong_key(&mut self, span: Span, message: String) -> &mut Diagnostic {
        self.sink.error(Code::WrongKey, span, message).at("not the key that is wanted here")
    }

    /// The secret that two halves share. The term is the same for both sides.
    pub(super) fn shared(
        &mut self,
        curve: Function,
        arguments: &[Expr<'a>],
        mine: Term,
        theirs: Term,
    ) -> Option<Term> {
        let Shape::Half(other) = *self.plan.terms.shape(theirs) else {
            let (public, private) = (self.shown(theirs), self.shown(mine));
            let swapped = matches!(self.plan.terms.shape(mine), Shape::Half(_));
            let help = if swapped {
                format!("the private half comes first: `{curve}({public}, {private})`")
            } else {
                "write the public half of the other side's `keypair`".to_owned()
            };
            let message =
                format!("{curve}: the second argument must be a public key, but `{public}` is not one");
            self.wrong_key(arguments[1].span, message).help(help);
            return None;
        };
        if matches!(self.plan.terms.shape(mine), Shape::Half(_)) {
            let message = format!(
                "{curve}: the first argument must be a private key, but `{}` is a public one",
                self.shown(mine)
            );
            self.wrong_key(arguments[0].span, message).help("write the private half of one's own `keypair`");
            return None;
        }
        for (term, argument) in [(mine, &arguments[0]), (other, &arguments[1])] {
            let Some(of) = self.plan.computed.kind(term) else { continue };
            if of.curve().is_none_or(|of| of.name() != curve.name()) {
                let message = format!("{curve}: `{argument}` is a key of {of}");
                let help = if of.curve().is_some() {
                    format!("write `{of}(…)`, or make a pair of {curve}")
                } else {
                    format!("such a key shares no secret: make a pair of {curve} beside it")
                };
                self.wrong_key(argument.span, message).help(help);
                return None;
            }
        }
        let (first, second) = (mine.min(other), mine.max(other));
        Some(self.plan.terms.of(Shape::Shared(curve.name().into(), first, second)))
    }

    /// Remembers the kind of a pair, by its private half.
    pub(super) fn key_kind(&mut self, name: crate::source::Written<'a>) -> Option<KeyKind> {
        let kind = KeyKind::named(name.text);
        if kind.is_none() {
            let known = KeyKind::ALL.map(|kind| format!("`{kind}`")).join(", ");
            let is_generic = matches!(&*name.text.to_lowercase(), "dh" | "ecdh" | "ecdhe" | "dhe");
            let help = if is_generic {
                "for Diffie-Hellman write `X25519`, here and as the function: `X25519(mine, theirs)`"
                    .to_owned()
            } else {
                format!("write one of {known}, or none")
            };
            self.sink
                .error(Code::WrongKey, name.span, format!("there is no kind of key called `{}`", name.text))
                .at("not a kind of key")
                .help(help);
        }
        kind
    }
}
