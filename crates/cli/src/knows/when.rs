//! Prints when each party can first compute some values.

use std::fmt::Write;

use seqwright::ledger::{Answer, Last, Moment, Named};
use serde::Serialize;

use super::markdown::{cell, code};
use super::{Format, Table};
use crate::escape;

/// A value that was asked for.
struct Row<'t> {
    name: &'t str,
    formula: Option<&'t str>,
    /// The parties that are shown, and when each can compute the value.
    parties: Vec<(usize, &'t [Moment])>,
}

/// The answers, or the reason why there is none.
pub(super) fn show(table: &Table<'_>, format: Format) -> Result<String, String> {
    let rows = table.ledger.when.iter().map(|asked| match &asked.answer {
        Answer::Unknown { near: Some(near) } => {
            Err(format!("there is no value `{}`; did you mean `{near}`?", asked.name))
        }
        Answer::Unknown { near: None } => Err(format!("there is no value `{}`", asked.name)),
        Answer::Known { formula, parties } => {
            let moments = |party: usize| (party, parties.get(party).map_or(&[][..], Vec::as_slice));
            let parties = table.parties().map(moments).collect();
            Ok(Row { name: &asked.name, formula: formula.as_deref(), parties })
        }
    });
    let rows = rows.collect::<Result<Vec<Row<'_>>, String>>()?;
    Ok(match format {
        Format::Human => text(table, &rows),
        Format::Markdown => markdown(table, &rows),
        Format::Json => json(table, &rows),
    })
}

/// A line for each party, with the lines of the source.
fn text(table: &Table<'_>, rows: &[Row<'_>]) -> String {
    let mut text = String::new();
    let names = table.parties().map(|party| table.name(party).chars().count());
    let width = names.max().unwrap_or(0);
    for (at, row) in rows.iter().enumerate() {
        let formula = row.formula.map_or_else(String::new, |formula| format!(" = {formula}"));
        let between = if at == 0 { "" } else { "\n" };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{between}{}{}", escape::line(row.name), escape::line(&formula));
        for &(party, moments) in &row.parties {
            let mut name = escape::row(table.name(party));
            for moment in moments {
                let _ = writeln!(text, "  {name:width$}  {}", escape::line(&moment.to_string()));
                if let Some(place) = place(moment) {
                    let _ = writeln!(text, "  {:width$}    {}", "", escape::line(&place));
                }
                name = escape::row("");
            }
            if moments.is_empty() {
                let _ = writeln!(text, "  {name:width$}  never");
            }
        }
    }
    text
}

/// The place of a moment in the source.
fn place(moment: &Moment) -> Option<String> {
    let line = moment.line?;
    let shown = |message: &Named| format!("line {}: {}", message.line, message.text);
    Some(match &moment.last {
        Last::Message(message) => shown(message),
        Last::Own { after: Some(after), .. } => format!("line {line}, after {}", shown(after)),
        Last::Own { .. } | Last::Leak(_) | Last::Start => format!("line {line}"),
    })
}

/// A row for each value, and a column for each party.
fn markdown(table: &Table<'_>, rows: &[Row<'_>]) -> String {
    let mut text = String::new();
    let names: Vec<String> = table.parties().map(|party| cell(table.name(party))).collect();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "| value | {} |", names.join(" | "));
    let _ = writeln!(text, "|---|{}", "---|".repeat(names.len()));
    for row in rows {
        let cells: Vec<String> = row.parties.iter().map(|(_, moments)| entry(moments)).collect();
        let _ = writeln!(text, "| {} | {} |", code(row.name), cells.join(" | "));
    }
    text
}

fn entry(moments: &[Moment]) -> String {
    let one = |moment: &Moment| match moment.line {
        Some(line) => format!("{} (line {line})", cell(&moment.to_string())),
        None => cell(&moment.to_string()),
    };
    if moments.is_empty() {
        "never".to_owned()
    } else {
        moments.iter().map(one).collect::<Vec<_>>().join("<br>")
    }
}

#[derive(Serialize)]
struct Object<'t> {
    file: &'t str,
    when: Vec<JsonRow<'t>>,
}

#[derive(Serialize)]
struct JsonRow<'t> {
    name: &'t str,
    formula: Option<&'t str>,
    parties: Vec<JsonParty<'t>>,
}

/// When a party can compute a value.
#[derive(Serialize)]
struct JsonParty<'t> {
    who: &'t str,
    /// Whether it is the attacker.
    attacker: bool,
    /// In words: "never", or its first moment.
    when: String,
    moments: Vec<JsonMoment<'t>>,
}

/// One of the moments.
#[derive(Serialize)]
struct JsonMoment<'t> {
    /// "start", "with", "before" or "own".
    kind: &'static str,
    text: String,
    line: Option<u32>,
    /// The line that opens the branch of a fragment that must happen.
    branch: Option<u32>,
    /// The message with which it can, or before which.
    message: Option<JsonMessage<'t>>,
    /// The last message that it needs before the values that it makes itself.
    after: Option<JsonMessage<'t>>,
    /// These values.
    own: Vec<&'t str>,
    /// The values that leak to it.
    leaked: Vec<&'t str>,
}

#[derive(Serialize)]
struct JsonMessage<'t> {
    name: &'t str,
    line: u32,
    text: &'t str,
}

fn json(table: &Table<'_>, rows: &[Row<'_>]) -> String {
    let when = rows.iter().map(|row| json_row(table, row)).collect();
    let object = Object { file: table.source.name(), when };
    let text = serde_json::to_string_pretty(&object).expect("it holds strings and numbers only");
    text.lines().map(|line| format!("{}\n", escape::json(line))).collect()
}

fn json_row<'t>(table: &Table<'t>, row: &Row<'t>) -> JsonRow<'t> {
    let party = |&(party, moments): &(usize, &'t [Moment])| JsonParty {
        who: table.name(party),
        attacker: table.ledger.attacker == Some(party),
        when: moments.first().map_or_else(|| "never".to_owned(), Moment::to_string),
        moments: moments.iter().map(json_moment).collect(),
    };
    JsonRow { name: row.name, formula: row.formula, parties: row.parties.iter().map(party).collect() }
}

fn json_moment(moment: &Moment) -> JsonMoment<'_> {
    let mut json = JsonMoment {
        kind: "start",
        text: moment.to_string(),
        line: moment.line,
        branch: moment.branch,
        message: None,
        after: None,
        own: Vec::new(),
        leaked: Vec::new(),
    };
    match &moment.last {
        Last::Start => {}
        Last::Message(message) => (json.kind, json.message) = ("with", Some(json_message(message))),
        Last::Own { made, after, before } => {
            json.kind = if before.is_some() { "before" } else { "own" };
            json.message = before.as_ref().map(json_message);
            json.after = after.as_ref().map(json_message);
            json.own = made.iter().map(|own| own.name.as_str()).collect();
        }
        Last::Leak(values) => {
            json.kind = "with";
            json.leaked = values.iter().map(String::as_str).collect();
        }
    }
    json
}

fn json_message(message: &Named) -> JsonMessage<'_> {
    JsonMessage { name: &message.name, line: message.line, text: &message.text }
}
