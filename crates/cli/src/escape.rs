//! Escapes texts of unknown origin, so that no terminal and no log reader takes part of them for a command.

use std::borrow::Cow;

use seqwright::harmless::is_treacherous;
pub use seqwright::harmless::{line, message, name};

/// Escapes a line of text from another author, so that no two colons make it a command.
pub fn row(text: &str) -> Cow<'_, str> {
    let shown = line(text);
    match shown.find(|c: char| !c.is_whitespace()) {
        Some(at) if shown[at..].starts_with("::") => {
            Cow::Owned(format!("{}{}{}", &shown[..at], ':'.escape_unicode(), &shown[at + 1..]))
        }
        Some(_) | None => shown,
    }
}

/// Escapes a text for XML and HTML, between tags or in quotation marks. Characters that XML cannot hold (XML 1.0,
/// section 2.2) or that turn the direction of the rest of the line become U+FFFD.
pub fn markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => {
                out.push('\u{fffd}')
            }
            _ if character.is_control() && !matches!(character, '\t' | '\n') => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
    out
}

/// The same, on one line that no terminal and no runner takes for a command.
pub fn xml(text: &str) -> String {
    markup(&row(&text.replace(['\t', '\n', '\r'], " ")))
}

/// Escapes several lines, except for the line ends between them.
pub fn lines(text: &str) -> String {
    text.split('\n').map(name).collect::<Vec<_>>().join("\n")
}

/// A JSON text, with what is treacherous in its strings in JSON's own notation.
pub fn json(text: &str) -> String {
    // Outside of strings JSON has no `#`.
    let text = text.replace("##[", "#\\u0023[").replace("##vso[", "#\\u0023vso[");
    if !text.chars().any(is_treacherous) {
        return text;
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_treacherous(character) {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                shown.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            shown.push(character);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_begins_with_a_workflow_command() {
        assert_eq!(lines("a\n ::error::b"), "a\n./ ::error::b");
        assert_eq!(row(" \u{a0}::error::b::c"), " \u{a0}\\u{3a}:error::b::c");
        assert_eq!(xml("\n::error::<\"&\u{1b}\u{ffff}"), " \\u{3a}:error::&lt;&quot;&amp;\\u{1b}\u{fffd}");
    }

    #[test]
    fn json_escapes_are_surrogates_beyond_the_first_plane() {
        assert_eq!(json("\"\u{202e}\u{e0041}\""), "\"\\u202e\\udb40\\udc41\"");
    }
}
