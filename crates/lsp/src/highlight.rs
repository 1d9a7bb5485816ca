//! Where a name is written: definitions, references and highlights.

use gen_lsp_types::{DocumentHighlight, DocumentHighlightKind, Location, Position};
use seqwright::references::Reference;
use seqwright::source::Span;

use crate::Host;
use crate::document::{Document, Unit};

/// The name at a position, its diagram and the byte of the diagram.
pub fn name<'d>(
    document: &'d Document,
    position: Position,
    host: &dyn Host,
) -> Option<(&'d Unit, &'d Reference<'static>, usize)> {
    let (unit, here) = document.unit_at(position)?;
    Some((unit, document.references(unit, host)?.at(here)?, here))
}

/// Where the name at a position is defined: a participant that nothing declares, where it is written first.
pub fn definitions(document: &Document, position: Position, host: &dyn Host) -> Vec<Location> {
    let Some((unit, name, _)) = name(document, position, host) else { return Vec::new() };
    let places = match name.definitions.is_empty() {
        true => name.places().into_iter().take(1).collect(),
        false => name.definitions.clone(),
    };
    locations(document, unit, places)
}

/// Where the name at a position is written.
pub fn references(
    document: &Document,
    position: Position,
    with_definitions: bool,
    host: &dyn Host,
) -> Vec<Location> {
    let Some((unit, name, _)) = name(document, position, host) else { return Vec::new() };
    locations(document, unit, if with_definitions { name.places() } else { name.uses.clone() })
}

/// The same in one document, to be marked.
pub fn highlights(document: &Document, position: Position, host: &dyn Host) -> Vec<DocumentHighlight> {
    let Some((unit, name, _)) = name(document, position, host) else { return Vec::new() };
    let highlight = |span: Span| {
        let is_definition = name.definitions.contains(&span);
        let kind = if is_definition { DocumentHighlightKind::Write } else { DocumentHighlightKind::Read };
        DocumentHighlight { range: document.range_of(unit, span), kind: Some(kind) }
    };
    name.places().into_iter().map(highlight).collect()
}

fn locations(document: &Document, unit: &Unit, places: Vec<Span>) -> Vec<Location> {
    let location =
        |span| Location { uri: document.uri.as_str().into(), range: document.range_of(unit, span) };
    places.into_iter().map(location).collect()
}
