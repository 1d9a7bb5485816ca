//! Mark-up: a written text in, its words, marks and tags out.
//!
//! Three dialects share this language and only one of them has mark-up, so most texts with `//` hold a URL and
//! most with `--` a flag. What decides:
//!
//! - A mark is exactly two of its characters; three and more can close, but not open.
//! - It **opens** where no letter, digit or `_` stands before it, and no blank and not the end after it.
//! - It **closes** where no blank stands before it, and no letter, digit or `_` after it. `**`, `~~` and `""`
//!   also close between two letters, as in `**K**ey`.
//! - It **counts** only if it opens and one of its kind closes later. Else it is drawn as written.
//! - What looks like a mark and is code in all dialects neither opens nor closes: `//` after `:`, `--` in `-->`,
//!   `<--` and `<!--`, `""` for an empty string, `__` in `x.__init__()` and in the names of `OWN_NAMES`.
//! - A tag counts if it is known and its value can be one; it needs no end. An end of nothing is drawn as written.
//! - Letters of scripts that put no blanks between words do not count as letters here.

mod tokens;

#[cfg(test)]
mod tests;

use tokens::{Mark, TagName, Token, Tokens};

use super::color;
use crate::ast::Written;
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::Color;
use crate::px::Px;
use crate::source::Span;
use crate::text::{Align, Href, Run, RunStyle, Script, Text};

/// How many tags can be open at once. What opens more is not prose.
const MAX_OPEN: usize = 32;
/// The largest size of a text, in points.
const MAX_SIZE: i64 = 200;

/// When a mark counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// Where it embraces something, by the rules above.
    Embracing,
    /// Always, up to the end of the text if need be, as on sequencediagram.org.
    Toggling,
}

/// Whether there may be something to read in a text: a quick look, that most texts fail.
pub(super) fn is_marked(written: &str) -> bool {
    let mut before = 0;
    written.bytes().any(|byte| {
        let found = match byte {
            b'\\' | b'<' => true,
            b'*' | b'/' | b'-' | b'+' | b'"' | b'~' | b'_' => byte == before,
            _ => false,
        };
        before = byte;
        found
    })
}

/// The text that was written. Complains about addresses, colours and sizes that cannot be.
pub(super) fn read(written: Written<'_>, marks: Marks, sink: &mut Diagnostics) -> Text {
    let mut last_close = [None; Mark::ALL.len()];
    for (range, token) in Tokens::of(written.text, marks) {
        if let Token::Mark { mark, closes: true, .. } = token {
            last_close[mark as usize] = Some(range.start);
        }
    }
    let mut reader = Reader {
        written,
        sink,
        plain: String::with_capacity(written.text.len()),
        runs: Vec::new(),
        on: [false; Mark::ALL.len()],
        open: Vec::new(),
        skip_blanks: false,
    };
    for (range, token) in Tokens::of(written.text, marks) {
        let as_written = &written.text[range.clone()];
        match token {
            Token::Plain(text) => reader.push(text),
            Token::Break => reader.line_break(),
            Token::Mark { mark, opens, closes } => {
                let on = reader.on[mark as usize];
                let counts = match marks {
                    Marks::Toggling => true,
                    Marks::Embracing if on => closes,
                    Marks::Embracing => opens && last_close[mark as usize] > Some(range.start),
                };
                if counts {
                    reader.end_run();
                    reader.on[mark as usize] = !on;
                } else {
                    reader.push(as_written);
                }
            }
            Token::Open(name, value) if reader.open.len() < MAX_OPEN => {
                reader.end_run();
                let effect = reader.effect(name, value, reader.span(range));
                reader.open.push((name, effect));
            }
            Token::Close(name) if reader.open.iter().any(|(open, _)| *open == name) => reader.close(name),
            Token::Open(..) | Token::Close(_) => reader.push(as_written),
        }
    }
    reader.finish()
}

/// What an open tag does.
enum Effect {
    Color(Option<Color>),
    Background(Option<Color>),
    Size(Px),
    Align(Align),
    Link(Option<Href>),
    Script(Script),
    /// Lines of so many characters, from that byte on.
    Wrap(usize, usize),
    Nothing,
}

struct Reader<'r> {
    written: Written<'r>,
    sink: &'r mut Diagnostics,
    plain: String,
    runs: Vec<Run>,
    /// Of the marks, which have opened.
    on: [bool; Mark::ALL.len()],
    open: Vec<(TagName, Effect)>,
    /// Whether blanks are skipped: those around a break are for the eye of whoever reads the source.
    skip_blanks: bool,
}

impl Reader<'_> {
    fn push(&mut self, text: &str) {
        let text = if self.skip_blanks { text.trim_start_matches(' ') } else { text };
        self.skip_blanks &= text.is_empty();
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
        self.skip_blanks = true;
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
        let on = |mark: Mark| self.on[mark as usize];
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
            match effect {
                Effect::Color(color) => style.color = color.or(style.color),
                Effect::Background(color) => style.background = color.or(style.background),
                Effect::Size(size) => style.size = Some(*size),
                Effect::Align(align) => style.align = Some(*align),
                Effect::Link(link) => style.link.clone_from(link),
                Effect::Script(script) => style.script = Some(*script),
                Effect::Wrap(..) | Effect::Nothing => {}
            }
        }
        style
    }

    /// Ends the tag of that name that was opened last.
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

    /// The bytes of the source that hold a part of the text; all of them where that cannot be told.
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        let span = self.written.span;
        if span.len() == self.written.text.len() {
            Span::new(span.start + range.start, span.start + range.end)
        } else {
            span
        }
    }

    fn effect(&mut self, name: TagName, value: &str, span: Span) -> Effect {
        match name {
            TagName::Color => Effect::Color(self.color(value, span)),
            TagName::Background => Effect::Background(self.color(value, span)),
            TagName::Size => self.size(value, span),
            TagName::Align => Effect::Align(match value {
                "left" => Align::Left,
                "right" => Align::Right,
                _ => Align::Center,
            }),
            TagName::Link => self.link(value, span),
            TagName::Sub => Effect::Script(Script::Sub),
            TagName::Sup => Effect::Script(Script::Super),
            TagName::Wordwrap => Effect::Wrap(value.parse().unwrap_or(usize::MAX).max(1), self.plain.len()),
            TagName::Position | TagName::Stroke | TagName::Difference => {
                self.sink
                    .warn(
                        Code::Unsupported,
                        span,
                        format!("`<{}>` has no effect in this version", name.word()),
                    )
                    .at("understood, but not drawn")
                    .help("delete the tag and its end; the text is drawn without it");
                Effect::Nothing
            }
        }
    }

    fn color(&mut self, value: &str, span: Span) -> Option<Color> {
        let name = value.trim_start_matches('#');
        let found = color::of(name);
        if found.is_none() {
            self.sink
                .warn(Code::UnknownColor, span, format!("`#{name}` is not a colour"))
                .at("the tag has no effect")
                .help(color::help(name));
        }
        found
    }

    fn size(&mut self, value: &str, span: Span) -> Effect {
        match value.parse::<i64>() {
            // A point is four thirds of a pixel of CSS.
            Ok(points) if (1..=MAX_SIZE).contains(&points) => Effect::Size(Px::new(points * 4) / 3),
            _ => {
                self.sink
                    .warn(Code::NumberOutOfRange, span, format!("a text cannot be `{value}` points high"))
                    .at("the tag has no effect")
                    .help(format!("write a whole number from 1 to {MAX_SIZE}"));
                Effect::Nothing
            }
        }
    }

    fn link(&mut self, value: &str, span: Span) -> Effect {
        let link = Href::admit(value);
        if link.is_none() {
            self.sink
                .warn(Code::UnsafeLink, span, "a drawing does not lead there")
                .at("drawn as text without a link")
                .help("write an address that begins with `https:`, `http:` or `mailto:`, or a relative one");
        }
        Effect::Link(link)
    }
}

/// Breaks the lines of a text from a byte on, so that they have no more than so many characters, where there
/// are blanks to break them at. Each break takes the place of a blank, so that no byte moves.
fn wrap(plain: &mut String, from: usize, columns: usize) {
    let mut breaks = Vec::new();
    let mut start = from;
    for line in plain[from..].split('\n') {
        let mut blank = None;
        let (mut count, mut after_blank) = (0, 0);
        for (at, c) in line.char_indices() {
            count += 1;
            if c == ' ' {
                (blank, after_blank) = (Some(start + at), count);
            }
            if let Some(at) = blank.filter(|_| count > columns && c != ' ') {
                breaks.push(at);
                blank = None;
                count -= after_blank;
            }
        }
        start += line.len() + 1;
    }
    for at in breaks {
        plain.replace_range(at..=at, "\n");
    }
}
