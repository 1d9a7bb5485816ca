//! The cipher of records: AES-GCM (NIST SP 800-38D) as RFC 5116 defines it for AEAD, and the nonce of TLS 1.3.

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes128Gcm, Aes256Gcm, KeyInit};

use super::fault::{Fault, RecordFault};

/// Bytes of a nonce, and so of the IV that it is made of (RFC 5116, section 5.1; RFC 8446, section 5.3).
pub(super) const NONCE_LENGTH: usize = 12;
/// Bytes of the tag that follows the encrypted text.
pub(super) const TAG_LENGTH: usize = 16;

/// Encrypts a text, and authenticates it with the additional data. The length of the key chooses AES-128 or AES-256.
pub(super) fn aes_gcm(key: &[u8], nonce: &[u8], additional: &[u8], text: &[u8]) -> Result<Vec<u8>, Fault> {
    let nonce: [u8; NONCE_LENGTH] =
        nonce.try_into().map_err(|_| Fault::Record(RecordFault::NonceLength(nonce.len())))?;
    let payload = Payload { msg: text, aad: additional };
    let sealed = match key.len() {
        16 => Aes128Gcm::new_from_slice(key).ok().and_then(|aes| aes.encrypt(&nonce.into(), payload).ok()),
        32 => Aes256Gcm::new_from_slice(key).ok().and_then(|aes| aes.encrypt(&nonce.into(), payload).ok()),
        other => return Err(Fault::Record(RecordFault::KeyLength(other))),
    };
    Ok(sealed.expect("the key has its length, and a text of 64 GiB is not read"))
}

/// The nonce of the record with this number (RFC 8446, section 5.3): the number in 64 bits, padded on the left, xor the IV.
pub(super) fn record_nonce(iv: &[u8], number: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut nonce: [u8; NONCE_LENGTH] =
        iv.try_into().map_err(|_| Fault::Record(RecordFault::IvLength(iv.len())))?;
    let is_decimal = !number.is_empty() && number.iter().all(u8::is_ascii_digit);
    let number = std::str::from_utf8(number).ok().filter(|_| is_decimal);
    let number: u64 =
        number.and_then(|digits| digits.parse().ok()).ok_or(Fault::Record(RecordFault::NoNumber))?;
    for (byte, of_number) in nonce[NONCE_LENGTH - 8..].iter_mut().zip(number.to_be_bytes()) {
        *byte ^= of_number;
    }
    Ok(nonce.to_vec())
}
