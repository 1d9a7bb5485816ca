//! Edits: how a text becomes another one.

use gen_lsp_types::{
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri,
    WorkspaceEdit,
};
use seqwright::Fix;
use seqwright::source::Span;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::document::Document;

/// The most pairs of lines that are compared; beyond, all lines between the first and the last difference are replaced.
const MOST_PAIRS: usize = 4_000_000;

/// The edits of lines that make another text of a document's. Equal lines are not touched, so that cursors and folds stay.
pub fn lines(document: &Document, new: &str) -> Vec<TextEdit> {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (document.text.as_str().split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let same = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let is_same = |(one, other): &(&&str, &&str)| one == other;
    let tail = old[same..].iter().rev().zip(new[same..].iter().rev()).take_while(is_same).count();
    let (before, after) = (&old[same..old.len() - tail], &new[same..new.len() - tail]);
    let start: usize = old[..same].iter().map(|line| line.len()).sum();
    let length = |lines: &[&str]| lines.iter().map(|line| line.len()).sum::<usize>();
    let edit = |at: usize, gone: &[&str], come: &[&str]| TextEdit {
        range: document.range(Span::new(at, at + length(gone))),
        new_text: come.concat(),
    };
    if before.is_empty() && after.is_empty() {
        return Vec::new();
    }
    if before.len().saturating_mul(after.len()) > MOST_PAIRS {
        return vec![edit(start, before, after)];
    }
    let changes = capture_diff_slices(Algorithm::Myers, before, after);
    let changes = changes.iter().filter(|change| !matches!(change, DiffOp::Equal { .. }));
    let of = |change: &DiffOp| {
        let (gone, come) = (change.old_range(), change.new_range());
        edit(start + length(&before[..gone.start]), &before[gone], &after[come])
    };
    changes.map(of).collect()
}

/// Changes of the document's text.
pub fn changes(document: &Document, fixes: &[Fix]) -> Vec<TextEdit> {
    let edit = |fix: &Fix| TextEdit { range: document.range(fix.span), new_text: fix.replacement.clone() };
    fixes.iter().map(edit).collect()
}

/// Edits of one document: for the version of it that they are made for, if the client can compare versions.
pub fn of_document(document: &Document, edits: Vec<TextEdit>) -> WorkspaceEdit {
    let uri = Uri::from(document.uri.as_str());
    if !document.client.compares_versions {
        return WorkspaceEdit { changes: Some([(uri, edits)].into()), ..Default::default() };
    }
    let text_document = OptionalVersionedTextDocumentIdentifier {
        version: Some(document.version),
        text_document_identifier: TextDocumentIdentifier { uri },
    };
    let edits = edits.into_iter().map(Into::into).collect();
    let change = TextDocumentEdit { text_document, edits };
    WorkspaceEdit { document_changes: Some(vec![change.into()]), ..Default::default() }
}
