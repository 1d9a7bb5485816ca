//! Since when a party has a value, and until when.

use super::{Known, Ledger, Step, StepKind};
use crate::source::Source;

/// A value that a party has or can compute, in a part of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Holding<'l> {
    /// The value.
    pub value: &'l Known,
    /// How the party came to have it.
    pub kind: StepKind,
    /// The line at which it did, from 1.
    pub since: u32,
    /// The line from which it does not, or has it in a way that is closer; none if it has it in the end.
    pub until: Option<u32>,
}

impl Holding<'_> {
    /// Whether it has it, and cannot only compute it.
    pub fn is_had(&self) -> bool {
        self.kind != StepKind::Reaches
    }

    /// How it came to have it, in a word or two.
    pub fn how(&self) -> &'static str {
        match self.kind {
            StepKind::Knows => "known",
            StepKind::Makes => "made",
            StepKind::Receives => "received",
            StepKind::Derives => "derived",
            StepKind::Leaks => "leaked",
            StepKind::Reaches => "can compute",
            StepKind::Keeps | StepKind::Checks | StepKind::Verifies | StepKind::Shows | StepKind::Forgets => {
                "kept"
            }
        }
    }

    /// Whether the party has it after a line, or in the end.
    pub fn holds(&self, at: Option<u32>) -> bool {
        match at {
            Some(line) => self.since <= line && self.until.is_none_or(|until| until > line),
            None => self.until.is_none(),
        }
    }
}

impl Step {
    /// The line from which it is known. What remains after a fragment is known from its end on.
    pub fn known_from(&self, source: &Source) -> u32 {
        let is_after_fragment = match self.kind {
            StepKind::Keeps => true,
            StepKind::Forgets => source.place(self.span.start).line == self.line as usize,
            StepKind::Knows
            | StepKind::Makes
            | StepKind::Receives
            | StepKind::Derives
            | StepKind::Checks
            | StepKind::Verifies
            | StepKind::Shows
            | StepKind::Reaches
            | StepKind::Leaks => false,
        };
        if !is_after_fragment {
            return self.line;
        }
        u32::try_from(source.place(self.span.end).line).unwrap_or(u32::MAX)
    }
}

impl Ledger {
    /// What a party comes to have or to be able to compute, in the order in which it does. A value that it loses at the
    /// end of a branch, or gets to have after it could only compute it, is there more than once.
    pub fn holdings(&self, party: usize, source: &Source) -> Vec<Holding<'_>> {
        let mut all: Vec<Holding<'_>> = Vec::new();
        let mut current: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
        let mut steps: Vec<(u32, &Step)> =
            self.steps.iter().map(|step| (step.known_from(source), step)).collect();
        steps.sort_by_key(|(line, _)| *line);
        for (line, step) in steps {
            let is_leak = step.kind == StepKind::Leaks && self.attacker == Some(party);
            if !step.who.contains(&party) && !is_leak {
                continue;
            }
            for value in &step.values {
                let name = value.name.as_str();
                if step.kind == StepKind::Forgets {
                    if let Some(at) = current.remove(name) {
                        all[at].until = Some(line);
                    }
                } else if step.kind.gives(is_leak) || step.kind == StepKind::Reaches {
                    let new = Holding { value, kind: step.kind, since: line, until: None };
                    let old = current.get(name).copied();
                    if old.is_none_or(|old| !all[old].is_had() && new.is_had()) {
                        if let Some(old) = old {
                            all[old].until = Some(line);
                        }
                        current.insert(name, all.len());
                        all.push(new);
                    }
                }
            }
        }
        all
    }
}

impl StepKind {
    /// Whether such a step gives its values to those who take it; a leak does, to the attacker.
    pub fn gives(self, is_leak: bool) -> bool {
        match self {
            StepKind::Knows | StepKind::Makes | StepKind::Receives | StepKind::Derives | StepKind::Keeps => {
                true
            }
            StepKind::Leaks => is_leak,
            StepKind::Checks
            | StepKind::Verifies
            | StepKind::Shows
            | StepKind::Reaches
            | StepKind::Forgets => false,
        }
    }
}
