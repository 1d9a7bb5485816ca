//! Watches the values that were asked for: at which step does each party come to know them, whatever line derives them?
//! All terms of the file are known from the start, so that a value is noticed before the line that gives it its name.

use super::Follow;
use super::moment::moment;
use crate::knowledge::plan::{Act, ActKind, Plan};
use crate::knowledge::show::Shown;
use crate::knowledge::term::{Shape, Term};
use crate::ledger::{Answer, Asked, Last, Moment};
use crate::notation::Flow;
use crate::run::Who;

/// What was asked for, and what is known of it so far.
pub(in crate::knowledge) struct Watch {
    asked: Vec<(String, Target)>,
}

/// The value that a name stands for.
enum Target {
    Unknown { near: Option<String> },
    Known { term: Term, parties: Vec<Sight> },
}

/// What a party knows of a value.
#[derive(Clone, Default)]
struct Sight {
    is_known: bool,
    moments: Vec<Moment>,
}

impl Watch {
    /// Looks up names.
    pub fn ask(plan: &mut Plan<'_>, names: &[String]) -> Watch {
        let ask = |name: &String| {
            let target = match plan.named.find(name) {
                Some(value) => {
                    let parties = vec![Sight::default(); plan.parties.len()];
                    Target::Known { term: value.term, parties }
                }
                None => {
                    Target::Unknown { near: plan.named.near(name, false).map(|near| near.name.to_owned()) }
                }
            };
            (name.clone(), target)
        };
        Watch { asked: names.iter().map(ask).collect() }
    }

    /// What is known of each name in the end.
    pub fn answers(&mut self, plan: &Plan<'_>) -> Vec<Asked> {
        let answer = |(name, target)| {
            let answer = match target {
                Target::Unknown { near } => Answer::Unknown { near },
                Target::Known { term, parties } => {
                    let is_made = matches!(plan.terms.shape(term), Shape::Atom(_) | Shape::Half(_));
                    let formula = (!is_made).then(|| Shown::from(plan).formula(term));
                    let parties = parties.into_iter().map(|sight| sight.moments).collect();
                    Answer::Known { formula, parties }
                }
            };
            Asked { name, answer }
        };
        std::mem::take(&mut self.asked).into_iter().map(answer).collect()
    }
}

impl<'a> Follow<'_, 'a> {
    /// What every party can compute of what is written in the diagram.
    pub(super) fn look_at_the_start(&mut self) {
        let start = Moment { last: Last::Start, line: None, branch: None };
        self.watched(|_, _| Some(start.clone()));
    }

    /// Notes what parties know since this step.
    pub(super) fn look(&mut self, act: &Act<'a>) {
        if self.watch.asked.is_empty() {
            return;
        }
        // What remains after a fragment was noticed in its branches.
        let is_noticed = matches!(act.kind, ActKind::Join);
        let branch = self.branch_that_must_happen();
        self.watched(|follow, (who, term)| {
            let moment = (!is_noticed).then(|| moment(follow.plan, &follow.known, who, term));
            moment.map(|moment| Moment { branch, ..moment })
        });
    }

    /// Compares what parties know of the values with what they knew before, and notes when that is new.
    fn watched(&mut self, when: impl Fn(&Self, (Who, Term)) -> Option<Moment>) {
        let mut watch = std::mem::replace(&mut self.watch, Watch { asked: Vec::new() });
        for (_, target) in &mut watch.asked {
            let Target::Known { term, parties } = target else { continue };
            self.known.pay(parties.len());
            for (who, sight) in (0_u32..).map(Who).zip(parties) {
                let was_known = std::mem::replace(&mut sight.is_known, self.known.knows(who, *term));
                if sight.is_known && !was_known {
                    self.known.pay(self.plan.messages.len());
                    sight.moments.extend(when(self, (who, *term)));
                }
            }
        }
        self.watch = watch;
    }

    /// The line of the innermost open branch that may not happen.
    fn branch_that_must_happen(&self) -> Option<u32> {
        let mut inner = self.within;
        for fork in self.forks.iter().rev() {
            if !matches!(fork.flow, Flow::Through | Flow::Parallel) {
                return inner.map(|within| within.line);
            }
            inner = fork.within;
        }
        None
    }
}
