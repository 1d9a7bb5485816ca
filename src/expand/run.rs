//! `Machine`: runs the lines of a source, with conditions and loops.

use std::collections::HashSet;

use super::MAX_DEPTH;
use super::block::{Branch, Definition, Line, Node};
use super::scan::{Place, assignment};
use super::scope::Scope;
use super::value::Value;
use crate::diagnostic::{Code, Diagnostics};
use crate::expansion::Expansion;
use crate::source::Span;

/// The state of a run.
pub(super) struct Machine<'s, 'd> {
    pub scope: Scope<'s>,
    pub out: Expansion,
    pub sink: &'d mut Diagnostics,
    /// How much may still be done.
    fuel: usize,
    /// How many calls, blocks and macros are open.
    depth: usize,
    /// The names that are being replaced.
    pub replacing: Vec<String>,
    /// Whether `##` joins what stands on both sides: in macros.
    pub glues: bool,
    /// Whether a limit has been reached, or `!exit`.
    pub is_over: bool,
    /// Where something was reported: a line may be run many times.
    reported: HashSet<Span>,
}

/// How the lines after a line go on.
pub(super) enum Flow {
    Next,
    /// A function has its value.
    Return(Value),
}

/// What is wrong with a directive.
pub(super) struct Fault {
    pub code: Code,
    pub span: Span,
    pub message: String,
    pub label: &'static str,
    pub help: &'static str,
}

impl Fault {
    /// A line that is not understood.
    pub fn new(span: Span, message: impl Into<String>, label: &'static str, help: &'static str) -> Fault {
        Fault { code: Code::PreprocessorLine, span, message: message.into(), label, help }
    }
}

impl<'s, 'd> Machine<'s, 'd> {
    pub fn new(work: usize, sink: &'d mut Diagnostics) -> Machine<'s, 'd> {
        Machine {
            scope: Scope::default(),
            out: Expansion::default(),
            sink,
            fuel: work,
            depth: 0,
            replacing: Vec::new(),
            glues: false,
            is_over: false,
            reported: HashSet::new(),
        }
    }

    /// Runs a whole source.
    pub fn expand(mut self, nodes: &[Node<'s>]) -> Expansion {
        self.run(nodes);
        self.out.flush();
        self.out
    }

    /// Counts work. Returns whether there may be more.
    pub fn spend(&mut self, work: usize, span: Span) -> bool {
        let left = self.fuel.checked_sub(work);
        self.fuel = left.unwrap_or(0);
        if left.is_none() && !self.is_over {
            self.is_over = true;
            self.sink
                .error(Code::PreprocessorLimit, span, "the preprocessor does too much")
                .at("stopped here")
                .help("end loops and recursions sooner, or expand the file first with `plantuml -preproc`");
        }
        !self.is_over
    }

    /// Opens a call or a block. Returns whether it may be opened; if so, `depth` has to be taken back.
    pub fn descend(&mut self, span: Span) -> bool {
        if self.depth >= MAX_DEPTH && !self.is_over {
            super::report_depth(span, self.sink);
            self.is_over = true;
        }
        self.depth += usize::from(!self.is_over);
        !self.is_over
    }

    pub fn ascend(&mut self) {
        self.depth -= 1;
    }

    pub fn report(&mut self, fault: Fault) {
        let Fault { code, span, message, label, help } = fault;
        if self.reported.insert(span) {
            self.sink.error(code, span, message).at(label).help(help);
        }
    }

    /// Runs lines.
    pub fn run(&mut self, nodes: &[Node<'s>]) -> Flow {
        for node in nodes {
            if self.is_over {
                break;
            }
            if let Flow::Return(value) = self.node(node) {
                return Flow::Return(value);
            }
        }
        Flow::Next
    }

    fn node(&mut self, node: &Node<'s>) -> Flow {
        match node {
            Node::Text(line) => self.text_line(*line),
            Node::Copied(line) => self.copied(*line),
            Node::Directive(word, rest, line) => return self.directive(word, *rest, *line),
            Node::If(branches) => return self.condition(branches),
            Node::Loop(word, branch) => return self.repeat(word, branch),
            Node::Define(definition) => self.define(definition),
        }
        Flow::Next
    }

    /// Writes a line as it stands.
    pub fn copied(&mut self, line: Line<'s>) {
        if self.spend(line.text.len() + 1, line.span()) {
            self.out.flush();
            self.out.copy(line.text, line.start);
            self.out.end_line();
        }
    }

    fn text_line(&mut self, line: Line<'s>) {
        if line.text.trim_start().starts_with("@start") {
            // Each diagram begins anew.
            self.scope = Scope::default();
        }
        if !self.spend(line.text.len() + 1, line.span()) {
            return;
        }
        let before = self.out.len();
        self.replace(line.text, Place::At(line.start));
        if line.text.trim().is_empty() {
            self.out.flush();
        }
        // A call that writes nothing leaves no line.
        if self.out.len() > before || line.text.trim().is_empty() {
            self.out.end_line();
        }
    }

    fn directive(&mut self, word: &str, rest: Line<'s>, line: Line<'s>) -> Flow {
        let span = line.span();
        if !self.spend(line.text.len() + 1, span) {
            return Flow::Next;
        }
        let body = &line.text[line.text.find('!').map_or(0, |at| at + 1)..];
        let start = line.start + line.text.len() - body.len();
        let scope = match word {
            "local" | "global" if split_assignment(rest.text) => Some(word),
            _ if assignment(body.trim_start()).is_some() => None,
            "return" => return self.returns(rest, span),
            _ => {
                self.statement(word, rest, line);
                return Flow::Next;
            }
        };
        let (text, start) = if scope.is_some() { (rest.text, rest.start) } else { (body, start) };
        if let Err(fault) = self.assign(scope, text, start) {
            self.report(fault);
        }
        Flow::Next
    }

    fn returns(&mut self, rest: Line<'s>, span: Span) -> Flow {
        if rest.text.trim().is_empty() {
            return Flow::Return(Value::text(""));
        }
        match self.value(rest.text, Place::At(rest.start)) {
            Ok(value) => Flow::Return(value),
            Err(fault) => {
                self.report(Fault {
                    span: if fault.span.start == fault.span.end { span } else { fault.span },
                    ..fault
                });
                Flow::Return(Value::text(""))
            }
        }
    }

    fn assign(&mut self, scope: Option<&str>, text: &'s str, start: usize) -> Result<(), Fault> {
        let Some((name, is_default, value)) = assignment(text.trim_start()) else { return Ok(()) };
        if is_default && self.scope.variable(name).is_some() {
            return Ok(());
        }
        let at = Place::At(start + text.len() - value.len());
        let value = self.value(value, at)?;
        match scope {
            Some("local") => self.scope.set_local(name, value),
            Some(_) => self.scope.set_global(name, value),
            None => self.scope.set(name, value),
        }
        Ok(())
    }

    fn condition(&mut self, branches: &[Branch<'s>]) -> Flow {
        for branch in branches {
            if self.is_over || !self.spend(branch.rest.text.len() + 1, branch.span) {
                break;
            }
            let holds = match &*branch.word {
                "else" => true,
                "ifdef" => self.is_defined(branch.rest.text),
                "ifndef" => !self.is_defined(branch.rest.text),
                _ => self.holds(branch),
            };
            if holds {
                return self.body(branch);
            }
        }
        Flow::Next
    }

    /// Whether the condition of a branch or a loop is true. One that is wrong is false.
    fn holds(&mut self, branch: &Branch<'s>) -> bool {
        match self.value(branch.rest.text, Place::At(branch.rest.start)) {
            Ok(value) => value.is_true(),
            Err(fault) => {
                self.report(fault);
                false
            }
        }
    }

    /// `NAME`, `A || B`, `A && B`.
    fn is_defined(&self, names: &str) -> bool {
        let is_known = |name: &str| {
            let name = name.trim_matches([' ', '\t', '(', ')']);
            match name.strip_prefix('!') {
                Some(name) => !self.scope.knows(name.trim()),
                None => self.scope.knows(name),
            }
        };
        names.split("||").any(|all| all.split("&&").all(is_known))
    }

    fn body(&mut self, branch: &Branch<'s>) -> Flow {
        if !self.descend(branch.span) {
            return Flow::Next;
        }
        let flow = self.run(&branch.body);
        self.ascend();
        flow
    }

    fn repeat(&mut self, word: &str, branch: &Branch<'s>) -> Flow {
        if word == "foreach" {
            return self.for_each(branch);
        }
        while self.spend(branch.rest.text.len() + 1, branch.span) && self.holds(branch) {
            if let Flow::Return(value) = self.body(branch) {
                return Flow::Return(value);
            }
        }
        Flow::Next
    }

    /// `!foreach $name in LIST`.
    fn for_each(&mut self, branch: &Branch<'s>) -> Flow {
        let rest = branch.rest;
        let parts = super::scan::split_name(rest.text.trim_start());
        let list = parts.and_then(|(name, rest)| Some((name, rest.strip_prefix("in")?)));
        let Some((name, list)) = list else {
            self.report(Fault::new(
                branch.span,
                "this loop has no list",
                "nothing to go through",
                "write `!foreach $name in [\"one\", \"two\"]`",
            ));
            return Flow::Next;
        };
        let values = match self.value(list, Place::At(rest.start + rest.text.len() - list.len())) {
            Ok(Value::List(values)) => values,
            Ok(value) => vec![value],
            Err(fault) => {
                self.report(fault);
                return Flow::Next;
            }
        };
        for value in values {
            if !self.spend(value.size() + 1, branch.span) {
                break;
            }
            self.scope.set(name, value);
            if let Flow::Return(value) = self.body(branch) {
                return Flow::Return(value);
            }
        }
        Flow::Next
    }

    /// Runs the lines of a definition as those of a call.
    pub fn run_call(&mut self, definition: &Definition<'s>, place: Span) -> Flow {
        let before = self.out.begin_call(place);
        let flow = self.run(&definition.body);
        self.out.end_call(before);
        flow
    }
}

fn split_assignment(text: &str) -> bool {
    assignment(text.trim_start()).is_some()
}
