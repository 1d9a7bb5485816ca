//! What participants learn, and how messages are protected: what the knowledge stage adds to a model.

use std::sync::Arc;

use super::Id;

/// Values that participants get to know at one height of the drawing. It is drawn over their lifelines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learning {
    /// The leftmost participant that it is about.
    pub first: Id,
    /// The rightmost one; the same where it is about one alone.
    pub last: Id,
    /// What they know, in the order in which it is shown.
    pub facts: Vec<Fact>,
}

/// A value that a party knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The name of the value.
    pub name: String,
    /// Whether it was not known before.
    pub fresh: bool,
    /// How it was computed, as in `X25519(clientPrivate, serverShare)`.
    pub how: Option<String>,
    /// Its bytes, where they were computed or given.
    pub bytes: Option<Arc<[u8]>>,
    /// Whether the bytes were given and not computed.
    pub given: bool,
    /// Whether all of the bytes are shown, and not the first and the last ones alone.
    pub whole: bool,
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
}
