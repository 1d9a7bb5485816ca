//! Diagnostics as the protocol has them.

use gen_lsp_types::{
    Diagnostic as Shown, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    FullDocumentDiagnosticReport, Location, PublishDiagnosticsParams, RelatedFullDocumentDiagnosticReport,
};
use seqwright::report::MAX_LABELS;
use seqwright::{Code, Diagnostic, Severity, harmless};

use crate::Host;
use crate::document::Document;

/// The most diagnostics of a document that are sent. No one reads more, and a hostile file may have millions.
const MOST: usize = 1000;

/// All diagnostics of a document.
pub fn all(document: &Document, host: &dyn Host) -> Vec<Shown> {
    let found = document.diagnostics(host);
    found.iter().take(MOST).map(|diagnostic| shown(document, diagnostic)).collect()
}

/// The answer to a client that asks for them.
pub fn report(document: &Document, host: &dyn Host) -> RelatedFullDocumentDiagnosticReport {
    let items = all(document, host);
    let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id: None, items };
    RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report }
}

/// What is sent to a client that does not ask.
pub fn published(document: &Document, host: &dyn Host) -> PublishDiagnosticsParams {
    let diagnostics = all(document, host);
    PublishDiagnosticsParams {
        uri: document.uri.as_str().into(),
        version: Some(document.version),
        diagnostics,
    }
}

/// A diagnostic. An editor shows only its message, so that has the help and the notes, too.
pub fn shown(document: &Document, diagnostic: &Diagnostic) -> Shown {
    let severity = match diagnostic.severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
    };
    let related =
        diagnostic.labels[1..].iter().filter(|label| document.client.relates && !label.text.is_empty());
    let related = related.take(MAX_LABELS).map(|label| DiagnosticRelatedInformation {
        location: Location { uri: document.uri.as_str().into(), range: document.range(label.span) },
        message: harmless::message(&label.text).into_owned(),
    });
    let related: Vec<_> = related.collect();
    Shown {
        range: document.range(diagnostic.span()),
        severity: Some(severity),
        code: Some(diagnostic.code.name().to_owned().into()),
        source: Some("seqwright".to_owned()),
        message: message(diagnostic).into(),
        tags: matches!(diagnostic.code, Code::UnusedParticipant).then(|| vec![DiagnosticTag::Unnecessary]),
        related_information: (!related.is_empty()).then_some(related),
        ..Default::default()
    }
}

fn message(diagnostic: &Diagnostic) -> String {
    let mut message = diagnostic.message.clone();
    let label = &diagnostic.labels[0].text;
    if !label.is_empty() {
        message = format!("{message}: {label}");
    }
    for note in &diagnostic.notes {
        message = format!("{message}\nnote: {note}");
    }
    if let Some(help) = &diagnostic.help {
        message = format!("{message}\nhelp: {help}");
    }
    message.split('\n').map(harmless::message).collect::<Vec<_>>().join("\n")
}
