//! Writes a finished picture to its path: as a whole, or not at all.
//!
//! A picture is written to a file beside its destination, which then takes its place in one step, so that a
//! reader sees the old one or the new one. There is no `fsync`, for a picture can be made again; but there is
//! one where a source is rewritten, for that cannot.

use std::collections::BTreeSet;
#[cfg(not(unix))]
use std::fs::OpenOptions;
use std::fs::{self, File, Permissions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;
#[cfg(unix)]
use std::time::{Duration, Instant};

use super::files::{self, FileId};
use super::inside::Tree;
use super::picture_format::PictureFormat;
use super::recognise::is_picture;
use super::{output, signals};

const IS_SOURCE: &str = "it is one of the sources; name another output with `-o`";

/// What happened to the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    /// It holds the picture now.
    Written,
    /// It held the same picture before, and was not touched.
    Unchanged,
}

/// Where a path comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// The user named it: a link there is followed.
    ByName,
    /// It was made from the name of a source: a link there comes from the author of the repository.
    BySource,
}

/// Writes a picture to `path`, unless that would overwrite another kind of file, or follow a link of a repository. An
/// error is a sentence that follows the file's name.
pub fn publish_picture(
    path: &Path,
    picture: &[u8],
    format: PictureFormat,
    sources: &BTreeSet<FileId>,
    chosen: Chosen,
) -> Result<Published, String> {
    if is_source(path, sources) {
        return Err(IS_SOURCE.to_owned());
    }
    // A link at a path that the user names may lead elsewhere, but only to a file that exists.
    if !(chosen == Chosen::ByName && path.exists()) {
        stay_inside(path)?;
    }
    // A regular file that the user names like the format is meant to become one, whatever it holds; but most files of
    // HTML are written by hand.
    let is_meant = chosen == Chosen::ByName
        && format != PictureFormat::Html
        && path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(format.extension()))
        && !fs::symlink_metadata(path).is_ok_and(|it| it.is_symlink());
    if !is_meant {
        keep_others(path, format)?;
    }
    publish(path, picture, sources)
}

/// Rejects a link that leads to a file elsewhere, or to a place where one would be created.
pub fn stay_inside(path: &Path) -> Result<(), String> {
    let is_link = fs::symlink_metadata(path).is_ok_and(|it| it.is_symlink());
    if is_link { Tree::around(files::folder_of(path), "its folder")?.may_be_written(path) } else { Ok(()) }
}

/// Refuses to overwrite a file that is not a picture of this format.
pub fn keep_others(path: &Path, format: PictureFormat) -> Result<(), String> {
    let is_other =
        fs::metadata(path).is_ok_and(|it| it.is_file() && it.len() > 0) && !is_picture(path, format);
    if is_other {
        return Err("the file there is not a picture; remove it, or name another output".to_owned());
    }
    Ok(())
}

fn is_source(path: &Path, sources: &BTreeSet<FileId>) -> bool {
    files::id(path).is_some_and(|id| sources.contains(&id))
}

/// Writes `bytes` to `path`, which must not be one of the `sources`. An error is a sentence that follows the file's
/// name.
pub fn publish(path: &Path, bytes: &[u8], sources: &BTreeSet<FileId>) -> Result<Published, String> {
    if is_source(path, sources) {
        return Err(IS_SOURCE.to_owned());
    }
    let permissions = match fs::metadata(path) {
        Ok(old) if old.is_dir() => return Err("it is a folder".to_owned()),
        Ok(old) if !old.is_file() => {
            return write_through(path, bytes).map_err(|error| files::sentence(&error));
        }
        Ok(old) if old.permissions().readonly() => return Err("it is read-only".to_owned()),
        Ok(old) if holds(path, &old, bytes) => return Ok(Published::Unchanged),
        Ok(old) => Some(old.permissions()),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(files::sentence(&error)),
    };
    let target = files::destination(path).map_err(|error| about_folder(&error))?;
    replace(&target, bytes, permissions, Kept::Written).map_err(|error| about_folder(&error))?;
    Ok(Published::Written)
}

/// Replaces the content of the source `path`, which was read before, with `bytes`. An error is a sentence that follows
/// the file's name.
pub fn rewrite(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let old = fs::metadata(path).map_err(|error| files::sentence(&error))?;
    if !old.is_file() {
        return Err("it is not a regular file; format it from standard input to standard output".to_owned());
    }
    if old.permissions().readonly() {
        return Err("it is read-only".to_owned());
    }
    let target = files::destination(path).map_err(|error| about_folder(&error))?;
    replace(&target, bytes, Some(old.permissions()), Kept::Stored).map_err(|error| about_folder(&error))
}

/// How durable the bytes must be before they replace others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// The system has them.
    Written,
    /// The disk has them.
    Stored,
}

/// An error in the folder of a picture, worded for the picture.
fn about_folder(error: &io::Error) -> String {
    if error.kind() == ErrorKind::NotFound {
        return "its folder does not exist".to_owned();
    }
    if error.kind() == ErrorKind::PermissionDenied {
        return "its folder may not be written to".to_owned();
    }
    files::sentence(error)
}

/// Whether a file holds just these bytes. One that cannot be read does not.
fn holds(path: &Path, metadata: &fs::Metadata, bytes: &[u8]) -> bool {
    if metadata.len() != bytes.len() as u64 {
        return false;
    }
    let mut old = Vec::with_capacity(bytes.len() + 1);
    let read = File::open(path).and_then(|file| file.take(bytes.len() as u64 + 1).read_to_end(&mut old));
    read.is_ok() && old == bytes
}

/// Writes to a device or a pipe, which cannot be replaced.
fn write_through(path: &Path, bytes: &[u8]) -> io::Result<Published> {
    let mut file = open_now(path)?;
    output::closed_is_fine(file.write_all(bytes))?;
    Ok(Published::Written)
}

/// Opens a device or a pipe. Opening a pipe waits until a program reads from it, which may be never; its reader gets
/// some time to come, and no more.
#[cfg(unix)]
fn open_now(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    use rustix::io::Errno;
    const READER_COMES_WITHIN: Duration = Duration::from_secs(2);
    let began = Instant::now();
    loop {
        let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        match rustix::fs::open(path, flags, Mode::empty()) {
            Ok(file) => {
                let flags = rustix::fs::fcntl_getfl(&file)?;
                rustix::fs::fcntl_setfl(&file, flags - OFlags::NONBLOCK)?;
                return Ok(file.into());
            }
            Err(Errno::NXIO) if began.elapsed() < READER_COMES_WITHIN => {
                std::thread::sleep(Duration::from_millis(10));
            }
            Err(Errno::NXIO) => return Err(io::Error::other("no program reads from it")),
            Err(error) => return Err(error.into()),
        }
    }
}

/// Opens a device.
#[cfg(not(unix))]
fn open_now(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).open(path)
}

fn replace(target: &Path, bytes: &[u8], permissions: Option<Permissions>, kept: Kept) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    if let Some(file) = nameless::create(files::folder_of(target)) {
        fill(&file, bytes, permissions.as_ref(), kept)?;
        if let Some(result) = signals::wait_for(|| nameless::give_name(&file, target)) {
            return result;
        }
    }
    signals::wait_for(|| replace_by_named(target, bytes, permissions.as_ref(), kept))
}

/// Writes the picture and gives it the old one's permissions. A new one has those of any new file.
fn fill(mut file: &File, bytes: &[u8], permissions: Option<&Permissions>, kept: Kept) -> io::Result<()> {
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions.clone())?;
    }
    match kept {
        Kept::Written => Ok(()),
        Kept::Stored => file.sync_all(),
    }
}

/// Makes a file with a name of its own and renames it; until then, an error removes it.
fn replace_by_named(
    target: &Path,
    bytes: &[u8],
    permissions: Option<&Permissions>,
    kept: Kept,
) -> io::Result<()> {
    let builder = temporary();
    let file = builder.tempfile_in(files::folder_of(target))?;
    fill(file.as_file(), bytes, permissions, kept)?;
    Ok(file.into_temp_path().persist(target)?)
}

fn temporary() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".seqwright-").suffix(".tmp");
    // The umask of the user applies, as for any new file.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

/// Files that have no name until they are whole, so that not even SIGKILL leaves half of one behind.
#[cfg(target_os = "linux")]
mod nameless {
    use std::os::fd::AsRawFd;

    use rustix::fs::{AtFlags, CWD, Mode, OFlags};

    use tempfile::TempPath;

    use super::{ErrorKind, File, Path, files, io, temporary};

    /// Makes one in a folder, where the file system can.
    pub fn create(folder: &Path) -> Option<File> {
        let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
        rustix::fs::openat(CWD, folder, flags, Mode::from_raw_mode(0o666)).ok().map(File::from)
    }

    /// Puts it at `target`, in place of what is there. `None`: this system cannot name it after the fact.
    pub fn give_name(file: &File, target: &Path) -> Option<io::Result<()>> {
        match link(file, target) {
            Ok(()) => Some(Ok(())),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Some(exchange(file, target)),
            // This needs /proc.
            Err(_) => None,
        }
    }

    /// Linking never replaces a file, renaming does.
    fn exchange(file: &File, target: &Path) -> io::Result<()> {
        let named = temporary().make_in(files::folder_of(target), |path| link(file, path))?;
        let path: TempPath = named.into_temp_path();
        Ok(path.persist(target)?)
    }

    fn link(file: &File, name: &Path) -> io::Result<()> {
        let path = format!("/proc/self/fd/{}", file.as_raw_fd());
        Ok(rustix::fs::linkat(CWD, path, CWD, name, AtFlags::SYMLINK_FOLLOW)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_files_cannot_be_nameless_the_picture_is_replaced_all_the_same() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let target = folder.path().join("x.svg");
        for text in ["old", "new"] {
            replace_by_named(&target, text.as_bytes(), None, Kept::Stored)
                .expect("the folder can be written to");
            assert_eq!(fs::read_to_string(&target).expect("it is there"), text);
        }
        assert_eq!(fs::read_dir(folder.path()).expect("it is a folder").count(), 1);
    }

    #[test]
    fn where_replacing_fails_nothing_is_left() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let target = folder.path().join("x.svg");
        fs::create_dir_all(target.join("inside")).expect("a folder can be made");
        replace_by_named(&target, b"new", None, Kept::Written).expect_err("a file cannot replace a folder");
        replace(&target, b"new", None, Kept::Written).expect_err("a file cannot replace a folder");
        assert_eq!(fs::read_dir(folder.path()).expect("it is a folder").count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_has_the_permissions_of_new_files() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder can be made");
        let mode =
            |name: &str| fs::metadata(folder.path().join(name)).expect("it is there").permissions().mode();
        File::create(folder.path().join("usual")).expect("a file can be made");
        replace_by_named(&folder.path().join("named"), b"x", None, Kept::Written)
            .expect("a file can be made");
        replace(&folder.path().join("nameless"), b"x", None, Kept::Written).expect("a file can be made");
        assert_eq!((mode("named"), mode("nameless")), (mode("usual"), mode("usual")));
    }
}
