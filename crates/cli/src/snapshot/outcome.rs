//! The result of a test, for all report formats.

use std::time::Duration;

use seqwright::Severity;
use seqwright::source::Place;

use super::class::Class;
use super::describe::Difference;
use super::stored::Snapshot;
use crate::exit::Exit;

/// How a test ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It passed.
    Passed,
    /// Its picture was accepted as snapshot.
    Accepted,
    /// It failed.
    Failed,
    /// There is nothing to compare with.
    New,
    /// A picture without a source, or a source that was there before and is gone.
    Unreferenced,
    /// It was not run, because another had failed.
    Skipped,
    /// A file could not be read or written.
    Trouble,
}

/// A finding, at its place.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Its kind: a class of difference, or the code of a diagnostic.
    pub rule: String,
    /// Error or warning.
    pub severity: Severity,
    /// Where in the file of the test.
    pub place: Place,
    /// What.
    pub message: String,
}

impl Finding {
    /// The prefix for the message of a diagnostic: `error[no-colon]: `. Other findings have none.
    pub fn kind(&self) -> String {
        match self.severity {
            _ if self.rule.contains('/') || matches!(self.rule.as_str(), "expectation" | "file") => {
                String::new()
            }
            Severity::Error => format!("error[{}]: ", self.rule),
            Severity::Warning => format!("warning[{}]: ", self.rule),
        }
    }
}

/// A picture before and after.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    /// The snapshot, or the picture of the source as it was.
    pub before: Option<Vec<u8>>,
    /// What the source gives now.
    pub after: Option<String>,
    /// What is different between them.
    pub difference: Difference,
}

/// A test and its result.
#[derive(Clone, Debug)]
pub struct Tested {
    /// The file, as reports name it.
    pub name: String,
    /// The part of a document that it is about: a picture, or a diagram.
    pub part: Option<String>,
    /// How it ended.
    pub state: State,
    /// Why, in a few words after the name.
    pub headline: String,
    /// Its findings, in order of importance.
    pub findings: Vec<Finding>,
    /// Additional notes.
    pub notes: Vec<String>,
    /// Its snapshot.
    pub snapshot: Option<Snapshot>,
    /// The path of the pending picture.
    pub pending: Option<String>,
    /// The current picture, if the snapshot is the same in other bytes.
    pub renewed: Option<String>,
    /// Whether the snapshot is the same but for line endings.
    pub has_crlf: bool,
    /// What was compared, of a test that did not pass.
    pub pictures: Option<Box<Pictures>>,
    /// How long it took.
    pub took: Duration,
}

impl Tested {
    /// A test of that file that passed.
    pub fn passed(name: String) -> Tested {
        Tested {
            name,
            part: None,
            state: State::Passed,
            headline: String::new(),
            findings: Vec::new(),
            notes: Vec::new(),
            snapshot: None,
            pending: None,
            renewed: None,
            has_crlf: false,
            pictures: None,
            took: Duration::ZERO,
        }
    }

    /// A file that could not be read or written.
    pub fn trouble(name: String, message: String) -> Tested {
        let mut tested = Tested::passed(name);
        tested.fails(message);
        tested
    }

    /// Notes that a file that belongs to it could not be read.
    pub fn fails(&mut self, message: String) {
        self.state = State::Trouble;
        self.say("file", Place { line: 1, column: 1 }, message);
    }

    /// Adds an error.
    pub fn say(&mut self, rule: &str, place: Place, message: String) {
        self.findings.push(Finding { rule: rule.to_owned(), severity: Severity::Error, place, message });
    }

    /// Notes that there is nothing to compare the picture with, and why.
    pub fn is_new(&mut self, headline: String, place: Place, words: String, picture: String) {
        self.state = State::New;
        self.headline = headline;
        self.say("picture/missing", place, words);
        self.pictures = Some(Box::new(Pictures { after: Some(picture), ..Pictures::default() }));
    }

    /// Notes how the picture differs.
    pub fn differs(&mut self, headline: String, pictures: Pictures) {
        self.state = State::Failed;
        self.headline = headline;
        for change in &pictures.difference.changes {
            self.say(&rule(change.class), change.place, change.words.clone());
        }
        self.pictures = Some(Box::new(pictures));
    }

    /// Whether only the picture differs, so that another snapshot would make it pass.
    pub fn can_be_accepted(&self) -> bool {
        matches!(self.state, State::Failed | State::New)
            && self.pictures.as_ref().is_some_and(|pictures| pictures.after.is_some())
            && self.findings.iter().all(|finding| finding.rule.starts_with("picture/"))
    }

    /// Whether it is worth a line.
    pub fn is_bad(&self) -> bool {
        !matches!(self.state, State::Passed | State::Accepted | State::Skipped)
    }
}

/// The name of a kind of difference, as tools sort by it.
pub fn rule(class: Class) -> String {
    format!("picture/{}", class.name().replace(' ', "-"))
}

/// What a kind of finding means, in one sentence; the codes of diagnostics have explanations of their own.
pub fn about(rule: &str) -> &'static str {
    let class = Class::ALL.into_iter().find(|class| self::rule(*class) == rule);
    match (class, rule) {
        (Some(class), _) => class.about(),
        (None, "picture/missing") => "There is nothing to compare the picture with.",
        (None, "picture/unreferenced") => "A snapshot has no source, or a source is gone.",
        (None, "expectation") => "A comment expects a diagnostic that does not occur.",
        (None, _) => "A file cannot be read or written.",
    }
}

/// So many tests that differ are worth a sum.
const MANY: usize = 4;

/// How many tests differ by kind, "54 style, 6 text"; `None` if they are few.
pub fn kinds(all: &[Tested]) -> Option<String> {
    let is_many = by_kind(all).map(|(_, count)| count).sum::<usize>() >= MANY;
    let kinds = by_kind(all).map(|(class, count)| format!("{count} {}", class.name()));
    is_many.then(|| kinds.collect::<Vec<_>>().join(", "))
}

/// The kinds of the tests that differ, and how many there are of each.
pub fn by_kind(all: &[Tested]) -> impl Iterator<Item = (Class, usize)> + '_ {
    let class = |tested: &Tested| {
        let difference = &tested.pictures.as_ref()?.difference;
        (!difference.changes.is_empty() && tested.is_bad()).then(|| difference.class())
    };
    let count = move |wanted: Class| all.iter().filter(|tested| class(tested) == Some(wanted)).count();
    Class::ALL.into_iter().map(move |class| (class, count(class))).filter(|(_, count)| *count > 0)
}

/// How many tests ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub passed: usize,
    pub accepted: usize,
    pub failed: usize,
    pub new: usize,
    pub unreferenced: usize,
    pub skipped: usize,
    pub troubles: usize,
}

impl Summary {
    /// Counts.
    pub fn of(all: &[Tested]) -> Summary {
        let count = |state| all.iter().filter(|tested| tested.state == state).count();
        Summary {
            passed: count(State::Passed),
            accepted: count(State::Accepted),
            failed: count(State::Failed),
            new: count(State::New),
            unreferenced: count(State::Unreferenced),
            skipped: count(State::Skipped),
            troubles: count(State::Trouble),
        }
    }

    /// "12 passed, 1 failed, 0 new, 0 unreferenced"
    pub fn line(&self) -> String {
        let Summary { passed, failed, new, unreferenced, .. } = self;
        let mut line = format!("{passed} passed, {failed} failed, {new} new, {unreferenced} unreferenced");
        for (count, word) in [
            (self.accepted, "accepted"),
            (self.skipped, "not run"),
            (self.troubles, "not readable or writable"),
        ] {
            if count > 0 {
                line += &format!(", {count} {word}");
            }
        }
        line
    }

    /// Exit code of the program. `reject` says whether pictures without a source are a fault.
    pub fn exit(&self, reject: bool) -> Exit {
        if self.troubles > 0 {
            Exit::Files
        } else if self.failed + self.new > 0 || (reject && self.unreferenced > 0) {
            Exit::Errors
        } else {
            Exit::Done
        }
    }
}
