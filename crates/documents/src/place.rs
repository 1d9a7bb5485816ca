//! Maps places and changes between a document and the diagrams in it.

use seqwright::diagnostic::Fix;
use seqwright::source::Span;

use super::Fence;

impl Fence {
    /// Where a range of the fence's text is in the document.
    pub fn span(&self, span: Span) -> Span {
        let start = self.point(span.start);
        // A range ends after its last byte, which may be in another piece than the byte after it.
        let end = if span.is_empty() { start } else { self.place(span.end - 1, span.end) };
        Span::new(start, end.max(start))
    }

    /// Where a byte of the document is in the fence's text; none outside of the fence's lines. In what the container
    /// puts before a line it is the start of that line.
    pub fn at(&self, there: usize) -> Option<usize> {
        if there < self.body.start || self.body.end < there || self.pieces.is_empty() {
            return None;
        }
        // Where a tab is cut, several pieces are at the same byte: the last one has the text after it.
        let after = self.pieces.partition_point(|piece| piece.there <= there);
        let Some(piece) = after.checked_sub(1).map(|at| self.pieces[at]) else { return Some(0) };
        let next = self.pieces.get(after).map_or(self.text.len(), |next| next.here);
        let gone = there - piece.there;
        // Between the two bytes of a CRLF it is still before the line end.
        let here = if gone >= piece.len {
            next
        } else {
            piece.here + gone.min((next - piece.here).saturating_sub(1))
        };
        // At the line that closes the fence, no line of it is left.
        Some(here).filter(|_| there < self.body.end || !self.closed || self.body.is_empty())
    }

    /// A change of the fence's text as one of the document. New lines get the prefix of the container. None if the
    /// fence could not hold the result.
    pub fn change(&self, fix: &Fix) -> Option<Fix> {
        let Fix { span, replacement } = fix;
        let old = self.text.get(span.start..span.end)?;
        if !replacement.contains('\n') && !old.contains('\n') {
            return Some(Fix { span: self.span(*span), replacement: replacement.clone() });
        }
        // Without a closing line, what is added would stand in whatever follows.
        if !self.closed {
            return None;
        }
        if self.begins_line(span.start)
            && self.begins_line(span.end)
            && (replacement.is_empty() || replacement.ends_with('\n'))
        {
            let place = Span::new(self.line_start(span.start)?, self.line_start(span.end)?);
            let lines = replacement.split_inclusive('\n').map(|line| self.prefixed(line));
            return Some(Fix { span: place, replacement: lines.collect() });
        }
        // The end of the last line is what keeps the closing line apart.
        let is_last = span.end == self.text.len();
        let (old_end, new) = match (is_last, replacement.strip_suffix('\n')) {
            (false, _) => (span.end, replacement.as_str()),
            (true, Some(new)) if old.ends_with('\n') => (span.end - 1, new),
            (true, _) => return None,
        };
        let start = self.point(span.start);
        let end = if old_end == span.start { start } else { self.point(old_end) };
        let mut lines = new.split('\n');
        let mut text = lines.next().unwrap_or_default().to_owned();
        for line in lines {
            text.push_str(self.line_end);
            text.push_str(&self.prefixed(line));
        }
        Some(Fix { span: Span::new(start, end.max(start)), replacement: text })
    }

    /// A line with the prefix of the container and the line end of the document. Spaces at the end of a line are dropped.
    fn prefixed(&self, line: &str) -> String {
        let text = line.trim_end_matches('\n');
        let prefix = if text.is_empty() { self.prefix.trim_end() } else { &self.prefix };
        let end = if text.len() < line.len() { self.line_end } else { "" };
        [prefix, text, end].concat()
    }

    /// Where the line of the document begins whose text begins at a byte of the fence's text. None at the end of a
    /// document whose last line has no end.
    fn line_start(&self, here: usize) -> Option<usize> {
        match here.checked_sub(1) {
            None => Some(self.body.start),
            Some(before) => {
                let end = self.pieces[self.pieces.partition_point(|piece| piece.here <= before) - 1];
                (end.len > 0).then_some(end.there + end.len)
            }
        }
    }

    /// Where a byte of the fence's text is in the document. The end of a line is before both bytes of a CRLF.
    fn point(&self, here: usize) -> usize {
        let ends_line = self.text[here..].starts_with('\n') && !self.begins_line(here);
        self.place(if ends_line { here - 1 } else { here }, here)
    }

    /// Whether a byte of the fence's text is the first of a line.
    fn begins_line(&self, here: usize) -> bool {
        here == 0 || self.text.as_bytes()[here - 1] == b'\n'
    }

    /// Where a byte of the fence's text is in the document, by the piece that another one is in.
    fn place(&self, among: usize, here: usize) -> usize {
        let after = self.pieces.partition_point(|piece| piece.here <= among);
        match after.checked_sub(1).map(|at| self.pieces[at]) {
            Some(piece) => piece.there + (here - piece.here).min(piece.len),
            None => self.opener.end,
        }
    }
}
