//! Explains a code, or lists all codes.

use std::fmt::Write;

use seqwright::Code;

/// The explanation of a code, or the list of all codes with their levels and summaries.
pub fn explain(code: Option<&str>) -> String {
    match code.and_then(Code::from_name) {
        Some(code) => one(code),
        None => all(),
    }
}

fn one(code: Code) -> String {
    format!("{}\n\n{}\n\n{}\n", code.name(), paragraphs(code), code.standing())
}

fn all() -> String {
    let width = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or_default();
    let mut list = String::new();
    for &code in Code::ALL {
        let text = paragraphs(code);
        let first = text.split("\n\n").next().unwrap_or_default().replace('\n', " ");
        let level = if code.is_adjustable() { code.level().name() } else { "error" };
        // Writing to a string cannot fail.
        let _ = writeln!(list, "{:width$}  {level:5}  {first}", code.name());
    }
    list
}

/// The explanation, without the space at the beginning of each line of a doc comment.
fn paragraphs(code: Code) -> String {
    let lines = code.explanation().trim_end().lines();
    lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
}
