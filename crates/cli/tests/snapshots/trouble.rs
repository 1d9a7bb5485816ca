//! Trouble, and reviews on a terminal.

use super::*;

#[test]
fn what_is_not_ours_is_not_written_over() {
    let folder = accepted();
    set_label(&folder);
    folder.write("docs/login.svg.new", "mine");
    folder.write("out/index.html", "mine");
    let output = folder.run(&["test"]).stdout(3);
    assert!(
        output.contains("docs/login.svg.new cannot be written: the file there is not a picture"),
        "{output}"
    );
    let ran = folder.run(&["test", "--report", "out"]);
    assert!(
        ran.code == Some(3) && ran.stderr.contains("there is another page with this name"),
        "{}",
        ran.stderr
    );
    folder.write("docs/login.seq", LOGIN);
    folder.run(&["test"]).stdout(0);
    assert_eq!(
        (folder.read("docs/login.svg.new").as_str(), folder.read("out/index.html").as_str()),
        ("mine", "mine")
    );
    folder.run(&["test", "--report", "new"]).stdout(0);
    folder.run(&["test", "--report", "new"]).stdout(0);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_or_written_ends_with_three() {
    let folder = accepted();
    fs::remove_file(folder.path("a.svg")).expect("it is there");
    fs::create_dir(folder.path("a.svg")).expect("a folder can be made");
    let output = folder.run(&["test"]).stdout(3);
    assert!(output.contains("a.seq:1:1  its snapshot a.svg cannot be read: it is a folder"), "{output}");
    std::os::unix::fs::symlink("docs/login.svg/x", folder.path("report")).expect("links can be made");
    assert!(
        folder.run(&["test", "docs", "--report", "report"]).stderr.contains("the report cannot be written")
    );
}

// On a terminal.

/// Runs the program on a terminal of its own, types, and gives back what is shown; `None` where there is no `script`
/// to make a terminal with.
#[cfg(target_os = "linux")]
fn typed(folder: &Folder, arguments: &str, keys: &str) -> Option<String> {
    use std::io::Write;
    use std::process::Stdio;
    let line = format!("'{}' {arguments}", env!("CARGO_BIN_EXE_seqwright"));
    let mut command = folder.other("script", &["-qec", &line, "/dev/null"]);
    let mut child = match command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn() {
        Ok(child) => child,
        Err(_) => {
            eprintln!("skipped: `script` makes the terminal, and is not installed");
            return None;
        }
    };
    let mut input = child.stdin.take().expect("it is piped");
    for key in keys.chars() {
        // A terminal takes what is typed before it is asked for, too; but the end of the input must come last.
        input.write_all(format!("{key}\n").as_bytes()).expect("it reads");
        std::thread::sleep(Duration::from_millis(50));
    }
    let output = child.wait_with_output().expect("it ends");
    drop(input);
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(target_os = "linux")]
#[test]
fn differences_are_decided_one_by_one_on_a_terminal() {
    let folder = accepted();
    set_label(&folder);
    folder.write("a.seq", "A->B: y\n");
    folder.write("c.seq", "A->B: z\n");
    let snapshot = folder.read("docs/login.svg");
    let Some(shown) = typed(&folder, "test --review", "das?r") else { return };
    assert!(shown.contains("(1 of 3) accept, reject, skip, diff, quit?"), "{shown}");
    assert!(shown.contains("A sends B: [-x-]{+y+}"), "{shown}");
    assert!(shown.contains("r  reject: "), "{shown}");
    assert!(folder.read("a.svg").contains(">y</text>"));
    assert_eq!(folder.read("docs/login.svg"), snapshot);
    assert_eq!(folder.names(), ["a.seq", "a.svg", "c.seq", "c.svg.new", "docs/login.seq", "docs/login.svg"]);
}

#[cfg(target_os = "linux")]
#[test]
fn one_answer_accepts_all_the_rest() {
    let folder = accepted();
    set_label(&folder);
    folder.write("a.seq", "A->B: y\n");
    folder.write("c.seq", "A->B: z\n");
    let snapshot = folder.read("a.svg");
    let Some(shown) = typed(&folder, "test --review", "sA") else { return };
    assert!(shown.contains("A accepts the rest"), "{shown}");
    assert_eq!(folder.read("a.svg"), snapshot, "what was skipped is not among the rest");
    assert!(folder.read("c.svg").contains(">z</text>"));
    assert!(folder.read("docs/login.svg").contains(">Log in</text>"));
}

#[test]
fn a_review_needs_a_terminal() {
    let stderr = accepted().run(&["test", "--review"]).stderr(2);
    assert!(stderr.contains("`--review` asks on a terminal, and there is none"), "{stderr}");
}

/// What a test came to is not lost when the output is not read to the end.
#[test]
fn a_closed_pipe_is_no_error() {
    let (reader, writer) = std::io::pipe().expect("a pipe can be made");
    drop(reader);
    let folder = accepted();
    let mut command = folder.command(&["test"]);
    command.stdout(writer);
    let Ran { code, stderr, .. } = finish(command);
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
}
