//! Checks that a path chosen by a repository stays inside of a folder.
//!
//! The author of a repository chooses its links and its settings. Drawing the diagrams of an unknown author must
//! neither reveal a file from elsewhere nor overwrite one, so the paths that a repository names stay below its own
//! root.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::files;

/// A folder that no path may lead out of.
#[derive(Clone, Debug)]
pub struct Tree {
    root: PathBuf,
    called: &'static str,
}

impl Tree {
    /// Makes a tree of this folder alone. `called` is its name in messages.
    pub fn of(folder: &Path, called: &'static str) -> Result<Tree, String> {
        let root = fs::canonicalize(files::or_here(folder)).map_err(|error| files::sentence(&error))?;
        Ok(Tree { root, called })
    }

    /// The repository that a folder is in; the folder alone where there is none. `called` is what messages call the
    /// folder.
    pub fn around(folder: &Path, called: &'static str) -> Result<Tree, String> {
        let alone = Tree::of(folder, called)?;
        let repository = alone.root.ancestors().find(|folder| is_repository(folder)).map(Path::to_owned);
        Ok(repository.map_or(alone, |root| Tree { root, called: "the repository" }))
    }

    /// What is at a path, with all links followed.
    pub fn found(&self, path: &Path) -> Result<PathBuf, String> {
        let found = fs::canonicalize(path).map_err(|error| files::sentence(&error))?;
        self.admit(path, &found)?;
        Ok(found)
    }

    /// Refuses a path at which a file would be written outside of the folder.
    pub fn may_be_written(&self, path: &Path) -> Result<(), String> {
        let target = files::destination(path).map_err(|error| files::sentence(&error))?;
        self.admit(path, &target)
    }

    /// `found` is where `path` leads.
    fn admit(&self, path: &Path, found: &Path) -> Result<(), String> {
        let Ok(below) = found.strip_prefix(&self.root) else {
            return Err(format!("a link leads out of {}", self.called));
        };
        let mut hidden = below.components().filter(|part| is_hidden(*part));
        if hidden.any(|part| is_git(part) || !path.components().any(|named| named == part)) {
            return Err("it leads to a hidden file or folder".to_owned());
        }
        Ok(())
    }
}

/// Whether a folder is the root of a repository.
pub fn is_repository(folder: &Path) -> bool {
    folder.join(".git").exists()
}

/// Whether a part of a path is a name that is not shown, such as `.env`.
pub fn is_hidden(part: Component<'_>) -> bool {
    matches!(part, Component::Normal(name) if name.as_encoded_bytes().starts_with(b"."))
}

/// Whether a part of a path is git's own folder, on any file system.
pub fn is_git(part: Component<'_>) -> bool {
    matches!(part, Component::Normal(name) if name.eq_ignore_ascii_case(".git"))
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    /// A folder `repository` beside a file `outside`.
    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder can be made");
        for name in ["repository/.git", "repository/docs"] {
            fs::create_dir_all(folder.path().join(name)).expect("a folder can be made");
        }
        for name in ["outside", "repository/.git/config", "repository/.env", "repository/a"] {
            fs::write(folder.path().join(name), "").expect("a file can be made");
        }
        folder
    }

    #[test]
    fn a_link_may_lead_to_what_is_shown_in_the_repository_and_nowhere_else() {
        let folder = folder();
        let docs = folder.path().join("repository/docs");
        let tree = Tree::around(&docs, "the folder").expect("it is there");
        for (target, is_allowed) in
            [("../a", true), ("../../outside", false), ("../.env", false), ("../.git/config", false)]
        {
            symlink(target, docs.join("link")).expect("a link can be made");
            assert_eq!(tree.found(&docs.join("link")).is_ok(), is_allowed, "{target}");
            fs::remove_file(docs.join("link")).expect("it is there");
        }
        assert!(tree.found(&docs.join("../.env")).is_ok(), "it is named, and no link leads there");
        assert!(tree.found(&docs.join("../.git/config")).is_err(), "what git keeps is never meant");
    }

    #[test]
    fn where_there_is_no_repository_a_folder_is_on_its_own() {
        let folder = folder();
        let tree = Tree::around(folder.path(), "its folder").expect("it is there");
        symlink("outside", folder.path().join("inside")).expect("a link can be made");
        assert!(tree.found(&folder.path().join("inside")).is_ok());
        let tree = Tree::of(&folder.path().join("repository"), "its folder").expect("it is there");
        assert_eq!(
            tree.found(&folder.path().join("outside")),
            Err("a link leads out of its folder".to_owned())
        );
    }

    #[test]
    fn what_is_yet_to_be_written_counts_as_where_it_would_be() {
        let folder = folder();
        let docs = folder.path().join("repository/docs");
        let tree = Tree::around(&docs, "the folder").expect("it is there");
        symlink("../../new", docs.join("file")).expect("a link can be made");
        symlink("../..", docs.join("up")).expect("a link can be made");
        for name in ["file", "up/new", "up/not/yet/new"] {
            assert!(tree.may_be_written(&docs.join(name)).is_err(), "{name}");
        }
        assert!(tree.may_be_written(&docs.join("not/yet/new")).is_ok());
    }
}
