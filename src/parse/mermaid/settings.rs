//! Reads what a front matter or a directive of Mermaid says: a title, whether heads are at the bottom, numbers, wrapping.

use super::{MermaidFront, Piece};
use crate::ast::{Autonumber, Setting, StmtKind, Style, Written};
use crate::diagnostic::{Code, Diagnostics};

impl<'s> MermaidFront<'s> {
    pub(super) fn settings(&mut self, piece: &Piece<'s>, sink: &mut Diagnostics) {
        if value_of(piece.text, "mirrorActors") == Some("false") {
            self.mirrors = false;
        }
        let is_wrap = piece.text.trim_start_matches(['%', '{', ' ']).starts_with("wrap");
        if value_of(piece.text, "wrap") == Some("true") || is_wrap {
            self.wraps = true;
            if self.has_begun {
                self.wrap_all(piece);
            }
        }
        self.comment(piece.text, piece);
        let is_matter = piece.text.starts_with("---");
        let title = piece.text.lines().find_map(|line| line.strip_prefix("title:")).filter(|_| is_matter);
        if let Some(title) = title.map(|title| title.trim().trim_matches(['"', '\''])) {
            let title = self.text_behind_word(Written { text: title, span: piece.span() });
            self.stmt(StmtKind::Title(title), piece);
        }
        if value_of(piece.text, "showSequenceNumbers") == Some("true") {
            let (from, step, format) = (None, None, None);
            self.is_numbered = true;
            self.stmt(StmtKind::Autonumber(Autonumber::On { from, step, format }), piece);
        }
        let looks = ["theme", "look", "font", "width", "height", "margin", "color", "Color"];
        if looks.iter().any(|word| piece.text.contains(word)) && !sink.has(Code::DrawnOtherwise) {
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

/// The word that follows a key and its colon.
fn value_of<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    text.match_indices(key).find_map(|(at, _)| {
        let rest = text[at + key.len()..].trim_start_matches(['"', '\'']).trim_start().strip_prefix(':')?;
        let rest = rest.trim_start().trim_start_matches(['"', '\'']);
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        Some(&rest[..end])
    })
}
