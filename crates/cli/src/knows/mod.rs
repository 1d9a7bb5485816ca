//! Prints what each party knows as text, Markdown or JSON, or the secrets as an SSLKEYLOGFILE.

mod json;
mod keylog;
mod markdown;
mod text;

use std::collections::BTreeSet;

use seqwright::Source;
use seqwright::ledger::{Known, Ledger, Step, StepKind};

/// Output format of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Columns for a terminal
    #[default]
    Text,
    /// Markdown table
    Markdown,
    /// One JSON object
    Json,
}

/// Which part of the ledger to print.
#[derive(Clone, Debug)]
pub struct View {
    /// Output format.
    pub format: Format,
    /// Only what is known after this line.
    pub at: Option<u32>,
    /// Only this party.
    pub who: Option<String>,
    /// Print the secrets instead, for a program that decrypts recorded connections.
    pub keylog: bool,
}

/// The table, or the reason why there is none.
pub fn show(source: &Source, ledger: Option<&Ledger>, view: &View) -> Result<String, String> {
    let ledger =
        ledger.ok_or("it does not describe knowledge: it has no `generate`, `derive` or similar line")?;
    if view.keylog {
        return keylog::lines(ledger);
    }
    let who = match &view.who {
        Some(name) => Some(party(ledger, name)?),
        None => None,
    };
    let table = Table { source, ledger, who, at: view.at };
    Ok(match view.format {
        Format::Text => text::show(&table),
        Format::Markdown => markdown::show(&table),
        Format::Json => json::show(&table),
    })
}

fn party(ledger: &Ledger, name: &str) -> Result<usize, String> {
    let found = ledger.parties.iter().position(|party| party == name);
    found.ok_or_else(|| format!("there is no party `{name}`; there are `{}`", ledger.parties.join("`, `")))
}

/// The rows and columns to show.
struct Table<'t> {
    source: &'t Source,
    ledger: &'t Ledger,
    who: Option<usize>,
    at: Option<u32>,
}

impl<'t> Table<'t> {
    /// The parties that are shown.
    fn parties(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.ledger.parties.len()).filter(|&party| self.is_shown(party))
    }

    fn is_shown(&self, party: usize) -> bool {
        self.who.is_none_or(|who| who == party)
    }

    fn name(&self, party: usize) -> &'t str {
        &self.ledger.parties[party]
    }

    /// The line from which a step is known. What remains after a fragment is known from its end on.
    fn line(&self, step: &Step) -> u32 {
        let is_after_fragment = match step.kind {
            StepKind::Keeps => true,
            StepKind::Forgets => self.source.place(step.span.start).line == step.line as usize,
            StepKind::Knows
            | StepKind::Makes
            | StepKind::Receives
            | StepKind::Derives
            | StepKind::Checks
            | StepKind::Shows
            | StepKind::Leaks => false,
        };
        if !is_after_fragment {
            return step.line;
        }
        u32::try_from(self.source.place(step.span.end).line).unwrap_or(u32::MAX)
    }

    /// The steps that a shown party takes and that have something new.
    fn steps(&self) -> impl Iterator<Item = &'t Step> + '_ {
        let is_shown = |step: &&Step| {
            step.kind != StepKind::Forgets && step.who.iter().any(|&party| self.is_shown(party))
        };
        self.ledger.steps.iter().filter(is_shown)
    }

    /// What a party knows after the requested line, or at the end.
    fn known(&self, party: usize) -> Vec<&'t Known> {
        let mut known: Vec<&Known> = Vec::new();
        let mut names: BTreeSet<&str> = BTreeSet::new();
        for step in &self.ledger.steps {
            if self.at.is_some_and(|at| self.line(step) > at) {
                continue;
            }
            let is_leak = step.kind == StepKind::Leaks && self.ledger.attacker == Some(party);
            if !step.who.contains(&party) && !is_leak {
                continue;
            }
            for value in &step.values {
                if step.kind == StepKind::Forgets {
                    if names.remove(value.name.as_str()) {
                        known.retain(|other| other.name != value.name);
                    }
                } else if is_had(step.kind, is_leak) && names.insert(&value.name) {
                    known.push(value);
                }
            }
        }
        known
    }
}

/// Whether a step gives its values to those who take it.
fn is_had(kind: StepKind, is_leak: bool) -> bool {
    match kind {
        StepKind::Knows | StepKind::Makes | StepKind::Receives | StepKind::Derives | StepKind::Keeps => true,
        StepKind::Leaks => is_leak,
        StepKind::Checks | StepKind::Shows | StepKind::Forgets => false,
    }
}

/// What a step is called.
fn verb(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Knows => "knows",
        StepKind::Makes => "makes",
        StepKind::Receives => "receives",
        StepKind::Derives => "derives",
        StepKind::Checks => "checks",
        StepKind::Shows => "shows",
        StepKind::Leaks => "leaks",
        StepKind::Forgets => "forgets",
        StepKind::Keeps => "keeps",
    }
}

/// Bytes in hexadecimal: all of them, or the first and last four.
fn short(bytes: &[u8]) -> String {
    const MOST: usize = 16;
    if bytes.len() <= MOST {
        return format!("0x{}", hex(bytes));
    }
    let (first, last) = (&bytes[..4], &bytes[bytes.len() - 4..]);
    format!("0x{}..{} ({} bytes)", hex(first), hex(last), bytes.len())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `name = formula = bytes`, as far as there are any.
fn value(value: &Known) -> String {
    let mut text = value.name.clone();
    if let Some(formula) = &value.formula {
        text += &format!(" = {formula}");
    }
    if let Some(bytes) = &value.bytes {
        text += &format!(" = {}", short(bytes));
    }
    text
}

/// The new values of a step, without those that were known before.
fn new_values(step: &Step) -> impl Iterator<Item = &Known> {
    let gives = is_had(step.kind, false);
    step.values.iter().filter(move |value| !gives || value.is_new || step.kind == StepKind::Derives)
}
