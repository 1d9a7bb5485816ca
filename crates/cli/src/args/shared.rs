//! The arguments of every command: which diagnostics are reported, and how.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Args as ClapArgs, ColorChoice, Command, Error, ValueEnum, ValueHint};
use seqwright::{Code, Level};

/// Options of every command.
#[derive(ClapArgs, Clone, Debug)]
pub struct Shared {
    /// When to colour diagnostics
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
    /// Format of the diagnostics on standard error [default: human]
    #[arg(long, global = true, value_name = "FORMAT")]
    pub message_format: Option<MessageFormat>,
    /// Maximum number of diagnostics for each file, or `all` [default: 50]
    #[arg(long, global = true, value_name = "N", value_parser = max_diagnostics)]
    pub max_diagnostics: Option<String>,
    /// Hide warnings with this code; `warnings` stands for all codes
    #[arg(long, global = true, value_name = "CODE", value_parser = Adjustable, hide_possible_values = true)]
    pub allow: Vec<String>,
    /// Show warnings with this code, even if the settings hide them
    #[arg(long, global = true, value_name = "CODE", value_parser = Adjustable, hide_possible_values = true)]
    pub warn: Vec<String>,
    /// Treat warnings with this code as errors
    #[arg(long, global = true, value_name = "CODE", value_parser = Adjustable, hide_possible_values = true)]
    pub deny: Vec<String>,
    /// Settings file to use instead of the `seqwright.toml` in this folder or one above it
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,
    /// Report errors only
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

impl Shared {
    /// The codes of each level in the order in which they apply, the strictest last.
    pub fn levels(&self) -> [(Level, &[String]); 3] {
        [(Level::Allow, &self.allow), (Level::Warn, &self.warn), (Level::Deny, &self.deny)]
    }

    /// Returns a code that was given two levels.
    pub fn twice(&self) -> Option<&String> {
        let all: Vec<&String> = self.levels().into_iter().flat_map(|(_, names)| names).collect();
        self.levels().into_iter().find_map(|(_, names)| {
            let own = |name: &&String| names.iter().filter(|other| other == name).count();
            names.iter().find(|name| all.iter().filter(|other| *other == name).count() > own(name))
        })
    }
}

/// Parser for the codes that have a level, and `warnings` for all of them. It makes its list when a value is read, not for
/// each command that has the option.
#[derive(Clone)]
struct Adjustable;

impl Adjustable {
    fn names() -> impl Iterator<Item = &'static str> {
        let codes = Code::ALL.iter().filter(|code| code.is_adjustable()).map(|code| code.name());
        ["warnings"].into_iter().chain(codes)
    }
}

impl TypedValueParser for Adjustable {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<String, Error> {
        PossibleValuesParser::new(Adjustable::names()).parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Adjustable::names().map(PossibleValue::new)))
    }
}

fn max_diagnostics(text: &str) -> Result<String, String> {
    if text == "all" || text.parse::<usize>().is_ok_and(|count| count > 0) {
        Ok(text.to_owned())
    } else {
        Err("write a positive number, or `all`".to_owned())
    }
}

/// Format of diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// Marked source on a terminal, plain sentences elsewhere
    Human,
    /// One line for each diagnostic
    Short,
    /// One JSON object a line for each diagnostic
    Json,
    /// Annotations for a GitHub workflow
    Github,
    /// One SARIF document, for code scanning
    Sarif,
    /// One code quality report of GitLab
    Gitlab,
    /// Whole sentences without marks, for screen readers
    Narratable,
}

impl MessageFormat {
    /// Whether a program reads it, so that it belongs on standard output if it is what a command prints.
    pub fn is_data(self) -> bool {
        match self {
            MessageFormat::Json | MessageFormat::Sarif | MessageFormat::Gitlab => true,
            MessageFormat::Human
            | MessageFormat::Short
            | MessageFormat::Github
            | MessageFormat::Narratable => false,
        }
    }

    /// The name of each format.
    pub const NAMES: &[&str] = &["human", "short", "json", "github", "sarif", "gitlab", "narratable"];

    /// The name in flags and settings.
    pub fn name(self) -> &'static str {
        MessageFormat::NAMES[self as usize]
    }
}
