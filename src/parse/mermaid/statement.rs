//! Reads the statements of Mermaid that begin with a word.

use pest::iterators::Pair;

use super::{MermaidFront, Piece, Rule, parsed};
use crate::ast::{Autonumber, Note, NoteText, Setting, StmtKind, Style, When, Written};
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::{NoteKind, Side};
use crate::parse::seq::is_word;
use crate::source::Span;

impl<'s> MermaidFront<'s> {
    pub(super) fn statement(&mut self, piece: &Piece<'s>, sink: &mut Diagnostics) {
        let pair = parsed(Rule::statement, piece.text).expect("the grammar accepts any text");
        if self.open.last() == Some(&"box") && !may_be_in_box(&pair) {
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
        match pair.as_rule() {
            Rule::message => self.message(pair, piece, sink),
            Rule::title => self.title(pair, piece),
            Rule::description => self.description(pair, piece),
            Rule::participant => self.participant(pair, piece, sink),
            Rule::create => self.create(pair, piece, sink),
            Rule::destroy => self.destroy(pair, piece, sink),
            Rule::activate | Rule::deactivate => self.activation(pair, piece, sink),
            Rule::note => self.note(pair, piece, sink),
            Rule::autonumber => self.autonumber(pair, piece),
            Rule::menu => self.not_imported("a menu of links", piece, sink),
            Rule::property => self.not_imported("a property", piece, sink),
            Rule::misused => self.misused(pair, piece, sink),
            Rule::junk => self.unknown(piece, sink),
            _ => self.block_line(pair, piece, sink),
        }
    }

    /// A line that begins with a word of the language and does not go on as one.
    fn misused(&mut self, pair: Pair<'s, Rule>, piece: &Piece<'s>, sink: &mut Diagnostics) {
        let parts: Vec<_> = pair.into_inner().collect();
        if parts.iter().any(|part| part.as_rule() == Rule::arrow) {
            self.reserved_word(&parts[0], (piece, piece.span()), sink);
        } else {
            let message = format!("this `{}` is not complete", spelled(parts[0].as_str()));
            self.junk(Code::MalformedStatement, (piece, piece.span()), message, sink).at("not understood");
        }
    }

    pub(super) fn reserved_word(
        &mut self,
        word: &Pair<'s, Rule>,
        at: (&Piece<'s>, Span),
        sink: &mut Diagnostics,
    ) {
        let word = spelled(word.as_str());
        let message = format!("`{word}` is a word of Mermaid and cannot begin a name here");
        self.junk(Code::ReservedWord, at, message, sink)
            .at(format!("read as `{word}`"))
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

    /// `title T`, `title: T`.
    fn title(&mut self, pair: Pair<'s, Rule>, piece: &Piece<'s>) {
        for text in pair.into_inner() {
            let title = self.text_behind_word(piece.part(&text));
            self.stmt(StmtKind::Title(title), piece);
        }
    }

    /// `accTitle: T`, `accDescr: T`, `accDescr { T }`.
    fn description(&mut self, pair: Pair<'s, Rule>, piece: &Piece<'s>) {
        let is_title = is_word(pair.as_str(), "acctitle");
        let Some(text) = pair.into_inner().nth(1).map(|text| piece.part(&text).text) else { return };
        let text = match text.contains(['\n', '\r']) {
            true => self.source.keep(text.split_whitespace().collect::<Vec<_>>().join(" ")),
            false => text,
        };
        let text = Written { text, span: piece.span() };
        let setting = if is_title { Setting::AccTitle(text) } else { Setting::AccDescr(text) };
        self.stmt(StmtKind::Setting(Box::new(setting)), piece);
    }

    fn note(&mut self, pair: Pair<'s, Rule>, piece: &Piece<'s>, sink: &mut Diagnostics) {
        let (mut side, mut about, mut text) = (Side::Over, Vec::new(), None);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::left => side = Side::Left,
                Rule::right => side = Side::Right,
                Rule::target => about.push(piece.part(&part)),
                Rule::text => text = Some(piece.part(&part)),
                _ => {}
            }
        }
        let Some(text) = text else {
            self.junk(Code::MissingColon, (piece, piece.span()), "this note has no colon", sink)
                .at("its text follows a colon");
            return;
        };
        let most = if side == Side::Over { 2 } else { 1 };
        if about.len() > most || about.iter().any(|name| name.text.is_empty()) {
            let message = "a note is over one or two participants";
            self.junk(Code::MalformedStatement, (piece, piece.span()), message, sink)
                .at("not one or two names");
            return;
        }
        if about.iter().any(|name| self.is_no_name(*name, piece, sink)) {
            return;
        }
        let text = self.text(text);
        super::signals::formula(text, sink);
        let about: Vec<_> = about.into_iter().map(|name| self.name(name)).collect();
        self.known.extend(about.iter().map(|name| name.text));
        let text = NoteText::Line(text);
        self.stmt(
            StmtKind::Note(Note { kind: NoteKind::Note, side, about, style: Style::default(), text }),
            piece,
        );
    }

    fn activation(&mut self, pair: Pair<'s, Rule>, piece: &Piece<'s>, sink: &mut Diagnostics) {
        let begins = pair.as_rule() == Rule::activate;
        for name in pair.into_inner() {
            let name = piece.part(&name);
            if self.is_no_name(name, piece, sink) {
                continue;
            }
            let name = self.name(name);
            if begins {
                *self.active.entry(name.text).or_default() += 1;
                self.stmt(StmtKind::Activate(name, Style::default()), piece);
            } else if self.end_activation(name.text) {
                self.stmt(StmtKind::Deactivate(name, When::Now), piece);
            } else {
                self.not_active(name.text, piece, sink);
            }
        }
    }

    /// `autonumber [N [STEP]]`, `autonumber off`. Messages count while they have no number, too.
    fn autonumber(&mut self, pair: Pair<'s, Rule>, piece: &Piece<'s>) {
        let parts: Vec<_> = pair.into_inner().collect();
        if parts.iter().any(|part| part.as_rule() == Rule::off) {
            self.is_numbered = false;
            self.stmt(StmtKind::Autonumber(Autonumber::Off), piece);
            return;
        }
        let end = piece.span().end;
        let span = Span::new(parts.first().map_or(end, |first| piece.part(first).span.start), end);
        let number = |at: usize| parts.get(at).and_then(|number| hundredths(number.as_str()));
        self.number = (number(0).unwrap_or(self.number.0), number(1).unwrap_or(self.number.1));
        let as_text = |hundredths: u64| {
            let (whole, part) = (hundredths / 100, hundredths % 100);
            let text = if part == 0 { whole.to_string() } else { format!("{whole}.{part:02}") };
            Written { text: self.source.keep(text), span }
        };
        let step = (self.number.1 != 100).then(|| as_text(self.number.1));
        let is_plain = self.number.0 == 100 && step.is_none();
        let from = (!is_plain).then(|| as_text(self.number.0));
        self.stmt(StmtKind::Autonumber(Autonumber::On { from, step, format: None }), piece);
        self.is_numbered = true;
    }
}

/// A word as Mermaid's manual spells it.
fn spelled(word: &str) -> String {
    let word = word.to_ascii_lowercase();
    if word == "sequencediagram" { "sequenceDiagram".to_owned() } else { word }
}

/// Whether a statement may stand between the first and the last line of a `box`.
fn may_be_in_box(pair: &Pair<'_, Rule>) -> bool {
    const WORDS: [&str; 5] = ["participant", "actor", "create", "destroy", "end"];
    match pair.as_rule() {
        Rule::participant | Rule::create | Rule::destroy | Rule::end => true,
        Rule::misused => {
            let word = pair.clone().into_inner().next();
            word.is_some_and(|word| WORDS.iter().any(|known| word.as_str().eq_ignore_ascii_case(known)))
        }
        _ => false,
    }
}

/// A number with at most two decimals, in hundredths.
fn hundredths(number: &str) -> Option<u64> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    format!("{whole}{part:0<2}").parse().ok()
}
