//! Warns of what a text holds of HTML and Mermaid, and of tags that are almost those of the language.

use super::markup::near_tags;
use crate::ast::Written;
use crate::diagnostic::{Code, Diagnostics, Fix};
use crate::notation::escapes::{Replacement, entities, tags};
use crate::source::Span;

/// Reports tags of HTML, entities and near tags, each kind once. Where a dialect has no markup, of tags only line breaks
/// can be written otherwise.
pub(super) fn check(written: Written<'_>, has_markup: bool, sink: &mut Diagnostics) {
    let text = written.text;
    if text.contains(';') {
        let found = entities(text);
        let found = found.into_iter().map(|(range, instead)| {
            let opens = has_markup && instead == "<" && begins_tag(&text[range.end..]);
            (range, if opens { "\\<".to_owned() } else { instead })
        });
        report(Code::HtmlEntity, "an entity of HTML or Mermaid", written, &found.collect::<Vec<_>>(), sink);
    }
    if text.contains('<') {
        report(Code::HtmlTag, "a tag of HTML", written, &tags(text), sink);
        if has_markup {
            report(Code::NearTag, "not how a tag is written", written, &near_tags(text), sink);
        }
    }
}

/// Whether a text after `<` may be the rest of a tag.
fn begins_tag(rest: &str) -> bool {
    rest.starts_with(|c: char| c == '/' || c.is_ascii_lowercase())
}

fn report(code: Code, label: &str, written: Written<'_>, found: &[Replacement], sink: &mut Diagnostics) {
    let Some((first, instead)) = found.first() else { return };
    // The text of a block stands elsewhere in the source than its place says.
    let is_exact = written.span.len() == written.text.len();
    let place = |range: &std::ops::Range<usize>| {
        Span::new(written.span.start + range.start, written.span.start + range.end)
    };
    let span = if is_exact { place(first) } else { written.span };
    let message = format!("`{}` is drawn as it is written", &written.text[first.clone()]);
    let diagnostic = sink.warn(code, span, message).at(label);
    if !is_exact && instead == "\\n" {
        diagnostic.help("begin a new line there");
    } else {
        diagnostic.help(format!("write `{instead}`"));
    }
    if is_exact {
        let fix = |(range, instead): &Replacement| Fix { span: place(range), replacement: instead.clone() };
        diagnostic.fixes = found.iter().map(fix).collect();
    }
}
