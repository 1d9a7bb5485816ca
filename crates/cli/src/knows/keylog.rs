//! Writes the secrets of a ledger as an SSLKEYLOGFILE (RFC 9850), with which a program such as Wireshark decrypts the
//! recording of a connection.

use seqwright::ledger::Ledger;

use super::hex;

/// One line for each secret: its label, the client's random, its bytes.
pub(super) fn lines(ledger: &Ledger) -> Result<String, String> {
    if ledger.secrets.is_empty() {
        return Err("none of its values is a TLS secret whose bytes are known".to_owned());
    }
    let random = ledger.client_random.as_deref();
    let random =
        random.ok_or("the bytes of the client's random are not known: set them for `clientRandom`")?;
    let line = |secret: &seqwright::ledger::Secret| {
        format!("{} {} {}\n", secret.label, hex(random), hex(&secret.bytes))
    };
    Ok(ledger.secrets.iter().map(line).collect())
}
