//! Reads the bytes of an input.

use seqwright::{Diagnostic, Limits, MAX_SOURCE_BYTES, Source};

use super::exit::Exit;
use super::files::{self, Unread};
use super::plan::Input;
use super::report::Reporter;

/// Why an input was not read.
pub enum NoSource {
    /// The source is too large; this is an ordinary diagnostic.
    TooLarge(Vec<Diagnostic>),
    /// The file cannot be read.
    Trouble {
        /// What is wrong.
        message: String,
        /// What can be done about it.
        help: Option<String>,
        /// Exit code of the program.
        exit: Exit,
    },
}

impl NoSource {
    /// How the program ends, and the report for an input with this name.
    pub fn report(&self, name: &str, reporter: &Reporter) -> (Exit, String) {
        match self {
            NoSource::TooLarge(diagnostics) => {
                (Exit::Errors, reporter.diagnostics(&Source::new(name, ""), diagnostics))
            }
            NoSource::Trouble { message, help, exit } => {
                (*exit, reporter.trouble(name, message, help.as_deref()))
            }
        }
    }
}

/// The bytes of the source.
pub fn read(input: &Input) -> Result<Vec<u8>, NoSource> {
    let bytes = match input {
        Input::Stdin(_) => files::read_stdin(MAX_SOURCE_BYTES),
        Input::File(path) => files::read(path, MAX_SOURCE_BYTES),
    };
    bytes.map_err(|why| match why {
        Unread::TooLarge => NoSource::TooLarge(vec![Limits::new().source_too_large()]),
        Unread::Failed(words) => {
            let message = format!("it cannot be read: {words}");
            NoSource::Trouble { message, help: hint(input), exit: Exit::Files }
        }
    })
}

/// What the user may have meant by a file that is not there.
fn hint(input: &Input) -> Option<String> {
    let Input::File(path) = input else { return None };
    if path.exists() || path.extension().is_some() {
        return None;
    }
    let source = path.with_extension("seq");
    let known = "the commands are in `seqwright --help`; anything else is a file".to_owned();
    Some(if source.exists() { format!("there is `{}`", source.display()) } else { known })
}
