//! Writes lengths as the shortest decimals, with integer arithmetic, so that they are the same everywhere.

use crate::px::Px;

/// The numbers below 100 with two digits each.
const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[0; 2]; 100];
    let mut number = 0;
    while number < pairs.len() {
        pairs[number] = [b'0' + (number / 10) as u8, b'0' + (number % 10) as u8];
        number += 1;
    }
    pairs
};

/// The characters of a number, the first one in the lowest byte: so one before them is put without moving bytes in memory.
#[derive(Default)]
struct Characters {
    bytes: u128,
    count: usize,
}

impl Characters {
    /// The numbers from here on may have too many.
    const LIMIT: u64 = 1_000_000_000_000;

    fn put(&mut self, byte: u8) {
        self.bytes = self.bytes << 8 | u128::from(byte);
        self.count += 1;
    }

    fn put_whole(&mut self, mut number: u64) {
        while number >= 10 {
            let [tens, ones] = PAIRS[(number % 100) as usize];
            self.put(ones);
            self.put(tens);
            number /= 100;
            if number == 0 {
                return;
            }
        }
        self.put(b'0' + number as u8);
    }

    fn write(&self, out: &mut Vec<u8>) {
        let end = out.len() + self.count;
        // A copy of fixed size is faster; what follows the number goes at once.
        out.extend_from_slice(&self.bytes.to_le_bytes());
        out.truncate(end);
    }
}

/// Writes a length in pixels: no `-0`, no trailing zero, at most two decimals.
pub fn push(out: &mut Vec<u8>, length: Px) {
    let hundredths = length.in_hundredths();
    let size = hundredths.unsigned_abs();
    let [tenths, rest] = PAIRS[(size % 100) as usize];
    let mut characters = Characters::default();
    if rest != b'0' {
        characters.put(rest);
    }
    if rest != b'0' || tenths != b'0' {
        characters.put(tenths);
        characters.put(b'.');
    }
    if hundredths < 0 {
        out.push(b'-');
    }
    if size < Characters::LIMIT {
        characters.put_whole(size / 100);
    } else {
        push_whole(out, size / 100);
    }
    characters.write(out);
}

/// Writes a whole number.
pub fn push_whole(out: &mut Vec<u8>, number: u64) {
    if number >= Characters::LIMIT {
        push_whole(out, number / Characters::LIMIT);
        out.extend_from_slice(format!("{:012}", number % Characters::LIMIT).as_bytes());
        return;
    }
    let mut characters = Characters::default();
    characters.put_whole(number);
    characters.write(out);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(hundredths: i64) -> String {
        let mut out = Vec::new();
        push(&mut out, Px::hundredths(hundredths));
        String::from_utf8(out).expect("digits are ASCII")
    }

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        for (hundredths, expected) in [
            (0, "0"),
            (100, "1"),
            (150, "1.5"),
            (155, "1.55"),
            (105, "1.05"),
            (5, "0.05"),
            (50, "0.5"),
            (123_450, "1234.5"),
            (1_000_000, "10000"),
            (-100, "-1"),
            (-5, "-0.05"),
            (-150, "-1.5"),
        ] {
            assert_eq!(printed(hundredths), expected);
        }
    }

    #[test]
    fn the_largest_numbers_are_printed_in_full() {
        assert_eq!(printed(i64::MAX), "92233720368547758.07");
        assert_eq!(printed(i64::MIN), "-92233720368547758.08");
    }
}
