//! What the parser makes of lines, one trap each.

use std::fmt::Write;

use crate::ast::Diagram;

/// The tree without spans, to be read and compared.
pub(super) fn dump(diagram: &Diagram<'_>) -> String {
    let mut out = String::new();
    for stmt in &diagram.body {
        writeln!(out, "{}: {:?}", stmt.line, stmt.kind).expect("a string takes any text");
    }
    out
}
