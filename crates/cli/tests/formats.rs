//! The forms in which `check`, `fmt` and `test` print what they find for programs, and where they print it.

#[path = "common/program.rs"]
mod program;

use program::Folder;
use roxmltree::{Document, Node};
use serde_json::{Value, json};

const BAD: &str = "A->B hello\nA→B: hi\n";
const WARNED: &str = "Alice->Bob: hello\nend\n";
const UNFORMATTED: &str = "A->B: 1\nA -> B:2\n";

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

// Where check prints.

#[test]
fn data_goes_to_standard_output_and_text_for_people_to_standard_error() {
    let folder = Folder::with(&[("x.seq", BAD)]);
    for format in ["json", "sarif", "gitlab"] {
        let data = folder.run(&["check", "x.seq", "--format", format]).stdout(1);
        data.lines().next().filter(|line| line.starts_with(['{', '['])).expect("it is JSON");
    }
    for format in ["human", "short", "github", "narratable"] {
        assert_ne!(folder.run(&["check", "x.seq", "--format", format]).stderr(1), "");
    }
}

#[test]
fn the_older_flag_keeps_its_stream_and_is_not_in_the_help_of_check() {
    let folder = Folder::with(&[("x.seq", BAD)]);
    let new = folder.run(&["check", "x.seq", "--format", "json"]).stdout(1);
    assert_eq!(folder.run(&["check", "x.seq", "--message-format", "json"]).stderr(1), new);
    assert_eq!(folder.run(&["--message-format", "json", "check", "x.seq"]).stderr(1), new);
    assert!(!folder.run(&["check", "--help"]).printed().contains("--message-format"));
    assert!(folder.run(&["compile", "--help"]).printed().contains("--message-format"));
    folder.run(&["check", "x.seq", "--format", "json", "--message-format", "json"]).stderr(2);
}

#[test]
fn a_file_gets_the_data_while_people_read_theirs() {
    let folder = Folder::with(&[("b.seq", WARNED), ("a.seq", BAD)]);
    let usual = folder.run(&["check"]).stderr(1);
    for format in ["json", "sarif", "gitlab", "short"] {
        let path = format!("out/{format}");
        let report = folder.run(&["check", "--format", format, "--output", &path]).stderr(1);
        assert_eq!(report, usual);
        let ran = folder.run(&["check", "--format", format]);
        assert_eq!(folder.read(&path), ran.stdout + &ran.stderr, "{format}");
    }
    assert!(folder.run(&["check", "--output", "x.json"]).stderr(2).contains("--format"));
    let report = folder.run(&["check", "--format", "json", "--output", "a.seq"]).stderr(2);
    assert!(report.contains("`a.seq` is a source"), "{report}");
    assert_eq!(folder.read("a.seq"), BAD);
}

#[test]
fn standard_output_holds_one_thing_only() {
    let folder = Folder::with(&[("x.seq", BAD)]);
    let fixed = |flags: &[&str]| {
        let flags = [&["check", "--fix", "-"], flags].concat();
        folder.run_with("", &[], &flags, Some("A->B hello\nA→C: hi\n".as_bytes()))
    };
    assert!(fixed(&["--format", "json"]).stderr(2).contains("`--output`"));
    let ran = fixed(&["--format", "json", "--output", "x.json"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), "A->B hello\nA->C: hi\n"));
    assert_eq!(parsed(&folder.read("x.json"))["code"], "missing-colon");
    folder.run(&["check", "--explain-dialect", "--format", "sarif", "x.seq"]).stderr(2);
    folder.run(&["fmt", "--diff", "--format", "json", "x.seq"]).stderr(2);
}

// GitLab.

/// What GitLab needs of each issue (docs.gitlab.com, "Code Quality report format").
fn issues(report: &str) -> Vec<Value> {
    let Value::Array(issues) = parsed(report) else { panic!("it is no list: {report}") };
    let mut prints = std::collections::BTreeSet::new();
    for issue in &issues {
        let text = |key: &str| issue[key].as_str().filter(|it| !it.is_empty()).map(str::to_owned);
        assert!(text("description").is_some() && text("check_name").is_some(), "{issue}");
        let severity = text("severity").expect("it has one");
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&severity.as_str()));
        assert!(prints.insert(text("fingerprint")), "each has its own: {issue}");
        let path = issue["location"]["path"].as_str().expect("it has a path");
        assert!(!path.starts_with('/') && !path.starts_with("./"), "{issue}");
        assert!(issue["location"]["lines"]["begin"].as_u64().is_some_and(|line| line > 0), "{issue}");
    }
    issues
}

#[test]
fn check_writes_a_code_quality_report() {
    let folder = Folder::with(&[("docs/x.seq", BAD), ("docs/y.seq", WARNED)]);
    let found = issues(&folder.run(&["check", "--format", "gitlab"]).stdout(1));
    let facts = |issue: &Value| json!([issue["check_name"], issue["severity"], issue["location"]]);
    assert_eq!(
        found.iter().map(facts).collect::<Vec<_>>(),
        [
            json!(["missing-colon", "major", { "path": "docs/x.seq", "lines": { "begin": 1 } }]),
            json!(["unknown-arrow", "major", { "path": "docs/x.seq", "lines": { "begin": 2 } }]),
            json!(["stray-end", "minor", { "path": "docs/y.seq", "lines": { "begin": 2 } }]),
        ]
    );
    folder.write("docs/x.seq", "A->B: x\n");
    folder.write("docs/y.seq", "A->B: x\n");
    assert_eq!(folder.run(&["check", "--format", "gitlab"]).printed(), "[]\n");
    assert_eq!(issues(&folder.run(&["check", "no.seq", "--format", "gitlab"]).stdout(3)).len(), 1);
}

#[test]
fn a_fingerprint_does_not_know_lines_and_is_never_used_twice() {
    let folder = Folder::with(&[("x.seq", &BAD.repeat(2))]);
    let prints = || -> Vec<Value> {
        let found = issues(&folder.run(&["check", "--format", "gitlab"]).stdout(1));
        found.into_iter().map(|issue| issue["fingerprint"].clone()).collect()
    };
    let before = prints();
    folder.write("x.seq", &format!("# one line more\n{}", BAD.repeat(2)));
    assert_eq!(prints(), before);
}

#[test]
fn paths_count_from_the_root_of_the_project() {
    let folder = Folder::with(&[("docs/x.seq", BAD)]);
    let root = std::fs::canonicalize(folder.path("")).expect("it is there");
    let variables = [("CI_PROJECT_DIR", root.to_str().expect("it is text"))];
    let report = folder.run_with("docs", &variables, &["check", "--format", "gitlab"], None).stdout(1);
    assert_eq!(issues(&report)[0]["location"]["path"], "docs/x.seq");
}

#[test]
fn test_writes_a_code_quality_report() {
    let folder = Folder::with(&[("docs/x.seq", "A->B: hello\n")]);
    folder.run(&["test", "--accept"]).stdout(0);
    assert_eq!(folder.run_in_ci(&["test", "--format", "gitlab"]).printed(), "[]\n");
    folder.write("docs/x.seq", "# A comment.\nA->B: bye\n");
    let found = issues(&folder.run_in_ci(&["test", "--format", "gitlab"]).stdout(1));
    assert_eq!(
        (&found[0]["check_name"], &found[0]["location"]),
        (&json!("picture/text"), &json!({ "path": "docs/x.seq", "lines": { "begin": 2 } }))
    );
}

// JUnit.

type Names = &'static [&'static str];

/// What Jenkins' schema allows (github.com/jenkinsci/xunit-plugin, junit-10.xsd): the attributes of an element, those
/// that it must have first, and the elements in it.
const SCHEMA: &[(&str, Names, Names, Names)] = &[
    ("testsuites", &[], &["name", "time", "tests", "failures", "errors"], &["testsuite"]),
    (
        "testsuite",
        &["name", "tests", "failures", "errors"],
        &["group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"],
        &["testsuite", "properties", "testcase", "system-out", "system-err"],
    ),
    (
        "testcase",
        &["name"],
        &["time", "classname", "group"],
        &["skipped", "error", "failure", "system-out", "system-err"],
    ),
    ("failure", &[], &["type", "message"], &[]),
    ("error", &[], &["type", "message"], &[]),
    ("skipped", &[], &["type", "message"], &[]),
    ("system-out", &[], &[], &[]),
];

fn assert_valid(node: Node<'_, '_>) {
    let name = node.tag_name().name();
    let (_, required, optional, elements) =
        SCHEMA.iter().find(|(known, ..)| *known == name).unwrap_or_else(|| panic!("<{name}>"));
    for attribute in *required {
        assert!(node.has_attribute(*attribute), "<{name}> has no {attribute}");
    }
    for attribute in node.attributes() {
        let is_known = required.contains(&attribute.name()) || optional.contains(&attribute.name());
        assert!(is_known, "<{name} {}>", attribute.name());
        if attribute.name() == "time" {
            let (whole, rest) = attribute.value().split_once('.').expect("it has a point");
            assert!(
                format!("{whole}{rest}").bytes().all(|byte| byte.is_ascii_digit()),
                "{}",
                attribute.value()
            );
        }
    }
    for child in node.children().filter(Node::is_element) {
        assert!(elements.contains(&child.tag_name().name()), "<{}> in <{name}>", child.tag_name().name());
        assert_valid(child);
    }
}

/// The counts of failures and errors that the root states, after a look at the whole document.
fn junit(text: &str) -> [usize; 2] {
    let document = Document::parse(text).expect("it is well-formed");
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "testsuites");
    assert_valid(root);
    let count = |name: &str| document.descendants().filter(|node| node.has_tag_name(name)).count();
    let stated = |name: &str| root.attribute(name).and_then(|it| it.parse().ok()).expect("it is stated");
    assert_eq!(
        [count("testcase"), count("failure"), count("error")],
        ["tests", "failures", "errors"].map(stated)
    );
    ["failures", "errors"].map(stated)
}

/// A folder with a test of each kind.
fn tests() -> Folder {
    let folder = Folder::with(&[("docs/a.seq", "A->B: hello\n"), ("gone.seq", "A->B: x\n")]);
    folder.run(&["test", "--accept"]).stdout(0);
    std::fs::remove_file(folder.path("gone.seq")).expect("it is there");
    folder
}

#[test]
fn what_fails_in_junit_makes_the_program_fail() {
    let folder = tests();
    for (flag, failures) in [("auto", 1), ("reject", 1), ("warn", 0), ("ignore", 0)] {
        let flags = ["test", "--format", "junit", &format!("--unreferenced={flag}")];
        let ran = folder.run_in_ci(&flags);
        assert_eq!((junit(&ran.stdout), ran.code), ([failures, 0], Some(failures as i32)), "{flag}");
    }
    let warned = folder.run_in_ci(&["test", "--format", "junit", "--unreferenced=warn"]).printed();
    assert!(
        warned.contains("<system-out>\ngone.svg:1:1: no source gives this picture\n</system-out>"),
        "{warned}"
    );
    folder.write("docs/a.seq", "A->B: bye\n");
    folder.write("docs/new.seq", "A->B: x\n");
    let ran = folder.run_in_ci(&["test", "--format", "junit", "--unreferenced=warn"]);
    assert_eq!((junit(&ran.stdout), ran.code), ([2, 0], Some(1)));
    let ran = folder.run_in_ci(&["test", "--format", "junit", "--fail-fast"]);
    assert!(ran.stdout.contains("<skipped "), "{}", ran.stdout);
    junit(&ran.stdout);
    std::fs::create_dir(folder.path("docs/new.svg")).expect("it can be made");
    let ran = folder.run_in_ci(&["test", "--format", "junit", "--unreferenced=warn"]);
    assert_eq!((junit(&ran.stdout), ran.code), ([1, 1], Some(3)));
}

#[test]
fn a_failure_in_junit_says_what_is_wrong_and_where() {
    let folder = Folder::with(&[("docs/bad.seq", BAD)]);
    let text = folder.run_in_ci(&["test", "--format", "junit"]).stdout(1);
    let document = Document::parse(&text).expect("it is well-formed");
    let failure = document.descendants().find(|node| node.has_tag_name("failure")).expect("it is there");
    assert_eq!(failure.attribute("type"), Some("missing-colon"));
    let message = failure.attribute("message").expect("it is there");
    assert!(message.starts_with("it has errors: error[missing-colon]: "), "{message}");
    let words = failure.text().expect("it has a text");
    assert!(words.contains("docs/bad.seq:2:2: error[unknown-arrow]: `→` is not an arrow"), "{words}");
}

// SARIF.

#[test]
fn each_rule_in_the_sarif_of_test_has_a_text() {
    let folder = tests();
    folder.write("docs/a.seq", "A->B: bye\n# error: no such\n");
    folder.write("docs/bad.seq", BAD);
    folder.write("docs/new.seq", "A->B: x\n");
    let sarif = parsed(&folder.run_in_ci(&["test", "--format", "sarif"]).stdout(1));
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().expect("there are rules");
    let ids: Vec<&str> = rules.iter().filter_map(|rule| rule["id"].as_str()).collect();
    assert_eq!(
        ids,
        ["expectation", "missing-colon", "picture/missing", "picture/unreferenced", "unknown-arrow"]
    );
    for rule in rules {
        assert!(rule["shortDescription"]["text"].as_str().is_some_and(|text| text.len() > 20), "{rule}");
        assert!(rule["help"]["text"].as_str().is_some_and(|text| text.contains("docs/")), "{rule}");
    }
}

// fmt.

#[test]
fn fmt_check_says_what_to_run() {
    let folder = Folder::with(&[("docs/a b.seq", UNFORMATTED), ("docs/c.seq", UNFORMATTED)]);
    let ran = folder.run(&["fmt", "--check", "docs/a b.seq"]);
    assert_eq!(ran.stdout, "docs/a b.seq: would change\n");
    assert_eq!(ran.stderr, "1 file would change; run  seqwright fmt 'docs/a b.seq'   to format\n");
    let ran = folder.run(&["fmt", "--check"]);
    assert_eq!(ran.stderr, "2 files would change; run  seqwright fmt   to format\n");
    assert_eq!(folder.run(&["fmt", "--check", "--quiet"]).stderr, "");
}

#[test]
fn fmt_check_annotates_in_a_workflow() {
    let folder = Folder::with(&[("docs/a.seq", UNFORMATTED)]);
    let ran = folder.run_with("", &[("GITHUB_ACTIONS", "true")], &["fmt", "--check"], None);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), "docs/a.seq: would change\n"));
    let annotation = "::error file=docs/a.seq,line=2,title=unformatted::it is not formatted%0Ahelp: run `seqwright fmt` \
                      on it\n";
    assert!(ran.stderr.starts_with(annotation), "{}", ran.stderr);
    assert_eq!(folder.run(&["fmt", "--check", "--format", "github"]).stderr(1), annotation);
}

#[test]
fn fmt_check_prints_data_for_programs() {
    let folder = Folder::with(&[("a.seq", UNFORMATTED), ("b.seq", BAD), ("c.seq", "A->B: x\n")]);
    let json = folder.run(&["fmt", "--check", "--format", "json"]).stdout(1);
    let first = parsed(json.lines().next().unwrap_or_default());
    assert_eq!(
        json!([first["file"], first["severity"], first["code"], first["start"]["line"]]),
        json!(["a.seq", "error", "unformatted", 2])
    );
    let codes: Vec<Value> = json.lines().map(|line| parsed(line)["code"].clone()).collect();
    assert_eq!(codes, [json!("unformatted"), json!("missing-colon"), json!("unknown-arrow"), Value::Null]);
    let found = issues(&folder.run(&["fmt", "--check", "--format", "gitlab"]).stdout(1));
    assert_eq!(found[0]["check_name"], "unformatted");
}

// The closing line.

#[test]
fn a_log_says_how_many_faults_can_be_fixed() {
    let folder = Folder::with(&[("x.seq", BAD), ("y.seq", "A->B hello\n")]);
    let report = folder.run(&["check"]).stderr(1);
    assert!(
        report.contains("\nx.seq: 2 errors; `seqwright check --fix` fixes 1; see `seqwright explain"),
        "{report}"
    );
    assert!(!report.contains("\ny.seq: 1 error;"), "{report}");
    for format in ["short", "json", "github", "sarif", "gitlab", "narratable"] {
        let ran = folder.run(&["check", "--format", format]);
        assert!(!(ran.stdout + &ran.stderr).contains("--fix"), "{format}");
    }
}
