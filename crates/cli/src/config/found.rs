//! Finds the file of settings.

use std::fs;
use std::path::{Path, PathBuf};

use seqwright::Source;

use crate::args::Shared;
use crate::files::{self, Unread};
use crate::inside::{self, Tree};
use crate::plan;
use crate::report::Reporter;

/// The name of the file.
pub const NAME: &str = "seqwright.toml";
/// The size past which such a file is a mistake.
const MAX_BYTES: usize = 1 << 20;

/// The file of settings and its text, if there is one, for the files of a folder. `Err` is a report.
pub fn read(
    shared: &Shared,
    folder: &Path,
    reporter: &Reporter,
) -> Result<(Option<PathBuf>, Option<Source>), String> {
    let given = shared.config.clone().or_else(|| std::env::var_os("SEQWRIGHT_CONFIG").map(PathBuf::from));
    let given = given.filter(|path| !path.as_os_str().is_empty());
    let is_given = given.is_some();
    let Some(path) = given.or_else(|| find(folder)) else { return Ok((None, None)) };
    let shown = plan::Input::File(path.clone()).shown();
    // A file that the user did not name may be a link, made by the author of the repository, to a file that must not be
    // shown.
    let found = match is_given {
        true => Ok(path.clone()),
        false => Tree::around(parent(&path), "its folder").and_then(|it| it.found(&path)),
    };
    let words = match found.map_err(Unread::Failed).and_then(|it| files::read_regular(&it, MAX_BYTES)) {
        Ok(bytes) => {
            let source = Source::from_bytes(shown, bytes);
            return Ok((Some(path), Some(source)));
        }
        Err(Unread::TooLarge) => "the settings are larger than 1 MiB".to_owned(),
        Err(Unread::Failed(words)) => format!("the settings cannot be read: {words}"),
    };
    Err(reporter.trouble(&shown, &words, None))
}

/// The nearest file of settings, from a folder upwards, up to the root of the repository.
fn find(folder: &Path) -> Option<PathBuf> {
    let here = fs::canonicalize(files::or_here(folder)).ok()?;
    let mut path = folder.to_owned();
    for folder in here.ancestors() {
        let candidate = path.join(NAME);
        // A broken link counts as a file, and is reported as broken.
        if candidate.is_file() || (candidate.is_symlink() && !candidate.exists()) {
            return Some(candidate);
        }
        if inside::is_repository(folder) {
            return None;
        }
        path.push("..");
    }
    None
}

/// The folder of a file.
pub fn parent(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new(""))
}
