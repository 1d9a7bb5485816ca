//! Known answers of single functions.

use seqwright::knowledge::bytes::{Curve, public_half};

use crate::{Vectors, call, length, suite, value};

/// The suite whose hash is named in the first word of a vector.
fn suite_13(vector: &str) -> &'static seqwright::knowledge::bytes::Suite {
    suite(if vector.contains("sha384") { "TLS_AES_256_GCM_SHA384" } else { "TLS_AES_128_GCM_SHA256" })
}

#[test]
fn sha_2_of_the_examples_of_nist() {
    let mut vectors = Vectors::read("sha2.hex");
    let data = vectors.get("abc.data").to_vec();
    vectors.expect("abc.sha256", &call("SHA-256", None, &[&data]).expect("it needs no suite"));
    vectors.expect("abc.sha384", &call("SHA-384", None, &[&data]).expect("it needs no suite"));
    vectors.expect("empty.sha256", &call("SHA-256", None, &[b""]).expect("it needs no suite"));
    vectors.done(3);
}

#[test]
fn a_hash_of_parts_is_the_hash_of_the_whole() {
    for function in ["SHA-256", "SHA-384", "Transcript-Hash"] {
        let suite = suite_13("sha256");
        assert_eq!(value(function, suite, &[b"a", b"", b"bc"]), value(function, suite, &[b"abc"]));
    }
    assert_eq!(call("||", None, &[b"a", b"", b"bc"]), Ok(b"abc".to_vec()));
}

#[test]
fn the_transcript_hash_is_that_of_the_suite() {
    let sha256 = call("SHA-256", None, &[b"abc"]).expect("it needs no suite");
    let sha384 = call("SHA-384", None, &[b"abc"]).expect("it needs no suite");
    assert_eq!(value("Transcript-Hash", suite("TLS_CHACHA20_POLY1305_SHA256"), &[b"abc"]), sha256);
    assert_eq!(value("Transcript-Hash", suite("TLS_AES_256_GCM_SHA384"), &[b"abc"]), sha384);
    // SHA-1 is what authenticates its records; its handshake is hashed with SHA-256 (RFC 5246, section 7.4.9).
    assert_eq!(value("Transcript-Hash", suite("TLS_RSA_WITH_AES_128_CBC_SHA"), &[b"abc"]), sha256);
}

#[test]
fn hmac_of_rfc_4231() {
    let mut vectors = Vectors::read("hmac.hex");
    for case in vectors.groups() {
        for hash in ["sha256", "sha384"] {
            let arguments = [vectors.get(&format!("{case}.key")), vectors.get(&format!("{case}.data"))];
            let computed = value("HMAC", suite_13(hash), &arguments);
            vectors.expect(&format!("{case}.{hash}"), &computed);
        }
    }
    vectors.done(12);
}

#[test]
fn hkdf_of_rfc_5869() {
    let mut vectors = Vectors::read("hkdf.hex");
    let suite = suite_13("sha256");
    for case in vectors.groups() {
        let name = |part: &str| format!("{case}.{part}");
        let optional = |part: &str| {
            if vectors.has(&name(part)) { vectors.get(&name(part)).to_vec() } else { Vec::new() }
        };
        let (salt, info) = (optional("salt"), optional("info"));
        let key = value("HKDF-Extract", suite, &[&salt, vectors.get(&name("material"))]);
        vectors.expect(&name("pseudorandomKey"), &key);
        let bytes = length(vectors.get(&name("output")).len());
        vectors.expect(&name("output"), &value("HKDF-Expand", suite, &[&key, &info, &bytes]));
    }
    vectors.done(6);
}

#[test]
fn aes_gcm_of_its_authors() {
    let mut vectors = Vectors::read("gcm.hex");
    for case in vectors.groups() {
        let get = |part: &str| {
            let name = format!("{case}.{part}");
            if vectors.has(&name) { vectors.get(&name).to_vec() } else { Vec::new() }
        };
        let arguments = ["key", "nonce", "additional", "text"].map(get);
        let sealed = call("AES-GCM", None, &arguments.each_ref().map(Vec::as_slice));
        vectors.expect(&format!("{case}.sealed"), &sealed.expect("the lengths are good"));
    }
    vectors.done(3);
}

#[test]
fn the_nonce_of_a_record_is_the_iv_xor_its_number() {
    let nonce = |number: &[u8]| call("record-nonce", None, &[&[0x11; 12], number]).expect("it is a number");
    assert_eq!(nonce(b"0"), [0x11; 12]);
    assert_eq!(nonce(b"258"), [0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x10, 0x13]);
    assert_eq!(nonce(b"18446744073709551615")[4..], [0xee; 8]);
    assert_eq!(nonce(b"18446744073709551615")[..4], [0x11; 4]);
}

#[test]
fn hkdf_expand_label_of_rfc_8448() {
    let mut vectors = Vectors::read("expand-label.hex");
    let suite = suite_13("sha256");
    for case in vectors.groups() {
        let name = |part: &str| format!("{case}.{part}");
        let context =
            if vectors.has(&name("context")) { vectors.get(&name("context")).to_vec() } else { Vec::new() };
        let secret = vectors.get(&name("secret"));
        let bytes = length(vectors.get(&name("output")).len());
        let labelled =
            value("HKDF-Expand-Label", suite, &[secret, vectors.get(&name("label")), &context, &bytes]);
        // The same with the HkdfLabel as the RFC prints it, so that its bytes are compared too.
        let plain = value("HKDF-Expand", suite, &[secret, vectors.get(&name("info")), &bytes]);
        vectors.expect(&name("output"), &labelled);
        vectors.expect(&name("output"), &plain);
    }
    vectors.done(2 * 42);
}

#[test]
fn the_prf_of_tls_1_2() {
    let mut vectors = Vectors::read("prf.hex");
    for case in vectors.groups() {
        let hash = if case.starts_with("sha384") { "GCM_SHA384" } else { "CBC_SHA256" };
        let suite = suite(&format!("TLS_RSA_WITH_AES_256_{hash}"));
        let part = |part: &str| vectors.get(&format!("{case}.{part}"));
        let bytes = length(part("output").len());
        let computed = value("PRF", suite, &[part("secret"), part("label"), part("seed"), &bytes]);
        vectors.expect(&format!("{case}.output"), &computed);
    }
    vectors.done(10);
}

#[test]
fn x25519_of_rfc_7748() {
    let mut vectors = Vectors::read("x25519.hex");
    for case in ["first", "second"] {
        let arguments = [vectors.get(&format!("{case}.private")), vectors.get(&format!("{case}.share"))];
        let secret = call("X25519", None, &arguments).expect("the share is good");
        vectors.expect(&format!("{case}.secret"), &secret);
    }
    for person in ["alice", "bob"] {
        let private = vectors.get(&format!("{person}.private")).to_vec();
        let share = public_half(Curve::X25519, &private).expect("the private key is good");
        vectors.expect(&format!("{person}.share"), &share);
    }
    for (mine, theirs) in [("alice", "bob"), ("bob", "alice")] {
        let arguments = [vectors.get(&format!("{mine}.private")), vectors.get(&format!("{theirs}.share"))];
        vectors.expect("secret", &call("X25519", None, &arguments).expect("the share is good"));
    }
    let start = vectors.get("iterated.start").to_vec();
    let (mut key, mut share) = (start.clone(), start);
    for round in 1..=1000 {
        let secret = call("X25519", None, &[&key, &share]).expect("the share is good");
        share = std::mem::replace(&mut key, secret);
        if round == 1 {
            vectors.expect("iterated.once", &key);
        }
    }
    vectors.expect("iterated.thousand", &key);
    vectors.done(8);
}

#[test]
fn p_384_of_rfc_5903() {
    let mut vectors = Vectors::read("p384.hex");
    for (ours, theirs) in [("i", "r"), ("r", "i")] {
        let private = vectors.get(ours).to_vec();
        let public = public_half(Curve::P384, &private).expect("the private key is good");
        vectors.expect(&format!("g{ours}"), &public);
        let secret = call("P-384", None, &[&private, vectors.get(&format!("g{theirs}"))]);
        vectors.expect("gir", &secret.expect("the share is good"));
    }
    vectors.done(4);
}

#[test]
fn p_256_of_nist() {
    let mut vectors = Vectors::read("p256.hex");
    let private = vectors.get("private").to_vec();
    vectors.expect("public", &public_half(Curve::P256, &private).expect("the private key is good"));
    let secret = call("P-256", None, &[&private, vectors.get("share")]).expect("the share is good");
    vectors.expect("secret", &secret);
    vectors.done(2);
}
