//! One run of a protocol: messages and statements about knowledge, in order. `resolve` makes it, beside the model, from
//! a source with such statements.

use crate::model::EventId;
use crate::notation::Flow;
use crate::protocol::{Payload, Statement};
use crate::source::{Span, Written};

/// A run.
#[derive(Clone, Debug, Default)]
pub struct Run<'a> {
    /// The parties: first the participants of the diagram, in its order; then the attacker, if it is mentioned and is
    /// not a participant.
    pub parties: Vec<String>,
    /// Which of them is the attacker.
    pub attacker: Option<Who>,
    /// The first statement about knowledge.
    #[cfg_attr(
        feature = "knowledge",
        expect(dead_code, reason = "only a build without knowledge points at it")
    )]
    pub span: Span,
    /// What happens.
    pub steps: Vec<Step<'a>>,
}

/// A party of a run. Its number is that of the participant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Who(pub u32);

impl Who {
    /// Its position among the parties.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One step.
#[derive(Clone, Debug)]
pub struct Step<'a> {
    /// What happens.
    pub kind: StepKind<'a>,
    /// Its message or fragment in the model, if it is drawn.
    pub event: Option<EventId>,
    /// Where it is written.
    pub span: Span,
    /// The line of that, from 1.
    pub line: u32,
}

/// The kinds of step.
#[derive(Clone, Debug)]
pub enum StepKind<'a> {
    /// A message.
    Message(Message<'a>),
    /// A note over participants, in the author's words.
    Note(Vec<Who>, Vec<Written<'a>>),
    /// A statement about knowledge, and the parties that it names, in its order.
    Statement(&'a Statement<'a>, Vec<Who>),
    /// A fragment.
    Fragment(Flow, Vec<Branch<'a>>),
}

/// A message from one party to another.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    /// The sender; none where it comes from outside of the diagram.
    pub from: Option<Who>,
    /// The receiver; none where it leaves the diagram or is lost.
    pub to: Option<Who>,
    /// Its name and the values that it carries.
    pub payload: Option<&'a Payload<'a>>,
    /// The bytes of its text.
    pub text: Span,
}

/// One operand of a fragment.
#[derive(Clone, Debug)]
pub struct Branch<'a> {
    /// The line it opens on, from 1.
    pub line: u32,
    /// What happens in it.
    pub steps: Vec<Step<'a>>,
}
