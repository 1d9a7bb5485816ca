//! Key derivation: HKDF (RFC 5869), the labels of TLS 1.3 (RFC 8446, section 7.1) and the PRF of TLS 1.2 (RFC 5246,
//! section 5). The caller checks lengths.

use super::hash::Hash;

/// What HKDF-Expand-Label puts before every label.
pub(super) const LABEL_PREFIX: &[u8] = b"tls13 ";

/// HKDF-Extract (RFC 5869, section 2.2).
pub(super) fn extract(hash: Hash, salt: &[u8], material: &[u8]) -> Vec<u8> {
    hash.hkdf_extract(salt, material)
}

/// HKDF-Expand (RFC 5869, section 2.3). The length is at most 255 digests.
pub(super) fn expand(hash: Hash, secret: &[u8], info: &[&[u8]], length: usize) -> Vec<u8> {
    hash.hkdf_expand(secret, info, length)
}

/// HKDF-Expand-Label (RFC 8446, section 7.1). The label is at most 249 bytes, the context at most 255.
pub(super) fn expand_label(
    hash: Hash,
    secret: &[u8],
    label: &[u8],
    context: &[u8],
    length: usize,
) -> Vec<u8> {
    let bytes = u16::try_from(length).expect("the length fits in two bytes, as checked before").to_be_bytes();
    let label_length = [byte(LABEL_PREFIX.len() + label.len())];
    let context_length = [byte(context.len())];
    let info: [&[u8]; 6] = [&bytes, &label_length, LABEL_PREFIX, label, &context_length, context];
    expand(hash, secret, &info, length)
}

/// The verify_data of a Finished message (RFC 8446, section 4.4.4) over the messages before it.
pub(super) fn finished(hash: Hash, base_key: &[u8], messages: &[u8]) -> Vec<u8> {
    let key = expand_label(hash, base_key, b"finished", &[], hash.length());
    hash.hmac(&key, &[&hash.digest(&[messages])])
}

/// What CertificateVerify signs before the hash of the messages (RFC 8446, section 4.4.3): 64 spaces, one of these, and
/// a zero.
pub(super) const SERVER_SIGNS: &[u8; 33] = b"TLS 1.3, server CertificateVerify";
pub(super) const CLIENT_SIGNS: &[u8; 33] = b"TLS 1.3, client CertificateVerify";
const SPACES: [u8; 64] = [b' '; 64];
/// How many bytes that are.
pub(super) const SIGNED_LENGTH: usize = SPACES.len() + SERVER_SIGNS.len() + 1;

/// What a CertificateVerify signs over the messages before it.
pub(super) fn certificate_verify(hash: Hash, context: &[u8], messages: &[u8]) -> Vec<u8> {
    [&SPACES, context, &[0], &hash.digest(&[messages])].concat()
}

/// What stands for the first ClientHello in a transcript with a HelloRetryRequest (RFC 8446, section 4.4.1): a
/// message of type 254 that holds its digest.
pub(super) fn message_hash(hash: Hash, message: &[u8]) -> Vec<u8> {
    let mut standing_for = vec![254, 0, 0, byte(hash.length())];
    standing_for.extend(hash.digest(&[message]));
    standing_for
}

/// The PRF of TLS 1.2 (RFC 5246, section 5): P_hash over the label and the seed.
pub(super) fn prf(hash: Hash, secret: &[u8], label: &[u8], seed: &[u8], length: usize) -> Vec<u8> {
    let mut output = Vec::with_capacity(length + hash.length());
    let mut a = hash.hmac(secret, &[label, seed]);
    while output.len() < length {
        output.extend(hash.hmac(secret, &[&a, label, seed]));
        a = hash.hmac(secret, &[&a]);
    }
    output.truncate(length);
    output
}

fn byte(length: usize) -> u8 {
    u8::try_from(length).expect("the length fits in a byte, as checked before")
}
