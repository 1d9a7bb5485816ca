//! Writes the table as one JSON object.

use seqwright::ledger::{Known, StepKind};
use serde::Serialize;

use super::{Table, hex, verb};
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
}

/// What a party knows.
#[derive(Serialize)]
struct State<'t> {
    who: &'t str,
    values: Vec<&'t str>,
}

pub(super) fn show(table: &Table<'_>) -> String {
    let steps = table.at.is_none().then(|| steps(table));
    let known = table.parties().map(|party| State {
        who: table.name(party),
        values: table.known(party).iter().map(|value| value.name.as_str()).collect(),
    });
    let object = Object {
        file: table.source.name(),
        parties: table.ledger.parties.iter().map(String::as_str).collect(),
        attacker: table.ledger.attacker.map(|attacker| table.name(attacker)),
        steps,
        at: table.at,
        known: known.collect(),
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
    }
}
