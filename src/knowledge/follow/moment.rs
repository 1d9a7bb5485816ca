//! What a party needed last for a value that it has just come to know: its proof ends in messages, in values that the
//! party made and in leaks, and the latest of these is what it waited for.

use std::collections::{BTreeSet, HashSet};

use crate::knowledge::deduce::{Deduction, Why};
use crate::knowledge::plan::{Plan, Sent};
use crate::knowledge::show::Shown;
use crate::knowledge::term::{Shape, Term};
use crate::knowledge::values::Made;
use crate::ledger::{Last, Moment, Named, Own};
use crate::run::Who;
use crate::text::shortened;

/// When a party came to know a term, which it knows now.
pub(super) fn moment(plan: &Plan<'_>, known: &Deduction<'_>, who: Who, term: Term) -> Moment {
    let ends = Ends::of(plan, known, who, term);
    let line = ends.last_line();
    let last = match line {
        None => Last::Start,
        Some(line) if ends.message.is_some_and(|(at, _)| at == line) => {
            ends.message.map_or(Last::Start, |(_, number)| Last::Message(named(plan, number)))
        }
        Some(line) if ends.leaks.iter().any(|&(at, _)| at == line) => {
            let leaks = ends.leaks.iter().filter(|(at, _)| *at == line);
            Last::Leak(leaks.map(|&(_, term)| Shown::from(plan).term(term)).collect())
        }
        Some(line) => own(plan, &ends, who, line),
    };
    Moment { last, line, branch: None }
}

/// Where a proof ends, each with its line.
#[derive(Default)]
struct Ends {
    /// The latest message, by its number.
    message: Option<(u32, usize)>,
    /// What the party made.
    made: BTreeSet<(u32, Term)>,
    leaks: BTreeSet<(u32, Term)>,
}

impl Ends {
    fn of(plan: &Plan<'_>, known: &Deduction<'_>, who: Who, term: Term) -> Ends {
        let mut ends = Ends::default();
        let mut met = HashSet::from([term]);
        let mut stack = vec![term];
        while let Some(term) = stack.pop() {
            let Some(fact) = known.fact(who, term) else { continue };
            match fact.why {
                Why::Rule(number) => {
                    let premises = plan.terms.rules.premises(plan.terms.rules.clause(number));
                    stack.extend(premises.iter().filter(|&&part| met.insert(part)));
                }
                Why::Initial => {}
                Why::Generated => _ = ends.made.insert((fact.line, term)),
                Why::Leaked => _ = ends.leaks.insert((fact.line, term)),
                Why::Sent | Why::Received => {
                    let message = number_of(plan, term).map(|number| (fact.line, number));
                    ends.message = ends.message.max(message);
                }
                // What every branch gave, it has from what happened on that line.
                Why::Branches | Why::Derived => match at_line(plan, who, fact.line) {
                    Some(number) => ends.message = ends.message.max(Some((fact.line, number))),
                    None => _ = ends.made.insert((fact.line, term)),
                },
            }
        }
        ends
    }

    /// The line of the latest end; none if all was there from the start.
    fn last_line(&self) -> Option<u32> {
        let line = |end: Option<&(u32, Term)>| end.map(|&(line, _)| line);
        let message = self.message.map(|(line, _)| line);
        message.max(line(self.made.last())).max(line(self.leaks.last()))
    }
}

/// The party waited for what it made at this line: since the last message that it needs.
fn own(plan: &Plan<'_>, ends: &Ends, who: Who, line: u32) -> Last {
    let since = ends.message.map_or(0, |(line, _)| line);
    let made = ends.made.iter().filter(|(line, _)| *line > since);
    let own = |&(_, term): &(u32, Term)| {
        let value = plan.named.of(term);
        let is_half = value.is_some_and(|value| match value.made {
            Made::PrivateHalf | Made::PublicHalf(_) => true,
            Made::Initial | Made::Generated | Made::Derived => false,
        });
        Own { name: Shown::from(plan).term(term), is_half }
    };
    let next = plan.messages.iter().position(|sent| sent.from == Some(who) && sent.line > line);
    Last::Own {
        made: made.map(own).collect(),
        after: ends.message.map(|(_, number)| named(plan, number)),
        before: next.map(|number| named(plan, number)),
    }
}

/// The message that a term is, or that it is the encryption of.
fn number_of(plan: &Plan<'_>, term: Term) -> Option<usize> {
    let message = if let Shape::Sealed(_, inside) = plan.terms.shape(term) { *inside.first()? } else { term };
    if let Shape::Message(number) = plan.terms.shape(message) { Some(*number as usize) } else { None }
}

/// The message of a line that a party sends, receives or sees.
fn at_line(plan: &Plan<'_>, who: Who, line: u32) -> Option<usize> {
    let has = |sent: &Sent<'_>| [sent.from, sent.to, plan.attacker].contains(&Some(who));
    plan.messages.iter().position(|sent| sent.line == line && has(sent))
}

/// A message by its name, with its sender and number where others have the same.
fn named(plan: &Plan<'_>, number: usize) -> Named {
    let sent = &plan.messages[number];
    let same = || plan.messages.iter().enumerate().filter(|(_, other)| other.name == sent.name);
    let from_it = || same().filter(|(_, other)| other.from == sent.from).map(|(number, _)| number);
    let mut name = shortened(sent.name).into_owned();
    if let Some(from) = sent.from.filter(|_| same().nth(1).is_some()) {
        name = format!("{}.{name}", plan.parties[from.index()]);
        if from_it().nth(1).is_some() {
            name += &format!(".{}", from_it().take_while(|&other| other <= number).count());
        }
    }
    let text = sent.label.map_or_else(String::new, |label| shortened(label.text).into_owned());
    Named { name, text, line: sent.line }
}
