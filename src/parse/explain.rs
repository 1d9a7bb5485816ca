//! A line that is no statement in, the complaint about it out.

use crate::diagnostic::{Code, Diagnostics};
use crate::source::Span;

/// What the rest of the parser should know of a line that is no statement.
pub(super) struct Explained {
    /// Whether it was most likely meant to open a block that an `end` closes.
    pub opens_block: bool,
}

/// Says what is wrong with a line that is no statement.
pub(super) fn explain(text: &str, start: usize, sink: &mut Diagnostics) -> Explained {
    let span = Span::new(start, start + text.len());
    sink.error(Code::UnknownStatement, span, "this line is not a statement").at("not understood");
    Explained { opens_block: false }
}
