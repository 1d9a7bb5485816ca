//! The handshakes of `examples/tls`: every one compiles without a word, every value that was computed equals the
//! published one, and no digit of a published value can be changed unnoticed. Some of them are there for what is said
//! of them, which is beside them in a file `.stderr`. One handshake uses P-256.
#![cfg(feature = "knowledge")]

#[path = "common/geometry.rs"]
mod geometry;

use std::fs;
use std::path::{Path, PathBuf};

use seqwright::knowledge::bytes::{Sidecar, Value};
use seqwright::ledger::StepKind;
use seqwright::loader::{Loader, Refusal};
use seqwright::{Code, Compiled, Level, Levels, Options, Source, Theme, compile, compile_with};

/// The diagrams with a file of values, and how many values of each are computed and compared.
const WITH_VALUES: &[(&str, usize)] = &[
    ("tls12-ecdhe", 11),
    ("tls12-mutual", 9),
    ("tls12-mutual-ecdhe", 12),
    ("tls12-mutual-ems", 10),
    ("tls12-rsa", 10),
    ("tls13-0rtt", 30),
    ("tls13-1rtt", 27),
    ("tls13-hello-retry", 26),
    ("tls13-mutual", 24),
    ("tls13-record", 10),
    ("tls13-sha384", 24),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/tls")
}

fn read(file: &str) -> String {
    let path = folder().join(file);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The stems of the files of that extension, in order.
fn stems(extension: &str) -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the folder can be read");
    let paths = entries.map(|entry| entry.expect("an entry can be read").path());
    let mut stems: Vec<String> = paths
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| path.file_stem().expect("a file has a name").to_string_lossy().into_owned())
        .collect();
    stems.sort();
    stems
}

/// Gives a diagram this text for its file of values.
struct Values(String);

impl Loader for Values {
    fn load(&self, _: &str) -> Result<String, Refusal> {
        Ok(self.0.clone())
    }
}

fn compiled(stem: &str, values: &str) -> Compiled {
    let source = Source::new(format!("{stem}.seq"), read(&format!("{stem}.seq")));
    compile_with(&source, &Options::new().loader(&Values(values.to_owned())))
}

fn sidecar(text: &str) -> Sidecar {
    let (values, faults) = Sidecar::parse(text);
    assert_eq!(faults, []);
    values
}

/// The diagnostics of a diagram, without those that are `allow` by default.
fn diagnostics(compiled: &Compiled) -> Vec<String> {
    let levels = Levels::default();
    let found = compiled.diagnostics.iter().filter(|one| levels.of(one.code) != Level::Allow);
    found.map(|one| format!("{}: {}", one.code.name(), one.message)).collect()
}

#[test]
fn every_handshake_compiles_without_a_word() {
    let (all, spoken_of) = (stems("seq"), stems("stderr"));
    assert_eq!(
        spoken_of,
        [
            "impostor",
            "mitm-certificate",
            "mitm-other-name",
            "mitm-relay",
            "mtls-claim-first-flight",
            "mtls-claim-in-the-clear",
            "mtls-claim-never-sent",
            "post-checked",
            "triple-handshake-ems",
        ]
    );
    for stem in all.iter().filter(|stem| !spoken_of.contains(stem)) {
        let path = folder().join(format!("{stem}.hex"));
        let values = if path.exists() { read(&format!("{stem}.hex")) } else { String::new() };
        assert_eq!(diagnostics(&compiled(stem, &values)), [""; 0], "{stem}");
    }
}

#[test]
fn every_file_of_values_belongs_to_a_handshake() {
    let known: Vec<&str> = WITH_VALUES.iter().map(|(stem, _)| *stem).collect();
    assert_eq!(stems("hex"), known);
    for stem in known {
        assert!(sidecar(&read(&format!("{stem}.hex"))).is_test_data(), "{stem}");
        assert!(read(&format!("{stem}.seq")).contains(&format!("values \"{stem}.hex\"")), "{stem}");
    }
}

#[test]
fn the_description_says_that_it_is_no_proof_of_security() {
    let svg = compiled("tls13-1rtt", &read("tls13-1rtt.hex")).svg(&Theme::default());
    let (_, description) = svg.split_once("<desc").expect("there is a description");
    let first = description.split(['>', '\n']).nth(1).expect("it has a first line");
    assert!(first.ends_with("It is not a proof of security."), "{first}");
    let plain = compile(&Source::new("x.seq", "A->B: x")).svg(&Theme::default());
    assert!(!plain.contains("a proof of security"), "{plain}");
}

#[test]
fn nothing_in_the_pictures_collides() {
    for stem in stems("svg") {
        let path = folder().join(format!("{stem}.hex"));
        let values = if path.exists() { read(&format!("{stem}.hex")) } else { String::new() };
        let compiled = compiled(&stem, &values);
        for theme in Theme::BUILTIN {
            let theme = Theme::builtin(theme).expect("it is in the list");
            let faults = geometry::faults(&compiled.scene(&theme));
            assert!(faults.is_empty(), "{stem}, {}:\n{}", theme.name, faults.join("\n"));
        }
    }
}

/// Whether the value of that name is computed and compared with the file: then another digit of the file is found
/// to differ from what it comes to.
fn is_compared(stem: &str, name: &str, changed: &str) -> bool {
    let differs = format!("`{name}` is ");
    let found = compiled(stem, changed).diagnostics;
    found.iter().any(|one| one.code == Code::DifferentBytes && one.message.starts_with(&differs))
}

/// How many values of a diagram are computed and compared with its file. That they are equal is what
/// `every_handshake_compiles_without_a_word` says.
fn compared(stem: &str) -> usize {
    let text = read(&format!("{stem}.hex"));
    let values = sidecar(&text);
    let changed = |value: &Value| flipped(&text, digits(&text, value.line)[0]);
    values.iter().filter(|(name, value)| is_compared(stem, name, &changed(value))).count()
}

/// The other way round: the derivations in the diagram are those in its file.
#[test]
fn derived_values_in_the_picture_are_the_published_ones() {
    for (stem, _) in WITH_VALUES {
        let text = read(&format!("{stem}.hex"));
        let published = sidecar(&text);
        let ledger = compiled(stem, &text).ledger.expect("the diagram speaks of knowledge");
        let mut count = 0;
        for step in ledger.steps.iter().filter(|step| step.kind == StepKind::Derives) {
            for value in &step.values {
                let (Some(bytes), Some(expected)) = (&value.bytes, published.get(&value.name)) else {
                    continue;
                };
                assert_eq!(&**bytes, expected.bytes.as_slice(), "{stem}: {}", value.name);
                count += 1;
            }
        }
        assert!(count >= 9, "{stem}: {count} values are shown");
    }
}

#[test]
fn so_many_values_are_computed_and_compared() {
    let found: Vec<(&str, usize)> = WITH_VALUES.iter().map(|&(stem, _)| (stem, compared(stem))).collect();
    assert_eq!(found, WITH_VALUES);
}

/// How many values of each diagram are given, and how many signatures are verified, in the order of `WITH_VALUES`.
const GIVEN_AND_VERIFIED: &[(usize, usize)] =
    &[(6, 1), (6, 1), (8, 1), (6, 1), (6, 0), (8, 0), (10, 1), (10, 1), (8, 2), (5, 0), (8, 1)];

/// The ledger counts the values that a changed digit shows to be compared, and the others apart from them.
#[test]
fn the_ledger_counts_what_is_computed_given_and_verified() {
    for ((stem, compared), &(given, verified)) in WITH_VALUES.iter().zip(GIVEN_AND_VERIFIED) {
        let ledger = compiled(stem, &read(&format!("{stem}.hex"))).ledger.expect("the diagram has a ledger");
        let counts = ledger.evidence;
        assert_eq!((counts.compared, counts.given, counts.verified), (*compared, given, verified), "{stem}");
    }
}

/// The text with the digit at that position changed: its lowest bit is the other.
fn flipped(text: &str, at: usize) -> String {
    let digit = text[at..].chars().next().and_then(|digit| digit.to_digit(16)).expect("a digit is there");
    let other = char::from_digit(digit ^ 1, 16).expect("a digit is below 16");
    format!("{}{other}{}", &text[..at], &text[at + 1..])
}

/// Where the digits of a value are in the text of its file.
fn digits(text: &str, line: usize) -> Vec<usize> {
    let starts: Vec<usize> =
        std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let first = starts[line - 1] + text[starts[line - 1]..].find('=').expect("a value has `=`") + 1;
    let is_end = |&start: &usize| !text[start..].starts_with(' ');
    let end = starts[line..].iter().copied().find(is_end).unwrap_or(text.len());
    (first..end).filter(|&at| text.as_bytes()[at].is_ascii_hexdigit()).collect()
}

#[test]
fn no_digit_of_a_value_can_be_changed_unnoticed() {
    let mut count = 0;
    for (stem, _) in WITH_VALUES {
        let text = read(&format!("{stem}.hex"));
        for (name, value) in sidecar(&text).iter() {
            let digits = digits(&text, value.line);
            assert_eq!(digits.len(), 2 * value.bytes.len(), "{stem}: {name}");
            for at in [digits[0], digits[digits.len() / 2], digits[digits.len() - 1]] {
                let changed = flipped(&text, at);
                let found = diagnostics(&compiled(stem, &changed));
                assert!(!found.is_empty(), "{stem}: `{name}` has another digit, and nothing is reported");
                count += 1;
            }
        }
    }
    assert!(count > 600, "{count} digits were changed");
}

/// RFC 8448, section 4, resumes the connection of section 3, whose records are in a file of their own.
#[test]
fn the_second_connection_resumes_the_first() {
    let bytes = |file, name| {
        sidecar(&read(file)).get(name).unwrap_or_else(|| panic!("{file} has no {name}")).bytes.clone()
    };
    assert_eq!(bytes("tls13-0rtt.hex", "psk"), bytes("tls13-1rtt.hex", "resumptionPsk"));
    let (ticket, message) =
        (bytes("tls13-0rtt.hex", "ticket"), bytes("tls13-record.hex", "newSessionTicket"));
    assert!(message.windows(ticket.len()).any(|part| part == ticket), "the ticket was sent in a record");
    for name in ["clientApTraffic", "serverApTraffic", "clientData", "serverData"] {
        assert_eq!(bytes("tls13-record.hex", name), bytes("tls13-1rtt.hex", name), "{name}");
    }
}

/// RFC 8446, section 4.2.11.2. What `Truncate` stands for is given, and not computed.
#[test]
fn the_partial_client_hello_is_the_message_without_its_binder() {
    let values = sidecar(&read("tls13-0rtt.hex"));
    let bytes = |name| values.get(name).expect("the file has the value").bytes.as_slice();
    // The lengths of the list of binders and of the binder.
    let binders = [&[0, 33, 32][..], bytes("binder")].concat();
    assert_eq!(bytes("Client.ClientHello"), [bytes("partialClientHello"), binders.as_slice()].concat());
}

#[test]
fn the_checked_post_is_the_post() {
    let about_knowledge = ["#", "knowledge", "keypair", "generate", "carry", "derive"];
    let checked = read("post-checked.seq");
    let kept: Vec<&str> =
        checked.lines().filter(|line| !about_knowledge.iter().any(|word| line.starts_with(word))).collect();
    let post = read("../how-tls-works.seq");
    assert_eq!(kept, post.lines().collect::<Vec<_>>());
    // `knowledge check` draws nothing.
    let drawn = compile(&Source::new("how-tls-works.seq", post)).text();
    assert_eq!(compiled("post-checked", "").text(), drawn);
}

/// The pages that show reports.
const REPORTS: &[(&str, &[&str])] = &[
    ("certificate", &["mitm-certificate", "mitm-relay", "mitm-other-name"]),
    ("extended-master-secret", &["triple-handshake-ems"]),
    ("mutual", &["impostor"]),
    ("the-post", &["mtls-claim-in-the-clear", "mtls-claim-first-flight", "mtls-claim-never-sent"]),
];

#[test]
fn the_page_shows_the_errors_as_they_are() {
    for (page, reports) in REPORTS {
        let text = read(&format!("../../docs/tls/{page}.md"));
        for stem in *reports {
            let report = read(&format!("{stem}.stderr"));
            assert!(text.contains(&report), "docs/tls/{page}.md shows the report on {stem}.seq");
        }
    }
}

#[test]
fn the_page_counts_the_values_of_every_handshake() {
    let page = read("../../docs/tls/recompute.md");
    for ((stem, compared), (given, verified)) in WITH_VALUES.iter().zip(GIVEN_AND_VERIFIED) {
        let row = page.lines().find(|line| line.starts_with(&format!("| [{stem}.seq]")));
        let row = row.unwrap_or_else(|| panic!("docs/tls/recompute.md has a row for {stem}"));
        assert!(
            row.ends_with(&format!("| {compared} | {given} | {verified} |")),
            "{stem}: {compared} values are compared, {given} given and {verified} signatures verified, \
             and the page says {row}"
        );
    }
}
