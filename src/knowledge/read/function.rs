//! Functions of the author's own: which known function was meant, and which names claim more than a one-way function does.

use super::Reader;
use super::expression::{SEALS, plain};
use crate::diagnostic::Code;
use crate::knowledge::bytes::Function;
use crate::knowledge::term::ENCODINGS;
use crate::knowledge::values;
use crate::nearest::{letters, nearest};
use crate::source::Written;

/// Parts of names whose functions give something back.
const CIPHERS: &[&str] =
    &["encrypt", "encipher", "aead", "chacha", "salsa", "wrap", "seal", "oaep", "ecies", "hpke", "xor"];
const DECIPHERS: &[&str] = &["decrypt", "decipher", "unwrap", "unseal", "decode"];
const KEMS: &[&str] = &["kem", "encaps", "decaps", "kyber"];
const CODES: &[&str] =
    &["base32", "base58", "base62", "base64", "ascii85", "encode", "serialize", "serialise", "compress"];
/// Words of names: a whole word must be one of them.
const CIPHER_WORDS: &[&str] = &[
    "aes",
    "des",
    "3des",
    "rc4",
    "gcm",
    "ccm",
    "cbc",
    "ctr",
    "rsa",
    "enc",
    "cipher",
    "crypt",
    "box",
    "secretbox",
];
const CODE_WORDS: &[&str] = &["cbor", "asn1", "der", "pem", "zip", "gzip", "concat", "pair", "tuple"];
/// With one of these words a name is that of something one-way after all.
const ONE_WAY_WORDS: &[&str] = &[
    "mac",
    "cmac",
    "gmac",
    "hmac",
    "hash",
    "key",
    "kdf",
    "derive",
    "iv",
    "nonce",
    "tag",
    "digest",
    "prf",
    "fingerprint",
];
/// What Diffie-Hellman is called where no group is named, and groups that are not computed here.
const DIFFIE_HELLMAN: &[&str] =
    &["dh", "ecdh", "dhe", "ecdhe", "diffiehellman", "x448", "p521", "secp256r1", "secp384r1", "curve25519"];

impl<'a> Reader<'a> {
    /// A function of the author's own; one that is nearly a known one is most likely that one.
    pub(super) fn own_function(&mut self, function: Written<'a>) {
        let name = function.text;
        if !self.reported.own_functions.insert(name) {
            return;
        }
        let written = plain(name);
        if let Some(help) = claim(name, &written) {
            self.sink
                .warn(Code::TakenAsOneWay, function.span, format!("`{name}` is taken as a one-way function"))
                .at("nobody gets its arguments back")
                .help(help);
            return;
        }
        let meant = if DIFFIE_HELLMAN.contains(&&*written) || written.starts_with("ffdhe") {
            Some("X25519(mine, theirs)`, `P-256(mine, theirs)` or `P-384(mine, theirs)".to_owned())
        } else {
            near(&written)
        };
        let Some(meant) = meant else { return };
        self.sink
            .warn(Code::UnknownFunction, function.span, format!("`{name}` is no function that is known here"))
            .at("taken as a one-way function of your own")
            .help(format!("did you mean `{meant}`?"));
    }
}

/// The known function that has nearly that name.
fn near(written: &str) -> Option<String> {
    let known = Function::ALL.iter().map(|known| known.name()).chain(SEALS).chain(ENCODINGS);
    let near = known.filter(|known| {
        // A short name is near to many others, but not with the same letters in another order.
        let own = plain(known);
        let allowed = usize::from(own.len() > 5) + usize::from(own.len() > 9);
        let slips = values::slips(written, &own);
        slips <= allowed || slips == 1 && letters(written) == letters(&own)
    });
    nearest(near, 2, |known| values::slips(written, &plain(known))).map(str::to_owned)
}

/// What to write for a function whose name says that it can be undone.
fn claim(name: &str, written: &str) -> Option<&'static str> {
    let holds = |parts: &[&str]| parts.iter().any(|part| written.contains(part));
    let words = words(name);
    let has = |of: &[&str]| words.iter().any(|word| of.contains(&&**word));
    if holds(DECIPHERS) {
        return Some(
            "leave it out: a party that has an encryption and its key knows what is in it; name that value",
        );
    }
    let is_one_way = has(ONE_WAY_WORDS);
    if has(&["gcm"]) && !is_one_way {
        return Some(
            "write `AES-GCM(key, nonce, additional, text)`: AES-128 or AES-256, by the length of the key",
        );
    }
    if holds(KEMS) && !is_one_way {
        return Some("for a KEM write `aenc(publicKey, secret)`: the private key opens it");
    }
    if holds(CIPHERS) || has(CIPHER_WORDS) && !is_one_way {
        return Some("for a cipher write `senc(key, …)`, or `aenc(publicKey, …)`: the key opens it");
    }
    if holds(CODES) || has(CODE_WORDS) && !is_one_way {
        return Some("for what everybody can read back write `a || b`, `base64(…)`, `hex(…)` or `json(…)`");
    }
    None
}

/// The words of a name, in small letters: `AES-128-GCM` and `aesKey` have the word `aes`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for character in name.chars() {
        let begins = character.is_uppercase() && was_small;
        if begins || !character.is_alphanumeric() {
            words.push(String::new());
        }
        if character.is_alphanumeric() {
            words.last_mut().expect("there is one").extend(character.to_lowercase());
        }
        was_small = character.is_lowercase();
    }
    words
}
