//! Reads files, words their errors for users, and finds which paths are the same file.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

/// Why a file was not read.
pub enum Unread {
    /// There are more than allowed; they have not all been read.
    TooLarge,
    /// What went wrong, in words that follow the file's name.
    Failed(String),
}

/// The identity of a file, independent of its name.
#[cfg(unix)]
pub type FileId = (u64, u64);

/// The identity of a file, from its path alone.
#[cfg(not(unix))]
pub type FileId = PathBuf;

/// Reads a file of at most `most` bytes, and never more than that, for some files have no end.
pub fn read(path: &Path, most: usize) -> Result<Vec<u8>, Unread> {
    let file = File::open(path).map_err(|error| Unread::Failed(sentence(&error)))?;
    let metadata = file.metadata().map_err(|error| Unread::Failed(sentence(&error)))?;
    if metadata.is_dir() {
        return Err(Unread::Failed("it is a folder; name the files in it".to_owned()));
    }
    let length = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
    if metadata.is_file() && length > most {
        return Err(Unread::TooLarge);
    }
    read_from(file, length, most)
}

/// Reads a regular file, or what the shell passes in place of one, as `<(command)` does. A pipe or a device in a
/// repository is not read: it may never be written to, or have no end.
pub fn read_regular(path: &Path, most: usize) -> Result<Vec<u8>, Unread> {
    let is_handed_over = ["/dev/fd", "/dev/stdin", "/proc/self/fd"].iter().any(|it| path.starts_with(it));
    match fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() && !is_handed_over => Err(Unread::Failed(no_file(&metadata))),
        Ok(_) => read(path, most),
        Err(error) => Err(Unread::Failed(sentence(&error))),
    }
}

/// The message for something that is not a regular file.
pub fn no_file(metadata: &fs::Metadata) -> String {
    if metadata.is_dir() { "it is a folder" } else { "it is not a regular file" }.to_owned()
}

/// Reads standard input.
pub fn read_stdin(most: usize) -> Result<Vec<u8>, Unread> {
    read_from(io::stdin().lock(), 0, most)
}

fn read_from(input: impl Read, expected: usize, most: usize) -> Result<Vec<u8>, Unread> {
    let mut bytes = Vec::with_capacity(expected.min(most) + 1);
    let limit = u64::try_from(most).expect("a length fits") + 1;
    input.take(limit).read_to_end(&mut bytes).map_err(|error| Unread::Failed(sentence(&error)))?;
    if bytes.len() > most { Err(Unread::TooLarge) } else { Ok(bytes) }
}

/// The identity of a file, if it exists.
pub fn id(path: &Path) -> Option<FileId> {
    #[cfg(unix)]
    return fs::metadata(path).ok().map(|metadata| id_of(&metadata));
    #[cfg(not(unix))]
    return fs::canonicalize(path).ok();
}

/// The identity of a file.
#[cfg(unix)]
fn id_of(metadata: &fs::Metadata) -> FileId {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

/// Errors of the file system, in plain words.
const SENTENCES: [(ErrorKind, &str); 8] = [
    (ErrorKind::NotFound, "it does not exist"),
    (ErrorKind::PermissionDenied, "permission is denied"),
    (ErrorKind::IsADirectory, "it is a folder"),
    (ErrorKind::NotADirectory, "a part of its path is not a folder"),
    (ErrorKind::StorageFull, "the disk is full"),
    (ErrorKind::FileTooLarge, "it would be larger than the system allows"),
    (ErrorKind::ReadOnlyFilesystem, "the file system is read-only"),
    (ErrorKind::InvalidFilename, "its name is too long"),
];

/// What went wrong.
pub fn sentence(error: &io::Error) -> String {
    if is_loop(error) {
        return "its symbolic links lead in a circle".to_owned();
    }
    if let Some((_, words)) = SENTENCES.iter().find(|(kind, _)| *kind == error.kind()) {
        return (*words).to_owned();
    }
    // "(os error 5)" does not help the reader.
    let text = error.to_string();
    text[..text.find(" (os error").unwrap_or(text.len())].to_lowercase()
}

/// Whether links lead in a circle. The standard library has no stable name for that yet.
#[cfg(unix)]
fn is_loop(error: &io::Error) -> bool {
    rustix::io::Errno::from_io_error(error) == Some(rustix::io::Errno::LOOP)
}

/// Whether links lead in a circle: unknown on this system.
#[cfg(not(unix))]
fn is_loop(_: &io::Error) -> bool {
    false
}

/// The folder that a path is in.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => path,
    }
}

/// One path after another, with the ways back in it taken, by names alone.
pub fn joined(base: &Path, path: &Path) -> PathBuf {
    let mut joined = base.to_owned();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                joined.pop();
            }
            Component::CurDir => {}
            Component::Normal(_) | Component::RootDir | Component::Prefix(_) => joined.push(part),
        }
    }
    joined
}

/// Where writing to `path` ends up when links on the way are followed, also where nothing is there yet.
pub fn destination(path: &Path) -> io::Result<PathBuf> {
    const MOST_LINKS: usize = 40;
    let (mut path, mut missing, mut links) = (path.to_owned(), Vec::new(), 0);
    loop {
        match fs::canonicalize(or_here(&path)) {
            Ok(real) => return Ok(missing.iter().rev().fold(real, |real, name| real.join(name))),
            Err(error) if error.kind() == ErrorKind::NotFound && links < MOST_LINKS => {}
            Err(error) => return Err(error),
        }
        if let Ok(target) = fs::read_link(&path) {
            path = folder_of(&path).join(target);
            links += 1;
        } else {
            missing.push(path.file_name().ok_or(ErrorKind::NotFound)?.to_owned());
            path = folder_of(&path).to_owned();
        }
    }
}

/// Returns a path, and `.` for the empty one.
pub fn or_here(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}
