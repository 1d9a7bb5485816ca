//! Any tree of statements, printed and parsed. What must hold is in `checks.rs`.
#![no_main]

#[path = "../checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::printing(bytes));
