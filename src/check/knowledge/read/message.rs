//! Messages in, with the lines that belong to them; and the messages that an expression speaks of out.

use std::collections::HashMap;

use super::{Place, Reader, is_apart};
use crate::check::knowledge::octets::{from_hex, short};
use crate::check::knowledge::plan::{ActKind, Sent};
use crate::check::knowledge::show::Shown;
use crate::check::knowledge::term::{Shape, Term};
use crate::diagnostic::Code;
use crate::protocol::Expr;
use crate::run::{Flow, Message, Who};
use crate::source::{Span, Written};

/// A message to which lines may still be added.
pub(super) struct Draft<'a> {
    sent: Sent<'a>,
    octets: Option<Vec<u8>>,
}

/// Which messages are in which transcript.
#[derive(Default)]
pub(super) struct Transcripts<'a> {
    /// How many messages of a name a party has sent, where there are files of values.
    counts: HashMap<(Who, &'a str), usize>,
    /// The messages between two parties, in order.
    between: HashMap<(Who, Who), Vec<usize>>,
    /// For each message: its place among those between its parties.
    places: Vec<Option<(Who, Who, usize)>>,
    /// For each message that a transcript began with: the transcripts from it up to each message after it.
    chains: HashMap<usize, Vec<Option<Term>>>,
    branches: Vec<Branch>,
    /// The innermost branch that is open.
    current: Option<usize>,
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
enum Sight {
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
            self.push(None);
        }
    }

    pub fn branch(&mut self, flow: Flow) {
        if is_apart(flow) {
            let before = self.current.expect("a branch is in a fragment");
            self.branches[before].is_open = false;
            self.current = self.branches[before].around;
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
            self.chains.clear();
        }
    }

    fn push(&mut self, before: Option<usize>) {
        let around = self.current;
        self.branches.push(Branch { around, is_open: true, is_in_open_fragment: true, before });
        self.current = Some(self.branches.len() - 1);
        self.chains.clear();
    }

    /// The outermost branch that is over decides.
    fn sight(&self, branch: Option<usize>) -> Sight {
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

    fn add(&mut self, number: usize, sent: &Sent<'_>) {
        let place = sent.from.zip(sent.to).map(|(from, to)| {
            let between = self.between.entry((from.min(to), from.max(to))).or_default();
            between.push(number);
            (from.min(to), from.max(to), between.len() - 1)
        });
        self.places.push(place);
    }
}

impl<'a> Reader<'a> {
    pub(super) fn message(&mut self, message: &Message<'a>, place: Place) {
        // Nobody learns anything from a message to oneself.
        if message.from.is_some() && message.from == message.to {
            return;
        }
        let mut fields = Vec::new();
        let (mut name, mut span) = ("", place.span);
        if let Some(payload) = message.payload {
            (name, span) = (payload.name.text, message.text);
            self.fields(&payload.fields, &mut fields);
        }
        let number = u32::try_from(self.plan.messages.len()).expect("a source holds fewer messages");
        let term = self.plan.terms.of(Shape::Message(number));
        let branch = self.transcripts.current;
        let (from, to, line) = (message.from, message.to, place.line);
        let sent =
            Sent { from, to, name, fields, key: None, aside: false, line, span, term, wire: term, branch };
        let octets = self.given_octets(&sent);
        self.last = Some(Draft { sent, octets });
    }

    /// What the files say that a message is: by its name, or by its sender and name, with a number from the second
    /// one on.
    fn given_octets(&mut self, sent: &Sent<'a>) -> Option<Vec<u8>> {
        if self.plan.octets.files.is_empty() {
            return None;
        }
        let mut given = None;
        if let Some(from) = sent.from {
            let count = self.transcripts.counts.entry((from, sent.name)).or_default();
            *count += 1;
            let from = &self.plan.parties[from.index()];
            let full = match *count {
                1 => format!("{from}.{}", sent.name),
                count => format!("{from}.{}.{count}", sent.name),
            };
            given = self.plan.octets.given(&full);
        }
        given.or_else(|| self.plan.octets.given(sent.name)).map(<[u8]>::to_vec)
    }

    /// The message above, for a line that belongs to it.
    fn draft(&mut self, word: &str, place: Place) -> Option<&mut Draft<'a>> {
        if self.last.is_none() {
            self.sink
                .error(Code::LooseLine, place.span, format!("`{word}` must follow a message"))
                .at("belongs to no message")
                .help("write it right below a message from one participant to another");
        }
        self.last.as_mut()
    }

    pub(super) fn under(&mut self, key: &'a Expr<'a>, place: Place) {
        if self.draft("under", place).is_none() {
            return;
        }
        let term = self.term(key);
        if let (Some(draft), Some(term)) = (self.last.as_mut(), term) {
            draft.sent.key = Some((term, key.span));
        }
    }

    pub(super) fn carry(&mut self, what: &'a [Expr<'a>], place: Place) {
        if self.draft("carry", place).is_none() {
            return;
        }
        let terms: Vec<_> = self.all(what).into_iter().map(|(term, what)| (term, what.span)).collect();
        if let Some(draft) = &mut self.last {
            draft.sent.fields.extend(terms);
        }
    }

    pub(super) fn bytes(&mut self, digits: &Written<'a>, place: Place) {
        let octets = from_hex(digits.text);
        let Some(draft) = self.draft("bytes", place) else { return };
        let name = draft.sent.name;
        let Some(given) = draft.octets.replace(octets.clone()).filter(|given| *given != octets) else {
            return;
        };
        let (is, said) = (short(&octets), short(&given));
        self.sink
            .error(
                Code::DifferentOctets,
                digits.span,
                format!("{name} is {is} here, but the file of values says {said}"),
            )
            .at("not what the file says")
            .help("delete this line, or the line of the file");
    }

    pub(super) fn aside(&mut self, place: Place) {
        if let Some(draft) = self.draft("aside", place) {
            draft.sent.aside = true;
        }
    }

    /// Sends the message that waits, now that all its lines are read.
    pub(super) fn send(&mut self) {
        let Some(Draft { mut sent, octets }) = self.last.take() else { return };
        for &(field, _) in &sent.fields {
            self.plan.terms.carries(sent.term, field);
        }
        if let Some((key, _)) = sent.key {
            sent.wire = self.plan.terms.of(Shape::Sealed(key, [sent.term].into()));
        }
        if let Some(octets) = octets {
            self.compare_with_fields(&sent, &octets);
            self.mind_work(sent.span);
            self.plan.octets.set(sent.term, octets);
        }
        let number = self.plan.messages.len();
        self.by_name.entry(sent.name).or_default().push(number);
        self.transcripts.add(number, &sent);
        let place = Place { span: sent.span, line: sent.line };
        self.plan.messages.push(sent);
        self.act(ActKind::Send(number), place);
    }

    /// A message holds the octets of what it carries.
    fn compare_with_fields(&mut self, sent: &Sent<'a>, octets: &[u8]) {
        for &(field, span) in &sent.fields {
            let Some(value) = self.plan.octets.of(&self.plan.terms, field) else { continue };
            let can_search = self.plan.octets.pay(octets.len() + value.len());
            if !can_search || as_text(octets).contains(&as_text(&value)) {
                continue;
            }
            let (value, shown) = (short(&value), Shown::from(&self.plan).term(field));
            self.sink
                .warn(
                    Code::MissingOctets,
                    span,
                    format!("the bytes of {} do not contain `{shown}` ({value})", sent.name),
                )
                .at("not in the bytes of this message")
                .help(
                    "the value or the bytes are of another message; what is encoded otherwise is not found",
                );
        }
    }

    /// The message that a name speaks of: the first of that name, or the last.
    pub(super) fn find_message(&self, name: &str, first: bool) -> Option<usize> {
        let (name, nth) = match name.rsplit_once('.') {
            Some((before, digits)) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                (before, digits.parse::<usize>().ok())
            }
            _ => (name, None),
        };
        let (from, name) = match name.split_once('.') {
            Some((from, name)) => (Some(from), name),
            None => (None, name),
        };
        let is_from = |sent: &Sent<'_>| {
            from.is_none_or(|from| sent.from.is_some_and(|who| self.plan.parties[who.index()] == from))
        };
        let all = self.by_name.get(name)?;
        let mut found = all.iter().copied().filter(|&number| {
            let sent = &self.plan.messages[number];
            is_from(sent) && self.transcripts.sight(sent.branch) != Sight::Elsewhere
        });
        match nth {
            Some(nth) => found.nth(nth.checked_sub(1)?),
            None if first => found.next(),
            None => found.next_back(),
        }
    }

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
        while chain.len() < length {
            let sent = &self.plan.messages[self.transcripts.between[&parties][start + chain.len()]];
            let before = chain.last().copied().flatten();
            let (term, name, at) = (sent.term, sent.name, sent.span);
            let next = match self.transcripts.sight(sent.branch) {
                Sight::Perhaps => {
                    self.sink
                        .error(
                            Code::AmbiguousTranscript,
                            span,
                            format!("this transcript may or may not hold `{name}`"),
                        )
                        .at("no single value")
                        .label(at, "in a fragment that is over")
                        .help("derive the value inside of the fragment, where it is certain what was sent");
                    return None;
                }
                _ if sent.aside => before,
                Sight::Elsewhere => before,
                Sight::Certain => Some(self.plan.terms.of(Shape::Transcript(before, term))),
            };
            chain.push(next);
        }
        let term = chain[length - 1];
        self.transcripts.chains.insert(from, chain);
        if term.is_none() {
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
        names
            .map(|known| (strsim::osa_distance(&name, &known.to_lowercase()), known))
            .filter(|(slips, _)| *slips <= 2)
            .min_by_key(|(slips, _)| *slips)
            .map(|(_, known)| known)
    }
}

/// Octets as characters, for the search of `str`, which is linear.
fn as_text(octets: &[u8]) -> String {
    octets.iter().map(|&octet| char::from(octet)).collect()
}
