//! Reads and writes the files of snapshots.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::ops::Deref;
use std::path::{Path, PathBuf};

use super::picture;
use crate::embed::is_made_by_embed;
use crate::files::{self, Unread};
use crate::inside::Tree;
use crate::picture_format::PictureFormat;
use crate::publish::{keep_others, publish};
use crate::recognise::begins_as_picture;

/// The largest snapshot that is compared. A source of 64 MiB gives no larger one.
const MOST: usize = 1 << 30;
/// How much of a file is read to see whether seqwright wrote it.
const HEAD: u64 = 4096;

/// The path of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Snapshot {
    path: PathBuf,
    from: PathBuf,
}

impl Snapshot {
    /// Makes the path of a snapshot that must stay inside of the folder `from`.
    pub fn new(path: PathBuf, from: PathBuf) -> Snapshot {
        Snapshot { path, from }
    }

    /// The folder that the snapshot must not lead out of.
    fn tree(&self) -> Result<Tree, String> {
        Tree::around(&self.from, "its folder")
    }
}

impl Deref for Snapshot {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.path
    }
}

/// What is at the path of a snapshot.
pub enum Stored {
    /// Nothing.
    Nothing,
    /// A picture.
    Picture(Vec<u8>),
    /// Another file, whose content must not be shown.
    Other,
}

/// Reads what is at the path of a snapshot. `Err` says why it cannot be read.
pub fn read(snapshot: &Snapshot) -> Result<Stored, String> {
    // A broken link counts as a file, and is reported as broken.
    if fs::symlink_metadata(&snapshot.path).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
        return Ok(Stored::Nothing);
    }
    let found = snapshot.tree()?.found(snapshot)?;
    match files::read_regular(&found, MOST) {
        Ok(bytes) if bytes.is_empty() || begins_as_picture(&bytes) => Ok(Stored::Picture(bytes)),
        Ok(_) => Ok(Stored::Other),
        Err(Unread::TooLarge) => Err("it is larger than 1 GiB".to_owned()),
        Err(Unread::Failed(words)) => Err(words),
    }
}

/// Whether git could not merge a snapshot, and wrote both versions into it.
pub fn has_conflict_marks(picture: &[u8]) -> bool {
    let mut lines = picture.split(|&byte| byte == b'\n');
    lines.any(|line| line.starts_with(b"<<<<<<< ")) && lines.any(|line| line.starts_with(b">>>>>>> "))
}

/// Writes a snapshot, and creates its folder if necessary.
pub fn write(snapshot: &Snapshot, picture: &str) -> Result<(), String> {
    snapshot.tree()?.may_be_written(snapshot)?;
    keep_others(snapshot, PictureFormat::Svg)?;
    write_file(snapshot, picture)
}

/// Writes a file, and creates its folder if necessary.
pub fn write_file(path: &Path, text: &str) -> Result<(), String> {
    make_folder(files::folder_of(path))?;
    publish(path, text.as_bytes(), &BTreeSet::new()).map(|_| ())
}

fn make_folder(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(files::or_here(folder))
        .map_err(|error| format!("its folder cannot be made: {}", files::sentence(&error)))
}

/// The path of a pending picture: next to its snapshot, or in a folder that mirrors the tree.
pub fn pending(snapshot: &Snapshot, folder: Option<&Path>) -> Snapshot {
    let mut name = snapshot.as_os_str().to_owned();
    name.push(".new");
    let Some(folder) = folder else { return Snapshot::new(PathBuf::from(name), snapshot.from.clone()) };
    let below: PathBuf = Path::new(&name)
        .components()
        .filter(|part| matches!(part, std::path::Component::Normal(_)))
        .collect();
    Snapshot::new(folder.join(below), folder.to_owned())
}

/// Writes a pending picture. A file there that seqwright did not write is kept.
pub fn write_pending(path: &Snapshot, picture: &str) -> Result<(), String> {
    if path.exists() && !is_ours(path) {
        return Err("the file there is not a picture of seqwright".to_owned());
    }
    // The folder named on the command line may not exist yet.
    make_folder(&path.from)?;
    write(path, picture)
}

/// Removes a pending picture. A file there that seqwright did not write is kept.
pub fn remove_pending(path: &Path) -> Result<(), String> {
    if is_ours(path) { remove(path) } else { Ok(()) }
}

/// Removes a file.
pub fn remove(path: &Path) -> Result<(), String> {
    fs::remove_file(path).map_err(|error| format!("it cannot be removed: {}", files::sentence(&error)))
}

/// Whether the file at a path is a picture that seqwright wrote.
pub fn is_ours(path: &Path) -> bool {
    head(path).is_some_and(|head| picture::is_ours(&head))
}

/// Whether the file at a path is a picture that seqwright wrote, and not a build product of `embed`.
pub fn is_kept(path: &Path) -> bool {
    head(path).is_some_and(|head| picture::is_ours(&head) && !is_made_by_embed(&head))
}

/// How a file begins.
fn head(path: &Path) -> Option<String> {
    if !path.is_file() {
        return None;
    }
    let mut head = Vec::new();
    File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head)).ok()?;
    Some(String::from_utf8_lossy(&head).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pending_picture_is_beside_its_snapshot_or_in_a_tree_of_its_own() {
        let snapshot = |path: &str| Snapshot::new(path.into(), PathBuf::new());
        assert_eq!(*pending(&snapshot("a/b.svg"), None), *Path::new("a/b.svg.new"));
        assert_eq!(*pending(&snapshot("../a/b.svg"), Some(Path::new("out"))), *Path::new("out/a/b.svg.new"));
    }
}
