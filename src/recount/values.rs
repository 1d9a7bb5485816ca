//! The values: how they are computed, and who has them since when.

use std::collections::BTreeMap;

use super::steps::{Numbered, moment};
use crate::exchange::{Knowledge, Value, Way};
use crate::ledger::{Access, Holding, Known, Ledger, StepKind};
use crate::source::Source;

/// Lists the values that somebody has; writes into the steps which of them are new there.
pub(super) fn list(ledger: &Ledger, source: &Source, steps: &mut [Numbered]) -> Vec<Value> {
    let held: Vec<(usize, Holding<'_>)> = (0..ledger.parties.len())
        .flat_map(|party| ledger.holdings(party, source).into_iter().map(move |held| (party, held)))
        .collect();
    let mut values: Vec<Value> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for known in ledger.steps.iter().flat_map(|step| &step.values) {
        let at = *places.entry(&known.name).or_insert_with(|| {
            values.push(value(&known.name));
            values.len() - 1
        });
        describe(&mut values[at], known);
    }
    for (who, held) in held {
        let at = places[held.value.name.as_str()];
        let (how, since) = (held.how(), moment(held.since, steps));
        let until = held.until.map(|line| moment(line, steps));
        let is_new = !values[at].known.iter().any(|known| known.since.step == since.step);
        let is_overheard = ledger.attacker == Some(who) && held.kind == StepKind::Receives;
        if held.is_had() && !is_overheard && is_new && since.step > 0 {
            steps[since.step - 1].step.values.push(at);
        }
        values[at].known.push(Knowledge { who, how, since, until });
    }
    for numbered in steps {
        numbered.step.values.sort_unstable();
        numbered.step.values.dedup();
    }
    values
}

fn value(name: &str) -> Value {
    let (ways, known) = (Vec::new(), Vec::new());
    Value { name: name.to_owned(), secret: None, bytes: None, given: false, ways, known }
}

/// Adds what a step says of a value.
fn describe(value: &mut Value, known: &Known) {
    value.secret = match known.access {
        Access::Unknown => value.secret,
        Access::Never => Some(true),
        Access::Since(_) | Access::Constant => Some(false),
    };
    if let Some(bytes) = &known.bytes {
        value.bytes = Some(bytes.to_vec());
        value.given = known.is_given;
    }
    if let Some(formula) = &known.formula
        && !value.ways.iter().any(|way| way.formula == *formula)
    {
        value.ways.push(Way { formula: formula.clone(), uses: known.ingredients.clone() });
    }
}
