//! `Front`: what a language gives to `fold`, which makes the tree for all languages.

use crate::ast::{FragmentStyle, Stmt, StmtKind, Style, Written};
use crate::diagnostic::Diagnostics;
use crate::notation::FragmentKind;
use crate::source::Span;

/// Reads a source in one language, line by line, and explains the lines that it does not understand.
pub(super) trait Front<'s> {
    /// Reads the next line. What is wrong with a line in itself goes to the sink here.
    fn next_line(&mut self, sink: &mut Diagnostics) -> Option<SourceLine<'s>>;

    /// Explains a line of the kind [`LineKind::Junk`]; nothing where lines are reported when they are read.
    fn explain(
        &mut self,
        _junk: &SourceLine<'s>,
        _context: Context<'_, 's>,
        _sink: &mut Diagnostics,
    ) -> Explained {
        Explained::default()
    }

    /// Whether a closing line is the right one for a block that was opened with a word; always, where blocks are given in
    /// pairs.
    fn ends(&self, _close: &Close<'s>, _opener: &str) -> bool {
        true
    }

    /// Reports a line that was read as `word` but looks like a message whose sender has that name. Returns whether it
    /// does.
    fn explain_reserved_word(&self, _word: &str, _line: Span, _sink: &mut Diagnostics) -> bool {
        false
    }

    /// The note without an end to which the lines above belong, where the line that was read last would close a block.
    fn unfinished_note(&self) -> Option<NoteHead> {
        None
    }

    /// Whether a block may be written in braces, as in programs.
    fn has_braces(&self) -> bool {
        false
    }

    /// Reports what was held back because it could have gone on.
    fn finish(&mut self, sink: &mut Diagnostics);
}

/// The word and the place of the line that begins a note.
pub(super) type NoteHead = (&'static str, Span);

/// One line of a source; in languages that have such, a statement of several lines.
pub(super) struct SourceLine<'s> {
    pub kind: LineKind<'s>,
    /// Its bytes, without spaces around them.
    pub span: Span,
    /// The number of its first line, from 1.
    pub number: u32,
}

/// What a line does to the tree.
pub(super) enum LineKind<'s> {
    /// Adds a statement that is whole in itself.
    Statement(StmtKind<'s>),
    /// Opens a block.
    Open(Open<'s>),
    /// Divides a fragment.
    Divide(Divide<'s>),
    /// Closes a block.
    Close(Close<'s>),
    /// Was not understood.
    Junk,
}

/// A line that opens a block.
#[derive(Debug)]
pub(super) struct Open<'s> {
    /// The word that diagnostics name the block by.
    pub word: &'static str,
    /// The line that closes it.
    pub end: &'static str,
    pub block: OpenBlock<'s>,
}

/// The kinds of block.
#[derive(Debug)]
pub(super) enum OpenBlock<'s> {
    /// A combined fragment.
    Fragment {
        kind: FragmentKind,
        word: Written<'s>,
        style: FragmentStyle<'s>,
        label: Option<Written<'s>>,
        guard: Written<'s>,
    },
    /// A group of participants.
    Group { label: Written<'s>, style: Style<'s> },
    /// Statements that happen side by side, or one after the other.
    Braces { parallel: bool },
}

/// A line that divides a fragment.
#[derive(Debug)]
pub(super) struct Divide<'s> {
    /// The word that diagnostics name it by.
    pub word: &'static str,
    /// The word of a fragment that it could divide.
    pub opener: &'static str,
    pub thread: bool,
    pub style: Style<'s>,
    pub guard: Written<'s>,
}

/// A line that closes a block.
#[derive(Debug)]
pub(super) struct Close<'s> {
    /// The whole line.
    pub written: Written<'s>,
    /// The word of the block that it names, in lower case.
    pub word: Option<String>,
    pub reach: Reach,
}

/// Which block a closing line closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// The innermost one, with a warning if it is not the right one.
    Innermost,
    /// The innermost one, if it is the right one; otherwise none.
    Matching,
    /// The innermost of the right ones, and whatever is open inside of it.
    Outward,
}

/// Where in the tree a line is.
#[derive(Clone, Copy)]
pub(super) struct Context<'b, 's> {
    /// The word of the innermost block that is open.
    pub inside: Option<&'static str>,
    /// The statement above it in the same block.
    pub above: Option<&'b Stmt<'s>>,
}

/// What an explained line means for the lines around it.
#[derive(Default)]
pub(super) struct Explained {
    /// Whether it was most likely meant to open a block that an `end` closes.
    pub opens_block: bool,
    /// Whether it was most likely meant to close a block.
    pub closes_block: bool,
    /// Whether there is nothing better to say than that it is not a statement. It has not been reported then.
    pub is_unknown: bool,
}
