//! Escapes and tags of HTML and Mermaid, for which the language has a form of its own.

use std::ops::Range;

/// A piece of a text, and what is written instead.
pub type Replacement = (Range<usize>, String);

/// Entities by name, and the characters that they stand for.
const ENTITIES: &[(&str, &str)] = &[
    ("lt", "<"),
    ("gt", ">"),
    ("amp", "&"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("copy", "\u{a9}"),
    ("reg", "\u{ae}"),
    ("deg", "\u{b0}"),
    ("middot", "\u{b7}"),
    ("times", "\u{d7}"),
    ("euro", "\u{20ac}"),
    ("bull", "\u{2022}"),
    ("hellip", "\u{2026}"),
    ("ndash", "\u{2013}"),
    ("mdash", "\u{2014}"),
    ("lsquo", "\u{2018}"),
    ("rsquo", "\u{2019}"),
    ("ldquo", "\u{201c}"),
    ("rdquo", "\u{201d}"),
    ("laquo", "\u{ab}"),
    ("raquo", "\u{bb}"),
    ("larr", "\u{2190}"),
    ("rarr", "\u{2192}"),
    ("harr", "\u{2194}"),
    ("infin", "\u{221e}"),
    ("ne", "\u{2260}"),
    ("le", "\u{2264}"),
    ("ge", "\u{2265}"),
    ("check", "\u{2713}"),
];

/// Finds the entities of a text: `&lt;`, `&#60;` and `&#x3c;` of HTML, `#lt;` and `#60;` of Mermaid.
pub fn entities(text: &str) -> Vec<Replacement> {
    /// The longest name of an entity, with what stands around it.
    const LONGEST: usize = 10;
    let mut found: Vec<Replacement> = Vec::new();
    for (end, _) in text.match_indices(';') {
        let from = found.last().map_or(0, |(range, _)| range.end).max(end.saturating_sub(LONGEST));
        let bytes = &text.as_bytes()[from..end];
        let Some(start) = bytes.iter().rposition(|&byte| matches!(byte, b'&' | b'#')).map(|at| from + at)
        else {
            continue;
        };
        let is_html = text[..start].ends_with('&') && start > from;
        let name = &text[start + 1..end];
        let start = if is_html { start - 1 } else { start };
        let character = named(name).or_else(|| {
            let is_number = text[start..].starts_with("&#") || text[start..].starts_with('#');
            (is_number && (is_html || is_no_number(text, start..end + 1))).then(|| numbered(name))?
        });
        found.extend(character.map(|character| (start..end + 1, character)));
    }
    found
}

/// The character that an entity stands for, by its name or its decimal number. Control characters stand for none.
pub fn character(name: &str) -> Option<char> {
    let found = match named(name) {
        Some(character) => character.chars().next(),
        None => char::from_u32(name.parse().ok()?),
    };
    found.filter(|c| !c.is_control())
}

fn named(name: &str) -> Option<String> {
    ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, character)| (*character).to_owned())
}

/// The character with a number, except letters and digits, which need no escape.
fn numbered(number: &str) -> Option<String> {
    let number = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    let character = char::from_u32(number).filter(|c| !c.is_ascii_alphanumeric())?;
    match character {
        '\n' => Some("\\n".to_owned()),
        c if c.is_control() => None,
        c => Some(c.to_string()),
    }
}

/// Whether `#32;` is not the number of something: in `see #32; then`, spaces stand around it.
fn is_no_number(text: &str, range: Range<usize>) -> bool {
    let is_apart = text[..range.start].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
    !(is_apart && text[range.end..].starts_with(char::is_whitespace))
}

/// A text with its pieces replaced, which are in order.
pub fn replaced(text: &str, pieces: &[Replacement]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, instead) in pieces {
        out.push_str(&text[at..range.start]);
        out.push_str(instead);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// Tags of HTML, and what is written instead.
const TAGS: &[(&str, &str)] = &[("<br>", "\\n"), ("<br/>", "\\n"), ("<br />", "\\n")];

/// Finds the tags of HTML in a text. Where a dialect has no markup, only line breaks can be written otherwise.
pub fn tags(text: &str) -> Vec<Replacement> {
    // One behind a backslash is meant as it is written.
    let all = text.match_indices('<').filter(|&(at, _)| !text[..at].ends_with('\\'));
    let found = all.filter_map(|(at, _)| {
        let is_here =
            |tag: &str| text.get(at..at + tag.len()).is_some_and(|here| here.eq_ignore_ascii_case(tag));
        let (tag, instead) = TAGS.iter().find(|(tag, _)| is_here(tag))?;
        Some((at..at + tag.len(), (*instead).to_owned()))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(text: &str) -> String {
        replaced(text, &entities(text))
    }

    #[test]
    fn entities_become_their_characters() {
        assert_eq!(decoded("a &lt; b &amp;&amp; c"), "a < b && c");
        assert_eq!(decoded("say #quot;hi#quot; &#60;go&#x3e;"), "say \"hi\" <go>");
        assert_eq!(decoded("one#59; two"), "one; two");
    }

    #[test]
    fn what_is_no_entity_stays() {
        for text in ["a & b; c", "issue #12; then", "#1; #2;", "&unknown;", "x &= y;", "C#;", "&#65;"] {
            assert_eq!(decoded(text), text);
        }
    }
}
