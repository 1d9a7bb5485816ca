//! Finds declarations that have the two sides of `as` the wrong way round, or lack quotation marks.

use super::Names;
use crate::ast;
use crate::diagnostic::{Code, Diagnostics};
use crate::source::Span;

/// A declaration with `as`, or with a word `as` in a name without quotation marks.
pub(super) struct Declared {
    /// What is before `as`.
    before: String,
    /// What is after it.
    after: String,
    /// Both of them.
    span: Span,
    /// Whether the statement was read as one with `as`.
    is_read: bool,
    /// Whether the name before `as` may be meant for the one after it.
    may_be_swapped: bool,
}

/// Records a declaration.
pub(super) fn declared(written: &ast::Participant<'_>) -> Option<Declared> {
    let label = written.label;
    if let Some(alias) = written.alias {
        let may_be_swapped = !label.quoted && !label.text.contains([' ', '\t']);
        let (before, after) = (label.text.to_owned(), alias.text.to_owned());
        let span = Span::new(label.span.start, alias.span.end);
        return Some(Declared { before, after, span, is_read: true, may_be_swapped });
    }
    let (before, after) = label.text.split_once(" as ").filter(|_| !label.quoted)?;
    let (before, after) = (before.trim().to_owned(), after.trim().trim_matches('"').to_owned());
    Some(Declared { before, after, span: label.span, is_read: false, may_be_swapped: true })
}

/// Warns where the wrong side of `as` is used as a name. Returns the positions of the participants that exist only by
/// that mistake.
pub(super) fn check(all: &[Declared], names: &Names<'_, '_>, sink: &mut Diagnostics) -> Vec<usize> {
    let mut faulty = Vec::new();
    for declared in all.iter().filter(|one| one.before != one.after) {
        let Declared { before, after, span, is_read, may_be_swapped } = declared;
        let (before_at, after_at) = (names.taking_part(before), names.taking_part(after));
        // A short name after `as` is one, also where its author forgot it.
        let is_short = after.chars().count() < before.chars().count();
        if *is_read
            && (after_at.is_some() || is_short)
            && let Some(index) = before_at
        {
            faulty.extend(label_as_name(declared, index, names, sink));
            continue;
        }
        match (before_at, after_at) {
            (Some(index), None) if *may_be_swapped => {
                let message = match is_read {
                    true => format!("`{after}` is declared as a name, but `{before}` is used as one"),
                    false => {
                        format!("this declares the name `{before} as {after}`, but `{before}` is used as one")
                    }
                };
                let swapped = format!("\"{after}\" as {}", quoted(before));
                let diagnostic = sink.warn(Code::SwappedAlias, *span, message);
                diagnostic.at("what is shown comes first, then `as`, then the name");
                diagnostic.help(format!("write `{swapped}`"));
                // Of two names of one length, each may be the one that is shown.
                if !is_read || after.chars().count() > before.chars().count() {
                    diagnostic.fix(*span, swapped);
                }
                faulty.push(index);
            }
            (None, Some(index)) if !is_read => {
                let message =
                    format!("this declares the name `{before} as {after}`, but `{after}` is used as one");
                sink.warn(Code::UnquotedName, *span, message)
                    .at("the name after `as` is one word, unless it stands in quotation marks")
                    .help(format!("write `\"{before}\" as \"{after}\"`"))
                    .fix(*span, format!("\"{before}\" as \"{after}\""));
                faulty.push(index);
            }
            _ => {}
        }
    }
    faulty
}

/// Warns where a participant is called by what it shows, which is another participant then. Returns that one's position.
fn label_as_name(
    declared: &Declared,
    index: usize,
    names: &Names<'_, '_>,
    sink: &mut Diagnostics,
) -> Option<usize> {
    let (shown, name) = (&declared.before, &declared.after);
    let called = names.all[index];
    if !called.definitions.is_empty() {
        return None;
    }
    let message = format!("`{shown}` is another participant than `{name}`, which shows `{shown}`");
    let diagnostic = sink.warn(Code::LabelAsName, called.first, message);
    diagnostic
        .at("a participant of its own")
        .label(declared.span, "declared here")
        .help(format!("write `{name}`, or delete the `as {name}`"));
    for place in called.places() {
        diagnostic.fix(place, quoted(name));
    }
    Some(index)
}

/// A name as it is written after `as`.
fn quoted(name: &str) -> String {
    if name.contains([' ', '\t']) { format!("\"{name}\"") } else { name.to_owned() }
}
