//! Where the diagrams of a document are in its file.
//!
//! Site generators hand over a page without its front matter, or with included files. The lines of such a text are not
//! those that its author edits, so each diagram is looked up in the file by its text.

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;

use seqwright::{Diagnostic, MAX_SOURCE_BYTES, Source};

use crate::document::Document;
use crate::files;
use seqwright_documents::Fence;

/// A document as it came, and its file where that differs.
pub struct Page {
    /// The document as it came.
    pub document: Document,
    file: Option<Document>,
    /// For each diagram, which one of the file it is.
    same: Vec<Option<usize>>,
}

/// Which text a diagram's lines are counted in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Text {
    File,
    AsItCame,
}

impl Page {
    /// A document that is read from its own file.
    pub fn of_file(document: Document) -> Page {
        Page { document, file: None, same: Vec::new() }
    }

    /// A document that came another way, and whose file may be at that path.
    pub fn looked_up(document: Document, path: &Path) -> Page {
        let Ok(bytes) = files::read_regular(path, MAX_SOURCE_BYTES) else { return Page::of_file(document) };
        let source = Source::from_bytes(document.source.name(), bytes);
        if source.text() == document.source.text() {
            return Page::of_file(document);
        }
        let file = document.again(source);
        let same = counterparts(&document.fences, &file.fences);
        // Lines that are in no file must not look as if they did.
        let name = format!("{} (as received)", document.source.name());
        let document = document.again(Source::new(name, document.source.text()));
        Page { document, file: Some(file), same }
    }

    fn text(&self, at: usize) -> Text {
        match self.same.get(at) {
            Some(Some(_)) => Text::File,
            Some(None) | None => Text::AsItCame,
        }
    }

    /// Where a diagram is: in the file if it is there, else in the document as it came.
    pub fn place(&self, at: usize) -> (&Document, &Fence) {
        match (&self.file, self.same.get(at)) {
            (Some(file), Some(Some(there))) => (file, &file.fences[*there]),
            _ => (&self.document, &self.document.fences[at]),
        }
    }

    /// Sorts diagnostics, each with the number of its diagram, by the text that they are in.
    pub fn by_text(&self, found: Vec<(usize, Diagnostic)>) -> Vec<(&Source, Vec<Diagnostic>)> {
        let mut of_file = Vec::new();
        let mut as_it_came = Vec::new();
        for (at, diagnostic) in found {
            match self.text(at) {
                Text::File => of_file.push(diagnostic),
                Text::AsItCame => as_it_came.push(diagnostic),
            }
        }
        let mut sorted = Vec::new();
        for (document, mut list) in [(self.file.as_ref(), of_file), (Some(&self.document), as_it_came)] {
            let Some(document) = document.filter(|_| !list.is_empty()) else { continue };
            list.sort_by_key(|one| one.span().start);
            sorted.push((&document.source, list));
        }
        sorted
    }
}

/// Finds each diagram among others by its text: the second of several equal ones is the second there, too.
fn counterparts(fences: &[Fence], others: &[Fence]) -> Vec<Option<usize>> {
    let mut by_text: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
    for (at, fence) in others.iter().enumerate() {
        by_text.entry(trimmed(&fence.text)).or_default().push_back(at);
    }
    fences.iter().map(|fence| by_text.get_mut(&trimmed(&fence.text))?.pop_front()).collect()
}

/// A text without what differs between systems and containers: line ends and spaces before them.
fn trimmed(text: &str) -> String {
    text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect()
}
