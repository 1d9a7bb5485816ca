//! Any bytes, compiled and drawn in every way. What must hold is in `checks.rs`.
#![no_main]

#[path = "../checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::outputs(bytes));
