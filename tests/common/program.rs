//! The program, run on files in a folder of its own.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A folder to work in, which goes away with the test.
pub struct Folder(TempDir);

/// What a run of the program came to.
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Folder {
    /// A folder with these files; folders in their paths are made.
    pub fn with(files: &[(&str, &str)]) -> Folder {
        let folder = Folder(tempfile::tempdir().expect("a folder can be made"));
        // What is above the folder is none of the test's business.
        fs::create_dir(folder.path(".git")).expect("a folder can be made");
        files.iter().for_each(|(name, text)| folder.write(name, text));
        folder
    }

    /// The path of a file in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file in it.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it is in the folder")).expect("a folder can be made");
        fs::write(path, text).expect("the folder can be written to");
    }

    /// The text of a file in it.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Runs the program in the folder.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with("", &[], arguments, None)
    }

    /// Runs the program in a folder below it, with these variables, and with an input if there is one.
    pub fn run_with(
        &self,
        below: &str,
        variables: &[(&str, &str)],
        arguments: &[&str],
        input: Option<&[u8]>,
    ) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_seqwright"));
        // Nothing of the caller's settings and habits.
        command.args(arguments).env_clear().env("LC_ALL", "C.UTF-8").envs(variables.iter().copied());
        command.current_dir(self.path(below)).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
        let mut child = command.spawn().expect("the program starts");
        if let Some(input) = input {
            child.stdin.take().expect("it is piped").write_all(input).expect("the program reads all of it");
        }
        let output = child.wait_with_output().expect("the program ends");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it writes UTF-8");
        Ran { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

impl Ran {
    /// Asserts an end without a word on either stream.
    pub fn silently(self, code: i32) {
        assert_eq!((self.code, self.stdout.as_str(), self.stderr.as_str()), (Some(code), "", ""));
    }

    /// Asserts the exit code, and that nothing is on standard output; gives standard error.
    pub fn complained(self, code: i32) -> String {
        assert_eq!((self.code, self.stdout.as_str()), (Some(code), ""), "{}", self.stderr);
        self.stderr
    }

    /// Asserts success without complaint; gives standard output.
    pub fn printed(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (Some(0), ""));
        self.stdout
    }
}
