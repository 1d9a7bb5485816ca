//! Signatures: the kinds of key that make them, and whether one is good. Nothing is signed here, so nothing here holds a
//! secret.

use std::fmt;

use ed25519_dalek::SigningKey;
use p256::ecdsa::signature::hazmat::PrehashVerifier;
use rsa::pkcs1::DecodeRsaPublicKey;
use rsa::pkcs8::DecodePublicKey;
use rsa::{Pkcs1v15Sign, Pss};
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::curve::{Curve, public_half};
use super::fault::Fault;

/// A kind of key that a `keypair` has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// X25519: Diffie-Hellman alone.
    X25519,
    /// P-256: Diffie-Hellman or ECDSA.
    P256,
    /// P-384: Diffie-Hellman or ECDSA.
    P384,
    /// RSA: signatures or encryption.
    Rsa,
    /// ECDSA on P-256 or P-384: signatures alone.
    Ecdsa,
    /// Ed25519: signatures alone.
    Ed25519,
}

impl KeyKind {
    /// Every kind.
    pub const ALL: [KeyKind; 6] =
        [KeyKind::X25519, KeyKind::P256, KeyKind::P384, KeyKind::Rsa, KeyKind::Ecdsa, KeyKind::Ed25519];

    /// The kind of that name.
    pub fn named(name: &str) -> Option<KeyKind> {
        KeyKind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What the kind is called.
    pub const fn name(self) -> &'static str {
        match self {
            KeyKind::X25519 => Curve::X25519.name(),
            KeyKind::P256 => Curve::P256.name(),
            KeyKind::P384 => Curve::P384.name(),
            KeyKind::Rsa => "RSA",
            KeyKind::Ecdsa => "ECDSA",
            KeyKind::Ed25519 => "Ed25519",
        }
    }

    /// The curve that two such keys share a secret on.
    pub const fn curve(self) -> Option<Curve> {
        match self {
            KeyKind::X25519 => Some(Curve::X25519),
            KeyKind::P256 => Some(Curve::P256),
            KeyKind::P384 => Some(Curve::P384),
            KeyKind::Rsa | KeyKind::Ecdsa | KeyKind::Ed25519 => None,
        }
    }

    /// Whether such a key signs.
    pub const fn signs(self) -> bool {
        match self {
            KeyKind::P256 | KeyKind::P384 | KeyKind::Rsa | KeyKind::Ecdsa | KeyKind::Ed25519 => true,
            KeyKind::X25519 => false,
        }
    }

    /// Whether one can encrypt to such a key.
    pub const fn encrypts(self) -> bool {
        match self {
            KeyKind::X25519 | KeyKind::P256 | KeyKind::P384 | KeyKind::Rsa => true,
            KeyKind::Ecdsa | KeyKind::Ed25519 => false,
        }
    }

    /// The public half of a private key, if it follows from the bytes of the private key alone.
    ///
    /// # Errors
    ///
    /// A private key of the wrong length or out of range.
    pub fn public_half(self, private: &[u8]) -> Result<Option<Vec<u8>>, Fault> {
        match self {
            KeyKind::X25519 => public_half(Curve::X25519, private).map(Some),
            KeyKind::Ecdsa if private.len() == Curve::P384.secret_length() => {
                public_half(Curve::P384, private).map(Some)
            }
            KeyKind::P256 | KeyKind::Ecdsa => public_half(Curve::P256, private).map(Some),
            KeyKind::P384 => public_half(Curve::P384, private).map(Some),
            KeyKind::Ed25519 => {
                let seed = private.try_into().map_err(|_| Fault::SeedLength(private.len()))?;
                Ok(Some(SigningKey::from_bytes(seed).verifying_key().to_bytes().to_vec()))
            }
            KeyKind::Rsa => Ok(None),
        }
    }
}

impl fmt::Display for KeyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What stands before the key in a SubjectPublicKeyInfo of Ed25519 (RFC 8410, section 4).
const ED25519_PREFIX: &[u8] = &[0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
/// What stands before the point in a SubjectPublicKeyInfo of P-256 (RFC 5480, section 2).
const P256_PREFIX: &[u8] = &[
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
    0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/// The same before a point of P-384.
const P384_PREFIX: &[u8] = &[
    0x30, 0x76, 0x30, 0x10, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x05, 0x2b, 0x81,
    0x04, 0x00, 0x22, 0x03, 0x62, 0x00,
];

/// Whether a signature of ECDSA, in DER or as its two numbers, is good: the types of the two crates differ, and their
/// names are the same.
macro_rules! ecdsa_verifies {
    ($library:ident, $key:expr, $signature:expr, $text:expr) => {{
        let signature = $library::ecdsa::Signature::from_der($signature)
            .or_else(|_| $library::ecdsa::Signature::from_slice($signature));
        signature.is_ok_and(|signature| {
            digests($text).iter().any(|digest| $key.verify_prehash(digest, &signature).is_ok())
        })
    }};
}

/// A public key that verifies signatures.
enum PublicKey {
    Ed25519(ed25519_dalek::VerifyingKey),
    P256(p256::ecdsa::VerifyingKey),
    P384(p384::ecdsa::VerifyingKey),
    Rsa(rsa::PublicKey),
}

impl PublicKey {
    /// Reads a key as certificates hold it: a SubjectPublicKeyInfo or what stands in it (32 bytes of Ed25519, an
    /// uncompressed point of P-256 or P-384, an RSAPublicKey).
    fn read(bytes: &[u8]) -> Option<PublicKey> {
        let ed25519 = bytes.strip_prefix(ED25519_PREFIX).unwrap_or(bytes);
        let point = bytes.strip_prefix(P256_PREFIX).unwrap_or(bytes);
        if let Ok(key) = ed25519.try_into() {
            return ed25519_dalek::VerifyingKey::from_bytes(key).ok().map(PublicKey::Ed25519);
        }
        if point.len() == Curve::P256.share_length() {
            return p256::ecdsa::VerifyingKey::from_sec1_bytes(point).ok().map(PublicKey::P256);
        }
        let point = bytes.strip_prefix(P384_PREFIX).unwrap_or(bytes);
        if point.len() == Curve::P384.share_length() {
            return p384::ecdsa::VerifyingKey::from_sec1_bytes(point).ok().map(PublicKey::P384);
        }
        let rsa = rsa::PublicKey::from_public_key_der(bytes).ok();
        rsa.or_else(|| rsa::PublicKey::from_pkcs1_der(bytes).ok()).map(PublicKey::Rsa)
    }

    fn is_of(&self, kind: KeyKind) -> bool {
        match self {
            PublicKey::Ed25519(_) => kind == KeyKind::Ed25519,
            PublicKey::P256(_) => matches!(kind, KeyKind::P256 | KeyKind::Ecdsa),
            PublicKey::P384(_) => matches!(kind, KeyKind::P384 | KeyKind::Ecdsa),
            PublicKey::Rsa(_) => kind == KeyKind::Rsa,
        }
    }

    /// Whether a signature is good, in one of the ways in which the key can have been used. Nobody finds a signature that
    /// is good in a way that was not meant.
    fn verifies(&self, signature: &[u8], text: &[u8]) -> bool {
        match self {
            PublicKey::Ed25519(key) => ed25519_dalek::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify_strict(text, &signature).is_ok()),
            PublicKey::P256(key) => ecdsa_verifies!(p256, key, signature, text),
            PublicKey::P384(key) => ecdsa_verifies!(p384, key, signature, text),
            PublicKey::Rsa(key) => {
                let digests = digests(text);
                // RSASSA-PKCS1-v1_5, and RSASSA-PSS with a salt as long as the digest (RFC 8446, section 4.2.3).
                let padded = [
                    Pkcs1v15Sign::new::<Sha256>(),
                    Pkcs1v15Sign::new::<Sha384>(),
                    Pkcs1v15Sign::new::<Sha512>(),
                ];
                let mut padded = padded.into_iter().zip(&digests);
                padded.any(|(scheme, digest)| key.verify(scheme, digest, signature).is_ok())
                    || key.verify(Pss::<Sha256>::new(), &digests[0], signature).is_ok()
                    || key.verify(Pss::<Sha384>::new(), &digests[1], signature).is_ok()
                    || key.verify(Pss::<Sha512>::new(), &digests[2], signature).is_ok()
            }
        }
    }
}

fn digests(text: &[u8]) -> [Vec<u8>; 3] {
    [Sha256::digest(text).to_vec(), Sha384::digest(text).to_vec(), Sha512::digest(text).to_vec()]
}

/// Whether a signature of a text was made with the private half of a public key: Ed25519 (RFC 8032), ECDSA on P-256 or P-384
/// (FIPS 186-5) or RSA (RFC 8017), the last two with SHA-256, SHA-384 or SHA-512.
///
/// # Errors
///
/// Bytes that are no public key, or one of another kind.
pub fn verify(kind: Option<KeyKind>, public: &[u8], signature: &[u8], text: &[u8]) -> Result<bool, Fault> {
    let key = PublicKey::read(public).ok_or(Fault::NoPublicKey(public.len()))?;
    match kind {
        Some(kind) if !key.is_of(kind) => Err(Fault::OtherKind(kind)),
        _ => Ok(key.verifies(signature, text)),
    }
}
