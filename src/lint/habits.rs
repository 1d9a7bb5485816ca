//! Finds constructs that are most likely not meant: unused participants, empty frames, replies without a call,
//! activations that never end, labels that are too long.

use std::collections::BTreeSet;

use super::called;
use crate::diagnostic::{Code, Diagnostics};
use crate::ledger::Ledger;
use crate::model::{Diagram, End, Event, EventKind, Fragment, Id, Message};
use crate::notation::{FragmentKind, Head, Line};
use crate::source::Span;

/// The most characters in one line of a message that are easy to read.
const LONG: usize = 100;

/// Visits every event once. A participant that learns something counts as used.
pub(super) fn check(
    diagram: &Diagram,
    ledger: Option<&Ledger>,
    wants: impl Fn(Code) -> bool,
    sink: &mut Diagnostics,
) {
    // Participants already reported as the target of a misspelled name.
    let slips = [Code::NearlyDeclared, Code::ArrowInName, Code::MisplacedColor]
        .into_iter()
        .filter(|&code| wants(code));
    let meant = slips.flat_map(|code| sink.also_pointed_at(code)).collect();
    let mut walk = Visitor {
        sink,
        diagram,
        seen: vec![false; diagram.participants.len()],
        covers: vec![0; diagram.participants.len() + 1],
        bars: vec![Vec::new(); diagram.participants.len()],
        calls: wants(Code::ReplyToNobody).then(BTreeSet::new),
        measures: wants(Code::LongLabel),
        meant,
        something: false,
    };
    diagram.walk(|event| walk.event(event));
    let knowing = ledger.into_iter().flat_map(|ledger| &ledger.steps).flat_map(|step| &step.who);
    // An attacker that is not drawn has a number beyond those of the participants.
    knowing.for_each(|&who| walk.seen.get_mut(who).into_iter().for_each(|seen| *seen = true));
    walk.unused();
    walk.open_bars();
}

struct Visitor<'d> {
    sink: &'d mut Diagnostics,
    diagram: &'d Diagram,
    /// Whether each participant has been in an event.
    seen: Vec<bool>,
    /// For each lifeline, how many boxes begin there minus those that end before it; the sum from the left is the
    /// number over one.
    covers: Vec<i64>,
    /// Where each participant's open bars began.
    bars: Vec<Vec<Span>>,
    /// The pairs of caller and callee so far, if that lint is on.
    calls: Option<BTreeSet<(Id, Id)>>,
    /// Whether the lint on long labels is on.
    measures: bool,
    /// Where participants are declared whose name is misspelled elsewhere.
    meant: BTreeSet<Span>,
    /// Whether anything happens at all.
    something: bool,
}

impl Visitor<'_> {
    fn event(&mut self, event: &Event) {
        match &event.kind {
            EventKind::Message(message) => self.message(message, event.span),
            EventKind::Note(note) => self.over(note.first, note.last),
            EventKind::Reference(reference) => self.over(reference.note.first, reference.note.last),
            EventKind::Learning(learning) => self.over(learning.first, learning.last),
            EventKind::Fragment(fragment) => self.empty(fragment, event.span),
            EventKind::Activate(activation) => {
                self.see(activation.of);
                self.bars[activation.of.index()].push(event.span);
            }
            EventKind::Deactivate(id) => {
                self.see(*id);
                self.bars[id.index()].pop();
            }
            EventKind::Destroy(id, _) => {
                self.see(*id);
                self.bars[id.index()].clear();
            }
            EventKind::Create(id) | EventKind::Revive(id) => self.see(*id),
            EventKind::Together(_)
            | EventKind::Divider(_)
            | EventKind::Space(_)
            | EventKind::BarTail
            | EventKind::Spacing(_) => {}
        }
    }

    /// Something is drawn over all lifelines from one to another.
    fn over(&mut self, first: Id, last: Id) {
        self.something = true;
        self.covers[first.index()] += 1;
        self.covers[last.index() + 1] -= 1;
    }

    fn see(&mut self, id: Id) {
        self.seen[id.index()] = true;
    }

    fn message(&mut self, message: &Message, span: Span) {
        self.something = true;
        for end in [message.from, message.to] {
            if let End::Lifeline { of, .. } = end {
                self.see(of);
            }
        }
        self.reply(message, span);
        if self.measures {
            self.label(message, span);
        }
    }

    fn label(&mut self, message: &Message, span: Span) {
        let longest = message.text.plain.lines().map(|line| line.chars().count()).max().unwrap_or_default();
        if longest > LONG {
            self.sink
                .warn(Code::LongLabel, span, format!("a line of this message is {longest} characters long"))
                .at("makes the drawing wide")
                .help(format!("break it with `\\n` before {LONG} characters, or say the rest in a note"));
        }
    }

    /// Remembers a call, and looks for the call that a reply belongs to.
    fn reply(&mut self, message: &Message, span: Span) {
        let Some(calls) = &mut self.calls else { return };
        let (End::Lifeline { of: from, .. }, End::Lifeline { of: to, .. }) = (message.from, message.to)
        else {
            return;
        };
        let one_way = (message.arrow.tail == Head::None) != (message.arrow.head == Head::None);
        if message.arrow.line == Line::Solid || !one_way || message.creates {
            calls.insert((from, to));
            return;
        }
        if from == to || calls.contains(&(to, from)) {
            return;
        }
        let (from, to) = (self.name(from), self.name(to));
        self.sink
            .warn(Code::ReplyToNobody, span, format!("`{from}` replies to `{to}`, which has not called it"))
            .at("a dashed line is a reply")
            .help(format!("draw a call with a solid line: `{from}->{to}`, or add the call above"));
    }

    fn empty(&mut self, fragment: &Fragment, span: Span) {
        let is_empty = fragment.operands.iter().all(|operand| operand.events.is_empty());
        if !is_empty || fragment.kind == FragmentKind::Ref {
            return;
        }
        self.sink
            .warn(Code::EmptyFragment, span, format!("nothing happens in this `{}`", fragment.kind.word()))
            .at("an empty frame")
            .help("put messages between this line and its `end`, or delete it");
    }

    fn unused(&mut self) {
        // A diagram of participants only is complete, and a participant declared with the sides of `as` swapped, or
        // with a semicolon, has been reported.
        let known = [Code::SwappedAlias, Code::UnquotedName, Code::LabelAsName, Code::TrailingSemicolon];
        let is_known = known.into_iter().any(|code| self.sink.has(code));
        if !self.something || is_known {
            return;
        }
        let mut covers = 0;
        for (index, participant) in self.diagram.participants.iter().enumerate() {
            covers += self.covers[index];
            if self.seen[index] || covers > 0 || self.meant.contains(&participant.span) {
                continue;
            }
            let name = called(participant);
            let help = match self.meant_by(&participant.label.plain) {
                Some(meant) if name.contains(',') => {
                    format!("a line declares one participant: write `participant {meant}`, and so on")
                }
                Some(meant) => {
                    format!("all of it is the name; if `{meant}` is meant, write nothing more than that")
                }
                None => {
                    "delete it, or allow it with a comment `# seqwright: allow unused-participant` above it"
                        .to_owned()
                }
            };
            self.sink
                .warn(Code::UnusedParticipant, participant.span, format!("nothing happens to `{name}`"))
                .at("declared, and never mentioned again")
                .help(help);
        }
    }

    /// The participant that is meant by a name with something else in it: `A, B`, `A red`, `A [label="x"]`.
    fn meant_by<'n>(&self, name: &'n str) -> Option<&'n str> {
        /// The most participants that a name is compared with.
        const MOST: usize = 100;
        let (meant, _) = name.split_once([' ', ',', '@', '[', ';'])?;
        let mut others = self.diagram.participants.iter().take(MOST).zip(&self.seen);
        others.any(|(other, seen)| *seen && other.label.plain == meant).then_some(meant)
    }

    fn open_bars(&mut self) {
        for index in 0..self.bars.len() {
            for span in std::mem::take(&mut self.bars[index]) {
                let name = called(&self.diagram.participants[index]);
                self.sink
                    .warn(Code::OpenActivation, span, format!("this activation of `{name}` never ends"))
                    .at("begins here")
                    .help(format!("write `deactivate {name}` where its work is done"));
            }
        }
    }

    fn name(&self, id: Id) -> String {
        called(&self.diagram.participants[id.index()])
    }
}
