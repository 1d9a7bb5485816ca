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
}

/// Records a declaration.
pub(super) fn declared(written: &ast::Participant<'_>) -> Option<Declared> {
    let label = written.label;
    if label.quoted {
        return None;
    }
    if let Some(alias) = written.alias {
        let is_word = !label.text.contains([' ', '\t']);
        let (before, after) = (label.text.to_owned(), alias.text.to_owned());
        let span = Span::new(label.span.start, alias.span.end);
        return is_word.then_some(Declared { before, after, span, is_read: true });
    }
    let (before, after) = label.text.split_once(" as ")?;
    let (before, after) = (before.trim().to_owned(), after.trim().trim_matches('"').to_owned());
    Some(Declared { before, after, span: label.span, is_read: false })
}

/// Warns where the wrong side of `as` is used as a name. Returns the positions of the participants that exist only by
/// that mistake.
pub(super) fn check(all: &[Declared], names: &Names<'_, '_>, sink: &mut Diagnostics) -> Vec<usize> {
    let mut faulty = Vec::new();
    for Declared { before, after, span, is_read } in all.iter().filter(|one| one.before != one.after) {
        match (names.taking_part(before), names.taking_part(after)) {
            (Some(index), None) => {
                let message = match is_read {
                    true => format!("`{after}` is declared as a name, but `{before}` is used as one"),
                    false => {
                        format!("this declares the name `{before} as {after}`, but `{before}` is used as one")
                    }
                };
                sink.warn(Code::SwappedAlias, *span, message)
                    .at("what is shown comes first, then `as`, then the name")
                    .help(format!("write `\"{after}\" as {}`", quoted(before)))
                    .fix(*span, format!("\"{after}\" as {}", quoted(before)));
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

/// A name as it is written after `as`.
fn quoted(name: &str) -> String {
    if name.contains([' ', '\t']) { format!("\"{name}\"") } else { name.to_owned() }
}
