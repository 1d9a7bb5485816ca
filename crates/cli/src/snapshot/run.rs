//! Runs the test of a source or of a document.

use std::path::{Path, PathBuf};
use std::time::Instant;

use seqwright::source::{Place, Span};
use seqwright::{Compiled, Diagnostic, Levels, MAX_SOURCE_BYTES, Options, Source, SvgOptions, Theme};

use super::against::Revision;
use super::class::Class;
use super::compare::{Level, Verdict, compare};
use super::expect::{self, Expectation};
use super::git::Blob;
use super::outcome::{self, Finding, Pictures, State, Tested};
use super::stored::{self, Snapshot, Stored};
use crate::document::Document;
use crate::files::{self, Unread};
use crate::isolate::{HELP, isolated};
use crate::values::Below;
use seqwright_documents::{Markup, Words};

/// What is tested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The source, or the document.
    pub path: PathBuf,
    /// Its snapshot; documents have none.
    pub snapshot: Option<Snapshot>,
}

/// What holds for all tests of a run.
pub struct Bench {
    /// The theme of the pictures.
    pub theme: Box<Theme>,
    /// Choices about the SVG.
    pub options: SvgOptions,
    /// What must be the same.
    pub level: Level,
    /// The words that say that a fence holds a diagram.
    pub words: Words,
    /// The levels of warnings.
    pub levels: Levels,
    /// The revision to compare with instead of snapshots.
    pub revision: Option<Revision>,
}

/// A path as reports show it: the same on every system.
pub fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    if cfg!(windows) { text.replace('\\', "/") } else { text }
}

impl Bench {
    /// Runs one test. A document without diagrams is not a test, and one with marked pictures is one more test for each
    /// picture. A panic fails this test only.
    pub fn run(&self, case: &Case) -> Vec<Tested> {
        let started = Instant::now();
        let mut tested = isolated(|| self.case(case)).unwrap_or_else(|bug| {
            vec![Tested::trouble(shown(&case.path), format!("{}; {HELP}", bug.message()))]
        });
        // The pictures of a document are made with it.
        if let Some(first) = tested.first_mut() {
            first.took = started.elapsed();
        }
        tested
    }

    fn case(&self, case: &Case) -> Vec<Tested> {
        let name = shown(&case.path);
        let bytes = match files::read(&case.path, MAX_SOURCE_BYTES) {
            Ok(bytes) => bytes,
            Err(Unread::TooLarge) => {
                let words =
                    format!("it is larger than {} MiB, the most that is read", MAX_SOURCE_BYTES >> 20);
                let mut tested = Tested::passed(name);
                tested.state = State::Failed;
                tested.say("source-too-large", START, words);
                return vec![tested];
            }
            Err(Unread::Failed(words)) => {
                return vec![Tested::trouble(name, format!("it cannot be read: {words}"))];
            }
        };
        let source = Source::from_bytes(name, bytes);
        match (&case.snapshot, Markup::of(&case.path)) {
            (None, Some(markup)) => self.document(source, &case.path, markup),
            (snapshot, _) => vec![self.source(&source, case, snapshot.as_ref())],
        }
    }

    /// Tests the diagrams in a document: that they compile, that what they expect comes true, and that the marked
    /// pictures below them are theirs.
    fn document(&self, source: Source, path: &Path, markup: Markup) -> Vec<Tested> {
        let document = Document::new(source, markup, &self.words, None);
        if document.fences.is_empty() {
            // Its diagrams may have gone.
            let against = |revision| self.diagrams_against(revision, &document, &[], (path, markup));
            return self.revision.as_ref().map(against).unwrap_or_default();
        }
        let mut tested = Tested::passed(document.source.name().to_owned());
        let (mut pictures, mut drawn) = (Vec::new(), Vec::with_capacity(document.fences.len()));
        judge(&mut tested, &[], &document.undecodable(), &document.source);
        for fence in &document.fences {
            let source = document.diagram(fence);
            let mut expected = Vec::new();
            if may_expect(&fence.text) {
                let (written, _) = seqwright::parse(&source);
                let place = |at: usize| document.source.place(fence.span(Span::new(at, at)).start);
                expected = expect::expectations(&written, &place);
            }
            let mut compiled = self.compiled(&source, path);
            let is_sound = !compiled.has_errors();
            let found = std::mem::take(&mut compiled.diagnostics);
            judge(&mut tested, &expected, &document.placed(fence, found, &self.levels), &document.source);
            if is_sound && self.revision.is_none() {
                pictures.extend(self.marked(&document, fence, &compiled, path));
            }
            drawn.push(Some(compiled).filter(|_| is_sound && self.revision.is_some()));
        }
        if let Some(revision) = &self.revision {
            pictures = self.diagrams_against(revision, &document, &drawn, (path, markup));
        }
        pictures.insert(0, tested);
        pictures
    }

    /// Compiles a source. The files that it names are read below its folder.
    fn compiled(&self, source: &Source, path: &Path) -> Compiled {
        let loader = Below::new(files::folder_of(path));
        let options = Options::new().loader(&loader).lints(true).levels(self.levels.clone());
        seqwright::compile_with(source, &options)
    }

    fn source(&self, source: &Source, case: &Case, snapshot: Option<&Snapshot>) -> Tested {
        let compiled = self.compiled(source, &case.path);
        let expected = if may_expect(source.text()) {
            let (written, _) = seqwright::parse(source);
            expect::expectations(&written, &|at| source.place(at))
        } else {
            Vec::new()
        };
        let mut tested = Tested::passed(source.name().to_owned());
        judge(&mut tested, &expected, &compiled.diagnostics, source);
        let expects_errors = expected.iter().any(|one| one.severity == seqwright::Severity::Error);
        if let (Some(snapshot), false, false) = (snapshot, compiled.has_errors(), expects_errors) {
            tested.snapshot = Some(snapshot.clone());
            let fresh = compiled.svg_with(&self.theme, &self.options);
            match &self.revision {
                Some(revision) => self.against(revision, case, &fresh, source, &compiled, &mut tested),
                None => self.check_snapshot(snapshot, fresh, (source, &compiled, &self.theme), &mut tested),
            }
        }
        tested
    }

    /// Compares a picture with what a source gives.
    pub fn compare(
        &self,
        before: &[u8],
        fresh: &str,
        (source, compiled, theme): (&Source, &Compiled, &Theme),
    ) -> Verdict {
        let lined = || {
            let options = self.options.clone().source_lines(true);
            compiled.svg_with(theme, &options)
        };
        compare(before, fresh, lined, self.level, (source, compiled))
    }

    /// Compares the picture of a source with its snapshot.
    pub fn check_snapshot(
        &self,
        snapshot: &Snapshot,
        fresh: String,
        drawn: (&Source, &Compiled, &Theme),
        tested: &mut Tested,
    ) {
        let shown = shown(snapshot);
        let before = match stored::read(snapshot) {
            Ok(Stored::Picture(before)) => before,
            Ok(Stored::Nothing) => {
                tested.state = if tested.state == State::Passed { State::New } else { tested.state };
                tested.headline = format!("there is no {shown}");
                tested.say("picture/missing", START, format!("it has no snapshot {shown} yet"));
                let pictures = Pictures { after: Some(fresh), ..Pictures::default() };
                tested.pictures = Some(Box::new(pictures));
                return;
            }
            Ok(Stored::Other) => {
                tested.state = State::Failed;
                tested.headline = format!("{shown} is not a picture");
                let words =
                    format!("{shown} is not a picture; remove it, and keep a new one with `--accept`");
                tested.say(&outcome::rule(Class::Unreadable), START, words);
                return;
            }
            Err(words) => {
                return tested.fails(format!("its snapshot {shown} cannot be read: {words}"));
            }
        };
        if stored::has_conflict_marks(&before) {
            tested.state = State::Failed;
            tested.headline = format!("git could not merge {shown}");
            let words = format!(
                "{shown} has conflict marks; if the source is right, `--accept` writes it anew, and `git checkout \
                 --theirs {shown}` takes the other version"
            );
            tested.say(&outcome::rule(Class::Unreadable), START, words);
            tested.pictures = Some(Box::new(Pictures { after: Some(fresh), ..Pictures::default() }));
            return;
        }
        match self.compare(&before, &fresh, drawn) {
            Verdict::Same => {}
            Verdict::Rewritten => tested.renewed = Some(fresh),
            Verdict::Crlf => {
                tested.renewed = Some(fresh);
                tested.has_crlf = true;
            }
            Verdict::Different(difference) => {
                let headline = format!("{shown} differs: {}", difference.class().name());
                let pictures = Pictures { before: Some(before), after: Some(fresh), difference };
                tested.differs(headline, pictures);
            }
        }
    }

    /// Compares with the picture that this version draws of the old source; notes if this version draws the old source
    /// unlike its old snapshot.
    fn against(
        &self,
        revision: &Revision,
        case: &Case,
        fresh: &str,
        source: &Source,
        compiled: &Compiled,
        tested: &mut Tested,
    ) {
        let name = &revision.name;
        let Some(old) = revision.file(&case.path) else {
            let words = format!("there was no such source in {name}");
            return tested.is_new(format!("it is not in {name}"), START, words, fresh.to_owned());
        };
        let Blob::Bytes(old) = old else {
            let most = MAX_SOURCE_BYTES >> 20;
            return tested
                .fails(format!("its source in {name} is larger than {most} MiB, the most that is read"));
        };
        let old_source = Source::from_bytes(tested.name.clone(), old.clone());
        let old_compiled = match revision.compiled(&old_source, &case.path) {
            Ok(compiled) => compiled,
            Err(words) => return tested.fails(words),
        };
        if old_compiled.has_errors() {
            let headline = format!("its source in {name} has errors");
            let words = format!("{headline} and gives no picture");
            return tested.is_new(headline, START, words, fresh.to_owned());
        }
        let old_svg = old_compiled.svg_with(&self.theme, &self.options);
        if let Verdict::Different(difference) =
            self.compare(old_svg.as_bytes(), fresh, (source, compiled, &self.theme))
        {
            let headline = format!("the diagram changed since {name}: {}", difference.class().name());
            let (before, after) = (Some(old_svg.clone().into_bytes()), Some(fresh.to_owned()));
            tested.differs(headline, Pictures { before, after, difference });
        }
        self.drift(revision, case, &old_svg, (&old_source, &old_compiled), tested);
    }

    /// Notes if this version draws the source of a revision unlike the snapshot of that revision.
    fn drift(
        &self,
        revision: &Revision,
        case: &Case,
        old_svg: &str,
        (old_source, old_compiled): (&Source, &Compiled),
        tested: &mut Tested,
    ) {
        let snapshot = case.snapshot.as_deref().and_then(|snapshot| revision.file(snapshot));
        let drift = match snapshot {
            Some(Blob::Bytes(snapshot)) => {
                Some(self.compare(snapshot, old_svg, (old_source, old_compiled, &self.theme)))
            }
            // A file this large is not a picture of seqwright.
            Some(Blob::TooLarge) | None => None,
        };
        if let Some(Verdict::Different(drift)) = drift {
            let words = drift.changes.first().map_or("", |change| change.words.as_str());
            tested.notes.push(format!(
                "this version, or its settings, draws the source of {} otherwise than its snapshot: {}; {words}",
                revision.name,
                drift.class().name()
            ));
        }
    }
}

/// The start of a file, for what is about all of it.
const START: Place = Place { line: 1, column: 1 };

/// Whether a text may state an expectation. Most state none and need not be read for them.
fn may_expect(text: &str) -> bool {
    text.contains("error") || text.contains("warning")
}

/// Adds findings for unmet expectations and unexpected diagnostics.
fn judge(tested: &mut Tested, expected: &[Expectation], diagnostics: &[Diagnostic], source: &Source) {
    let mismatch = expect::compare(expected, diagnostics, source);
    for missing in &mismatch.missing {
        let message = format!("expected {}, and there is none", missing.described());
        tested.say("expectation", missing.at, message);
    }
    for &at in &mismatch.unexpected {
        let diagnostic = &diagnostics[at];
        let place = source.place(diagnostic.span().start);
        let severity = diagnostic.severity;
        let word = if expected.is_empty() { "" } else { "not expected: " };
        let message = format!("{word}{}", diagnostic.message);
        tested.findings.push(Finding { rule: diagnostic.code.name().to_owned(), severity, place, message });
    }
    let is_new = mismatch.missing.len() + mismatch.unexpected.len() > 0;
    if is_new && tested.state != State::Failed {
        tested.state = State::Failed;
        tested.headline = match (mismatch.missing.is_empty(), expected.is_empty()) {
            (_, true) => "it has errors",
            (true, false) => "it has more errors or warnings than expected",
            (false, false) => "an expected error or warning is missing",
        }
        .to_owned();
    }
}
