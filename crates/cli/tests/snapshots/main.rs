//! `seqwright test` as its users meet it, tried on the real binary.

mod choice;
mod expectations;
mod reports;
mod revisions;
mod trouble;
mod verdicts;

#[path = "../common/program.rs"]
mod program;

use std::fs;
use std::time::Duration;

use program::{Folder, Ran, finish};

const LOGIN: &str = "title Login\nAlice->Bob: hello\nBob-->Alice: Sign in\n";

/// A folder with two sources and their snapshots.
fn accepted() -> Folder {
    let folder = Folder::with(&[("docs/login.seq", LOGIN), ("a.seq", "A->B: x\n")]);
    folder.run(&["test", "--accept=new"]).stdout(0);
    folder
}

/// The last line without the time it took.
fn summary(output: &str) -> &str {
    let line = output.lines().last().unwrap_or_default();
    &line[..line.rfind(" (").unwrap_or(line.len())]
}

fn set_label(folder: &Folder) {
    folder.write("docs/login.seq", &LOGIN.replace("Sign in", "Log in"));
}
