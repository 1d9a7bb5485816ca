//! `Source`: a named text that converts byte offsets to lines and columns; spans, and parts of the text as written.

/// The maximum size of a source.
pub const MAX_SOURCE_BYTES: usize = 64 << 20;

/// A dialect of the language. Dialects read some characters differently.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
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
}

/// The short and full names of the dialects.
const DIALECT_NAMES: [(Dialect, &str); 7] = [
    (Dialect::SequenceDiagramOrg, "sd"),
    (Dialect::WebSequenceDiagrams, "wsd"),
    (Dialect::JsSequenceDiagrams, "js"),
    (Dialect::Seqwright, "seqwright"),
    (Dialect::SequenceDiagramOrg, "sequencediagram.org"),
    (Dialect::WebSequenceDiagrams, "websequencediagrams"),
    (Dialect::JsSequenceDiagrams, "js-sequence-diagrams"),
];

impl Dialect {
    /// All names of dialects, short names first.
    pub const NAMES: [&'static str; 7] = {
        let mut names = [""; 7];
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
    /// assert_eq!(Dialect::from_name("mermaid"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Dialect> {
        let known = DIALECT_NAMES.iter().find(|(_, known)| known.eq_ignore_ascii_case(name));
        known.map(|(dialect, _)| *dialect)
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
    line_starts: Vec<usize>,
}

/// Why bytes cannot be decoded, and from which position on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// A part of the source, as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Written<'s> {
    /// The text, without spaces around it.
    pub text: &'s str,
    /// Its bytes.
    pub span: Span,
}

/// A participant's name, as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Name<'s> {
    /// The text, without quotation marks around it. Escapes are not resolved.
    pub text: &'s str,
    /// Whether it is in quotation marks.
    pub quoted: bool,
    /// Its bytes, quotation marks included.
    pub span: Span,
}

/// A position as an editor shows it: both numbers start at 1, and columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
        let line_starts = line_starts(&text);
        Source { name: name.into(), text, dialect: None, first_line: 1, undecodable: None, line_starts }
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

    /// Sets the number of its first line, for a source that is part of a document. Messages that mention lines count from
    /// there; [`Source::place`] does not.
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

    /// Why its bytes could not be decoded, if so.
    pub fn undecodable(&self) -> Option<Undecodable> {
        self.undecodable
    }

    /// Converts a byte offset to a line and column.
    pub fn place(&self, offset: usize) -> Place {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line_starts.partition_point(|&start| start <= offset);
        let start = self.line_starts[line - 1];
        Place { line, column: self.text[start..offset].chars().count() + 1 }
    }

    /// The span of a line, counted from 1, without its line ending.
    pub fn line_span(&self, line: usize) -> Span {
        let start = self.line_starts[line - 1];
        let end = self.line_starts.get(line).copied().unwrap_or(self.text.len());
        let text = self.text[start..end].trim_end_matches(['\n', '\r']);
        Span::new(start, start + text.len())
    }

    /// The number of lines. A text that ends with a line ending has an empty last line.
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }
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
