//! The direction in which a line is read.

/// Whether a line is read from right to left: its first letter is of Hebrew, Arabic or a script like them (UAX #9, P2).
pub fn reads_leftwards(line: &str) -> bool {
    // Most lines are ASCII.
    !line.is_ascii() && line.chars().find(|c| c.is_alphabetic()).is_some_and(is_leftwards)
}

/// The blocks of which Unicode says that their letters run leftwards.
fn is_leftwards(letter: char) -> bool {
    matches!(u32::from(letter),
        0x0590..=0x08ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff | 0x1_0800..=0x1_0fff | 0x1_e800..=0x1_efff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_decides() {
        for (line, expected) in
            [("hello", false), ("1. שלום", true), ("مرحبا hello", true), ("hello שלום", false), ("…", false)]
        {
            assert_eq!(reads_leftwards(line), expected, "{line}");
        }
    }
}
