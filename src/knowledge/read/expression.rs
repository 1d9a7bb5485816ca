//! Turns expressions into terms, and computes their bytes on the way.

use super::Reader;
use crate::diagnostic::{Code, Diagnostic};
use crate::knowledge::bytes::{Curve, Fault, Function};
use crate::knowledge::computed::from_hex;
use crate::knowledge::term::{ENCODINGS, JOIN, Shape, Term};
use crate::protocol::{Expr, ExprKind, VERIFY};
use crate::source::{Span, Written};

/// How many values are joined at most. Names stand for their parts, so a few lines that double a value would join
/// without end.
const MAX_JOINED: usize = 1000;

/// The functions that are more than one-way: encryptions and signatures.
pub(super) const SEALS: [&str; 3] = ["aenc", "senc", "sign"];

impl<'a> Reader<'a> {
    /// The term of an expression; none where it has no sense, which has been reported.
    pub(super) fn term(&mut self, expression: &Expr<'a>) -> Option<Term> {
        let span = expression.span;
        let term = match &expression.kind {
            ExprKind::Hex(digits) => self.literal(from_hex(digits)),
            ExprKind::Text(text) => self.literal(unescaped(text).into_bytes()),
            ExprKind::Number(digits) => {
                let digits = digits.trim_start_matches('0');
                let digits = if digits.is_empty() { "0" } else { digits };
                self.plan.terms.of(Shape::Number(digits.into()))
            }
            ExprKind::Name(name) => self.value_or_message(name, span)?,
            ExprKind::Range(first, last) => self.transcript(*first, *last, span)?,
            ExprKind::Join(parts) => {
                let parts = self.terms(parts)?;
                self.join(&parts, span)?
            }
            ExprKind::Call(function, arguments) => self.call(*function, arguments, span)?,
        };
        self.compute(term, span);
        Some(term)
    }

    /// The terms of all; none where one has none. All are looked at, so that all are reported.
    pub(super) fn terms(&mut self, expressions: &[Expr<'a>]) -> Option<Vec<Term>> {
        let terms: Vec<Option<Term>> = expressions.iter().map(|one| self.term(one)).collect();
        terms.into_iter().collect()
    }

    pub(super) fn literal(&mut self, bytes: Vec<u8>) -> Term {
        self.plan.terms.of(Shape::Literal(bytes.into()))
    }

    /// Joining has no order: `a || (b || c)` is `a || b || c`, also where `b || c` has a name.
    fn join(&mut self, parts: &[Term], span: Span) -> Option<Term> {
        let mut flat = Vec::with_capacity(parts.len());
        for &part in parts {
            if let Shape::Apply(function, inner) = self.plan.terms.shape(part)
                && **function == *JOIN
            {
                flat.extend(inner.iter().copied());
            } else {
                flat.push(part);
            }
        }
        if flat.len() > MAX_JOINED {
            self.too_much(span, format!("{} values are joined here", flat.len()), "too many to be joined")
                .help(format!("join {MAX_JOINED} values at most"));
            return None;
        }
        Some(self.plan.terms.of(Shape::Apply(JOIN.into(), flat.into())))
    }

    /// Computes the bytes of a term; reports once that a standard forbids it.
    pub(super) fn compute(&mut self, term: Term, span: Span) {
        match self.plan.computed.compute(&self.plan.terms, term) {
            // A program without a curve knows the value by its name alone.
            Ok(()) => {}
            Err(fault) => {
                if self.reported.faulty.insert(term) {
                    self.sink
                        .error(Code::WrongArguments, span, fault.to_string())
                        .at("its bytes cannot be computed")
                        .help(fault.help());
                }
            }
        }
        self.mind_work(span);
    }

    /// Reports, once, when no more is computed.
    pub(super) fn mind_work(&mut self, span: Span) {
        if self.plan.computed.is_exhausted() && !self.reported.exhausted {
            self.reported.exhausted = true;
            self.too_much(
                span,
                "this diagram computes too much".to_owned(),
                "from here on, values have no bytes",
            )
            .help("split the diagram, or derive less from long texts");
        }
    }

    fn too_much(&mut self, span: Span, message: String, label: &'static str) -> &mut Diagnostic {
        self.sink.error(Code::TooMuchToCompute, span, message).at(label)
    }

    fn value_or_message(&mut self, name: &'a str, span: Span) -> Option<Term> {
        if let Some(value) = self.plan.named.find(name) {
            return Some(value.term);
        }
        if let Some(number) = self.find_message(name, false) {
            return Some(self.plan.messages[number].term);
        }
        let near = self.plan.named.near(name, false);
        let help = match (near, self.ahead.line(name, span)) {
            (_, Some(line)) => format!("line {line} comes too late for it: write that above this line"),
            (Some(meant), None) => {
                format!("did you mean `{}` ({})?", meant.name, meant.origin(&self.plan.parties))
            }
            (None, None) => {
                format!("define it above: `generate Somebody: {name}`, or `knows Somebody: {name}`")
            }
        };
        // One line more is the fix for all places at once; a misspelling has to be fixed where it is.
        if near.is_none() && !self.reported.unknown.insert(name) {
            return None;
        }
        self.sink
            .error(Code::UnknownValue, span, format!("unknown value `{name}`"))
            .at("no line above defines it")
            .help(help);
        None
    }

    fn call(&mut self, function: Written<'a>, arguments: &[Expr<'a>], span: Span) -> Option<Term> {
        let name = function.text;
        let terms = self.terms(arguments)?;
        if SEALS.contains(&name) {
            return self.seal(name, arguments, &terms, span);
        }
        if let Some(name) = encoding(name).filter(|_| !terms.is_empty()) {
            return Some(self.plan.terms.of(Shape::Apply(name.into(), terms.into())));
        }
        if name == VERIFY {
            self.misplaced_verify(function.span);
            return None;
        }
        let Some(known) = Function::named(name) else {
            self.own_function(function);
            return Some(self.plan.terms.of(Shape::Apply(name.into(), terms.into())));
        };
        let count = known.parameters().len();
        if !(terms.len() == count || known.takes_more() && terms.len() > count) {
            let fault = Fault::Arguments(known, terms.len());
            self.sink
                .error(Code::WrongArguments, span, fault.to_string())
                .at(format!("{} here", some(terms.len(), "argument")))
                .help(format!("write `{name}({})`", known.parameters().join(", ")));
            return None;
        }
        if Curve::named(name).is_some() {
            return self.shared(known, arguments, terms[0], terms[1]);
        }
        Some(self.plan.terms.of(Shape::Apply(name.into(), terms.into())))
    }
}

/// The encoding of that name, whatever its case and hyphens.
pub(super) fn encoding(name: &str) -> Option<&'static str> {
    let written = plain(name);
    ENCODINGS.into_iter().find(|encoding| *encoding == written)
}

/// The name of a function without what is written in many ways: case, hyphens and underscores.
pub(super) fn plain(name: &str) -> String {
    name.to_lowercase().replace(['-', '_'], "")
}

/// "2 arguments"
pub(super) fn some(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// A text without the backslashes that stand before quotation marks and backslashes.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => out.extend(characters.next()),
            other => out.push(other),
        }
    }
    out
}
