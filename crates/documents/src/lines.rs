//! Lines of a document, and other code that the small scanners share.

use seqwright::source::Span;

use super::Fence;

/// The distance of tab stops in Markdown.
pub const TAB: usize = 4;

/// A line of a document.
#[derive(Clone, Copy, Debug)]
pub struct Line<'t> {
    /// Its text, without its end.
    pub text: &'t str,
    /// Where it begins.
    pub start: usize,
    /// Where the next one begins.
    pub next: usize,
}

impl Line<'_> {
    /// Its bytes, without its end.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    /// Whether there is nothing on it.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// How far its text is indented, in columns.
    pub fn indent(&self) -> usize {
        let spaces = self.text.len() - self.text.trim_start_matches([' ', '\t']).len();
        self.text[..spaces].bytes().fold(0, column_after)
    }
}

/// The lines of a text. LF and CRLF end a line.
pub fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let line = |whole: &str| {
        let line = Line {
            text: &text[start..start + whole.trim_end_matches('\n').trim_end_matches('\r').len()],
            start,
            next: start + whole.len(),
        };
        start = line.next;
        line
    };
    text.split_inclusive('\n').map(line).collect()
}

fn column_after(column: usize, byte: u8) -> usize {
    if byte == b'\t' { (column / TAB + 1) * TAB } else { column + 1 }
}

/// How many bytes of spaces and tabs at the start of a text are at most so many columns wide. A tab that goes beyond
/// stays.
pub fn prefix_of_width(text: &str, columns: usize) -> usize {
    let mut column = 0;
    let mut within = |byte: &u8| {
        column = column_after(column, *byte);
        matches!(byte, b' ' | b'\t') && column <= columns
    };
    text.bytes().take_while(&mut within).count()
}

/// The fence whose text is these lines of a document, each without its first bytes, as many as `strip` says.
pub fn fence(opener: Line<'_>, body: &[Line<'_>], closed: bool, strip: impl Fn(&str) -> usize) -> Fence {
    let mut fence = Fence::opened(opener.span());
    fence.closed = closed;
    fence.end = body.last().map_or(fence.end, |line| line.span().end);
    fence.body = match body {
        [first, .., last] => Span::new(first.start, last.next),
        [only] => Span::new(only.start, only.next),
        [] => Span::new(opener.next, opener.next),
    };
    for line in body {
        let cut = strip(line.text);
        let end = line.start + line.text.len();
        fence.push(&line.text[cut..], Span::new(line.start + cut, end));
        fence.push("\n", Span::new(end, line.next));
        if fence.prefix.is_empty() && !line.is_blank() {
            line.text[..cut].clone_into(&mut fence.prefix);
        }
    }
    fence
}
