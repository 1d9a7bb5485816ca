//! `Scope`: the variables and the functions that are defined.

use std::collections::HashMap;
use std::rc::Rc;

use super::block::Definition;
use super::value::Value;

/// What can be called.
pub(super) struct Function<'s> {
    pub params: Vec<Param<'s>>,
    /// Whether its arguments are taken as they are written; otherwise they are expressions.
    pub is_unquoted: bool,
    pub body: Body<'s>,
}

/// A parameter.
pub(super) struct Param<'s> {
    pub name: &'s str,
    /// What it is without an argument, and where that is written.
    pub default: Option<(&'s str, usize)>,
}

/// What a call does.
pub(super) enum Body<'s> {
    /// Writes lines.
    Procedure(Rc<Definition<'s>>),
    /// Runs lines up to `!return`.
    Function(Rc<Definition<'s>>),
    /// Computes an expression, written there.
    Expression(&'s str, usize),
    /// Writes a text in which the parameters are replaced.
    Macro(&'s str),
    /// Writes lines in which the parameters are replaced.
    Lines(Rc<Definition<'s>>),
}

impl Function<'_> {
    /// Whether it may be called with so many arguments.
    pub fn takes(&self, count: usize) -> bool {
        let least = self.params.iter().filter(|param| param.default.is_none()).count();
        (least..=self.params.len()).contains(&count)
    }
}

/// All that has a name.
#[derive(Default)]
pub(super) struct Scope<'s> {
    globals: HashMap<String, Value>,
    /// The variables of each call that goes on.
    locals: Vec<HashMap<String, Value>>,
    functions: HashMap<String, Vec<Rc<Function<'s>>>>,
    /// Texts for names, from `!define` without parameters.
    texts: HashMap<String, &'s str>,
    /// Whether a name without `$` has been defined, so that all words have to be looked up.
    pub has_words: bool,
}

impl<'s> Scope<'s> {
    pub fn variable(&self, name: &str) -> Option<&Value> {
        self.locals.last().and_then(|locals| locals.get(name)).or_else(|| self.globals.get(name))
    }

    /// Sets a variable where it is defined, or else in the call that goes on.
    pub fn set(&mut self, name: &str, value: Value) {
        let is_global = self.globals.contains_key(name);
        match self.locals.last_mut() {
            Some(locals) if locals.contains_key(name) || !is_global => locals.insert(name.to_owned(), value),
            _ => self.globals.insert(name.to_owned(), value),
        };
        self.has_words |= !name.starts_with('$');
    }

    pub fn set_local(&mut self, name: &str, value: Value) {
        let variables = self.locals.last_mut().unwrap_or(&mut self.globals);
        variables.insert(name.to_owned(), value);
        self.has_words |= !name.starts_with('$');
    }

    pub fn set_global(&mut self, name: &str, value: Value) {
        self.globals.insert(name.to_owned(), value);
        self.has_words |= !name.starts_with('$');
    }

    pub fn enter(&mut self, variables: HashMap<String, Value>) {
        self.has_words |= variables.keys().any(|name| !name.starts_with('$'));
        self.locals.push(variables);
    }

    pub fn leave(&mut self) {
        self.locals.pop();
    }

    /// The text of a name.
    pub fn text(&self, name: &str) -> Option<&'s str> {
        self.texts.get(name).copied()
    }

    pub fn define_text(&mut self, name: &str, text: &'s str) {
        self.texts.insert(name.to_owned(), text);
        self.has_words |= !name.starts_with('$');
    }

    /// Adds a function; it replaces one with as many parameters.
    pub fn define(&mut self, name: &str, function: Function<'s>) {
        let all = self.functions.entry(name.to_owned()).or_default();
        all.retain(|other| other.params.len() != function.params.len());
        all.push(Rc::new(function));
        self.has_words |= !name.starts_with('$');
    }

    pub fn undefine(&mut self, name: &str) {
        self.globals.remove(name);
        self.texts.remove(name);
        self.functions.remove(name);
        if let Some(locals) = self.locals.last_mut() {
            locals.remove(name);
        }
    }

    /// All functions of a name.
    pub fn functions(&self, name: &str) -> &[Rc<Function<'s>>] {
        self.functions.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a name means something.
    pub fn knows(&self, name: &str) -> bool {
        self.variable(name).is_some() || self.texts.contains_key(name) || self.functions.contains_key(name)
    }
}
