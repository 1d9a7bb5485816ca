//! Written text in, `model::Text` out: `\n` becomes a line break, mark-up becomes runs, the lines of a block lose
//! the indent they share.

use super::markup::{self, Beginning, Place};
use crate::ast::{Name, Written};
use crate::diagnostic::Diagnostics;
use crate::model::Text;
use crate::source::Span;

/// The text of one line of source.
pub(super) fn line(written: Written<'_>, sink: &mut Diagnostics) -> Text {
    styled(written, None, sink)
}

/// The same with what its style begins it with.
pub(super) fn styled(written: Written<'_>, begun: Option<&Beginning>, sink: &mut Diagnostics) -> Text {
    at(Place::Elsewhere, written, begun, sink)
}

/// The same at a place.
pub(super) fn at(
    place: Place,
    written: Written<'_>,
    begun: Option<&Beginning>,
    sink: &mut Diagnostics,
) -> Text {
    if begun.is_some() || markup::is_marked(written.text) {
        markup::read(written, begun, place, sink)
    } else {
        Text::from(written.text)
    }
}

/// A participant's name.
pub(super) fn name(name: &Name<'_>, begun: Option<&Beginning>, sink: &mut Diagnostics) -> Text {
    let Span { start, end } = name.span;
    let span = if name.quoted { Span::new(start + 1, end.saturating_sub(1)) } else { name.span };
    styled(Written { text: name.text, span }, begun, sink)
}

/// The lines of a block: blank ones at its ends and the indent they share are dropped. Complaints are about the
/// place of its header.
pub(super) fn block(lines: &[&str], span: Span, begun: Option<&Beginning>, sink: &mut Diagnostics) -> Text {
    let inked = |line: &&str| !line.trim().is_empty();
    let Some(first) = lines.iter().position(inked) else { return Text::default() };
    let last = lines.iter().rposition(inked).expect("there is a first one");
    let lines = &lines[first..=last];
    let indent = lines.iter().copied().filter(|line| inked(line)).map(indent_of).min().unwrap_or(0);
    let lines: Vec<&str> =
        lines.iter().map(|text| text.get(indent.min(indent_of(text))..).unwrap_or("").trim_end()).collect();
    let joined = lines.join("\n");
    styled(Written { text: &joined, span }, begun, sink)
}

/// The bytes of blanks a line begins with.
fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}
