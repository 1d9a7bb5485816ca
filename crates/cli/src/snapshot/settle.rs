//! Stores accepted snapshots, and keeps the pictures of failed tests.

use std::path::Path;

use super::args::{Accept, TestArgs};
use super::class::Class;
use super::outcome::{State, Tested};
use super::run::shown;
use super::stored;
use seqwright::source::Place;

/// Writes snapshots and pending pictures; nothing in CI.
pub fn settle(all: &mut [Tested], args: &TestArgs, ci: bool) {
    if ci || args.against.is_some() {
        return;
    }
    for tested in all {
        if args.accept.iter().any(|&which| wanted(which, tested)) || of_kinds(&args.accept, tested) {
            accept(tested);
        }
        keep(tested, args.pending_dir.as_deref());
    }
}

fn wanted(accept: Accept, tested: &Tested) -> bool {
    let state = match accept {
        Accept::New => tested.state == State::New,
        Accept::Changed => tested.state == State::Failed || tested.renewed.is_some(),
        Accept::All => true,
        Accept::Structure
        | Accept::Text
        | Accept::Style
        | Accept::Geometry
        | Accept::Markup
        | Accept::Format => false,
    };
    let renewed = tested.state == State::Passed && tested.renewed.is_some();
    state && (renewed || tested.can_be_accepted())
}

/// Whether every difference of a picture is of one of the kinds that are accepted, or follows from them: whatever
/// changes can move other parts.
fn of_kinds(accept: &[Accept], tested: &Tested) -> bool {
    let kinds: Vec<Class> = accept.iter().filter_map(|which| which.class()).collect();
    let Some(pictures) = &tested.pictures else { return false };
    let difference = &pictures.difference;
    let is_accepted = |class: Class| kinds.contains(&class) || class == Class::Geometry;
    tested.can_be_accepted()
        && !difference.changes.is_empty()
        && kinds.contains(&difference.class())
        && difference.changes.iter().all(|change| is_accepted(change.class))
}

/// Stores the current picture as snapshot.
pub fn accept(tested: &mut Tested) {
    let Some(snapshot) = tested.snapshot.clone() else { return };
    let drawn = tested.pictures.as_ref().and_then(|pictures| pictures.after.as_deref());
    let Some(after) = drawn.or(tested.renewed.as_deref()) else { return };
    match stored::write(&snapshot, after) {
        Ok(()) => {
            tested.state = State::Accepted;
            tested.pending = None;
            tested.renewed = None;
            tested.headline = format!("{} accepted", shown(&snapshot));
        }
        Err(words) => failed(tested, &snapshot, &words),
    }
}

/// Keeps the picture of a failed test next to its snapshot, and removes it once the test passes.
pub fn keep(tested: &mut Tested, folder: Option<&Path>) {
    let Some(snapshot) = tested.snapshot.clone() else { return };
    let path = stored::pending(&snapshot, folder);
    let done = match (tested.state, tested.pictures.as_ref().and_then(|it| it.after.as_deref())) {
        (State::Failed | State::New, Some(after)) => stored::write_pending(&path, after),
        (State::Passed | State::Accepted, _) => stored::remove_pending(&path),
        (State::Failed | State::New | State::Unreferenced | State::Skipped | State::Trouble, _) => Ok(()),
    };
    match done {
        Ok(()) if matches!(tested.state, State::Failed | State::New) => {
            tested.pending = Some(shown(&path));
        }
        Ok(()) => {}
        Err(words) => failed(tested, &path, &words),
    }
}

fn failed(tested: &mut Tested, path: &Path, words: &str) {
    tested.state = State::Trouble;
    tested.say("file", Place { line: 1, column: 1 }, format!("{} cannot be written: {words}", shown(path)));
}
