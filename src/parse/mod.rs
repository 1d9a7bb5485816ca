//! Parses a source into an `ast::Diagram`.
#![allow(clippy::wildcard_enum_match_arm)] // pest's `Rule` has a variant for every helper of the grammar.

mod bidi;
mod bytes;
mod fold;
mod front;
mod hints;
mod seq;

use crate::ast;
use crate::diagnostic::Diagnostics;
use crate::source::Source;
use seq::front::SeqFront;

/// Parses a source. Never fails: a line that is not a statement becomes `Junk` and a diagnostic.
pub fn parse<'s>(source: &'s Source, sink: &mut Diagnostics) -> ast::Diagram<'s> {
    let readable = bytes::check(source, sink);
    let mut front = SeqFront::new(source, readable, sink);
    let mut body = fold::fold(source.text(), &mut front, sink);
    if front.speaks_of_knowledge {
        seq::payload::read(&mut body);
    }
    ast::Diagram { body, dialect: front.dialect() }
}
