//! Writes what participants learn into the model, how messages are protected, and what stands at the foot.

mod beside;
mod foot;
mod told;

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::{Access, Ledger, Step, StepKind};
use crate::model::{Act, Diagram, Event, EventId, EventKind, Fact, Id, Learning, Mark, Protection};

/// Writes what was learnt, checked, shown and leaked below the lines where that happened, and how messages were
/// protected beside them.
pub(super) fn annotate(diagram: &mut Diagram, ledger: &Ledger) {
    let drawn = diagram.participants.len();
    let mut next = 0;
    diagram.walk(|_| next += 1);
    let mut writer = Writer {
        ledger,
        drawn,
        steps: by_branch(ledger),
        next,
        has_chips: told::may_have_chips(diagram),
        shown: BTreeSet::new(),
        names: told::names(diagram),
    };
    let events = std::mem::take(&mut diagram.events);
    diagram.events = writer.events(events, None);
    diagram.foot = foot::foot(diagram, ledger);
}

/// An operand of a fragment, or the outermost events.
type Branch = Option<(EventId, usize)>;

/// The drawn steps, by the branch they are in, each list from its end to its beginning.
fn by_branch(ledger: &Ledger) -> BTreeMap<Branch, Vec<&Step>> {
    let mut steps: BTreeMap<Branch, Vec<&Step>> = BTreeMap::new();
    for step in ledger.steps.iter().rev().filter(|step| step.is_drawn) {
        let branch = step.within.map(|within| (within.fragment, within.operand));
        steps.entry(branch).or_default().push(step);
    }
    steps
}

struct Writer<'l> {
    ledger: &'l Ledger,
    /// How many of the parties are drawn.
    drawn: usize,
    steps: BTreeMap<Branch, Vec<&'l Step>>,
    /// The number of the next event that is added.
    next: usize,
    /// Whether a chip at the head of an arrow may stand for a box.
    has_chips: bool,
    /// The values that a box has shown so far.
    shown: BTreeSet<String>,
    /// What the messages are called.
    names: BTreeMap<EventId, String>,
}

impl Writer<'_> {
    /// The events of one branch with its steps between them.
    fn events(&mut self, events: Vec<Event>, within: Branch) -> Vec<Event> {
        let mut steps = self.steps.remove(&within).unwrap_or_default();
        let mut all = Vec::with_capacity(events.len() + steps.len());
        for mut event in events {
            while let Some(step) = steps.pop_if(|step| step.span.start < event.span.start) {
                self.add(step, &mut all);
            }
            self.inside(&mut event);
            all.push(event);
        }
        while let Some(step) = steps.pop() {
            self.add(step, &mut all);
        }
        all
    }

    /// Goes into fragments, and protects messages.
    fn inside(&mut self, event: &mut Event) {
        if let EventKind::Fragment(fragment) = &mut event.kind {
            for (index, operand) in fragment.operands.iter_mut().enumerate() {
                let events = std::mem::take(&mut operand.events);
                operand.events = self.events(events, Some((event.id, index)));
            }
        } else if let EventKind::Message(message) = &mut event.kind {
            let sent = &self.ledger.messages;
            if let Ok(at) = sent.binary_search_by_key(&event.id, |sent| sent.event) {
                let (key, exposed) = (sent[at].key.clone(), sent[at].is_exposed);
                let exposed_later = sent[at].exposed_since.is_some_and(|since| since > sent[at].line);
                let learnt = Vec::new();
                message.protection = Some(Box::new(Protection { key, exposed, exposed_later, learnt }));
            }
        } else {
            event.bodies_mut().into_iter().flatten().for_each(|event| self.inside(event));
        }
    }

    /// Draws a step over those who are drawn: one box for those who stand side by side.
    fn add(&mut self, step: &Step, all: &mut Vec<Event>) {
        let act = match step.kind {
            StepKind::Knows | StepKind::Makes | StepKind::Receives | StepKind::Derives | StepKind::Shows => {
                Act::Learns
            }
            StepKind::Checks => Act::Checks,
            StepKind::Verifies => Act::Verifies,
            StepKind::Leaks => Act::Leaks,
            StepKind::Reaches | StepKind::Forgets | StepKind::Keeps => return,
        };
        if self.has_chips && told::tell(step, &self.shown, all) {
            return;
        }
        let opens = if act == Act::Leaks { told::opens(self.ledger, step, &self.names) } else { Vec::new() };
        let who: Vec<usize> = step.who.iter().copied().filter(|&who| who < self.drawn).collect();
        if !who.is_empty() {
            self.shown.extend(step.values.iter().map(|value| value.name.clone()));
        }
        for group in who.chunk_by(|a, b| a + 1 == *b) {
            let (first, last) = (Id::at(group[0]), Id::at(group[group.len() - 1]));
            let facts = facts(step, self.ledger.is_watched);
            let learning = Learning { act, first, last, facts, opens: opens.clone() };
            if let Err(learning) = beside::put(learning, all) {
                let kind = EventKind::Learning(learning);
                let event = Event { id: self.new_id(), kind, span: step.span, line: step.line };
                beside::push(event, || self.new_id(), all);
            }
        }
    }

    fn new_id(&mut self) -> EventId {
        self.next += 1;
        EventId::at(self.next - 1)
    }
}

fn facts(step: &Step, is_watched: bool) -> Vec<Fact> {
    let facts = step.values.iter().map(|value| Fact {
        name: value.name.clone(),
        fresh: value.is_new,
        how: value.formula.clone(),
        from: value.ingredients.clone(),
        mark: mark(step, value.access, is_watched),
        bytes: value.bytes.clone(),
        given: value.is_given,
        whole: step.kind == StepKind::Shows,
        in_tooltip: true,
        line: step.line,
    });
    facts.collect()
}

/// What is said of a value: where it comes from, if nobody else can have it yet; otherwise who else has it.
fn mark(step: &Step, access: Access, is_watched: bool) -> Mark {
    match (step.kind, access) {
        (_, Access::Constant) => Mark::Constant,
        (StepKind::Knows, _) if is_watched => Mark::Initial,
        (StepKind::Makes, _) if is_watched => Mark::Made,
        (_, Access::Unknown) => Mark::New,
        (_, Access::Never) => Mark::Secret,
        (_, Access::Since(line)) if line > step.line => Mark::OpenLater,
        (_, Access::Since(_)) => Mark::Open,
    }
}
