//! Finds the inputs that the paths of a command line stand for.

use std::path::{Path, PathBuf};

use super::args::usage_error;
use super::compile::Run;
use super::config::Config;
use super::exit::Exit;
use super::files;
use super::origin::Origin;
use super::plan::{self, Input};
use super::report::Reporter;
use super::walk::{self, Found};

/// What to read in a folder.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// The sources in it.
    Sources,
    /// The sources and the documents in it.
    Documents,
}

/// Options that only concern standard input.
#[derive(Clone, Copy)]
pub struct Stdin<'a> {
    /// Its name in diagnostics.
    pub name: Option<&'a str>,
    /// Its place in a page.
    pub at: Option<&'a Origin>,
}

impl<'a> Stdin<'a> {
    /// The name of standard input. Its options without `-` are an error: nothing would be read from it.
    pub fn name_of(&self, paths: &[PathBuf]) -> Result<Option<&'a str>, Exit> {
        let is_read = paths.iter().any(|path| plan::is_dash(path));
        let flag = match (self.at, self.name) {
            _ if is_read => None,
            (Some(_), _) => Some("--at"),
            (None, Some(_)) => Some("--stdin-filename"),
            (None, None) => None,
        };
        match flag {
            Some(flag) => Err(usage_error(&format!("`{flag}` is for the diagram on standard input, `-`"))),
            None => Ok(self.at.map(|origin| origin.file.as_str()).or(self.name)),
        }
    }
}

/// The inputs of a run.
pub struct Inputs {
    /// The inputs, with folders replaced by what is in them.
    pub list: Vec<Input>,
    /// The exit code of folders with nothing to read.
    pub exit: Exit,
    /// The folders that were searched.
    folders: Vec<PathBuf>,
}

/// Finds the inputs. Reports folders with nothing to read; if there are only such folders, the run ends.
pub fn find(
    paths: &[PathBuf],
    stdin: Stdin<'_>,
    config: &Config,
    reporter: &Reporter,
    take: Take,
) -> Result<Inputs, Exit> {
    let name = stdin.name_of(paths)?;
    let (mut files, mut folders) = (Vec::with_capacity(paths.len()), Vec::new());
    let mut exit = Exit::Done;
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let found = walk::walk(path, config).map_err(|(path, words)| {
            let message = format!("it cannot be read: {words}");
            reporter.say(&reporter.trouble(&path.display().to_string(), &message, None));
            Exit::Files
        })?;
        folders.push(path.clone());
        let before = files.len();
        if let Some((message, help)) = nothing_in(path, &found, take) {
            reporter.say(&reporter.trouble(&path.display().to_string(), &message, Some(help)));
            exit = exit.max(Exit::Usage);
        }
        files.extend(found.sources);
        if take == Take::Documents {
            files.extend(found.documents);
        }
        files[before..].sort();
    }
    if files.is_empty() {
        return Err(exit);
    }
    let list = plan::inputs(&files, name).map_err(|it| usage_error(&it))?;
    Ok(Inputs { list, exit, folders })
}

/// Why there is nothing to read in a folder, and what to do; `None` if there is something.
fn nothing_in(folder: &Path, found: &Found, take: Take) -> Option<(String, &'static str)> {
    match (found.sources.is_empty(), found.documents.as_slice(), take) {
        (false, ..) | (true, [_, ..], Take::Documents) => None,
        (true, [first, others @ ..], Take::Sources) => {
            let more = if others.is_empty() { String::new() } else { format!(" and {} more", others.len()) };
            let message = format!("it has no source (`.seq`), only documents: `{}`{more}", first.display());
            let help =
                "`check` and `test` look at the diagrams in documents, and `embed` puts their pictures there";
            Some((message, help))
        }
        (true, [], Take::Sources | Take::Documents) if holds_links(folder) => {
            let message = "it has no source (`.seq`), and the links in it are not followed".to_owned();
            Some((message, "name the files that they lead to"))
        }
        (true, [], Take::Sources) => {
            Some(("it has no source (`.seq`)".to_owned(), "name the files if they have other names"))
        }
        (true, [], Take::Documents) => Some((
            "it has no source (`.seq`) and no document with diagrams".to_owned(),
            "name the files if they have other names",
        )),
    }
}

/// Whether there are links right in a folder.
fn holds_links(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.into_iter().any(|entry| entry.file_type().is_ok_and(|kind| kind.is_symlink()))
}

impl Inputs {
    /// Whether standard input is what is read.
    pub fn are_stdin(&self) -> bool {
        self.list.iter().any(|input| matches!(input, Input::Stdin(_)))
    }

    /// Refuses to write diagnostics over an input.
    pub fn may_write(&self, output: Option<&Path>) -> Result<(), Exit> {
        let Some(id) = output.and_then(files::id) else { return Ok(()) };
        let is_same =
            |input: &&Input| matches!(input, Input::File(path) if files::id(path).as_ref() == Some(&id));
        match self.list.iter().find(is_same) {
            Some(input) => {
                Err(usage_error(&format!("`{}` is a source; the output is another file", input.shown())))
            }
            None => Ok(()),
        }
    }

    /// Runs the jobs that only read these inputs. If folders were searched and no document in them has a diagram, that
    /// is an error: a run that looked at nothing must not pass.
    pub fn all_by(self, run: &Run<'_>) -> Result<Exit, Exit> {
        let exit = run.all(&plan::checks(self.list)).max(self.exit);
        if exit == Exit::Done && run.diagrams() == 0 && !self.folders.is_empty() {
            let names: Vec<String> =
                self.folders.iter().map(|path| format!("`{}`", path.display())).collect();
            let message = format!(
                "there is no diagram in {}; a diagram is a `.seq` file, or in a fence of a document",
                names.join(", ")
            );
            return Err(usage_error(&message));
        }
        Ok(exit)
    }
}
