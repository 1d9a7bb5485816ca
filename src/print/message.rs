//! Prints messages.

use std::fmt::Write;

use super::style::{line_style, name};
use crate::ast::{Endpoint, Message, WORDS};
use crate::notation::{Arrow, Head, Line};

/// A message.
pub(super) fn message(message: &Message<'_>) -> String {
    between(message, "")
}

/// A message with a reference at one end, which `reference` spells.
pub(super) fn between(message: &Message<'_>, reference: &str) -> String {
    let Arrow { line, tail, head, tail_dot, head_dot } = message.arrow;
    let mut out = String::new();
    let shaft = if line == Line::Dashed { "--" } else { "-" };
    let style = line_style(&message.style);
    let delay = message.delay.map(|units| format!("({})", units.text)).unwrap_or_default();
    if !tail.points() && !head.points() {
        // These arrows can be taken for hyphens, so they get spaces round them, and quotes stay.
        let style = if style.is_empty() { style } else { format!("[{style}]") };
        let (left, right) = match (tail, head) {
            (Head::Cross, _) => (format!("{delay}x"), String::new()),
            (_, Head::Cross) => (String::new(), format!("x{delay}")),
            _ => (String::new(), String::new()),
        };
        let arrow = if tail == Head::Cross {
            format!("{left}{style}{shaft}")
        } else {
            format!("{shaft}{style}{right}")
        };
        let (first, second) = ends_as_written(message);
        write!(out, "{first} {arrow} {second}:").expect("a string takes any text");
    } else {
        let is_reversed = head == Head::None;
        let mark = |is: bool, mark: &'static str| if is { mark } else { "" };
        let style = match (style.is_empty(), is_reversed) {
            (true, _) => style,
            (false, true) => format!("[{style}]-"),
            (false, false) => format!("[{style}]"),
        };
        let (near, far) = if is_reversed { (delay, String::new()) } else { (String::new(), delay) };
        // A name that ends or begins like an arrow is separated from it by a space.
        let (first, second) = (end(&message.first, reference), end(&message.second, reference));
        let (first, second) = (dotted(first, &message.first, tail_dot), undotted(second, head_dot));
        let left = if first.ends_with(['-', '<', '/', '\\', '|']) { " " } else { "" };
        let right = if begins_as_mark(&second) { " " } else { "" };
        write!(
            out,
            "{first}{left}{near}{}{shaft}{style}{}{}{}{}{far}{right}{second}:",
            head_mark(tail, ["<", "<<", "/|", "//|", "\\|", "\\\\|"]),
            head_mark(head, [">", ">>", "|\\", "|\\\\", "|/", "|//"]),
            mark(message.creates, "*"),
            mark(message.activates, "+"),
            mark(message.deactivates, "-"),
        )
        .expect("a string takes any text");
    }
    if !message.text.text.is_empty() {
        out.push(' ');
        out.push_str(message.text.text);
    } else if !reference.is_empty() {
        // With a colon, such a line is an ordinary message in the dialect that has no references.
        out.pop();
    }
    out
}

/// Whether a name right behind an arrow would be taken for a part of it, or for a mark or a delay.
fn begins_as_mark(name: &str) -> bool {
    let is_delay = |rest: &str| rest.starts_with(|first: char| first.is_ascii_digit() || first == '-');
    name.starts_with(['-', '+', '*', '>', '<']) || name.strip_prefix('(').is_some_and(is_delay)
}

/// A head at one end: filled, open; the upper half filled and open; the lower half.
fn head_mark(head: Head, marks: [&'static str; 6]) -> &'static str {
    match head {
        Head::None | Head::Cross => "",
        Head::Filled => marks[0],
        Head::Open => marks[1],
        Head::Half { upper, filled } => marks[2 + 2 * usize::from(!upper) + usize::from(!filled)],
    }
}

/// The first end with its dot, if it has one. The name of a participant that is in quotation marks keeps them: without
/// them the dot may be a part of it.
fn dotted(spelled: String, end: &Endpoint<'_>, has_dot: bool) -> String {
    match end {
        _ if !has_dot => spelled,
        Endpoint::Participant(who) if who.quoted => format!("\"{}\"()", who.text),
        Endpoint::Participant(_)
        | Endpoint::LeftBorder(_)
        | Endpoint::RightBorder(_)
        | Endpoint::Reference(_) => spelled + "()",
    }
}

/// The second end with its dot, if it has one. A name that begins like a dot is in quotation marks.
fn undotted(spelled: String, has_dot: bool) -> String {
    if has_dot {
        format!("(){spelled}")
    } else if spelled.starts_with("()") && spelled.len() > 2 {
        format!("\"{spelled}\"")
    } else {
        spelled
    }
}

fn end(end: &Endpoint<'_>, reference: &str) -> String {
    match end {
        Endpoint::Participant(who) => name(who),
        Endpoint::Reference(_) => reference.to_owned(),
        Endpoint::LeftBorder(_) => "[".to_owned(),
        Endpoint::RightBorder(_) => "]".to_owned(),
    }
}

/// The ends of a line whose arrow may be a hyphen. What would be a word of the language at the beginning of a line,
/// or a hyphen too many beside the arrow, is in quotation marks.
fn ends_as_written(message: &Message<'_>) -> (String, String) {
    let is_word = |text: &str| {
        let first = text.split([' ', '\t']).next().unwrap_or_default().to_ascii_lowercase();
        WORDS.contains(&first.as_str())
    };
    let quoted = |end: &Endpoint<'_>, must: &dyn Fn(&str) -> bool| match end {
        Endpoint::Participant(who) if !who.quoted && !who.text.contains('"') && must(who.text) => {
            format!("\"{}\"", who.text)
        }
        Endpoint::Participant(_)
        | Endpoint::Reference(_)
        | Endpoint::LeftBorder(_)
        | Endpoint::RightBorder(_) => as_written(end),
    };
    let first = quoted(&message.first, &|text| is_word(text) || text.ends_with('-'));
    (first, quoted(&message.second, &|text| text.starts_with('-')))
}

fn as_written(end: &Endpoint<'_>) -> String {
    match end {
        Endpoint::Participant(who) if who.quoted => format!("\"{}\"", who.text),
        Endpoint::Participant(who) => who.text.to_owned(),
        Endpoint::LeftBorder(_) => "[".to_owned(),
        // A line without a head leads into no reference.
        Endpoint::Reference(_) => String::new(),
        Endpoint::RightBorder(_) => "]".to_owned(),
    }
}
