//! Reads statements that make, compute or compare values.

use std::borrow::Cow;
use std::rc::Rc;

use super::expression::some;
use super::{Birth, Origin, Reader};
use crate::diagnostic::Code;
use crate::knowledge::bytes::{Hash, Suite};
use crate::knowledge::computed::{from_hex, short};
use crate::knowledge::plan::ActKind;
use crate::knowledge::show::Shown;
use crate::knowledge::term::{Shape, Term};
use crate::knowledge::values::{Made, Value};
use crate::nearest::{nearest, slips};
use crate::protocol::{Expr, Fresh, Keypair};
use crate::run::Who;
use crate::source::Written;

impl<'a> Reader<'a> {
    pub(super) fn suite(&mut self, name: &Written<'a>) {
        if let Some(suite) = Suite::named(name.text) {
            self.plan.computed.suite = Some(suite);
            return;
        }
        let written = name.text.to_uppercase();
        if let Some(hash) = Hash::named(&written) {
            let suite = Suite::with_hash(hash).unwrap_or_default();
            self.sink
                .error(
                    Code::UnknownSuite,
                    name.span,
                    format!("`{}` is a hash, not a cipher suite", name.text),
                )
                .at("not a suite")
                .help(format!(
                    "name a suite with this hash: `suite {suite}`; `{}(…)` itself needs no suite",
                    hash.name()
                ));
            return;
        }
        let near = nearest(Suite::names(), usize::MAX, |known| slips(&written, known)).unwrap_or_default();
        self.sink
            .error(
                Code::UnknownSuite,
                name.span,
                format!("`{}` is not a suite that is known here", name.text),
            )
            .at("not a suite")
            .help(format!("did you mean `{near}`? Suites have the names of the TLS registry"));
    }

    pub(super) fn atom(&mut self) -> Term {
        self.atoms += 1;
        self.plan.terms.of(Shape::Atom(self.atoms))
    }

    /// A new value of its own; none where the name is taken.
    fn new_value(&mut self, name: Written<'a>, birth: Birth<'a>) -> Option<Term> {
        if let Some(first) = self.plan.named.find(name.text) {
            let (origin, span) = (first.origin(&self.plan.parties), first.span);
            self.sink
                .error(
                    Code::AlreadyDefined,
                    name.span,
                    format!("`{}` is already defined ({origin})", name.text),
                )
                .at("defined again")
                .label(span, "first defined here")
                .help("give one of the two another name");
            return None;
        }
        let term = self.atom();
        self.name(name, term, birth);
        Some(term)
    }

    fn name(&mut self, name: Written<'a>, term: Term, birth: Birth<'a>) {
        let Birth { made, by, place } = birth;
        self.plan.named.add(Value { name: name.text, term, made, by, span: name.span, line: place.line });
        let given = self.plan.computed.given(name.text).map(<[u8]>::to_vec);
        if let (Some(bytes), Shape::Atom(_)) = (given, self.plan.terms.shape(term)) {
            self.plan.computed.set(term, bytes);
        }
    }

    pub(super) fn knows(&mut self, who: Vec<Who>, names: &[Written<'a>], place: Origin) {
        let (by, mut terms) = (Rc::from(&*who), Vec::with_capacity(names.len()));
        for name in names {
            let known = self.plan.named.find(name.text).map(|value| value.term);
            let birth = Birth { made: Made::Initial, by: Rc::clone(&by), place };
            terms.extend(known.or_else(|| self.new_value(*name, birth)));
        }
        self.act(ActKind::Know(who, terms), place);
    }

    pub(super) fn generate(&mut self, who: Vec<Who>, fresh: &[Fresh<'a>], place: Origin) {
        let (by, mut terms) = (Rc::from(&*who), Vec::with_capacity(fresh.len()));
        for Fresh { name, bytes } in fresh {
            let birth = Birth { made: Made::Generated, by: Rc::clone(&by), place };
            let Some(term) = self.new_value(*name, birth) else { continue };
            if let Some(digits) = bytes {
                self.give(term, *name, from_hex(digits.text));
            }
            terms.push(term);
        }
        self.act(ActKind::Generate(who, terms), place);
    }

    /// Gives a value the bytes on its line; reports a file that gives it others.
    fn give(&mut self, term: Term, name: Written<'a>, bytes: Vec<u8>) {
        self.compare_with_file(name, &bytes);
        self.plan.computed.set(term, bytes);
    }

    /// Reports a file that gives a name other bytes.
    fn compare_with_file(&mut self, name: Written<'a>, bytes: &[u8]) {
        let Some(given) = self.plan.computed.given(name.text).filter(|given| *given != bytes) else { return };
        let (is, expected) = (short(bytes), short(given));
        self.sink
            .error(
                Code::DifferentBytes,
                name.span,
                format!("`{}` is {is}, but the file of values says {expected}", name.text),
            )
            .at(format!("comes to {is}"))
            .help("one of the two is wrong: the formula or its ingredients, or the line of the file");
    }

    pub(super) fn keypair(&mut self, who: Vec<Who>, pair: &Keypair<'a>, place: Origin) {
        let kind = pair.kind.and_then(|kind| self.key_kind(kind));
        let by = Rc::from(&*who);
        let birth = |made| Birth { made, by: Rc::clone(&by), place };
        let Some(private) = self.new_value(pair.private, birth(Made::PrivateHalf)) else { return };
        if let Some(kind) = kind {
            self.plan.computed.set_kind(private, kind);
        }
        if let Some(digits) = pair.bytes {
            self.give(private, pair.private, from_hex(digits.text));
        }
        let public = self.plan.terms.of(Shape::Half(private));
        if self.plan.named.find(pair.public.text).is_some() {
            // Says that the name is taken.
            self.new_value(pair.public, birth(Made::PublicHalf(pair.private.text)));
        } else {
            self.name(pair.public, public, birth(Made::PublicHalf(pair.private.text)));
            self.compute(public, pair.public.span);
            self.settle(pair.public, public);
        }
        self.act(ActKind::Generate(who, vec![private, public]), place);
    }

    /// Compares the bytes of a value with those that a file says; takes them where there are no others.
    fn settle(&mut self, name: Written<'a>, term: Term) {
        let given = self.plan.computed.given(name.text).map(<[u8]>::to_vec);
        let bytes = self.plan.computed.of(&self.plan.terms, term).map(Cow::into_owned);
        match (bytes, given) {
            (Some(bytes), Some(given)) => {
                self.compare_with_file(name, &bytes);
                if bytes == given && !self.plan.computed.is_given(term) {
                    self.plan.computed.note_compared(name.text);
                }
            }
            (None, Some(given)) => self.take_given(name, term, given),
            (_, None) => {}
        }
    }

    /// Takes the bytes of a derived value from a file, because they cannot be computed.
    fn take_given(&mut self, name: Written<'a>, term: Term, given: Vec<u8>) {
        let length = self.plan.computed.length(&self.plan.terms, term);
        if let Some(length) = length.filter(|&length| length != given.len()) {
            let formula = Shown::from(&self.plan).formula(term);
            let message = format!(
                "`{}` has {} in the values file, but its formula gives {length}",
                name.text,
                some(given.len(), "byte")
            );
            self.sink
                .error(Code::DifferentBytes, name.span, message)
                .at(format!("{formula} has {}", some(length, "byte")))
                .help("correct the formula, or the line of the file");
            return;
        }
        self.mind_missing(name, term);
        self.plan.computed.set(term, given);
    }

    pub(super) fn derive(&mut self, who: Vec<Who>, name: Written<'a>, formula: &'a Expr<'a>, place: Origin) {
        let known = self.plan.named.find(name.text).map(|value| value.term);
        let birth = Birth { made: Made::Derived, by: Rc::from(&*who), place };
        let Some(term) = self.term(formula) else {
            // The name is good for what follows, so that one mistake gives one error.
            let term = known.or_else(|| self.new_value(name, birth));
            self.act(ActKind::Know(who, term.into_iter().collect()), place);
            return;
        };
        let premises = self.premises(formula);
        self.use_keys(&premises);
        let mut term = term;
        match known {
            Some(known) if known != term && self.have_equal_bytes(known, term) => {
                // Two formulas for one value: a party that computes one of them has it.
                self.plan.terms.are_equal(known, term);
                term = known;
            }
            Some(known) if known != term && self.is_made_of_others(known) => {
                self.disagreement(name, known, term);
            }
            Some(known) if known != term => {
                // Says that the name is taken.
                self.new_value(name, birth);
            }
            Some(_) => {}
            None => {
                self.name(name, term, birth);
                self.settle(name, term);
            }
        }
        self.act(ActKind::Derive { who, name, term, formula, premises }, place);
    }

    /// Whether two computed values are the same bytes.
    fn have_equal_bytes(&self, known: Term, term: Term) -> bool {
        let of = |term| self.plan.computed.of(&self.plan.terms, term);
        self.is_made_of_others(known) && of(known).is_some_and(|bytes| Some(bytes) == of(term))
    }

    pub(super) fn is_made_of_others(&self, term: Term) -> bool {
        !matches!(self.plan.terms.shape(term), Shape::Atom(_) | Shape::Half(_))
    }

    /// Two lines give one name to two values.
    fn disagreement(&mut self, name: Written<'a>, known: Term, here: Term) {
        let shown = Shown::from(&self.plan);
        let first = self.plan.named.find(name.text).expect("the name is known");
        let (line, span) = (first.line, first.span);
        let (there, here_text) = (shown.formula(known), shown.formula(here));
        let help = match first_difference(shown, known, here) {
            Some((a, b)) => format!("they differ in `{a}` (line {line}) and `{b}` (here)"),
            None => "give one of the two another name".to_owned(),
        };
        self.sink
            .error(Code::DifferentValue, name.span, format!("`{}` is already a different value", name.text))
            .at(format!("here:    {} = {here_text}", name.text))
            .label(span, format!("line {line}: {} = {there}", name.text))
            .help(help);
    }
}

/// The first parts in which two terms of the same function differ.
fn first_difference(shown: Shown<'_, '_>, one: Term, other: Term) -> Option<(String, String)> {
    let (Shape::Apply(f, a), Shape::Apply(g, b)) = (shown.terms.shape(one), shown.terms.shape(other)) else {
        return None;
    };
    if f != g || a.len() != b.len() {
        return None;
    }
    let (a, b) = a.iter().zip(b.iter()).find(|(a, b)| a != b)?;
    Some((shown.term(*a), shown.term(*b)))
}
