//! The narration of a whole drawing. It follows the model and not the shapes: a listener needs to hear where a fragment
//! ends, and not that heads are drawn again at the foot.

use std::borrow::Cow;

use super::{
    called, end, flat, flattened, fragment, group, join, learning, message, note, page_text, remark,
};
use crate::model::{Diagram, Event, EventKind, Fragment, Group, Id, Operand, PageText, Participant};
use crate::notation::{Ending, FragmentKind, ParticipantKind};
use crate::scene::{Name, Narration, Sentence, Topic};
use crate::text::shortened;

/// How a condition may begin by itself: no `if` comes before these words.
const CONDITIONS: &[&str] = &["if", "when", "unless", "while", "until", "as", "otherwise", "else"];
/// How a guard of a loop may begin: no `while` comes before these words, and none before a number.
const REPETITIONS: &[&str] = &["while", "until", "for", "every", "each", "forever", "if", "when", "up", "at"];

/// Describes a diagram from beginning to end.
pub fn narrate(diagram: &Diagram) -> Narration<'_> {
    let participants = diagram.participants.iter().map(listed).collect();
    let mut narrator =
        Narrator { diagram, sentences: Vec::with_capacity(diagram.events.len()), depth: 0, at: None };
    let around = &diagram.around;
    narrator.around("Header", around.header.as_ref());
    if let Some(frame) = &diagram.frame {
        narrator.say(Topic::Group, join(&["Frame: ", &flat(&frame.label)]), 0);
    }
    for group in &diagram.groups {
        narrator.say(Topic::Group, members(group, diagram), group.line);
    }
    narrator.events(&diagram.events);
    narrator.at = None;
    narrator.around("Legend", around.legend.as_ref().map(|legend| &legend.text));
    narrator.around("Caption", around.caption.as_ref());
    narrator.around("Footer", around.footer.as_ref());
    Narration { remark: remark(diagram), participants, sentences: narrator.sentences }
}

/// A name in the list of participants, with its kind if that is a drawn one.
fn listed(participant: &Participant) -> Cow<'_, str> {
    let kind = match participant.kind {
        ParticipantKind::Participant | ParticipantKind::Rounded => None,
        ParticipantKind::Actor => Some(" (actor)"),
        ParticipantKind::Boundary => Some(" (boundary)"),
        ParticipantKind::Control => Some(" (control)"),
        ParticipantKind::Entity => Some(" (entity)"),
        ParticipantKind::Database => Some(" (database)"),
        ParticipantKind::Collections => Some(" (collections)"),
        ParticipantKind::Cloud => Some(" (cloud)"),
        ParticipantKind::Queue => Some(" (queue)"),
    };
    let name = shortened(&participant.label.plain);
    match (name, kind) {
        (Cow::Borrowed(name), None) if !name.contains('\n') => Cow::Borrowed(name),
        (name, kind) => Cow::Owned(flattened(join(&[&name, kind.unwrap_or_default()]))),
    }
}

/// Names a group and those in it.
fn members(members: &Group, diagram: &Diagram) -> String {
    let ids = members.first.index()..=members.last.index();
    let names: Vec<Cow<'_, str>> = ids.map(|index| called(Id::at(index), diagram)).collect();
    flattened(join(&[&group(members), ": ", &names.join(", ")]))
}

struct Narrator<'d> {
    diagram: &'d Diagram,
    sentences: Vec<Sentence<'d>>,
    /// How many fragments are open.
    depth: u32,
    /// The number of the event that is told.
    at: Option<usize>,
}

impl<'d> Narrator<'d> {
    fn say(&mut self, about: Topic, words: impl Into<Name<'d>>, line: u32) {
        let (depth, event, words) = (self.depth, self.at, words.into());
        if !words.is_empty() {
            self.sentences.push(Sentence { about, depth, number: None, words, line, event });
        }
    }

    /// Says what stands above or below the drawing.
    fn around(&mut self, what: &str, text: Option<&PageText>) {
        if let Some(text) = text {
            self.say(Topic::Note, page_text(what, text), text.line);
        }
    }

    fn events(&mut self, events: &'d [Event]) {
        events.iter().for_each(|event| self.event(event));
    }

    fn event(&mut self, event: &'d Event) {
        let (diagram, line) = (self.diagram, event.line);
        self.at = Some(event.id.index());
        match &event.kind {
            EventKind::Message(sent) => {
                let words = message(sent, diagram);
                let (about, depth, event) = (Topic::Message, self.depth, self.at);
                let number = sent.number.as_ref().map(|number| &*number.plain);
                self.sentences.push(Sentence { about, depth, number, words, line, event });
            }
            EventKind::Note(on) => self.say(Topic::Note, note(on, diagram), line),
            EventKind::Reference(reference) => {
                self.events(&reference.entry);
                self.at = Some(event.id.index());
                self.say(Topic::Note, note(&reference.note, diagram), line);
                self.events(&reference.exit);
            }
            EventKind::Learning(values) => self.say(Topic::Learning, learning(values, diagram), line),
            EventKind::Fragment(fragment) => self.fragment(fragment, line),
            EventKind::Divider(across) => self.say(Topic::Divider, super::divider(across), line),
            EventKind::Together(inside) => self.events(inside),
            EventKind::Create(id) => {
                let words = flattened(join(&[&called(*id, diagram), " is created"]));
                self.say(Topic::Lifeline, words, line);
            }
            EventKind::Destroy(id, Ending::Now | Ending::After) => {
                self.say(Topic::Lifeline, end(*id, diagram), line);
            }
            EventKind::Destroy(_, Ending::Silent)
            | EventKind::Space(_)
            | EventKind::Spacing(_)
            | EventKind::Activate(_)
            | EventKind::Deactivate(_)
            | EventKind::BarTail
            | EventKind::Revive(_) => {}
        }
    }

    fn fragment(&mut self, fragment: &'d Fragment, line: u32) {
        let own = self.at;
        let guard = flat(&fragment.operands[0].guard);
        let collapsed = if fragment.is_collapsed { " (collapsed in the picture)" } else { "" };
        self.say(Topic::Opening, opening(fragment, &guard) + collapsed, line);
        for (index, operand) in fragment.operands.iter().enumerate() {
            if index > 0 {
                self.at = own;
                self.say(Topic::Branch, branch(fragment.kind, operand), operand.line);
            }
            self.depth += 1;
            self.events(&operand.events);
            self.depth -= 1;
        }
        let what = flat(&fragment.label);
        let unnamed = if fragment.kind == FragmentKind::Rect { "the background" } else { "the frame" };
        let what = if what.is_empty() { unnamed } else { &*what };
        // Where fragments nest, the guard says which of them ends.
        let which = if self.depth > 0 && !guard.is_empty() {
            join(&[" (", &shortened(&guard), ")"])
        } else {
            String::new()
        };
        self.at = own;
        self.say(Topic::End, join(&["End of ", what, &which]), 0);
    }
}

/// How a fragment and its first operand begin.
fn opening(of: &Fragment, guard: &str) -> String {
    match of.kind {
        FragmentKind::Alt if guard.is_empty() => "Either".to_owned(),
        FragmentKind::Alt => capital(&condition(guard)),
        FragmentKind::Opt => with(", ", "Optionally", &condition(guard)),
        FragmentKind::Loop => with(" ", "Repeats", &repetition(guard)),
        FragmentKind::Par => with(": ", "In parallel", guard),
        FragmentKind::Break => with(" ", "Breaks off", &condition(guard)),
        FragmentKind::Critical | FragmentKind::Region => with(": ", "Without interruption", guard),
        FragmentKind::Seq => with(": ", "In weak sequence", guard),
        FragmentKind::Strict => with(": ", "In strict sequence", guard),
        FragmentKind::Neg => with(": ", "What must not happen", guard),
        FragmentKind::Ignore => with(": ", "Ignoring", guard),
        FragmentKind::Consider => with(": ", "Considering only", guard),
        FragmentKind::Assert => with(": ", "What must happen", guard),
        FragmentKind::Rect => "In one background".to_owned(),
        FragmentKind::Group | FragmentKind::Ref | FragmentKind::Expandable(_) => fragment(of),
    }
}

/// How a further operand begins.
fn branch(kind: FragmentKind, operand: &Operand) -> String {
    let guard = flat(&operand.guard);
    match kind {
        FragmentKind::Par => with(": ", "And in parallel", &guard),
        FragmentKind::Alt | FragmentKind::Opt | FragmentKind::Break => {
            let bare = ["else", "otherwise"].iter().any(|word| guard.eq_ignore_ascii_case(word));
            with(", ", "Otherwise", &if bare { String::new() } else { condition(&guard) })
        }
        FragmentKind::Loop
        | FragmentKind::Critical
        | FragmentKind::Group
        | FragmentKind::Ref
        | FragmentKind::Seq
        | FragmentKind::Strict
        | FragmentKind::Neg
        | FragmentKind::Ignore
        | FragmentKind::Consider
        | FragmentKind::Assert
        | FragmentKind::Region
        | FragmentKind::Rect
        | FragmentKind::Expandable(_) => with(": ", "Then", &guard),
    }
}

/// Joins two texts, or returns the first if the second is empty.
fn with(between: &str, first: &str, second: &str) -> String {
    if second.is_empty() { first.to_owned() } else { join(&[first, between, second]) }
}

/// A guard as a condition: `if valid`.
fn condition(guard: &str) -> String {
    after("if", guard, CONDITIONS)
}

/// A guard of a loop: `while items are left`, but `3 times`.
fn repetition(guard: &str) -> String {
    let counts = guard.starts_with(|first: char| first.is_numeric());
    if counts { guard.to_owned() } else { after("while", guard, REPETITIONS) }
}

/// A guard after a word, unless it has such a word itself.
fn after(word: &str, guard: &str, others: &[&str]) -> String {
    let first = guard.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let has_one = others.iter().any(|other| first.eq_ignore_ascii_case(other));
    if guard.is_empty() || has_one { guard.to_owned() } else { join(&[word, " ", guard]) }
}

/// The text with a capital letter.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().collect::<String>() + letters.as_str())
}
