//! The sentences that a screen reader says of each element, and of the drawing.

mod whole;

use std::borrow::Cow;

use crate::model::{
    Act, Diagram, Divider, End, Fact, Fragment, Group, Id, Learning, Mark, Message, Note, PageText,
    Participant, Protection, Text,
};
use crate::notation::{Head, Line, NoteKind, ParticipantKind, Side};
use crate::scene::Name;
use crate::text::{listed, shortened};

pub use whole::narrate;

/// How many participants the title of an untitled drawing lists.
const LISTED: usize = 4;

/// Returns the title of the drawing, or one made from the names of its participants.
pub(super) fn title(diagram: &Diagram) -> String {
    if let Some(title) = &diagram.spoken_title {
        return title.clone();
    }
    if let Some(title) = &diagram.title {
        return flat(title);
    }
    let names: Vec<String> = diagram
        .participants
        .iter()
        .take(LISTED)
        .map(|p| flattened(shortened(&p.label.plain).into_owned()))
        .collect();
    let more = diagram.participants.len() - names.len();
    match (names.is_empty(), more) {
        (true, _) => "Sequence diagram".to_owned(),
        (false, 0) => format!("Sequence diagram: {}", names.join(", ")),
        (false, more) => format!("Sequence diagram: {} and {more} more", names.join(", ")),
    }
}

/// Returns the caveat of a drawing that shows who knows what; empty for others.
fn remark(diagram: &Diagram) -> &'static str {
    if diagram.shows_knowledge {
        "The picture shows what each party can compute in this one run, with an attacker who only listens. It is not a \
         proof of security."
    } else {
        ""
    }
}

/// A text above or below the drawing.
pub(super) fn page_text(what: &str, words: &PageText) -> String {
    flattened(join(&[what, ": ", &words.text.plain]))
}

pub(super) fn participant(participant: &Participant) -> Name<'_> {
    let kind: &'static [&'static str; 2] = match participant.kind {
        ParticipantKind::Participant | ParticipantKind::Rounded => &["Participant ", ""],
        ParticipantKind::Actor => &["Actor ", ""],
        ParticipantKind::Boundary => &["Boundary ", ""],
        ParticipantKind::Control => &["Control ", ""],
        ParticipantKind::Entity => &["Entity ", ""],
        ParticipantKind::Database => &["Database ", ""],
        ParticipantKind::Collections => &["Collections ", ""],
        ParticipantKind::Cloud => &["Cloud ", ""],
        ParticipantKind::Queue => &["Queue ", ""],
    };
    Name::Joined(["", &participant.label.plain, ""], kind)
}

/// The words between sender, receiver and label: for a message without a label, and for one with a label.
type Verb = [[&'static str; 2]; 2];

const FAILS: Verb = verb(" fails to reach ");
const EXCHANGES: Verb = verb(" exchanges with ");
const CREATES: Verb = verb(" creates ");
const REPLIES: Verb = verb(" replies to ");
const SENDS: Verb = verb(" sends ");

const fn verb(does: &'static str) -> Verb {
    [[does, ""], [does, ": "]]
}

pub(super) fn message<'d>(message: &'d Message, diagram: &'d Diagram) -> Name<'d> {
    let name = |end| match end {
        End::Lifeline { of, .. } => called(of, diagram),
        End::LeftBorder | End::RightBorder => Cow::Borrowed("outside"),
        End::Reference(_) => Cow::Borrowed("the reference"),
    };
    let (from, to) = (name(message.from), name(message.to));
    let verb = match (message.arrow.line, message.arrow.head, message.arrow.tail) {
        (_, Head::Cross, _) => &FAILS,
        (_, head, tail) if head != Head::None && tail != Head::None => &EXCHANGES,
        _ if message.creates => &CREATES,
        (Line::Dashed, ..) => &REPLIES,
        (Line::Solid, ..) => &SENDS,
    };
    let receiver = to.clone();
    let to = if message.from == message.to { Cow::Borrowed("itself") } else { to };
    let [wordless, saying] = verb;
    let between = if message.text.is_empty() { wordless } else { saying };
    let words = sentence([from, to, Cow::Borrowed(&message.text.plain)], between);
    match message.protection.as_deref().and_then(|protected| protection(protected, &receiver)) {
        Some(protection) => {
            Name::Composed(flattened(join(&[&words.pieces().concat(), " (", &protection, ")"])))
        }
        None => words,
    }
}

/// What a participant is called where its kind is not words.
fn called(id: Id, diagram: &Diagram) -> Cow<'_, str> {
    shortened(&diagram.participants[id.index()].label.plain)
}

/// Makes a name of words of the diagram and what is between them; allocates only where one of them had to be cut.
fn sentence<'d>(words: [Cow<'d, str>; 3], between: &'static [&'static str; 2]) -> Name<'d> {
    match words {
        [Cow::Borrowed(first), Cow::Borrowed(second), Cow::Borrowed(third)] => {
            Name::Joined([first, second, third], between)
        }
        [first, second, third] => Name::Composed(join(&[&first, between[0], &second, between[1], &third])),
    }
}

/// Describes a protection; `None` for a message in the clear that no attacker reads.
fn protection(protection: &Protection, to: &str) -> Option<String> {
    let words = match (&protection.key, protection.exposed) {
        (Some(key), false) => join(&["encrypted under ", key]),
        (Some(key), true) => {
            let later = if protection.exposed_later { " later on" } else { "" };
            join(&["encrypted under ", key, ", which the attacker can open", later])
        }
        (None, true) => "in the clear, the attacker can read it".to_owned(),
        (None, false) => String::new(),
    };
    let learnt = listed(&protection.learnt).map(|names| join(&[to, " learns ", &names]));
    let all: Vec<String> =
        [Some(words).filter(|words| !words.is_empty()), learnt].into_iter().flatten().collect();
    (!all.is_empty()).then(|| flattened(all.join("; ")))
}

pub(super) fn note<'d>(note: &'d Note, diagram: &'d Diagram) -> Name<'d> {
    let kind = match note.kind {
        NoteKind::Note => "Note",
        NoteKind::Box
        | NoteKind::Angular
        | NoteKind::AngularLeft
        | NoteKind::AngularRight
        | NoteKind::Rounded => "Box",
        NoteKind::State => "State",
        NoteKind::Ref => "Reference",
    };
    let side = match note.side {
        Side::Over => &[" over ", ": "],
        Side::Left => &[" left of ", ": "],
        Side::Right => &[" right of ", ": "],
    };
    let (first, last) = (called(note.first, diagram), called(note.last, diagram));
    let text = &note.text.plain;
    if note.first == note.last {
        sentence([Cow::Borrowed(kind), first, Cow::Borrowed(text)], side)
    } else {
        Name::Composed(flattened(join(&[kind, side[0], &first, " to ", &last, ": ", text])))
    }
}

/// Describes what participants learn, then what they knew before: `Client learns a = f(b) and c; knows d`.
pub(super) fn learning(learning: &Learning, diagram: &Diagram) -> String {
    let (first, last) = (called(learning.first, diagram), called(learning.last, diagram));
    let alone = learning.first == learning.last;
    let who = if alone { first } else { Cow::Owned(join(&[&first, " and ", &last])) };
    let verb = |one: &'static str, many| if alone { one } else { many };
    let does = match learning.act {
        Act::Learns => None,
        Act::Checks => Some(verb(" checks ", " check ")),
        Act::Verifies => Some(verb(" verifies ", " verify ")),
        Act::Leaks => Some(verb(" leaks ", " leak ")),
    };
    if let Some(does) = does {
        let what = listed(&learning.facts.iter().map(fact).collect::<Vec<_>>()).unwrap_or_default();
        let opens = listed(&learning.opens);
        let opens = opens.map_or_else(String::new, |opens| join(&[", which opens ", &opens]));
        return flattened(join(&[&who, does, &what, &opens]));
    }
    let facts = |fresh| {
        let facts = learning.facts.iter().filter(|fact| fact.fresh == fresh).map(fact);
        listed(&facts.collect::<Vec<_>>())
    };
    let words = match (facts(true), facts(false)) {
        (Some(new), Some(old)) => {
            join(&[&who, verb(" learns ", " learn "), &new, "; ", verb("knows ", "know "), &old])
        }
        (Some(new), None) => join(&[&who, verb(" learns ", " learn "), &new]),
        (None, Some(old)) => join(&[&who, verb(" knows ", " know "), &old]),
        (None, None) => return String::new(),
    };
    flattened(words)
}

fn fact(fact: &Fact) -> String {
    let mark = match fact.mark {
        Mark::New | Mark::Initial | Mark::Made => "",
        Mark::Secret => " (secret)",
        Mark::Open => " (a listener has it, too)",
        Mark::OpenLater => " (a listener gets it later)",
        Mark::Constant => " (a constant)",
    };
    let given = if fact.given && fact.how.is_some() { " (bytes given)" } else { "" };
    match &fact.how {
        Some(how) => join(&[&fact.name, " = ", how, given, mark]),
        None => join(&[&fact.name, mark]),
    }
}

pub(super) fn end(id: Id, diagram: &Diagram) -> String {
    flattened(join(&[&called(id, diagram), " is destroyed"]))
}

pub(super) fn group(group: &Group) -> String {
    flattened(join(&["Group ", &group.label.plain]))
}

pub(super) fn fragment(fragment: &Fragment) -> String {
    let guard = &fragment.operands[0].guard;
    let colon = if guard.is_empty() { "" } else { ": " };
    flattened(join(&[&fragment.label.plain, colon, &guard.plain]))
}

pub(super) fn operand(guard: &Text) -> String {
    let colon = if guard.is_empty() { "" } else { ": " };
    flattened(join(&["else", colon, &guard.plain]))
}

pub(super) fn divider(divider: &Divider) -> String {
    match (divider.is_pause, divider.text.is_empty()) {
        (true, true) => "Time passes".to_owned(),
        (true, false) => flattened(join(&["Time passes: ", &divider.text.plain])),
        (false, _) => flattened(join(&["Divider: ", &divider.text.plain])),
    }
}

/// Returns a text on one line.
fn flat(text: &Text) -> String {
    flattened(text.plain.clone())
}

fn flattened(text: String) -> String {
    if text.contains('\n') { text.replace('\n', " ") } else { text }
}

fn join(parts: &[&str]) -> String {
    parts.concat()
}
