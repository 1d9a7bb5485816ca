//! Makes lines about knowledge and their expressions from bytes.

use seqwright::ast::{Name, Stmt, StmtKind, Written};
use seqwright::protocol::{Expr, ExprKind, Fresh, Keypair, Mode, Relation, Statement, VERIFY};

use super::{Decisions, NOWHERE, name, written};

/// What values are called. The last is a message, which has its name from elsewhere.
const VALUES: [&str; 8] = ["a", "clientRandom", "x", "über", "key_1", "end", "PRF", "Client.2"];
const FUNCTIONS: [&str; 5] = ["H", "HMAC", "Transcript-Hash", "HKDF-Expand-Label", "über"];
const HEX: [&str; 3] = ["2a", "00ff", "0102030405060708090a"];
/// As deep as formulas are nested.
const DEEPEST: usize = 4;

/// A line about knowledge.
pub fn statement(d: &mut Decisions<'_>) -> Statement<'static> {
    match d.below(17) {
        0 => Statement::Mode(d.of(&[Mode::Off, Mode::New, Mode::Full, Mode::Check])),
        1 => Statement::Attacker,
        2 => Statement::Suite(written("TLS_AES_128_GCM_SHA256")),
        3 => Statement::Values(Name { text: "bytes.hex", quoted: true, span: NOWHERE }),
        4 => Statement::Knows(parties(d), (0..=d.below(3)).map(|_| value(d)).collect()),
        5 => Statement::Keypair(keypair(d)),
        6 => Statement::Generate(parties(d), (0..=d.below(3)).map(|_| fresh(d)).collect()),
        7 => Statement::Derive(parties(d), value(d), expression(d, DEEPEST)),
        8 if d.is() => Statement::Verify(parties(d), verify(d)),
        8 => Statement::Check(parties(d), expression(d, DEEPEST), expression(d, DEEPEST)),
        9 => Statement::Show(parties(d), expressions(d, DEEPEST)),
        10 => Statement::Leak(parties(d), expressions(d, DEEPEST)),
        11 => {
            let relation = d.of(&[Relation::Knows, Relation::Never, Relation::Cannot]);
            Statement::ExpectKnows(party(d), relation, expression(d, DEEPEST))
        }
        12 => Statement::ExpectEqual(expression(d, DEEPEST), expression(d, DEEPEST)),
        13 => Statement::Under(expression(d, DEEPEST)),
        14 => Statement::Carry(expressions(d, DEEPEST)),
        15 => Statement::Bytes(written(d.of(&HEX))),
        _ => Statement::Aside,
    }
}

/// A party. One that is not mentioned elsewhere may have no hyphen in its name without quotation marks.
fn party(d: &mut Decisions<'_>) -> Name<'static> {
    let name = name(d);
    Name { quoted: name.quoted || name.text.contains('-'), ..name }
}

fn parties(d: &mut Decisions<'_>) -> Vec<Name<'static>> {
    (0..=d.below(3)).map(|_| party(d)).collect()
}

fn value(d: &mut Decisions<'_>) -> Written<'static> {
    written(d.of(&VALUES[..VALUES.len() - 1]))
}

fn fresh(d: &mut Decisions<'_>) -> Fresh<'static> {
    Fresh { name: value(d), bytes: d.is().then(|| written(d.of(&HEX))) }
}

fn keypair(d: &mut Decisions<'_>) -> Keypair<'static> {
    let kind = d.is().then(|| written(d.of(&["X25519", "P-256", "RSA"])));
    let bytes = (kind.is_some() && d.is()).then(|| written(d.of(&HEX)));
    Keypair { who: parties(d), private: value(d), public: value(d), kind, bytes }
}

fn expressions(d: &mut Decisions<'_>, depth: usize) -> Vec<Expr<'static>> {
    (0..=d.below(3)).map(|_| expression(d, depth)).collect()
}

/// A call that verifies a signature.
fn verify(d: &mut Decisions<'_>) -> Expr<'static> {
    let arguments = (0..3).map(|_| expression(d, DEEPEST - 1)).collect();
    Expr { kind: ExprKind::Call(written(VERIFY), arguments), span: NOWHERE }
}

/// An expression; joined parts are not joined themselves.
fn expression(d: &mut Decisions<'_>, depth: usize) -> Expr<'static> {
    if d.below(4) == 1 {
        let parts = (0..2 + d.below(2)).map(|_| part(d, depth)).collect();
        return Expr { kind: ExprKind::Join(parts), span: NOWHERE };
    }
    part(d, depth)
}

fn part(d: &mut Decisions<'_>, depth: usize) -> Expr<'static> {
    let kind = match d.below(if depth > 0 { 7 } else { 5 }) {
        0 => ExprKind::Name(d.of(&VALUES)),
        1 => ExprKind::Hex(d.of(&HEX)),
        2 => ExprKind::Text(d.of(&["", "master secret", "a, b)", "漢字"])),
        3 => ExprKind::Number(d.of(&["0", "48"])),
        4 => ExprKind::Range(
            written(d.of(&["ClientHello", "Client.Hello"])),
            written(d.of(&["Finished", "Finished.2"])),
        ),
        _ => ExprKind::Call(written(d.of(&FUNCTIONS)), {
            let count = d.below(3);
            (0..count).map(|_| expression(d, depth - 1)).collect()
        }),
    };
    Expr { kind, span: NOWHERE }
}

/// Leaves out what the texts of messages were read as: a text is a text, and that reading is not printed.
pub fn forget_payloads(body: &mut [Stmt<'_>]) {
    for Stmt { kind, .. } in body {
        if let StmtKind::Message(message) = kind {
            message.payload = None;
        } else if let StmtKind::Reference(reference) = kind {
            let ends = [&mut reference.entry, &mut reference.exit];
            ends.into_iter().flatten().for_each(|message| message.payload = None);
        } else if let StmtKind::Fragment(fragment) = kind {
            fragment.operands.iter_mut().for_each(|operand| forget_payloads(&mut operand.body));
        } else if let StmtKind::Group(group) = kind {
            forget_payloads(&mut group.body);
        } else if let StmtKind::Braces(braces) = kind {
            forget_payloads(&mut braces.body);
        }
    }
}
