//! What the program prints goes to terminals and to the logs of CI runners. Whatever a file and its name hold, no line
//! of it is a command to them.
#![cfg(unix)]

#[path = "common/program.rs"]
mod program;

use program::{Folder, Ran};

/// Beginnings of lines and pieces of lines that some reader obeys.
const COMMANDS: &[&str] = &[
    "::error::x",
    " ::add-mask::x",
    "\t::debug::x",
    "\u{a0}::warning::x",
    "\u{2003}::warning::x",
    "::stop-commands::x",
    "##[error]x",
    "x ##[stop-commands]y",
    "###[group]x",
    "##vso[task.setvariable]x",
    "x ##vso[task.complete]y",
    "\u{1b}[31mred",
    "\u{9b}31m",
    "\u{7}bell",
    "\u{8}\u{8}",
    "a\u{202e}b",
    "a\u{2066}b",
    "a\u{200b}b",
    "a\u{feff}b",
    "a\u{2028}::error::b",
    "a\u{85}::error::b",
    "\u{e0041}",
];

/// Sources with a piece of hostile text wherever there is room for one; some are sound, some are not.
fn sources(text: &str) -> Vec<String> {
    vec![
        format!("title {text}\nA -> B:{text}\nnote over A\n{text}\nend note\n"),
        format!("{text}\nA->B: x\n"),
        format!("A->B: <b>{text}\nalt {text}\n"),
        format!("participant {text}\nparticpant {text}\nA->{text}: x\nB->{text} x\n"),
        format!("knowledge on\nA generates {text}\ngenerate A: k\nA->B: [k] {text}\n# {text}\n"),
    ]
}

fn assert_harmless(ran: &Ran, on_purpose: &[&str], context: &str) {
    for line in ran.stdout.split('\n').chain(ran.stderr.split('\n')) {
        let is_ours = on_purpose.iter().any(|word| line.starts_with(word));
        // Runners trim what any of them takes for a space.
        let bare = line.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
        assert!(is_ours || !bare.starts_with("::"), "{context}: {line:?}");
        assert!(!line.contains("##[") && !line.contains("##vso["), "{context}: {line:?}");
        let is_treacherous = |c: char| {
            (c.is_control() && c != '\t')
                || matches!(c, '\u{200b}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0041}')
        };
        assert!(!line.contains(is_treacherous), "{context}: {line:?}");
    }
    assert!(ran.code.is_some_and(|code| code <= 3), "{context}: {:?}", ran.code);
}

#[test]
fn no_text_of_a_source_is_a_command_in_a_log() {
    for text in COMMANDS {
        for source in sources(text) {
            let folder = Folder::with(&[
                ("x.seq", &source),
                ("x.md", &format!("```seq\n{source}```\n")),
                ("x.svg", text),
            ]);
            for arguments in [
                &["check", "x.seq", "x.md"][..],
                &["check", "x.seq", "--message-format", "narratable"],
                &["check", "x.seq", "--message-format", "sarif"],
                &["check", "x.seq", "x.md", "--format", "gitlab"],
                &["fmt", "x.seq", "x.md", "--check", "--format", "json"],
                &["check", "x.seq", "--explain-dialect"],
                &["fmt", "x.seq", "x.md", "--diff"],
                &["test", "--diff=text"],
                &["test", "--diff=words", "--format", "junit"],
                &["knows", "x.seq"],
                &["x.seq", "--emit", "ast"],
            ] {
                let ran = folder.run_in_ci(arguments);
                assert_harmless(&ran, &[], &format!("{text:?} {arguments:?}"));
            }
        }
    }
}

#[test]
fn no_name_of_a_file_is_a_command_in_a_log() {
    for text in COMMANDS.iter().filter(|text| !text.contains('\0')) {
        let name = format!("{text}.seq");
        let folder = Folder::with(&[(&name, "A  ->B: x\nB->A x\n")]);
        for format in ["human", "junit", "markdown", "json", "sarif", "gitlab"] {
            let ran = folder.run_in_ci(&["test", "--format", format]);
            assert_harmless(&ran, &[], &format!("{text:?} {format}"));
        }
        for arguments in [
            &["check", "--"][..],
            &["fmt", "--check", "--"],
            &["fmt", "--check", "--format", "gitlab", "--"],
            &["check", "--format", "gitlab", "--"],
            &["fmt", "--diff", "--"],
            &["knows", "--"],
            &["--"],
        ] {
            let ran = folder.run_in_ci(&[arguments, &[&name]].concat());
            assert_harmless(&ran, &[], &format!("{text:?} {arguments:?}"));
        }
        let ran = folder.run_in_ci(&["test", "--format", "github"]);
        assert_harmless(&ran, &["::error file=", "::warning file="], &format!("{text:?} github"));
    }
}

#[test]
fn a_diff_in_a_workflow_stops_the_runner_from_looking_for_commands() {
    let source = "A -> B: x\nnote over A\n::warning::x\n##[error]y\nend note\n";
    let folder = Folder::with(&[("x.seq", source)]);
    let diff =
        |variables: &[(&str, &str)]| folder.run_with("", variables, &["fmt", "--diff", "x.seq"], None).stdout;
    let plain = diff(&[]);
    assert!(
        plain.contains("\n ::warning::x\n ##[error]y\n"),
        "for a program the bytes are those of the file: {plain}"
    );
    let log = diff(&[("GITHUB_ACTIONS", "true")]);
    let (first, rest) = log.split_once('\n').expect("there are lines");
    let token = first.strip_prefix("::stop-commands::").expect("it begins with a command");
    let inner = rest.strip_suffix(&format!("\n::{token}::\n")).expect("it ends with the token");
    assert!(inner.contains("\n \\u{3a}:warning::x\n #\\u{23}[error]y"), "{inner}");
}

#[test]
fn a_diff_that_goes_to_a_file_is_a_patch_in_ci_as_well() {
    let folder = Folder::with(&[("x.seq", "A -> B: \u{202e}::x\r\n")]);
    let mut command =
        folder.other("sh", &["-c", "$0 fmt --diff x.seq > x.patch", env!("CARGO_BIN_EXE_seqwright")]);
    command.env("CI", "true").env("GITHUB_ACTIONS", "true");
    assert_eq!(program::finish(command).code, Some(1));
    assert_eq!(
        folder.read("x.patch"),
        "--- x.seq\n+++ x.seq\n@@ -1 +1 @@\n-A -> B: \u{202e}::x\r\n+A->B: \u{202e}::x\n"
    );
}
