//! A diagram in; what its parts are called in reports, and what each of them says, out.

use std::collections::BTreeMap;

use seqwright::ast::StmtKind;
use seqwright::model::{Diagram, Event, EventKind, Fragment, Message, Note, Text};
use seqwright::notation::NoteKind;
use seqwright::source::{Place, Span};
use seqwright::{Compiled, Source};

/// Something of a diagram that a picture has a part for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// Its line in the source.
    pub line: usize,
    /// Its bytes there.
    pub span: Span,
    /// What it is called: `message 7`.
    pub what: String,
    /// What its text is called: `label`.
    pub field: &'static str,
    /// Its text, on one line.
    pub text: String,
    /// Its number in the picture.
    pub number: Option<u64>,
    /// Whether it is a participant.
    pub is_participant: bool,
}

/// What there is in a diagram, by line.
pub struct Things<'a> {
    source: &'a Source,
    by_line: BTreeMap<usize, Vec<Thing>>,
    counts: BTreeMap<&'static str, usize>,
    /// The title that its author gave it.
    pub title: Option<String>,
}

impl<'a> Things<'a> {
    /// The things of a compiled source.
    pub fn new(source: &'a Source, compiled: &Compiled) -> Things<'a> {
        let model = &compiled.model;
        let title = model.title.as_ref().map(flat);
        let (by_line, counts) = (BTreeMap::new(), BTreeMap::new());
        let mut things = Things { source, by_line, counts, title };
        things.heads(model);
        things.events(&model.events);
        things
    }

    /// The thing on a line whose sentence is `name`.
    pub fn get(&self, line: usize, name: &str) -> Option<&Thing> {
        let things = self.by_line.get(&line)?;
        let fits = |thing: &&Thing| !thing.text.is_empty() && around(name, &thing.text).is_some();
        things.iter().find(fits).or_else(|| things.iter().find(|thing| thing.text.is_empty()))
    }

    fn heads(&mut self, model: &Diagram) {
        for group in &model.groups {
            let line = group.line as usize;
            let span = self.source_line(line);
            self.add(line, span, ("group".to_owned(), "label"), &group.label, None);
        }
        for participant in &model.participants {
            let name = flat(&participant.label);
            let thing = Thing {
                line: participant.line as usize,
                span: participant.span,
                what: format!("participant '{name}'"),
                field: "name",
                text: name,
                number: None,
                is_participant: true,
            };
            self.by_line.entry(thing.line).or_default().push(thing);
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
                    self.add(event.line as usize, event.span, (what, "text"), &divider.text, None);
                }
                EventKind::Reference(reference) => {
                    self.events(&reference.entry);
                    self.note(&reference.note, event);
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
        self.add(event.line as usize, event.span, (what, "label"), &message.text, message.number);
    }

    fn note(&mut self, note: &Note, event: &Event) {
        let what = self.counted(match note.kind {
            NoteKind::Note => "note",
            NoteKind::Box
            | NoteKind::Angular
            | NoteKind::AngularLeft
            | NoteKind::AngularRight
            | NoteKind::Rounded => "box",
            NoteKind::State => "state",
            NoteKind::Ref => "reference",
        });
        self.add(event.line as usize, event.span, (what, "text"), &note.text, None);
    }

    fn fragment(&mut self, fragment: &Fragment, event: &Event) {
        let word = flat(&fragment.label);
        for (at, operand) in fragment.operands.iter().enumerate() {
            let line = if at == 0 { event.line } else { operand.line } as usize;
            let what = if at == 0 { format!("fragment '{word}'") } else { format!("branch {}", at + 1) };
            let span = self.source_line(line);
            self.add(line, span, (what, "guard"), &operand.guard, None);
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
        line: usize,
        span: Span,
        (what, field): (String, &'static str),
        text: &Text,
        number: Option<u64>,
    ) {
        let thing = Thing { line, span, what, field, text: flat(text), number, is_participant: false };
        self.by_line.entry(line).or_default().push(thing);
    }

    /// The bytes of a line of the source.
    fn source_line(&self, line: usize) -> Span {
        if (1..=self.source.line_count()).contains(&line) {
            return self.source.line_span(line);
        }
        Span::default()
    }

    /// Where a thing's text differs from an older one: as near as the source tells, for mark-up and escapes may stand
    /// between.
    pub fn place(&self, thing: &Thing, old: &str) -> Place {
        let start = thing.span.start.min(self.source.text().len());
        let line_end = self.source_line(thing.line).end;
        let whole = &self.source.text()[start..thing.span.end.max(line_end).max(start)];
        // In a text of several lines, the first word that is new tells which.
        let new_word = thing.text.split_whitespace().zip(old.split_whitespace().chain(std::iter::repeat("")));
        let new_word = new_word.filter(|(new, old)| new != old).map(|(new, _)| new).next();
        // The text comes last in a statement, and words of it may stand before.
        let at = whole.rfind(thing.text.as_str()).filter(|_| !thing.text.is_empty());
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

/// What stands before a text in its sentence, what separates them, and what stands after it; `None` where the text
/// does not stand there.
pub fn around<'n>(name: &'n str, text: &str) -> Option<(&'n str, &'n str, &'n str)> {
    if text.is_empty() {
        return Some((name, ": ", ""));
    }
    name.match_indices(text).find_map(|(at, _)| {
        let (before, after) = (&name[..at], &name[at + text.len()..]);
        // Groups have no colon.
        let head = before.strip_suffix(": ").or_else(|| before.strip_suffix(' '))?;
        // How a message is protected is told after its label.
        (after.is_empty() || after.starts_with(" (")).then_some((head, &before[head.len()..], after))
    })
}

/// A text on one line.
fn flat(text: &Text) -> String {
    text.plain.replace('\n', " ")
}
