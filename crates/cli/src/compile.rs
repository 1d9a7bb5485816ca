//! Runs jobs, which produce pictures and diagnostics, on several threads; the output is in the order of the jobs.

mod pictures;
mod print;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

pub use pictures::Drawing;
use rayon::iter::{ParallelBridge, ParallelIterator};
use seqwright::{Compiled, Dialect, Levels, Source, Theme};

use super::args::Stage;
use super::config::Config;
use super::count::count;
use super::document::{self, Document};
use super::exit::Exit;
use super::files::{self, FileId};
use super::fix::{self, Fixing};
use super::fmt::{self, Change, Mode};
use super::isolate::isolated;
use super::knows::View;
use super::plan::{Input, Job, Output, Target};
use super::queue::Queue;
use super::read::{NoSource, read};
use super::reading::{Reading, compiled, compiled_when, source};
use super::report::Reporter;
use super::{STACK, escape, narrate, output, threads};
use seqwright_documents::{self as documents, Markup, Words};

/// What to produce from a source.
pub enum Product {
    /// Pictures.
    Pictures(Drawing),
    /// The output of one stage of the compiler, for debugging.
    Stage(Box<Theme>, Stage),
    /// Diagnostics only.
    Nothing,
    /// Diagnostics, and the dialect of the source.
    Dialect,
    /// Who knows what.
    Knowledge(View),
    /// What happens, in sentences.
    Narration(narrate::Format),
    /// The formatted source.
    Source(Mode),
    /// The source with fixes applied.
    Fixed(Fixing),
    /// The document with its diagrams in other languages as `.seq`.
    Converted,
}

impl Product {
    /// Whether it is produced for each diagram of a document. Pictures are not, because there would be no paths for
    /// them.
    fn of_documents(&self) -> bool {
        matches!(self, Product::Nothing | Product::Source(_) | Product::Fixed(_) | Product::Converted)
    }
}

/// All that the jobs of one run share.
pub struct Run<'a> {
    product: Product,
    theme_file: Option<&'a Path>,
    reporter: Reporter,
    words: Words,
    levels: Levels,
    reading: Reading,
    /// How many diagrams have been read so far.
    diagrams: AtomicUsize,
    /// How many files formatting would change, and how many of them only in their line endings.
    unformatted: [AtomicUsize; 2],
}

/// The result of a job.
#[derive(Default)]
pub struct Outcome {
    /// How it ended.
    pub exit: Exit,
    /// What goes to standard error.
    pub report: String,
    /// What goes to standard output.
    pub payload: Vec<u8>,
    /// What formatting would change, if it only looked.
    pub change: Option<Change>,
}

impl<'a> Run<'a> {
    /// Makes a run, which never overwrites `theme_file`.
    pub fn new(
        product: Product,
        theme_file: Option<&'a Path>,
        config: &Config,
        reporter: Reporter,
    ) -> Run<'a> {
        let mut words = config.fences.clone();
        if let Product::Converted = product {
            let is_foreign = |name: &&&str| Dialect::from_name(name).is_some_and(Dialect::is_foreign);
            words.extend(Dialect::NAMES.iter().filter(is_foreign).map(|name| (*name).to_owned()));
            words.push(document::CONVERTED.to_owned());
        }
        let words = Words::new(words);
        let reading = Reading::default();
        let (diagrams, unformatted) = (AtomicUsize::new(0), Default::default());
        Run {
            product,
            theme_file,
            reporter,
            words,
            levels: config.levels.clone(),
            reading,
            diagrams,
            unformatted,
        }
    }

    /// Sets how sources are read.
    pub fn reading(self, reading: Reading) -> Run<'a> {
        Run { reading, ..self }
    }

    /// How many diagrams were read, those in documents included.
    pub fn diagrams(&self) -> usize {
        self.diagrams.load(Ordering::Relaxed)
    }

    /// How many files formatting would change, and how many of them only in their line endings.
    pub fn unformatted(&self) -> [usize; 2] {
        [0, 1].map(|at| self.unformatted[at].load(Ordering::Relaxed))
    }

    /// Does all jobs. Returns the greatest of their exit codes.
    pub fn all(&self, jobs: &[Job]) -> Exit {
        let sources = self.sources(jobs);
        if let [job] = jobs {
            return self.say(self.one(job, &sources));
        }
        let pool =
            rayon::ThreadPoolBuilder::new().num_threads(threads::of(jobs.len())).stack_size(STACK).build();
        match pool {
            Ok(pool) => pool.install(|| {
                let queue = Queue::new(self);
                jobs.iter()
                    .enumerate()
                    .par_bridge()
                    .for_each(|(at, job)| queue.done(at, self.one(job, &sources)));
                queue.exit()
            }),
            // Without threads, jobs run one after the other.
            Err(_) => jobs.iter().map(|job| self.say(self.one(job, &sources))).max().unwrap_or_default(),
        }
    }

    /// The files that no picture may overwrite.
    fn sources(&self, jobs: &[Job]) -> BTreeSet<FileId> {
        let is_file = |target: &Target| matches!(target.output, Output::File(..));
        let inputs = jobs.iter().filter_map(|job| match &job.input {
            Input::File(path) if job.targets.iter().any(is_file) => Some(path.as_path()),
            Input::File(_) | Input::Stdin(_) => None,
        });
        inputs.chain(self.theme_file).filter_map(files::id).collect()
    }

    /// Prints an outcome.
    pub fn say(&self, outcome: Outcome) -> Exit {
        let is_crlf = outcome.change == Some(Change::OnlyLineEndings);
        self.unformatted[0].fetch_add(usize::from(outcome.change.is_some()), Ordering::Relaxed);
        self.unformatted[1].fetch_add(usize::from(is_crlf), Ordering::Relaxed);
        self.reporter.say(&outcome.report);
        match output::to_stdout(&outcome.payload) {
            Ok(()) => outcome.exit,
            Err(error) => {
                let message = format!("it cannot be written to: {}", files::sentence(&error));
                self.reporter.say(&self.reporter.trouble("standard output", &message, None));
                Exit::Files
            }
        }
    }

    /// Runs one job. A panic in it is reported, and the other jobs still run.
    fn one(&self, job: &Job, sources: &BTreeSet<FileId>) -> Outcome {
        isolated(|| self.job(job, sources)).unwrap_or_else(|bug| {
            let report = bug.report(&self.reporter, &job.input.shown());
            Outcome { exit: Exit::Files, report, ..Outcome::default() }
        })
    }

    fn job(&self, job: &Job, sources: &BTreeSet<FileId>) -> Outcome {
        let bytes = match read(&job.input) {
            Ok(bytes) => bytes,
            Err(why) => return self.unread(job.input.shown(), &why),
        };
        let markup = Markup::of(Path::new(&job.input.shown()));
        // A diagram in a page is not a document, whatever the name of the page.
        match markup.filter(|_| self.reporter.origin().is_none()) {
            Some(markup) if self.product.of_documents() => return self.document(&job.input, bytes, markup),
            // A source may have any name, but not hold fences.
            Some(markup) if self.has_diagrams(&bytes, markup) => return self.no_source(job.input.shown()),
            Some(_) | None => {}
        }
        self.diagrams.fetch_add(1, Ordering::Relaxed);
        if let Product::Source(mode) = &self.product {
            return fmt::format(&job.input, bytes, self.reading.dialect, *mode, &self.levels, &self.reporter);
        }
        if let Product::Fixed(fixing) = self.product {
            let source = source(&job.input, bytes.clone(), self.reading.dialect);
            let check = |source: &Source| self.compiled(source, &job.input);
            return fix::fix(&job.input, (source, &bytes), fixing, &check, &self.reporter);
        }
        let source = source(&job.input, bytes, self.reading.dialect)
            .starting_at(self.reporter.origin().map_or(1, |origin| origin.line));
        let compiled = self.compiled(&source, &job.input);
        match &self.product {
            Product::Stage(theme, stage) => self.print(&source, &compiled, *stage, theme),
            Product::Knowledge(view) => self.print_knowledge(&source, &compiled, view),
            Product::Narration(format) => self.print_narration(&source, &compiled, *format),
            Product::Pictures(_)
            | Product::Nothing
            | Product::Dialect
            | Product::Source(_)
            | Product::Fixed(_)
            | Product::Converted => self.compile(&source, &compiled, (job, sources)),
        }
    }

    /// Handles a document: each of its diagrams is treated like a source.
    fn document(&self, input: &Input, bytes: Vec<u8>, markup: Markup) -> Outcome {
        let source = Source::from_bytes(input.shown(), bytes.clone());
        let document = Document::new(source, markup, &self.words, self.reading.dialect);
        self.diagrams.fetch_add(document.fences.len(), Ordering::Relaxed);
        let check = |source: &Source| self.compiled(source, input);
        match &self.product {
            Product::Source(mode) => {
                document::format(&document, input, bytes, (*mode, &self.levels), &self.reporter)
            }
            Product::Fixed(fixing) => {
                document::fix(&document, input, (&bytes, *fixing), (&check, &self.levels), &self.reporter)
            }
            Product::Converted => {
                document::convert(&document, input, &bytes, (&check, &self.levels), &self.reporter)
            }
            Product::Pictures(_)
            | Product::Stage(..)
            | Product::Nothing
            | Product::Dialect
            | Product::Knowledge(_)
            | Product::Narration(_) => document::check(&document, &check, &self.levels, &self.reporter),
        }
    }

    fn has_diagrams(&self, bytes: &[u8], markup: Markup) -> bool {
        std::str::from_utf8(bytes).is_ok_and(|text| !documents::find(text, markup, &self.words).is_empty())
    }

    /// Reports a document where a source is expected.
    fn no_source(&self, name: String) -> Outcome {
        let help = "`check`, `fmt` and `test` take its diagrams, and `watch` shows them; for a picture in a file, put one \
                    into a file whose name ends in `.seq`";
        let report =
            self.reporter.trouble(&name, "it is a document with diagrams in it, and no diagram", Some(help));
        Outcome { exit: Exit::Usage, report, ..Outcome::default() }
    }

    /// Reports a source that cannot be read.
    fn unread(&self, name: String, why: &NoSource) -> Outcome {
        let (exit, report) = why.report(&name, &self.reporter);
        Outcome { exit, report, ..Outcome::default() }
    }

    fn compiled(&self, source: &Source, input: &Input) -> Compiled {
        match &self.product {
            Product::Knowledge(view) => {
                compiled_when(source, input, (self.reading, &view.when), &self.levels)
            }
            Product::Pictures(_)
            | Product::Stage(..)
            | Product::Nothing
            | Product::Dialect
            | Product::Narration(_)
            | Product::Source(_)
            | Product::Fixed(_)
            | Product::Converted => compiled(source, input, self.reading, &self.levels),
        }
    }

    fn compile(&self, source: &Source, compiled: &Compiled, job: (&Job, &BTreeSet<FileId>)) -> Outcome {
        let report = self.reporter.diagnostics(source, &compiled.diagnostics);
        let mut outcome = Outcome { exit: verdict(compiled), report, ..Outcome::default() };
        if let Product::Dialect = self.product {
            let words = seqwright::dialect::explain(source, &seqwright::parse(source).0);
            outcome.payload = format!("{}: {words}\n", escape::name(source.name())).into_bytes();
            return outcome;
        }
        if compiled.has_errors() {
            return outcome;
        }
        match &self.product {
            Product::Pictures(drawing) => self.pictures(drawing, (source, compiled), job, &mut outcome),
            // The other stages are handled above.
            Product::Stage(..)
            | Product::Nothing
            | Product::Dialect
            | Product::Knowledge(_)
            | Product::Narration(_)
            | Product::Source(_)
            | Product::Fixed(_)
            | Product::Converted => {
                let remark = format!("{}  no errors ({})", source.name(), count(compiled));
                outcome.report.push_str(&self.reporter.remark(&remark));
            }
        }
        outcome
    }
}

fn verdict(compiled: &Compiled) -> Exit {
    if compiled.has_errors() { Exit::Errors } else { Exit::Done }
}
