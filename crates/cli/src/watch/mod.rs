//! `seqwright watch`: rebuilds pictures whenever their sources change.
//!
//! There is one loop: look at what is there, build what has changed, wait for the next change. Pages are served by
//! threads of their own, which only read the board.
//!
//! Ctrl-C works as for any program: it ends with the signal, and the shell sees 130. Only the renaming of a picture
//! must not be interrupted, and delays the signal (`signals`).

mod args;
mod board;
mod build;
mod events;
mod http;
mod server;
mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Instant, SystemTime};

pub use args::{MORE, WatchArgs};
use board::{Board, Sheet};
use build::{Builder, Built};
use events::{Events, Pause, Touched};
use sources::Found;

use super::appearance::{self, Fault, Wanted};
use super::args::usage_error;
use super::config::Config;
use super::exit::Exit;
use super::files::{self, FileId};
use super::picture_format::PictureFormat;
use super::plan::{self, Input, Job};
use super::read::read;
use super::report::Reporter;
use super::{make_folder, reading, theme};
use seqwright_documents::{Markup, Words};

/// Watches for as long as the program runs.
pub fn watch(args: &WatchArgs, config: &Config, reporter: Reporter) -> Result<Exit, Exit> {
    // An error now is one of the arguments; a later one may be temporary.
    jobs(&sources::find(&args.paths, config), args).map_err(|message| usage_error(&message))?;
    if reporter.waits_for_the_end() {
        return Err(usage_error("a watch has no end at which that format could be written; take `json`"));
    }
    let wanted = config.theme(args.appearance.theme.as_deref());
    let theme = appearance::adapt(theme(wanted, &reporter)?, &args.appearance);
    make_folder(args.output.as_deref(), &reporter)?;
    let board = Arc::new(Board::default());
    let options = appearance::options(&args.appearance);
    let builder = Builder {
        theme,
        theme_fault: None,
        options,
        sources: BTreeSet::new(),
        reading: reading(&args.appearance),
        words: Words::new(config.fences.iter().cloned()),
        levels: config.levels.clone(),
        reporter,
    };
    let mut watch = Watch::new(args, wanted, builder, Arc::clone(&board));
    let mut events = Events::new();
    let (mut touched, mut is_served) = (Touched::new(), args.no_serve);
    loop {
        let began = Instant::now();
        let found = if watch.may_have_come(&touched) {
            sources::find(&args.paths, config)
        } else {
            watch.found.clone()
        };
        let folders = watch.folders(&found);
        // Before the first scan, so that no change is missed.
        let is_more = events.watch(&folders);
        let is_expected = watch.look(found, &touched);
        if !is_served {
            watch.serve(Arc::clone(&board))?;
            is_served = true;
        }
        let pause = if is_expected || is_more { Pause::Short } else { Pause::After(began.elapsed()) };
        touched = events.wait(&folders, pause);
    }
}

/// What is written of each source.
const FORMATS: [PictureFormat; 1] = [PictureFormat::Svg];

/// The product of each source.
fn jobs(found: &Found, args: &WatchArgs) -> Result<Vec<Job>, String> {
    if args.paths.iter().any(|path| path == Path::new("-")) {
        return Err("standard input cannot be watched; name a file".to_owned());
    }
    if args.output.as_deref().is_some_and(|path| path == Path::new("-")) {
        return Err("a watch writes files; `-o` names one, or a folder".to_owned());
    }
    let is_document = |path: &&PathBuf| Markup::of(path).is_some();
    let sources: Vec<&PathBuf> = found.files.iter().filter(|path| !is_document(path)).collect();
    if let (true, [document, ..], Some(_)) = (sources.is_empty(), found.files.as_slice(), &args.output) {
        let document = document.display();
        return Err(format!("the diagrams of `{document}` are shown, and written nowhere: leave `-o` out"));
    }
    let inputs = sources.into_iter().cloned().map(Input::File).collect();
    let mut pictures =
        plan::pictures(inputs, args.output.as_deref(), None, &appearance::files(&FORMATS, &args.appearance))?
            .into_iter();
    let job = |path: &PathBuf| match Markup::of(path) {
        Some(_) => Job { input: Input::File(path.clone()), targets: Vec::new() },
        None => pictures.next().expect("there is one for each source"),
    };
    Ok(found.files.iter().map(job).collect())
}

/// The state of the watch.
struct Watch<'a> {
    args: &'a WatchArgs,
    /// The file that the theme is in, if it is in one.
    theme_file: Option<Wanted<'a>>,
    builder: Builder,
    board: Arc<Board>,
    /// What the last scan found.
    found: Found,
    /// Everything that has ever been watched. A page knows a source by its place here.
    entries: Vec<Entry>,
    numbers: BTreeMap<PathBuf, usize>,
    /// The file of the theme as it was when it was read.
    theme: Option<Stamp>,
    /// An error of all sources together that has been reported.
    reported: Option<String>,
}

/// One source.
struct Entry {
    job: Job,
    sheet: Sheet,
    state: State,
}

/// What was seen of a source.
enum State {
    /// Nothing yet.
    New,
    /// It existed.
    Read(Stamp, Vec<u8>),
    /// It existed, and could not be read.
    Unread(Option<Stamp>),
    /// It does not exist, but did at the last scan: an editor may be about to replace it.
    Leaving,
    /// It does not exist, and that has been reported.
    Missing,
}

/// Identifies the state of a file without reading it.
#[derive(Clone, PartialEq, Eq)]
struct Stamp {
    id: Option<FileId>,
    length: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    fn of(path: &Path) -> Option<Stamp> {
        let metadata = std::fs::metadata(path).ok()?;
        Some(Stamp { id: files::id(path), length: metadata.len(), modified: metadata.modified().ok() })
    }
}

impl<'a> Watch<'a> {
    fn new(args: &'a WatchArgs, wanted: Wanted<'a>, builder: Builder, board: Arc<Board>) -> Watch<'a> {
        let theme_file = appearance::builtin(wanted.path).is_none().then_some(wanted);
        let theme = theme_file.and_then(|it| Stamp::of(it.path));
        let (entries, numbers) = (Vec::new(), BTreeMap::new());
        Watch {
            args,
            theme_file,
            builder,
            board,
            found: Found::default(),
            entries,
            numbers,
            theme,
            reported: None,
        }
    }

    /// Starts the server and says where it is.
    fn serve(&self, board: Arc<Board>) -> Result<(), Exit> {
        let lists = self.args.paths.len() > 1 || self.args.paths[0].is_dir();
        let reporter = &self.builder.reporter;
        let port = self.args.port.unwrap_or(0);
        let url = server::start(port, lists, board).map_err(|error| {
            let message = format!("port {port} cannot be listened to: {}", files::sentence(&error));
            reporter.say(&reporter.trouble(
                "the page",
                &message,
                Some("leave `--port` out, or `--no-serve` the page"),
            ));
            Exit::Files
        })?;
        reporter.say(&reporter.note("the page", &url));
        if self.args.open
            && let Err(error) = open::that_detached(&url)
        {
            let message = format!("no browser can be started: {}", files::sentence(&error));
            reporter.say(&reporter.trouble("the page", &message, Some("open the address yourself")));
        }
        Ok(())
    }

    /// Whether the set of sources may have changed: it is time to poll, or something was touched that is a folder or
    /// may be a new source.
    fn may_have_come(&self, touched: &Touched) -> bool {
        let is_known = |name: &OsStr| {
            let extension = Path::new(name).extension();
            extension.is_some_and(|it| it != "seq")
                || self.numbers.keys().any(|path| path.file_name() == Some(name))
        };
        // What was taken for a file while nothing was there may be a folder.
        let is_folder = |path: &PathBuf| self.found.files.contains(path) && path.is_dir();
        touched.is_empty()
            || !touched.iter().all(|name| is_known(name))
            || self.args.paths.iter().any(is_folder)
    }

    /// The folders in which something may change that matters.
    fn folders(&self, found: &Found) -> BTreeSet<PathBuf> {
        let theme = self.theme_file.map(|it| files::folder_of(it.path).to_owned());
        found.folders.iter().cloned().chain(theme).collect()
    }

    /// The files that no picture may overwrite.
    fn sources(&self) -> BTreeSet<FileId> {
        let files = self.found.files.iter().map(PathBuf::as_path);
        files.chain(self.theme_file.map(|it| it.path)).filter_map(files::id).collect()
    }

    /// Builds what has changed; touched files are read even if they look the same. Returns whether something is
    /// expected soon.
    fn look(&mut self, found: Found, touched: &Touched) -> bool {
        let all = self.look_at_theme(touched);
        if found != self.found || self.entries.is_empty() {
            self.plan(found);
        }
        // A source may have been replaced by now, and its old file number may be that of a picture.
        self.builder.sources = self.sources();
        let mut soon = false;
        for number in 0..self.entries.len() {
            if self.entries[number].sheet.gone {
                continue;
            }
            if let Some(built) = self.entries[number].look(&self.builder, touched, all) {
                // The page first: the terminal message may make the user look at it at once.
                self.board.put(number, built.sheet.clone());
                self.builder.reporter.say(&built.report);
                self.entries[number].sheet = built.sheet;
            }
            soon |= matches!(self.entries[number].state, State::Leaving);
        }
        soon
    }

    /// Reads the theme again if its file has changed. An error in it is reported, and the last good one stays in use.
    /// Returns whether it was read.
    fn look_at_theme(&mut self, touched: &Touched) -> bool {
        let Some(wanted) = self.theme_file else { return false };
        let path = wanted.path;
        let reporter = self.builder.reporter.clone();
        let stamp = Stamp::of(path);
        let is_touched = path.file_name().is_some_and(|name| touched.contains(name));
        if stamp.is_none() || (stamp == self.theme && !is_touched) {
            return false;
        }
        self.theme = stamp;
        self.builder.theme_fault = None;
        match appearance::theme(wanted) {
            Ok(theme) => self.builder.theme = theme,
            Err(Fault::Unknown(message) | Fault::Unusable { message, .. }) => {
                let file = path.display().to_string();
                reporter.say(&reporter.trouble(&file, &message, None));
                self.builder.theme_fault = Some((file, message));
            }
        }
        true
    }

    /// Adds new sources, and retires those that are gone.
    fn plan(&mut self, found: Found) {
        let reporter = self.builder.reporter.clone();
        let jobs = match jobs(&found, self.args) {
            Ok(jobs) => jobs,
            Err(message) => {
                if self.reported.as_ref() != Some(&message) {
                    reporter.say(&reporter.trouble("the sources", &message, None));
                    self.reported = Some(message);
                }
                return;
            }
        };
        self.reported = None;
        for (path, number) in &self.numbers {
            let entry = &mut self.entries[*number];
            if !found.files.contains(path) && !entry.sheet.gone {
                entry.sheet.gone = true;
                entry.state = State::Missing;
                self.board.put(*number, entry.sheet.clone());
                // A new folder shows as the sources in it.
                if !path.is_dir() {
                    reporter.say(&reporter.status(&entry.job.input.shown(), "it is gone"));
                }
            }
        }
        for (path, job) in found.files.iter().zip(jobs) {
            match self.numbers.get(path) {
                Some(&number) if self.entries[number].sheet.gone => {
                    self.entries[number] = Entry {
                        job,
                        sheet: Sheet { gone: false, ..self.entries[number].sheet.clone() },
                        state: State::New,
                    };
                }
                Some(&number) => self.entries[number].job = job,
                None => {
                    self.numbers.insert(path.clone(), self.entries.len());
                    self.entries.push(Entry { job, sheet: Sheet::default(), state: State::New });
                }
            }
        }
        self.found = found;
    }
}

impl Entry {
    /// Builds the source if it has changed, or in `any_case`.
    fn look(&mut self, builder: &Builder, touched: &Touched, any_case: bool) -> Option<Built> {
        let Input::File(path) = &self.job.input else { return None };
        let stamp = Stamp::of(path);
        let Some(stamp) = stamp else { return self.miss(builder) };
        let is_touched = path.file_name().is_some_and(|name| touched.contains(name));
        let any_case = any_case || self.names(touched);
        let is_seen = match &self.state {
            State::Read(seen, _) => *seen == stamp && !any_case,
            State::Unread(seen) => seen.as_ref() == Some(&stamp),
            State::New | State::Leaving | State::Missing => false,
        };
        if is_seen && !is_touched {
            return None;
        }
        match read(&self.job.input) {
            Ok(bytes) => {
                let is_same = matches!(&self.state, State::Read(_, seen) if *seen == bytes);
                self.state = State::Read(stamp, bytes.clone());
                (!is_same || any_case).then(|| builder.build(&self.job, bytes, &self.sheet))
            }
            // It was removed meanwhile.
            Err(_) if !path.exists() => self.miss(builder),
            Err(why) => {
                let is_reported = matches!(&self.state, State::Unread(Some(seen)) if *seen == stamp);
                self.state = State::Unread(Some(stamp));
                (!is_reported).then(|| builder.unread(&self.job, &why, &self.sheet))
            }
        }
    }

    /// Whether the source names a file that was touched, and so may read it.
    fn names(&self, touched: &Touched) -> bool {
        let State::Read(_, bytes) = &self.state else { return false };
        let Ok(text) = std::str::from_utf8(bytes) else { return false };
        touched
            .iter()
            .filter_map(|name| name.to_str())
            .any(|name| !name.ends_with(".svg") && text.contains(name))
    }

    /// Handles a missing file. Between two steps of an editor a file may be missing for a moment, so it is reported
    /// only if it is still missing at the next scan.
    fn miss(&mut self, builder: &Builder) -> Option<Built> {
        match self.state {
            State::Missing => None,
            State::Read(..) | State::Unread(_) => {
                self.state = State::Leaving;
                None
            }
            State::New | State::Leaving => {
                self.state = State::Missing;
                Some(builder.missing(&self.job, &self.sheet))
            }
        }
    }
}
