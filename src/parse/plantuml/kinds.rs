//! Tells sequence diagrams from other kinds, and explains lines that are no statement.

use super::{Line, PlantUmlFront, Rule, Stage, parsed};
use crate::diagnostic::{Code, Diagnostics};
use crate::parse::seq::is_word;
use crate::source::Span;

/// The words that begin a line of another kind of diagram.
const OTHERS: &[&str] = &[
    "class",
    "interface",
    "abstract",
    "annotation",
    "enum",
    "object",
    "map",
    "package",
    "component",
    "node",
    "usecase",
    "state",
    "start",
    "stop",
    "if",
    "while",
    "repeat",
    "fork",
    "cloud",
    "folder",
    "artifact",
    "rectangle",
    "namespace",
    "salt",
    "robust",
    "concise",
    "clock",
    "binary",
    "json",
    "diamond",
];

/// Whether a text has a line `@startuml`.
pub(super) fn has_start(text: &str) -> bool {
    text.lines()
        .any(|line| line.trim_start().get(..6).is_some_and(|head| head.eq_ignore_ascii_case("@start")))
}

/// Whether the first statement of a text is `@startuml`, and nothing below it belongs to another kind of diagram.
pub(in crate::parse) fn begins(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('\''));
    first.is_some_and(|line| is_word(line, "@startuml")) && is_sequence(text)
}

/// How many diagrams of a file are told apart.
const MOST_DIAGRAMS: usize = 100;

/// Where each diagram of a text begins that is not the first.
pub(in crate::parse) fn further(text: &str) -> Vec<usize> {
    let mut at = 0;
    let mut starts = Vec::new();
    for line in text.split_inclusive('\n') {
        if is_word(line.trim_start(), "@startuml") {
            starts.push(at);
        }
        at += line.len();
    }
    starts.into_iter().skip(1).take(MOST_DIAGRAMS - 1).collect()
}

/// Whether a text is a sequence diagram. Without `@startuml` a line must say so.
pub(in crate::parse) fn is_sequence(text: &str) -> bool {
    text.lines().find_map(|line| says(line.trim())).unwrap_or_else(|| has_start(text))
}

/// Whether a line is of a sequence diagram or of another kind, where it says so.
fn says(line: &str) -> Option<bool> {
    let word = line.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    let is_start = line.starts_with("@start") && word.is_empty() && !is_word(line, "@startuml");
    if is_start || OTHERS.contains(&word) || line.starts_with([':', '(']) {
        return Some(false);
    }
    let sure =
        ["participant", "autonumber", "alt", "box", "activate", "ref", "boundary", "control", "entity"];
    if sure.contains(&word) {
        return Some(true);
    }
    if !line.contains("--") && !line.contains(['<', '>']) || line.starts_with(['!', '\'', '/', '<']) {
        return None;
    }
    match parsed(line).as_rule() {
        Rule::message => Some(true),
        Rule::junk if line.contains(['(', '[']) || line.contains("<|") || line.contains("|>") => Some(false),
        _ => None,
    }
}

/// Reports a diagram of another kind.
pub(super) fn report(kind: &str, span: Span, sink: &mut Diagnostics) {
    sink.error(Code::ForeignLanguage, span, format!("this is no sequence diagram of PlantUML, but `{kind}`"))
        .at("another kind of diagram")
        .help("this program draws sequence diagrams only");
}

impl<'s> PlantUmlFront<'s> {
    /// Reports a line that is no statement.
    pub(super) fn unknown(&mut self, line: &Line<'s>, sink: &mut Diagnostics) {
        let text = line.text;
        let word = text.split(|c: char| c.is_whitespace() || c == '{').next().unwrap_or_default();
        let is_first = self.last_ends.is_empty() && self.declared.is_empty();
        if is_first && (OTHERS.contains(&word) || text.starts_with([':', '('])) {
            self.stage = Stage::Other;
            self.stmt(crate::ast::StmtKind::Junk(text), line);
            report(word, line.span, sink);
            return;
        }
        if text.starts_with(['!', '%']) {
            self.junk(Code::UnknownStatement, (line, line.span), format!("`{word}` is not read"), sink)
                .at("a directive of the preprocessor of PlantUML")
                .help("expand it first: `plantuml -preproc FILE`");
            return;
        }
        if let Some(name) = call(text) {
            let message = format!("`{name}` is a macro that is not defined here");
            self.junk(Code::UnknownStatement, (line, line.span), message, sink)
                .at("a call of it")
                .help("expand it first: `plantuml -preproc FILE`");
            return;
        }
        let help = match word.to_ascii_lowercase().as_str() {
            "==" => "a divider ends as it begins: `== TEXT ==`",
            "ref" => "a reference is written `ref over A, B : TEXT`",
            "note" | "hnote" | "rnote" => {
                "a note is written `note left of A : TEXT`, or `over A, B`, or `across`"
            }
            "participant" | "actor" | "database" => "a name with spaces or signs stands in quotation marks",
            "hide" => "what can be hidden are `footbox`, `unlinked` and `stereotype`",
            _ => {
                "a message is written `A -> B : TEXT`; a name with spaces or signs stands in quotation marks"
            }
        };
        self.junk(Code::UnknownStatement, (line, line.span), "this is not a statement of PlantUML", sink)
            .at("not understood")
            .help(help);
    }
}

/// The name of the macro that a line calls: `Foo(a, b)`, `$foo()`.
fn call(text: &str) -> Option<&str> {
    let end = text.find('(')?;
    let name = text[..end].trim_end();
    let bare = name.strip_prefix('$').unwrap_or(name);
    let is_name = !bare.is_empty() && bare.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.');
    is_name.then_some(name)
}
