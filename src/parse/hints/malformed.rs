//! Explains a malformed statement after a keyword: where it goes wrong, and how it is written.

use pest::Parser;
use pest::error::InputLocation;

use super::spelling;
use super::{JunkLine, unclosed_quote};
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::words::{Needs, Word, WordRole, begins};
use crate::parse::seq::knowledge;
use crate::parse::seq::{Rule, Seq, is_word, trim};

/// Explains where a statement goes wrong.
pub(in crate::parse) fn explain(line: JunkLine<'_>, word: &str, sink: &mut Diagnostics) {
    let rest = trim(&line.text[word.len()..]);
    if word == "include" {
        sink.error(
            Code::Unsupported,
            line.span(0, line.text.len()),
            "a diagram is one file; nothing is included",
        )
        .at("not read")
        .help("copy the text of that file here");
        return;
    }
    if unclosed_quote(line, sink) || knowledge::explain(line, sink) {
        return;
    }
    if rest.starts_with(':') {
        colon_after_word(line, word, sink);
        return;
    }
    if is_note(word) && note(line, word, sink) || word == "create" && create(line, sink) {
        return;
    }
    let at = furthest(line.text).max(word.len());
    let known = Word::find(word);
    let form = known.map_or_else(|| format!("`{word} TEXT`"), Word::form);
    let (code, label) =
        match (trim(&line.text[at..]).is_empty(), known.map_or(Needs::Nothing, |known| known.needs)) {
            (true, Needs::Name) => (Code::MissingName, "a name is missing here"),
            (true, Needs::Text) => (Code::MissingText, "something is missing here"),
            (true, Needs::Nothing) => (Code::MalformedStatement, "it cannot end here"),
            (false, _) => (Code::MalformedStatement, "not understood from here on"),
        };
    let blanks = line.text[at..].len() - line.text[at..].trim_start_matches([' ', '\t', '\u{a0}']).len();
    let span = if code == Code::MalformedStatement {
        line.span(at + blanks, line.text.len())
    } else {
        line.span(at, at)
    };
    sink.error(code, span, format!("this is not how `{word}` is written"))
        .at(label)
        .help(format!("write {form}"));
}

/// Whether a word begins a note and nothing else.
fn is_note(word: &str) -> bool {
    begins(word, WordRole::Note) && !spelling::is_opener(word)
}

/// How far the grammar could read the line as the statement that its first word promises.
fn furthest(text: &str) -> usize {
    match Seq::parse(Rule::only_statement, text) {
        Ok(_) => text.len(),
        Err(error) => match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => at.min(text.len()),
        },
    }
}

/// Explains a note that lacks its place or the names. Returns whether it lacks one.
fn note(line: JunkLine<'_>, word: &str, sink: &mut Diagnostics) -> bool {
    let after_word = line.text.len() - line.text[word.len()..].trim_start_matches(BLANKS).len();
    let words: Vec<&str> = line.text[after_word..].split(BLANKS).filter(|word| !word.is_empty()).collect();
    let first = words.first().map(|first| first.trim_end_matches(':').to_ascii_lowercase());
    let has_of = words.get(1).is_some_and(|second| second.trim_end_matches(':').eq_ignore_ascii_case("of"));
    let place = match first.as_deref() {
        Some("over") => "over",
        Some("left" | "right") if has_of => "of",
        _ => {
            if matches!(first.as_deref(), Some("left" | "right")) && words.len() > 1 {
                return of_is_missing(line, word, after_word, sink);
            }
            let end = line.text[after_word..].find(':').map_or(line.text.len(), |colon| after_word + colon);
            sink.error(
                Code::MalformedStatement,
                line.span(after_word, end),
                format!("this `{word}` has no place"),
            )
            .at("not a place")
            .help(format!(
                "write `{word} over A: text`, `{word} left of A: text` or `{word} right of A: text`"
            ));
            return true;
        }
    };
    let lower = line.text[after_word..].to_ascii_lowercase();
    let at = after_word + lower.find(place).map_or(0, |at| at + place.len());
    let rest = line.text[at..].trim_start_matches(BLANKS);
    if !rest.is_empty() && !rest.starts_with([':', ',']) {
        return false;
    }
    sink.error(Code::MissingName, line.span(at, at), format!("this `{word}` names no participant"))
        .at("a name is missing here")
        .help(format!("write `{word} over A: text`, or `{word} over A,B: text`"));
    true
}

/// Explains `note left A: text`.
fn of_is_missing(line: JunkLine<'_>, word: &str, from: usize, sink: &mut Diagnostics) -> bool {
    let (side, rest) = line.text[from..].split_once(BLANKS).unwrap_or_default();
    let at = from + side.len();
    let diagnostic =
        sink.error(Code::MalformedStatement, line.span(at, at), format!("this `{word}` lacks the word `of`"));
    diagnostic.at("missing here").help(format!("write `{word} {side} of {}`", spelling::short(trim(rest))));
    diagnostic.fix(line.span(at, at), " of");
    true
}

/// The side of a note without a name, which PlantUML puts beside the message above: `note left: text`.
pub(in crate::parse) fn side_without_name(text: &str) -> Option<&'static str> {
    let rest = text.get("note".len()..).filter(|_| text[.."note".len()].eq_ignore_ascii_case("note"))?;
    let words = rest.trim_start_matches(BLANKS);
    let side = ["left", "right"].into_iter().find(|side| is_word(words, side))?;
    let after = words[side.len()..].trim_start_matches(BLANKS);
    let is_apart = words.len() < rest.len();
    (is_apart && (after.is_empty() || after.starts_with([':', '#']))).then_some(side)
}

const BLANKS: [char; 3] = [' ', '\t', '\u{a0}'];

fn colon_after_word(line: JunkLine<'_>, word: &str, sink: &mut Diagnostics) {
    let colon = line.text.find(':').unwrap_or(word.len());
    let rest = spelling::short(trim(&line.text[colon + 1..]));
    let diagnostic = sink.error(
        Code::MalformedStatement,
        line.span(colon, colon + 1),
        format!("there is no colon after `{word}`"),
    );
    diagnostic.at("one colon too many");
    if spelling::is_opener(word) || begins(word, WordRole::Boundary) {
        diagnostic.help(format!("write `{}`", trim(&format!("{word} {rest}"))));
        let blank = if line.text[colon + 1..].starts_with(BLANKS) { "" } else { " " };
        diagnostic.fix(line.span(colon, colon + 1), blank);
    } else {
        diagnostic.help(format!("a message has an arrow before the colon: `{word}->Somebody: {rest}`"));
    }
}

/// Explains `create actor B`: what is created cannot be declared on the same line.
fn create(line: JunkLine<'_>, sink: &mut Diagnostics) -> bool {
    let word = "create".len();
    let rest = line.text[word..].trim_start_matches(BLANKS);
    let Some((kind, name)) = rest.split_once(BLANKS) else { return false };
    let at = line.text.len() - rest.len();
    let (kind, name) = (kind.to_ascii_lowercase(), trim(name));
    let is_kind = begins(&kind, WordRole::Participant) || matches!(kind.as_str(), "queue" | "collections");
    if !is_kind || name.is_empty() {
        return false;
    }
    let diagnostic =
        sink.error(Code::MalformedStatement, line.span(at, at + kind.len()), "`create` takes only a name");
    diagnostic.at("its kind is declared elsewhere");
    let shown = spelling::short(name);
    if name.contains(" as ") {
        diagnostic.help(format!(
            "declare it on a line of its own, as `{kind} \"What is shown\" as Name`, and write `create Name` here"
        ));
    } else if kind == "participant" {
        diagnostic
            .help(format!("write `create {shown}`"))
            .fix(line.span(word, line.text.len() - name.len()), " ");
    } else {
        diagnostic.help(format!("write `create {shown}`, and `{kind} {shown}` on a line of its own"));
    }
    true
}
