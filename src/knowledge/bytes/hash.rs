//! Digests, HMAC and HKDF with the hash of a suite.

use hkdf::Hkdf;
use hmac::{KeyInit, Mac};
use sha2::{Digest, Sha256, Sha384};

type HmacSha256 = hmac::Hmac<Sha256>;
type HmacSha384 = hmac::Hmac<Sha384>;

/// The hash that a suite derives its keys with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hash {
    /// SHA-256 (FIPS 180-4): 32 bytes.
    Sha256,
    /// SHA-384 (FIPS 180-4): 48 bytes.
    Sha384,
}

impl Hash {
    /// The hash that is called so, whatever its hyphens.
    pub fn named(name: &str) -> Option<Hash> {
        let plain = |name: &str| name.replace(['-', '_'], "");
        [Hash::Sha256, Hash::Sha384].into_iter().find(|hash| plain(hash.name()) == plain(name))
    }

    /// What the hash is called.
    pub const fn name(self) -> &'static str {
        match self {
            Hash::Sha256 => "SHA-256",
            Hash::Sha384 => "SHA-384",
        }
    }

    /// `Hash.length` of RFC 8446, section 7.1: the bytes of a digest.
    pub const fn length(self) -> usize {
        match self {
            Hash::Sha256 => 32,
            Hash::Sha384 => 48,
        }
    }

    /// The digest of the parts, one after the other.
    pub(super) fn digest(self, parts: &[&[u8]]) -> Vec<u8> {
        match self {
            Hash::Sha256 => digest::<Sha256>(parts),
            Hash::Sha384 => digest::<Sha384>(parts),
        }
    }

    /// HMAC (RFC 2104) over the parts, one after the other.
    pub(super) fn hmac(self, key: &[u8], parts: &[&[u8]]) -> Vec<u8> {
        match self {
            Hash::Sha256 => mac(<HmacSha256 as KeyInit>::new_from_slice(key), parts),
            Hash::Sha384 => mac(<HmacSha384 as KeyInit>::new_from_slice(key), parts),
        }
    }

    /// HKDF-Extract (RFC 5869, section 2.2).
    pub(super) fn hkdf_extract(self, salt: &[u8], material: &[u8]) -> Vec<u8> {
        match self {
            Hash::Sha256 => Hkdf::<Sha256>::extract(Some(salt), material).0.to_vec(),
            Hash::Sha384 => Hkdf::<Sha384>::extract(Some(salt), material).0.to_vec(),
        }
    }

    /// HKDF-Expand (RFC 5869, section 2.3). The length is at most 255 digests.
    pub(super) fn hkdf_expand(self, secret: &[u8], info: &[&[u8]], length: usize) -> Vec<u8> {
        // The crate wants at least a digest of secret. HMAC fills a shorter key up with zeros itself (RFC 2104), so
        // that zeros change nothing.
        let mut secret = secret.to_vec();
        secret.resize(secret.len().max(self.length()), 0);
        let mut output = vec![0; length];
        let filled = match self {
            Hash::Sha256 => {
                let hkdf = Hkdf::<Sha256>::from_prk(&secret).expect("a secret of at least a digest");
                hkdf.expand_multi_info(info, &mut output)
            }
            Hash::Sha384 => {
                let hkdf = Hkdf::<Sha384>::from_prk(&secret).expect("a secret of at least a digest");
                hkdf.expand_multi_info(info, &mut output)
            }
        };
        filled.expect("a length was checked to be at most 255 digests");
        output
    }
}

fn digest<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
    let mut digest = D::new();
    for part in parts {
        digest.update(part);
    }
    digest.finalize().to_vec()
}

fn mac<M: Mac, E: std::fmt::Debug>(keyed: Result<M, E>, parts: &[&[u8]]) -> Vec<u8> {
    let mut mac = keyed.expect("HMAC takes a key of any length");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().to_vec()
}
