//! Explains a line that is not a statement: where it goes wrong, and what to write.

mod arrow;
pub(in crate::parse) mod braces;
pub(in crate::parse) mod conflict;
pub(in crate::parse) mod continued;
pub(in crate::parse) mod foreign;
pub(in crate::parse) mod junk;
mod languages;
mod malformed;
mod malformed_end;
mod mermaid_box;
pub(in crate::parse) mod mermaid_participant;
pub(in crate::parse) mod spelling;
pub(in crate::parse) mod typography;
pub(in crate::parse) mod unclosed;

use super::front::Explained;
use super::seq::trim;

use crate::ast::WORDS;
use crate::diagnostic::{Code, Diagnostics};
use crate::source::Span;

impl Explained {
    fn opens(opens_block: bool) -> Explained {
        Explained { opens_block, ..Explained::default() }
    }

    fn closes(closes_block: bool) -> Explained {
        Explained { closes_block, ..Explained::default() }
    }
}

/// The surroundings of a line.
#[derive(Clone, Copy)]
pub(in crate::parse) struct Surroundings<'s> {
    pub source: &'s str,
    /// The word of the innermost block that is open.
    pub inside: Option<&'static str>,
    /// Whether no statement is above it.
    pub is_first: bool,
    /// Whether the lines just above it are not statements either, as in a paragraph.
    pub in_prose: bool,
    /// Whether the beginning of the source says that it is Mermaid.
    pub is_mermaid: bool,
    /// The two ends of the message just above it, in the order written.
    pub below: Option<(&'s str, &'s str)>,
    /// The statement just above it, if that has a text.
    pub above: Option<continued::Above<'s>>,
}

/// A line to explain, and where it begins in the source.
#[derive(Clone, Copy)]
pub(in crate::parse) struct JunkLine<'s> {
    pub text: &'s str,
    pub start: usize,
}

impl<'s> JunkLine<'s> {
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

/// Explains a line that is not a statement. `is_known` returns whether other lines mention a name.
pub(in crate::parse) fn explain(
    line: JunkLine<'_>,
    around: Surroundings<'_>,
    is_known: &mut dyn FnMut(&str) -> bool,
    sink: &mut Diagnostics,
) -> Explained {
    let text = line.text;
    if typography::explain(line, sink) {
        return Explained::default();
    }
    let word = line.first_word();
    if word == text && malformed_end::glued(line, sink) {
        return Explained::closes(true);
    }
    let lower = word.to_ascii_lowercase();
    if WORDS.contains(&lower.as_str()) && !is_more_of_a_message(line, word) {
        if lower == "end" {
            return Explained::closes(malformed_end::explain(line, sink));
        }
        if lower == "box" && mermaid_box::explain(line, sink) {
            return Explained::opens(true);
        }
        malformed::explain(line, &lower, sink);
        return Explained::opens(spelling::is_opener(&lower));
    }
    if arrow::explain(line, is_known, sink) || unclosed_quote(line, sink) {
        return Explained::default();
    }
    if !around.in_prose && condition(line, word, sink) {
        return Explained::opens(!ELSE.contains(&word));
    }
    if divider(line, sink) {
        return Explained::default();
    }
    // A participant that other lines mention is not misspelt, and a word with a colon is a heading.
    let is_other =
        |is_known: &mut dyn FnMut(&str) -> bool| trim(&text[word.len()..]) == ":" || is_known(word);
    let meant = spelling::meant(word, WORDS).filter(|_| !is_other(is_known));
    if let Some(meant) = meant {
        let diagnostic = sink
            .error(
                Code::UnknownStatement,
                line.span(0, word.len()),
                format!("no statement begins with `{}`", spelling::short(word)),
            )
            .at("misspelt?")
            .help(format!("did you mean `{meant}`?"));
        let corrected = format!("{meant}{}", &text[word.len()..]);
        // A list of names would be one name.
        if typography::is_statement(&corrected) && !text.contains(',') {
            diagnostic.fix(line.span(0, word.len()), meant);
        }
        return Explained::opens(spelling::is_opener(meant));
    }
    Explained { is_unknown: true, ..Explained::default() }
}

/// The words that begin a block in programming languages, and the fragments that show it.
const CONDITIONS: &[(&str, &str)] =
    &[("if", "alt"), ("while", "loop"), ("for", "loop"), ("foreach", "loop"), ("repeat", "loop")];

/// What programming languages divide a block with.
const ELSE: &[&str] = &["elseif", "elsif", "elif"];

/// `==text` without the second half of its frame.
fn divider(line: JunkLine<'_>, sink: &mut Diagnostics) -> bool {
    let Some(text) = line.text.strip_prefix("==").map(|rest| trim(rest.trim_matches('='))) else {
        return false;
    };
    if text.is_empty() {
        return false;
    }
    let end = line.text.len();
    sink.error(Code::MalformedStatement, line.span(end, end), "this divider has no end")
        .at("`==` is missing here")
        .help(format!("write `=={}==`", spelling::short(text)))
        .fix(line.span(2 + line.text[2..].trim_end_matches('=').len(), end), "==");
    true
}

/// A line that begins or divides a block as in a program.
fn condition(line: JunkLine<'_>, word: &str, sink: &mut Diagnostics) -> bool {
    let begins = CONDITIONS.iter().find(|(known, _)| *known == word).map(|(_, meant)| *meant);
    let Some(meant) = begins.or_else(|| ELSE.contains(&word).then_some("else")) else { return false };
    if line.text.ends_with(['.', ',']) {
        return false;
    }
    let span = line.span(0, word.len());
    sink.error(Code::UnknownStatement, span, format!("no statement begins with `{word}`"))
        .at("a word of programming languages")
        .help(format!("write `{}`", spelling::short(&format!("{meant}{}", &line.text[word.len()..]))))
        .fix(span, meant);
    true
}

/// A line that begins with a word of the language but has an arrow right after it, or a word with a capital
/// letter and an arrow somewhere, is a faulty message rather than a faulty statement.
fn is_more_of_a_message(line: JunkLine<'_>, word: &str) -> bool {
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
pub(in crate::parse) fn unclosed_quote(line: JunkLine<'_>, sink: &mut Diagnostics) -> bool {
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

/// Whether a line is several words and nothing that could have been meant as a statement.
fn is_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ':', '!', '?']);
    let is_prose =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | ',' | '.' | '\'' | '’' | '(' | ')' | '`');
    text.starts_with(char::is_alphabetic) && text.chars().all(is_prose) && text.split(' ').count() >= 4
}

/// Reports one line, or several in a row, that are not statements.
pub(in crate::parse) fn unknown(first: JunkLine<'_>, lines: usize, sink: &mut Diagnostics) {
    let colon = first.text.find(':');
    let named = colon.map(|colon| spelling::short(trim(&first.text[..colon]))).filter(|name| {
        let is_list = name.starts_with(['-', '*', '•']) || name.starts_with(|c: char| c.is_ascii_digit());
        !name.is_empty()
            && !is_list
            && name.split([' ', '\t']).count() <= 3
            && !name.contains(['/', '<', '>', '(', '[', '{', '|', '!', '"'])
    });
    let message = match lines {
        1 => "this line is not a statement".to_owned(),
        _ => format!("these {lines} lines are not statements"),
    };
    let diagnostic = sink.error(Code::UnknownStatement, first.span(0, first.text.len()), message);
    match named {
        Some(name) => diagnostic
            .at("there is no arrow before the colon")
            .help(format!("a message is `{name}->Somebody: text`, a note `note over {name}: text`")),
        None if is_sentence(first.text) => diagnostic.at("a sentence, it seems").help(
            "if it is a remark, begin it with `#`; if readers should see it, write `note over A: text`",
        ),
        None => diagnostic
            .at(if lines == 1 { "not understood" } else { "the first of them" })
            .help("a message is `A->B: text`, a note `note over A: text`; a comment begins with `#`"),
    };
}
