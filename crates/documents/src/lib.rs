//! Finds the diagrams in a document, and maps places in them to places in the document.

mod admonitions;
mod asciidoc;
mod embed;
mod info;
mod lines;
mod markdown;
mod mdx;
mod options;
mod place;
mod rest;
mod rewrite;

use std::path::Path;

use seqwright::diagnostic::{Diagnostics, Fix};
use seqwright::source::Span;
use seqwright::{Code, Diagnostic, Dialect, Level, Levels, Severity, Source};

pub use embed::{Below, Display, Picture, below, embedded, with_pictures_below};
pub use info::{Info, UnknownOption};
pub use rewrite::{Form, rewritten, rewritten_where_possible};

/// The languages of documents that may contain diagrams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// Markdown, by the rules of CommonMark.
    Markdown,
    /// Markdown with JSX, which knows no code by indentation.
    Mdx,
    /// AsciiDoc.
    AsciiDoc,
    /// reStructuredText.
    Rest,
}

impl Markup {
    /// The language that the extension of a file name stands for.
    pub fn of(path: &Path) -> Option<Markup> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "md" | "markdown" => Some(Markup::Markdown),
            "mdx" => Some(Markup::Mdx),
            "adoc" | "asciidoc" | "asc" => Some(Markup::AsciiDoc),
            "rst" => Some(Markup::Rest),
            _ => None,
        }
    }
}

/// The words that mark a fence as a diagram.
#[derive(Clone, Debug)]
pub struct Words(Vec<String>);

impl Words {
    /// Makes the list of words, which match in upper and lower case.
    pub fn new<W: Into<String>>(words: impl IntoIterator<Item = W>) -> Words {
        Words(words.into_iter().map(Into::into).collect())
    }

    /// Whether a word is one of them.
    fn has(&self, word: &str) -> bool {
        self.0.iter().any(|one| one.eq_ignore_ascii_case(word))
    }

    /// Whether an info string begins with one of them.
    fn begin(&self, info: &str) -> bool {
        self.has(word_of(info))
    }
}

/// The word that an info string begins with: `seq`, `seq title="x"`, `seq,linenos`, `{.seq #login}`.
fn word_of(info: &str) -> &str {
    let info = info.trim_start().trim_start_matches('{').trim_start_matches(['.', ' ']);
    let end = info.find(|c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}' | ';'));
    &info[..end.unwrap_or(info.len())]
}

/// A diagram in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fence {
    /// Its text, without what its container puts before each line.
    pub text: String,
    /// What is before each of its lines in the document.
    prefix: String,
    /// How its lines end in the document.
    line_end: &'static str,
    /// The line that opens it, in bytes of the document.
    opener: Span,
    /// Its lines in the document, from the start of the first to the start of the line that closes it.
    body: Span,
    /// Whether a line closes it, where its language wants one.
    closed: bool,
    /// The end of the whole fence in the document: after its closing line, before the end of that line.
    end: usize,
    /// The lines above it that mark it as a diagram, if they are not its opening line: AsciiDoc's `[seq]`.
    attributes: Option<Span>,
    /// The dialect that its word names.
    dialect: Option<Dialect>,
    pieces: Vec<Piece>,
}

/// Some bytes of a fence's text that are in the document in one piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// Where they begin in the fence's text.
    here: usize,
    /// Where they begin in the document.
    there: usize,
    /// How many there are in the document; 0 where the text is the rest of a tab.
    len: usize,
}

/// The diagrams of a document, in order.
pub fn find(text: &str, markup: Markup, words: &Words) -> Vec<Fence> {
    // Most documents have none, which is seen without reading them closely.
    if !words.0.iter().any(|word| holds(text, word)) {
        return Vec::new();
    }
    let mut found = match markup {
        Markup::Markdown => markdown::find(text, words),
        Markup::Mdx => mdx::find(text, words),
        Markup::AsciiDoc => asciidoc::find(text, words),
        Markup::Rest => rest::find(text, words),
    };
    // The content of an included file is unknown here.
    found.retain(|fence| !fence.text.lines().any(is_include) && fence.is_of_its_dialect());
    for fence in &mut found {
        let is_crlf = text[fence.body.start..fence.body.end].contains("\r\n");
        fence.line_end = if is_crlf { "\r\n" } else { "\n" };
    }
    found
}

/// Whether a line includes a file before the diagram is read: by mdBook, AsciiDoc, or the snippets of Python-Markdown.
fn is_include(line: &str) -> bool {
    let line = line.trim();
    let mdbook = || {
        let rest = line.strip_prefix("{{")?.trim_start().strip_prefix('#')?;
        Some(
            ["include ", "rustdoc_include "].iter().any(|word| rest.starts_with(word))
                && rest.ends_with("}}"),
        )
    };
    let asciidoc =
        || line.strip_prefix("include::").is_some_and(|rest| rest.ends_with(']') && rest.contains('['));
    mdbook().unwrap_or(false) || asciidoc() || line.starts_with("--8<--")
}

/// Whether a text contains a word, in any case.
fn holds(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    word.is_empty() || text.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word))
}

impl Fence {
    /// Makes a fence from its opening line; the rest is added later.
    fn opened(opener: Span) -> Fence {
        let body = Span::new(opener.end, opener.end);
        let (text, prefix, pieces) = (String::new(), String::new(), Vec::new());
        let (line_end, closed, end, attributes, dialect) = ("\n", false, opener.end, None, None);
        Fence { text, prefix, line_end, opener, body, closed, end, attributes, dialect, pieces }
    }

    /// The same, opened by a word that may name a dialect.
    fn called(self, word: &str) -> Fence {
        Fence { dialect: Dialect::from_name(word).filter(|dialect| *dialect != Dialect::Seqwright), ..self }
    }

    /// Whether a fence of another language holds a sequence diagram: other kinds of diagram are left alone.
    fn is_of_its_dialect(&self) -> bool {
        let foreign = self.dialect.filter(|dialect| dialect.is_foreign());
        foreign.is_none_or(|language| seqwright::is_sequence(&self.text, language))
    }

    /// The same, closed by that line, if by any.
    fn closed_by(self, closer: Option<&lines::Line<'_>>) -> Fence {
        Fence { end: closer.map_or(self.end, |line| line.span().end), ..self }
    }

    /// Adds text that is at a place of the document.
    fn push(&mut self, text: &str, there: Span) {
        // A source would drop a byte order mark at its beginning, but within a document it is text.
        let kept = if self.text.is_empty() { text.trim_start_matches('\u{feff}') } else { text };
        let dropped = text.len() - kept.len();
        let (here, there, len) =
            (self.text.len(), there.start + dropped, there.len().saturating_sub(dropped));
        self.pieces.push(Piece { here, there, len });
        self.text.push_str(kept);
    }

    /// Whether a line closes it, or nothing needs to.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// Its lines in the document.
    pub fn body(&self) -> Span {
        self.body
    }

    /// The line that opens it, in bytes of the document.
    pub fn opener(&self) -> Span {
        self.opener
    }

    /// The options for its picture, on its opening line or, in reStructuredText, in the options below it.
    pub fn info<'t>(&self, text: &'t str, markup: Markup) -> Info<'t> {
        if markup == Markup::Rest {
            return Info::of_directive(&text[self.opener.end..self.body.start.max(self.opener.end)]);
        }
        let line = self.info_line();
        Info::of(&text[line.start..line.end])
    }

    /// The line of its options.
    pub fn info_line(&self) -> Span {
        self.attributes.unwrap_or(self.opener)
    }

    /// The word that marks it as a diagram.
    fn word(&self, text: &str, words: &Words) -> Option<Span> {
        let line = self.info_line();
        let is_of_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        let mut at = line.start;
        for part in text[line.start..line.end].split_inclusive(|c: char| !is_of_word(c)) {
            let word = part.trim_end_matches(|c: char| !is_of_word(c));
            if words.has(word) {
                return Some(Span::new(at, at + word.len()));
            }
            at += part.len();
        }
        None
    }

    /// The diagram as a source of its own. Its dialect is the one that the word of its fence names, unless it declares
    /// another.
    pub fn source(&self, name: &str) -> Source {
        let source = Source::new(name, self.text.as_str());
        match self.dialect {
            Some(dialect) if !self.text.contains("dialect:") => source.in_dialect(dialect),
            Some(_) | None => source,
        }
    }

    /// The diagram as a source whose lines have the numbers that they have in the document. Its fence may also name the
    /// dialect as an option.
    pub fn diagram(&self, document: &Source, markup: Markup) -> Source {
        let first_line = document.place(self.body.start).line;
        let source = self.source(document.name()).starting_at(first_line);
        match self.info(document.text(), markup).dialect.and_then(Dialect::from_name) {
            Some(dialect) => source.in_dialect(dialect),
            None => source,
        }
    }

    /// The diagnostics of the diagram at their places in the document, after those of the fence itself.
    pub fn placed(
        &self,
        text: &str,
        markup: Markup,
        found: Vec<Diagnostic>,
        levels: &Levels,
    ) -> Vec<Diagnostic> {
        let mut all = self.options(text, markup, levels);
        all.extend(self.unclosed(levels));
        all.extend(self.in_document(found));
        all
    }

    /// Moves diagnostics to their places in the document. A fix that the fence could not hold is dropped.
    pub fn in_document(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        for diagnostic in &mut diagnostics {
            diagnostic.labels.iter_mut().for_each(|label| label.span = self.span(label.span));
            let changes: Option<Vec<Fix>> = diagnostic.fixes.iter().map(|fix| self.change(fix)).collect();
            diagnostic.fixes = changes.unwrap_or_default();
        }
        diagnostics
    }

    /// The diagnostic about a fence that is never closed.
    pub fn unclosed(&self, levels: &Levels) -> Option<Diagnostic> {
        let level = levels.of(Code::UnclosedFence);
        if self.closed || level == Level::Allow {
            return None;
        }
        let mut sink = Diagnostics::new();
        let words = "this fence is never closed";
        let diagnostic = match level {
            Level::Deny => sink.error(Code::UnclosedFence, self.opener, words),
            Level::Allow | Level::Warn => sink.warn(Code::UnclosedFence, self.opener, words),
        };
        diagnostic
            .at("all that follows is taken for the diagram")
            .help("close it with a line like the one that opens it");
        sink.into_sorted().pop()
    }
}

/// Whether there is an error among diagnostics.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

#[cfg(test)]
mod tests;
