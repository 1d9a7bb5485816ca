//! When a party can first compute a value, whatever the line that derives it.

use std::fmt;

/// What is said of a value that a caller asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Asked {
    /// The name that was asked for.
    pub name: String,
    /// What is known of the value.
    pub answer: Answer,
}

/// What is known of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// No value has this name.
    Unknown {
        /// The name that was most likely meant.
        near: Option<String>,
    },
    /// It is a value.
    Known {
        /// How it is computed, unless it was made.
        formula: Option<String>,
        /// For each party of the ledger the moments at which it can first compute the value: several if some of them are
        /// in branches of fragments, none if it never can.
        parties: Vec<Vec<Moment>>,
    },
}

/// When a party can first compute a value. Prints in words: "with ServerHello".
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Moment {
    /// What it needs last.
    pub last: Last,
    /// The line of that, from 1; none from the start.
    pub line: Option<u32>,
    /// The line that opens the branch of a fragment that must happen, from 1.
    pub branch: Option<u32>,
}

/// What a party needs last for a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Last {
    /// Nothing: it can compute the value from the start.
    Start,
    /// A message that it sends or receives.
    Message(Named),
    /// Values that it makes itself.
    Own {
        /// These values.
        made: Vec<Own>,
        /// The last message that it needs before.
        after: Option<Named>,
        /// The next message that it sends.
        before: Option<Named>,
    },
    /// Values that leak to it.
    Leak(Vec<String>),
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Named {
    /// Its name, with its sender and number where several have the same: "Server.Finished".
    pub name: String,
    /// All of its text.
    pub text: String,
    /// Its line, from 1.
    pub line: u32,
}

/// A value that a party makes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Own {
    /// Its name.
    pub name: String,
    /// Whether it is half of a pair of keys.
    pub is_half: bool,
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.last {
            Last::Start => f.write_str("from the start")?,
            Last::Message(message) => write!(f, "with {}", message.name)?,
            Last::Own { made, after, before } => {
                if let Some(before) = before {
                    write!(f, "before it sends {}, ", before.name)?;
                }
                f.write_str("with ")?;
                if let Some(after) = after {
                    write!(f, "{} and ", after.name)?;
                }
                write!(f, "its own {}", own(made))?;
            }
            Last::Leak(values) => write!(f, "with the leak of {}", values.join(", "))?,
        }
        match self.branch {
            Some(line) => write!(f, " in the branch at line {line}"),
            None => Ok(()),
        }
    }
}

/// Values that a party makes, pairs of keys before others.
fn own(made: &[Own]) -> String {
    let halves = made.iter().filter(|own| own.is_half).count();
    let pairs = match halves {
        0 => None,
        1 => Some("pair"),
        _ => Some("pairs"),
    };
    let others = made.iter().filter(|own| !own.is_half).map(|own| own.name.as_str());
    pairs.into_iter().chain(others).collect::<Vec<_>>().join(" and ")
}
