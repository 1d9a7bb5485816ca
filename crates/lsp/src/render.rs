//! `seqwright/render`: the picture of a diagram, for a preview.

use gen_lsp_types::{Position, TextDocumentIdentifier};
use seqwright::{Severity, SvgOptions, Theme};
use serde::{Deserialize, Serialize};

use crate::Host;
use crate::document::Document;

/// The name of the request, which is not a part of the protocol.
pub const METHOD: &str = "seqwright/render";

/// Which picture a client asks for.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Wanted {
    uri: Option<String>,
    text_document: Option<TextDocumentIdentifier>,
    position: Option<Position>,
    theme: Option<String>,
}

impl Wanted {
    /// The document that it asks about.
    pub fn uri(&self) -> &str {
        let of_document = self.text_document.as_ref().map(|document| document.uri.0.as_str());
        self.uri.as_deref().or(of_document).unwrap_or_default()
    }
}

/// A picture.
#[derive(Serialize)]
pub struct Picture {
    /// The SVG, with the line of each element; none if there is no diagram at the position.
    svg: Option<String>,
    /// How many errors the diagram has. Its picture lacks the statements that have them.
    errors: usize,
    /// The version of the document that it shows.
    version: i32,
}

/// The picture of the diagram at a position, or of the first one. A theme that the client does not name, or that is
/// unknown, is that of the settings.
pub fn picture(document: &Document, wanted: &Wanted, host: &dyn Host) -> Picture {
    let unit = match wanted.position {
        Some(position) => document.unit_at(position).map(|(unit, _)| unit),
        None => document.units().first(),
    };
    let version = document.version;
    let Some(unit) = unit else { return Picture { svg: None, errors: 0, version } };
    let compiled = document.compiled(unit, host);
    let errors = compiled.diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
    let theme = wanted.theme.as_deref().and_then(Theme::builtin);
    let options = SvgOptions::default().source_lines(true);
    let svg = compiled.svg_with(theme.as_ref().unwrap_or(&document.settings.theme), &options);
    Picture { svg: Some(svg), errors, version }
}
