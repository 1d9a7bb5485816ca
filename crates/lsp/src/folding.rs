//! Lines that an editor can fold.

use gen_lsp_types::{FoldingRange, FoldingRangeKind};
use seqwright::ast::{NoteText, Setting, Stmt, StmtKind};
use seqwright::source::{Span, Written};

use crate::document::{Document, Unit};

/// The foldable lines of a document: operands, groups, notes of several lines, and comments that follow each other.
pub fn ranges(document: &Document) -> Vec<FoldingRange> {
    let mut found = Vec::new();
    for unit in document.units() {
        let (written, _) = seqwright::parse(&unit.source);
        Folds { document, unit, found: &mut found }.body(&written.body);
    }
    found
}

struct Folds<'d> {
    document: &'d Document,
    unit: &'d Unit,
    found: &'d mut Vec<FoldingRange>,
}

impl Folds<'_> {
    fn body(&mut self, body: &[Stmt<'_>]) {
        self.comments(body);
        for stmt in body {
            match &stmt.kind {
                StmtKind::Fragment(fragment) => {
                    for (at, operand) in fragment.operands.iter().enumerate() {
                        let next = fragment.operands.get(at + 1).map(|next| next.span);
                        let next = next.or(fragment.close.map(|close| close.span));
                        self.block(operand.span, next, stmt.span);
                    }
                }
                StmtKind::Group(group) => self.closed(stmt.span, group.close),
                StmtKind::Braces(braces) => self.closed(stmt.span, braces.close),
                StmtKind::Note(note) => match note.text {
                    NoteText::Block { .. } => self.whole(stmt.span, FoldingRangeKind::Region),
                    NoteText::Line(_) => {}
                },
                StmtKind::Reference(_) => self.whole(stmt.span, FoldingRangeKind::Region),
                StmtKind::Setting(setting) if matches!(**setting, Setting::Legend(_)) => {
                    self.whole(stmt.span, FoldingRangeKind::Region);
                }
                StmtKind::Blank
                | StmtKind::Comment(_)
                | StmtKind::Title(_)
                | StmtKind::Participant(_)
                | StmtKind::Create(_)
                | StmtKind::Message(_)
                | StmtKind::Divider(..)
                | StmtKind::Pause(_)
                | StmtKind::Return(_)
                | StmtKind::Space(_)
                | StmtKind::Autonumber(_)
                | StmtKind::Activate(..)
                | StmtKind::Deactivate(..)
                | StmtKind::Destroy(..)
                | StmtKind::Setting(_)
                | StmtKind::Knowledge(_)
                | StmtKind::Junk(_) => {}
            }
            stmt.bodies().into_iter().for_each(|inside| self.body(inside));
        }
    }

    /// Comments on lines that follow each other.
    fn comments(&mut self, body: &[Stmt<'_>]) {
        for run in body.chunk_by(|one, next| one.line + 1 == next.line) {
            for run in run.split(|stmt| !matches!(stmt.kind, StmtKind::Comment(_))) {
                if let [first, .., last] = run {
                    self.whole(first.span.to(last.span), FoldingRangeKind::Comment);
                }
            }
        }
    }

    fn closed(&mut self, whole: Span, close: Option<Written<'_>>) {
        let opener = Span::new(whole.start, whole.start);
        self.block(opener, close.map(|close| close.span), whole);
    }

    /// From the line that opens a block to the line above the one that ends it, which stays visible.
    fn block(&mut self, opener: Span, next: Option<Span>, whole: Span) {
        let start = self.line(opener.start);
        let end = match next {
            Some(next) => self.line(next.start).saturating_sub(1),
            None => self.line(whole.end),
        };
        self.push(start, end, FoldingRangeKind::Region);
    }

    fn whole(&mut self, span: Span, kind: FoldingRangeKind) {
        let (start, end) = (self.line(span.start), self.line(span.end));
        self.push(start, end, kind);
    }

    fn push(&mut self, start_line: u32, end_line: u32, kind: FoldingRangeKind) {
        if start_line < end_line {
            self.found.push(FoldingRange { start_line, end_line, kind: Some(kind), ..Default::default() });
        }
    }

    fn line(&self, byte: usize) -> u32 {
        self.document.range_of(self.unit, Span::new(byte, byte)).start.line
    }
}
