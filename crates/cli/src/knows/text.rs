//! Writes the table as columns of text.

use std::collections::BTreeSet;
use std::fmt::Write;

use seqwright::ledger::StepKind;

use super::{Holding, Table, new_values, value, verb};
use crate::escape;

pub(super) fn show(table: &Table<'_>) -> String {
    let mut text = String::new();
    if table.at.is_none() {
        steps(table, &mut text);
        text.push_str("\nin the end\n");
    }
    state(table, &mut text);
    if let Some(evidence) = table.evidence().filter(|_| table.at.is_none()) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\nbytes: {evidence}");
    }
    text
}

/// One line for each value.
fn steps(table: &Table<'_>, text: &mut String) {
    let had: Vec<_> = (0..table.ledger.parties.len()).map(|party| table.had(party)).collect();
    let nothing = BTreeSet::new();
    let rows: Vec<[String; 4]> = table
        .steps()
        .flat_map(|step| {
            let names: Vec<&str> = step.who.iter().map(|&who| table.name(who)).collect();
            let note = if step.is_public { "   (the attacker can, too)" } else { "" };
            let first = [table.line(step).to_string(), names.join(", "), verb(step.kind).to_owned()];
            // What a party can compute is listed for one party at a time.
            let had = step.who.first().map_or(&nothing, |&who| &had[who]);
            new_values(step, had).into_iter().enumerate().map(move |(at, known)| {
                let [line, who, verb] = if at == 0 { first.clone() } else { Default::default() };
                let to = if step.kind == StepKind::Leaks { " to the attacker" } else { "" };
                [line, who, verb, format!("{}{to}{note}", value(known))]
            })
        })
        .collect();
    let head = ["line", "who", "does", "what"].map(str::to_owned);
    let width = |at: usize| rows.iter().chain([&head]).map(|row| row[at].chars().count()).max().unwrap_or(0);
    let (line, who, does) = (width(0), width(1), width(2));
    for row in [&head].into_iter().chain(&rows) {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{:>line$}  {:who$}  {:does$}  {}",
            row[0],
            escape::line(&row[1]),
            row[2],
            escape::line(&row[3])
        );
    }
}

/// One line for each party.
fn state(table: &Table<'_>, text: &mut String) {
    let width = table.parties().map(|party| table.name(party).chars().count()).max().unwrap_or(0);
    for party in table.parties() {
        let known = table.known(party);
        let (had, reached): (Vec<&Holding<'_>>, Vec<_>) = known.iter().partition(|held| held.is_had());
        let names: Vec<&str> = had.iter().map(|held| held.value.name.as_str()).collect();
        let names = if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
        let _ = writeln!(text, "{:width$}  {}", escape::row(table.name(party)), escape::line(&names));
        let since = |held: &&Holding<'_>| format!("{} (since line {})", held.value.name, held.since);
        if !reached.is_empty() {
            let reached = reached.iter().map(since).collect::<Vec<_>>().join(", ");
            let _ = writeln!(text, "{:width$}  can compute {}", "", escape::line(&reached));
        }
    }
}
