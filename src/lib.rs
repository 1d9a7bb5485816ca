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
//! What is wrong with a source is a list of [`Diagnostic`]s, all of one run, in order of place:
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
//! `render`; a [`Theme`] says how things look. The library opens no file, asks for no time and reads no
//! environment: the same source gives the same bytes everywhere.
#![forbid(unsafe_code)]

pub mod ast;
pub mod code;
pub mod diagnostic;
pub mod icon;
#[cfg(feature = "knowledge")]
pub mod knowledge;
mod layout;
pub mod ledger;
mod lint;
pub mod loader;
pub mod model;
pub mod nearest;
pub mod notation;
mod parse;
pub mod print;
pub mod protocol;
pub mod px;
pub mod references;
pub mod render;
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
use references::References;

/// A compiled source: what it means, and what is to be said about it.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// What the source means, as far as it was understood.
    pub model: model::Diagram,
    /// Who knows what, and since when, where the source speaks of knowledge.
    pub ledger: Option<ledger::Ledger>,
    /// Where each name is defined and used, if [`Options::references`] asks for it.
    pub references: Option<References<'static>>,
    /// The complaints, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Only parses: what is written, and what is to be said about that alone.
pub fn parse(source: &Source) -> (ast::Diagram<'_>, Vec<Diagnostic>) {
    let mut sink = Diagnostics::new();
    let written = parse::parse(source, &mut sink);
    (written, sink.into_sorted())
}

/// Formats a parsed source.
///
/// ```
/// let source = seqwright::Source::new("x.seq", "A -> B:hi");
/// let (written, complaints) = seqwright::parse(&source);
/// assert!(complaints.is_empty());
/// assert_eq!(seqwright::format(&source, &written), "A->B: hi\n");
/// ```
pub fn format(source: &Source, written: &ast::Diagram<'_>) -> String {
    let text = print::print_faithfully(source, written, parse);
    if is_sound(source, &text) { text } else { source.text().to_owned() }
}

/// Whether a canonical form gives the picture that the source gives, and is its own canonical form. A form that does
/// not is a fault of ours, and then the author's lines stay as they are.
fn is_sound(source: &Source, text: &str) -> bool {
    if text == source.text() {
        return true;
    }
    let form = Source::new(source.name(), text);
    let form = match source.dialect() {
        Some(dialect) => form.in_dialect(dialect),
        None => form,
    };
    let (written, _) = parse(&form);
    // Lines have moved; nothing else may be another.
    let options =
        SvgOptions { source_lines: false, id_prefix: Some(String::from("x")), ..SvgOptions::default() };
    let picture = |source: &Source| compile(source).svg_with(&Theme::default(), &options);
    print::print_faithfully(&form, &written, parse) == text && picture(&form) == picture(source)
}

/// Choices about compiling.
pub struct Options<'l> {
    /// What reads the files that a source names. Without one none is read.
    pub loader: &'l dyn Loader,
    /// Whether to keep where each name is defined and used, for an editor. Nothing is collected otherwise.
    pub references: bool,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options { loader: &NoFiles, references: false }
    }
}

/// Compiles the source. The diagnostics are about what cannot be drawn, or not as it is written; [`check`] runs the lints
/// too.
pub fn compile(source: &Source) -> Compiled {
    compile_with(source, &Options::default())
}

/// The same, with choices.
pub fn compile_with(source: &Source, options: &Options<'_>) -> Compiled {
    let (written, model, ledger, sink) = understand(source, options);
    let references = references(&written, options);
    Compiled { model, ledger, references, diagnostics: sink.into_sorted() }
}

/// Compiles the source, runs the lints, and applies the warning levels: those of comments in the source
/// (`# seqwright: allow stray-end`), else `levels`.
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

/// The same, with choices.
pub fn check_with(source: &Source, levels: &Levels, options: &Options<'_>) -> Compiled {
    let (written, model, ledger, sink) = understand(source, options);
    let diagnostics = lint::lint(source, &written, &model, ledger.as_ref(), levels, sink);
    let references = references(&written, options);
    Compiled { model, ledger, references, diagnostics }
}

fn references(written: &ast::Diagram<'_>, options: &Options<'_>) -> Option<References<'static>> {
    options.references.then(|| References::of(written).into_owned())
}

/// What a source means, and what there is to say of it so far.
fn understand<'s>(
    source: &'s Source,
    options: &Options<'_>,
) -> (ast::Diagram<'s>, model::Diagram, Option<ledger::Ledger>, Diagnostics) {
    let mut sink = Diagnostics::new();
    let written = parse::parse(source, &mut sink);
    let (mut model, run) = resolve::resolve(&written, &mut sink);
    let bytes = source.text().len();
    let ledger = run.and_then(|run| trace(&mut model, (&run, bytes), options, &mut sink));
    lint::weigh(&model, bytes, &mut sink);
    (written, model, ledger, sink)
}

/// Checks what a run says about knowledge.
#[cfg(feature = "knowledge")]
fn trace(
    model: &mut model::Diagram,
    run: (&run::Run<'_>, usize),
    options: &Options<'_>,
    sink: &mut Diagnostics,
) -> Option<ledger::Ledger> {
    Some(knowledge::trace(model, run, options.loader, sink))
}

/// Says that this build checks nothing about knowledge.
#[cfg(not(feature = "knowledge"))]
fn trace(
    _: &mut model::Diagram,
    (run, _): (&run::Run<'_>, usize),
    _: &Options<'_>,
    sink: &mut Diagnostics,
) -> Option<ledger::Ledger> {
    sink.warn(Code::KnowledgeNotBuilt, run.span, "this build does not check what participants know")
        .at("not checked and not drawn")
        .help("build seqwright with its feature `knowledge`, which is on by default");
    None
}

impl Compiled {
    /// Whether there is an error among the complaints: then no picture should be published.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The drawing.
    pub fn scene(&self, theme: &Theme) -> scene::Scene<'_> {
        layout::layout(&self.model, theme)
    }

    /// The drawing as a picture made of characters.
    pub fn text(&self) -> String {
        render::text::text(&self.scene(&Theme::cells()))
    }

    /// The drawing as an SVG file.
    pub fn svg(&self, theme: &Theme) -> String {
        self.svg_with(theme, &SvgOptions::default())
    }

    /// The drawing as an SVG file, with choices about the file.
    pub fn svg_with(&self, theme: &Theme, options: &SvgOptions) -> String {
        render::svg::svg(&self.scene(theme), theme, options)
    }
}

pub use render::profile::Profile;
pub use render::svg::SvgOptions;

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
