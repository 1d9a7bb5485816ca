//! Parses a source into an `ast::Diagram`.
#![allow(clippy::wildcard_enum_match_arm)] // pest's `Rule` has a variant for every helper of the grammar.

mod bidi;
mod bytes;
mod fold;
mod front;
mod hints;
mod lower;
mod mermaid;
mod plantuml;
mod seq;

use crate::ast;
use crate::diagnostic::{Code, Diagnostics};
use crate::expansion::Expansion;
use crate::source::{Dialect, Source};
use seq::front::SeqFront;

/// The tree of a source with conflict marks: its comments, and lines that mean nothing for now. Both versions stand one
/// after the other, so that whatever else was found would be about lines that go.
fn undecided(source: &Source, readable: bool) -> ast::Diagram<'_> {
    let mut unused = Diagnostics::new();
    let mut front = SeqFront::new(source, readable, &mut unused);
    let mut body = fold::fold(source.text(), &mut front, &mut unused);
    for stmt in &mut body {
        if !matches!(stmt.kind, ast::StmtKind::Comment(_) | ast::StmtKind::Blank) {
            stmt.kind = ast::StmtKind::Junk(&source.text()[stmt.span.start..stmt.span.end]);
        }
    }
    ast::Diagram { body, dialect: front.dialect() }
}

/// The language of a text other than `.seq` that its first statement names.
pub fn foreign(text: &str) -> Option<Dialect> {
    let languages =
        [(Dialect::Mermaid, mermaid::begins as fn(&str) -> bool), (Dialect::PlantUml, plantuml::begins)];
    languages.into_iter().find(|(_, begins)| begins(text)).map(|(dialect, _)| dialect)
}

/// Whether a text in another language is a sequence diagram.
pub fn is_sequence(text: &str, language: Dialect) -> bool {
    if language == Dialect::PlantUml { plantuml::is_sequence(text) } else { foreign(text) == Some(language) }
}

/// The texts of the diagrams of a file in another language, with as many line ends before each as there are lines above it.
pub fn diagrams(text: &str, language: Dialect) -> impl Iterator<Item = String> {
    let further = if language == Dialect::PlantUml { plantuml::further(text) } else { Vec::new() };
    let starts = [0].into_iter().chain(further.clone());
    let ends = further.into_iter().chain([text.len()]);
    let above = |at: usize| "\n".repeat(text[..at].matches('\n').count());
    starts.zip(ends).map(move |(start, end)| above(start) + &text[start..end])
}

/// Parses a text in PlantUML: that of a source or what a preprocessor made of it, with the numbers of its lines.
fn plantuml<'s>(
    source: &'s Source,
    text: &'s str,
    numbers: Vec<u32>,
    sink: &mut Diagnostics,
) -> ast::Diagram<'s> {
    let mut front = plantuml::PlantUmlFront::new(source, text, numbers);
    let body = fold::fold(text, &mut front, sink);
    ast::Diagram { body, dialect: Dialect::PlantUml }
}

/// Parses an expanded text. All places, also those of diagnostics, are moved to the source.
fn expanded<'s>(source: &'s Source, expansion: &Expansion, sink: &mut Diagnostics) -> ast::Diagram<'s> {
    let text = source.keep(expansion.text().to_owned());
    let before = source.first_line().saturating_sub(1);
    let number = |at| u32::try_from(source.place(at).line + before).unwrap_or(u32::MAX);
    let mut found = Diagnostics::new();
    let mut diagram = plantuml(source, text, expansion.lines().map(number).collect(), &mut found);
    let origin = |span| expansion.origin(span);
    diagram.move_places(&origin);
    found.move_places(&origin, &|span| expansion.verbatim(span), &|span| expansion.called(span));
    sink.append(&mut found);
    diagram
}

/// Parses a source in another language.
fn imported<'s>(
    source: &'s Source,
    language: Dialect,
    expansion: Option<&Expansion>,
    sink: &mut Diagnostics,
) -> ast::Diagram<'s> {
    if !cfg!(feature = "import") {
        sink.error(
            Code::ForeignLanguage,
            source.line_span(1),
            "this build does not read Mermaid and PlantUML",
        )
        .help("build seqwright with its feature `import`, which is on by default");
        return ast::Diagram { body: Vec::new(), dialect: language };
    }
    match expansion {
        Some(expansion) => expanded(source, expansion, sink),
        None if language == Dialect::PlantUml => plantuml(source, source.text(), Vec::new(), sink),
        None => {
            let mut front = mermaid::MermaidFront::new(source);
            let body = fold::fold(source.text(), &mut front, sink);
            ast::Diagram { body, dialect: Dialect::Mermaid }
        }
    }
}

/// Parses a source, or what a preprocessor made of it. Never fails: a line that is not a statement becomes `Junk` and a
/// diagnostic.
pub fn parse<'s>(
    source: &'s Source,
    expansion: Option<&Expansion>,
    sink: &mut Diagnostics,
) -> ast::Diagram<'s> {
    let readable = bytes::check(source, sink);
    if hints::conflict::report(source, sink) {
        return undecided(source, readable);
    }
    if let Some(language) = source.dialect().filter(|dialect| dialect.is_foreign()) {
        return imported(source, language, expansion, sink);
    }
    let mut front = SeqFront::new(source, readable, sink);
    let mut body = fold::fold(source.text(), &mut front, sink);
    if front.speaks_of_knowledge {
        seq::payload::read(&mut body);
    }
    ast::Diagram { body, dialect: front.dialect() }
}
