//! Reads messages with the lines that belong to them, and finds a message by name.

use super::transcript::Sight;
use super::{Origin, Reader};
use crate::diagnostic::Code;
use crate::knowledge::computed::{from_hex, short};
use crate::knowledge::plan::{ActKind, Sent};
use crate::knowledge::show::Shown;
use crate::knowledge::term::{Shape, Term};
use crate::model::EventId;
use crate::protocol::{Expr, ExprKind};
use crate::run::Message;
use crate::source::{Span, Written};

/// A message to which lines may still be added.
pub(super) struct Draft<'a> {
    sent: Sent<'a>,
    bytes: Option<Vec<u8>>,
}

impl<'a> Reader<'a> {
    pub(super) fn message(&mut self, message: &Message<'a>, event: Option<EventId>, place: Origin) {
        // A message to its own sender teaches nothing new.
        if message.from.is_some() && message.from == message.to {
            return;
        }
        let mut fields = Vec::new();
        let label = message.payload.map(|payload| payload.text);
        let (mut name, mut span) = ("", place.span);
        if let Some(payload) = message.payload {
            (name, span) = (payload.name.text, message.text);
            fields = self.carried(payload);
        }
        let number = u32::try_from(self.plan.messages.len()).expect("a source holds fewer messages");
        let term = self.plan.terms.of(Shape::Message(number));
        let branch = self.transcripts.current;
        let (from, to, line) = (message.from, message.to, place.line);
        let (key, aside, wire) = (None, false, term);
        let sent = Sent { from, to, name, label, fields, key, aside, event, line, span, term, wire, branch };
        let bytes = self.given_bytes(&sent);
        self.last = Some(Draft { sent, bytes });
    }

    /// What the files say that a message is: by its name, or by its sender and name, with a number from the second
    /// one on.
    fn given_bytes(&mut self, sent: &Sent<'a>) -> Option<Vec<u8>> {
        if self.plan.computed.files.is_empty() {
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
            given = self.plan.computed.given(&full);
        }
        given.or_else(|| self.plan.computed.given(sent.name)).map(<[u8]>::to_vec)
    }

    /// The message above, for a line that belongs to it.
    fn draft(&mut self, word: &str, place: Origin) -> Option<&mut Draft<'a>> {
        if self.last.is_none() {
            self.sink
                .error(Code::LooseLine, place.span, format!("`{word}` must follow a message"))
                .at("belongs to no message")
                .help("write it right below a message from one participant to another");
        }
        self.last.as_mut()
    }

    pub(super) fn under(&mut self, key: &'a Expr<'a>, place: Origin) {
        if self.draft("under", place).is_none() {
            return;
        }
        if let ExprKind::Name(name) = key.kind
            && self.plan.named.near(name, false).is_none()
            && self.find_message(name, false).is_none()
            && self.ahead.line(name, key.span).is_none()
        {
            self.unknown_channel(name, key.span, place);
            return;
        }
        let term = self.term(key).unwrap_or_else(|| self.unknown_key(place));
        if let Some(draft) = &mut self.last {
            draft.sent.key = Some((term, key.span));
        }
    }

    /// A key of no known name: most likely that of a protocol below this one.
    fn unknown_channel(&mut self, name: &str, span: Span, place: Origin) {
        self.sink
            .error(Code::UnknownValue, span, format!("unknown value `{name}`"))
            .at("no line above defines it")
            .help(format!(
                "`under` takes a key; for a channel that is not modelled, write `knows A, B: {name}` above"
            ));
        let term = self.unknown_key(place);
        if let Some(draft) = &mut self.last {
            draft.sent.key = Some((term, span));
        }
    }

    /// A key that both ends of the message above have, in the place of one that nobody knows: so that one mistake gives
    /// one error, and the message is not taken for one that everybody reads.
    fn unknown_key(&mut self, place: Origin) -> Term {
        let key = self.atom();
        let ends = self.last.as_ref().map(|draft| [draft.sent.from, draft.sent.to]);
        let ends = ends.into_iter().flatten().flatten().collect();
        self.act(ActKind::Know(ends, vec![key]), place);
        key
    }

    pub(super) fn carry(&mut self, what: &'a [Expr<'a>], place: Origin) {
        if self.draft("carry", place).is_none() {
            return;
        }
        let terms: Vec<_> = self.all(what).into_iter().map(|(term, what)| (term, what.span)).collect();
        if let Some(draft) = &mut self.last {
            draft.sent.fields.extend(terms);
        }
    }

    pub(super) fn bytes(&mut self, digits: &Written<'a>, place: Origin) {
        let bytes = from_hex(digits.text);
        let Some(draft) = self.draft("bytes", place) else { return };
        let name = draft.sent.name;
        let Some(given) = draft.bytes.replace(bytes.clone()).filter(|given| *given != bytes) else {
            return;
        };
        let (is, said) = (short(&bytes), short(&given));
        self.sink
            .error(
                Code::DifferentBytes,
                digits.span,
                format!("{name} is {is} here, but the values file says {said}"),
            )
            .at("not what the file says")
            .help("delete this line, or the line of the file");
    }

    pub(super) fn aside(&mut self, place: Origin) {
        if let Some(draft) = self.draft("aside", place) {
            draft.sent.aside = true;
        }
    }

    /// Sends the message that waits, now that all its lines are read.
    pub(super) fn send(&mut self) {
        let Some(Draft { mut sent, bytes }) = self.last.take() else { return };
        for &(field, _) in &sent.fields {
            self.plan.terms.carries(sent.term, field);
        }
        if let Some((key, _)) = sent.key {
            sent.wire = self.plan.terms.of(Shape::Sealed(key, [sent.term].into()));
        }
        if let Some(bytes) = bytes {
            self.compare_with_fields(&sent, &bytes);
            self.mind_work(sent.span);
            self.plan.computed.set(sent.term, bytes);
        }
        let number = self.plan.messages.len();
        self.by_name.entry(sent.name).or_default().push(number);
        self.transcripts.add(number, &sent);
        let place = Origin { span: sent.span, line: sent.line };
        self.plan.messages.push(sent);
        self.act(ActKind::Send(number), place);
    }

    /// A message holds the bytes of what it carries.
    fn compare_with_fields(&mut self, sent: &Sent<'a>, bytes: &[u8]) {
        for &(field, span) in &sent.fields {
            let Some(value) = self.plan.computed.of(&self.plan.terms, field) else { continue };
            let can_search = self.plan.computed.pay(bytes.len() + value.len());
            if !can_search || as_text(bytes).contains(&as_text(&value)) {
                continue;
            }
            let (value, shown) = (short(&value), Shown::from(&self.plan).term(field));
            self.sink
                .warn(
                    Code::MissingBytes,
                    span,
                    format!("the bytes of {} do not contain `{shown}` ({value})", sent.name),
                )
                .at("not in the bytes of this message")
                .help(
                    "the value or the bytes are of another message; what is encoded otherwise is not found",
                );
        }
    }

    /// The message that a name refers to: the first with this name, or the last.
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
}

/// Bytes as characters, for the search of `str`, which is linear.
fn as_text(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}
