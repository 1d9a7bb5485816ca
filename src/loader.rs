//! What reads the files that a source names. The library itself opens none: whoever calls it decides.

/// Reads files for `values "name"`.
///
/// ```
/// use seqwright::loader::{Loader, Refusal};
/// use seqwright::{Options, Source, compile_with};
///
/// struct Memory;
/// impl Loader for Memory {
///     fn load(&self, name: &str) -> Result<String, Refusal> {
///         Ok(format!("# test data, made for {name}\nkey = 2a2a\n"))
///     }
/// }
///
/// let source = Source::new("a.seq", "values \"a.hex\"\ngenerate A: key\nA->B: hello(key)\nexpect key == 0x2a2a");
/// let compiled = compile_with(&source, &Options::new().loader(&Memory));
/// assert!(compiled.diagnostics.is_empty(), "{:?}", compiled.diagnostics);
/// ```
pub trait Loader {
    /// The text of the file of that name, as the source has it.
    ///
    /// # Errors
    ///
    /// Why it is not read; the source is complained about with these words.
    fn load(&self, name: &str) -> Result<String, Refusal>;
}

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// In words that follow the file's name: "it does not exist".
    pub why: String,
    /// What to do.
    pub help: String,
}

/// Reads nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFiles;

impl Loader for NoFiles {
    fn load(&self, _: &str) -> Result<String, Refusal> {
        Err(Refusal {
            why: "no file is read here".to_owned(),
            help: "write the octets where the values are made: `generate Client: random = 0x2a2a`".to_owned(),
        })
    }
}
