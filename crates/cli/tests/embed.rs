//! `seqwright embed` and `--at` as their users meet them: documents with pictures, and diagnostics at their lines.

#[path = "common/program.rs"]
mod program;

use program::{Folder, Ran};

/// A page whose third diagram has an error in line 40, column 5.
fn page() -> String {
    let good = "```seq\ntitle Login\nA->B: x\n```\n\n";
    let before = format!("# Page\n\n{good}{good}");
    let gap = "text\n".repeat(38 - before.lines().count());
    format!("{before}{gap}```seq\nA->B y\n```\n\nend\n")
}

/// Filters a page and gives back what became of it.
fn filtered(folder: &Folder, name: &str, text: &str, arguments: &[&str]) -> Ran {
    let all = [&["embed", "-", "--stdin-filename", name, "--message-format", "short"], arguments].concat();
    folder.run_with("", &[], &all, Some(text.as_bytes()))
}

/// Filters a page without errors, and checks what holds of each result.
fn sound(name: &str, text: &str, arguments: &[&str]) -> String {
    let folder = Folder::with(&[]);
    let out = filtered(&folder, name, text, arguments).stdout(0);
    assert_eq!(out.matches('\n').count(), text.matches('\n').count(), "as many lines as before:\n{out}");
    assert_eq!(out.contains('\r'), text.contains('\r'));
    out
}

const IMG: &[&str] = &["--as", "img", "--files", "static", "--url", "/s/"];
const PLACEHOLDER: &[&str] = &["--on-error", "placeholder"];

// The filter.

#[test]
fn an_error_has_the_line_of_the_page_and_nothing_is_written() {
    for form in [&[][..], IMG] {
        let folder = Folder::with(&[]);
        let ran = filtered(&folder, "page.md", &page(), form);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
        assert_eq!(
            ran.stderr,
            "page.md:40:5: error[missing-colon]: this message has no colon before its text\n"
        );
        assert_eq!(folder.names(), [""; 0], "no picture is written for a page that fails");
    }
}

#[test]
fn a_placeholder_shows_the_error_in_the_page() {
    let folder = Folder::with(&[]);
    let ran = filtered(&folder, "page.md", &page(), PLACEHOLDER);
    assert_eq!(ran.code, Some(0));
    assert!(ran.stderr.starts_with("page.md:40:5: error[missing-colon]"), "{}", ran.stderr);
    assert_eq!(ran.stdout.lines().count(), page().lines().count());
    assert_eq!(ran.stdout.matches("<svg ").count(), 2);
    let expected = "<pre class=\"seqwright-error\" role=\"alert\" style=\"white-space:pre-wrap\">page.md:40:5: this message has no colon before its text</pre>";
    assert_eq!(ran.stdout.lines().nth(38), Some(expected));
    for (name, text, expected) in [
        (
            "a.md",
            "```seq\nA->B [y]\n```\n",
            "> **a.md&#58;2&#58;5: this message has no colon before its text**\n",
        ),
        ("a.adoc", "[seq]\n----\nA->B y\n----\n", "//\nWARNING: pass:c[a.adoc:3:5: "),
        ("a.rst", ".. seq::\n\n   A->B y\n", ".. error:: a.rst\\:3\\:8\\: "),
    ] {
        let out = filtered(&folder, name, text, &[IMG, PLACEHOLDER].concat()).stdout;
        assert!(out.starts_with(expected), "{out}");
    }
}

#[test]
fn places_are_those_of_the_file_where_the_text_came_without_its_front_matter() {
    let file = format!("---\ntitle: x\n---\n{}", page());
    let folder = Folder::with(&[("docs/page.md", &file)]);
    let output = filtered(&folder, "docs/page.md", &page(), &[]).stderr;
    assert!(output.starts_with("docs/page.md:43:5: error"), "{output}");
    // A diagram that is not in the file is recognised, and so is the second of two equal ones.
    let output = filtered(&folder, "docs/page.md", &page().replace("A->B y", "A->B z"), &[]).stderr;
    assert!(output.starts_with("docs/page.md (as received):40:5: error"), "{output}");
    let twice = "```seq\nA->B y\n```\n";
    folder.write("a.md", &format!("x\n{twice}{twice}"));
    let output = filtered(&folder, "a.md", &format!("{twice}{twice}"), &[]).stderr;
    let places: Vec<_> = output.lines().filter_map(|line| line.split(": ").next()).collect();
    assert_eq!(places, ["a.md:3:5", "a.md:6:5"]);
}

#[test]
fn only_the_diagrams_of_a_page_change() {
    for (text, before, after) in [
        ("a\r\n\r\n```seq\r\nA->B: x\r\n```\r\nz\r\n", "a\r\n\r\n![", ")\r\n\r\n\r\nz\r\n"),
        ("- ~~~seq\n  A->B: x\n  ~~~\n- z\n", "- ![", ")\n\n\n- z\n"),
        ("> ```seq\n> A->B: x\n> ```\n> z\n", "> ![", ")\n>\n>\n> z\n"),
        ("!!! note\n    ```seq\n    A->B: x\n    ```\n", "!!! note\n    ![", ")\n\n\n"),
        ("=== \"Tab\"\n\n    ```seq\n    A->B: x\n    ```\n", "=== \"Tab\"\n\n    ![", ")\n\n\n"),
        (
            "````md\n```seq\nA->B: x\n```\n````\n\n```seq\nA->B: x\n```\n",
            "````md\n```seq\nA->B: x\n```\n````\n\n![",
            ")\n\n\n",
        ),
        ("\u{feff}```seq\nA->B: x\n```\n", "\u{feff}![", ")\n\n\n"),
    ] {
        let out = sound("a.md", text, IMG);
        assert!(out.starts_with(before) && out.ends_with(after), "{out}");
        let inline = sound("a.md", text, &[]);
        assert_eq!(inline.matches("<svg ").count(), 1, "{inline}");
        assert!(inline.starts_with(before.trim_end_matches("![")), "{inline}");
    }
}

#[test]
fn pictures_in_files_are_named_by_what_is_in_them() {
    let folder = Folder::with(&[]);
    let text = "```seq\nA->B: x\n```\n```seq\nA->B: x\n```\n";
    let out = filtered(&folder, "docs/a.md", text, &["--as", "img", "--files", "docs/img"]).stdout(0);
    let names = folder.names();
    let [name] = names.as_slice() else { panic!("one picture is enough: {names:?}") };
    let file = name.strip_prefix("docs/").expect("it is in the folder");
    assert!(file.starts_with("img/seq-") && file.len() == "img/seq-0123456789ab.svg".len(), "{file}");
    assert_eq!(out.matches(&format!("]({file})")).count(), 2, "the address leads from the page to the file");
    assert!(folder.read(name).contains(" data-made-by=\"embed\""));
    // What the filter wrote is no snapshot that has lost its source.
    folder.run_in_ci(&["test", "--allow-empty", "."]).stdout(0);
}

#[test]
fn mdx_takes_images_only() {
    let text = "<Tab>\n  ```seq\n  A->B: x\n  ```\n</Tab>\n";
    let ran = filtered(&Folder::with(&[]), "a.mdx", text, &[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
    assert!(ran.stderr.contains("--as img"), "{}", ran.stderr);
    assert!(sound("a.mdx", text, IMG).starts_with("<Tab>\n  !["));
}

#[test]
fn the_second_of_two_equal_diagrams_on_a_page_has_other_ids() {
    let fence = "```seq\nA->B: x\n```\n\n";
    let out = sound("a.md", &format!("{fence}{fence}"), &[]);
    let mut ids: Vec<&str> = out.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert!(all > 2 && ids.len() == all, "{ids:?}");
}

#[test]
fn labels_are_shown_and_never_executed() {
    // The opening line of a fence of backticks could not hold one.
    let text = "~~~seq alt=\"{{ 6*7 }} <b> `c` *d*\"\ntitle {{#include ../secret}}\nA->B: {{ 6*7 }} </script> `x` *x* {% raw %}\n~~~\n";
    let inline = sound("a.md", text, &[]);
    let (before, after) =
        (inline.find("<style").expect("a style"), inline.find("</style>").expect("its end"));
    for outside in [&inline[..before], &inline[after..]] {
        assert!(!outside.contains(['{', '}']), "{outside}");
        assert!(!outside.contains("</script>"), "{outside}");
    }
    let image = sound("a.md", text, IMG);
    let alt = "![&#123;&#123; 6&#42;7 &#125;&#125; &#60;b&#62; &#96;c&#96; &#42;d&#42;](/s/seq-";
    assert!(image.starts_with(alt), "{image}");
}

#[test]
fn the_options_of_a_fence_are_a_closed_list() {
    let folder = Folder::with(&[]);
    let text = "```seq captoin=\"x\" --output=/tmp/x theme=drak dialect=c\nA->B: x\n```\n";
    let ran = filtered(&folder, "a.md", text, &[]);
    assert_eq!(ran.code, Some(0));
    let output: Vec<_> = ran.stderr.lines().collect();
    assert_eq!(
        output,
        [
            "a.md:1:8: warning[unknown-fence-option]: unknown option `captoin` on a fence",
            "a.md:1:20: warning[unknown-fence-option]: unknown option `--output` on a fence",
            "a.md:1:42: warning[unknown-fence-option]: unknown theme `drak`",
            "a.md:1:55: warning[unknown-fence-option]: unknown dialect `c`",
        ]
    );
    folder.write("a.md", text);
    assert!(folder.run(&["embed", "a.md"]).stderr.contains("help: did you mean `caption`?"));
    assert_eq!(folder.run(&["embed", "--deny", "unknown-fence-option", "a.md"]).code, Some(1));
    // A page is checked before it is built.
    for command in ["check", "fmt", "embed"] {
        let warned = folder.run(&[command, "--message-format", "short", "a.md"]).stderr;
        let options = warned.lines().filter(|line| line.contains("warning[unknown-fence-option]")).count();
        assert_eq!(options, 4, "{command}: {warned}");
    }
    for command in ["check", "test"] {
        assert_eq!(folder.run(&[command, "a.md"]).code, Some(0), "{command}");
        let denied = folder.run(&[command, "--deny", "unknown-fence-option", "a.md"]);
        assert_eq!(denied.code, Some(1), "{command}: {}", denied.stderr);
        assert!((denied.stderr + &denied.stdout).contains("unknown option `captoin`"), "{command}");
    }
}

#[test]
fn a_fence_says_how_its_picture_is_called_and_captioned() {
    let text = "```seq #login caption=\"Who *signs* in\" alt=\"Sign in\"\nA->B: x\n```\n";
    let inline = sound("a.md", text, &[]);
    assert!(inline.starts_with("<div id=\"login\" class=\"seqwright\""), "{inline}");
    assert!(inline.contains(">Sign in</title>"), "{inline}");
    assert!(inline.contains("<em>Who *signs* in</em>"), "{inline}");
    assert!(sound("a.md", text, IMG).contains("<br>*Who &#42;signs&#42; in*"));
}

#[test]
fn arguments_that_make_no_sense_together_are_refused() {
    let folder = Folder::with(&[("a.md", "x\n"), ("docs/b.md", "x\n")]);
    for wrong in [
        &["embed"][..],
        &["embed", "-"],
        &["embed", "-", "--stdin-filename", "a.txt"],
        &["embed", "-", "--stdin-filename", "a.md", "--as", "img"],
        &["embed", "-", "a.md"],
        &["embed", "docs"],
        &["embed", "docs", "-o", "docs/out"],
        &["embed", "a.md", "-o", "out"],
        &["embed", "a.md", "--as", "inline"],
        &["embed", "a.md", "--on-error", "placeholder"],
        &["embed", "a.md", "--files", "x"],
        &["embed", "a.txt"],
    ] {
        let ran = folder.run(wrong);
        assert!(matches!(ran.code, Some(2 | 3)) && !ran.stderr.is_empty(), "{wrong:?}: {}", ran.stderr);
    }
    assert_eq!(folder.names(), ["a.md", "docs/b.md"]);
}

// In place.

const README: &str = "# A\n\n```seq #login\nA->B: x\n```\n\n- ```seq\n  title Sign in\n  A->B: x\n  ```\n\n~~~seq\nA->B: z\n~~~\n";

#[test]
fn pictures_stand_below_their_diagrams_and_a_second_time_nothing_changes() {
    for text in [README.to_owned(), README.replace('\n', "\r\n")] {
        let folder = Folder::with(&[("README.md", &text)]);
        assert_eq!(folder.run(&["embed", "--check", "README.md"]).stdout(1).lines().count(), 4);
        assert_eq!(folder.names(), ["README.md"], "--check writes nothing");
        folder.run(&["embed", "README.md"]).silently(0);
        let names = ["README.md", "images/login.svg", "images/readme-3.svg", "images/sign-in.svg"];
        assert_eq!(folder.names(), names);
        let once = folder.read("README.md");
        assert!(once.contains("](images/login.svg)<!-- seqwright -->"), "{once}");
        assert!(once.contains("\n  ![Sign in](images/sign-in.svg)<!-- seqwright -->"), "{once}");
        let without: Vec<_> = once.split('\n').filter(|line| !line.contains("<!-- seqwright -->")).collect();
        assert_eq!(without.join("\n"), text, "nothing else changes");
        folder.run(&["embed", "README.md"]).silently(0);
        assert_eq!(folder.read("README.md"), once);
        folder.run(&["embed", "--check", "README.md"]).silently(0);
    }
}

#[test]
fn a_document_with_errors_stays_as_it_is() {
    let folder = Folder::with(&[("README.md", &page()), ("b.md", README)]);
    let ran = folder.run(&["embed", "README.md", "b.md", "--message-format", "short"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.starts_with("README.md:40:5: error"), "{}", ran.stderr);
    assert_eq!(folder.read("README.md"), page());
    assert_eq!(folder.names().len(), 5, "the other document gets its pictures");
}

#[test]
fn other_files_are_never_overwritten() {
    let folder = Folder::with(&[("README.md", README), ("images/login.svg", "<svg xmlns='mine'/>")]);
    let ran = folder.run(&["embed", "README.md"]);
    assert_eq!(ran.code, Some(3));
    assert!(ran.stderr.contains("images/login.svg"), "{}", ran.stderr);
    assert_eq!(folder.read("images/login.svg"), "<svg xmlns='mine'/>");
    assert_eq!(folder.read("README.md"), README);
}

#[test]
fn two_documents_share_a_picture_only_if_it_is_the_same() {
    let other = README.replace("A->B: z", "A->B: other").replacen("A->B: x", "A->B: another", 1);
    let folder = Folder::with(&[("a.md", README), ("b.md", &other)]);
    let ran = folder.run(&["embed", "a.md", "b.md"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stderr.contains("b.md:4: error: its picture would be images/login.svg, which is that of a.md:4")
    );
    assert_eq!(folder.read("b.md"), other);
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_pictures_out_of_the_repository() {
    let folder = Folder::with(&[("README.md", README)]);
    let elsewhere = tempfile::tempdir().expect("a folder can be made");
    std::os::unix::fs::symlink(elsewhere.path(), folder.path("images")).expect("a link can be made");
    assert_eq!(folder.run(&["embed", "README.md"]).code, Some(3));
    assert_eq!(std::fs::read_dir(elsewhere.path()).expect("it is there").count(), 0);
}

// Marked pictures are snapshots.

#[test]
fn a_marked_picture_is_tested_like_that_of_a_source() {
    let folder = Folder::with(&[("README.md", README)]);
    folder.run(&["embed", "README.md"]).silently(0);
    folder.run_in_ci(&["test", "."]).stdout(0);
    folder.write("README.md", &folder.read("README.md").replace("title Sign in", "title Log in"));
    let output = folder.run_in_ci(&["test", "."]).stdout(1);
    assert!(
        output.starts_with("FAIL README.md  (images/sign-in.svg differs: text)\n  README.md:9:"),
        "{output}"
    );
    assert!(!output.contains("GONE"), "{output}");
    folder.run(&["test", "."]).stdout(1);
    assert!(folder.names().contains(&"images/sign-in.svg.new".to_owned()));
    folder.run(&["test", "--accept", "README.md"]).stdout(0);
    folder.run_in_ci(&["test", "."]).stdout(0);
    assert!(folder.read("images/sign-in.svg").contains("Log in"));
}

#[test]
fn a_picture_that_any_document_shows_has_its_source() {
    let folder = Folder::with(&[("README.md", README)]);
    folder.run(&["embed", "README.md"]).silently(0);
    folder.write("docs/copy.md", &folder.read("README.md").replace("](images", "](../images"));
    // Not even a folder that is tested without its document, or a diagram with errors, makes it one without.
    folder.run_in_ci(&["test", "."]).stdout(0);
    folder.run_in_ci(&["test", "--allow-empty", "images"]).stdout(0);
    std::fs::remove_file(folder.path("README.md")).expect("it is there");
    folder.run_in_ci(&["test", "."]).stdout(0);
    std::fs::remove_file(folder.path("docs/copy.md")).expect("it is there");
    let output = folder.run_in_ci(&["test", "--allow-empty", "."]).stdout(1);
    assert_eq!(output.matches("GONE images/").count(), 3, "{output}");
}

#[test]
fn a_fence_with_a_theme_is_compared_in_that_theme() {
    let folder = Folder::with(&[("a.md", "```seq theme=dark\nA->B: x\n```\n")]);
    folder.run(&["embed", "a.md"]).silently(0);
    folder.run_in_ci(&["test", "a.md"]).stdout(0);
}

// Folders.

#[test]
fn a_folder_is_filtered_into_another_and_other_files_are_copied() {
    let folder = Folder::with(&[("site/a/page.md", README), ("site/x.css", "a{}"), ("site/.hidden", "x")]);
    folder.run(&["embed", "site", "-o", "out", "--check"]).stdout(1);
    assert_eq!(folder.names().len(), 3, "--check writes nothing");
    folder.run(&["embed", "site", "-o", "out"]).silently(0);
    assert_eq!(folder.read("out/x.css"), "a{}");
    assert_eq!(folder.read("out/a/page.md").matches("<svg ").count(), 3);
    assert_eq!(folder.read("site/a/page.md"), README);
    assert!(!folder.path("out/.hidden").exists());
    folder.run(&["embed", "site", "-o", "out", "--check"]).silently(0);
    folder.run(&["embed", "site", "-o", "img", "--as", "img"]).silently(0);
    assert!(folder.read("img/a/page.md").contains("](seq-"), "pictures are next to their page");
}

// One diagram of a page.

#[test]
fn a_diagram_on_standard_input_can_stand_anywhere_in_a_page() {
    let folder = Folder::with(&[]);
    let run = |arguments: &[&str], text: &str| {
        let all = [arguments, &["--message-format", "short"]].concat();
        folder.run_with("", &[], &all, Some(text.as_bytes()))
    };
    let ran = run(&["-", "--at", "docs/page.md:40:7"], "A->B: x\nA->B y\n");
    assert_eq!(ran.code, Some(1));
    assert_eq!(
        ran.stderr,
        "docs/page.md:41:11: error[missing-colon]: this message has no colon before its text\n"
    );
    let ran = run(&["check", "-", "--at", "page.rst:9"], "A->B y\n");
    assert!(ran.stderr.starts_with("page.rst:9:5: error"), "{}", ran.stderr);
    // Words speak of the lines of the page, too.
    let all = ["check", "-", "--at", "page.md:40"];
    let output = folder.run_with("", &[], &all, Some(b"alt x\nA->B: y\nB->A: z\n")).stderr;
    assert!(output.contains("after line 42"), "{output}");
    assert!(run(&["-", "--at", "page.md:3"], "A->B: x\n").stdout(0).starts_with("<svg "));
    folder.write("a.seq", "A->B: x\n");
    assert_eq!(folder.run(&["check", "a.seq", "--at", "page.md:3"]).code, Some(2));
}
