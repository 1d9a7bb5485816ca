//! Renaming, which proves itself: the new text is compiled, and every name must be where it was.

use gen_lsp_types::{Position, PrepareRenamePlaceholder, WorkspaceEdit};
use seqwright::references::{NameKind, Reference, References};
use seqwright::source::Span;
use seqwright::{Compiled, Fix, Severity, Source, fix};

use crate::document::{Document, Unit};
use crate::{Host, edits, highlight};

/// How often it is tried, with quotation marks at more places each time.
const TRIES: usize = 3;

/// A place where the old name is to be replaced.
#[derive(Clone, Copy)]
struct Spot {
    /// The bytes of the name, quotation marks included.
    span: Span,
    /// Whether it is written with quotation marks.
    quoted: bool,
}

/// The name at a position, if it can be renamed.
pub fn prepare(document: &Document, position: Position, host: &dyn Host) -> Option<PrepareRenamePlaceholder> {
    let (unit, name, here) = highlight::name(document, position, host)?;
    let is_here = |spot: &&Spot| (spot.span.start..=spot.span.end).contains(&here);
    let spots = spots(&unit.source, name).ok()?;
    let spot = spots.iter().find(is_here)?;
    Some(PrepareRenamePlaceholder {
        range: document.range_of(unit, spot.span),
        placeholder: name.name.clone().into_owned(),
    })
}

/// The edits that rename what is at a position, or why it cannot be renamed.
pub fn rename(
    document: &Document,
    position: Position,
    new: &str,
    host: &dyn Host,
) -> Result<WorkspaceEdit, String> {
    let Some((unit, name, _)) = highlight::name(document, position, host) else {
        return Err("there is no name here that could be changed".to_owned());
    };
    let new = new.trim();
    let bare = new.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(new);
    if bare.is_empty() {
        return Err("a name cannot be empty".to_owned());
    }
    if bare.contains(|c: char| c.is_control() || matches!(c, '"' | '\u{2028}' | '\u{2029}')) {
        return Err(format!("`{bare}` cannot be a name"));
    }
    if bare == name.name {
        return Ok(WorkspaceEdit::default());
    }
    let before = document.compiled(unit, host);
    let names = before.references.as_ref().expect("compiled with references");
    if names.find(name.kind, bare).is_some() {
        return Err(format!("there is a `{bare}` already"));
    }
    let attempt = Attempt { document, unit, name, new: bare, before, names, host };
    let mut spots = spots(&unit.source, name)?;
    for _ in 0..TRIES {
        let fixes = attempt.fixes(&spots);
        let missing = match attempt.outcome(&fixes) {
            Ok(()) => {
                let moved: Vec<Fix> =
                    fixes.into_iter().map(|fix| Fix { span: unit.there(fix.span), ..fix }).collect();
                return Ok(edits::of_document(document, edits::changes(document, &moved)));
            }
            Err(missing) => missing,
        };
        if name.kind != NameKind::Participant || spots.iter().all(|spot| spot.quoted) {
            break;
        }
        let is_lost = |at: usize| missing.contains(&at);
        let none_is_bare = !spots.iter().enumerate().any(|(at, spot)| is_lost(at) && !spot.quoted);
        for (at, spot) in spots.iter_mut().enumerate() {
            spot.quoted |= none_is_bare || is_lost(at);
        }
    }
    Err(format!("`{bare}` would be read as something else in this diagram"))
}

/// Where a name is to be replaced. `Err` if it is written in a way that cannot be changed.
fn spots(source: &Source, name: &Reference<'_>) -> Result<Vec<Spot>, String> {
    let mut places = name.places();
    places.dedup();
    let spot = |place: Span| {
        let written = source.text().get(place.start..place.end)?;
        let old = name.name.as_ref();
        if written == old {
            return Some(Spot { span: place, quoted: false });
        }
        if written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) == Some(old) {
            return Some(Spot { span: place, quoted: true });
        }
        // `Sender.Name` or `Name.2`
        let mut at = place.start;
        for part in written.split('.') {
            if part == old && name.kind == NameKind::Message {
                return Some(Spot { span: Span::new(at, at + part.len()), quoted: false });
            }
            at += part.len() + 1;
        }
        None
    };
    let spots: Option<Vec<Spot>> = places.into_iter().map(spot).collect();
    let is_apart = |spots: &Vec<Spot>| spots.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
    spots
        .filter(is_apart)
        .ok_or_else(|| format!("`{}` is not written in one way, so it cannot be changed", name.name))
}

/// One way to rename.
struct Attempt<'a> {
    document: &'a Document,
    unit: &'a Unit,
    name: &'a Reference<'static>,
    new: &'a str,
    before: &'a Compiled,
    names: &'a References<'static>,
    host: &'a dyn Host,
}

impl Attempt<'_> {
    fn fixes(&self, spots: &[Spot]) -> Vec<Fix> {
        let form = |spot: &Spot| if spot.quoted { format!("\"{}\"", self.new) } else { self.new.to_owned() };
        spots.iter().map(|spot| Fix { span: spot.span, replacement: form(spot) }).collect()
    }

    /// Compiles the new text. `Err` lists the fixes whose place does not hold the new name then.
    fn outcome(&self, fixes: &[Fix]) -> Result<(), Vec<usize>> {
        let source = fix::apply(&self.unit.source, &[fixes]);
        let after = self.document.compile(&source, self.host);
        let names = after.references.as_ref().expect("compiled with references");
        let moved = |span: &Span| Span::new(shifted(fixes, span.start), shifted(fixes, span.end));
        let all_moved = |spans: &[Span]| spans.iter().map(moved).collect::<Vec<Span>>();
        let is_kept = |old: &Reference<'_>| {
            let name = if std::ptr::eq(old, self.name) { self.new } else { &old.name };
            names.find(old.kind, name).is_some_and(|new| {
                new.definitions == all_moved(&old.definitions) && new.uses == all_moved(&old.uses)
            })
        };
        let is_sound = names.all().len() == self.names.all().len()
            && self.names.all().iter().all(is_kept)
            && self.weight(&after) <= self.weight(self.before);
        if is_sound {
            return Ok(());
        }
        let found = names.find(self.name.kind, self.new).map(Reference::places).unwrap_or_default();
        let is_found = |fix: &Fix| found.contains(&moved(&fix.span));
        Err((0..fixes.len()).filter(|&at| !is_found(&fixes[at])).collect())
    }

    /// What may not grow: errors, and where a file has the bytes of values, warnings about those that it lacks.
    fn weight(&self, compiled: &Compiled) -> usize {
        let reads_file = self.name.kind == NameKind::Value && self.unit.source.text().contains("values \"");
        let counts = |severity: Severity| severity == Severity::Error || reads_file;
        compiled.diagnostics.iter().filter(|one| counts(one.severity)).count()
    }
}

/// Where a byte is after the changes, which are in order.
fn shifted(fixes: &[Fix], byte: usize) -> usize {
    let before = fixes.iter().take_while(|fix| fix.span.end <= byte);
    before.fold(byte, |at, fix| at + fix.replacement.len() - fix.span.len())
}
