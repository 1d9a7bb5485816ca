//! Formatting.

use gen_lsp_types::TextEdit;
use seqwright::{Dialect, Severity};
use seqwright_documents::{self as documents, Form};

use crate::document::{Document, Unit};
use crate::edits;

/// The edits of lines that format a document. A diagram with errors stays as it is, as with `seqwright fmt`.
pub fn edits(document: &Document) -> Vec<TextEdit> {
    let new = match document.markup {
        None => document.units().first().and_then(formatted),
        Some(markup) => {
            let fences: Vec<_> = document.units().iter().filter_map(|unit| unit.fence.clone()).collect();
            let is_closed = |unit: &&Unit| unit.fence.as_ref().is_some_and(|fence| fence.is_closed());
            let form =
                |unit| Some(unit).filter(is_closed).and_then(formatted).map(|text| Form { text, word: None });
            let forms = document.units().iter().map(form).collect();
            let (text, words) = (document.text.as_str(), &document.settings.fences);
            Some(documents::rewritten_where_possible(text, markup, words, &fences, forms).0)
        }
    };
    let Some(new) = new else { return Vec::new() };
    // An editor has line ends of its own: those of the document stay, or each of them would be a change.
    let keeps = document.markup.is_none() && document.text.as_str().contains("\r\n");
    edits::lines(document, &if keeps { new.replace('\n', "\r\n") } else { new })
}

/// A formatted diagram; none if it has errors, or is in another language.
fn formatted(unit: &Unit) -> Option<String> {
    let (written, diagnostics) = seqwright::parse(&unit.source);
    let is_foreign = unit.source.dialect().is_some_and(Dialect::is_foreign);
    let has_errors = diagnostics.iter().any(|one| one.severity == Severity::Error);
    (!is_foreign && !has_errors).then(|| seqwright::format(&unit.source, &written))
}
