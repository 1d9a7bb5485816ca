//! Finds colours that slipped into a name: `A->#redB`, `A->B #red`, `A->[#red]B` and `A-red>B`.

use super::Names;
use crate::ast::{self, Endpoint, Name};
use crate::diagnostic::{Code, Diagnostics, Fix};
use crate::notation::{Color, Head, Line};
use crate::source::Span;

/// A name with a colour in it.
pub(super) struct Colored {
    name: String,
    span: Span,
    color: String,
    /// The name without the colour.
    rest: String,
    /// Whether the colour is told by its sign and stands apart from the name.
    is_sure: bool,
    corrected: String,
    fixes: Vec<Fix>,
}

/// Where the colour stands in a name.
struct Split<'s> {
    color: &'s str,
    rest: &'s str,
    /// How the head of an arrow follows the colour in `red>B`.
    head: &'s str,
    is_sure: bool,
}

/// The names of a message that hold a colour.
pub(super) fn find(message: &ast::Message<'_>) -> Option<Colored> {
    let (Endpoint::Participant(first), Endpoint::Participant(second)) = (message.first, message.second)
    else {
        return None;
    };
    if let Some(split) = split_receiver(message, second) {
        return Some(colored(message, second, &split, |rest, arrow| format!("{}{arrow}{rest}", first.text)));
    }
    let split = (!first.quoted).then(|| behind(first.text)).flatten()?;
    Some(colored(message, first, &split, |rest, arrow| format!("{rest}{arrow}{}", second.text)))
}

fn split_receiver<'s>(message: &ast::Message<'_>, name: Name<'s>) -> Option<Split<'s>> {
    if name.quoted {
        return None;
    }
    let is_headless = message.arrow.head == Head::None && message.arrow.tail == Head::None;
    let before_head = || {
        let (color, rest) = name.text.split_once('>').filter(|_| is_headless)?;
        let head = if rest.starts_with('>') { ">>" } else { ">" };
        let rest = rest.trim_start_matches('>').trim_start();
        Some(Split { color: plain(color)?, rest, head, is_sure: false })
    };
    behind(name.text).or_else(|| before(name.text)).or_else(before_head)
}

/// `B #red` and `B [#red]`.
fn behind(text: &str) -> Option<Split<'_>> {
    let (rest, color) = text.rsplit_once([' ', '\t'])?;
    let is_bracketed = color.starts_with('[');
    let color = color.strip_prefix('[').and_then(|color| color.strip_suffix(']')).unwrap_or(color);
    let is_signed = color.starts_with('#');
    let split = Split { color: plain(color)?, rest: rest.trim_end(), head: "", is_sure: true };
    (is_signed || is_bracketed).then_some(split)
}

/// `#red B`, `#redB` and `[#red]B`.
fn before(text: &str) -> Option<Split<'_>> {
    if let Some(inner) = text.strip_prefix('[') {
        let (color, rest) = inner.split_once(']')?;
        let is_sure = color.starts_with('#');
        return Some(Split { color: plain(color)?, rest: rest.trim_start(), head: "", is_sure });
    }
    let inner = text.strip_prefix('#')?;
    if let Some((color, rest)) = inner.split_once([' ', '\t']) {
        return Some(Split { color: plain(color)?, rest: rest.trim_start(), head: "", is_sure: true });
    }
    // The longest colour that a name can follow.
    let ends: Vec<usize> = inner.char_indices().map(|(at, _)| at).take(LONGEST + 1).skip(1).collect();
    let found = ends.into_iter().rev().find_map(|at| Some((plain(&inner[..at])?, &inner[at..])));
    found.map(|(color, rest)| Split { color, rest, head: "", is_sure: false })
}

/// The length of the longest name of a colour, `lightgoldenrodyellow`.
const LONGEST: usize = 20;

/// A colour without its sign, if it is one.
fn plain(text: &str) -> Option<&str> {
    let color = text.trim().trim_start_matches('#');
    Color::from_written(color).map(|_| color)
}

fn colored(
    message: &ast::Message<'_>,
    name: Name<'_>,
    split: &Split<'_>,
    corrected: impl FnOnce(&str, &str) -> String,
) -> Colored {
    let line = if message.arrow.line == Line::Dashed { "--" } else { "-" };
    let heads = |head: Head, one: &'static str, two: &'static str| match head {
        Head::None | Head::Cross | Head::Half { .. } => "",
        Head::Filled => one,
        Head::Open => two,
    };
    let tail = heads(message.arrow.tail, "<", "<<");
    let head = if split.head.is_empty() { heads(message.arrow.head, ">", ">>") } else { split.head };
    let end = if head.is_empty() { "-" } else { "" };
    let bracket = format!("[#{}]", split.color);
    let fixes = if !message.style.is_empty() {
        Vec::new()
    } else if split.head.is_empty() {
        let at = message.arrow_span.start + tail.len() + line.len();
        let insert = Fix { span: Span::new(at, at), replacement: format!("{bracket}{end}") };
        vec![insert, Fix { span: name.span, replacement: split.rest.to_owned() }]
    } else {
        let span = message.arrow_span.to(name.span);
        vec![Fix { span, replacement: format!("{line}{bracket}{head}{}", split.rest) }]
    };
    Colored {
        name: name.text.to_owned(),
        span: name.span,
        color: split.color.to_owned(),
        rest: split.rest.to_owned(),
        is_sure: split.is_sure,
        corrected: corrected(split.rest, &format!("{tail}{line}{bracket}{end}{head}")),
        fixes,
    }
}

/// Warns of such names, unless they are declared; returns the positions of those it warns of.
pub(super) fn check(mut all: Vec<Colored>, names: &Names<'_, '_>, sink: &mut Diagnostics) -> Vec<usize> {
    // All messages of one such name share a warning.
    all.sort_by(|one, other| (&one.name, one.span).cmp(&(&other.name, other.span)));
    let mut faulty = Vec::new();
    let mut all = all.into_iter().peekable();
    while let Some(mut colored) = all.next() {
        while let Some(more) = all.next_if(|next| next.name == colored.name) {
            colored.fixes.extend(more.fixes);
        }
        let Colored { name, span, color, rest, is_sure, corrected, fixes } = colored;
        let Some((index, _, false)) = names.place(&name) else { continue };
        let meant = names.place(&rest);
        if rest.is_empty() || meant.is_none() && !is_sure {
            continue;
        }
        let message = format!("the colour `{color}` is a part of the name, so `{name}` is a participant");
        let diagnostic = sink.warn(Code::MisplacedColor, span, message);
        diagnostic.at("a participant of its own").fixes = fixes;
        diagnostic.help(format!("write `{corrected}:`; if `{name}` is meant, declare it"));
        if let Some((_, place, _)) = meant {
            diagnostic.label(place, "the one that is meant");
        }
        faulty.push(index);
    }
    faulty
}
