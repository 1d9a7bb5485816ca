//! Explains a code, or lists all codes.

use std::ffi::OsStr;
use std::fmt::Write;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Args, Command};
use seqwright::Code;
use seqwright::ast::WORDS;
use seqwright::nearest::{nearest, slips};
use serde_json::{Value, json};

use super::args::ListFormat;
use super::escape;

/// What to explain.
#[derive(Args)]
pub struct ExplainArgs {
    /// Code of the diagnostic, as reports show it in brackets
    #[arg(value_parser = CodeParser, hide_possible_values = true)]
    code: Option<Code>,
    /// Print the whole explanation of every code
    #[arg(long, conflicts_with = "code")]
    all: bool,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: ListFormat,
}

/// The explanation of a code or of all codes, or the list of all codes with their levels and summaries.
pub fn explain(args: &ExplainArgs) -> String {
    let one = args.code.map(|code| [code]);
    let codes = one.as_ref().map_or(Code::ALL, |one| one.as_slice());
    match args.format {
        ListFormat::Json => {
            let value = match args.code {
                Some(code) => object(code),
                None => json!({ "codes": codes.iter().map(|&code| object(code)).collect::<Vec<_>>() }),
            };
            escape::json(&value.to_string()) + "\n"
        }
        ListFormat::Human if args.code.is_some() || args.all => {
            codes.iter().map(|&code| whole(code)).collect::<Vec<_>>().join("\n\n")
        }
        ListFormat::Human => list(),
    }
}

fn whole(code: Code) -> String {
    let example = code.example().map(|example| format!("{example}\n")).unwrap_or_default();
    format!("{}\n\n{}\n\n{example}{}\n", code.name(), code.paragraphs(), code.standing())
}

fn object(code: Code) -> Value {
    let example = code.example().map(|example| json!({ "wrong": example.wrong, "right": example.right }));
    json!({
        "code": code.name(),
        "level": level(code),
        "summary": summary(code),
        "explanation": code.paragraphs(),
        "example": example,
    })
}

fn list() -> String {
    let width = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or_default();
    let mut list = String::new();
    for &code in Code::ALL {
        // Writing to a string cannot fail.
        let _ = writeln!(list, "{:width$}  {:5}  {}", code.name(), level(code), summary(code));
    }
    list
}

/// The default level; `error` where it cannot be set.
fn level(code: Code) -> &'static str {
    if code.is_adjustable() { code.level().name() } else { "error" }
}

fn summary(code: Code) -> String {
    code.paragraphs().split("\n\n").next().unwrap_or_default().replace('\n', " ")
}

/// Parses the name of a code. An unknown one gets a short answer, and not the list of all.
#[derive(Clone)]
struct CodeParser;

impl TypedValueParser for CodeParser {
    type Value = Code;

    fn parse_ref(
        &self,
        command: &Command,
        _: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Code, clap::Error> {
        let name = value.to_string_lossy();
        Code::from_name(&name).ok_or_else(|| {
            let message = format!("`{}` is not a code{}\n", escape::line(&name), hint(&name));
            clap::Error::raw(ErrorKind::ValueValidation, message).with_cmd(command)
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Code::ALL.iter().map(|code| PossibleValue::new(code.name()))))
    }
}

/// What was meant by a name that is not a code.
fn hint(name: &str) -> String {
    let lower = name.to_lowercase();
    if WORDS.contains(&lower.as_str()) {
        return " but a word of the language: `seqwright syntax` shows how it is written".to_owned();
    }
    let names = Code::ALL.iter().map(|code| code.name());
    match nearest(names, 3, |known| slips(&lower, known)) {
        Some(known) => format!("; did you mean `{known}`?"),
        None => "; `seqwright explain` lists all codes".to_owned(),
    }
}
