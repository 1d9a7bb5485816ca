//! Warns of HTML tags in a text for which the language has a form of its own.

use crate::ast::Written;
use crate::diagnostic::{Code, Diagnostics, Fix};
use crate::source::Span;

/// Tags, and what is written instead.
const TAGS: &[(&str, &str)] = &[
    ("<br>", "\\n"),
    ("<br/>", "\\n"),
    ("<br />", "\\n"),
    ("<b>", "**"),
    ("</b>", "**"),
    ("<i>", "//"),
    ("</i>", "//"),
];

/// Tags that mean something only in pairs.
const PAIRS: &[(&str, &str)] = &[("<b>", "</b>"), ("<i>", "</i>")];

/// Reports tags of HTML. Where a dialect has no markup, only line breaks can be written otherwise.
pub(super) fn check(written: Written<'_>, has_markup: bool, sink: &mut Diagnostics) {
    let text = written.text;
    if !text.contains('<') {
        return;
    }
    let is_paired = |tag: &str| {
        let pair = PAIRS.iter().find(|(open, close)| *open == tag || *close == tag);
        pair.is_none_or(|(open, close)| has_markup && text.contains(open) && text.contains(close))
    };
    let tags: Vec<&(&str, &str)> = TAGS.iter().filter(|(tag, _)| is_paired(tag)).collect();
    let mut found = Vec::new();
    // One behind a backslash is meant as it is written.
    for (at, _) in text.match_indices('<').filter(|&(at, _)| !text[..at].ends_with('\\')) {
        let is_here =
            |tag: &str| text.get(at..at + tag.len()).is_some_and(|here| here.eq_ignore_ascii_case(tag));
        found.extend(
            tags.iter().find(|(tag, _)| is_here(tag)).map(|(tag, instead)| (at, tag.len(), *instead)),
        );
    }
    let Some(&(at, length, instead)) = found.first() else { return };
    // The text of a block stands elsewhere in the source than its place says.
    let is_exact = written.span.len() == text.len();
    let place =
        |at: usize, length: usize| Span::new(written.span.start + at, written.span.start + at + length);
    let span = if is_exact { place(at, length) } else { written.span };
    let diagnostic =
        sink.warn(Code::HtmlTag, span, format!("`{}` is drawn as it is written", &text[at..at + length]));
    diagnostic.at("a tag of HTML");
    match (is_exact, instead) {
        (true, _) => diagnostic.help(format!("write `{instead}`")),
        (false, "\\n") => diagnostic.help("begin a new line there"),
        (false, _) => diagnostic.help(format!("write `{instead}`")),
    };
    if is_exact {
        let fixes = found
            .iter()
            .map(|&(at, length, instead)| Fix { span: place(at, length), replacement: instead.to_owned() });
        diagnostic.fixes = fixes.collect();
    }
}
