//! Cipher suites by name, and what key derivation needs to know of each.

use super::hash::Hash;

/// The version of TLS that a suite belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// TLS 1.2 (RFC 5246).
    Tls12,
    /// TLS 1.3 (RFC 8446).
    Tls13,
}

/// A part of the key block of TLS 1.2, in the order in which they stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    MacKey,
    Key,
    Iv,
}

impl Part {
    const ALL: [Part; 3] = [Part::MacKey, Part::Key, Part::Iv];
}

/// Who protects what it sends with a part of the key block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Client,
    Server,
}

/// A cipher suite: the hash that derives its keys, and how long they are.
#[derive(Debug, PartialEq, Eq)]
pub struct Suite {
    /// Its name in the registry of TLS.
    pub name: &'static str,
    /// The version of TLS that it belongs to.
    pub version: Version,
    /// The hash of its HKDF or of its PRF. It need not be the one of its name: the suites of TLS 1.2 that end in
    /// `_SHA` authenticate records with SHA-1 and derive keys with SHA-256 (RFC 5246, section 5).
    pub hash: Hash,
    /// Bytes of a write key.
    pub key_length: usize,
    /// Bytes of an IV that is derived. None with CBC, where every record brings its own (RFC 5246, section 6.3).
    pub iv_length: usize,
    /// Bytes of a MAC key; none with AEAD.
    pub mac_length: usize,
}

impl Suite {
    /// The first suite with this hash, by its name.
    pub fn with_hash(hash: Hash) -> Option<&'static str> {
        SUITES.iter().find(|suite| suite.hash == hash).map(|suite| suite.name)
    }

    /// The suite of that name: all of TLS 1.3 (RFC 8446, appendix B.4), and the usual ones of TLS 1.2.
    pub fn named(name: &str) -> Option<&'static Suite> {
        SUITES.iter().find(|suite| suite.name == name)
    }

    /// The names of all suites, to suggest one.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SUITES.iter().map(|suite| suite.name)
    }

    /// The `0` of RFC 8446, section 7.1: `Hash.length` bytes of zero.
    pub fn zeros(&self) -> Vec<u8> {
        vec![0; self.hash.length()]
    }

    /// Where a part of the key block stands (RFC 5246, section 6.3).
    pub(super) fn part(&self, part: Part, side: Side) -> std::ops::Range<usize> {
        let bytes = self.length_of(part);
        let before: usize = Part::ALL
            .into_iter()
            .take_while(|&other| other != part)
            .map(|other| 2 * self.length_of(other))
            .sum();
        let start = before + if side == Side::Server { bytes } else { 0 };
        start..start + bytes
    }

    fn length_of(&self, part: Part) -> usize {
        match part {
            Part::MacKey => self.mac_length,
            Part::Key => self.key_length,
            Part::Iv => self.iv_length,
        }
    }

    /// How many bytes of key block the suite needs: the keys, IVs and MAC keys of both sides (RFC 5246, section
    /// 6.3). None in TLS 1.3, which has no key block.
    pub fn key_block_length(&self) -> Option<usize> {
        match self.version {
            Version::Tls12 => Some(2 * (self.mac_length + self.key_length + self.iv_length)),
            Version::Tls13 => None,
        }
    }
}

const fn suite(name: &'static str, version: Version, hash: Hash, lengths: [usize; 3]) -> Suite {
    Suite { name, version, hash, key_length: lengths[0], iv_length: lengths[1], mac_length: lengths[2] }
}

/// Key, IV and MAC key are the lengths in bytes. Sources: RFC 8446, appendix B.4; RFC 5246, appendices A.5 and C; RFC
/// 8422, section 6; RFC 5288 and 5289 (GCM, and CBC with SHA-2); RFC 6655 and 7251 (CCM); RFC 7905 (ChaCha20).
const SUITES: &[Suite] = &[
    suite("TLS_AES_128_GCM_SHA256", Version::Tls13, Hash::Sha256, [16, 12, 0]),
    suite("TLS_AES_256_GCM_SHA384", Version::Tls13, Hash::Sha384, [32, 12, 0]),
    suite("TLS_CHACHA20_POLY1305_SHA256", Version::Tls13, Hash::Sha256, [32, 12, 0]),
    suite("TLS_AES_128_CCM_SHA256", Version::Tls13, Hash::Sha256, [16, 12, 0]),
    suite("TLS_AES_128_CCM_8_SHA256", Version::Tls13, Hash::Sha256, [16, 12, 0]),
    suite("TLS_RSA_WITH_3DES_EDE_CBC_SHA", Version::Tls12, Hash::Sha256, [24, 0, 20]),
    suite("TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA", Version::Tls12, Hash::Sha256, [24, 0, 20]),
    suite("TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA", Version::Tls12, Hash::Sha256, [24, 0, 20]),
    suite("TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA", Version::Tls12, Hash::Sha256, [24, 0, 20]),
    suite("TLS_RSA_WITH_AES_128_CBC_SHA", Version::Tls12, Hash::Sha256, [16, 0, 20]),
    suite("TLS_DHE_RSA_WITH_AES_128_CBC_SHA", Version::Tls12, Hash::Sha256, [16, 0, 20]),
    suite("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", Version::Tls12, Hash::Sha256, [16, 0, 20]),
    suite("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", Version::Tls12, Hash::Sha256, [16, 0, 20]),
    suite("TLS_RSA_WITH_AES_256_CBC_SHA", Version::Tls12, Hash::Sha256, [32, 0, 20]),
    suite("TLS_DHE_RSA_WITH_AES_256_CBC_SHA", Version::Tls12, Hash::Sha256, [32, 0, 20]),
    suite("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", Version::Tls12, Hash::Sha256, [32, 0, 20]),
    suite("TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", Version::Tls12, Hash::Sha256, [32, 0, 20]),
    suite("TLS_RSA_WITH_AES_128_CBC_SHA256", Version::Tls12, Hash::Sha256, [16, 0, 32]),
    suite("TLS_DHE_RSA_WITH_AES_128_CBC_SHA256", Version::Tls12, Hash::Sha256, [16, 0, 32]),
    suite("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", Version::Tls12, Hash::Sha256, [16, 0, 32]),
    suite("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", Version::Tls12, Hash::Sha256, [16, 0, 32]),
    suite("TLS_RSA_WITH_AES_256_CBC_SHA256", Version::Tls12, Hash::Sha256, [32, 0, 32]),
    suite("TLS_DHE_RSA_WITH_AES_256_CBC_SHA256", Version::Tls12, Hash::Sha256, [32, 0, 32]),
    suite("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", Version::Tls12, Hash::Sha384, [32, 0, 48]),
    suite("TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384", Version::Tls12, Hash::Sha384, [32, 0, 48]),
    suite("TLS_RSA_WITH_AES_128_GCM_SHA256", Version::Tls12, Hash::Sha256, [16, 4, 0]),
    suite("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", Version::Tls12, Hash::Sha256, [16, 4, 0]),
    suite("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", Version::Tls12, Hash::Sha256, [16, 4, 0]),
    suite("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", Version::Tls12, Hash::Sha256, [16, 4, 0]),
    suite("TLS_RSA_WITH_AES_256_GCM_SHA384", Version::Tls12, Hash::Sha384, [32, 4, 0]),
    suite("TLS_DHE_RSA_WITH_AES_256_GCM_SHA384", Version::Tls12, Hash::Sha384, [32, 4, 0]),
    suite("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", Version::Tls12, Hash::Sha384, [32, 4, 0]),
    suite("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", Version::Tls12, Hash::Sha384, [32, 4, 0]),
    suite("TLS_RSA_WITH_AES_128_CCM", Version::Tls12, Hash::Sha256, [16, 4, 0]),
    suite("TLS_DHE_RSA_WITH_AES_128_CCM", Version::Tls12, Hash::Sha256, [16, 4, 0]),
    suite("TLS_ECDHE_ECDSA_WITH_AES_128_CCM", Version::Tls12, Hash::Sha256, [16, 4, 0]),
    suite("TLS_RSA_WITH_AES_256_CCM", Version::Tls12, Hash::Sha256, [32, 4, 0]),
    suite("TLS_DHE_RSA_WITH_AES_256_CCM", Version::Tls12, Hash::Sha256, [32, 4, 0]),
    suite("TLS_ECDHE_ECDSA_WITH_AES_256_CCM", Version::Tls12, Hash::Sha256, [32, 4, 0]),
    suite("TLS_RSA_WITH_AES_128_CCM_8", Version::Tls12, Hash::Sha256, [16, 4, 0]),
    suite("TLS_DHE_RSA_WITH_AES_128_CCM_8", Version::Tls12, Hash::Sha256, [16, 4, 0]),
    suite("TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8", Version::Tls12, Hash::Sha256, [16, 4, 0]),
    suite("TLS_RSA_WITH_AES_256_CCM_8", Version::Tls12, Hash::Sha256, [32, 4, 0]),
    suite("TLS_DHE_RSA_WITH_AES_256_CCM_8", Version::Tls12, Hash::Sha256, [32, 4, 0]),
    suite("TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8", Version::Tls12, Hash::Sha256, [32, 4, 0]),
    suite("TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256", Version::Tls12, Hash::Sha256, [32, 12, 0]),
    suite("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", Version::Tls12, Hash::Sha256, [32, 12, 0]),
    suite("TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", Version::Tls12, Hash::Sha256, [32, 12, 0]),
];
