//! The command-line program. It uses the public API of the library, and is the only package that reads and writes
//! files.

mod appearance;
mod args;
mod compile;
mod completions;
mod config;
mod convert;
mod count;
mod difference;
mod document;
mod embed;
mod escape;
mod exit;
mod explain;
mod files;
mod fix;
mod fmt;
mod host;
mod inputs;
mod inside;
mod isolate;
mod knows;
#[cfg(feature = "lsp")]
mod lsp;
mod man;
mod mdbook;
mod narrate;
mod origin;
mod output;
mod patch;
mod picture_format;
mod plan;
mod publish;
mod queue;
#[cfg(feature = "png")]
mod raster;
mod read;
mod reading;
mod recognise;
mod report;
#[cfg(feature = "serve")]
mod serve;
mod share;
mod shell;
mod signals;
mod snapshot;
mod threads;
mod token;
mod values;
mod walk;
mod watch;

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;
use std::thread;

use appearance::{Appearance, Fault, Wanted};
use args::{
    Args, CheckArgs, Command, CompileArgs, FmtArgs, FmtFormat, KnowsArgs, ListFormat, MessageFormat,
    NarrateArgs, Shared,
};
use clap::{ColorChoice, ValueEnum};
use compile::{Drawing, Product, Run};
use config::Config;
use exit::Exit;
use fix::Fixing;
use inputs::{Inputs, Take};
use reading::Reading;
use report::Reporter;
use seqwright::{PageOptions, Theme};

/// The language on one page: docs/cheatsheet.md of the manual is the same.
const SYNTAX: &str = include_str!("syntax.md");

/// The stack of the threads that compile. That of the main thread depends on how the program was started.
const STACK: usize = 16 << 20;

/// Runs the program.
pub fn main() -> ExitCode {
    isolate::set_hook();
    signals::outlive_full_files();
    let exit = match thread::Builder::new().stack_size(STACK).spawn(run) {
        Ok(handle) => handle.join().expect("a panic ends the program before this"),
        // If no thread can be started, the main one does the work; most sources are not deep.
        Err(_) => run(),
    };
    exit.into()
}

fn run() -> Exit {
    let args = match args::read(std::env::args_os().collect()) {
        Ok(args) => args,
        Err(exit) => return exit,
    };
    let Args { compile, shared, command } = args;
    match command {
        Some(Command::Explain(args)) => print(&explain::explain(&args)),
        Some(Command::Syntax) => print(SYNTAX),
        Some(Command::Completions { shell }) => print(&completions::script(shell)),
        Some(Command::Man { folder }) => man::write(&folder, &Reporter::new(shared)),
        #[cfg(feature = "lsp")]
        Some(Command::Lsp(args)) => Ok(lsp::serve(&args, shared)),
        Some(Command::Init { folder }) => config::init(&folder, &Reporter::new(shared)),
        command => configured(command, &compile, shared),
    }
    .unwrap_or_else(|exit| exit)
}

/// Runs the commands that depend on the settings.
fn configured(command: Option<Command>, compile: &CompileArgs, mut shared: Shared) -> Ending {
    let config = Config::load(&shared)?;
    shared.message_format = MessageFormat::from_str(&config.message_format, false).ok();
    shared.max_diagnostics = Some(config.max_diagnostics.to_string());
    let color = shared.color;
    let reporter = reporter(command.as_ref(), shared);
    let ending = match command {
        Some(Command::Compile(compile)) => {
            compile_files(&compile, &config, (reporter.clone(), color), "compile")
        }
        Some(Command::Watch(args)) => watch::watch(&args, &config, reporter.clone()),
        Some(Command::Check(check)) => check_files(&check, &config, reporter.clone()),
        Some(Command::Knows(knows)) => print_knowledge(knows, &config, reporter.clone()),
        Some(Command::Narrate(narrate)) => print_narration(narrate, &config, reporter.clone()),
        Some(Command::Fmt(fmt)) => format_files(&fmt, &config, reporter.clone()),
        Some(Command::Convert(args)) => convert::convert(&args, &config, &reporter),
        Some(Command::Test(test)) => {
            let theme = theme(config.theme(test.theme.as_deref()), &reporter)?;
            let color = report::color(color, std::io::stdout().is_terminal());
            snapshot::test(&test, theme, &config, &reporter, color)
        }
        Some(Command::Embed(args)) => {
            let theme = theme(config.theme(args.theme.as_deref()), &reporter)?;
            embed::embed(&args, theme, &config, &reporter)
        }
        Some(Command::Share(args)) => share::share(&args, &config, &reporter),
        Some(Command::Mdbook(args)) => mdbook::mdbook(&args, &config, &reporter),
        #[cfg(feature = "serve")]
        Some(Command::Serve(args)) => {
            let theme = theme(config.theme(args.theme.as_deref()), &reporter)?;
            serve::serve(&args, *theme, &config, &reporter)
        }
        Some(Command::Config { format }) => return print(&config::show(&config, format == ListFormat::Json)),
        _ => compile_files(compile, &config, (reporter.clone(), color), ""),
    };
    // A run that was refused writes nothing, for instance not over a source.
    let written = if ending.is_ok() { reporter.write_record() } else { Ok(()) };
    match (reporter.finish(ending.is_err()).and(written), ending) {
        (Ok(()), ending) => ending,
        (Err(exit), Ok(ended) | Err(ended)) => Err(exit.max(ended)),
    }
}

/// The reporter of a command. If diagnostics are what it prints, it has a format for them.
fn reporter(command: Option<&Command>, mut shared: Shared) -> Reporter {
    let (format, output) = match command {
        Some(Command::Check(check)) => (check.format, check.output.as_deref()),
        Some(Command::Fmt(fmt)) => (fmt.format.map(FmtFormat::of_messages), None),
        _ => (None, None),
    };
    match (format, output) {
        (None, _) => Reporter::new(shared),
        (Some(format), Some(path)) => Reporter::new(shared).recording(format, path),
        (Some(format), None) => {
            shared.message_format = Some(format);
            let reporter = Reporter::new(shared);
            if format.is_data() { reporter.on_stdout() } else { reporter }
        }
    }
}

/// The run, or an exit code to end with at once.
type Ending = Result<Exit, Exit>;

fn compile_files(
    args: &CompileArgs,
    config: &Config,
    (reporter, color): (Reporter, ColorChoice),
    command: &str,
) -> Ending {
    needs_input(args.files.is_empty(), command)?;
    let formats = picture_format::chosen(args).map_err(|it| args::usage_error(&it))?;
    let stdin = inputs::Stdin { name: args.stdin_filename.as_deref(), at: args.at.as_ref() };
    let Inputs { list, exit, .. } = inputs::find(&args.files, stdin, config, &reporter, Take::Sources)?;
    let reporter = reporter.at(args.at.clone());
    let Some(stage) = args.emit else {
        let (output, stdin_filename) = (args.output.as_deref(), args.stdin_filename.as_deref());
        let files = appearance::files(&formats, &args.appearance);
        let jobs = match &args.steps {
            Some(path) => plan::steps(list, path, &formats, args.raster.paper.is_some()),
            None => plan::pictures(list, output, stdin_filename, &files),
        };
        let jobs = jobs.map_err(|it| args::usage_error(&it))?;
        no_binary_on_terminal(&jobs)?;
        let wanted = config.theme(args.appearance.theme.as_deref());
        // Text art has no theme, so one in the settings is not read for it.
        let has_theme = formats.iter().any(|format| !format.is_text());
        let theme = if has_theme { theme(wanted, &reporter)? } else { Box::default() };
        // A path with a separator at its end is a folder.
        let is_folder = formats != [picture_format::PictureFormat::Pdf];
        let steps = args.steps.as_deref().filter(|_| is_folder).map(|folder| folder.join(""));
        #[cfg(feature = "png")]
        let raster = match formats.iter().any(|format| format.has_fonts()) {
            true => Some(raster::Raster::load(&args.raster, config, &reporter)?),
            false => None,
        };
        make_folder(steps.as_deref().or(output), &reporter)?;
        let product = Product::Pictures(Drawing {
            theme: appearance::adapt(theme, &args.appearance),
            svg: appearance::options(&args.appearance).animate(args.animate),
            page: PageOptions::default().bytes(args.bytes.unwrap_or_default().into()),
            #[cfg(feature = "png")]
            raster,
            columns: args.columns.unwrap_or_default(),
            color,
        });
        let run = Run::new(product, has_theme.then_some(wanted.path), config, reporter);
        return Ok(run.reading(reading(&args.appearance)).all(&jobs).max(exit));
    };
    if list.len() > 1 {
        return Err(args::usage_error("`--emit` takes one source"));
    }
    let theme = theme(config.theme(args.appearance.theme.as_deref()), &reporter)?;
    let theme = appearance::adapt(theme, &args.appearance);
    let run = Run::new(Product::Stage(theme, stage), None, config, reporter);
    Ok(run.reading(reading(&args.appearance)).all(&plan::checks(list)).max(exit))
}

/// Ends the program if a picture of bytes would go to a terminal.
fn no_binary_on_terminal(jobs: &[plan::Job]) -> Result<(), Exit> {
    let is_terminal = std::io::stdout().is_terminal();
    plan::may_be_printed(jobs, is_terminal).map_err(|words| args::usage_error(&words))
}

fn check_files(args: &CheckArgs, config: &Config, reporter: Reporter) -> Ending {
    let stdin = inputs::Stdin { name: args.stdin_filename.as_deref(), at: args.at.as_ref() };
    // Of documents, no dialect is explained.
    let take = if args.explain_dialect { Take::Sources } else { Take::Documents };
    let inputs = inputs::find(&args.files, stdin, config, &reporter, take)?;
    inputs.may_write(args.output.as_deref())?;
    let prints = args.explain_dialect || args.diff || (args.fix && inputs.are_stdin());
    one_on_stdout(prints, "write the diagnostics to a file with `--output`", &reporter)?;
    let product = match (args.diff, args.fix, args.explain_dialect) {
        (true, _, _) => Product::Fixed(Fixing::Diff),
        (_, true, _) => Product::Fixed(Fixing::Write),
        (_, _, true) => Product::Dialect,
        (false, false, false) => Product::Nothing,
    };
    let reading = Reading { dialect: args.dialect, ..Reading::default() };
    let run = Run::new(product, None, config, reporter.at(args.at.clone())).reading(reading);
    inputs.all_by(&run)
}

fn print_knowledge(args: KnowsArgs, config: &Config, reporter: Reporter) -> Ending {
    needs_input(args.file.is_none(), "knows")?;
    let files: Vec<_> = args.file.into_iter().collect();
    let stdin = inputs::Stdin { name: args.stdin_filename.as_deref(), at: None };
    let inputs = plan::inputs(&files, stdin.name_of(&files)?).map_err(|it| args::usage_error(&it))?;
    let KnowsArgs { format, at, who, when, keylog, .. } = args;
    let view = knows::View { format, at, who, when, keylog };
    Ok(Run::new(Product::Knowledge(view), None, config, reporter).all(&plan::checks(inputs)))
}

fn print_narration(args: NarrateArgs, config: &Config, reporter: Reporter) -> Ending {
    needs_input(args.file.is_none(), "narrate")?;
    let files: Vec<_> = args.file.into_iter().collect();
    let stdin = inputs::Stdin { name: args.stdin_filename.as_deref(), at: None };
    let inputs = plan::inputs(&files, stdin.name_of(&files)?).map_err(|it| args::usage_error(&it))?;
    let reading = Reading { dialect: args.dialect, ..Reading::default() };
    let run = Run::new(Product::Narration(args.format), None, config, reporter).reading(reading);
    Ok(run.all(&plan::checks(inputs)))
}

fn format_files(args: &FmtArgs, config: &Config, reporter: Reporter) -> Ending {
    let stdin = inputs::Stdin { name: args.stdin_filename.as_deref(), at: None };
    let inputs = inputs::find(&args.files, stdin, config, &reporter, Take::Documents)?;
    let prints = args.diff || (inputs.are_stdin() && !args.check);
    one_on_stdout(prints, "this format is for `fmt --check` and for files", &reporter)?;
    let mode = match (args.check, args.diff) {
        (true, _) => fmt::Mode::Check,
        (_, true) => fmt::Mode::Diff,
        (false, false) => fmt::Mode::Write,
    };
    let reading = Reading { dialect: args.dialect, ..Reading::default() };
    let run = Run::new(Product::Source(mode), None, config, reporter.clone()).reading(reading);
    let ending = inputs.all_by(&run);
    if mode == fmt::Mode::Check {
        reporter.say(&reporter.advice(&fmt_advice(args, run.unformatted())));
    }
    ending
}

/// What to do about sources that are not formatted, once for all.
fn fmt_advice(args: &FmtArgs, [all, crlf]: [usize; 2]) -> String {
    if all == 0 {
        return String::new();
    }
    let mut text =
        format!("{} would change; run  {}   to format\n", count::some(all, "file"), fmt_command(args));
    if crlf > 0 {
        let which = if crlf == all { "only their line endings" } else { "of some only the line endings" };
        text += &format!(
            "{which} ({crlf} of {all}), which git writes as CRLF for core.autocrlf: a line  *.seq text eol=lf  in \
             .gitattributes keeps git from changing them\n"
        );
    }
    text
}

/// The command that formats what `fmt --check` found.
fn fmt_command(args: &FmtArgs) -> String {
    let paths = args.files.iter().filter(|path| path.as_os_str() != ".");
    let words = paths.map(|path| shell::quoted(&path.display().to_string()));
    ["seqwright fmt".to_owned()].into_iter().chain(words).collect::<Vec<_>>().join(" ")
}

/// Ends the program if two things would be printed to standard output.
fn one_on_stdout(prints: bool, help: &str, reporter: &Reporter) -> Result<(), Exit> {
    if prints && reporter.takes_stdout() {
        let message =
            format!("the diagnostics cannot go to standard output too, which has what you asked for; {help}");
        return Err(args::usage_error(&message));
    }
    Ok(())
}

/// Ends the program if no source is named. It does not read standard input instead: in a script or in CI that is often
/// empty, and an empty diagram has no errors.
fn needs_input(no_files: bool, command: &str) -> Result<(), Exit> {
    match (no_files, std::io::stdin().is_terminal()) {
        (false, _) => Ok(()),
        (true, true) => Err(args::show_help(command)),
        (true, false) => Err(args::usage_error("no source is named; `-` reads standard input")),
    }
}

fn reading(appearance: &Appearance) -> Reading {
    Reading { dialect: appearance.dialect, expand: appearance.expand }
}

/// Loads the theme, or reports its error and returns an exit code.
fn theme(wanted: Wanted<'_>, reporter: &Reporter) -> Result<Box<Theme>, Exit> {
    appearance::theme(wanted).map_err(|fault| match fault {
        Fault::Unknown(message) => args::usage_error(&message),
        Fault::Unusable { file, message, exit } => {
            reporter.say(&reporter.trouble(&file, &message, None));
            exit
        }
    })
}

/// Creates the output folder if its path ends in `/`.
fn make_folder(output: Option<&Path>, reporter: &Reporter) -> Result<(), Exit> {
    plan::make_folder(output).map_err(|(path, words)| {
        let message = format!("the folder cannot be made: {words}");
        reporter.say(&reporter.trouble(&path.display().to_string(), &message, None));
        Exit::Files
    })
}

/// Prints text to standard output.
fn print(text: &str) -> Ending {
    match output::to_stdout(text.as_bytes()) {
        Ok(()) => Ok(Exit::Done),
        Err(error) => {
            output::to_stderr(&format!("standard output: error: {}\n", files::sentence(&error)));
            Err(Exit::Files)
        }
    }
}
