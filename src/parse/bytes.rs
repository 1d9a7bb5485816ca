//! Reports bytes and characters that are not text.

use super::bidi;
use crate::diagnostic::{Code, Diagnostics};
use crate::source::{Source, Span, Undecodable};

/// How many control characters are reported; a file with more is not text.
const MAX_REPORTS: usize = 10;

/// Reports what is not text. Returns whether lines that are not understood should be explained.
pub(super) fn check(source: &Source, sink: &mut Diagnostics) -> bool {
    match source.undecodable() {
        Some(Undecodable::Utf16) => {
            sink.error(Code::Utf16, Span::new(0, 0), "the file is UTF-16 or UTF-32, not UTF-8")
                .at("here is the mark of UTF-16")
                .help("save the file as UTF-8");
            return false;
        }
        Some(Undecodable::NotUtf8(span)) if is_wide(source.text()) => return wide(span, sink),
        Some(Undecodable::NotUtf8(span)) => {
            let is_binary = source.text().contains('\0');
            sink.error(Code::NotUtf8, span, "the file is not UTF-8 text").at("not UTF-8 from here on").help(
                if is_binary {
                    "this looks like a binary file; name a text file with a diagram"
                } else {
                    "save the file as UTF-8; most likely it was saved as Latin-1 or Windows-1252"
                },
            );
            return false;
        }
        None => {}
    }
    if is_wide(source.text()) {
        let first = source.text().chars().next().map_or(0, char::len_utf8);
        return wide(Span::new(0, first), sink);
    }
    control_characters(source.text(), sink);
    bidi::check(source.text(), sink);
    true
}

/// Whether nearly every second byte is NUL, as in UTF-16 without a mark.
fn is_wide(text: &str) -> bool {
    const SAMPLE: usize = 512;
    let bytes = &text.as_bytes()[..text.len().min(SAMPLE)];
    let zeros = bytes.iter().filter(|&&byte| byte == 0).count();
    zeros > 2 && zeros * 3 > bytes.len()
}

fn wide(span: Span, sink: &mut Diagnostics) -> bool {
    sink.error(Code::Utf16, span, "the file is UTF-16, not UTF-8")
        .at("every other byte is NUL")
        .help("save the file as UTF-8");
    false
}

fn control_characters(text: &str, sink: &mut Diagnostics) {
    let places = text.bytes().enumerate().filter(|&(_, byte)| is_control(byte));
    for (at, byte) in places.take(MAX_REPORTS) {
        let (name, help) = match byte {
            0 => ("NUL", "delete it; a file full of them is UTF-16, to be saved as UTF-8"),
            0x1b => ("ESC", "delete it, with the colour code that it begins"),
            0x0b | 0x0c => ("a page or line break", "delete it, or write `\\n` for a line break in a text"),
            _ => ("a control character", "delete it"),
        };
        sink.error(
            Code::ControlCharacter,
            Span::new(at, at + 1),
            format!("the text holds {name} (U+{byte:04X})"),
        )
        .at("cannot be drawn")
        .help(help)
        .fix(Span::new(at, at + length(&text[at..])), "");
    }
}

/// How many bytes go with a control character: those of a colour code (ECMA-48, section 5.4) with its ESC.
fn length(text: &str) -> usize {
    let Some(code) = text.strip_prefix("\x1b[") else { return 1 };
    let parameters = code.bytes().take_while(|byte| (0x20..0x40).contains(byte)).count();
    match code.as_bytes().get(parameters) {
        Some(0x40..0x7f) => 2 + parameters + 1,
        _ => 1,
    }
}

/// Whether a byte is a control character that no diagram needs: all of ASCII's but tab and line ends.
pub(super) fn is_control(byte: u8) -> bool {
    (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte == 0x7f
}
