//! Calls of procedures, functions and macros.

use std::collections::HashMap;
use std::ops::Range;

use super::run::{Flow, Machine};
use super::scan::{Place, assignment, unquoted};
use super::scope::{Body, Function};
use super::value::Value;
use crate::source::Span;

impl<'s> Machine<'s, '_> {
    /// Calls a function. Returns its value; `None` where it has written what it has to say.
    pub(super) fn call(
        &mut self,
        function: &Function<'s>,
        args: (&str, &[Range<usize>]),
        place: Place,
        span: Span,
    ) -> Option<Value> {
        if !self.descend(span) {
            return None;
        }
        let variables = self.bind(function, args, place);
        let size: usize = variables.values().map(Value::size).sum();
        let mut value = None;
        if self.spend(size + variables.len() * 8 + 16, span) {
            self.scope.enter(variables);
            value = self.perform(&function.body, span);
            self.scope.leave();
        }
        self.ascend();
        value
    }

    fn perform(&mut self, body: &Body<'s>, span: Span) -> Option<Value> {
        let glues = std::mem::replace(&mut self.glues, matches!(body, Body::Macro(_) | Body::Lines(_)));
        let value = match body {
            Body::Procedure(definition) | Body::Lines(definition) => {
                self.run_call(definition, span);
                None
            }
            Body::Function(definition) => {
                let mut value = Value::text("");
                self.written(|machine| {
                    if let Flow::Return(returned) = machine.run_call(definition, span) {
                        value = returned;
                    }
                });
                Some(value)
            }
            Body::Expression(text, start) => match self.value(text, Place::At(*start)) {
                Ok(value) => Some(value),
                Err(fault) => {
                    self.report(fault);
                    Some(Value::text(""))
                }
            },
            Body::Macro(text) => {
                if self.spend(text.len(), span) {
                    self.replace(text, Place::In(span));
                }
                None
            }
        };
        self.glues = glues;
        value
    }

    /// The variables of a call.
    fn bind(
        &mut self,
        function: &Function<'s>,
        (text, args): (&str, &[Range<usize>]),
        place: Place,
    ) -> HashMap<String, Value> {
        let mut variables = HashMap::new();
        let mut next = 0;
        for range in args {
            let written = &text[range.clone()];
            let named = assignment(written).and_then(|(name, _, value)| {
                let param = function.params.iter().find(|param| param.name == name)?;
                Some((param.name, value.trim_start()))
            });
            let (name, written) = named.unwrap_or_else(|| {
                let name = function.params.get(next).map_or("", |param| param.name);
                next += 1;
                (name, written)
            });
            let place = place.from(range.end - written.len());
            let value = if function.is_unquoted {
                Value::Text(self.written(|machine| machine.replace(unquoted(written), place)))
            } else {
                self.argument(written, place)
            };
            variables.insert(name.to_owned(), value);
        }
        for param in &function.params {
            if let Some((default, start)) = param.default
                && !variables.contains_key(param.name)
            {
                let value = self.argument(default, Place::At(start));
                variables.insert(param.name.to_owned(), value);
            }
        }
        variables
    }

    /// The value of an argument; one that is no expression is a text.
    pub(super) fn argument(&mut self, written: &str, place: Place) -> Value {
        self.value(written, place).unwrap_or_else(|_| Value::text(written))
    }
}
