//! Suggests what to do about failures: the commands to run next, quoted for a shell.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use clap::ValueEnum;

use super::RunInfo;
use crate::count::some;
use crate::escape;
use crate::shell::quoted;
use crate::snapshot::args::{TestArgs, Unreferenced};
use crate::snapshot::class::Class;
use crate::snapshot::outcome::{State, Tested};
use crate::walk;

/// So many pictures are worth a command of their own.
const MANY: usize = 4;

/// What to do, once for all.
pub fn advice(all: &[Tested], shown: &RunInfo<'_>) -> String {
    let mut text = String::new();
    if let Some(page) = &shown.page {
        let _ = writeln!(text, "open  {}", escape::line(&page.display().to_string()));
    }
    let args = shown.args;
    if args.against.is_some() {
        return text;
    }
    let place = if shown.ci { "where you work, " } else { "" };
    let open: Vec<&Tested> = all.iter().filter(|tested| tested.can_be_accepted()).collect();
    if let Some(first) = open.first() {
        let which =
            if open.iter().all(|one| one.state == State::New) && open.len() > 1 { "=new" } else { "" };
        let one = (open.len() == 1).then_some(first.name.as_str());
        let command = command(&format!("--accept{which}"), args, one);
        let _ = writeln!(text, "{place}run  {command}   if the new pictures are right");
        text += &by_kind(&open, args, place);
    }
    text += &renewal(all, args, place);
    let gone = all.iter().any(|tested| tested.state == State::Unreferenced);
    if gone && args.unreferenced != Unreferenced::Delete {
        let command = command("--unreferenced=delete", args, None);
        let _ = writeln!(text, "{place}run  {command}   if pictures without a source may go");
    }
    let is_seen = |one: &&Tested| {
        one.pending.as_deref().is_some_and(|path| walk::is_ignored(Path::new(path)) == Some(false))
    };
    if args.pending_dir.is_none() && open.iter().any(is_seen) {
        let _ =
            writeln!(text, "a line  *.svg.new  in .gitignore keeps git from seeing the pictures that wait");
    }
    text
}

/// What to do about snapshots that pass in other bytes: one piece of advice for all whose line endings git changed, and
/// one for the others.
fn renewal(all: &[Tested], args: &TestArgs, place: &str) -> String {
    let mut text = String::new();
    let renewed = || all.iter().filter(|tested| tested.renewed.is_some());
    let (crlf, others) =
        (renewed().filter(|it| it.has_crlf).count(), renewed().filter(|it| !it.has_crlf).count());
    if crlf > 0 {
        let (pictures, verb) = (some(crlf, "snapshot"), if crlf == 1 { "passes" } else { "pass" });
        let _ = writeln!(
            text,
            "{pictures} {verb} with line endings of Windows, which git writes for core.autocrlf\na line  *.svg text \
             eol=lf  in .gitattributes keeps git from changing them"
        );
    }
    if others > 0 {
        let command = command("--accept=changed", args, None);
        let (pictures, verb) = (some(others, "snapshot"), if others == 1 { "passes" } else { "pass" });
        let _ = writeln!(
            text,
            "{pictures} {verb} and would be written in other bytes today, as after a new version of seqwright\n\
             {place}run  {command}   to renew"
        );
    }
    text
}

/// The command that accepts what only looks otherwise, where there is also something else.
fn by_kind(open: &[&Tested], args: &TestArgs, place: &str) -> String {
    let kind = |tested: &Tested| {
        let difference = &tested.pictures.as_ref()?.difference;
        let is_look = |class: Class| matches!(class, Class::Style | Class::Geometry | Class::Markup);
        (!difference.changes.is_empty() && is_look(difference.class())).then(|| difference.class())
    };
    let kinds: Vec<Class> = open.iter().filter_map(|tested| kind(tested)).collect();
    if kinds.len() < MANY || kinds.len() == open.len() {
        return String::new();
    }
    let names: BTreeSet<Class> = kinds.iter().copied().collect();
    let names: Vec<&str> = names.into_iter().map(Class::name).collect();
    let command = command(&format!("--accept={}", names.join(",")), args, None);
    format!("{place}run  {command}   for the {} that only look otherwise\n", kinds.len())
}

/// The command of this run with `flag` added, for one source if it is named. It has the same options, so that what it
/// accepts is what was shown.
fn command(flag: &str, args: &TestArgs, one: Option<&str>) -> String {
    let mut words: Vec<Cow<'_, str>> = vec!["seqwright test".into(), flag.into()];
    let given = |path: &Path| path.display().to_string();
    if let Some(theme) = &args.theme {
        words.extend(["--theme".into(), quoted(&given(theme)).into()]);
    }
    if let Some(text) = args.text.and_then(|text| text.to_possible_value()) {
        words.extend(["--text".into(), text.get_name().to_owned().into()]);
    }
    match one {
        Some(name) => words.push(quoted(name).into()),
        None => {
            for pattern in &args.filter {
                words.extend(["--filter".into(), quoted(pattern).into()]);
            }
            let here = |path: &&std::path::PathBuf| path.as_os_str() != ".";
            words.extend(args.paths.iter().filter(here).map(|path| quoted(&given(path)).into()));
        }
    }
    words.join(" ")
}
