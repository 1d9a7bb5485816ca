//! Where pictures go, and how they are written.

use super::*;

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
    for (output, why) in [("b.seq", "has the name of a source"), ("b.GIF", "has the name of no format")] {
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
