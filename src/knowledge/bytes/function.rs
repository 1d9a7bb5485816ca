//! `Function`: the functions whose results are computed, and `apply`, which calls one.

use std::fmt;

use super::cipher::{self, NONCE_LENGTH, TAG_LENGTH};
use super::curve::{Curve, shared_secret};
use super::derive::{self, LABEL_PREFIX};
use super::fault::Fault;
use super::hash::Hash;
use super::suite::{Part, Side, Suite, Version};

/// How many bytes a function gives at most, so that a typing mistake does not fill the memory. HKDF-Expand-Label
/// has room for no more (RFC 8446, section 7.1), and HKDF is bounded below that (RFC 5869, section 2.3).
const MAX_LENGTH: usize = 65_535;

/// The name of the function whose result the key opens.
pub(in crate::knowledge) const AES_GCM: &str = "AES-GCM";

/// A function whose bytes can be computed from those of its arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// `a || b`: one after the other.
    Concat,
    /// `SHA-256(messages)`, whatever the suite.
    Sha256,
    /// `SHA-384(messages)`, whatever the suite.
    Sha384,
    /// `HMAC(key, messages)` with the hash of the suite (RFC 2104).
    Hmac,
    /// `HKDF-Extract(salt, material)` (RFC 5869, section 2.2).
    Extract,
    /// `HKDF-Expand(secret, info, length)` (RFC 5869, section 2.3).
    Expand,
    /// `HKDF-Expand-Label(secret, label, context, length)` (RFC 8446, section 7.1).
    ExpandLabel,
    /// `Derive-Secret(secret, label, messages)` (RFC 8446, section 7.1).
    DeriveSecret,
    /// `Transcript-Hash(messages)` (RFC 8446, section 4.4.1), with the hash of the suite.
    TranscriptHash,
    /// `message-hash(message)`: what stands for the first ClientHello after a HelloRetryRequest (RFC 8446, section
    /// 4.4.1).
    MessageHash,
    /// `traffic-key(secret)`: the write key of a traffic secret (RFC 8446, section 7.3).
    TrafficKey,
    /// `traffic-iv(secret)`: the write IV of a traffic secret (RFC 8446, section 7.3).
    TrafficIv,
    /// `finished(secret, messages)`: the verify_data of a Finished message (RFC 8446, section 4.4.4).
    Finished,
    /// `server-CertificateVerify(messages)`: what the server's CertificateVerify signs (RFC 8446, section 4.4.3).
    ServerVerify,
    /// `client-CertificateVerify(messages)`: what the client's CertificateVerify signs.
    ClientVerify,
    /// `PRF(secret, label, seed, length)` of TLS 1.2 (RFC 5246, section 5).
    Prf,
    /// `client-write-MAC-key(key block)`: the part with this name (RFC 5246, section 6.3), as the five that follow.
    ClientMacKey,
    /// `server-write-MAC-key(key block)`.
    ServerMacKey,
    /// `client-write-key(key block)`.
    ClientKey,
    /// `server-write-key(key block)`.
    ServerKey,
    /// `client-write-IV(key block)`.
    ClientIv,
    /// `server-write-IV(key block)`.
    ServerIv,
    /// `X25519(private, share)` (RFC 7748, section 5).
    X25519,
    /// `P-256(private, share)`: the abscissa of the shared point (RFC 8446, section 7.4.2).
    P256,
    /// `P-384(private, share)`: the same on the larger curve.
    P384,
    /// `AES-GCM(key, nonce, additional data, text)`: authenticated encryption (RFC 5116, section 5).
    AesGcm,
    /// `record-nonce(iv, number)`: the nonce of a record of TLS 1.3 (RFC 8446, section 5.3).
    RecordNonce,
}

use Function::*;

impl Function {
    /// Every function.
    pub const ALL: [Function; 27] = [
        Concat,
        Sha256,
        Sha384,
        Hmac,
        Extract,
        Expand,
        ExpandLabel,
        DeriveSecret,
        TranscriptHash,
        MessageHash,
        TrafficKey,
        TrafficIv,
        Finished,
        ServerVerify,
        ClientVerify,
        Prf,
        ClientMacKey,
        ServerMacKey,
        ClientKey,
        ServerKey,
        ClientIv,
        ServerIv,
        X25519,
        P256,
        P384,
        AesGcm,
        RecordNonce,
    ];

    /// The function with this name.
    pub fn named(name: &str) -> Option<Function> {
        Function::ALL.into_iter().find(|function| function.name() == name)
    }

    /// How the function is written in a diagram.
    pub const fn name(self) -> &'static str {
        match self {
            Concat => "||",
            Sha256 => "SHA-256",
            Sha384 => "SHA-384",
            Hmac => "HMAC",
            Extract => "HKDF-Extract",
            Expand => "HKDF-Expand",
            ExpandLabel => "HKDF-Expand-Label",
            DeriveSecret => "Derive-Secret",
            TranscriptHash => "Transcript-Hash",
            MessageHash => "message-hash",
            TrafficKey => "traffic-key",
            TrafficIv => "traffic-iv",
            Finished => "finished",
            ServerVerify => "server-CertificateVerify",
            ClientVerify => "client-CertificateVerify",
            Prf => "PRF",
            ClientMacKey => "client-write-MAC-key",
            ServerMacKey => "server-write-MAC-key",
            ClientKey => "client-write-key",
            ServerKey => "server-write-key",
            ClientIv => "client-write-IV",
            ServerIv => "server-write-IV",
            X25519 => Curve::X25519.name(),
            P256 => Curve::P256.name(),
            P384 => Curve::P384.name(),
            AesGcm => AES_GCM,
            RecordNonce => "record-nonce",
        }
    }

    /// What its arguments are, in order.
    pub const fn parameters(self) -> &'static [&'static str] {
        match self {
            Concat => &["bytes"],
            Sha256 | Sha384 | TranscriptHash | ServerVerify | ClientVerify => &["messages"],
            Hmac => &["key", "messages"],
            Extract => &["salt", "material"],
            Expand => &["secret", "info", "length"],
            ExpandLabel => &["secret", "label", "context", "length"],
            DeriveSecret => &["secret", "label", "messages"],
            MessageHash => &["message"],
            TrafficKey | TrafficIv => &["secret"],
            Finished => &["secret", "messages"],
            Prf => &["secret", "label", "seed", "length"],
            ClientMacKey | ServerMacKey | ClientKey | ServerKey | ClientIv | ServerIv => &["key block"],
            X25519 | P256 | P384 => &["private key", "share"],
            AesGcm => &["key", "nonce", "additional", "text"],
            RecordNonce => &["IV", "number"],
        }
    }

    /// Whether more arguments may follow, to be read as one text: those of `||` and of the hashes.
    pub const fn takes_more(self) -> bool {
        matches!(self, Concat | Sha256 | Sha384 | TranscriptHash)
    }

    /// The version of TLS that the function belongs to, when it belongs to one.
    const fn version(self) -> Option<Version> {
        match self {
            ExpandLabel | DeriveSecret | MessageHash | TrafficKey | TrafficIv | Finished | ServerVerify
            | ClientVerify => Some(Version::Tls13),
            Prf | ClientMacKey | ServerMacKey | ClientKey | ServerKey | ClientIv | ServerIv => {
                Some(Version::Tls12)
            }
            Concat | Sha256 | Sha384 | Hmac | Extract | Expand | TranscriptHash | X25519 | P256 | P384
            | AesGcm | RecordNonce => None,
        }
    }

    /// How many bytes the function gives for these arguments, of which some may have no bytes; none where that cannot be
    /// told.
    pub fn length(self, suite: Option<&Suite>, arguments: &[Option<&[u8]>]) -> Option<usize> {
        let hash = suite.map(|suite| suite.hash.length());
        let last = || std::str::from_utf8(arguments.last().copied()??).ok()?.parse().ok();
        let part = |part| suite.map(|suite| suite.part(part, Side::Client).len());
        match self {
            Concat => arguments.iter().map(|part| part.map(<[u8]>::len)).sum(),
            Sha256 => Some(Hash::Sha256.length()),
            Sha384 => Some(Hash::Sha384.length()),
            Hmac | Extract | DeriveSecret | TranscriptHash | Finished => hash,
            ServerVerify | ClientVerify => hash.map(|hash| derive::SIGNED_LENGTH + hash),
            Expand | ExpandLabel | Prf => last(),
            MessageHash => hash.map(|hash| 4 + hash),
            TrafficKey => suite.map(|suite| suite.key_length),
            TrafficIv => suite.map(|suite| suite.iv_length),
            ClientMacKey | ServerMacKey => part(Part::MacKey),
            ClientKey | ServerKey => part(Part::Key),
            ClientIv | ServerIv => part(Part::Iv),
            X25519 => Some(Curve::X25519.secret_length()),
            P256 => Some(Curve::P256.secret_length()),
            P384 => Some(Curve::P384.secret_length()),
            AesGcm => arguments.last().copied().flatten().map(|text| text.len() + TAG_LENGTH),
            RecordNonce => Some(NONCE_LENGTH),
        }
    }

    fn takes(self, arguments: usize) -> bool {
        let parameters = self.parameters().len();
        arguments == parameters || (self.takes_more() && arguments > parameters)
    }
}

impl fmt::Display for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The bytes of a call. A length among the arguments is the decimal number as it is written, in ASCII; the `0` that
/// stands for `Hash.length` zeros is [`Suite::zeros`].
///
/// # Errors
///
/// The [`Fault`] that a standard has for such arguments, or that the call has as it is written.
pub fn apply(function: Function, suite: Option<&Suite>, arguments: &[&[u8]]) -> Result<Vec<u8>, Fault> {
    if !function.takes(arguments.len()) {
        return Err(Fault::Arguments(function, arguments.len()));
    }
    match (function, arguments) {
        (Concat, parts) => Ok(parts.concat()),
        (Sha256, parts) => Ok(Hash::Sha256.digest(parts)),
        (Sha384, parts) => Ok(Hash::Sha384.digest(parts)),
        (X25519, &[private, share]) => shared_secret(Curve::X25519, private, share),
        (P256, &[private, share]) => shared_secret(Curve::P256, private, share),
        (P384, &[private, share]) => shared_secret(Curve::P384, private, share),
        (AesGcm, &[key, nonce, additional, text]) => cipher::aes_gcm(key, nonce, additional, text),
        (RecordNonce, &[iv, number]) => cipher::record_nonce(iv, number),
        (_, arguments) => with_suite(function, suite.ok_or(Fault::NoSuite(function))?, arguments),
    }
}

/// The bytes of a call to a function of the suite. The number of arguments was checked.
fn with_suite(function: Function, suite: &Suite, arguments: &[&[u8]]) -> Result<Vec<u8>, Fault> {
    if function.version().is_some_and(|version| version != suite.version) {
        return Err(Fault::OtherVersion(function, suite.name, suite.version));
    }
    let hash = suite.hash;
    match (function, arguments) {
        (TranscriptHash, parts) => Ok(hash.digest(parts)),
        (Hmac, &[key, messages]) => Ok(hash.hmac(key, &[messages])),
        (Extract, &[salt, material]) => Ok(derive::extract(hash, salt, material)),
        (Expand, &[secret, info, written]) => {
            // The counter of HKDF-Expand is one byte.
            Ok(derive::expand(hash, secret, &[info], length(function, written, 255 * hash.length())?))
        }
        (ExpandLabel, &[secret, label, context, written]) => {
            let length = length(function, written, 255 * hash.length())?;
            Ok(derive::expand_label(hash, secret, checked_label(label)?, checked_context(context)?, length))
        }
        (DeriveSecret, &[secret, label, messages]) => {
            let context = hash.digest(&[messages]);
            Ok(derive::expand_label(hash, secret, checked_label(label)?, &context, hash.length()))
        }
        (MessageHash, &[message]) => Ok(derive::message_hash(hash, message)),
        (TrafficKey, &[secret]) => Ok(derive::expand_label(hash, secret, b"key", &[], suite.key_length)),
        (TrafficIv, &[secret]) => Ok(derive::expand_label(hash, secret, b"iv", &[], suite.iv_length)),
        (Finished, &[secret, messages]) => Ok(derive::finished(hash, secret, messages)),
        (ServerVerify, &[messages]) => Ok(derive::certificate_verify(hash, derive::SERVER_SIGNS, messages)),
        (ClientVerify, &[messages]) => Ok(derive::certificate_verify(hash, derive::CLIENT_SIGNS, messages)),
        (Prf, &[secret, label, seed, written]) => {
            Ok(derive::prf(hash, secret, label, seed, length(function, written, MAX_LENGTH)?))
        }
        (ClientMacKey, &[block]) => part(function, suite, block, Part::MacKey, Side::Client),
        (ServerMacKey, &[block]) => part(function, suite, block, Part::MacKey, Side::Server),
        (ClientKey, &[block]) => part(function, suite, block, Part::Key, Side::Client),
        (ServerKey, &[block]) => part(function, suite, block, Part::Key, Side::Server),
        (ClientIv, &[block]) => part(function, suite, block, Part::Iv, Side::Client),
        (ServerIv, &[block]) => part(function, suite, block, Part::Iv, Side::Server),
        (_, arguments) => Err(Fault::Arguments(function, arguments.len())),
    }
}

/// A part of a key block, which may go on behind the parts of the suite.
fn part(function: Function, suite: &Suite, block: &[u8], part: Part, side: Side) -> Result<Vec<u8>, Fault> {
    let place = suite.part(part, side);
    if place.is_empty() {
        return Err(Fault::NoPart(function, suite.name));
    }
    let found = block.get(place.clone()).ok_or(Fault::KeyBlockLength(function, place.end, block.len()))?;
    Ok(found.to_vec())
}

fn length(function: Function, written: &[u8], most: usize) -> Result<usize, Fault> {
    if written.is_empty() || !written.iter().all(u8::is_ascii_digit) {
        return Err(Fault::NotANumber(function));
    }
    let length = std::str::from_utf8(written).expect("digits are text").parse::<usize>();
    length.ok().filter(|&length| length <= most).ok_or(Fault::TooLong(function, most))
}

/// The label, when its length and that of its prefix fit in a byte.
fn checked_label(label: &[u8]) -> Result<&[u8], Fault> {
    let fits = !label.is_empty() && LABEL_PREFIX.len() + label.len() <= usize::from(u8::MAX);
    if fits { Ok(label) } else { Err(Fault::LabelLength(label.len())) }
}

fn checked_context(context: &[u8]) -> Result<&[u8], Fault> {
    if context.len() <= usize::from(u8::MAX) { Ok(context) } else { Err(Fault::ContextLength(context.len())) }
}
