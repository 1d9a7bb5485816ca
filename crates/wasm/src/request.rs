//! `Request`: a source, and what is asked about it.

use serde::Deserialize;

/// A source, and what is asked about it. Unknown options are errors, so that a misspelling is noticed.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// What is wanted.
    pub what: What,
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
    /// How columns are counted.
    pub columns: Columns,
}

/// What is wanted of a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// The picture, as the program writes it to a file.
    #[default]
    Render,
    /// For an editor: the picture, also of a source with errors, the advice of the lints, and who knows what.
    Preview,
    /// The formatted source.
    Format,
    /// The picture as text art.
    Text,
    /// The picture in sentences.
    Narrate,
    /// The source with all fixes.
    Fix,
    /// A source of another language as `.seq`.
    Convert,
    /// The page that goes through the diagram step by step.
    Page,
    /// The words of the language; no source is needed.
    Words,
}

/// How columns are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Columns {
    /// In characters, as in messages.
    #[default]
    Characters,
    /// In UTF-16 code units, as texts of JavaScript are.
    Utf16,
}
