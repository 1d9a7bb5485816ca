//! Computes expressions.

use super::run::{Fault, Machine};
use super::scan::{Place, name_end, word_end};
use super::text::Reference;
use super::value::Value;
use crate::source::Span;

/// How deep brackets may be nested.
const MAX_BRACKETS: usize = 32;

/// The operators with how firmly they bind. Of two that begin alike the longer one comes first.
const OPERATORS: [(&str, u8); 12] = [
    ("||", 1),
    ("&&", 2),
    ("==", 3),
    ("!=", 3),
    ("<=", 4),
    (">=", 4),
    ("<", 4),
    (">", 4),
    ("+", 5),
    ("-", 5),
    ("*", 6),
    ("/", 6),
];

/// The text of an expression, and how far it has been read.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    place: Place,
    brackets: usize,
}

impl Reader<'_> {
    fn skip_spaces(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    fn next(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn span(&self, from: usize) -> Span {
        self.place.span(from..self.at.max(from))
    }

    fn operator(&self) -> Option<(&'static str, u8)> {
        OPERATORS.into_iter().find(|(sign, _)| self.text[self.at..].starts_with(sign))
    }

    fn fault(&self, from: usize, message: &str, help: &'static str) -> Fault {
        Fault::new(self.span(from), message, "not computed", help)
    }

    /// Takes a character that has to follow.
    fn expect(&mut self, sign: char, from: usize) -> Result<(), Fault> {
        self.skip_spaces();
        if self.next() != Some(sign) {
            self.at = self.text.len();
            return Err(self.fault(
                from,
                &format!("`{sign}` is missing"),
                "write one for each that is opened",
            ));
        }
        self.at += sign.len_utf8();
        Ok(())
    }
}

impl<'s> Machine<'s, '_> {
    /// The value of an expression.
    pub(super) fn value(&mut self, text: &str, place: Place) -> Result<Value, Fault> {
        let mut reader = Reader { text, at: 0, place, brackets: 0 };
        let value = self.binary(&mut reader, 0)?;
        reader.skip_spaces();
        let end = reader.at;
        if end < text.len() {
            reader.at = text.trim_end().len();
            return Err(reader.fault(
                end,
                "an operator is missing before this",
                "put texts in quotation marks, and write `+` between two of them",
            ));
        }
        Ok(value)
    }

    fn binary(&mut self, reader: &mut Reader<'_>, least: u8) -> Result<Value, Fault> {
        reader.skip_spaces();
        let from = reader.at;
        let mut left = self.operand(reader)?;
        loop {
            reader.skip_spaces();
            let Some((sign, firmness)) = reader.operator().filter(|(_, firmness)| *firmness > least) else {
                return Ok(left);
            };
            reader.at += sign.len();
            let right = self.binary(reader, firmness)?;
            left = apply(sign, &left, &right).map_err(|(message, help)| reader.fault(from, message, help))?;
            if !self.spend(left.size() + 1, reader.span(from)) {
                return Ok(left);
            }
        }
    }

    fn operand(&mut self, reader: &mut Reader<'_>) -> Result<Value, Fault> {
        let from = reader.at;
        let Some(first) = reader.next() else {
            return Err(reader.fault(
                from,
                "a value is missing here",
                "write a number, a text or a variable",
            ));
        };
        match first {
            '(' | '[' | '-' | '!' => self.nested(reader, first),
            '"' | '\'' => {
                let rest = &reader.text[from + 1..];
                let Some(length) = rest.find(first) else {
                    reader.at = reader.text.len();
                    return Err(reader.fault(from, "this text has no end", "close its quotation mark"));
                };
                reader.at += length + 2;
                Ok(Value::text(&rest[..length]))
            }
            '{' => {
                reader.at = reader.text.len();
                Err(super::directive::not_read(reader.span(from), "JSON"))
            }
            _ => self.word(reader),
        }
    }

    /// What begins with a bracket or a sign.
    fn nested(&mut self, reader: &mut Reader<'_>, first: char) -> Result<Value, Fault> {
        let from = reader.at;
        reader.at += 1;
        reader.brackets += 1;
        if reader.brackets > MAX_BRACKETS {
            return Err(reader.fault(
                from,
                "too many brackets are open",
                "use a variable for a part of this",
            ));
        }
        let value = match first {
            '(' => {
                let value = self.binary(reader, 0)?;
                reader.expect(')', from)?;
                value
            }
            '[' => self.list(reader, from)?,
            sign => {
                reader.skip_spaces();
                match (sign, self.operand(reader)?) {
                    ('!', value) => Value::truth(!value.is_true()),
                    (_, Value::Number(number)) => Value::Number(number.saturating_neg()),
                    (_, Value::Text(_) | Value::List(_)) => {
                        return Err(reader.fault(
                            from,
                            "this is not a number",
                            "a minus needs a number after it",
                        ));
                    }
                }
            }
        };
        reader.brackets -= 1;
        Ok(value)
    }

    fn list(&mut self, reader: &mut Reader<'_>, from: usize) -> Result<Value, Fault> {
        let mut values = Vec::new();
        reader.skip_spaces();
        while reader.next() != Some(']') {
            let value = self.binary(reader, 0)?;
            if matches!(value, Value::List(_)) {
                // Values are compared, shown and dropped level by level.
                return Err(reader.fault(
                    from,
                    "a list in a list is not read",
                    "use a variable for each of them",
                ));
            }
            values.push(value);
            reader.skip_spaces();
            if reader.next() == Some(',') {
                reader.at += 1;
                reader.skip_spaces();
            } else {
                break;
            }
        }
        reader.expect(']', from)?;
        Ok(Value::List(values))
    }

    /// A number, a name, or a text without quotation marks.
    fn word(&mut self, reader: &mut Reader<'_>) -> Result<Value, Fault> {
        let from = reader.at;
        let end = name_end(reader.text, from);
        if end > from {
            if let Some((reference, after)) = self.reference(reader.text, from..end, reader.place) {
                reader.at = after;
                return self.resolved(reference, reader, from..end);
            }
            reader.at = end;
            if reader.text[end..].starts_with('(') {
                let help = "define it above this line, with `!function`";
                return Err(reader.fault(from, "this function is not defined", help));
            }
            return Ok(Value::text(&reader.text[from..end]));
        }
        let digits = word_end(reader.text, from);
        if let Some(number) = reader.text[from..digits].parse().ok().filter(|_| digits > from) {
            reader.at = digits;
            return Ok(Value::Number(number));
        }
        let rest = &reader.text[from..];
        let length = rest.find(|c: char| c.is_whitespace() || "()[],+*/=<>&|!\"'".contains(c));
        let length = length.unwrap_or(rest.len());
        if length == 0 {
            reader.at += rest.chars().next().map_or(0, char::len_utf8);
            return Err(reader.fault(
                from,
                "a value is missing here",
                "write a number, a text or a variable",
            ));
        }
        reader.at += length;
        Ok(Value::text(&rest[..length]))
    }

    fn resolved(
        &mut self,
        reference: Reference<'s>,
        reader: &Reader<'_>,
        name: std::ops::Range<usize>,
    ) -> Result<Value, Fault> {
        let span = reader.span(name.start);
        let word = &reader.text[name];
        match reference {
            Reference::Variable(value) => {
                // Each use is a copy.
                self.spend(value.size(), span);
                Ok(value)
            }
            Reference::Text(body) => {
                Ok(Value::Text(self.written(|machine| machine.write_text(word, body, span))))
            }
            Reference::Call(function, args) => {
                let mut value = None;
                let args = (reader.text, &*args);
                let text = self.written(|machine| value = machine.call(&function, args, reader.place, span));
                Ok(value.unwrap_or(Value::Text(text)))
            }
            Reference::Builtin(args) => self.builtin(&word[1..], (reader.text, &args), reader.place, span),
        }
    }
}

/// What is wrong, and what to do.
type Refusal = (&'static str, &'static str);

fn apply(sign: &str, left: &Value, right: &Value) -> Result<Value, Refusal> {
    let order = || left.compare(right);
    Ok(match sign {
        "||" => Value::truth(left.is_true() || right.is_true()),
        "&&" => Value::truth(left.is_true() && right.is_true()),
        "==" => Value::truth(order().is_eq()),
        "!=" => Value::truth(order().is_ne()),
        "<=" => Value::truth(order().is_le()),
        ">=" => Value::truth(order().is_ge()),
        "<" => Value::truth(order().is_lt()),
        ">" => Value::truth(order().is_gt()),
        sign => match (sign, left, right) {
            (_, Value::Number(left), Value::Number(right)) => Value::Number(calculate(sign, *left, *right)?),
            ("+", left, right) => Value::Text(format!("{left}{right}")),
            _ => return Err(("these are not numbers", "only `+` joins texts")),
        },
    })
}

fn calculate(sign: &str, left: i64, right: i64) -> Result<i64, Refusal> {
    let result = match sign {
        "+" => left.checked_add(right),
        "-" => left.checked_sub(right),
        "*" => left.checked_mul(right),
        _ => left.checked_div(right),
    };
    result.ok_or(("this number cannot be computed", "it is a division by zero, or too large"))
}
