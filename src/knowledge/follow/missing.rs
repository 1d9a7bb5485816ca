//! Reports a term that a party lacks: what is missing, where it is made and sent, and what keeps this party from having
//! it. The whole file is known, so a diagnostic can say that a value is sent later.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::knowledge::deduce::Deduction;
use crate::knowledge::plan::{Plan, Sent};
use crate::knowledge::show::Shown;
use crate::knowledge::term::{Shape, Term};
use crate::knowledge::values::{Made, Value};
use crate::run::Who;
use crate::source::Span;

/// How many missing values a diagnostic lists, and how many ways of each.
const MAX_MISSING: usize = 3;
const MAX_JOURNEYS: usize = 2;
/// How many values inside of one field are looked at.
const MAX_INSIDE: usize = 64;

/// What a party should be able to do.
pub(super) struct Need<'n> {
    pub code: Code,
    /// In words that follow a name: "cannot derive `key` here".
    pub what: &'n str,
    /// Where it is written.
    pub place: Span,
    pub is_warning: bool,
}

/// How values travel, once a party asked.
#[derive(Default)]
pub(super) struct Carriers {
    carriers: Option<HashMap<Term, Vec<Carrier>>>,
}

/// A message that holds a term.
#[derive(Clone, Copy)]
struct Carrier {
    message: usize,
    /// The field that it is, or that it is inside of.
    field: Term,
}

/// One way on which a term was sent.
struct Journey {
    text: String,
    to_them: bool,
    /// Whether they only saw it on the wire.
    is_seen: bool,
    /// Whether that was after the line at hand.
    is_later: bool,
    line: u32,
    span: Span,
    /// The key that they lack.
    lock: Option<Term>,
}

impl Carriers {
    /// Reports a party who lacks some terms at a line.
    pub fn report<'s>(
        &mut self,
        plan: &Plan<'_>,
        known: &Deduction<'_>,
        (who, missing, line): (Who, &[Term], u32),
        need: Need<'_>,
        sink: &'s mut Diagnostics,
    ) -> &'s mut Diagnostic {
        let name = &plan.parties[who.index()];
        let lacks = missing.iter().take(MAX_MISSING).map(|&term| self.lack(plan, known, (who, term, line)));
        let lacks: Vec<Lack<'_>> = lacks.collect();
        // "cannot send `x` here" needs no "it does not know `x`".
        let is_itself = missing.len() == 1 && need.what.contains(&format!("`{}`", lacks[0].name));
        let message = if is_itself {
            format!("{name} {}{}", need.what, lacks[0].detail)
        } else {
            let list = lacks.iter().map(|lack| format!("`{}`{}", lack.name, lack.detail));
            format!("{name} {}: it does not know {}", need.what, list.collect::<Vec<_>>().join(" or "))
        };
        let diagnostic = match need.is_warning {
            true => sink.warn(need.code, need.place, message),
            false => sink.error(need.code, need.place, message),
        };
        diagnostic.at(format!("{name} lacks `{}`", lacks[0].name));
        let mut pointed_at = HashSet::new();
        for lack in &lacks {
            if let Some(value) = lack.value.filter(|value| pointed_at.insert(value.span)) {
                diagnostic.label(value.span, format!("`{}` {}", lack.name, value.event()));
            }
            if let Some(journey) = lack.journeys.first().filter(|journey| pointed_at.insert(journey.span)) {
                let later = if journey.is_later { ", which is later" } else { "" };
                let not = match (journey.to_them, journey.is_seen) {
                    (_, true) => "by",
                    (true, false) => "to",
                    (false, false) => "not to",
                };
                let sent = if journey.is_seen { "seen" } else { "sent" };
                diagnostic.label(journey.span, format!("{sent} here, {not} {name}{later}"));
            }
        }
        diagnostic.help(advice(plan, who, &lacks[0]))
    }

    fn lack<'p>(
        &mut self,
        plan: &'p Plan<'_>,
        known: &Deduction<'_>,
        (who, term, line): (Who, Term, u32),
    ) -> Lack<'p> {
        let shown = Shown::from(plan);
        let value = plan.named.of(term);
        let mut parts: Vec<String> = value.map(|value| value.origin(&plan.parties)).into_iter().collect();
        let mut journeys = self.journeys(plan, known, (who, term, line));
        let for_them = journeys.iter().any(|journey| journey.to_them);
        journeys.retain(|journey| journey.to_them == for_them);
        journeys.truncate(if for_them { MAX_JOURNEYS } else { 1 });
        let is_whole = matches!(plan.terms.shape(term), Shape::Atom(_) | Shape::Half(_));
        let mention = plan.mentions.get(&term).and_then(|all| all.first()).map(|&at| &plan.messages[at]);
        if journeys.is_empty() && is_whole {
            parts.push(match mention {
                Some(sent) => {
                    format!("line {} mentions `{}` but does not send it", sent.line, shown.term(term))
                }
                None => "never sent to anyone".to_owned(),
            });
        }
        parts.extend(journeys.iter().map(|journey| journey.text.clone()));
        let detail = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join("; ")) };
        let mentioned = mention.filter(|_| journeys.is_empty()).map(|sent| sent.line);
        Lack { name: shown.term(term), value, detail, journeys, mentioned }
    }

    fn journeys(
        &mut self,
        plan: &Plan<'_>,
        known: &Deduction<'_>,
        (who, term, line): (Who, Term, u32),
    ) -> Vec<Journey> {
        let carriers = self.carriers.get_or_insert_with(|| carriers(plan));
        let carriers = carriers.get(&term).map_or(&[][..], Vec::as_slice);
        let mut journeys = Vec::new();
        for carrier in carriers {
            let sent = &plan.messages[carrier.message];
            if sent.to.is_none() || sent.from == Some(who) {
                continue;
            }
            journeys.push(journey(plan, known, (who, term, line), sent, carrier.field));
            if journeys.iter().filter(|journey| journey.to_them).count() >= MAX_JOURNEYS {
                break;
            }
        }
        journeys
    }
}

/// A value that a party lacks.
struct Lack<'p> {
    name: String,
    value: Option<&'p Value<'p>>,
    /// In brackets: where it comes from and how it travelled.
    detail: String,
    journeys: Vec<Journey>,
    /// The line of a message that names it without sending it.
    mentioned: Option<u32>,
}

fn journey(
    plan: &Plan<'_>,
    known: &Deduction<'_>,
    (who, term, line): (Who, Term, u32),
    sent: &Sent<'_>,
    field: Term,
) -> Journey {
    let shown = Shown::from(plan);
    let name = &plan.parties[who.index()];
    let to = sent.to.expect("it has a receiver");
    let is_later = sent.line > line;
    let mut how = format!("at line {}", sent.line);
    if is_later {
        how += ", after this line";
    }
    let mut locks = Vec::new();
    if let Some((key, opener, _)) = plan.terms.locked(field).filter(|_| field != term) {
        how += &format!(", inside `{}` (encrypted under {})", shown.term(field), shown.term(key));
        locks.push(opener);
    }
    if let Some((key, _)) = sent.key {
        how += &format!(", under {}", shown.term(key));
        locks.push(key);
    }
    let lock = locks.into_iter().find(|&lock| !known.knows(who, lock));
    let is_seen = Some(who) == plan.attacker && known.knows(who, sent.wire);
    let to_them = to == who || is_seen;
    let text = if to_them {
        match lock {
            Some(lock) if !is_later => {
                how += &format!(", and {name} does not know {}", ingredients(plan, known, who, lock))
            }
            None if !is_later => how += ", but not in every branch",
            _ => {}
        }
        if is_seen { format!("seen by {name} {how}") } else { format!("sent to {name} {how}") }
    } else {
        format!("sent to {}, not to {name}, {how}", plan.parties[to.index()])
    };
    Journey { text, to_them, is_seen, is_later, line: sent.line, span: sent.span, lock }
}

/// What to do about a value that a party lacks.
fn advice(plan: &Plan<'_>, party: Who, lack: &Lack<'_>) -> String {
    let (name, who) = (&lack.name, &plan.parties[party.index()]);
    match lack.journeys.first() {
        Some(journey) if journey.to_them && journey.is_later => {
            format!("move this line below line {}, where {who} gets it", journey.line)
        }
        Some(Journey { to_them: true, lock: None, .. }) => {
            format!("send `{name}` to {who} in every branch, or do this inside of that one")
        }
        Some(Journey { to_them: true, lock: Some(lock), .. }) => {
            if plan.attacker == Some(party) {
                let lock = Shown::from(plan).term(*lock);
                return format!(
                    "expect `never knows`, or let the attacker have `{lock}` with a line `leak` above"
                );
            }
            let is_private = plan.named.of(*lock).is_some_and(|key| matches!(key.made, Made::PrivateHalf));
            if is_private {
                return format!("encrypt `{name}` to a public key of {who}: nobody sends a private key");
            }
            let lock = Shown::from(plan).term(*lock);
            format!("let {who} derive `{lock}` above, or send `{name}` under a key that {who} has")
        }
        _ if lack.is_secret() => {
            format!("do without it: nobody sends a private key, and {who} has none of its own here")
        }
        _ => match lack.mentioned {
            Some(line) => {
                format!("write `carry {name}` below line {line}, or put it in the brackets of its label")
            }
            None => format!(
                "send `{name}` to {who} in a message above this line, a secret only under a key or in `aenc`, or do without it"
            ),
        },
    }
}

/// A key that a party lacks, and of what it would compute it.
fn ingredients(plan: &Plan<'_>, known: &Deduction<'_>, who: Who, lock: Term) -> String {
    let shown = Shown::from(plan);
    let missing = missing(plan, known, who, lock);
    let parts: Vec<String> =
        missing.iter().filter(|&&part| part != lock).map(|&part| shown.term(part)).collect();
    match parts.as_slice() {
        [] => shown.term(lock),
        parts => format!("{} (for which it lacks {})", shown.term(lock), parts.join(" and ")),
    }
}

impl Lack<'_> {
    /// Whether it is the private half of a pair.
    fn is_secret(&self) -> bool {
        self.value.is_some_and(|value| matches!(value.made, Made::PrivateHalf))
    }
}

/// What a party lacks of two private halves, one of which it needs, and the public half of the other.
pub(super) fn missing_half(
    plan: &Plan<'_>,
    known: &Deduction<'_>,
    who: Who,
    one: Term,
    other: Term,
) -> Vec<Term> {
    let half = |private| plan.terms.find(&Shape::Half(private)).into_iter().collect();
    match (known.knows(who, one), known.knows(who, other)) {
        (true, _) => half(other),
        (_, true) => half(one),
        (false, false) => vec![one, other],
    }
}

/// For each term the messages that hold it so that it can be taken out again: as a field, or inside of an encryption;
/// never inside of a one-way function.
fn carriers(plan: &Plan<'_>) -> HashMap<Term, Vec<Carrier>> {
    let mut carriers: HashMap<Term, Vec<Carrier>> = HashMap::new();
    for (message, sent) in plan.messages.iter().enumerate() {
        let own = Carrier { message, field: sent.term };
        carriers.entry(sent.term).or_default().push(own);
        for &(field, _) in &sent.fields {
            let mut inside = vec![field];
            let mut looked_at = 0;
            while let Some(term) = inside.pop().filter(|_| looked_at < MAX_INSIDE) {
                looked_at += 1;
                carriers.entry(term).or_default().push(Carrier { message, field });
                inside.extend(plan.terms.apart(term));
                if let Some((_, _, plain)) = plan.terms.locked(term) {
                    inside.extend(plain);
                } else if let Shape::Message(number) = plan.terms.shape(term) {
                    let other = &plan.messages[*number as usize];
                    inside.extend(other.fields.iter().map(|&(field, _)| field));
                }
            }
        }
    }
    carriers
}

/// The smallest unknown ingredients of a term that a party cannot derive.
pub(super) fn missing(plan: &Plan<'_>, known: &Deduction<'_>, who: Who, term: Term) -> Vec<Term> {
    let lacks = |term: &Term| !known.knows(who, *term);
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut stack = vec![term];
    while let Some(term) = stack.pop() {
        if !seen.insert(term) {
            continue;
        }
        let parts: Vec<Term> = match plan.terms.shape(term) {
            Shape::Apply(_, parts) | Shape::Signed(parts) => parts.iter().copied().filter(lacks).collect(),
            Shape::Sealed(key, inside) | Shape::Enveloped(key, inside) => {
                [*key].iter().chain(inside).copied().filter(lacks).collect()
            }
            Shape::Transcript(before, last) => before.iter().chain([last]).copied().filter(lacks).collect(),
            Shape::Shared(_, one, other) => missing_half(plan, known, who, *one, *other),
            Shape::Atom(_) | Shape::Literal(_) | Shape::Number(_) | Shape::Half(_) | Shape::Message(_) => {
                Vec::new()
            }
        };
        if parts.is_empty() {
            found.push(term);
            if found.len() == MAX_MISSING {
                break;
            }
        }
        stack.extend(parts.into_iter().rev());
    }
    found
}
