//! Tests of the messages for arguments without bytes.

use seqwright::knowledge::bytes::{Curve, Function, Suite, public_half};

use crate::{Vectors, call, suite, value};

/// The message of the fault of a call.
fn fault(function: &str, suite: Option<&Suite>, arguments: &[&[u8]]) -> String {
    call(function, suite, arguments).expect_err("it has a fault").to_string()
}

fn tls13() -> Option<&'static Suite> {
    Some(suite("TLS_AES_128_GCM_SHA256"))
}

fn tls12() -> Option<&'static Suite> {
    Some(suite("TLS_RSA_WITH_AES_128_CBC_SHA"))
}

#[test]
fn the_number_of_arguments() {
    assert_eq!(
        fault("Derive-Secret", tls13(), &[b"secret", b"derived"]),
        "`Derive-Secret` takes 3 arguments (secret, label, messages), and here it has 2"
    );
    assert_eq!(
        fault("SHA-256", None, &[]),
        "`SHA-256` takes one argument or more (messages, ...), and here it has none"
    );
    assert_eq!(
        fault("traffic-key", tls13(), &[]),
        "`traffic-key` takes one argument (secret), and here it has none"
    );
    let many: [&[u8]; 5] = [b"a"; 5];
    for function in Function::ALL.into_iter().filter(|function| !function.takes_more()) {
        let message = fault(function.name(), tls13(), &many);
        assert!(message.starts_with(&format!("`{function}` takes ")), "{message}");
    }
}

#[test]
fn a_suite_that_is_missing_or_of_another_version() {
    assert_eq!(
        fault("Transcript-Hash", None, &[b""]),
        "`Transcript-Hash` needs the hash of a cipher suite, and there is no `suite` line before it"
    );
    assert_eq!(
        fault("PRF", tls13(), &[b"", b"", b"", b"48"]),
        "`PRF` belongs to TLS 1.2, and `TLS_AES_128_GCM_SHA256` is a suite of TLS 1.3"
    );
    assert_eq!(
        fault("traffic-key", tls12(), &[b""]),
        "`traffic-key` belongs to TLS 1.3, and `TLS_RSA_WITH_AES_128_CBC_SHA` is a suite of TLS 1.2"
    );
}

#[test]
fn lengths_that_a_record_does_not_have() {
    let sealed = |key: &[u8], nonce: &[u8]| fault("AES-GCM", None, &[key, nonce, b"header", b"data"]);
    assert_eq!(sealed(&[0; 24], &[0; 12]), "a key of AES-GCM has 16 or 32 bytes, but this one has 24");
    assert_eq!(sealed(&[0; 16], &[0; 8]), "a nonce of AES-GCM has 12 bytes, but this one has 8");
    assert_eq!(
        fault("record-nonce", None, &[&[0; 4], b"0"]),
        "the IV of a record nonce has 12 bytes, but this one has 4"
    );
    for number in [&b""[..], b"one", b"-1", b"18446744073709551616"] {
        assert_eq!(
            fault("record-nonce", None, &[&[0; 12], number]),
            "the last argument of `record-nonce` is a number from 0 to 18446744073709551615"
        );
    }
}

#[test]
fn a_length_that_is_none() {
    let prf = |length: &[u8]| fault("PRF", tls12(), &[b"secret", b"label", b"seed", length]);
    let none = "the last argument of `PRF` is its length, a number of bytes such as 32";
    for length in [&b""[..], b"ten", b"-1", b"1.5", b"\xff"] {
        assert_eq!(prf(length), none);
    }
    assert_eq!(prf(b"65536"), "`PRF` gives at most 65535 bytes");
    assert_eq!(prf(b"99999999999999999999999999"), "`PRF` gives at most 65535 bytes");
    assert_eq!(fault("HKDF-Expand", tls13(), &[b"", b"", b"8161"]), "`HKDF-Expand` gives at most 8160 bytes");
}

#[test]
fn the_greatest_lengths_are_good() {
    let suite_13 = suite("TLS_AES_128_GCM_SHA256");
    assert_eq!(value("HKDF-Expand", suite_13, &[b"", b"", b"8160"]).len(), 8160);
    assert_eq!(value("HKDF-Expand-Label", suite_13, &[b"", &[b'l'; 249], &[0; 255], b"8160"]).len(), 8160);
    assert_eq!(value("HKDF-Expand", suite_13, &[b"", b"", b"0"]), b"");
    let suite_12 = suite("TLS_RSA_WITH_AES_128_CBC_SHA");
    assert_eq!(value("PRF", suite_12, &[b"", b"", b"", b"65535"]).len(), 65535);
}

#[test]
fn labels_and_contexts_that_cannot_be_written_down() {
    let derive = |label: &[u8]| fault("Derive-Secret", tls13(), &[b"secret", label, b""]);
    assert_eq!(derive(b""), "a label of TLS 1.3 is not empty");
    assert_eq!(derive(&[b'l'; 250]), "a TLS 1.3 label has at most 249 bytes, but this one has 250");
    assert_eq!(
        fault("HKDF-Expand-Label", tls13(), &[b"secret", b"key", &[0; 256], b"16"]),
        "the context of a label has at most 255 bytes, but this one has 256"
    );
}

#[test]
fn parts_that_a_key_block_does_not_hold() {
    assert_eq!(
        fault("client-write-IV", tls12(), &[&[0; 72]]),
        "there is no `client-write-IV` with `TLS_RSA_WITH_AES_128_CBC_SHA`, which takes none from the key block"
    );
    assert_eq!(
        fault("server-write-MAC-key", Some(suite("TLS_RSA_WITH_AES_128_GCM_SHA256")), &[&[0; 40]]),
        "there is no `server-write-MAC-key` with `TLS_RSA_WITH_AES_128_GCM_SHA256`, which takes none from the key block"
    );
    assert_eq!(
        fault("server-write-key", tls12(), &[&[0; 71]]),
        "`server-write-key` needs a key block of 72 bytes, but this one has 71"
    );
    assert_eq!(
        fault("client-write-key", tls13(), &[&[0; 72]]),
        "`client-write-key` belongs to TLS 1.2, and `TLS_AES_128_GCM_SHA256` is a suite of TLS 1.3"
    );
}

#[test]
fn keys_and_shares_of_a_wrong_length() {
    assert_eq!(
        fault("X25519", None, &[&[1; 31], &[9; 32]]),
        "a private key of X25519 has 32 bytes, but this one has 31"
    );
    assert_eq!(fault("X25519", None, &[&[1; 32], b""]), "a share of X25519 has 32 bytes, but this one has 0");
    assert_eq!(
        fault("P-256", None, &[&[1; 32], &[4; 33]]),
        "a share of P-256 has 65 bytes, but this one has 33"
    );
    let fault = public_half(Curve::P256, &[1; 33]).expect_err("it is too long");
    assert_eq!(fault.to_string(), "a private key of P-256 has 32 bytes, but this one has 33");
}

#[test]
fn shares_of_small_order() {
    let secret = "the shared secret of X25519 is all zeros: this share is a point of small order, and both sides must stop";
    let mut one = [0; 32];
    one[0] = 1;
    for share in [[0; 32], one] {
        assert_eq!(fault("X25519", None, &[&[7; 32], &share]), secret);
    }
}

#[test]
fn shares_that_are_no_point_of_the_curve() {
    let vectors = Vectors::read("p256.hex");
    let private = vectors.get("private");
    let mut share = vectors.get("share").to_vec();
    share[64] ^= 1;
    assert_eq!(fault("P-256", None, &[private, &share]), "this share is not a point of P-256");
    share[0] = 2;
    assert_eq!(
        fault("P-256", None, &[private, &share]),
        "a share of P-256 is an uncompressed point, which begins with 04 and not with 02"
    );
}

#[test]
fn private_keys_out_of_range() {
    for private in [[0; 32], [0xff; 32]] {
        let fault = public_half(Curve::P256, &private).expect_err("it is out of range");
        assert_eq!(
            fault.to_string(),
            "a private key of P-256 is above zero and below the order of the curve, and this one is not"
        );
    }
}

#[test]
fn names_are_found_as_they_are_written() {
    for function in Function::ALL {
        assert_eq!(Function::named(function.name()), Some(function));
    }
    assert_eq!(Function::named("hkdf-extract"), None);
    for curve in Curve::ALL {
        assert_eq!(Curve::named(curve.name()), Some(curve));
    }
    assert_eq!(
        Suite::names()
            .filter(|name| name.starts_with("TLS_AES_") || name.starts_with("TLS_CHACHA20"))
            .count(),
        5
    );
    for name in Suite::names() {
        assert_eq!(suite(name).name, name);
        assert_eq!(suite(name).zeros().len(), suite(name).hash.length());
    }
    assert_eq!(Suite::named("RSA256"), None);
}

#[test]
fn a_suite_knows_how_much_key_block_it_needs() {
    let needs = |name: &str| suite(name).key_block_length();
    // Of the suites of RFC 5246 the one that needs the most (section 6.3).
    assert_eq!(needs("TLS_RSA_WITH_AES_256_CBC_SHA256"), Some(128));
    // Four bytes of IV are derived, and eight sent (RFC 5288, section 3).
    assert_eq!(needs("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"), Some(2 * (32 + 4)));
    assert_eq!(needs("TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"), Some(2 * (32 + 12)));
    assert_eq!(needs("TLS_RSA_WITH_3DES_EDE_CBC_SHA"), Some(2 * (20 + 24)));
    assert_eq!(needs("TLS_AES_128_GCM_SHA256"), None);
}

#[test]
fn no_suite_is_listed_twice() {
    let mut names: Vec<&str> = Suite::names().collect();
    names.sort_unstable();
    assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
}
