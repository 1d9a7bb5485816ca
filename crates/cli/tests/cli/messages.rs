//! Messages.

use super::*;

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
