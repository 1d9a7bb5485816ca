//! The command line in, `Args` out.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{
    Args as ClapArgs, ColorChoice, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum, ValueHint,
};
use clap_complete::Shell;
use seqwright::{Code, Dialect};

mod shared;

pub use shared::{MessageFormat, Shared};

use super::escape;
use super::exit::Exit;
use super::knows::Format;
use super::looks::Looks;
use super::output;

const EXAMPLES: &str = "\
Examples:
  seqwright login.seq                  write login.svg beside it
  seqwright docs/ -o build/            write the pictures of all sources below a folder into another
  seqwright - < login.seq > login.svg  from standard input to standard output";

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  a source (or a theme) has errors; nothing was written for it, an older picture stays as it was
  2  the arguments make no sense; nothing was done
  3  a file could not be read or written
Of several that apply, the greatest is the program's. One faulty file does not keep the others from being done.

Environment:
  NO_COLOR        set to anything: no colour, as with --color never
  CLICOLOR_FORCE  set to anything but 0: colour also where standard error is no terminal
  GITHUB_ACTIONS  set to true: complaints also become annotations of the workflow
  SEQWRIGHT_...   settings, as `seqwright config` shows them: SEQWRIGHT_THEME, SEQWRIGHT_LINTS ...";

const FORMATTING: &str = "\
There is one form and nothing to choose: two blanks for each level, one way to write each thing, at most one
blank line in a row, LF at the end of every line. Comments and the text of note blocks stay as they are, and
the picture stays the same.

A source with errors is left as it is, and the errors are shown as `check` shows them.

Exit codes:
  0  all are in canonical form now
  1  with --check or --diff: some are not; in any case: a source has errors
  2  the arguments make no sense; nothing was done
  3  a file could not be read or written";

const KNOWLEDGE: &str = "\
The table says what can be computed by whom, and since when, in the one run that the diagram shows, where the
attacker only listens. It is not a proof of security.

Exit codes:
  0  done
  1  the source has errors, or says nothing of what was asked for
  2  the arguments make no sense; nothing was done
  3  a file could not be read";

/// A sequence-diagram compiler: text in, a picture worth publishing out
#[derive(Parser)]
#[command(name = "seqwright", version, about, after_help = EXAMPLES)]
#[command(after_long_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
#[command(override_usage = "seqwright [OPTIONS] FILE...\n       seqwright COMMAND ...")]
pub struct Args {
    /// What there is to compile where no command is named.
    #[command(flatten)]
    pub compile: CompileArgs,
    /// What holds for every command.
    #[command(flatten)]
    pub shared: Shared,
    /// The command.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Compile sources to SVG: what happens without a command
    Compile(CompileArgs),
    /// Compile sources whenever they are saved, and show the pictures in the browser
    #[command(after_long_help = super::watch::MORE)]
    Watch(super::watch::WatchArgs),
    /// Complain about sources; write nothing, or with --fix what cures them
    Check(CheckArgs),
    /// Print who knows what, step by step, in a source that speaks of knowledge
    #[command(after_long_help = KNOWLEDGE)]
    Knows(KnowsArgs),
    /// Write sources in their canonical form
    #[command(after_long_help = FORMATTING)]
    Fmt(FmtArgs),
    /// Show every setting and where it comes from
    Config {
        /// As lines of a settings file, or as JSON
        #[arg(long, value_name = "FORMAT", default_value = "human")]
        format: ListFormat,
    },
    /// Write a `seqwright.toml` with every setting in a comment; one that is there is left as it is
    Init {
        /// The folder it is for
        #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },
    /// Compare the pictures of sources with those that are kept beside them
    #[command(after_long_help = super::snapshot::MORE)]
    Test(super::snapshot::TestArgs),
    /// Explain a complaint; without a code, list them all
    Explain {
        /// Its code, as reports show it in brackets
        #[arg(value_parser = PossibleValuesParser::new(Code::ALL.iter().map(|code| code.name())), hide_possible_values = true)]
        code: Option<String>,
    },
    /// Draw diagrams for tools that ask a Kroki server
    #[cfg(feature = "serve")]
    #[command(after_long_help = super::serve::MORE)]
    Serve(super::serve::ServeArgs),
    /// Print a completion script
    Completions {
        /// The shell it is for
        shell: Shell,
    },
    /// Write the manual pages, one for each command
    // For packagers: nobody else has use for it.
    #[command(hide = true)]
    Man {
        /// The folder they go to, which is made if it is not there
        #[arg(value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },
}

/// What to compile, and how.
#[derive(ClapArgs, Clone, Debug, Default, PartialEq)]
pub struct CompileArgs {
    /// The sources, and folders with them; `-` is standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// Where to write: a file, a folder (with several sources), or `-` for standard output
    ///
    /// Without it, the picture of `x.seq` is `x.svg` beside it, and that of standard input goes to standard
    /// output. A path that ends in `/` is a folder and is made if it is not there. Pictures are replaced as a
    /// whole or not at all, a symbolic link is written through, and an unchanged picture is not touched.
    #[arg(short, long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub output: Option<PathBuf>,
    /// Print what was understood instead of writing a picture
    #[arg(long, value_name = "STAGE", conflicts_with = "output")]
    pub emit: Option<Stage>,
    /// What complaints call standard input, and what a picture of it in a folder is named after
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
    /// How the pictures look.
    #[command(flatten)]
    pub looks: Looks,
}

/// What to check.
#[derive(ClapArgs)]
pub struct CheckArgs {
    /// Sources, documents with diagrams in fences, and folders with them; `-` is standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// What complaints call standard input
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
    /// Make the changes that cure faults without a doubt, and complain of the rest
    #[arg(long, conflicts_with = "explain_dialect")]
    pub fix: bool,
    /// What dialect to read
    #[arg(long, value_name = "NAME", value_parser = dialect_parser(), hide_possible_values = true, help = dialect_help())]
    pub dialect: Option<Dialect>,
    /// Say also to which dialect of the language each source belongs, and by which lines that can be told
    #[arg(long)]
    pub explain_dialect: bool,
}

/// Whose knowledge to print, and how.
#[derive(ClapArgs)]
pub struct KnowsArgs {
    /// The source; `-` is standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,
    /// The form of the table
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub format: Format,
    /// Only what is known after that line
    #[arg(long, value_name = "LINE", value_parser = clap::value_parser!(u32).range(1..))]
    pub at: Option<u32>,
    /// Only that party
    #[arg(long, value_name = "NAME")]
    pub who: Option<String>,
    /// Instead of the table, the secrets of TLS that have octets, as lines of an SSLKEYLOGFILE (RFC 9850)
    #[arg(long, conflicts_with_all = ["format", "at", "who"])]
    pub keylog: bool,
    /// What complaints call standard input
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
}

/// What to format.
#[derive(ClapArgs)]
pub struct FmtArgs {
    /// Sources, documents and folders with them, which are rewritten; `-` is standard input, whose form goes to
    /// standard output
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// What dialect to read
    #[arg(long, value_name = "NAME", value_parser = dialect_parser(), hide_possible_values = true, help = dialect_help())]
    pub dialect: Option<Dialect>,
    /// Write nothing; name the files that would change, and end with 1 if there are any
    #[arg(long)]
    pub check: bool,
    /// Write nothing; show what would change as a unified diff, and end with 1 if anything would
    #[arg(long, conflicts_with = "check")]
    pub diff: bool,
    /// What complaints call standard input
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// As lines
    Human,
    /// As one JSON object
    Json,
}

/// A noun of the compiler, for the person who debugs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// What was written
    Ast,
    /// What was meant
    Model,
    /// What is drawn
    Scene,
}

/// How text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Text {
    /// Fitted to its measured width, so that another font cannot break the drawing
    Fit,
    /// As it falls, which is easier to edit in a drawing program
    Plain,
}

/// Takes the name of a dialect for it.
pub fn dialect_parser() -> impl TypedValueParser<Value = Dialect> {
    PossibleValuesParser::new(Dialect::NAMES)
        .map(|name| Dialect::from_name(&name).expect("it is one of the names"))
}

/// What `--dialect` does.
pub fn dialect_help() -> String {
    format!("What dialect to read, whatever the source says: {}", Dialect::NAMES.join(", "))
}

/// The description of the command line, for completion scripts.
pub fn command() -> clap::Command {
    Args::command()
}

/// Reads the command line. Where there is nothing to run (help, or a fault), that has been said already.
pub fn read(arguments: Vec<OsString>) -> Result<Args, Exit> {
    let command = command().color(color_among(&arguments));
    let args = command.try_get_matches_from(&arguments).and_then(|matches| Args::from_arg_matches(&matches));
    let args = args.map_err(|error| say(&error, &arguments))?;
    if let Some(code) = args.shared.twice() {
        let message = format!("`{code}` cannot have two levels");
        return Err(say(&Args::command().error(ErrorKind::ArgumentConflict, message), &arguments));
    }
    if args.command.is_some() && args.compile != CompileArgs::default() {
        let message = "options for compiling stand after the command, and only `compile` takes them";
        return Err(say(&Args::command().error(ErrorKind::ArgumentConflict, message), &arguments));
    }
    Ok(args)
}

/// Says that the arguments make no sense, in the words of clap.
pub fn usage_error(message: &str) -> Exit {
    output::to_stderr(&format!("error: {}\n\nFor more information, try '--help'.\n", escape::line(message)));
    Exit::Usage
}

/// Says that something is missing: how the program is used.
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

/// What `--color` says, for the reports of clap itself: they are made before there are any `Args`.
fn color_among(arguments: &[OsString]) -> ColorChoice {
    let words: Vec<_> = arguments.iter().map(|word| word.to_string_lossy()).collect();
    let given = words.iter().enumerate().find_map(|(at, word)| match word.strip_prefix("--color") {
        Some("") => words.get(at + 1).map(AsRef::as_ref),
        Some(rest) => rest.strip_prefix('='),
        None => None,
    });
    given.and_then(|word| ColorChoice::from_str(word, false).ok()).unwrap_or(ColorChoice::Auto)
}

/// Prints what clap has to say. Its own printing is used only where no argument can bring an escape code.
fn say(error: &clap::Error, arguments: &[OsString]) -> Exit {
    let shown = error.render();
    let harmless = arguments.iter().all(|word| {
        let word = word.to_string_lossy();
        word == escape::name(&word)
    });
    if harmless {
        // A closed pipe is no fault of the user's.
        let _ = error.print();
    } else if error.use_stderr() {
        output::to_stderr(&escape::lines(&shown.to_string()));
    } else {
        output::to_stdout(shown.to_string().as_bytes()).ok();
    }
    if error.use_stderr() { Exit::Usage } else { Exit::Done }
}
