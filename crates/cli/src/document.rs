//! Checks, formats, fixes and converts the diagrams in a document.

use seqwright::{Code, Diagnostic, Dialect, Levels, Severity, Source};

use super::compile::Outcome;
use super::count::some;
use super::exit::Exit;
use super::fix::{self, Check, Fixing};
use super::fmt::{self, Mode};
use super::plan::Input;
use super::report::Reporter;
use seqwright_documents::{self as documents, Fence, Form, Markup, Words};

/// A document and the diagrams in it.
pub struct Document {
    /// The whole of it.
    pub source: Source,
    /// Its diagrams.
    pub fences: Vec<Fence>,
    /// The language it is in.
    pub markup: Markup,
    words: Words,
    dialect: Option<Dialect>,
}

impl Document {
    /// Finds the diagrams in a document. Their dialect is the given one, or the one that their fences name.
    pub fn new(source: Source, markup: Markup, words: &Words, dialect: Option<Dialect>) -> Document {
        let fences = documents::find(source.text(), markup, words);
        Document { source, fences, markup, words: words.clone(), dialect }
    }

    /// Another text in the same markup, with the same options.
    pub fn again(&self, source: Source) -> Document {
        Document::new(source, self.markup, &self.words, self.dialect)
    }

    /// A diagram as a source of its own, whose lines have the numbers that they have in the document.
    pub fn diagram(&self, fence: &Fence) -> Source {
        let source = fence.diagram(&self.source, self.markup);
        match self.dialect {
            Some(dialect) => source.in_dialect(dialect),
            None => source,
        }
    }

    /// The line of the document that is the first of a diagram.
    pub fn first_line(&self, fence: &Fence) -> usize {
        self.source.place(fence.body().start).line
    }

    /// The diagnostics of all its diagrams, in order of place.
    pub fn diagnostics(&self, check: Check<'_>, levels: &Levels) -> Vec<Diagnostic> {
        let mut diagnostics = self.undecodable();
        diagnostics.extend(self.fences.iter().flat_map(|fence| self.diagnostics_of(fence, check, levels)));
        diagnostics.sort_by_key(|diagnostic| diagnostic.span().start);
        diagnostics
    }

    /// The diagnostics of one of its diagrams.
    pub fn diagnostics_of(&self, fence: &Fence, check: Check<'_>, levels: &Levels) -> Vec<Diagnostic> {
        let compiled = check(&self.diagram(fence));
        self.placed(fence, compiled.diagnostics, levels)
    }

    /// The diagnostics of one of its diagrams at their places in the document, after those of its fence.
    pub fn placed(&self, fence: &Fence, found: Vec<Diagnostic>, levels: &Levels) -> Vec<Diagnostic> {
        fence.placed(self.source.text(), self.markup, found, levels)
    }

    /// The diagnostic for a document that is not UTF-8.
    pub fn undecodable(&self) -> Vec<Diagnostic> {
        let Some(_) = self.source.undecodable() else { return Vec::new() };
        let diagnostics = seqwright::parse(&self.source).1;
        let about_bytes = |one: &Diagnostic| matches!(one.code, Code::NotUtf8);
        diagnostics.into_iter().filter(about_bytes).take(1).collect()
    }
}

/// Checks the diagrams of a document. One without any has nothing wrong with it.
pub fn check(document: &Document, check: Check<'_>, levels: &Levels, reporter: &Reporter) -> Outcome {
    let diagnostics = document.diagnostics(check, levels);
    let report = reporter.diagnostics(&document.source, &diagnostics);
    let mut outcome = Outcome { report, ..Outcome::default() };
    if documents::has_errors(&diagnostics) {
        outcome.exit = Exit::Errors;
    } else {
        let count = some(document.fences.len(), "diagram");
        outcome
            .report
            .push_str(&reporter.remark(&format!("{}  no errors ({count})", document.source.name())));
    }
    outcome
}

/// Formats the diagrams of a document, and nothing else in it. Those with errors stay as they are.
pub fn format(
    document: &Document,
    input: &Input,
    bytes: Vec<u8>,
    (mode, levels): (Mode, &Levels),
    reporter: &Reporter,
) -> Outcome {
    let name = document.source.name();
    let mut diagnostics = document.undecodable();
    let mut forms = Vec::with_capacity(document.fences.len());
    for fence in &document.fences {
        let source = document.diagram(fence);
        let (written, mut found) = seqwright::parse(&source);
        fmt::leave_out_allowed(&source, levels, &mut found);
        let is_foreign = source.dialect().is_some_and(Dialect::is_foreign);
        let sound = !documents::has_errors(&found) && fence.is_closed() && !is_foreign;
        forms.push(sound.then(|| Form { text: seqwright::format(&source, &written), word: None }));
        diagnostics.extend(document.placed(fence, found, levels));
    }
    let report = reporter.diagnostics(&document.source, &diagnostics);
    let mut outcome = Outcome { report, ..Outcome::default() };
    let errors = diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
    if errors > 0 {
        let message = "its diagrams with errors are not formatted";
        outcome.report.push_str(&reporter.trouble(name, message, None));
        outcome.exit = Exit::Errors;
    }
    if document.source.undecodable().is_some() {
        return outcome;
    }
    let canonical = document.with(forms, &bytes, reporter, &mut outcome);
    fmt::settle(input, bytes, &canonical, mode, reporter, &mut outcome);
    outcome
}

/// Fixes the diagrams of a document, and reports the remaining diagnostics. A diagram in an unclosed fence is left
/// alone.
pub fn fix(
    document: &Document,
    input: &Input,
    (bytes, fixing): (&[u8], Fixing),
    (check, levels): (Check<'_>, &Levels),
    reporter: &Reporter,
) -> Outcome {
    let name = document.source.name();
    let mut outcome = Outcome::default();
    let (mut forms, mut made) = (Vec::with_capacity(document.fences.len()), Vec::new());
    for fence in &document.fences {
        // A fence without an end, or a document that is not UTF-8, is left alone.
        let is_sound = fence.is_closed() && document.source.undecodable().is_none();
        let fixed = is_sound.then(|| seqwright::fix::fix_by(document.diagram(fence), check));
        let fixed = fixed.filter(|fixed| fixed.count > 0);
        let form = fixed.as_ref().map(|fixed| Form { text: fixed.source.text().to_owned(), word: None });
        forms.push(form);
        made.extend(fixed.into_iter().flat_map(|fixed| fixed.made));
    }
    let text = document.with(forms, bytes, reporter, &mut outcome);
    let fixed = document.again(Source::new(name, text.as_str()));
    let left = if document.source.undecodable().is_some() { document } else { &fixed };
    let diagnostics = left.diagnostics(check, levels);
    outcome.report.push_str(&reporter.diagnostics(&left.source, &diagnostics));
    if documents::has_errors(&diagnostics) {
        outcome.exit = outcome.exit.max(Exit::Errors);
    }
    fix::settle(input, (bytes, text.into_bytes()), &made, fixing, reporter, &mut outcome);
    outcome
}

/// The word of fences whose diagrams have been converted.
pub const CONVERTED: &str = "seq";

/// Makes `.seq` of the diagrams of a document that are in other languages. Those with errors, and those that are not
/// closed, stay as they are.
pub fn convert(
    document: &Document,
    input: &Input,
    bytes: &[u8],
    (check, levels): (Check<'_>, &Levels),
    reporter: &Reporter,
) -> Outcome {
    let mut diagnostics = document.undecodable();
    let mut forms = Vec::with_capacity(document.fences.len());
    for fence in &document.fences {
        let source = document.diagram(fence);
        if !source.dialect().is_some_and(Dialect::is_foreign) {
            forms.push(None);
            continue;
        }
        let found = check(&source).diagnostics;
        let sound = !documents::has_errors(&found) && fence.is_closed();
        let form = || Form { text: seqwright::convert(&seqwright::parse(&source).0), word: Some(CONVERTED) };
        forms.push(sound.then(form));
        diagnostics.extend(document.placed(fence, found, levels));
    }
    let mut outcome =
        Outcome { report: reporter.diagnostics(&document.source, &diagnostics), ..Outcome::default() };
    if documents::has_errors(&diagnostics) {
        outcome.exit = Exit::Errors;
    }
    if document.source.undecodable().is_some() {
        return outcome;
    }
    let count = forms.iter().flatten().count();
    let text = document.with(forms, bytes, reporter, &mut outcome);
    let done = format!("{} converted", some(count, "diagram"));
    fmt::write_back(input, (bytes, &text), &done, reporter, &mut outcome);
    outcome
}

impl Document {
    /// The document with these texts in its fences, except for fences that cannot contain theirs. A byte order mark that its
    /// bytes begin with stays.
    fn with(
        &self,
        forms: Vec<Option<Form>>,
        bytes: &[u8],
        reporter: &Reporter,
        outcome: &mut Outcome,
    ) -> String {
        let mark = if bytes.starts_with(fix::BOM) { "\u{feff}" } else { "" };
        let text = self.source.text();
        let (text, refused) =
            documents::rewritten_where_possible(text, self.markup, &self.words, &self.fences, forms);
        for at in refused {
            let line = self.source.place(self.fences[at].opener().start).line;
            let message = format!(
                "the diagram in line {line} stays as it is, because its fence could not hold the result"
            );
            outcome.report.push_str(&reporter.trouble(self.source.name(), &message, None));
            outcome.exit = outcome.exit.max(Exit::Errors);
        }
        [mark, &text].concat()
    }
}
