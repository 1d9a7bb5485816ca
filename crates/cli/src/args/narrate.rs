//! The arguments of `narrate`.

use std::path::PathBuf;

use clap::{Args, ValueHint};
use seqwright::Dialect;

use super::{dialect_help, dialect_parser};
use crate::narrate::Format;

/// The end of the help.
pub const MORE: &str = "\
The sentences are those that a screen reader reads of the picture. A picture with a long narration
holds a summary of it; this command prints all of it.

Exit codes:
  0  the narration is printed
  1  the source has errors; they are reported as by `check`, and nothing is printed
  2  the arguments are invalid
  3  the file could not be read";

/// What to describe.
#[derive(Args)]
pub struct NarrateArgs {
    /// Source; `-` reads standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
    /// Dialect of the source
    #[arg(long, value_name = "NAME", value_parser = dialect_parser(), hide_possible_values = true, help = dialect_help())]
    pub dialect: Option<Dialect>,
    /// Name for standard input, used in diagnostics
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
}
