//! What several test files need: the sources of all cases, and a look at the geometry of a drawing.
#![allow(dead_code)] // Not each of those files needs all of it.

pub mod geometry;
pub mod tree;

use std::fs;
use std::path::{Path, PathBuf};

/// Every `.seq` file of `tests/cases` and `examples`: its name from the root and its text.
pub fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in ["tests/cases", "examples"] {
        files(&root.join(folder), "seq", &mut paths);
    }
    paths.sort();
    let read = |path: PathBuf| {
        let name =
            path.strip_prefix(root).expect("it is below the root").to_string_lossy().replace('\\', "/");
        (name, String::from_utf8_lossy(&fs::read(&path).expect("a case can be read")).into_owned())
    };
    paths.into_iter().map(read).collect()
}

/// The endings of files in other languages.
pub const IMPORTED: [&str; 2] = ["mmd", "puml"];

/// The texts in other languages of `tests/import`.
pub fn imports() -> Vec<String> {
    let mut paths = Vec::new();
    for extension in IMPORTED {
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import"), extension, &mut paths);
    }
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("a case can be read")).collect()
}

fn files(folder: &Path, wanted: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the project can be read") {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            files(&path, wanted, found);
        } else if path.extension().is_some_and(|extension| extension == wanted) {
            found.push(path);
        }
    }
}
