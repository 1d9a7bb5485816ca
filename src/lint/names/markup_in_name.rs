//! Finds names with markup that is no part of them: list marks and Markdown, semicolons, and what HTML or Mermaid escape.

use super::Names;
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::escapes::{entities, replaced, tags};
use crate::references::Reference;
use crate::source::Span;

/// Warns of such names; returns the positions of those it warns of.
pub(super) fn check(names: &Names<'_, '_>, but_not: &[usize], sink: &mut Diagnostics) -> Vec<usize> {
    let mut faulty = Vec::new();
    for (index, one) in names.all.iter().enumerate() {
        if but_not.binary_search(&index).is_ok() {
            continue;
        }
        if escaped(one, sink) || marked(one, names, sink) {
            faulty.push(index);
        }
    }
    faulty
}

/// A name with entities or tags of HTML.
fn escaped(one: &Reference<'_>, sink: &mut Diagnostics) -> bool {
    let name = &*one.name;
    if !name.contains([';', '<']) {
        return false;
    }
    let (code, found) = match entities(name) {
        found if found.is_empty() => (Code::HtmlTag, tags(name)),
        found => (Code::HtmlEntity, found),
    };
    let Some((first, _)) = found.first() else { return false };
    let clean = replaced(name, &found);
    let what = if code == Code::HtmlTag { "a tag of HTML" } else { "an entity of HTML or Mermaid" };
    let message = format!("`{}` is drawn as it is written", &name[first.clone()]);
    let place = one.first;
    let inner = Span::new(place.start + (place.len() - name.len()) / 2, place.end);
    let span = Span::new(inner.start + first.start, inner.start + first.end);
    let diagnostic = sink.warn(code, span, message).at(what);
    // What would not be a name needs quotation marks.
    let is_plain = !clean.contains(['"', ':', ',', '<', '>', '#', ';', '\n']);
    let quoted = format!("\"{clean}\"");
    diagnostic.help(format!("write `{}`", if is_plain { &clean } else { &quoted }));
    if !clean.contains('"') {
        for place in one.places() {
            let is_quoted = place.len() > name.len();
            diagnostic.fix(place, if is_plain && !is_quoted { &clean } else { &quoted });
        }
    }
    true
}

/// A name with a list mark before it, or with marks of Markdown or of other languages around it.
fn marked(one: &Reference<'_>, names: &Names<'_, '_>, sink: &mut Diagnostics) -> bool {
    let name = &*one.name;
    let is_quoted = one.first.len() > name.len();
    if is_quoted {
        return false;
    }
    let is_known = |rest: &str| names.position(rest).is_some();
    let is_declared = !one.definitions.is_empty();
    let (code, rest, message) = if let Some(rest) = name.strip_suffix(';').map(str::trim_end)
        && is_known(rest)
    {
        (Code::TrailingSemicolon, rest, format!("the semicolon is a part of the name `{name}`"))
    } else if !is_declared && let Some(rest) = listed(name, &is_known) {
        (Code::MarkdownInName, rest, format!("the list mark is a part of the name `{name}`"))
    } else if !is_declared && let Some(rest) = emphasized(name).filter(|rest| is_known(rest)) {
        (Code::MarkdownInName, rest, format!("the marks are a part of the name `{name}`"))
    } else {
        return false;
    };
    let diagnostic = sink.warn(code, one.first, message);
    diagnostic.at("a participant of its own").help(format!("write `{rest}`; to keep the name, declare it"));
    for place in one.places() {
        diagnostic.fix(place, rest);
    }
    true
}

/// A name without the mark of a list: `- Client` and `1. Client`. A number is one only where others call the
/// participant without it.
fn listed<'n>(name: &'n str, is_known: &dyn Fn(&str) -> bool) -> Option<&'n str> {
    let bullet = name.strip_prefix(['-', '*', '+', '\u{2022}', '\u{2013}']);
    if let Some(rest) = bullet.filter(|rest| rest.starts_with([' ', '\t'])) {
        return Some(rest.trim_start()).filter(|rest| !rest.is_empty());
    }
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.strip_prefix(['.', ')']).filter(|_| rest.len() < name.len())?;
    let is_apart = rest.starts_with([' ', '\t']);
    Some(rest.trim_start()).filter(|rest| is_apart && is_known(rest))
}

/// A name without marks of Markdown around it.
fn emphasized(name: &str) -> Option<&str> {
    let within = |mark: &str| name.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    let found = ["**", "__", "~~", "`", "*"].into_iter().find_map(within)?;
    Some(found.trim()).filter(|rest| !rest.is_empty())
}
