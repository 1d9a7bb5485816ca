//! The command line.

use std::ffi::OsString;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{
    Args as ClapArgs, ColorChoice, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum, ValueHint,
};
use clap_complete::Shell;
use seqwright::Dialect;

mod columns;
mod compile;
mod forms;
mod narrate;
mod raster;
mod shared;

pub use columns::Columns;
pub use compile::CompileArgs;
pub use forms::{Bytes, FmtFormat, ListFormat, Stage};
pub use narrate::NarrateArgs;
#[cfg(feature = "png")]
pub use raster::Ground;
#[cfg(feature = "pdf")]
pub use raster::Paper;
pub use raster::RasterArgs;
pub use shared::{MessageFormat, Shared};

use super::escape;
use super::exit::Exit;
use super::knows::Format;
use super::origin::Origin;
use super::output;

const EXAMPLES: &str = "\
Examples:
  seqwright login.seq                  write login.svg next to it
  seqwright login.seq --format txt     print it as text art
  seqwright docs/ -o build/            compile all sources in docs/ to pictures in build/
  seqwright - < login.seq > login.svg  read standard input, write standard output";

const EXIT_CODES: &str = "\
Exit codes:
  0  success
  1  a source or theme has errors; no picture is written for it, and an older one is kept
  2  the arguments are invalid, or a folder has nothing to compile or to check
  3  a file could not be read or written
If several apply, the highest is returned. An error in one file does not stop the others.

Environment:
  NO_COLOR        if set, no colour, as with --color never
  CLICOLOR_FORCE  if set to anything but 0, use colour even if standard error is not a terminal
  GITHUB_ACTIONS  if true, also write diagnostics as annotations of the workflow
  SEQWRIGHT_...   settings, such as SEQWRIGHT_THEME; `seqwright config` lists all";

const FORMATTING: &str = "\
The format has no options: two spaces for each level, one way to write each construct, at most one
blank line in a row, and LF line endings. Comments and the text of note blocks are kept, and the
picture stays the same.

A source with errors is not changed; its errors are reported as by `check`.

Exit codes:
  0  all sources are formatted now
  1  a source has errors, or, with --check or --diff, is not formatted
  2  the arguments are invalid, or a folder has nothing to format
  3  a file could not be read or written";

const KNOWLEDGE: &str = "\
The table shows what each party can compute, and from which line on, in the single run that the
diagram describes, with an attacker who only listens. It is not a proof of security.

Exit codes:
  0  success
  1  the source has errors, or does not contain what was asked for
  2  the arguments are invalid; nothing was done
  3  a file could not be read";

/// Compiles sequence diagrams, written as text, to SVG
#[derive(Parser)]
#[command(name = "seqwright", version, about, after_help = EXAMPLES)]
#[command(after_long_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
#[command(override_usage = "seqwright [OPTIONS] FILE...\n       seqwright COMMAND ...")]
pub struct Args {
    /// What to compile if no command is given.
    #[command(flatten)]
    pub compile: CompileArgs,
    /// Options of every command.
    #[command(flatten)]
    pub shared: Shared,
    /// The command.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// [`Args`] without a command.
#[derive(Parser)]
#[command(name = "seqwright", version)]
struct CompileOnly {
    #[command(flatten)]
    compile: CompileArgs,
    #[command(flatten)]
    shared: Shared,
}

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Compile sources to SVG or text art (the default command)
    Compile(CompileArgs),
    /// Recompile sources whenever they are saved, with a live preview in the browser
    #[command(after_long_help = super::watch::MORE)]
    Watch(super::watch::WatchArgs),
    /// Report errors and warnings without writing pictures; `--fix` applies safe fixes
    Check(CheckArgs),
    /// Show what each party knows after each step
    #[command(after_long_help = KNOWLEDGE)]
    Knows(KnowsArgs),
    /// Describe a diagram in sentences, for readers who do not see it
    #[command(after_long_help = narrate::MORE)]
    Narrate(NarrateArgs),
    /// Format sources
    #[command(after_long_help = FORMATTING)]
    Fmt(FmtArgs),
    /// Convert diagrams in Mermaid or PlantUML to `.seq`
    #[command(after_long_help = super::convert::MORE)]
    Convert(super::convert::ConvertArgs),
    /// Show all settings and where their values come from
    Config {
        /// Output format
        #[arg(long, value_name = "FORMAT", default_value = "human")]
        format: ListFormat,
    },
    /// Create a `seqwright.toml` with all settings commented out; an existing file is kept
    Init {
        /// Folder to create it in
        #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },
    /// Compare diagrams with their stored snapshots
    #[command(after_long_help = super::snapshot::MORE)]
    Test(super::snapshot::TestArgs),
    /// Add the pictures of diagrams to documents: in place, as a filter, or for a whole folder
    #[command(after_long_help = super::embed::MORE)]
    Embed(super::embed::EmbedArgs),
    /// Print a link that opens a diagram in a playground; nothing is sent
    #[command(after_long_help = super::share::MORE)]
    Share(super::share::ShareArgs),
    /// Draw the diagrams of an mdBook, which runs this as a preprocessor
    #[command(after_long_help = super::mdbook::MORE)]
    Mdbook(super::mdbook::MdbookArgs),
    /// Explain a diagnostic, or list all codes
    Explain(super::explain::ExplainArgs),
    /// Print the language on one page
    Syntax,
    /// Answer an editor: the language server, on standard input and output
    #[cfg(feature = "lsp")]
    #[command(after_long_help = super::lsp::MORE)]
    Lsp(super::lsp::LspArgs),
    /// Draw diagrams for tools that ask a Kroki server
    #[cfg(feature = "serve")]
    #[command(after_long_help = super::serve::MORE)]
    Serve(super::serve::ServeArgs),
    /// Print a shell completion script
    Completions {
        /// Shell to print it for
        shell: Shell,
    },
    /// Write the manual pages, one for each command
    // Only packagers need it.
    #[command(hide = true)]
    Man {
        /// Folder for the pages, which is created if it does not exist
        #[arg(value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },
}

/// What to check.
#[derive(ClapArgs)]
pub struct CheckArgs {
    /// Sources, documents with diagrams, and folders to search for both; `-` reads standard input
    #[arg(value_name = "FILE", default_value = ".", value_hint = ValueHint::AnyPath)]
    pub files: Vec<PathBuf>,
    /// Name for standard input, used in diagnostics
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
    /// Place of standard input in its page: diagnostics count from there
    #[arg(long, value_name = "FILE:LINE[:COL]", value_parser = super::origin::parse, conflicts_with_all = ["stdin_filename", "fix", "explain_dialect"])]
    pub at: Option<Origin>,
    /// Apply safe fixes, and report the remaining diagnostics
    #[arg(long, conflicts_with = "explain_dialect")]
    pub fix: bool,
    /// Show what `--fix` would change, and write nothing
    #[arg(long, conflicts_with_all = ["explain_dialect", "at"])]
    pub diff: bool,
    /// Dialect of the sources
    #[arg(long, value_name = "NAME", value_parser = dialect_parser(), hide_possible_values = true, help = dialect_help())]
    pub dialect: Option<Dialect>,
    /// Also show the dialect of each source, and the lines that reveal it
    #[arg(long)]
    pub explain_dialect: bool,
    /// Format of the diagnostics: `json`, `sarif` and `gitlab` on standard output, the others on standard error
    /// [default: human]
    #[arg(long, value_name = "FORMAT", conflicts_with = "message_format")]
    pub format: Option<MessageFormat>,
    /// Write the diagnostics to a file in the given format, and show them on standard error as usual
    #[arg(short, long, value_name = "FILE", requires = "format", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// The older name of `--format`, which prints to standard error. Hides the flag of all commands here.
    #[arg(long, hide = true, value_name = "FORMAT")]
    pub message_format: Option<MessageFormat>,
}

/// What to print of the knowledge of the parties.
#[derive(ClapArgs)]
pub struct KnowsArgs {
    /// Source; `-` reads standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
    /// Show only what is known after this line
    #[arg(long, value_name = "LINE", value_parser = clap::value_parser!(u32).range(1..))]
    pub at: Option<u32>,
    /// Show only this party
    #[arg(long, value_name = "NAME")]
    pub who: Option<String>,
    /// Show when each party can first compute these values, separated by commas, whatever line derives them
    #[arg(long, value_name = "NAME", value_delimiter = ',', conflicts_with = "at")]
    pub when: Vec<String>,
    /// Print the TLS secrets whose bytes are known, in SSLKEYLOGFILE format (RFC 9850)
    #[arg(long, conflicts_with_all = ["format", "at", "who", "when"])]
    pub keylog: bool,
    /// Name for standard input, used in diagnostics
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
}

/// What to format.
#[derive(ClapArgs)]
pub struct FmtArgs {
    /// Sources, documents with diagrams, and folders to search for both, formatted in place; `-` formats standard
    /// input to standard output
    #[arg(value_name = "FILE", default_value = ".", value_hint = ValueHint::AnyPath)]
    pub files: Vec<PathBuf>,
    /// Dialect of the sources
    #[arg(long, value_name = "NAME", value_parser = dialect_parser(), hide_possible_values = true, help = dialect_help())]
    pub dialect: Option<Dialect>,
    /// Write nothing; list the files that would change, and exit with 1 if there are any
    #[arg(long)]
    pub check: bool,
    /// Write nothing; show the changes as a unified diff, and exit with 1 if there are any
    #[arg(long, conflicts_with = "check")]
    pub diff: bool,
    /// Format of what `--check` finds, and of diagnostics: `json` and `gitlab` on standard output [default: human]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<FmtFormat>,
    /// Name for standard input, used in diagnostics
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
}

/// How labels are written to SVG.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Text {
    /// Fit each label to its measured width, so that the drawing is right in any font
    Fit,
    /// Plain text, which is easier to edit in a drawing program
    Plain,
}

/// When the names are repeated on the lifelines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Repeat {
    /// In pictures that are higher than 1600 px
    #[default]
    Auto,
    /// In all pictures that are higher than 640 px
    Always,
    /// In none
    Never,
}

/// Where a picture is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Profile {
    /// An SVG file, which pages show as an image
    #[default]
    File,
    /// One line of HTML for a page: colours and width follow the page
    Inline,
}

/// Parses the name of a dialect.
pub fn dialect_parser() -> impl TypedValueParser<Value = Dialect> {
    PossibleValuesParser::new(Dialect::NAMES)
        .map(|name| Dialect::from_name(&name).expect("it is one of the names"))
}

/// Help text of `--dialect`.
pub fn dialect_help() -> String {
    format!("Dialect of the sources, overriding `# dialect` lines: {}", Dialect::NAMES.join(", "))
}

/// The description of the command line, for completion scripts.
pub fn command() -> clap::Command {
    Args::command()
}

/// Parses the command line. An error means that help or a usage error has already been printed.
pub fn read(arguments: Vec<OsString>) -> Result<Args, Exit> {
    let args = match without_command(&arguments) {
        Some(args) => args,
        None => {
            let mut command = command().color(color_among(&arguments));
            let matches = command.try_get_matches_from_mut(&arguments);
            let args = matches.and_then(|matches| Args::from_arg_matches(&matches));
            args.map_err(|error| say(&error, &arguments))?
        }
    };
    if let Some(code) = args.shared.twice() {
        let message = format!("`{code}` cannot have two levels");
        return Err(say(&Args::command().error(ErrorKind::ArgumentConflict, message), &arguments));
    }
    if args.command.is_some() && args.compile != CompileArgs::default() {
        let message = "write options for compiling after the command; only `compile` takes them";
        return Err(say(&Args::command().error(ErrorKind::ArgumentConflict, message), &arguments));
    }
    Ok(args)
}

/// Parses a command line that compiles and says nothing wrong, which most do: describing all other commands to clap takes
/// longer than drawing a small diagram.
fn without_command(arguments: &[OsString]) -> Option<Args> {
    let is_command = |name: &str| name == "help" || Command::has_subcommand(name);
    if arguments.iter().skip(1).filter_map(|argument| argument.to_str()).any(is_command) {
        return None;
    }
    // Never freed: taking the description apart takes as long as parsing a small source.
    let mut command = ManuallyDrop::new(CompileOnly::command());
    let matches = command.try_get_matches_from_mut(arguments).ok()?;
    let CompileOnly { compile, shared } = CompileOnly::from_arg_matches(&matches).ok()?;
    Some(Args { compile, shared, command: None })
}

/// Prints a usage error in the style of clap.
pub fn usage_error(message: &str) -> Exit {
    output::to_stderr(&format!("error: {}\n\nFor more information, try '--help'.\n", escape::line(message)));
    Exit::Usage
}

/// Prints the help of a command whose arguments are missing, for a user at a terminal.
pub fn show_help(of: &str) -> Exit {
    let mut command = command();
    command.build();
    let command = if of.is_empty() { &mut command } else { subcommand(&mut command, of) };
    output::to_stderr(&command.render_help().to_string());
    Exit::Usage
}

fn subcommand<'a>(command: &'a mut clap::Command, name: &str) -> &'a mut clap::Command {
    command.find_subcommand_mut(name).expect("it is declared above")
}

/// The value of `--color`, for errors of clap, which occur before there are any `Args`.
fn color_among(arguments: &[OsString]) -> ColorChoice {
    let words: Vec<_> = arguments.iter().map(|word| word.to_string_lossy()).collect();
    let given = words.iter().enumerate().find_map(|(at, word)| match word.strip_prefix("--color") {
        Some("") => words.get(at + 1).map(AsRef::as_ref),
        Some(rest) => rest.strip_prefix('='),
        None => None,
    });
    given.and_then(|word| ColorChoice::from_str(word, false).ok()).unwrap_or(ColorChoice::Auto)
}

/// Prints an error or help of clap. Escapes the text if an argument contains a control character.
fn say(error: &clap::Error, arguments: &[OsString]) -> Exit {
    let shown = error.render();
    let harmless = arguments.iter().all(|word| {
        let word = word.to_string_lossy();
        word == escape::name(&word)
    });
    if harmless {
        // A closed pipe is not an error of the user.
        let _ = error.print();
    } else if error.use_stderr() {
        output::to_stderr(&escape::lines(&shown.to_string()));
    } else {
        output::to_stdout(shown.to_string().as_bytes()).ok();
    }
    if error.use_stderr() { Exit::Usage } else { Exit::Done }
}
