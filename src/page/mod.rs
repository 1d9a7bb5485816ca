//! Writes a page that goes through an exchange step by step. It works from a file and on any host: one file, no other
//! origin, and all that it shows is in its elements, so that it is whole without its script and on paper.

mod known;

use std::collections::BTreeMap;

use crate::exchange::{Event, Exchange, Step};
use crate::harmless::markup;
use crate::model::Fact;

/// What the page does.
const SCRIPT: &str = include_str!("page.js");
/// How it looks.
const STYLE: &str = include_str!("page.css");
/// What a browser may run: the script, as it stands in the page, with this hash and no other. A test keeps it.
const SCRIPT_HASH: &str = "sha256-wy3gqmo8i80X07KdRroj9uLbq9MjzynfgmImcq+1oYI=";

/// Options of a page, beside its theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PageOptions {
    /// How much of the bytes of values it holds.
    pub bytes: PageBytes,
}

/// How much of the bytes of values a page holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageBytes {
    /// All of them.
    #[default]
    Full,
    /// The first and the last ones.
    Short,
    /// None.
    None,
}

impl PageBytes {
    /// Takes from the picture what the page is not to hold. What the table has, it need not have again.
    pub(crate) fn limit(self, fact: &mut Fact) {
        fact.in_tooltip = false;
        match self {
            PageBytes::Full => {}
            PageBytes::Short => fact.whole = false,
            PageBytes::None => fact.bytes = None,
        }
    }
}

impl PageOptions {
    /// Sets [`bytes`](PageOptions::bytes).
    #[must_use]
    pub fn bytes(self, bytes: PageBytes) -> PageOptions {
        PageOptions { bytes }
    }
}

/// Writes the page of an exchange with its picture.
pub fn page(exchange: &Exchange, picture: &str, options: &PageOptions) -> String {
    let title = if exchange.title.is_empty() { "Sequence diagram" } else { &exchange.title };
    let title = markup(title);
    let (bar, steps) = (bar(exchange), steps(exchange));
    let (script, style) = (dense(SCRIPT), dense(STYLE));
    let table = known::table(exchange, options.bytes);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\" data-seqwright=\"page\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src \
         'unsafe-inline'; script-src '{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{style}</style>\n</head>\n<body>\n<main>\n<section id=\"picture\" aria-label=\"Picture\" tabindex=\"0\">\n\
         {picture}</section>\n<section id=\"panel\" aria-label=\"Step by step\">\n<h1>{title}</h1>\n{bar}{table}\
         </section>\n<section id=\"list\">\n<h2>All steps</h2>\n<ol>\n{steps}</ol>\n</section>\n</main>\n\
         <script>{script}</script>\n</body>\n</html>\n"
    )
}

/// A script or a style sheet without what only those who change it need: indentation, and lines that are comments.
fn dense(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The controls, which are of use with the script only.
fn bar(exchange: &Exchange) -> String {
    let last = exchange.steps.len();
    let chapters: String = chapters(exchange)
        .map(|(number, title)| format!("<option value=\"{number}\">{}</option>\n", markup(title)))
        .collect();
    let chapters = if chapters.is_empty() {
        String::new()
    } else {
        format!(
            "<select id=\"chapters\" aria-label=\"Chapter\">\n<option value=\"0\">Beginning</option>\n{chapters}</select>\n"
        )
    };
    let view = match exchange.attacker {
        Some(_) => {
            "<label><input id=\"view\" type=\"checkbox\" aria-keyshortcuts=\"a\"> as the attacker sees it</label>\n"
        }
        None => "",
    };
    format!(
        "<div class=\"script\" hidden>\n<div id=\"bar\">\n\
         <button id=\"back\" aria-keyshortcuts=\"ArrowLeft\">Back</button>\n\
         <button id=\"next\" aria-keyshortcuts=\"ArrowRight\">Next</button>\n\
         <input id=\"slider\" type=\"range\" min=\"0\" max=\"{last}\" value=\"0\" aria-label=\"Step\">\n\
         <output id=\"count\" for=\"slider\"></output>\n\
         <button id=\"more\" aria-expanded=\"false\">More</button>\n</div>\n\
         <div id=\"choices\">\n{chapters}{view}</div>\n\
         <p id=\"now\" role=\"status\"></p>\n<div id=\"card\"></div>\n</div>\n"
    )
}

/// The dividers with their steps.
fn chapters(exchange: &Exchange) -> impl Iterator<Item = (usize, &str)> {
    let steps = exchange.steps.iter().enumerate();
    let steps: BTreeMap<u32, usize> = steps.map(|(at, step)| (step.event, at + 1)).collect();
    let chapters = exchange.chapters.iter();
    chapters.filter_map(move |chapter| Some((*steps.get(&chapter.event)?, &*chapter.title)))
}

fn steps(exchange: &Exchange) -> String {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for step in &exchange.steps {
        *counts.entry(step.event).or_default() += 1;
    }
    let is_of_many = |step: &Step| counts[&step.event] > 1;
    let lines = exchange.steps.iter().enumerate();
    lines.map(|(at, step)| self::step(at + 1, step, is_of_many(step), exchange)).collect()
}

/// A step. Those of one event differ by their line, which the picture has of each value.
fn step(number: usize, step: &Step, is_of_many: bool, exchange: &Exchange) -> String {
    let event = step.event;
    let mut item = format!("<li id=\"step-{number}\" data-event=\"{event}\"");
    if is_of_many {
        item += &format!(" data-line=\"{}\"", step.line);
    }
    if !step.values.is_empty() {
        item += &format!(" data-values=\"{}\"", places(&step.values));
    }
    if let Some(event) = event.checked_sub(1).and_then(|at| exchange.events.get(at as usize)) {
        item += &protection(event, exchange);
    }
    item += &format!(">{}</li>\n", markup(&step.says));
    item
}

/// How a message is protected, for the script.
fn protection(event: &Event, exchange: &Exchange) -> String {
    let Some(key) = &event.under else { return String::new() };
    let name = |end: Option<usize>| end.map_or("outside", |party| &*exchange.participants[party].name);
    let ends = [name(event.from), " to ", name(event.to)].concat();
    let mut text = format!(" data-under=\"{}\" data-ends=\"{}\"", markup(key), markup(&ends));
    if let Some(since) = event.attacker_reads_from {
        text += &format!(" data-reads=\"{}\"", since.step);
    }
    text
}

/// Positions as one word each.
fn places(places: &[usize]) -> String {
    places.iter().map(usize::to_string).collect::<Vec<_>>().join(" ")
}
