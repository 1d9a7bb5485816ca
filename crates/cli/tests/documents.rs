//! Diagrams in the fences of documents, as the commands of the program treat them.

#[path = "common/program.rs"]
mod program;

use std::io::Write;
use std::process::Stdio;

use program::Folder;

/// Checks a document and returns the output, a line for each diagnostic.
fn checked(name: &str, text: &str) -> String {
    let folder = Folder::with(&[(name, text)]);
    let ran = folder.run(&["check", "--message-format", "short", name]);
    assert_eq!(ran.stdout, "");
    ran.stderr
}

/// Formats a document and gives back what became of it.
fn formatted(name: &str, text: &str) -> String {
    let folder = Folder::with(&[(name, text)]);
    folder.run(&["fmt", name]).stdout(0);
    folder.read(name)
}

// Places.

#[test]
fn diagnostics_have_the_lines_and_columns_of_the_document() {
    let text = "# Sign in\n\n1. First\n\n   > ```seq\n   > Alice->Bob: hello\n   > Bob->Alice hi\n   > ```\n";
    assert_eq!(
        checked("a.md", text),
        "a.md:7:16: error[missing-colon]: this message has no colon before its text\n"
    );
    let json = Folder::with(&[("a.md", text)]).run(&["check", "--message-format", "json", "a.md"]).stderr;
    let json: serde_json::Value =
        serde_json::from_str(json.lines().next().expect("there is one")).expect("it is JSON");
    assert_eq!((json["start"]["line"].as_u64(), json["start"]["column"].as_u64()), (Some(7), Some(16)));
    let byte = usize::try_from(json["start"]["byte"].as_u64().expect("it is a number")).expect("it is small");
    assert!(text[..byte].ends_with("Bob->Alice"));
}

#[test]
fn line_ends_of_windows_shift_no_place() {
    let text = "x\r\n\r\n~~~~ wsd\r\nA->B: x\r\nA->B y\r\n~~~~\r\n";
    assert!(checked("a.md", text).starts_with("a.md:5:5: error[missing-colon]"));
    assert!(checked("a.mdx", text).starts_with("a.mdx:5:5: error[missing-colon]"));
}

#[test]
fn every_markup_has_its_own_fences() {
    let cases = [
        ("a.markdown", "```websequencediagrams\nA->B y\n```\n", "2:5"),
        (
            "a.mdx",
            "<Tabs>\n        ```sequence caption=\"x\"\n        A->B y\n        ```\n</Tabs>\n",
            "3:13",
        ),
        ("a.adoc", "* item\n+\n[source,seq]\n.Title\n----\nA->B y\n----\n", "6:5"),
        ("b.adoc", "[source,language=\"seq\"]\n----\nA->B y\n----\n", "3:5"),
        ("a.rst", "x\n\n.. code-block:: seq\n   :caption: x\n\n   A->B y\n", "6:8"),
        ("b.rst", ".. seq::\n\n\tA->B y\n", "3:6"),
    ];
    for (name, text, place) in cases {
        assert_eq!(
            checked(name, text),
            format!("{name}:{place}: error[missing-colon]: this message has no colon before its text\n")
        );
    }
}

#[test]
fn text_that_resembles_a_diagram_is_ignored() {
    let quoted =
        "````md\n```seq\nA->B y\n```\n````\n\n<!--\n```seq\nA->B y\n```\n-->\n\n```text seq\nA->B y\n```\n";
    assert_eq!(checked("a.md", quoted), "");
    assert_eq!(checked("a.md", "A->B y, which is no diagram here\n"), "");
    assert_eq!(checked("a.adoc", "....\n[seq]\n----\nA->B y\n----\n....\n"), "");
    assert_eq!(checked("a.rst", "Like this::\n\n   .. seq::\n\n      A->B y\n"), "");
}

#[test]
fn what_is_commented_out_of_mdx_is_no_diagram() {
    let fence = "```seq\nA->B y\n```\n";
    for text in [
        format!("{{/*\n{fence}*/}}\n"),
        format!("<!--\n\n{fence}-->\n"),
        format!("export const text = `\n{fence}`\n"),
    ] {
        assert_eq!(checked("a.mdx", &text), "", "{text}");
        let after = checked("a.mdx", &format!("{text}\n{fence}"));
        assert!(after.contains("error[missing-colon]") && after.lines().count() == 1, "{text}{after}");
    }
    // What never ends is no comment, and a word within a paragraph is no program.
    assert!(checked("a.mdx", &format!("{{/* x\n\n{fence}")).contains(":4:5: "));
    assert!(checked("a.mdx", &format!("all of our\nexport trade\n{fence}")).contains(":4:5: "));
}

#[test]
fn what_comes_from_another_file_is_left_to_that_file() {
    for (name, text) in [
        ("a.md", "```seq\n{{#include login.seq}}\n```\n"),
        ("a.md", "```seq\nA->B: x\n--8<-- \"rest.seq\"\n```\n"),
        ("a.adoc", "[source,seq]\n----\ninclude::login.seq[]\n----\n"),
    ] {
        assert_eq!(checked(name, text), "", "{text}");
        assert_eq!(formatted(name, text), text);
    }
    // A label may say so without being more than a label.
    assert_eq!(checked("a.md", "```seq\nA->B: {{#include x}}\nA->B y\n```\n").lines().count(), 1);
}

#[test]
fn blocks_of_python_markdown_hold_diagrams() {
    let text = "!!! note \"Signing in\"\n\n    ```seq\n    A -> B:x\n    A->B y\n    ```\n\n    === \"Tab\"\n\n        -                 ~~~seq\n          A->B y\n          ~~~\n\nafter\n\n    ```seq\n    A->B code\n    ```\n";
    let output = checked("a.md", text);
    let places: Vec<_> = output.lines().filter_map(|line| line.split(": ").next()).collect();
    assert_eq!(places, ["a.md:5:9", "a.md:11:15"], "{output}");
    let text = "??? note\n    ```seq\n    A -> B:x\n    ```\n";
    assert_eq!(formatted("a.md", text), "??? note\n    ```seq\n    A->B: x\n    ```\n");
    // What CommonMark finds as well is still one fence.
    assert_eq!(checked("a.md", "- a\n!!! note\n    ```seq\n    A->B y\n    ```\n").lines().count(), 1);
    // An example of such a block is none, and neither is code in one.
    let example = "````md\n!!! note\n\n    ```seq\n    A->B y\n    ```\n````\n";
    assert_eq!(checked("a.md", example), "");
    assert_eq!(checked("a.md", "!!! note\n\n        ```seq\n        A->B y\n        ```\n"), "");
}

#[test]
fn a_directive_can_be_all_of_an_item_of_a_list() {
    let cases = [
        ("* .. seq::\n\n     A->B y\n", "3:10"),
        ("1. .. code-block:: seq\n      :caption: x\n\n      A->B y\n", "4:11"),
        (".. list-table::\n\n   * - one\n     - .. seq::\n\n          A->B y\n", "6:15"),
        ("* So::\n\n     quoted\n\n  .. seq::\n\n     A->B y\n", "7:10"),
    ];
    for (text, place) in cases {
        let output = checked("a.rst", text);
        assert!(output.starts_with(&format!("a.rst:{place}: error[missing-colon]")), "{text}{output}");
    }
    assert_eq!(formatted("a.rst", "* .. seq::\n\n     A -> B:x\n"), "* .. seq::\n\n     A->B: x\n");
    assert_eq!(checked("a.rst", "* So::\n\n     .. seq::\n\n        A->B y\n"), "");
}

#[test]
fn text_between_two_rules_is_read_and_front_matter_is_not() {
    let fence = "```seq\nA->B y\n```\n";
    for rule in ["---", "+++"] {
        let between = format!("text\n\n{rule}\n## Title\n\n{fence}\n{rule}\nmore\n");
        assert!(checked("a.md", &between).starts_with("a.md:7:5: "), "{between}");
        let front = format!("{rule}\nx = 1\n{fence}{rule}\n");
        assert_eq!(checked("a.md", &front), "", "{front}");
        assert!(checked("a.md", &format!("{front}{fence}")).starts_with("a.md:8:5: "), "{front}");
        assert!(checked("a.md", &format!("\u{feff}{front}{fence}")).starts_with("a.md:8:5: "), "{front}");
        assert!(checked("a.md", &format!("{rule}\n\n{fence}\n{rule}\n")).starts_with("a.md:4:5: "), "{rule}");
    }
}

#[test]
fn sequence_diagrams_of_plantuml_are_read_where_the_setting_lists_them_and_others_left_alone() {
    let class = "```plantuml\n@startuml\nclass A\nA <|-- B\n@enduml\n```\n";
    let sequence = "```plantuml\nAlice -> Bob : hi\n== not ended\n```\n";
    let folder = Folder::with(&[
        ("seqwright.toml", "fences = [\"plantuml\"]\n"),
        ("a.md", &format!("{class}\n{sequence}")),
    ]);
    let stderr = folder.run(&["check", "--message-format", "short", "a.md"]).stderr(1);
    assert_eq!(stderr, "a.md:10:1: error[unknown-statement]: this is not a statement of PlantUML\n");
}

#[test]
fn the_words_of_fences_can_be_configured() {
    let folder = Folder::with(&[
        ("seqwright.toml", "fences = [\"diagram\"]\n"),
        ("a.md", "```diagram\nA->B y\n```\n\n```seq\nA->B z\n```\n"),
    ]);
    let output = folder.run(&["check", "--message-format", "short", "a.md"]).stderr(1);
    assert!(output.starts_with("a.md:2:5: ") && output.lines().count() == 1, "{output}");
}

#[test]
fn an_unclosed_fence_is_reported() {
    let output = checked("a.md", "```seq\nA->B: x\n");
    assert_eq!(output, "a.md:1:1: warning[unclosed-fence]: this fence is never closed\n");
    let text = "```seq\nA->B:x\n";
    let folder = Folder::with(&[("a.md", text)]);
    assert!(folder.run(&["fmt", "a.md"]).stderr(0).contains("unclosed-fence"));
    assert_eq!(folder.read("a.md"), text);
}

// Formatting.

#[test]
fn only_what_is_in_the_fence_is_formatted_and_it_keeps_its_container() {
    let text = "Title  \n=====\n\n*  a\n   * b\n\n     > ~~~seq\n     > A -> B:x\n     >\n     >\n     >\n     > alt y\n     \
                > B->A:z\n     > end\n     > ~~~\n\nTrailing   \n";
    let expected = "Title  \n=====\n\n*  a\n   * b\n\n     > ~~~seq\n     > A->B: x\n     >\n     > alt y\n     \
                    >   B->A: z\n     > end\n     > ~~~\n\nTrailing   \n";
    assert_eq!(formatted("a.md", text), expected);
    assert_eq!(formatted("a.md", expected), expected);
}

#[test]
fn line_ends_and_marks_of_the_document_stay() {
    let text = "\u{feff}x\r\n\r\n```seq\r\nA -> B:x\r\n```\r\nno end";
    assert_eq!(formatted("a.md", text), "\u{feff}x\r\n\r\n```seq\r\nA->B: x\r\n```\r\nno end");
}

#[test]
fn blocks_of_other_markups_keep_their_indentation() {
    assert_eq!(
        formatted(
            "a.rst",
            ".. seq::\n   :alt: x\n\n      A -> B:x\n      opt y\n      A->B:z\n      end\n\nx\n"
        ),
        ".. seq::\n   :alt: x\n\n      A->B: x\n      opt y\n        A->B: z\n      end\n\nx\n"
    );
    assert_eq!(formatted("a.adoc", "[seq]\n....\nA -> B:x\n....\n"), "[seq]\n....\nA->B: x\n....\n");
    assert_eq!(
        formatted("a.mdx", "<A>\n    ```seq\n    A -> B:x\n    ```\n</A>\n"),
        "<A>\n    ```seq\n    A->B: x\n    ```\n</A>\n"
    );
}

#[test]
fn a_diagram_with_errors_stays_as_it_is_and_the_others_are_formatted() {
    let folder = Folder::with(&[("a.md", "```seq\nA -> B:x\n```\n\n```seq\nA ->B y\n```\n")]);
    let output = folder.run(&["fmt", "a.md"]).stderr(1);
    assert!(output.contains("its diagrams with errors are not formatted"), "{output}");
    assert_eq!(folder.read("a.md"), "```seq\nA->B: x\n```\n\n```seq\nA ->B y\n```\n");
}

#[test]
fn a_paragraph_of_asciidoc_that_would_fall_apart_stays_as_it_is() {
    let folder = Folder::with(&[("a.adoc", "[seq]\nA -> B:x\nB->A:y\n\ntext\n")]);
    folder.run(&["fmt", "a.adoc"]).stdout(0);
    assert_eq!(folder.read("a.adoc"), "[seq]\nA->B: x\nB->A: y\n\ntext\n");
}

#[test]
fn what_would_change_in_a_document_can_be_seen_first() {
    let folder = Folder::with(&[("a.md", "x\n\n```seq\nA -> B:x\n```\n"), ("b.md", "nothing\n")]);
    let ran = folder.run(&["fmt", "--check", "a.md", "b.md"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), "a.md: would change\n"));
    let diff = folder.run(&["fmt", "--diff", "a.md"]).stdout(1);
    assert_eq!(diff, "--- a.md\n+++ a.md\n@@ -1,5 +1,5 @@\n x\n \n ```seq\n-A -> B:x\n+A->B: x\n ```\n");
}

#[test]
fn a_document_on_standard_input_is_known_by_the_name_it_is_given() {
    let folder = Folder::with(&[]);
    let mut command = folder.command(&["fmt", "-", "--stdin-filename", "a.md"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
    child.stdin.take().expect("it is piped").write_all(b"x\n\n```seq\nA -> B:x\n```\n").expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "x\n\n```seq\nA->B: x\n```\n");
}

// Dialects.

#[test]
fn a_word_that_names_a_dialect_decides_how_the_fence_is_read() {
    // WebSequenceDiagrams has no links in texts: there, this is text.
    let output = |word: &str, first: &str| {
        checked("a.md", &format!("```{word}\n{first}A->B: <link:javascript:x>y</link>\n```\n"))
    };
    assert!(output("seq", "").contains("unsafe-link"));
    assert_eq!(output("wsd", ""), "");
    assert_eq!(output("websequencediagrams", ""), "");
    assert!(output("wsd", "# dialect: seqwright\n").contains("unsafe-link"));
}

// Fixes.

#[test]
fn errors_in_fences_are_fixed_in_place() {
    let folder = Folder::with(&[("a.md", "x\n\n> ```seq\n> A->B: hello\n> end\n> B->A: hi\n> ```\n")]);
    folder.run(&["check", "--fix", "a.md"]).stderr(0);
    assert_eq!(folder.read("a.md"), "x\n\n> ```seq\n> A->B: hello\n> B->A: hi\n> ```\n");
}

#[test]
fn levels_hold_in_documents_too() {
    let folder = Folder::with(&[("a.md", "```seq\nA->B: x\nend\n```\n\n```seq\nA->B: x\n")]);
    assert!(
        folder
            .run(&["check", "--deny", "stray-end", "a.md"])
            .stderr(1)
            .contains("a.md:3:1: error[stray-end]")
    );
    let output = folder.run(&["check", "--allow", "stray-end", "--deny", "unclosed-fence", "a.md"]).stderr(1);
    assert!(output.starts_with("a.md:6:1: error[unclosed-fence]"), "{output}");
}

// Folders.

#[test]
fn folders_stand_for_the_sources_and_documents_in_them() {
    let folder = Folder::with(&[
        (".gitignore", "out\n"),
        ("docs/a.md", "```seq\nA->B y\n```\n"),
        ("docs/deep/b.seq", "A->B z\n"),
        ("docs/out/c.seq", "A->B z\n"),
        ("docs/text.txt", "A->B z\n"),
    ]);
    let output = folder.run(&["check", "--message-format", "short", "docs"]).stderr(1);
    let places: Vec<&str> = output.lines().filter_map(|line| line.split(": ").next()).collect();
    assert_eq!(places, ["docs/a.md:2:5", "docs/deep/b.seq:1:5"]);
    folder.write("docs/deep/b.seq", "A -> B:z\n");
    folder.run(&["fmt", "docs/deep"]).stdout(0);
    assert_eq!(folder.read("docs/deep/b.seq"), "A->B: z\n");
}

#[test]
fn compiling_a_file_compiles_all_of_it_whatever_it_is_called() {
    let folder = Folder::with(&[("a.md", "A->B: x\n")]);
    folder.run(&["a.md"]).stdout(0);
    assert!(folder.read("a.svg").contains("A sends B: x"));
}

#[test]
fn a_document_with_diagrams_in_it_is_not_compiled_as_if_it_were_one() {
    let folder = Folder::with(&[("a.md", "# Sign in\n\n```seq\nA->B: x\n```\n")]);
    let output = folder.run(&["a.md"]).stderr(2);
    assert!(
        output.starts_with("a.md: error: it is a document with diagrams in it, and no diagram\n"),
        "{output}"
    );
    assert!(output.contains("`watch` shows them"), "{output}");
    assert!(!folder.path("a.svg").exists());
}

#[test]
fn a_document_that_is_not_text_is_reported() {
    let folder = Folder::with(&[]);
    std::fs::write(folder.path("a.md"), b"```seq\nA->B: \xff\n```\n").expect("it can be written");
    let output = folder.run(&["check", "a.md"]).stderr(1);
    assert!(output.contains("error[not-utf-8]"), "{output}");
    folder.run(&["fmt", "a.md"]).stderr(1);
    assert_eq!(std::fs::read(folder.path("a.md")).expect("it is there"), b"```seq\nA->B: \xff\n```\n");
}

#[test]
fn messages_mention_the_lines_of_the_document() {
    let text = "# Login\n\n```seq\nA->B: x\n# seqwright: allow stray-end\nend\n%% one\n%% two\nalt y\n  A->B: y\n```\n";
    let folder = Folder::with(&[("x.md", text)]);
    let report = folder.run(&["check", "x.md"]).stderr(1);
    assert!(report.contains("x.md:7:1: error[foreign-language]"), "{report}");
    assert!(report.contains("the same goes for line 8"), "{report}");
    assert!(report.contains("add a line `end` after line 10"), "{report}");
    assert!(!report.contains("stray-end"), "{report}");
}

// Converting.

const MERMAID: &str =
    "a\n\n> ```mermaid\n> sequenceDiagram\n>   A->>B: x\n> ```\n\n```mermaid\nflowchart LR\n```\n";

#[test]
fn fences_of_other_languages_become_fences_of_seq_and_nothing_else_changes() {
    let folder = Folder::with(&[
        ("docs/a.md", MERMAID),
        ("docs/b.md", "```seq\nA->B:x\n```\n"),
        ("docs/c.seq", "A->B:x\n"),
    ]);
    folder.run(&["convert", "--fences", "docs"]).silently(0);
    assert_eq!(
        folder.read("docs/a.md"),
        "a\n\n> ```seq\n> bottomparticipants\n> A->B: x\n> ```\n\n```mermaid\nflowchart LR\n```\n"
    );
    assert_eq!(folder.read("docs/b.md"), "```seq\nA->B:x\n```\n");
    assert_eq!(folder.read("docs/c.seq"), "A->B:x\n");
}

#[test]
fn a_fence_with_an_error_stays_as_it_is() {
    let wrong = "```mermaid\nsequenceDiagram\nA->>B\n```\n";
    let folder = Folder::with(&[("a.md", &[MERMAID, wrong].concat())]);
    let said = folder.run(&["convert", "--fences", "--message-format", "short", "a.md"]).stderr(1);
    assert!(said.starts_with("a.md:13:1: error[missing-colon]"), "{said}");
    let text = folder.read("a.md");
    assert!(text.ends_with(wrong) && text.contains("> ```seq\n"), "{text}");
}

#[test]
fn only_documents_have_fences_to_convert() {
    let folder = Folder::with(&[("a.mmd", "sequenceDiagram\nA->>B: x\n")]);
    let said = folder.run(&["convert", "--fences", "a.mmd"]).stderr(2);
    assert!(said.contains("`a.mmd` is no document"), "{said}");
}
