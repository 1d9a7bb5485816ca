//! The exit codes of the program.

use std::process::ExitCode;

/// The exit codes. Of several that apply, the greatest is the program's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Success.
    #[default]
    Done = 0,
    /// A source has errors.
    Errors = 1,
    /// The arguments are invalid.
    Usage = 2,
    /// A file could not be read or written, or a bug of seqwright stopped the work on it.
    Files = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}
