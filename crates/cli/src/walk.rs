//! Finds the sources, the documents and the SVG files in a folder, except for those that an ignore file or a setting
//! excludes.

use std::path::{Path, PathBuf};

use ignore::gitignore::GitignoreBuilder;
use ignore::{DirEntry, Match, WalkBuilder};

use super::config::Config;
use super::files;
use super::inside::is_repository;
use seqwright_documents::Markup;

/// What is in a folder, each list in order of path.
#[derive(Debug, Default)]
pub struct Found {
    /// Files that `include` matches.
    pub sources: Vec<PathBuf>,
    /// Documents, which may have diagrams in fences.
    pub documents: Vec<PathBuf>,
    /// SVG files of any origin.
    pub pictures: Vec<PathBuf>,
    /// The folder itself and the folders in it.
    pub folders: Vec<PathBuf>,
}

/// Searches a folder and its subfolders. Hidden files, those that `.gitignore` and `.ignore` name, and those
/// that the settings exclude are left out; links are not followed. `Err` is a path that cannot be read, and why.
///
/// The user's global ignore file has no effect: the same repository has the same tests everywhere.
pub fn walk(folder: &Path, config: &Config) -> Result<Found, (PathBuf, String)> {
    let patterns = config.patterns();
    let root = config.below_root(folder);
    let below_root = |path: &Path| root.join(path.strip_prefix(folder).unwrap_or(path));
    let mut found = Found::default();
    let (skipping, skip_root, skip_folder) = (config.patterns(), root.clone(), folder.to_owned());
    let wanted = move |entry: &DirEntry| {
        let path = skip_root.join(entry.path().strip_prefix(&skip_folder).unwrap_or(entry.path()));
        entry.depth() == 0 || !skipping.skip(&path)
    };
    let walk = WalkBuilder::new(folder)
        .require_git(false)
        .git_global(false)
        .filter_entry(wanted)
        .sort_by_file_path(Path::cmp)
        .build();
    for entry in walk {
        let entry = entry.map_err(|error| trouble(folder, &error))?;
        let path = entry.path();
        let shown = path.strip_prefix("./").unwrap_or(path).to_owned();
        let Some(kind) = entry.file_type() else { continue };
        if kind.is_dir() {
            found.folders.push(path.to_owned());
        }
        if !kind.is_file() {
            continue;
        }
        let extension = path.extension().map(|it| it.to_ascii_lowercase());
        if patterns.take(&below_root(path)) {
            found.sources.push(shown);
        } else if Markup::of(path).is_some() {
            found.documents.push(shown);
        } else if extension.is_some_and(|it| it == "svg") {
            found.pictures.push(shown);
        }
    }
    Ok(found)
}

/// Whether git knows a file as one to ignore; `None` outside of a repository.
pub fn is_ignored(path: &Path) -> Option<bool> {
    let path = files::joined(&std::env::current_dir().ok()?, path);
    let root = path.ancestors().skip(1).find(|folder| is_repository(folder))?;
    let folders = path.ancestors().skip(1).take_while(|folder| folder.starts_with(root));
    let lists = folders.map(|folder| (folder, folder.join(".gitignore")));
    for (folder, list) in lists.chain([(root, root.join(".git/info/exclude"))]) {
        let mut patterns = GitignoreBuilder::new(folder);
        // A list that is not there, or has a faulty line, ignores nothing more.
        let _ = patterns.add(list);
        let Ok(patterns) = patterns.build() else { continue };
        match patterns.matched_path_or_any_parents(&path, false) {
            Match::Ignore(_) => return Some(true),
            Match::Whitelist(_) => return Some(false),
            Match::None => {}
        }
    }
    Some(false)
}

/// Which path could not be read, and why.
fn trouble(folder: &Path, error: &ignore::Error) -> (PathBuf, String) {
    let (mut at, mut path) = (error, folder.to_owned());
    loop {
        if let ignore::Error::WithPath { path: found, err } = at {
            path.clone_from(found);
            at = err;
        } else if let ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } = at {
            at = err;
        } else {
            break;
        }
    }
    let words = at.io_error().map_or_else(|| at.to_string(), files::sentence);
    (path, words)
}
