//! `Text`: the text of a document, with places as the protocol counts them.

use std::cell::OnceCell;

use gen_lsp_types::{Position, Range};
use seqwright::Source;
use seqwright::source::Span;

/// In what a position counts the columns of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16, which every client knows.
    #[default]
    Utf16,
}

/// The byte order mark, which some clients keep as the first character of a text.
const MARK: char = '\u{feff}';

/// The text of a document. All bytes are counted after a byte order mark.
#[derive(Clone, Debug)]
pub struct Text {
    source: Source,
    has_mark: bool,
    /// Where each line begins, made for the first position that is asked for: an outline asks for thousands.
    starts: OnceCell<Vec<usize>>,
}

impl Text {
    /// Makes one of what the client has.
    pub fn new(name: &str, text: String) -> Text {
        let has_mark = text.starts_with(MARK);
        Text { source: Source::new(name, text), has_mark, starts: OnceCell::new() }
    }

    /// The text, without a byte order mark.
    pub fn as_str(&self) -> &str {
        self.source.text()
    }

    /// The whole document as a source.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The text as the client has it.
    pub fn whole(&self) -> String {
        let mark = if self.has_mark { MARK.to_string() } else { String::new() };
        mark + self.as_str()
    }

    /// The position of a byte.
    pub fn position(&self, byte: usize, encoding: Encoding) -> Position {
        let mut byte = byte.min(self.as_str().len());
        while !self.as_str().is_char_boundary(byte) {
            byte -= 1;
        }
        let starts = self.starts();
        let line = starts.partition_point(|&start| start <= byte) - 1;
        let before = &self.as_str()[starts[line]..byte];
        let column = match encoding {
            Encoding::Utf8 => before.len(),
            Encoding::Utf16 => before.chars().map(char::len_utf16).sum(),
        };
        Position { line: number(line), character: number(column + self.before(line, encoding)) }
    }

    fn starts(&self) -> &[usize] {
        let count = self.source.line_count();
        self.starts.get_or_init(|| (1..=count).map(|line| self.source.line_span(line).start).collect())
    }

    /// The positions of a range.
    pub fn range(&self, span: Span, encoding: Encoding) -> Range {
        Range { start: self.position(span.start, encoding), end: self.position(span.end, encoding) }
    }

    /// The byte of a position. One past the end of its line is that end, one within a character is before it.
    pub fn byte(&self, position: Position, encoding: Encoding) -> usize {
        let line = index(position.line);
        if line >= self.source.line_count() {
            return self.as_str().len();
        }
        let column = index(position.character).saturating_sub(self.before(line, encoding));
        match encoding {
            Encoding::Utf8 => {
                let Span { start, end } = self.source.line_span(line + 1);
                let mut byte = start.saturating_add(column).min(end);
                while !self.as_str().is_char_boundary(byte) {
                    byte -= 1;
                }
                byte
            }
            Encoding::Utf16 => {
                let place = self.source.offset_utf16(line + 1, column.saturating_add(1));
                place.unwrap_or(self.as_str().len())
            }
        }
    }

    /// The bytes of a range, whichever of its ends comes first.
    pub fn span(&self, range: Range, encoding: Encoding) -> Span {
        let (one, other) = (self.byte(range.start, encoding), self.byte(range.end, encoding));
        Span::new(one.min(other), one.max(other))
    }

    /// The text with a range of it replaced.
    pub fn replaced(&self, range: Range, new: &str, encoding: Encoding) -> Text {
        let span = self.span(range, encoding);
        let first = range.start.min(range.end);
        let takes_mark =
            self.has_mark && first.line == 0 && index(first.character) < self.before(0, encoding);
        let mark = if self.has_mark && !takes_mark { MARK.to_string() } else { String::new() };
        let (before, after) = (&self.as_str()[..span.start], &self.as_str()[span.end..]);
        Text::new(self.source.name(), [&mark, before, new, after].concat())
    }

    /// How many units of a line are before its first byte.
    fn before(&self, line: usize, encoding: Encoding) -> usize {
        match (self.has_mark && line == 0, encoding) {
            (false, _) => 0,
            (true, Encoding::Utf8) => MARK.len_utf8(),
            (true, Encoding::Utf16) => MARK.len_utf16(),
        }
    }
}

/// A number of the protocol, which has 31 bits.
pub fn number(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
