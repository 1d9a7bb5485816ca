//! Writes diagnostics as one SARIF 2.1.0 document (OASIS, 27 March 2020), for code scanning.
//!
//! A fingerprint of the code and the text of the line identifies a report across runs, so that it does not change when
//! lines are inserted above.

use std::collections::BTreeMap;
use std::path::Path;

use seqwright::source::{Place, Span};
use seqwright::{Code, Diagnostic, Level, Severity, Source};
use serde_json::{Value, json};

use crate::escape;

/// Where the schema of the format is.
pub const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const MANUAL: &str = "docs/diagnostics.md";

/// Writes the diagnostics of one file, a line each.
pub fn show(text: &mut String, source: &Source, diagnostics: &[&Diagnostic]) {
    // A line may be long and have many diagnostics, so it is read once for all of a code.
    let (mut prints, mut met) = (BTreeMap::new(), BTreeMap::new());
    for diagnostic in diagnostics {
        let line = source.place(diagnostic.span().start).line;
        let print = *prints.entry((diagnostic.code, line)).or_insert_with(|| {
            hash(format!("{} {}", diagnostic.code.name(), line_of(source, line)).as_bytes())
        });
        let count = met.entry(print).and_modify(|count| *count += 1).or_insert(1_usize);
        *text += &(result(source, diagnostic, &format!("{print:016x}:{count}")).to_string() + "\n");
    }
}

/// Reports a file that could not be read or written, as an error of the tool.
pub fn trouble(file: &str, message: &str, help: Option<&str>) -> String {
    let help = help.map(|help| format!("; {help}")).unwrap_or_default();
    let notification = json!({
        "level": "error",
        "message": { "text": format!("{file}: {message}{help}") },
        "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(file) } } }],
    });
    notification.to_string() + "\n"
}

/// The document around the lines that `show` and `trouble` made.
pub fn document(lines: &str) -> String {
    let all: Vec<Value> = lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let (results, notifications): (Vec<Value>, Vec<Value>) =
        all.into_iter().partition(|one| one.get("ruleId").is_some());
    let document = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "seqwright",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": Code::ALL.iter().map(|&code| rule(code)).collect::<Vec<_>>(),
            } },
            // Columns count characters.
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": notifications.is_empty(),
                "toolExecutionNotifications": notifications,
            }],
            "results": results,
        }],
    });
    escape::json(&document.to_string()) + "\n"
}

/// The description of a code.
pub fn rule(code: Code) -> Value {
    let text = code.explanation().trim();
    let first =
        text.split("\n\n").next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let level = if code.level() == Level::Deny { Severity::Error } else { Severity::Warning };
    json!({
        "id": code.name(),
        "shortDescription": { "text": first },
        "fullDescription": { "text": text.split_whitespace().collect::<Vec<_>>().join(" ") },
        "help": { "text": format!("`seqwright explain {}`; {MANUAL}#{}", code.name(), code.name()) },
        "defaultConfiguration": { "enabled": code.level() != Level::Allow, "level": level.name() },
    })
}

fn result(source: &Source, diagnostic: &Diagnostic, print: &str) -> Value {
    let mut text = diagnostic.message.clone();
    for note in &diagnostic.notes {
        text += "\n";
        text += note;
    }
    if let Some(help) = &diagnostic.help {
        text += "; ";
        text += help;
    }
    let rule = Code::ALL.iter().position(|&code| code == diagnostic.code);
    let related = diagnostic.labels.iter().skip(1).map(|label| {
        let mut location = location(source, label.span);
        location["message"] = json!({ "text": label.text });
        location
    });
    let mut result = json!({
        "ruleId": diagnostic.code.name(),
        "ruleIndex": rule,
        "level": diagnostic.severity,
        "message": { "text": text },
        "locations": [location(source, diagnostic.span())],
        "relatedLocations": related.collect::<Vec<_>>(),
        "partialFingerprints": { "primaryLocationLineHash": print },
    });
    if !diagnostic.fixes.is_empty() {
        let replacements = diagnostic.fixes.iter().map(|fix| {
            json!({ "deletedRegion": region(source, fix.span), "insertedContent": { "text": fix.replacement } })
        });
        result["fixes"] = json!([{
            "description": { "text": diagnostic.help.as_deref().unwrap_or(&diagnostic.message) },
            "artifactChanges": [{
                "artifactLocation": { "uri": uri(source.name()) },
                "replacements": replacements.collect::<Vec<_>>(),
            }],
        }]);
    }
    result
}

fn location(source: &Source, span: Span) -> Value {
    let artifact = json!({ "uri": uri(source.name()) });
    json!({ "physicalLocation": { "artifactLocation": artifact, "region": region(source, span) } })
}

/// Lines and columns count from 1, and the end is one past the last character.
fn region(source: &Source, span: Span) -> Value {
    let Place { line, column } = source.place(span.start);
    let end = source.place(span.end);
    json!({ "startLine": line, "startColumn": column, "endLine": end.line, "endColumn": end.column })
}

/// The text of a line, without the spaces around it.
pub fn line_of(source: &Source, line: usize) -> &str {
    let span = source.line_span(line);
    source.text()[span.start..span.end].trim()
}

/// A path as a relative URI where it is relative, or below the working directory; from the root of the repository
/// where a runner of GitHub says where that is, for from there its code scanning reads it.
pub fn uri(name: &str) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let below = super::github::below_workspace(name);
    let path = Path::new(below.as_deref().unwrap_or(name));
    let path = path.strip_prefix(&here).unwrap_or(path);
    let text = path.strip_prefix("./").unwrap_or(path).to_string_lossy().replace('\\', "/");
    let mut uri = String::from(if text.starts_with('/') { "file://" } else { "" });
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte))
            }
            _ => uri += &format!("%{byte:02X}"),
        }
    }
    uri
}

/// FNV-1a of 64 bits: the same number in every version of this program and of its compiler.
pub fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_are_those_of_fnv() {
        // http://www.isthe.com/chongo/tech/comp/fnv, test vectors of fnv-1a 64.
        assert_eq!(hash(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(hash(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn addresses_are_relative_and_spelt_out() {
        assert_eq!(uri("./a b/ü.seq"), "a%20b/%C3%BC.seq");
        assert_eq!(uri("/x:y"), "file:///x%3Ay");
    }
}
