//! `PlantUmlFront`: the front end for sequence diagrams of PlantUML. It makes the statements of `.seq` that draw the
//! same, so that no later stage knows PlantUML.

mod arrow;
mod block;
mod cast;
mod color;
mod creole;
mod finish;
mod heads;
mod inline;
mod kinds;
mod lines;
mod looks;
mod losses;
mod message;
mod note;
mod number;
mod shape;
mod tag;
mod unit;
mod words;

use std::collections::{HashMap, VecDeque};

use pest::Parser;
use pest::iterators::Pair;

use super::front::{Front, LineKind, SourceLine};
use super::lower;
use crate::ast::{Name, Participant, StmtKind, Written};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Source, Span};
use block::OpenWord;
use cast::Cast;
pub(super) use kinds::{begins, further, is_sequence};
use lines::{Form, Line, Lines};
use looks::{Hidden, Look};
use losses::Losses;
use unit::Unit;

/// pest's parser of `grammar/plantuml.pest`, and its `Rule`.
mod grammar {
    #![allow(missing_docs)]

    #[derive(pest_derive::Parser)]
    #[grammar = "../grammar/plantuml.pest"]
    pub struct PlantUml;
}

use grammar::{PlantUml, Rule};

/// Reads PlantUML.
pub(super) struct PlantUmlFront<'s> {
    source: &'s Source,
    /// What is read: the text of the source, or what a preprocessor made of it.
    text: &'s str,
    lines: Lines<'s>,
    /// What has been made of the lines read so far. Later lines can change it, so that nothing is given before the end.
    out: Vec<SourceLine<'s>>,
    /// The same, once all lines have been read.
    ready: Option<VecDeque<SourceLine<'s>>>,
    stage: Stage,
    /// The first line of the diagram in `out`, where settings stand.
    top: usize,
    /// The blocks that are open.
    open: Vec<(OpenWord, Span)>,
    cast: Cast<'s>,
    /// The participants that are declared.
    declared: HashMap<&'s str, Participant<'s>>,
    /// What a note without a target or an arrow with `&` belongs to.
    unit: Option<Unit>,
    /// The room for an arrow that is not drawn, until something else is.
    gap: Option<usize>,
    /// The ends of the last message.
    last_ends: Vec<Name<'s>>,
    /// Who is active, and who asked for it.
    bars: Vec<(Name<'s>, Option<Name<'s>>)>,
    look: Look<'s>,
    losses: Losses,
}

/// How much of the source has been read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// No `@startuml` yet.
    Before,
    Inside,
    /// After `@enduml`.
    After,
    /// In a diagram of another kind, or a second one.
    Other,
}

impl<'s> PlantUmlFront<'s> {
    /// Makes a front end for a text of a source, whose lines have these numbers; without any, they are counted.
    pub fn new(source: &'s Source, text: &'s str, numbers: Vec<u32>) -> PlantUmlFront<'s> {
        let begins_late = kinds::has_start(text);
        PlantUmlFront {
            source,
            text,
            lines: Lines::new(source, text, numbers),
            out: Vec::new(),
            ready: None,
            stage: if begins_late { Stage::Before } else { Stage::Inside },
            top: 0,
            open: Vec::new(),
            cast: Cast::default(),
            declared: HashMap::new(),
            unit: None,
            last_ends: Vec::new(),
            bars: Vec::new(),
            look: Look { hidden: Hidden::of(text), ..Look::default() },
            gap: None,
            losses: Losses::default(),
        }
    }

    fn push(&mut self, kind: LineKind<'s>, line: &Line<'s>) {
        self.out.push(SourceLine { kind, span: line.span, number: line.number });
    }

    fn stmt(&mut self, kind: StmtKind<'s>, line: &Line<'s>) {
        self.push(LineKind::Statement(kind), line);
    }

    /// Reports a line as an error; it stays in the tree as a line that is no statement.
    fn junk<'d>(
        &mut self,
        code: Code,
        (line, span): (&Line<'s>, Span),
        message: impl Into<String>,
        sink: &'d mut Diagnostics,
    ) -> &'d mut Diagnostic {
        self.stmt(StmtKind::Junk(line.text), line);
        sink.error(code, span, message)
    }

    /// Keeps what is not drawn as a comment.
    fn comment(&mut self, text: &str, line: &Line<'s>) {
        for text in lower::lines(text).filter(|text| !text.is_empty()) {
            let kept = self.source.keep(format!("# plantuml: {text}"));
            self.stmt(StmtKind::Comment(kept), line);
        }
    }

    /// Says that something carries meaning and is not in the picture, and keeps the line as a comment.
    fn not_imported(&mut self, what: &'static str, line: &Line<'s>) {
        self.losses.add(Code::NotImported, what, line.span, line.number);
        self.comment(line.text, line);
    }

    /// A comment of the source, without its marks.
    fn author_comment(&mut self, text: &str, line: &Line<'s>) {
        let whole = text.strip_prefix("/'").unwrap_or(text);
        for text in lower::lines(whole.strip_suffix("'/").unwrap_or(whole)) {
            let text = text.trim_start_matches('\'');
            let kept = self.source.keep(lower::comment("plantuml", text.trim()));
            self.stmt(StmtKind::Comment(kept), line);
        }
    }

    /// A text of one line.
    fn text(&mut self, written: Written<'s>, line: &Line<'s>) -> Written<'s> {
        let lowered = creole::label(written.text, &mut self.losses.here(written.span, line.number));
        Written { text: lower::kept(self.source, lowered), span: written.span }
    }

    /// A text of one line behind a word of the language.
    fn text_behind_word(&mut self, written: Written<'s>, line: &Line<'s>) -> Written<'s> {
        let text = lower::behind_word(self.text(written, line).text.into());
        Written { text: lower::kept(self.source, text), span: written.span }
    }

    fn read(&mut self, line: &Line<'s>, sink: &mut Diagnostics) {
        if let Some(comment) = line.comment {
            self.author_comment(comment, line);
        }
        match (line.form, self.stage) {
            (Form::Blank, _) => self.stmt(StmtKind::Blank, line),
            (Form::Comment, _) => self.author_comment(line.text, line),
            (Form::Statement, _) if line.text.starts_with('@') && self.edge(line, sink) => {}
            (Form::Statement, Stage::Inside) => self.statement(line, sink),
            (Form::Statement, Stage::Before | Stage::After) => self.comment(line.text, line),
            (Form::Statement, Stage::Other) => self.stmt(StmtKind::Junk(line.text), line),
        }
    }

    /// `@startuml`, `@enduml` and their kin. Returns whether the line is one.
    fn edge(&mut self, line: &Line<'s>, sink: &mut Diagnostics) -> bool {
        let pair = parsed(line.text);
        match pair.as_rule() {
            Rule::start => {
                let kind = pair.into_inner().next().map_or("", |kind| kind.as_str());
                self.starts(kind, line, sink);
            }
            Rule::finish => {
                if self.stage == Stage::Inside {
                    self.stage = Stage::After;
                    self.close_all(line, sink);
                }
            }
            _ => return false,
        }
        true
    }

    fn starts(&mut self, kind: &str, line: &Line<'s>, sink: &mut Diagnostics) {
        if !kind.eq_ignore_ascii_case("uml") {
            self.stage = Stage::Other;
            kinds::report(kind, line.span, sink);
            return;
        }
        if self.stage != Stage::Before {
            self.stage = Stage::Other;
            self.junk(Code::MalformedStatement, (line, line.span), "this file has a second diagram", sink)
                .at("begins here")
                .help("write each diagram to a file of its own; `seqwright convert` does so");
            return;
        }
        self.stage = Stage::Inside;
        self.top = self.out.len();
    }

    fn statement(&mut self, line: &Line<'s>, sink: &mut Diagnostics) {
        let pair = parsed(line.text);
        let is_read = match pair.as_rule() {
            Rule::declaration => self.declaration(pair, line, sink),
            Rule::lifetime => self.lifetime(pair, line, sink),
            Rule::last_bar => self.last_bar(line, sink),
            Rule::bar => self.bar(pair, line, sink),
            Rule::message => self.message(pair, line, sink),
            Rule::note => self.note(pair, line, sink),
            Rule::reference => self.reference(pair, line, sink),
            Rule::group_start => self.group(pair, line, sink),
            Rule::group_end => self.end_group(line, sink),
            Rule::fragment => self.fragment(pair, line, sink),
            Rule::divide => self.divide(pair, line, sink),
            Rule::close => self.end(line, sink),
            Rule::divider | Rule::pause | Rule::space | Rule::newpage => self.between(pair, line),
            Rule::autonumber => self.autonumber(pair, line),
            Rule::answer => self.answer(pair, line),
            Rule::words => self.words(pair, line, sink),
            Rule::junk | Rule::directive => false,
            _ => self.looks(pair, line, sink),
        };
        if !is_read {
            self.unknown(line, sink);
        }
    }
}

/// The statement that a line is.
fn parsed(text: &str) -> Pair<'_, Rule> {
    let mut pairs = PlantUml::parse(Rule::line, text).expect("the grammar accepts any line");
    pairs.next().expect("a line is one statement")
}

impl<'s> Front<'s> for PlantUmlFront<'s> {
    fn next_line(&mut self, sink: &mut Diagnostics) -> Option<SourceLine<'s>> {
        if self.ready.is_none() {
            while let Some(line) = self.lines.next() {
                self.read(&line, sink);
            }
            self.ready = Some(self.finished(sink));
        }
        self.ready.as_mut().and_then(VecDeque::pop_front)
    }

    fn finish(&mut self, sink: &mut Diagnostics) {
        if self.stage == Stage::Before {
            sink.error(Code::EmptyDiagram, Span::new(0, 0), "there is nothing to draw")
                .at("no `@startuml` in this file");
        }
    }
}
