//! What participants learn, and how messages are protected: what the knowledge stage adds to a model.

use std::sync::Arc;

use super::{Diagram, EventKind, Id};

/// What participants get to know, check or leak at one height of the drawing. It is drawn over their lifelines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learning {
    /// What they do with the values.
    pub act: Act,
    /// The leftmost participant that it is about.
    pub first: Id,
    /// The rightmost one; the same where it is about one alone.
    pub last: Id,
    /// What they know, in the order in which it is shown.
    pub facts: Vec<Fact>,
    /// What a leak opens to the attacker: messages, then values.
    pub opens: Vec<String>,
}

/// What participants do with values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Act {
    /// They get to know them, or show them.
    #[default]
    Learns,
    /// They compare them with what they compute themselves.
    Checks,
    /// They verify them: signatures.
    Verifies,
    /// They lose them to the attacker.
    Leaks,
}

/// What is said of a value where it is learnt: where it comes from, or who else has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Nothing: no attacker is watched.
    #[default]
    New,
    /// It was there before the first message.
    Initial,
    /// It was made here.
    Made,
    /// The attacker cannot compute it.
    Secret,
    /// The attacker has it, too.
    Open,
    /// The attacker gets it further down.
    OpenLater,
    /// Anybody can compute it: it is a constant.
    Constant,
}

/// What stands below the drawing about what its participants know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Foot {
    /// The meaning of each mark that occurs; marks that are drawn alike have one meaning.
    pub legend: Vec<(Mark, String)>,
    /// What was checked: a heading, then lines.
    pub verdict: Vec<String>,
}

/// A value that a party knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// The name of the value.
    pub name: String,
    /// Whether it was not known before.
    pub fresh: bool,
    /// How it was computed, as in `X25519(clientPrivate, serverShare)`.
    pub how: Option<String>,
    /// The values in that formula, in its order.
    pub from: Vec<String>,
    /// What is said of it.
    pub mark: Mark,
    /// Its bytes, where they were computed or given.
    pub bytes: Option<Arc<[u8]>>,
    /// Whether the bytes were given and not computed.
    pub given: bool,
    /// Whether all of the bytes are shown, and not the first and the last ones alone.
    pub whole: bool,
    /// Whether a tooltip has all of the bytes where not all are shown.
    pub in_tooltip: bool,
    /// The line that says so, from 1; 0 if none does.
    pub line: u32,
}

/// How a message is protected. Messages of files that track no knowledge have none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protection {
    /// The key that it is encrypted under; none where it is sent in the clear.
    pub key: Option<String>,
    /// Whether the attacker can read it.
    pub exposed: bool,
    /// Whether the attacker cannot read it when it is sent, but later.
    pub exposed_later: bool,
    /// The values that the receiver gets to know from it, where the label names all of them.
    pub learnt: Vec<String>,
}

impl Diagram {
    /// Visits what its participants learn, to change it.
    pub(crate) fn facts_mut(&mut self, mut change: impl FnMut(&mut Fact)) {
        let mut visit = |event: &mut super::Event| {
            if let EventKind::Learning(learning) = &mut event.kind {
                learning.facts.iter_mut().for_each(&mut change);
            }
        };
        self.events.iter_mut().for_each(|event| event.walk_mut(&mut visit));
    }
}
