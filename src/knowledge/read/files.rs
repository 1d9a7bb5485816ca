//! What must be known before the first line is read: the files of values, wherever they are named, the functions that
//! the author computes with, and where names come from that are used too early.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostics};
use crate::knowledge::bytes::Sidecar;
use crate::knowledge::computed::{Computed, File};
use crate::knowledge::plan::{Plan, Sent};
use crate::knowledge::values::slips;
use crate::loader::Loader;
use crate::protocol::{Expr, ExprKind, Statement};
use crate::run::{Step, StepKind};
use crate::source::{Name, Span};

/// How many faults of one file are reported.
const MAX_FAULTS: usize = 10;

/// What lines further down say.
#[derive(Default)]
pub(super) struct Ahead<'a> {
    /// The functions that the author computes with.
    pub functions: HashSet<&'a str>,
    /// The first line that makes a value of a name, or sends a message of it, and its bytes.
    lines: HashMap<&'a str, (u32, Span)>,
}

/// Reads the files and looks ahead.
pub(super) fn prepare<'a>(
    steps: &[Step<'a>],
    loader: &dyn Loader,
    computed: &mut Computed,
    ahead: &mut Ahead<'a>,
    sink: &mut Diagnostics,
) {
    for step in steps {
        match &step.kind {
            StepKind::Statement(Statement::Values(file), _) => match read(file, loader, sink) {
                Some(file) => computed.files.push(file),
                None => computed.lacks_a_file = true,
            },
            StepKind::Statement(statement, _) => ahead.statement(statement, (step.line, step.span)),
            StepKind::Message(message) => {
                message.payload.iter().for_each(|it| ahead.name(it.name.text, (step.line, step.span)));
            }
            StepKind::Fragment(_, branches) => {
                for branch in branches {
                    prepare(&branch.steps, loader, computed, ahead, sink);
                }
            }
            StepKind::Note(..) => {}
        }
    }
}

impl<'a> Ahead<'a> {
    /// The line further down that a name comes from, if one does.
    pub fn line(&self, name: &str, from: Span) -> Option<u32> {
        self.lines.get(name).filter(|(_, span)| span.start > from.start).map(|(line, _)| *line)
    }

    fn name(&mut self, name: &'a str, line: (u32, Span)) {
        self.lines.entry(name).or_insert(line);
    }

    fn statement(&mut self, statement: &'a Statement<'a>, line: (u32, Span)) {
        if let Statement::Derive(_, name, formula) = statement {
            self.name(name.text, line);
            calls(formula, &mut self.functions);
        } else if let Statement::Check(_, left, right) = statement {
            calls(left, &mut self.functions);
            calls(right, &mut self.functions);
        } else if let Statement::Verify(_, call) = statement {
            calls(call, &mut self.functions);
        } else if let Statement::Knows(_, names) = statement {
            names.iter().for_each(|name| self.name(name.text, line));
        } else if let Statement::Generate(_, fresh) = statement {
            fresh.iter().for_each(|fresh| self.name(fresh.name.text, line));
        } else if let Statement::Keypair(pair) = statement {
            self.name(pair.private.text, line);
            self.name(pair.public.text, line);
        }
    }
}

fn calls<'a>(expression: &Expr<'a>, functions: &mut HashSet<&'a str>) {
    match &expression.kind {
        ExprKind::Call(function, arguments) => {
            functions.insert(function.text);
            arguments.iter().for_each(|argument| calls(argument, functions));
        }
        ExprKind::Join(parts) => parts.iter().for_each(|part| calls(part, functions)),
        ExprKind::Hex(_)
        | ExprKind::Text(_)
        | ExprKind::Number(_)
        | ExprKind::Name(_)
        | ExprKind::Range(..) => {}
    }
}

/// The values of a file, as far as its lines are sound.
fn read(file: &Name<'_>, loader: &dyn Loader, sink: &mut Diagnostics) -> Option<File> {
    let text = match loader.load(file.text) {
        Ok(text) => text,
        Err(refusal) => {
            let message = format!("`{}` is not read: {}", file.text, refusal.why);
            sink.error(Code::ValuesNotRead, file.span, message).at("named here").help(refusal.help);
            return None;
        }
    };
    let (values, faults) = Sidecar::parse(&text);
    for fault in faults.iter().take(MAX_FAULTS) {
        let message = format!("`{}`, line {}: {}", file.text, fault.line, fault.fault);
        sink.error(Code::MalformedValues, file.span, message)
            .at("read because of this line")
            .help("a line is `name = hex`; a comment begins with `#`");
    }
    if !values.is_test_data() {
        let message = format!("`{}` does not say that its secrets are published ones", file.text);
        sink.warn(Code::UnmarkedValues, file.span, message)
            .at("what it holds is seen in the picture")
            .help("if that is meant, begin the file with the line `# test data`");
    }
    Some(File::new(file.text, file.span, values))
}

/// How many times the name of a message is compared with one in a file, at most.
const MAX_COMPARISONS: usize = 100_000;

/// Warns of values in a file that the source names only with a misspelling: they would be compared with nothing.
/// A file may hold more than one source needs.
pub(super) fn mind_slips(plan: &mut Plan<'_>, sink: &mut Diagnostics) {
    let mut compared = 0;
    for file in &plan.computed.files {
        for name in file.idle() {
            let holds = |name: &str| file.values.get(name).is_some();
            let value = plan.named.near(name, false).map(|value| value.name.to_owned());
            compared += plan.messages.len();
            let message = || near_message(name, &plan.parties, &plan.messages);
            let meant = value.or_else(|| if compared <= MAX_COMPARISONS { message() } else { None });
            let Some(meant) = meant.filter(|meant| !holds(meant)) else { continue };
            sink.warn(Code::UnusedBytes, file.span, format!("no line uses `{name}` from `{}`", file.name))
                .at("its bytes are not compared with anything")
                .help(format!("did you mean `{meant}`?"));
        }
    }
}

/// The message that a name in a file was most likely meant to be.
fn near_message(name: &str, parties: &[String], messages: &[Sent<'_>]) -> Option<String> {
    let (from, _) = name.split_once('.')?;
    let full = messages.iter().filter_map(|sent| {
        let sender = &parties[sent.from?.index()];
        sender.eq_ignore_ascii_case(from).then(|| format!("{sender}.{}", sent.name))
    });
    full.map(|full| (slips(name, &full), full)).filter(|(slips, _)| *slips <= 2).min().map(|(_, full)| full)
}
