//! The sources that the benchmarks compile.

/// The diagram that the project began with.
pub const POST: &str = include_str!("../examples/how-tls-works.seq");

/// So many exchanges between a client and a server with a proxy between them, each with a secret of its own, and an
/// attacker who sees all.
pub fn exchanges(count: usize) -> String {
    let mut text = "attacker sees wire\nkeypair Server: private / public\nServer->Proxy: hello(public)\nProxy->Client: hello(public)\n".to_owned();
    for n in 0..count {
        text += &format!("generate Client: secret{n}\n");
        text += &format!("derive Client: sealed{n} = aenc(public, secret{n})\n");
        text += &format!("Client->Proxy: send(sealed{n})\nProxy->Server: send(sealed{n})\n");
        text += &format!("derive Client, Server: key{n} = HMAC(secret{n}, \"key\")\n");
    }
    text
}

/// A diagram of so many messages over 8 participants, with a note every 5 messages and a fragment inside a
/// fragment every 20.
pub fn messages(count: usize) -> String {
    let names = ["Client", "Gateway", "Auth", "Orders", "Stock", "Billing", "Mailer", "Store"];
    let mut text = String::new();
    for name in names {
        text += &format!("participant {name}\n");
    }
    for n in 0..count {
        let (from, to) = (names[n * 7 % 8], names[(n * 7 + 1 + n % 5) % 8]);
        if n % 20 == 10 {
            text += "loop until it is answered\nalt accepted\n";
        }
        text += &format!("{from}->{to}: request {n} with some words\n");
        if n % 20 == 13 {
            text += "else refused\n";
        }
        if n % 20 == 16 {
            text += "end\nend\n";
        }
        if n % 5 == 4 {
            text += &format!("note over {to}: remembers request {n}\n");
        }
    }
    // Sizes that end inside of a fragment close it.
    if (count + 19) % 20 >= 10 && (count + 19) % 20 < 16 {
        text += "end\nend\n";
    }
    text
}
