//! `autonumber` in all of its forms.

use pest::iterators::Pair;

use super::{Line, PlantUmlFront, Rule, creole};
use crate::ast::{Autonumber, StmtKind, Written};
use crate::diagnostic::Code;
use crate::parse::lower;

/// The longest format that `.seq` has, and the most digits of a number.
const MAX_FORMAT: usize = 80;
const MAX_DIGITS: usize = 6;

impl<'s> PlantUmlFront<'s> {
    pub(super) fn autonumber(&mut self, pair: Pair<'s, Rule>, line: &Line<'s>) -> bool {
        let (mut is_resume, mut from, mut step, mut format) = (false, None, None, None);
        let is_stop = pair.as_str().to_ascii_lowercase().trim_end().ends_with("stop");
        for part in pair.into_inner() {
            let written = line.part(part.as_str(), part.as_span().start());
            match part.as_rule() {
                Rule::resume => is_resume = true,
                Rule::increase => {
                    self.not_imported("a step of a number of several levels", line);
                    return true;
                }
                Rule::number => from = Some(written),
                Rule::digits => step = Some(written),
                Rule::format => format = Some(written),
                _ => {}
            }
        }
        let is_long =
            |number: &Written<'s>| number.text.bytes().filter(u8::is_ascii_digit).count() > MAX_DIGITS;
        if from.as_ref().is_some_and(is_long) || step.as_ref().is_some_and(is_long) {
            self.not_imported("a number this large", line);
            return true;
        }
        let mut format = format.map(|format| self.format(format, line));
        if let Some(nested) = from.filter(|from| !from.text.bytes().all(|byte| byte.is_ascii_digit())) {
            from = Some(self.nested(nested, &mut format, line));
        }
        let kind = match (is_stop && !is_resume && from.is_none(), is_resume) {
            (true, _) => Autonumber::Off,
            (false, true) => Autonumber::Resume { step, format },
            (false, false) => {
                Autonumber::On { from: from.or(step.map(|step| Written { text: "1", ..step })), step, format }
            }
        };
        self.stmt(StmtKind::Autonumber(kind), line);
        true
    }

    /// A format as it stands in quotation marks.
    fn format(&mut self, written: Written<'s>, line: &Line<'s>) -> Written<'s> {
        let inner = written.text.trim_matches(['"', '\'']);
        let lowered = creole::label(inner, &mut self.losses.here(written.span, line.number));
        let text = lower::kept(self.source, lower::quoted(lowered));
        // A number sign at the beginning is the place of the number here, not a character.
        let text = text.strip_prefix('\\').filter(|rest| rest.starts_with('#')).unwrap_or(text);
        if text.chars().count() > MAX_FORMAT || text.contains("\\n") {
            self.losses.add(Code::NotImported, "the format of a number", written.span, line.number);
            return Written { text: "#", ..written };
        }
        Written { text, ..written }
    }

    /// `1.2.3`: the last number counts, and what is before it is part of the format.
    fn nested(
        &mut self,
        number: Written<'s>,
        format: &mut Option<Written<'s>>,
        line: &Line<'s>,
    ) -> Written<'s> {
        let digits = number.text.trim_end_matches(|c: char| !c.is_ascii_digit());
        let last = digits.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
        let last = digits.get(last..).unwrap_or(digits);
        let before = &digits[..digits.len() - last.len()];
        if before.contains(['0', '"', '\\', '<']) || format.is_some() {
            self.losses.add(Code::NotImported, "a number of several levels", number.span, line.number);
        } else {
            let after = &number.text[digits.len()..];
            let text = self.source.keep(format!("{before}#{after}"));
            *format = Some(Written { text, ..number });
        }
        Written { text: last, ..number }
    }
}
