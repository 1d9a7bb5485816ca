//! Texts of Mermaid as `.seq` writes them: what is markup in `.seq` and a plain character here gets a backslash.

use std::borrow::Cow;

use super::split::entity;
use crate::notation::escapes;
use crate::parse::lower::{self, Escaper, is_special, quoted};
use crate::parse::seq::is_word;

/// A text after its colon. `wrap:` before it wraps its lines.
pub(super) fn text(written: &str) -> Cow<'_, str> {
    let (rest, wraps) = unwrapped(written);
    let lowered = escaped(rest.trim(), true);
    if wraps { Cow::Owned(format!("<wordwrap:30>{lowered}")) } else { lowered }
}

/// A text behind a word of the language, as that of a fragment.
pub(super) fn behind_word(written: &str) -> Cow<'_, str> {
    lower::behind_word(text(written))
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

/// A text with its entities decoded and everything else as it is drawn here.
fn escaped(written: &str, has_breaks: bool) -> Cow<'_, str> {
    if !is_special(written) {
        return Cow::Borrowed(written);
    }
    let decoded = decoded(written, has_breaks);
    let lines: Vec<&str> = decoded.split('\n').collect();
    let escaper = Escaper::of(lines.iter().copied());
    let mut out = String::with_capacity(decoded.len() + 8);
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            out.push_str("\\n");
        }
        escaper.push(line, at + 1 < lines.len(), &mut out);
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

/// A text with the characters that its entities stand for, and with its `<br>` as line ends. An unknown entity stays. What
/// is put together by entities is no `<br>`.
fn decoded(written: &str, has_breaks: bool) -> Cow<'_, str> {
    if !written.contains(['#', '<']) {
        return Cow::Borrowed(written);
    }
    let mut out = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(at) = rest.find(['#', '<']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('<') {
            let length = line_break(rest).filter(|_| has_breaks);
            out.push(if length.is_some() { '\n' } else { '<' });
            rest = &rest[length.unwrap_or(1)..];
            continue;
        }
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
        assert_eq!(behind_word("->>B: x"), r"\->>B: x");
        assert_eq!(behind_word(r"\|-B: x"), r"\|\-B: x");
        assert_eq!(text("a<br>#lt;br#gt;#10;b"), r"a\n\<br>#10;b");
    }

    #[test]
    fn a_name_fits_in_quotation_marks() {
        assert_eq!(name(r#""A" \ B"#), r#"\"A\" \\ B"#);
    }
}
