//! Finds the sources that paths stand for at this moment, and the folders in which that may change.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use crate::config::Config;
use crate::files;
use crate::walk::walk;

/// The sources and folders to watch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The sources, in the order they were named; those of a folder in order of name.
    pub files: Vec<PathBuf>,
    /// The folders that they are in, or will be.
    pub folders: BTreeSet<PathBuf>,
}

/// What the paths stand for. A path at which nothing is yet is taken for a file, and a folder that cannot be looked
/// through for an empty one: it may be otherwise the next time.
pub fn find(paths: &[PathBuf], config: &Config) -> Found {
    let mut found = Found::default();
    let mut seen = BTreeSet::new();
    for path in paths {
        let mut files = Vec::new();
        if path.is_dir() {
            let inside = walk(path, config).unwrap_or_default();
            files.extend(inside.sources);
            found.folders.insert(path.clone());
            found.folders.extend(inside.folders);
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

    fn find_in(paths: &[PathBuf]) -> Found {
        let args = crate::args::read(vec!["seqwright".into()]).expect("that is a command line");
        find(paths, &Config::load(&args.shared).expect("there is nothing wrong with the settings here"))
    }

    #[test]
    fn a_folder_stands_for_the_sources_below_it_but_not_for_what_editors_and_tools_leave() {
        let folder =
            folder(&["b.seq", "a/c.seq", ".#b.seq", ".git/x.seq", "target/x.seq", "b.svg", "b.seq~"]);
        fs::write(folder.path().join(".gitignore"), "target/\n").expect("it can be written");
        let found = find_in(&[folder.path().to_owned()]);
        assert_eq!(found.files, [folder.path().join("a/c.seq"), folder.path().join("b.seq")]);
        assert_eq!(found.folders, BTreeSet::from([folder.path().to_owned(), folder.path().join("a")]));
    }

    #[test]
    fn a_file_named_twice_or_also_found_is_one() {
        let folder = folder(&["a.seq"]);
        let file = folder.path().join("a.seq");
        assert_eq!(find_in(&[file.clone(), folder.path().to_owned(), file.clone()]).files, [file]);
    }

    #[test]
    fn a_path_at_which_nothing_is_yet_is_a_file() {
        let path = PathBuf::from("no/such/x.seq");
        let found = find_in(std::slice::from_ref(&path));
        assert_eq!((found.files, found.folders), (vec![path], BTreeSet::from([PathBuf::from("no/such")])));
    }
}
