//! The other commands and flags.

use super::*;

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
    assert_eq!(Folder::new().run(&["syntax"]).printed(), include_str!("../../../../docs/cheatsheet.md"));
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
    assert_eq!(short.matches("\n  seqwright ").count(), 4);
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
