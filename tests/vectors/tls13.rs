//! The traces of TLS 1.3: from private keys, the PSK and the messages to every other value.

use seqwright::knowledge::bytes::{Curve, Suite, public_half};

use crate::{Vectors, call, length, suite, value};

/// A handshake that is computed again.
struct Trace {
    vectors: Vectors,
    suite: &'static Suite,
    curve: Curve,
    /// The client's key pair whose share the server took.
    client: &'static str,
}

impl Trace {
    fn read(name: &'static str) -> Self {
        Trace {
            vectors: Vectors::read(name),
            suite: suite("TLS_AES_128_GCM_SHA256"),
            curve: Curve::X25519,
            client: "client",
        }
    }

    fn value(&self, function: &str, arguments: &[&[u8]]) -> Vec<u8> {
        value(function, self.suite, arguments)
    }

    /// Compares and hands on.
    fn expect(&mut self, name: &str, function: &str, arguments: &[&[u8]]) -> Vec<u8> {
        let computed = self.value(function, arguments);
        self.vectors.expect_if_there(name, &computed);
        computed
    }

    /// The messages through that one, as RFC 8446, section 4.4.1, has them hashed.
    fn through(&self, last: &str) -> Vec<u8> {
        let messages = self.vectors.messages();
        let end = messages.iter().position(|&message| message == last).expect("the message is in the trace");
        let mut transcript = Vec::new();
        for (at, message) in messages[..=end].iter().enumerate() {
            let bytes = self.vectors.get(message);
            if at == 0 && messages.contains(&"Server.HelloRetryRequest") {
                transcript.extend(self.value("message-hash", &[bytes]));
            } else {
                transcript.extend(bytes);
            }
        }
        transcript
    }

    /// The message that is sent before that one.
    fn before(&self, message: &str) -> String {
        let messages = self.vectors.messages();
        let at = messages.iter().position(|&other| other == message).expect("the message is in the trace");
        messages[at - 1].to_owned()
    }

    fn shares(&mut self) -> Vec<u8> {
        for (pair, curve) in [("client", Curve::X25519), ("client2", self.curve), ("server", self.curve)] {
            if self.vectors.has(&format!("{pair}Private")) {
                let share = public_half(curve, self.vectors.get(&format!("{pair}Private")));
                self.vectors.expect(&format!("{pair}Share"), &share.expect("the private key is good"));
            }
        }
        let client = self.client;
        let secret = |mine: &str, theirs: &str| {
            let arguments =
                [self.vectors.get(&format!("{mine}Private")), self.vectors.get(&format!("{theirs}Share"))];
            call(self.curve.name(), None, &arguments).expect("the share is good")
        };
        let (ours, theirs) = (secret(client, "server"), secret("server", client));
        assert_eq!(ours, theirs);
        self.vectors.expect("sharedSecret", &ours);
        ours
    }

    /// The early secret, and what is made from it before the server answers.
    fn early(&mut self) -> Vec<u8> {
        let zeros = self.suite.zeros();
        let psk = if self.vectors.has("psk") { self.vectors.get("psk").to_vec() } else { zeros.clone() };
        let early = self.expect("earlySecret", "HKDF-Extract", &[&zeros, &psk]);
        if self.vectors.has("psk") {
            let hello = self.vectors.get("Client.ClientHello").to_vec();
            self.expect("transcript.ClientHello", "Transcript-Hash", &[&hello]);
            let traffic =
                self.expect("clientEarlyTraffic", "Derive-Secret", &[&early, b"c e traffic", &hello]);
            self.expect("earlyExporterMaster", "Derive-Secret", &[&early, b"e exp master", &hello]);
            self.keys("clientEarly", &traffic);
            self.binder(&early);
        }
        early
    }

    fn binder(&mut self, early: &[u8]) {
        let key = self.expect("binderKey", "Derive-Secret", &[early, b"res binder", b""]);
        let partial = self.vectors.get("partialClientHello").to_vec();
        self.expect("binderHash", "Transcript-Hash", &[&partial]);
        self.expect("binderFinishedKey", "HKDF-Expand-Label", &[&key, b"finished", b"", b"32"]);
        let binder = self.expect("binder", "finished", &[&key, &partial]);
        let hello = self.vectors.get("Client.ClientHello");
        // Two lengths of two and one bytes are between them: RFC 8446, section 4.2.11.
        assert_eq!(hello[..partial.len()], partial);
        assert_eq!(hello[partial.len() + 3..], binder);
    }

    fn keys(&mut self, side: &str, traffic: &[u8]) {
        self.expect(&format!("{side}Key"), "traffic-key", &[traffic]);
        self.expect(&format!("{side}Iv"), "traffic-iv", &[traffic]);
    }

    fn finished(&mut self, side: &str, message: &str, traffic: &[u8]) {
        let transcript = self.through(&self.before(message));
        self.expect(&format!("{side}FinishedHash"), "Transcript-Hash", &[&transcript]);
        let bytes = length(self.suite.hash.length());
        self.expect(&format!("{side}FinishedKey"), "HKDF-Expand-Label", &[traffic, b"finished", b"", &bytes]);
        let verify_data = self.expect(&format!("{side}VerifyData"), "finished", &[traffic, &transcript]);
        assert_eq!(self.vectors.get(message)[4..], verify_data, "{message} holds it after its header");
    }

    /// Computes everything, and compares it. How many values are compared is the proof that it was everything.
    fn replay(mut self, compared: usize) {
        let shared = self.shares();
        let early = self.early();
        let derived = self.expect("derivedFromEarly", "Derive-Secret", &[&early, b"derived", b""]);
        let handshake = self.expect("handshakeSecret", "HKDF-Extract", &[&derived, &shared]);
        let hellos = self.through("Server.ServerHello");
        self.expect("transcript.ServerHello", "Transcript-Hash", &[&hellos]);
        let client = self.expect("clientHsTraffic", "Derive-Secret", &[&handshake, b"c hs traffic", &hellos]);
        let server = self.expect("serverHsTraffic", "Derive-Secret", &[&handshake, b"s hs traffic", &hellos]);
        self.keys("clientHs", &client);
        self.keys("serverHs", &server);
        self.certificates();
        self.finished("server", "Server.Finished", &server);
        self.finished("client", "Client.Finished", &client);
        let derived = self.expect("derivedFromHandshake", "Derive-Secret", &[&handshake, b"derived", b""]);
        let master = self.expect("masterSecret", "HKDF-Extract", &[&derived, &self.suite.zeros()]);
        self.application(&master);
        self.ticket();
        self.vectors.done(compared);
    }

    fn application(&mut self, master: &[u8]) {
        let all = self.through("Server.Finished");
        self.expect("transcript.server.Finished", "Transcript-Hash", &[&all]);
        let client = self.expect("clientApTraffic", "Derive-Secret", &[master, b"c ap traffic", &all]);
        let server = self.expect("serverApTraffic", "Derive-Secret", &[master, b"s ap traffic", &all]);
        self.expect("exporterMaster", "Derive-Secret", &[master, b"exp master", &all]);
        self.keys("clientAp", &client);
        self.keys("serverAp", &server);
        let all = self.through("Client.Finished");
        self.expect("transcript.client.Finished", "Transcript-Hash", &[&all]);
        self.expect("resumptionMaster", "Derive-Secret", &[master, b"res master", &all]);
    }

    /// What the signatures of CertificateVerify are made over, and the message hash.
    fn certificates(&mut self) {
        for (side, message) in [("server", "Server.Certificate"), ("client", "Client.Certificate")] {
            let name = format!("transcript.{side}.Certificate");
            if self.vectors.has(&name) {
                let transcript = self.through(message);
                self.expect(&name, "Transcript-Hash", &[&transcript]);
            }
        }
        if self.vectors.has("messageHash") {
            let hello = self.vectors.get("Client.ClientHello").to_vec();
            self.expect("messageHash", "message-hash", &[&hello]);
        }
    }

    /// The PSK that a NewSessionTicket stands for: RFC 8446, section 4.6.1.
    fn ticket(&mut self) {
        if self.vectors.has("resumptionPsk") {
            let nonce = self.vectors.get("ticketNonce").to_vec();
            // After the header, the lifetime and the age come the length of the nonce and the nonce.
            assert_eq!(self.vectors.get("Server.NewSessionTicket")[13..15], nonce);
            let master = self.vectors.get("resumptionMaster").to_vec();
            self.expect("resumptionPsk", "HKDF-Expand-Label", &[&master, b"resumption", &nonce, b"32"]);
        }
    }
}

#[test]
fn section_3_simple_1_rtt() {
    Trace::read("rfc8448-3.hex").replay(33);
}

#[test]
fn section_4_resumed_0_rtt() {
    Trace::read("rfc8448-4.hex").replay(39);
}

#[test]
fn the_psk_of_section_4_is_the_one_of_the_ticket_of_section_3() {
    let (first, second) = (Vectors::read("rfc8448-3.hex"), Vectors::read("rfc8448-4.hex"));
    assert_eq!(first.get("resumptionPsk"), second.get("psk"));
}

#[test]
fn section_5_hello_retry_request() {
    Trace { curve: Curve::P256, client: "client2", ..Trace::read("rfc8448-5.hex") }.replay(34);
}

#[test]
fn section_6_client_authentication() {
    Trace::read("rfc8448-6.hex").replay(33);
}

#[test]
fn section_7_compatibility_mode() {
    Trace::read("rfc8448-7.hex").replay(32);
}

#[test]
fn the_illustrated_connection_with_sha_384() {
    Trace { suite: suite("TLS_AES_256_GCM_SHA384"), ..Trace::read("illustrated-tls13.hex") }.replay(29);
}
