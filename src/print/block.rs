//! Prints fragments, groups and braces.

use super::Printer;
use super::style::{fragment_style, shape_style, spaced};
use crate::ast::{Braces, Fragment, Group, Stmt, Written};
use crate::notation::words::PARTICIPANT_GROUP;

impl Printer<'_> {
    pub(super) fn fragment(&mut self, fragment: &Fragment<'_>) {
        let word = fragment.kind.word();
        let style = fragment_style(&fragment.style, fragment.label.is_none());
        let mut head = format!("{word}{style}");
        if let (Some(label), Some(color)) = (fragment.label, fragment.style.label) {
            head.push_str(&spaced(label.text));
            head.push_str(" #");
            head.push_str(color.text);
        }
        for (index, operand) in fragment.operands.iter().enumerate() {
            if index > 0 {
                let word = if operand.thread { "thread" } else { "else" };
                head = format!("{word}{}", spaced(&shape_style(&operand.style)));
            }
            self.line(&format!("{head}{}", spaced(operand.guard.text)));
            self.inside(&operand.body);
        }
        self.close(fragment.close.as_ref());
    }

    pub(super) fn group(&mut self, group: &Group<'_>) {
        let style = spaced(&shape_style(&group.style));
        self.line(&format!("{PARTICIPANT_GROUP}{style}{}", spaced(group.label.text)));
        self.inside(&group.body);
        self.close(group.close.as_ref());
    }

    pub(super) fn braces(&mut self, braces: &Braces<'_>) {
        self.line(if braces.parallel { "parallel {" } else { "serial {" });
        self.inside(&braces.body);
        self.close(braces.close.as_ref());
    }

    fn inside(&mut self, body: &[Stmt<'_>]) {
        self.depth += 1;
        self.body(body);
        self.depth -= 1;
    }

    /// The closing line, if there is one; its word is kept.
    fn close(&mut self, close: Option<&Written<'_>>) {
        if let Some(close) = close {
            let words: Vec<String> = close
                .text
                .split([' ', '\t', '\u{a0}'])
                .filter(|word| !word.is_empty())
                .map(str::to_ascii_lowercase)
                .collect();
            self.line(&words.join(" "));
        }
    }
}
