//! seqwright compiles sequence diagrams, written as text, to SVG.
//!
//! ```
//! use seqwright::{Source, Theme, compile};
//!
//! let source = Source::new("hello.seq", "Client->Server: hello");
//! let compiled = compile(&source);
//! assert!(compiled.diagnostics.is_empty());
//! assert!(compiled.svg(&Theme::default()).ends_with("</svg>\n"));
//! ```
//!
//! All errors and warnings of a source are returned as a list of [`Diagnostic`]s, in order of position:
//!
//! ```
//! use seqwright::{Code, Source, compile};
//!
//! let source = Source::new("hello.seq", "alt maybe\nClient->Server hello");
//! let compiled = compile(&source);
//! let codes: Vec<Code> = compiled.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
//! assert_eq!(codes, [Code::UnclosedFragment, Code::MissingColon]);
//! assert_eq!(source.place(compiled.diagnostics[1].span().start).line, 2);
//! ```
//!
//! The stages, from a [`Source`] to a file, are `parse` → [`ast`] → `resolve` → [`model`] → `layout` → [`scene`] →
//! `render`; a [`Theme`] sets the appearance. The library does not open files or use the time or the environment: the
//! same source gives the same bytes everywhere.
#![forbid(unsafe_code)]

pub mod ast;
pub mod code;
pub mod diagnostic;
pub mod icon;
pub mod knowledge;
mod layout;
pub mod ledger;
mod lint;
pub mod loader;
pub mod model;
pub mod notation;
mod parse;
pub mod print;
pub mod protocol;
pub mod px;
mod render;
mod resolve;
pub mod ruler;
pub mod run;
pub mod scene;
pub mod sign;
pub mod source;
mod spacing;
pub mod testing;
pub mod text;
pub mod theme;

pub use code::{Code, Level, Levels};
pub use diagnostic::{Diagnostic, Fix, Severity};
pub use source::{Dialect, MAX_SOURCE_BYTES, Source};
pub use theme::Theme;

use diagnostic::Diagnostics;
use loader::{Loader, NoFiles};

/// A compiled source: its diagram and its diagnostics.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// The diagram, without the statements that have errors.
    pub model: model::Diagram,
    /// What each party knows, and since when; `None` if the source has no statements about knowledge.
    pub ledger: Option<ledger::Ledger>,
    /// Errors and warnings, in order of position.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses a source, and returns its syntax tree and the diagnostics of the parser.
pub fn parse(source: &Source) -> (ast::Diagram<'_>, Vec<Diagnostic>) {
    let mut sink = Diagnostics::new();
    let written = parse::parse(source, &mut sink);
    (written, sink.into_sorted())
}

/// Formats a parsed source.
///
/// ```
/// let source = seqwright::Source::new("x.seq", "A -> B:hi");
/// let (written, diagnostics) = seqwright::parse(&source);
/// assert!(diagnostics.is_empty());
/// assert_eq!(seqwright::format(&source, &written), "A->B: hi\n");
/// ```
pub fn format(source: &Source, written: &ast::Diagram<'_>) -> String {
    print::print_faithfully(source, written, parse)
}

/// Options for compiling.
pub struct Options<'l> {
    /// Reads the files that a source refers to. By default, files are not read.
    pub loader: &'l dyn Loader,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options { loader: &NoFiles }
    }
}

/// Compiles a source, and reports errors and what cannot be drawn as intended. Does not run lints; see [`check`].
pub fn compile(source: &Source) -> Compiled {
    compile_with(source, &Options::default())
}

/// Like [`compile`], with options.
pub fn compile_with(source: &Source, options: &Options<'_>) -> Compiled {
    let (_, model, ledger, sink) = understand(source, options);
    Compiled { model, ledger, diagnostics: sink.into_sorted() }
}

/// Compiles the source, runs the lints, and applies the warning levels: those set by comments in the source
/// (`# seqwright: allow stray-end`), otherwise those in `levels`.
///
/// ```
/// use seqwright::{Code, Level, Levels, Source, check};
/// let source = Source::new("x.seq", "participant C\nA->B: hello");
/// assert_eq!(check(&source, &Levels::default()).diagnostics[0].code, Code::UnusedParticipant);
/// let mut levels = Levels::default();
/// levels.set_warnings(Level::Deny);
/// assert!(check(&source, &levels).has_errors());
/// ```
pub fn check(source: &Source, levels: &Levels) -> Compiled {
    check_with(source, levels, &Options::default())
}

/// Like [`check`], with options.
pub fn check_with(source: &Source, levels: &Levels, options: &Options<'_>) -> Compiled {
    let (written, model, ledger, sink) = understand(source, options);
    let diagnostics = lint::lint(source, &written, &model, ledger.as_ref(), levels, sink);
    Compiled { model, ledger, diagnostics }
}

/// Runs the stages up to the model, which both compiling and checking need.
fn understand<'s>(
    source: &'s Source,
    options: &Options<'_>,
) -> (ast::Diagram<'s>, model::Diagram, Option<ledger::Ledger>, Diagnostics) {
    let mut sink = Diagnostics::new();
    let written = parse::parse(source, &mut sink);
    let (mut model, run) = resolve::resolve(&written, &mut sink);
    let ledger = run.map(|run| knowledge::trace(&mut model, &run, options.loader, &mut sink));
    (written, model, ledger, sink)
}

impl Compiled {
    /// Whether there are errors. If so, do not publish the picture: it may be incomplete.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Lays out the diagram.
    pub fn scene(&self, theme: &Theme) -> scene::Scene<'_> {
        layout::layout(&self.model, theme)
    }

    /// Renders the diagram as text art.
    pub fn text(&self) -> String {
        render::text::text(&self.scene(&Theme::cells()))
    }

    /// Renders the diagram as an SVG file.
    pub fn svg(&self, theme: &Theme) -> String {
        self.svg_with(theme, &SvgOptions::default())
    }

    /// Renders the diagram as an SVG file, with options for the file.
    pub fn svg_with(&self, theme: &Theme, options: &SvgOptions) -> String {
        render::svg::svg(&self.scene(theme), theme, options)
    }
}

pub use render::svg::SvgOptions;

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
