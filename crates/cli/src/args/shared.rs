//! The arguments that every command takes: how complaints are reported, and which.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args as ClapArgs, ColorChoice, ValueEnum, ValueHint};
use seqwright::{Code, Level};

/// What holds for every command.
#[derive(ClapArgs, Clone, Debug)]
pub struct Shared {
    /// Whether reports are coloured
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
    /// How complaints are reported, always on standard error [default: human]
    #[arg(long, global = true, value_name = "FORMAT")]
    pub message_format: Option<MessageFormat>,
    /// How many complaints of one file are shown; `all` for all of them [default: 50]
    #[arg(long, global = true, value_name = "N", value_parser = max_diagnostics)]
    pub max_diagnostics: Option<String>,
    /// Say nothing of the warnings of this code, or of `warnings` for all of them
    #[arg(long, global = true, value_name = "CODE", value_parser = adjustable(), hide_possible_values = true)]
    pub allow: Vec<String>,
    /// Say them, also where the settings allow them
    #[arg(long, global = true, value_name = "CODE", value_parser = adjustable(), hide_possible_values = true)]
    pub warn: Vec<String>,
    /// Take them for errors
    #[arg(long, global = true, value_name = "CODE", value_parser = adjustable(), hide_possible_values = true)]
    pub deny: Vec<String>,
    /// The file of settings, instead of the `seqwright.toml` of this folder or one above it
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,
    /// Report errors only
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

impl Shared {
    /// The codes of each level, in the order in which they take effect: the strictest last.
    pub fn levels(&self) -> [(Level, &[String]); 3] {
        [(Level::Allow, &self.allow), (Level::Warn, &self.warn), (Level::Deny, &self.deny)]
    }

    /// A code that was given two levels.
    pub fn twice(&self) -> Option<&String> {
        let all: Vec<&String> = self.levels().into_iter().flat_map(|(_, names)| names).collect();
        self.levels().into_iter().find_map(|(_, names)| {
            let own = |name: &&String| names.iter().filter(|other| other == name).count();
            names.iter().find(|name| all.iter().filter(|other| *other == name).count() > own(name))
        })
    }
}

/// The codes that have a level, and `warnings` for all of them.
fn adjustable() -> PossibleValuesParser {
    let codes = Code::ALL.iter().filter(|code| code.is_adjustable()).map(|code| code.name());
    PossibleValuesParser::new(["warnings"].into_iter().chain(codes))
}

fn max_diagnostics(text: &str) -> Result<String, String> {
    if text == "all" || text.parse::<usize>().is_ok_and(|count| count > 0) {
        Ok(text.to_owned())
    } else {
        Err("write a number from 1 on, or `all`".to_owned())
    }
}

/// How complaints are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// With the marked source on a terminal, in plain sentences elsewhere
    Human,
    /// One line each
    Short,
    /// One JSON object on a line each
    Json,
    /// As annotations of a GitHub workflow
    Github,
    /// One SARIF document, for code scanning
    Sarif,
    /// In whole sentences, without marks, to be read aloud
    Narratable,
}

impl MessageFormat {
    /// The words for them.
    pub const NAMES: &[&str] = &["human", "short", "json", "github", "sarif", "narratable"];

    /// The word for it.
    pub fn name(self) -> &'static str {
        MessageFormat::NAMES[self as usize]
    }
}
