//! A golden picture's path in; what stands there, or the file with other bytes, out.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::picture;
use crate::files::{self, Unread};
use crate::publish::publish;

/// The largest golden that is compared. A source of 64 MiB gives no larger one.
const MOST: usize = 1 << 30;
/// Enough of a picture to tell whose it is.
const HEAD: u64 = 4096;

/// The golden at a path, if there is one. `Err` says why it cannot be read.
pub fn read(path: &Path) -> Result<Option<Vec<u8>>, String> {
    // A link that leads nowhere is there all the same, and is said to lead nowhere.
    if fs::symlink_metadata(path).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
        return Ok(None);
    }
    // A pipe would keep the test waiting for ever.
    if fs::metadata(path).is_ok_and(|it| !it.is_file() && !it.is_dir()) {
        return Err("it is no regular file".to_owned());
    }
    match files::read(path, MOST) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(Unread::TooLarge) => Err("it is larger than 1 GiB".to_owned()),
        Err(Unread::Failed(words)) => Err(words),
    }
}

/// Makes the golden at a path the given picture. The folder it is in is made if it is not there.
pub fn write(path: &Path, picture: &str) -> Result<(), String> {
    fs::create_dir_all(files::folder_of(path))
        .map_err(|error| format!("its folder cannot be made: {}", files::sentence(&error)))?;
    publish(path, picture.as_bytes(), &BTreeSet::new()).map(|_| ())
}

/// Where the picture waits that is to be looked at: beside its golden, or in a folder that mirrors the tree.
pub fn pending(golden: &Path, folder: Option<&Path>) -> PathBuf {
    let mut name = golden.as_os_str().to_owned();
    name.push(".new");
    let Some(folder) = folder else { return PathBuf::from(name) };
    let below: PathBuf = Path::new(&name)
        .components()
        .filter(|part| matches!(part, std::path::Component::Normal(_)))
        .collect();
    folder.join(below)
}

/// Keeps a picture to be looked at. What stands there and is none of ours stays.
pub fn write_pending(path: &Path, picture: &str) -> Result<(), String> {
    if path.exists() && !is_ours(path) {
        return Err("what is there is no picture of seqwright".to_owned());
    }
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
    if !path.is_file() {
        return false;
    }
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && picture::is_ours(&String::from_utf8_lossy(&head))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_stands_beside_its_golden_or_in_a_tree_of_its_own() {
        assert_eq!(pending(Path::new("a/b.svg"), None), Path::new("a/b.svg.new"));
        assert_eq!(pending(Path::new("../a/b.svg"), Some(Path::new("out"))), Path::new("out/a/b.svg.new"));
    }
}
