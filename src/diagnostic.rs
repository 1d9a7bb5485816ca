//! `Diagnostic`: an error or warning with its place, help and fixes.

mod object;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

pub use crate::code::{Code, Level, Levels};
use crate::source::Span;
use crate::text;

pub(crate) use object::Object;

/// How many characters a sentence of a diagnostic has at most. Longer ones are not read, and a name of a hundred
/// thousand characters may be reported on each of ten thousand lines.
const MAX_SENTENCE: usize = 1000;

/// Whether a diagnostic is an error or a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// No picture is written.
    Error,
    /// A picture is written, but it may not be what the author meant.
    Warning,
}

impl Severity {
    /// Returns the word for it in reports.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A marked span of the source with a short text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The bytes that the label marks.
    pub span: Span,
    /// A few words under the marked bytes.
    pub text: String,
}

/// A change of the source that is safe to apply automatically.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fix {
    /// The bytes to replace; if empty, the replacement is inserted.
    pub span: Span,
    /// The new text.
    pub replacement: String,
}

/// An error or a warning. The first label marks the place of the problem, the others mark related places.
///
/// As text it is one line without a place; a [`Report`](crate::report::Report) shows it with its source. It serialises
/// to an object with the fields of `seqwright check --message-format json`; a place is `{ "byte": … }` there, and a
/// report adds its line and column.
///
/// ```
/// let compiled = seqwright::compile(&seqwright::Source::from("A->B: hello\nend"));
/// let diagnostic = &compiled.diagnostics[0];
/// assert_eq!(diagnostic.to_string(), "warning[stray-end]: this `end` ends nothing");
///
/// let object = serde_json::to_value(diagnostic)?;
/// assert_eq!(object["code"], "stray-end");
/// assert_eq!(object["start"]["byte"], 12);
/// # let error: &dyn std::error::Error = diagnostic;
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The kind of diagnostic.
    pub code: Code,
    /// Error or warning.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// The marked places; never empty.
    pub labels: Vec<Label>,
    /// How the problem arises, step by step. Leading spaces of a line are significant.
    pub notes: Vec<String>,
    /// What to write instead.
    pub help: Option<String>,
    /// The changes that fix the problem, to be applied together; empty if there is no safe fix.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// The place of the problem: the span of the first label.
    pub fn span(&self) -> Span {
        self.labels[0].span
    }

    /// Sets the text of the first label.
    pub fn at(&mut self, text: impl Into<String>) -> &mut Self {
        self.labels[0].text = sentence(text.into());
        self
    }

    /// Adds a label for a related place.
    pub fn label(&mut self, span: Span, text: impl Into<String>) -> &mut Self {
        self.labels.push(Label { span, text: sentence(text.into()) });
        self
    }

    /// Adds a note.
    pub fn note(&mut self, text: impl Into<String>) -> &mut Self {
        self.notes.push(sentence(text.into()));
        self
    }

    /// Sets the help.
    pub fn help(&mut self, text: impl Into<String>) -> &mut Self {
        self.help = Some(sentence(text.into()));
        self
    }

    /// Adds a change to the fixes.
    pub fn fix(&mut self, span: Span, replacement: impl Into<String>) -> &mut Self {
        self.fixes.push(Fix { span, replacement: replacement.into() });
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.severity, self.code, self.message)
    }
}

impl std::error::Error for Diagnostic {}

/// Collects the diagnostics of the stages.
#[derive(Debug, Default)]
pub struct Diagnostics {
    all: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Creates an empty collection.
    pub fn new() -> Diagnostics {
        Diagnostics::default()
    }

    /// Adds an error and returns it, for labels and help.
    pub fn error(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.add(code, Severity::Error, span, message.into())
    }

    /// Adds a warning and returns it, for labels and help.
    pub fn warn(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.add(code, Severity::Warning, span, message.into())
    }

    /// The one that was added last.
    pub fn last(&mut self) -> Option<&mut Diagnostic> {
        self.all.last_mut()
    }

    /// Whether there is a diagnostic with this code.
    pub fn has(&self, code: Code) -> bool {
        self.all.iter().any(|diagnostic| diagnostic.code == code)
    }

    /// The related places of all diagnostics with this code.
    pub fn also_pointed_at(&self, code: Code) -> impl Iterator<Item = Span> {
        let of_code = self.all.iter().filter(move |diagnostic| diagnostic.code == code);
        of_code.flat_map(|diagnostic| &diagnostic.labels[1..]).map(|label| label.span)
    }

    /// Whether there are errors.
    pub fn has_errors(&self) -> bool {
        self.all.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// Takes away the fixes of those after the first so many.
    pub fn clear_fixes_after(&mut self, first: usize) {
        for diagnostic in self.all.iter_mut().skip(first) {
            diagnostic.fixes.clear();
        }
    }

    /// Moves all places to where a function says. Fixes stay only where another one has a place for them, and a label is
    /// added where a third one knows the call that wrote what is reported.
    pub fn move_places(
        &mut self,
        to: &dyn Fn(Span) -> Span,
        of_fix: &dyn Fn(Span) -> Option<Span>,
        called: &dyn Fn(Span) -> Option<Span>,
    ) {
        for diagnostic in &mut self.all {
            let call = diagnostic.labels.first().and_then(|label| called(label.span));
            diagnostic.labels.iter_mut().for_each(|label| label.span = to(label.span));
            // What is reported may be an argument.
            let call = call.filter(|call| {
                !diagnostic.labels.iter().any(|it| (call.start..call.end).contains(&it.span.start))
            });
            diagnostic.labels.extend(call.map(|span| Label { span, text: "called here".to_owned() }));
            let moved =
                |fix: &Fix| Some(Fix { span: of_fix(fix.span)?, replacement: fix.replacement.clone() });
            let fixes: Option<Vec<Fix>> = diagnostic.fixes.iter().map(moved).collect();
            diagnostic.fixes = fixes.unwrap_or_default();
        }
    }

    /// Leaves one of those that say the same about the same place: a line may have been read several times.
    pub fn merge_equal(&mut self) {
        let mut met = BTreeSet::new();
        self.all.retain(|one| met.insert((one.code, one.span(), one.message.clone())));
    }

    /// Moves all diagnostics of `other` into `self`.
    pub fn append(&mut self, other: &mut Diagnostics) {
        self.all.append(&mut other.all);
    }

    fn add(&mut self, code: Code, severity: Severity, span: Span, message: String) -> &mut Diagnostic {
        let labels = vec![Label { span, text: String::new() }];
        let message = sentence(message);
        let (notes, help, fixes) = (Vec::new(), None, Vec::new());
        self.all.push(Diagnostic { code, severity, message, labels, notes, help, fixes });
        self.all.last_mut().expect("one was pushed just now")
    }

    /// All diagnostics in order of position. Those at the same position keep their order. Equal fixes of one diagnostic
    /// are merged: a line can mention a name twice in the same bytes, as `A->-B:` does with its sender.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        for diagnostic in self.all.iter_mut().filter(|diagnostic| diagnostic.fixes.len() > 1) {
            let mut met = BTreeSet::new();
            diagnostic.fixes.retain(|fix| met.insert(fix.clone()));
        }
        self.all.sort_by_key(|diagnostic| diagnostic.span().start);
        self.all
    }
}

/// A sentence that is not too long to be read.
fn sentence(text: String) -> String {
    match text::cut(&text, MAX_SENTENCE) {
        Cow::Borrowed(_) => text,
        Cow::Owned(cut) => cut,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_fixes_of_one_diagnostic_are_one() {
        let mut sink = Diagnostics::new();
        let (name, other) = (Span::new(0, 4), Span::new(9, 12));
        sink.warn(Code::InvisibleCharacter, name, "w")
            .fix(name, "A")
            .fix(other, "A")
            .fix(name, "A")
            .fix(name, "B");
        let fixes = sink.into_sorted().remove(0).fixes;
        let changes: Vec<_> = fixes.iter().map(|fix| (fix.span, fix.replacement.as_str())).collect();
        assert_eq!(changes, [(name, "A"), (other, "A"), (name, "B")]);
    }
}
