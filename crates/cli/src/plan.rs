//! Turns arguments into a list of jobs: what is read, and where its picture goes.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::files;
use super::publish::Chosen;

/// A source to compile.
#[derive(Clone, Debug)]
pub struct Job {
    /// What is read.
    pub input: Input,
    /// Where its picture goes.
    pub output: Output,
}

/// What is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input, with its name in diagnostics.
    Stdin(String),
    /// A file.
    File(PathBuf),
}

/// Where a picture goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Nowhere: the source is only checked.
    Nothing,
    /// To standard output.
    Stdout,
    /// To a file.
    File(PathBuf, Chosen),
}

/// Extensions that promise a format other than SVG.
const OTHER_PICTURES: [&str; 8] = ["avif", "gif", "jpeg", "jpg", "pdf", "png", "txt", "webp"];

/// What to read. The same file named twice is read once.
pub fn inputs(paths: &[PathBuf], stdin_filename: Option<&str>) -> Result<Vec<Input>, String> {
    let mut inputs = Vec::with_capacity(paths.len());
    let mut seen = std::collections::BTreeSet::new();
    for path in paths {
        if is_dash(path) {
            inputs.push(Input::Stdin(stdin_filename.unwrap_or("<stdin>").to_owned()));
        } else if seen.insert(path.strip_prefix("./").unwrap_or(path)) {
            inputs.push(Input::File(path.clone()));
        }
    }
    if inputs.len() > 1 && inputs.iter().any(|input| matches!(input, Input::Stdin(_))) {
        return Err("standard input (`-`) must be the only source".to_owned());
    }
    Ok(inputs)
}

/// Jobs that write pictures.
pub fn pictures(
    inputs: Vec<Input>,
    output: Option<&Path>,
    stdin_filename: Option<&str>,
    extension: &str,
) -> Result<Vec<Job>, String> {
    let many = inputs.len() > 1;
    let folder = output.filter(|path| is_folder(path));
    if let (true, None, Some(path)) = (many, folder, output) {
        let path = path.display();
        return Err(format!("there are several sources and one output `{path}`; a folder ends in `/`"));
    }
    let jobs = inputs.into_iter().map(|input| {
        let output = match (&input, output, folder) {
            (_, _, Some(folder)) => Output::File(
                folder.join(name_in_folder(&input, stdin_filename, extension)?),
                Chosen::BySource,
            ),
            (_, Some(path), None) if is_dash(path) || path == Path::new("/dev/stdout") => Output::Stdout,
            (_, Some(path), None) => Output::File(named(path)?.to_owned(), Chosen::ByName),
            (Input::Stdin(_), None, None) => Output::Stdout,
            (Input::File(path), None, None) => Output::File(path.with_extension(extension), Chosen::BySource),
        };
        Ok(Job { input, output })
    });
    let jobs = jobs.collect::<Result<Vec<_>, String>>()?;
    if many { apart(jobs) } else { Ok(jobs) }
}

/// Jobs that only read.
pub fn checks(inputs: Vec<Input>) -> Vec<Job> {
    inputs.into_iter().map(|input| Job { input, output: Output::Nothing }).collect()
}

/// Whether a path stands for standard input.
pub fn is_dash(path: &Path) -> bool {
    path == Path::new("-")
}

/// Whether an output is a folder: it exists as one, or its path ends in `/`.
fn is_folder(path: &Path) -> bool {
    let ends_in_slash = path.as_os_str().to_string_lossy().ends_with(std::path::is_separator);
    ends_in_slash || path.is_dir()
}

fn name_in_folder(input: &Input, stdin_filename: Option<&str>, extension: &str) -> Result<PathBuf, String> {
    let source = match input {
        Input::File(path) => path.as_path(),
        Input::Stdin(_) => Path::new(stdin_filename.ok_or_else(|| {
            "a picture in a folder needs a name; give standard input one with `--stdin-filename`".to_owned()
        })?),
    };
    let name = source.file_name().ok_or_else(|| format!("`{}` is not a file", source.display()))?;
    Ok(Path::new(name).with_extension(extension))
}

/// An output that the user named, unless it would overwrite something valuable.
fn named(path: &Path) -> Result<&Path, String> {
    let extension = path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
    let shown = path.display();
    match extension.as_deref() {
        Some("seq") => Err(format!("the output `{shown}` has the name of a source")),
        Some(other) if OTHER_PICTURES.contains(&other) => {
            Err(format!("the output `{shown}` would hold SVG; this version writes no other format"))
        }
        _ => Ok(path),
    }
}

/// Checks that no two jobs write the same file.
fn apart(jobs: Vec<Job>) -> Result<Vec<Job>, String> {
    let mut owners: BTreeMap<PathBuf, &Job> = BTreeMap::new();
    for job in &jobs {
        let Output::File(path, _) = &job.output else { continue };
        // If the folder does not exist yet, all outputs are in it, and comparing names is enough.
        let real = files::destination(path).unwrap_or_else(|_| path.clone());
        if let Some(other) = owners.insert(real, job) {
            let (first, second, path) = (other.input.shown(), job.input.shown(), path.display());
            return Err(format!("`{first}` and `{second}` would both be written to `{path}`"));
        }
    }
    Ok(jobs)
}

impl Input {
    /// Its name in diagnostics.
    pub fn shown(&self) -> String {
        match self {
            Input::Stdin(name) => name.clone(),
            Input::File(path) => path.display().to_string(),
        }
    }
}

/// Creates the output folder if its path ends in `/`.
pub fn make_folder(output: Option<&Path>) -> Result<(), (PathBuf, String)> {
    match output.filter(|path| is_folder(path) && !path.is_dir()) {
        Some(path) => fs::create_dir_all(path).map_err(|error| (path.to_owned(), files::sentence(&error))),
        None => Ok(()),
    }
}

/// The language that the extension of a file names, if it is not `.seq`.
pub fn foreign(path: &Path) -> Option<&'static str> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    match extension.as_str() {
        "mmd" | "mermaid" => Some("Mermaid"),
        "puml" | "plantuml" | "pu" | "iuml" => Some("PlantUML"),
        _ => None,
    }
}
