//! Whatever the arguments are, a call ends in bytes or in a fault; whatever a file of values holds, it is read.

use proptest::collection::vec;
use proptest::prelude::*;

use seqwright::knowledge::bytes::{Curve, Function, Sidecar, Suite, apply, public_half};

use crate::hex;

fn suites() -> impl Strategy<Value = Option<&'static Suite>> {
    let all: Vec<Option<&Suite>> = Suite::names().map(Suite::named).chain(std::iter::once(None)).collect();
    proptest::sample::select(all)
}

/// Bytes of the lengths at which something happens, and numbers.
fn arguments() -> impl Strategy<Value = Vec<Vec<u8>>> {
    let bytes = prop_oneof![
        vec(any::<u8>(), 0..80),
        vec(any::<u8>(), 32),
        vec(any::<u8>(), 64).prop_map(|point| [&[4][..], &point].concat()),
        vec(any::<u8>(), 240..260),
        "[0-9]{1,6}".prop_map(String::into_bytes),
    ];
    vec(bytes, 0..6)
}

proptest! {
    #[test]
    fn a_call_returns_bytes_or_an_error_message(
        function in proptest::sample::select(Function::ALL.to_vec()),
        suite in suites(),
        arguments in arguments(),
    ) {
        let arguments: Vec<&[u8]> = arguments.iter().map(Vec::as_slice).collect();
        let first = apply(function, suite, &arguments);
        if let Err(fault) = &first {
            let message = fault.to_string();
            prop_assert!(!message.is_empty() && !message.ends_with('.') && !message.contains('\n'), "{}", message);
        }
        prop_assert_eq!(first, apply(function, suite, &arguments), "the same arguments give the same");
    }

    #[test]
    fn both_sides_share_one_secret(one: [u8; 32], other: [u8; 32]) {
        for curve in Curve::ALL {
            let function = Function::named(curve.name()).expect("a curve is a function");
            // A number above the order of P-256 is no key.
            let (Ok(mine), Ok(theirs)) = (public_half(curve, &one), public_half(curve, &other)) else { continue };
            prop_assert_eq!(apply(function, None, &[&one, &theirs]), apply(function, None, &[&other, &mine]));
        }
    }

    #[test]
    fn any_text_is_read(text in "(?s)[ #=0-9a-fxz\n\r\t.é\u{feff}]{0,120}") {
        let lines = text.lines().count();
        let (_, faults) = Sidecar::parse(&text);
        prop_assert!(faults.iter().all(|fault| (1..=lines).contains(&fault.line)));
        prop_assert!(faults.is_sorted_by_key(|fault| fault.line));
    }

    #[test]
    fn what_is_written_is_read(values in proptest::collection::btree_map("[a-z][a-zA-Z.]{0,8}", vec(any::<u8>(), 1..70), 0..6)) {
        let mut text = String::new();
        for (name, bytes) in &values {
            text.push_str(&format!("{name} =\n"));
            for line in bytes.chunks(32) {
                text.push_str(&format!("  {}\n", hex(line)));
            }
        }
        let (read, faults) = Sidecar::parse(&text);
        prop_assert_eq!(faults, []);
        let read: Vec<(&str, &[u8])> = read.iter().map(|(name, value)| (name, value.bytes.as_slice())).collect();
        let written: Vec<(&str, &[u8])> = values.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        prop_assert_eq!(read, written);
    }
}
