//! Finds out why a value has no bytes.

use super::Reader;
use crate::diagnostic::Code;
use crate::knowledge::bytes::Function;
use crate::knowledge::term::{Shape, Term};
use crate::knowledge::values::Made;
use crate::source::Written;

/// How deep an ingredient without bytes is looked for.
const MAX_DEPTH: usize = 100;

impl<'a> Reader<'a> {
    /// Warns that the bytes of a file are compared with nothing, because an ingredient that could have bytes has none.
    pub(super) fn mind_missing(&mut self, name: Written<'a>, term: Term) {
        let Some(blamed) = self.blamed(term).filter(|&blamed| self.could_have_bytes(blamed)) else { return };
        if self.plan.computed.lacks_a_file || !self.reported.without_bytes.insert(blamed) {
            return;
        }
        let help = self.reason(blamed);
        self.sink
            .warn(Code::NotCompared, name.span, format!("`{}` is given, not computed", name.text))
            .at("the bytes of the values file are compared with nothing")
            .help(help);
    }

    /// What keeps a term from having bytes: the first ingredient without bytes that has no such ingredient itself.
    pub(super) fn blamed(&self, term: Term) -> Option<Term> {
        let terms = &self.plan.terms;
        let lacks = |term: &Term| self.plan.computed.of(terms, *term).is_none();
        let mut at = term;
        for _ in 0..MAX_DEPTH {
            let parts: Vec<Term> = match terms.shape(at) {
                Shape::Apply(function, parts) if Function::named(function).is_some() => parts.to_vec(),
                Shape::Transcript(before, last) => before.iter().copied().chain([*last]).collect(),
                Shape::Shared(_, one, other) => vec![*one, *other],
                Shape::Half(private) => vec![*private],
                Shape::Apply(..)
                | Shape::Atom(_)
                | Shape::Literal(_)
                | Shape::Number(_)
                | Shape::Sealed(..)
                | Shape::Enveloped(..)
                | Shape::Signed(_)
                | Shape::Message(_) => return Some(at),
            };
            at = parts.into_iter().find(lacks)?;
        }
        None
    }

    /// Whether an author who has the others would have the bytes of a term, too: those of a message or of a value that is
    /// sent, not those of somebody's private key.
    fn could_have_bytes(&self, term: Term) -> bool {
        match self.plan.terms.shape(term) {
            Shape::Message(_) => true,
            Shape::Atom(_) => {
                let value = self.plan.named.of(term);
                value.is_some_and(|value| !matches!(value.made, Made::PrivateHalf))
            }
            Shape::Apply(..)
            | Shape::Literal(_)
            | Shape::Number(_)
            | Shape::Half(_)
            | Shape::Shared(..)
            | Shape::Sealed(..)
            | Shape::Enveloped(..)
            | Shape::Signed(_)
            | Shape::Transcript(..) => false,
        }
    }

    /// What to do about a term without bytes.
    pub(super) fn reason(&self, blamed: Term) -> String {
        let shown = self.shown(blamed);
        match self.plan.terms.shape(blamed) {
            Shape::Message(number) => {
                let sent = &self.plan.messages[*number as usize];
                let from = sent.from.map(|from| format!("{}.", self.plan.parties[from.index()]));
                let name = from.unwrap_or_default() + sent.name;
                format!(
                    "`{}` of line {} has no bytes: add `{name} = …` to the values file, or `aside` below the message",
                    sent.name, sent.line
                )
            }
            Shape::Apply(function, _) => format!(
                "seqwright does not compute `{function}`: add the bytes of the result to a values file"
            ),
            Shape::Number(_) => "a string of zeros is as long as a hash: write a `suite` above".to_owned(),
            Shape::Sealed(..) | Shape::Enveloped(..) | Shape::Signed(_) => {
                format!("seqwright does not compute `{shown}`: add its bytes to a values file")
            }
            Shape::Atom(_)
            | Shape::Literal(_)
            | Shape::Half(_)
            | Shape::Shared(..)
            | Shape::Transcript(..) => {
                format!(
                    "`{shown}` has no bytes: set them where it is made, as in `generate A: x = 0x2a2a`, or in a values file"
                )
            }
        }
    }
}
