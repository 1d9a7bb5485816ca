//! What each party learnt, step by step: the table that `seqwright knows` prints, and the notes of the drawing.

use crate::source::Span;

/// Who knows what, and since when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The parties: the participants of the diagram in its order, then the attacker where it is spoken of and not
    /// drawn.
    pub parties: Vec<String>,
    /// Which of them is the attacker.
    pub attacker: Option<usize>,
    /// The steps, in order of line.
    pub steps: Vec<Step>,
    /// The messages, in order of line.
    pub messages: Vec<Sending>,
}

/// What some parties did, or came to know, at one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Who: positions in `parties`, in order of them.
    pub who: Vec<usize>,
    /// What it was.
    pub kind: StepKind,
    /// The values it is about.
    pub values: Vec<Known>,
    /// Whether the drawing shows it.
    pub is_drawn: bool,
    /// Where it is written.
    pub span: Span,
    /// The line of that, from 1.
    pub line: u32,
    /// The line that opens the operand of a fragment which it stands in; 0 outside of all fragments.
    pub within: u32,
}

/// The kinds of step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// It was known before.
    Knows,
    /// It was made.
    Makes,
    /// It came with a message, or was opened by what did.
    Receives,
    /// It was computed.
    Derives,
    /// It was compared with what it should be.
    Checks,
    /// It is shown.
    Shows,
    /// It is leaked to the attacker.
    Leaks,
}

/// A value that somebody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// What it is called.
    pub name: String,
    /// Whether it was new to them.
    pub is_new: bool,
    /// How it was computed, where it was.
    pub formula: Option<String>,
    /// Its octets, where they are known.
    pub octets: Option<Vec<u8>>,
}

/// How a message was protected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    /// The line of the message, from 1.
    pub line: u32,
    /// What it was encrypted under.
    pub key: Option<String>,
    /// Whether the attacker can read it, be it later.
    pub is_exposed: bool,
}
