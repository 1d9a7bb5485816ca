//! Writes the table as columns of text.

use std::fmt::Write;

use seqwright::ledger::StepKind;

use super::{Table, new_values, value, verb};
use crate::escape;

pub(super) fn show(table: &Table<'_>) -> String {
    let mut text = String::new();
    if table.at.is_none() {
        steps(table, &mut text);
        text.push_str("\nin the end\n");
    }
    state(table, &mut text);
    text
}

/// One line for each value.
fn steps(table: &Table<'_>, text: &mut String) {
    let rows: Vec<[String; 4]> = table
        .steps()
        .flat_map(|step| {
            let names: Vec<&str> = step.who.iter().map(|&who| table.name(who)).collect();
            let note = if step.is_public { "   (the attacker can, too)" } else { "" };
            let first = [table.line(step).to_string(), names.join(", "), verb(step.kind).to_owned()];
            new_values(step).enumerate().map(move |(at, known)| {
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
        let names: Vec<&str> = table.known(party).iter().map(|value| value.name.as_str()).collect();
        let names = if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
        let _ = writeln!(text, "{:width$}  {}", escape::row(table.name(party)), escape::line(&names));
    }
}
