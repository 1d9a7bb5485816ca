//! What stands at the foot of a drawing: what its marks mean, and what was checked. Both say no more than the rules of a
//! run give: of secrets nothing where no attacker sees the messages.

use std::collections::BTreeSet;

use crate::ledger::{Expectation, Ledger, StepKind};
use crate::model::{Diagram, EventKind, Foot, Mark};
use crate::text::listed;

/// Makes the foot of a drawing; an empty one where the drawing has no box of knowledge.
pub(super) fn foot(diagram: &Diagram, ledger: &Ledger) -> Foot {
    let mut marks = BTreeSet::new();
    let mut has_boxes = false;
    diagram.walk(|event| {
        if let EventKind::Learning(learning) = &event.kind {
            has_boxes = true;
            marks.extend(learning.facts.iter().filter(|fact| fact.fresh).map(|fact| fact.mark));
        }
    });
    if !has_boxes {
        return Foot::default();
    }
    Foot { legend: legend(&marks, ledger), verdict: verdict(ledger) }
}

fn legend(marks: &BTreeSet<Mark>, ledger: &Ledger) -> Vec<(Mark, String)> {
    let mut legend = Vec::new();
    for &mark in marks {
        let meaning = match mark {
            Mark::New => continue,
            Mark::Initial if marks.contains(&Mark::Made) => "made here, or known from the start".to_owned(),
            Mark::Initial => "known from the start".to_owned(),
            Mark::Made if marks.contains(&Mark::Initial) => continue,
            Mark::Made => "made here".to_owned(),
            Mark::Secret => secret(ledger),
            Mark::Open => "in the clear: a listener has it, too".to_owned(),
            Mark::OpenLater => "a listener gets it further down".to_owned(),
            Mark::Constant => "no secret: a constant".to_owned(),
        };
        legend.push((mark, meaning));
    }
    legend
}

fn secret(ledger: &Ledger) -> String {
    let names: Vec<&str> = ledger.insiders.iter().map(|&who| ledger.parties[who].as_str()).collect();
    match listed(&names) {
        Some(names) => format!("secret: only {names} can compute it"),
        None => "secret: a listener cannot compute it".to_owned(),
    }
}

/// A heading, a line for each verdict on the attacker, and a line for each other party.
fn verdict(ledger: &Ledger) -> Vec<String> {
    let of = |who: usize, is_it: &dyn Fn(&Expectation) -> bool| {
        let all = ledger.expectations.iter().filter(|one| one.who == who && is_it(one));
        all.map(|one| one.name.as_str()).collect::<Vec<_>>()
    };
    let said = |what: &str, names: Vec<&str>| {
        Some(names).filter(|names| !names.is_empty()).map(|names| format!("{what} {}", names.join(", ")))
    };
    let mut lines = vec![heading(ledger)];
    if let Some(attacker) = ledger.attacker {
        lines.extend(said("It cannot compute", of(attacker, &|one| !one.knows)));
        lines.extend(said("It can compute", of(attacker, &|one| one.knows && !one.only_later)));
        lines.extend(said("It cannot compute at first, but later", of(attacker, &|one| one.only_later)));
    }
    for (who, name) in ledger.parties.iter().enumerate().filter(|(who, _)| Some(*who) != ledger.attacker) {
        let parts = [
            said("knows", of(who, &|one| one.knows && !one.only_later)),
            said("does not know", of(who, &|one| !one.knows)),
            said("checked", checked(who, ledger)),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if !parts.is_empty() {
            lines.push(format!("{name} {}", parts.join("; it ")));
        }
    }
    if lines.len() > 1 { lines } else { Vec::new() }
}

/// The values that a party compared or verified.
fn checked(who: usize, ledger: &Ledger) -> Vec<&str> {
    let is_check = |kind| matches!(kind, StepKind::Checks | StepKind::Verifies);
    let steps = ledger.steps.iter().filter(|step| is_check(step.kind) && step.who.contains(&who));
    let mut met = BTreeSet::new();
    let names = steps.flat_map(|step| step.values.iter().map(|value| value.name.as_str()));
    names.filter(|name| met.insert(*name)).collect()
}

/// For whom it was checked: a listener may have been handed values.
fn heading(ledger: &Ledger) -> String {
    let leaks = ledger.steps.iter().filter(|step| step.kind == StepKind::Leaks);
    let mut met = BTreeSet::new();
    let leaked = leaks.flat_map(|step| step.values.iter().map(|value| value.name.as_str()));
    let leaked: Vec<&str> = leaked.filter(|name| met.insert(*name)).collect();
    match (ledger.is_watched, listed(&leaked)) {
        (true, None) => "Checked, for a listener in this run:".to_owned(),
        (true, Some(names)) => format!("Checked, for a listener in this run who gets {names}:"),
        (false, None) => "Checked, in this run:".to_owned(),
        (false, Some(names)) => format!("Checked, in this run, for somebody who gets {names}:"),
    }
}
