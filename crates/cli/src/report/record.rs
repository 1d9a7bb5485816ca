//! Collects diagnostics in a format of its own for a file, while people read theirs.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Mutex;

use super::form::Form;
use crate::files;
use crate::publish::{publish, stay_inside};

/// Diagnostics for a file.
pub struct Record {
    /// The format.
    pub form: Form,
    path: PathBuf,
    /// The name of a source, and what was reported about it. Threads report in any order.
    reports: Mutex<Vec<(String, String)>>,
}

impl Record {
    /// An empty one.
    pub fn new(form: Form, path: PathBuf) -> Record {
        Record { form, path, reports: Mutex::default() }
    }

    /// Adds what was reported about a source.
    pub fn add(&self, file: &str, report: String) {
        self.reports.lock().expect("nothing panics while it is held").push((file.to_owned(), report));
    }

    /// Writes the file. `Err` is its name, and why it cannot be written.
    pub fn write(&self) -> Result<(), (String, String)> {
        let mut reports = self.reports.lock().expect("nothing panics while it is held").clone();
        reports.sort_by(|(one, _), (other, _)| one.cmp(other));
        let lines: String = reports.into_iter().map(|(_, report)| report).collect();
        let text = self.form.document(&lines).unwrap_or(lines);
        write(&self.path, &text, &BTreeSet::new())
            .map_err(|words| (self.path.display().to_string(), format!("it cannot be written: {words}")))
    }
}

/// Writes results into a file, which must be none of the sources. The folder it is in is made if it is not there.
pub fn write(path: &std::path::Path, text: &str, sources: &BTreeSet<files::FileId>) -> Result<(), String> {
    std::fs::create_dir_all(files::folder_of(path))
        .map_err(|error| format!("its folder cannot be made: {}", files::sentence(&error)))?;
    // `/dev/stdout` is a link, too.
    if std::fs::metadata(path).is_ok_and(|it| it.is_file()) || !path.exists() {
        stay_inside(path)?;
    }
    publish(path, text.as_bytes(), sources).map(|_| ())
}
