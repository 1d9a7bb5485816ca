//! The published values of `*.hex` in this folder, computed again, value by value. The first lines of a file say
//! where its values come from. A test is done with a file when it has used or compared each value of it.
#![cfg(feature = "knowledge")]

mod faults;
mod known;
mod laws;
mod sidecar;
mod signatures;
mod tls12;
mod tls13;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use seqwright::knowledge::bytes::{Fault, Function, Sidecar, Suite, apply};

/// A file of values, and which of them a test has used or compared.
pub struct Vectors {
    name: &'static str,
    values: Sidecar,
    used: RefCell<BTreeSet<String>>,
    /// How many values were compared with what was computed.
    compared: usize,
}

impl Vectors {
    /// Reads a file of this folder.
    pub fn read(name: &'static str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(name);
        let text = fs::read_to_string(path).expect("the vectors can be read");
        let (values, faults) = Sidecar::parse(&text);
        assert_eq!(faults, [], "{name}");
        assert!(values.is_test_data(), "{name} says that it is test data");
        Vectors { name, values, used: RefCell::default(), compared: 0 }
    }

    /// Whether the file has a value of that name.
    pub fn has(&self, name: &str) -> bool {
        self.values.get(name).is_some()
    }

    /// A value that others are computed from.
    pub fn get(&self, name: &str) -> &[u8] {
        self.used.borrow_mut().insert(name.to_owned());
        &self.values.get(name).unwrap_or_else(|| panic!("{} has `{name}`", self.name)).bytes
    }

    /// Compares a value with what was computed.
    pub fn expect(&mut self, name: &str, computed: &[u8]) {
        assert_eq!(hex(computed), hex(self.get(name)), "`{name}` of {}", self.name);
        self.compared += 1;
    }

    /// Compares a value that only some files have.
    pub fn expect_if_there(&mut self, name: &str, computed: &[u8]) {
        if self.has(name) {
            self.expect(name, computed);
        }
    }

    /// The handshake messages in the order in which they are in the file, which is that in which they are sent.
    pub fn messages(&self) -> Vec<&str> {
        let sent = |name: &str| name.starts_with("Client.") || name.starts_with("Server.");
        let mut messages: Vec<_> = self.values.iter().filter(|(name, _)| sent(name)).collect();
        messages.sort_by_key(|(_, value)| value.line);
        messages.into_iter().map(|(name, _)| name).collect()
    }

    /// The names before the first dot, once each: those of the vectors of a file with many.
    pub fn groups(&self) -> Vec<String> {
        let names = self.values.iter().filter_map(|(name, _)| name.split_once('.'));
        let names: BTreeSet<String> = names.map(|(group, _)| group.to_owned()).collect();
        names.into_iter().collect()
    }

    /// Ends the test of a file: every value of it was used, and so many were compared.
    pub fn done(self, compared: usize) {
        let used = self.used.borrow();
        let idle: Vec<&str> =
            self.values.iter().map(|(name, _)| name).filter(|&name| !used.contains(name)).collect();
        assert!(idle.is_empty(), "{}: nothing uses {idle:?}", self.name);
        assert_eq!(self.compared, compared, "values of {} that were compared", self.name);
    }
}

/// Bytes as the files have them.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The suite of that name, which is known.
pub fn suite(name: &str) -> &'static Suite {
    Suite::named(name).unwrap_or_else(|| panic!("`{name}` is a suite"))
}

/// The bytes of a call, as a diagram would write it.
pub fn call(function: &str, suite: Option<&Suite>, arguments: &[&[u8]]) -> Result<Vec<u8>, Fault> {
    apply(Function::named(function).unwrap_or_else(|| panic!("`{function}` is a function")), suite, arguments)
}

/// The bytes of a call that has no fault.
pub fn value(function: &str, suite: &Suite, arguments: &[&[u8]]) -> Vec<u8> {
    call(function, Some(suite), arguments).unwrap_or_else(|fault| panic!("{fault}"))
}

/// A length as a diagram writes it.
pub fn length(bytes: usize) -> Vec<u8> {
    bytes.to_string().into_bytes()
}
