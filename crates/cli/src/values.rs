//! The name of a file of values in, its text out, or why it is not read: only regular files below the folder of the
//! source are read, for the picture of a source from somewhere else must not show what its reader keeps there.

use std::fs;
use std::path::{Component, Path, PathBuf};

use seqwright::loader::{Loader, Refusal};

use super::files::{self, Unread};

/// How large a file of values may be.
const MAX_BYTES: usize = 1 << 20;

/// Reads below one folder.
pub struct Below {
    folder: PathBuf,
}

impl Below {
    /// Reads below that folder.
    pub fn new(folder: &Path) -> Below {
        Below { folder: folder.to_owned() }
    }

    fn path(&self, name: &str) -> Result<PathBuf, Refusal> {
        let path = Path::new(name);
        let refuse = |why: &str| {
            let help = "name a file below the folder of the diagram: `values \"folder/name.hex\"`";
            Refusal { why: why.to_owned(), help: help.to_owned() }
        };
        if name.is_empty() {
            return Err(refuse("its name is empty"));
        }
        // A path of another system is no name of a file here, and must not become one elsewhere.
        if name.contains(['\\', ':', '\0']) {
            return Err(refuse("its name holds `\\` or `:`"));
        }
        for part in path.components() {
            match part {
                Component::Normal(_) | Component::CurDir => {}
                Component::ParentDir => return Err(refuse("`..` leads out of the folder of the diagram")),
                Component::RootDir | Component::Prefix(_) => {
                    return Err(refuse("it is named by an absolute path"));
                }
            }
        }
        let failed = |error: &std::io::Error| refuse(&files::sentence(error));
        let folder = fs::canonicalize(&self.folder).map_err(|error| failed(&error))?;
        let found = fs::canonicalize(folder.join(path)).map_err(|error| failed(&error))?;
        if !found.starts_with(&folder) {
            return Err(refuse("a link leads out of the folder of the diagram"));
        }
        let metadata = fs::metadata(&found).map_err(|error| failed(&error))?;
        if !metadata.is_file() {
            return Err(refuse("it is not a regular file"));
        }
        Ok(found)
    }
}

impl Loader for Below {
    fn load(&self, name: &str) -> Result<String, Refusal> {
        let path = self.path(name)?;
        let refuse = |why: String, help: &str| Refusal { why, help: help.to_owned() };
        let bytes = files::read(&path, MAX_BYTES).map_err(|error| match error {
            Unread::TooLarge => refuse(
                "it is larger than 1 MiB".to_owned(),
                "copy the lines `name = hex` that this diagram needs to a smaller file",
            ),
            Unread::Failed(words) => refuse(words, "check that the file exists and is readable"),
        })?;
        String::from_utf8(bytes).map_err(|_| {
            refuse("it is not UTF-8 text".to_owned(), "write bytes as text: `name = 2a2a`, one value a line")
        })
    }
}
