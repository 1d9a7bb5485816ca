//! `ast::Diagram` in, `model::Diagram` out.
use crate::{ast, diagnostic::Diagnostics, model};
/// Resolves names, numbers and lifetimes.
pub fn resolve(written: &ast::Diagram<'_>, sink: &mut Diagnostics) -> model::Diagram {
    let _ = (written, sink);
    model::Diagram::default()
}
