//! Replaces the diagrams of a book with pictures.
//!
//! The book stays the JSON that mdBook wrote: unknown fields are returned unchanged.

use std::path::PathBuf;

use seqwright::Source;
use serde_json::Value;

use super::Settings;
use crate::document::Document;
use crate::embed::{Drawing, Ids, Page, embedded};
use crate::exit::Exit;
use seqwright_documents::{Markup, Words};

/// Filters all chapters. Diagrams with errors are all reported, not just those of the first chapter that has some.
pub fn filter(book: &mut Value, settings: &Settings, drawing: &Drawing<'_>, words: &Words) -> Exit {
    let mut filter = Filter { settings, drawing, words, ids: Ids::default(), exit: Exit::Done };
    // mdBook 0.5 calls them items, older versions sections.
    for key in ["items", "sections"] {
        if let Some(Value::Array(items)) = book.get_mut(key) {
            filter.items(items);
        }
    }
    filter.exit
}

/// The work on a book.
struct Filter<'a> {
    settings: &'a Settings,
    drawing: &'a Drawing<'a>,
    words: &'a Words,
    /// All chapters are on one page where the book is printed.
    ids: Ids,
    exit: Exit,
}

impl Filter<'_> {
    /// Filters chapters and those below them. Other items, such as the titles of parts, are left alone.
    fn items(&mut self, items: &mut [Value]) {
        // Without recursion, for the depth is that of the JSON.
        let mut open: Vec<&mut Value> = items.iter_mut().rev().collect();
        while let Some(item) = open.pop() {
            let Some(Value::Object(chapter)) = item.get_mut("Chapter") else { continue };
            let text = |key: &str| chapter.get(key).and_then(Value::as_str).map(str::to_owned);
            let (path, name, content) =
                (text("source_path").or_else(|| text("path")), text("name"), text("content"));
            let changed = content.and_then(|content| self.chapter(path, name, content));
            if let Some(changed) = changed {
                chapter.insert("content".to_owned(), Value::String(changed));
            }
            if let Some(Value::Array(below)) = chapter.get_mut("sub_items") {
                open.extend(below.iter_mut().rev());
            }
        }
    }

    /// Returns the text of a chapter with pictures; `None` if it does not change.
    fn chapter(&mut self, path: Option<String>, name: Option<String>, content: String) -> Option<String> {
        let Settings { root, src, form, .. } = self.settings;
        let is_of_file = path.is_some();
        // A chapter made by another preprocessor has no file; its name is used.
        let (shown, file) = match path {
            Some(path) => (src.join(&path), root.join(src).join(path)),
            None => (PathBuf::from(name.unwrap_or_default()), root.join(src).join("chapter.md")),
        };
        let shown = shown.display().to_string();
        let source = Source::new(shown, content);
        let document = Document::new(source, Markup::Markdown, self.words, None);
        if document.fences.is_empty() {
            return None;
        }
        let page = if is_of_file { Page::looked_up(document, &file) } else { Page::of_file(document) };
        let (text, pictures) = embedded(self.drawing, &page, &file, form, &mut self.ids);
        self.drawing.reporter.say(&pictures.report);
        if text.is_none() {
            self.exit = Exit::Errors;
        }
        text
    }
}
