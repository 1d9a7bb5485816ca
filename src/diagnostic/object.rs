//! `Object`: the fields of a diagnostic for programs. Their names are those of `--message-format json`, with and
//! without the source that the diagnostic is about.

use serde::{Serialize, Serializer};

use super::{Code, Diagnostic, Fix, Label, Severity};
use crate::source::{Place, Source, Span};

/// A diagnostic.
#[derive(Serialize)]
pub(crate) struct Object<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    severity: Severity,
    code: Code,
    message: &'a str,
    #[serde(flatten)]
    range: Range,
    labels: Vec<Marked<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    notes: &'a [String],
    help: Option<&'a str>,
    fixes: Vec<FixChange<'a>>,
}

/// A place and its label.
#[derive(Serialize)]
struct Marked<'a> {
    #[serde(flatten)]
    range: Range,
    text: &'a str,
}

/// A replacement of some bytes.
#[derive(Serialize)]
struct FixChange<'a> {
    #[serde(flatten)]
    range: Range,
    replacement: &'a str,
}

/// The bytes of a span.
#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

/// A place. Lines and columns are counted from 1, columns in characters; bytes from 0, after a byte order mark.
#[derive(Serialize)]
struct Position {
    #[serde(flatten)]
    place: Option<Place>,
    byte: usize,
}

impl<'a> Object<'a> {
    /// Lists the fields, with lines and columns where the source is known.
    pub(crate) fn new(diagnostic: &'a Diagnostic, source: Option<&'a Source>) -> Object<'a> {
        Object {
            file: source.map(Source::name),
            severity: diagnostic.severity,
            code: diagnostic.code,
            message: &diagnostic.message,
            range: Range::new(diagnostic.span(), source),
            labels: diagnostic.labels.iter().map(|label| Marked::new(label, source)).collect(),
            notes: &diagnostic.notes,
            help: diagnostic.help.as_deref(),
            fixes: diagnostic.fixes.iter().map(|fix| FixChange::new(fix, source)).collect(),
        }
    }
}

impl<'a> Marked<'a> {
    fn new(label: &'a Label, source: Option<&Source>) -> Marked<'a> {
        Marked { range: Range::new(label.span, source), text: &label.text }
    }
}

impl<'a> FixChange<'a> {
    fn new(fix: &'a Fix, source: Option<&Source>) -> FixChange<'a> {
        FixChange { range: Range::new(fix.span, source), replacement: &fix.replacement }
    }
}

impl Range {
    fn new(span: Span, source: Option<&Source>) -> Range {
        let position = |byte| Position { place: source.map(|source| source.place(byte)), byte };
        Range { start: position(span.start), end: position(span.end) }
    }
}

impl Serialize for Diagnostic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Object::new(self, None).serialize(serializer)
    }
}

impl Serialize for Label {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Marked::new(self, None).serialize(serializer)
    }
}

impl Serialize for Fix {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        FixChange::new(self, None).serialize(serializer)
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Range::new(*self, None).serialize(serializer)
    }
}

impl Serialize for Severity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
