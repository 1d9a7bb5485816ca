//! `seqwright test`: compares diagrams with their stored pictures.

mod against;
mod align;
mod args;
mod cases;
mod class;
mod compare;
mod describe;
mod diagrams;
mod diff;
mod elements;
mod expect;
mod facts;
mod formats;
mod git;
mod marked;
mod outcome;
mod page;
mod participants;
mod picture;
mod review;
mod run;
mod settle;
pub mod stored;
mod style;
mod style_sheet;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use seqwright::{SvgOptions, Theme};

use against::{Revision, Unknown};
pub use args::{MORE, TestArgs, Unreferenced};
use formats::{Format, RunInfo};
use git::Blob;
pub use marked::address_path;
use outcome::{State, Summary, Tested};
use run::{Bench, Case, shown};

use super::config::Config;
use super::exit::Exit;
use super::report::Reporter;
use super::report::record;
use super::{Ending, STACK, args as program, files, output, threads};
use seqwright_documents::{self as documents, Markup, Words};

/// Whether this is a CI run, by the conventions of CI services.
pub fn in_ci() -> bool {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    set("CI").is_some_and(|value| value != "0" && !value.eq_ignore_ascii_case("false"))
        || set("TF_BUILD").is_some()
}

/// Runs the tests.
pub fn test(args: &TestArgs, theme: Box<Theme>, config: &Config, reporter: &Reporter, color: bool) -> Ending {
    let started = Instant::now();
    let ci = in_ci();
    refuse(args, ci)?;
    let trouble = |file: &str, words: &str| {
        reporter.say(&reporter.trouble(file, words, None));
        Exit::Files
    };
    let mut plan = cases::plan(args, config).map_err(|error| match error {
        cases::Unplanned::Usage(words) => program::usage_error(&words),
        cases::Unplanned::Files(path, words) => trouble(&path, &words),
    })?;
    let revision = revision(args, &mut plan, config).map_err(|error| match error {
        Unknown::Name(words) => program::usage_error(&words),
        Unknown::Trouble(words) => trouble(args.against.as_deref().unwrap_or_default(), &words),
    })?;
    let bench = bench(args, theme, config, revision);
    let mut all = run_all(&bench, &plan.cases, args);
    if all.is_empty() && !args.allow_empty {
        let message = format!("there is no test in {}", listed(args));
        return Err(program::usage_error(&message));
    }
    all.extend(plan.gone.iter().map(|name| gone(name, &bench)));
    let unreferenced = plan.unreferenced(&all, args, config, ci);
    all.extend(unreferenced);
    settle::settle(&mut all, args, ci);
    let rejects = bench.revision.is_some()
        || match args.unreferenced {
            Unreferenced::Auto => ci,
            Unreferenced::Reject => true,
            Unreferenced::Warn | Unreferenced::Delete | Unreferenced::Ignore => false,
        };
    let mut shown = RunInfo { args, ci, rejects, took: started.elapsed(), color, page: None };
    if args.review {
        review::review(&mut all, &shown)?;
    }
    let summary = Summary::of(&all);
    let faults = write(&all, summary, &mut shown, &plan);
    // The results are shown even if their files cannot be written.
    say(&all, summary, &shown)?;
    for (path, words) in &faults {
        trouble(path, words);
    }
    if !faults.is_empty() {
        return Err(Exit::Files);
    }
    let exit = summary.exit(rejects);
    Ok(if args.exit_zero && exit == Exit::Errors { Exit::Done } else { exit })
}

/// What holds for all tests of this run.
fn bench(args: &TestArgs, theme: Box<Theme>, config: &Config, revision: Option<Revision>) -> Bench {
    let options = SvgOptions::default().fit_text(args.text != Some(program::Text::Plain));
    let words = Words::new(config.fences.iter().cloned());
    Bench { theme, options, level: args.level, words, levels: config.levels.clone(), revision }
}

/// Rejects options that are not allowed in CI, where no snapshot may change.
fn refuse(args: &TestArgs, ci: bool) -> Result<(), Exit> {
    let wanted = match (!args.accept.is_empty(), args.review, args.unreferenced == Unreferenced::Delete) {
        (true, _, _) => "--accept",
        (_, true, _) => "--review",
        (_, _, true) => "--unreferenced=delete",
        (false, false, false) => return Ok(()),
    };
    if ci {
        let message =
            format!("`{wanted}` is not for CI, where nothing is written or asked; run it where you work");
        return Err(program::usage_error(&message));
    }
    if args.review && !review::possible() {
        let message = "`--review` asks on a terminal, and there is none; \
                       `--report DIR` shows the pictures, `--accept PATH` takes them for right";
        return Err(program::usage_error(message));
    }
    Ok(())
}

/// Fetches what the tests are compared with from git, where that is wanted.
fn revision(args: &TestArgs, plan: &mut cases::Plan, config: &Config) -> Result<Option<Revision>, Unknown> {
    let Some(name) = &args.against else { return Ok(None) };
    let mut revision = Revision::find(name)?;
    plan.find_gone(&revision, config).map_err(Unknown::Trouble)?;
    let files = plan.cases.iter().flat_map(|case| [Some(case.path.as_path()), case.snapshot.as_deref()]);
    let files = files.flatten().chain(plan.gone.iter().map(|it| it.as_path()));
    revision.fetch(files.map(Path::to_owned).collect()).map_err(Unknown::Trouble)?;
    plan.gone.retain(|path| has_diagrams(path, &revision, config));
    Ok(Some(revision))
}

/// Whether a file of the revision is a source, or a document with diagrams.
fn has_diagrams(path: &Path, revision: &Revision, config: &Config) -> bool {
    let Some(markup) = Markup::of(path) else { return true };
    let Some(Blob::Bytes(bytes)) = revision.file(path) else { return false };
    let words = Words::new(config.fences.iter().cloned());
    !documents::find(&String::from_utf8_lossy(bytes), markup, &words).is_empty()
}

/// A source or a document that was there in the revision and is gone.
fn gone(path: &Path, bench: &Bench) -> Tested {
    let name = bench.revision.as_ref().map_or("", |revision| revision.name.as_str());
    let mut tested = Tested::passed(shown(path));
    tested.state = State::Unreferenced;
    tested.headline = format!("it was in {name} and is gone");
    let start = seqwright::source::Place { line: 1, column: 1 };
    tested.say("picture/unreferenced", start, format!("it was in {name} and is gone"));
    tested
}

/// Runs all tests on several threads, and returns the results in their order.
fn run_all(bench: &Bench, cases: &[Case], args: &TestArgs) -> Vec<Tested> {
    // The first of those that have failed so far: those after it need not be run.
    let first = AtomicUsize::new(usize::MAX);
    let one = |(at, case): (usize, &Case)| {
        if args.fail_fast && first.load(Ordering::Relaxed) < at {
            return Vec::new();
        }
        let tested = bench.run(case);
        if tested.iter().any(Tested::is_bad) {
            first.fetch_min(at, Ordering::Relaxed);
        }
        tested
    };
    let threads = args.jobs.unwrap_or_else(|| threads::of(cases.len())).min(cases.len().max(1));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build();
    let done: Vec<Vec<Tested>> = match pool {
        Ok(pool) if threads > 1 => pool.install(|| cases.par_iter().enumerate().map(one).collect()),
        // Without threads, tests run one after the other.
        Ok(_) | Err(_) => cases.iter().enumerate().map(one).collect(),
    };
    let first = first.into_inner();
    let skip = |(at, (case, tested)): (usize, (&Case, Vec<Tested>))| {
        if !args.fail_fast || at <= first {
            return tested;
        }
        // Whether it had been run already depends on the number of threads.
        let mut skipped = Tested::passed(shown(&case.path));
        skipped.state = State::Skipped;
        case.snapshot.iter().map(|_| skipped.clone()).collect()
    };
    cases.iter().zip(done).enumerate().flat_map(skip).collect()
}

/// Writes the page and the file of results, as far as they are wanted. Gives back which of them cannot be written, and
/// why.
fn write(
    all: &[Tested],
    summary: Summary,
    shown: &mut RunInfo<'_>,
    plan: &cases::Plan,
) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    if let Some(folder) = &shown.args.report {
        match page::write(folder, all) {
            Ok(page) => shown.page = Some(page),
            Err(fault) => faults.push(fault),
        }
    }
    if let (Some(path), Some(format)) = (&shown.args.output, shown.args.format) {
        let text = formats::show(format, all, summary, shown);
        // A document without diagrams is not a source, and may be the file of the last results.
        let names: BTreeSet<&str> = all.iter().map(|tested| tested.name.as_str()).collect();
        let is_source =
            |case: &&Case| case.snapshot.is_some() || names.contains(run::shown(&case.path).as_str());
        let sources = plan.cases.iter().filter(is_source).filter_map(|case| files::id(&case.path)).collect();
        if let Err(words) = record::write(path, &text, &sources) {
            faults.push((path.display().to_string(), format!("the results cannot be written: {words}")));
        }
    }
    faults
}

/// Shows the results.
fn say(all: &[Tested], summary: Summary, shown: &RunInfo<'_>) -> Result<(), Exit> {
    let asked = shown.args.format.filter(|_| shown.args.output.is_none());
    let mut text = formats::show(asked.unwrap_or(Format::Human), all, summary, shown);
    // Also as annotations, if the runner shows them and no other format was requested.
    let on_github = std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
    if asked.is_none() && on_github {
        text += &formats::show(Format::Github, all, summary, shown);
    }
    output::to_stdout(text.as_bytes()).map_err(|error| {
        output::to_stderr(&format!("standard output: error: {}\n", super::files::sentence(&error)));
        Exit::Files
    })
}

fn listed(args: &TestArgs) -> String {
    let names: Vec<String> = args.paths.iter().map(|path| format!("`{}`", path.display())).collect();
    let filtered = if args.filter.is_empty() { "" } else { " that the filter fits" };
    format!(
        "{}{filtered}; a test is a `.seq` file, or a document with a diagram in a fence",
        names.join(", ")
    )
}
