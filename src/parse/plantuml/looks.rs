//! How the drawing looks: what of it `.seq` can say, and one remark about the rest.

use pest::iterators::Pair;

use super::losses::LOOKS;
use super::note::is_end;
use super::{Line, PlantUmlFront, Rule, parsed};
use crate::ast::{Setting, StmtKind};
use crate::diagnostic::{Code, Diagnostics};
use crate::parse::seq::is_word;

/// How many pixels a character takes, about, where a width is counted in characters.
const CHARACTER: usize = 7;

/// The settings so far.
#[derive(Default)]
pub(super) struct Look<'s> {
    pub hides_footbox: bool,
    pub hides_unlinked: bool,
    /// Which stereotypes are not drawn.
    pub hidden: Hidden<'s>,
    /// Where the lines of a message begin, if it is said.
    pub align: Option<&'s str>,
    /// How many characters a line of a message has at most, and one of a note.
    pub columns: Option<usize>,
    pub note_columns: Option<usize>,
    /// Whether a message has several lines, and whether boxes with and without points have.
    pub has_breaks: bool,
    pub has_breaks_in_boxes: [bool; 2],
}

/// Which stereotypes are not drawn, also of participants that are declared above the line that says so.
#[derive(Default)]
pub(super) struct Hidden<'s> {
    all: bool,
    texts: Vec<&'s str>,
}

impl<'s> Hidden<'s> {
    /// What the lines of a text say, of which later ones win.
    pub fn of(text: &'s str) -> Hidden<'s> {
        let mut hidden = Hidden::default();
        let lines = text.lines().map(str::trim).filter(|line| is_word(line, "hide") || is_word(line, "show"));
        for pair in lines.map(parsed).filter(|pair| pair.as_rule() == Rule::hide) {
            let hides = is_word(pair.as_str(), "hide");
            for part in pair.into_inner().filter(|part| part.as_rule() == Rule::stereotypes) {
                match part.into_inner().next().map(|stereotype| inner(stereotype.as_str())) {
                    Some(text) if hides => hidden.texts.push(text),
                    Some(text) => hidden.texts.retain(|known| *known != text),
                    None => (hidden.all, hidden.texts) = (hides, Vec::new()),
                }
            }
        }
        hidden
    }

    /// Whether a stereotype is not drawn.
    pub fn has(&self, stereotype: &str) -> bool {
        self.all || self.texts.contains(&inner(stereotype))
    }
}

/// What stands in a stereotype.
pub(super) fn inner(stereotype: &str) -> &str {
    stereotype.trim_start_matches('<').trim_end_matches('>').trim()
}

impl<'s> PlantUmlFront<'s> {
    pub(super) fn looks(&mut self, pair: Pair<'s, Rule>, line: &Line<'s>, sink: &mut Diagnostics) -> bool {
        let rule = pair.as_rule();
        let text = pair.as_str();
        match rule {
            Rule::autoactivate => {
                let is_on = pair.into_inner().any(|part| part.as_rule() == Rule::on);
                self.stmt(StmtKind::Setting(Box::new(Setting::AutoActivation(is_on))), line);
            }
            Rule::hide => self.hide(pair),
            Rule::anchors => self.not_imported("a span of time", line),
            Rule::link => self.not_imported("a link of a participant", line),
            Rule::looks => {
                let mut parts = pair.into_inner();
                if let (Some(name), value) = (parts.next(), parts.next()) {
                    self.skin(name.as_str(), value.map_or("", |value| value.as_str()));
                }
                self.remark(line);
            }
            Rule::looks_block => {
                self.remark(line);
                return self.looks_block(text, line, sink);
            }
            Rule::sprite => return self.sprite(text, line, sink),
            _ => return false,
        }
        true
    }

    /// Says once that the looks are not imported.
    fn remark(&mut self, line: &Line<'s>) {
        self.losses.add(Code::DrawnOtherwise, LOOKS, line.span, line.number);
        self.comment(line.text, line);
    }

    fn hide(&mut self, pair: Pair<'s, Rule>) {
        let mut hides = true;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::show_word => hides = !part.as_str().eq_ignore_ascii_case("show"),
                Rule::footbox => self.look.hides_footbox = hides,
                Rule::unlinked => self.look.hides_unlinked = hides,
                Rule::on => self.look.hides_footbox = false,
                Rule::off => self.look.hides_footbox = true,
                _ => {}
            }
        }
    }

    /// A setting that `.seq` can follow.
    fn skin(&mut self, name: &str, value: &'s str) {
        let name = name.to_ascii_lowercase();
        let pixels = || value.trim().parse::<usize>().ok().filter(|pixels| *pixels > 0);
        match name.as_str() {
            "sequencemessagealign" | "sequencemessagealignment" => self.look.align = Some(value.trim()),
            "maxmessagesize" => self.look.columns = pixels().map(|pixels| (pixels / CHARACTER).max(1)),
            "wrapwidth" => {
                self.look.note_columns = pixels().map(|pixels| (pixels / CHARACTER).max(1));
                self.look.columns = self.look.columns.or(self.look.note_columns);
            }
            _ => {}
        }
    }

    /// `skinparam NAME {` up to the brace that ends it, `<style>` up to `</style>`.
    fn looks_block(&mut self, text: &'s str, line: &Line<'s>, sink: &mut Diagnostics) -> bool {
        if text.starts_with('<') {
            if !text.to_ascii_lowercase().ends_with("</style>") {
                let lines = self.block(line, |text| text == "</style>", sink).unwrap_or_default();
                self.kept_block(&lines, "</style>", line);
            }
            return true;
        }
        let head = text.split('{').next().unwrap_or_default();
        let prefix = head.split_whitespace().nth(1).unwrap_or_default();
        let depth = |text: &str| text.matches('{').count() as i64 - text.matches('}').count() as i64;
        let open = std::cell::Cell::new(depth(text));
        if open.get() <= 0 {
            return true;
        }
        let ends = |text: &str| {
            open.set(open.get() + depth(text));
            open.get() <= 0
        };
        let lines = self.block(line, ends, sink).unwrap_or_default();
        for setting in &lines {
            if let Some((key, value)) = setting.trim().split_once(char::is_whitespace) {
                self.skin(&format!("{prefix}{key}"), value);
            }
        }
        self.kept_block(&lines, "}", line);
        true
    }

    /// Keeps the lines of a block as comments.
    fn kept_block(&mut self, lines: &[&str], end: &str, line: &Line<'s>) {
        for text in lines {
            self.comment(text, line);
        }
        self.comment(end, line);
    }

    /// `sprite $name {` and its rows, or one on a line.
    fn sprite(&mut self, text: &'s str, line: &Line<'s>, sink: &mut Diagnostics) -> bool {
        let lower = text.to_ascii_lowercase();
        if text.ends_with('{') {
            let _ = self.block(line, |text| text == "}" || is_end(text, &["endsprite"]), sink);
        } else if lower.contains("<svg") && !lower.contains("</svg>") {
            let _ = self.block(line, |text| text.ends_with("</svg>"), sink);
        }
        true
    }
}
