//! What of a source is not in the picture, or looks otherwise there. The same kind of loss is reported once.

use crate::diagnostic::{Code, Diagnostics};
use crate::source::Span;

/// How many further lines a report names.
const MOST_LINES: usize = 8;

/// How the drawing looks, by settings and style sheets.
pub(super) const LOOKS: &str = "the looks";

/// The losses so far, in the order of the first of each kind.
#[derive(Default)]
pub(super) struct Losses {
    kinds: Vec<Loss>,
}

struct Loss {
    code: Code,
    what: &'static str,
    span: Span,
    /// The lines below the first that have it, too.
    others: Vec<u32>,
    line: u32,
}

impl Losses {
    /// Adds a loss at a place.
    pub fn add(&mut self, code: Code, what: &'static str, span: Span, line: u32) {
        match self.kinds.iter_mut().find(|loss| loss.code == code && loss.what == what) {
            Some(loss) if loss.line == line || loss.others.last() == Some(&line) => {}
            Some(loss) => loss.others.push(line),
            None => self.kinds.push(Loss { code, what, span, others: Vec::new(), line }),
        }
    }

    /// What adds losses of one text.
    pub fn here(&mut self, span: Span, line: u32) -> Here<'_> {
        Here { losses: self, span, line }
    }

    /// Reports them all.
    pub fn report(&mut self, sink: &mut Diagnostics) {
        for Loss { code, what, span, others, .. } in std::mem::take(&mut self.kinds) {
            let (ending, label) = match code {
                _ if what == LOOKS => ("are not imported", "has no effect"),
                Code::NotImported => ("is not in the picture", "not drawn"),
                _ => ("is drawn otherwise", "looks different"),
            };
            let diagnostic = sink.warn(code, span, format!("{what} of PlantUML {ending}"));
            diagnostic.at(label);
            if what == LOOKS {
                diagnostic.help("choose a theme with `--theme`");
                continue;
            }
            if !others.is_empty() {
                let shown: Vec<String> = others.iter().take(MOST_LINES).map(u32::to_string).collect();
                let rest = others.len().saturating_sub(MOST_LINES);
                let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
                let plural = if others.len() == 1 { "" } else { "s" };
                diagnostic.help(format!("the same goes for line{plural} {}{more}", shown.join(", ")));
            }
        }
    }
}

/// Adds losses of one text.
pub(super) struct Here<'l> {
    losses: &'l mut Losses,
    span: Span,
    line: u32,
}

impl Here<'_> {
    /// Something of the text is not drawn.
    pub fn lost(&mut self, what: &'static str) {
        self.losses.add(Code::NotImported, what, self.span, self.line);
    }
}
