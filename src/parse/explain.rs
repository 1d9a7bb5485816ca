//! A line that is no statement in, the complaint about it out: where it goes wrong, and what to write.

use super::bytes::is_control;
use super::seq::trim;
use super::{arrow, foreign, form, lookalike, words};
use crate::ast::WORDS;
use crate::diagnostic::{Code, Diagnostics};
use crate::source::Span;

/// What the rest of the parser should know of a line that is no statement.
#[derive(Default)]
pub(super) struct Explained {
    /// Whether it was most likely meant to open a block that an `end` closes.
    pub opens_block: bool,
}

/// A line to explain, and where it begins in the source.
#[derive(Clone, Copy)]
pub(super) struct Faulty<'s> {
    pub text: &'s str,
    pub start: usize,
}

impl<'s> Faulty<'s> {
    /// The bytes from one offset in the line to another.
    pub fn span(self, from: usize, to: usize) -> Span {
        Span::new(self.start + from, self.start + to)
    }

    /// The word it begins with; a sign that belongs to a word of the language is part of it.
    pub fn first_word(self) -> &'s str {
        let end = self.text.find(|c: char| !c.is_alphanumeric()).unwrap_or(self.text.len());
        let word = &self.text[..end];
        if word.eq_ignore_ascii_case("expandable") && self.text[end..].starts_with(['+', '-']) {
            return &self.text[..=end];
        }
        word
    }
}

/// Says what is wrong with a line that is no statement. `is_known` tells whether other lines mention a name.
pub(super) fn explain(
    source: &str,
    span: Span,
    is_known: &mut dyn FnMut(&str) -> bool,
    sink: &mut Diagnostics,
) -> Explained {
    let text = &source[span.start..span.end];
    let line = Faulty { text, start: span.start };
    if text.bytes().any(is_control) {
        return Explained::default(); // A character in it has been complained about.
    }
    if let Some(explained) = foreign::explain(source, line, sink) {
        return explained;
    }
    if lookalike::explain(line, sink) {
        return Explained::default();
    }
    let word = line.first_word();
    let lower = word.to_ascii_lowercase();
    if WORDS.contains(&lower.as_str()) && !is_more_of_a_message(line, word) {
        form::explain(line, &lower, sink);
        return Explained { opens_block: words::is_opener(&lower) };
    }
    if arrow::explain(line, is_known, sink) || unclosed_quote(line, sink) {
        return Explained::default();
    }
    if let Some(meant) = words::meant(word, WORDS) {
        let complaint = sink
            .error(
                Code::UnknownStatement,
                line.span(0, word.len()),
                format!("no statement begins with `{}`", words::short(word)),
            )
            .at("misspelt?")
            .help(format!("did you mean `{meant}`?"));
        let cured = format!("{meant}{}", &text[word.len()..]);
        if lookalike::is_statement(&cured) {
            complaint.fix(line.span(0, word.len()), meant);
        }
        return Explained { opens_block: words::is_opener(meant) };
    }
    unknown(line, sink);
    Explained::default()
}

/// A line that begins with a word of the language but has an arrow right after it, or a word with a capital
/// letter and an arrow somewhere, is a faulty message rather than a faulty statement.
fn is_more_of_a_message(line: Faulty<'_>, word: &str) -> bool {
    let rest = &line.text[word.len()..];
    match arrow::find(line.text) {
        Some(run) => {
            trim(&line.text[word.len()..run.start.max(word.len())]).is_empty()
                || word.starts_with(char::is_uppercase) && !rest.trim_start().starts_with(':')
        }
        None => false,
    }
}

/// A quotation mark without a second one, where a name may begin.
pub(super) fn unclosed_quote(line: Faulty<'_>, sink: &mut Diagnostics) -> bool {
    let Some(at) = open_quote(line.text) else { return false };
    sink.error(Code::UnclosedQuote, line.span(at, at + 1), "this quotation mark is never closed")
        .at("opened here")
        .help("close it with a second `\"` on the same line; inside of a name, write `\\\"`");
    true
}

/// The quotation mark that is left over when the others are paired, if any.
fn open_quote(text: &str) -> Option<usize> {
    let mut open = None;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' if !escaped => open = if open.is_some() { None } else { Some(at) },
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    open
}

fn unknown(line: Faulty<'_>, sink: &mut Diagnostics) {
    let colon = line.text.find(':');
    let named = colon.map(|colon| words::short(trim(&line.text[..colon]))).filter(|name| {
        !name.is_empty() && name.split([' ', '\t']).count() <= 3 && !name.contains(['/', '<', '(', '!', '"'])
    });
    let complaint =
        sink.error(Code::UnknownStatement, line.span(0, line.text.len()), "this line is not a statement");
    match named {
        Some(name) => complaint
            .at("there is no arrow before the colon")
            .help(format!("a message is `{name}->Somebody: text`, a note `note over {name}: text`")),
        None => complaint
            .at("not understood")
            .help("a message is `A->B: text`, a note `note over A: text`; a comment begins with `#`"),
    };
}
