//! Checks numbers against what can be drawn, and counts messages.

use super::{Origin, Walk};
use crate::ast;
use crate::diagnostic::Code;
use crate::model::{Event, EventKind};

/// The largest number that `autonumber` starts from, and the farthest that `space` and a delay reach.
const MAX_NUMBER: i64 = 999_999;

impl Walk<'_> {
    pub(super) fn space(&mut self, units: Option<&ast::Written<'_>>, place: Origin, events: &mut Vec<Event>) {
        let units = units.map_or(1, |units| self.number_of(units, -MAX_NUMBER));
        place.push(EventKind::Space(units), events);
    }

    pub(super) fn autonumber(&mut self, autonumber: &ast::Autonumber<'_>) {
        self.number = match autonumber {
            ast::Autonumber::Off => None,
            ast::Autonumber::On(None) => Some(1),
            ast::Autonumber::On(Some(start)) => Some(u64::from(self.number_of(start, 0).unsigned_abs())),
        };
    }

    /// A whole number as written, within what can be drawn.
    pub(super) fn number_of(&mut self, written: &ast::Written<'_>, least: i64) -> i32 {
        match written.text.parse::<i64>() {
            Ok(number) if (least..=MAX_NUMBER).contains(&number) => number as i32,
            _ => {
                self.sink
                    .error(
                        Code::NumberOutOfRange,
                        written.span,
                        format!("`{}` cannot stand here", written.text),
                    )
                    .at("not a number in range")
                    .help(format!("write a whole number from {least} to {MAX_NUMBER}"));
                0
            }
        }
    }
}
