//! The events, numbered as their groups in the picture are.

use std::collections::BTreeMap;

use super::{Account, collapsed, flat};
use crate::exchange::{Chapter, Event, Number};
use crate::model::{self, Act, End, EventId, EventKind, Fragment, Id, Learning, Message, Note, Reference};
use crate::notation::Ending;
use crate::scene::{Kind, Sentence, Topic};

/// Lists the events, and the dividers among them.
pub(super) fn list(account: &Account<'_>) -> (Vec<Event>, Vec<Chapter>) {
    let mut lister = Lister::default();
    for sentence in &account.narration.sentences {
        if let Some(event) = sentence.event {
            lister.sentences.entry(event).or_default().push(sentence);
        }
    }
    lister.all(&account.diagram.events);
    (lister.events, lister.chapters)
}

#[derive(Default)]
struct Lister<'c> {
    /// The sentences of each event of the model.
    sentences: BTreeMap<usize, Vec<&'c Sentence<'c>>>,
    events: Vec<Event>,
    chapters: Vec<Chapter>,
    depth: u32,
    is_collapsed: bool,
}

/// What an event is, and between whom.
struct About {
    kind: Kind,
    ends: (Option<usize>, Option<usize>),
}

impl About {
    fn of(kind: Kind) -> About {
        About { kind, ends: (None, None) }
    }

    fn range(kind: Kind, first: Id, last: Id) -> About {
        About { kind, ends: (Some(first.index()), Some(last.index())) }
    }
}

impl Lister<'_> {
    /// Adds events in the order in which their groups begin: a reference comes before its messages.
    fn all(&mut self, events: &[model::Event]) {
        events.iter().for_each(|event| self.one(event));
    }

    fn one(&mut self, event: &model::Event) {
        let place = (event.id, event.line);
        match &event.kind {
            EventKind::Message(message) => self.message(message, place),
            EventKind::Note(note) => self.note(note, place),
            EventKind::Reference(reference) => self.reference(reference, place),
            EventKind::Learning(learning) => self.learning(learning, place),
            EventKind::Fragment(fragment) => self.fragment(fragment, place),
            EventKind::Divider(divider) => {
                let id = self.add(About::of(Kind::Divider), place, &divider.text.plain);
                self.chapters.push(Chapter { event: id, title: flat(&divider.text.plain) });
            }
            EventKind::Together(inside) => self.all(inside),
            EventKind::Destroy(id, Ending::Now | Ending::After) => {
                self.add(About::range(Kind::Destruction, *id, *id), place, "");
            }
            EventKind::Destroy(_, Ending::Silent)
            | EventKind::Space(_)
            | EventKind::Spacing(_)
            | EventKind::Activate(_)
            | EventKind::Deactivate(_)
            | EventKind::BarTail
            | EventKind::Create(_)
            | EventKind::Revive(_) => {}
        }
    }

    fn message(&mut self, message: &Message, place: (EventId, u32)) {
        let end = |end| match end {
            End::Lifeline { of, .. } => Some(of.index()),
            End::LeftBorder | End::RightBorder | End::Reference(_) => None,
        };
        let about = About { kind: Kind::Message, ends: (end(message.from), end(message.to)) };
        self.add(about, place, &message.text.plain);
        let under = message.protection.as_ref().and_then(|protection| protection.key.clone());
        if let Some(event) = self.events.last_mut() {
            let number = message.number.as_ref().map(|number| Number::from(&*number.plain));
            (event.number, event.under) = (number, under);
        }
    }

    fn note(&mut self, note: &Note, place: (EventId, u32)) {
        let about = About::range(Kind::from(note.kind), note.first, note.last);
        self.add(about, place, &note.text.plain);
    }

    fn reference(&mut self, reference: &Reference, place: (EventId, u32)) {
        self.note(&reference.note, place);
        self.all(&reference.entry);
        self.all(&reference.exit);
    }

    fn learning(&mut self, learning: &Learning, place: (EventId, u32)) {
        if learning.facts.is_empty() && learning.act == Act::Learns {
            return;
        }
        let names: Vec<&str> = learning.facts.iter().map(|fact| &*fact.name).collect();
        self.add(About::range(Kind::Learning, learning.first, learning.last), place, &names.join(", "));
    }

    fn fragment(&mut self, fragment: &Fragment, place: (EventId, u32)) {
        let is_outermost = fragment.is_collapsed && !self.is_collapsed;
        self.is_collapsed |= is_outermost;
        for (index, operand) in fragment.operands.iter().enumerate() {
            let (kind, line) =
                if index == 0 { (Kind::Fragment, place.1) } else { (Kind::Operand, operand.line) };
            self.add(About::of(kind), (place.0, line), &operand.guard.plain);
            self.depth += 1;
            self.all(&operand.events);
            self.depth -= 1;
        }
        if is_outermost {
            self.is_collapsed = false;
            for (id, event) in collapsed::crosses(fragment) {
                self.add(About::range(Kind::Destruction, id, id), (event.id, event.line), "");
            }
        }
    }

    /// Adds an event; returns its number.
    fn add(&mut self, about: About, (own, line): (EventId, u32), label: &str) -> u32 {
        let id = self.events.last().map_or(1, |last| last.id + 1);
        let says = self.sentence(own, about.kind);
        self.events.push(Event {
            id,
            line,
            kind: about.kind.word(),
            depth: self.depth,
            from: about.ends.0,
            to: about.ends.1,
            label: label.to_owned(),
            number: None,
            says,
            under: None,
            attacker_reads_from: None,
        });
        id
    }

    /// The next sentence about an event of the model.
    fn sentence(&mut self, own: EventId, kind: Kind) -> String {
        let Some(sentences) = self.sentences.get_mut(&own.index()) else { return String::new() };
        let is_about = |sentence: &Sentence<'_>| {
            if kind == Kind::Operand {
                sentence.about == Topic::Branch
            } else {
                !matches!(sentence.about, Topic::Branch | Topic::End)
            }
        };
        // Of those of a fragment each is told once; the last one of other events is told again where they are drawn again.
        match sentences.iter().position(|sentence| is_about(sentence)) {
            Some(at) if kind == Kind::Operand => sentences.remove(at).text(),
            Some(at) => sentences[at].text(),
            None => String::new(),
        }
    }
}
