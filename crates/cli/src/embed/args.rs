//! The arguments of `seqwright embed`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};
use seqwright::Dialect;

use crate::args::{dialect_help, dialect_parser};

/// Help text below the options.
pub const MORE: &str = "\
`seqwright embed -` is a filter: it reads a document from standard input and writes it with a picture instead
of each diagram. The result has as many lines as the document, so that later tools report the right lines.

`seqwright embed README.md` changes the document in place: the diagram stays, and a line below it shows its
picture, which is written to `images/` next to the document. A second run changes nothing. `seqwright test` compares
these pictures with their diagrams.

`seqwright embed DIR -o DIR2` filters every document of a folder into another folder, and copies other files.

The opening line of a fence may have `alt=\"...\"`, `caption=\"...\"`, `id=NAME` (or `#NAME`), `theme=NAME` and
`dialect=NAME`.

Examples:
  seqwright embed README.md                        show the pictures of a README on GitHub
  seqwright embed --check README.md                check in CI that they are up to date
  seqwright embed - --stdin-filename docs/a.md     replace the diagrams of a page with HTML
  seqwright embed - --stdin-filename docs/a.mdx --as img --files static/seq --url /seq/
  seqwright embed content -o build/content         filter a whole site

Exit codes:
  0  success; with --on-error placeholder, each diagram has a picture or a box with its errors
  1  a diagram has errors, and its document was not written; with --check, a file would change
  2  the arguments are invalid; nothing was done
  3  a file could not be read or written";

/// What to embed, and how.
#[derive(Args)]
pub struct EmbedArgs {
    /// Documents, whose pictures are shown below their diagrams; a folder, with `--output`; `-` filters standard input
    #[arg(value_name = "DOC", required = true, value_hint = ValueHint::AnyPath)]
    pub documents: Vec<PathBuf>,
    /// Path of the document on standard input: its extension selects the markup, and diagnostics have its lines
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub stdin_filename: Option<String>,
    /// Write the documents of a folder, with pictures instead of their diagrams, to another folder
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub output: Option<PathBuf>,
    /// How the filter shows a picture [default: inline]
    #[arg(long = "as", value_name = "FORM")]
    pub form: Option<Form>,
    /// Folder for the files of `--as img`
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub files: Option<PathBuf>,
    /// Prefix of the addresses of these files [default: the path from the document to the folder]
    #[arg(long, value_name = "PREFIX", requires = "files")]
    pub url: Option<String>,
    /// What to do with a diagram that has errors [default: fail]
    #[arg(long, value_name = "WHAT")]
    pub on_error: Option<OnError>,
    /// Write nothing; list the files that would change, and exit with 1 if there are any
    #[arg(long)]
    pub check: bool,
    /// Theme of the pictures, as in `compile --theme`
    #[arg(long, value_name = "NAME|FILE", value_hint = ValueHint::FilePath)]
    pub theme: Option<PathBuf>,
    /// Dialect of the diagrams
    #[arg(long, value_name = "NAME", value_parser = dialect_parser(), hide_possible_values = true, help = dialect_help())]
    pub dialect: Option<Dialect>,
}

/// How a picture is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// An image with an address, which every Markdown viewer shows
    Img,
    /// One line of HTML with the picture in it, which follows the page's dark mode
    Inline,
}

/// What to do with a document whose diagram has errors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum OnError {
    /// Do not write it, and exit with 1
    #[default]
    Fail,
    /// Write it, with a box that shows the errors
    Placeholder,
}
