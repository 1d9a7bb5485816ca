//! Reads values files. Only regular files below the folder of the source are read, because the picture of a foreign
//! source must not reveal other files of its reader.

use std::fs;
use std::path::{Component, Path, PathBuf};

use seqwright::loader::{Loader, Refusal};

use super::files::{self, Unread};
use super::inside::{self, Tree};

/// How large a file of values may be.
pub const MAX_BYTES: usize = 1 << 20;

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
        let refuse = |why: String| {
            let help = "name a file below the folder of the diagram: `values \"folder/name.hex\"`";
            Refusal { why, help: help.to_owned() }
        };
        admit(name).map_err(|why| refuse(why.to_owned()))?;
        let tree = Tree::of(&self.folder, "the folder of the diagram").map_err(refuse)?;
        let found = tree.found(&self.folder.join(name)).map_err(refuse)?;
        let metadata = fs::metadata(&found).map_err(|error| refuse(files::sentence(&error)))?;
        if metadata.is_file() { Ok(found) } else { Err(refuse("it is not a regular file".to_owned())) }
    }
}

/// Rejects a name that cannot be that of a values file, wherever it would be read from.
pub fn admit(name: &str) -> Result<(), &'static str> {
    if name.is_empty() {
        return Err("its name is empty");
    }
    // A path of another system does not name a file here, and must not name one elsewhere.
    if name.contains(['\\', ':', '\0']) {
        return Err("its name holds `\\` or `:`");
    }
    for part in Path::new(name).components() {
        match part {
            // Such files, for example `.env`, contain passwords and keys, which must not appear in a picture.
            part if inside::is_hidden(part) => {
                return Err("files and folders that begin with `.` are not read");
            }
            Component::Normal(_) | Component::CurDir => {}
            Component::ParentDir => return Err("`..` leads out of the folder of the diagram"),
            Component::RootDir | Component::Prefix(_) => return Err("it is named by an absolute path"),
        }
    }
    Ok(())
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
