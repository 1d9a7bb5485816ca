//! Finds the dialects that a source may be written in, and the lines that reveal them.
//!
//! The family has three dialects, and seqwright reads their union. Most of the language belongs to two or three of
//! them; what does not is listed here. Where a dialect's manual is silent, the construct counts as part of the dialect.

use std::collections::BTreeMap;

use crate::ast::{
    self, Braces, Endpoint, Fragment, Group, Message, Name, Note, NoteText, Participant, Setting, Stmt,
    StmtKind, Style, When,
};
use crate::notation::words::PARTICIPANT_GROUP;
use crate::notation::{Ending, FragmentKind, Head, NoteKind, ParticipantKind};
use crate::source::{Dialect, Source};

/// A set of dialects, one bit each. In order, subsets come before supersets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Dialects(u8);

const SD: Dialects = Dialects(1);
const WSD: Dialects = Dialects(2);
const JS: Dialects = Dialects(4);
/// seqwright's own, of no dialect of the family.
const OWN: Dialects = Dialects(8);
/// All but js-sequence-diagrams, which is the smallest.
const SD_WSD: Dialects = Dialects(SD.0 | WSD.0);

const NAMES: [(Dialects, &str); 4] = [
    (SD, "sequencediagram.org"),
    (WSD, "WebSequenceDiagrams"),
    (JS, "js-sequence-diagrams"),
    (OWN, "seqwright alone"),
];

impl Dialects {
    /// The intersection of both sets.
    fn common(self, other: Dialects) -> Dialects {
        Dialects(self.0 & other.0)
    }

    fn is_within(self, other: Dialects) -> bool {
        self.common(other) == self
    }

    fn names(self) -> String {
        let names = NAMES.iter().filter(|(one, _)| one.is_within(self)).map(|(_, name)| *name);
        names.collect::<Vec<_>>().join(" and ")
    }
}

/// A construct that not all dialects have.
struct Construct {
    line: u32,
    /// Its name in reports.
    word: &'static str,
    dialects: Dialects,
}

/// The mark-up that only sequencediagram.org knows. Its toggles (`**`, `//`) reveal nothing: they occur in the texts of
/// all dialects.
const TAGS: [&str; 12] = [
    "<color:",
    "<size:",
    "<align:",
    "<link:",
    "<background:",
    "<sub>",
    "<sup>",
    "<wordwrap:",
    "<position:",
    "<stroke:",
    "<difference>",
    "</color>",
];

/// How many constructs are shown.
const MOST: usize = 3;

/// Names the dialects that the constructs of a source belong to, their number, and the first ones.
///
/// ```
/// let source = seqwright::Source::from("A->+B: hello");
/// let (written, _) = seqwright::parse(&source);
/// assert_eq!(
///     seqwright::dialect::explain(&source, &written),
///     "WebSequenceDiagrams (1 construct), e.g. line 1: + on an arrow",
/// );
/// ```
pub fn explain(source: &Source, written: &ast::Diagram<'_>) -> String {
    let mut walk = Collector { text: source.text(), line: 0, found: Vec::new() };
    walk.body(&written.body);
    let verdict = verdict(&walk.found);
    match written.dialect {
        Dialect::Seqwright => verdict,
        Dialect::SequenceDiagramOrg => format!("{verdict} (read as {})", SD.names()),
        Dialect::WebSequenceDiagrams => format!("{verdict} (read as {})", WSD.names()),
        Dialect::JsSequenceDiagrams => format!("{verdict} (read as {})", JS.names()),
        Dialect::Mermaid => "Mermaid".to_owned(),
        Dialect::PlantUml => "PlantUML".to_owned(),
    }
}

fn verdict(found: &[Construct]) -> String {
    if found.is_empty() {
        return "common to all".to_owned();
    }
    let all = found.iter().fold(Dialects(u8::MAX), |all, one| all.common(one.dialects));
    let mut by_dialects: BTreeMap<Dialects, Vec<&Construct>> = BTreeMap::new();
    for one in found {
        by_dialects.entry(one.dialects).or_default().push(one);
    }
    // Constructs of a larger set of dialects add nothing.
    let sets: Vec<Dialects> = by_dialects.keys().copied().collect();
    let is_narrow = |set: &Dialects| !sets.iter().any(|other| other != set && other.is_within(*set));
    let parts = by_dialects.iter().filter(|(set, _)| is_narrow(set));
    let parts: Vec<String> = parts.map(|(set, constructs)| part(*set, constructs)).collect();
    let mixed = if all == Dialects(0) { "mixed: " } else { "" };
    format!("{mixed}{}", parts.join("; "))
}

/// `sequencediagram.org (3 constructs), e.g. line 4: participantgroup`
fn part(dialects: Dialects, constructs: &[&Construct]) -> String {
    let mut words: Vec<&str> = Vec::new();
    let mut shown: Vec<String> = Vec::new();
    for one in constructs {
        if !words.contains(&one.word) && shown.len() < MOST {
            words.push(one.word);
            shown.push(format!("line {}: {}", one.line, one.word));
        }
    }
    let count = constructs.len();
    let plural = if count == 1 { "" } else { "s" };
    format!("{} ({count} construct{plural}), e.g. {}", dialects.names(), shown.join(", "))
}

/// Visits the statements and collects constructs that not all dialects have.
struct Collector<'s> {
    text: &'s str,
    /// The line of the statement at hand.
    line: u32,
    found: Vec<Construct>,
}

impl Collector<'_> {
    fn found(&mut self, dialects: Dialects, word: &'static str) {
        self.found.push(Construct { line: self.line, word, dialects });
    }

    fn found_if(&mut self, is: bool, dialects: Dialects, word: &'static str) {
        if is {
            self.found(dialects, word);
        }
    }

    fn body(&mut self, body: &[Stmt<'_>]) {
        for stmt in body {
            self.line = stmt.line;
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &Stmt<'_>) {
        let source = &self.text[stmt.span.start..stmt.span.end];
        match &stmt.kind {
            StmtKind::Blank => {}
            StmtKind::Comment(text) => self.found_if(text.starts_with("//"), SD_WSD, "// as a comment"),
            StmtKind::Junk(text) => self.junk(text),
            StmtKind::Title(text) => {
                self.found_if(source.as_bytes().get(5) == Some(&b':'), JS, "title with a colon");
                self.markup(text.text);
            }
            StmtKind::Participant(written) => self.participant(written, source),
            StmtKind::Create(_) => self.found(SD_WSD, "create"),
            StmtKind::Message(written) => self.message(written),
            StmtKind::Note(written) => self.note(written),
            StmtKind::Reference(written) => {
                self.found(WSD, "a message into or out of a ref");
                written.entry.iter().chain(&written.exit).for_each(|message| self.message(message));
                self.note(&written.note);
            }
            StmtKind::Divider(text, style) => {
                self.found(SD, "== divider ==");
                self.style(style);
                self.markup(text.text);
            }
            StmtKind::Space(_) => self.found(SD, "space"),
            // None of these dialects has them.
            StmtKind::Pause(_) | StmtKind::Return(_) => {}
            StmtKind::Autonumber(_) => self.found(SD_WSD, "autonumber"),
            StmtKind::Activate(_, style) => {
                self.found(SD_WSD, "activate");
                self.style(style);
            }
            StmtKind::Deactivate(_, When::Now) => self.found(SD_WSD, "deactivate"),
            StmtKind::Deactivate(_, When::After) => self.found(SD, "deactivateafter"),
            StmtKind::Destroy(_, Ending::Now) => self.found(SD_WSD, "destroy"),
            StmtKind::Destroy(_, Ending::After) => self.found(SD, "destroyafter"),
            StmtKind::Destroy(_, Ending::Silent) => self.found(SD, "destroysilent"),
            StmtKind::Fragment(written) => self.fragment(written),
            StmtKind::Group(written) => self.group(written),
            StmtKind::Braces(written) => self.braces(written),
            StmtKind::Setting(written) => self.setting(written),
            StmtKind::Knowledge(_) => self.found(OWN, "knowledge"),
        }
    }

    /// A construct that is understood, but not drawn, so that the tree does not hold it.
    fn junk(&mut self, text: &str) {
        self.found_if(text.to_ascii_lowercase().starts_with("include "), WSD, "include");
    }

    fn style(&mut self, style: &Style<'_>) {
        self.found_if(!style.is_empty(), SD, "a colour or style");
    }

    fn markup(&mut self, text: &str) {
        if text.contains('<') {
            let text = text.to_ascii_lowercase();
            let tag = TAGS.iter().find(|tag| text.contains(*tag));
            self.found_if(tag.is_some(), SD, "mark-up in a text");
        }
    }

    fn participant(&mut self, written: &Participant<'_>, source: &str) {
        let has_colon = source.as_bytes().get("participant".len()) == Some(&b':');
        let is_icon = written.icon.is_some();
        match written.kind {
            _ if is_icon => self.found(SD, "an icon or image as a participant"),
            _ if has_colon => self.found(WSD, "participant:KIND"),
            ParticipantKind::Participant => {}
            ParticipantKind::Rounded => self.found(SD, "rparticipant"),
            ParticipantKind::Actor => self.found(SD_WSD, "actor"),
            ParticipantKind::Boundary => self.found(SD, "boundary"),
            ParticipantKind::Control => self.found(SD, "control"),
            ParticipantKind::Entity => self.found(SD, "entity"),
            ParticipantKind::Database => self.found(SD, "database"),
            ParticipantKind::Collections | ParticipantKind::Cloud | ParticipantKind::Queue => {
                self.found(WSD, "participant:KIND");
            }
        }
        self.found_if(written.label.quoted && written.alias.is_some(), SD_WSD, "a quoted label with `as`");
        self.style(&written.style);
        self.markup(written.label.text);
    }

    fn message(&mut self, message: &Message<'_>) {
        let is_cross = |head: Head| head == Head::Cross;
        let (tail, head) = (message.arrow.tail, message.arrow.head);
        if is_cross(tail) || is_cross(head) {
            self.found(SD, "a crossed arrow");
        } else if !tail.points() && !head.points() {
            self.found(JS, "an arrow without a head");
        }
        self.found_if(tail.points(), SD_WSD, "an arrow to the left");
        self.found_if(message.creates, SD_WSD, "* on an arrow");
        self.found_if(message.activates, WSD, "+ on an arrow");
        self.found_if(message.deactivates, WSD, "- on an arrow");
        self.found_if(message.delay.is_some(), SD, "a delayed message");
        self.style(&message.style);
        for end in [&message.first, &message.second] {
            match end {
                Endpoint::Participant(name) => self.name(name),
                Endpoint::Reference(_) => {}
                Endpoint::LeftBorder(_) | Endpoint::RightBorder(_) => {
                    self.found(SD_WSD, "a message from or to the border");
                }
            }
        }
        self.markup(message.text.text);
    }

    fn name(&mut self, name: &Name<'_>) {
        self.found_if(!name.quoted && name.text.contains('-'), SD_WSD, "a hyphen in a name");
    }

    fn note(&mut self, note: &Note<'_>) {
        match note.kind {
            NoteKind::Note => {}
            NoteKind::Box
            | NoteKind::Angular
            | NoteKind::AngularLeft
            | NoteKind::AngularRight
            | NoteKind::Rounded => self.found(SD, note.kind.word()),
            NoteKind::State | NoteKind::Ref => self.found(SD_WSD, note.kind.word()),
        }
        self.found_if(note.about.len() > 2, SD_WSD, "a note over three or more");
        note.about.iter().for_each(|name| self.name(name));
        self.style(&note.style);
        match (&note.text, note.kind) {
            (NoteText::Line(text), _) => self.markup(text.text),
            (NoteText::Block { .. }, NoteKind::State) => self.found(WSD, "end state"),
            (NoteText::Block { .. }, NoteKind::Ref) => self.found(WSD, "end ref"),
            (
                NoteText::Block { .. },
                NoteKind::Note
                | NoteKind::Box
                | NoteKind::Angular
                | NoteKind::AngularLeft
                | NoteKind::AngularRight
                | NoteKind::Rounded,
            ) => self.found(WSD, "end note"),
        }
    }

    fn fragment(&mut self, fragment: &Fragment<'_>) {
        let word = fragment.kind.word();
        let dialects = match fragment.kind {
            FragmentKind::Alt
            | FragmentKind::Opt
            | FragmentKind::Loop
            | FragmentKind::Par
            | FragmentKind::Seq => SD_WSD,
            FragmentKind::Break
            | FragmentKind::Critical
            | FragmentKind::Group
            | FragmentKind::Ref
            | FragmentKind::Strict
            | FragmentKind::Neg
            | FragmentKind::Ignore
            | FragmentKind::Consider
            | FragmentKind::Assert
            | FragmentKind::Region
            | FragmentKind::Expandable(_) => SD,
            // None of these dialects has it.
            FragmentKind::Rect => return,
        };
        self.found(dialects, word);
        let style = &fragment.style;
        let is_styled = style.operator.is_some() || style.label.is_some() || !style.body.is_empty();
        self.found_if(is_styled, SD, "a colour or style");
        for operand in &fragment.operands {
            self.line = operand.line;
            self.found_if(operand.thread, SD, "thread");
            self.style(&operand.style);
            self.markup(operand.guard.text);
            self.body(&operand.body);
        }
    }

    fn group(&mut self, group: &Group<'_>) {
        self.found(SD, PARTICIPANT_GROUP);
        self.style(&group.style);
        self.markup(group.label.text);
        self.body(&group.body);
    }

    fn braces(&mut self, braces: &Braces<'_>) {
        self.found(WSD, if braces.parallel { "parallel {" } else { "serial {" });
        self.body(&braces.body);
    }

    fn setting(&mut self, setting: &Setting<'_>) {
        match setting {
            Setting::Frame(text, _) => {
                self.found(SD, "frame");
                self.markup(text.text);
            }
            // None of these dialects has them.
            Setting::PageText(..) | Setting::Legend(_) | Setting::AccTitle(_) | Setting::AccDescr(_) => {}
            Setting::FontFamily(_) => self.found(SD, "fontfamily"),
            Setting::EntrySpacing(_) => self.found(SD, "entryspacing"),
            Setting::ParticipantSpacing(_) => self.found(SD, "participantspacing"),
            Setting::LifelineStyle(..) => self.found(SD, "lifelinestyle"),
            Setting::ActiveColor(..) => self.found(SD, "activecolor"),
            Setting::AutoActivation(_) => self.found(SD, "autoactivation"),
            Setting::Linear(_) => self.found(SD, "linear"),
            Setting::Parallel(_) => self.found(SD, "parallel"),
            Setting::BottomParticipants => self.found(SD, "bottomparticipants"),
            Setting::Footer(_) => self.found(WSD, "option footer"),
            Setting::DefineStyle { .. } => self.found(SD, "a style of a name or a type"),
        }
    }
}
