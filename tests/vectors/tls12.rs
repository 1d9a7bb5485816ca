//! The traces of TLS 1.2: from the premaster secret, or the keys that make it, and the messages to every other
//! value.

use seqwright::knowledge::bytes::{Curve, public_half};

use crate::{Vectors, call, length, suite, value};

/// The hashed part of a handshake: the messages before this one, without ChangeCipherSpec.
fn before(vectors: &Vectors, message: &str) -> Vec<u8> {
    let messages = vectors.messages();
    let end = messages.iter().position(|&other| other == message).expect("the message is in the trace");
    messages[..end].iter().flat_map(|message| vectors.get(message)).copied().collect()
}

/// Computes a handshake again and compares `compared` values with the file.
fn replay(file: &'static str, name: &str, compared: usize) {
    let mut vectors = Vectors::read(file);
    let suite = suite(name);
    premaster_secret(&mut vectors);
    let randoms = |first: &str, second: &str| [vectors.get(first), vectors.get(second)].concat();
    let client_first = randoms("clientRandom", "serverRandom");
    let server_first = randoms("serverRandom", "clientRandom");
    let premaster = vectors.get("preMasterSecret").to_vec();
    let master = if vectors.has("sessionHash") {
        // The session hash ends with ClientKeyExchange: RFC 7627, section 3.
        let mut session = before(&vectors, "Client.ClientKeyExchange");
        session.extend(vectors.get("Client.ClientKeyExchange"));
        let hash = value("Transcript-Hash", suite, &[&session]);
        vectors.expect("sessionHash", &hash);
        value("PRF", suite, &[&premaster, b"extended master secret", &hash, b"48"])
    } else {
        value("PRF", suite, &[&premaster, b"master secret", &client_first, b"48"])
    };
    vectors.expect("masterSecret", &master);
    let bytes = suite.key_block_length().expect("TLS 1.2 has a key block");
    let key_block = value("PRF", suite, &[&master, b"key expansion", &server_first, &length(bytes)]);
    vectors.expect("keyBlock", &key_block);
    for side in ["client", "server"] {
        for (part, function, bytes) in [
            ("MacKey", "MAC-key", suite.mac_length),
            ("Key", "key", suite.key_length),
            ("Iv", "IV", suite.iv_length),
        ] {
            if bytes > 0 {
                let computed = value(&format!("{side}-write-{function}"), suite, &[&key_block]);
                vectors.expect(&format!("{side}{part}"), &computed);
            }
        }
    }
    for (side, message) in [("client", "Client.Finished"), ("server", "Server.Finished")] {
        let messages = before(&vectors, message);
        let hash = value("Transcript-Hash", suite, &[&messages]);
        vectors.expect(&format!("{side}FinishedHash"), &hash);
        let label = format!("{side} finished");
        let verify_data = value("PRF", suite, &[&master, label.as_bytes(), &hash, b"12"]);
        vectors.expect(&format!("{side}VerifyData"), &verify_data);
        assert_eq!(vectors.get(message)[4..], verify_data, "{message} holds it after its header");
    }
    vectors.done(compared);
}

/// Compares the shares and the premaster secret, where the exchange is one of X25519. That of RSA is an input.
fn premaster_secret(vectors: &mut Vectors) {
    for side in ["client", "server"] {
        let (private, share) = (format!("{side}Private"), format!("{side}Share"));
        if vectors.has(&private) {
            let computed = public_half(Curve::X25519, vectors.get(&private)).expect("the key is good");
            vectors.expect(&share, &computed);
        }
    }
    for (mine, theirs) in [("client", "server"), ("server", "client")] {
        if vectors.has(&format!("{mine}Private")) {
            let arguments = [vectors.get(&format!("{mine}Private")), vectors.get(&format!("{theirs}Share"))];
            let secret = call("X25519", None, &arguments).expect("the share is good");
            vectors.expect("preMasterSecret", &secret);
        }
    }
}

#[test]
fn rsa() {
    replay("go-rsa-aes128-gcm.hex", "TLS_RSA_WITH_AES_128_GCM_SHA256", 10);
}

#[test]
fn rsa_with_the_extended_master_secret() {
    replay("go-rsa-aes128-gcm-ems.hex", "TLS_RSA_WITH_AES_128_GCM_SHA256", 11);
}

#[test]
fn rsa_mutual() {
    replay("go-mutual-rsa-cbc.hex", "TLS_RSA_WITH_AES_128_CBC_SHA", 10);
}

#[test]
fn rsa_mutual_with_the_extended_master_secret() {
    replay("go-mutual-rsa-cbc-ems.hex", "TLS_RSA_WITH_AES_128_CBC_SHA", 11);
}

#[test]
fn ecdhe() {
    replay("go-ecdhe-x25519-gcm.hex", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", 12);
}

#[test]
fn ecdhe_with_the_extended_master_secret() {
    replay("go-ecdhe-x25519-gcm-ems.hex", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", 13);
}

#[test]
fn ecdhe_mutual() {
    replay("go-mutual-ecdhe-gcm.hex", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", 12);
}

#[test]
fn ecdhe_mutual_with_the_extended_master_secret() {
    replay("go-mutual-ecdhe-gcm-ems.hex", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", 13);
}

#[test]
fn ecdhe_with_keys_of_both_sides() {
    replay("illustrated-tls12.hex", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", 14);
}
