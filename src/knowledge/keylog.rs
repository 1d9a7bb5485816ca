//! Finds the secrets of TLS among the terms, as an SSLKEYLOGFILE names them, by what they are made of, not by what the
//! author calls them.

use super::plan::Plan;
use super::term::{Shape, Term};
use crate::ledger::Secret;

/// The labels of the key schedule (RFC 8446, section 7.1), and those of SSLKEYLOGFILE (RFC 9850, section 2).
const LABELS: [(&str, &str); 7] = [
    ("c e traffic", "CLIENT_EARLY_TRAFFIC_SECRET"),
    ("e exp master", "EARLY_EXPORTER_SECRET"),
    ("c hs traffic", "CLIENT_HANDSHAKE_TRAFFIC_SECRET"),
    ("s hs traffic", "SERVER_HANDSHAKE_TRAFFIC_SECRET"),
    ("c ap traffic", "CLIENT_TRAFFIC_SECRET_0"),
    ("s ap traffic", "SERVER_TRAFFIC_SECRET_0"),
    ("exp master", "EXPORTER_SECRET"),
];

/// The label of a master secret of TLS 1.2.
const MASTER: &str = "CLIENT_RANDOM";

/// The secrets that have bytes, in the order in which they were made.
pub(super) fn secrets(plan: &Plan<'_>) -> Vec<Secret> {
    let secret = |term: Term| {
        let label = label(plan, term)?;
        let bytes = plan.computed.of(&plan.terms, term)?.into_owned();
        Some(Secret { label, bytes })
    };
    plan.terms.all().filter_map(secret).collect()
}

fn label(plan: &Plan<'_>, term: Term) -> Option<&'static str> {
    let Shape::Apply(function, parts) = plan.terms.shape(term) else { return None };
    let Shape::Literal(bytes) = plan.terms.shape(*parts.get(1)?) else { return None };
    let written = std::str::from_utf8(bytes).ok()?;
    match &**function {
        "Derive-Secret" | "HKDF-Expand-Label" => {
            LABELS.iter().find(|(known, _)| *known == written).map(|(_, label)| *label)
        }
        "PRF" => matches!(written, "master secret" | "extended master secret").then_some(MASTER),
        _ => None,
    }
}

/// The random of the first ClientHello: the value with this name that it carries, or what a file says it is, or the
/// bytes of the message where it stands (RFC 8446, section 4.1.2: after the type, the length and the version).
pub(super) fn client_random(plan: &Plan<'_>) -> Option<Vec<u8>> {
    const NAME: &str = "clientRandom";
    let bytes = |term| plan.computed.of(&plan.terms, term).map(std::borrow::Cow::into_owned);
    let hello = plan.messages.iter().find(|sent| sent.name == "ClientHello");
    let carried = hello.and_then(|hello| {
        let named = |term: &Term| plan.named.of(*term).is_some_and(|value| value.name == NAME);
        hello.fields.iter().map(|(term, _)| *term).find(named).and_then(bytes)
    });
    let given = || plan.computed.given(NAME).map(<[u8]>::to_vec);
    let named = || plan.named.find(NAME).and_then(|value| bytes(value.term));
    let encoded = || {
        let message = bytes(hello?.term)?;
        message.get(6..38).filter(|_| message[0] == 1).map(<[u8]>::to_vec)
    };
    carried.or_else(given).or_else(named).or_else(encoded)
}
