//! A text of unknown origin in, a text that no terminal and no log reader takes for a command out.

use std::borrow::Cow;

/// Whether a character has an effect but no shape of its own, so that showing it as it is would let a file
/// recolour the terminal, reverse a line or hide a word (CVE-2021-42574).
fn is_treacherous(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Writes the first character of `rest` as it may be shown after what is shown already.
pub fn push(shown: &mut String, rest: &str) {
    let Some(character) = rest.chars().next() else { return };
    if is_treacherous(character) || (shown.ends_with('#') && is_command(rest)) {
        shown.extend(character.escape_unicode());
    } else {
        shown.push(character);
    }
}

/// Two hashes and a bracket are a command of Azure's and GitHub's runners wherever they stand in a line.
fn is_command(rest: &str) -> bool {
    rest.starts_with("#[") || rest.starts_with("#vso[")
}

/// One line of text, with what is treacherous in it as `\u{..}`.
pub fn line(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_treacherous) && !text.contains("##") {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    text.char_indices().for_each(|(at, _)| push(&mut shown, &text[at..]));
    Cow::Owned(shown)
}

/// A message of our own that quotes the author: one line of a length that can be read.
pub fn message(text: &str) -> Cow<'_, str> {
    const MOST: usize = 700;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => Cow::Owned(format!("{}…", line(&text[..end]))),
        None => line(text),
    }
}

/// A file's name as it may begin a line. Where two colons begin a line, GitHub's runner reads a command.
pub fn name(text: &str) -> Cow<'_, str> {
    let shown = line(text);
    if shown.trim_start().starts_with("::") { Cow::Owned(format!("./{shown}")) } else { shown }
}

/// A line of somebody else's text. The colons that would make it a command are no longer two.
pub fn row(text: &str) -> Cow<'_, str> {
    let shown = line(text);
    match shown.find(|c: char| !c.is_whitespace()) {
        Some(at) if shown[at..].starts_with("::") => {
            Cow::Owned(format!("{}{}{}", &shown[..at], ':'.escape_unicode(), &shown[at + 1..]))
        }
        Some(_) | None => shown,
    }
}

/// A text between the tags of XML or in the quotation marks of an attribute, on one line that is no command.
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in row(&text.replace(['\t', '\n', '\r'], " ")).chars() {
        match character {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            // XML 1.0 has no place for these (section 2.2); the other such characters are spelt out by now.
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
    out
}

/// Escapes a text for HTML or XML, between tags or in quotation marks. Its lines stay lines.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            // What would turn the rest of the line round, or has no meaning in HTML.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push('\u{fffd}'),
            // XML 1.0 has no place for these (section 2.2).
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ if character.is_control() && !matches!(character, '\t' | '\n') => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
    out
}

/// Several lines of which only the line ends are ours.
pub fn lines(text: &str) -> String {
    text.split('\n').map(name).collect::<Vec<_>>().join("\n")
}

/// A JSON text, with what is treacherous in its strings in JSON's own notation.
pub fn json(text: &str) -> String {
    // Outside of strings there is no hash.
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
    fn plain_text_is_left_as_it_is() {
        assert!(matches!(line("Zoë → 漢字 👩‍👧"), Cow::Borrowed(_)));
    }

    #[test]
    fn escapes_and_reversals_are_spelt_out() {
        assert_eq!(line("a\u{1b}[31m\u{202e}b\r"), "a\\u{1b}[31m\\u{202e}b\\u{d}");
    }

    #[test]
    fn no_line_begins_with_a_workflow_command() {
        assert_eq!(name("::error::x.seq"), "./::error::x.seq");
        assert_eq!(lines("a\n ::error::b"), "a\n./ ::error::b");
        assert_eq!(line("say ##[error]"), "say #\\u{23}[error]");
        assert_eq!(row(" \u{a0}::error::b::c"), " \u{a0}\\u{3a}:error::b::c");
        assert_eq!(xml("\n::error::<\"&\u{1b}\u{ffff}"), " \\u{3a}:error::&lt;&quot;&amp;\\u{1b}\u{fffd}");
    }

    #[test]
    fn json_escapes_are_surrogates_beyond_the_first_plane() {
        assert_eq!(json("\"\u{202e}\u{e0041}\""), "\"\\u202e\\udb40\\udc41\"");
    }

    #[test]
    fn a_long_message_is_cut() {
        assert_eq!(message(&"x".repeat(1000)).chars().count(), 701);
    }
}
