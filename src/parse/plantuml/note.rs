//! Notes and references, of one line and of several.

use pest::iterators::Pair;

use super::{Line, PlantUmlFront, Rule, creole};
use crate::ast::{Name, Note, NoteText, StmtKind, Style, Written};
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::{NoteKind, Side};

/// The parts of a note as written.
struct Parts<'s> {
    is_beside: bool,
    kind: NoteKind,
    side: Option<Side>,
    is_across: bool,
    about: Vec<Name<'s>>,
    style: Style<'s>,
    url: Option<&'s str>,
    text: Option<Written<'s>>,
}

impl<'s> PlantUmlFront<'s> {
    /// `note left of A : text`, or the first line of a note up to `end note`.
    pub(super) fn note(&mut self, pair: Pair<'s, Rule>, line: &Line<'s>, sink: &mut Diagnostics) -> bool {
        let parts = self.note_parts(pair, NoteKind::Note, line, sink);
        let ends = ["endnote", "endhnote", "endrnote"];
        let Some(text) = self.note_text(&parts, &ends, line, sink) else { return true };
        let side = parts.side.unwrap_or(Side::Over);
        let mut about = parts.about;
        let is_of_message = about.is_empty() && !parts.is_across;
        if is_of_message {
            about = self.beside_message(line, sink);
            if about.is_empty() {
                self.comment(line.text, line);
                if let NoteText::Block { lines, .. } = &text {
                    lines.iter().for_each(|text| self.comment(text, line));
                } else if let (NoteText::Line(text), None) = (&text, parts.text) {
                    self.comment(text.text, line);
                }
                return true;
            }
        }
        let follows = self.unit.is_some_and(|unit| unit.has_message);
        let is_over = parts.side.is_none();
        let is_joined = (parts.is_beside || (is_of_message && follows && !is_over)) && self.join_unit(line);
        if !is_joined {
            self.begin_unit(false);
        }
        self.stmt(StmtKind::Note(Note { kind: parts.kind, side, about, style: parts.style, text }), line);
        if is_joined {
            self.end_joined(line);
        }
        true
    }

    /// The ends of the last message, beside which a note without a name stands.
    fn beside_message(&mut self, line: &Line<'s>, sink: &mut Diagnostics) -> Vec<Name<'s>> {
        if self.last_ends.is_empty() {
            sink.warn(
                Code::NotImported,
                line.span,
                "this note is beside the last message, and there is none",
            )
            .at("not drawn")
            .help("write whom it is about: `note right of NAME`");
        }
        let mut ends = self.last_ends.clone();
        ends.dedup_by(|one, other| one.text == other.text);
        ends
    }

    /// `ref over A, B : text`, or the first line of a reference up to `end ref`.
    pub(super) fn reference(
        &mut self,
        pair: Pair<'s, Rule>,
        line: &Line<'s>,
        sink: &mut Diagnostics,
    ) -> bool {
        let parts = self.note_parts(pair, NoteKind::Ref, line, sink);
        let Some(text) = self.note_text(&parts, &["endref", "end"], line, sink) else { return true };
        self.end_unit();
        let note = Note { kind: parts.kind, side: Side::Over, about: parts.about, style: parts.style, text };
        self.stmt(StmtKind::Note(note), line);
        true
    }

    fn note_parts(
        &mut self,
        pair: Pair<'s, Rule>,
        kind: NoteKind,
        line: &Line<'s>,
        sink: &mut Diagnostics,
    ) -> Parts<'s> {
        let mut parts = Parts {
            is_beside: false,
            kind,
            side: None,
            is_across: false,
            about: Vec::new(),
            style: Style::default(),
            url: None,
            text: None,
        };
        for part in pair.into_inner() {
            let written = line.part(part.as_str(), part.as_span().start());
            let first = written.text.as_bytes().first().map_or(b' ', u8::to_ascii_lowercase);
            match part.as_rule() {
                Rule::beside => parts.is_beside = true,
                Rule::note_kind => {
                    parts.kind = match first {
                        b'h' => NoteKind::Angular,
                        b'r' => NoteKind::Box,
                        _ => NoteKind::Note,
                    };
                }
                Rule::note_side => parts.side = Some(if first == b'l' { Side::Left } else { Side::Right }),
                Rule::note_across => parts.is_across = true,
                Rule::party => parts.about.push(self.party(part, line)),
                Rule::stereotype => {
                    self.losses.add(
                        Code::DrawnOtherwise,
                        "the stereotype of a note",
                        written.span,
                        line.number,
                    );
                }
                Rule::color => parts.style = self.style(written, line, sink),
                Rule::url => parts.url = Some(written.text),
                Rule::text => parts.text = Some(written),
                _ => {}
            }
        }
        parts
    }

    /// The text on the line of a note, or the lines below it. `None` where its end is missing.
    fn note_text(
        &mut self,
        parts: &Parts<'s>,
        ends: &[&str],
        line: &Line<'s>,
        sink: &mut Diagnostics,
    ) -> Option<NoteText<'s>> {
        if let Some(text) = parts.text {
            let text = self.text(text, line);
            self.breaks(parts.kind, text.text.contains("\\n"));
            return Some(NoteText::Line(self.linked(parts.url, text, line)));
        }
        let lines = self.block(line, |text| is_end(text, ends), sink)?;
        let mut here = self.losses.here(line.span, line.number);
        let written = creole::block(&lines, &mut here);
        self.breaks(parts.kind, written.len() > 1);
        let is_safe = written.len() > 1 && parts.url.is_none() && written.iter().all(|line| is_safe(line));
        if is_safe {
            let lines = written.into_iter().map(|line| self.source.keep(line)).collect();
            return Some(NoteText::Block { lines, colon: false });
        }
        let text = creole::joined(&lines, &mut self.losses.here(line.span, line.number));
        let text = Written { text: self.source.keep(text), span: line.span };
        Some(NoteText::Line(self.linked(parts.url, text, line)))
    }

    /// A box has several lines, which begin at its left.
    fn breaks(&mut self, kind: NoteKind, has: bool) {
        let [with_points, without] = &mut self.look.has_breaks_in_boxes;
        *with_points |= has && kind == NoteKind::Angular;
        *without |= has && kind == NoteKind::Box;
    }

    /// The lines below a line up to one that ends them. Comments between them stand above, as comments. `None` where the
    /// end is missing, which is reported.
    pub(super) fn block(
        &mut self,
        opener: &Line<'s>,
        ends: impl Fn(&str) -> bool,
        sink: &mut Diagnostics,
    ) -> Option<Vec<&'s str>> {
        let mut found = Vec::new();
        let mut is_nested = false;
        while let Some(line) = self.lines.next() {
            if line.form == super::Form::Comment {
                self.author_comment(line.text, &line);
                continue;
            }
            let lower = line.text.to_ascii_lowercase();
            if !is_nested && ends(&lower) {
                return Some(found);
            }
            if lower.starts_with("@end") {
                self.edge(&line, sink);
                break;
            }
            // A diagram in a text may hold what would end the text.
            if lower.starts_with("{{") {
                is_nested = true;
                self.losses.add(Code::NotImported, "a diagram inside of a text", line.span, line.number);
            } else if lower.starts_with("}}") {
                is_nested = false;
            }
            found.push(line.raw);
        }
        self.junk(Code::UnclosedBlock, (opener, opener.span), "this block is never closed", sink)
            .at("opened here")
            .help("write the line that ends it");
        None
    }
}

/// Whether a line, in lower case, is one of these ends, with a space in it or without.
pub(super) fn is_end(text: &str, ends: &[&str]) -> bool {
    let Some(word) = text.strip_prefix("end") else { return false };
    ends.iter().any(|end| end.strip_prefix("end") == Some(word.trim_start()))
}

/// Whether a line can stand in a block of `.seq`: it neither ends one nor looks like the beginning of one.
fn is_safe(line: &str) -> bool {
    let line = line.trim_start_matches(['\u{a0}', ' ', '\t']).to_ascii_lowercase();
    let words = ["end", "note", "state", "ref", "abox", "rbox", "box", "}"];
    !words.iter().any(|word| line.starts_with(word))
        && !line.contains("ref over")
        && !line.contains("ref\tover")
}
