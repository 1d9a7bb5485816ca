//! `Sign`: small marks beside a text that show what is known, what is protected, and what the attacker can read.

/// A small mark. Each has its own shape, so that none is recognised by its colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The edge of a box, as wide as its rectangle: what the box holds is known.
    Edge,
    /// A key, in the corner of such a box.
    Key,
    /// A disc: a value that was not known before.
    Fresh,
    /// A ring: a value that was known before.
    Known,
    /// A filled diamond: a value that the attacker cannot compute.
    Secret,
    /// A hollow diamond: a constant, which anybody can compute.
    Constant,
    /// A tick: something that was compared, verified or asserted.
    Tick,
    /// A line of a tree, as thin as its rectangle: what comes from what.
    Branch,
    /// A closed lock: what travels is encrypted.
    Lock,
    /// An open lock: it is encrypted, and the attacker can open it.
    OpenLock,
    /// An open eye: the attacker can read it.
    Eye,
}

impl Sign {
    /// Returns its tooltip; `None` if the text beside it says as much.
    pub const fn words(self) -> Option<&'static str> {
        match self {
            Sign::Edge
            | Sign::Key
            | Sign::Fresh
            | Sign::Known
            | Sign::Secret
            | Sign::Constant
            | Sign::Tick
            | Sign::Branch
            | Sign::Lock => None,
            Sign::OpenLock => Some("The attacker can open it"),
            Sign::Eye => Some("The attacker can read it"),
        }
    }
}
