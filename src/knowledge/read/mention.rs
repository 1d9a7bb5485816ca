//! Finds the names of values in the texts of messages that do not carry them: a reader of such a text believes that the
//! value is sent.

use std::collections::HashSet;

use super::label::words;
use crate::diagnostic::{Code, Diagnostics};
use crate::knowledge::plan::{Plan, Sent};
use crate::knowledge::term::{Shape, Term};
use crate::knowledge::values::Made;
use crate::source::Span;

/// How many values inside of those that a message carries are looked at.
const MAX_INSIDE: usize = 64;

/// A value that a text names.
struct Mention<'a> {
    name: &'a str,
    term: Term,
    span: Span,
    /// The line below the message that makes it.
    later: Option<u32>,
    is_private: bool,
}

/// Warns of values that a text names and the message does not carry, and notes them for errors about these values.
pub(super) fn mind(plan: &mut Plan<'_>, sink: &mut Diagnostics) {
    for number in 0..plan.messages.len() {
        let found = mentions(plan, &plan.messages[number]);
        for mention in &found {
            plan.mentions.entry(mention.term).or_default().push(number);
        }
        if !found.is_empty() {
            warn(&found, sink);
        }
    }
}

fn mentions<'a>(plan: &Plan<'a>, sent: &Sent<'a>) -> Vec<Mention<'a>> {
    // A message that is aside and holds nothing, such as ChangeCipherSpec, is text alone.
    let is_text = sent.aside && sent.fields.is_empty() && sent.key.is_none();
    let Some(label) = sent.label.filter(|_| !is_text) else { return Vec::new() };
    let mut found: Vec<Mention<'a>> = Vec::new();
    let mut met = HashSet::new();
    let mut carried = None;
    for word in words(label) {
        let Some(value) = plan.named.find(word.text).filter(|value| met.insert(value.name)) else { continue };
        let (terms, spans) = carried.get_or_insert_with(|| (inside(plan, &sent.fields), sorted_spans(sent)));
        if !terms.contains(&value.term) && !is_in(spans, word.span) {
            let later = (value.line > sent.line).then_some(value.line);
            let is_private = matches!(value.made, Made::PrivateHalf);
            found.push(Mention { name: value.name, term: value.term, span: word.span, later, is_private });
        }
    }
    found
}

/// Where the values that a message carries are written, in order.
fn sorted_spans(sent: &Sent<'_>) -> Vec<Span> {
    let mut spans: Vec<Span> = sent.fields.iter().map(|&(_, span)| span).collect();
    spans.sort_by_key(|span| span.start);
    spans
}

/// Whether a word is a part of a value that is carried, as in a formula. The spans do not overlap.
fn is_in(spans: &[Span], word: Span) -> bool {
    let before = spans.partition_point(|span| span.start <= word.start);
    before > 0 && word.end <= spans[before - 1].end
}

/// What a message carries, and what comes out of that without a key. What is only sent inside of an encryption is not what a
/// label shows.
fn inside(plan: &Plan<'_>, fields: &[(Term, Span)]) -> HashSet<Term> {
    let terms = &plan.terms;
    let mut all = HashSet::new();
    let mut queue: Vec<Term> = fields.iter().map(|&(term, _)| term).collect();
    while let Some(term) = queue.pop() {
        if !all.insert(term) || all.len() > MAX_INSIDE + fields.len() {
            continue;
        }
        queue.extend(terms.apart(term));
        if let Shape::Message(number) = terms.shape(term) {
            queue.extend(plan.messages[*number as usize].fields.iter().map(|&(field, _)| field));
        }
    }
    all
}

fn warn(found: &[Mention<'_>], sink: &mut Diagnostics) {
    const MOST: usize = 3;
    let list = |between: &str| {
        let names: Vec<String> = found.iter().take(MOST).map(|it| format!("`{}`", it.name)).collect();
        names.join(between) + if found.len() > MOST { " and more" } else { "" }
    };
    let message = format!("this label names {} but does not send {}", list(", "), it(found));
    let diagnostic = sink.warn(Code::ValueNotSent, found[0].span, message);
    diagnostic.at("only a word: nobody receives the value");
    for mention in found.iter().skip(1).take(MOST) {
        diagnostic.label(mention.span, "only a word");
    }
    diagnostic.help(advice(found));
}

/// What to write instead. Private keys are not sent.
fn advice(found: &[Mention<'_>]) -> String {
    let sent = || found.iter().filter(|mention| !mention.is_private);
    let names = sent().map(|mention| mention.name).collect::<Vec<_>>().join(", ");
    if names.is_empty() {
        return "leave the name out: nobody sends a private key".to_owned();
    }
    match sent().find_map(|mention| mention.later) {
        Some(line) => {
            format!("line {line} makes it: move that above this line, and add `carry {names}` below")
        }
        None => format!("write `carry {names}` on the next line, or end the label with `({names})`"),
    }
}

fn it(found: &[Mention<'_>]) -> &'static str {
    if found.len() == 1 { "it" } else { "them" }
}
