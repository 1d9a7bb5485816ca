//! Prints the outcomes of jobs in order, although threads end in any.

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::compile::{Outcome, Run};
use super::exit::Exit;

/// Prints outcomes in the order of their jobs, whichever is done first.
pub struct Queue<'a> {
    run: &'a Run<'a>,
    state: Mutex<Waiting>,
}

#[derive(Default)]
struct Waiting {
    next: usize,
    early: BTreeMap<usize, Outcome>,
    exit: Exit,
}

impl<'a> Queue<'a> {
    /// An empty queue.
    pub fn new(run: &'a Run<'a>) -> Queue<'a> {
        Queue { run, state: Mutex::default() }
    }

    /// Takes the outcome of a job, and prints all whose turn it is.
    pub fn done(&self, at: usize, outcome: Outcome) {
        let mut state = self.state.lock().expect("nothing panics while it is held");
        state.early.insert(at, outcome);
        while let Some(outcome) = {
            let next = state.next;
            state.early.remove(&next)
        } {
            state.next += 1;
            state.exit = state.exit.max(self.run.say(outcome));
        }
    }

    /// The greatest exit code.
    pub fn exit(self) -> Exit {
        self.state.into_inner().expect("nothing panicked while it was held").exit
    }
}
