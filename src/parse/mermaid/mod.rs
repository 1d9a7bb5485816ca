//! `MermaidFront`: the front end for sequence diagrams of Mermaid. It makes the statements of `.seq` that draw the same,
//! so that no later stage knows Mermaid.

mod block;
mod heads;
mod message;
mod settings;
mod signals;
mod split;
mod statement;
mod text;

use std::collections::{HashMap, HashSet, VecDeque};

use pest::Parser;
use pest::iterators::Pair;

use super::front::{Front, LineKind, SourceLine};
use crate::ast::{Name, Setting, StmtKind, Written};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::parse::lower;
use crate::source::{Source, Span};
use split::{Form, Piece, Pieces};

/// pest's parser of `grammar/mermaid.pest`, and its `Rule`.
mod grammar {
    #![allow(missing_docs)]

    #[derive(pest_derive::Parser)]
    #[grammar = "../grammar/mermaid.pest"]
    pub struct Mermaid;
}

use grammar::{Mermaid, Rule};

/// Reads Mermaid.
pub(super) struct MermaidFront<'s> {
    source: &'s Source,
    pieces: Pieces<'s>,
    /// What has been read and not been given yet.
    ready: VecDeque<SourceLine<'s>>,
    /// The words of the blocks that are open.
    open: Vec<&'static str>,
    /// Whether `sequenceDiagram` has been read.
    has_begun: bool,
    /// Whether the rest is of another kind of diagram.
    is_other: bool,
    /// Whether the heads are at the bottom, too.
    mirrors: bool,
    /// Whether all texts are wrapped.
    wraps: bool,
    /// The number that the next message has or would have, and the step, in hundredths.
    number: (u64, u64),
    is_numbered: bool,
    /// How many activations of each participant are open.
    active: HashMap<&'s str, usize>,
    known: HashSet<&'s str>,
    /// Whom the next message creates, and whom it destroys.
    created: Option<Name<'s>>,
    destroyed: Option<Name<'s>>,
}

/// Whether the first statement of a text says that it is a sequence diagram of Mermaid.
pub(super) fn begins(text: &str) -> bool {
    Pieces::new(text, 1)
        .find(|piece| piece.form == Form::Statement)
        .is_some_and(|piece| parsed(Rule::header, piece.text).is_some())
}

/// What a rule makes of a text.
fn parsed(rule: Rule, text: &str) -> Option<Pair<'_, Rule>> {
    Mermaid::parse(rule, text).ok().and_then(|mut pairs| pairs.next())
}

impl<'s> MermaidFront<'s> {
    pub fn new(source: &'s Source) -> MermaidFront<'s> {
        MermaidFront {
            source,
            pieces: Pieces::new(source.text(), source.first_line()),
            ready: VecDeque::new(),
            open: Vec::new(),
            has_begun: false,
            is_other: false,
            mirrors: true,
            wraps: false,
            number: (100, 100),
            is_numbered: false,
            active: HashMap::new(),
            known: HashSet::new(),
            created: None,
            destroyed: None,
        }
    }

    fn push(&mut self, kind: LineKind<'s>, piece: &Piece<'s>) {
        self.ready.push_back(SourceLine { kind, span: piece.span(), number: piece.line });
    }

    fn stmt(&mut self, kind: StmtKind<'s>, piece: &Piece<'s>) {
        self.push(LineKind::Statement(kind), piece);
    }

    fn text(&self, written: Written<'s>) -> Written<'s> {
        Written { text: lower::kept(self.source, text::text(written.text)), span: written.span }
    }

    /// A text behind a word of the language.
    fn text_behind_word(&self, written: Written<'s>) -> Written<'s> {
        Written { text: lower::kept(self.source, text::behind_word(written.text)), span: written.span }
    }

    fn name(&self, written: Written<'s>) -> Name<'s> {
        Name { text: lower::kept(self.source, text::name(written.text)), quoted: true, span: written.span }
    }

    /// Reports a piece as an error; it stays in the tree as a line that is no statement.
    fn junk<'d>(
        &mut self,
        code: Code,
        (piece, span): (&Piece<'s>, Span),
        message: impl Into<String>,
        sink: &'d mut Diagnostics,
    ) -> &'d mut Diagnostic {
        self.stmt(StmtKind::Junk(piece.text), piece);
        sink.error(code, span, message)
    }

    /// Keeps what is not drawn as a comment.
    fn comment(&mut self, text: &str, piece: &Piece<'s>) {
        for line in lower::lines(text).filter(|line| !line.is_empty()) {
            let kept = self.source.keep(format!("# mermaid: {line}"));
            self.stmt(StmtKind::Comment(kept), piece);
        }
    }

    /// Warns of something that carries meaning and is not in the picture.
    fn not_imported(&mut self, what: &str, piece: &Piece<'s>, sink: &mut Diagnostics) {
        sink.warn(Code::NotImported, piece.span(), format!("{what} of Mermaid is not in the picture"))
            .at("not drawn")
            .help("`convert` keeps the line as a comment");
        self.comment(piece.text, piece);
    }

    /// A comment of the source. One that would be read as the dialect of the conversion is told apart.
    fn author_comment(&mut self, piece: &Piece<'s>) {
        let text = piece.text.trim_start_matches(['%', '#']).trim();
        let comment = self.source.keep(lower::comment("mermaid", text));
        self.stmt(StmtKind::Comment(comment), piece);
    }

    fn piece(&mut self, piece: &Piece<'s>, sink: &mut Diagnostics) {
        match piece.form {
            Form::Blank => self.stmt(StmtKind::Blank, piece),
            _ if self.is_other => self.stmt(StmtKind::Junk(piece.text), piece),
            Form::Comment => self.author_comment(piece),
            Form::Settings => self.settings(piece, sink),
            Form::Unclosed => {
                self.junk(Code::UnclosedBlock, (piece, piece.span()), "this block is never closed", sink)
                    .at("opened here")
                    .help("write its closing brace");
            }
            Form::Statement if !self.has_begun => self.header(piece, sink),
            Form::Statement => self.statement(piece, sink),
        }
        if let Some((at, comment)) = piece.comment {
            self.cut(piece, at, comment, sink);
        }
    }

    /// A comment behind a statement, which may have been meant as text.
    fn cut(&mut self, piece: &Piece<'s>, at: usize, comment: &'s str, sink: &mut Diagnostics) {
        let ends_text = piece.form == Form::Statement && piece.text.contains(':');
        if ends_text && !comment[1..].starts_with(' ') {
            sink.warn(
                Code::CutText,
                Span::new(at, at + comment.len()),
                "Mermaid drops a text from its `#` on",
            )
            .at("a comment")
            .help("write `#35;` for the character `#`")
            .fix(Span::new(at, at + 1), "#35;");
        }
        let end = SourceLine {
            kind: LineKind::Statement(StmtKind::Comment(
                self.source.keep(format!("# mermaid: {}", comment[1..].trim()).trim_end().to_owned()),
            )),
            span: Span::new(at, at + comment.len()),
            number: piece.line,
        };
        self.ready.push_back(end);
    }

    /// The line `sequenceDiagram`. The heads are at the bottom, too, unless the settings above it say otherwise.
    fn header(&mut self, piece: &Piece<'s>, sink: &mut Diagnostics) {
        self.has_begun = true;
        let Some(rest) = parsed(Rule::header, piece.text) else {
            self.is_other = true;
            let kind = piece.text.split_whitespace().next().unwrap_or_default().to_owned();
            self.junk(
                Code::ForeignLanguage,
                (piece, piece.span()),
                format!("this is no sequence diagram of Mermaid, but `{kind}`"),
                sink,
            )
            .at("the first line is `sequenceDiagram`")
            .help("this program draws sequence diagrams only");
            return;
        };
        if self.mirrors {
            self.stmt(StmtKind::Setting(Box::new(Setting::BottomParticipants)), piece);
        }
        self.wrap_all(piece);
        let Written { text, span } = piece.part(&rest);
        if !text.is_empty() {
            self.statement(&Piece { text, start: span.start, ..*piece }, sink);
        }
    }
}

impl<'s> Front<'s> for MermaidFront<'s> {
    fn next_line(&mut self, sink: &mut Diagnostics) -> Option<SourceLine<'s>> {
        while self.ready.is_empty() {
            let piece = self.pieces.next()?;
            self.piece(&piece, sink);
        }
        self.ready.pop_front()
    }

    fn finish(&mut self, sink: &mut Diagnostics) {
        if !self.has_begun {
            sink.error(Code::EmptyDiagram, Span::new(0, 0), "there is nothing to draw")
                .at("no `sequenceDiagram` in this file");
        }
    }
}
