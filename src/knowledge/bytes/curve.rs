//! Diffie-Hellman on the curves of TLS: public halves and shared secrets.

use super::fault::{Fault, KeyFault};

/// A curve of Diffie-Hellman.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curve {
    /// X25519 (RFC 7748, section 5).
    X25519,
    /// P-256 (secp256r1; FIPS 186-5), with shares as uncompressed points (RFC 8446, section 4.2.8.2).
    P256,
}

impl Curve {
    /// Every curve.
    pub const ALL: [Curve; 2] = [Curve::X25519, Curve::P256];

    /// The curve with this name.
    pub fn named(name: &str) -> Option<Curve> {
        Curve::ALL.into_iter().find(|curve| curve.name() == name)
    }

    /// What the curve is called.
    pub const fn name(self) -> &'static str {
        match self {
            Curve::X25519 => "X25519",
            Curve::P256 => "P-256",
        }
    }

    /// How many bytes a share has.
    pub const fn share_length(self) -> usize {
        match self {
            Curve::X25519 => 32,
            Curve::P256 => 65,
        }
    }
}

impl std::fmt::Display for Curve {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// How many bytes a private key has, on either curve.
const PRIVATE_LENGTH: usize = 32;

/// The public half of a private key: what is sent as its share.
///
/// # Errors
///
/// A private key of the wrong length or, on P-256, out of range.
pub fn public_half(curve: Curve, private: &[u8]) -> Result<Vec<u8>, Fault> {
    let private = private_key(curve, private)?;
    match curve {
        Curve::X25519 => Ok(x25519_dalek::x25519(private, x25519_dalek::X25519_BASEPOINT_BYTES).to_vec()),
        Curve::P256 => nist::public_half(private),
    }
}

/// The secret that the owner of a private key shares with the owner of a share: the bytes that go into the key
/// schedule (RFC 8446, section 7.4.2), with their leading zeros (RFC 8422, section 5.10).
pub(super) fn shared_secret(curve: Curve, private: &[u8], share: &[u8]) -> Result<Vec<u8>, Fault> {
    let private = private_key(curve, private)?;
    if share.len() != curve.share_length() {
        return Err(Fault::Key(curve, KeyFault::ShareLength(share.len())));
    }
    match curve {
        Curve::X25519 => x25519(private, share),
        Curve::P256 => nist::shared_secret(private, share),
    }
}

fn private_key(curve: Curve, private: &[u8]) -> Result<[u8; PRIVATE_LENGTH], Fault> {
    private.try_into().map_err(|_| Fault::Key(curve, KeyFault::PrivateLength(private.len())))
}

fn x25519(private: [u8; PRIVATE_LENGTH], share: &[u8]) -> Result<Vec<u8>, Fault> {
    let share = share.try_into().expect("the length of a share was checked");
    let secret = x25519_dalek::x25519(private, share);
    // A share of small order gives zeros whatever the private key: RFC 7748, section 6.1, and RFC 8446, section
    // 7.4.2, have both sides stop.
    if secret == [0; PRIVATE_LENGTH] {
        Err(Fault::Key(Curve::X25519, KeyFault::ZeroSecret))
    } else {
        Ok(secret.to_vec())
    }
}

mod nist {
    use p256::elliptic_curve::sec1::ToSec1Point;
    use p256::{PublicKey, SecretKey, ecdh};

    use super::{Curve, Fault, KeyFault, PRIVATE_LENGTH};

    /// The first byte of an uncompressed point (SEC 1, section 2.3.3).
    const UNCOMPRESSED: u8 = 4;

    pub(super) fn public_half(private: [u8; PRIVATE_LENGTH]) -> Result<Vec<u8>, Fault> {
        Ok(secret_key(private)?.public_key().to_sec1_point(false).as_bytes().to_vec())
    }

    pub(super) fn shared_secret(private: [u8; PRIVATE_LENGTH], share: &[u8]) -> Result<Vec<u8>, Fault> {
        let private = secret_key(private)?;
        if share[0] != UNCOMPRESSED {
            return Err(fault(KeyFault::NotUncompressed(share[0])));
        }
        let share = PublicKey::from_sec1_bytes(share).map_err(|_| fault(KeyFault::NotOnCurve))?;
        let secret = ecdh::diffie_hellman(private.to_nonzero_scalar(), share.as_affine());
        Ok(secret.raw_secret_bytes().to_vec())
    }

    fn fault(fault: KeyFault) -> Fault {
        Fault::Key(Curve::P256, fault)
    }

    fn secret_key(private: [u8; PRIVATE_LENGTH]) -> Result<SecretKey, Fault> {
        SecretKey::from_slice(&private).map_err(|_| fault(KeyFault::PrivateRange))
    }
}
