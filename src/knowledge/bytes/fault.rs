//! `Fault`: why bytes could not be computed, as a sentence.

use std::fmt;

use super::curve::Curve;
use super::function::Function;
use super::signature::KeyKind;
use super::suite::Version;

/// Why a function has no bytes for its arguments. Displays as a sentence without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The wrong number of arguments: the function, and how many it was given.
    Arguments(Function, usize),
    /// The function needs a suite, and the diagram names none.
    NoSuite(Function),
    /// The function belongs to another version of TLS than the suite, whose name and version these are.
    OtherVersion(Function, &'static str, Version),
    /// The argument that should be a length is no number.
    NotANumber(Function),
    /// More bytes are asked for than the function can give, which is this many.
    TooLong(Function, usize),
    /// A label of so many bytes: none, or more than can be written down.
    LabelLength(usize),
    /// A context of so many bytes, more than can be written down.
    ContextLength(usize),
    /// The suite, whose name this is, takes no such part from its key block.
    NoPart(Function, &'static str),
    /// The key block ends before the part: where the part ends, and how many bytes there are.
    KeyBlockLength(Function, usize, usize),
    /// A key or a share of the curve cannot be used.
    Key(Curve, KeyFault),
    /// A record cannot be encrypted.
    Record(RecordFault),
    /// A private key of Ed25519 of so many bytes.
    SeedLength(usize),
    /// So many bytes that are no public key.
    NoPublicKey(usize),
    /// The bytes of a public key of another kind than this.
    OtherKind(KeyKind),
}

/// Why a record cannot be encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordFault {
    /// A key of AES of so many bytes.
    KeyLength(usize),
    /// A nonce of AES-GCM of so many bytes.
    NonceLength(usize),
    /// An IV of so many bytes, of which a nonce should be made.
    IvLength(usize),
    /// The argument that should be the number of a record is none.
    NoNumber,
}

/// Why a key or a share cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyFault {
    /// A private key of so many bytes.
    PrivateLength(usize),
    /// A private key that is zero, or not below the order of the curve.
    PrivateRange,
    /// A share of so many bytes.
    ShareLength(usize),
    /// A share that has the length of an uncompressed point, and begins with this byte.
    NotUncompressed(u8),
    /// A share that is not a point of the curve.
    NotOnCurve,
    /// A shared secret that is all zeros.
    ZeroSecret,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Fault::Arguments(function, found) => arguments(f, function, found),
            Fault::NoSuite(function) => {
                write!(
                    f,
                    "`{function}` needs the hash of a cipher suite, and there is no `suite` line before it"
                )
            }
            Fault::OtherVersion(function, suite, version) => other_version(f, function, suite, version),
            Fault::NotANumber(function) => {
                write!(f, "the last argument of `{function}` is its length, a number of bytes such as 32")
            }
            Fault::TooLong(function, most) => write!(f, "`{function}` gives at most {most} bytes"),
            Fault::LabelLength(0) => f.write_str("a label of TLS 1.3 is not empty"),
            Fault::LabelLength(bytes) => {
                write!(f, "a TLS 1.3 label has at most 249 bytes, but this one has {bytes}")
            }
            Fault::ContextLength(bytes) => {
                write!(f, "the context of a label has at most 255 bytes, but this one has {bytes}")
            }
            Fault::NoPart(function, suite) => {
                write!(f, "there is no `{function}` with `{suite}`, which takes none from the key block")
            }
            Fault::KeyBlockLength(function, needed, found) => {
                write!(f, "`{function}` needs a key block of {needed} bytes, but this one has {found}")
            }
            Fault::Key(curve, fault) => fault.of(curve, f),
            Fault::Record(fault) => write!(f, "{fault}"),
            Fault::SeedLength(bytes) => {
                write!(f, "a private key of Ed25519 has 32 bytes, but this one has {bytes}")
            }
            Fault::NoPublicKey(bytes) => write!(
                f,
                "these {bytes} bytes are no public key: write a SubjectPublicKeyInfo or an RSAPublicKey in DER, the 32 \
                 bytes of Ed25519, or an uncompressed point of P-256 or P-384"
            ),
            Fault::OtherKind(kind) => write!(f, "these bytes are not a public key of {kind}"),
        }
    }
}

impl Fault {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Fault::NoSuite(_) => {
                "write `suite TLS_AES_128_GCM_SHA256` above, or another suite with the hash that is meant"
            }
            Fault::Record(fault) => fault.help(),
            Fault::Arguments(..)
            | Fault::OtherVersion(..)
            | Fault::NotANumber(_)
            | Fault::TooLong(..)
            | Fault::LabelLength(_)
            | Fault::ContextLength(_)
            | Fault::NoPart(..)
            | Fault::KeyBlockLength(..)
            | Fault::Key(..)
            | Fault::SeedLength(_)
            | Fault::NoPublicKey(_)
            | Fault::OtherKind(_) => "docs/knowledge.md lists the functions and what they take",
        }
    }
}

impl fmt::Display for RecordFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            RecordFault::KeyLength(bytes) => {
                write!(f, "a key of AES-GCM has 16 or 32 bytes, but this one has {bytes}")
            }
            RecordFault::NonceLength(bytes) => {
                write!(f, "a nonce of AES-GCM has 12 bytes, but this one has {bytes}")
            }
            RecordFault::IvLength(bytes) => {
                write!(f, "the IV of a record nonce has 12 bytes, but this one has {bytes}")
            }
            RecordFault::NoNumber => {
                write!(f, "the last argument of `record-nonce` is a number from 0 to {}", u64::MAX)
            }
        }
    }
}

impl RecordFault {
    fn help(self) -> &'static str {
        match self {
            RecordFault::KeyLength(_) => {
                "take a key of AES-128 or AES-256: `traffic-key(secret)` in TLS 1.3, `client-write-key(keyBlock)` in TLS 1.2"
            }
            RecordFault::NonceLength(_) => {
                "write `record-nonce(iv, number)` in TLS 1.3, and `client-write-IV(keyBlock) || explicitNonce` in TLS 1.2"
            }
            RecordFault::IvLength(_) => "take `traffic-iv(secret)`: each direction has its own",
            RecordFault::NoNumber => {
                "count the records under this key from 0, as in `record-nonce(iv, 0)` for the first"
            }
        }
    }
}

impl KeyFault {
    /// What is wrong, with the name of the curve.
    fn of(self, curve: Curve, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KeyFault::PrivateLength(bytes) => {
                write!(
                    f,
                    "a private key of {curve} has {} bytes, but this one has {bytes}",
                    curve.secret_length()
                )
            }
            KeyFault::PrivateRange => write!(
                f,
                "a private key of {curve} is above zero and below the order of the curve, and this one is not"
            ),
            KeyFault::ShareLength(bytes) => {
                write!(f, "a share of {curve} has {} bytes, but this one has {bytes}", curve.share_length())
            }
            KeyFault::NotUncompressed(first) => write!(
                f,
                "a share of {curve} is an uncompressed point, which begins with 04 and not with {first:02x}"
            ),
            KeyFault::NotOnCurve => write!(f, "this share is not a point of {curve}"),
            KeyFault::ZeroSecret => write!(
                f,
                "the shared secret of {curve} is all zeros: this share is a point of small order, and both sides \
                 must stop"
            ),
        }
    }
}

fn arguments(f: &mut fmt::Formatter<'_>, function: Function, found: usize) -> fmt::Result {
    write!(f, "`{function}` takes ")?;
    match function.parameters() {
        [only] if function.takes_more() => write!(f, "one argument or more ({only}, ...)")?,
        [only] => write!(f, "one argument ({only})")?,
        several => write!(f, "{} arguments ({})", several.len(), several.join(", "))?,
    }
    match found {
        0 => f.write_str(", and here it has none"),
        found => write!(f, ", and here it has {found}"),
    }
}

fn other_version(
    f: &mut fmt::Formatter<'_>,
    function: Function,
    suite: &str,
    version: Version,
) -> fmt::Result {
    let (theirs, ours) = match version {
        Version::Tls12 => ("1.3", "1.2"),
        Version::Tls13 => ("1.2", "1.3"),
    };
    write!(f, "`{function}` belongs to TLS {theirs}, and `{suite}` is a suite of TLS {ours}")
}
