//! `Request`: a source, and how its picture is made.

use serde::Deserialize;

/// A source, and how its picture is made. Unknown options are errors, so that a misspelling is noticed.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// The text of the diagram.
    pub source: String,
    /// `file` or `inline`.
    pub profile: Option<String>,
    /// The name of a built-in theme.
    pub theme: Option<String>,
    /// The text of a theme file.
    pub theme_file: Option<String>,
    /// The prefix of ids.
    pub id_prefix: Option<String>,
    /// A description for screen readers, instead of the title.
    pub alt: Option<String>,
    /// The dialect to read.
    pub dialect: Option<String>,
}
