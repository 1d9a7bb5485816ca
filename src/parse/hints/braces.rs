//! Explains a fragment in braces, as programming languages have it: `alt ready {` ... `} else {` ... `}`.

use crate::diagnostic::{Code, Diagnostics, Fix};
use crate::parse::seq::{is_word, trim};
use crate::source::Span;

/// The brace that a line opens, and what must change if it is one of a block and no part of a guard.
pub(in crate::parse) struct BlockBraces {
    open: Span,
    fixes: Vec<Fix>,
    /// Whether a brace has closed that one.
    is_closed: bool,
}

impl BlockBraces {
    /// The brace at the end of a line that opens or divides a fragment.
    pub fn opened(text: &str, line: Span) -> Option<BlockBraces> {
        let written = &text[line.start..line.end];
        let rest = written.strip_suffix('{').filter(|rest| !rest.contains('{'))?;
        let open = Span::new(line.end - 1, line.end);
        let kept = line.start + trim(rest).len();
        let fixes = vec![Fix { span: Span::new(kept, line.end), replacement: String::new() }];
        Some(BlockBraces { open, fixes, is_closed: false })
    }

    /// `else {` on a line of its own.
    pub fn divided(&mut self, text: &str, line: Span) {
        // A line that begins with a brace has its fix already.
        if !text[line.start..].starts_with('}') {
            self.fixes.extend(BlockBraces::opened(text, line).into_iter().flat_map(|braces| braces.fixes));
        }
    }

    /// The `}` that ends the block, or only an operand of it, if `else` follows.
    pub fn closed(&mut self, text: &str, line: Span) -> Closed {
        self.is_closed = true;
        let below = text[line.end..].lines().map(trim).find(|below| !below.is_empty());
        let goes_on = below.is_some_and(|below| is_word(below, "else"));
        let (span, replacement) = match goes_on {
            true => (super::foreign::whole_line(text, line), ""),
            false => (line, "end"),
        };
        self.fixes.push(Fix { span, replacement: replacement.to_owned() });
        if goes_on { Closed::Operand } else { Closed::Block }
    }

    /// Reads `} else {`, and `} else if ready {`: the bytes of its guard in the line.
    pub fn divides(&mut self, text: &str, line: Span) -> Option<Span> {
        let written = &text[line.start..line.end];
        let after = written.strip_prefix('}')?.trim_start();
        if !is_word(after, "else") {
            return None;
        }
        let rest = after["else".len()..].trim_end_matches([' ', '\t', '{']);
        let rest = rest.trim_start();
        let guard = rest.strip_prefix("if ").map_or(rest, str::trim_start);
        let start = line.start + written.trim_end_matches([' ', '\t', '{']).len() - guard.len();
        self.is_closed = true;
        self.fixes.push(Fix { span: line, replacement: trim(&format!("else {guard}")).to_owned() });
        Some(Span::new(start, start + guard.len()))
    }

    /// Reports the braces of a fragment that begins with a word, if they are any.
    pub fn report(self, word: &str, sink: &mut Diagnostics) {
        if self.is_closed {
            sink.error(
                Code::MalformedStatement,
                self.open,
                format!("`{word}` has no braces around its lines"),
            )
            .at("a brace")
            .help("delete the braces, and write `end` in the place of the last one")
            .fixes = self.fixes;
        }
    }
}

/// What a `}` ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum Closed {
    Block,
    Operand,
}
