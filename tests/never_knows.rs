//! Whatever `expect attacker never knows` passes is so, also for somebody who takes every name in a label for sent: a naive
//! attacker gets all the values that a reader sees in the labels, and what follows from them, but for those that a warning
//! says are not sent.
#![cfg(feature = "knowledge")]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use seqwright::{Code, Source, compile};

/// What a value is made of; the numbers choose among the values before it.
#[derive(Clone, Debug)]
enum Made {
    Fresh,
    Pair,
    Join(usize, usize),
    Code(usize),
    Hash(usize, usize),
    Sealed(usize, usize),
    Enveloped(usize, usize),
}

/// A line of a protocol.
#[derive(Clone, Debug)]
enum Line {
    Make(Made),
    /// A label with two values, and perhaps a key and a value that is carried.
    Send {
        label: usize,
        values: [usize; 2],
        under: Option<usize>,
        carry: Option<usize>,
    },
    Leak(usize),
}

/// Labels; `{a}` and `{b}` are values.
const LABELS: [&str; 20] = [
    "{a}",
    "hello({a})",
    "hello({a}, {b})",
    "POST /orders ({a})",
    "200 OK ({a}) for {b}",
    "Authorization: Bearer {a}",
    "[{a}]",
    "{{a}}",
    "1. hello({a}).",
    "hello({a}) ({b})",
    "both: {a}, {b}",
    "GET /x?token={a}&more={b}",
    "**{a}**",
    "hello\\n{a}",
    "send {a} (see below)",
    "hello(one({a}), more words)",
    "hello({a}",
    "\"({a})\"",
    "{a}({b})",
    "nothing at all",
];

fn made() -> impl Strategy<Value = Made> {
    let any = || 0..100_usize;
    prop_oneof![
        4 => Just(Made::Fresh),
        1 => Just(Made::Pair),
        2 => (any(), any()).prop_map(|(a, b)| Made::Join(a, b)),
        1 => any().prop_map(Made::Code),
        1 => (any(), any()).prop_map(|(a, b)| Made::Hash(a, b)),
        2 => (any(), any()).prop_map(|(key, a)| Made::Sealed(key, a)),
        1 => (any(), any()).prop_map(|(key, a)| Made::Enveloped(key, a)),
    ]
}

fn line() -> impl Strategy<Value = Line> {
    let any = || 0..100_usize;
    let send = (
        any(),
        [any(), any()],
        proptest::option::weighted(0.3, any()),
        proptest::option::weighted(0.2, any()),
    );
    prop_oneof![
        4 => made().prop_map(Line::Make),
        4 => send.prop_map(|(label, values, under, carry)| Line::Send { label, values, under, carry }),
        1 => any().prop_map(Line::Leak),
    ]
}

/// A value, as the naive attacker sees it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Term {
    Fresh(usize),
    Half(Box<Term>),
    Join(Box<Term>, Box<Term>),
    Code(Box<Term>),
    Hash(Box<Term>, Box<Term>),
    Sealed(Box<Term>, Box<Term>),
    Enveloped(Box<Term>, Box<Term>),
    /// A message under a key.
    Under(Box<Term>, Box<Term>),
}

impl Term {
    fn can_be_made_of(&self, known: &BTreeSet<Term>) -> bool {
        let can = |term: &Term| term.can_be_made_of(known);
        known.contains(self)
            || match self {
                Term::Fresh(_) | Term::Under(..) => false,
                Term::Half(of) | Term::Code(of) => can(of),
                Term::Join(a, b) | Term::Hash(a, b) | Term::Sealed(a, b) => can(a) && can(b),
                Term::Enveloped(private, a) => can(&Term::Half(private.clone())) && can(a),
            }
    }
}

/// All that comes out of some values.
fn opened(mut known: BTreeSet<Term>) -> BTreeSet<Term> {
    loop {
        let mut more: Vec<Term> = Vec::new();
        for term in &known {
            match term {
                Term::Join(a, b) => more.extend([(**a).clone(), (**b).clone()]),
                Term::Code(of) => more.push((**of).clone()),
                Term::Sealed(key, a) | Term::Enveloped(key, a) | Term::Under(key, a) => {
                    more.extend(key.can_be_made_of(&known).then(|| (**a).clone()));
                }
                Term::Fresh(_) | Term::Half(_) | Term::Hash(..) => {}
            }
        }
        let before = known.len();
        known.extend(more);
        if known.len() == before {
            return known;
        }
    }
}

/// A protocol as text, and what a reader sees of it.
#[derive(Default)]
struct Protocol {
    text: String,
    names: Vec<String>,
    terms: BTreeMap<String, Term>,
    pairs: Vec<(String, String)>,
    /// For each line with a message: its number, the names in it, and its key.
    labels: Vec<(usize, Vec<String>, Option<String>)>,
    leaked: Vec<String>,
}

impl Protocol {
    fn of(lines: &[Line]) -> Protocol {
        let mut protocol = Protocol::default();
        protocol.line("attacker sees wire");
        protocol.make(&Made::Fresh);
        lines.iter().for_each(|line| protocol.add(line));
        for name in protocol.names.clone() {
            protocol.line(&format!("expect attacker never knows {name}"));
        }
        protocol
    }

    fn line(&mut self, text: &str) {
        self.text += text;
        self.text += "\n";
    }

    fn pick(&self, number: usize) -> String {
        self.names[number % self.names.len()].clone()
    }

    fn term(&self, number: usize) -> Box<Term> {
        Box::new(self.terms[&self.pick(number)].clone())
    }

    fn name(&mut self, term: Term) -> String {
        let name = format!("value{}", self.names.len());
        self.names.push(name.clone());
        self.terms.insert(name.clone(), term);
        name
    }

    fn make(&mut self, made: &Made) {
        let derived = |formula: String, term: Term| (formula, term);
        let (formula, term) = match *made {
            Made::Fresh => {
                let name = self.name(Term::Fresh(self.names.len()));
                return self.line(&format!("generate A: {name}"));
            }
            Made::Pair => {
                let term = Term::Fresh(self.names.len());
                let (private, public) = (self.name(term.clone()), self.name(Term::Half(Box::new(term))));
                self.pairs.push((private.clone(), public.clone()));
                return self.line(&format!("keypair A: {private} / {public}"));
            }
            Made::Join(a, b) => derived(
                format!("{} || {}", self.pick(a), self.pick(b)),
                Term::Join(self.term(a), self.term(b)),
            ),
            Made::Code(a) => derived(format!("Base64({})", self.pick(a)), Term::Code(self.term(a))),
            Made::Hash(a, b) => derived(
                format!("MAC({}, {})", self.pick(a), self.pick(b)),
                Term::Hash(self.term(a), self.term(b)),
            ),
            Made::Sealed(key, a) => derived(
                format!("senc({}, {})", self.pick(key), self.pick(a)),
                Term::Sealed(self.term(key), self.term(a)),
            ),
            Made::Enveloped(key, a) => {
                let Some((private, public)) = self.pairs.get(key % self.pairs.len().max(1)).cloned() else {
                    return;
                };
                let private = Box::new(self.terms[&private].clone());
                derived(format!("aenc({public}, {})", self.pick(a)), Term::Enveloped(private, self.term(a)))
            }
        };
        let name = self.name(term);
        self.line(&format!("derive A: {name} = {formula}"));
    }

    fn add(&mut self, line: &Line) {
        match line {
            Line::Make(made) => self.make(made),
            Line::Leak(value) => {
                let name = self.pick(*value);
                self.line(&format!("leak A: {name}"));
                self.leaked.push(name);
            }
            Line::Send { label, values, under, carry } => {
                let label = LABELS[label % LABELS.len()];
                let [a, b] = values.map(|value| self.pick(value));
                let mut seen: Vec<String> = Vec::new();
                seen.extend(label.contains("{a}").then(|| a.clone()));
                seen.extend(label.contains("{b}").then(|| b.clone()));
                let at = self.text.lines().count() + 1;
                self.line(&format!("A->B: {}", label.replace("{a}", &a).replace("{b}", &b)));
                if let Some(carry) = carry {
                    let name = self.pick(*carry);
                    self.line(&format!("carry {name}"));
                    seen.push(name);
                }
                let key = under.map(|key| self.pick(key));
                if let Some(key) = &key {
                    self.line(&format!("under {key}"));
                }
                self.labels.push((at, seen, key));
            }
        }
    }

    /// What the naive attacker gets, who believes every label but for what warnings say of it.
    fn naive(&self, warned: &BTreeMap<usize, Vec<String>>) -> BTreeSet<Term> {
        let mut known: BTreeSet<Term> = self.leaked.iter().map(|name| self.terms[name].clone()).collect();
        for (line, names, key) in &self.labels {
            let warned = warned.get(line);
            for name in names.iter().filter(|name| warned.is_none_or(|warned| !warned.contains(name))) {
                let term = self.terms[name].clone();
                known.insert(match key {
                    Some(key) => Term::Under(Box::new(self.terms[key].clone()), Box::new(term)),
                    None => term,
                });
            }
        }
        opened(known)
    }
}

/// The names between accents in a sentence.
fn quoted(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_passes_is_so(lines in proptest::collection::vec(line(), 1..25)) {
        let protocol = Protocol::of(&lines);
        let source = Source::new("random.seq", &*protocol.text);
        let compiled = compile(&source);
        let mut warned: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        let mut failed: BTreeSet<String> = BTreeSet::new();
        for said in &compiled.diagnostics {
            if said.code == Code::ValueNotSent {
                warned.entry(source.place(said.span().start).line).or_default().extend(quoted(&said.message));
            } else if said.code == Code::UnmetExpectation {
                failed.extend(quoted(&said.message));
            }
        }
        let known = protocol.naive(&warned);
        for (name, term) in &protocol.terms {
            prop_assert_eq!(
                failed.contains(name),
                term.can_be_made_of(&known),
                "{} in\n{}\n{:#?}", name, protocol.text, compiled.diagnostics
            );
        }
    }
}
