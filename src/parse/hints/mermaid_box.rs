//! Explains a `box` round participants, as Mermaid and PlantUML have it: here it is a group of participants.

use super::JunkLine;
use super::spelling;
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::words::PARTICIPANT_GROUP;
use crate::parse::seq::trim;

/// The colours that a box of Mermaid most often begins with. With another one, that word is part of the label.
const COLORS: &[&str] = &[
    "aqua",
    "beige",
    "black",
    "blue",
    "brown",
    "coral",
    "cyan",
    "gold",
    "gray",
    "green",
    "grey",
    "indigo",
    "ivory",
    "lavender",
    "lightblue",
    "lightcyan",
    "lightgray",
    "lightgreen",
    "lightgrey",
    "lightpink",
    "lightyellow",
    "lime",
    "magenta",
    "maroon",
    "navy",
    "olive",
    "orange",
    "pink",
    "purple",
    "red",
    "salmon",
    "silver",
    "teal",
    "violet",
    "white",
    "yellow",
];

/// Explains what to write instead. Returns whether the line is a box round participants.
pub(in crate::parse) fn explain(line: JunkLine<'_>, sink: &mut Diagnostics) -> bool {
    let rest = trim(&line.text["box".len()..]);
    let first = rest.split([' ', '\t', '\u{a0}']).next().unwrap_or_default().to_ascii_lowercase();
    // A box on lifelines has a place and a text.
    if rest.contains(':') || matches!(first.as_str(), "over" | "left" | "right") {
        return false;
    }
    let (color, label) = parts(rest);
    let written = [PARTICIPANT_GROUP, color.as_str(), label];
    let group = written.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let whole = line.span(0, line.text.len());
    sink.error(Code::ForeignLanguage, whole, "a `box` round participants is Mermaid or PlantUML")
        .at("another language")
        .help(format!("write `{}`, and keep its `end`", spelling::short(&group)))
        .fix(whole, group);
    true
}

/// The colour, as `.seq` writes it, and the label.
fn parts(rest: &str) -> (String, &str) {
    // PlantUML: `box "Label" #color`.
    if let Some((label, color)) = rest.rsplit_once('#') {
        return (format!("#{}", trim(color)), trim(label).trim_matches('"'));
    }
    // Mermaid: `box color Label`.
    if rest.starts_with("rgb")
        && let Some((numbers, label)) = rest.split_once('(').and_then(|(_, rest)| rest.split_once(')'))
    {
        let mut color = String::from("#");
        let channels = numbers.split(',').take(3).map(|number| trim(number).parse::<u8>());
        channels.for_each(|channel| color += &format!("{:02x}", channel.unwrap_or(u8::MAX)));
        return (color, trim(label));
    }
    let (first, label) = rest.split_once(' ').unwrap_or((rest, ""));
    let lower = first.to_ascii_lowercase();
    match lower.as_str() {
        "transparent" => (String::new(), trim(label)),
        color if COLORS.contains(&color) => (format!("#{color}"), trim(label)),
        _ => (String::new(), rest.trim_matches('"')),
    }
}
