//! Makes the exchange of a diagram: one list of what happens, and for each value who has it since when.

mod collapsed;
mod events;
mod steps;
mod values;

use crate::exchange::{Exchange, Expect, Party, VERSION};
use crate::ledger::Ledger;
use crate::model::Diagram;
use crate::scene::Narration;
use crate::source::Source;

/// What an exchange is made of.
pub struct Account<'c> {
    /// The source.
    pub source: &'c Source,
    /// Its diagram.
    pub diagram: &'c Diagram,
    /// Who knows what.
    pub ledger: Option<&'c Ledger>,
    /// The diagram in sentences.
    pub narration: &'c Narration<'c>,
}

/// Makes the exchange of a diagram.
pub fn recount(account: &Account<'_>) -> Exchange {
    let diagram = account.diagram;
    let (mut events, chapters) = events::list(account);
    let mut steps = steps::list(account, &events);
    let mut values = Vec::new();
    if let Some(ledger) = account.ledger {
        steps::read_by_attacker(ledger, account, (&mut events, &steps));
        values = values::list(ledger, account.source, &mut steps);
    }
    let expects = account.ledger.into_iter().flat_map(|ledger| &ledger.expectations);
    let expects = expects.map(|expected| Expect {
        who: expected.who,
        knows: expected.knows,
        only_later: expected.only_later,
        value: expected.name.clone(),
    });
    Exchange {
        version: VERSION,
        file: account.source.name().to_owned(),
        title: diagram.title.as_ref().map(|title| flat(&title.plain)).unwrap_or_default(),
        participants: parties(account),
        attacker: account.ledger.and_then(|ledger| ledger.attacker),
        events,
        steps: steps.into_iter().map(|step| step.step).collect(),
        values,
        chapters,
        expects: expects.collect(),
    }
}

/// The participants, then the attacker if it is not drawn.
fn parties(account: &Account<'_>) -> Vec<Party> {
    let drawn = account.diagram.participants.iter();
    let mut parties: Vec<Party> =
        drawn.map(|one| Party { name: flat(&one.label.plain), drawn: true }).collect();
    if let Some(ledger) = account.ledger {
        let others = ledger.parties.iter().skip(parties.len());
        parties.extend(others.map(|name| Party { name: name.clone(), drawn: false }));
    }
    parties
}

/// A text on one line.
fn flat(text: &str) -> String {
    text.replace('\n', " ")
}
