//! `Board`: the results of builds, written by the watch loop and read by any number of waiting pages.

use std::sync::{Arc, Condvar, LazyLock, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use serde::{Serialize, Serializer};

/// What a page shows of one source.
#[derive(Clone, Default, Serialize)]
pub struct Sheet {
    /// The name of the source.
    pub name: String,
    /// The last good picture, if there was one; for a document, those of its diagrams.
    #[serde(skip)]
    pub pictures: Vec<Picture>,
    /// The lines of the source, which can be shown as they are; none of a source too long to be read beside its
    /// picture.
    #[serde(skip)]
    pub lines: Arc<[String]>,
    /// The result of the last build, in a few words.
    pub status: String,
    /// The diagnostics of the source.
    pub diagnostics: Vec<Remark>,
    /// Whether the source is gone. Its number is not reused.
    pub gone: bool,
}

/// The page that goes through a diagram step by step. It is made when a reader first asks for it.
#[derive(Clone)]
pub struct StepsPage(Arc<LazyLock<String, Box<dyn FnOnce() -> String + Send>>>);

impl StepsPage {
    /// The page that a function makes.
    pub fn new(make: impl FnOnce() -> String + Send + 'static) -> StepsPage {
        StepsPage(Arc::new(LazyLock::new(Box::new(make))))
    }

    /// The document.
    pub fn html(&self) -> &str {
        &self.0
    }
}

/// A picture, as a page shows it.
#[derive(Clone, Serialize)]
pub struct Picture {
    /// The file.
    #[serde(serialize_with = "as_text")]
    pub svg: Arc<str>,
    /// The page that goes through it step by step.
    #[serde(skip)]
    pub page: StepsPage,
    /// How many lines are above its source in the document.
    pub above: usize,
    /// Whether it is older than the source, because the source has errors or is not there.
    pub stale: bool,
}

fn as_text<S: Serializer>(text: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}

/// A diagnostic, or an error of a file. All its texts are escaped for display.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Remark {
    /// "error" or "warning".
    pub severity: &'static str,
    /// Where: the name of a file, with line and column if there are any.
    pub place: String,
    /// The line of the source, from 1, if it is there.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// Its name, for `seqwright explain`.
    pub code: Option<&'static str>,
    /// The line of the source: what is before the marked part, the part, and what is after it.
    pub excerpt: Option<[String; 3]>,
    /// What to write instead.
    pub help: Option<String>,
}

/// A sheet with its pictures and its source, as a page gets it.
#[derive(Serialize)]
struct JsonSheet<'a> {
    version: u64,
    #[serde(flatten)]
    sheet: &'a Sheet,
    pictures: &'a [Picture],
    lines: &'a [String],
}

/// All sheets, as the list of sources gets them.
#[derive(Serialize)]
struct List<'a> {
    version: u64,
    sheets: Vec<Entry<'a>>,
}

/// A line of the list.
#[derive(Serialize)]
struct Entry<'a> {
    number: usize,
    #[serde(flatten)]
    sheet: &'a Sheet,
}

/// What a reader waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// All sheets.
    List,
    /// The sheet with this number.
    Sheet(usize),
}

/// What a reader gets.
#[derive(Debug, PartialEq, Eq)]
pub enum News {
    /// There is no such sheet.
    Unknown,
    /// Nothing has changed until the deadline.
    None,
    /// What is there now, as JSON.
    Some(String),
}

/// The sheets that are up.
#[derive(Default)]
pub struct Board {
    state: Mutex<State>,
    changed: Condvar,
}

/// Versions count the changes to the whole board, from 1.
#[derive(Default)]
struct State {
    version: u64,
    sheets: Vec<(u64, Sheet)>,
}

impl Board {
    /// Replaces the sheet with this number.
    pub fn put(&self, number: usize, sheet: Sheet) {
        let mut state = self.lock();
        state.version += 1;
        let version = state.version;
        if state.sheets.len() <= number {
            state.sheets.resize_with(number + 1, Default::default);
        }
        state.sheets[number] = (version, sheet);
        drop(state);
        self.changed.notify_all();
    }

    /// How many sheets there are.
    pub fn count(&self) -> usize {
        self.lock().sheets.len()
    }

    /// The picture of a source, or the first of a document.
    pub fn svg(&self, number: usize) -> Option<Arc<str>> {
        let state = self.lock();
        let (_, sheet) = state.sheets.get(number)?;
        sheet.pictures.first().map(|picture| Arc::clone(&picture.svg))
    }

    /// The page of one of the pictures of a source.
    pub fn page(&self, number: usize, picture: usize) -> Option<StepsPage> {
        let state = self.lock();
        let (_, sheet) = state.sheets.get(number)?;
        sheet.pictures.get(picture).map(|picture| picture.page.clone())
    }

    /// Waits until the subject has a version after `after`, or until `deadline`.
    pub fn wait(&self, subject: Subject, after: u64, deadline: Instant) -> News {
        let mut state = self.lock();
        loop {
            let version = match subject {
                Subject::List => state.version,
                Subject::Sheet(number) => match state.sheets.get(number) {
                    Some((version, _)) => *version,
                    None => return News::Unknown,
                },
            };
            if version > after {
                return News::Some(state.show(subject, version));
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left == Duration::ZERO {
                return News::None;
            }
            state = self.changed.wait_timeout(state, left).expect("nothing panics while it is held").0;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("nothing panics while it is held")
    }
}

impl State {
    fn show(&self, subject: Subject, version: u64) -> String {
        let text = match subject {
            Subject::List => {
                let sheets = self.sheets.iter().map(|(_, sheet)| sheet).enumerate();
                let sheets = sheets.filter(|(_, sheet)| !sheet.gone);
                let sheets = sheets.map(|(number, sheet)| Entry { number, sheet }).collect();
                serde_json::to_string(&List { version, sheets })
            }
            Subject::Sheet(number) => {
                let sheet = &self.sheets[number].1;
                serde_json::to_string(&JsonSheet {
                    version,
                    sheet,
                    pictures: &sheet.pictures,
                    lines: &sheet.lines,
                })
            }
        };
        text.expect("it holds strings and numbers only")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(name: &str) -> Sheet {
        let picture =
            Picture { svg: "<svg/>".into(), page: StepsPage::new(String::new), above: 0, stale: false };
        Sheet { name: name.to_owned(), pictures: vec![picture], ..Sheet::default() }
    }

    fn soon() -> Instant {
        Instant::now() + Duration::from_millis(10)
    }

    #[test]
    fn who_knows_the_newest_version_waits() {
        let board = Board::default();
        board.put(0, sheet("a"));
        board.put(1, sheet("b"));
        assert!(matches!(board.wait(Subject::Sheet(0), 0, soon()), News::Some(_)));
        assert_eq!(board.wait(Subject::Sheet(0), 1, soon()), News::None);
        assert_eq!(board.wait(Subject::Sheet(2), 0, soon()), News::Unknown);
        let News::Some(list) = board.wait(Subject::List, 1, soon()) else { panic!("it is at version 2") };
        assert!(list.contains("\"number\":1") && !list.contains("<svg/>"), "{list}");
    }

    #[test]
    fn a_change_wakes_who_waits_for_it() {
        let board = Arc::new(Board::default());
        board.put(0, sheet("a"));
        let waiting = Arc::clone(&board);
        let later = Instant::now() + Duration::from_secs(60);
        let reader = std::thread::spawn(move || waiting.wait(Subject::Sheet(0), 1, later));
        board.put(0, sheet("b"));
        let News::Some(shown) = reader.join().expect("it does not panic") else { panic!("it changed") };
        assert!(shown.contains("\"name\":\"b\"") && shown.contains("\"version\":2"), "{shown}");
    }

    #[test]
    fn what_is_gone_is_on_no_list() {
        let board = Board::default();
        board.put(0, Sheet { gone: true, ..sheet("a") });
        let News::Some(list) = board.wait(Subject::List, 0, soon()) else { panic!("it is at version 1") };
        assert!(!list.contains("\"a\""), "{list}");
    }
}
