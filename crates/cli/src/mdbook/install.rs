//! Adds the preprocessor to `book.toml`.

use std::path::Path;

use crate::Ending;
use crate::exit::Exit;
use crate::files::{self, Unread};
use crate::publish::rewrite;
use crate::report::Reporter;

/// The largest settings of a book.
const MOST: usize = 1 << 20;
const TABLE: &str = "[preprocessor.seqwright]";
const COMMAND: &str = "command = \"seqwright mdbook\"";

/// Adds the preprocessor to the settings of a book, and reports the change.
pub fn install(book: &Path, reporter: &Reporter) -> Ending {
    let path = if book == Path::new(".") { "book.toml".into() } else { book.join("book.toml") };
    let shown = path.display().to_string();
    let trouble = |message: &str, help: Option<&str>, exit| {
        reporter.say(&reporter.trouble(&shown, message, help));
        exit
    };
    let bytes = files::read_regular(&path, MOST).map_err(|why| {
        let words = match why {
            Unread::TooLarge => "it is larger than 1 MiB".to_owned(),
            Unread::Failed(words) => words,
        };
        let help = "name the folder of the book: `seqwright mdbook install FOLDER`";
        trouble(&format!("it cannot be read: {words}"), Some(help), Exit::Files)
    })?;
    let by_hand = format!("add these lines yourself: `{TABLE}` and `{COMMAND}`");
    let text = String::from_utf8(bytes).map_err(|_| trouble("it is not UTF-8 text", None, Exit::Files))?;
    let change = change(&text).map_err(|message| trouble(&message, Some(&by_hand), Exit::Files))?;
    let Some(SettingsChange { text, added }) = change else {
        reporter.say(&reporter.status(&shown, "has the preprocessor already; nothing was changed"));
        return Ok(Exit::Done);
    };
    rewrite(&path, text.as_bytes())
        .map_err(|words| trouble(&format!("it cannot be written: {words}"), Some(&by_hand), Exit::Files))?;
    reporter.say(&reporter.status(&shown, &format!("added: {}", added.join(" "))));
    Ok(Exit::Done)
}

/// The result for the settings.
#[derive(Debug, PartialEq, Eq)]
struct SettingsChange {
    text: String,
    added: Vec<&'static str>,
}

/// Adds the missing lines; `None` if none is missing.
fn change(text: &str) -> Result<Option<SettingsChange>, String> {
    let settings: toml::Table =
        text.parse().map_err(|error: toml::de::Error| format!("it is not TOML: {}", error.message()))?;
    let ours = settings.get("preprocessor").and_then(|table| table.get("seqwright"));
    if ours.is_some_and(|table| table.get("command").is_some()) {
        return Ok(None);
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let change = match ours {
        Some(_) => below_header(text, end),
        None => Some(at_the_end(text, end)),
    };
    // However the tables are written, the result is checked, and nothing is written if it is wrong.
    let is_right = |change: &SettingsChange| {
        let table: Option<toml::Table> = change.text.parse().ok();
        let command = table.as_ref().and_then(|it| it.get("preprocessor")?.get("seqwright")?.get("command"));
        command.is_some_and(|command| command.as_str() == Some("seqwright mdbook"))
    };
    let change = change.filter(is_right);
    change
        .map(Some)
        .ok_or_else(|| "its preprocessors are written in a way that cannot be added to".to_owned())
}

/// Adds the table behind all others.
fn at_the_end(text: &str, end: &str) -> SettingsChange {
    let text = text.trim_end();
    let gap = if text.is_empty() { String::new() } else { [end, end].concat() };
    SettingsChange { text: format!("{text}{gap}{TABLE}{end}{COMMAND}{end}"), added: vec![TABLE, COMMAND] }
}

/// Adds the command to the existing table: without it, mdBook would run `mdbook-seqwright`, which does not exist.
fn below_header(text: &str, end: &str) -> Option<SettingsChange> {
    let mut changed = String::with_capacity(text.len() + COMMAND.len() + end.len());
    let mut is_added = false;
    for line in text.split_inclusive('\n') {
        changed.push_str(line);
        let header = line.split('#').next().unwrap_or_default();
        let header: String = header.chars().filter(|c| !c.is_whitespace() && *c != '"').collect();
        if header == TABLE && !is_added {
            if !line.ends_with('\n') {
                changed.push_str(end);
            }
            changed.push_str(COMMAND);
            changed.push_str(end);
            is_added = true;
        }
    }
    is_added.then_some(SettingsChange { text: changed, added: vec![COMMAND] })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(text: &str) -> String {
        let change = change(text).expect("it can be changed").expect("something is missing");
        assert_eq!(super::change(&change.text), Ok(None), "a second time changes nothing");
        change.text
    }

    #[test]
    fn the_table_is_added_once_and_nothing_else_changes() {
        let lines = "[preprocessor.seqwright]\ncommand = \"seqwright mdbook\"\n";
        assert_eq!(changed(""), lines);
        assert_eq!(changed("[book]\ntitle = \"A\" # b\n\n"), format!("[book]\ntitle = \"A\" # b\n\n{lines}"));
        assert!(
            changed("[book]\r\n")
                .ends_with("\r\n\r\n[preprocessor.seqwright]\r\ncommand = \"seqwright mdbook\"\r\n")
        );
    }

    #[test]
    fn a_table_without_a_command_gets_one() {
        let text = "[preprocessor.seqwright] # ours\non-error = \"placeholder\"\n";
        let expected =
            "[preprocessor.seqwright] # ours\ncommand = \"seqwright mdbook\"\non-error = \"placeholder\"\n";
        assert_eq!(changed(text), expected);
    }

    #[test]
    fn what_cannot_be_added_to_is_left_alone() {
        change("[book").expect_err("it is not TOML");
        change("preprocessor = { links = {} }\n").expect_err("the table is closed");
    }
}
