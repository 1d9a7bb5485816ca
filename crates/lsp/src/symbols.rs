//! The outline of a document.

use gen_lsp_types::{DocumentSymbol, SymbolKind};
use seqwright::ast::{Endpoint, Fragment, Message, Setting, Stmt, StmtKind};
use seqwright::harmless;
use seqwright::source::Span;

use crate::document::{Document, Unit};

/// The symbols of a document: those of its diagram, or one for each of its diagrams with those of that one inside.
pub fn symbols(document: &Document) -> Vec<DocumentSymbol> {
    let of_unit = |unit: &Unit| {
        let (written, _) = seqwright::parse(&unit.source);
        Outline { document, unit }.of(&written.body)
    };
    if document.markup.is_none() {
        return document.units().first().map(of_unit).unwrap_or_default();
    }
    let whole = |unit: &Unit| {
        let inside = of_unit(unit);
        let title = inside.iter().find(|symbol| symbol.kind == SymbolKind::String);
        let number = unit.source.first_line();
        let name = title.map_or_else(|| format!("diagram in line {number}"), |title| title.name.clone());
        let body = unit.fence.as_ref().map(|fence| fence.opener().to(fence.body())).unwrap_or_default();
        let opener = unit.fence.as_ref().map(|fence| fence.opener()).unwrap_or_default();
        let (range, selection) = (document.range(body), document.range(opener));
        DocumentSymbol::new(name, None, SymbolKind::Module, None, None, range, selection, Some(inside))
    };
    document.units().iter().map(whole).collect()
}

/// The symbols of one diagram.
struct Outline<'d> {
    document: &'d Document,
    unit: &'d Unit,
}

impl Outline<'_> {
    fn of(&self, body: &[Stmt<'_>]) -> Vec<DocumentSymbol> {
        body.iter().filter_map(|stmt| self.symbol(stmt)).collect()
    }

    fn symbol(&self, stmt: &Stmt<'_>) -> Option<DocumentSymbol> {
        let span = stmt.span;
        let inside = || stmt.bodies().into_iter().flat_map(|body| self.of(body)).collect();
        match &stmt.kind {
            StmtKind::Title(title) => self.leaf(title.text, None, SymbolKind::String, (span, title.span)),
            StmtKind::Participant(participant) => {
                let name = participant.alias.unwrap_or(participant.label);
                let detail = Some(participant.kind.word().to_owned());
                self.leaf(name.text, detail, SymbolKind::Object, (span, name.span))
            }
            StmtKind::Message(message) => self.message(message, span),
            StmtKind::Reference(_) => {
                let text = self.unit.source.text().get(span.start..span.end)?;
                self.leaf(text.lines().next()?, None, SymbolKind::Event, (span, span))
            }
            StmtKind::Divider(text, _) => self.leaf(text.text, None, SymbolKind::Key, (span, text.span)),
            StmtKind::Fragment(fragment) => self.fragment(fragment, span),
            StmtKind::Group(group) => {
                self.parent(&named("participantgroup", group.label.text), (span, group.label.span), inside())
            }
            StmtKind::Braces(braces) => {
                let word = if braces.parallel { "parallel" } else { "serial" };
                self.parent(word, (span, span), inside())
            }
            StmtKind::Setting(setting) => {
                let Setting::Frame(text, _) = &**setting else { return None };
                self.leaf(&named("frame", text.text), None, SymbolKind::Key, (span, text.span))
            }
            StmtKind::Blank
            | StmtKind::Comment(_)
            | StmtKind::Create(_)
            | StmtKind::Note(_)
            | StmtKind::Space(_)
            | StmtKind::Pause(_)
            | StmtKind::Return(_)
            | StmtKind::Autonumber(_)
            | StmtKind::Activate(..)
            | StmtKind::Deactivate(..)
            | StmtKind::Destroy(..)
            | StmtKind::Knowledge(_)
            | StmtKind::Junk(_) => None,
        }
    }

    fn message(&self, message: &Message<'_>, span: Span) -> Option<DocumentSymbol> {
        let name = |end: &Endpoint<'_>| match end {
            Endpoint::Participant(name) => name.text.to_owned(),
            Endpoint::LeftBorder(_) => "[".to_owned(),
            Endpoint::RightBorder(_) => "]".to_owned(),
            Endpoint::Reference(_) => "ref".to_owned(),
        };
        let (_, from, to) = message.arrow.directed(&message.first, &message.second);
        let ends = format!("{} → {}", name(from), name(to));
        match message.text.text {
            "" => self.leaf(&ends, None, SymbolKind::Event, (span, span)),
            text => self.leaf(text, Some(ends), SymbolKind::Event, (span, span)),
        }
    }

    /// A fragment holds what its first operand does, and its other operands.
    fn fragment(&self, fragment: &Fragment<'_>, span: Span) -> Option<DocumentSymbol> {
        let (first, others) = fragment.operands.split_first()?;
        let mut inside = self.of(&first.body);
        for (at, operand) in others.iter().enumerate() {
            let end = match others.get(at + 1) {
                Some(next) => next.span.start,
                None => fragment.close.map_or(span.end, |close| close.span.start),
            };
            let word = if operand.thread { "thread" } else { "else" };
            let place = (Span::new(operand.span.start, end), operand.span);
            inside.extend(self.parent(&named(word, operand.guard.text), place, self.of(&operand.body)));
        }
        self.parent(&named(fragment.word.text, first.guard.text), (span, first.span), inside)
    }

    fn parent(
        &self,
        name: &str,
        (whole, part): (Span, Span),
        inside: Vec<DocumentSymbol>,
    ) -> Option<DocumentSymbol> {
        let symbol = self.leaf(name, None, SymbolKind::Namespace, (whole, part))?;
        Some(DocumentSymbol { children: Some(inside), ..symbol })
    }

    fn leaf(
        &self,
        name: &str,
        detail: Option<String>,
        kind: SymbolKind,
        (whole, part): (Span, Span),
    ) -> Option<DocumentSymbol> {
        // A symbol must have a name, and the place of its name must be in its range.
        let name = harmless::message(name.trim()).into_owned();
        let is_inside = whole.start <= part.start && part.end <= whole.end;
        let part = if is_inside { part } else { Span::new(whole.start, whole.start) };
        let range = self.document.range_of(self.unit, whole);
        let selection = self.document.range_of(self.unit, part);
        let symbol = DocumentSymbol::new(name, detail, kind, None, None, range, selection, None);
        (!symbol.name.is_empty()).then_some(symbol)
    }
}

fn named(word: &str, text: &str) -> String {
    format!("{word} {text}")
}
