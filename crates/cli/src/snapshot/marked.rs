//! Marked pictures in documents: each is the snapshot of the diagram above it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use seqwright::source::Place;
use seqwright::{Compiled, MAX_SOURCE_BYTES, Source};

use super::outcome::Tested;
use super::run::Bench;
use super::stored::Snapshot;
use crate::config::Config;
use crate::document::Document;
use crate::embed;
use crate::files::{self, FileId};
use crate::inside::is_repository;
use crate::walk;
use seqwright_documents::{Fence, Markup, Words, below};

/// The file of a picture, by its address in a document of that folder. Addresses elsewhere have none.
pub fn address_path(address: &str, folder: &Path) -> Option<PathBuf> {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let is_elsewhere = address.starts_with('/') || address.contains(':') || address.contains('\\');
    if is_elsewhere || !address.to_ascii_lowercase().ends_with(".svg") {
        return None;
    }
    let path = folder.join(decoded(address)?);
    Some(path.strip_prefix("./").map(Path::to_owned).unwrap_or(path))
}

/// An address without its percent signs.
fn decoded(address: &str) -> Option<String> {
    let bytes = address.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let code = address.get(at + 1..at + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match code.filter(|_| byte == b'%') {
            Some(code) => out.push(code),
            None => out.push(byte),
        }
        at += if byte == b'%' && code.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).ok().filter(|path| !path.contains('\0'))
}

/// The snapshot of a diagram in a document, if a marked picture is below it.
fn snapshot(document: &Document, fence: &Fence, folder: &Path) -> Option<Snapshot> {
    let below = below(document.source.text(), document.markup, fence)?;
    Some(Snapshot::new(address_path(&below.address?, folder)?, folder.to_owned()))
}

/// The pictures that the documents of a project show, also those that are not tested this time.
pub fn shown_by_documents(config: &Config, words: &Words) -> BTreeSet<FileId> {
    let start = std::fs::canonicalize(files::or_here(&config.root)).unwrap_or_default();
    let repository = start.ancestors().find(|folder| is_repository(folder));
    let mut shown = BTreeSet::new();
    let Ok(found) = walk::walk(repository.unwrap_or(&start), config) else { return shown };
    for path in &found.documents {
        let (Some(markup), Ok(bytes)) = (Markup::of(path), files::read_regular(path, MAX_SOURCE_BYTES))
        else {
            continue;
        };
        let document = Document::new(Source::from_bytes("", bytes), markup, words, None);
        let snapshots = document.fences.iter();
        let snapshots = snapshots.filter_map(|fence| snapshot(&document, fence, files::folder_of(path)));
        shown.extend(snapshots.filter_map(|snapshot| files::id(&snapshot)));
    }
    shown
}

impl Bench {
    /// Compares the marked picture below a diagram of a document with what the diagram gives now.
    pub fn marked(
        &self,
        document: &Document,
        fence: &Fence,
        compiled: &Compiled,
        path: &Path,
    ) -> Option<Tested> {
        let snapshot = snapshot(document, fence, files::folder_of(path))?;
        let theme = embed::theme(&fence.info(document.source.text(), document.markup), &self.theme);
        let mut tested = Tested::passed(document.source.name().to_owned());
        tested.part = snapshot.file_name().map(|it| it.to_string_lossy().into_owned());
        tested.snapshot = Some(snapshot.clone());
        let source = document.diagram(fence);
        let fresh = compiled.svg_with(&theme, &self.options);
        self.check_snapshot(&snapshot, fresh, (&source, compiled, &theme), &mut tested);
        for finding in &mut tested.findings {
            finding.place = in_document(finding.place, &source, fence, document);
        }
        Some(tested)
    }
}

/// Where a place of a diagram is in its document.
pub fn in_document(place: Place, source: &Source, fence: &Fence, document: &Document) -> Place {
    let line = source.line_span(place.line.clamp(1, source.line_count()));
    let characters = source.text()[line.start..line.end].chars().take(place.column.saturating_sub(1));
    let at = line.start + characters.map(char::len_utf8).sum::<usize>();
    document.source.place(fence.span(seqwright::source::Span::new(at, at)).start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_near_a_document_are_its_pictures() {
        let path = |address| address_path(address, Path::new("docs"));
        assert_eq!(path("images/a%20b.svg?x=1"), Some("docs/images/a b.svg".into()));
        assert_eq!(path("../a.svg"), Some("docs/../a.svg".into()));
        assert_eq!(address_path("a.svg", Path::new(".")), Some("a.svg".into()));
        for elsewhere in ["https://example.org/a.svg", "/a.svg", "data:x.svg", "a.png", "..\\a.svg"] {
            assert_eq!(path(elsewhere), None, "{elsewhere}");
        }
    }
}
