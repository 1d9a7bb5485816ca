//! What the fuzzers try, tried on their seeds and on every case: `fuzz/README.md` says how they are run for longer.

#[path = "../fuzz/checks.rs"]
mod checks;
mod common;

use std::fs;
use std::path::Path;

/// The seeds of a target: what once broke a rule, and what leads far into the program.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry can be read").path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{target} has seeds");
    paths.iter().map(|path| fs::read(path).expect("a seed can be read")).collect()
}

fn cases() -> impl Iterator<Item = Vec<u8>> {
    common::sources().into_iter().map(|(_, text)| text.into_bytes())
}

#[test]
fn whatever_is_read_every_output_is_harmless() {
    seeds("outputs").into_iter().chain(cases()).for_each(|bytes| checks::outputs(&bytes));
}

#[test]
fn whatever_is_formatted_stays_what_it_is() {
    seeds("formatting").into_iter().chain(cases()).for_each(|bytes| checks::formatting(&bytes));
}

#[test]
fn whatever_is_imported_has_the_picture_of_its_conversion() {
    let cases = common::imports().into_iter().map(String::into_bytes);
    seeds("importing").into_iter().chain(cases).for_each(|bytes| checks::importing(&bytes));
}

#[test]
fn whatever_is_printed_is_parsed_as_the_same() {
    seeds("printing").iter().for_each(|bytes| checks::printing(bytes));
    // Each byte is a decision, so that these make every decision at least once.
    for first in 0..=u8::MAX {
        let bytes: Vec<u8> =
            (0..64u16).map(|at| first.wrapping_mul(31).wrapping_add((at * at) as u8 ^ first)).collect();
        checks::printing(&bytes);
        checks::printing(&[first]);
    }
}
