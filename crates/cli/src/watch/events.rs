//! Waits until something in the watched folders changes.
//!
//! The system reports most changes at once, but not all: not those of other machines on a shared disk, of a host on the
//! disk of its container, or past its limit of watches. So the program also polls, which cannot fail.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::files::{self, FileId};

/// A save causes several events, and the last one counts. After this long without events, it was the last.
const SILENCE: Duration = Duration::from_millis(20);
/// The longest wait, for a user who saves without a pause.
const LONGEST: Duration = Duration::from_millis(40);
/// How often to poll if the system reports changes.
const SELDOM: Duration = Duration::from_secs(1);
/// How often to poll if it does not.
const OFTEN: Duration = Duration::from_millis(100);

/// How many times longer than a look the pause after it is: a folder that takes long to look through is looked
/// through less often.
const REST: u32 = 20;

/// How long to wait for the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// Something is expected.
    Short,
    /// As it fits a look that took so long.
    After(Duration),
}

/// The files that the system reported; empty if it is just time to poll.
pub type Touched = BTreeSet<OsString>;

/// The system's notifications for some folders.
pub struct Events {
    receiver: Receiver<notify::Result<Event>>,
    /// Kept so that the receiver waits, and does not end, without a watcher.
    _sender: Sender<notify::Result<Event>>,
    watcher: Option<RecommendedWatcher>,
    /// The folders that are watched, and what they were when that began.
    folders: BTreeMap<PathBuf, Option<FileId>>,
}

impl Events {
    /// Uses notifications if the system has them.
    pub fn new() -> Events {
        let mut events = Events::without_system();
        events.watcher = notify::recommended_watcher(events._sender.clone()).ok();
        events
    }

    /// Polls only.
    fn without_system() -> Events {
        let (sender, receiver) = channel();
        Events { receiver, _sender: sender, watcher: None, folders: BTreeMap::new() }
    }

    /// Watches these folders and no other, and says whether there is one among them that was not watched before. A
    /// folder that was removed and made again is another one.
    pub fn watch(&mut self, wanted: &BTreeSet<PathBuf>) -> bool {
        let Some(watcher) = &mut self.watcher else { return false };
        let is_same =
            |(path, id): &(&PathBuf, &Option<FileId>)| wanted.contains(*path) && files::id(path) == **id;
        let gone: Vec<PathBuf> =
            self.folders.iter().filter(|entry| !is_same(entry)).map(|(path, _)| path.clone()).collect();
        for path in gone {
            // It may have gone by itself.
            let _ = watcher.unwatch(&path);
            self.folders.remove(&path);
        }
        let mut is_more = false;
        for path in wanted {
            if !self.folders.contains_key(path) && watcher.watch(path, RecursiveMode::NonRecursive).is_ok() {
                self.folders.insert(path.clone(), files::id(path));
                is_more = true;
            }
        }
        is_more
    }

    /// Waits until something has changed, or it is time to look again.
    pub fn wait(&self, wanted: &BTreeSet<PathBuf>, pause: Pause) -> Touched {
        let all_watched = wanted.iter().all(|folder| self.folders.contains_key(folder));
        let pause = match pause {
            Pause::Short => OFTEN,
            Pause::After(look) => (look * REST).max(if all_watched { SELDOM } else { OFTEN }),
        };
        let mut touched = Touched::new();
        let mut until = Instant::now() + pause;
        let mut latest = None;
        loop {
            match self.receiver.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(Ok(event)) if is_change(&event.kind) => {
                    touched.extend(
                        event.paths.iter().filter_map(|path| Path::file_name(path)).map(OsString::from),
                    );
                    let now = Instant::now();
                    until = (now + SILENCE).min(*latest.get_or_insert(now + LONGEST));
                }
                // After an error of the system, the next poll finds the changes.
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return touched,
            }
        }
    }
}

/// Whether an event may have changed the bytes of a file. Reading a file, as the program does, does not.
fn is_change(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(access) => *access == AccessKind::Close(AccessMode::Write),
        EventKind::Any
        | EventKind::Create(_)
        | EventKind::Modify(_)
        | EventKind::Remove(_)
        | EventKind::Other => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn folder() -> (tempfile::TempDir, BTreeSet<PathBuf>) {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let wanted = BTreeSet::from([folder.path().to_owned()]);
        (folder, wanted)
    }

    #[test]
    fn several_writes_are_one_change() {
        let (folder, wanted) = folder();
        let mut events = Events::new();
        events.watch(&wanted);
        for text in ["a", "ab", "abc"] {
            fs::write(folder.path().join("x.seq"), text).expect("the folder can be written to");
        }
        assert_eq!(
            events.wait(&wanted, Pause::After(Duration::ZERO)),
            Touched::from([OsString::from("x.seq")])
        );
        assert!(events.wait(&wanted, Pause::Short).is_empty());
    }

    #[test]
    fn reading_is_no_change() {
        let (folder, wanted) = folder();
        fs::write(folder.path().join("x.seq"), "a").expect("the folder can be written to");
        let mut events = Events::new();
        events.watch(&wanted);
        fs::read(folder.path().join("x.seq")).expect("it is there");
        assert!(events.wait(&wanted, Pause::Short).is_empty());
    }

    #[test]
    fn a_folder_that_was_made_again_is_watched_again() {
        let (folder, _) = folder();
        let inner = folder.path().join("inner");
        let wanted = BTreeSet::from([inner.clone()]);
        let mut events = Events::new();
        events.watch(&wanted);
        for text in ["a", "b"] {
            fs::create_dir(&inner).expect("a folder can be made");
            events.watch(&wanted);
            fs::write(inner.join("x.seq"), text).expect("the folder can be written to");
            assert!(events.wait(&wanted, Pause::After(Duration::ZERO)).contains(&OsString::from("x.seq")));
            fs::remove_dir_all(&inner).expect("it can be removed");
        }
    }

    #[test]
    fn without_notifications_the_folders_are_polled() {
        let (_folder, wanted) = folder();
        let mut events = Events::without_system();
        events.watch(&wanted);
        let began = Instant::now();
        assert!(events.wait(&wanted, Pause::After(Duration::ZERO)).is_empty());
        assert!(began.elapsed() < SELDOM, "{:?}", began.elapsed());
    }
}
