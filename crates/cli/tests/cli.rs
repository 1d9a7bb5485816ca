//! The program as its users meet it: flags, files, exit codes and reports, tried on the real binary.

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

// Where pictures go.

#[test]
fn the_picture_is_written_beside_its_source_without_a_word() {
    let folder = Folder::with(&[("login.seq", GOOD)]);
    folder.run(&["login.seq"]).silently(0);
    assert!(is_picture(&folder.read("login.svg")));
    assert_eq!(folder.names(), ["login.seq", "login.svg"]);
}

#[test]
fn compile_is_what_happens_without_a_command() {
    let folder = Folder::with(&[("check", GOOD)]);
    folder.run(&["compile", "check", "-o", "a.svg"]).silently(0);
    folder.run(&["./check", "-o", "b.svg"]).silently(0);
    assert_eq!(folder.read("a.svg"), folder.read("b.svg"));
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    folder.run(&["x.seq"]).silently(0);
    let picture = folder.read("x.svg");
    assert_eq!(folder.run_with_input(&["-"], GOOD.as_bytes()).printed(), picture);
    assert_eq!(folder.run(&["x.seq", "-o", "-"]).printed(), picture);
}

#[test]
fn standard_input_can_go_to_a_file() {
    let folder = Folder::new();
    folder.run_with_input(&["-", "-o", "y.svg"], GOOD.as_bytes()).silently(0);
    folder.run_with_input(&["-", "-o", "out/", "--stdin-filename", "a/b.seq"], GOOD.as_bytes()).silently(0);
    assert_eq!(folder.read("y.svg"), folder.read("out/b.svg"));
    assert!(folder.run_with_input(&["-", "-o", "out/"], b"").stderr(2).contains("--stdin-filename"));
}

#[test]
fn an_output_that_ends_in_a_slash_or_is_there_is_a_folder() {
    let folder = Folder::with(&[("a.seq", GOOD), ("b.seq", GOOD)]);
    folder.run(&["a.seq", "b.seq", "-o", "deep/er/"]).silently(0);
    folder.run(&["a.seq", "-o", "deep"]).silently(0);
    assert!(is_picture(&folder.read("deep/er/b.svg")));
    assert!(is_picture(&folder.read("deep/a.svg")));
}

#[test]
fn a_folder_stands_for_the_sources_in_it() {
    let folder = Folder::with(&[("a.seq", GOOD), ("b.txt", GOOD), ("c.md", "```seq\nA->B: x\n```\n")]);
    fs::create_dir_all(folder.path("deep/er")).expect("a folder can be made");
    folder.write("deep/er/d.seq", GOOD);
    folder.run(&["."]).silently(0);
    assert_eq!(folder.names(), ["a.seq", "a.svg", "b.txt", "c.md", "deep"]);
    assert!(is_picture(&folder.read("deep/er/d.svg")));
    folder.run(&[".", "-o", "out/"]).silently(0);
    assert_eq!(folder.read("out/d.svg"), folder.read("deep/er/d.svg"));
    fs::create_dir(folder.path("empty")).expect("a folder can be made");
    assert!(folder.run(&["empty"]).stderr(2).starts_with("empty: error: it has no source (`.seq`)"));
}

#[test]
fn several_sources_need_a_folder_of_their_own() {
    let folder = Folder::with(&[("a.seq", GOOD), ("b.seq", GOOD), ("a.txt", GOOD)]);
    let stderr = folder.run(&["a.seq", "b.seq", "-o", "x.svg"]).stderr(2);
    assert!(stderr.contains("a folder ends in `/`"), "{stderr}");
    let stderr = folder.run(&["a.seq", "a.txt"]).stderr(2);
    assert!(stderr.contains("`a.seq` and `a.txt` would both be written to `a.svg`"), "{stderr}");
    let stderr = folder.run(&["a.seq", "-"]).stderr(2);
    assert!(stderr.contains("must be the only source"), "{stderr}");
    assert_eq!(folder.names(), ["a.seq", "a.txt", "b.seq"]);
}

#[test]
fn a_source_named_twice_is_compiled_once() {
    let folder = Folder::with(&[("a.seq", WARNED)]);
    let stderr = folder.run(&["a.seq", "./a.seq", "a.seq"]).stderr(0);
    assert_eq!(stderr.matches("warning[stray-end]").count(), 1, "{stderr}");
}

#[test]
fn outputs_that_would_be_regretted_are_refused() {
    let folder = Folder::with(&[("a.seq", GOOD)]);
    for (output, why) in [("b.seq", "has the name of a source"), ("b.PNG", "writes no other format")] {
        let stderr = folder.run(&["a.seq", "-o", output]).stderr(2);
        assert!(stderr.contains(why), "{stderr}");
    }
    assert_eq!(folder.names(), ["a.seq"]);
}

#[test]
fn a_missing_folder_is_named_as_the_reason() {
    let folder = Folder::with(&[("a.seq", GOOD)]);
    let stderr = folder.run(&["a.seq", "-o", "no/such/b.svg"]).stderr(3);
    assert_eq!(stderr, "no/such/b.svg: error: it cannot be written: its folder does not exist\n");
}

// How they are written.

#[test]
fn an_unchanged_picture_is_not_touched() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    folder.run(&["x.seq"]).silently(0);
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let changed = || fs::metadata(folder.path("x.svg")).and_then(|it| it.modified()).expect("it is there");
    let file = fs::File::options().write(true).open(folder.path("x.svg")).expect("it is there");
    file.set_modified(long_ago).expect("its time can be set");
    folder.run(&["x.seq"]).silently(0);
    assert_eq!(changed(), long_ago);
    folder.write("x.seq", "Alice->Bob: something else\n");
    folder.run(&["x.seq"]).silently(0);
    assert!(changed() > long_ago);
}

#[test]
fn a_reader_of_the_old_picture_keeps_the_old_picture() {
    let folder = Folder::with(&[("x.seq", GOOD), ("x.svg", "<svg>old</svg>")]);
    let mut reader = fs::File::open(folder.path("x.svg")).expect("it is there");
    folder.run(&["x.seq"]).silently(0);
    let mut text = String::new();
    reader.read_to_string(&mut text).expect("it is text");
    assert_eq!(text, "<svg>old</svg>");
    assert!(is_picture(&folder.read("x.svg")));
    assert_eq!(folder.names(), ["x.seq", "x.svg"]);
}

#[test]
fn a_source_with_errors_leaves_the_old_picture_as_it_was() {
    let folder = Folder::with(&[("x.seq", BAD), ("x.svg", "<svg>old</svg>")]);
    folder.run(&["x.seq"]).stderr(1);
    assert_eq!(folder.read("x.svg"), "<svg>old</svg>");
    assert_eq!(folder.names(), ["x.seq", "x.svg"]);
    assert!(folder.run_with_input(&["-"], BAD.as_bytes()).stderr(1).starts_with("<stdin>:"));
}

#[test]
fn a_read_only_picture_is_left_alone() {
    let folder = Folder::with(&[("x.seq", GOOD), ("x.svg", "<svg>old</svg>")]);
    let mut permissions = fs::metadata(folder.path("x.svg")).expect("it is there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(folder.path("x.svg"), permissions).expect("they can be set");
    let stderr = folder.run(&["x.seq"]).stderr(3);
    assert_eq!(stderr, "x.svg: error: it cannot be written: it is read-only\n");
    assert_eq!(folder.read("x.svg"), "<svg>old</svg>");
}

#[test]
fn a_source_is_never_written_over() {
    let folder = Folder::with(&[("x.svg", GOOD), ("a.seq", GOOD)]);
    fs::hard_link(folder.path("a.seq"), folder.path("a.svg")).expect("links can be made");
    for arguments in [&["x.svg"][..], &["a.seq"], &["x.svg", "a.seq", "-o", "."]] {
        let stderr = folder.run(arguments).stderr(3);
        assert!(stderr.contains("it is one of the sources"), "{arguments:?}: {stderr}");
    }
    assert_eq!((folder.read("a.seq"), folder.read("x.svg")), (GOOD.to_owned(), GOOD.to_owned()));
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_is_written_through() {
    use std::os::unix::fs::symlink;
    let folder = Folder::with(&[("x.seq", GOOD), ("real.svg", "<svg>old</svg>")]);
    fs::create_dir(folder.path("far")).expect("a folder can be made");
    symlink("real.svg", folder.path("there.svg")).expect("links can be made");
    symlink("far/new.svg", folder.path("dangling.svg")).expect("links can be made");
    symlink("x.seq", folder.path("source.svg")).expect("links can be made");
    symlink("loop.svg", folder.path("loop.svg")).expect("links can be made");
    folder.run(&["x.seq", "-o", "there.svg"]).silently(0);
    folder.run(&["x.seq", "-o", "dangling.svg"]).silently(0);
    assert!(folder.run(&["x.seq", "-o", "source.svg"]).stderr(3).contains("one of the sources"));
    assert!(folder.run(&["x.seq", "-o", "loop.svg"]).stderr(3).contains("lead in a circle"));
    assert!(is_picture(&folder.read("real.svg")) && is_picture(&folder.read("far/new.svg")));
    for link in ["there.svg", "dangling.svg", "source.svg", "loop.svg"] {
        assert!(folder.path(link).is_symlink(), "{link}");
    }
    assert_eq!(folder.read("x.seq"), GOOD);
}

#[cfg(unix)]
#[test]
fn the_permissions_of_the_old_picture_are_kept() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with(&[("x.seq", GOOD), ("x.svg", "<svg>old</svg>")]);
    let private = fs::Permissions::from_mode(0o600);
    fs::set_permissions(folder.path("x.svg"), private).expect("they can be set");
    folder.run(&["x.seq"]).silently(0);
    let mode = fs::metadata(folder.path("x.svg")).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    finish(folder.shell("umask 027; exec \"$0\" x.seq -o new.svg").output()).silently(0);
    let mode = fs::metadata(folder.path("new.svg")).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[cfg(target_os = "linux")]
#[test]
fn devices_and_pipes_are_written_to_as_they_are() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    folder.run(&["x.seq", "-o", "/dev/null"]).silently(0);
    let stderr = folder.run(&["x.seq", "-o", "/dev/full"]).stderr(3);
    assert_eq!(stderr, "/dev/full: error: it cannot be written: the disk is full\n");
    assert!(is_picture(&folder.run(&["x.seq", "-o", "/dev/stdout"]).printed()));
    let piped = finish(folder.shell("mkfifo pipe && { cat pipe & \"$0\" x.seq -o pipe; wait; }").output());
    assert!(is_picture(&piped.printed()));
    let full = finish(folder.shell("exec \"$0\" - < x.seq > /dev/full").output());
    assert_eq!(full.stderr(3), "standard output: error: it cannot be written to: the disk is full\n");
}

#[cfg(unix)]
#[test]
fn a_run_that_is_interrupted_leaves_the_old_picture_or_the_new() {
    use rustix::process::{Pid, Signal, kill_process};
    let folder = Folder::with(&[("x.seq", GOOD)]);
    folder.run(&["x.seq"]).silently(0);
    let new = folder.read("x.svg");
    for (signal, wait) in [Signal::INT, Signal::TERM, Signal::KILL]
        .into_iter()
        .flat_map(|signal| (0..12).map(move |step| (signal, Duration::from_micros(150 * step * step / 2))))
    {
        folder.write("x.svg", "<svg>old</svg>");
        let mut child = folder.command(&["x.seq"]).spawn().expect("the program starts");
        std::thread::sleep(wait);
        kill_process(Pid::from_child(&child), signal).expect("it is ours, and was not waited for");
        child.wait().expect("it ends");
        let picture = folder.read("x.svg");
        assert!(picture == "<svg>old</svg>" || picture == new, "{signal:?}: {picture}");
        // Between the two calls that replace a file, it has a temporary name. No program can tidy
        // up after SIGKILL, so it may stay behind if that falls there; it is whole then.
        for name in folder.names().iter().filter(|name| !["x.seq", "x.svg"].contains(&name.as_str())) {
            assert!(signal == Signal::KILL && name.ends_with(".tmp"), "{signal:?} after {wait:?}: {name}");
            assert_eq!(folder.read(name), new);
            fs::remove_file(folder.path(name)).expect("it is ours");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_error() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    for arguments in [&["x.seq", "-o", "-"][..], &["explain"], &["--help"], &["completions", "bash"]] {
        let (reader, writer) = std::io::pipe().expect("a pipe can be made");
        drop(reader);
        finish(folder.command(arguments).stdout(writer).output()).silently(0);
    }
    let (reader, writer) = std::io::pipe().expect("a pipe can be made");
    drop(reader);
    folder.write("bad.seq", BAD);
    assert_eq!(finish(folder.command(&["bad.seq"]).stderr(writer).output()).code, Some(1));
}

#[cfg(unix)]
#[test]
fn streams_may_be_closed_from_the_start() {
    let folder = Folder::with(&[("bad.seq", BAD), ("x.seq", GOOD)]);
    for (line, code) in [
        ("exec \"$0\" - <&-", 1),
        ("exec \"$0\" - < x.seq >&-", 0),
        ("exec \"$0\" bad.seq 2>&-", 1),
        ("exec \"$0\" --nonsense 2>&- >&- <&-", 2),
    ] {
        assert_eq!(finish(folder.shell(line).output()).code, Some(code), "{line}");
    }
}

// Many files.

#[test]
fn one_faulty_file_does_not_keep_the_others_from_being_done() {
    let folder = Folder::with(&[("a.seq", GOOD), ("b.seq", BAD), ("d.seq", GOOD)]);
    let stderr = folder.run(&["a.seq", "b.seq", "d.seq"]).stderr(1);
    assert!(stderr.starts_with("b.seq:2:1: error[unclosed-fragment]"), "{stderr}");
    folder.run(&["a.seq", "b.seq", "c.seq", "d.seq"]).stderr(3);
    assert_eq!(folder.names(), ["a.seq", "a.svg", "b.seq", "d.seq", "d.svg"]);
}

#[test]
fn reports_of_many_files_keep_the_order_of_the_files() {
    let folder = Folder::new();
    let names: Vec<String> = (0..60).map(|number| format!("{number}.seq")).collect();
    for (at, name) in names.iter().enumerate() {
        // The first are the slowest.
        folder.write(name, &format!("{}end\n", GOOD.repeat(60 - at)));
    }
    let arguments: Vec<&str> = names.iter().rev().map(String::as_str).collect();
    let stderr = folder.run(&[&["check", "--message-format", "short"], &arguments[..]].concat()).stderr(0);
    let order: Vec<&str> = stderr.lines().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(order, arguments);
}

#[cfg(unix)]
#[test]
fn sixteen_open_files_and_a_small_stack_are_enough() {
    let folder = Folder::new();
    let deep = format!("{}A->B: x\n{}", "opt x\n".repeat(60), "end\n".repeat(60));
    (0..64).for_each(|number| folder.write(&format!("{number}.seq"), &deep));
    finish(folder.shell("ulimit -n 16; ulimit -s 256; exec \"$0\" *.seq").output()).silently(0);
    finish(folder.shell("ulimit -n 16; ulimit -s 256; exec \"$0\" 1.seq -o one.svg").output()).silently(0);
    assert_eq!(folder.names().iter().filter(|name| name.ends_with(".svg")).count(), 65);
}

// What is read.

#[test]
fn errors_of_reading_files_are_distinguished() {
    let folder = Folder::with(&[("there.seq", GOOD), ("file", "")]);
    assert_snapshot!(
        folder.run(&["check", "no.seq", "there", "nowhere", "file/x.seq"]).stderr(3),
        @r#"
no.seq: error: it cannot be read: it does not exist
there: error: it cannot be read: it does not exist
  help: there is `there.seq`
nowhere: error: it cannot be read: it does not exist
  help: the commands are in `seqwright --help`; anything else is a file
file/x.seq: error: it cannot be read: a part of its path is not a folder
"#
    );
}

#[cfg(unix)]
#[test]
fn a_circle_of_links_is_called_one() {
    let folder = Folder::new();
    std::os::unix::fs::symlink("x.seq", folder.path("x.seq")).expect("links can be made");
    let stderr = folder.run(&["x.seq"]).stderr(3);
    assert_eq!(stderr, "x.seq: error: it cannot be read: its symbolic links lead in a circle\n");
}

#[cfg(unix)]
#[test]
fn a_source_without_end_is_not_read_to_the_end() {
    let folder = Folder::new();
    let stderr = folder.run(&["check", "/dev/zero"]).stderr(1);
    assert!(stderr.starts_with("/dev/zero:1:1: error[source-too-large]: "), "{stderr}");
    assert!(stderr.contains("64 MiB (`MAX_SOURCE_BYTES`)"), "{stderr}");
}

#[test]
fn a_file_over_the_limit_is_not_read_at_all() {
    let folder = Folder::new();
    let file = fs::File::create(folder.path("huge.seq")).expect("a file can be made");
    file.set_len((64 << 20) + 1).expect("files can have holes");
    let stderr = folder.run(&["check", "huge.seq"]).stderr(1);
    assert!(stderr.starts_with("huge.seq:1:1: error[source-too-large]: "), "{stderr}");
}

#[test]
fn other_languages_are_called_by_their_names() {
    let folder = Folder::with(&[("a.mmd", GOOD), ("b.puml", GOOD), ("c.seq", GOOD)]);
    assert_snapshot!(folder.run(&["a.mmd", "b.puml", "c.seq"]).stderr(1), @r#"
a.mmd: error: this is Mermaid, which seqwright does not read
  help: if it is a .seq text under another name, pass it on standard input: `seqwright - < FILE`
b.puml: error: this is PlantUML, which seqwright does not read
  help: if it is a .seq text under another name, pass it on standard input: `seqwright - < FILE`
"#);
    assert_eq!(folder.names(), ["a.mmd", "b.puml", "c.seq", "c.svg"]);
}

// Messages.

#[test]
fn plain_reports_are_sentences() {
    let folder = Folder::with(&[("x.seq", BAD)]);
    assert_snapshot!(folder.run(&["x.seq"]).stderr(1), @r#"
x.seq:2:1: error[unclosed-fragment]: this `alt` is never closed
  2 | alt ready
  at 2:1: opened here
  at 3:18: `end` is expected below this line
  help: add a line `end` after line 3
x.seq: 1 error; `seqwright check --fix` fixes 1; see `seqwright explain unclosed-fragment`
"#);
}

#[test]
fn short_reports_are_one_line_each() {
    let folder = Folder::with(&[("x.seq", BAD)]);
    assert_snapshot!(folder.run(&["check", "x.seq", "--message-format", "short"]).stderr(1), @r#"
x.seq:2:1: error[unclosed-fragment]: this `alt` is never closed
"#);
}

#[test]
fn json_reports_are_one_object_on_a_line() {
    let folder = Folder::with(&[("x.seq", BAD), ("y.seq", GOOD)]);
    let report = folder.run(&["--message-format", "json", "x.seq", "no.seq", "y.seq"]).stderr(3);
    assert_snapshot!(report, @r#"
{"file":"x.seq","severity":"error","code":"unclosed-fragment","message":"this `alt` is never closed","start":{"line":2,"column":1,"byte":18},"end":{"line":2,"column":10,"byte":27},"labels":[{"start":{"line":2,"column":1,"byte":18},"end":{"line":2,"column":10,"byte":27},"text":"opened here"},{"start":{"line":3,"column":18,"byte":45},"end":{"line":3,"column":18,"byte":45},"text":"`end` is expected below this line"}],"help":"add a line `end` after line 3","fixes":[{"start":{"line":3,"column":18,"byte":45},"end":{"line":3,"column":18,"byte":45},"replacement":"\nend"}]}
{"file":"no.seq","severity":"error","code":null,"message":"it cannot be read: it does not exist","start":null,"end":null,"labels":[],"help":null,"fixes":[]}
"#);
    for line in report.lines() {
        serde_json::from_str::<serde_json::Value>(line).expect("each line is JSON");
    }
}

#[test]
fn coloured_reports_mark_the_source() {
    let folder = Folder::with(&[("x.seq", BAD)]);
    let coloured = folder.run(&["check", "x.seq", "--color", "always"]).stderr(1);
    assert!(coloured.contains("\u{1b}[31m"), "{coloured}");
    assert_snapshot!(without_colour(&coloured), @r#"
error[unclosed-fragment]

  × this `alt` is never closed
   ╭─[x.seq:2:1]
 1 │ Alice->Bob: hello
 2 │ alt ready
   · ────┬────
   ·     ╰── opened here
 3 │   Bob-->Alice: hi
   ·                  ▲
   ·                  ╰── `end` is expected below this line
   ╰────
  help: add a line `end` after line 3

x.seq: 1 error; `seqwright check --fix` fixes 1; see `seqwright explain unclosed-fragment`
"#);
    let mut ascii = folder.command(&["check", "x.seq", "--color", "always"]);
    let ascii = finish(ascii.env("LC_ALL", "C").output()).stderr(1);
    assert!(ascii.is_ascii(), "{ascii}");
}

/// A text without the escape codes of colours.
fn without_colour(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once('m').map_or("", |(_, rest)| rest))
}

#[test]
fn colour_follows_the_customs() {
    let folder = Folder::with(&[("x.seq", BAD)]);
    let coloured = |name: &str, value: &str, arguments: &[&str]| {
        let ran =
            finish(folder.command(&[&["check", "x.seq"], arguments].concat()).env(name, value).output());
        ran.stderr(1).contains('\u{1b}')
    };
    assert!(!coloured("UNRELATED", "1", &[]));
    assert!(coloured("CLICOLOR_FORCE", "1", &[]));
    assert!(!coloured("CLICOLOR_FORCE", "0", &[]));
    assert!(!coloured("CLICOLOR_FORCE", "1", &["--color", "never"]));
    assert!(coloured("NO_COLOR", "1", &["--color", "always"]));
    let mut both = folder.command(&["check", "x.seq"]);
    let both = finish(both.env("NO_COLOR", "1").env("CLICOLOR_FORCE", "1").output());
    assert!(!both.stderr(1).contains('\u{1b}'));
}

#[test]
fn what_sources_hold_is_no_command_to_a_terminal_or_a_log_reader() {
    let hostile = "::error::owned\nA->B \u{1b}[31mred\u{202e}\u{7}\n##[error]x\nnonsense \u{9b}31m\n";
    let folder = Folder::with(&[("x.seq", hostile)]);
    for form in ["human", "short", "json"] {
        let report = folder.run(&["check", "x.seq", "--message-format", form]).stderr(1);
        assert_harmless(&report);
    }
    let fancy = folder.run(&["check", "x.seq", "--color", "always"]).stderr(1);
    assert_harmless(&without_colour(&fancy));
}

#[cfg(unix)]
#[test]
fn names_of_files_are_no_commands_either() {
    let name = "::error::\u{1b}[31m\n##[error].seq";
    let folder = Folder::with(&[(name, BAD)]);
    let missing = format!("no{name}");
    for form in ["human", "short", "json"] {
        assert_harmless(&folder.run(&["--message-format", form, name, &missing]).stderr(3));
    }
    assert_harmless(&folder.run(&[name, "--\u{1b}[31m\n::error::"]).stderr(2));
    assert_harmless(&folder.run(&[name, &missing, "-o", name]).stderr(2));
    assert_harmless(&folder.run(&[name, "--theme", name, "--emit", "ast"]).stderr);
}

fn assert_harmless(report: &str) {
    let treacherous = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!report.contains(treacherous), "{report:?}");
    assert!(!report.lines().any(|line| line.trim_start().starts_with("::")), "{report}");
    assert!(!report.contains("##["), "{report}");
    assert!(!report.trim().is_empty());
}

#[test]
fn long_lines_and_long_names_are_cut() {
    let text = format!("A->B: ok\nnonsense {} end\n", "x".repeat(100_000));
    let folder = Folder::with(&[("x.seq", &text)]);
    for arguments in [&["check", "x.seq"][..], &["check", "x.seq", "--color", "always"]] {
        let report = folder.run(arguments).stderr(1);
        assert!(report.len() < 2_000, "{} bytes", report.len());
    }
}

#[test]
fn at_most_fifty_diagnostics_of_a_file_are_shown() {
    let folder = Folder::with(&[("x.seq", &"A->B hello\n".repeat(173))]);
    let short = folder.run(&["check", "x.seq", "--message-format", "short"]).stderr(1);
    assert_eq!(short.lines().count(), 51);
    assert_eq!(short.lines().last(), Some("x.seq: and 123 more"));
    let json = folder.run(&["check", "x.seq", "--message-format", "json"]).stderr(1);
    assert_eq!(json.lines().count(), 51);
    assert!(json.lines().last().is_some_and(|line| line.contains("\"message\":\"and 123 more\"")));
}

#[test]
fn warnings_are_no_errors_and_quiet_leaves_them_out() {
    let folder = Folder::with(&[("x.seq", WARNED)]);
    let warning = folder.run(&["x.seq"]).stderr(0);
    assert!(warning.starts_with("x.seq:2:1: warning[stray-end]: "), "{warning}");
    assert!(is_picture(&folder.read("x.svg")));
    folder.run(&["x.seq", "--quiet"]).silently(0);
    folder.run(&["-q", "check", "x.seq"]).silently(0);
}

#[test]
fn diagnostics_use_the_given_name_for_standard_input() {
    let folder = Folder::new();
    let stderr = folder.run_with_input(&["check", "-", "--stdin-filename", "my.seq"], BAD.as_bytes());
    assert!(stderr.stderr(1).starts_with("my.seq:2:1: "));
}

#[test]
fn checking_writes_nothing() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    folder.run(&["check", "x.seq"]).silently(0);
    assert_eq!(folder.names(), ["x.seq"]);
}

#[test]
fn bytes_that_are_no_text_are_an_error_with_a_place() {
    let folder = Folder::new();
    fs::write(folder.path("x.seq"), b"A->B: ok\nA->B: \xff\n").expect("the folder can be written to");
    let stderr = folder.run(&["x.seq"]).stderr(1);
    assert!(stderr.starts_with("x.seq:2:7: error[not-utf-8]: "), "{stderr}");
}

// The other commands and flags.

#[test]
fn explain_knows_every_code_and_lists_them_all() {
    let folder = Folder::new();
    let list = folder.run(&["explain"]).printed();
    assert_eq!(list.lines().count(), seqwright::Code::ALL.len());
    for code in seqwright::Code::ALL {
        assert!(list.lines().any(|line| line.split(' ').next() == Some(code.name())), "{}", code.name());
        let one = folder.run(&["explain", code.name()]).printed();
        assert!(one.starts_with(&format!("{}\n\n", code.name())) && one.lines().count() > 2, "{one}");
    }
    let whole = folder.run(&["explain", "--all"]).printed();
    assert!(seqwright::Code::ALL.iter().all(|code| whole.contains(&format!("{}\n\n", code.name()))));
    for (name, answer) in [
        ("stray-ende", "error: `stray-ende` is not a code; did you mean `stray-end`?"),
        (
            "alt",
            "error: `alt` is not a code but a word of the language: `seqwright syntax` shows how it is written",
        ),
        ("nothing-like-it", "error: `nothing-like-it` is not a code; `seqwright explain` lists all codes"),
    ] {
        let said = folder.run(&["explain", name]).stderr(2);
        assert_eq!(said.lines().next(), Some(answer));
    }
}

#[test]
fn explain_shows_a_wrong_and_a_right_source() {
    let printed = Folder::new().run(&["explain", "stray-end"]).printed();
    let example =
        "Wrong:\n\n    A->B: hello\n    end\n\nRight:\n\n    opt found\n      A->B: hello\n    end\n";
    assert!(printed.contains(example), "{printed}");
    // A character that nobody sees is written as an escape.
    assert!(Folder::new().run(&["explain", "invisible-character"]).printed().contains("Ser\\u{200b}ver->B"));
}

#[test]
fn explain_gives_programs_one_document() {
    let folder = Folder::new();
    let all: serde_json::Value =
        serde_json::from_str(&folder.run(&["explain", "--format", "json"]).printed()).expect("it is JSON");
    assert_eq!(all["codes"].as_array().map(Vec::len), Some(seqwright::Code::ALL.len()));
    let one = folder.run(&["explain", "stray-end", "--format", "json"]).printed();
    let one: serde_json::Value = serde_json::from_str(&one).expect("it is JSON");
    assert_eq!(one["code"], "stray-end");
    assert_eq!(one["level"], "warn");
    assert_eq!(one["example"]["wrong"], "A->B: hello\nend");
}

#[test]
fn syntax_prints_the_cheat_sheet_of_the_manual() {
    assert_eq!(Folder::new().run(&["syntax"]).printed(), include_str!("../../../docs/cheatsheet.md"));
}

#[test]
fn completions_are_there_for_every_shell() {
    let folder = Folder::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert!(folder.run(&["completions", shell]).printed().contains("stdin-filename"), "{shell}");
    }
    folder.run(&["completions", "tcsh"]).stderr(2);
}

/// What bash completes after these words in this folder.
#[cfg(unix)]
fn completed(folder: &Folder, words: &str) -> String {
    let script = folder.run(&["completions", "bash"]).printed();
    folder.write("complete.bash", &script);
    let count = words.split(' ').count() - 1;
    let line = format!(
        "compopt() {{ :; }}; source ./complete.bash; COMP_WORDS=({words} ''); COMP_CWORD={}; cur=; prev={}; _seqwright \
         seqwright '' {}; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        count + 1,
        words.rsplit(' ').next().unwrap_or_default(),
        words.rsplit(' ').next().unwrap_or_default(),
    );
    let mut command = Command::new("bash");
    command.args(["-c", &line]).current_dir(folder.path(".")).stdin(Stdio::null());
    finish(command.output()).printed()
}

#[cfg(unix)]
#[test]
fn a_theme_is_completed_to_names_and_files() {
    let folder = Folder::with(&[("brand.toml", "")]);
    for words in ["seqwright --theme", "seqwright test --theme", "seqwright compile --theme"] {
        let found = completed(&folder, words);
        for name in seqwright::Theme::BUILTIN.iter().chain(["brand.toml"].iter()) {
            assert!(found.lines().any(|line| line == *name), "{words}: {found}");
        }
    }
    assert!(!completed(&folder, "seqwright --config").contains("dark"), "other options take files only");
    let zsh = folder.run(&["completions", "zsh"]).printed();
    assert!(zsh.contains(":NAME|FILE:{_alternative \"names\\:theme\\:(auto "), "{zsh}");
    assert!(folder.run(&["completions", "fish"]).printed().contains(" -r -F -a \"auto "));
}

#[test]
fn every_stage_can_be_printed_also_of_a_source_with_errors() {
    let folder = Folder::with(&[("x.seq", GOOD), ("bad.seq", BAD)]);
    for stage in ["ast", "model", "scene"] {
        assert!(folder.run(&["x.seq", "--emit", stage]).printed().contains("Bob"), "{stage}");
        let ran = folder.run(&["bad.seq", "--emit", stage]);
        assert_eq!(ran.code, Some(1));
        assert!(ran.stdout.contains("Bob") && ran.stderr.contains("unclosed-fragment"), "{stage}");
    }
    folder.run(&["x.seq", "--emit", "ast", "-o", "y.svg"]).stderr(2);
    folder.run(&["x.seq", "bad.seq", "--emit", "ast"]).stderr(2);
    assert_eq!(folder.names(), ["bad.seq", "x.seq"]);
}

#[test]
fn themes_are_names_or_files() {
    let folder = Folder::with(&[("x.seq", GOOD), ("bad.toml", "nonsense = [")]);
    for name in seqwright::Theme::BUILTIN {
        assert!(is_picture(&folder.run(&["x.seq", "-o", "-", "--theme", name]).printed()), "{name}");
    }
    let unknown = folder.run(&["x.seq", "--theme", "nonsense"]).stderr(2);
    assert!(unknown.contains(seqwright::Theme::BUILTIN[0]), "{unknown}");
    assert!(folder.run(&["x.seq", "--theme", "bad.toml"]).stderr(1).starts_with("bad.toml: error: "));
    assert!(folder.run(&["x.seq", "--theme", "no.toml"]).stderr(3).contains("it does not exist"));
    assert!(folder.run(&["x.seq", "--theme", ".", "-o", "-"]).stderr(3).contains("it is a folder"));
    assert_eq!(folder.names(), ["bad.toml", "x.seq"]);
}

#[test]
fn a_picture_for_a_page_is_html() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    let printed = folder.run(&["x.seq", "-o", "-", "--profile", "inline"]).printed();
    assert!(printed.starts_with("<div class=\"seqwright\"") && printed.lines().count() == 1, "{printed}");
    folder.run(&["x.seq", "--profile", "inline"]).silently(0);
    assert_eq!(folder.names(), ["x.html", "x.seq"]);
    assert_eq!(
        folder.run(&["x.seq", "-o", "-", "--profile", "file"]).printed(),
        folder.run(&["x.seq", "-o", "-"]).printed()
    );
}

#[test]
fn flags_reach_the_picture() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    let picture = |flags: &[&str]| folder.run(&[&["x.seq", "-o", "-"], flags].concat()).printed();
    let lined = picture(&["--source-lines"]);
    assert!(lined.contains("data-line=\"") && lined.contains("data-event=\"1\""), "{lined}");
    assert!(!picture(&[]).contains("data-line=") && !picture(&[]).contains("data-event"));
    assert_eq!(picture(&["--no-source-lines"]), picture(&[]));
    assert!(picture(&[]).contains("textLength=") && !picture(&["--text", "plain"]).contains("textLength="));
    assert_eq!(picture(&["--text", "fit"]), picture(&[]));
    assert!(picture(&["--id-prefix", "login"]).contains("\"login"));
    assert!(picture(&["--alt", "Who asks"]).contains(">Who asks</title>"));
    for prefix in ["", "1a", "a b", "a\"b", "a{b", &"a".repeat(65)] {
        folder.run(&["x.seq", "--id-prefix", prefix]).stderr(2);
    }
}

#[test]
fn options_for_compiling_do_not_get_lost_before_a_command() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    folder.run(&["-o", "y.svg", "check", "x.seq"]).stderr(2);
    folder.run(&["--color", "never", "--quiet", "check", "x.seq"]).silently(0);
    assert_eq!(folder.names(), ["x.seq"]);
}

#[test]
fn help_shows_examples_and_the_exit_codes() {
    let folder = Folder::new();
    let (short, long) = (folder.run(&["-h"]).printed(), folder.run(&["--help"]).printed());
    assert_eq!(short.matches("\n  seqwright ").count(), 3);
    assert!(long.contains("Exit codes:\n  0  success\n") && !short.contains("Exit codes"));
    for line in long.lines().chain(short.lines()) {
        assert!(line.chars().count() <= 100, "{line}");
    }
    let version = folder.run(&["--version"]).printed();
    assert_eq!(version, format!("seqwright {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn output_is_the_same_in_every_environment() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    let expected = folder.run(&["x.seq", "-o", "-"]).printed();
    for (name, value) in [("LC_ALL", "tr_TR.UTF-8"), ("TZ", "Pacific/Kiritimati"), ("HOME", "/nonexistent")]
        .into_iter()
        .chain([("TMPDIR", "/nonexistent"), ("COLUMNS", "1"), ("RAYON_NUM_THREADS", "1")])
    {
        let mut command = folder.command(&["x.seq", "-o", "-"]);
        assert_eq!(finish(command.env(name, value).output()).printed(), expected, "{name}={value}");
    }
    let elsewhere = Folder::new();
    let path = folder.path("x.seq");
    let path: &Path = &path;
    let from_elsewhere = elsewhere.run(&[path.to_str().expect("it is text"), "-o", "-"]);
    assert_eq!(from_elsewhere.printed(), expected);
}

// Formatting.

const UNFORMATTED: &str = "# kept\r\n\r\n\r\nopt  x\r\nAlice -> Bob : hello\r\nend";
const FORMATTED: &str = "# kept\n\nopt x\n  Alice->Bob: hello\nend\n";

#[test]
fn formatting_rewrites_files_in_their_canonical_form() {
    let folder = Folder::with(&[("a.seq", UNFORMATTED), ("b.seq", "\u{feff}A->B: x"), ("c.seq", FORMATTED)]);
    folder.run(&["fmt", "a.seq", "b.seq", "c.seq"]).silently(0);
    assert_eq!(folder.read("a.seq"), FORMATTED);
    assert_eq!(folder.read("b.seq"), "A->B: x\n");
    assert_eq!(folder.names(), ["a.seq", "b.seq", "c.seq"]);
    folder.run(&["fmt", "--check", "a.seq", "b.seq", "c.seq"]).silently(0);
}

#[test]
fn a_file_in_canonical_form_is_not_touched_by_formatting() {
    let folder = Folder::with(&[("x.seq", FORMATTED)]);
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let file = fs::File::options().write(true).open(folder.path("x.seq")).expect("it is there");
    file.set_modified(long_ago).expect("its time can be set");
    folder.run(&["fmt", "x.seq"]).silently(0);
    assert_eq!(
        fs::metadata(folder.path("x.seq")).and_then(|it| it.modified()).expect("it is there"),
        long_ago
    );
}

#[test]
fn checking_the_form_names_the_files_that_would_change_and_writes_nothing() {
    let folder = Folder::with(&[("b.seq", UNFORMATTED), ("a.seq", UNFORMATTED), ("c.seq", FORMATTED)]);
    let ran = folder.run(&["fmt", "--check", "b.seq", "c.seq", "a.seq"]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(ran.stderr, "2 files would change; run  seqwright fmt b.seq c.seq a.seq   to format\n");
    assert_eq!(ran.stdout, "b.seq: would change\na.seq: would change\n");
    assert_eq!(folder.read("a.seq"), UNFORMATTED);
    folder.run(&["fmt", "--check", "--diff", "a.seq"]).stderr(2);
}

#[test]
fn a_diff_shows_what_formatting_would_change() {
    let folder = Folder::with(&[
        ("x.seq", "A->B: 1\nA->B: 2\nA->B: 3\nA->B: 4\nA -> B: 5\nA->B: 6"),
        ("y.seq", FORMATTED),
    ]);
    let before = folder.read("x.seq");
    let ran = folder.run(&["fmt", "--diff", "x.seq", "y.seq"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(1), ""));
    assert_snapshot!(ran.stdout, @r#"
--- x.seq
+++ x.seq
@@ -2,5 +2,5 @@
 A->B: 2
 A->B: 3
 A->B: 4
-A -> B: 5
-A->B: 6
\ No newline at end of file
+A->B: 5
+A->B: 6
"#);
    assert_eq!(folder.read("x.seq"), before);
    folder.run(&["fmt", "--diff", "y.seq"]).silently(0);
}

#[test]
fn a_diff_says_that_line_endings_change() {
    let folder =
        Folder::with(&[("crlf.seq", "A->B: 1\r\nA->B: 2\r\n"), ("both.seq", "A->B:1\r\nA->B: 2\r\n")]);
    let mut command = folder.command(&["fmt", "--diff", "crlf.seq", "both.seq"]);
    let ran = finish(command.env("CI", "true").output());
    assert_snapshot!(ran.stdout, @r#"
--- crlf.seq
+++ crlf.seq
@@ -1,2 +1,2 @@
-A->B: 1\r
-A->B: 2\r
+A->B: 1
+A->B: 2
--- both.seq
+++ both.seq
@@ -1,2 +1,2 @@
-A->B:1\r
-A->B: 2\r
+A->B: 1
+A->B: 2
"#);
    assert_eq!(
        ran.stderr,
        "crlf.seq  only its line endings would change, from CRLF to LF\nboth.seq  its line endings would change from \
         CRLF to LF, too\n"
    );
}

#[test]
fn line_endings_that_git_changed_are_one_piece_of_advice_for_all_files() {
    let folder = Folder::with(&[("a.seq", "A->B: 1\r\n"), ("b.seq", "A->B: 1\r\n"), ("c.seq", "A->B:1\n")]);
    let stderr = folder.run(&["fmt", "--check", "a.seq", "b.seq"]).stderr;
    assert_eq!(
        stderr,
        "2 files would change; run  seqwright fmt a.seq b.seq   to format\nonly their line endings (2 of 2), which git \
         writes as CRLF for core.autocrlf: a line  *.seq text eol=lf  in .gitattributes keeps git from changing them\n"
    );
    let stderr = folder.run(&["fmt", "--check"]).stderr;
    assert!(stderr.contains("\nof some only the line endings (2 of 3), "), "{stderr}");
}

#[test]
fn standard_input_is_formatted_to_standard_output() {
    let folder = Folder::new();
    assert_eq!(folder.run_with_input(&["fmt", "-"], UNFORMATTED.as_bytes()).printed(), FORMATTED);
    assert_eq!(folder.run_with_input(&["fmt", "-"], FORMATTED.as_bytes()).printed(), FORMATTED);
    let ran =
        folder.run_with_input(&["fmt", "--check", "-", "--stdin-filename", "x.seq"], UNFORMATTED.as_bytes());
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), "x.seq: would change\n"));
    folder.run_with_input(&["fmt", "-"], BAD.as_bytes()).stderr(1);
}

#[test]
fn a_source_with_errors_is_reported_and_not_formatted() {
    let folder = Folder::with(&[("a.seq", BAD), ("b.seq", UNFORMATTED)]);
    for arguments in [&["fmt", "a.seq"][..], &["fmt", "--check", "a.seq"], &["fmt", "--diff", "a.seq"]] {
        let stderr = folder.run(arguments).stderr(1);
        assert!(stderr.starts_with("a.seq:2:1: error[unclosed-fragment]: "), "{stderr}");
        assert!(stderr.ends_with("a.seq: error: it is not formatted, because it has errors\n"), "{stderr}");
    }
    folder.run(&["fmt", "a.seq", "b.seq"]).stderr(1);
    assert_eq!((folder.read("a.seq"), folder.read("b.seq")), (BAD.to_owned(), FORMATTED.to_owned()));
    fs::write(folder.path("a.seq"), b"A -> B: \xff").expect("the folder can be written to");
    assert!(folder.run(&["fmt", "a.seq"]).stderr(1).starts_with("a.seq:1:9: error[not-utf-8]: "));
}

#[test]
fn formatting_keeps_an_end_of_nothing_and_warns_of_it() {
    let folder = Folder::with(&[("x.seq", "A -> B: x\nEND  alt\n")]);
    let warning = folder.run(&["fmt", "x.seq"]).stderr(0);
    assert!(warning.starts_with("x.seq:2:1: warning[stray-end]: "), "{warning}");
    assert_eq!(folder.read("x.seq"), "A->B: x\nEND  alt\n");
    folder.run(&["fmt", "--quiet", "x.seq"]).silently(0);
}

#[cfg(unix)]
#[test]
fn formatting_keeps_permissions_and_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::with(&[("x.seq", UNFORMATTED), ("locked.seq", UNFORMATTED)]);
    symlink("x.seq", folder.path("link.seq")).expect("links can be made");
    let set = |name: &str, mode| fs::set_permissions(folder.path(name), fs::Permissions::from_mode(mode));
    set("x.seq", 0o640).and(set("locked.seq", 0o444)).expect("they can be set");
    folder.run(&["fmt", "link.seq"]).silently(0);
    assert!(folder.path("link.seq").is_symlink());
    assert_eq!(folder.read("x.seq"), FORMATTED);
    let mode = fs::metadata(folder.path("x.seq")).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    let stderr = folder.run(&["fmt", "locked.seq"]).stderr(3);
    assert_eq!(stderr, "locked.seq: error: it cannot be written: it is read-only\n");
    assert_eq!(folder.read("locked.seq"), UNFORMATTED);
}

// Dialects.

#[test]
fn a_check_can_say_to_which_dialect_each_source_belongs() {
    let folder = Folder::with(&[
        ("a.seq", "A->B: x\n"),
        ("b.seq", "A->B: x\nparticipantgroup x\nparticipant C #red\nend\nA->C: x\n"),
        ("c.seq", "note over A\nx\nend note\n"),
    ]);
    let ran = folder.run(&["check", "--explain-dialect", "a.seq", "b.seq", "c.seq"]);
    assert_snapshot!(ran.printed(), @r#"
a.seq: common to all
b.seq: sequencediagram.org (2 constructs), e.g. line 2: participantgroup, line 3: a colour or style
c.seq: WebSequenceDiagrams (1 construct), e.g. line 1: end note
"#);
    folder.write("bad.seq", BAD);
    let ran = folder.run(&["check", "--explain-dialect", "bad.seq"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stdout.starts_with("bad.seq: sequencediagram.org and WebSequenceDiagrams (1 "),
        "{}",
        ran.stdout
    );
    assert!(ran.stderr.contains("unclosed-fragment"), "{}", ran.stderr);
}

#[test]
fn the_dialect_of_the_command_line_wins_over_the_one_in_the_source() {
    let folder = Folder::with(&[("x.seq", "# dialect: js\nA->+B: **x**\n")]);
    let picture = |arguments: &[&str]| folder.run(arguments).printed();
    let js = picture(&["x.seq", "-o", "-"]);
    assert!(js.contains(">+B<") && js.contains("**x**"), "{js}");
    let own = picture(&["--dialect", "seqwright", "x.seq", "-o", "-"]);
    assert!(!own.contains(">+B<") && !own.contains("**x**"), "{own}");
    let wsd = picture(&["--dialect=websequencediagrams", "x.seq", "-o", "-"]);
    assert!(!wsd.contains(">+B<") && wsd.contains("**x**"), "{wsd}");
    let output = folder.run(&["--dialect", "wds", "x.seq"]).stderr(2);
    assert!(output.contains("wsd"), "{output}");
}

#[test]
fn collapsed_content_is_drawn_on_request_and_always_read_aloud() {
    let folder = Folder::with(&[("x.seq", "expandable+ more\nA->B: hidden\nend\n")]);
    let picture = |arguments: &[&str]| folder.run(arguments).printed();
    let closed = picture(&["x.seq", "-o", "-"]);
    assert!(closed.contains(">[more] (1 entry)<") && !closed.contains(">hidden<"), "{closed}");
    assert!(closed.contains("A sends B: hidden"), "screen readers hear of it: {closed}");
    let open = picture(&["--expand", "x.seq", "-o", "-"]);
    assert!(open.contains(">hidden<") && !open.contains("1 entry"), "{open}");
}
