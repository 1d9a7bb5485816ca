//! What the attacks in `examples/tls` come to: who is stopped, by what, and who is not.
#![cfg(feature = "knowledge")]

use std::fs;
use std::path::{Path, PathBuf};

use seqwright::loader::{Loader, Refusal};
use seqwright::{Code, Compiled, Level, Levels, Options, Source, compile_with};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/tls")
}

fn read(file: &str) -> String {
    fs::read_to_string(folder().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Reads the values files beside the examples.
struct Beside;

impl Loader for Beside {
    fn load(&self, name: &str) -> Result<String, Refusal> {
        Ok(read(name))
    }
}

fn compiled(text: String) -> Compiled {
    compile_with(&Source::new("attack.seq", text), &Options::new().loader(&Beside))
}

/// The diagnostics of a source, without those that are `allow` by default.
fn verdict(text: String) -> Vec<(Code, String)> {
    let levels = Levels::default();
    let found = compiled(text).diagnostics;
    let found = found.into_iter().filter(|one| levels.of(one.code) != Level::Allow);
    found.map(|one| (one.code, one.message)).collect()
}

/// Requires that the only thing said of an example has this code and these words.
fn assert_stopped(stem: &str, code: Code, words: &str) {
    let found = verdict(read(&format!("{stem}.seq")));
    assert!(
        matches!(&found[..], [(found, message)] if *found == code && message.contains(words)),
        "{found:?}"
    );
}

fn assert_compiles(stem: &str) {
    assert_eq!(verdict(read(&format!("{stem}.seq"))), [], "{stem}");
}

#[test]
fn in_the_clear_the_attacker_knows_the_servers_secret() {
    assert_stopped(
        "mtls-claim-in-the-clear",
        Code::UnmetExpectation,
        "attacker knows `serverPreMasterSecret`",
    );
}

#[test]
fn in_the_first_flight_there_is_no_key_to_seal_the_servers_secret_with() {
    let words = "Server cannot derive `sealedServerSecret` here: it does not know `clientPublicKey`";
    assert_stopped("mtls-claim-first-flight", Code::CannotDerive, words);
}

#[test]
fn a_secret_that_is_never_sent_is_in_no_key_of_the_client() {
    let words = "Client cannot derive `sessionKey` here: it does not know `serverPreMasterSecret`";
    assert_stopped("mtls-claim-never-sent", Code::CannotDerive, words);
}

#[test]
fn after_the_clients_certificate_the_claim_compiles_with_a_message_that_tls_does_not_have() {
    assert_compiles("mtls-claim-after-certificate");
    let with_the_message = read("mtls-claim-after-certificate.seq");
    let without: Vec<&str> =
        with_the_message.lines().filter(|line| !line.starts_with("Server->Client: server's key")).collect();
    let found = verdict(without.join("\n"));
    assert!(matches!(&found[..], [(Code::CannotDerive, _)]), "{found:?}");
}

#[test]
fn a_stolen_client_key_opens_nothing() {
    assert_compiles("stolen-client-key");
    assert_compiles("stolen-client-key-tls13");
    for (stem, private) in [("tls12-mutual", "clientPrivateKey"), ("tls12-mutual-ems", "clientPrivateKey")] {
        let theft = format!(
            "{}leak Client: {private}\nexpect attacker never knows preMasterSecret\n\
             expect attacker never knows clientKey\nexpect attacker never knows serverKey\n",
            read(&format!("{stem}.seq"))
        );
        assert_eq!(verdict(theft), [], "{stem}");
    }
}

#[test]
fn mallory_in_the_middle_of_an_unsigned_exchange_compiles() {
    assert_compiles("mitm-open");
}

#[test]
fn mallory_stops_compiling_once_the_client_verifies() {
    assert_compiles("certificate");
    let words = "Mallory cannot derive `signature` here: it does not know `serverSigningPrivate`";
    assert_stopped("mitm-certificate", Code::CannotDerive, words);
    let words = "it signs server-CertificateVerify(Mallory.ClientHello..Server.Certificate)";
    assert_stopped("mitm-relay", Code::BadSignature, words);
    assert_stopped("mitm-other-name", Code::BadSignature, "it signs \"mallory.example\"");
}

#[test]
fn an_impostor_with_the_clients_certificate_cannot_sign() {
    let words = "Impostor cannot derive `signature` here: it does not know `clientSigningPrivate`";
    assert_stopped("impostor", Code::CannotDerive, words);
}

#[test]
fn two_connections_share_a_master_secret_only_without_the_session_hash() {
    assert_compiles("triple-handshake");
    assert_stopped(
        "triple-handshake-ems",
        Code::DifferentValue,
        "`masterSecret` is already a different value",
    );
}

/// The extended master secret is there before CertificateVerify, which it does not depend on.
#[test]
fn the_extended_master_secret_stands_above_certificate_verify() {
    for stem in ["tls12-mutual-ems", "tls12-mutual-ecdhe"] {
        let text = read(&format!("{stem}.seq"));
        let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{stem} has `{words}`"));
        let master = at("masterSecret = PRF(preMasterSecret, \"extended master secret\"");
        assert!(
            at("Client->Server: ClientKeyExchange") < master
                && master < at("Client->Server: CertificateVerify")
        );
    }
}

/// The bytes that mark a TLS 1.2 connection of a server that knows TLS 1.3: RFC 8446, section 4.1.3.
#[test]
fn the_server_of_the_mutual_handshakes_marks_the_older_version() {
    for stem in ["tls12-mutual", "tls12-mutual-ems"] {
        assert!(
            read(&format!("{stem}.hex")).contains(
                "serverRandom = 000000000000000000000000000000000000000000000000444f574e47524401\n"
            )
        );
    }
}
