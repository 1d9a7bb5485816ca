//! `return`: the answer to the message that opened the innermost bar.

use super::{Origin, Walk};
use crate::ast::{self, Endpoint, Style, When, Written};
use crate::diagnostic::Code;
use crate::model::{End, Event, Id, Message};
use crate::notation::{Arrow, Head, Line};

/// Who opened which bar, and the last message.
#[derive(Default)]
pub(super) struct Callers {
    /// The bars of each participant, outermost first: when it was opened, and by whom. Those that have ended are
    /// overwritten.
    bars: Vec<Vec<(usize, Option<End>)>>,
    opened: usize,
    last: Option<(End, End)>,
}

impl Callers {
    /// A bar was opened, which makes so many; perhaps by a message.
    pub fn opened(&mut self, of: Id, depth: u32, message: Option<&mut Message>) {
        if self.bars.len() <= of.index() {
            self.bars.resize(of.index() + 1, Vec::new());
        }
        let is_receiver = |message: &&mut Message| super::ends_at(message.to, of);
        let caller = message.filter(is_receiver).map(|message| message.from);
        let bars = &mut self.bars[of.index()];
        bars.resize((depth as usize).saturating_sub(1), (0, None));
        self.opened += 1;
        bars.push((self.opened, caller));
    }

    /// A message was sent.
    pub fn sent(&mut self, from: End, to: End) {
        self.last = Some((from, to));
    }
}

impl Walk<'_> {
    /// A dashed message to the sender of the message that opened the innermost bar, which it ends. Without such a bar
    /// it answers the last message.
    pub(super) fn answer(&mut self, text: Written<'_>, place: Origin, events: &mut Vec<Event>) {
        let innermost = self.innermost();
        let call = match innermost {
            Some((of, Some(caller))) => Some((End::Lifeline { of, depth: 0 }, caller)),
            Some((_, None)) | None => self.callers.last.map(|(from, to)| (to, from)),
        };
        let Some((from, to)) = call else {
            self.sink
                .warn(Code::NotActive, place.span, "there is no message that this answers")
                .at("nothing to return from")
                .help("write it below the message that it answers");
            return;
        };
        let (from, to) = (self.as_now(from), self.as_now(to));
        let border = Endpoint::RightBorder(place.span);
        let message = ast::Message {
            first: border,
            arrow: Arrow { line: Line::Dashed, head: Head::Filled, ..Arrow::default() },
            arrow_span: place.span,
            style: Style::default(),
            creates: false,
            activates: false,
            deactivates: false,
            delay: None,
            second: border,
            text,
            payload: None,
        };
        let depth = innermost.map(|(of, _)| self.lifetimes.depth(of));
        self.send(&message, (from, to), place, events);
        if let Some((of, _)) = innermost
            && Some(self.lifetimes.depth(of)) == depth
        {
            let text = self.names.name(of).to_owned();
            let name = ast::Name { text: &text, quoted: true, span: place.span };
            self.deactivate(&name, When::Now, place, events);
        }
    }

    /// The participant whose bar was opened last of those that are open, and who opened it.
    fn innermost(&self) -> Option<(Id, Option<End>)> {
        let open = self.callers.bars.iter().enumerate().filter_map(|(index, bars)| {
            let id = Id::at(index);
            let depth = self.lifetimes.depth(id) as usize;
            let (opened, caller) = bars.get(depth.checked_sub(1)?)?;
            Some((*opened, id, *caller))
        });
        open.max_by_key(|(opened, ..)| *opened).map(|(_, id, caller)| (id, caller))
    }

    /// The same end with the bars that are open now.
    fn as_now(&self, end: End) -> End {
        match end {
            End::Lifeline { of, .. } => End::Lifeline { of, depth: self.lifetimes.depth(of) },
            End::LeftBorder | End::RightBorder | End::Reference(_) => end,
        }
    }
}
