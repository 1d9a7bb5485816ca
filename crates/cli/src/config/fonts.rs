//! The fonts that the settings name.

use std::path::{Path, PathBuf};

use super::{Config, Origin};

impl Config {
    /// The fonts of PNG: those of the flag, otherwise those of the settings, with the folder of the file that names them.
    pub fn fonts(&self, flag: &[PathBuf]) -> (Vec<PathBuf>, Option<&Path>) {
        if !flag.is_empty() {
            return (flag.to_vec(), None);
        }
        let paths = self.list("fonts").into_iter().map(PathBuf::from);
        match self.settings["fonts"].origin {
            Origin::File(..) => (paths.map(|path| self.root.join(path)).collect(), Some(&self.root)),
            Origin::Default | Origin::Variable(_) | Origin::Flag(_) => (paths.collect(), None),
        }
    }
}
