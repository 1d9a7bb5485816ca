//! seqwright compiles sequence diagrams, written as text, to SVG.
#![forbid(unsafe_code)]

pub mod ast;
pub mod diagnostic;
pub mod icon;
mod layout;
pub mod model;
pub mod notation;
mod parse;
pub mod print;
pub mod px;
mod render;
mod resolve;
pub mod ruler;
pub mod scene;
pub mod source;
mod spacing;
pub mod text;
pub mod theme;

pub use diagnostic::{Code, Diagnostic, Severity};
pub use source::{MAX_SOURCE_BYTES, Source};
pub use theme::Theme;

use diagnostic::Diagnostics;

/// A compiled source: what it means, and what is to be said about it.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// What the source means, as far as it was understood.
    pub model: model::Diagram,
    /// The complaints, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Only parses: what is written, and what is to be said about that alone.
pub fn parse(source: &Source) -> (ast::Diagram<'_>, Vec<Diagnostic>) {
    let mut sink = Diagnostics::new();
    let written = parse::parse(source, &mut sink);
    (written, sink.into_sorted())
}

/// Runs every stage that can complain.
pub fn compile(source: &Source) -> Compiled {
    let mut sink = Diagnostics::new();
    let written = parse::parse(source, &mut sink);
    let model = resolve::resolve(&written, &mut sink);
    Compiled { model, diagnostics: sink.into_sorted() }
}

impl Compiled {
    /// Whether there is an error among the complaints: then no picture should be published.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The drawing.
    pub fn scene(&self, theme: &Theme) -> scene::Scene {
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

pub use render::svg::SvgOptions;
