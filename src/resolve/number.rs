//! Checks numbers against what can be drawn, and counts messages.

use super::{Origin, Walk};
use crate::ast;
use crate::diagnostic::Code;
use crate::model::{Event, EventKind, Text};
use crate::text::Run;

/// The largest number that `autonumber` starts from, and the farthest that `space` and a delay reach.
const MAX_NUMBER: i64 = 999_999;

/// How many characters the format of numbers may have, mark-up included.
const MAX_FORMAT: usize = 80;

impl Walk<'_> {
    pub(super) fn space(&mut self, units: Option<&ast::Written<'_>>, place: Origin, events: &mut Vec<Event>) {
        let units = units.map_or(1, |units| self.number_of(units, -MAX_NUMBER));
        place.push(EventKind::Space(units), events);
    }

    pub(super) fn autonumber(&mut self, autonumber: &ast::Autonumber<'_>) {
        let (step, format) = match autonumber {
            ast::Autonumber::Off => {
                self.numbering.is_on = false;
                return;
            }
            ast::Autonumber::On { from, step, format } => {
                let next = from.map_or(WHOLE, |from| self.decimal_of(&from));
                self.numbering = Numbering { next, ..Numbering::default() };
                (step, format)
            }
            ast::Autonumber::Resume { step, format } => (step, format),
        };
        self.numbering.is_on = true;
        if let Some(step) = step {
            self.numbering.step = self.decimal_of(step);
        }
        if let Some(format) = format {
            let format = self.short_format(*format);
            self.numbering.format = Some(self.reading.line(format, self.sink));
        }
    }

    /// A format no longer than what can be drawn at every message.
    fn short_format<'s>(&mut self, format: ast::Written<'s>) -> ast::Written<'s> {
        if format.text.chars().count() <= MAX_FORMAT {
            return format;
        }
        self.sink
            .error(Code::NumberOutOfRange, format.span, "this format is too long")
            .at("drawn at each message")
            .help(format!("write at most {MAX_FORMAT} characters"));
        ast::Written { text: "", ..format }
    }

    /// A number with at most two decimals, in hundredths.
    fn decimal_of(&mut self, written: &ast::Written<'_>) -> i64 {
        let (whole, decimals) = written.text.split_once('.').unwrap_or((written.text, ""));
        let number = match decimals.len() {
            0..=2 => {
                format!("{}{decimals:0<2}", if whole.is_empty() { "0" } else { whole }).parse::<i64>().ok()
            }
            _ => None,
        };
        number.filter(|number| (0..=MAX_NUMBER * WHOLE).contains(number)).unwrap_or_else(|| {
            self.report_number(
                written,
                &format!("a number from 0 to {MAX_NUMBER} with at most two decimals"),
            );
            0
        })
    }

    /// A whole number as written, within what can be drawn.
    pub(super) fn number_of(&mut self, written: &ast::Written<'_>, least: i64) -> i32 {
        match written.text.parse::<i64>() {
            Ok(number) if (least..=MAX_NUMBER).contains(&number) => number as i32,
            _ => {
                self.report_number(written, &format!("a whole number from {least} to {MAX_NUMBER}"));
                0
            }
        }
    }

    fn report_number(&mut self, written: &ast::Written<'_>, wanted: &str) {
        self.sink
            .error(Code::NumberOutOfRange, written.span, format!("`{}` cannot stand here", written.text))
            .at("not a number in range")
            .help(format!("write {wanted}"));
    }
}

/// The numbers of messages.
pub(super) struct Numbering {
    is_on: bool,
    /// The number of the next message, in hundredths.
    next: i64,
    step: i64,
    /// Its first `#`, or run of `#` and `0`, is the number's place.
    format: Option<Text>,
}

/// The number 1, in hundredths.
const WHOLE: i64 = 100;

impl Default for Numbering {
    fn default() -> Numbering {
        Numbering { is_on: false, next: WHOLE, step: WHOLE, format: None }
    }
}

impl Numbering {
    /// The number of a message; the next one is larger. None where numbers are off.
    pub fn count(&mut self) -> Option<Text> {
        if !self.is_on {
            return None;
        }
        let number = self.next;
        self.next = number.saturating_add(self.step);
        Some(match &self.format {
            None => Text::from(decimal(number, 0)),
            Some(format) => formatted(format, number),
        })
    }
}

/// Hundredths as a number with as few decimals as it needs, and with so many digits before them at least.
fn decimal(hundredths: i64, digits: usize) -> String {
    let mut shown = format!("{:0digits$}", hundredths / WHOLE);
    match hundredths % WHOLE {
        0 => {}
        tenths if tenths % 10 == 0 => shown += &format!(".{}", tenths / 10),
        part => shown += &format!(".{part:02}"),
    }
    shown
}

/// A format with the number at its place, or at its end if it has none. A number has one line.
fn formatted(format: &Text, number: i64) -> Text {
    let is_place = |c: char| matches!(c, '#' | '0');
    let plain = format.plain.replace('\n', " ");
    let from = plain.find(is_place).unwrap_or(plain.len());
    let to = plain[from..].find(|c| !is_place(c)).map_or(plain.len(), |length| from + length);
    let digits = plain[from..to].bytes().filter(|byte| *byte == b'0').count();
    let shown = decimal(number, digits);
    let moved = |end: usize| match end {
        end if end <= from && from < to => end,
        end if end < to => from + shown.len(),
        end => end - to + from + shown.len(),
    };
    let mut runs: Vec<Run> =
        format.runs.iter().map(|run| Run { end: moved(run.end), ..run.clone() }).collect();
    runs.dedup_by_key(|run| run.end);
    Text { plain: [&plain[..from], &shown, &plain[to..]].concat(), runs: runs.into() }
}
