//! Nothing of the grammar is without a case: every rule, every word and every arrow occurs in `tests/cases`, in the
//! cases that the formatter's laws are tried on, and in the manual. The lists are read off the grammar itself, so a
//! rule that is new and has no case fails here.
#![allow(clippy::wildcard_enum_match_arm)] // Grammars may hold more kinds of expression than ours does.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use pest::Parser;
use pest::iterators::Pairs;
use pest_meta::ast::{Expr, Rule as GrammarRule, RuleType};
use pest_meta::parser;
use seqwright::ast::WORDS;
use seqwright::{Severity, Source, parse};

/// A parser of the same grammar as the library's, whose tree shows every rule.
mod whole {
    #![allow(missing_docs)]

    #[derive(pest_derive::Parser)]
    #[grammar = "../grammar/seq.pest"]
    #[grammar = "../grammar/knowledge.pest"]
    pub struct Seq;
}
use whole::{Rule, Seq};

/// Rules that no sound source has: lines that are no statement, and one that is read only to be refused.
const FAULTS: &[&str] = &["junk", "include"];

/// Rules that the manual gives no example of: they are understood, not drawn, and warned about.
const UNDRAWN: &[&str] = &["markup"];

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("it can be read")
}

/// The rules of the grammar by name.
fn grammar() -> BTreeMap<String, GrammarRule> {
    let text = read("grammar/seq.pest") + &read("grammar/knowledge.pest");
    let pairs = parser::parse(parser::Rule::grammar_rules, &text).expect("the grammar is one");
    let rules = parser::consume_rules(pairs).expect("its rules are sound");
    rules.into_iter().map(|rule| (rule.name.clone(), rule)).collect()
}

/// The expressions right inside of another.
fn parts(expr: &Expr) -> Vec<&Expr> {
    match expr {
        Expr::Seq(a, b) | Expr::Choice(a, b) => vec![a, b],
        Expr::PosPred(inner)
        | Expr::NegPred(inner)
        | Expr::Opt(inner)
        | Expr::Rep(inner)
        | Expr::RepOnce(inner)
        | Expr::RepExact(inner, _)
        | Expr::RepMin(inner, _)
        | Expr::RepMax(inner, _)
        | Expr::RepMinMax(inner, ..) => vec![inner],
        _ => Vec::new(),
    }
}

/// The rules that leave a node in the tree of some line.
fn visible(grammar: &BTreeMap<String, GrammarRule>) -> BTreeSet<String> {
    let (mut seen, mut found) = (BTreeSet::new(), BTreeSet::new());
    let mut open = vec![("file".to_owned(), true)];
    while let Some((name, shows)) = open.pop() {
        let Some(rule) = grammar.get(&name) else { continue };
        if !seen.insert((name.clone(), shows)) {
            continue;
        }
        if shows && rule.ty != RuleType::Silent {
            found.insert(name);
        }
        // What is inside of a token shows nothing.
        let shows = shows && rule.ty != RuleType::Atomic;
        named(&rule.expr, shows, &mut open);
    }
    found
}

/// The rules that an expression names; lookaheads match nothing, except at the end of a line.
fn named(expr: &Expr, shows: bool, found: &mut Vec<(String, bool)>) {
    match expr {
        Expr::Ident(name) => found.push((name.clone(), shows)),
        Expr::PosPred(inner) | Expr::NegPred(inner) => named(inner, false, found),
        other => parts(other).into_iter().for_each(|part| named(part, shows, found)),
    }
}

/// All texts that an expression of words can match, in lower case and with single spaces; none where it matches more
/// than a list can hold.
fn words(expr: &Expr, grammar: &BTreeMap<String, GrammarRule>) -> Option<BTreeSet<String>> {
    let one = |text: &str| Some(BTreeSet::from([text.to_owned()]));
    match expr {
        Expr::Str(text) | Expr::Insens(text) => one(&text.to_lowercase()),
        Expr::PosPred(_) | Expr::NegPred(_) => one(""),
        Expr::Ident(name) => match name.as_str() {
            "gap" => one(" "),
            "b" | "bound" | "stop" => one(""),
            name => words(&grammar.get(name)?.expr, grammar),
        },
        Expr::Seq(a, b) => {
            let (first, second) = (words(a, grammar)?, words(b, grammar)?);
            Some(first.iter().flat_map(|a| second.iter().map(move |b| format!("{a}{b}"))).collect())
        }
        Expr::Choice(a, b) => Some(words(a, grammar)?.union(&words(b, grammar)?).cloned().collect()),
        Expr::Opt(inner) => {
            let mut all = words(inner, grammar)?;
            all.insert(String::new());
            Some(all)
        }
        _ => None,
    }
}

/// The words that a rule spells out anywhere in its own expression.
fn literals(expr: &Expr, found: &mut BTreeSet<String>) {
    match expr {
        Expr::Insens(word) => {
            found.insert(word.to_lowercase());
        }
        Expr::PosPred(_) | Expr::NegPred(_) => {}
        other => parts(other).into_iter().for_each(|part| literals(part, found)),
    }
}

/// The words that an expression may begin with, in lower case and without the signs behind them; and whether the
/// expression may also match nothing, so that what follows it can be first.
fn first_words(expr: &Expr, grammar: &BTreeMap<String, GrammarRule>, found: &mut BTreeSet<String>) -> bool {
    match expr {
        Expr::Str(text) | Expr::Insens(text) => {
            let word = text.to_lowercase().trim_end_matches(':').to_owned();
            if word.starts_with(|first: char| first.is_ascii_lowercase()) {
                found.insert(word);
            }
            text.is_empty()
        }
        Expr::Ident(name) => match grammar.get(name) {
            Some(rule) => first_words(&rule.expr, grammar, found),
            None => false,
        },
        Expr::Seq(a, b) => first_words(a, grammar, found) && first_words(b, grammar, found),
        Expr::Choice(a, b) => first_words(a, grammar, found) | first_words(b, grammar, found),
        Expr::PosPred(_) | Expr::NegPred(_) => true,
        Expr::Opt(inner) | Expr::Rep(inner) => {
            first_words(inner, grammar, found);
            true
        }
        _ => false,
    }
}

/// What texts hold: nodes by rule, with the texts they span.
#[derive(Default)]
struct Found(BTreeMap<String, BTreeSet<String>>);

impl Found {
    fn add(&mut self, text: &str) {
        self.nodes(Seq::parse(Rule::file, text).expect("the grammar accepts any text"));
    }

    fn nodes(&mut self, pairs: Pairs<'_, Rule>) {
        for pair in pairs {
            let is_space = |c: char| c.is_whitespace();
            let text: Vec<&str> = pair.as_str().split(is_space).filter(|part| !part.is_empty()).collect();
            let texts = self.0.entry(format!("{:?}", pair.as_rule())).or_default();
            texts.insert(text.join(" ").to_lowercase());
            self.nodes(pair.into_inner());
        }
    }

    fn texts(&self, rule: &str) -> impl Iterator<Item = &String> {
        self.0.get(rule).into_iter().flatten()
    }
}

/// The arrows that the grammar has, without colour: `->`, `<<--`, `-x` and the others.
fn arrows(grammar: &BTreeMap<String, GrammarRule>) -> BTreeSet<String> {
    let of = |rule: &str| words(&grammar[rule].expr, grammar).expect("these are lists");
    let with_none = |rule: &str| of(rule).into_iter().chain([String::new()]);
    let mut all = BTreeSet::new();
    for dashes in of("dashes") {
        for tail in with_none("tail") {
            all.extend(with_none("head").map(|head| format!("{tail}{dashes}{head}")));
        }
        all.extend(of("cross_head").iter().map(|cross| format!("{dashes}{cross}")));
        all.extend(of("cross_tail").iter().map(|cross| format!("{cross}{dashes}")));
    }
    all
}

/// An arrow without spaces, style and delay.
fn bare(arrow: &str) -> String {
    let (mut out, mut depth) = (String::new(), 0);
    for c in arrow.chars() {
        match c {
            '[' | '(' => depth += 1,
            ']' | ')' => depth -= 1,
            _ if depth == 0 && matches!(c, '<' | '>' | '-' | 'x') => out.push(c),
            _ => {}
        }
    }
    out
}

/// What of the grammar does not occur: rules that have no node, words that no node of their rule is, arrows.
fn missing(found: &Found) -> Vec<String> {
    let grammar = grammar();
    let mut missing = Vec::new();
    for name in visible(&grammar) {
        if FAULTS.contains(&name.as_str()) || name == "EOI" {
            continue;
        }
        if found.texts(&name).next().is_none() {
            missing.push(format!("the rule `{name}`"));
            continue;
        }
        match words(&grammar[&name].expr, &grammar) {
            Some(words) if words.len() > 1 || !words.contains("") => {
                let close = |text: &str| text.replace(' ', "");
                let absent =
                    words.iter().filter(|word| !found.texts(&name).any(|text| close(text) == close(word)));
                missing.extend(absent.map(|word| format!("`{word}` as `{name}`")));
            }
            _ => {
                let mut words = BTreeSet::new();
                literals(&grammar[&name].expr, &mut words);
                let absent = words.iter().filter(|word| !found.texts(&name).any(|text| text.contains(*word)));
                missing.extend(absent.map(|word| format!("`{word}` in `{name}`")));
            }
        }
    }
    let drawn: BTreeSet<String> =
        found.texts("arrow").chain(found.texts("hyphen")).map(|arrow| bare(arrow)).collect();
    missing.extend(arrows(&grammar).difference(&drawn).map(|arrow| format!("the arrow `{arrow}`")));
    missing
}

#[test]
fn the_lists_are_read_off_the_grammar() {
    let grammar = grammar();
    let kinds = words(&grammar["note_kind"].expr, &grammar).expect("it is a list");
    assert!(kinds.contains("aboxleft") && kinds.contains("note"), "{kinds:?}");
    let kinds = words(&grammar["kind"].expr, &grammar).expect("it is a list");
    assert!(kinds.contains("participant:queue") && kinds.contains("rparticipant"), "{kinds:?}");
    assert!(arrows(&grammar).contains("<<-->>") && arrows(&grammar).contains("--x"));
    assert!(missing(&Found::default()).len() > 60, "nothing occurs in no text");
}

#[test]
fn the_table_of_words_is_that_of_the_grammar() {
    let grammar = grammar();
    let first = |rule: &str| {
        let mut found = BTreeSet::new();
        first_words(&grammar[rule].expr, &grammar, &mut found);
        found
    };
    let (statements, knowledge) = (first("statement"), first("knowledge"));
    let table: BTreeSet<String> = WORDS.iter().map(ToString::to_string).collect();
    assert_eq!(&statements | &knowledge, table, "the table is in src/notation/words.rs");
    // A name in lower case gives way to these words; those of knowledge give way to any message.
    let not_special: BTreeSet<String> = &statements - &first("keyword");
    assert_eq!(not_special, BTreeSet::new(), "`keyword` in grammar/seq.pest lacks words");
    let closing = words(&grammar["close_word"].expr, &grammar).expect("it is a list");
    assert_eq!(
        &closing - &table,
        BTreeSet::from(["expandable".to_owned()]),
        "`end` takes words that open nothing"
    );
}

#[test]
fn the_fuzzer_makes_every_kind_of_statement() {
    let (tree, fuzzer) = (read("src/ast.rs"), read("fuzz/tree.rs"));
    let kinds = tree.split("pub enum StmtKind<'s> {").nth(1).expect("the tree has kinds of statement");
    let kinds = kinds.split("\n}").next().expect("a split has a first part");
    let names =
        kinds.lines().map(str::trim).filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()));
    let names = names.map(|line| line.split(['(', ',']).next().expect("a split has a first part"));
    // A line that is not understood is not a part of the language.
    let missing: Vec<&str> =
        names.filter(|name| *name != "Junk" && !fuzzer.contains(&format!("StmtKind::{name}"))).collect();
    assert!(missing.is_empty(), "fuzz/tree.rs makes no {missing:?}");
}

#[test]
fn every_part_of_the_language_has_a_case_that_the_formatter_is_tried_on() {
    let mut found = Found::default();
    for (name, text) in common::sources() {
        let source = Source::new(name.clone(), text.clone());
        let is_sound = parse(&source).1.iter().all(|diagnostic| diagnostic.severity != Severity::Error);
        if name.starts_with("tests/cases") && is_sound {
            found.add(&text);
        }
    }
    let missing = missing(&found);
    assert!(missing.is_empty(), "no case in tests/cases without an error has\n  {}", missing.join("\n  "));
}

#[test]
fn every_part_of_the_language_is_in_the_manual() {
    let page = read("docs/language.md") + &read("docs/knowledge.md");
    let mut found = Found::default();
    for block in page.split("```seq\n").skip(1) {
        found.add(block.split("```").next().expect("a split has a first part"));
    }
    let in_words = |what: &String| {
        // Words may be named in a sentence; a rule has an example.
        let words = what.split('`').nth(1).expect("it is in quotation marks");
        let is_named = |word: &str| page.contains(&format!("`{word}"));
        let is_rule = what.starts_with("the rule");
        !is_rule && (is_named(words) || words.split(' ').all(is_named)) || UNDRAWN.contains(&words)
    };
    let missing: Vec<String> = missing(&found).into_iter().filter(|what| !in_words(what)).collect();
    assert!(
        missing.is_empty(),
        "docs/language.md and docs/knowledge.md do not have\n  {}",
        missing.join("\n  ")
    );
}
