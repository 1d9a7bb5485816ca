//! Writes lengths as the shortest decimals, with integer arithmetic, so that they are the same everywhere.

use crate::px::Px;

/// Writes a length in pixels: no `-0`, no trailing zero, at most two decimals.
pub fn push(out: &mut Vec<u8>, length: Px) {
    let hundredths = length.in_hundredths();
    if hundredths < 0 {
        out.push(b'-');
    }
    let size = hundredths.unsigned_abs();
    push_whole(out, size / 100);
    let (tenths, rest) = (digit(size / 10), digit(size));
    if rest != b'0' {
        out.extend_from_slice(&[b'.', tenths, rest]);
    } else if tenths != b'0' {
        out.extend_from_slice(&[b'.', tenths]);
    }
}

/// Writes a whole number.
pub fn push_whole(out: &mut Vec<u8>, mut number: u64) {
    // Most numbers of a drawing are this small.
    match number {
        0..10 => return out.push(digit(number)),
        10..100 => return out.extend_from_slice(&[digit(number / 10), digit(number)]),
        100..1000 => {
            return out.extend_from_slice(&[digit(number / 100), digit(number / 10), digit(number)]);
        }
        _ => {}
    }
    // A u64 has at most twenty digits.
    let mut digits = [b'0'; 20];
    let mut first = digits.len();
    while number > 0 {
        first -= 1;
        digits[first] = digit(number);
        number /= 10;
    }
    out.extend_from_slice(&digits[first..]);
}

/// The last digit of a number.
fn digit(number: u64) -> u8 {
    b'0' + u8::try_from(number % 10).expect("it is less than ten")
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
