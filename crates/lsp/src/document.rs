//! `Document`: an open text with the diagrams in it.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use gen_lsp_types::{Position, Range};
use seqwright::references::References;
use seqwright::source::Span;
use seqwright::{Compiled, Diagnostic, Fix, Limits, MAX_SOURCE_BYTES, Options, Source};
use seqwright_documents::{self as documents, Fence, Markup};

use crate::client::Client;
use crate::{Host, Settings, Text, path};

/// An open document.
pub struct Document {
    /// Its address.
    pub uri: String,
    /// The version that the client gives to its text.
    pub version: i32,
    /// Its text.
    pub text: Text,
    /// Its language, if it holds diagrams in fences.
    pub markup: Option<Markup>,
    /// Its settings.
    pub settings: Settings,
    /// The client that has it.
    pub client: Client,
    path: Option<PathBuf>,
    /// Found when they are first asked for.
    units: OnceCell<Vec<Unit>>,
}

/// A diagram of a document.
pub struct Unit {
    /// The diagram as a source of its own.
    pub source: Source,
    /// Its fence, unless it is the whole document.
    pub fence: Option<Fence>,
    compiled: OnceCell<Compiled>,
}

impl Unit {
    fn new(source: Source, fence: Option<Fence>) -> Unit {
        Unit { source, fence, compiled: OnceCell::new() }
    }

    /// Where a range of the diagram is in the document.
    pub fn there(&self, span: Span) -> Span {
        self.fence.as_ref().map_or(span, |fence| fence.span(span))
    }

    /// A change of the diagram as one of the document; none if its fence could not hold the result.
    pub fn change(&self, fix: Fix) -> Option<Fix> {
        match &self.fence {
            Some(fence) => fence.change(&fix),
            None => Some(fix),
        }
    }

    /// Where a byte of the document is in the diagram, if it is in it.
    pub fn here(&self, byte: usize) -> Option<usize> {
        match &self.fence {
            Some(fence) => fence.at(byte),
            None => Some(byte),
        }
    }
}

impl Document {
    /// Opens a text.
    pub fn new(uri: &str, version: i32, text: String, client: Client, host: &dyn Host) -> Document {
        let path = path::of(uri);
        let name = path::name(uri);
        let markup = Markup::of(Path::new(&name));
        let settings = host.settings(path.as_deref());
        let text = Text::new(&name, text);
        Document {
            uri: uri.to_owned(),
            version,
            text,
            markup,
            settings,
            client,
            path,
            units: OnceCell::new(),
        }
    }

    /// Replaces the text.
    pub fn set_text(&mut self, text: Text, version: i32) {
        (self.text, self.version) = (text, version);
        self.units.take();
    }

    /// Asks for the settings again.
    pub fn reload(&mut self, host: &dyn Host) {
        self.settings = host.settings(self.path.as_deref());
        self.units.take();
    }

    /// The diagrams in it, in order. One that is too large has none.
    pub fn units(&self) -> &[Unit] {
        self.units.get_or_init(|| match self.markup {
            _ if self.is_too_large() => Vec::new(),
            Some(markup) => {
                let fences = documents::find(self.text.as_str(), markup, &self.settings.fences);
                let unit = |fence: Fence| Unit::new(fence.diagram(self.text.source(), markup), Some(fence));
                fences.into_iter().map(unit).collect()
            }
            None => vec![Unit::new(self.whole(), None)],
        })
    }

    /// The document as one diagram.
    fn whole(&self) -> Source {
        let source = self.text.source().clone();
        match seqwright::language_of(source.name(), source.text()) {
            Some(dialect) => source.in_dialect(dialect),
            None => source,
        }
    }

    fn is_too_large(&self) -> bool {
        self.text.as_str().len() > MAX_SOURCE_BYTES
    }

    /// Compiles a diagram as it is checked.
    pub fn compile(&self, source: &Source, host: &dyn Host) -> Compiled {
        let loader = host.loader(self.path.as_deref());
        let levels = self.settings.levels.clone();
        let options = Options::new().loader(&*loader).lints(true).levels(levels).references(true);
        seqwright::compile_with(source, &options)
    }

    /// A diagram as it is compiled, which is done once for each text.
    pub fn compiled<'u>(&self, unit: &'u Unit, host: &dyn Host) -> &'u Compiled {
        unit.compiled.get_or_init(|| self.compile(&unit.source, host))
    }

    /// The names in a diagram.
    pub fn references<'u>(&self, unit: &'u Unit, host: &dyn Host) -> Option<&'u References<'static>> {
        self.compiled(unit, host).references.as_ref()
    }

    /// All diagnostics of the document, at their places in it.
    pub fn diagnostics(&self, host: &dyn Host) -> Vec<Diagnostic> {
        if self.is_too_large() {
            return vec![Limits::new().source_too_large()];
        }
        let mut all: Vec<Diagnostic> = Vec::new();
        for unit in self.units() {
            let found = self.compiled(unit, host).diagnostics.clone();
            match (&unit.fence, self.markup) {
                (Some(fence), Some(markup)) => {
                    all.extend(fence.placed(self.text.as_str(), markup, found, &self.settings.levels));
                }
                _ => all.extend(found),
            }
        }
        all.sort_by_key(|diagnostic| diagnostic.span().start);
        all
    }

    /// The byte of a position.
    pub fn byte(&self, position: Position) -> usize {
        self.text.byte(position, self.client.encoding)
    }

    /// The diagram at a position, and the byte of it there.
    pub fn unit_at(&self, position: Position) -> Option<(&Unit, usize)> {
        let byte = self.byte(position);
        self.units().iter().find_map(|unit| Some((unit, unit.here(byte)?)))
    }

    /// The positions of a range of the document.
    pub fn range(&self, span: Span) -> Range {
        self.text.range(span, self.client.encoding)
    }

    /// The positions of a range of a diagram.
    pub fn range_of(&self, unit: &Unit, span: Span) -> Range {
        self.range(unit.there(span))
    }
}
