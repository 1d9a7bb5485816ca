//! Texts of unknown origin as they may be shown: no terminal and no log reader takes a part of them for a command.

use std::borrow::Cow;

/// Returns whether a character has an effect but no shape of its own, so that showing it as it is would let a file
/// recolour the terminal, reverse a line or hide a word (CVE-2021-42574).
pub fn is_treacherous(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Writes the first character of `rest`, escaped as needed after the text so far.
pub fn push(shown: &mut String, rest: &str) {
    let Some(character) = rest.chars().next() else { return };
    if is_treacherous(character) || (shown.ends_with('#') && is_command(rest)) {
        shown.extend(character.escape_unicode());
    } else {
        shown.push(character);
    }
}

/// Two hashes and a bracket are a command of Azure's and GitHub's runners anywhere in a line.
fn is_command(rest: &str) -> bool {
    rest.starts_with("#[") || rest.starts_with("#vso[")
}

/// Returns one line of text, with every treacherous character in it written as `\u{..}`.
///
/// ```
/// assert_eq!(seqwright::harmless::line("a\u{1b}[31m"), "a\\u{1b}[31m");
/// ```
pub fn line(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_treacherous) && !text.contains("##") {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    text.char_indices().for_each(|(at, _)| push(&mut shown, &text[at..]));
    Cow::Owned(shown)
}

/// Returns a message that quotes the author: one line, cut to a length that can be read.
pub fn message(text: &str) -> Cow<'_, str> {
    const MOST: usize = 700;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => Cow::Owned(format!("{}…", line(&text[..end]))),
        None => line(text),
    }
}

/// Returns the name of a file as it may begin a line. Where two colons begin a line, GitHub's runner reads a command.
pub fn name(text: &str) -> Cow<'_, str> {
    let shown = line(text);
    if shown.trim_start().starts_with("::") { Cow::Owned(format!("./{shown}")) } else { shown }
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
    fn no_name_begins_a_workflow_command() {
        assert_eq!(name("::error::x.seq"), "./::error::x.seq");
        assert_eq!(line("say ##[error]"), "say #\\u{23}[error]");
    }

    #[test]
    fn a_long_message_is_cut() {
        assert_eq!(message(&"x".repeat(1000)).chars().count(), 701);
    }
}
