//! Escapes an author's text: XML can hold the result, and it cannot leave its element or attribute.

use std::borrow::Cow;

/// The space that is never collapsed.
const NO_BREAK_SPACE: &str = "\u{a0}";
/// Replaces a character that XML cannot contain.
const REPLACEMENT: &str = "\u{fffd}";

/// How spaces are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spaces {
    /// Each becomes one plain space.
    Plain,
    /// Those that a reader of XML drops, at the ends and after another, become no-break spaces.
    Kept,
}

/// Writes the characters of a text element and keeps all spaces visible.
pub fn push_text(out: &mut Vec<u8>, text: &str) {
    push(out, text, Spaces::Kept);
}

/// Writes the value of an attribute.
pub fn push_attribute(out: &mut Vec<u8>, text: &str) {
    push(out, text, Spaces::Plain);
}

/// A text on one line and without characters that XML cannot hold; `&` and its like are left as they are.
pub fn cleaned(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        if *byte < b' ' || no_character(rest) {
            let clean = |c: char| match c {
                '\t' | '\n' | '\r' => ' ',
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
                other => other,
            };
            return Cow::Owned(text.chars().map(clean).collect());
        }
        rest = after;
    }
    Cow::Borrowed(text)
}

/// Whether these bytes begin with U+FFFE or U+FFFF.
fn no_character(bytes: &[u8]) -> bool {
    matches!(bytes, [0xef, 0xbf, 0xbe | 0xbf, ..])
}

/// The bytes that are written as they are, independent of their neighbours.
const PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let mut byte = 0;
    while byte <= b' ' as usize {
        plain[byte] = false;
        byte += 1;
    }
    // The last one begins U+FFFE and U+FFFF.
    let special = [b'&', b'<', b'>', b'"', b'\'', 0xef];
    let mut at = 0;
    while at < special.len() {
        plain[special[at] as usize] = false;
        at += 1;
    }
    plain
};

fn push(out: &mut Vec<u8>, text: &str, spaces: Spaces) {
    let bytes = text.as_bytes();
    if is_plain(bytes, spaces) {
        return out.extend_from_slice(bytes);
    }
    // Bytes before `done` are written; those from there on wait to be written as they are.
    let mut done = 0;
    let mut after_space = true;
    for (at, &byte) in bytes.iter().enumerate() {
        if PLAIN[usize::from(byte)] {
            after_space = false;
            continue;
        }
        let (instead, length) = if matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
            let dropped = spaces == Spaces::Kept && (after_space || at + 1 == bytes.len());
            after_space = true;
            if byte == b' ' && !dropped {
                continue;
            }
            (if dropped { NO_BREAK_SPACE } else { " " }, 1)
        } else {
            after_space = false;
            match special(&bytes[at..]) {
                Some(replacement) => replacement,
                None => continue,
            }
        };
        out.extend_from_slice(&bytes[done..at]);
        out.extend_from_slice(instead.as_bytes());
        done = at + length;
    }
    out.extend_from_slice(&bytes[done..]);
}

/// What has to be looked at closely, as bits: nothing, a space, another byte.
const LOOK: [u8; 256] = {
    let mut look = [0; 256];
    let mut byte = 0;
    while byte < look.len() {
        look[byte] = if byte == b' ' as usize {
            1
        } else if PLAIN[byte] {
            0
        } else {
            2
        };
        byte += 1;
    }
    look
};

/// Whether all bytes are surely written as they are. Nearly all texts are such, so this takes no branch for each byte.
fn is_plain(bytes: &[u8], spaces: Spaces) -> bool {
    if spaces == Spaces::Plain {
        return bytes.iter().fold(0, |found, &byte| found | LOOK[usize::from(byte)]) < 2;
    }
    let (mut found, mut before) = (0, 1);
    for &byte in bytes {
        let look = LOOK[usize::from(byte)];
        // A space after a space, or a byte of the other kind.
        found |= look & (before | 2);
        before = look;
    }
    found == 0 && before == 0
}

/// The escape for the character that these bytes begin with, and how many bytes it replaces.
fn special(bytes: &[u8]) -> Option<(&'static str, usize)> {
    Some(match bytes {
        [b'&', ..] => ("&amp;", 1),
        [b'<', ..] => ("&lt;", 1),
        [b'>', ..] => ("&gt;", 1),
        [b'"', ..] => ("&quot;", 1),
        [b'\'', ..] => ("&#39;", 1),
        [0..=0x1f, ..] => (REPLACEMENT, 1),
        _ if no_character(bytes) => (REPLACEMENT, 3),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        let mut out = Vec::new();
        push_text(&mut out, text);
        String::from_utf8(out).expect("it was written from strings")
    }

    fn attribute(text: &str) -> String {
        let mut out = Vec::new();
        push_attribute(&mut out, text);
        String::from_utf8(out).expect("it was written from strings")
    }

    #[test]
    fn a_label_cannot_leave_its_element() {
        assert_eq!(text("</text><script>"), "&lt;/text&gt;&lt;script&gt;");
        assert_eq!(text("a ]]> b & c"), "a ]]&gt; b &amp; c");
        assert_eq!(attribute("\" onload=\"x"), "&quot; onload=&quot;x");
        assert_eq!(attribute("' onload='x"), "&#39; onload=&#39;x");
        assert_eq!(text("&lt;"), "&amp;lt;");
    }

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        assert_eq!(text("a\0b\u{1b}[0m"), "a\u{fffd}b\u{fffd}[0m");
        assert_eq!(text("\u{fffe}x\u{ffff}"), "\u{fffd}x\u{fffd}");
        assert_eq!(cleaned("\u{8}\u{ffff} & "), "\u{fffd}\u{fffd} &");
        assert_eq!(text("\u{fffd}\u{ffee}"), "\u{fffd}\u{ffee}");
    }

    #[test]
    fn spaces_that_xml_would_drop_stay_visible() {
        assert_eq!(text("a b"), "a b");
        assert_eq!(text("a  b"), "a \u{a0}b");
        assert_eq!(text(" a "), "\u{a0}a\u{a0}");
        assert_eq!(text("  "), "\u{a0}\u{a0}");
        assert_eq!(text("a\tb\nc"), "a b c");
        assert_eq!(attribute(" a  b\n"), " a  b ");
    }

    #[test]
    fn other_characters_are_left_as_they_are() {
        for kept in ["", "hello", "naïve café", "日本語", "👩‍👩‍👧", "\u{202e}rtl", "a\u{7f}b"]
        {
            assert_eq!(text(kept), kept);
            assert_eq!(attribute(kept), kept);
            assert_eq!(cleaned(kept), kept);
        }
    }
}
