//! Writes the table in Markdown, with a column for each party.

use std::collections::BTreeSet;
use std::fmt::Write;

use seqwright::ledger::{Step, StepKind};

use super::{Holding, Table, new_values, value, verb};
use crate::escape;

pub(super) fn show(table: &Table<'_>) -> String {
    let mut text = String::new();
    match table.at {
        None => steps(table, &mut text),
        Some(_) => state(table, &mut text),
    }
    if let Some(evidence) = table.evidence().filter(|_| table.at.is_none()) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\nBytes: {evidence}.");
    }
    text
}

fn steps(table: &Table<'_>, text: &mut String) {
    let names: Vec<String> = table.parties().map(|party| cell(table.name(party))).collect();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "| line | {} |", names.join(" | "));
    let _ = writeln!(text, "|---|{}", "---|".repeat(names.len()));
    let steps: Vec<&Step> = table.steps().collect();
    let had: Vec<(usize, BTreeSet<&str>)> = table.parties().map(|party| (party, table.had(party))).collect();
    for row in steps.chunk_by(|a, b| table.line(a) == table.line(b)) {
        let cells: Vec<String> = had.iter().map(|(party, had)| entry(row, *party, had)).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            let _ = writeln!(text, "| {} | {} |", table.line(row[0]), cells.join(" | "));
        }
    }
    let known = table.parties().map(|party| list(&table.known(party)));
    let _ = writeln!(text, "| end | {} |", known.collect::<Vec<_>>().join(" | "));
}

fn state(table: &Table<'_>, text: &mut String) {
    text.push_str("| who | knows |\n|---|---|\n");
    for party in table.parties() {
        let _ = writeln!(text, "| {} | {} |", cell(table.name(party)), list(&table.known(party)));
    }
}

/// What the steps of one line say of a party.
fn entry(row: &[&Step], party: usize, had: &BTreeSet<&str>) -> String {
    let texts = row.iter().filter(|step| step.who.contains(&party)).map(|step| step_text(step, had));
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("<br>")
}

/// What a step says: `+` before what is new.
fn step_text(step: &Step, had: &BTreeSet<&str>) -> String {
    let mark = match step.kind {
        StepKind::Knows | StepKind::Makes | StepKind::Receives | StepKind::Derives | StepKind::Keeps => "+",
        StepKind::Checks
        | StepKind::Verifies
        | StepKind::Shows
        | StepKind::Reaches
        | StepKind::Leaks
        | StepKind::Forgets => verb(step.kind),
    };
    let values: Vec<String> = new_values(step, had).into_iter().map(|known| code(&value(known))).collect();
    let public = if step.is_public { " (the attacker can, too)" } else { "" };
    if values.is_empty() { String::new() } else { format!("{mark} {}{public}", values.join("<br>")) }
}

fn list(values: &[Holding<'_>]) -> String {
    if values.is_empty() {
        return "–".to_owned();
    }
    let one = |held: &Holding<'_>| match held.is_had() {
        true => code(&held.value.name),
        false => format!("can compute {} since line {}", code(&held.value.name), held.since),
    };
    values.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// A text in a cell, as code. Within code a bar would end the cell, and an accent the code.
pub(super) fn code(text: &str) -> String {
    format!("`{}`", escape::line(text).replace('`', "'").replace('|', "\\|"))
}

/// A text in a cell.
pub(super) fn cell(text: &str) -> String {
    let mut out = String::new();
    for character in escape::line(text).chars() {
        if matches!(character, '|' | '\\' | '`' | '*' | '_' | '<' | '[' | ']' | '#') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}
