//! Prints what each party knows as text, Markdown or JSON, or the secrets as an SSLKEYLOGFILE.

mod json;
mod keylog;
mod markdown;
mod text;
mod when;

use std::collections::BTreeSet;

use seqwright::Source;
use seqwright::ledger::{Evidence, Holding, Known, Ledger, Step, StepKind};

/// Output format of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Columns for a terminal
    #[default]
    #[value(alias = "text")]
    Human,
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
    /// Print when parties can first compute these values instead.
    pub when: Vec<String>,
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
    if !view.when.is_empty() {
        return when::show(&table, view.format);
    }
    Ok(match view.format {
        Format::Human => text::show(&table),
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

    /// The line from which a step is known.
    fn line(&self, step: &Step) -> u32 {
        step.known_from(self.source)
    }

    /// The steps that a shown party takes and that have something new.
    fn steps(&self) -> impl Iterator<Item = &'t Step> + '_ {
        let is_shown = |step: &&Step| {
            step.kind != StepKind::Forgets && step.who.iter().any(|&party| self.is_shown(party))
        };
        self.ledger.steps.iter().filter(is_shown)
    }

    /// What a party has or can compute after the line that is asked for, or in the end: in the order in which it came to
    /// have it, and after that what it can only compute.
    fn known(&self, party: usize) -> Vec<Holding<'t>> {
        let mut known = self.ledger.holdings(party, self.source);
        known.retain(|holding| holding.holds(self.at));
        known.sort_by_key(|holding| !holding.is_had());
        known
    }

    /// The names of what a party has at some line. That it could compute such a value before is not worth a line.
    fn had(&self, party: usize) -> BTreeSet<&'t str> {
        let all = Table { at: None, ..*self };
        let steps = all.ledger.steps.iter().filter(|step| step.who.contains(&party));
        let had = steps.filter(|step| step.kind.gives(false));
        had.flat_map(|step| step.values.iter().map(|value| value.name.as_str())).collect()
    }

    /// How much of the bytes was computed; nothing where there are none.
    fn evidence(&self) -> Option<String> {
        let Evidence { compared, given, verified, .. } = self.ledger.evidence;
        if compared + given + verified == 0 {
            return None;
        }
        let signatures = match verified {
            0 => String::new(),
            1 => ", 1 signature verified".to_owned(),
            many => format!(", {many} signatures verified"),
        };
        Some(format!("{compared} computed and compared, {given} given{signatures}"))
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
        StepKind::Verifies => "verifies",
        StepKind::Reaches => "can compute",
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
        if value.is_given {
            text += ", given";
        }
    }
    text
}

/// The values of a step that are worth telling: not those that were there before, nor those that a party can compute and has
/// on some other line.
fn new_values<'s>(step: &'s Step, had: &BTreeSet<&str>) -> Vec<&'s Known> {
    let gives = step.kind.gives(false);
    let is_told = |value: &&Known| {
        if step.kind == StepKind::Reaches {
            !had.contains(value.name.as_str())
        } else {
            !gives || value.is_new || step.kind == StepKind::Derives
        }
    };
    step.values.iter().filter(is_told).collect()
}
