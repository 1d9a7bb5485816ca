//! Words round the drawing: its title and its frame, and what stands above and below.

use pest::iterators::Pair;

use super::note::is_end;
use super::{Line, PlantUmlFront, Rule, creole};
use crate::ast::{FragmentStyle, Legend, Setting, StmtKind, Written};
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::{PageText, Placement};
use crate::parse::seq::is_word;

impl<'s> PlantUmlFront<'s> {
    /// `title T`, `caption T`, `left header T`, `legend right` and so on, and their blocks.
    pub(super) fn words(&mut self, pair: Pair<'s, Rule>, line: &Line<'s>, sink: &mut Diagnostics) -> bool {
        let mut text = None;
        let mut kind = if is_word(pair.as_str().trim_start(), "legend") { "legend" } else { "title" };
        if is_word(pair.as_str().trim_start(), "mainframe") {
            kind = "mainframe";
        }
        let (mut side, mut place) = ("", Placement::default());
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::words_kind => {
                    let known = ["caption", "header", "footer"];
                    kind = known.into_iter().find(|known| is_word(part.as_str(), known)).unwrap_or(kind);
                }
                Rule::side => side = part.as_str(),
                Rule::legend_place => match Placement::from_word(part.as_str()) {
                    Some(found) => place = found,
                    None if is_word(part.as_str(), "top") => {
                        let what = "a legend above the drawing";
                        self.losses.add(Code::DrawnOtherwise, what, line.span, line.number);
                    }
                    None => {}
                },
                Rule::text => text = Some(line.part(part.as_str(), part.as_span().start())),
                _ => {}
            }
        }
        let text = match text.filter(|text| !text.text.is_empty()) {
            Some(text) => self.text_behind_word(text, line),
            None => {
                let end = format!("end{kind}");
                let Some(lines) = self.block(line, |text| is_end(text, &[&end]), sink) else { return true };
                let text = creole::joined(&lines, &mut self.losses.here(line.span, line.number));
                Written { text: self.source.keep(text), span: line.span }
            }
        };
        match kind {
            "title" if text.text.is_empty() => {}
            "title" => self.stmt(StmtKind::Title(text), line),
            "mainframe" => {
                let frame = Setting::Frame(text, FragmentStyle::default());
                self.stmt(StmtKind::Setting(Box::new(frame)), line);
            }
            kind => self.around(kind, side, place, text, line),
        }
        true
    }

    /// What stands above or below the drawing: `caption`, `header`, `footer` or `legend`, at a side that may be empty.
    fn around(&mut self, kind: &str, side: &str, place: Placement, text: Written<'s>, line: &Line<'s>) {
        if text.text.is_empty() {
            return;
        }
        if matches!(side.to_ascii_lowercase().as_str(), "left" | "right") {
            self.losses.add(Code::DrawnOtherwise, "the side of a header or a footer", line.span, line.number);
        }
        let setting = match PageText::from_word(kind) {
            Some(kind) => Setting::PageText(kind, text),
            None => Setting::Legend(Legend { place, lines: lines_of(text.text) }),
        };
        self.stmt(StmtKind::Setting(Box::new(setting)), line);
    }
}

/// The lines of a text with `\n` between them. A backslash before another one stands for itself.
fn lines_of(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(found) = text[at..].find('\\') {
        let mark = at + found;
        at = mark + 1 + text[mark + 1..].chars().next().map_or(0, char::len_utf8);
        if text[mark + 1..].starts_with('n') {
            lines.push(&text[start..mark]);
            start = at;
        }
    }
    lines.push(&text[start..]);
    lines
}
