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

/// The diagrams with a report beside them.
fn reported() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the folder can be read");
    let paths = entries.map(|entry| entry.expect("an entry can be read").path());
    let mut stems: Vec<String> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "stderr"))
        .map(|path| path.file_stem().expect("a file has a name").to_string_lossy().into_owned())
        .collect();
    stems.sort();
    stems
}

#[test]
fn reports_are_what_the_program_says() {
    for stem in reported() {
        let (code, output) = output_of(&stem);
        assert_eq!(output, read(&format!("{stem}.stderr")), "{stem}");
        // The post has slips, which are warnings; the others must not compile.
        assert_eq!(code, Some(i32::from(stem != "post-checked")), "{stem}");
    }
}
