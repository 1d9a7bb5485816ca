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
}

/// The ending of such a name, and the mark with the same meaning after an arrow.
const MARKS: &[(&str, &str)] = &[("++", "+"), ("--", "-"), ("**", "*")];

/// Whether a name may hold such a part, at a glance.
fn is_suspect(name: &Name<'_>) -> bool {
    let text = name.text;
    !name.quoted && (text.starts_with([')', '\\', '/', '&', '\u{ff1e}']) || text.ends_with(['+', '-', '*']))
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
    receiver(message, first, second).or_else(|| sender(message, first, second))
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
    })
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
        let Suspect { name, piece, rest, span, corrected, fixes } = suspect;
        let Some((index, _, false)) = names.place(&name) else { continue };
        let meant = names.place(&rest);
        // No name begins with these; all others may be part of one.
        let is_sure = matches!(piece.as_str(), ")" | "&gt;" | "&gt;&gt;" | "\u{ff1e}");
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
    }
    faulty
}
