//! Finds tags that are almost those of the language: `<color:red>`, `<Size:20>`, `<font color=red>`.

use super::tokens::{TagName, tag};
use crate::notation::Color;
use crate::notation::escapes::Replacement;

/// The near tags of a text, and how they are written. What could be code, as `List<size>`, is none.
pub(in crate::resolve) fn near_tags(text: &str) -> Vec<Replacement> {
    let mut found: Vec<Replacement> = Vec::new();
    // Ends of tags that are read only if their beginnings are written otherwise.
    let mut ends: Vec<(Replacement, TagName)> = Vec::new();
    let has_ends = text.contains("</");
    for (at, _) in text.match_indices('<').filter(|&(at, _)| !text[..at].ends_with('\\')) {
        let rest = &text[at..];
        let end = rest[1..].find(['<', '>', '\n']).map(|end| end + 1);
        let Some(end) = end.filter(|&end| rest[end..].starts_with('>')) else { continue };
        if tag(rest).is_some() {
            continue;
        }
        let range = at..at + end + 1;
        let inner = &rest[1..end];
        if let Some(name) = inner.strip_prefix('/') {
            if let Some(name) = named(name.trim()) {
                ends.push(((range, format!("</{}>", name.word())), name));
            }
        } else if let Some(written) = written(inner, has_ends) {
            found.push((range, written));
        }
    }
    let opens = |name: TagName| {
        let start = format!("<{}", name.word());
        found.iter().any(|(_, written)| written.starts_with(&start)) || text.contains(&start)
    };
    let opened: Vec<TagName> = TagName::ALL.into_iter().filter(|&name| opens(name)).collect();
    ends.retain(|(_, name)| opened.contains(name));
    found.extend(ends.into_iter().map(|(end, _)| end));
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// The tag that is meant by a word in whatever case. `font` sets a colour in HTML.
fn named(word: &str) -> Option<TagName> {
    let lower = word.to_ascii_lowercase();
    match lower.as_str() {
        "font" | "colour" => Some(TagName::Color),
        "back" => Some(TagName::Background),
        lower => TagName::ALL.into_iter().find(|name| name.word() == lower),
    }
}

/// How a near tag is written, given what stands between its brackets, and whether the text has ends of tags.
fn written(inner: &str, has_ends: bool) -> Option<String> {
    let length = inner.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(inner.len());
    let (word, rest) = inner.split_at(length);
    let name = named(word)?;
    let rest = rest.trim();
    let rest = if word.eq_ignore_ascii_case("font") {
        let lower = rest.to_ascii_lowercase();
        &rest[lower.starts_with("color").then_some("color".len())?..]
    } else {
        rest
    };
    let value = rest.trim_start().strip_prefix([':', '=']).unwrap_or(rest).trim().trim_matches(['"', '\'']);
    let value = match name {
        TagName::Color | TagName::Background => {
            let color = value.trim_start_matches('#');
            Color::from_written(color)?;
            format!("#{color}")
        }
        TagName::Size | TagName::Wordwrap => value.trim_end_matches("px").trim_end_matches("pt").to_owned(),
        TagName::Align | TagName::Position => value.to_ascii_lowercase(),
        TagName::Link if !value.contains("://") => return None,
        TagName::Link | TagName::Stroke => value.to_owned(),
        // Without a value, only the case of the letters can be wrong. `Flow<Sub>` is code.
        TagName::Sub
        | TagName::Sup
        | TagName::Difference
        | TagName::Bold
        | TagName::Italic
        | TagName::Underline
        | TagName::Strike
        | TagName::Code => return (rest.is_empty() && has_ends).then(|| format!("<{}>", name.word())),
    };
    let written = format!("<{}:{value}>", name.word());
    tag(&written).is_some().then_some(written)
}
