//! Compares the diagnostics of a source with the comments that expect them.
//!
//! An expectation is a comment: `# error: 3:5 unknown arrow`, `# warning[stray-end]: +1`. The place (line and column,
//! or `+` and lines below the comment) and the words, which the message must contain, may be left out.

use seqwright::ast::{Diagram, StmtKind};
use seqwright::source::Place;
use seqwright::{Diagnostic, Severity, Source};

/// What a comment expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// The severity of the diagnostic.
    pub severity: Severity,
    /// Its code.
    pub code: Option<String>,
    /// Its line.
    pub line: Option<usize>,
    /// Its column.
    pub column: Option<usize>,
    /// Words that its message contains.
    pub words: String,
    /// The place of the comment.
    pub at: Place,
}

/// The differences from what was expected.
#[derive(Debug, Default)]
pub struct Mismatch {
    /// Expectations that nothing met.
    pub missing: Vec<Expectation>,
    /// Diagnostics that nothing expected, by index.
    pub unexpected: Vec<usize>,
}

/// The expectations in a source. `place` maps a byte of it to a place for the reader.
pub fn expectations(written: &Diagram<'_>, place: &dyn Fn(usize) -> Place) -> Vec<Expectation> {
    let mut found = Vec::new();
    written.walk(&mut |stmt| {
        if let StmtKind::Comment(text) = &stmt.kind {
            found.extend(read(text, place(stmt.span.start)));
        }
    });
    found
}

/// The expectation that a comment states, if it states one.
fn read(comment: &str, at: Place) -> Option<Expectation> {
    let text = comment.trim_start_matches(['#', '/']).trim();
    let (severity, rest) = [(Severity::Error, "error"), (Severity::Warning, "warning")]
        .into_iter()
        .find_map(|(severity, word)| Some((severity, text.strip_prefix(word)?)))?;
    let (code, rest) = match rest.strip_prefix('[') {
        Some(rest) => {
            let (code, rest) = rest.split_once(']')?;
            (Some(code.trim().to_owned()), rest)
        }
        None => (None, rest),
    };
    // Without a colon it is prose: `# errors are shown in red`.
    let rest = rest.strip_prefix(':')?.trim();
    let (first, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let (line, column, words) = match place_of(first, at.line) {
        Some((line, column)) => (Some(line), column, after.trim()),
        None => (None, None, rest),
    };
    Some(Expectation { severity, code, line, column, words: words.to_owned(), at })
}

/// `3:5`, `+1`, `+1:5`: a line and a column, or how many lines below `here`. A number alone may be prose.
fn place_of(word: &str, here: usize) -> Option<(usize, Option<usize>)> {
    let (line, column) = word.split_once(':').map_or((word, None), |(line, column)| (line, Some(column)));
    let digits =
        |text: &str| text.parse::<usize>().ok().filter(|_| text.bytes().all(|it| it.is_ascii_digit()));
    let line = match line.strip_prefix('+') {
        Some(below) => here.checked_add(digits(below)?)?,
        None => digits(line).filter(|_| column.is_some())?,
    };
    match column.map(digits) {
        Some(None) => None,
        Some(column) => Some((line, column)),
        None => Some((line, None)),
    }
}

/// Finds unmet expectations and unexpected diagnostics. With expectations, every diagnostic must be expected; without
/// any, only errors are unexpected.
pub fn compare(expected: &[Expectation], diagnostics: &[Diagnostic], source: &Source) -> Mismatch {
    let mut left: Vec<usize> = (0..diagnostics.len()).collect();
    let mut mismatch = Mismatch::default();
    for expectation in expected {
        match left.iter().position(|&at| expectation.is_met_by(&diagnostics[at], source)) {
            Some(found) => {
                left.remove(found);
            }
            None => mismatch.missing.push(expectation.clone()),
        }
    }
    let counts = |&at: &usize| !expected.is_empty() || diagnostics[at].severity == Severity::Error;
    mismatch.unexpected = left.into_iter().filter(counts).collect();
    mismatch
}

impl Expectation {
    fn is_met_by(&self, diagnostic: &Diagnostic, source: &Source) -> bool {
        let place = source.place(diagnostic.span().start);
        self.severity == diagnostic.severity
            && self.code.as_deref().is_none_or(|code| code == diagnostic.code.name())
            && self.line.is_none_or(|line| line == place.line)
            && self.column.is_none_or(|column| column == place.column)
            && diagnostic.message.contains(&self.words)
    }

    /// Describes the expectation: "an error at 3:5 that says 'x'".
    pub fn described(&self) -> String {
        let mut text = match self.severity {
            Severity::Error => "an error".to_owned(),
            Severity::Warning => "a warning".to_owned(),
        };
        if let Some(code) = &self.code {
            text += &format!(" [{code}]");
        }
        match (self.line, self.column) {
            (Some(line), Some(column)) => text += &format!(" at {line}:{column}"),
            (Some(line), None) => text += &format!(" in line {line}"),
            (None, _) => {}
        }
        if !self.words.is_empty() {
            text += &format!(" that says '{}'", self.words);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: usize) -> Place {
        Place { line, column: 1 }
    }

    #[test]
    fn a_comment_can_expect_a_place_a_code_and_words() {
        let full = read("# error[stray-end]: 3:5 closes nothing", at(1)).expect("it is one");
        assert_eq!((full.code.as_deref(), full.line, full.column), (Some("stray-end"), Some(3), Some(5)));
        assert_eq!(full.described(), "an error [stray-end] at 3:5 that says 'closes nothing'");
        let below = read("// warning: +2 x", at(4)).expect("it is one");
        assert_eq!((below.line, below.column, below.words.as_str()), (Some(6), None, "x"));
        let far = read("# error: +18446744073709551615", at(4)).expect("it is one");
        assert_eq!(far.line, None, "there is no such line, so that it is a word");
        let words = read("#error: 3 messages", at(1)).expect("it is one");
        assert_eq!((words.line, words.words.as_str()), (None, "3 messages"));
        let words = read("# warning: never closed", at(1)).expect("it is one");
        assert_eq!((words.line, words.words.as_str()), (None, "never closed"));
    }

    #[test]
    fn other_comments_expect_nothing() {
        for comment in ["# errors are red", "# Error: x", "# an error: x", "#", "# error", "# warning 3:5"] {
            assert_eq!(read(comment, at(1)), None, "{comment}");
        }
    }
}
