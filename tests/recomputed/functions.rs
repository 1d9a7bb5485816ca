//! The functions of TLS, of the hashes, the HMAC and the AEAD of `ring`: RFC 5246, section 5 (PRF); RFC 5869 (HKDF); RFC 8446,
//! sections 4.4 and 7.1.

use ring::aead::{self, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::{digest, hmac, signature};

use super::arithmetic;

/// What a suite says about lengths, told by its name.
#[derive(Clone, Copy)]
pub struct Suite {
    is_sha384: bool,
    key: usize,
    iv: usize,
    mac: usize,
}

impl Suite {
    pub fn named(name: &str) -> Suite {
        let is_tls13 = !name.contains("_WITH_");
        let is_cbc = name.contains("_CBC_");
        Suite {
            is_sha384: name.ends_with("SHA384"),
            key: if name.contains("_AES_128_") { 16 } else { 32 },
            iv: if is_tls13 || name.contains("CHACHA20") {
                12
            } else if is_cbc {
                0
            } else {
                4
            },
            mac: match name.rsplit('_').next() {
                Some("SHA") => 20,
                Some("SHA256") if is_cbc => 32,
                Some("SHA384") if is_cbc => 48,
                _ => 0,
            },
        }
    }

    pub fn hash_length(self) -> usize {
        if self.is_sha384 { 48 } else { 32 }
    }

    fn hash(self, text: &[u8]) -> Vec<u8> {
        let algorithm = if self.is_sha384 { &digest::SHA384 } else { &digest::SHA256 };
        digest::digest(algorithm, text).as_ref().to_vec()
    }

    fn hmac(self, key: &[u8], text: &[u8]) -> Vec<u8> {
        let algorithm = if self.is_sha384 { hmac::HMAC_SHA384 } else { hmac::HMAC_SHA256 };
        hmac::sign(&hmac::Key::new(algorithm, key), text).as_ref().to_vec()
    }

    fn prf(self, secret: &[u8], seed: &[u8], length: usize) -> Vec<u8> {
        let (mut all, mut a) = (Vec::new(), self.hmac(secret, seed));
        while all.len() < length {
            all.extend(self.hmac(secret, &[&a, seed].concat()));
            a = self.hmac(secret, &a);
        }
        all.truncate(length);
        all
    }

    fn expand(self, secret: &[u8], info: &[u8], length: usize) -> Vec<u8> {
        let (mut all, mut block) = (Vec::new(), Vec::new());
        for counter in 1_u8.. {
            if all.len() >= length {
                break;
            }
            block = self.hmac(secret, &[&block, info, &[counter]].concat());
            all.extend_from_slice(&block);
        }
        all.truncate(length);
        all
    }

    fn expand_label(self, secret: &[u8], label: &[u8], context: &[u8], length: usize) -> Vec<u8> {
        let label = [b"tls13 ", label].concat();
        let byte = |length: usize| u8::try_from(length).expect("it is short");
        let bytes = [0, byte(length)];
        let info = [&bytes, &[byte(label.len())][..], &label, &[byte(context.len())], context].concat();
        self.expand(secret, &info, length)
    }

    fn part(self, block: &[u8], first: usize, length: usize) -> Vec<u8> {
        block[first..first + length].to_vec()
    }

    /// The signed text of a CertificateVerify.
    fn signed(self, side: &str, messages: &[u8]) -> Vec<u8> {
        let said = format!("{}TLS 1.3, {side} CertificateVerify\0", " ".repeat(64));
        [said.as_bytes(), &self.hash(messages)].concat()
    }
}

/// Whether the last argument of a function is a number.
pub fn ends_with_number(function: &str) -> bool {
    matches!(function, "PRF" | "HKDF-Expand" | "HKDF-Expand-Label" | "record-nonce")
}

/// The result of a call; none for what is not computed: encryptions with RSA, signatures, and a message that is cut.
pub fn call(function: &str, suite: Option<Suite>, parts: &[Vec<u8>], number: Option<u64>) -> Option<Vec<u8>> {
    let length = usize::try_from(number.unwrap_or(0)).expect("it is short");
    match (function, parts) {
        ("aenc" | "sign" | "Truncate", _) => return None,
        ("X25519", [private, share]) => return Some(arithmetic::x25519(private, share)),
        ("P-256", [private, share]) => return Some(arithmetic::p256_shared(private, share)),
        ("AES-GCM", [key, nonce, additional, text]) => return Some(aes_gcm(key, nonce, additional, text)),
        ("record-nonce", [iv]) => return Some(record_nonce(iv, number.expect("records have numbers"))),
        _ => {}
    }
    Some(with_suite(function, suite.expect("the diagram names a suite"), parts, length))
}

fn with_suite(function: &str, suite: Suite, parts: &[Vec<u8>], length: usize) -> Vec<u8> {
    let Suite { key, iv, mac, .. } = suite;
    match (function, parts) {
        ("PRF", [secret, label, seed]) => suite.prf(secret, &[label.as_slice(), seed].concat(), length),
        ("client-write-MAC-key", [block]) => suite.part(block, 0, mac),
        ("server-write-MAC-key", [block]) => suite.part(block, mac, mac),
        ("client-write-key", [block]) => suite.part(block, 2 * mac, key),
        ("server-write-key", [block]) => suite.part(block, 2 * mac + key, key),
        ("client-write-IV", [block]) => suite.part(block, 2 * (mac + key), iv),
        ("server-write-IV", [block]) => suite.part(block, 2 * (mac + key) + iv, iv),
        ("Transcript-Hash", [messages]) => suite.hash(messages),
        ("HMAC", [key, text]) => suite.hmac(key, text),
        ("HKDF-Extract", [salt, material]) => suite.hmac(salt, material),
        ("HKDF-Expand", [secret, info]) => suite.expand(secret, info, length),
        ("HKDF-Expand-Label", [secret, label, context]) => suite.expand_label(secret, label, context, length),
        ("Derive-Secret", [secret, label, messages]) => {
            suite.expand_label(secret, label, &suite.hash(messages), suite.hash_length())
        }
        ("traffic-key", [secret]) => suite.expand_label(secret, b"key", b"", key),
        ("traffic-iv", [secret]) => suite.expand_label(secret, b"iv", b"", iv),
        ("finished", [secret, messages]) => {
            let key = suite.expand_label(secret, b"finished", b"", suite.hash_length());
            suite.hmac(&key, &suite.hash(messages))
        }
        ("message-hash", [message]) => {
            let digest = suite.hash(message);
            [&[254, 0, 0, u8::try_from(digest.len()).expect("it is short")][..], &digest].concat()
        }
        ("server-CertificateVerify", [messages]) => suite.signed("server", messages),
        ("client-CertificateVerify", [messages]) => suite.signed("client", messages),
        (_, parts) => panic!("`{function}` with {} arguments is not known here", parts.len()),
    }
}

fn aes_gcm(key: &[u8], nonce: &[u8], additional: &[u8], text: &[u8]) -> Vec<u8> {
    let algorithm = if key.len() == 16 { &aead::AES_128_GCM } else { &aead::AES_256_GCM };
    let key = LessSafeKey::new(UnboundKey::new(algorithm, key).expect("the key has its length"));
    let nonce = Nonce::try_assume_unique_for_key(nonce).expect("the nonce has its length");
    let mut sealed = text.to_vec();
    key.seal_in_place_append_tag(nonce, Aad::from(additional), &mut sealed).expect("it is short");
    sealed
}

fn record_nonce(iv: &[u8], number: u64) -> Vec<u8> {
    let padded = [&[0; 4][..], &number.to_be_bytes()].concat();
    iv.iter().zip(padded).map(|(iv, number)| iv ^ number).collect()
}

/// Whether a signature is good: RSA by arithmetic, ECDSA on P-256 and Ed25519 by `ring`.
pub fn is_good(key: &[u8], signed: &[u8], text: &[u8]) -> bool {
    let digests =
        [&digest::SHA256, &digest::SHA384, &digest::SHA512].map(|hash| (hash, digest::digest(hash, text)));
    if let Some((modulus, exponent)) = arithmetic::rsa_key(key) {
        let padded = arithmetic::rsa(&modulus, &exponent, signed);
        return digests.iter().any(|(hash, digest)| {
            is_pkcs1(&padded, digest.as_ref()) || is_pss(&padded, &modulus, hash, digest.as_ref())
        });
    }
    // The last bytes of a SubjectPublicKeyInfo are the key.
    let last = |length: usize| &key[key.len() - length..];
    let by = |algorithm: &'static dyn signature::VerificationAlgorithm, key: &[u8]| {
        signature::UnparsedPublicKey::new(algorithm, key).verify(text, signed).is_ok()
    };
    if key.len() < 65 {
        by(&signature::ED25519, last(32))
    } else {
        by(&signature::ECDSA_P256_SHA256_ASN1, last(65))
    }
}

/// EMSA-PKCS1-v1_5 (RFC 8017, section 9.2): the digest follows its algorithm, a zero, and many 0xff.
fn is_pkcs1(padded: &[u8], digest: &[u8]) -> bool {
    let algorithm: &[u8] = match digest.len() {
        32 => &[0x30, 0x31, 0x30, 0x0d, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1, 5, 0, 4, 0x20],
        48 => &[0x30, 0x41, 0x30, 0x0d, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2, 5, 0, 4, 0x30],
        _ => &[0x30, 0x51, 0x30, 0x0d, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 3, 5, 0, 4, 0x40],
    };
    let end = [&[0], algorithm, digest].concat();
    let Some(ones) = padded.strip_prefix(&[0, 1]).and_then(|rest| rest.strip_suffix(&*end)) else {
        return false;
    };
    ones.len() >= 8 && ones.iter().all(|&byte| byte == 0xff)
}

/// EMSA-PSS (RFC 8017, section 9.1.2), with a salt as long as the digest.
fn is_pss(padded: &[u8], modulus: &[u8], hash: &'static digest::Algorithm, digest: &[u8]) -> bool {
    let length = digest.len();
    let Some((masked, end)) = padded.split_at_checked(padded.len().saturating_sub(length + 1)) else {
        return false;
    };
    if end.last() != Some(&0xbc) || masked.len() < length + 2 || end.len() != length + 1 {
        return false;
    }
    let seed = &end[..length];
    let mut mask = Vec::new();
    for counter in 0_u32.. {
        if mask.len() >= masked.len() {
            break;
        }
        mask.extend_from_slice(digest::digest(hash, &[seed, &counter.to_be_bytes()].concat()).as_ref());
    }
    let mut block: Vec<u8> = masked.iter().zip(mask).map(|(byte, mask)| byte ^ mask).collect();
    // The block has one bit less than the modulus.
    block[0] &= 0x7f >> modulus[0].leading_zeros();
    let (zeros, salt) = block.split_at(block.len() - length);
    let is_padded =
        zeros.split_last().is_some_and(|(last, zeros)| *last == 1 && zeros.iter().all(|&it| it == 0));
    let expected = digest::digest(hash, &[&[0; 8][..], digest, salt].concat());
    is_padded && expected.as_ref() == seed
}
