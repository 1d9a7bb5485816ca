//! `Host`: what the server has to know of the machine that it runs on.

use std::path::Path;

use seqwright::loader::{Loader, NoFiles};
use seqwright::{Levels, Theme};
use seqwright_documents::Words;

/// What the server asks the program for, which is the only part that opens files.
pub trait Host {
    /// The settings of a file; without a path, of a text that has not been saved.
    fn settings(&self, path: Option<&Path>) -> Settings;

    /// What reads the files that the diagrams of a file name.
    fn loader(&self, path: Option<&Path>) -> Box<dyn Loader>;
}

/// The settings of a file.
#[derive(Clone)]
pub struct Settings {
    /// The levels of warnings.
    pub levels: Levels,
    /// The words of fences that are diagrams.
    pub fences: Words,
    /// The theme of pictures for which the editor asks for no other.
    pub theme: Box<Theme>,
    /// What is wrong with the settings, for the user.
    pub problem: Option<String>,
}

/// A host without settings and files.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoHost;

impl Host for NoHost {
    fn settings(&self, _: Option<&Path>) -> Settings {
        let (levels, theme) = (Levels::default(), Box::default());
        Settings { levels, fences: Words::new(["seq"]), theme, problem: None }
    }

    fn loader(&self, _: Option<&Path>) -> Box<dyn Loader> {
        Box::new(NoFiles)
    }
}
