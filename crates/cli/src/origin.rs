//! The place of a diagram from standard input in its page.
//!
//! A plugin that has only a fence, not its page, passes the place where it begins; diagnostics then have the lines of
//! the page.

use seqwright::source::Span;
use seqwright::{Diagnostic, Source};

/// The largest line and column. The lines before the diagram take memory.
const MOST: usize = 1_000_000;
/// The deepest indentation.
const MOST_COLUMNS: usize = 1_000;

/// The place of a diagram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The page.
    pub file: String,
    /// The line of the page on which the diagram begins, from 1.
    pub line: usize,
    /// The column at which each of its lines begins, from 1.
    pub column: usize,
}

/// Reads `FILE:LINE` or `FILE:LINE:COL`.
pub fn parse(text: &str) -> Result<Origin, String> {
    let wrong = || format!("write `FILE:LINE` or `FILE:LINE:COL`, with numbers from 1 to {MOST}");
    let number = |text: &str, most: usize| text.parse().ok().filter(|number| (1..=most).contains(number));
    let (rest, last) = text.rsplit_once(':').ok_or_else(wrong)?;
    let origin = match rest.rsplit_once(':').and_then(|(file, line)| Some((file, number(line, MOST)?))) {
        Some((file, line)) => {
            Origin { file: file.to_owned(), line, column: number(last, MOST_COLUMNS).ok_or_else(wrong)? }
        }
        None => Origin { file: rest.to_owned(), line: number(last, MOST).ok_or_else(wrong)?, column: 1 },
    };
    if origin.file.is_empty() { Err(wrong()) } else { Ok(origin) }
}

impl Origin {
    /// Moves diagnostics of a diagram to its place in the page. The page has nothing in it but the diagram.
    pub fn placed(&self, source: &Source, found: &[Diagnostic]) -> (Source, Vec<Diagnostic>) {
        let indent = " ".repeat(self.column - 1);
        let mut page = "\n".repeat(self.line - 1);
        let shift = page.len();
        for line in source.text().split_inclusive('\n') {
            page.push_str(&indent);
            page.push_str(line);
        }
        if source.text().is_empty() {
            page.push_str(&indent);
        }
        let moved = |at: usize| {
            let lines = source.text()[..at].matches('\n').count() + 1;
            // The end of the text may be the start of a line that has no character.
            let is_at_end = at == source.text().len() && at > 0 && source.text().ends_with('\n');
            at + shift + indent.len() * if is_at_end { lines - 1 } else { lines }
        };
        let span = |span: Span| Span::new(moved(span.start), moved(span.end));
        let mut found = found.to_vec();
        for one in &mut found {
            one.labels.iter_mut().for_each(|label| label.span = span(label.span));
            one.fixes.iter_mut().for_each(|fix| fix.span = span(fix.span));
        }
        (Source::new(source.name(), page), found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_file_a_line_and_perhaps_a_column() {
        let origin = |file: &str, line, column| Ok(Origin { file: file.to_owned(), line, column });
        assert_eq!(parse("docs/a.md:40"), origin("docs/a.md", 40, 1));
        assert_eq!(parse("C:\\a.md:40:7"), origin("C:\\a.md", 40, 7));
        for wrong in ["a.md", "a.md:0", ":4", "a.md:4:0", "a.md:x", "a.md:99999999999999999999"] {
            parse(wrong).expect_err(wrong);
        }
    }
}
