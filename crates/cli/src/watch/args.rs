//! The arguments of `seqwright watch`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::looks::Looks;

/// What is said below the options.
pub const MORE: &str = "\
A picture is made again as soon as its source or its theme is saved. Where the source has errors, the last good
picture stays. The page shows the pictures, replaces them in place, and puts errors over them. Only this machine
can reach it, and only who knows its address, which is another one each time.

It ends with Ctrl-C, which a shell sees as exit code 130. Nothing is left half-written.";

/// What to watch.
#[derive(Args)]
pub struct WatchArgs {
    /// The sources, which need not be there yet, and folders: all `.seq` files below them; also documents
    ///
    /// The diagrams in the fences of a document, such as a Markdown file, are shown on the page and written nowhere.
    #[arg(value_name = "PATH", required = true, value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// Where to write: a file, or a folder; without it, each picture goes beside its source
    #[arg(short, long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub output: Option<PathBuf>,
    /// Show the page in the browser
    #[arg(long, conflicts_with = "no_serve")]
    pub open: bool,
    /// Serve no page; only write pictures
    #[arg(long)]
    pub no_serve: bool,
    /// The port of the page [default: one that is free]
    #[arg(long, value_name = "N", conflicts_with = "no_serve")]
    pub port: Option<u16>,
    /// How the pictures look.
    #[command(flatten)]
    pub looks: Looks,
}
