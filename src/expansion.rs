//! `Expansion`: a text that a preprocessor made of a source, with the place in the source of each part of it.

use crate::source::Span;

/// An expanded text and the way back from it.
#[derive(Clone, Debug, Default)]
pub struct Expansion {
    text: String,
    pieces: Vec<Piece>,
    /// Whether a new line begins before what is written next.
    breaks: bool,
    /// Which call of a procedure writes; 0 outside of all.
    call: u32,
    /// The places of the calls.
    calls: Vec<Span>,
}

/// A part of the expanded text, up to the next one.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where it begins in the expanded text.
    at: usize,
    /// Where it comes from.
    origin: Span,
    /// Whether it is these bytes of the source, one by one.
    is_verbatim: bool,
    call: u32,
}

impl Piece {
    /// The place in the source of a byte of the piece.
    fn start(&self, offset: usize) -> usize {
        let start = if self.is_verbatim {
            self.origin.start + offset.saturating_sub(self.at)
        } else {
            self.origin.start
        };
        start.min(self.origin.end)
    }

    /// The place in the source of the end of a range that ends in the piece.
    fn end(&self, offset: usize) -> usize {
        if self.is_verbatim { self.start(offset) } else { self.origin.end }
    }
}

impl Expansion {
    /// The expanded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same, as a text of its own.
    pub fn into_text(self) -> String {
        self.text
    }

    /// The place in the source of a part of the expanded text.
    pub fn origin(&self, span: Span) -> Span {
        let Some(first) = self.piece(span.start) else { return Span::new(0, 0) };
        let start = first.start(span.start);
        if span.start >= span.end {
            return Span::new(start, start);
        }
        let last = self.piece(span.end - 1).unwrap_or(first);
        let end = last.end(span.end);
        if first.call != last.call || end < start {
            return Span::new(start, first.origin.end);
        }
        Span::new(start, end)
    }

    /// The same for a part that stands in the source as it is.
    pub fn verbatim(&self, span: Span) -> Option<Span> {
        let (first, last) =
            (self.piece(span.start)?, self.piece(span.end.saturating_sub(1).max(span.start))?);
        let is_one = first.is_verbatim && first.at == last.at;
        is_one.then(|| Span::new(first.start(span.start), first.end(span.end)))
    }

    fn piece(&self, offset: usize) -> Option<&Piece> {
        self.pieces.get(self.pieces.partition_point(|piece| piece.at <= offset).saturating_sub(1))
    }

    /// The places in the source of the lines of the text.
    pub fn lines(&self) -> impl Iterator<Item = usize> {
        let starts = self.text.match_indices('\n').map(|(at, _)| at + 1);
        std::iter::once(0).chain(starts).map(|at| self.origin(Span::new(at, at)).start)
    }

    /// How many bytes have been written.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// What is written next comes from a call at a place. Returns the call that wrote before, for `end_call`.
    pub fn begin_call(&mut self, place: Span) -> u32 {
        self.calls.push(place);
        std::mem::replace(&mut self.call, u32::try_from(self.calls.len()).unwrap_or(u32::MAX))
    }

    /// The call before goes on.
    pub fn end_call(&mut self, before: u32) {
        self.call = before;
    }

    /// The place of the call that wrote a part of the expanded text, if one did.
    pub fn called(&self, span: Span) -> Option<Span> {
        let call = usize::try_from(self.piece(span.start)?.call).ok()?;
        self.calls.get(call.checked_sub(1)?).copied()
    }

    /// Writes bytes of the source that begin there.
    pub fn copy(&mut self, text: &str, start: usize) {
        self.write(text, Span::new(start, start + text.len()), true);
    }

    /// Writes a text that comes from a place of the source.
    pub fn compose(&mut self, text: &str, origin: Span) {
        self.write(text, origin, false);
    }

    fn write(&mut self, text: &str, origin: Span, is_verbatim: bool) {
        if text.is_empty() {
            return;
        }
        self.flush();
        let (at, call) = (self.text.len(), self.call);
        self.text.push_str(text);
        match self.pieces.last_mut() {
            // What goes on in the source is one piece.
            Some(last)
                if last.is_verbatim
                    && is_verbatim
                    && last.call == call
                    && last.origin.start + (at - last.at) == origin.start =>
            {
                last.origin.end = origin.end;
            }
            _ => self.pieces.push(Piece { at, origin, is_verbatim, call }),
        }
    }

    /// Begins the line that was announced.
    pub fn flush(&mut self) {
        if std::mem::take(&mut self.breaks) {
            self.text.push('\n');
        }
    }

    /// Ends the line: what is written next begins another one.
    pub fn end_line(&mut self) {
        self.breaks = true;
    }

    /// Lets what is written next go on in the line that has just ended.
    pub fn join(&mut self) {
        self.breaks = false;
    }
}
