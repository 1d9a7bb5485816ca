//! `TextOptions`: choices about a picture made of characters.

use super::marks::{self, Marks};
use super::text_columns;
use crate::px::Px;
use crate::theme::Theme;

/// Options of a picture made of characters. Each method sets one and leaves the others as they are.
///
/// ```
/// use seqwright::{TextOptions, compile};
///
/// let compiled = compile(&"Client->Server: hello\nServer-->Client: welcome".into());
/// let text = compiled.text_with(&TextOptions::default().ascii(true));
/// assert!(text.is_ascii() && text.contains("hello"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TextOptions {
    /// The columns to draw in. The labels of a wider picture are wrapped narrower, as long as that helps; the picture
    /// may still be wider, for it is never cut off.
    pub columns: Option<usize>,
    /// Whether all lines, boxes and signs are drawn with ASCII characters. Texts keep their own.
    pub ascii: bool,
    /// Whether to colour for a terminal, with escape sequences.
    pub colors: bool,
}

impl TextOptions {
    /// Sets [`columns`](TextOptions::columns).
    #[must_use]
    pub fn columns(self, columns: Option<usize>) -> TextOptions {
        TextOptions { columns, ..self }
    }

    /// Sets [`ascii`](TextOptions::ascii).
    #[must_use]
    pub fn ascii(self, ascii: bool) -> TextOptions {
        TextOptions { ascii, ..self }
    }

    /// Sets [`colors`](TextOptions::colors).
    #[must_use]
    pub fn colors(self, colors: bool) -> TextOptions {
        TextOptions { colors, ..self }
    }

    /// Draws with the first measures with which the picture fits; if it fits with none, with the first of those with
    /// which it is narrowest.
    pub(crate) fn fitted(&self, draw: impl Fn(&Theme) -> String) -> String {
        let mut theme = Theme::cells();
        let mut text = draw(&theme);
        let Some(columns) = self.columns else { return text };
        for (labels, others) in NARROWER {
            let width = text_columns(&text);
            if width <= columns {
                break;
            }
            let spacing = &mut theme.spacing;
            spacing.message_measure = Px::new(labels);
            spacing.note_measure = Px::new(others);
            spacing.guard_measure = Px::new(others);
            spacing.knowledge_measure = Px::new(others);
            let narrower = draw(&theme);
            if text_columns(&narrower) < width {
                text = narrower;
            }
        }
        text
    }

    /// The characters to draw with.
    pub(super) fn marks(&self) -> &'static Marks {
        if self.ascii { &marks::ASCII } else { &marks::UNICODE }
    }
}

/// The measures of labels and of other texts in pictures that are too wide, one after the other.
const NARROWER: [(i64, i64); 4] = [(36, 32), (28, 28), (22, 24), (18, 20)];
