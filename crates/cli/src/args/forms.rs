//! Output formats of commands that print few of them.

use clap::ValueEnum;

use super::MessageFormat;

/// Output format of `fmt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FmtFormat {
    /// The names of files that would change
    Human,
    /// One JSON object a line for each such file and each diagnostic
    Json,
    /// Annotations for a GitHub workflow
    Github,
    /// One code quality report of GitLab
    Gitlab,
}

impl FmtFormat {
    /// The same format of diagnostics.
    pub fn of_messages(self) -> MessageFormat {
        match self {
            FmtFormat::Human => MessageFormat::Human,
            FmtFormat::Json => MessageFormat::Json,
            FmtFormat::Github => MessageFormat::Github,
            FmtFormat::Gitlab => MessageFormat::Gitlab,
        }
    }
}

/// Output format of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// Lines of a settings file
    Human,
    /// One JSON object
    Json,
}
