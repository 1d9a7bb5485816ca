//! Formats results for standard output, in the requested format.

mod advice;
mod github;
mod gitlab;
pub mod human;
mod json;
mod junit;
mod markdown;
mod sarif;

use std::path::PathBuf;
use std::time::Duration;

use clap::ValueEnum;

use super::args::TestArgs;
use super::outcome::{Summary, Tested};

/// Format of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Failures and a summary, for people
    Human,
    /// One JSON document
    Json,
    /// Annotations for a GitHub workflow, at the lines of the sources
    Github,
    /// JUnit XML, for most CI services
    Junit,
    /// Markdown table, for the summary of a workflow or a comment
    Markdown,
    /// One SARIF document, for code scanning
    Sarif,
    /// One code quality report of GitLab
    Gitlab,
}

/// What the forms need to know about the run.
pub struct RunInfo<'a> {
    /// The arguments.
    pub args: &'a TestArgs,
    /// Whether this is a CI run.
    pub ci: bool,
    /// Whether pictures without a source make the run fail.
    pub rejects: bool,
    /// How long it took.
    pub took: Duration,
    /// Whether to colour.
    pub color: bool,
    /// The page that was written about it.
    pub page: Option<PathBuf>,
}

/// The results in a form.
pub fn show(format: Format, all: &[Tested], summary: Summary, shown: &RunInfo<'_>) -> String {
    match format {
        Format::Human => human::show(all, summary, shown),
        Format::Json => json::show(all, summary),
        Format::Github => github::show(all),
        Format::Junit => junit::show(all, summary, shown),
        Format::Markdown => markdown::show(all, summary),
        Format::Sarif => sarif::show(all),
        Format::Gitlab => gitlab::show(all),
    }
}
