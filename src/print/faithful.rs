//! Prints a diagram so that reading the result gives the same diagram.

use std::collections::BTreeSet;

use super::message::message as print_message;
use super::print_but;
use crate::ast::{Diagram, Message, Stmt, StmtKind};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// Parses a source.
pub type Read = fn(&Source) -> (Diagram<'_>, Vec<Diagnostic>);

/// A message and its bytes.
type Placed<'d, 's> = (Span, &'d Message<'s>);

/// How many rounds search for lines that would be misread. The names in a line decide how others are read, so keeping
/// one line may require keeping another. After that all of them are kept.
const ROUNDS: usize = 4;

/// Prints a diagram that was read from a source. A message is kept as its author wrote it if its formatted line would
/// be read as something else: in `A-x>-B: hello`, spaces round the first hyphen would make it the arrow.
pub fn print_faithfully(source: &Source, written: &Diagram<'_>, read: Read) -> String {
    let all = messages(&written.body);
    let mut kept = BTreeSet::new();
    for round in 0.. {
        let line = |span: Span| kept.contains(&span).then(|| &source.text()[span.start..span.end]);
        let text = print_but(written, &line);
        let misread = misread(source, &all, &kept, &text, read);
        if misread.is_empty() {
            return text;
        }
        let more = if round < ROUNDS { misread } else { all.iter().map(|(span, _)| *span).collect() };
        kept.extend(more);
    }
    unreachable!("when all lines are kept, none is misread")
}

/// The places of messages that are different in `text`, the formatted source, or have a new diagnostic there.
fn misread(
    source: &Source,
    all: &[Placed<'_, '_>],
    kept: &BTreeSet<Span>,
    text: &str,
    read: Read,
) -> Vec<Span> {
    let again = Source::new(source.name(), text);
    let again = match source.dialect() {
        Some(dialect) => again.in_dialect(dialect),
        None => again,
    };
    let (written, diagnostics) = read(&again);
    let found = messages(&written.body);
    let before = if diagnostics.is_empty() { Vec::new() } else { read(source).1 };
    let differs = |((span, message), (place, other)): &(&Placed<'_, '_>, &Placed<'_, '_>)| {
        !message.is_same_as(other)
            || print_message(other) != text[place.start..place.end]
            || (is_any_at(&diagnostics, *place) && !is_any_at(&before, *span))
    };
    let is_printed = |((span, _), _): &(&Placed<'_, '_>, &Placed<'_, '_>)| !kept.contains(span);
    let mut pairs = all.iter().zip(&found).filter(is_printed);
    if all.len() == found.len() {
        return pairs.filter(differs).map(|((span, _), _)| *span).collect();
    }
    // What follows a line that became two messages, or none, cannot be compared.
    let first = pairs.find(differs).map(|(wanted, _)| wanted);
    let last = || all.iter().rfind(|(span, _)| !kept.contains(span));
    first.or_else(last).map(|(span, _)| *span).into_iter().collect()
}

/// Whether one of the diagnostics, which are in order of place, is about these bytes.
fn is_any_at(diagnostics: &[Diagnostic], span: Span) -> bool {
    let first = diagnostics.partition_point(|diagnostic| diagnostic.span().start < span.start);
    diagnostics.get(first).is_some_and(|diagnostic| diagnostic.span().start < span.end)
}

/// All messages that are on lines of their own, in order.
fn messages<'d, 's>(body: &'d [Stmt<'s>]) -> Vec<Placed<'d, 's>> {
    let mut found = Vec::new();
    let mut open = vec![body.iter()];
    while let Some(last) = open.last_mut() {
        match last.next() {
            Some(Stmt { kind: StmtKind::Message(message), span, .. }) => found.push((*span, message)),
            Some(stmt) => open.extend(stmt.bodies().into_iter().rev().map(<[Stmt<'_>]>::iter)),
            None => drop(open.pop()),
        }
    }
    found
}
