//! Output formats of commands that print few of them.

use clap::ValueEnum;
use seqwright::PageBytes;

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

/// Intermediate stage of the compiler, for debugging.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// Syntax tree of the source
    Ast,
    /// Participants and events
    Model,
    /// Shapes and texts with their positions
    Scene,
    /// All that happens, and who knows what since when, as one JSON document
    Json,
}

/// How much of the bytes of values a page holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Bytes {
    /// All bytes
    #[default]
    Full,
    /// The first and the last bytes of each value
    Short,
    /// No bytes
    None,
}

impl From<Bytes> for PageBytes {
    fn from(bytes: Bytes) -> PageBytes {
        match bytes {
            Bytes::Full => PageBytes::Full,
            Bytes::Short => PageBytes::Short,
            Bytes::None => PageBytes::None,
        }
    }
}
