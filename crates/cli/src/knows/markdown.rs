//! Writes the table in Markdown, with a column for each party.

use std::fmt::Write;

use seqwright::ledger::{Known, Step, StepKind};

use super::{Table, new_values, value, verb};
use crate::escape;

pub(super) fn show(table: &Table<'_>) -> String {
    let mut text = String::new();
    match table.at {
        None => steps(table, &mut text),
        Some(_) => state(table, &mut text),
    }
    text
}

fn steps(table: &Table<'_>, text: &mut String) {
    let names: Vec<String> = table.parties().map(|party| cell(table.name(party))).collect();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "| line | {} |", names.join(" | "));
    let _ = writeln!(text, "|---|{}", "---|".repeat(names.len()));
    let steps: Vec<&Step> = table.steps().collect();
    for row in steps.chunk_by(|a, b| table.line(a) == table.line(b)) {
        let cells: Vec<String> = table.parties().map(|party| entry(row, party)).collect();
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

/// The cell for a party and the steps of one line.
fn entry(row: &[&Step], party: usize) -> String {
    let texts = row.iter().filter(|step| step.who.contains(&party)).map(|step| step_text(step));
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("<br>")
}

/// The text of a step: `+` before what is new.
fn step_text(step: &Step) -> String {
    let mark = match step.kind {
        StepKind::Knows | StepKind::Makes | StepKind::Receives | StepKind::Derives | StepKind::Keeps => "+",
        StepKind::Checks | StepKind::Shows | StepKind::Leaks | StepKind::Forgets => verb(step.kind),
    };
    let values: Vec<String> = new_values(step).map(|known| code(&value(known))).collect();
    let public = if step.is_public { " (the attacker can, too)" } else { "" };
    if values.is_empty() { String::new() } else { format!("{mark} {}{public}", values.join("<br>")) }
}

fn list(values: &[&Known]) -> String {
    if values.is_empty() {
        return "–".to_owned();
    }
    values.iter().map(|value| code(&value.name)).collect::<Vec<_>>().join(", ")
}

/// A text in a cell, as code. Within code a bar would end the cell, and an accent the code.
fn code(text: &str) -> String {
    format!("`{}`", escape::line(text).replace('`', "'").replace('|', "\\|"))
}

/// A text in a cell.
fn cell(text: &str) -> String {
    let mut out = String::new();
    for character in escape::line(text).chars() {
        if matches!(character, '|' | '\\' | '`' | '*' | '_' | '<' | '[' | ']' | '#') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}
