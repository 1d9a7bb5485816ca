//! Writes the table as one JSON object.

use seqwright::ledger::{Evidence, Known, StepKind};
use serde::Serialize;

use super::{Holding, Table, hex, verb};
use crate::escape;

#[derive(Serialize)]
struct Object<'t> {
    file: &'t str,
    parties: Vec<&'t str>,
    attacker: Option<&'t str>,
    /// Omitted if only the state after one line is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<Vec<JsonStep<'t>>>,
    at: Option<u32>,
    known: Vec<State<'t>>,
    /// How many values were computed and compared, and how many taken as given.
    bytes: Bytes,
}

#[derive(Serialize)]
struct Bytes {
    compared: usize,
    given: usize,
    verified: usize,
}

/// A step.
#[derive(Serialize)]
struct JsonStep<'t> {
    line: u32,
    /// The line that opens the operand of a fragment that it is in.
    within: Option<u32>,
    who: Vec<&'t str>,
    does: &'static str,
    /// Whether the attacker can compute it, too.
    public: bool,
    values: Vec<JsonValue<'t>>,
}

/// A value.
#[derive(Serialize)]
struct JsonValue<'t> {
    name: &'t str,
    new: bool,
    formula: Option<&'t str>,
    bytes: Option<String>,
    /// Whether the bytes were given and not computed.
    given: bool,
}

/// What a party knows.
#[derive(Serialize)]
struct State<'t> {
    who: &'t str,
    values: Vec<&'t str>,
    facts: Vec<Fact<'t>>,
}

/// How and since when a party knows a value.
#[derive(Serialize)]
struct Fact<'t> {
    name: &'t str,
    how: &'static str,
    since: u32,
}

pub(super) fn show<'t>(table: &Table<'t>) -> String {
    let steps = table.at.is_none().then(|| steps(table));
    let known = table.parties().map(|party| {
        let known = table.known(party);
        let fact = |held: &Holding<'t>| Fact { name: &held.value.name, how: held.how(), since: held.since };
        State {
            who: table.name(party),
            values: known.iter().map(|held| held.value.name.as_str()).collect(),
            facts: known.iter().map(fact).collect(),
        }
    });
    let Evidence { compared, given, verified, .. } = table.ledger.evidence;
    let object = Object {
        file: table.source.name(),
        parties: table.ledger.parties.iter().map(String::as_str).collect(),
        attacker: table.ledger.attacker.map(|attacker| table.name(attacker)),
        steps,
        at: table.at,
        known: known.collect(),
        bytes: Bytes { compared, given, verified },
    };
    let text = serde_json::to_string_pretty(&object).expect("it holds strings and numbers only");
    text.lines().map(|line| format!("{}\n", escape::json(line))).collect()
}

fn steps<'t>(table: &Table<'t>) -> Vec<JsonStep<'t>> {
    let is_shown = |step: &&seqwright::ledger::Step| step.who.iter().any(|&who| table.is_shown(who));
    let steps = table.ledger.steps.iter().filter(is_shown);
    let line = |step: &'t seqwright::ledger::Step| JsonStep {
        line: table.line(step),
        within: step.within.map(|within| within.line),
        who: step.who.iter().map(|&who| table.name(who)).collect(),
        does: verb(step.kind),
        public: step.is_public,
        values: step.values.iter().map(|known| value(known, step.kind)).collect(),
    };
    steps.map(line).collect()
}

fn value(known: &Known, kind: StepKind) -> JsonValue<'_> {
    JsonValue {
        name: &known.name,
        new: known.is_new && kind != StepKind::Forgets,
        formula: known.formula.as_deref(),
        bytes: known.bytes.as_deref().map(hex),
        given: known.is_given,
    }
}
