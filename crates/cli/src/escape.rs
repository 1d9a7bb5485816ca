//! Escapes texts of unknown origin, so that no terminal and no log reader takes part of them for a command.

use std::borrow::Cow;

use seqwright::harmless::is_treacherous;
pub use seqwright::harmless::{line, markup, message, name};

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

/// Escapes a text for XML and HTML, on one line that no terminal and no runner takes for a command.
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
