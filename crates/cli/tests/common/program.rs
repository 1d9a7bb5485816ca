//! The program in a folder of its own, for tests of its commands. Each test file uses its share of it.
#![allow(dead_code)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// What the caller may have set and what would change what the program says.
const VARIABLES: &[&str] = &[
    "NO_COLOR",
    "CLICOLOR_FORCE",
    "FORCE_COLOR",
    "TERM",
    "CI",
    "CI_PROJECT_DIR",
    "TF_BUILD",
    "GITHUB_ACTIONS",
    "GITHUB_WORKSPACE",
];

/// A folder to work in, which goes away with the test.
pub struct Folder(TempDir);

/// What a run of the program came to.
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Folder {
    pub fn with(files: &[(&str, &str)]) -> Folder {
        let folder = Folder(tempfile::tempdir().expect("a folder can be made"));
        // Folders above must not influence the test.
        fs::create_dir(folder.path(".git")).expect("a folder can be made");
        files.iter().for_each(|(name, text)| folder.write(name, text));
        folder
    }

    pub fn root(&self) -> &Path {
        self.0.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it is in the folder")).expect("a folder can be made");
        fs::write(path, text).expect("the folder can be written to");
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Every file below the folder, except for those of git.
    pub fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut folders = vec![self.root().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder can be read") {
                let path = entry.expect("an entry can be read").path();
                if path.is_dir() && !path.ends_with(".git") {
                    folders.push(path);
                } else if !path.is_dir() {
                    let below = path.strip_prefix(self.root()).expect("it is below");
                    names.push(below.to_string_lossy().replace('\\', "/"));
                }
            }
        }
        names.sort();
        names
    }

    /// A program in this folder, with nothing on standard input and none of the caller's habits.
    pub fn other(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        let ours = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with("SEQWRIGHT_");
        let set = std::env::vars_os().map(|(name, _)| name).filter(|name| ours(name));
        set.chain(VARIABLES.iter().map(Into::into)).for_each(|name| {
            command.env_remove(name);
        });
        command.args(arguments).current_dir(self.root()).env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
        command
    }

    /// seqwright.
    pub fn command(&self, arguments: &[&str]) -> Command {
        self.other(env!("CARGO_BIN_EXE_seqwright"), arguments)
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        finish(self.command(arguments))
    }

    /// Runs the program in a folder below, with these variables, and with an input if there is one.
    pub fn run_with(
        &self,
        below: &str,
        variables: &[(&str, &str)],
        arguments: &[&str],
        input: Option<&[u8]>,
    ) -> Ran {
        let mut command = self.command(arguments);
        command.envs(variables.iter().copied()).current_dir(self.path(below));
        command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        if let Some(input) = input {
            child.stdin.take().expect("it is piped").write_all(input).expect("the program reads all of it");
        }
        ran(child.wait_with_output().expect("the program ends"))
    }

    /// The same as if a CI service ran it.
    pub fn run_in_ci(&self, arguments: &[&str]) -> Ran {
        let mut command = self.command(arguments);
        command.env("CI", "true");
        finish(command)
    }
}

pub fn finish(mut command: Command) -> Ran {
    ran(command.output().expect("the program starts"))
}

fn ran(output: Output) -> Ran {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it writes UTF-8");
    Ran { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

impl Ran {
    /// Asserts an end without a word on either stream.
    pub fn silently(self, code: i32) {
        assert_eq!((self.code, self.stdout.as_str(), self.stderr.as_str()), (Some(code), "", ""));
    }

    /// Asserts success without diagnostics; returns standard output.
    pub fn printed(self) -> String {
        self.stdout(0)
    }

    /// Asserts the exit code, and that standard error is empty; returns standard output.
    pub fn stdout(self, code: i32) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (Some(code), ""), "{}", self.stdout);
        self.stdout
    }

    /// Asserts the exit code, and that standard output is empty; returns standard error.
    pub fn stderr(self, code: i32) -> String {
        assert_eq!((self.code, self.stdout.as_str()), (Some(code), ""), "{}", self.stderr);
        self.stderr
    }
}
