//! The functions that PlantUML brings, as far as they need nothing but their arguments.

use std::ops::Range;

use super::directive::not_read;
use super::run::{Fault, Machine};
use super::scan::Place;
use super::value::Value;
use crate::source::Span;

/// Those that are computed.
const COMPUTED: &[&str] = &[
    "and",
    "boolval",
    "chr",
    "dec2hex",
    "false",
    "function_exists",
    "get_variable_value",
    "hex2dec",
    "intval",
    "lower",
    "mod",
    "n",
    "newline",
    "not",
    "or",
    "set_variable_value",
    "size",
    "splitstr",
    "string",
    "strlen",
    "strpos",
    "substr",
    "true",
    "upper",
    "variable_exists",
    "xor",
];

/// Those that would have to read a file or the machine, or that compute colours and JSON.
const NOT_READ: &[&str] = &[
    "breakline",
    "call_user_func",
    "darken",
    "date",
    "dirpath",
    "feature",
    "file_exists",
    "filedate",
    "filename",
    "filenameroot",
    "get_all_stdlib",
    "get_all_theme",
    "get_current_theme",
    "get_json_keys",
    "get_json_type",
    "get_stdlib",
    "getenv",
    "hsl_color",
    "invoke_procedure",
    "is_dark",
    "is_light",
    "json_add",
    "json_key_exists",
    "lighten",
    "load_json",
    "now",
    "ord",
    "random",
    "retrieve_procedure",
    "reverse_color",
    "reverse_hsluv_color",
    "splitstr_regex",
    "str2json",
    "tab",
    "version",
];

/// Whether PlantUML has a function of that name.
pub(super) fn is_known(name: &str) -> bool {
    COMPUTED.contains(&name) || NOT_READ.contains(&name)
}

impl Machine<'_, '_> {
    /// The value of a call.
    pub(super) fn builtin(
        &mut self,
        name: &str,
        (text, args): (&str, &[Range<usize>]),
        place: Place,
        span: Span,
    ) -> Result<Value, Fault> {
        if !COMPUTED.contains(&name) {
            return Err(not_read(span, &format!("`%{name}`")));
        }
        if !self.descend(span) {
            return Ok(Value::text(""));
        }
        let values = args.iter().map(|range| self.argument(&text[range.clone()], place.from(range.start)));
        let values: Vec<Value> = values.collect();
        self.ascend();
        self.spend(values.iter().map(Value::size).sum::<usize>() + 16, span);
        let value = self.about_names(name, &values).or_else(|| compute(name, &values));
        value.ok_or_else(|| {
            let help = "look up its arguments in PlantUML's page on the preprocessor";
            Fault::new(span, format!("these are not the arguments of `%{name}`"), "not computed", help)
        })
    }

    /// The functions that are about variables and functions.
    fn about_names(&mut self, name: &str, values: &[Value]) -> Option<Value> {
        let variable = values.first().map(Value::to_string).unwrap_or_default();
        Some(match (name, values) {
            ("variable_exists", [_]) => {
                let is_known =
                    self.scope.variable(&variable).is_some() || self.scope.text(&variable).is_some();
                Value::truth(is_known)
            }
            ("function_exists", [_]) => {
                let is_builtin = variable.strip_prefix('%').is_some_and(is_known);
                Value::truth(is_builtin || !self.scope.functions(&variable).is_empty())
            }
            ("get_variable_value", [_]) => {
                self.scope.variable(&variable).cloned().unwrap_or_else(|| Value::text(""))
            }
            ("set_variable_value", [_, value]) => {
                self.scope.set_global(&variable, value.clone());
                Value::text("")
            }
            _ => return None,
        })
    }
}

fn compute(name: &str, values: &[Value]) -> Option<Value> {
    let trues = values.iter().filter(|value| value.is_true()).count();
    Some(match (name, values) {
        ("true", []) => Value::truth(true),
        ("false", []) => Value::truth(false),
        ("newline" | "n", []) => Value::text("\\n"),
        ("not", [value]) => Value::truth(!value.is_true()),
        ("boolval", [value]) => Value::truth(value.is_true()),
        ("and", [_, _, ..]) => Value::truth(trues == values.len()),
        ("or", [_, _, ..]) => Value::truth(trues > 0),
        ("xor", [_, _, ..]) => Value::truth(trues == 1),
        ("mod", [Value::Number(left), Value::Number(right)]) => Value::Number(left.checked_rem(*right)?),
        ("size", [Value::List(list)]) => Value::Number(number(list.len())),
        ("size", [text]) => Value::Number(number(text.to_string().chars().count())),
        ("chr", [Value::Number(code)]) => character(*code)?,
        ("dec2hex", [Value::Number(value)]) => Value::Text(format!("{value:x}")),
        ("hex2dec", [text]) => Value::Number(i64::from_str_radix(&text.to_string(), 16).unwrap_or(0)),
        ("intval", [text]) => Value::Number(text.to_string().trim().parse().unwrap_or(0)),
        ("string", [text]) => Value::Text(text.to_string()),
        ("upper", [text]) => Value::Text(text.to_string().to_uppercase()),
        ("lower", [text]) => Value::Text(text.to_string().to_lowercase()),
        ("strlen", [text]) => Value::Number(number(text.to_string().chars().count())),
        ("strpos", [text, part]) => position(&text.to_string(), &part.to_string()),
        ("substr", [text, Value::Number(from)]) => substr(&text.to_string(), *from, i64::MAX),
        ("substr", [text, Value::Number(from), Value::Number(length)]) => {
            substr(&text.to_string(), *from, *length)
        }
        ("splitstr", [text, separators]) => {
            let (text, separators) = (text.to_string(), separators.to_string());
            let parts = text.split(|c| separators.contains(c)).filter(|part| !part.is_empty());
            Value::List(parts.map(Value::text).collect())
        }
        _ => return None,
    })
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A character. One that would end the line is the mark for a line break.
fn character(code: i64) -> Option<Value> {
    let c = u32::try_from(code).ok().and_then(char::from_u32)?;
    Some(match c {
        '\n' => Value::text("\\n"),
        c if c.is_control() => Value::text(""),
        c => Value::Text(c.to_string()),
    })
}

/// Where a text holds another one, in characters; -1 where it does not.
fn position(text: &str, part: &str) -> Value {
    let at = text.find(part).map(|at| text[..at].chars().count());
    Value::Number(at.map_or(-1, number))
}

fn substr(text: &str, from: i64, length: i64) -> Value {
    let from = usize::try_from(from).unwrap_or(0);
    let length = usize::try_from(length).unwrap_or(0);
    Value::Text(text.chars().skip(from).take(length).collect())
}
