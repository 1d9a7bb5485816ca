//! Texts of Mermaid as `.seq` writes them: what is markup in `.seq` and a plain character here gets a backslash.

use std::borrow::Cow;

use super::split::entity;
use crate::notation::escapes;
use crate::parse::seq::is_word;

/// The characters that are a mark where there are two of them.
const MARKS: &[u8] = b"*/-+\"~_";

/// A text after its colon. `wrap:` before it wraps its lines.
pub(super) fn text(written: &str) -> Cow<'_, str> {
    let (rest, wraps) = unwrapped(written);
    let lowered = escaped(rest.trim(), true);
    if wraps { Cow::Owned(format!("<wordwrap:30>{lowered}")) } else { lowered }
}

/// A text without `wrap:` or `nowrap:`, and whether it is to be wrapped.
fn unwrapped(written: &str) -> (&str, bool) {
    let rest = written.trim_start();
    for (word, wraps) in [(":wrap:", true), ("wrap:", true), (":nowrap:", false), ("nowrap:", false)] {
        if is_word(rest, word) {
            return (&rest[word.len()..], wraps);
        }
    }
    (rest, false)
}

/// A name, as it stands in quotation marks. A line break in it is text.
pub(super) fn name(written: &str) -> Cow<'_, str> {
    quoted(escaped(written, false))
}

/// The label of a participant, as it stands in quotation marks.
pub(super) fn label(written: &str) -> Cow<'_, str> {
    quoted(text(written))
}

/// Puts a backslash before what would end a text in quotation marks.
fn quoted(text: Cow<'_, str>) -> Cow<'_, str> {
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

/// A text with its entities decoded and everything else as it is drawn here.
fn escaped(written: &str, has_breaks: bool) -> Cow<'_, str> {
    let is_special = |byte: u8| matches!(byte, b'\\' | b'<' | b'#') || MARKS.contains(&byte);
    if !written.bytes().any(is_special) {
        return Cow::Borrowed(written);
    }
    let decoded = decoded(written);
    let mut counts = [0_usize; 7];
    let mut before = (0, 0);
    for byte in decoded.bytes() {
        before = if byte == before.0 { (byte, before.1 + 1) } else { (byte, 1) };
        if let (2, Some(at)) = (before.1, MARKS.iter().position(|&mark| mark == byte)) {
            counts[at] += 1;
        }
    }
    // One mark alone has no end, except at the beginning, where it may be meant.
    let leads = decoded.len() > 1 && decoded.as_bytes()[0] == decoded.as_bytes()[1];
    let counts_at = |at: usize, byte: u8| counts[at] > 1 || (leads && decoded.as_bytes()[0] == byte);
    let mut out = String::with_capacity(decoded.len() + 8);
    let mut rest = decoded.as_ref();
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if let Some(length) = line_break(rest).filter(|_| has_breaks) {
            out.push_str("\\n");
            rest = &rest[length..];
            continue;
        }
        let next = after.chars().next();
        let is_mark = |c: char| {
            let byte = u8::try_from(c).ok();
            byte.and_then(|byte| Some((MARKS.iter().position(|&mark| mark == byte)?, byte)))
                .is_some_and(|(at, byte)| counts_at(at, byte))
        };
        match c {
            '\\' if next.is_some_and(|c| "n*/-+\"~_<\\#".contains(c)) => out.push('\\'),
            '<' if next.is_some_and(|c| c.is_ascii_alphabetic() || c == '/') => out.push('\\'),
            // It would begin a colour.
            '#' if out.is_empty() => out.push('\\'),
            c if is_mark(c) && (next == Some(c) || out.ends_with(c)) => out.push('\\'),
            _ => {}
        }
        out.push(c);
        rest = after;
    }
    if out == written { Cow::Borrowed(written) } else { Cow::Owned(out) }
}

/// The length of the `<br>` that a text begins with.
fn line_break(text: &str) -> Option<usize> {
    let head = text.get(..3).filter(|head| head.eq_ignore_ascii_case("<br"))?;
    let rest = text[head.len()..].trim_start();
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    rest.starts_with('>').then(|| text.len() - rest.len() + 1)
}

/// A text with the characters that its entities stand for. An unknown one stays.
fn decoded(written: &str) -> Cow<'_, str> {
    if !written.contains('#') {
        return Cow::Borrowed(written);
    }
    let mut out = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(at) = rest.find('#') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = entity(rest).unwrap_or(1);
        match escapes::character(&rest[1..length.max(2) - 1]).filter(|_| length > 1) {
            Some(c) => out.push(c),
            None => out.push_str(&rest[..length]),
        }
        rest = &rest[length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_markup_in_seq_is_a_character_here() {
        assert_eq!(text("a ** b ** c"), r"a \*\* b \*\* c");
        assert_eq!(text("see <b>this</b>"), r"see \<b>this\</b>");
        assert_eq!(text(r"C:\new"), r"C:\\new");
        assert_eq!(text("https://example.org/a"), "https://example.org/a");
    }

    #[test]
    fn breaks_and_entities_are_read() {
        assert_eq!(text("a<br/>b<BR />c"), r"a\nb\nc");
        assert_eq!(text("#9829; #lt;b#gt; #35;1 #nosuch;"), r"♥ \<b> #1 #nosuch;");
        assert_eq!(text("wrap: long"), "<wordwrap:30>long");
    }

    #[test]
    fn a_name_fits_in_quotation_marks() {
        assert_eq!(name(r#""A" \ B"#), r#"\"A\" \\ B"#);
    }
}
