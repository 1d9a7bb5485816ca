//! Prints a diagram in sentences: as text, as Markdown or as JSON.

use clap::ValueEnum;
use seqwright::Compiled;
use seqwright::exchange::Number;
use seqwright::model::Diagram;
use seqwright::scene::{Narration, Topic};
use serde::Serialize;

use super::escape;

/// Output format of `narrate`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One sentence a line, indented within fragments
    #[default]
    #[value(alias = "human")]
    Text,
    /// A heading and nested lists
    Markdown,
    /// One JSON object
    Json,
}

#[derive(Serialize)]
struct Object<'n> {
    file: &'n str,
    title: String,
    /// Empty for most diagrams.
    remark: &'n str,
    participants: &'n [std::borrow::Cow<'n, str>],
    sentences: Vec<Sentence>,
}

#[derive(Serialize)]
struct Sentence {
    kind: &'static str,
    /// How many fragments it is inside of.
    depth: u32,
    number: Option<Number>,
    text: String,
    /// The line of the source; the end of a fragment has none.
    line: Option<u32>,
}

/// The narration of a compiled source with this name.
pub fn show(name: &str, compiled: &Compiled, format: Format) -> String {
    let narration = compiled.narration();
    let title = title(&compiled.model);
    match format {
        Format::Text => escape::lines(&text(&title, &narration)),
        Format::Markdown => escape::lines(&markdown(&title, &narration)),
        Format::Json => {
            let object = object(name, title, &narration);
            escape::json(&serde_json::to_string(&object).expect("it has no maps")) + "\n"
        }
    }
}

/// The title, as the picture has it.
fn title(model: &Diagram) -> String {
    let words = model.title.as_ref().map(|title| title.plain.replace('\n', " "));
    words.filter(|title| !title.is_empty()).unwrap_or_else(|| "Sequence diagram".to_owned())
}

fn text(title: &str, narration: &Narration) -> String {
    let mut text = format!("{title}\n\n");
    for line in [narration.remark, &narration.cast()] {
        if !line.is_empty() {
            text += &format!("{line}\n");
        }
    }
    for sentence in &narration.sentences {
        text += &format!("{}{}\n", "  ".repeat(sentence.depth as usize), sentence.spoken());
    }
    text
}

fn markdown(title: &str, narration: &Narration) -> String {
    let mut text = format!("# {}\n\n", plain(title));
    for line in [narration.remark, &narration.cast()] {
        if !line.is_empty() {
            text += &format!("{}\n\n", plain(line));
        }
    }
    for sentence in &narration.sentences {
        let words = plain(&sentence.text());
        let words = match sentence.about {
            Topic::Opening | Topic::Branch => format!("**{words}:**"),
            Topic::End => format!("*{words}*"),
            Topic::Group
            | Topic::Message
            | Topic::Note
            | Topic::Learning
            | Topic::Lifeline
            | Topic::Divider => words,
        };
        let number = sentence.number.map_or(String::new(), |number| format!("**{number}** "));
        text += &format!("{}- {number}{words}\n", "  ".repeat(sentence.depth as usize));
    }
    text
}

/// A text of which no character is markup.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => plain += "&lt;",
            '&' => plain += "&amp;",
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '$' | '{' | '}' => {
                plain.extend(['\\', character]);
            }
            other => plain.push(other),
        }
    }
    plain
}

fn object<'n>(file: &'n str, title: String, narration: &'n Narration) -> Object<'n> {
    let sentences = narration.sentences.iter().map(|sentence| Sentence {
        kind: sentence.about.word(),
        depth: sentence.depth,
        number: sentence.number.map(Number::from),
        text: sentence.text(),
        line: Some(sentence.line).filter(|line| *line > 0),
    });
    Object {
        file,
        title,
        remark: narration.remark,
        participants: &narration.participants,
        sentences: sentences.collect(),
    }
}
