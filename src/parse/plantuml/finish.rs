//! What is known only at the end: the settings of the whole, who stands where, and who is not drawn.

use std::collections::{HashMap, VecDeque};

use super::{PlantUmlFront, SourceLine, Stage};
use crate::ast::{Name, Participant, Setting, StmtKind, Style, Written};
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::{ParticipantKind, Side};
use crate::parse::front::LineKind;
use crate::source::Span;

impl<'s> PlantUmlFront<'s> {
    /// All lines, once the source has been read.
    pub(super) fn finished(&mut self, sink: &mut Diagnostics) -> VecDeque<SourceLine<'s>> {
        if self.stage == Stage::Inside && !self.open.is_empty() {
            let end = self.text.len();
            let line = super::lines::Line::at(end, self.out.last().map_or(1, |line| line.number));
            self.close_all(&line, sink);
        }
        self.leave_out();
        self.line_up();
        self.choose_sides();
        let settings = self.settings();
        let top = self.top.min(self.out.len());
        self.out.splice(top..top, settings);
        self.losses.report(sink);
        std::mem::take(&mut self.out).into()
    }

    /// The settings that the whole drawing has.
    fn settings(&self) -> Vec<SourceLine<'s>> {
        let (span, number) =
            self.out.get(self.top).map_or((Span::new(0, 0), 1), |line| (line.span, line.number));
        let span = Span::new(span.start, span.start);
        let mut settings = Vec::new();
        let has_part = self.out.iter().any(|line| {
            !matches!(
                line.kind,
                LineKind::Statement(StmtKind::Comment(_) | StmtKind::Blank | StmtKind::Junk(_))
            )
        });
        if !self.look.hides_footbox && has_part {
            settings.push(Setting::BottomParticipants);
        }
        let align = match self.look.align.map(str::to_ascii_lowercase).as_deref() {
            Some("center") => "",
            Some("right") => "<align:right>",
            _ => "<align:left>",
        };
        let wrapped = |columns: Option<usize>| {
            columns.map(|columns| format!("<wordwrap:{columns}>")).unwrap_or_default()
        };
        let align = if self.look.has_breaks || self.look.columns.is_some() { align } else { "" };
        let boxes = self
            .look
            .has_breaks_in_boxes
            .map(|has| if has { "<align:left>".to_owned() } else { String::new() });
        let [with_points, without] = boxes;
        let styles = [
            ("messagestyle", format!("{align}{}", wrapped(self.look.columns))),
            ("notestyle", wrapped(self.look.note_columns)),
            ("aboxstyle", with_points),
            ("boxstyle", without),
        ];
        for (word, markup) in styles.into_iter().filter(|(_, markup)| !markup.is_empty()) {
            let part = |text| Written { text, span };
            let markup = Some(part(self.source.keep(markup)));
            settings.push(Setting::DefineStyle {
                word: part(word),
                name: None,
                style: Style::default(),
                markup,
            });
        }
        let line = |setting| SourceLine {
            kind: LineKind::Statement(StmtKind::Setting(Box::new(setting))),
            span,
            number,
        };
        settings.into_iter().map(line).collect()
    }

    /// `hide unlinked`: who is in no message and no note is not drawn.
    fn leave_out(&mut self) {
        if !self.look.hides_unlinked {
            return;
        }
        let cast = &self.cast;
        self.out.retain(|line| declared(line).is_none_or(|name| cast.is_linked(name)));
    }

    /// `order`: all participants are declared at the top, from left to right.
    fn line_up(&mut self) {
        if !self.cast.is_ordered() {
            return;
        }
        if self.out.iter().any(|line| matches!(line.kind, LineKind::Open(ref open) if open.word == "box")) {
            self.losses.add(Code::DrawnOtherwise, "the order of participants in boxes", Span::new(0, 0), 1);
            return;
        }
        let mut heads: HashMap<&str, SourceLine<'s>> = HashMap::new();
        let mut rest = Vec::with_capacity(self.out.len());
        let mut first = None;
        for line in std::mem::take(&mut self.out) {
            match declared(&line) {
                Some(name) => {
                    first.get_or_insert((rest.len(), line.span, line.number));
                    heads.entry(name).or_insert(line);
                }
                None => rest.push(line),
            }
        }
        let (at, span, number) = first.unwrap_or((self.top.min(rest.len()), Span::new(0, 0), 1));
        let at = at.min(rest.iter().position(is_event).unwrap_or(rest.len()));
        let row = self.cast.order().into_iter().map(|name| {
            heads.remove(name).unwrap_or_else(|| {
                let kind = StmtKind::Participant(Box::new(bare(Name { text: name, quoted: true, span })));
                SourceLine { kind: LineKind::Statement(kind), span, number }
            })
        });
        let row: Vec<_> = row.collect();
        rest.splice(at..at, row);
        self.out = rest;
    }

    /// A note beside a message stands outside of its ends, one across all participants over the first and the last.
    fn choose_sides(&mut self) {
        let order = self.cast.order();
        let places: HashMap<&str, usize> = order.iter().enumerate().map(|(at, name)| (*name, at)).collect();
        for line in &mut self.out {
            let LineKind::Statement(StmtKind::Note(note)) = &mut line.kind else { continue };
            let place = |name: &Name<'s>| places.get(name.text).copied().unwrap_or(0);
            if note.about.is_empty() {
                let ends = [order.first(), order.last()];
                note.about = ends
                    .into_iter()
                    .flatten()
                    .map(|name| Name { text: name, quoted: true, span: line.span })
                    .collect();
                note.about.dedup_by(|one, other| one.text == other.text);
            } else if note.about.len() > 1 && note.side != Side::Over {
                note.about.sort_by_key(place);
                let last = note.about.len() - 1;
                note.about.swap(0, if note.side == Side::Left { 0 } else { last });
                note.about.truncate(1);
            }
        }
        // Without participants there is nothing to stand over.
        self.out.retain(|line| match &line.kind {
            LineKind::Statement(StmtKind::Note(note)) => !note.about.is_empty(),
            _ => true,
        });
    }
}

/// A participant that is known by its name only.
pub(super) fn bare(name: Name<'_>) -> Participant<'_> {
    Participant {
        kind: ParticipantKind::Participant,
        icon: None,
        label: name,
        alias: None,
        style: Style::default(),
    }
}

/// Whom a line declares.
fn declared<'s>(line: &SourceLine<'s>) -> Option<&'s str> {
    let LineKind::Statement(StmtKind::Participant(participant)) = &line.kind else { return None };
    Some(participant.alias.unwrap_or(participant.label).text)
}

/// Whether a line draws something.
fn is_event(line: &SourceLine<'_>) -> bool {
    match &line.kind {
        LineKind::Statement(kind) => !matches!(
            kind,
            StmtKind::Blank
                | StmtKind::Comment(_)
                | StmtKind::Title(_)
                | StmtKind::Setting(_)
                | StmtKind::Autonumber(_)
        ),
        LineKind::Open(_) | LineKind::Divide(_) | LineKind::Close(_) | LineKind::Junk => true,
    }
}
