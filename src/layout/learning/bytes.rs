//! The digits that are shown of bytes.

use crate::layout::label::{Label, Rich, TextLine};
use crate::layout::pen::TextStyle;
use crate::px::Px;
use crate::ruler::Face;
use crate::scene::{Ground, Runs, TextRun};
use crate::theme::Theme;

/// How many bytes are shown at each end of a shortened value.
const END: usize = 4;

/// Returns bytes as hexadecimal digits.
pub(super) fn digits(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |of: u8| char::from(DIGITS[usize::from(of)]);
    bytes.iter().flat_map(|byte| [digit(byte / 16), digit(byte % 16)]).collect()
}

/// Returns the digits of both ends and the number of bytes: `8bd4054f…0f89492d · 32 B`.
pub(super) fn shortened(bytes: &[u8]) -> String {
    let shown = if bytes.len() > END * 2 {
        [digits(&bytes[..END]), "…".to_owned(), digits(&bytes[bytes.len() - END..])].concat()
    } else {
        digits(bytes)
    };
    let space = if shown.is_empty() { "" } else { " · " };
    format!("{shown}{space}{} B", bytes.len())
}

/// Returns the number of bytes in words.
pub(super) fn count(bytes: &[u8]) -> String {
    match bytes.len() {
        1 => "1 byte".to_owned(),
        many => format!("{many} bytes"),
    }
}

/// Returns a text about bytes, and that they were given and not computed, where that is so.
pub(super) fn marked(text: String, given: bool) -> String {
    if given { ["given ", &text].concat() } else { text }
}

/// Returns all digits in lines of a number of bytes, with a gap after each eight.
pub(super) fn lines(bytes: &[u8], per_line: usize) -> impl Iterator<Item = String> {
    bytes.chunks(per_line).map(|line| line.chunks(END * 2).map(digits).collect::<Vec<_>>().join(" "))
}

/// A line with a tooltip.
pub(super) fn titled(text: &str, title: String, text_style: TextStyle, theme: &Theme) -> Label<'static> {
    let width = theme.ruler.width(text, text_style.face, text_style.size);
    let run = TextRun {
        end: text.len(),
        width,
        face: Face::Regular,
        mono: true,
        size: text_style.size,
        rise: Px::ZERO,
        color: None,
        background: None,
        stroke: None,
        difference: false,
        strike: false,
        underline: false,
        link: None,
        title: Some(title).filter(|title| !title.is_empty()).map(Into::into),
    };
    let runs = Some(Box::new(Runs { all: vec![run], ground: Ground::default() }));
    let rich = Some(Box::new(Rich { runs, extra: Px::ZERO, size: text_style.size, align: None }));
    Label { lines: vec![TextLine { text: text.to_owned().into(), width, indent: Px::ZERO, rich }], width }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_shortened_in_the_middle() {
        let secret: Vec<u8> = (0..32).collect();
        assert_eq!(shortened(&secret), "00010203…1c1d1e1f · 32 B");
        assert_eq!(shortened(&secret[..9]), "00010203…05060708 · 9 B");
    }

    #[test]
    fn a_value_that_would_not_be_shorter_is_whole() {
        assert_eq!(shortened(&[0, 1, 2, 3, 4, 5, 6, 0xff]), "00010203040506ff · 8 B");
        assert_eq!(shortened(&[0xa]), "0a · 1 B");
        assert_eq!(shortened(&[]), "0 B");
    }

    #[test]
    fn a_whole_value_falls_into_lines_and_groups_of_eight_bytes() {
        let value: Vec<u8> = (0..20).collect();
        let lines: Vec<String> = lines(&value, 16).collect();
        assert_eq!(lines, ["0001020304050607 08090a0b0c0d0e0f", "10111213"]);
    }
}
