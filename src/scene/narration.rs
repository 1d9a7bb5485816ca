//! `Narration`: the whole drawing in sentences, for readers who do not see it.

use std::borrow::Cow;

use super::Name;
use crate::text::{cut, listed};

/// How many characters a description has at most: about three minutes of speech.
const DESCRIPTION: usize = 3000;
/// How many characters of a line a summary repeats.
const LINE: usize = 300;
/// What the list of participants takes of a summary at most: one part in so many.
const LIST: usize = 4;

/// A drawing in sentences, in the order of what happens.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Narration<'d> {
    /// A caveat that comes before everything else; empty for most drawings.
    pub remark: &'static str,
    /// What the participants are called, from left to right; with its kind, where that is not the usual one.
    pub participants: Vec<Cow<'d, str>>,
    /// What happens.
    pub sentences: Vec<Sentence<'d>>,
}

/// A sentence of a narration.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence<'d> {
    /// What it is about.
    pub about: Topic,
    /// How many fragments it is inside of.
    pub depth: u32,
    /// The number of a message, as it is drawn.
    pub number: Option<&'d str>,
    /// Its words.
    pub words: Name<'d>,
    /// The line of the source it comes from; 0 where it comes from none.
    pub line: u32,
    /// The number of the event of the model that it is about, from 0; none of what is no event.
    pub event: Option<usize>,
}

/// What a sentence is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// A group of participants.
    Group,
    /// A message.
    Message,
    /// A note, a box, a state or a reference.
    Note,
    /// What participants learn.
    Learning,
    /// A lifeline that begins or ends.
    Lifeline,
    /// A divider.
    Divider,
    /// The beginning of a fragment, and of its first operand.
    Opening,
    /// The beginning of a further operand.
    Branch,
    /// The end of a fragment.
    End,
}

impl Topic {
    /// Its name in data.
    pub const fn word(self) -> &'static str {
        match self {
            Topic::Group => "group",
            Topic::Message => "message",
            Topic::Note => "note",
            Topic::Learning => "learning",
            Topic::Lifeline => "lifeline",
            Topic::Divider => "divider",
            Topic::Opening => "fragment",
            Topic::Branch => "operand",
            Topic::End => "end",
        }
    }

    /// Whether sentences that belong to it follow.
    const fn introduces(self) -> bool {
        matches!(self, Topic::Opening | Topic::Branch)
    }
}

impl Sentence<'_> {
    /// Returns its words without its number, on one line.
    pub fn text(&self) -> String {
        let text = self.words.pieces().concat();
        if text.contains('\n') { text.replace('\n', " ") } else { text }
    }

    /// Returns it as it is read out: with the number of a message, and with a colon where others belong to it.
    pub fn spoken(&self) -> String {
        let colon = if self.about.introduces() { ":" } else { "" };
        match self.number {
            Some(number) => format!("{number}. {}{colon}", self.text()),
            None => self.text() + colon,
        }
    }

    /// An upper bound of the bytes that it takes.
    fn bytes(&self) -> usize {
        self.words.pieces().iter().map(|piece| piece.len()).sum::<usize>()
            + self.number.map_or(0, str::len)
            + ". :".len()
    }
}

impl Narration<'_> {
    /// Returns the sentence that names the participants; empty if there are none.
    pub fn cast(&self) -> String {
        self.cast_within(usize::MAX)
    }

    /// The same in about so many characters: it says how many names are missing.
    fn cast_within(&self, most: usize) -> String {
        let count = self.participants.len();
        let (mut text, mut length) = (String::new(), 0);
        for (index, name) in self.participants.iter().enumerate() {
            length += name.chars().count() + 2;
            if length > most && index > 0 {
                return format!("{count} participants: {text} and {} more", count - index);
            }
            text += if index == 0 { "" } else { ", " };
            text += name;
        }
        match count {
            0 => text,
            1 => format!("1 participant: {text}"),
            _ => format!("{count} participants: {text}"),
        }
    }

    /// Returns the lines before the first event.
    pub fn head(&self) -> Vec<String> {
        let head = [self.remark.to_owned(), self.cast()];
        head.into_iter().filter(|line| !line.is_empty()).collect()
    }

    /// Returns all of its lines.
    pub fn lines(&self) -> Vec<String> {
        self.head().into_iter().chain(self.sentences.iter().map(Sentence::spoken)).collect()
    }

    /// Returns what a picture has of it: all of its lines, or a summary.
    pub fn description(&self) -> Vec<String> {
        self.summary(DESCRIPTION)
    }

    /// Returns all of its lines, or about so many characters that say how it begins, how it ends, and how much is
    /// left out between.
    pub fn summary(&self, most: usize) -> Vec<String> {
        let names: usize = self.participants.iter().map(|name| name.len() + 2).sum();
        let sentences: usize = self.sentences.iter().map(Sentence::bytes).sum();
        let bytes = self.remark.len() + names + sentences;
        if bytes <= most {
            return self.lines();
        }
        // Bytes are never fewer than characters: the cheap bound first.
        if bytes <= most * 4 {
            let lines = self.lines();
            if lines.iter().map(|line| line.chars().count() + 1).sum::<usize>() <= most {
                return lines;
            }
        }
        let mut lines: Vec<String> = [self.remark.to_owned(), self.cast_within(most / LIST)].into();
        lines.retain(|line| !line.is_empty());
        lines.push(format!("This is a summary of {}.", counted(&self.sentences)));
        let room = most.saturating_sub(lines.iter().map(|line| line.chars().count() + 1).sum());
        // About 150 characters are for the words in the middle.
        let half = room.saturating_sub(150) / 2;
        let first = taken(self.sentences.iter(), half);
        let last = taken(self.sentences[first.len()..].iter().rev(), half);
        let end = self.sentences.len() - last.len();
        let left_out = &self.sentences[first.len()..end];
        lines.extend(first);
        if !left_out.is_empty() {
            lines.push(format!("Left out here: {}.{}", counted(left_out), self.inside(end)));
        }
        lines.extend(last.into_iter().rev());
        lines
    }

    /// Says which fragments the sentence at a position is inside of; empty if it is in none.
    fn inside(&self, position: usize) -> String {
        let mut open: Vec<&Sentence> = Vec::new();
        for sentence in &self.sentences[..position] {
            match sentence.about {
                Topic::Opening => open.push(sentence),
                Topic::Branch => {
                    open.pop();
                    open.push(sentence);
                }
                Topic::End => {
                    open.pop();
                }
                Topic::Group
                | Topic::Message
                | Topic::Note
                | Topic::Learning
                | Topic::Lifeline
                | Topic::Divider => {}
            }
        }
        if open.is_empty() {
            return String::new();
        }
        let words: Vec<String> = open.iter().map(|it| format!("“{}”", cut(&it.text(), LINE / 4))).collect();
        format!(" What follows is inside {}.", words.join(", then "))
    }
}

/// The sentences that fit into so many characters, at least one; long ones end with `…`.
fn taken<'s, 'd: 's>(sentences: impl Iterator<Item = &'s Sentence<'d>>, most: usize) -> Vec<String> {
    let mut room = most;
    let mut taken = Vec::new();
    for sentence in sentences {
        let line = cut(&sentence.spoken(), LINE).into_owned();
        let length = line.chars().count() + 1;
        if length > room && !taken.is_empty() {
            break;
        }
        room = room.saturating_sub(length);
        taken.push(line);
    }
    taken
}

/// Counts what sentences are about: `120 messages, 3 notes and 2 fragments`.
fn counted(sentences: &[Sentence]) -> String {
    let kinds = [
        (Topic::Message, "message", "messages"),
        (Topic::Note, "note", "notes"),
        (Topic::Learning, "list of known values", "lists of known values"),
        (Topic::Opening, "fragment", "fragments"),
    ];
    let count = |topic| sentences.iter().filter(|sentence| sentence.about == topic).count();
    let mut parts: Vec<String> = Vec::new();
    let mut others = sentences.len();
    for (topic, one, many) in kinds {
        let count = count(topic);
        others -= count;
        if count > 0 {
            parts.push(format!("{count} {}", if count == 1 { one } else { many }));
        }
    }
    listed(&parts)
        .unwrap_or_else(|| if others == 1 { "1 line".to_owned() } else { format!("{others} lines") })
}

#[cfg(test)]
mod tests;
