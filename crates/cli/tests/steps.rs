//! The page that goes through a diagram, and the document for tools, as users of the program meet them.

#[path = "common/program.rs"]
mod program;

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use program::Folder;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Knowledge of which an attacker gets a part, and later the rest.
const DIAGRAM: &str = "title A key\nattacker sees wire\nknows Client, Server: shared\ngenerate Client: nonce\n\
    Client->Server: Hello(nonce)\nderive Client, Server: key = HKDF-Extract(nonce, shared)\n== Data ==\n\
    generate Server: answer = 0x00112233445566778899aabbccddeeff\nServer->Client: Answer(answer)\nunder key\n\
    leak Server: shared\n";

fn page_of(text: &str, flags: &[&str]) -> String {
    let folder = Folder::with(&[("x.seq", text)]);
    let ran = folder.run(&[&["x.seq", "-o", "x.html"], flags].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    folder.read("x.html")
}

fn document(folder: &Folder) -> Value {
    let ran = folder.run(&["x.seq", "--emit", "json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).expect("it is JSON")
}

#[test]
fn a_browser_may_run_the_script_of_the_page_and_no_other() {
    let page = page_of("A->B: hello", &[]);
    let (_, script) = page.split_once("<script>").expect("there is a script");
    let (script, _) = script.split_once("</script>").expect("it ends");
    let hash = STANDARD.encode(Sha256::digest(script.as_bytes()));
    assert!(
        page.contains(&format!("script-src 'sha256-{hash}'")),
        "SCRIPT_HASH in src/page/mod.rs has to be \"sha256-{hash}\""
    );
    assert_eq!(page.matches("<script").count(), 1);
}

#[test]
fn the_script_makes_no_markup_and_runs_no_text() {
    let script = include_str!("../../../src/page/page.js");
    for word in
        ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "import("]
    {
        assert!(!script.contains(word), "{word}");
    }
}

#[test]
fn no_text_of_an_author_becomes_markup() {
    let evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&</style></svg>";
    let text = format!(
        "title {evil}\nA->B: {evil}\nnote over A: {evil}\n== {evil} ==\nalt {evil}\nA->B: x\nelse {evil}\nend"
    );
    let page = page_of(&text, &[]);
    assert_eq!(page.matches("<script").count(), 1, "{page}");
    assert_eq!(page.matches("</style>").count(), 2, "one of the page and one of the picture");
    assert_eq!(page.matches("</svg>").count(), 1, "{page}");
    assert!(!page.contains("<img") && !page.contains("\"'&<"), "{page}");
}

#[test]
fn the_page_of_tls_1_3_is_small() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/tls/tls13-1rtt.seq");
    let folder = Folder::with(&[]);
    let ran = folder.run(&[source.to_str().expect("the path is UTF-8"), "-o", "page.html"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let page = folder.read("page.html");
    assert!(page.len() <= 120_000, "{}", page.len());
    // `gzip -9` makes about the same of it.
    let compressed = miniz_oxide::deflate::compress_to_vec(page.as_bytes(), 9).len();
    assert!(compressed <= 20_300, "{compressed}");
}

#[test]
fn lines_of_the_script_mean_the_same_without_their_indentation_and_comments() {
    let script = include_str!("../../../src/page/page.js");
    assert!(!script.contains('`') && !script.contains("/*"), "a text or a comment over several lines");
}

#[test]
fn what_the_list_of_steps_says_the_picture_does_not_say_again() {
    let page = page_of(DIAGRAM, &[]);
    let (picture, list) = page.split_once("</svg>").expect("there is a picture");
    for says in ["Client sends Server: Hello(nonce)", "The picture shows what each party can compute"] {
        assert_eq!(page.matches(says).count(), 1, "{says}");
    }
    assert!(
        list.contains("Client sends Server: Hello(nonce)") && !picture.contains("<g aria-label"),
        "{page}"
    );
    // Only the values of a box and its steps need lines: several share one event.
    assert!(!picture.contains("data-kind=\"message\" data-from=\"Client\" data-to=\"Server\" data-line"));
}

#[test]
fn bytes_can_be_left_out() {
    let secret = "00112233445566778899aabbccddeeff";
    assert!(page_of(DIAGRAM, &[]).contains(secret));
    let short = page_of(DIAGRAM, &["--bytes", "short"]);
    assert!(!short.contains(secret) && short.contains("00112233…ccddeeff"), "{short}");
    let none = page_of(DIAGRAM, &["--bytes", "none"]);
    assert!(!none.contains("00112233") && !none.contains("ccddeeff"), "{none}");
}

#[test]
fn bytes_are_a_matter_of_pages() {
    let folder = Folder::with(&[("x.seq", "A->B: hello")]);
    let ran = folder.run(&["x.seq", "--bytes", "none"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("`--bytes` is an option of html, not of svg"), "{}", ran.stderr);
}

#[test]
fn a_page_replaces_a_page_and_not_what_somebody_wrote() {
    let folder = Folder::with(&[("x.seq", "A->B: hello"), ("mine.html", "<!DOCTYPE html>\n<p>mine</p>\n")]);
    assert_eq!(folder.run(&["x.seq", "-o", "x.html"]).code, Some(0));
    folder.write("x.seq", "A->B: good-bye");
    assert_eq!(folder.run(&["x.seq", "-o", "x.html"]).code, Some(0));
    assert!(folder.read("x.html").contains("good-bye"));
    assert_eq!(folder.run(&["x.seq", "-o", "mine.html"]).code, Some(3));
    assert!(folder.read("mine.html").contains("mine"));
}

#[test]
fn a_picture_for_a_page_is_still_one_line() {
    let page = page_of("A->B: hello", &["--profile", "inline"]);
    assert!(page.starts_with("<div class=\"seqwright\""), "{page}");
}

#[test]
fn a_page_without_knowledge_has_steps_and_no_table() {
    let page = page_of("A->B: hello\nB-->A: good-bye", &[]);
    assert!(page.contains("id=\"step-2\"") && !page.contains("id=\"step-3\""));
    assert!(!page.contains("<table") && !page.contains("id=\"view\""), "{page}");
}

#[test]
fn the_document_says_what_happens_and_who_knows_what() {
    let folder = Folder::with(&[("x.seq", DIAGRAM)]);
    let document = document(&folder);
    assert_eq!(document["version"], 1);
    assert_eq!(document["participants"][2]["name"], "attacker");
    assert_eq!(document["attacker"], 2);
    assert_eq!(document["chapters"][0]["title"], "Data");
    let value = |name: &str| {
        let values = document["values"].as_array().expect("they are a list");
        values.iter().find(|value| value["name"] == name).expect("it is tracked").clone()
    };
    let key = value("key");
    assert_eq!(key["ways"][0]["formula"], "HKDF-Extract(nonce, shared)");
    assert_eq!(key["ways"][0]["uses"], serde_json::json!(["nonce", "shared"]));
    assert_eq!(key["secret"], false);
    let attacker = key["known"].as_array().expect("it is a list").iter().find(|known| known["who"] == 2);
    assert_eq!(attacker.expect("the attacker gets it")["how"], "can compute");
    assert_eq!(value("answer")["bytes"], "00112233445566778899aabbccddeeff");
}

#[test]
fn a_message_is_open_from_the_leak_on() {
    let folder = Folder::with(&[("x.seq", DIAGRAM)]);
    let document = document(&folder);
    let events = document["events"].as_array().expect("they are a list");
    let answer = events.iter().find(|event| event["under"] == "key").expect("it is encrypted");
    let leak = document["steps"].as_array().expect("they are a list").len();
    assert_eq!(answer["attackerReadsFrom"]["step"], leak);
    assert_eq!(answer["attackerReadsFrom"]["line"], 11);
}

#[test]
fn the_document_knows_what_the_table_of_knows_does() {
    let folder = Folder::with(&[("x.seq", DIAGRAM)]);
    let document = document(&folder);
    for line in 1..=11u64 {
        let ran = folder.run(&["knows", "--format", "json", "--at", &line.to_string(), "x.seq"]);
        let knows: Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
        for (who, state) in knows["known"].as_array().expect("it is a list").iter().enumerate() {
            let mut wanted: Vec<String> = facts(&state["facts"]);
            let mut found: Vec<String> = document["values"]
                .as_array()
                .expect("it is a list")
                .iter()
                .flat_map(|value| {
                    let known = value["known"].as_array().expect("it is a list").iter();
                    let holds = move |known: &&Value| {
                        known["who"] == who
                            && known["line"].as_u64() <= Some(line)
                            && known["until"]["line"].as_u64().is_none_or(|until| until > line)
                    };
                    let word = move |known: &Value| format!("{}: {}", value["name"], known["how"]);
                    known.filter(holds).map(word).collect::<Vec<_>>()
                })
                .collect();
            wanted.sort();
            found.sort();
            assert_eq!(found, wanted, "line {line}, party {who}");
        }
    }
}

fn facts(facts: &Value) -> Vec<String> {
    let facts = facts.as_array().expect("it is a list").iter();
    facts.map(|fact| format!("{}: {}", fact["name"], fact["how"])).collect()
}
