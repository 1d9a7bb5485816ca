//! Boxes, fragments and what stands between messages.

use pest::iterators::Pair;

use super::arrow::units;
use super::heads::unquoted;
use super::{Line, PlantUmlFront, Rule};
use crate::ast::{FragmentStyle, StmtKind, Style, StyleParts, Written};
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::FragmentKind;
use crate::parse::front::{Close, Divide, LineKind, Open, OpenBlock, Reach};
use crate::source::Span;

/// What has been opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OpenWord {
    /// `box`.
    Group,
    /// `alt` and its kin.
    Fragment,
}

impl OpenWord {
    pub fn is_group(self) -> bool {
        self == OpenWord::Group
    }
}

impl<'s> PlantUmlFront<'s> {
    /// `box "title" #gold`.
    pub(super) fn group(&mut self, pair: Pair<'s, Rule>, line: &Line<'s>, sink: &mut Diagnostics) -> bool {
        let mut label = Written { text: "", span: Span::new(line.span.end, line.span.end) };
        let mut style = Style::default();
        for part in pair.into_inner() {
            let written = line.part(part.as_str(), part.as_span().start());
            match part.as_rule() {
                Rule::quoted => label = Written { text: unquoted(written.text), ..written },
                Rule::title => label = written,
                Rule::color => style = self.style(written, line, sink),
                _ => {}
            }
        }
        let label = self.text_behind_word(label, line);
        self.end_unit();
        self.open.push((OpenWord::Group, line.span));
        self.push(
            LineKind::Open(Open { word: "box", end: "end", block: OpenBlock::Group { label, style } }),
            line,
        );
        true
    }

    pub(super) fn end_group(&mut self, line: &Line<'s>, sink: &mut Diagnostics) -> bool {
        if self.open.last().is_none_or(|(word, _)| !word.is_group()) {
            self.junk(Code::StrayEnd, (line, line.span), "this `end box` ends nothing", sink)
                .at("no box is open here")
                .help("delete it");
            return true;
        }
        self.pop(line);
        true
    }

    /// Closes the block that was opened last.
    fn pop(&mut self, line: &Line<'s>) {
        self.open.pop();
        self.end_unit();
        let written = Written { text: "end", span: line.span };
        self.push(LineKind::Close(Close { written, word: None, reach: Reach::Innermost }), line);
    }

    /// Closes all that is open where the diagram ends. PlantUML does not mind.
    pub(super) fn close_all(&mut self, line: &Line<'s>, sink: &mut Diagnostics) {
        while let Some((word, span)) = self.open.last().copied() {
            let end = if word.is_group() { "end box" } else { "end" };
            sink.warn(Code::LeftOpen, span, "this block is never closed")
                .at("opened here")
                .help(format!("write `{end}` where it ends"));
            self.pop(line);
        }
    }

    pub(super) fn fragment(&mut self, pair: Pair<'s, Rule>, line: &Line<'s>, sink: &mut Diagnostics) -> bool {
        let mut kind = FragmentKind::Alt;
        let mut style = FragmentStyle::default();
        let mut guard = Written { text: "", span: Span::new(line.span.end, line.span.end) };
        let mut word_end = 0;
        for part in pair.into_inner() {
            let written = line.part(part.as_str(), part.as_span().start());
            match part.as_rule() {
                Rule::beside => {
                    self.losses.add(
                        Code::DrawnOtherwise,
                        "a fragment beside something else",
                        written.span,
                        line.number,
                    );
                }
                Rule::fragment_word => {
                    kind = kind_of(written.text);
                    word_end = part.as_span().end();
                }
                Rule::sure_color => {
                    let color = self.color(written.text, written, line, sink);
                    if part.as_span().start() == word_end {
                        (style.operator, style.glued) = (color, color.is_some());
                    } else {
                        style.body = Style::from(StyleParts { fill: color, ..StyleParts::default() });
                    }
                }
                Rule::text => guard = written,
                _ => {}
            }
        }
        if let (None, Some(fill)) = (style.operator, style.body.fill) {
            // Without a border, it would be read as the colour of the tab.
            let width = Some(Written { text: "1", span: fill.span });
            style.body = Style::from(StyleParts { fill: Some(fill), width, ..StyleParts::default() });
        }
        let guard = self.guard(guard, kind, line);
        self.end_unit();
        self.open.push((OpenWord::Fragment, line.span));
        let word = Written { text: kind.word(), span: line.span };
        let block = OpenBlock::Fragment { kind, word, style, label: None, guard };
        self.push(LineKind::Open(Open { word: kind.word(), end: "end", block }), line);
        true
    }

    /// The text of a fragment. In a group, a number sign would begin the colour of the label.
    fn guard(&mut self, written: Written<'s>, kind: FragmentKind, line: &Line<'s>) -> Written<'s> {
        let text = self.text_behind_word(written, line);
        if kind != FragmentKind::Group || !text.text.contains('#') {
            return text;
        }
        let mut out = String::with_capacity(text.text.len() + 4);
        for c in text.text.chars() {
            if c == '#' && !out.ends_with(['\\', ':']) {
                out.push('\\');
            }
            out.push(c);
        }
        Written { text: self.source.keep(out), ..text }
    }

    /// `else` and `also`.
    pub(super) fn divide(&mut self, pair: Pair<'s, Rule>, line: &Line<'s>, sink: &mut Diagnostics) -> bool {
        if self.open.last().is_none_or(|(word, _)| word.is_group()) {
            let word = line.text.split([' ', '#']).next().unwrap_or_default();
            self.junk(
                Code::StrayElse,
                (line, line.span),
                format!("this `{word}` is not in a fragment"),
                sink,
            )
            .at("divides nothing")
            .help("open a fragment above it, with `alt`");
            return true;
        }
        let mut style = Style::default();
        let mut guard = Written { text: "", span: Span::new(line.span.end, line.span.end) };
        for part in pair.into_inner() {
            let written = line.part(part.as_str(), part.as_span().start());
            match part.as_rule() {
                Rule::sure_color => style = self.style(written, line, sink),
                Rule::text => guard = written,
                _ => {}
            }
        }
        let guard = self.text_behind_word(guard, line);
        self.end_unit();
        self.push(
            LineKind::Divide(Divide { word: "else", opener: "alt", thread: false, style, guard }),
            line,
        );
        true
    }

    pub(super) fn end(&mut self, line: &Line<'s>, sink: &mut Diagnostics) -> bool {
        if self.open.last().is_none_or(|(word, _)| word.is_group()) {
            self.junk(Code::StrayEnd, (line, line.span), "this `end` ends nothing", sink)
                .at("no fragment is open here")
                .help("delete it");
            return true;
        }
        self.pop(line);
        true
    }

    /// Dividers, delays, room, and pages, which become dividers.
    pub(super) fn between(&mut self, pair: Pair<'s, Rule>, line: &Line<'s>) -> bool {
        let rule = pair.as_rule();
        let inner = pair.into_inner().next();
        let written = inner.map(|part| line.part(part.as_str(), part.as_span().start()));
        self.end_unit();
        let nothing = Written { text: "", span: Span::new(line.span.end, line.span.end) };
        let kind = match rule {
            Rule::space => StmtKind::Space(written.map(|digits| {
                let text = self.source.keep(units(digits.text).to_string());
                Written { text, ..digits }
            })),
            Rule::pause => StmtKind::Pause(self.text(written.unwrap_or(nothing), line)),
            Rule::newpage => {
                self.losses.add(Code::DrawnOtherwise, "a page", line.span, line.number);
                StmtKind::Divider(self.text(written.unwrap_or(nothing), line), Style::default())
            }
            _ => StmtKind::Divider(self.text(written.unwrap_or(nothing), line), Style::default()),
        };
        self.stmt(kind, line);
        true
    }
}

fn kind_of(word: &str) -> FragmentKind {
    match word.to_ascii_lowercase().as_str() {
        "opt" => FragmentKind::Opt,
        "loop" => FragmentKind::Loop,
        "par" | "par2" => FragmentKind::Par,
        "break" => FragmentKind::Break,
        "critical" => FragmentKind::Critical,
        "group" | "partition" => FragmentKind::Group,
        _ => FragmentKind::Alt,
    }
}
