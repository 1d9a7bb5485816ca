//! Draws a diagram that was sent.

use seqwright::{Options, Source};

use super::Service;
use super::problem::Problem;
use super::wanted::{Diagram, Format};
use crate::report::Reporter;

/// Draws the picture, or returns what is wrong with the source. The default options read no files.
pub fn draw(service: &Service, diagram: &Diagram) -> Result<Vec<u8>, Problem> {
    let source = Source::from_bytes("diagram", diagram.source.clone());
    let source = match diagram.chosen.dialect {
        Some(dialect) => source.in_dialect(dialect),
        None => source,
    };
    let options = Options::new().lints(true).levels(service.levels.clone());
    let mut compiled = seqwright::compile_with(&source, &options);
    if compiled.has_errors() {
        return Err(Problem::bad(Reporter::of_errors().diagnostics(&source, &compiled.diagnostics)));
    }
    if diagram.chosen.expand {
        compiled.model.expand();
    }
    let theme = diagram.chosen.theme.as_ref().unwrap_or(&service.theme);
    Ok(match diagram.format {
        Format::Svg => compiled.svg_with(theme, &diagram.chosen.svg),
        Format::Txt => compiled.text(),
    }
    .into_bytes())
}
