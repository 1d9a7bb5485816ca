//! The program on systems that do not do what they should: full disks, locked folders, many runs at once.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

/// A diagram whose picture is larger than the limits that are tried.
fn large() -> String {
    "Alice->Bob: hello\n".repeat(500)
}

fn run(folder: &Path, line: &str) -> (Option<i32>, String) {
    let output = Command::new("sh")
        .args(["-c", line, env!("CARGO_BIN_EXE_seqwright")])
        .current_dir(folder)
        .env_clear()
        .stdin(Stdio::null())
        .output()
        .expect("there is a shell");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("it is there");
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_disk_without_room_keeps_the_old_picture() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::write(folder.path().join("x.seq"), large()).expect("it can be written");
    fs::write(folder.path().join("x.svg"), "<svg>old</svg>").expect("it can be written");
    // A file may have eight blocks of 512 bytes.
    let (code, output) = run(folder.path(), "ulimit -f 8; exec \"$0\" x.seq");
    assert_eq!(code, Some(3), "{output}");
    assert!(output.starts_with("x.svg: error: it cannot be written: it would be larger"), "{output}");
    let (code, output) = run(folder.path(), "ulimit -f 8; exec \"$0\" x.seq -o - > out");
    assert_eq!(code, Some(3), "{output}");
    assert!(
        output.starts_with("standard output: error: it cannot be written to: it would be larger"),
        "{output}"
    );
    fs::remove_file(folder.path().join("out")).expect("the shell made it");
    assert_eq!(fs::read_to_string(folder.path().join("x.svg")).expect("it is there"), "<svg>old</svg>");
    assert_eq!(names(folder.path()), ["x.seq", "x.svg"]);
}

#[test]
fn a_folder_that_may_not_be_written_to_is_named_as_the_reason() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::write(folder.path().join("x.seq"), large()).expect("it can be written");
    let locked = folder.path().join("locked");
    fs::create_dir(&locked).expect("a folder can be made");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).expect("they can be set");
    // The superuser may write anywhere; then there is nothing to see.
    if fs::write(locked.join("try"), "").is_ok() {
        return;
    }
    let (code, output) = run(folder.path(), "exec \"$0\" x.seq -o locked/x.svg");
    assert_eq!(code, Some(3));
    assert!(output.contains("its folder may not be written to"), "{output}");
    assert_eq!(names(&locked), [""; 0]);
}

#[test]
fn runs_at_the_same_time_on_one_picture_leave_a_whole_one_at_every_moment() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for (name, label) in [("a.seq", "hello"), ("b.seq", "goodbye")] {
        let text = large().replace("hello", label);
        fs::write(folder.path().join(name), text).expect("it can be written");
    }
    let picture = folder.path().join("x.svg");
    assert_eq!(run(folder.path(), "exec \"$0\" a.seq -o x.svg").0, Some(0));
    let is_done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut count = 0;
            while !is_done.load(Ordering::SeqCst) {
                let text = fs::read_to_string(&picture).expect("it is there at every moment");
                assert!(text.starts_with("<svg") && text.ends_with("</svg>\n"), "{} bytes", text.len());
                count += 1;
            }
            count
        });
        let writers: Vec<_> = (0..8)
            .map(|at| {
                let line = format!("exec \"$0\" {} -o x.svg", if at % 2 == 0 { "a.seq" } else { "b.seq" });
                let path = folder.path();
                scope.spawn(move || run(path, &line))
            })
            .collect();
        for writer in writers {
            assert_eq!(writer.join().expect("it does not panic").0, Some(0));
        }
        is_done.store(true, Ordering::SeqCst);
        assert!(reader.join().expect("each picture is whole") > 0);
    });
    assert_eq!(names(folder.path()), ["a.seq", "b.seq", "x.svg"]);
}
