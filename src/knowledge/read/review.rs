//! What only the whole of a source shows: signatures that nobody verifies, certificates that nobody uses, messages under
//! the key of the other direction, parties that take no part.

use std::collections::HashSet;

use super::Reader;
use crate::diagnostic::Code;
use crate::knowledge::plan::Sent;
use crate::knowledge::term::{Shape, Term};
use crate::nearest::{nearest, slips};
use crate::run::Who;
use crate::source::{Name, Span};

/// What the attacker is called.
const ATTACKER: &str = "attacker";
/// How many functions lead from a key to the label of its secret.
const MAX_STEPS: usize = 8;

/// Who protects what it sends with a key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Client,
    Server,
}

impl Side {
    fn name(self) -> &'static str {
        match self {
            Side::Client => "client",
            Side::Server => "server",
        }
    }
}

impl<'a> Reader<'a> {
    /// Looks at all messages once more.
    pub(super) fn review(&mut self) {
        let mut told = HashSet::new();
        let client = self.client();
        for number in 0..self.plan.messages.len() {
            let fields = self.plan.messages[number].fields.clone();
            for (field, span) in fields {
                self.mind_signature(field, span, &mut told);
                self.mind_certificate(number, field, span, &mut told);
            }
            self.mind_direction(number, client);
        }
    }

    /// The keys of a message: its own, and those of the encryptions that it carries.
    fn keys(&self, sent: &Sent<'a>) -> Vec<(Term, Span)> {
        let locks =
            sent.fields.iter().filter_map(|&(field, span)| Some((self.plan.terms.locked(field)?.0, span)));
        sent.key.into_iter().chain(locks).collect()
    }

    /// A signature that is sent and that no check looks at.
    fn mind_signature(&mut self, field: Term, span: Span, told: &mut HashSet<Term>) {
        let is_signed = matches!(self.plan.terms.shape(field), Shape::Signed(_));
        if !is_signed || self.looked_at.contains(&field) || !told.insert(field) {
            return;
        }
        let Shape::Signed(parts) = self.plan.terms.shape(field) else { return };
        let public = self.plan.terms.find(&Shape::Half(parts[0])).map(|half| self.shown(half));
        let text: Vec<String> = parts[1..].iter().map(|&part| self.shown(part)).collect();
        let (shown, key) = (self.shown(field), public.unwrap_or_else(|| "publicKey".to_owned()));
        self.sink
            .warn(Code::UnverifiedSignature, span, format!("no line verifies `{shown}`"))
            .at("proves nothing to anybody")
            .help(format!("add `check RECEIVER: verify({key}, {shown}, {})` below", text.join(", ")));
    }

    /// The key of a certificate that no line uses.
    fn mind_certificate(&mut self, number: usize, field: Term, span: Span, told: &mut HashSet<Term>) {
        let Shape::Half(private) = *self.plan.terms.shape(field) else { return };
        let label = self.plan.messages[number].label;
        let is_certificate = label.is_some_and(|label| label.text.to_lowercase().contains("cert"));
        if !is_certificate || self.keys_in_use.contains(&private) || !told.insert(field) {
            return;
        }
        let shown = self.shown(field);
        self.sink
            .warn(Code::UnusedCertificate, span, format!("no line uses `{shown}`, the key of this certificate"))
            .at("whoever sends a copy of it passes as its owner")
            .help(format!("verify a signature with it, `check RECEIVER: verify({shown}, signature, text)`, or encrypt to it"));
    }

    /// A message under the key of the other direction.
    fn mind_direction(&mut self, number: usize, client: Option<(Who, Who)>) {
        let Some((client, server)) = client else { return };
        let sent = &self.plan.messages[number];
        let Some(from) = sent.from else { return };
        let is_wrong =
            |side: Side| side == Side::Client && from == server || side == Side::Server && from == client;
        let mut sides =
            self.keys(sent).into_iter().filter_map(|(key, span)| Some((key, span, self.side(key)?)));
        let Some((key, span, side)) = sides.find(|&(_, _, side)| is_wrong(side)) else { return };
        let (shown, side) = (self.shown(key), side.name());
        let (name, message) = (self.plan.parties[from.index()].clone(), sent.name);
        self.sink
            .warn(
                Code::WrongDirection,
                span,
                format!("{name} sends {message} under `{shown}`, which protects what the {side} sends"),
            )
            .at("the key of the other direction")
            .help(format!("encrypt it under the key that is derived for what {name} sends"));
    }

    /// Who is the client, and who the server: who sends the first ClientHello and to whom, or parties of these names.
    fn client(&self) -> Option<(Who, Who)> {
        let ends = |sent: &Sent<'_>| (sent.name == "ClientHello").then_some(sent.from.zip(sent.to)).flatten();
        let named = |name: &str| {
            let found = self.plan.parties.iter().position(|party| party.eq_ignore_ascii_case(name))?;
            u32::try_from(found).ok().map(Who)
        };
        self.plan.messages.iter().find_map(ends).or_else(|| named("client").zip(named("server")))
    }

    /// For which direction a key was derived: by its function, or by the label of its secret.
    fn side(&self, key: Term) -> Option<Side> {
        let mut at = key;
        for _ in 0..MAX_STEPS {
            let Shape::Apply(function, parts) = self.plan.terms.shape(at) else { return None };
            match &**function {
                "client-write-key" | "client-write-MAC-key" | "client-write-IV" => return Some(Side::Client),
                "server-write-key" | "server-write-MAC-key" | "server-write-IV" => return Some(Side::Server),
                "Derive-Secret" | "HKDF-Expand-Label" => {
                    if let Some(side) = parts.get(1).and_then(|&label| self.side_of_label(label)) {
                        return Some(side);
                    }
                }
                _ => {}
            }
            at = *parts.first()?;
        }
        None
    }

    fn side_of_label(&self, label: Term) -> Option<Side> {
        let Shape::Literal(bytes) = self.plan.terms.shape(label) else { return None };
        let begins = |with: &[&[u8]]| with.iter().any(|with| bytes.starts_with(with));
        if begins(&[b"c ", b"client "]) {
            Some(Side::Client)
        } else {
            begins(&[b"s ", b"server "]).then_some(Side::Server)
        }
    }

    /// Whether a participant that is not the attacker is called like it, but for case, where there is an attacker.
    pub(super) fn is_mistaken_for_attacker(&self, who: Who) -> bool {
        let is_other = self.plan.attacker.is_some_and(|attacker| attacker != who);
        is_other && self.plan.parties[who.index()].eq_ignore_ascii_case(ATTACKER)
    }

    /// Reports an expectation about nobody.
    pub(super) fn unknown_party(&mut self, name: &Name<'a>) {
        let written = name.text.to_lowercase();
        let parties = self.plan.parties.iter().map(String::as_str).chain([ATTACKER]);
        let parties = parties.filter(|party| *party != name.text);
        let near = nearest(parties, 2, |party| slips(&written, &party.to_lowercase()));
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "did you mean `{ATTACKER}`, who sees all messages? A party sends or receives something, or knows something from the start"
            ),
        };
        self.sink
            .error(Code::UnknownParty, name.span, format!("`{}` takes no part in this diagram", name.text))
            .at("knows nothing, so this proves nothing")
            .help(help);
    }
}
