//! The writing system that a line is written in.

/// A writing system for which fonts of its own exist, named by the language that it is mostly used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// Arabic, and the languages that share its letters.
    Arabic,
    /// Chinese characters alone.
    Chinese,
    /// Kana, perhaps with Chinese characters.
    Japanese,
    /// Hangul, perhaps with Chinese characters.
    Korean,
}

/// The writing system of all letters of a line; none if they are of several, or of another one.
pub fn writing(line: &str) -> Option<Writing> {
    // Most lines are ASCII.
    if line.is_ascii() {
        return None;
    }
    let mut found = None;
    for letter in line.chars().filter(|c| c.is_alphabetic()) {
        let of_letter = of(letter)?;
        found = Some(match (found, of_letter) {
            (None, one) => one,
            (Some(one), other) if one == other => one,
            // Chinese characters are a part of the other two.
            (Some(Writing::Chinese), one @ (Writing::Japanese | Writing::Korean))
            | (Some(one @ (Writing::Japanese | Writing::Korean)), Writing::Chinese) => one,
            (Some(_), _) => return None,
        });
    }
    found
}

/// The writing system of a letter, by the blocks of Unicode.
fn of(letter: char) -> Option<Writing> {
    match u32::from(letter) {
        0x0600..=0x06ff | 0x0750..=0x077f | 0x08a0..=0x08ff | 0xfb50..=0xfdff | 0xfe70..=0xfeff => {
            Some(Writing::Arabic)
        }
        0x3005..=0x3007 | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff => {
            Some(Writing::Chinese)
        }
        0x3040..=0x30ff | 0x31f0..=0x31ff | 0xff66..=0xff9f => Some(Writing::Japanese),
        0x1100..=0x11ff | 0x3130..=0x318f | 0xa960..=0xa97f | 0xac00..=0xd7ff => Some(Writing::Korean),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_letters_of_a_line_decide() {
        for (line, expected) in [
            ("hello", None),
            ("三个系统，一个订单 📦", Some(Writing::Chinese)),
            ("注文を確認してください", Some(Writing::Japanese)),
            ("서버 42", Some(Writing::Korean)),
            ("تم ✅", Some(Writing::Arabic)),
            ("GET 注文", None),
            ("注文 رسائل", None),
            ("é", None),
        ] {
            assert_eq!(writing(line), expected, "{line}");
        }
    }
}
