//! Quick fixes, and the action that makes all fixes of a document.

use gen_lsp_types::{CodeAction, CodeActionKind, Range};
use seqwright::{Diagnostic, fix};
use seqwright_documents::{self as documents, Form};
use serde::Deserialize;

use crate::document::{Document, Unit};
use crate::{Host, diagnostics, edits};

/// The kind of the action that makes all fixes, so that an editor can be told to make them when it saves.
pub const FIX_ALL: &str = "source.fixAll.seqwright";
/// The kind of a fix of one diagnostic.
const QUICK_FIX: &str = "quickfix";

/// What a client asks for, without the diagnostics, which are found by their place.
#[derive(Deserialize)]
pub struct Wanted {
    range: Range,
    context: Context,
}

#[derive(Deserialize)]
struct Context {
    only: Option<Vec<String>>,
}

impl Wanted {
    /// Whether actions of a kind are asked for: of that kind, or of one that it is a part of.
    fn takes(&self, kind: &str) -> bool {
        let is_part = |whole: &String| {
            kind.strip_prefix(whole.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.context
            .only
            .as_ref()
            .is_none_or(|only| only.iter().any(|whole| whole.is_empty() || is_part(whole)))
    }
}

/// The actions for a range.
pub fn actions(document: &Document, wanted: &Wanted, host: &dyn Host) -> Vec<CodeAction> {
    let found = document.diagnostics(host);
    let mut actions = Vec::new();
    if wanted.takes(QUICK_FIX) {
        let span = document.text.span(wanted.range, document.client.encoding);
        let is_here = |one: &&Diagnostic| one.span().start <= span.end && span.start <= one.span().end;
        let fixable = found.iter().filter(is_here).filter(|one| !one.fixes.is_empty());
        actions.extend(fixable.map(|one| quick_fix(document, one)));
    }
    if wanted.takes(FIX_ALL) && found.iter().any(|one| !one.fixes.is_empty()) {
        actions.extend(fix_all(document, host));
    }
    actions
}

fn quick_fix(document: &Document, diagnostic: &Diagnostic) -> CodeAction {
    let title = diagnostic.help.as_ref().unwrap_or(&diagnostic.message).clone();
    CodeAction {
        title,
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![diagnostics::shown(document, diagnostic)]),
        is_preferred: Some(true),
        edit: Some(edits::of_document(document, edits::changes(document, &diagnostic.fixes))),
        ..Default::default()
    }
}

/// Makes all fixes, as `seqwright check --fix` does.
fn fix_all(document: &Document, host: &dyn Host) -> Option<CodeAction> {
    let fixed = |unit: &Unit| {
        let fixed = fix::fix_by(unit.source.clone(), &|source| document.compile(source, host));
        (fixed.count > 0).then(|| fixed.source.text().to_owned())
    };
    let new = match document.markup {
        None => fixed(document.units().first()?)?,
        Some(markup) => {
            let fences: Vec<_> = document.units().iter().filter_map(|unit| unit.fence.clone()).collect();
            let is_closed = |unit: &&Unit| unit.fence.as_ref().is_some_and(|fence| fence.is_closed());
            let form =
                |unit| Some(unit).filter(is_closed).and_then(fixed).map(|text| Form { text, word: None });
            let forms = document.units().iter().map(form).collect();
            let text = document.text.as_str();
            documents::rewritten_where_possible(text, markup, &document.settings.fences, &fences, forms).0
        }
    };
    let edits = edits::lines(document, &new);
    (!edits.is_empty()).then(|| CodeAction {
        title: "Fix all problems that seqwright can fix".to_owned(),
        kind: Some(CodeActionKind::new(FIX_ALL)),
        edit: Some(edits::of_document(document, edits)),
        ..Default::default()
    })
}
