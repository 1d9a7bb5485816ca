//! The name of a revision in, files as git has them there out.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use seqwright::loader::{Loader, Refusal};

/// A revision and some of its files.
pub struct Revision {
    /// What the user called it.
    pub name: String,
    id: String,
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Revision {
    /// Looks the revision up. `Err` says why that is not possible.
    pub fn find(name: &str) -> Result<Revision, String> {
        let wanted = format!("{name}^{{commit}}");
        let output = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])
            .stdin(Stdio::null())
            .output()
            .map_err(|error| format!("`git` cannot be run: {}", crate::files::sentence(&error)))?;
        let id = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        match (output.status.success() && is_id, output.status.code()) {
            (true, _) => Ok(Revision { name: name.to_owned(), id, files: BTreeMap::new() }),
            (false, Some(1)) => Err(format!("git knows no revision `{name}`")),
            (false, _) => {
                let said = String::from_utf8_lossy(&output.stderr);
                let said = said.trim().trim_start_matches("fatal: ").to_owned();
                Err(if said.is_empty() { format!("git knows no revision `{name}`") } else { said })
            }
        }
    }

    /// Fetches files, those that are there.
    pub fn fetch(&mut self, paths: Vec<PathBuf>) -> Result<(), String> {
        let failed = |error: std::io::Error| {
            format!("`git cat-file` cannot be used: {}", crate::files::sentence(&error))
        };
        // A name that is no text, or has a line end in it, cannot be one of many on a line each.
        let askable = |path: &PathBuf| path.to_str().is_some_and(|path| !path.contains('\n'));
        let (paths, others): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(askable);
        for path in others {
            if let Some(bytes) = self.blob(&path).map_err(failed)? {
                self.files.insert(path, bytes);
            }
        }
        let request = |path: &PathBuf| format!("{}:{}\n", self.id, from_here(path).to_string_lossy());
        let requests: String = paths.iter().map(request).collect();
        let mut child = git(&["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(failed)?;
        let mut input = child.stdin.take().expect("it is piped");
        let mut answers = BufReader::new(child.stdout.take().expect("it is piped"));
        // git answers while it is asked; neither must wait for the other.
        let asking = std::thread::spawn(move || input.write_all(requests.as_bytes()));
        for path in paths {
            if let Some(bytes) = answer(&mut answers).map_err(failed)? {
                self.files.insert(path, bytes);
            }
        }
        let asked = asking.join().expect("it only writes");
        child.wait().and(asked).map_err(failed)
    }

    /// Asks git for one file.
    fn blob(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        let mut object = OsString::from(format!("{}:", self.id));
        object.push(from_here(path));
        let output = git(&["cat-file", "blob"]).arg(object).stdin(Stdio::null()).output()?;
        Ok(output.status.success().then_some(output.stdout))
    }

    /// A file as it was.
    pub fn file(&self, path: &Path) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// Reads the files that a source names, as they were then.
    pub fn beside(&self, source: &Path) -> Beside<'_> {
        Beside { revision: self, folder: crate::files::folder_of(source).to_owned() }
    }

    /// The files that were in a folder, or the file of that name.
    pub fn names(&self, below: &Path) -> Result<Vec<PathBuf>, String> {
        let output = git(&["ls-tree", "-r", "-z", "--name-only", &self.id, "--"])
            .arg(from_here(below))
            .stdin(Stdio::null())
            .output()
            .map_err(|error| format!("`git` cannot be run: {}", crate::files::sentence(&error)))?;
        let names = output.stdout.split(|&byte| byte == 0).filter(|name| !name.is_empty());
        Ok(names.map(path_of).collect())
    }
}

/// The folder of a source as it was.
pub struct Beside<'a> {
    revision: &'a Revision,
    folder: PathBuf,
}

impl Loader for Beside<'_> {
    fn load(&self, name: &str) -> Result<String, Refusal> {
        let refuse = |why: &str| {
            let help = format!("look whether it is in {}", self.revision.name);
            Refusal { why: why.to_owned(), help }
        };
        // Out of the folder of the diagram there is nothing to be read, then as now.
        let is_below =
            Path::new(name).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        if !is_below || name.contains(['\\', ':', '\0', '\n']) {
            return Err(refuse("its name leads out of the folder of the diagram"));
        }
        let bytes = self
            .revision
            .blob(&self.folder.join(name))
            .map_err(|error| refuse(&crate::files::sentence(&error)))?
            .ok_or_else(|| refuse("it did not exist then"))?;
        String::from_utf8(bytes).map_err(|_| refuse("it was not UTF-8 text"))
    }
}

/// git, in a mood that changes nothing and asks nothing.
fn git(arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.args(["--no-pager", "--literal-pathspecs"]).args(arguments);
    command.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C");
    command
}

/// A path as git takes it, from the working directory.
fn from_here(path: &Path) -> OsString {
    let here = std::env::current_dir().ok();
    let below = here.as_deref().and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path);
    let text = if cfg!(windows) { super::run::shown(below).into() } else { below.as_os_str().to_owned() };
    if below.starts_with(".") || below.starts_with("..") || below.is_absolute() {
        return text;
    }
    let mut from_here = OsString::from("./");
    from_here.push(text);
    from_here
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

/// One answer of `git cat-file --batch`: a header with the size, that many bytes, and a line end.
fn answer(from: &mut impl BufRead) -> std::io::Result<Option<Vec<u8>>> {
    let mut header = String::new();
    from.read_line(&mut header)?;
    let mut words = header.trim_end().rsplit(' ');
    let (Some(Ok(size)), Some("blob")) = (words.next().map(str::parse::<usize>), words.next()) else {
        return Ok(None);
    };
    let mut bytes = vec![0; size];
    from.read_exact(&mut bytes)?;
    from.read_exact(&mut [0])?;
    Ok(Some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_by_their_size() {
        let mut text = &b"abc blob 4\nx\ny\n\ndef:z missing\nabc blob 0\n\n"[..];
        assert_eq!(answer(&mut text).expect("it is there"), Some(b"x\ny\n".to_vec()));
        assert_eq!(answer(&mut text).expect("it is there"), None);
        assert_eq!(answer(&mut text).expect("it is there"), Some(Vec::new()));
    }
}
