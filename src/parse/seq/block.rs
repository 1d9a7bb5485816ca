//! Reads notes and the lines that open, divide and close blocks.

use pest::iterators::Pair;

use super::line::Kind;
use super::style::{fragment_style, style};
use super::{Cut, Rule, trim, written};
use crate::ast::{FragmentStyle, Note, NoteText, StmtKind, Style, Written};
use crate::notation::words::{LEGEND, PARTICIPANT_GROUP};
use crate::notation::{FragmentKind, NoteKind, Placement, Side};
use crate::parse::front::{Close, Divide, Open, OpenBlock, Reach};
use crate::source::Span;

/// Reads a note: whole if it has text on its line, else perhaps the head of a block.
pub(in crate::parse) fn note<'s>(cut: Cut, pair: Pair<'s, Rule>) -> Kind<'s> {
    let end = cut.span(&pair).end;
    let mut note = Note {
        kind: NoteKind::Note,
        side: Side::Over,
        about: Vec::with_capacity(1),
        style: Style::default(),
        text: NoteText::Line(Written { text: "", span: Span::new(end, end) }),
    };
    let (mut colon, mut empty) = (false, true);
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::note_kind => {
                let word = part.as_str().to_ascii_lowercase();
                note.kind = NoteKind::from_word(&word).expect("the grammar has the same kinds of note");
            }
            Rule::side => note.side = side(part.as_str()),
            Rule::quoted | Rule::note_name => note.about.push(cut.name(&part)),
            Rule::style => note.style = style(cut, part),
            Rule::colon => colon = true,
            Rule::the_end => {}
            _ => {
                let text = cut.written(&part);
                empty = text.text.is_empty();
                note.text = NoteText::Line(text);
            }
        }
    }
    if empty { Kind::NoteHead { note: Box::new(note), colon } } else { Kind::Stmt(StmtKind::Note(note)) }
}

fn side(word: &str) -> Side {
    match word.as_bytes()[0].to_ascii_lowercase() {
        b'l' => Side::Left,
        b'r' => Side::Right,
        _ => Side::Over,
    }
}

/// Reads the opening line of a combined fragment.
pub(in crate::parse) fn fragment<'s>(cut: Cut, pair: Pair<'s, Rule>) -> Open<'s> {
    let mut parts = pair.into_inner();
    let word = cut.written(&parts.next().expect("a fragment begins with its word"));
    let mut style = FragmentStyle::default();
    let mut guard = Written { text: "", span: Span::new(word.span.end, word.span.end) };
    for part in parts {
        match part.as_rule() {
            Rule::fragment_style => style = fragment_style(cut, part),
            _ => guard = cut.written(&part),
        }
    }
    let kind = FragmentKind::from_word(&word.text.to_ascii_lowercase())
        .expect("the grammar has the same kinds of fragment");
    let mut label = None;
    if kind == FragmentKind::Group
        && let Some((words, color, condition)) =
            colored_label(guard, style.operator.is_some() && !style.glued)
    {
        (label, style.label, guard) = (Some(words), Some(color), condition);
    }
    let block = OpenBlock::Fragment { kind, word, style, label, guard };
    Open { word: kind.word(), end: "end", block }
}

/// `label text #white [condition]`, where the older form of `group` has the colour of its label. Without a
/// condition a last word is a colour only after a colour for the tab: `group Ticket #123` has none.
fn colored_label(text: Written<'_>, tab: bool) -> Option<(Written<'_>, Written<'_>, Written<'_>)> {
    let condition = text.text.find('[').filter(|_| text.text.ends_with(']'));
    let end = condition.or(tab.then_some(text.text.len()))?;
    let before = trim(&text.text[..end]);
    let hash = before.rfind('#')?;
    let color = &before[hash + 1..];
    // `group #gold Option #1` has no colour behind its words.
    let is_hex = matches!(color.len(), 3 | 6) && color.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_color = !color.is_empty() && (is_hex || color.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let is_apart = hash == 0 || before[..hash].ends_with([' ', '\t']);
    (is_color && is_apart).then(|| {
        let start = text.span.start;
        (
            written(&before[..hash], start),
            written(color, start + hash + 1),
            written(&text.text[end..], start + end),
        )
    })
}

/// Reads the opening line of a background.
pub(in crate::parse) fn rect<'s>(cut: Cut, pair: Pair<'s, Rule>) -> Open<'s> {
    let whole = cut.written(&pair);
    let kind = FragmentKind::Rect;
    let length = kind.word().len();
    let word =
        Written { text: &whole.text[..length], span: Span::new(whole.span.start, whole.span.start + length) };
    let guard = Written { text: "", span: Span::new(whole.span.end, whole.span.end) };
    let body = pair.into_inner().find(|part| part.as_rule() == Rule::style);
    let body = body.map_or_else(Style::default, |part| style(cut, part));
    let style = FragmentStyle { body, ..FragmentStyle::default() };
    Open {
        word: kind.word(),
        end: "end",
        block: OpenBlock::Fragment { kind, word, style, label: None, guard },
    }
}

/// Reads the opening line of a group of participants.
pub(in crate::parse) fn group<'s>(cut: Cut, pair: Pair<'s, Rule>) -> Open<'s> {
    let (style, label) = style_and_text(cut, pair);
    Open { word: PARTICIPANT_GROUP, end: "end", block: OpenBlock::Group { label, style } }
}

/// Reads on which side a legend is.
pub(in crate::parse) fn legend_place(pair: Pair<'_, Rule>) -> Placement {
    let place = pair.into_inner().find(|part| part.as_rule() == Rule::legend_place);
    place.and_then(|place| Placement::from_word(place.as_str())).unwrap_or_default()
}

/// Makes the opening line of braces.
pub(in crate::parse) fn braces<'s>(parallel: bool) -> Open<'s> {
    let word = if parallel { "parallel {" } else { "serial {" };
    Open { word, end: "}", block: OpenBlock::Braces { parallel } }
}

/// Reads `else` or `thread`.
pub(in crate::parse) fn divide<'s>(cut: Cut, pair: Pair<'s, Rule>) -> Divide<'s> {
    let thread = super::is_word(pair.as_str(), "thread");
    let (style, guard) = style_and_text(cut, pair);
    let (word, opener) = if thread { ("thread", "par") } else { ("else", "alt") };
    Divide { word, opener, thread, style, guard }
}

fn style_and_text<'s>(cut: Cut, pair: Pair<'s, Rule>) -> (Style<'s>, Written<'s>) {
    let end = cut.span(&pair).end;
    let (mut style_of_text, mut text) = (Style::default(), Written { text: "", span: Span::new(end, end) });
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::text_style => style_of_text = style(cut, part),
            Rule::text => text = cut.written(&part),
            _ => {}
        }
    }
    (style_of_text, text)
}

/// Reads `end`, `end WORD` or `}`.
pub(in crate::parse) fn close<'s>(written: Written<'s>, pair: Pair<'s, Rule>) -> Close<'s> {
    let brace = pair.as_rule() == Rule::braces_close;
    let word = pair.into_inner().find(|part| part.as_rule() == Rule::close_word);
    let word = word.map(|word| word.as_str().to_ascii_lowercase());
    let is_text = word.as_deref().is_some_and(|word| word == LEGEND || NoteKind::from_word(word).is_some());
    let reach = match is_text {
        _ if brace => Reach::Outward,
        // `end note` and the like belong to a note; only `end ref` can close a block as well.
        true => Reach::Matching,
        false => Reach::Innermost,
    };
    Close { written, word, reach }
}
