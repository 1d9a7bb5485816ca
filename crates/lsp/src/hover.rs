//! What is shown of the place under the mouse: a name, a complaint or a word of the language.

use gen_lsp_types::{Hover, MarkupContent, MarkupKind, Position};
use seqwright::ast::{Diagram, Endpoint, StmtKind};
use seqwright::notation::words::Word;
use seqwright::references::{NameKind, Reference};
use seqwright::source::Span;
use seqwright::{Code, Diagnostic};

use crate::Host;
use crate::document::{Document, Unit};

/// What is known of a position.
pub fn hover(document: &Document, position: Position, host: &dyn Host) -> Option<Hover> {
    let (unit, here) = document.unit_at(position)?;
    let holds = |span: &Span| (span.start..=span.end).contains(&here);
    let mut parts = Vec::new();
    let mut place = None;
    if let Some(name) = document.references(unit, host).and_then(|names| names.at(here)) {
        parts.push(of_name(unit, name));
        place = name.places().into_iter().find(holds);
    }
    let is_here = |one: &&Diagnostic| holds(&one.span());
    for diagnostic in document.compiled(unit, host).diagnostics.iter().filter(is_here).take(1) {
        parts.push(of_code(diagnostic.code));
        place = place.or(Some(diagnostic.span()));
    }
    if parts.is_empty() {
        let (word, span) = word_at(unit.source.text(), here)?;
        parts.push(word.form());
        place = Some(span);
    }
    let contents = MarkupContent { kind: MarkupKind::Markdown, value: parts.join("\n\n---\n\n") };
    Some(Hover { contents: contents.into(), range: place.map(|span| document.range_of(unit, span)) })
}

/// Text of the author as code, in which it has no effect.
fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}

/// The line of a byte, counted as the document counts.
fn line(unit: &Unit, byte: usize) -> usize {
    unit.source.place(byte).line + unit.source.first_line() - 1
}

fn some(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn of_name(unit: &Unit, name: &Reference<'_>) -> String {
    let first = name.places().first().map_or(1, |span| line(unit, span.start));
    let shown = code(&name.name);
    let defined = name.definitions.first().map(|span| line(unit, span.start));
    match name.kind {
        NameKind::Participant => {
            let (written, _) = seqwright::parse(&unit.source);
            let [sent, received] = traffic(&written, &name.name);
            let whence = match defined {
                Some(line) => format!("{} {shown}, declared in line {line}", kind_of(&written, &name.name)),
                None => format!("participant {shown}, first named in line {first}"),
            };
            format!("{whence}\n\nsends {}, receives {received}", some(sent, "message"))
        }
        NameKind::Style => format!("style {shown}, defined in line {}", defined.unwrap_or(first)),
        NameKind::Value => {
            let uses = some(name.uses.len(), "time");
            match defined {
                Some(line) => format!("value {shown}, defined in line {line}, used {uses}"),
                None => format!("value {shown}, used {uses}, first in line {first}"),
            }
        }
        NameKind::Message => format!("message {shown}, sent in line {}", defined.unwrap_or(first)),
        _ => shown,
    }
}

/// How many messages a participant sends and receives, as they are written.
fn traffic(written: &Diagram<'_>, name: &str) -> [usize; 2] {
    let mut counts = [0, 0];
    let is_it = |end: &Endpoint<'_>| matches!(end, Endpoint::Participant(who) if who.text == name);
    written.walk(&mut |stmt| {
        for message in stmt.kind.messages() {
            let (_, from, to) = message.arrow.directed(&message.first, &message.second);
            counts[0] += usize::from(is_it(from));
            counts[1] += usize::from(is_it(to));
        }
    });
    counts
}

/// The word that a participant is declared with.
fn kind_of(written: &Diagram<'_>, name: &str) -> &'static str {
    let mut kind = "participant";
    written.walk(&mut |stmt| {
        if let StmtKind::Participant(participant) = &stmt.kind
            && participant.alias.unwrap_or(participant.label).text == name
        {
            kind = participant.kind.word();
        }
    });
    kind
}

/// The text of `seqwright explain`.
fn of_code(code: Code) -> String {
    let example = code.example().map(|example| format!("\n\n```seq\n{}\n```", example.right));
    format!("**{}**\n\n{}{}", code.name(), code.paragraphs(), example.unwrap_or_default())
}

/// The word of the language at a byte, if a line begins with it.
fn word_at(text: &str, here: usize) -> Option<(&'static Word, Span)> {
    let start = text.get(..here)?.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let line = text[start..].split(['\n', '\r']).next().unwrap_or_default();
    let start = start + (line.len() - line.trim_start().len());
    let end = line
        .trim_start()
        .find(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '-'))
        .unwrap_or(line.trim_start().len());
    let span = Span::new(start, start + end);
    let word = Word::find(&text[span.start..span.end].to_lowercase())?;
    (span.start..=span.end).contains(&here).then_some((word, span))
}
