//! `Ruler`: measures text without looking at the fonts of the machine.
//!
//! The widths are sums of the advances of Arial and of the faces made to its metrics (Arimo, Liberation Sans,
//! Helvetica, Nimbus Sans), which differ in kerning only; a drawing switches kerning off, so that a sum of
//! advances is what a browser shows. Where these faces have no glyph the reader's machine picks another face,
//! and the ruler overestimates: too much room is a blemish, a label outside of its box is a fault.

use std::ops::RangeInclusive;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::px::Px;

include!("../fonts/advances.rs");

/// The cut of a face that a run of text is set in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Face {
    /// Upright.
    #[default]
    Regular,
    /// Bold.
    Bold,
    /// Slanted.
    Italic,
    /// Bold and slanted.
    BoldItalic,
    /// All characters of one width.
    Mono,
}

/// Measures text.
///
/// Spaces count one by one, even where a renderer collapses them; a tab counts as the one space that SVG
/// makes of it; a line break and other control characters take no room.
pub trait Ruler: Send + Sync {
    /// The width of one line of text set at `size`, the length of an em.
    ///
    /// Texts never become wider when they are joined: the width of two parts together is at most the sum of theirs,
    /// provided that no grapheme was cut in two.
    fn width(&self, text: &str, face: Face, size: Px) -> Px;

    /// How much higher than a line of the usual size a line is that holds text of another one.
    fn extra_height(&self, usual: Px, size: Px) -> Px {
        ((size - usual) * 5 / 4).max(Px::ZERO)
    }
}

/// Measures with the bundled tables of advance widths.
///
/// ```
/// use seqwright::px::Px;
/// use seqwright::ruler::{Face, Font, Ruler};
/// // The advance of an `A` is 1366/2048 em.
/// assert_eq!(Font.width("A", Face::Regular, Px::new(2048)), Px::new(1366));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Font;

impl Ruler for Font {
    fn width(&self, text: &str, face: Face, size: Px) -> Px {
        let units = if text.is_ascii() { ascii_units(text, face) } else { units(text, face) };
        scaled(units, size)
    }
}

/// Measures for a picture made of text: one column of a terminal is one pixel wide, whatever the face and size.
///
/// ```
/// use seqwright::px::Px;
/// use seqwright::ruler::{Cells, Face, Ruler};
/// assert_eq!(Cells.width("café 日本", Face::Bold, Px::new(14)), Px::new(9));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Cells;

impl Cells {
    /// The number of columns that one grapheme takes, or the sum of them in a longer text. The renderer uses the same
    /// function to place graphemes, so that both agree.
    pub fn columns(text: &str) -> usize {
        if text.is_ascii() {
            return text.bytes().filter(|&byte| byte == b'\t' || !byte.is_ascii_control()).count();
        }
        text.graphemes(true)
            .map(|cluster| match cluster.chars().next() {
                Some('\t') => 1,
                // The crate gives control characters a column, as for a symbol that stands for them.
                Some(control) if control.is_control() => 0,
                _ => cluster.width(),
            })
            .sum()
    }
}

impl Ruler for Cells {
    fn width(&self, text: &str, _: Face, _: Px) -> Px {
        Px::new(Cells::columns(text) as i64)
    }

    /// All characters of a terminal are equally high.
    fn extra_height(&self, _: Px, _: Px) -> Px {
        Px::ZERO
    }
}

/// Font units at a size, scaled once and rounded up. Whole numbers make it the same on every machine; rounding up
/// keeps a text from being wider than the sum of its parts, so a sum of parts is never too narrow.
fn scaled(units: u64, size: Px) -> Px {
    let em = i64::from(EM);
    // A gigabyte of text at a size of a metre stays within the limit; beyond it, the exact width does not matter.
    let product = i64::try_from(units).unwrap_or(i64::MAX).saturating_mul(size.in_hundredths());
    Px::hundredths(product.saturating_add(em - 1).div_euclid(em))
}

/// The advances of ASCII by byte, for each face: what nearly all text is made of.
static ASCII: [[u16; 128]; 5] =
    [ascii(&REGULAR), ascii(&BOLD), ascii(&ITALIC), ascii(&BOLD_ITALIC), ascii(&[MONO_ADVANCE as u16; 95])];

/// The advances by byte, from a table that begins with the printable ones.
const fn ascii(printable: &[u16]) -> [u16; 128] {
    assert!(RUNS[0].0 == 0x20 && RUNS[0].1 == 0x7e && RUNS[0].2 == 0);
    let mut table = [0; 128];
    let mut byte = 0x20;
    while byte < 0x7f {
        table[byte] = printable[byte - 0x20];
        byte += 1;
    }
    table[b'\t' as usize] = printable[0];
    table
}

/// The row of the faces in `ASCII`.
const fn row(face: Face) -> usize {
    match face {
        Face::Regular => 0,
        Face::Bold => 1,
        Face::Italic => 2,
        Face::BoldItalic => 3,
        Face::Mono => 4,
    }
}

/// The advances of an ASCII text, in font units.
fn ascii_units(text: &str, face: Face) -> u64 {
    let table = &ASCII[row(face)];
    let sum =
        |bytes: &[u8]| bytes.iter().map(|&byte| u32::from(table[usize::from(byte & 0x7f)])).sum::<u32>();
    // Narrow sums are quick; a chunk is short enough for one not to overflow.
    text.as_bytes().chunks(1 << 16).map(|chunk| u64::from(sum(chunk))).sum()
}

/// The advances of any text, in font units.
fn units(text: &str, face: Face) -> u64 {
    if !text.chars().any(may_be_emoji) {
        return text.chars().map(|c| u64::from(char_units(c, face))).sum();
    }
    text.graphemes(true)
        .map(|cluster| {
            if is_emoji(cluster) {
                u64::from(EMOJI)
            } else {
                cluster.chars().map(|c| u64::from(char_units(c, face))).sum()
            }
        })
        .sum()
}

/// An emoji, whatever it is composed of: 1.3 em. Noto's are 1.25 em wide, the others' a little less or more.
const EMOJI: u32 = EM * 13 / 10;

/// What comes after a sign that is to be shown as an emoji. Its counterpart for text is not looked at: where only
/// the font of emoji has the sign, it is still shown as an emoji.
const EMOJI_STYLE: char = '\u{fe0f}';
/// What makes a keycap of a digit.
const KEYCAP: char = '\u{20e3}';
/// Where the emoji are that need no such mark, and flags, and hands and faces; symbols live there too.
const PICTURES: RangeInclusive<char> = '\u{1f000}'..='\u{1faff}';
/// Where wide characters are emoji: technical signs to miscellaneous symbols and arrows.
const SIGNS: RangeInclusive<char> = '\u{2300}'..='\u{2bff}';

/// Whether a text with this character in it must be looked at cluster by cluster.
fn may_be_emoji(c: char) -> bool {
    c >= KEYCAP && (SIGNS.contains(&c) || c == KEYCAP || c == EMOJI_STYLE || PICTURES.contains(&c))
}

/// Whether a cluster is shown as one coloured picture.
fn is_emoji(cluster: &str) -> bool {
    let first = cluster.chars().next().unwrap_or_default();
    PICTURES.contains(&first)
        || (SIGNS.contains(&first) && first.width() == Some(2))
        || cluster.contains([EMOJI_STYLE, KEYCAP])
}

/// The advance of one character that is not an emoji, in font units.
fn char_units(c: char, face: Face) -> u32 {
    if c.is_ascii() {
        return u32::from(ASCII[row(face)][c as usize]);
    }
    let covered = match face {
        Face::Regular => table_units(c, &REGULAR),
        Face::Bold => table_units(c, &BOLD),
        Face::Italic => table_units(c, &ITALIC),
        Face::BoldItalic => table_units(c, &BOLD_ITALIC),
        Face::Mono => mono_units(c),
    };
    covered.unwrap_or_else(|| missing_glyph_units(c, face))
}

/// The advance of a character in the table of a face, if it is there.
fn table_units(c: char, table: &[u16]) -> Option<u32> {
    let code = c as u32;
    let run = RUNS.partition_point(|&(_, last, _)| last < code);
    let &(first, _, at) = RUNS.get(run).filter(|&&(first, ..)| first <= code)?;
    match table[at + (code - first) as usize] {
        0 => None,
        advance => Some(u32::from(advance)),
    }
}

/// The advance of a character in the monospaced face, if it is there.
fn mono_units(c: char) -> Option<u32> {
    let code = c as u32;
    let run = MONO.partition_point(|&(_, last)| last < code);
    MONO.get(run).filter(|&&(first, _)| first <= code).map(|_| MONO_ADVANCE)
}

/// The advance of a character that the faces lack, so that the machine of the reader takes it from another.
fn missing_glyph_units(c: char, face: Face) -> u32 {
    // Tabs are ASCII; no other control character takes room.
    if c.is_control() || c.width() == Some(0) {
        return 0;
    }
    match c {
        // Keys and long arrows are drawn wider than all other signs.
        '\u{2324}'..='\u{232b}' | '\u{27f5}'..='\u{27ff}' => return EM * 145 / 100,
        '\u{2000}'..='\u{2bff}' | '\u{1d400}'..='\u{1d7ff}' => return EM,
        // Hangul is narrower than Chinese characters in the sans-serif fonts of all systems.
        '\u{ac00}'..='\u{d7a3}' => return EM * 92 / 100,
        _ if c.width() == Some(2) || !c.is_alphanumeric() => return EM,
        _ => {}
    }
    let width = letter_units(c as u32);
    // Bold letters are wider by about a tenth.
    if matches!(face, Face::Bold | Face::BoldItalic) { width + width / 10 } else { width }
}

/// The advance of a letter of a script that the faces lack: wide enough for words set in Noto Sans, which are
/// narrower than their letters where these join or stack, and wider where marks are next to them.
const fn letter_units(code: u32) -> u32 {
    let hundredths = match code {
        0x0530..=0x058f | 0x10a0..=0x10ff => 75, // Armenian, Georgian
        0x0600..=0x077f | 0x08a0..=0x08ff => 55, // Arabic, Syriac
        0x0900..=0x097f | 0x0a00..=0x0aff | 0x0e00..=0x0eff => 60, // Devanagari and kin, Thai, Lao
        0x0980..=0x09ff => 90,                   // Bengali
        0x0b80..=0x0bff | 0x0d00..=0x0dff => 105, // Tamil, Malayalam, Sinhala
        0x0c00..=0x0cff | 0x1000..=0x109f | 0x1780..=0x17ff => 75, // Telugu, Kannada, Burmese, Khmer
        0x1b00..=0x1b7f | 0xa980..=0xa9df => 105, // Balinese, Javanese
        0xff61..=0xffdc => 60,                   // halfwidth kana and Hangul
        _ => 85,
    };
    EM * hundredths / 100
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FACES: [Face; 5] = [Face::Regular, Face::Bold, Face::Italic, Face::BoldItalic, Face::Mono];

    /// Thousandths of an em, as the metrics of Helvetica are given.
    fn thousandths(text: &str, face: Face) -> i64 {
        (scaled_units(text, face) * 1000 + i64::from(EM) / 2) / i64::from(EM)
    }

    fn scaled_units(text: &str, face: Face) -> i64 {
        Font.width(text, face, Px::hundredths(i64::from(EM))).in_hundredths()
    }

    fn em_tenths(text: &str) -> i64 {
        Font.width(text, Face::Regular, Px::hundredths(10)).in_hundredths()
    }

    #[test]
    fn widths_are_those_of_helvetica() {
        for (text, regular, bold) in [
            (" ", 278, 278),
            ("A", 667, 722),
            ("W", 944, 944),
            ("i", 222, 278),
            ("m", 833, 889),
            ("0", 556, 556),
            ("@", 1015, 975),
            ("é", 556, 556),
            ("ß", 611, 611),
            ("Æ", 1000, 1000),
            ("…", 1000, 1000),
            ("€", 556, 556),
        ] {
            assert_eq!(thousandths(text, Face::Regular), regular, "{text}");
            assert_eq!(thousandths(text, Face::Italic), regular, "{text} slanted");
            assert_eq!(thousandths(text, Face::Bold), bold, "{text} bold");
            assert_eq!(thousandths(text, Face::BoldItalic), bold, "{text} bold and slanted");
        }
    }

    #[test]
    fn monospaced_glyphs_are_all_alike() {
        for text in ["i", "W", "é", "Ж", "Ω", "→", "─"] {
            assert_eq!(scaled_units(text, Face::Mono), 1229, "{text}");
        }
    }

    #[test]
    fn a_width_is_rounded_once_and_up() {
        // 455/2048 of 14 px is 3.1104 px; ten of them are 31.1035 px.
        assert_eq!(Font.width("i", Face::Regular, Px::new(14)), Px::hundredths(312));
        assert_eq!(Font.width("iiiiiiiiii", Face::Regular, Px::new(14)), Px::hundredths(3111));
        assert_eq!(Font.width("", Face::Regular, Px::new(14)), Px::ZERO);
    }

    #[test]
    fn what_is_not_seen_takes_no_room() {
        for text in
            ["\u{301}", "\u{200b}", "\u{200d}", "\u{ad}", "\u{7f}", "\n", "\u{202e}", "\u{feff}", "\u{85}"]
        {
            assert_eq!(scaled_units(text, Face::Regular), 0, "{text:?}");
            assert_eq!(Cells::columns(text), 0, "{text:?}");
        }
        assert_eq!(scaled_units("e\u{301}", Face::Bold), scaled_units("e", Face::Bold));
        assert_eq!(scaled_units("\t", Face::Regular), scaled_units(" ", Face::Regular));
        assert_eq!(scaled_units("é\t", Face::Regular), scaled_units("é ", Face::Regular));
    }

    #[test]
    fn an_emoji_is_one_picture_whatever_it_is_made_of() {
        for text in ["😀", "👩‍👩‍👧‍👦", "🇩🇪", "❤️", "1️⃣", "👍🏽", "✅", "⌚", "💡\u{fe0e}", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"]
        {
            assert_eq!(em_tenths(text), 13, "{text}");
            assert_eq!(Cells::columns(text), 2, "{text}");
        }
    }

    #[test]
    fn missing_glyphs_are_wide_enough() {
        for (text, tenths) in [("日本語", 30), ("한글", 19), ("✓", 10), ("⚠", 10), ("⇒", 10), ("⟹⌫", 29)]
        {
            assert_eq!(em_tenths(text), tenths, "{text}");
        }
        assert!(scaled_units("தமிழ்", Face::Regular) > scaled_units("WWW", Face::Regular));
        assert!(scaled_units("ภาษา", Face::Bold) > scaled_units("ภาษา", Face::Regular));
    }

    #[test]
    fn columns_are_those_of_a_terminal() {
        for (text, columns) in
            [("abc", 3), ("日本", 4), ("e\u{301}", 1), ("a\tb", 3), ("ｶ", 1), ("é\u{7}", 1)]
        {
            assert_eq!(Cells.width(text, Face::Mono, Px::new(99)), Px::new(columns), "{text}");
        }
    }

    #[test]
    fn the_longest_text_does_not_overflow() {
        let long = "W".repeat(4 << 20);
        assert_eq!(scaled_units(&long, Face::Regular), 1933 << 22);
        assert!(Font.width(&long, Face::Regular, Px::hundredths(i64::MAX)) > Px::new(1));
    }

    proptest! {
        #[test]
        fn joined_texts_are_no_wider_than_their_parts(a in "[ -~é日😀]{0,9}", b in "[ -~é日😀]{0,9}") {
            for face in FACES {
                let size = Px::hundredths(1313);
                let (first, second) = (Font.width(&a, face, size), Font.width(&b, face, size));
                let both = Font.width(&format!("{a}{b}"), face, size);
                prop_assert!(both <= first + second && both >= first.max(second));
            }
        }

        #[test]
        fn any_text_has_a_width(text in any::<String>()) {
            for face in FACES {
                prop_assert!(Font.width(&text, face, Px::new(14)) >= Px::ZERO);
            }
            prop_assert!(Cells.width(&text, Face::Mono, Px::ZERO) >= Px::ZERO);
        }
    }
}
