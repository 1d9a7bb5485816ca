//! Writes texts of other languages as `.seq` does: what is markup in `.seq` and a plain character there gets a backslash.

use std::borrow::Cow;

use super::seq::is_word;
use crate::source::Source;

/// The characters that are a mark where there are two of them.
const MARKS: [u8; 7] = *b"*/-+\"~_";

/// Writes the plain parts of one text. Which marks need a backslash depends on all of them.
pub(super) struct Escaper {
    /// How often each mark occurs.
    counts: [usize; MARKS.len()],
    /// The mark that the text begins with.
    leads: Option<u8>,
}

impl Escaper {
    /// Looks at all plain parts of a text, in order.
    pub fn of<'t>(parts: impl Iterator<Item = &'t str>) -> Escaper {
        let mut found = Escaper { counts: [0; MARKS.len()], leads: None };
        let mut is_first = true;
        for part in parts {
            let mut before = (0, 0);
            for byte in part.bytes() {
                before = if byte == before.0 { (byte, before.1 + 1) } else { (byte, 1) };
                if let (2, Some(at)) = (before.1, mark(byte)) {
                    found.counts[at] += 1;
                }
            }
            let bytes = part.as_bytes();
            if is_first && bytes.len() > 1 && bytes[0] == bytes[1] {
                found.leads = Some(bytes[0]);
            }
            is_first &= part.is_empty();
        }
        found
    }

    /// One mark alone has no end, except at the beginning, where it may be meant.
    fn counts(&self, byte: u8) -> bool {
        mark(byte).is_some_and(|at| self.counts[at] > 1 || self.leads == Some(byte))
    }

    /// Adds a plain part to what is written of the text. `more` says whether something else follows on its line.
    pub fn push(&self, part: &str, more: bool, out: &mut String) {
        let mut chars = part.chars().peekable();
        while let Some(c) = chars.next() {
            let next = chars.peek().copied();
            let is_mark = u8::try_from(c).is_ok_and(|byte| self.counts(byte));
            if c == '/' && next == Some('/') && out.ends_with(':') {
                // The beginning of an address.
                out.push_str("//");
                chars.next();
                continue;
            }
            match c {
                '\\' if next.map_or(more, |next| "n*/-+\"~_<\\#".contains(next)) => out.push('\\'),
                '<' if next.is_some_and(|next| next.is_ascii_alphabetic() || next == '/') => out.push('\\'),
                // It would begin a colour.
                '#' if out.is_empty() => out.push('\\'),
                c if is_mark && (next == Some(c) || out.ends_with(c)) => out.push('\\'),
                _ => {}
            }
            out.push(c);
        }
    }
}

fn mark(byte: u8) -> Option<usize> {
    MARKS.iter().position(|&mark| mark == byte)
}

/// Whether a text may hold something that `.seq` reads as markup.
pub(super) fn is_special(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b'\\' | b'<' | b'#') || mark(byte).is_some())
}

/// Puts a backslash before what would end a text in quotation marks.
pub(super) fn quoted(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains(['"', '\\']) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 2);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some('n' | '*' | '/' | '-' | '+' | '"' | '~' | '_' | '<' | '#' | '\\')) => {
                out.push(c);
                out.extend(chars.next());
            }
            ('\\', _) => out.push_str("\\\\"),
            ('"', _) => out.push_str("\\\""),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// A text behind a word of the language, as that of a fragment. If it begins like an arrow, `.seq` would read a message from
/// a participant with the name of that word; if it begins with a semicolon, perhaps the width of a border.
pub(super) fn behind_word(text: Cow<'_, str>) -> Cow<'_, str> {
    let tail = ["<<", "<", "/|", "\\|", ""].into_iter().find(|tail| text.starts_with(tail)).unwrap_or("");
    match text[tail.len()..].strip_prefix('-') {
        Some(rest) => Cow::Owned(format!("{tail}\\-{rest}")),
        None if text.starts_with(';') => Cow::Owned(format!("<b></b>{text}")),
        None => text,
    }
}

/// A text that may have been composed, as long as its source lives.
pub(super) fn kept<'s>(source: &'s Source, text: Cow<'s, str>) -> &'s str {
    match text {
        Cow::Borrowed(text) => text,
        Cow::Owned(text) => source.keep(text),
    }
}

/// The lines of a text that become comments, by the line ends of `.seq`.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('\r')).map(str::trim)
}

/// A comment of an author as `.seq` writes it. One that would be read as an instruction to seqwright is told apart.
pub(super) fn comment(language: &str, text: &str) -> String {
    let is_instruction = is_word(text, "dialect") || is_word(text, "seqwright");
    let prefix = if is_instruction { format!("{language}: ") } else { String::new() };
    format!("# {prefix}{text}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(parts: &[&str]) -> String {
        let escaper = Escaper::of(parts.iter().copied());
        let mut out = String::new();
        for (at, part) in parts.iter().enumerate() {
            escaper.push(part, at + 1 < parts.len(), &mut out);
        }
        out
    }

    #[test]
    fn only_marks_that_could_have_an_end_get_a_backslash() {
        assert_eq!(written(&["a ** b"]), "a ** b");
        assert_eq!(written(&["a ** b ** c"]), r"a \*\* b \*\* c");
        assert_eq!(written(&["**a"]), r"\*\*a");
        assert_eq!(written(&["ssl and ddl"]), "ssl and ddl");
    }

    #[test]
    fn a_backslash_before_another_part_stays_one() {
        assert_eq!(written(&[r"a\", "b"]), r"a\\b");
        assert_eq!(written(&[r"a\"]), r"a\");
    }
}
