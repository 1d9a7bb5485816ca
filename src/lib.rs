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
//! All errors and warnings of a source are returned as a list of [`Diagnostic`]s, in order of position. A [`Report`]
//! shows one with its line and its help:
//!
//! ```
//! use seqwright::{Code, Report, Source, compile};
//!
//! let source = Source::new("hello.seq", "alt maybe\nClient->Server hello");
//! let compiled = compile(&source);
//! let codes: Vec<Code> = compiled.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
//! assert_eq!(codes, [Code::UnclosedFragment, Code::MissingColon]);
//! for diagnostic in &compiled.diagnostics {
//!     eprint!("{}", Report::new(&source, diagnostic));
//! }
//! ```
//!
//! # Where to look
//!
//! - [`compile`] and [`Compiled`]: from a source to a picture. [`compile_with`] takes [`Options`]: lints, levels of
//!   warnings, limits, a loader for files, references for an editor.
//! - [`Theme`] and [`SvgOptions`]: the appearance of a picture. [`Theme::from_toml`] reads your own theme.
//! - [`Compiled::text_with`] and [`TextOptions`]: the picture as text art.
//! - [`diagnostic`] and [`report`]: errors and warnings as values, as text and as JSON (they implement
//!   [`serde::Serialize`]).
//! - [`fix`](mod@fix): applies safe fixes. [`format`](fn@format) formats a source.
//! - [`testing`]: diagrams in the tests of your project.
//! - [`parse`](fn@parse), [`ast`] and [`references`]: the syntax tree, for editors. [`dialect`] finds the dialect of a
//!   source.
//! - [`model`], [`scene`] and [`render`]: the stages between, for back ends other than SVG.
//!
//! The stages, from a [`Source`] to a file, are `parse` → [`ast`] → `resolve` → [`model`] → `layout` → [`scene`] →
//! `render`; a [`Theme`] sets the appearance. The library does not open files or use the time or the environment: the
//! same source gives the same bytes everywhere.
//!
//! # Features
//!
//! - `knowledge` (default): checks who knows what. Without it no cryptography is compiled, and a source with
//!   statements about knowledge is drawn without what they show, with a warning.
//! - `icons` (default): has the bundled icons of participants.
//! - `import` (default): reads Mermaid and PlantUML. Without it, a source in them is an error.
//! - `nfc` (default): recognises names that differ only in how Unicode composes their letters.
//! - `miette`: `report::Fancy`, diagnostics that print with [miette](https://docs.rs/miette).
#![forbid(unsafe_code)]

pub mod ast;
pub mod code;
pub mod diagnostic;
pub mod dialect;
pub mod exchange;
mod expand;
mod expansion;
pub mod fix;
pub mod harmless;
mod icon;
#[cfg(feature = "knowledge")]
pub mod knowledge;
mod layout;
pub mod ledger;
mod lint;
pub mod loader;
mod lookup;
pub mod model;
pub mod nearest;
pub mod notation;
mod options;
mod page;
mod parse;
pub mod print;
pub mod protocol;
pub mod px;
mod recount;
pub mod references;
pub mod render;
pub mod report;
mod resolve;
pub mod ruler;
#[cfg_attr(not(feature = "knowledge"), expect(dead_code, reason = "only `knowledge` reads a run"))]
mod run;
pub mod scene;
mod sign;
pub mod source;
mod spacing;
pub mod testing;
pub mod text;
pub mod theme;

pub use code::{Code, Example, Level, Levels};
pub use diagnostic::{Diagnostic, Fix, Severity};
pub use options::{Limits, Options};
pub use report::Report;
pub use source::{Dialect, MAX_SOURCE_BYTES, Source};
pub use theme::{Theme, ThemeError};

use diagnostic::Diagnostics;
use references::References;

/// A compiled source: its diagram and its diagnostics.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Compiled {
    /// The diagram, without the statements that have errors.
    pub model: model::Diagram,
    /// What each party knows, and since when; `None` if the source has no statements about knowledge.
    pub ledger: Option<ledger::Ledger>,
    /// Where each name is defined and used, if [`Options::references`] asks for it.
    pub references: Option<References<'static>>,
    /// Errors and warnings, in order of position.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses a source, and returns its syntax tree and the diagnostics of the parser.
pub fn parse(source: &Source) -> (ast::Diagram<'_>, Vec<Diagnostic>) {
    let mut sink = Diagnostics::new();
    let (written, _) = read(source, &mut sink);
    (written, sink.into_sorted())
}

/// Parses a source after its preprocessor, if it uses one. Returns whether it does.
fn read<'s>(source: &'s Source, sink: &mut Diagnostics) -> (ast::Diagram<'s>, bool) {
    let expansion = expand::expand(source, sink);
    (parse::parse(source, expansion.as_ref(), sink), expansion.is_some())
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
    if written.dialect.is_foreign() {
        return source.text().to_owned();
    }
    let text = print::print_faithfully(source, written, parse);
    if is_sound(source, &text) { text } else { source.text().to_owned() }
}

/// The language of a text other than `.seq` that its first statement names: `sequenceDiagram` is Mermaid, `@startuml` PlantUML.
pub fn foreign(text: &str) -> Option<Dialect> {
    parse::foreign(text)
}

/// The language of a file with this name and text, if it is not `.seq`: by its extension, else by its first statement.
///
/// ```
/// use seqwright::{Dialect, language_of};
/// assert_eq!(language_of("x.puml", ""), Some(Dialect::PlantUml));
/// assert_eq!(language_of("x.txt", "sequenceDiagram\nA->>B: hi"), Some(Dialect::Mermaid));
/// assert_eq!(language_of("x.seq", "sequenceDiagram"), None);
/// ```
pub fn language_of(name: &str, text: &str) -> Option<Dialect> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let by_name = Dialect::of_extension(extension);
    by_name.or_else(|| if extension.eq_ignore_ascii_case("seq") { None } else { foreign(text) })
}

/// Whether a text in another language is a sequence diagram, and not one of the other kinds that the language has.
///
/// ```
/// use seqwright::{Dialect, is_sequence};
/// assert!(is_sequence("A -> B : hi", Dialect::PlantUml));
/// assert!(!is_sequence("@startuml\nclass A\n@enduml", Dialect::PlantUml));
/// ```
pub fn is_sequence(text: &str, language: Dialect) -> bool {
    parse::is_sequence(text, language)
}

/// The texts of the diagrams of a file in another language. PlantUML allows several. Each has as many line ends before it as
/// there are lines above it, so that its places are those of the file.
///
/// ```
/// use seqwright::{Dialect, diagrams};
/// let file = "@startuml\nA -> B\n@enduml\n@startuml\nB -> A\n@enduml";
/// let second = diagrams(file, Dialect::PlantUml).nth(1);
/// assert_eq!(second.as_deref(), Some("\n\n\n@startuml\nB -> A\n@enduml"));
/// ```
pub fn diagrams(text: &str, language: Dialect) -> impl Iterator<Item = String> {
    parse::diagrams(text, language)
}

/// Converts a parsed source of another language to `.seq`.
///
/// ```
/// use seqwright::{Dialect, Source};
/// let source = Source::new("x.mmd", "sequenceDiagram\nA-)B: hi<br>there").in_dialect(Dialect::Mermaid);
/// let (written, diagnostics) = seqwright::parse(&source);
/// assert!(diagnostics.is_empty());
/// assert_eq!(seqwright::convert(&written), "bottomparticipants\nA->>B: hi\\nthere\n");
/// ```
pub fn convert(written: &ast::Diagram<'_>) -> String {
    print::print(written)
}

/// Whether a formatted text gives the same picture as the source, and formatting it again changes nothing. Otherwise
/// the formatter has a bug, and the author's lines are kept.
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
    let picture = |source: &Source| compile(source).svg(&Theme::default());
    print::print_faithfully(&form, &written, parse) == text && picture(&form) == picture(source)
}

/// Compiles the source with the default [`Options`]. The diagnostics are about what cannot be drawn, or not as written.
pub fn compile(source: &Source) -> Compiled {
    compile_with(source, &Options::new())
}

/// Compiles the source with choices: which files are read, whether the lints run, the levels of warnings, limits.
pub fn compile_with(source: &Source, options: &Options<'_>) -> Compiled {
    let bytes = source.text().len();
    if bytes > options.limits.source_bytes {
        let diagnostics = vec![options.limits.source_too_large()];
        return Compiled { model: model::Diagram::default(), ledger: None, references: None, diagnostics };
    }
    let mut sink = Diagnostics::new();
    let (written, is_expanded) = read(source, &mut sink);
    let parsed = sink.count();
    let (mut model, run) = resolve::resolve(&written, &mut sink);
    let ledger = run.and_then(|run| trace(&mut model, (&run, bytes), options, &mut sink));
    lint::weigh(&model, options.limits.picture_bytes_of(bytes), &mut sink);
    if written.dialect.is_foreign() {
        // They would write `.seq` into another language.
        sink.clear_fixes_after(parsed);
    } else if options.lints {
        lint::lint(source, &written, &model, ledger.as_ref(), &options.levels, &mut sink);
    }
    if is_expanded {
        sink.merge_equal();
    }
    let diagnostics = lint::level(source, &written, &options.levels, sink);
    let references = options.references.then(|| References::of(&written).into_owned());
    Compiled { model, ledger, references, diagnostics }
}

/// Checks what a run says about knowledge.
#[cfg(feature = "knowledge")]
fn trace(
    model: &mut model::Diagram,
    (run, bytes): (&run::Run<'_>, usize),
    options: &Options<'_>,
    sink: &mut Diagnostics,
) -> Option<ledger::Ledger> {
    Some(knowledge::trace(model, (run, options.limits.facts_of(bytes)), (options.loader, options.when), sink))
}

/// Warns that this build checks nothing about knowledge.
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

/// Applies the levels of warnings to diagnostics about an output of a source, such as characters that a font lacks:
/// those of comments in the source, else `levels`.
pub fn leveled(source: &Source, diagnostics: Diagnostics, levels: &Levels) -> Vec<Diagnostic> {
    let diagnostics = diagnostics.into_sorted();
    if diagnostics.is_empty() {
        return diagnostics;
    }
    // What is wrong with the source was reported when it was compiled.
    let (written, _) = read(source, &mut Diagnostics::new());
    lint::leveled(source, &written, levels, diagnostics)
}

impl Compiled {
    /// Whether there are errors. If so, do not publish the picture: it may be incomplete.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// What is read out after the title: the words of the author, and the narration.
    fn described(&self, narration: Vec<String>) -> Vec<String> {
        self.model.description.iter().cloned().chain(narration).collect()
    }

    /// Lays out the diagram.
    pub fn scene(&self, theme: &Theme) -> scene::Scene<'_> {
        // The whole narration of a long diagram is large: it is gone before the shapes are made.
        let description = self.described(self.narration().description());
        scene::Scene { description, ..layout::layout(&self.model, theme, layout::Grain::Boxes) }
    }

    /// Describes the diagram in sentences, for readers who do not see it.
    ///
    /// ```
    /// use seqwright::{Source, compile};
    ///
    /// let compiled = compile(&Source::new("x.seq", "alt paid\nShop->Customer: parcel\nelse\nShop->Customer: reminder\nend"));
    /// let lines = compiled.narration().lines();
    /// assert_eq!(lines[1..3], ["If paid:", "Shop sends Customer: parcel"]);
    /// assert_eq!(lines[3..], ["Otherwise:", "Shop sends Customer: reminder", "End of alt"]);
    /// ```
    pub fn narration(&self) -> scene::Narration<'_> {
        layout::narrate(&self.model)
    }

    /// Lists all that happens in the diagram of this source, and who knows what since when, as one value for tools.
    ///
    /// ```
    /// use seqwright::{Source, compile};
    ///
    /// let source = Source::new("x.seq", "Client->Server: hello");
    /// let exchange = compile(&source).exchange(&source);
    /// assert_eq!(exchange.events[0].says, "Client sends Server: hello");
    /// ```
    pub fn exchange(&self, source: &Source) -> exchange::Exchange {
        self.recounted(source, &self.narration())
    }

    fn recounted(&self, source: &Source, narration: &scene::Narration<'_>) -> exchange::Exchange {
        let (diagram, ledger) = (&self.model, self.ledger.as_ref());
        recount::recount(&recount::Account { source, diagram, ledger, narration })
    }

    /// Renders the diagram of this source as a page that goes through it step by step, in any browser and without
    /// anything else.
    pub fn html(&self, source: &Source, theme: &Theme, options: &PageOptions) -> String {
        let narration = self.narration();
        let exchange = self.recounted(source, &narration);
        let mut model = self.model.clone();
        model.facts_mut(|fact| options.bytes.limit(fact));
        let scene = layout::layout(&model, theme, layout::Grain::Values);
        // What happens is read out step by step: the page lists that below the picture.
        let scene = scene::Scene { description: self.described(narration.head()), ..scene };
        let picture = render::svg::svg(scene, theme, &SvgOptions::default().for_page());
        page::page(&exchange, &picture, options)
    }

    /// Renders the diagram as text art.
    pub fn text(&self) -> String {
        self.text_with(&TextOptions::default())
    }

    /// Renders the diagram as text art, with options: how wide, with which characters, in colour or not.
    pub fn text_with(&self, options: &TextOptions) -> String {
        let drawn = |theme: &Theme| layout::layout(&self.model, theme, layout::Grain::Boxes);
        options.fitted(|theme| render::text::text(&drawn(theme), options))
    }

    /// Renders the diagram as an SVG file.
    pub fn svg(&self, theme: &Theme) -> String {
        self.svg_with(theme, &SvgOptions::default())
    }

    /// Renders the diagram as an SVG file, with options for the file.
    pub fn svg_with(&self, theme: &Theme, options: &SvgOptions) -> String {
        let description = self.described(self.narration().description());
        let mut draft = render::svg::Draft::new(theme, &self.model.typeface, options);
        let scene = layout::layout_into(&self.model, theme, layout::Grain::Boxes, &mut draft);
        render::svg::finish(draft, scene::Scene { description, ..scene }, options)
    }
}

pub use page::{PageBytes, PageOptions};
pub use render::profile::Profile;
pub use render::svg::SvgOptions;
pub use render::text::{TextOptions, text_columns};

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
