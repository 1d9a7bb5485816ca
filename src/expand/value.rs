//! `Value`: what a variable of the preprocessor holds.

use std::cmp::Ordering;
use std::fmt;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Number(i64),
    Text(String),
    List(Vec<Value>),
}

impl Value {
    pub fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    /// Truth is 1, falsehood is 0.
    pub fn truth(is: bool) -> Value {
        Value::Number(i64::from(is))
    }

    /// Zero and the empty text are false.
    pub fn is_true(&self) -> bool {
        match self {
            Value::Number(number) => *number != 0,
            Value::Text(text) => !text.is_empty(),
            Value::List(_) => true,
        }
    }

    /// Numbers are compared as numbers, all others as texts.
    pub fn compare(&self, other: &Value) -> Ordering {
        match (self, other) {
            (Value::Number(one), Value::Number(other)) => one.cmp(other),
            (one, other) => one.to_string().cmp(&other.to_string()),
        }
    }

    /// About how many bytes it takes.
    pub fn size(&self) -> usize {
        match self {
            Value::Number(_) => 8,
            Value::Text(text) => text.len(),
            Value::List(list) => list.iter().map(|value| value.size() + 8).sum(),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(number) => write!(f, "{number}"),
            Value::Text(text) => f.write_str(text),
            Value::List(list) => {
                f.write_str("[")?;
                for (at, value) in list.iter().enumerate() {
                    let comma = if at == 0 { "" } else { "," };
                    match value {
                        Value::Text(text) => write!(f, "{comma}\"{text}\"")?,
                        Value::Number(_) | Value::List(_) => write!(f, "{comma}{value}")?,
                    }
                }
                f.write_str("]")
            }
        }
    }
}
