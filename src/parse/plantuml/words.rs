//! Words round the drawing: its title and its frame, and what stands above and below.

use pest::iterators::Pair;

use super::note::is_end;
use super::{Line, PlantUmlFront, Rule, creole};
use crate::ast::{FragmentStyle, Setting, StmtKind, Written};
use crate::diagnostic::{Code, Diagnostics};
use crate::parse::seq::is_word;

impl<'s> PlantUmlFront<'s> {
    /// `title T`, `caption T`, `left header T`, `legend right` and so on, and their blocks.
    pub(super) fn words(&mut self, pair: Pair<'s, Rule>, line: &Line<'s>, sink: &mut Diagnostics) -> bool {
        let mut text = None;
        let mut kind = if is_word(pair.as_str().trim_start(), "legend") { "legend" } else { "title" };
        if is_word(pair.as_str().trim_start(), "mainframe") {
            kind = "mainframe";
        }
        let (mut side, mut place) = ("", "");
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::words_kind => {
                    let known = ["caption", "header", "footer"];
                    kind = known.into_iter().find(|known| is_word(part.as_str(), known)).unwrap_or(kind);
                }
                Rule::side => side = part.as_str(),
                Rule::legend_place => place = part.as_str(),
                Rule::text => text = Some(line.part(part.as_str(), part.as_span().start())),
                _ => {}
            }
        }
        let text = match text.filter(|text| !text.text.is_empty()) {
            Some(text) => self.text(text, line),
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
            kind => self.around(kind, (side, place), text, line),
        }
        true
    }

    /// What stands above or below the drawing: `caption`, `header`, `footer` or `legend`, at a side that may be empty.
    fn around(&mut self, kind: &'static str, _: (&'s str, &'s str), text: Written<'s>, line: &Line<'s>) {
        let what = match kind {
            "caption" => "a caption",
            "header" => "a header",
            "footer" => "a footer",
            _ => "a legend",
        };
        self.losses.add(Code::NotImported, what, line.span, line.number);
        for part in text.text.split("\\n") {
            self.comment(&format!("{kind} {part}"), line);
        }
    }
}
