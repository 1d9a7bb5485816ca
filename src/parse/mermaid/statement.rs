//! Reads the statements of Mermaid that begin with a word.

use super::{MermaidFront, Piece, word};
use crate::ast::{Autonumber, Note, NoteText, Setting, StmtKind, Style, When, Written};
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::{NoteKind, Side};
use crate::parse::seq::written;
use crate::source::Span;

/// The words of Mermaid, none of which can begin a name in a message.
const WORDS: &[&str] = &[
    "participant",
    "actor",
    "create",
    "destroy",
    "box",
    "loop",
    "rect",
    "opt",
    "alt",
    "else",
    "par",
    "par_over",
    "and",
    "critical",
    "option",
    "break",
    "end",
    "links",
    "link",
    "properties",
    "details",
    "over",
    "note",
    "activate",
    "deactivate",
    "sequenceDiagram",
    "autonumber",
    "off",
];

/// The word of the language that a name begins with.
pub(super) fn reserved(name: &str) -> Option<&'static str> {
    WORDS.iter().copied().find(|known| word(name, known).is_some())
}

impl<'s> MermaidFront<'s> {
    pub(super) fn statement(&mut self, piece: &Piece<'s>, sink: &mut Diagnostics) {
        let found = WORDS.iter().copied().find(|known| word(piece.text, known).is_some());
        let may_be_in_box = ["participant", "actor", "create", "destroy", "end"];
        if self.open.last() == Some(&"box") && found.is_none_or(|found| !may_be_in_box.contains(&found)) {
            self.junk(
                Code::MalformedStatement,
                (piece, piece.span()),
                "a `box` holds only participants",
                sink,
            )
            .at("not a participant")
            .help("move this line below the `end` of the box");
            return;
        }
        let Some(found) = found else {
            if !self.title(piece) && !self.message(piece, sink) {
                self.unknown(piece, sink);
            }
            return;
        };
        let rest = word(piece.text, found).unwrap_or_default();
        let rest = written(rest, piece.span().end - rest.len());
        let is_read = match found {
            "participant" | "actor" => self.participant(found, rest, piece, sink),
            "create" => self.create(rest, piece, sink),
            "destroy" => self.destroy(rest, piece, sink),
            "activate" | "deactivate" => self.activation(found == "activate", rest, piece, sink),
            "note" => self.note(rest, piece, sink),
            "autonumber" => self.autonumber(rest, piece),
            "link" | "links" => {
                self.not_imported("a menu of links", piece, sink);
                true
            }
            "properties" | "details" => {
                self.not_imported("a property", piece, sink);
                true
            }
            "over" | "off" | "sequenceDiagram" => false,
            _ => self.block_line(found, rest, piece, sink),
        };
        if !is_read {
            self.misused(found, piece, sink);
        }
    }

    /// A line that begins with a word of the language and does not go on as one.
    fn misused(&mut self, found: &str, piece: &Piece<'s>, sink: &mut Diagnostics) {
        if super::message::signal(piece).is_some() {
            self.reserved_word(found, (piece, piece.span()), sink);
        } else {
            self.junk(
                Code::MalformedStatement,
                (piece, piece.span()),
                format!("this `{found}` is not complete"),
                sink,
            )
            .at("not understood");
        }
    }

    pub(super) fn reserved_word(&mut self, found: &str, at: (&Piece<'s>, Span), sink: &mut Diagnostics) {
        self.junk(
            Code::ReservedWord,
            at,
            format!("`{found}` is a word of Mermaid and cannot begin a name here"),
            sink,
        )
        .at(format!("read as `{found}`"))
        .help("give the participant another name, and this one as its label: `participant N as LABEL`");
    }

    fn unknown(&mut self, piece: &Piece<'s>, sink: &mut Diagnostics) {
        let message = match piece.semicolon {
            Some(_) => "`;` ends a statement in Mermaid, and this is none",
            None => "this is not a statement of Mermaid",
        };
        let diagnostic = self.junk(Code::UnknownStatement, (piece, piece.span()), message, sink);
        diagnostic.at("not understood");
        if let Some(at) = piece.semicolon {
            diagnostic.help("write `#59;` for a semicolon in a text").fix(Span::new(at, at + 1), "#59;");
        }
    }

    /// `title T`, `title: T`, `accTitle: T`, `accDescr: T`.
    fn title(&mut self, piece: &Piece<'s>) -> bool {
        if self.description(piece) {
            return true;
        }
        let Some(rest) = word(piece.text, "title") else { return false };
        let rest = rest.strip_prefix(':').unwrap_or(rest);
        if rest.trim().is_empty() || rest.starts_with(['-', '<']) {
            return false;
        }
        let title = self.text_behind_word(written(rest, piece.span().end - rest.len()));
        self.stmt(StmtKind::Title(title), piece);
        true
    }

    /// `accTitle: T`, `accDescr: T`, `accDescr { T }`.
    fn description(&mut self, piece: &Piece<'s>) -> bool {
        let (title, description) = (word(piece.text, "acctitle"), word(piece.text, "accdescr"));
        let Some(rest) = title.or(description) else { return false };
        let block = rest.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let Some(inner) = rest.strip_prefix(':').or(block) else { return false };
        let text = match inner.contains(['\n', '\r']) {
            true => self.source.keep(inner.split_whitespace().collect::<Vec<_>>().join(" ")),
            false => inner.trim(),
        };
        let text = Written { text, span: piece.span() };
        let setting = if title.is_some() { Setting::AccTitle(text) } else { Setting::AccDescr(text) };
        self.stmt(StmtKind::Setting(Box::new(setting)), piece);
        true
    }

    fn note(&mut self, rest: Written<'s>, piece: &Piece<'s>, sink: &mut Diagnostics) -> bool {
        let side = |first: &str, side| {
            let rest = word(rest.text, first)?;
            if side == Side::Over { Some((side, rest)) } else { word(rest, "of").map(|rest| (side, rest)) }
        };
        let found = side("over", Side::Over)
            .or_else(|| side("left", Side::Left))
            .or_else(|| side("right", Side::Right));
        let Some((side, body)) = found else { return false };
        let Some((names, text)) = body.split_once(':') else {
            self.junk(Code::MissingColon, (piece, piece.span()), "this note has no colon", sink)
                .at("its text follows a colon");
            return true;
        };
        let mut at = rest.span.end - body.len();
        let mut about = Vec::new();
        for name in names.split(',') {
            about.push(written(name, at));
            at += name.len() + 1;
        }
        if about.len() > if side == Side::Over { 2 } else { 1 }
            || about.iter().any(|name| name.text.is_empty())
        {
            self.junk(
                Code::MalformedStatement,
                (piece, piece.span()),
                "a note is over one or two participants",
                sink,
            )
            .at("not one or two names");
            return true;
        }
        if about.iter().any(|name| self.is_no_name(*name, piece, sink)) {
            return true;
        }
        let text = self.text(written(text, rest.span.end - text.len()));
        super::signals::formula(text, sink);
        let about: Vec<_> = about.into_iter().map(|name| self.name(name)).collect();
        self.known.extend(about.iter().map(|name| name.text));
        let text = NoteText::Line(text);
        self.stmt(
            StmtKind::Note(Note { kind: NoteKind::Note, side, about, style: Style::default(), text }),
            piece,
        );
        true
    }

    fn activation(
        &mut self,
        begins: bool,
        rest: Written<'s>,
        piece: &Piece<'s>,
        sink: &mut Diagnostics,
    ) -> bool {
        if rest.text.is_empty() {
            return false;
        }
        if self.is_no_name(rest, piece, sink) {
            return true;
        }
        let name = self.name(rest);
        if begins {
            *self.active.entry(name.text).or_default() += 1;
            self.stmt(StmtKind::Activate(name, Style::default()), piece);
        } else if self.end_activation(name.text) {
            self.stmt(StmtKind::Deactivate(name, When::Now), piece);
        } else {
            self.not_active(name.text, piece, sink);
        }
        true
    }

    /// `autonumber [N [STEP]]`, `autonumber off`. Messages count while they have no number, too.
    fn autonumber(&mut self, rest: Written<'s>, piece: &Piece<'s>) -> bool {
        if rest.text.eq_ignore_ascii_case("off") {
            self.is_numbered = false;
            self.stmt(StmtKind::Autonumber(Autonumber::Off), piece);
            return true;
        }
        let numbers: Vec<&str> = rest.text.split_whitespace().collect();
        let read = numbers.iter().map(|number| hundredths(number)).collect::<Option<Vec<u64>>>();
        let Some(read) = read.filter(|read| read.len() < 3) else { return false };
        self.number =
            (read.first().copied().unwrap_or(self.number.0), read.get(1).copied().unwrap_or(self.number.1));
        let as_text = |hundredths: u64| {
            let (whole, part) = (hundredths / 100, hundredths % 100);
            let text = if part == 0 { whole.to_string() } else { format!("{whole}.{part:02}") };
            Written { text: self.source.keep(text), span: rest.span }
        };
        let step = (self.number.1 != 100).then(|| as_text(self.number.1));
        let is_plain = self.number.0 == 100 && step.is_none();
        let from = (!is_plain).then(|| as_text(self.number.0));
        self.stmt(StmtKind::Autonumber(Autonumber::On { from, step, format: None }), piece);
        self.is_numbered = true;
        true
    }
}

/// A number with at most two decimals, in hundredths.
fn hundredths(number: &str) -> Option<u64> {
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let whole = if whole.is_empty() { "0" } else { whole };
    if !is_number(whole) || !is_number(part) || part.len() > 2 || whole.len() > 9 {
        return None;
    }
    let scale = if part.len() == 1 { 10 } else { 1 };
    Some(whole.parse::<u64>().ok()? * 100 + part.parse::<u64>().ok()? * scale)
}
