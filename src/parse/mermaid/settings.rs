//! Reads what a front matter or a directive of Mermaid says: a title, whether heads are at the bottom, numbers, wrapping.

use pest::iterators::Pair;

use super::{MermaidFront, Piece, Rule, parsed};
use crate::ast::{Autonumber, Setting, StmtKind, Style, Written};
use crate::diagnostic::{Code, Diagnostics};

impl<'s> MermaidFront<'s> {
    pub(super) fn settings(&mut self, piece: &Piece<'s>, sink: &mut Diagnostics) {
        let (mut title, mut is_numbered, mut has_looks, mut wraps) = (None, false, false, false);
        for part in parsed(Rule::settings, piece.text).into_iter().flat_map(Pair::into_inner) {
            match part.as_rule() {
                Rule::heading => title = title.or(Some(piece.part(&part))),
                Rule::wrap_all => wraps = true,
                Rule::looks => has_looks = true,
                _ => match part.into_inner().map(|part| part.as_str()).collect::<Vec<_>>()[..] {
                    ["mirrorActors", "false"] => self.mirrors = false,
                    ["wrap", "true"] => wraps = true,
                    ["showSequenceNumbers", "true"] => is_numbered = true,
                    _ => {}
                },
            }
        }
        if wraps {
            self.wraps = true;
            if self.has_begun {
                self.wrap_all(piece);
            }
        }
        self.comment(piece.text, piece);
        if let Some(title) = title {
            let text = title.text.trim_matches(['"', '\'']);
            let title = self.text_behind_word(Written { text, span: piece.span() });
            self.stmt(StmtKind::Title(title), piece);
        }
        if is_numbered {
            let (from, step, format) = (None, None, None);
            self.is_numbered = true;
            self.stmt(StmtKind::Autonumber(Autonumber::On { from, step, format }), piece);
        }
        if has_looks && !sink.has(Code::DrawnOtherwise) {
            sink.warn(Code::DrawnOtherwise, piece.span(), "the looks of Mermaid are not imported")
                .at("has no effect")
                .help("choose a theme with `--theme`");
        }
    }

    /// Wraps all texts from here on, if the file wants that.
    pub(super) fn wrap_all(&mut self, piece: &Piece<'s>) {
        if !self.wraps {
            return;
        }
        for word in ["messagestyle", "notestyle"] {
            let part = |text| Written { text, span: piece.span() };
            let (word, markup) = (part(word), Some(part("<wordwrap:40>")));
            let style = Setting::DefineStyle { word, name: None, style: Style::default(), markup };
            self.stmt(StmtKind::Setting(Box::new(style)), piece);
        }
    }
}
