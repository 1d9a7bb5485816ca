//! A run with its names resolved: terms, values, messages, and what happens in order.

use std::collections::HashMap;

use super::computed::Computed;
use super::term::{Term, Terms};
use super::values::NamedValues;
use crate::ledger::Within;
use crate::model::EventId;
use crate::notation::Flow;
use crate::protocol::{Expr, Mode, Relation};
use crate::run::Who;
use crate::source::{Span, Written};

/// A run, its names resolved.
pub(super) struct Plan<'a> {
    pub parties: Vec<String>,
    pub attacker: Option<Who>,
    pub terms: Terms,
    pub named: NamedValues<'a>,
    pub messages: Vec<Sent<'a>>,
    /// For each value the messages whose text names it without carrying it.
    pub mentions: HashMap<Term, Vec<usize>>,
    pub computed: Computed,
    pub acts: Vec<Act<'a>>,
}

/// A message.
pub(super) struct Sent<'a> {
    pub from: Option<Who>,
    pub to: Option<Who>,
    pub name: &'a str,
    /// Its text, where it has one.
    pub label: Option<Written<'a>>,
    /// The values it carries, and where each is written.
    pub fields: Vec<(Term, Span)>,
    /// What it is encrypted under, and where that is written.
    pub key: Option<(Term, Span)>,
    /// Whether it is in no transcript.
    pub aside: bool,
    /// The message of the model.
    pub event: Option<EventId>,
    pub line: u32,
    pub span: Span,
    /// The message, as its reader has it.
    pub term: Term,
    /// What goes over the wire.
    pub wire: Term,
    /// The branch that it is in.
    pub branch: Option<usize>,
}

/// Where something that happens is written.
#[derive(Clone, Copy)]
pub(super) struct Origin {
    pub span: Span,
    pub line: u32,
}

/// What a party must have to compute a formula as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Premise {
    /// A value or a message.
    Value(Term),
    /// One of two private halves, and the public half of the other.
    Halves(Term, Term),
}

/// A formula as it is written.
#[derive(Clone, Copy)]
pub(super) struct Formula<'a> {
    pub term: Term,
    pub written: &'a Expr<'a>,
}

/// Something that happens.
pub(super) struct Act<'a> {
    pub kind: ActKind<'a>,
    pub span: Span,
    pub line: u32,
}

/// What happens.
pub(super) enum ActKind<'a> {
    /// From here on the drawing shows so much.
    Mode(Mode),
    /// From here on the attacker sees all messages.
    AttackerSees,
    /// Some parties know some terms from the start.
    Know(Vec<Who>, Vec<Term>),
    /// Some parties make some terms.
    Generate(Vec<Who>, Vec<Term>),
    /// Some parties compute a term of these premises, and give it a name.
    Derive { who: Vec<Who>, name: Written<'a>, term: Term, formula: &'a Expr<'a>, premises: Vec<Premise> },
    /// Some parties compute two terms of their premises, which are equal.
    Check(Vec<Who>, [Formula<'a>; 2], [Vec<Premise>; 2]),
    /// Some parties verify the signature in a call to `verify`, of these premises.
    Verify(Vec<Who>, Formula<'a>, Vec<Premise>),
    /// Some parties' values are shown.
    Show(Vec<Who>, Vec<(Term, &'a Expr<'a>)>),
    /// A party's values reach the attacker.
    Leak(Vec<Who>, Vec<(Term, &'a Expr<'a>)>),
    /// A party knows a term here, or does not.
    Expect(Who, Relation, Term, &'a Expr<'a>),
    /// The message with this number is sent.
    Send(usize),
    /// The author says in a note that some parties know some values.
    Claim(Vec<Who>, Vec<(Term, Written<'a>)>),
    /// A fragment begins.
    Fork(Flow),
    /// One of its branches begins.
    Branch(Within),
    /// It ends.
    Join,
}
