//! `Loader` reads the files that a source refers to. The library itself opens no files: its caller decides.

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
    /// Returns the text of a file by the name in the source.
    ///
    /// # Errors
    ///
    /// The reason why the file is not read, which becomes part of the diagnostic.
    fn load(&self, name: &str) -> Result<String, Refusal>;
}

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The reason, as a phrase to follow the file's name: "it does not exist".
    pub why: String,
    /// What the user can do.
    pub help: String,
}

/// A loader that reads no files.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFiles;

impl Loader for NoFiles {
    fn load(&self, _: &str) -> Result<String, Refusal> {
        Err(Refusal {
            why: "files are not read here".to_owned(),
            help: "write the bytes where the values are created: `generate Client: random = 0x2a2a`"
                .to_owned(),
        })
    }
}
