//! The source of a diagram as it comes in an address or in a document: made into the text that its author wrote.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hyper::StatusCode;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit};
use percent_encoding::percent_decode_str;

use super::problem::Problem;

/// The most bytes of a source, however it comes.
pub const MOST_BYTES: usize = 1 << 20;

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The source in the last part of an address: base64 in either alphabet, padded or not, of what zlib made.
pub fn from_address(data: &str) -> Result<Vec<u8>, Problem> {
    let plain: Vec<u8> = percent_decode_str(data)
        .filter(|byte| !byte.is_ascii_whitespace())
        .map(|byte| match byte {
            b'-' => b'+',
            b'_' => b'/',
            other => other,
        })
        .collect();
    let packed = BASE64
        .decode(plain)
        .map_err(|error| Problem::bad(format!("Unable to decode the source: it is not base64 ({error}).")))?;
    // The limit applies during inflation, so that no more memory is used.
    decompress_to_vec_zlib_with_limit(&packed, MOST_BYTES).map_err(|error| {
        if error.status == TINFLStatus::HasMoreOutput {
            too_large()
        } else {
            Problem::bad("Unable to decode the source: it is not whole data of zlib.")
        }
    })
}

/// The error for a source above the limit.
pub fn too_large() -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "A source holds at most 1 MiB.")
}

/// Takes the indentation away that all lines share: clients leave that of a list item in. Blank lines stay, so that
/// the lines of a report are the author's.
pub fn without_indent(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let common = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| &line[..indent(line)])
        .reduce(|one, other| {
            let same = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
            &one[..same]
        })
        .unwrap_or_default()
        .len();
    if common == 0 {
        return text.to_owned();
    }
    text.split_inclusive('\n').map(|line| &line[common.min(indent(line))..]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::deflate::compress_to_vec_zlib;

    fn status(data: &str) -> u16 {
        from_address(data).map_or_else(|problem| problem.status.as_u16(), |_| 200)
    }

    #[test]
    fn both_alphabets_are_read_with_padding_and_without() {
        // Chosen so that both of the characters occur in which the alphabets differ.
        let source: Vec<u8> = (0..=254).collect();
        let standard = base64::engine::general_purpose::STANDARD.encode(compress_to_vec_zlib(&source, 9));
        let safe = standard.replace('+', "-").replace('/', "_");
        assert!(standard.contains(['+', '/']) && standard.ends_with('='), "{standard}");
        let escaped = standard.replace('+', "%2B").replace('/', "%2F").replace('=', "%3d");
        let forms =
            [standard.as_str(), standard.trim_end_matches('='), &safe, safe.trim_end_matches('='), &escaped];
        for data in forms {
            assert_eq!(from_address(data), Ok(source.clone()), "{data}");
        }
    }

    #[test]
    fn the_limit_holds_while_it_inflates() {
        let packed = |size: usize| BASE64.encode(compress_to_vec_zlib(&vec![b' '; size], 9));
        assert_eq!(status(&packed(MOST_BYTES)), 200);
        assert_eq!(status(&packed(MOST_BYTES + 1)), 413);
        // 64 MiB in 64 KB.
        assert_eq!(status(&packed(64 << 20)), 413);
    }

    #[test]
    fn data_that_is_damaged_is_refused() {
        let whole = compress_to_vec_zlib(b"Client->Server: hello", 9);
        for cut in 0..whole.len() {
            assert_eq!(status(&BASE64.encode(&whole[..cut])), 400, "{cut}");
        }
        let mut wrong_sum = whole;
        *wrong_sum.last_mut().expect("it is not empty") ^= 1;
        assert_eq!(status(&BASE64.encode(wrong_sum)), 400);
        for data in ["", "!", "a", "..%2f..%2fetc%2fpasswd", "%ff%fe"] {
            assert_eq!(status(data), 400, "{data}");
        }
    }

    #[test]
    fn only_the_indentation_of_all_lines_goes() {
        assert_eq!(without_indent("\n  A->B: x\n    note\n\n  end"), "\nA->B: x\n  note\n\nend");
        assert_eq!(without_indent("\tA\n  B\n"), "\tA\n  B\n");
        assert_eq!(without_indent("  A\r\n \r\n  B\r\n"), "A\r\n\r\nB\r\n");
        assert_eq!(without_indent(""), "");
    }
}
