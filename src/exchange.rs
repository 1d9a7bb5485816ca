//! `Exchange`: all that happens in a diagram, and who knows what since when, as one value for tools, pages and editors.
//! Serialized, it is the document that `seqwright --emit json` prints.

use serde::{Serialize, Serializer};

/// The version of the document. It changes when a program that reads an older one would misread it.
pub const VERSION: u32 = 1;

/// A whole exchange.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Exchange {
    /// [`VERSION`].
    pub version: u32,
    /// The name of the source.
    pub file: String,
    /// The title of the diagram; empty if it has none.
    pub title: String,
    /// The participants from left to right, then the attacker if it is not drawn. Others name them by their position,
    /// from 0.
    pub participants: Vec<Party>,
    /// Which of them is the attacker.
    pub attacker: Option<usize>,
    /// What happens, from top to bottom.
    pub events: Vec<Event>,
    /// The steps in which a reader follows it: an event, or one line of a box of what is learnt.
    pub steps: Vec<Step>,
    /// The values that the diagram tracks, in the order in which somebody first has them.
    pub values: Vec<Value>,
    /// The dividers.
    pub chapters: Vec<Chapter>,
    /// The expectations, all of which hold.
    pub expects: Vec<Expect>,
}

/// A participant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Party {
    /// Its name.
    pub name: String,
    /// Whether it is drawn.
    pub drawn: bool,
}

/// Something that happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Event {
    /// Its number, from 1: the `data-event` of its group in the picture.
    pub id: u32,
    /// The line of the source, from 1.
    pub line: u32,
    /// What it is: the `data-kind` of its group.
    pub kind: &'static str,
    /// How many fragments it is inside of.
    pub depth: u32,
    /// The sender, or the leftmost one that it is about.
    pub from: Option<usize>,
    /// The receiver, or the rightmost one that it is about.
    pub to: Option<usize>,
    /// Its text, as it is written.
    pub label: String,
    /// The number of a message.
    pub number: Option<Number>,
    /// Its sentence of the narration.
    pub says: String,
    /// The key that a message is encrypted under.
    pub under: Option<String>,
    /// Since when the attacker can read a message; none if it never can.
    pub attacker_reads_from: Option<Moment>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Step {
    /// Its event.
    pub event: u32,
    /// The line of the source, from 1.
    pub line: u32,
    /// What happens in it.
    pub says: String,
    /// The values that are new to somebody here, by their positions, from 0. What the attacker overhears is not among
    /// them.
    pub values: Vec<usize>,
}

/// A place in the run: the last event and the last step that are over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Moment {
    /// The line of the source, from 1.
    pub line: u32,
    /// The event; 0 before all events.
    pub event: u32,
    /// The step, from 1; 0 before all steps.
    pub step: usize,
}

/// A value that the diagram tracks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Value {
    /// Its name.
    pub name: String,
    /// Whether the attacker never can compute it; none if no attacker sees the messages.
    pub secret: Option<bool>,
    /// Its bytes, in hexadecimal, where they are known.
    #[serde(serialize_with = "write_hex")]
    pub bytes: Option<Vec<u8>>,
    /// Whether the bytes come from the source or a values file and were not computed.
    pub given: bool,
    /// How it is computed, in each way that the diagram has.
    pub ways: Vec<Way>,
    /// Who has it, or can compute it.
    pub known: Vec<Knowledge>,
}

/// A way to compute a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Way {
    /// The formula.
    pub formula: String,
    /// The values in it, by name.
    pub uses: Vec<String>,
}

/// That a party has a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Knowledge {
    /// Who.
    pub who: usize,
    /// How it came to have it: `known`, `made`, `received`, `derived`, `leaked`, `kept` or `can compute`.
    pub how: &'static str,
    /// Since when.
    #[serde(flatten)]
    pub since: Moment,
    /// When that ends; none if it has it in the end.
    pub until: Option<Moment>,
}

/// A divider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Chapter {
    /// Its event.
    pub event: u32,
    /// Its text.
    pub title: String,
}

/// An expectation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Expect {
    /// Of whom.
    pub who: usize,
    /// Whether this party knows the value at the end of the run.
    pub knows: bool,
    /// Whether it did not at the line of the expectation, and does at the end.
    pub only_later: bool,
    /// The value, as it is written.
    pub value: String,
}

/// The number of a message as it is drawn. As data, a whole number is a number, and any other is a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(String);

impl From<&str> for Number {
    fn from(shown: &str) -> Number {
        Number(shown.to_owned())
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.parse::<u64>() {
            Ok(whole) if whole.to_string() == self.0 => whole.serialize(serializer),
            Ok(_) | Err(_) => self.0.serialize(serializer),
        }
    }
}

/// Returns bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn write_hex<S: Serializer>(bytes: &Option<Vec<u8>>, serializer: S) -> Result<S::Ok, S::Error> {
    bytes.as_deref().map(hex).serialize(serializer)
}
