//! `Report`: a diagnostic together with its source, as it is shown to a person or handed to a program.

#[cfg(feature = "miette")]
mod excerpt;
#[cfg(feature = "miette")]
mod fancy;
mod line;

use std::fmt;

use serde::{Serialize, Serializer};

use crate::diagnostic::{Diagnostic, Object};
use crate::harmless;
use crate::source::{Place, Source};

#[cfg(feature = "miette")]
pub use fancy::Fancy;
pub use line::ShownLine;

/// The most places that a report shows of one diagnostic.
pub const MAX_LABELS: usize = 8;

/// A diagnostic together with its source.
///
/// Its text is plain: one line that says what is wrong and where, in the form that editors and `grep` know, then the
/// line of the source, the labels, the notes and the help. Text of the source's author is escaped, so that no terminal
/// takes it for a command.
///
/// ```
/// use seqwright::{Report, Source, compile};
///
/// let source = Source::new("hello.seq", "alt maybe\nClient->Server: hello");
/// let compiled = compile(&source);
/// let text = Report::new(&source, &compiled.diagnostics[0]).to_string();
/// assert_eq!(text, "\
/// hello.seq:1:1: error[unclosed-fragment]: this `alt` is never closed
///   1 | alt maybe
///   at 1:1: opened here
///   at 2:22: `end` is expected below this line
///   help: add a line `end` after line 2
/// ");
/// ```
///
/// It serialises to the object that `seqwright check --message-format json` writes: as the diagnostic does, with
/// `file`, and with the `line` and `column` of each place.
///
/// ```
/// # use seqwright::{Report, Source, compile};
/// let source = Source::new("hello.seq", "A->B: hello\nend");
/// let report = serde_json::to_value(Report::new(&source, &compile(&source).diagnostics[0]))?;
/// assert_eq!(report["file"], "hello.seq");
/// assert_eq!(report["start"]["line"], 2);
/// assert_eq!(report["start"]["byte"], 12);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    source: &'a Source,
    diagnostic: &'a Diagnostic,
}

impl<'a> Report<'a> {
    /// Joins a diagnostic and the source that it is about.
    pub fn new(source: &'a Source, diagnostic: &'a Diagnostic) -> Report<'a> {
        Report { source, diagnostic }
    }

    /// Returns the first line alone, without a line end.
    pub fn headline(&self) -> String {
        let Place { line, column } = self.source.place(self.diagnostic.span().start);
        let name = harmless::name(self.source.name());
        let message = harmless::message(&self.diagnostic.message);
        let (severity, code) = (self.diagnostic.severity, self.diagnostic.code);
        format!("{name}:{line}:{column}: {severity}[{code}]: {message}")
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Report { source, diagnostic } = self;
        writeln!(f, "{}", self.headline())?;
        let start = diagnostic.span().start;
        let place = source.place(start);
        let line = ShownLine::new(source, place.line, start);
        if !line.text.trim().is_empty() {
            writeln!(f, "  {} | {}", place.line, line.text.trim())?;
        }
        for label in diagnostic.labels.iter().filter(|label| !label.text.is_empty()).take(MAX_LABELS) {
            let Place { line, column } = source.place(label.span.start);
            writeln!(f, "  at {line}:{column}: {}", harmless::message(&label.text))?;
        }
        for note in &diagnostic.notes {
            writeln!(f, "  = {}", harmless::message(note))?;
        }
        match &diagnostic.help {
            Some(help) => writeln!(f, "  help: {}", harmless::message(help)),
            None => Ok(()),
        }
    }
}

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Object::new(self.diagnostic, Some(self.source)).serialize(serializer)
    }
}
