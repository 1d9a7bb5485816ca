//! Signatures of RFC 8032 and RFC 6979, and of recorded certificates.

use seqwright::knowledge::bytes::{Fault, KeyKind, verify};

use super::Vectors;

/// Whether a signature is good, and that it is not with another text, another key or one bit changed.
fn assert_good(kind: KeyKind, public: &[u8], signature: &[u8], text: &[u8], name: &str) {
    let is_good = |public: &[u8], signature: &[u8], text: &[u8]| verify(Some(kind), public, signature, text);
    assert_eq!(is_good(public, signature, text), Ok(true), "{name}");
    assert_eq!(verify(None, public, signature, text), Ok(true), "{name}");
    assert_eq!(is_good(public, signature, &[text, b"!"].concat()), Ok(false), "{name}");
    for at in [0, signature.len() / 2, signature.len() - 1] {
        let mut changed = signature.to_vec();
        changed[at] ^= 1;
        assert_eq!(is_good(public, &changed, text), Ok(false), "{name}, byte {at}");
    }
    assert_eq!(is_good(public, &signature[1..], text), Ok(false), "{name}");
    assert_eq!(is_good(public, &[], text), Ok(false), "{name}");
}

#[test]
fn ed25519_is_that_of_rfc_8032() {
    let mut vectors = Vectors::read("signatures.hex");
    for test in 1..=3 {
        let text = if test == 1 { Vec::new() } else { vectors.get(&format!("text.{test}")).to_vec() };
        let half = KeyKind::Ed25519.public_half(vectors.get(&format!("seed.{test}")));
        vectors.expect(&format!("public.{test}"), &half.expect("the seed is good").expect("it gives a key"));
        let public = vectors.get(&format!("public.{test}")).to_vec();
        let signature = vectors.get(&format!("signature.{test}")).to_vec();
        assert_good(KeyKind::Ed25519, &public, &signature, &text, &format!("test {test}"));
    }
}

#[test]
fn ecdsa_is_that_of_rfc_6979() {
    let mut vectors = Vectors::read("signatures.hex");
    let half = KeyKind::Ecdsa.public_half(vectors.get("private"));
    vectors.expect("point", &half.expect("the key is good").expect("it gives a point"));
    let point = vectors.get("point").to_vec();
    for text in ["sample", "test"] {
        for hash in ["sha256", "sha384", "sha512"] {
            let name = format!("{text}.{hash}");
            assert_good(KeyKind::Ecdsa, &point, vectors.get(&name), text.as_bytes(), &name);
            assert_eq!(verify(Some(KeyKind::P256), &point, vectors.get(&name), text.as_bytes()), Ok(true));
        }
    }
}

#[test]
fn ecdsa_on_p_384_is_that_of_rfc_6979() {
    let mut vectors = Vectors::read("signatures.hex");
    let half = KeyKind::P384.public_half(vectors.get("private.p384"));
    vectors.expect("point.p384", &half.expect("the key is good").expect("it gives a point"));
    let point = vectors.get("point.p384").to_vec();
    assert_good(KeyKind::P384, &point, vectors.get("sample.p384"), b"sample", "sample");
    // RFC 5480, section 2: a SubjectPublicKeyInfo of secp384r1.
    let head = [
        0x30, 0x76, 0x30, 0x10, 6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1, 6, 5, 0x2b, 0x81, 4, 0, 0x22, 3,
        0x62, 0,
    ];
    let certified = [&head[..], &point].concat();
    assert_good(KeyKind::Ecdsa, &certified, vectors.get("sample.p384"), b"sample", "sample");
}

/// The contents of a value in DER, and what follows it.
fn value(der: &[u8]) -> (&[u8], &[u8]) {
    let (length, head) = match der[1] {
        short @ 0..=127 => (usize::from(short), 2),
        0x81 => (usize::from(der[2]), 3),
        _ => (usize::from(der[2]) << 8 | usize::from(der[3]), 4),
    };
    (&der[head..head + length], &der[head + length..])
}

/// The parts of a sequence in DER, each with its head.
fn parts(der: &[u8]) -> Vec<&[u8]> {
    let (mut rest, mut parts) = (value(der).0, Vec::new());
    while !rest.is_empty() {
        let after = value(rest).1;
        parts.push(&rest[..rest.len() - after.len()]);
        rest = after;
    }
    parts
}

#[test]
fn a_recorded_certificate_that_signs_itself_is_good() {
    let vectors = Vectors::read("rfc8448-3.hex");
    let message = vectors.get("Server.Certificate");
    // After the head of the message: an empty context, the length of the list, that of the certificate.
    let certificate = &message[4 + 1 + 3 + 3..];
    let all = parts(certificate);
    let (signed, signature) = (all[0], &value(all[2]).0[1..]);
    // Version, serial number, algorithm, issuer, validity, subject, key.
    let key = parts(signed)[6];
    assert_good(KeyKind::Rsa, key, signature, signed, "certificate");
    // The same key, as it stands in its SubjectPublicKeyInfo.
    let bare = &value(parts(key)[1]).0[1..];
    assert_good(KeyKind::Rsa, bare, signature, signed, "RSAPublicKey");
    assert_eq!(verify(Some(KeyKind::Ecdsa), key, signature, signed), Err(Fault::OtherKind(KeyKind::Ecdsa)));
}

#[test]
fn what_is_no_public_key_is_said_to_be_none() {
    for bytes in [&[][..], &[4; 65], &[0; 31], b"-----BEGIN PUBLIC KEY-----"] {
        assert_eq!(verify(None, bytes, &[0; 64], b"text"), Err(Fault::NoPublicKey(bytes.len())));
    }
    assert!(Fault::NoPublicKey(3).to_string().contains("these 3 bytes are no public key"));
    assert!(Fault::OtherKind(KeyKind::Rsa).to_string().contains("not a public key of RSA"));
    assert_eq!(KeyKind::Ed25519.public_half(&[0; 31]), Err(Fault::SeedLength(31)));
    assert_eq!(
        Fault::SeedLength(31).to_string(),
        "a private key of Ed25519 has 32 bytes, but this one has 31"
    );
    assert_eq!(KeyKind::Rsa.public_half(&[0; 31]), Ok(None));
}
