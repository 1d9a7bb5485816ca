//! Knowledge as users of the program meet it: files of values, the table, the keylog.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use insta::assert_snapshot;
use tempfile::TempDir;

/// A handshake in which everything happens once.
const DIAGRAM: &str = "\
suite TLS_AES_128_GCM_SHA256
values \"secrets/run.hex\"
attacker sees wire
keypair Client: clientPrivate / clientShare = X25519
generate Client: clientRandom
Client->Server: ClientHello(clientRandom, clientShare)
keypair Server: serverPrivate / serverShare = X25519
Server->Client: ServerHello(serverShare)
derive Client, Server: shared = X25519(clientPrivate, serverShare)
derive Client, Server: early = HKDF-Extract(0, 0)
derive Client, Server: handshake = HKDF-Extract(Derive-Secret(early, \"derived\", \"\"), shared)
derive Client, Server: whatever = Derive-Secret(handshake, \"c hs traffic\", ClientHello..ServerHello)
alt good
Server->Client: welcome
carry whatever
under handshake
else bad
Server->Client: sorry
end
leak Server: handshake
";

/// The keys of RFC 8448, section 3; the messages are made up.
const VALUES: &str = "\
# test data
clientPrivate = 49af42ba7f7994852d713ef2784bcbcaa7911de26adc5642cb634540e7ea5005
clientShare = 99381de560e4bd43d23d8e435a7dbafeb3c06e51c13cae4d5413691e529aaf2c
serverPrivate = b1580eeadf6dd589b8ef4f2d5652578cc810e9980191ec8d058308cea216a21e
serverShare = c9828876112095fe66762bdbf7c672e156d6cc253b833df1dd69b1b04e751f0f
shared = 8bd4054fb55b9d63fdfbacf9f04b9f0d35e6d63f537563efd46272900f89492d
clientRandom = 2a2a2a2a
ClientHello = 01 2a2a2a2a 99381de560e4bd43d23d8e435a7dbafeb3c06e51c13cae4d5413691e529aaf2c
ServerHello = 02 c9828876112095fe66762bdbf7c672e156d6cc253b833df1dd69b1b04e751f0f
";

struct Ran {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::create_dir(folder.path().join("secrets")).expect("a folder can be made");
    write(folder.path(), "run.seq", DIAGRAM);
    write(folder.path(), "secrets/run.hex", VALUES);
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).expect("the folder can be written to");
}

fn run(folder: &Path, arguments: &[&str]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_seqwright"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .stdin(fs::File::open(folder.join("run.seq")).map_or(Stdio::null(), Stdio::from))
        .output()
        .expect("the program can be run");
    let text = |bytes| String::from_utf8(bytes).expect("the program says text");
    Ran { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// What a run printed, which had nothing to report.
fn printed(folder: &Path, arguments: &[&str]) -> String {
    let ran = run(folder, arguments);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{arguments:?}");
    ran.stdout
}

#[test]
fn the_table_says_who_knows_what_and_since_when() {
    let folder = folder();
    assert_snapshot!("text", printed(folder.path(), &["knows", "run.seq"]));
    assert_snapshot!("markdown", printed(folder.path(), &["knows", "run.seq", "--format", "markdown"]));
    assert_snapshot!(
        "json",
        printed(folder.path(), &["knows", "run.seq", "--format=json", "--who", "Client"])
    );
}

#[test]
fn a_line_and_a_party_narrow_it() {
    let folder = folder();
    let at = |line: &str| printed(folder.path(), &["knows", "run.seq", "--at", line, "--who", "Client"]);
    assert_eq!(at("4"), "Client  clientPrivate, clientShare\n");
    let before = at("12");
    assert!(!before.contains("nothing"));
    // In the branch the message opens; after the fragment nothing of it is certain, but the client had all before.
    assert_eq!(at("16"), before);
    assert_eq!(at("19"), before);
    let attacker =
        |line: &str| printed(folder.path(), &["knows", "run.seq", "--at", line, "--who", "attacker"]);
    assert_eq!(attacker("6"), "attacker  clientRandom, clientShare\n");
    assert_eq!(
        attacker("20"),
        "attacker  clientRandom, clientShare, serverShare, handshake, whatever\n          can compute early (since line 10)\n"
    );
    assert_eq!(
        printed(folder.path(), &["knows", "run.seq", "--at", "4", "--format", "markdown"]),
        "| who | knows |\n|---|---|\n| Client | `clientPrivate`, `clientShare` |\n| Server | – |\n| attacker | – |\n"
    );
    let ran = run(folder.path(), &["knows", "run.seq", "--who", "Nobody"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
    assert!(ran.stderr.contains("there are `Client`, `Server`, `attacker`"), "{}", ran.stderr);
}

#[test]
fn what_a_stolen_key_lets_the_attacker_compute_is_listed_with_its_line() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/tls");
    let run = |arguments: &[&str]| {
        printed(&examples, &[&["knows", "tls12-rsa.seq", "--who", "attacker"], arguments].concat())
    };
    let table = run(&[]);
    let (_, end) = table.split_once("in the end\n").expect("the table has an end");
    for value in ["masterSecret", "keyBlock", "clientKey", "serverKey"] {
        assert!(end.contains(&format!("{value} (since line 60)")), "{value}: {end}");
    }
    assert!(end.ends_with("\nbytes: 10 computed and compared, 6 given\n"), "{end}");
    assert!(!run(&["--at", "59"]).contains("masterSecret"));
    let json: serde_json::Value = serde_json::from_str(&run(&["--format", "json"])).expect("it is JSON");
    let facts = json["known"][0]["facts"].as_array().expect("it lists facts");
    let of = |name: &str| {
        facts
            .iter()
            .find(|fact| fact["name"] == name)
            .map(|fact| (fact["how"].clone(), fact["since"].clone()))
    };
    assert_eq!(of("clientKey"), Some(("can compute".into(), 60.into())));
    assert_eq!(of("serverPrivateKey"), Some(("leaked".into(), 60.into())));
    assert_eq!(json["bytes"]["compared"], 10);
}

#[test]
fn when_says_the_earliest_moment_and_not_the_line_that_derives() {
    let folder = folder();
    let when = |arguments: &[&str]| {
        printed(
            folder.path(),
            &[&["knows", "run.seq", "--when", "shared", "--when=early,clientShare"], arguments].concat(),
        )
    };
    assert_snapshot!("when", when(&[]));
    assert_snapshot!("when-markdown", when(&["--format", "markdown"]));
    assert_snapshot!("when-json", when(&["--format", "json", "--who", "Server"]));
}

#[test]
fn when_asks_for_the_name_of_a_value() {
    let folder = folder();
    let ran = run(folder.path(), &["knows", "run.seq", "--when", "handshaek"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
    assert!(
        ran.stderr.contains("there is no value `handshaek`; did you mean `handshake`?"),
        "{}",
        ran.stderr
    );
    let ran = run(folder.path(), &["knows", "run.seq", "--when", "shared", "--at", "3"]);
    assert_eq!(ran.code, Some(2), "a line has no moment: {}", ran.stderr);
}

#[test]
fn secrets_are_recognised_by_their_formulas() {
    let folder = folder();
    let keylog = printed(folder.path(), &["knows", "run.seq", "--keylog"]);
    let words: Vec<&str> = keylog.trim_end().split(' ').collect();
    assert_eq!(words[..2], ["CLIENT_HANDSHAKE_TRAFFIC_SECRET", "2a2a2a2a"]);
    assert_eq!(words[2].len(), 64);
    assert_eq!(keylog.lines().count(), 1);
    write(folder.path(), "none.seq", "generate A: secret\nA->B: hello");
    let ran = run(folder.path(), &["knows", "none.seq", "--keylog"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
    write(folder.path(), "plain.seq", "A->B: hello");
    assert_eq!(run(folder.path(), &["knows", "plain.seq"]).code, Some(1));
}

#[test]
fn a_source_with_errors_has_no_table() {
    let folder = folder();
    write(folder.path(), "bad.seq", "generate A: a\nderive B: b = f(a)\nA->B: hello");
    let ran = run(folder.path(), &["knows", "bad.seq"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
    assert!(ran.stderr.contains("[cannot-derive]"), "{}", ran.stderr);
}

#[test]
fn values_of_standard_input_are_read_below_the_current_folder() {
    let folder = folder();
    assert!(printed(folder.path(), &["knows", "-"]).contains("shared = X25519"));
    let other = folder.path().join("secrets");
    let ran = run(&other, &["knows", "../run.seq"]);
    assert_eq!(ran.code, Some(0), "the folder of a file is its own: {}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere_else() {
    use std::os::unix::fs::symlink;
    let folder = folder();
    let outside = tempfile::tempdir().expect("a folder can be made");
    write(outside.path(), "run.hex", VALUES);
    let reading = |name: &str| {
        write(folder.path(), "link.seq", &format!("values \"{name}\"\nA->B: hello"));
        run(folder.path(), &["check", "link.seq"])
    };
    symlink(outside.path().join("run.hex"), folder.path().join("file.hex")).expect("a link can be made");
    symlink(outside.path(), folder.path().join("elsewhere")).expect("a link can be made");
    symlink("secrets/run.hex", folder.path().join("inside.hex")).expect("a link can be made");
    for name in ["file.hex", "elsewhere/run.hex"] {
        let ran = reading(name);
        assert_eq!(ran.code, Some(1), "{name}");
        assert!(ran.stderr.contains("a link leads out of the folder"), "{}", ran.stderr);
    }
    assert_eq!(reading("inside.hex").code, Some(0), "a link within the folder is good");
    assert!(Command::new("mkfifo").arg(folder.path().join("pipe")).status().expect("it runs").success());
    assert!(reading("pipe").stderr.contains("it is not a regular file"));
    assert!(reading("secrets").stderr.contains("it is not a regular file"));
    fs::write(folder.path().join("big.hex"), vec![b'#'; (1 << 20) + 1]).expect("it can be written");
    assert!(reading("big.hex").stderr.contains("it is larger than 1 MiB"));
    fs::write(folder.path().join("latin.hex"), b"# test data\na = \xff").expect("it can be written");
    assert!(reading("latin.hex").stderr.contains("it is not UTF-8 text"));
}

#[test]
fn one_wrong_digit_is_reported() {
    let folder = folder();
    for name in ["clientShare", "serverShare", "shared"] {
        let line = VALUES.lines().find(|line| line.starts_with(name)).expect("it is there");
        let digit = if line.ends_with('0') { "1" } else { "0" };
        let wrong = format!("{}{digit}", &line[..line.len() - 1]);
        write(folder.path(), "secrets/run.hex", &VALUES.replace(line, &wrong));
        let ran = run(folder.path(), &["check", "run.seq"]);
        assert_eq!(ran.code, Some(1), "{name}: {}", ran.stderr);
        assert!(ran.stderr.contains("[different-bytes]"), "{name}: {}", ran.stderr);
    }
}

#[test]
fn the_library_reads_no_file() {
    let source = seqwright::Source::new("run.seq", "values \"run.hex\"\nA->B: hello");
    let compiled = seqwright::compile(&source);
    assert_eq!(compiled.diagnostics[0].code, seqwright::Code::ValuesNotRead);
    assert!(compiled.diagnostics[0].help.is_some());
}
