//! `Source` in, `ast::Diagram` out.
#![allow(clippy::wildcard_enum_match_arm)] // pest's `Rule` has a variant for every helper of the grammar.

mod bidi;
mod bytes;
mod fold;
mod hints;
mod line;
mod seq;

use crate::ast;
use crate::diagnostic::Diagnostics;
use crate::source::Source;

/// Parses a source. Never fails: what is no statement becomes `Junk` and a complaint.
pub fn parse<'s>(source: &'s Source, sink: &mut Diagnostics) -> ast::Diagram<'s> {
    let text = source.text();
    let readable = bytes::check(source, sink);
    let settled = seq::dialect::settle(source, sink);
    let lines = seq::Lines::new(text, settled.dialect).starting_at(source.first_line());
    let mut fold = fold::Fold::new(text, readable, settled, sink);
    for line in seq::multiline::Blocks::new(text, lines) {
        fold.line(line);
    }
    let speaks_of_knowledge = fold.speaks_of_knowledge;
    let mut diagram = fold.finish();
    if speaks_of_knowledge {
        seq::payload::read(&mut diagram.body);
    }
    diagram
}
