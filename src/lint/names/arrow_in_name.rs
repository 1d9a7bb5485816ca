//! Finds names that hold a part of another language's arrow.
//!
//! `A-)B: x` is a message of Mermaid to `B`; here its arrow is `-`, and `)B` is a participant.

use super::Names;
use crate::ast::{self, Endpoint, Name};
use crate::diagnostic::{Code, Diagnostics, Fix};
use crate::notation::{Head, Line};
use crate::source::Span;

/// A name with a part of an arrow in it.
pub(super) struct Suspect {
    name: String,
    /// The part, and the name without it.
    piece: String,
    rest: String,
    span: Span,
    corrected: String,
    fixes: Vec<Fix>,
    /// The name at the other end, if it holds the rest of the arrow.
    other: Option<String>,
}

/// The ending of such a name, and the mark with the same meaning after an arrow.
const MARKS: &[(&str, &str)] = &[("++", "+"), ("--", "-"), ("**", "*")];

/// Whether a name may hold such a part, at a glance.
fn is_suspect(name: &Name<'_>) -> bool {
    let text = name.text;
    !name.quoted
        && (text.starts_with([')', '\\', '/', '&', '\u{ff1e}', '+', '-', '*', '#'])
            || text.ends_with(['+', '-', '*', ';'])
            || text.contains('>'))
        || [text.get(1..2), text.len().checked_sub(2).and_then(|at| text.get(at..at + 1))]
            .contains(&Some(" "))
}

/// The name of a message that may hold such a part.
pub(super) fn find(message: &ast::Message<'_>) -> Option<Suspect> {
    let is_suspect = |end| matches!(end, Endpoint::Participant(name) if is_suspect(&name));
    if ![message.first, message.second].into_iter().any(is_suspect) {
        return None;
    }
    let (Endpoint::Participant(first), Endpoint::Participant(second)) = (message.first, message.second)
    else {
        return None;
    };
    escaped_tail(message, first, second)
        .or_else(|| receiver(message, first, second))
        .or_else(|| sender(message, first, second))
        .or_else(|| stray_signs(message, first, second))
}

fn receiver(message: &ast::Message<'_>, first: Name<'_>, second: Name<'_>) -> Option<Suspect> {
    let text = second.text;
    if second.quoted {
        return None;
    }
    let arrow = message.arrow_span;
    let is_dashed = message.arrow.line == Line::Dashed;
    let either = |solid: &'static str, dashed: &'static str| if is_dashed { dashed } else { solid };
    let is_headless = message.arrow.head == Head::None && message.arrow.tail == Head::None;
    // A new arrow replaces the old one and the piece after it.
    let new_arrow = |new: &str, piece: usize| {
        let span = Span::new(arrow.start, second.span.start + piece);
        let corrected = format!("{}{new}{}", first.text, text[piece..].trim_start());
        (corrected, vec![Fix { span, replacement: new.to_owned() }])
    };
    let (piece, rest, (corrected, fixes)) = if is_headless && let Some(rest) = text.strip_prefix(')') {
        (")", rest, new_arrow(either("->>", "-->>"), 1))
    } else if is_headless && let Some(rest) = text.strip_prefix("&gt;") {
        // The head of an arrow as HTML spells it.
        match rest.strip_prefix("&gt;") {
            Some(rest) => ("&gt;&gt;", rest, new_arrow(either("->>", "-->>"), 8)),
            None => ("&gt;", rest, new_arrow(either("->", "-->"), 4)),
        }
    } else if is_headless && let Some(rest) = text.strip_prefix('\u{ff1e}') {
        ("\u{ff1e}", rest, new_arrow(either("->", "-->"), 3))
    } else if is_headless && text.starts_with(['\\', '/']) {
        let rest = text.trim_start_matches(['\\', '/']);
        let piece = text.len() - rest.len();
        (&text[..piece], rest, new_arrow(either("->", "-->"), piece))
    } else if !is_headless && let Some(rest) = text.strip_prefix("x ") {
        ("x", rest, new_arrow(either("-x", "--x"), 2))
    } else if !is_headless && let Some(rest) = text.strip_prefix("o ") {
        ("o", rest, new_arrow(either("->", "-->"), 2))
    } else {
        let (piece, mark) = MARKS.iter().find(|(piece, _)| text.ends_with(piece))?;
        let rest = text[..text.len() - piece.len()].trim_end();
        let cut = Span::new(second.span.start + rest.len(), second.span.end);
        let put = Fix { span: Span::new(arrow.end, arrow.end), replacement: (*mark).to_owned() };
        let corrected = format!("{}{}{mark}{rest}", first.text, either("->", "-->"));
        (*piece, rest, (corrected, vec![put, Fix { span: cut, replacement: String::new() }]))
    };
    let rest = rest.trim_start();
    Some(Suspect {
        name: text.to_owned(),
        piece: piece.to_owned(),
        rest: rest.to_owned(),
        span: second.span,
        corrected,
        fixes,
        other: None,
    })
}

/// `A o->B` and `& A->B` of PlantUML.
fn sender(message: &ast::Message<'_>, first: Name<'_>, second: Name<'_>) -> Option<Suspect> {
    let text = first.text;
    let (piece, rest, cut) = if let Some(rest) = text.strip_suffix(" o") {
        ("o", rest.trim_end(), Span::new(first.span.start + rest.trim_end().len(), first.span.end))
    } else {
        let rest = text.strip_prefix("& ")?.trim_start();
        ("&", rest, Span::new(first.span.start, first.span.end - rest.len()))
    };
    if first.quoted {
        return None;
    }
    let arrow = if message.arrow.line == Line::Dashed { "-->" } else { "->" };
    Some(Suspect {
        name: text.to_owned(),
        piece: piece.to_owned(),
        rest: rest.to_owned(),
        span: first.span,
        corrected: format!("{rest}{arrow}{}", second.text),
        fixes: vec![Fix { span: cut, replacement: String::new() }],
        other: None,
    })
}

/// How HTML and Mermaid escape the tail of an arrow and its head.
const TAILS: [&str; 3] = ["&lt;", "#lt;", "&#60;"];
const HEADS: [&str; 3] = ["&gt;", "#gt;", "&#62;"];

/// `A &lt;-> B` and `A &lt;- B`: the tail of the arrow is escaped, and perhaps its head.
fn escaped_tail(message: &ast::Message<'_>, first: Name<'_>, second: Name<'_>) -> Option<Suspect> {
    let is_marked = message.creates || message.activates || message.deactivates || !message.style.is_empty();
    if first.quoted || is_marked {
        return None;
    }
    let cut = |text: &str| TAILS.iter().find_map(|tail| text.strip_suffix(tail).map(str::len));
    let mut rest = &first.text[..cut(first.text)?];
    let mut tail = String::from("<");
    if let Some(end) = cut(rest) {
        (rest, tail) = (&rest[..end], "<<".to_owned());
    }
    let rest = rest.trim_end();
    let line = if message.arrow.line == Line::Dashed { "--" } else { "-" };
    let behead = |text: &'_ str| HEADS.iter().find_map(|head| text.strip_prefix(head).map(str::len));
    let (head, receiver) = match (message.arrow.head, behead(second.text).filter(|_| !second.quoted)) {
        (Head::Filled, _) => (">", second.text),
        (Head::Open, _) => (">>", second.text),
        (Head::None | Head::Cross | Head::Half { .. }, Some(left)) => {
            (">", second.text[second.text.len() - left..].trim_start())
        }
        (Head::None | Head::Cross | Head::Half { .. }, None) => ("", second.text),
    };
    let arrow = format!("{tail}{line}{head}");
    let span = Span::new(first.span.start + rest.len(), second.span.end);
    let receiver = if second.quoted { format!("\"{receiver}\"") } else { receiver.to_owned() };
    Some(Suspect {
        name: first.text.to_owned(),
        piece: TAILS[0].to_owned(),
        rest: rest.to_owned(),
        span: first.span,
        corrected: format!("{rest}{arrow}{receiver}"),
        fixes: vec![Fix { span, replacement: format!("{arrow}{receiver}") }],
        other: (second.text != receiver && !second.quoted).then(|| second.text.to_owned()),
    })
}

/// Signs at a name that only mean something right behind an arrow: `A -x +B`, `A+ -> B`, and a head that something
/// separates from its line: `A-way>B`.
fn stray_signs(message: &ast::Message<'_>, first: Name<'_>, second: Name<'_>) -> Option<Suspect> {
    const SIGNS: [char; 4] = ['+', '-', '*', ' '];
    let arrow = if message.arrow.line == Line::Dashed { "-->" } else { "->" };
    let suspect = |name: Name<'_>, piece: &str, rest: &str, corrected: String| Suspect {
        name: name.text.to_owned(),
        piece: piece.trim().to_owned(),
        rest: rest.to_owned(),
        span: name.span,
        corrected,
        fixes: Vec::new(),
        other: None,
    };
    let before = second.text.trim_start_matches(SIGNS);
    if !second.quoted && before.len() < second.text.len() {
        let piece = &second.text[..second.text.len() - before.len()];
        return Some(suspect(second, piece, before, format!("{}{arrow}{before}", first.text)));
    }
    let is_headless = message.arrow.head == Head::None && message.arrow.tail == Head::None;
    if !second.quoted
        && is_headless
        && let Some(at) = second.text.find('>')
    {
        let rest = second.text[at..].trim_start_matches('>').trim_start();
        let piece = &second.text[..second.text.len() - rest.len()];
        return Some(suspect(second, piece, rest, format!("{}{arrow}{rest}", first.text)));
    }
    let after = first.text.trim_end_matches(SIGNS);
    if first.quoted || after.len() == first.text.len() {
        return None;
    }
    Some(suspect(first, &first.text[after.len()..], after, format!("{after}{arrow}{}", second.text)))
}

/// Warns of such names, unless they are declared; returns the positions of those it warns of.
pub(super) fn check(mut all: Vec<Suspect>, names: &Names<'_, '_>, sink: &mut Diagnostics) -> Vec<usize> {
    // All messages of one such name share a warning.
    all.sort_by(|one, other| (&one.name, one.span).cmp(&(&other.name, other.span)));
    let mut faulty = Vec::new();
    let mut all = all.into_iter().peekable();
    while let Some(mut suspect) = all.next() {
        while let Some(more) = all.next_if(|next| next.name == suspect.name) {
            suspect.fixes.extend(more.fixes);
        }
        let Suspect { name, piece, rest, span, corrected, fixes, other } = suspect;
        let Some((index, _, false)) = names.place(&name) else { continue };
        let meant = names.place(&rest);
        // No name begins with these; all others may be part of one.
        let is_sure = matches!(piece.as_str(), ")" | "&lt;" | "&gt;" | "&gt;&gt;" | "\u{ff1e}");
        if rest.is_empty() || meant.is_none() && !is_sure {
            continue;
        }
        let message = format!("`{piece}` is not part of the arrow, so `{name}` is a participant");
        let diagnostic = sink.warn(Code::ArrowInName, span, message);
        diagnostic.at("a participant of its own").fixes = fixes;
        diagnostic.help(format!("write `{corrected}:`; if `{name}` is meant, declare it"));
        if let Some((_, place, _)) = meant {
            diagnostic.label(place, "the one that is meant");
        }
        faulty.push(index);
        faulty.extend(other.and_then(|other| names.position(&other)));
    }
    faulty
}
