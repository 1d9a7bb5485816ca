//! Replaces the names and calls in a text.

use std::mem::{replace, take};
use std::ops::Range;
use std::rc::Rc;

use super::builtin;
use super::run::Machine;
use super::scan::{Place, arguments, name_end, word_end};
use super::scope::Function;
use super::value::Value;
use crate::source::Span;

/// What a name in a text stands for.
pub(super) enum Reference<'s> {
    Variable(Value),
    Text(&'s str),
    /// A call, with the places of its arguments.
    Call(Rc<Function<'s>>, Vec<Range<usize>>),
    Builtin(Vec<Range<usize>>),
}

impl<'s> Machine<'s, '_> {
    /// What a name stands for that fills a range of a text, and where its call ends.
    pub(super) fn reference(
        &mut self,
        text: &str,
        name: Range<usize>,
        place: Place,
    ) -> Option<(Reference<'s>, usize)> {
        let Range { start, end } = name;
        let name = &text[start..end];
        let is_call = text[end..].starts_with('(');
        if let Some(word) = name.strip_prefix('%') {
            if !is_call || !builtin::is_known(word) {
                return None;
            }
            let (args, after) = self.arguments(text, start..end, true, place)?;
            return Some((Reference::Builtin(args), after));
        }
        if !name.starts_with('$') && !self.scope.has_words {
            return None;
        }
        if is_call && let Some(first) = self.scope.functions(name).first() {
            let are_expressions = !first.is_unquoted;
            let (args, after) = self.arguments(text, start..end, are_expressions, place)?;
            let function = self.scope.functions(name).iter().find(|function| function.takes(args.len()))?;
            return Some((Reference::Call(Rc::clone(function), args), after));
        }
        if let Some(value) = self.scope.variable(name) {
            return Some((Reference::Variable(value.clone()), end));
        }
        let text = self.scope.text(name).filter(|_| !self.replacing.iter().any(|other| other == name))?;
        Some((Reference::Text(text), end))
    }

    /// The arguments of a call. The way to the last bracket is work: it is gone for each call that a line opens.
    fn arguments(
        &mut self,
        text: &str,
        name: Range<usize>,
        are_expressions: bool,
        place: Place,
    ) -> Option<(Vec<Range<usize>>, usize)> {
        let found = arguments(text, name.end, are_expressions);
        let end = found.as_ref().map_or(text.len(), |(_, end)| *end);
        self.spend(end - name.start, place.span(name));
        found
    }

    /// Writes a text in which names and calls are replaced.
    pub(super) fn replace(&mut self, text: &str, place: Place) {
        let (mut copied, mut at) = (0, 0);
        while at < text.len() && !self.is_over {
            if self.glues && text[at..].starts_with("##") {
                self.copy(text, copied..at, place);
                at += 2;
                copied = at;
                continue;
            }
            let end = name_end(text, at);
            let Some((reference, after)) =
                Some(end).filter(|end| *end > at).and_then(|_| self.reference(text, at..end, place))
            else {
                let skipped = end.max(word_end(text, at));
                at = if skipped > at {
                    skipped
                } else {
                    at + text[at..].chars().next().map_or(1, char::len_utf8)
                };
                continue;
            };
            self.copy(text, copied..at, place);
            let written = self.out.len();
            self.write_reference(reference, text, at..end, after, place);
            // What follows a call goes on in the last line that it wrote.
            if self.out.len() > written {
                self.out.join();
            }
            (at, copied) = (after, after);
        }
        self.copy(text, copied..text.len(), place);
    }

    fn copy(&mut self, text: &str, range: Range<usize>, place: Place) {
        let part = &text[range.clone()];
        match place {
            Place::At(start) => self.out.copy(part, start + range.start),
            Place::In(span) => self.out.compose(part, span),
        }
    }

    fn write_reference(
        &mut self,
        reference: Reference<'s>,
        text: &str,
        name: Range<usize>,
        after: usize,
        place: Place,
    ) {
        let span = place.span(name.start..after);
        let word = &text[name];
        match reference {
            Reference::Variable(value) => self.write(&value, span),
            Reference::Text(body) => self.write_text(word, body, span),
            Reference::Call(function, args) => {
                if let Some(value) = self.call(&function, (text, &args), place, span) {
                    self.write(&value, span);
                }
            }
            Reference::Builtin(args) => match self.builtin(&word[1..], (text, &args), place, span) {
                Ok(value) => self.write(&value, span),
                Err(fault) => self.report(fault),
            },
        }
    }

    fn write(&mut self, value: &Value, span: Span) {
        if self.spend(value.size(), span) {
            self.out.compose(&value.to_string(), span);
        }
    }

    /// Writes what a name stands for that `!define` gave a text.
    pub(super) fn write_text(&mut self, name: &str, body: &str, span: Span) {
        if !self.spend(body.len() + 1, span) || !self.descend(span) {
            return;
        }
        self.replacing.push(name.to_owned());
        self.replace(body, Place::In(span));
        self.replacing.pop();
        self.ascend();
    }

    /// What an action writes, as a text of its own.
    pub(super) fn written(&mut self, act: impl FnOnce(&mut Self)) -> String {
        let out = take(&mut self.out);
        act(self);
        replace(&mut self.out, out).into_text()
    }
}
