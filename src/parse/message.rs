//! The nodes of a message in, `ast::Message` out.

use pest::iterators::Pair;

use super::line::Kind;
use super::seq::{Cut, Rule};
use super::style::style;
use crate::ast::{Endpoint, Message, Name, StmtKind, Style, Written};
use crate::notation::{Arrow, Head, Line};
use crate::source::Span;

/// A message; junk if one of its names is missing or is the rest of a broken arrow.
pub(super) fn message<'s>(cut: Cut, pair: Pair<'s, Rule>) -> Kind<'s> {
    let mut parts = pair.into_inner();
    let mut next = || parts.next().expect("the grammar gives a message this part");
    let first = next();
    let (mut marks, mut delay) = ("", None);
    let mut arrow_pair = next();
    if arrow_pair.as_rule() == Rule::near_delay {
        delay = Some(units(cut.written(&arrow_pair)));
        arrow_pair = next();
    }
    let second = loop {
        let part = next();
        match part.as_rule() {
            Rule::marks => marks = part.as_str(),
            Rule::delay => delay = Some(units(cut.written(&part))),
            _ => break part,
        }
    };
    let text = cut.written(&next());
    let (mut first, second) = (cut.name(&first), cut.name(&second));
    let arrow = arrow(arrow_pair.as_str());
    let mut arrow_span = cut.span(&arrow_pair);
    if arrow.head == Head::None
        && let Some((name, units)) = split_delay(first)
    {
        (first, delay) = (name, Some(units));
    }
    if is_broken(&first) || is_broken(&second) {
        return Kind::Junk;
    }
    if !second.quoted && is_reference(second.text) {
        return Kind::RefSignal;
    }
    if !first.quoted && first.text.eq_ignore_ascii_case("end ref") {
        return Kind::RefExit;
    }
    arrow_span.end += marks.len();
    Kind::Stmt(StmtKind::Message(Message {
        first: endpoint(first),
        arrow,
        arrow_span,
        style: arrow_style(cut, arrow_pair),
        creates: marks.contains('*'),
        activates: marks.contains('+'),
        deactivates: marks.contains('-'),
        delay,
        second: endpoint(second),
        text,
        payload: None,
    }))
}

/// Most arrows have no style, and then no nodes inside.
fn arrow_style<'s>(cut: Cut, pair: Pair<'s, Rule>) -> Style<'s> {
    if pair.as_str().contains(['[', '#', ':']) { style(cut, pair) } else { Style::default() }
}

/// `[` and `]` are the borders of the diagram; anything else is a participant.
pub(super) fn endpoint(name: Name<'_>) -> Endpoint<'_> {
    match name.text {
        "[" if !name.quoted => Endpoint::LeftBorder(name.span),
        "]" if !name.quoted => Endpoint::RightBorder(name.span),
        _ => Endpoint::Participant(name),
    }
}

/// Reads an arrow off its characters; the grammar has seen to it that they are one.
fn arrow(text: &str) -> Arrow {
    let heads = |count: usize| match count {
        0 => Head::None,
        1 => Head::Filled,
        _ => Head::Open,
    };
    let tail = text.bytes().take_while(|&byte| byte == b'<').count();
    let head = text.bytes().rev().take_while(|&byte| byte == b'>').count();
    Arrow { line: line(text), tail: heads(tail), head: heads(head) }
}

/// Two dashes together, outside of brackets, make a dashed line.
pub(super) fn line(arrow: &str) -> Line {
    let (before, after) = match (arrow.find('['), arrow.rfind(']')) {
        (Some(open), Some(close)) => (&arrow[..open], &arrow[close..]),
        _ => (arrow, ""),
    };
    if before.contains("--") || after.contains("--") { Line::Dashed } else { Line::Solid }
}

/// The number between the brackets of a delay.
pub(super) fn units(delay: Written<'_>) -> Written<'_> {
    let text = &delay.text[1..delay.text.len() - 1];
    Written { text, span: Span::new(delay.span.start + 1, delay.span.end - 1) }
}

/// `A(1)` in front of a reversed arrow is the name `A` and a delay.
fn split_delay(name: Name<'_>) -> Option<(Name<'_>, Written<'_>)> {
    if name.quoted || !name.text.ends_with(')') {
        return None;
    }
    let open = name.text.rfind('(')?;
    let digits = &name.text[open + 1..name.text.len() - 1];
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let start = name.span.start + open + 1;
    let units = Written { text: digits, span: Span::new(start, start + digits.len()) };
    let text = super::seq::trim(&name.text[..open]);
    let span = Span::new(name.span.start, name.span.start + text.len());
    Some((Name { text, quoted: false, span }, units))
}

/// A name that is missing, or that is what remains of an arrow such as `<<<-` or `-> >`.
fn is_broken(name: &Name<'_>) -> bool {
    !name.quoted && (name.text.is_empty() || name.text.ends_with('<') || name.text.starts_with('>'))
}

/// `ref over B` at the far end of a message.
fn is_reference(name: &str) -> bool {
    let mut words = name.split([' ', '\t']).filter(|word| !word.is_empty());
    words.next().is_some_and(|word| word.eq_ignore_ascii_case("ref"))
        && words.next().is_some_and(|word| word.eq_ignore_ascii_case("over"))
}
