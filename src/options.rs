//! `Options`: choices about compiling; `Limits`: how much of the machine a source may take.

use std::fmt;

use crate::code::{Code, Levels};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::loader::{Loader, NoFiles};
use crate::source::{MAX_SOURCE_BYTES, Span};

/// How many bytes the picture of a small source has at most.
const MAX_PICTURE_BYTES: u64 = 16 << 20;
/// How many more it may have for each byte of the source. Ordinary diagrams have 7, the densest less than 60.
const FOR_EACH_BYTE: u64 = 64;
/// How many facts a small source may have: that a party knows a value, that a step shows it, that a rule has one more
/// of its premises. Parties, values and branches multiply, but no real protocol comes near.
const MAX_FACTS: usize = 100_000;

/// Choices about compiling. Each method sets one and leaves the others as they are.
///
/// ```
/// use seqwright::{Code, Level, Levels, Options, Source, compile_with};
///
/// let source = Source::from("participant C\nA->B: hello");
/// let options = Options::new().lints(true);
/// let compiled = compile_with(&source, &options);
/// assert_eq!(compiled.diagnostics[0].code, Code::UnusedParticipant);
///
/// let mut levels = Levels::default();
/// levels.set_warnings(Level::Deny);
/// assert!(compile_with(&source, &options.levels(levels)).has_errors());
/// ```
#[derive(Clone)]
pub struct Options<'l> {
    #[cfg_attr(not(feature = "knowledge"), expect(dead_code, reason = "only `knowledge` reads files"))]
    pub(crate) loader: &'l dyn Loader,
    pub(crate) when: &'l [String],
    pub(crate) references: bool,
    pub(crate) lints: bool,
    pub(crate) levels: Levels,
    pub(crate) limits: Limits,
}

impl<'l> Options<'l> {
    /// Returns the defaults: no file is read, no lint is run.
    pub fn new() -> Options<'l> {
        Options {
            loader: &NoFiles,
            when: &[],
            references: false,
            lints: false,
            levels: Levels::default(),
            limits: Limits::default(),
        }
    }

    /// Reads the files that a source names with this loader. Without one, none is read.
    #[must_use]
    pub fn loader(self, loader: &'l dyn Loader) -> Options<'l> {
        Options { loader, ..self }
    }

    /// Names values: the ledger says when each party can first compute them.
    #[must_use]
    pub fn when(self, when: &'l [String]) -> Options<'l> {
        Options { when, ..self }
    }

    /// Chooses whether to collect where each name is defined and used, for an editor.
    #[must_use]
    pub fn references(self, references: bool) -> Options<'l> {
        Options { references, ..self }
    }

    /// Chooses whether to run the lints, which find probable mistakes in diagrams that can be drawn.
    #[must_use]
    pub fn lints(self, lints: bool) -> Options<'l> {
        Options { lints, ..self }
    }

    /// Sets the levels of warnings. A comment in the source (`# seqwright: allow stray-end`) goes before them.
    #[must_use]
    pub fn levels(self, levels: Levels) -> Options<'l> {
        Options { levels, ..self }
    }

    /// Sets how much of the machine a source may take.
    #[must_use]
    pub fn limits(self, limits: Limits) -> Options<'l> {
        Options { limits, ..self }
    }
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options::new()
    }
}

impl fmt::Debug for Options<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("when", &self.when)
            .field("references", &self.references)
            .field("lints", &self.lints)
            .field("levels", &self.levels)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// How much of the machine a source may take. Beyond a limit there is an error, and no picture. A service that compiles
/// untrusted sources may want lower limits than the defaults.
///
/// ```
/// use seqwright::{Code, Limits, Options, Source, compile_with};
///
/// let options = Options::new().limits(Limits::new().source_bytes(1000));
/// let compiled = compile_with(&Source::from("A->B: hello\n".repeat(100).as_str()), &options);
/// assert_eq!(compiled.diagnostics[0].code, Code::SourceTooLarge);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub(crate) source_bytes: usize,
    picture_bytes: u64,
    facts: usize,
}

impl Limits {
    /// Returns the limits that the manual names.
    pub fn new() -> Limits {
        Limits { source_bytes: MAX_SOURCE_BYTES, picture_bytes: MAX_PICTURE_BYTES, facts: MAX_FACTS }
    }

    /// Sets how many bytes a source has at most (`MAX_SOURCE_BYTES`).
    #[must_use]
    pub fn source_bytes(self, source_bytes: usize) -> Limits {
        Limits { source_bytes, ..self }
    }

    /// Sets how many bytes the picture of a small source has at most (`MAX_PICTURE_BYTES`), by an estimate before it is
    /// drawn. A source may have 64 more for each of its own bytes.
    #[must_use]
    pub fn picture_bytes(self, picture_bytes: u64) -> Limits {
        Limits { picture_bytes, ..self }
    }

    /// Sets how many facts about who knows what a small source may have (`MAX_FACTS`). A source may have one more for
    /// each of its bytes.
    #[must_use]
    pub fn facts(self, facts: usize) -> Limits {
        Limits { facts, ..self }
    }

    /// Returns the most bytes of the picture of a source of so many bytes.
    pub(crate) fn picture_bytes_of(self, source_bytes: usize) -> u64 {
        self.picture_bytes.saturating_add(FOR_EACH_BYTE * source_bytes as u64)
    }

    /// Returns the most facts of a source of so many bytes.
    #[cfg(feature = "knowledge")]
    pub(crate) fn facts_of(self, source_bytes: usize) -> usize {
        self.facts.saturating_add(source_bytes)
    }

    /// Returns the diagnostic of a source that is larger than the limit, for a caller that stops reading a file there.
    pub fn source_too_large(self) -> Diagnostic {
        let bytes = self.source_bytes;
        let size = if bytes > 0 && bytes.is_multiple_of(1 << 20) {
            format!("{} MiB", bytes >> 20)
        } else {
            format!("{bytes} bytes")
        };
        let message = format!("the source is larger than {size} (`MAX_SOURCE_BYTES`), the most that is read");
        let mut sink = Diagnostics::new();
        let diagnostic = sink.error(Code::SourceTooLarge, Span::default(), message);
        diagnostic.help("divide it into several diagrams").clone()
    }
}

impl Default for Limits {
    fn default() -> Limits {
        Limits::new()
    }
}
