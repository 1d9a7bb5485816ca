//! Diffie-Hellman on the curves of TLS: public halves and shared secrets.

use super::fault::{Fault, KeyFault};

/// A curve of Diffie-Hellman.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curve {
    /// X25519 (RFC 7748, section 5).
    X25519,
    /// P-256 (secp256r1; FIPS 186-5), with shares as uncompressed points (RFC 8446, section 4.2.8.2).
    P256,
    /// P-384 (secp384r1), likewise.
    P384,
}

impl Curve {
    /// Every curve.
    pub const ALL: [Curve; 3] = [Curve::X25519, Curve::P256, Curve::P384];

    /// The curve with this name.
    pub fn named(name: &str) -> Option<Curve> {
        Curve::ALL.into_iter().find(|curve| curve.name() == name)
    }

    /// What the curve is called.
    pub const fn name(self) -> &'static str {
        match self {
            Curve::X25519 => "X25519",
            Curve::P256 => "P-256",
            Curve::P384 => "P-384",
        }
    }

    /// How many bytes a share has.
    pub const fn share_length(self) -> usize {
        match self {
            Curve::X25519 => 32,
            Curve::P256 => 65,
            Curve::P384 => 97,
        }
    }

    /// How many bytes a private key has, and a shared secret.
    pub const fn secret_length(self) -> usize {
        match self {
            Curve::X25519 | Curve::P256 => 32,
            Curve::P384 => 48,
        }
    }
}

impl std::fmt::Display for Curve {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// The public half of a private key: what is sent as its share.
///
/// # Errors
///
/// A private key of the wrong length or, on P-256 and P-384, out of range.
pub fn public_half(curve: Curve, private: &[u8]) -> Result<Vec<u8>, Fault> {
    check_private(curve, private)?;
    match curve {
        Curve::X25519 => {
            Ok(x25519_dalek::x25519(bytes(private), x25519_dalek::X25519_BASEPOINT_BYTES).to_vec())
        }
        Curve::P256 => p256_curve::public_half(private),
        Curve::P384 => p384_curve::public_half(private),
    }
}

/// The secret that the owner of a private key shares with the owner of a share: the bytes that go into the key
/// schedule (RFC 8446, section 7.4.2), with their leading zeros (RFC 8422, section 5.10).
pub(super) fn shared_secret(curve: Curve, private: &[u8], share: &[u8]) -> Result<Vec<u8>, Fault> {
    check_private(curve, private)?;
    if share.len() != curve.share_length() {
        return Err(Fault::Key(curve, KeyFault::ShareLength(share.len())));
    }
    match curve {
        Curve::X25519 => x25519(bytes(private), share),
        Curve::P256 => p256_curve::shared_secret(private, share),
        Curve::P384 => p384_curve::shared_secret(private, share),
    }
}

fn check_private(curve: Curve, private: &[u8]) -> Result<(), Fault> {
    let is_good = private.len() == curve.secret_length();
    if is_good { Ok(()) } else { Err(Fault::Key(curve, KeyFault::PrivateLength(private.len()))) }
}

/// The bytes of a key or a share of X25519.
fn bytes(bytes: &[u8]) -> [u8; 32] {
    bytes.try_into().expect("the length was checked")
}

fn x25519(private: [u8; 32], share: &[u8]) -> Result<Vec<u8>, Fault> {
    let secret = x25519_dalek::x25519(private, bytes(share));
    // A share of small order gives zeros whatever the private key: RFC 7748, section 6.1, and RFC 8446, section
    // 7.4.2, have both sides stop.
    if secret == [0; 32] { Err(Fault::Key(Curve::X25519, KeyFault::ZeroSecret)) } else { Ok(secret.to_vec()) }
}

/// The first byte of an uncompressed point (SEC 1, section 2.3.3).
const UNCOMPRESSED: u8 = 4;

/// A curve of NIST, by its crate: the types of the two crates differ, and their names are the same.
macro_rules! nist {
    ($module:ident, $library:ident, $curve:expr) => {
        mod $module {
            use $library::elliptic_curve::sec1::ToSec1Point;
            use $library::{PublicKey, SecretKey, ecdh};

            use super::{Curve, Fault, KeyFault, UNCOMPRESSED};

            pub(super) fn public_half(private: &[u8]) -> Result<Vec<u8>, Fault> {
                Ok(secret_key(private)?.public_key().to_sec1_point(false).as_bytes().to_vec())
            }

            pub(super) fn shared_secret(private: &[u8], share: &[u8]) -> Result<Vec<u8>, Fault> {
                let private = secret_key(private)?;
                if share[0] != UNCOMPRESSED {
                    return Err(fault(KeyFault::NotUncompressed(share[0])));
                }
                let share = PublicKey::from_sec1_bytes(share).map_err(|_| fault(KeyFault::NotOnCurve))?;
                let secret = ecdh::diffie_hellman(private.to_nonzero_scalar(), share.as_affine());
                Ok(secret.raw_secret_bytes().to_vec())
            }

            fn fault(fault: KeyFault) -> Fault {
                Fault::Key($curve, fault)
            }

            fn secret_key(private: &[u8]) -> Result<SecretKey, Fault> {
                SecretKey::from_slice(private).map_err(|_| fault(KeyFault::PrivateRange))
            }
        }
    };
}

nist!(p256_curve, p256, Curve::P256);
nist!(p384_curve, p384, Curve::P384);
