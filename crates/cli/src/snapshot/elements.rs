//! The elements of a diagram: their names in reports, their texts, and their places in the source.

use std::collections::BTreeMap;

use seqwright::ast::StmtKind;
use seqwright::model::{Around, Diagram, Event, EventKind, Fragment, Message, Note, Text};
use seqwright::scene::Kind;
use seqwright::source::{Place, Span};
use seqwright::{Compiled, Source};

use super::picture::Part;

/// Something in a diagram that a picture has a part for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its line in the source.
    pub line: usize,
    /// Its bytes there.
    pub span: Span,
    /// Its name: `message 7`.
    pub what: String,
    /// The name of its text: `label`.
    pub field: &'static str,
    /// Its text, on one line.
    pub text: String,
}

/// The elements of a diagram, by line and kind.
pub struct Elements<'a> {
    source: &'a Source,
    by_line: BTreeMap<(usize, &'static str), Vec<Element>>,
    counts: BTreeMap<&'static str, usize>,
}

impl<'a> Elements<'a> {
    /// The elements of a compiled source.
    pub fn new(source: &'a Source, compiled: &Compiled) -> Elements<'a> {
        let (by_line, counts) = (BTreeMap::new(), BTreeMap::new());
        let mut elements = Elements { source, by_line, counts };
        elements.around(&compiled.model.around);
        elements.participants(&compiled.model);
        elements.events(&compiled.model.events);
        elements
    }

    /// The element that each part of a picture shows, where there is one. Parts of one kind from one line are in the
    /// picture in the order of their elements; a participant may be drawn twice.
    pub fn of_parts<'e>(&'e self, parts: &'e [Part]) -> Vec<Option<&'e Element>> {
        let mut drawn: BTreeMap<(usize, &str), usize> = BTreeMap::new();
        let mut elements = Vec::with_capacity(parts.len());
        for part in parts {
            let found = self.by_line.get_key_value(&(part.line, part.kind()));
            elements.push(found.and_then(|(key, all)| {
                let nth = drawn.entry(*key).or_default();
                *nth += 1;
                if key.1 == Kind::Participant.word() {
                    return all.iter().find(|one| one.text == part.fact("data-who")).or(all.first());
                }
                all.get(*nth - 1)
            }));
        }
        elements
    }

    fn around(&mut self, around: &Around) {
        let legend = around.legend.as_ref().map(|legend| &legend.text);
        let all = [
            (Kind::Header, around.header.as_ref()),
            (Kind::Legend, legend),
            (Kind::Caption, around.caption.as_ref()),
            (Kind::Footer, around.footer.as_ref()),
        ];
        for (kind, words) in all {
            let Some(words) = words else { continue };
            self.add(kind, (words.line as usize, words.span), (kind.word().to_owned(), "text"), &words.text);
        }
    }

    fn participants(&mut self, model: &Diagram) {
        for group in &model.groups {
            let line = group.line as usize;
            let span = self.source_line(line);
            self.add(Kind::Group, (line, span), ("group".to_owned(), "label"), &group.label);
        }
        for participant in &model.participants {
            let name = flat(&participant.label);
            let element = Element {
                line: participant.line as usize,
                span: participant.span,
                what: format!("participant '{name}'"),
                field: "name",
                text: name,
            };
            let key = (element.line, Kind::Participant.word());
            self.by_line.entry(key).or_default().push(element);
        }
    }

    fn events(&mut self, events: &[Event]) {
        for event in events {
            match &event.kind {
                EventKind::Message(message) => self.message(message, event),
                EventKind::Note(note) => self.note(note, event),
                EventKind::Fragment(fragment) => self.fragment(fragment, event),
                EventKind::Divider(divider) => {
                    let what = self.counted("divider");
                    self.add(Kind::Divider, place(event), (what, "text"), &divider.text);
                }
                EventKind::Reference(reference) => {
                    self.note(&reference.note, event);
                    self.events(&reference.entry);
                    self.events(&reference.exit);
                }
                EventKind::Together(events) => self.events(events),
                EventKind::Space(_)
                | EventKind::Learning(_)
                | EventKind::Activate(_)
                | EventKind::Deactivate(_)
                | EventKind::BarTail
                | EventKind::Create(_)
                | EventKind::Spacing(_)
                | EventKind::Destroy(..)
                | EventKind::Revive(_) => {}
            }
        }
    }

    fn message(&mut self, message: &Message, event: &Event) {
        let what = self.counted("message");
        self.add(Kind::Message, place(event), (what, "label"), &message.text);
    }

    fn note(&mut self, note: &Note, event: &Event) {
        let kind = Kind::from(note.kind);
        let what = self.counted(kind.word());
        self.add(kind, place(event), (what, "text"), &note.text);
    }

    fn fragment(&mut self, fragment: &Fragment, event: &Event) {
        let word = flat(&fragment.label);
        for (at, operand) in fragment.operands.iter().enumerate() {
            let line = if at == 0 { event.line } else { operand.line } as usize;
            let what = if at == 0 { format!("fragment '{word}'") } else { format!("branch {}", at + 1) };
            let span = self.source_line(line);
            let kind = if at == 0 { Kind::Fragment } else { Kind::Operand };
            self.add(kind, (line, span), (what, "guard"), &operand.guard);
            self.events(&operand.events);
        }
    }

    /// "message 7"
    fn counted(&mut self, word: &'static str) -> String {
        let count = self.counts.entry(word).or_default();
        *count += 1;
        format!("{word} {count}")
    }

    fn add(
        &mut self,
        kind: Kind,
        (line, span): (usize, Span),
        (what, field): (String, &'static str),
        text: &Text,
    ) {
        let element = Element { line, span, what, field, text: flat(text) };
        self.by_line.entry((line, kind.word())).or_default().push(element);
    }

    /// The bytes of a line of the source.
    fn source_line(&self, line: usize) -> Span {
        if (1..=self.source.line_count()).contains(&line) {
            return self.source.line_span(line);
        }
        Span::default()
    }

    /// Where an element's text differs from an older one: approximately, because the source may contain markup and
    /// escapes.
    pub fn place(&self, element: &Element, old: &str) -> Place {
        let start = element.span.start.min(self.source.text().len());
        let line_end = self.source_line(element.line).end;
        let whole = &self.source.text()[start..element.span.end.max(line_end).max(start)];
        // In a text of several lines, the first new word decides which line.
        let new_word =
            element.text.split_whitespace().zip(old.split_whitespace().chain(std::iter::repeat("")));
        let new_word = new_word.filter(|(new, old)| new != old).map(|(new, _)| new).next();
        // The text comes last in a statement, and words of it may be before.
        let at = whole.rfind(element.text.as_str()).filter(|_| !element.text.is_empty());
        let at = at.or_else(|| whole.rfind(new_word?));
        self.source.place(start + at.unwrap_or(0))
    }

    /// Where a line begins.
    pub fn start_of(&self, line: usize) -> Place {
        let span = self.source_line(line.max(1));
        let text = &self.source.text()[span.start..span.end];
        self.source.place(span.start + (text.len() - text.trim_start().len()))
    }

    /// Where the title is written.
    pub fn title_place(&self) -> Place {
        let (written, _) = seqwright::parse(self.source);
        let title = written.body.iter().rev().find_map(|stmt| {
            if let StmtKind::Title(title) = &stmt.kind { Some(title.span.start) } else { None }
        });
        self.source.place(title.unwrap_or(0))
    }
}

/// Where an event is written.
fn place(event: &Event) -> (usize, Span) {
    (event.line as usize, event.span)
}

/// A text on one line.
fn flat(text: &Text) -> String {
    text.plain.replace('\n', " ")
}
