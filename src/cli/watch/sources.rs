//! Paths in, the sources that they stand for at this moment out, and the folders in which that may change.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::files;

/// How deep folders are looked into. What lies deeper is no project but a circle.
const DEEPEST: usize = 32;
/// Folders that hold what tools made, not what authors wrote.
const NOT_WRITTEN: [&str; 2] = ["node_modules", "target"];

/// What there is to watch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The sources, in the order they were named; those of a folder in order of name.
    pub files: Vec<PathBuf>,
    /// The folders that they are in, or will be.
    pub folders: BTreeSet<PathBuf>,
}

/// What the paths stand for. A path at which nothing is yet is taken for a file.
pub fn find(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    let mut seen = BTreeSet::new();
    for path in paths {
        let mut files = Vec::new();
        if path.is_dir() {
            walk(path, DEEPEST, &mut files, &mut found.folders);
        } else {
            found.folders.insert(files::folder_of(path).to_owned());
            // An editor may follow a link and save where it leads.
            if let Ok(target) = fs::canonicalize(path) {
                found.folders.insert(files::folder_of(&target).to_owned());
            }
            files.push(path.clone());
        }
        for file in files {
            if seen.insert(file.strip_prefix("./").unwrap_or(&file).to_owned()) {
                found.files.push(file);
            }
        }
    }
    found
}

/// Collects the sources below a folder. One that cannot be read holds none.
fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>, folders: &mut BTreeSet<PathBuf>) {
    folders.insert(folder.to_owned());
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name();
        let is_hidden = name.to_string_lossy().starts_with('.');
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => {
                if depth > 0 && !is_hidden && !NOT_WRITTEN.iter().any(|other| name == *other) {
                    walk(&path, depth - 1, files, folders);
                }
            }
            // Editors keep hidden files of the same ending beside the one that is edited.
            Ok(_) if !is_hidden && path.extension().is_some_and(|it| it == "seq") => files.push(path),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder can be made");
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().expect("it stands in a folder")).expect("a folder can be made");
            fs::write(path, "").expect("a file can be made");
        }
        folder
    }

    #[test]
    fn a_folder_stands_for_the_sources_below_it_but_not_for_what_editors_and_tools_leave() {
        let folder = folder(&[
            "b.seq",
            "a/c.seq",
            ".#b.seq",
            ".git/x.seq",
            "node_modules/x.seq",
            "target/x.seq",
            "b.svg",
            "b.seq~",
        ]);
        let found = find(&[folder.path().to_owned()]);
        assert_eq!(found.files, [folder.path().join("a/c.seq"), folder.path().join("b.seq")]);
        assert_eq!(found.folders, BTreeSet::from([folder.path().to_owned(), folder.path().join("a")]));
    }

    #[test]
    fn a_file_named_twice_or_also_found_is_one() {
        let folder = folder(&["a.seq"]);
        let file = folder.path().join("a.seq");
        assert_eq!(find(&[file.clone(), folder.path().to_owned(), file.clone()]).files, [file]);
    }

    #[test]
    fn a_path_at_which_nothing_is_yet_is_a_file() {
        let path = PathBuf::from("no/such/x.seq");
        let found = find(std::slice::from_ref(&path));
        assert_eq!((found.files, found.folders), (vec![path], BTreeSet::from([PathBuf::from("no/such")])));
    }
}
