//! The program: arguments in, pictures, complaints and an exit code out. It uses the library as a stranger
//! would, and is the only place that reads and writes files.

mod args;
mod compile;
mod dialect;
mod escape;
mod excerpt;
mod exit;
mod explain;
mod files;
mod fmt;
mod looks;
mod output;
mod plan;
mod publish;
mod read;
mod report;
mod signals;
mod watch;

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;
use std::thread;

use args::{Args, CheckArgs, Command, CompileArgs, FmtArgs, Looks};
use clap_complete::Shell;
use compile::{Product, Run};
use exit::Exit;
use looks::Fault;
use report::Reporter;
use seqwright::Theme;

/// The stack of the threads that compile. That of the main thread depends on who started the program.
const STACK: usize = 16 << 20;

/// Runs the program.
pub fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|panic| {
        output::to_stderr(&escape::lines(&format!(
            "seqwright: a bug in seqwright itself: {panic}\nPlease report it together with the source.\n"
        )));
        std::process::exit(101);
    }));
    signals::outlive_full_files();
    let exit = match thread::Builder::new().stack_size(STACK).spawn(run) {
        Ok(handle) => handle.join().expect("a panic ends the program before this"),
        // Without a second thread the first must do; most sources are not deep.
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
    let result = match command {
        None => compile_files(&compile, Reporter::new(shared), ""),
        Some(Command::Compile(compile)) => compile_files(&compile, Reporter::new(shared), "compile"),
        Some(Command::Watch(args)) => watch::watch(&args, Reporter::new(shared)),
        Some(Command::Check(check)) => check_files(&check, Reporter::new(shared)),
        Some(Command::Fmt(fmt)) => format_files(&fmt, Reporter::new(shared)),
        Some(Command::Explain { code }) => print(&explain::explain(code.as_deref())),
        Some(Command::Completions { shell }) => print(&completions(shell)),
    };
    result.unwrap_or_else(|exit| exit)
}

/// What runs so far, or the code to end with at once.
type Ending = Result<Exit, Exit>;

fn compile_files(args: &CompileArgs, reporter: Reporter, command: &str) -> Ending {
    needs_input(args.files.is_empty(), command)?;
    let inputs =
        plan::inputs(&args.files, args.stdin_filename.as_deref()).map_err(|it| args::usage_error(&it))?;
    let Some(stage) = args.emit else {
        let (output, stdin_filename) = (args.output.as_deref(), args.stdin_filename.as_deref());
        let jobs = plan::pictures(inputs, output, stdin_filename).map_err(|it| args::usage_error(&it))?;
        let theme = theme(&args.looks, &reporter)?;
        make_folder(output, &reporter)?;
        let run =
            Run::new(Product::Svg(theme, looks::options(&args.looks)), args.looks.theme.as_deref(), reporter);
        return Ok(run.all(&jobs));
    };
    if inputs.len() > 1 {
        return Err(args::usage_error("`--emit` takes one source"));
    }
    let theme = theme(&args.looks, &reporter)?;
    Ok(Run::new(Product::Stage(theme, stage), None, reporter).all(&plan::checks(inputs)))
}

fn check_files(args: &CheckArgs, reporter: Reporter) -> Ending {
    needs_input(args.files.is_empty(), "check")?;
    let inputs =
        plan::inputs(&args.files, args.stdin_filename.as_deref()).map_err(|it| args::usage_error(&it))?;
    let product = if args.explain_dialect { Product::Dialect } else { Product::Nothing };
    Ok(Run::new(product, None, reporter).all(&plan::checks(inputs)))
}

fn format_files(args: &FmtArgs, reporter: Reporter) -> Ending {
    needs_input(args.files.is_empty(), "fmt")?;
    let inputs =
        plan::inputs(&args.files, args.stdin_filename.as_deref()).map_err(|it| args::usage_error(&it))?;
    let mode = match (args.check, args.diff) {
        (true, _) => fmt::Mode::Check,
        (_, true) => fmt::Mode::Diff,
        (false, false) => fmt::Mode::Write,
    };
    Ok(Run::new(Product::Source(mode), None, reporter).all(&plan::checks(inputs)))
}

/// Without a source, standard input is one; but nobody wants to be waited for at a silent terminal.
fn needs_input(no_files: bool, command: &str) -> Result<(), Exit> {
    if no_files && std::io::stdin().is_terminal() { Err(args::show_help(command)) } else { Ok(()) }
}

/// The theme, or the code to end with once its fault is told.
fn theme(looks: &Looks, reporter: &Reporter) -> Result<Box<Theme>, Exit> {
    looks::theme(looks.theme.as_deref()).map_err(|fault| match fault {
        Fault::Unknown(message) => args::usage_error(&message),
        Fault::Unusable { file, message, exit } => {
            output::to_stderr(&reporter.trouble(&file, &message, None));
            exit
        }
    })
}

/// Makes the folder that the user wrote as one.
fn make_folder(output: Option<&Path>, reporter: &Reporter) -> Result<(), Exit> {
    plan::make_folder(output).map_err(|(path, words)| {
        let message = format!("the folder cannot be made: {words}");
        output::to_stderr(&reporter.trouble(&path.display().to_string(), &message, None));
        Exit::Files
    })
}

fn completions(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut args::command(), "seqwright", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// Prints what was asked for.
fn print(text: &str) -> Ending {
    match output::to_stdout(text.as_bytes()) {
        Ok(()) => Ok(Exit::Done),
        Err(error) => {
            output::to_stderr(&format!("standard output: error: {}\n", files::sentence(&error)));
            Err(Exit::Files)
        }
    }
}
