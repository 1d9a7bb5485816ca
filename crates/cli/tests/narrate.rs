//! `seqwright narrate`: what it prints, and that it agrees with the picture.

use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const DIAGRAM: &str = "\
title Sign in
autonumber
actor User
User->Server: password
alt it is right
Server-->User: session
loop 3 times
User->Server: <ping>
end
else
Server-->User: error
end
";

fn run(source: &str, arguments: &[&str]) -> Output {
    let folder = TempDir::new().expect("there is a folder for temporary files");
    std::fs::write(folder.path().join("x.seq"), source).expect("a source can be written");
    Command::new(env!("CARGO_BIN_EXE_seqwright"))
        .args(["narrate", "x.seq"])
        .args(arguments)
        .current_dir(folder.path())
        .output()
        .expect("the program runs")
}

fn printed(arguments: &[&str]) -> String {
    let output = run(DIAGRAM, arguments);
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).expect("it is UTF-8")
}

#[test]
fn text_says_where_each_branch_begins_and_ends() {
    assert_eq!(
        printed(&[]),
        "\
Sign in

2 participants: User (actor), Server
1. User sends Server: password
If it is right:
  2. Server replies to User: session
  Repeats 3 times:
    3. User sends Server: <ping>
  End of loop (3 times)
Otherwise:
  4. Server replies to User: error
End of alt
"
    );
}

#[test]
fn markdown_is_a_nested_list_without_markup_of_the_author() {
    let text = printed(&["--format", "markdown"]);
    assert!(
        text.starts_with("# Sign in\n\n2 participants: User (actor), Server\n\n- **1** User sends"),
        "{text}"
    );
    assert!(text.contains("\n- **If it is right:**\n  - **2** Server replies to User: session\n"), "{text}");
    assert!(text.contains("    - **3** User sends Server: &lt;ping>\n"), "{text}");
}

#[test]
fn json_has_kinds_numbers_and_lines() {
    let value: Value = serde_json::from_str(&printed(&["--format", "json"])).expect("it is JSON");
    assert_eq!(value["title"], "Sign in");
    assert_eq!(value["participants"][0], "User (actor)");
    let sentences = value["sentences"].as_array().expect("it is a list");
    let kinds: Vec<&str> = sentences.iter().filter_map(|one| one["kind"].as_str()).collect();
    assert_eq!(
        kinds,
        ["message", "fragment", "message", "fragment", "message", "end", "operand", "message", "end"]
    );
    let third = &sentences[4];
    assert_eq!((&third["number"], &third["depth"], &third["line"]), (&3.into(), &2.into(), &8.into()));
    assert_eq!(sentences[5]["line"], Value::Null);
}

#[test]
fn a_source_with_errors_has_no_narration() {
    let output = run("alt never closed\nA->B: x", &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty() && !output.stderr.is_empty());
}
