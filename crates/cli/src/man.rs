//! `seqwright man`: writes the manual pages that the command line describes.

use std::fs;
use std::path::Path;

use super::args;
use super::exit::Exit;
use super::files;
use super::report::Reporter;

/// Writes a page for the program and one for each command.
pub fn write(folder: &Path, reporter: &Reporter) -> Result<Exit, Exit> {
    let written = fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(args::command(), folder));
    written.map(|()| Exit::Done).map_err(|error| {
        let message = format!("the manual pages cannot be written: {}", files::sentence(&error));
        reporter.say(&reporter.trouble(&folder.display().to_string(), &message, None));
        Exit::Files
    })
}
