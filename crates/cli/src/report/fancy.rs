//! Diagnostics with the marked lines of their source, as miette draws them on a terminal.

use miette::{GraphicalReportHandler, GraphicalTheme, ThemeCharacters, ThemeStyles};
use seqwright::report::Fancy;
use seqwright::{Diagnostic, Report, Source};

/// The width of a report if that of the terminal is unknown.
const WIDTH: usize = 80;
/// Past this width, sentences are hard to read.
const WIDEST: usize = 110;

/// The style of reports on this terminal.
#[derive(Clone)]
pub struct FancyStyle {
    color: bool,
    unicode: bool,
}

impl FancyStyle {
    /// Returns a style if reports are to be drawn at all: on a capable terminal, or if colour was requested.
    pub fn new(terminal: bool, color: bool) -> Option<FancyStyle> {
        let able = terminal && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        (able || color).then(|| FancyStyle { color, unicode: locale_is_utf8() })
    }

    /// Draws one diagnostic.
    pub fn show(&self, text: &mut String, source: &Source, diagnostic: &Diagnostic) {
        let before = text.len();
        if self.handler().render_report(text, &Fancy::new(source, diagnostic)).is_err() {
            // If drawing fails, the message is still printed.
            text.truncate(before);
            text.push_str(&Report::new(source, diagnostic).to_string());
        }
        text.push('\n');
    }

    fn handler(&self) -> GraphicalReportHandler {
        let characters = if self.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() };
        let styles = if self.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
        let width =
            terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0).min(WIDEST));
        GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
            .with_width(width.max(20))
            .with_context_lines(1)
            .with_links(false)
    }
}

/// Whether the terminal probably shows box-drawing characters.
fn locale_is_utf8() -> bool {
    if cfg!(windows) {
        return true;
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| {
        std::env::var(name).ok().filter(|value| !value.is_empty()).map(|value| value.to_ascii_lowercase())
    });
    // macOS sets none of them over ssh, but uses UTF-8.
    locale.map_or(cfg!(target_os = "macos"), |locale| locale.contains("utf-8") || locale.contains("utf8"))
}
