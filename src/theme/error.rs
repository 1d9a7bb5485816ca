//! `ThemeError`: why a text is not a theme.

use std::fmt;
use std::ops::Range;

/// Why a text is not a theme. Its text names the line and quotes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeError {
    pub(super) message: String,
    pub(super) span: Option<Range<usize>>,
    /// The number of the line, and the line.
    pub(super) line: Option<(usize, String)>,
}

impl ThemeError {
    /// Describes an error in a theme file.
    pub(super) fn new(text: &str, error: &toml::de::Error) -> ThemeError {
        let message = error.message().to_owned();
        let span = error.span();
        let before = span.as_ref().and_then(|span| text.get(..span.start));
        let line = before.map(|before| {
            let number = before.matches('\n').count() + 1;
            (number, text.lines().nth(number - 1).unwrap_or_default().trim().to_owned())
        });
        ThemeError { message, span, line }
    }

    /// Returns what is wrong, without the place.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns the bytes of the text that are wrong, if it is a part of it.
    pub fn span(&self) -> Option<Range<usize>> {
        self.span.clone()
    }

    /// Returns the line of those, from 1.
    pub fn line(&self) -> Option<usize> {
        self.line.as_ref().map(|(number, _)| *number)
    }
}

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.line {
            None => {}
            Some((number, line)) if line.is_empty() => write!(f, "line {number}: ")?,
            Some((number, line)) => write!(f, "line {number}, `{line}`: ")?,
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for ThemeError {}
