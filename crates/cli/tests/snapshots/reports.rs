//! Advice, and the forms of a report.

use super::*;

#[test]
fn what_is_advised_does_what_it_says() {
    let folder = Folder::with(&[("my docs/it's new.seq", "A->B: x\n"), ("b.seq", "A->B: x\n")]);
    let output = folder.run_in_ci(&["test", "my docs", "--theme", "dark", "--text", "plain"]).stdout(1);
    let line = output.lines().find_map(|line| line.strip_prefix("where you work, run  seqwright "));
    let command = line.and_then(|line| line.split("   if ").next()).expect("it is advised");
    assert!(command.starts_with("test --accept --theme dark --text plain '"), "{command}");
    if cfg!(unix) {
        let line = format!("'{}' {command}", env!("CARGO_BIN_EXE_seqwright"));
        finish(folder.other("sh", &["-c", &line])).stdout(0);
        folder.run_in_ci(&["test", "my docs", "--theme", "dark", "--text", "plain"]).stdout(0);
        assert!(!folder.path("b.svg").exists(), "nothing else was accepted");
    }
}

#[test]
fn what_is_advised_for_several_tests_is_for_those_that_were_run() {
    let files = [("x/a.seq", "A->B: x\n"), ("x/b.seq", "A->B: x\n"), ("c.seq", "A->B: x\n")];
    let folder = Folder::with(&files);
    let output = folder.run_in_ci(&["test", "x", "--filter", "*.seq"]).stdout(1);
    assert!(output.contains("run  seqwright test --accept=new --filter '*.seq' x   if "), "{output}");
}

#[test]
fn pictures_without_a_source_get_a_suggestion() {
    let folder = accepted();
    fs::remove_file(folder.path("a.seq")).expect("it is there");
    let output = folder.run(&["test"]).stdout(0);
    let advice = "run  seqwright test --unreferenced=delete   if pictures without a source may go\n";
    assert!(output.contains(advice), "{output}");
    assert!(!folder.run(&["test", "--unreferenced=delete"]).stdout(0).contains("run  "));
}

// Forms.

/// A folder in which one test of each kind fails.
fn failing() -> Folder {
    let folder = accepted();
    folder.write("bad.seq", "A->B: \"<&>\"\nalt\n");
    folder.write("x & y.seq", "A->B: x\n");
    fs::remove_file(folder.path("a.seq")).expect("it is there");
    folder.write("docs/login.seq", &LOGIN.replace("Sign in", "<b>%0A::error::x"));
    folder
}

#[test]
fn json_holds_every_test_and_the_sum() {
    let json: serde_json::Value =
        serde_json::from_str(&failing().run_in_ci(&["test", "--format", "json"]).stdout(1))
            .expect("it is JSON");
    let tests = json["tests"].as_array().expect("it is a list");
    let states: Vec<_> = tests.iter().map(|test| (test["file"].as_str(), test["state"].as_str())).collect();
    let expected = [
        (Some("bad.seq"), Some("failed")),
        (Some("docs/login.seq"), Some("failed")),
        (Some("x & y.seq"), Some("new")),
        (Some("a.svg"), Some("unreferenced")),
    ];
    assert_eq!(states, expected);
    assert_eq!(tests[1]["findings"][0]["line"], 3);
    assert_eq!(json["summary"]["failed"], 2);
}

#[test]
fn junit_is_well_formed_and_names_every_test() {
    let text = failing().run_in_ci(&["test", "--format", "junit"]).stdout(1);
    let document = roxmltree::Document::parse(&text).expect("it is well-formed");
    let count = |name: &str| document.descendants().filter(|node| node.has_tag_name(name)).count();
    assert_eq!((count("testcase"), count("failure")), (4, 4));
    let suite = document.root_element();
    assert_eq!((suite.attribute("tests"), suite.attribute("failures")), (Some("4"), Some("4")));
    let case = document.descendants().find(|node| node.attribute("name") == Some("login.seq"));
    let failure = case.and_then(|case| case.first_element_child()).expect("it is there");
    assert!(failure.text().is_some_and(|text| text.contains("docs/login.seq:3:14: ")), "its line is there");
}

#[test]
fn sarif_points_at_the_lines_of_the_sources() {
    let text = failing().run_in_ci(&["test", "--format", "sarif"]).stdout(1);
    let sarif: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("it is a list");
    let login = results.iter().find(|result| result["ruleId"] == "picture/text").expect("it is there");
    let location = &login["locations"][0]["physicalLocation"];
    assert_eq!(location["artifactLocation"]["uri"], "docs/login.seq");
    assert_eq!(location["region"]["startLine"], 3);
    assert!(results.iter().any(|result| {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "x%20%26%20y.seq"
    }));
}

#[test]
fn results_can_go_into_a_file_while_people_read_theirs() {
    let folder = failing();
    let json = folder.run_in_ci(&["test", "--format", "json"]).stdout(1);
    folder.run_in_ci(&["test", "--format", "json", "--output", "out/diagrams.json"]).stdout(1);
    assert_eq!(folder.read("out/diagrams.json"), json);
    let output = folder.run_in_ci(&["test", "--format", "junit", "--output", "out/diagrams.xml"]).stdout(1);
    assert!(folder.read("out/diagrams.xml").contains("<testcase"));
    assert!(output.starts_with("FAIL bad.seq") && !output.contains("<testcase"), "{output}");
    assert!(folder.run_in_ci(&["test", "--output", "x.xml"]).stderr(2).contains("--format"));
    let ran = folder.run_in_ci(&["test", "--format", "json", "--output", "bad.seq"]);
    assert_eq!((ran.code, folder.read("bad.seq").as_str()), (Some(3), "A->B: \"<&>\"\nalt\n"));
    assert!(
        ran.stderr.starts_with("bad.seq: error: the results cannot be written: it is one of the sources")
    );
}

#[test]
fn a_table_for_a_summary_holds_what_there_is_to_say() {
    let text = failing().run_in_ci(&["test", "--format", "markdown"]).stdout(1);
    assert!(text.starts_with("**Diagrams: 0 passed, 2 failed, 1 new, 1 unreferenced**\n\n| |"), "{text}");
    let login = "| failed | <code>docs&#47;login.seq&#58;3&#58;14</code> | message 2 label&#58; 'Sign in' → \
                 '&#60;b&#62;&#37;0A&#58;&#58;error&#58;&#58;x' |\n";
    assert!(text.contains(login), "{text}");
    let folder = accepted();
    for _ in 0..2 {
        folder.run_in_ci(&["test", "--format", "markdown", "-o", "results.md"]).stdout(0);
        assert_eq!(folder.read("results.md"), "**Diagrams: 2 passed, 0 failed, 0 new, 0 unreferenced**\n");
    }
}

#[test]
fn a_github_runner_gets_annotations_beside_the_text_for_people() {
    let folder = failing();
    let github = folder.run_in_ci(&["test", "--format", "github"]).stdout(1);
    let login = "::error file=docs/login.seq,line=3,col=14,title=picture/text::message 2 label: 'Sign in' → \
                 '<b>%250A::error::x'\n";
    assert!(github.contains(login), "{github}");
    assert!(github.lines().all(|line| line.starts_with("::error ") || line.starts_with("::warning ")));
    let mut command = folder.command(&["test"]);
    command.env("CI", "true").env("GITHUB_ACTIONS", "true");
    let both = finish(command).stdout(1);
    assert!(both.starts_with("FAIL bad.seq") && both.ends_with(&github), "{both}");
}

#[test]
fn differences_can_be_shown_as_text_and_as_words() {
    let folder = accepted();
    set_label(&folder);
    let words = folder.run(&["test", "--diff=words"]).stdout(1);
    assert!(words.contains("    Bob replies to Alice: [-Sign-]{+Log+} in\n"), "{words}");
    let text = folder.run(&["test", "--diff"]).stdout(1);
    assert!(
        text.contains("    -<g aria-label=\"Bob replies to Alice: Sign in\" data-kind=\"message\""),
        "{text}"
    );
}

/// The pictures of a report, in their order.
fn pictures(page: &str) -> Vec<String> {
    use base64::Engine;
    let decode = |rest: &str| {
        let data = rest.split('"').next().expect("it has an end");
        let bytes = base64::engine::general_purpose::STANDARD.decode(data).expect("it is base64");
        String::from_utf8(bytes).expect("it is text")
    };
    page.split("src=\"data:image/svg+xml;base64,").skip(1).map(decode).collect()
}

#[test]
fn a_title_that_changed_is_framed_in_the_report() {
    let folder = accepted();
    folder.write("docs/login.seq", &LOGIN.replace("title Login", "title Log in"));
    folder.run_in_ci(&["test", "--report", "out"]).stdout(1);
    let pictures = pictures(&folder.read("out/index.html"));
    assert_eq!(pictures.len(), 2);
    for picture in pictures {
        assert!(picture.contains("<g class=\"seqwright-changed\" data-kind=\"title\">"), "{picture}");
        assert_eq!(picture.matches("class=\"seqwright-changed").count(), 1, "{picture}");
    }
}

#[test]
fn diagnostics_are_in_the_report_with_their_codes() {
    let folder = Folder::with(&[("x.seq", "A->B: x\nend\nend\nalt y\n")]);
    folder.run_in_ci(&["test", "--report", "out"]).stdout(1);
    let page = folder.read("out/index.html");
    assert!(page.contains("<code>x.seq:4:1</code> error[unclosed-fragment]: "), "{page}");
}

#[test]
fn results_are_shown_even_if_their_report_cannot_be_written() {
    let folder = accepted();
    set_label(&folder);
    folder.write("out", "a file");
    let ran = folder.run_in_ci(&["test", "--report", "out"]);
    assert_eq!(ran.code, Some(3));
    assert!(ran.stdout.starts_with("FAIL docs/login.seq"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("open "), "{}", ran.stdout);
    assert!(ran.stderr.contains("the report cannot be written"), "{}", ran.stderr);
}

#[test]
fn the_report_is_one_file_without_anything_from_elsewhere() {
    let folder = accepted();
    set_label(&folder);
    folder.write(
        "docs/login.svg",
        &format!("{}<!-- <script>alert(1)</script> -->\n", folder.read("docs/login.svg")),
    );
    folder.run_in_ci(&["test", "--report", "out/report"]).stdout(1);
    let page = folder.read("out/report/index.html");
    assert!(page.contains("default-src 'none'; img-src data:;") && !page.contains("alert(1)"));
    for word in ["http:", "https:", "src=\"//", "@import", "url("] {
        assert!(!page.contains(word), "{word}");
    }
    assert_eq!(page.matches("src=\"data:image/svg+xml;base64,").count(), 2);
    assert!(page.contains("docs/login.seq:3:14"));
}
