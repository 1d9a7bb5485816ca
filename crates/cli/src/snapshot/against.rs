//! Reads files as they are in a git revision.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Component, Path, PathBuf};

use seqwright::loader::{Loader, Refusal};
use seqwright::{Compiled, MAX_SOURCE_BYTES, Options, Source};

use super::git::{self, Blob, git};
use crate::{files, values};

/// A revision and some of its files.
pub struct Revision {
    /// Its name, as the user wrote it.
    pub name: String,
    id: String,
    files: BTreeMap<PathBuf, Blob>,
}

/// Why the revision cannot be read.
pub enum Unknown {
    /// No revision has this name.
    Name(String),
    /// git failed.
    Trouble(String),
}

impl Revision {
    /// Looks up the revision.
    pub fn find(name: &str) -> Result<Revision, Unknown> {
        let wanted = format!("{name}^{{commit}}");
        let output = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])
            .output()
            .map_err(|error| Unknown::Trouble(git::cannot_run(&error)))?;
        let id = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        if output.status.success() && is_id {
            return Ok(Revision { name: name.to_owned(), id, files: BTreeMap::new() });
        }
        let message = git::words(&output.stderr);
        match output.status.code() {
            Some(0 | 1) => Err(Unknown::Name(format!("git knows no revision `{name}`"))),
            _ if output.stderr.is_empty() => Err(Unknown::Name(format!("git knows no revision `{name}`"))),
            _ if message.starts_with("not a git repository") => Err(Unknown::Name(message)),
            _ => Err(Unknown::Trouble(message)),
        }
    }

    /// Fetches files, those that are there.
    pub fn fetch(&mut self, paths: Vec<PathBuf>) -> Result<(), String> {
        let names: Vec<OsString> = paths.iter().map(|path| from_here(path)).collect();
        let asked: Vec<&OsStr> = names.iter().map(OsString::as_os_str).collect();
        let mut found = git::read(&self.id, &asked, MAX_SOURCE_BYTES)?;
        let there = paths.into_iter().zip(&names);
        self.files = there.filter_map(|(path, name)| Some((path, found.remove(name.as_os_str())?))).collect();
        Ok(())
    }

    /// A file as it was.
    pub fn file(&self, path: &Path) -> Option<&Blob> {
        self.files.get(path)
    }

    /// Reads the files that a source names, as they were then.
    fn beside(&self, source: &Path) -> Beside<'_> {
        let folder = files::folder_of(source).to_owned();
        Beside { revision: self, folder, trouble: RefCell::default() }
    }

    /// Compiles a source of a file as it was, with the files of then that it names.
    pub fn compiled(&self, source: &Source, path: &Path) -> Result<Compiled, String> {
        let loader = self.beside(path);
        let compiled = seqwright::compile_with(source, &Options::new().loader(&loader));
        match loader.trouble() {
            Some(words) => Err(format!("what it names in {} cannot be read: {words}", self.name)),
            None => Ok(compiled),
        }
    }

    /// The files that were in a folder, or the file with this name.
    pub fn names(&self, below: &Path) -> Result<Vec<PathBuf>, String> {
        let mut command = git(&["ls-tree", "-r", "-z", "--name-only", &self.id, "--"]);
        command.arg(from_here(below));
        let answer = git::answer(command)?;
        let names = answer.split(|&byte| byte == 0).filter(|name| !name.is_empty());
        Ok(names.map(path_of).collect())
    }
}

/// The folder of a source as it was.
pub struct Beside<'a> {
    revision: &'a Revision,
    folder: PathBuf,
    trouble: RefCell<Option<String>>,
}

impl Beside<'_> {
    /// Why git failed, if it did. The source is then incomplete.
    pub fn trouble(&self) -> Option<String> {
        self.trouble.borrow().clone()
    }
}

impl Loader for Beside<'_> {
    fn load(&self, name: &str) -> Result<String, Refusal> {
        let refuse = |why: &str| {
            let help = format!("look whether it is in {}", self.revision.name);
            Refusal { why: why.to_owned(), help }
        };
        // What is not read now was not read then.
        values::admit(name).map_err(refuse)?;
        let path = from_here(&self.folder.join(name));
        let mut found = git::read(&self.revision.id, &[&path], values::MAX_BYTES).map_err(|words| {
            let refusal = refuse(&words);
            self.trouble.replace(Some(words));
            refusal
        })?;
        match found.remove(path.as_os_str()) {
            Some(Blob::Bytes(bytes)) => String::from_utf8(bytes).map_err(|_| refuse("it was not UTF-8 text")),
            Some(Blob::TooLarge) => Err(refuse("it was larger than 1 MiB")),
            None => Err(refuse("it did not exist then")),
        }
    }
}

/// A path as git takes it, from the working directory.
fn from_here(path: &Path) -> OsString {
    let here = std::env::current_dir().ok();
    let below = here.as_deref().and_then(|here| path.strip_prefix(here).ok()).map(Path::to_owned);
    let path = below.or_else(|| way(here.as_deref()?, path)).unwrap_or_else(|| path.to_owned());
    let text = if cfg!(windows) { super::run::shown(&path).into() } else { path.clone().into_os_string() };
    if path.starts_with(".") || path.starts_with("..") || path.is_absolute() {
        return text;
    }
    let mut from_here = OsString::from("./");
    from_here.push(text);
    from_here
}

/// The way from a folder to an absolute path elsewhere.
fn way(here: &Path, path: &Path) -> Option<PathBuf> {
    let name = path.file_name().filter(|_| path.is_absolute())?;
    let (here, folder) = (here.canonicalize().ok()?, files::folder_of(path).canonicalize().ok()?);
    let shared = here.components().zip(folder.components()).take_while(|(one, other)| one == other).count();
    let up = here.components().skip(shared).map(|_| Component::ParentDir);
    Some(up.chain(folder.components().skip(shared)).collect::<PathBuf>().join(name))
}

/// A path as git gives it.
#[cfg(unix)]
fn path_of(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    std::ffi::OsStr::from_bytes(name).into()
}

/// A path as git gives it; names are text here.
#[cfg(not(unix))]
fn path_of(name: &[u8]) -> PathBuf {
    String::from_utf8_lossy(name).into_owned().into()
}
