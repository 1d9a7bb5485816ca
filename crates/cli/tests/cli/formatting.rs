//! Formatting and dialects.

use super::*;

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
