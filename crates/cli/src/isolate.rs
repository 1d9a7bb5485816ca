//! Isolates the work on one file: a panic is a bug of seqwright, and ends the work on this file only.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};

use super::exit::Exit;
use super::report::Reporter;
use super::{escape, output};

thread_local! {
    /// Whether the work on a file is under way on this thread.
    static ISOLATED: Cell<bool> = const { Cell::new(false) };
    /// The message of the last panic of such work.
    static SAID: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What to do about a bug.
pub const HELP: &str = "please report it together with the source";

/// A panic during the work on one file.
#[derive(Debug)]
pub struct Bug(String);

impl Bug {
    /// The message, to follow the name of the file.
    pub fn message(&self) -> String {
        format!("a bug in seqwright itself: {}", self.0)
    }

    /// The report about the file that triggered it.
    pub fn report(&self, reporter: &Reporter, file: &str) -> String {
        reporter.trouble(file, &self.message(), Some(HELP))
    }
}

/// Installs a panic hook that words a panic for the user: during the work on a file, the caller of `isolated` reports
/// it; otherwise it is reported at once, and the program ends.
pub fn set_hook() {
    panic::set_hook(Box::new(|panic| {
        if ISOLATED.get() {
            SAID.set(sentence(panic));
            return;
        }
        output::to_stderr(&escape::lines(&format!(
            "seqwright: a bug in seqwright itself: {panic}\nPlease report it together with the source.\n"
        )));
        std::process::exit(Exit::Files as i32);
    }));
}

/// Where a panic was and why, in one line.
fn sentence(panic: &PanicHookInfo<'_>) -> String {
    panic.to_string().replace('\n', " ")
}

/// Runs the work on one file. After a panic, do not use what the work changed.
pub fn isolated<T>(work: impl FnOnce() -> T) -> Result<T, Bug> {
    let outer = ISOLATED.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    ISOLATED.set(outer);
    result.map_err(|_| Bug(SAID.take()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_ends_the_work_on_one_file_only() {
        set_hook();
        let work = |number: usize| isolated(move || [10, 20][number]);
        assert_eq!(work(0).expect("there is one"), 10);
        let bug = work(2).expect_err("there is none").message();
        assert_eq!(work(1).expect("there is one"), 20);
        // The other tests of this process panic in the usual way.
        drop(panic::take_hook());
        assert!(bug.starts_with("a bug in seqwright itself: panicked at "), "{bug}");
        assert!(bug.contains("isolate.rs:"), "{bug}");
        assert!(bug.ends_with("index out of bounds: the len is 2 but the index is 2"), "{bug}");
    }
}
