//! Finds the tests that paths stand for, in order of path.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use seqwright::source::Place;

use super::against::Revision;
use super::args::{TestArgs, Unreferenced};
use super::marked::shown_by_documents;
use super::outcome::{State, Tested};
use super::run::{Case, shown};
use super::stored::{self, Snapshot, Stored};
use crate::config::Config;
use crate::{files, plan, walk};
use seqwright_documents::{Markup, Words};

/// The tests to run.
pub struct Plan {
    /// The tests.
    pub cases: Vec<Case>,
    /// Sources and documents that exist only in the revision.
    pub gone: Vec<PathBuf>,
    /// Pictures that were found on the way.
    pictures: Vec<PathBuf>,
    folders: Vec<PathBuf>,
    filter: Option<GlobSet>,
}

/// Why the tests cannot be planned.
pub enum Unplanned {
    /// The arguments are invalid.
    Usage(String),
    /// A path cannot be read.
    Files(String, String),
}

/// Finds the tests. Files that are named are always taken, folders are searched.
pub fn plan(args: &TestArgs, config: &Config) -> Result<Plan, Unplanned> {
    let filter = filter(&args.filter).map_err(Unplanned::Usage)?;
    let mut found: BTreeSet<(PathBuf, bool)> = BTreeSet::new();
    let (mut pictures, mut folders) = (BTreeSet::new(), Vec::new());
    for path in &args.paths {
        if path.is_dir() {
            let inside = walk::walk(path, config).map_err(|(path, words)| {
                Unplanned::Files(shown(&path), format!("it cannot be read: {words}"))
            })?;
            found.extend(inside.sources.into_iter().map(|path| (path, true)));
            found.extend(inside.documents.into_iter().map(|path| (path, false)));
            pictures.extend(inside.pictures);
            folders.push(path.clone());
        } else if plan::is_dash(path) {
            let message = "a test is a file with its snapshot; `check -` checks standard input".to_owned();
            return Err(Unplanned::Usage(message));
        } else if path.extension().is_some_and(|it| it.eq_ignore_ascii_case("svg")) {
            let message = format!("`{}` is a picture; name its source", path.display());
            return Err(Unplanned::Usage(message));
        } else {
            let clean = path.strip_prefix("./").unwrap_or(path).to_owned();
            let is_source = Markup::of(&clean).is_none();
            found.insert((clean, is_source));
        }
    }
    let fits = |path: &Path| fits(filter.as_ref(), path);
    let case = |(path, is_source): (PathBuf, bool)| {
        let snapshot = is_source.then(|| {
            Snapshot::new(config.snapshot_path(&path, "svg"), config.snapshots_start(&path).to_owned())
        });
        Case { path, snapshot }
    };
    let cases: Vec<Case> = found.into_iter().filter(|(path, _)| fits(path)).map(case).collect();
    apart(&cases).map_err(Unplanned::Usage)?;
    Ok(Plan { cases, gone: Vec::new(), pictures: pictures.into_iter().collect(), folders, filter })
}

/// Rejects snapshots that would overwrite each other or a source.
fn apart(cases: &[Case]) -> Result<(), String> {
    let mut owners: BTreeMap<&Path, &Path> = BTreeMap::new();
    for case in cases {
        let Some(snapshot) = case.snapshot.as_deref() else { continue };
        let (path, shown) = (case.path.display(), snapshot.display());
        if snapshot == case.path {
            return Err(format!("`{path}` is named like a picture; a source ends in `.seq`"));
        }
        if let Some(other) = owners.insert(snapshot, &case.path) {
            return Err(format!(
                "`{}` and `{path}` would both have `{shown}` for a picture",
                other.display()
            ));
        }
    }
    Ok(())
}

/// The patterns of `--filter`. One without a slash fits file names.
fn filter(patterns: &[String]) -> Result<Option<GlobSet>, String> {
    if patterns.is_empty() {
        return Ok(None);
    }
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let whole = if pattern.contains('/') { pattern.clone() } else { format!("**/{pattern}") };
        let glob = GlobBuilder::new(whole.trim_start_matches("./")).literal_separator(true).build();
        set.add(glob.map_err(|error| format!("`{pattern}` is not a valid pattern: {}", error.kind()))?);
    }
    set.build().map(Some).map_err(|error| format!("the patterns are too much: {}", error.kind()))
}

fn fits(filter: Option<&GlobSet>, path: &Path) -> bool {
    filter.is_none_or(|filter| filter.is_match(path))
}

impl Plan {
    /// Finds sources and documents in the tested folders that exist only in the revision.
    pub fn find_gone(&mut self, revision: &Revision, config: &Config) -> Result<(), String> {
        let (patterns, here) = (config.patterns(), config.below_root(Path::new(".")));
        let mut gone = BTreeSet::new();
        for folder in &self.folders {
            // What a search would skip today is skipped.
            let is_taken = |path: &PathBuf| {
                let whole = files::joined(&here, path);
                let below = path.strip_prefix(folder).unwrap_or(path);
                let is_hidden = |part: Component<'_>| matches!(part, Component::Normal(name) if name.as_encoded_bytes().starts_with(b"."));
                (patterns.take(&whole) || Markup::of(path).is_some())
                    && !whole.ancestors().any(|part| patterns.skip(part))
                    && !below.components().any(is_hidden)
            };
            let names = revision.names(folder)?;
            gone.extend(names.into_iter().filter(is_taken).filter(|path| !path.exists()));
        }
        self.gone = gone.into_iter().filter(|path| fits(self.filter.as_ref(), path)).collect();
        Ok(())
    }

    /// Snapshots whose source is gone, or is expected to have errors.
    pub fn unreferenced(&self, all: &[Tested], args: &TestArgs, config: &Config, ci: bool) -> Vec<Tested> {
        if args.unreferenced == Unreferenced::Ignore || self.filter.is_some() || args.against.is_some() {
            return Vec::new();
        }
        // A test that was not run still has its snapshot, and so has one that cannot be drawn for now.
        let without: BTreeSet<&str> = all
            .iter()
            .filter(|tested| tested.snapshot.is_none() && tested.state == State::Passed)
            .map(|tested| tested.name.as_str())
            .collect();
        let with = |case: &&Case| !without.contains(shown(&case.path).as_str());
        let snapshots: BTreeSet<&Path> =
            self.cases.iter().filter(with).filter_map(|case| case.snapshot.as_deref()).collect();
        let known: BTreeSet<_> = snapshots.iter().filter_map(|path| files::id(path)).collect();
        let is_free = |path: &&PathBuf| {
            let source = path.with_extension("seq");
            let has_source = source.exists() && !without.contains(shown(&source).as_str());
            !snapshots.contains(path.as_path())
                && !has_source
                && files::id(path).is_none_or(|id| !known.contains(&id))
        };
        let free = self.pictures.iter().filter(is_free).filter(|path| stored::is_kept(path));
        let free = not_of_documents(not_of_others(free.collect(), config, &without), config);
        let delete = args.unreferenced == Unreferenced::Delete && !ci;
        let one = |path: &PathBuf| {
            let moved = moved(path, all);
            Tested { notes: moved.into_iter().collect(), ..unreferenced(path, delete) }
        };
        free.into_iter().map(one).collect()
    }
}

/// The pictures that belong to no source of the project, tested or not; none if that cannot be found out.
fn not_of_others<'p>(
    mut pictures: Vec<&'p PathBuf>,
    config: &Config,
    without: &BTreeSet<&str>,
) -> Vec<&'p PathBuf> {
    // Pictures next to their sources were found in the same folders.
    if pictures.is_empty() || config.snapshots_are_beside() {
        return pictures;
    }
    let root = if config.root.as_os_str().is_empty() { Path::new(".") } else { &config.root };
    let Ok(all) = walk::walk(root, config) else { return Vec::new() };
    let sources = all.sources.iter().filter(|path| !without.contains(shown(path).as_str()));
    let known: BTreeSet<_> =
        sources.filter_map(|path| files::id(&config.snapshot_path(path, "svg"))).collect();
    pictures.retain(|path| files::id(path).is_none_or(|id| !known.contains(&id)));
    pictures
}

/// The pictures that no document shows below a diagram.
fn not_of_documents<'p>(mut pictures: Vec<&'p PathBuf>, config: &Config) -> Vec<&'p PathBuf> {
    if !pictures.is_empty() {
        let shown = shown_by_documents(config, &Words::new(config.fences.iter().cloned()));
        pictures.retain(|path| files::id(path).is_none_or(|id| !shown.contains(&id)));
    }
    pictures
}

/// Suggests a new path for a picture that equals the picture of a source without a snapshot: most likely the source was
/// renamed.
fn moved(path: &Path, all: &[Tested]) -> Option<String> {
    let is_new = |tested: &&Tested| tested.state == State::New;
    let mut new = all.iter().filter(is_new).peekable();
    new.peek()?;
    let snapshot = Snapshot::new(path.to_owned(), files::folder_of(path).to_owned());
    let Ok(Stored::Picture(picture)) = stored::read(&snapshot) else { return None };
    let gives = |tested: &&Tested| {
        let after = tested.pictures.as_ref().and_then(|pictures| pictures.after.as_deref());
        after.is_some_and(|after| after.as_bytes() == picture)
    };
    let source = new.find(gives)?;
    let snapshot = source.snapshot.as_deref().map(shown)?;
    Some(format!("it is what {} gives, and may be moved to {snapshot}", source.name))
}

fn unreferenced(path: &Path, delete: bool) -> Tested {
    let name = shown(path);
    let mut tested = Tested::passed(name.clone());
    tested.state = State::Unreferenced;
    tested.headline = "its source is gone".to_owned();
    let place = Place { line: 1, column: 1 };
    tested.say("picture/unreferenced", place, "no source gives this picture".to_owned());
    if delete {
        match stored::remove(path) {
            Ok(()) => {
                tested.state = State::Accepted;
                tested.headline = "removed, because its source is gone".to_owned();
            }
            Err(words) => return Tested::trouble(name, words),
        }
    }
    tested
}
