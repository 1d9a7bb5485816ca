//! Resolves the words above and below the drawing.

use super::{Origin, Walk};
use crate::ast;
use crate::diagnostic::Code;
use crate::model::{Legend, PageText};
use crate::notation;
use crate::notation::words::LEGEND;
use crate::source::Span;

impl Walk<'_> {
    /// A header, a caption or a footer; the last one of each is drawn.
    pub(super) fn page_text(&mut self, kind: notation::PageText, text: ast::Written<'_>, place: Origin) {
        let text = self.reading.line(text, self.sink);
        let text = PageText { text, span: place.span, line: place.line };
        let around = &mut self.look.around;
        let slot = match kind {
            notation::PageText::Header => &mut around.header,
            notation::PageText::Caption => &mut around.caption,
            notation::PageText::Footer => &mut around.footer,
        };
        let before = slot.replace(text);
        self.report_repeated(kind.word(), before, place);
    }

    /// A legend; the last one is drawn.
    pub(super) fn legend(&mut self, legend: &ast::Legend<'_>, place: Origin) {
        let text = self.reading.block(&legend.lines, place.span, None, self.sink);
        let text = PageText { text, span: place.span, line: place.line };
        let before = self.look.around.legend.replace(Legend { text, place: legend.place });
        self.report_repeated(LEGEND, before.map(|before| before.text), place);
    }

    fn report_repeated(&mut self, word: &str, before: Option<PageText>, place: Origin) {
        if let Some(before) = before {
            self.report_second(word, before.span, place);
        }
    }

    /// Warns of a text of which a drawing has only one.
    pub(super) fn report_second(&mut self, word: &str, first: Span, place: Origin) {
        self.sink
            .warn(Code::RepeatedTitle, place.span, format!("this diagram has a {word} already"))
            .at("drawn instead of the one above")
            .label(first, "not drawn")
            .help(format!("delete one of the two, or write `\\n` for a {word} of two lines"));
    }
}
