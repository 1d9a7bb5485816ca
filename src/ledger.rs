//! What each party learns, step by step: the table that `seqwright knows` prints, and the boxes of the drawing.

mod holding;
mod moment;

use std::sync::Arc;

pub use holding::Holding;
pub use moment::{Answer, Asked, Last, Moment, Named, Own};

use crate::model::EventId;
use crate::source::Span;

/// Who knows what, and since when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ledger {
    /// The parties: the participants of the diagram in its order, then the attacker if the source mentions it but does
    /// not draw it.
    pub parties: Vec<String>,
    /// Which of them is the attacker.
    pub attacker: Option<usize>,
    /// The steps, in order of line.
    pub steps: Vec<Step>,
    /// The messages, in order of line.
    pub messages: Vec<Sending>,
    /// Whether the attacker sees the messages, from some line on.
    pub is_watched: bool,
    /// The parties that can compute the values that the drawing shows as secrets, where that is one set.
    pub insiders: Vec<usize>,
    /// The expectations, as they hold at the end of the run.
    pub expectations: Vec<Expectation>,
    /// The TLS secrets among the values that have bytes, with their SSLKEYLOGFILE labels.
    pub secrets: Vec<Secret>,
    /// The random of the first ClientHello, which identifies the connection in such a file.
    pub client_random: Option<Vec<u8>>,
    /// How much of the bytes was computed.
    pub evidence: Evidence,
    /// When parties can first compute the values that [`Options::when`](crate::Options::when) names.
    pub when: Vec<Asked>,
}

/// How much of the bytes of a diagram was computed, and how much taken as it was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Evidence {
    /// Values whose bytes were computed, compared with a values file or the source, and found equal.
    pub compared: usize,
    /// Values whose bytes come from a values file or the source.
    pub given: usize,
    /// Signatures whose bytes were verified.
    pub verified: usize,
}

/// A secret of TLS.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Secret {
    /// Its label in an SSLKEYLOGFILE (RFC 9850, section 2).
    pub label: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// An expectation that was met.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Expectation {
    /// Of whom.
    pub who: usize,
    /// Whether this party knows the value at the end of the run.
    pub knows: bool,
    /// Whether it did not at the line of the expectation, and does at the end.
    pub only_later: bool,
    /// The value, as it is written.
    pub name: String,
}

/// Whether the attacker can compute a value in the run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// No attacker sees the messages, so nothing is said.
    #[default]
    Unknown,
    /// Never.
    Never,
    /// From this line on, from 1.
    Since(u32),
    /// Anybody can: it is computed from constants.
    Constant,
}

/// A step: what some parties did or learnt at one line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Step {
    /// Who: positions in `parties`, in order of them.
    pub who: Vec<usize>,
    /// What it was.
    pub kind: StepKind,
    /// The values it is about.
    pub values: Vec<Known>,
    /// Whether the drawing shows it.
    pub is_drawn: bool,
    /// Whether the attacker can compute all of these values at this line, too.
    pub is_public: bool,
    /// Where it is written.
    pub span: Span,
    /// The line of that, from 1.
    pub line: u32,
    /// The operand of a fragment that it is in; none outside of all fragments.
    pub within: Option<Within>,
}

/// An operand of a fragment, as the place of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Within {
    /// The fragment.
    pub fragment: EventId,
    /// Which of its operands, from 0.
    pub operand: usize,
    /// The line that opens the operand, from 1.
    pub line: u32,
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
    /// It was compared with an expected value.
    Checks,
    /// It is a signature, and was verified.
    Verifies,
    /// It is shown.
    Shows,
    /// It is leaked to the attacker.
    Leaks,
    /// It is within reach: the party can compute it from what it has, and no line says that it does.
    Reaches,
    /// It belongs to a branch of a fragment that is over: from here on it is not certain.
    Forgets,
    /// It is certain after a fragment, because every branch gave it. The attacker takes what any branch gives.
    Keeps,
}

/// A value that a party knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Known {
    /// Its name.
    pub name: String,
    /// Whether it was new to them.
    pub is_new: bool,
    /// How it was computed, where it was.
    pub formula: Option<String>,
    /// The named values in that formula, in its order.
    pub ingredients: Vec<String>,
    /// Whether the attacker can compute it.
    pub access: Access,
    /// Its bytes, where they are known.
    pub bytes: Option<Arc<[u8]>>,
    /// Whether these come from the source or a values file and were not computed.
    pub is_given: bool,
}

/// How a message was protected.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sending {
    /// The message of the model.
    pub event: EventId,
    /// The line of the message, from 1.
    pub line: u32,
    /// What it was encrypted under.
    pub key: Option<String>,
    /// Whether the attacker can read it, be it later.
    pub is_exposed: bool,
    /// The line at which the attacker could read it first, from 1, where it can.
    pub exposed_since: Option<u32>,
}
