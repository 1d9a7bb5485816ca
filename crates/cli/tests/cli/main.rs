//! The program as its users meet it: flags, files, exit codes and reports, tried on the real binary.

mod commands;
mod files;
mod formatting;
mod messages;
mod output;
mod pdf;
mod picture_formats;
#[cfg(feature = "png")]
mod png;

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, SystemTime};

use insta::assert_snapshot;
use tempfile::TempDir;

const GOOD: &str = "Alice->Bob: hello\nBob-->Alice: hi\n";
const BAD: &str = "Alice->Bob: hello\nalt ready\n  Bob-->Alice: hi\n";
const WARNED: &str = "Alice->Bob: hello\nend\n";

/// A folder to work in, which goes away with the test.
struct Folder(TempDir);

/// What a run of the program came to.
struct Ran {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Folder {
    fn new() -> Folder {
        Folder(tempfile::tempdir().expect("a folder can be made"))
    }

    fn with(files: &[(&str, &str)]) -> Folder {
        let folder = Folder::new();
        files.iter().for_each(|(name, text)| folder.write(name, text));
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("the folder can be written to");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("the folder is there");
        let name = |entry: std::io::Result<fs::DirEntry>| {
            entry.expect("an entry can be read").file_name().to_string_lossy().into_owned()
        };
        let mut names: Vec<String> = entries.map(name).collect();
        names.sort();
        names
    }

    /// The program, in this folder, with nothing on standard input and none of the caller's habits of colour.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_seqwright"));
        command.args(arguments);
        self.settle(command)
    }

    /// A shell's command line, in which `$0` is the program.
    #[cfg(unix)]
    fn shell(&self, line: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", line, env!("CARGO_BIN_EXE_seqwright")]);
        self.settle(command)
    }

    fn settle(&self, mut command: Command) -> Command {
        for name in ["NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "TERM", "CI", "GITHUB_ACTIONS"] {
            command.env_remove(name);
        }
        for (name, _) in
            std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("SEQWRIGHT_"))
        {
            command.env_remove(name);
        }
        command.current_dir(self.0.path()).env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        finish(self.command(arguments).output())
    }

    fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(arguments);
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        child.stdin.take().expect("it is piped").write_all(input).expect("the program reads all of it");
        finish(child.wait_with_output())
    }
}

fn finish(output: std::io::Result<Output>) -> Ran {
    let output = output.expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it writes UTF-8");
    Ran { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

impl Ran {
    /// Asserts an end without a word on either stream.
    fn silently(self, code: i32) {
        assert_eq!((self.code, self.stdout.as_str(), self.stderr.as_str()), (Some(code), "", ""));
    }

    /// Asserts the exit code, and that nothing is on standard output; gives standard error.
    fn stderr(self, code: i32) -> String {
        assert_eq!((self.code, self.stdout.as_str()), (Some(code), ""), "{}", self.stderr);
        self.stderr
    }

    /// Asserts success without diagnostics; gives standard output.
    fn printed(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (Some(0), ""));
        self.stdout
    }
}

fn is_picture(text: &str) -> bool {
    text.starts_with("<svg ") && text.ends_with("</svg>\n")
}
