//! Decides which hyphen of a line is its arrow, by the names that other lines mention.

use std::collections::HashSet;

use pest::iterators::Pair;

use super::line::Kind;
use super::message::{endpoint, line, units};
use super::style::style;
use super::{Cut, Rule, written};
use crate::ast::{Message, Name, Style, Written};
use crate::notation::{Arrow, Head};
use crate::source::Span;

/// The most hyphens that are tried; no author writes more.
const MAX_CANDIDATES: usize = 16;

/// The characters that separate words.
const BLANKS: [char; 3] = [' ', '\t', '\u{a0}'];

/// A line without a real arrow before its colon, but with hyphens.
pub(in crate::parse) struct HyphenMessage<'s> {
    /// The text before the colon.
    header: Written<'s>,
    candidates: Vec<Candidate<'s>>,
    text: Written<'s>,
}

/// A place where the arrow may be: `x-`, `-x`, `-`, and the same with two dashes.
struct Candidate<'s> {
    /// All of its bytes.
    span: Span,
    /// The `x` in front, with the delay before it.
    tail: Option<Span>,
    /// The `x` behind, with the delay after it.
    head: Option<Span>,
    delay: Option<Written<'s>>,
    /// The line between, with its style.
    shaft: &'s str,
    style: Style<'s>,
}

/// One way to read the line.
struct Reading<'s> {
    first: Name<'s>,
    second: Name<'s>,
    arrow: Arrow,
    arrow_span: Span,
    style: Style<'s>,
    delay: Option<Written<'s>>,
    /// Its rank among readings with as many known names; the lowest is the likeliest.
    rank: u8,
    /// Whether it has a cross whose `x` would not be read as a letter of a name.
    is_clear: bool,
}

/// Reads the nodes of such a line.
pub(in crate::parse) fn read<'s>(cut: Cut, pair: Pair<'s, Rule>) -> Kind<'s> {
    let line = pair.as_str();
    let start = cut.span(&pair).start;
    let mut candidates = Vec::new();
    let mut text = None;
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::hyphen if candidates.len() < MAX_CANDIDATES => candidates.push(candidate(cut, part)),
            Rule::hyphen => return Kind::Junk,
            Rule::text => text = Some(part),
            _ => {}
        }
    }
    let text = text.expect("the grammar ends a message with its text");
    let colon = cut.span(&text).start - 1 - start;
    let header = Written { text: &line[..colon], span: Span::new(start, start + colon) };
    let text = cut.written(&text);
    let message = HyphenMessage { header, candidates, text };
    if message.readings().next().is_some() { Kind::Hyphen(Box::new(message)) } else { Kind::Junk }
}

fn candidate<'s>(cut: Cut, pair: Pair<'s, Rule>) -> Candidate<'s> {
    let span = cut.span(&pair);
    let whole = pair.as_str();
    let (mut tail, mut head, mut delay) = (None, None, None);
    for part in pair.clone().into_inner() {
        let at = cut.span(&part);
        match part.as_rule() {
            Rule::cross_tail => tail = Some(Span::new(span.start, at.end)),
            Rule::cross_head => head = Some(Span::new(at.start, span.end)),
            Rule::delay => delay = Some(units(cut.written(&part))),
            _ => {}
        }
    }
    let from = tail.map_or(0, Span::len);
    let to = whole.len() - head.map_or(0, Span::len);
    Candidate { span, tail, head, delay, shaft: &whole[from..to], style: style(cut, pair) }
}

impl<'s> HyphenMessage<'s> {
    /// Chooses the reading with the most known names. Also returns whether the choice is beyond doubt.
    pub fn decide(&self, known: &HashSet<&str>) -> (Message<'s>, bool) {
        let knows = |name: &Name<'_>| usize::from(known.contains(name.text) || is_border(name));
        let mut readings: Vec<(usize, Reading<'s>)> = self
            .readings()
            .map(|reading| (knows(&reading.first) + knows(&reading.second), reading))
            .collect();
        // The sort is stable, so the leftmost of equals comes first.
        readings.sort_by_key(|(known, reading)| (std::cmp::Reverse(*known), reading.rank));
        let (most, best) = readings.swap_remove(0);
        let mut rivals = readings.iter().filter(|(known, _)| *known == most).map(|(_, reading)| reading);
        // With a single hyphen, a cross has one rival: the line without a head, to a name with one `x` more. An author
        // who means that name mentions it on another line as well.
        let is_crossed = best.is_clear && !known.contains(self.header.text);
        let sure = rivals.all(|rival| is_crossed && knows(rival.beside(&best)) == 0);
        (best.message(self.text), sure)
    }

    /// All ways to read the line, from left to right.
    fn readings(&self) -> impl Iterator<Item = Reading<'s>> {
        let ways = [(false, true), (true, false), (false, false)];
        self.candidates.iter().flat_map(move |candidate| {
            ways.into_iter().filter_map(|(tail, head)| self.reading(candidate, tail, head))
        })
    }

    /// The reading that takes the `x` before or behind the line as a cross, if there is such a reading.
    fn reading(&self, candidate: &Candidate<'s>, tail: bool, head: bool) -> Option<Reading<'s>> {
        // A style with a bracket in front of the dashes needs the `x` before it, an old colour the one behind.
        let is_bound = (candidate.shaft.starts_with('[') && !tail)
            || (candidate.shaft.contains('#') && !candidate.shaft.contains('[') && !head);
        if is_bound || (tail && candidate.tail.is_none()) || (head && candidate.head.is_none()) {
            return None;
        }
        let start = candidate.tail.filter(|_| !tail).map_or(candidate.span.start, |cross| cross.end);
        let end = candidate.head.filter(|_| !head).map_or(candidate.span.end, |cross| cross.start);
        let offset = self.header.span.start;
        let before = &self.header.text[..start - offset];
        let first = name(written(before, offset))?;
        let after = &self.header.text[end - offset..];
        let second = name(written(after, end))?;
        let cross = |is: bool| if is { Head::Cross } else { Head::None };
        let rank = match (tail, head) {
            (_, true) => 0,
            // In `nginx-app` the `x` is a letter; in `Ax-B` it is not.
            (true, _) if !before.ends_with(char::is_lowercase) => 1,
            (true, _) => 3,
            _ => 2,
        };
        // In prose, `pre-xmas`, the `x` is a letter too, unless it stands apart.
        let are_words = !first.text.contains(BLANKS) && !second.text.contains(BLANKS);
        let is_apart = if head { after.starts_with(BLANKS) } else { before.ends_with(BLANKS) };
        let is_single = self.candidates.len() == 1 && (candidate.tail.is_none() || candidate.head.is_none());
        let is_clear = is_single && rank < 2 && (are_words || is_apart);
        Some(Reading {
            first,
            second,
            arrow: Arrow {
                line: line(candidate.shaft),
                tail: cross(tail),
                head: cross(head),
                ..Arrow::default()
            },
            arrow_span: Span::new(start, end),
            style: candidate.style.clone(),
            delay: candidate.delay.filter(|delay| (start..end).contains(&delay.span.start)),
            rank,
            is_clear,
        })
    }
}

impl<'s> Reading<'s> {
    /// The name that holds the `x` which another reading takes for a cross.
    fn beside(&self, crossed: &Reading<'_>) -> &Name<'s> {
        if crossed.arrow.head == Head::Cross { &self.second } else { &self.first }
    }

    fn message(self, text: Written<'s>) -> Message<'s> {
        Message {
            first: endpoint(self.first),
            arrow: self.arrow,
            arrow_span: self.arrow_span,
            style: self.style,
            creates: false,
            activates: false,
            deactivates: false,
            delay: self.delay,
            second: endpoint(self.second),
            text,
            payload: None,
        }
    }
}

/// A name, unless there is none, its quotation marks do not match, or it is a reference, which a line without a
/// head does not lead into.
fn name(written: Written<'_>) -> Option<Name<'_>> {
    let Written { text, span } = written;
    match text.strip_prefix('"') {
        Some(rest) => {
            let inner = rest.strip_suffix('"').filter(|inner| !inner.contains('"') || is_one_name(inner))?;
            Some(Name { text: inner, quoted: true, span })
        }
        None if text.is_empty() || is_reference(text.strip_prefix('x').unwrap_or(text)) => None,
        None => Some(Name { text, quoted: false, span }),
    }
}

/// Whether what is between two quotation marks is one name: each one in it has a backslash, and the last one has none.
fn is_one_name(inner: &str) -> bool {
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        if c == '"' || (c == '\\' && chars.next().is_none()) {
            return false;
        }
    }
    true
}

/// `ref over B` instead of a name.
fn is_reference(name: &str) -> bool {
    let mut words = name.split(BLANKS).filter(|word| !word.is_empty());
    let mut is_next = |word: &str| words.next().is_some_and(|next| next.eq_ignore_ascii_case(word));
    is_next("ref") && is_next("over")
}

fn is_border(name: &Name<'_>) -> bool {
    !name.quoted && matches!(name.text, "[" | "]")
}
