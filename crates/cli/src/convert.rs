//! `convert`: prints the `.seq` of diagrams in other languages, or writes it to files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use seqwright::{Dialect, Source};

use super::args::{dialect_help, dialect_parser, usage_error};
use super::compile::{Product, Run};
use super::config::Config;
use super::exit::Exit;
use super::inputs::{self, Take};
use super::plan::{self, Input};
use super::publish::publish;
use super::read::read;
use super::reading::{Reading, compiled, source};
use super::report::Reporter;
use super::{files, output};
use seqwright_documents::Markup;

/// More help.
pub const MORE: &str = "\
The picture of the result is the picture of the source, byte for byte. Lines that say what is not drawn
become comments, with a warning; `--deny not-imported` makes that an error.

With --fences, the arguments are documents, such as Markdown, and folders of such. The fences of other
languages in them become fences of `seq`, in place. Those with errors stay as they are.

Exit codes:
  0  all sources are converted
  1  a source has errors
  2  the arguments are invalid, or a source is in no other language
  3  a file could not be read or written";

/// What to convert.
#[derive(Args)]
pub struct ConvertArgs {
    /// Sources in Mermaid or PlantUML; `-` reads standard input
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// Convert the diagrams in documents, in place
    #[arg(long, conflicts_with = "output")]
    pub fences: bool,
    /// File for the result, or a folder, which ends in `/`; the default is standard output
    #[arg(short, long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub output: Option<PathBuf>,
    /// Language of the sources
    #[arg(long, value_name = "NAME", value_parser = dialect_parser(), hide_possible_values = true, help = dialect_help())]
    pub dialect: Option<Dialect>,
    /// Name for standard input, used in diagnostics
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
}

/// Converts the diagrams of all documents.
fn convert_fences(args: &ConvertArgs, config: &Config, reporter: &Reporter) -> Result<Exit, Exit> {
    let stdin = inputs::Stdin { name: args.stdin_filename.as_deref(), at: None };
    let mut inputs = inputs::find(&args.files, stdin, config, reporter, Take::Documents)?;
    let is_document = |input: &Input| Markup::of(Path::new(&input.shown())).is_some();
    let named = |path: &&PathBuf| !path.is_dir() && Markup::of(path).is_none();
    if let Some(path) = args.files.iter().find(|path| !plan::is_dash(path) && named(path)) {
        let message =
            format!("`{}` is no document; without --fences it is converted as a whole", path.display());
        return Err(usage_error(&message));
    }
    if inputs.are_stdin() && !inputs.list.iter().all(is_document) {
        return Err(usage_error("for --fences, --stdin-filename says what markup it is, as `page.md` does"));
    }
    inputs.list.retain(is_document);
    let reading = Reading { dialect: args.dialect, ..Reading::default() };
    inputs.all_by(&Run::new(Product::Converted, None, config, reporter.clone()).reading(reading))
}

/// Converts all sources.
pub fn convert(args: &ConvertArgs, config: &Config, reporter: &Reporter) -> Result<Exit, Exit> {
    if args.fences {
        return convert_fences(args, config, reporter);
    }
    let inputs = plan::inputs(&args.files, args.stdin_filename.as_deref()).map_err(|it| usage_error(&it))?;
    let folder = args.output.as_deref().filter(|path| plan::is_folder(path));
    if inputs.len() > 1 && folder.is_none() {
        return Err(usage_error(
            "there are several sources; name a folder for the results, which ends in `/`",
        ));
    }
    plan::make_folder(folder).map_err(|(path, words)| {
        let message = format!("it cannot be created: {words}");
        reporter.say(&reporter.trouble(&path.display().to_string(), &message, None));
        Exit::Files
    })?;
    let sources = inputs.iter().filter_map(|input| match input {
        Input::File(path) => files::id(path),
        Input::Stdin(_) => None,
    });
    let sources: BTreeSet<_> = sources.collect();
    let mut exit = Exit::Done;
    let mut written = BTreeSet::new();
    for input in &inputs {
        let texts = converted(input, args.dialect, config, reporter).unwrap_or_else(|fault| {
            exit = exit.max(fault);
            Vec::new()
        });
        for (at, text) in texts.iter().enumerate() {
            let target = target(input, folder, args.output.as_deref(), at);
            if let Some(target) = target.as_ref().filter(|target| !written.insert((*target).clone())) {
                let message = format!("`{}` would be written twice", target.display());
                reporter.say(&reporter.trouble(&input.shown(), &message, None));
                exit = exit.max(Exit::Usage);
                continue;
            }
            exit = exit.max(put(target.as_deref(), text, &sources, reporter));
        }
    }
    Ok(exit)
}

/// Where the result of a diagram goes, `x-2.seq` for the second one of a source; `None` is standard output.
fn target(input: &Input, folder: Option<&Path>, output: Option<&Path>, at: usize) -> Option<PathBuf> {
    let target = match (folder, output) {
        (Some(folder), _) => {
            let name = input.shown();
            let name = Path::new(&name).file_name().unwrap_or_default();
            folder.join(name).with_extension("seq")
        }
        (None, Some(path)) if !plan::is_dash(path) => path.to_owned(),
        (None, _) => return None,
    };
    if at == 0 {
        return Some(target);
    }
    let stem = target.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let extension = target.extension().map(|it| format!(".{}", it.to_string_lossy())).unwrap_or_default();
    Some(target.with_file_name(format!("{stem}-{}{extension}", at + 1)))
}

/// The `.seq` of each diagram of a source. Errors have been reported.
fn converted(
    input: &Input,
    dialect: Option<Dialect>,
    config: &Config,
    reporter: &Reporter,
) -> Result<Vec<String>, Exit> {
    let name = input.shown();
    let bytes = read(input).map_err(|why| {
        let (exit, report) = why.report(&name, reporter);
        reporter.say(&report);
        exit
    })?;
    let whole = source(input, bytes, dialect);
    let Some(language) = whole.dialect().filter(|dialect| dialect.is_foreign()) else {
        let help = "a source in Mermaid begins with `sequenceDiagram`, or its name ends in `.mmd`; one in PlantUML \
                    begins with `@startuml`, or its name ends in `.puml`";
        reporter.say(&reporter.trouble(&name, "it is in no language that is converted", Some(help)));
        return Err(Exit::Usage);
    };
    let mut converted = Vec::new();
    let mut has_errors = false;
    for text in seqwright::diagrams(whole.text(), language) {
        let source = Source::new(name.as_str(), text).in_dialect(language);
        let source =
            if converted.is_empty() && source.text() == whole.text() { whole.clone() } else { source };
        let compiled = compiled(&source, input, Reading::default(), &config.levels);
        reporter.say(&reporter.diagnostics(&source, &compiled.diagnostics));
        has_errors |= compiled.has_errors();
        converted.push(seqwright::convert(&seqwright::parse(&source).0));
    }
    if has_errors { Err(Exit::Errors) } else { Ok(converted) }
}

/// Writes a result to its file, or prints it.
fn put(target: Option<&Path>, text: &str, sources: &BTreeSet<files::FileId>, reporter: &Reporter) -> Exit {
    let (name, result) = match target {
        Some(path) => (path.display().to_string(), publish(path, text.as_bytes(), sources).map(|_| ())),
        None => {
            let printed = output::to_stdout(text.as_bytes()).map_err(|error| files::sentence(&error));
            ("standard output".to_owned(), printed)
        }
    };
    match result {
        Ok(()) => Exit::Done,
        Err(words) => {
            reporter.say(&reporter.trouble(&name, &format!("it cannot be written: {words}"), None));
            Exit::Files
        }
    }
}
