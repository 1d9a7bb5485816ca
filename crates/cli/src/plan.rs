//! Turns arguments into a list of jobs: what is read, and where its pictures go.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use seqwright::Dialect;

use super::files;
use super::picture_format::PictureFormat;
use super::publish::Chosen;

/// A source to compile.
#[derive(Clone, Debug)]
pub struct Job {
    /// What is read.
    pub input: Input,
    /// What is drawn of it; nothing if it is only checked.
    pub targets: Vec<Target>,
}

/// A picture to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its format.
    pub format: PictureFormat,
    /// Where it goes.
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
    /// To standard output, because the user asked for that.
    Stdout,
    /// To standard output, because no output is named: a terminal may show it in colour.
    Printed,
    /// To a file.
    File(PathBuf, Chosen),
    /// To a folder with a file for each event.
    Steps(PathBuf),
    /// To a file with a page for each event.
    StepPages(PathBuf),
}

/// Extensions that promise a format that is not written.
const OTHER_PICTURES: [&str; 5] = ["avif", "gif", "jpeg", "jpg", "webp"];

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

/// Jobs that write pictures of some formats, whose files have these extensions.
pub fn pictures(
    inputs: Vec<Input>,
    output: Option<&Path>,
    stdin_filename: Option<&str>,
    formats: &[(PictureFormat, &str)],
) -> Result<Vec<Job>, String> {
    let several = match (inputs.len(), formats.len()) {
        (2.., _) => Some("sources"),
        (_, 2..) => Some("formats"),
        _ => None,
    };
    let folder = output.filter(|path| is_folder(path));
    if let (Some(several), None, Some(path)) = (several, folder, output) {
        let path = path.display();
        return Err(format!("there are several {several} and one output `{path}`; a folder ends in `/`"));
    }
    let jobs = inputs.into_iter().map(|input| {
        let target = |&(format, extension): &(PictureFormat, &str)| {
            let output = match (&input, output, folder) {
                (_, _, Some(folder)) => Output::File(
                    folder.join(name_in_folder(&input, stdin_filename, extension)?),
                    Chosen::BySource,
                ),
                (_, Some(path), None) if is_dash(path) || path == Path::new("/dev/stdout") => Output::Stdout,
                (_, Some(path), None) => {
                    Output::File(named(path, (format, extension))?.to_owned(), Chosen::ByName)
                }
                (_, None, None) if format.is_text() => Output::Printed,
                (Input::Stdin(_), None, None) => Output::Stdout,
                (Input::File(path), None, None) => {
                    Output::File(path.with_extension(extension), Chosen::BySource)
                }
            };
            Ok(Target { format, output })
        };
        let targets = formats.iter().map(target).collect::<Result<Vec<_>, String>>()?;
        Ok(Job { input, targets })
    });
    let jobs = jobs.collect::<Result<Vec<_>, String>>()?;
    if several.is_some() { apart(jobs) } else { Ok(jobs) }
}

/// The job that shows one source event by event: a picture for each in a folder, or a page for each in a PDF.
pub fn steps(
    inputs: Vec<Input>,
    path: &Path,
    formats: &[PictureFormat],
    has_paper: bool,
) -> Result<Vec<Job>, String> {
    let (format, output) = match formats {
        [PictureFormat::Pdf] if PictureFormat::of(path) != Some(PictureFormat::Pdf) => {
            return Err("a PDF has a page for each step; name the file: `--steps slides.pdf`".to_owned());
        }
        [PictureFormat::Pdf] if has_paper => {
            return Err("a page of `--steps` is as large as the picture, and has no `--paper`".to_owned());
        }
        [format @ PictureFormat::Pdf] => (*format, Output::StepPages(path.to_owned())),
        [format @ (PictureFormat::Svg | PictureFormat::Png)] => (*format, Output::Steps(path.to_owned())),
        _ => return Err("`--steps` writes one format: svg, png or pdf".to_owned()),
    };
    match <[Input; 1]>::try_from(inputs) {
        Ok([input]) => Ok(vec![Job { input, targets: vec![Target { format, output }] }]),
        Err(inputs) => Err(format!("`--steps` takes one source, not {}", inputs.len())),
    }
}

/// Says which picture a terminal cannot show.
pub fn may_be_printed(jobs: &[Job], is_terminal: bool) -> Result<(), String> {
    let mut targets = jobs.iter().flat_map(|job| &job.targets);
    match targets.find(|it| is_terminal && it.format.is_binary() && it.output == Output::Stdout) {
        Some(target) => {
            let format = target.format.name().to_uppercase();
            Err(format!("a terminal cannot show a {format}; name a file with `-o`"))
        }
        None => Ok(()),
    }
}

/// Jobs that only read.
pub fn checks(inputs: Vec<Input>) -> Vec<Job> {
    inputs.into_iter().map(|input| Job { input, targets: Vec::new() }).collect()
}

/// Whether a path stands for standard input.
pub fn is_dash(path: &Path) -> bool {
    path == Path::new("-")
}

/// Whether an output is a folder: it exists as one, or its path ends in `/`.
pub fn is_folder(path: &Path) -> bool {
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
fn named<'p>(path: &'p Path, (format, ending): (PictureFormat, &str)) -> Result<&'p Path, String> {
    let extension = path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
    let shown = path.display();
    match extension.as_deref() {
        Some("seq") => Err(format!("the output `{shown}` has the name of a source")),
        Some(other) if other != ending && is_of_pictures(path, other) => {
            Err(format!("the output `{shown}` has the name of another format than {}", format.name()))
        }
        _ => Ok(path),
    }
}

/// Whether an extension is that of pictures.
fn is_of_pictures(path: &Path, extension: &str) -> bool {
    OTHER_PICTURES.contains(&extension) || PictureFormat::of(path).is_some()
}

/// Checks that no two pictures go to the same place.
fn apart(jobs: Vec<Job>) -> Result<Vec<Job>, String> {
    let mut owners: BTreeMap<PathBuf, (&Job, PictureFormat)> = BTreeMap::new();
    let mut is_printed = false;
    for (job, target) in jobs.iter().flat_map(|job| job.targets.iter().map(move |target| (job, target))) {
        let Output::File(path, _) = &target.output else {
            if std::mem::replace(&mut is_printed, true) {
                return Err(
                    "several pictures would go to standard output; name a folder: `-o build/`".to_owned()
                );
            }
            continue;
        };
        // If the folder does not exist yet, all outputs are in it, and comparing names is enough.
        let real = files::destination(path).unwrap_or_else(|_| path.clone());
        if let Some((other, format)) = owners.insert(real, (job, target.format)) {
            let (first, second) = match std::ptr::eq(other, job) {
                true => (format.name(), target.format.name()),
                false => (other.input.shown(), job.input.shown()),
            };
            return Err(format!("`{first}` and `{second}` would both be written to `{}`", path.display()));
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

/// The language other than `.seq` that the name of an input stands for, or the first statement of one without a name that
/// says so.
pub fn language_of(input: &Input, text: &str) -> Option<Dialect> {
    seqwright::language_of(&input.shown(), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_do_not_go_to_a_terminal() {
        let job = |format| Job {
            input: Input::Stdin("x".to_owned()),
            targets: vec![Target { format, output: Output::Stdout }],
        };
        let ran = |format, is_terminal| may_be_printed(&[job(format)], is_terminal);
        for format in [PictureFormat::Png, PictureFormat::Pdf] {
            assert_eq!(ran(format, false), Ok(()));
            let words = ran(format, true).expect_err("it is refused");
            assert!(words.starts_with("a terminal cannot show a P") && words.contains("`-o`"), "{words}");
        }
        for format in [PictureFormat::Svg, PictureFormat::Html, PictureFormat::Txt, PictureFormat::Ascii] {
            assert_eq!(ran(format, true), Ok(()));
        }
    }
}
