//! A ledger in, the lines of an SSLKEYLOGFILE (RFC 9850) out, with which a program such as Wireshark opens the
//! recording of the connection that a diagram shows.

use seqwright::ledger::Ledger;

use super::hex;

/// One line for each secret: its label, the client's random, its octets.
pub(super) fn lines(ledger: &Ledger) -> Result<String, String> {
    if ledger.secrets.is_empty() {
        return Err("none of its values is a secret of TLS that has octets".to_owned());
    }
    let random = ledger.client_random.as_deref();
    let random = random.ok_or("the client's random has no octets: give some to `clientRandom`")?;
    let line = |secret: &seqwright::ledger::Secret| {
        format!("{} {} {}\n", secret.label, hex(random), hex(&secret.octets))
    };
    Ok(ledger.secrets.iter().map(line).collect())
}
