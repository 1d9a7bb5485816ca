//! Shows the settings, each with its value and its origin: as lines, or as JSON.

use std::fmt::Write;

use seqwright::Code;
use serde_json::{Map, Value as Json, json};

use super::Config;
use super::keys::{KEYS, LINTS, Value, WARNINGS};
use crate::escape;

/// The settings as lines that the file could hold, each with a comment that says where it comes from.
pub fn show(config: &Config, as_json: bool) -> String {
    if as_json { escape::json(&json(config).to_string()) + "\n" } else { lines(config) }
}

fn lines(config: &Config) -> String {
    let mut rows = Vec::new();
    for key in KEYS {
        let setting = &config.settings[key.name];
        rows.push((format!("{} = {}", key.name, toml(&setting.value)), setting.origin.to_string()));
    }
    rows.push((String::new(), String::new()));
    rows.push((format!("[{LINTS}]"), String::new()));
    if let Some((level, origin)) = config.lints.get(WARNINGS) {
        rows.push((format!("{WARNINGS} = \"{}\"", level.name()), origin.to_string()));
    }
    for code in Code::ALL.iter().filter(|code| code.is_adjustable()) {
        let (level, origin) = match config.lints.get(code.name()) {
            Some((level, origin)) => (*level, origin.to_string()),
            None => (code.level(), "default".to_owned()),
        };
        rows.push((format!("{} = \"{}\"", code.name(), level.name()), origin));
    }
    let width = rows.iter().map(|(line, _)| line.chars().count()).max().unwrap_or_default();
    let mut text = String::new();
    for (line, origin) in rows {
        let (line, origin) = (escape::line(&line).into_owned(), escape::line(&origin).into_owned());
        let row = if origin.is_empty() { line } else { format!("{line:width$}  # {origin}") };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{row}");
    }
    text
}

/// A value as the file would hold it.
pub fn toml(value: &Value) -> String {
    // A JSON string is a TOML string.
    let text = |text: &String| Json::from(text.as_str()).to_string();
    match value {
        Value::Text(number) if number.parse::<usize>().is_ok() => number.clone(),
        Value::Text(one) => text(one),
        Value::List(many) => format!("[{}]", many.iter().map(text).collect::<Vec<_>>().join(", ")),
    }
}

fn json(config: &Config) -> Json {
    let mut settings = Map::new();
    for key in KEYS {
        let setting = &config.settings[key.name];
        let value = match &setting.value {
            Value::Text(text) => text.parse::<usize>().map_or_else(|_| json!(text), |number| json!(number)),
            Value::List(texts) => json!(texts),
        };
        settings.insert(key.name.to_owned(), json!({ "value": value, "origin": setting.origin.to_string() }));
    }
    let mut lints = Map::new();
    for code in Code::ALL.iter().filter(|code| code.is_adjustable()) {
        lints.insert(code.name().to_owned(), json!({ "value": code.level().name(), "origin": "default" }));
    }
    for (name, (level, origin)) in &config.lints {
        lints.insert(name.clone(), json!({ "value": level.name(), "origin": origin.to_string() }));
    }
    let file = config.file.as_deref().map(|file| file.display().to_string());
    json!({ "file": file, "settings": settings, LINTS: lints })
}
