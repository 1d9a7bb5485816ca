//! Explains a line that goes on with the text of the statement above it. A text ends with its line.

use super::spelling::short;
use super::{JunkLine, languages};
use crate::ast::{Note, NoteText, Stmt, StmtKind, Written};
use crate::diagnostic::Fix;
use crate::parse::seq::{is_word, trim};
use crate::source::Span;

/// The most lines that are searched for the end of a text.
const MAX_LINES: usize = 200;

/// The statement above a line, if it has a text that the line could go on with.
#[derive(Clone, Copy)]
pub(in crate::parse) struct Above<'s> {
    /// The text.
    text: Written<'s>,
    /// Where the statement begins.
    start: usize,
    /// The word of a note.
    note: Option<&'static str>,
}

impl<'s> Above<'s> {
    /// What a statement offers to go on with.
    pub fn of(stmt: &Stmt<'s>) -> Option<Above<'s>> {
        let (text, note) = match &stmt.kind {
            StmtKind::Message(message) => (message.text, None),
            StmtKind::Note(Note { kind, text: NoteText::Line(text), .. }) => (*text, Some(kind.word())),
            _ => return None,
        };
        (!text.text.is_empty()).then_some(Above { text, start: stmt.span.start, note })
    }
}

/// What is wrong with lines that go on with a text.
pub(in crate::parse) struct Continued {
    pub message: String,
    pub label: &'static str,
    pub help: String,
    pub fixes: Vec<Fix>,
    /// Where the last of the lines ends.
    pub end: usize,
}

/// Explains a line right below a statement with a text; `None` if it does not go on with that text.
pub(in crate::parse) fn explain(source: &str, line: JunkLine<'_>, above: Above<'_>) -> Option<Continued> {
    let between = &source[above.text.span.end..line.start];
    if !between.trim().is_empty() || between.trim_matches([' ', '\t', '\r']) != "\n" {
        return None;
    }
    above
        .note
        .and_then(|word| note_with_end(source, line, above, word))
        .or_else(|| bracketed(source, line, above))
        .or_else(|| indented(source, line, above))
}

/// A note with a text on its line, and further lines up to an `end note`.
fn note_with_end(source: &str, line: JunkLine<'_>, above: Above<'_>, word: &str) -> Option<Continued> {
    let is_end = |text: &str| {
        let close = languages::NOTE_ENDS.iter().any(|end| is_word(text, end));
        close || is_word(text, "end ") && is_word(trim(&text["end ".len()..]), word)
    };
    let end = lines(source, line.start)
        .take_while(|(_, text)| !is_word(text, word))
        .find(|(_, text)| is_end(text))
        .map(|(span, _)| span.end)?;
    let colon = above.start + source[above.start..above.text.span.start].rfind(':')?;
    let head = source[above.start..colon].trim_end();
    Some(Continued {
        message: format!("the text of this `{word}` begins on its first line and goes on below it"),
        label: "the second line of the text",
        help: format!(
            "write the text on the lines between `{}` and `end {word}`, without a colon",
            short(head)
        ),
        fixes: vec![Fix {
            span: Span::new(above.start + head.len(), above.text.span.start),
            replacement: "\n".to_owned(),
        }],
        end,
    })
}

/// A text that opens a bracket, which a line below it closes.
fn bracketed(source: &str, line: JunkLine<'_>, above: Above<'_>) -> Option<Continued> {
    let mut depth = depth_after(0, above.text.text)?;
    if depth == 0 || !above.text.text.ends_with(['{', '[', '(', ',']) {
        return None;
    }
    let mut fixes = Vec::new();
    let mut last = above.text.span.end;
    for (span, text) in lines(source, line.start) {
        depth = depth_after(depth, text)?;
        fixes.push(Fix { span: Span::new(last, span.start), replacement: "\\n".to_owned() });
        last = span.end;
        if depth == 0 {
            return Some(Continued { fixes, ..one_line(above, line, last) });
        }
    }
    None
}

/// How many brackets are open behind a text; `None` if it closes more than there are.
fn depth_after(depth: usize, text: &str) -> Option<usize> {
    text.bytes().try_fold(depth, |depth, byte| match byte {
        b'{' | b'[' | b'(' => Some(depth + 1),
        b'}' | b']' | b')' => depth.checked_sub(1),
        _ => Some(depth),
    })
}

/// A line that is indented more than the statement above it. Only its author knows whether it goes on with the text.
fn indented(source: &str, line: JunkLine<'_>, above: Above<'_>) -> Option<Continued> {
    let is_more = indent(source, line.start) > indent(source, above.start);
    is_more.then(|| one_line(above, line, line.start + line.text.len()))
}

fn one_line(above: Above<'_>, line: JunkLine<'_>, end: usize) -> Continued {
    let last = above.text.text.split_whitespace().next_back().unwrap_or_default();
    Continued {
        message: "a text ends with its line".to_owned(),
        label: "goes on with the text above",
        help: format!(
            "write it on one line, with `\\n` where a line breaks: `{}`",
            short(&format!("{last}\\n{}", line.text))
        ),
        fixes: Vec::new(),
        end,
    }
}

/// The width of the spaces before a place on its line.
fn indent(source: &str, at: usize) -> usize {
    let line = &source[..at];
    line.len() - line.trim_end_matches([' ', '\t', '\u{a0}']).len()
}

/// The lines from a place on, without the spaces around them, as far as they are searched.
fn lines(source: &str, from: usize) -> impl Iterator<Item = (Span, &str)> {
    let mut at = from;
    source[from..].split_inclusive('\n').take(MAX_LINES).map(move |whole| {
        let text = trim(whole.trim_end_matches(['\n', '\r']));
        let start =
            at + (whole.len() - whole.trim_start_matches([' ', '\t', '\u{a0}']).len()).min(whole.len());
        at += whole.len();
        (Span::new(start, start + text.len()), text)
    })
}
