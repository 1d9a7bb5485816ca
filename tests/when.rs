//! When can each side compute the key? The answers for the examples of TLS, and the table of them in the manual.
#![cfg(feature = "knowledge")]

use std::fs;
use std::path::{Path, PathBuf};

use seqwright::ledger::{Answer, Ledger};
use seqwright::loader::{Loader, Refusal};
use seqwright::{Options, Source, compile_with};

/// The rows of the table: what a value is called there, the example, and the values in it, which have one answer.
const ROWS: &[(&str, &str, &[&str])] = &[
    ("TLS 1.2, RSA: master secret", "tls12-rsa", &["masterSecret"]),
    ("TLS 1.2, RSA, both sides with certificates: master secret", "tls12-mutual", &["masterSecret"]),
    ("TLS 1.2, ECDHE: master secret", "tls12-ecdhe", &["masterSecret"]),
    ("TLS 1.2, RSA, extended master secret", "tls12-mutual-ems", &["masterSecret"]),
    ("TLS 1.3: handshake keys", "tls13-1rtt", &["clientHsKey", "serverHsKey"]),
    ("TLS 1.3: application keys", "tls13-1rtt", &["clientApKey", "serverApKey"]),
    (
        "TLS 1.3, both sides with certificates: application keys",
        "tls13-mutual",
        &["clientApKey", "serverApKey"],
    ),
    ("TLS 1.3: resumption secret", "tls13-1rtt", &["resumptionMaster"]),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

struct Examples;

impl Loader for Examples {
    fn load(&self, name: &str) -> Result<String, Refusal> {
        Ok(read(&root().join("examples/tls").join(name)))
    }
}

fn ledger(text: String, names: &[&str]) -> Ledger {
    let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
    let source = Source::new("when.seq", text);
    let compiled = compile_with(&source, &Options::new().loader(&Examples).when(&names));
    assert!(!compiled.has_errors(), "{:?}", compiled.diagnostics);
    compiled.ledger.expect("the source speaks of knowledge")
}

/// When each party can compute the value, in the order of parties; moments in several branches stand side by side.
fn moments(ledger: &Ledger, name: &str) -> Vec<String> {
    let asked = ledger.when.iter().find(|asked| asked.name == name).expect("it was asked for");
    let Answer::Known { parties, .. } = &asked.answer else { panic!("`{name}` is no value") };
    let one = |moments: &Vec<_>| match moments.as_slice() {
        [] => "never".to_owned(),
        moments => moments.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
    };
    parties.iter().map(one).collect()
}

/// The one answer of a row.
fn of_example(example: &str, names: &[&str]) -> Vec<String> {
    let ledger = ledger(read(&root().join(format!("examples/tls/{example}.seq"))), names);
    assert_eq!(ledger.parties[..2], ["Client", "Server"], "{example}");
    let all: Vec<_> = names.iter().map(|name| moments(&ledger, name)).collect();
    assert!(all.iter().all(|moments| *moments == all[0]), "{example}: {names:?} come at different times");
    all[0].clone()
}

/// The answers of a small source about its value `k`.
fn of(source: &str) -> Vec<String> {
    moments(&ledger(source.to_owned(), &["k"]), "k")
}

#[test]
fn with_rsa_the_client_is_first() {
    assert_eq!(
        of_example("tls12-rsa", &["masterSecret"]),
        [
            "before it sends ClientKeyExchange, with ServerHello and its own premasterRandom",
            "with ClientKeyExchange",
            "with the leak of serverPrivateKey"
        ]
    );
}

#[test]
fn with_ecdhe_the_client_needs_the_share_of_the_server() {
    assert_eq!(
        of_example("tls12-ecdhe", &["masterSecret"]),
        [
            "before it sends ClientKeyExchange, with ServerKeyExchange and its own pair",
            "with ClientKeyExchange",
            "never"
        ]
    );
}

#[test]
fn the_extended_master_secret_needs_the_message_that_the_client_sends() {
    assert_eq!(
        of_example("tls12-mutual-ems", &["masterSecret"]),
        ["with ClientKeyExchange", "with ClientKeyExchange", "never"]
    );
}

#[test]
fn in_tls13_each_step_of_the_key_schedule_waits_for_a_message() {
    let both = |message: &str| {
        let with = format!("with {message}");
        [with.clone(), with, "never".to_owned()]
    };
    assert_eq!(of_example("tls13-1rtt", &["clientHsKey", "serverHsKey"]), both("ServerHello"));
    assert_eq!(of_example("tls13-1rtt", &["clientApKey", "serverApKey"]), both("Server.Finished"));
    assert_eq!(of_example("tls13-1rtt", &["resumptionMaster"]), both("Client.Finished"));
}

#[test]
fn what_everybody_can_compute_is_there_from_the_start() {
    assert_eq!(of_example("tls13-1rtt", &["earlySecret"]), ["from the start"; 3]);
}

#[test]
fn the_line_that_derives_a_value_does_not_matter() {
    let late =
        of("attacker sees wire\nkeypair A: a / pa = X25519\nkeypair B: b / pb = X25519\nA->B: first(pa)\n\
                   B->A: second(pb)\nA->B: third\nleak A: a\nderive B: k = X25519(b, pa)\n");
    assert_eq!(late, ["with second", "with first", "with the leak of a"]);
}

#[test]
fn what_is_known_from_the_start_is_so_wherever_it_is_written() {
    let text = "generate A: nonce\nA->B: hello(nonce)\nA->B: bye\nknows A, B: psk\nderive B: k = HMAC-like(psk, nonce)\n";
    assert_eq!(of(text), ["before it sends hello, with its own nonce", "with hello"]);
}

#[test]
fn a_party_that_sends_nothing_more_needs_its_own_value_only() {
    assert_eq!(
        of("A->B: hello\ngenerate B: secret\nderive B: k = f(secret)\n"),
        ["never", "with its own secret"]
    );
}

#[test]
fn a_sender_knows_the_transcript_with_its_own_message() {
    let text = "knows A, B: psk\nA->B: one\nA->B: two\nderive B: k = HKDF-Expand(psk, one..two, 32)\n";
    assert_eq!(of(text), ["with two", "with two"]);
}

#[test]
fn messages_of_one_name_are_told_apart() {
    let text = "generate B: nonce\nA->B: data\nB->A: data\nB->A: data(nonce)\nderive A: k = f(nonce)\n";
    assert_eq!(of(text)[0], "with B.data.2");
}

#[test]
fn a_branch_is_named_and_so_is_the_message_after_it() {
    let text = "generate A: nonce\nopt resumed\nA->B: early(nonce)\nend\nA->B: late(nonce)\nderive B: k = f(nonce)\n";
    assert_eq!(of(text)[1], "with early in the branch at line 2; with late");
    let text = "generate A: nonce\npar\nA->B: one(nonce)\nelse\nA->B: two\nend\nderive B: k = f(nonce)\n";
    assert_eq!(of(text)[1], "with one", "all operands happen");
}

#[test]
fn an_unknown_name_has_the_nearest_one() {
    let ledger = ledger("generate A: masterSecret\nA->B: hello\n".to_owned(), &["masterSecrt", "other"]);
    let answers: Vec<_> = ledger.when.iter().map(|asked| asked.answer.clone()).collect();
    let near = Some("masterSecret".to_owned());
    assert_eq!(answers, [Answer::Unknown { near }, Answer::Unknown { near: None }]);
}

#[test]
fn the_manual_has_the_table_that_is_computed() {
    let mut table =
        String::from("| value | the client can compute it | the server can compute it |\n|---|---|---|\n");
    for (value, example, names) in ROWS {
        let answer = of_example(example, names);
        table += &format!("| {value} | {} | {} |\n", answer[0], answer[1]);
    }
    let page = root().join("docs/tls.md");
    let text = read(&page);
    let (begin, end) = ("<!-- when -->\n", "<!-- /when -->");
    let (before, rest) = text.split_once(begin).expect("the page has a place for the table");
    let (stored, after) = rest.split_once(end).expect("that place ends");
    let table = format!("\n{table}\n");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&page, format!("{before}{begin}{table}{end}{after}")).expect("the page can be written");
    } else {
        assert!(stored == table, "run `UPDATE_DOCS=1 cargo test --test when` and look at what changed");
    }
}

/// The chapter on the key schedule has a table of its own, with the attacker.
#[test]
fn the_chapter_on_the_key_schedule_says_when() {
    let page = read(&root().join("docs/tls/key-schedule.md"));
    for name in ["earlySecret", "clientHsKey", "clientApKey", "resumptionMaster"] {
        let row = format!("| `{name}` | {} |", of_example("tls13-1rtt", &[name]).join(" | "));
        assert!(page.contains(&row), "docs/tls/key-schedule.md has no row {row}");
    }
}
