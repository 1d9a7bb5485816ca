//! The arguments of `seqwright watch`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::appearance::Appearance;

/// Help text below the options.
pub const MORE: &str = "\
A picture is compiled again when its source or its theme is saved. While a source has errors,
its last good picture is kept. The page in the browser updates the pictures in place and shows
errors with them. It is reachable only from this machine, at an address that is secret and
changes with every start.

Press Ctrl-C to stop (exit code 130). Files are never left half-written.";

/// What to watch.
#[derive(Args)]
pub struct WatchArgs {
    /// Sources (which need not exist yet), documents with diagrams, and folders to search for `.seq` files
    ///
    /// Diagrams of documents, such as Markdown files, are shown on the page but not written to files.
    #[arg(value_name = "PATH", required = true, value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// Output file or folder [default: next to each source]
    #[arg(short, long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub output: Option<PathBuf>,
    /// Open the page in the browser
    #[arg(long, conflicts_with = "no_serve")]
    pub open: bool,
    /// Write pictures only; do not serve the page
    #[arg(long)]
    pub no_serve: bool,
    /// Port of the page [default: any free port]
    #[arg(long, value_name = "N", conflicts_with = "no_serve")]
    pub port: Option<u16>,
    /// Appearance of the pictures.
    #[command(flatten)]
    pub appearance: Appearance,
}
