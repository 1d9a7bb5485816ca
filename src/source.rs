//! `Source`: a named text that converts byte offsets to lines and columns; spans, and parts of the text as written.

mod composed;

use std::sync::OnceLock;

use composed::Composed;
use serde::Serialize;

/// The maximum size of a source.
pub const MAX_SOURCE_BYTES: usize = 64 << 20;

/// A dialect of the language. Dialects read some characters differently.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Dialect {
    /// The default: the features of all dialects combined.
    #[default]
    Seqwright,
    /// The dialect of sequencediagram.org.
    SequenceDiagramOrg,
    /// The dialect of WebSequenceDiagrams.
    WebSequenceDiagrams,
    /// The dialect of js-sequence-diagrams.
    JsSequenceDiagrams,
    /// Sequence diagrams of Mermaid.
    Mermaid,
    /// Sequence diagrams of PlantUML.
    PlantUml,
}

/// The short and full names of the dialects.
const DIALECT_NAMES: [(Dialect, &str); 11] = [
    (Dialect::SequenceDiagramOrg, "sd"),
    (Dialect::WebSequenceDiagrams, "wsd"),
    (Dialect::JsSequenceDiagrams, "js"),
    (Dialect::Mermaid, "mmd"),
    (Dialect::PlantUml, "puml"),
    (Dialect::Seqwright, "seqwright"),
    (Dialect::SequenceDiagramOrg, "sequencediagram.org"),
    (Dialect::WebSequenceDiagrams, "websequencediagrams"),
    (Dialect::JsSequenceDiagrams, "js-sequence-diagrams"),
    (Dialect::Mermaid, "mermaid"),
    (Dialect::PlantUml, "plantuml"),
];

impl Dialect {
    /// All names of dialects, short names first.
    pub const NAMES: [&'static str; 11] = {
        let mut names = [""; 11];
        let mut at = 0;
        while at < names.len() {
            names[at] = DIALECT_NAMES[at].1;
            at += 1;
        }
        names
    };

    /// Returns the dialect with this name, ignoring case.
    ///
    /// ```
    /// use seqwright::Dialect;
    /// assert_eq!(Dialect::from_name("wsd"), Some(Dialect::WebSequenceDiagrams));
    /// assert_eq!(Dialect::from_name("sequencediagram.org"), Some(Dialect::SequenceDiagramOrg));
    /// assert_eq!(Dialect::from_name("mermaid"), Some(Dialect::Mermaid));
    /// ```
    pub fn from_name(name: &str) -> Option<Dialect> {
        let known = DIALECT_NAMES.iter().find(|(_, known)| known.eq_ignore_ascii_case(name));
        known.map(|(dialect, _)| *dialect)
    }

    /// Whether it is a language of its own, which is read and converted, but not formatted.
    pub fn is_foreign(self) -> bool {
        matches!(self, Dialect::Mermaid | Dialect::PlantUml)
    }

    /// The language of files with this extension that are not `.seq`.
    pub fn of_extension(extension: &str) -> Option<Dialect> {
        let is_rare = ["pu", "iuml"].iter().any(|rare| rare.eq_ignore_ascii_case(extension));
        let found = if is_rare { Some(Dialect::PlantUml) } else { Dialect::from_name(extension) };
        found.filter(|dialect| dialect.is_foreign())
    }
}

/// A text to compile, with a name for diagnostics.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: String,
    dialect: Option<Dialect>,
    /// The number of its first line in messages.
    first_line: usize,
    undecodable: Option<Undecodable>,
    /// Made for the first place that is asked for. Most sources are right, and none is.
    index: OnceLock<Index>,
    /// Texts that a front end composed; see [`Source::keep`].
    composed: Composed,
}

/// What finds lines and columns.
#[derive(Clone, Debug)]
struct Index {
    line_starts: Vec<usize>,
    /// How many characters begin before each block of bytes, so that places in a long line are found as fast as others.
    characters: Vec<usize>,
}

/// The bytes of a block.
const BLOCK: usize = 1024;

/// Why bytes cannot be decoded, and from which position on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Undecodable {
    /// Not UTF-8 from this position of the (lossily decoded) text on.
    NotUtf8(Span),
    /// The bytes begin with a UTF-16 or UTF-32 byte order mark.
    Utf16,
}

/// A range of bytes of a [`Source`], from `start` up to but not including `end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// Creates the span from `start` up to `end`.
    pub const fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// From the start of `self` to the end of `other`.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start, end: other.end.max(self.start) }
    }

    /// The number of bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it contains no bytes and only marks a position.
    pub const fn is_empty(self) -> bool {
        self.end == self.start
    }
}

/// A text of a diagram, and its position in the source.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Written<'s> {
    /// The text, without spaces around it: a slice of the source, or a text that a front end composed and stored with
    /// [`Source::keep`].
    pub text: &'s str,
    /// The bytes of the source that it was read from.
    pub span: Span,
}

/// The name of a participant and the place in the source that it stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Name<'s> {
    /// The text, without quotation marks around it. Escapes are not resolved.
    pub text: &'s str,
    /// Whether it is in quotation marks.
    pub quoted: bool,
    /// The bytes of the source that it was read from, quotation marks included.
    pub span: Span,
}

/// A position as an editor shows it: both numbers start at 1, and columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters (Unicode scalar values), from 1.
    pub column: usize,
}

/// A source named "diagram".
impl From<&str> for Source {
    fn from(text: &str) -> Source {
        Source::new("diagram", text)
    }
}

impl Source {
    /// Creates a source from text. A byte order mark at the beginning is removed and does not count as a column.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Source {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Source {
            name: name.into(),
            text,
            dialect: None,
            first_line: 1,
            undecodable: None,
            index: OnceLock::new(),
            composed: Composed::new(),
        }
    }

    /// Creates a source from the bytes of a file. Invalid UTF-8 does not fail here: it is replaced by U+FFFD, and
    /// compiling the source reports the first invalid byte.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Source {
        let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        match String::from_utf8(bytes) {
            Ok(text) => Source::new(name, text),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
                let at = valid - bom.min(valid);
                let mut source = Source::new(name, text);
                let span = Span::new(at, at + '\u{fffd}'.len_utf8());
                source.undecodable =
                    Some(if utf16 { Undecodable::Utf16 } else { Undecodable::NotUtf8(span) });
                source
            }
        }
    }

    /// Sets the dialect, overriding any `# dialect: NAME` line.
    pub fn in_dialect(self, dialect: Dialect) -> Source {
        Source { dialect: Some(dialect), ..self }
    }

    /// Sets the number of its first line, for a source that is part of a document. Messages that mention lines count
    /// from there; [`Source::place`] does not.
    pub fn starting_at(self, first_line: usize) -> Source {
        Source { first_line, ..self }
    }

    /// The number of its first line in messages that mention lines.
    pub fn first_line(&self) -> usize {
        self.first_line
    }

    /// The dialect set with [`Source::in_dialect`].
    pub fn dialect(&self) -> Option<Dialect> {
        self.dialect
    }

    /// The name in diagnostics, usually the path of the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Stores a text that is not in the source, and returns a reference that lives as long as the source. A front end
    /// for another language uses such texts in the tree where it decodes or joins parts of the source.
    ///
    /// ```
    /// use seqwright::Source;
    /// use seqwright::source::{Span, Written};
    /// let source = Source::from("Alice#9829;");
    /// let decoded = Written { text: source.keep("Alice\u{2665}".to_owned()), span: Span::new(0, 11) };
    /// assert_eq!(decoded.text, "Alice♥");
    /// ```
    pub fn keep(&self, text: String) -> &str {
        self.composed.keep(text)
    }

    /// Why its bytes could not be decoded, if so.
    pub fn undecodable(&self) -> Option<Undecodable> {
        self.undecodable
    }

    fn index(&self) -> &Index {
        let index = || Index { line_starts: line_starts(&self.text), characters: characters(&self.text) };
        self.index.get_or_init(index)
    }

    /// Converts a byte offset to a line and column.
    pub fn place(&self, offset: usize) -> Place {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line_starts = &self.index().line_starts;
        let line = line_starts.partition_point(|&start| start <= offset);
        let start = line_starts[line - 1];
        Place { line, column: self.characters_before(offset) - self.characters_before(start) + 1 }
    }

    /// How many characters begin before a byte.
    fn characters_before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        self.index().characters[block] + begin_in(&self.text.as_bytes()[block * BLOCK..offset])
    }

    /// The line and column of a byte offset as editors count: the column in UTF-16 code units, from 1. (The Language
    /// Server Protocol counts both from 0.)
    ///
    /// ```
    /// use seqwright::Source;
    /// let source = Source::new("x.seq", "A->B: \u{1f600} hi");
    /// assert_eq!(source.place(11).column, 9);
    /// assert_eq!(source.place_utf16(11).column, 10);
    /// assert_eq!(source.offset_utf16(1, 10), Some(11));
    /// ```
    pub fn place_utf16(&self, offset: usize) -> Place {
        let Place { line, column } = self.place(offset);
        let start = self.index().line_starts[line - 1];
        let before = self.text[start..].chars().take(column - 1);
        Place { line, column: before.map(char::len_utf16).sum::<usize>() + 1 }
    }

    /// The byte offset of such a place; none beyond the last line. A column beyond the end of the line is its end.
    pub fn offset_utf16(&self, line: usize, column: usize) -> Option<usize> {
        if !(1..=self.line_count()).contains(&line) {
            return None;
        }
        let Span { start, end } = self.line_span(line);
        let mut units = column.saturating_sub(1);
        let before = self.text[start..end].chars().take_while(|character| {
            let fits = units >= character.len_utf16();
            units = units.saturating_sub(character.len_utf16());
            fits
        });
        Some(start + before.map(char::len_utf8).sum::<usize>())
    }

    /// The span of a line, counted from 1, without its line ending.
    pub fn line_span(&self, line: usize) -> Span {
        let line_starts = &self.index().line_starts;
        let start = line_starts[line - 1];
        let end = line_starts.get(line).copied().unwrap_or(self.text.len());
        let text = self.text[start..end].trim_end_matches(['\n', '\r']);
        Span::new(start, start + text.len())
    }

    /// The number of lines. A text that ends with a line ending has an empty last line.
    pub fn line_count(&self) -> usize {
        self.index().line_starts.len()
    }
}

/// How many characters begin before each block, and before the end of the last whole block.
fn characters(text: &str) -> Vec<usize> {
    let mut before = vec![0];
    for block in text.as_bytes().chunks_exact(BLOCK) {
        before.push(before[before.len() - 1] + begin_in(block));
    }
    before
}

/// How many characters begin in these bytes of UTF-8: all bytes but those that go on with one.
fn begin_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

/// The offset of each line. CR, LF and CRLF all end a line, as in all dialects.
fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut starts = vec![0];
    for (at, &byte) in bytes.iter().enumerate() {
        if byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
            starts.push(at + 1);
        }
    }
    starts
}
