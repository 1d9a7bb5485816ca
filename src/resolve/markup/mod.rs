//! Reads markup: splits a written text into words, marks and tags.
//!
//! Three dialects share this language and only one of them has markup, so most texts with `//` hold a URL and
//! most with `--` a flag. What decides:
//!
//! - A mark is exactly two of its characters; three and more can close, but not open.
//! - It **opens** where no letter, digit or `_` stands before it, and neither a space nor the end after it. `**` also
//!   opens before a space at the beginning of a line, if the next `**` closes and cannot open.
//! - It **closes** where no space stands before it, and no letter, digit or `_` after it. `**`, `~~` and `""`
//!   also close between two letters, as in `**K**ey`; all but `--` also after a space at the end of a line.
//! - It **counts** only if it opens and one of its kind closes later. Else it is drawn as written. Two kinds of
//!   marks at the very beginning, as in `**++Title`, are no accident: they count in any case.
//! - What looks like a mark and is code in all dialects neither opens nor closes: `//` after `:`, `--` in `-->`,
//!   `<--` and `<!--`, `""` for an empty string, `__` in `x.__init__()` and in the names of `OWN_NAMES`.
//! - A tag counts if it is known and its value can be one; it needs no end. An end of nothing is drawn as written.
//! - Letters of scripts that put no spaces between words do not count as letters here.
//! - What the style of a text begins with is on from its first character. The text's own marks switch it off and
//!   on again, and one that only closes ends it.

mod begin;
mod near;
mod tag;
mod tokens;

#[cfg(test)]
mod tests;

pub(super) use begin::Beginning;
pub(super) use near::near_tags;
use tag::Effect;
use tokens::{Mark, Opens, TagName, Token, Tokens};

use crate::ast::Written;
use crate::diagnostic::Diagnostics;
use crate::source::Span;
use crate::text::{Run, RunStyle, Text};

/// How many tags can be open at once. What opens more is not prose.
const MAX_OPEN: usize = 32;

/// When a mark counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Counting {
    /// Where it encloses something, by the rules above.
    Embracing,
    /// Always, up to the end of the text if need be, as on sequencediagram.org.
    Toggling,
}

/// What a byte may mean in a text, as bits: alone, or after another one of its kind.
const ALONE: u8 = 1;
const TWICE: u8 = 2;
const MEANING: [u8; 256] = {
    let mut meaning = [0; 256];
    meaning[b'\\' as usize] = ALONE;
    meaning[b'<' as usize] = ALONE;
    // It ends an entity of another language, which is reported.
    meaning[b';' as usize] = ALONE;
    let twice = b"*/-+\"~_";
    let mut at = 0;
    while at < twice.len() {
        meaning[twice[at] as usize] = TWICE;
        at += 1;
    }
    meaning
};

/// Whether there may be something to read or to report in a text. Nearly all texts have nothing, so this takes no branch for each
/// byte.
pub(super) fn is_marked(written: &str) -> bool {
    let (mut found, mut before) = (0, 0);
    for byte in written.bytes() {
        let meaning = MEANING[usize::from(byte)];
        found |= meaning & if byte == before { ALONE | TWICE } else { ALONE };
        before = byte;
    }
    found != 0
}

/// Where a text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    /// On an arrow, which is longer than it.
    Arrow,
    /// Anywhere else.
    Elsewhere,
}

/// The text that was written, whose style may have begun something. Reports addresses, colours and sizes
/// that cannot be.
pub(super) fn read(
    written: Written<'_>,
    begun: Option<&Beginning>,
    counting: Counting,
    place: Position,
    sink: &mut Diagnostics,
) -> Text {
    // Where every mark counts, it does not matter which have an end.
    let marks = (counting == Counting::Embracing).then(|| Marks::of(written.text));
    let mut reader = Reader::new(written, begun, sink);
    for (range, token) in Tokens::of(written.text, counting) {
        let as_written = &written.text[range.clone()];
        match token {
            Token::Plain(text) => reader.push(text),
            Token::Break => reader.line_break(),
            Token::Mark { mark, opens, closes } => {
                let (at, inside) = (mark as usize, reader.inside[mark as usize]);
                let pairs = match counting {
                    Counting::Toggling => true,
                    Counting::Embracing if inside => closes,
                    Counting::Embracing => {
                        marks.as_ref().is_some_and(|marks| marks.has_end(mark, opens, range.start))
                    }
                };
                if pairs {
                    reader.end_run();
                    reader.inside[at] = !inside;
                    reader.skip_spaces |= !inside && opens == Opens::Loosely;
                } else if reader.begun[at] && closes {
                    reader.end_run();
                    reader.begun[at] = false;
                } else {
                    reader.push(as_written);
                }
            }
            Token::Open(name, value) if reader.open.len() < MAX_OPEN => {
                reader.end_run();
                let span = reader.span(range);
                let effect = if name == TagName::Position && place == Position::Elsewhere {
                    tag::no_position(span, reader.sink)
                } else {
                    Effect::of(name, value, span, reader.plain.len(), reader.sink)
                };
                reader.open.push((name, effect));
            }
            Token::Close(name) if reader.open.iter().any(|(open, _)| *open == name) => reader.close(name),
            Token::Open(..) | Token::Close(_) => reader.push(as_written),
        }
    }
    reader.finish()
}

/// The same in a dialect without markup: only `\n` means something, and what a style begins.
pub(super) fn literal(written: Written<'_>, begun: Option<&Beginning>, sink: &mut Diagnostics) -> Text {
    if begun.is_none() && !written.text.contains("\\n") {
        return Text::from(written.text);
    }
    let mut reader = Reader::new(written, begun, sink);
    for (at, line) in written.text.split("\\n").enumerate() {
        if at > 0 {
            reader.line_break();
        }
        reader.push(line);
    }
    reader.finish()
}

/// Which marks of a text have something that ends them.
struct Marks {
    /// Where each mark closes for the last time.
    last_close: [Option<usize>; Mark::ALL.len()],
    /// Where a mark opens loosely and the next of its kind is its end.
    loose: Vec<usize>,
    /// Before which byte marks count in any case.
    sure: usize,
}

impl Marks {
    fn of(written: &str) -> Marks {
        let mut marks = Marks { last_close: [None; Mark::ALL.len()], loose: Vec::new(), sure: 0 };
        let mut waiting = [None; Mark::ALL.len()];
        let mut kinds = [false; Mark::ALL.len()];
        let (mut leads, mut inked) = (true, false);
        for (range, token) in Tokens::of(written, Counting::Embracing) {
            let Token::Mark { mark, opens, closes } = token else {
                let text = if let Token::Plain(text) = token { text } else { "" };
                inked |= !text.trim().is_empty();
                let is_word = text.starts_with(char::is_alphabetic);
                if leads && is_word && kinds.iter().filter(|kind| **kind).count() > 1 {
                    marks.sure = range.start;
                }
                leads = false;
                continue;
            };
            let at = mark as usize;
            leads &= opens == Opens::Tightly && !std::mem::replace(&mut kinds[at], true);
            if closes {
                marks.last_close[at] = Some(range.start);
            }
            if let (Some(start), true) = (waiting[at].take(), inked && closes && opens == Opens::Not) {
                marks.loose.push(start);
            }
            if opens == Opens::Loosely {
                (waiting[at], inked) = (Some(range.start), false);
            }
        }
        marks
    }

    /// Whether a mark at a byte that opens so has an end.
    fn has_end(&self, mark: Mark, opens: Opens, at: usize) -> bool {
        match opens {
            Opens::Not => false,
            Opens::Tightly => at < self.sure || self.last_close[mark as usize] > Some(at),
            Opens::Loosely => self.loose.binary_search(&at).is_ok(),
        }
    }
}

struct Reader<'r> {
    written: Written<'r>,
    sink: &'r mut Diagnostics,
    plain: String,
    runs: Vec<Run>,
    /// Of the marks, which the style of the text has begun.
    begun: [bool; Mark::ALL.len()],
    /// Of the marks, which have opened in the text.
    inside: [bool; Mark::ALL.len()],
    open: Vec<(TagName, Effect)>,
    /// Whether spaces are skipped: those around a break only make the source readable.
    skip_spaces: bool,
}

impl<'r> Reader<'r> {
    fn new(written: Written<'r>, begun: Option<&Beginning>, sink: &'r mut Diagnostics) -> Reader<'r> {
        let (begun, open) = begun.map(|begun| (begun.marks, begun.tags.clone())).unwrap_or_default();
        Reader {
            written,
            sink,
            plain: String::with_capacity(written.text.len()),
            runs: Vec::new(),
            begun,
            inside: [false; Mark::ALL.len()],
            open,
            skip_spaces: false,
        }
    }
    fn push(&mut self, text: &str) {
        let text = if self.skip_spaces { text.trim_start_matches(' ') } else { text };
        self.skip_spaces &= text.is_empty();
        self.plain.push_str(text);
    }

    fn line_break(&mut self) {
        self.plain.truncate(self.plain.trim_end_matches(' ').len());
        while let Some(run) = self.runs.last_mut().filter(|run| run.end > self.plain.len()) {
            run.end = self.plain.len();
            if self.runs.len() > 1 && self.runs[self.runs.len() - 2].end >= self.plain.len() {
                self.runs.pop();
            }
        }
        self.plain.push('\n');
        self.skip_spaces = true;
    }

    /// Ends the run before something changes.
    fn end_run(&mut self) {
        let (end, style) = (self.plain.len(), self.style());
        match self.runs.last_mut() {
            Some(last) if last.end == end => {}
            Some(last) if last.style == style => last.end = end,
            None if end == 0 => {}
            _ => self.runs.push(Run { end, style }),
        }
    }

    /// The style that what is open amounts to.
    fn style(&self) -> RunStyle {
        let on = |mark: Mark| self.begun[mark as usize] != self.inside[mark as usize];
        let mut style = RunStyle {
            bold: on(Mark::Bold),
            italic: on(Mark::Italic),
            mono: on(Mark::Mono),
            strike: on(Mark::Strike),
            underline: on(Mark::Underline),
            small: on(Mark::Small),
            big: on(Mark::Big),
            ..RunStyle::default()
        };
        for (_, effect) in &self.open {
            effect.apply(&mut style);
        }
        style
    }

    /// Ends the tag with this name that was opened last.
    fn close(&mut self, name: TagName) {
        self.end_run();
        let at = self.open.iter().rposition(|(open, _)| *open == name).expect("one is open");
        let (_, effect) = self.open.remove(at);
        if let Effect::Wrap(columns, from) = effect {
            wrap(&mut self.plain, from, columns);
        }
    }

    fn finish(mut self) -> Text {
        self.end_run();
        for (_, effect) in &self.open {
            if let Effect::Wrap(columns, from) = effect {
                wrap(&mut self.plain, *from, *columns);
            }
        }
        if self.runs.iter().all(|run| run.style == RunStyle::default()) {
            self.runs.clear();
        }
        Text { plain: self.plain, runs: self.runs.into() }
    }

    /// The bytes of the source that hold a part of the text; all of them where the part is unknown.
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        let span = self.written.span;
        if span.len() == self.written.text.len() {
            Span::new(span.start + range.start, span.start + range.end)
        } else {
            span
        }
    }
}

/// Breaks the lines of a text from a byte on, so that they have no more than so many characters, where there are spaces
/// to break them at. Each break replaces a space, so that no byte moves.
fn wrap(plain: &mut String, from: usize, columns: usize) {
    let mut breaks = Vec::new();
    let mut start = from;
    for line in plain[from..].split('\n') {
        let mut space = None;
        let (mut count, mut after_space) = (0, 0);
        for (at, c) in line.char_indices() {
            count += 1;
            if c == ' ' {
                (space, after_space) = (Some(start + at), count);
            }
            if let Some(at) = space.filter(|_| count > columns && c != ' ') {
                breaks.push(at);
                space = None;
                count -= after_space;
            }
        }
        start += line.len() + 1;
    }
    for at in breaks {
        plain.replace_range(at..=at, "\n");
    }
}
