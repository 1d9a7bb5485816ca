//! Turns expressions into terms, and computes their bytes on the way.

use super::Reader;
use crate::diagnostic::{Code, Diagnostic};
use crate::knowledge::bytes::{Curve, Fault, Function};
use crate::knowledge::computed::from_hex;
use crate::knowledge::show::Shown;
use crate::knowledge::term::{JOIN, Shape, Term};
use crate::nearest::{letters, nearest, slips};
use crate::protocol::{Expr, ExprKind};
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
    fn terms(&mut self, expressions: &[Expr<'a>]) -> Option<Vec<Term>> {
        let terms: Vec<Option<Term>> = expressions.iter().map(|one| self.term(one)).collect();
        terms.into_iter().collect()
    }

    fn literal(&mut self, bytes: Vec<u8>) -> Term {
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
                        .help("docs/knowledge.md lists the functions and what they take");
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

    /// `aenc`, `senc` and `sign`: a key, and what it is used on.
    fn seal(&mut self, name: &'a str, arguments: &[Expr<'a>], terms: &[Term], span: Span) -> Option<Term> {
        let [key, inside @ ..] = terms else { return self.seal_without_text(name, 0, span) };
        if inside.is_empty() {
            return self.seal_without_text(name, 1, span);
        }
        let is_public = matches!(self.plan.terms.shape(*key), Shape::Half(_));
        if name == "aenc" && !is_public {
            let shown = Shown::from(&self.plan).term(*key);
            self.wrong_key(arguments[0].span, format!("aenc: `{shown}` is not a public key")).help(
                "the first argument is the public half of a `keypair`; `senc` encrypts with a secret key",
            );
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

    fn wrong_key(&mut self, span: Span, message: String) -> &mut Diagnostic {
        self.sink.error(Code::WrongKey, span, message).at("not the key that is wanted here")
    }

    /// The secret that two halves share. The term is the same for both sides.
    fn shared(&mut self, curve: Function, arguments: &[Expr<'a>], mine: Term, theirs: Term) -> Option<Term> {
        let shown = |reader: &Self, term| Shown::from(&reader.plan).term(term);
        let Shape::Half(other) = *self.plan.terms.shape(theirs) else {
            let (public, private) = (shown(self, theirs), shown(self, mine));
            let in_wrong_order = matches!(self.plan.terms.shape(mine), Shape::Half(_));
            let help = if in_wrong_order {
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
                shown(self, mine)
            );
            self.wrong_key(arguments[0].span, message).help("write the private half of one's own `keypair`");
            return None;
        }
        for (term, argument) in [(mine, &arguments[0]), (other, &arguments[1])] {
            let Some(of) = self.plan.computed.curve(term) else { continue };
            if of.name() != curve.name() {
                let message = format!("{curve}: `{argument}` is a key of {of}");
                self.wrong_key(argument.span, message)
                    .help(format!("write `{of}(…)`, or make a pair of {curve}"));
                return None;
            }
        }
        let (first, second) = (mine.min(other), mine.max(other));
        Some(self.plan.terms.of(Shape::Shared(curve.name().into(), first, second)))
    }

    /// A function of the author's own; one that is nearly a known one is most likely that one.
    fn own_function(&mut self, function: Written<'a>) {
        let name = function.text;
        if !self.reported.own_functions.insert(name) {
            return;
        }
        let written = plain(name);
        let known = Function::ALL.iter().map(|known| known.name()).chain(SEALS);
        let near = known.filter(|known| {
            // A short name is near to many others, but not with the same letters in another order.
            let own = plain(known);
            let allowed = usize::from(own.len() > 5) + usize::from(own.len() > 9);
            let slips = slips(&written, &own);
            slips <= allowed || slips == 1 && letters(&written) == letters(&own)
        });
        let Some(known) = nearest(near, 2, |known| slips(&written, &plain(known))) else { return };
        self.sink
            .warn(Code::UnknownFunction, function.span, format!("`{name}` is not a known function"))
            .at("taken as a one-way function of your own")
            .help(format!("did you mean `{known}`?"));
    }
}

/// The name of a function without what is written in many ways: case, hyphens and underscores.
fn plain(name: &str) -> String {
    name.to_lowercase().replace(['-', '_'], "")
}

/// "2 arguments"
fn some(count: usize, noun: &str) -> String {
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
