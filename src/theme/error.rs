//! `ThemeError`: why a text is not a theme.

use std::fmt;
use std::ops::Range;

use crate::nearest::{nearest, slips};

/// Why a text is not a theme. Its text names the line and quotes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeError {
    pub(super) message: String,
    pub(super) span: Option<Range<usize>>,
    /// The number of the line, and the line.
    pub(super) line: Option<(usize, String)>,
}

impl ThemeError {
    /// Describes an error that `toml` found in a theme file.
    pub(super) fn new(text: &str, error: &toml::de::Error) -> ThemeError {
        let message = suggested(error.message());
        match error.span() {
            Some(span) => ThemeError::at(text, span, message),
            None => ThemeError { message, span: None, line: None },
        }
    }

    /// Describes an error at some bytes of a theme file.
    pub(super) fn at(text: &str, span: Range<usize>, message: String) -> ThemeError {
        let line = text.get(..span.start).map(|before| {
            let number = before.matches('\n').count() + 1;
            (number, text.lines().nth(number - 1).unwrap_or_default().trim().to_owned())
        });
        ThemeError { message, span: Some(span), line }
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

/// A message about an unknown key, with the key that was probably meant.
fn suggested(message: &str) -> String {
    let near = || {
        let mut names = message.strip_prefix("unknown field `")?.split('`').step_by(2);
        let wrong = names.next()?;
        nearest(names, 3, |known| slips(wrong, known)).filter(|near| !near.is_empty())
    };
    match near() {
        Some(near) => format!("{message}; did you mean `{near}`?"),
        None => message.to_owned(),
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
