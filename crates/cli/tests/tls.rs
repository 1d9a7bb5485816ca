//! Compares the reports on the examples' claims with the files next to them.

use std::fs;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/tls"))
}

fn read(name: &str) -> String {
    fs::read_to_string(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// What the program says of a diagram, and its exit code.
fn output_of(stem: &str) -> (Option<i32>, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_seqwright"))
        .args(["check", &format!("{stem}.seq")])
        .current_dir(folder())
        .env_clear()
        .output()
        .expect("the program can be run");
    (output.status.code(), String::from_utf8(output.stderr).expect("the program says text"))
}

#[test]
fn that_mutual_tls_needs_a_secret_of_the_server_does_not_compile() {
    let (code, output) = output_of("mtls-claim");
    assert_eq!(output, read("mtls-claim.stderr"));
    assert_eq!(code, Some(1));
    assert!(
        output.contains("Client cannot derive `sessionKey` here: it does not know `serverPreMasterSecret`")
    );
}

#[test]
fn slips_in_the_notes_of_the_post_are_found() {
    let (code, output) = output_of("post-checked");
    assert_eq!(output, read("post-checked.stderr"));
    assert_eq!(code, Some(0));
}
