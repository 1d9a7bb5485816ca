//! A golden picture's path in; what stands there, or the file with other bytes, out.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::ops::Deref;
use std::path::{Path, PathBuf};

use super::picture;
use crate::embed::is_made_by_embed;
use crate::files::{self, Unread};
use crate::inside::Tree;
use crate::publish::{begins_as_picture, keep_others, publish};

/// The largest golden that is compared. A source of 64 MiB gives no larger one.
const MOST: usize = 1 << 30;
/// Enough of a picture to tell whose it is.
const HEAD: u64 = 4096;

/// The path of a golden.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Golden {
    path: PathBuf,
    from: PathBuf,
}

impl Golden {
    /// A path that a setting, or the name of a source, leads to from that folder on.
    pub fn new(path: PathBuf, from: PathBuf) -> Golden {
        Golden { path, from }
    }

    /// What the golden must not be outside of.
    fn tree(&self) -> Result<Tree, String> {
        Tree::around(&self.from, "its folder")
    }
}

impl Deref for Golden {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.path
    }
}

/// What stands at the path of a golden.
pub enum Stored {
    /// Nothing.
    Nothing,
    /// A picture.
    Picture(Vec<u8>),
    /// A file that is none. It may be anything, so its content is not shown.
    Other,
}

/// What stands at the path of a golden. `Err` says why it cannot be read.
pub fn read(golden: &Golden) -> Result<Stored, String> {
    // A link that leads nowhere is there all the same, and is said to lead nowhere.
    if fs::symlink_metadata(&golden.path).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
        return Ok(Stored::Nothing);
    }
    let found = golden.tree()?.found(golden)?;
    match files::read_regular(&found, MOST) {
        Ok(bytes) if bytes.is_empty() || begins_as_picture(&bytes) => Ok(Stored::Picture(bytes)),
        Ok(_) => Ok(Stored::Other),
        Err(Unread::TooLarge) => Err("it is larger than 1 GiB".to_owned()),
        Err(Unread::Failed(words)) => Err(words),
    }
}

/// Makes the golden at a path the given picture. The folder it is in is made if it is not there.
pub fn write(golden: &Golden, picture: &str) -> Result<(), String> {
    golden.tree()?.may_be_written(golden)?;
    keep_others(golden)?;
    write_file(golden, picture)
}

/// Writes a file. The folder it is in is made if it is not there.
pub fn write_file(path: &Path, text: &str) -> Result<(), String> {
    make_folder(files::folder_of(path))?;
    publish(path, text.as_bytes(), &BTreeSet::new()).map(|_| ())
}

fn make_folder(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(files::or_here(folder))
        .map_err(|error| format!("its folder cannot be made: {}", files::sentence(&error)))
}

/// Where the picture waits that is to be looked at: beside its golden, or in a folder that mirrors the tree.
pub fn pending(golden: &Golden, folder: Option<&Path>) -> Golden {
    let mut name = golden.as_os_str().to_owned();
    name.push(".new");
    let Some(folder) = folder else { return Golden::new(PathBuf::from(name), golden.from.clone()) };
    let below: PathBuf = Path::new(&name)
        .components()
        .filter(|part| matches!(part, std::path::Component::Normal(_)))
        .collect();
    Golden::new(folder.join(below), folder.to_owned())
}

/// Keeps a picture to be looked at. What stands there and is none of ours stays.
pub fn write_pending(path: &Golden, picture: &str) -> Result<(), String> {
    if path.exists() && !is_ours(path) {
        return Err("what is there is no picture of seqwright".to_owned());
    }
    // The folder that was named on the command line need not be there yet.
    make_folder(&path.from)?;
    write(path, picture)
}

/// Removes a waiting picture that nothing is waiting for any more. What is none of ours stays.
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

/// Whether the file at a path is a picture that seqwright wrote to be kept, and no build product of `embed`.
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
    fn what_waits_stands_beside_its_golden_or_in_a_tree_of_its_own() {
        let golden = |path: &str| Golden::new(path.into(), PathBuf::new());
        assert_eq!(*pending(&golden("a/b.svg"), None), *Path::new("a/b.svg.new"));
        assert_eq!(*pending(&golden("../a/b.svg"), Some(Path::new("out"))), *Path::new("out/a/b.svg.new"));
    }
}
