//! Reads ranges of messages as transcripts, and decides which messages are certain where branches are apart.

use std::collections::{BTreeMap, HashMap};

use super::{Reader, is_apart};
use crate::diagnostic::Code;
use crate::knowledge::plan::Sent;
use crate::knowledge::term::{Shape, Term};
use crate::nearest::{nearest, slips};
use crate::notation::Flow;
use crate::run::Who;
use crate::source::{Span, Written};

/// Which messages are in which transcript.
#[derive(Default)]
pub(super) struct Transcripts<'a> {
    /// How many messages of a name a party has sent, where there are files of values.
    pub counts: HashMap<(Who, &'a str), usize>,
    /// The messages between two parties, in order.
    between: HashMap<(Who, Who), Vec<usize>>,
    /// For each message: its place among those between its parties.
    places: Vec<Option<(Who, Who, usize)>>,
    /// For each message that a transcript began with: the transcripts from it.
    chains: BTreeMap<usize, Chain>,
    /// How many messages there were where each fragment began that is open and whose branches are apart.
    forks: Vec<usize>,
    branches: Vec<Branch>,
    /// The innermost branch that is open.
    pub current: Option<usize>,
}

/// The transcripts that begin with one message, up to each message between the same parties after it.
#[derive(Default)]
struct Chain {
    terms: Vec<Option<Term>>,
    /// The numbers of those messages.
    numbers: Vec<usize>,
}

/// A branch of a fragment whose branches are apart.
struct Branch {
    around: Option<usize>,
    is_open: bool,
    /// Whether the fragment is open.
    is_in_open_fragment: bool,
    /// The branch before it in the same fragment.
    before: Option<usize>,
}

/// How a message is seen from another line.
#[derive(PartialEq, Eq)]
pub(super) enum Sight {
    /// It happened.
    Certain,
    /// It is in another branch of a fragment that is open, so it did not happen here.
    Elsewhere,
    /// It is in a fragment that is over, so it may have happened.
    Perhaps,
}

impl Transcripts<'_> {
    pub fn fork(&mut self, flow: Flow) {
        if is_apart(flow) {
            // Until the first branch begins, an empty one stands for it.
            self.forks.push(self.places.len());
            self.push(None);
        }
    }

    pub fn branch(&mut self, flow: Flow) {
        if is_apart(flow) {
            let before = self.current.expect("a branch is in a fragment");
            self.branches[before].is_open = false;
            self.current = self.branches[before].around;
            self.forget_chains();
            self.push(Some(before));
        }
    }

    pub fn join(&mut self, flow: Flow) {
        if is_apart(flow) {
            let last = self.current.expect("a fragment has a branch");
            self.current = self.branches[last].around;
            let mut at = Some(last);
            while let Some(branch) = at {
                self.branches[branch].is_open = false;
                self.branches[branch].is_in_open_fragment = false;
                at = self.branches[branch].before;
            }
            self.forget_chains();
            self.forks.pop();
        }
    }

    /// Where a branch ends, what was sent in it is in no transcript that goes on.
    fn forget_chains(&mut self) {
        let first = *self.forks.last().expect("a branch is in a fragment");
        for chain in self.chains.values_mut() {
            while chain.numbers.pop_if(|number| *number >= first).is_some() {
                chain.terms.pop();
            }
        }
    }

    fn push(&mut self, before: Option<usize>) {
        let around = self.current;
        self.branches.push(Branch { around, is_open: true, is_in_open_fragment: true, before });
        self.current = Some(self.branches.len() - 1);
    }

    /// The outermost branch that is over decides.
    pub fn sight(&self, branch: Option<usize>) -> Sight {
        let mut sight = Sight::Certain;
        let mut at = branch;
        while let Some(branch) = at {
            let branch = &self.branches[branch];
            if !branch.is_in_open_fragment {
                sight = Sight::Perhaps;
            } else if !branch.is_open {
                sight = Sight::Elsewhere;
            }
            at = branch.around;
        }
        sight
    }

    pub fn add(&mut self, number: usize, sent: &Sent<'_>) {
        let place = sent.from.zip(sent.to).map(|(from, to)| {
            let between = self.between.entry((from.min(to), from.max(to))).or_default();
            between.push(number);
            (from.min(to), from.max(to), between.len() - 1)
        });
        self.places.push(place);
    }
}

impl<'a> Reader<'a> {
    /// The messages from one to another.
    pub(super) fn transcript(&mut self, first: Written<'a>, last: Written<'a>, span: Span) -> Option<Term> {
        let from = self.end(first, true);
        let to = self.end(last, false);
        let (from, to) = (from?, to?);
        let places = (self.transcripts.places[from], self.transcripts.places[to]);
        let (Some((a, b, start)), Some((c, d, end))) = places else {
            self.no_transcript(span, "a transcript begins and ends with messages between two participants");
            return None;
        };
        if (a, b) != (c, d) {
            self.no_transcript(span, "these two messages are between different participants");
            return None;
        }
        if start > end {
            self.no_transcript(span, "the first of these messages was sent after the last");
            return None;
        }
        self.chain(from, ((a, b), start, end - start + 1), span)
    }

    /// The transcript of some messages; those of the shorter ones with the same beginning are kept.
    fn chain(&mut self, from: usize, place: ((Who, Who), usize, usize), span: Span) -> Option<Term> {
        let (parties, start, length) = place;
        let mut chain = self.transcripts.chains.remove(&from).unwrap_or_default();
        let mut doubt = None;
        while chain.terms.len() < length {
            let number = self.transcripts.between[&parties][start + chain.terms.len()];
            let sent = &self.plan.messages[number];
            let before = chain.terms.last().copied().flatten();
            let next = match self.transcripts.sight(sent.branch) {
                _ if sent.aside => before,
                Sight::Elsewhere => before,
                Sight::Certain => Some(self.plan.terms.of(Shape::Transcript(before, sent.term))),
                Sight::Perhaps => {
                    doubt = Some((sent.name, sent.span));
                    break;
                }
            };
            chain.terms.push(next);
            chain.numbers.push(number);
        }
        let term = chain.terms.get(length - 1).copied().flatten();
        self.transcripts.chains.insert(from, chain);
        if let Some((name, at)) = doubt {
            self.sink
                .error(
                    Code::AmbiguousTranscript,
                    span,
                    format!("this transcript may or may not hold `{name}`"),
                )
                .at("no single value")
                .label(at, "in a fragment that is over")
                .help("derive the value inside of the fragment, where it is certain what was sent");
        } else if term.is_none() {
            self.no_transcript(span, "all of these messages are aside of the transcript");
        }
        term
    }

    fn no_transcript(&mut self, span: Span, message: &str) {
        self.sink
            .error(Code::UnknownMessage, span, message)
            .at("not a transcript")
            .help("write `First..Last`, two messages between the same participants, the earlier one first");
    }

    fn end(&mut self, name: Written<'a>, first: bool) -> Option<usize> {
        let found = self.find_message(name.text, first);
        if found.is_none() {
            let near = self.near_message(name.text);
            let help = near.map_or_else(
                || {
                    "a message is called by the word its text begins with: `Client->Server: ClientHello`"
                        .to_owned()
                },
                |near| format!("did you mean `{near}`?"),
            );
            self.sink
                .error(
                    Code::UnknownMessage,
                    name.span,
                    format!("no message called `{}` has been sent before this line", name.text),
                )
                .at("not a message above")
                .help(help);
        }
        found
    }

    /// The last message with a name like that one.
    fn near_message(&self, name: &str) -> Option<&'a str> {
        const MOST: usize = 100;
        let name = name.to_lowercase();
        let names = self.plan.messages.iter().rev().take(MOST).map(|sent| sent.name);
        nearest(names, 2, |known| slips(&name, &known.to_lowercase()))
    }
}
