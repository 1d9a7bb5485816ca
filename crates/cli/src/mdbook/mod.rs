//! `seqwright mdbook`: a preprocessor of mdBook that replaces diagrams with pictures.

mod book;
mod install;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum, ValueHint};
use serde_json::Value;

use super::appearance::Wanted;
use super::config::Config;
use super::embed::{Drawing, Form, OnError};
use super::exit::Exit;
use super::files::{self, Unread};
use super::report::Reporter;
use super::{Ending, output, theme};
use seqwright_documents::Words;

/// Help text below the options.
pub const MORE: &str = "\
`seqwright mdbook install` adds this to book.toml:

  [preprocessor.seqwright]
  command = \"seqwright mdbook\"

Two keys are optional: with `on-error = \"placeholder\"`, a diagram with errors becomes a box that shows them, and the
build goes on; `theme` names a theme, or a theme file in the folder of the book.

mdBook passes the book on standard input and reads it from standard output. A diagram becomes one line of HTML; for
renderers of e-books and print (epub, pdf, typst, latex, pandoc) it becomes an image.

Exit codes:
  0  success
  1  a diagram has errors; diagnostics name the file and line of the chapter
  2  the settings are invalid
  3  the book cannot be read";

/// The most bytes of a book.
const MOST: usize = 1 << 30;
/// Parts of the names of renderers whose readers show no HTML with SVG in it.
const PAPER: [&str; 6] = ["epub", "pdf", "typst", "latex", "pandoc", "docx"];

/// The arguments of the preprocessor.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct MdbookArgs {
    /// What to do instead of filtering a book.
    #[command(subcommand)]
    command: Option<Request>,
}

/// A request that is not about the text of a book.
#[derive(Subcommand)]
enum Request {
    /// Exit with 0 if a renderer is supported; mdBook asks this
    Supports {
        /// Name of the renderer
        renderer: String,
    },
    /// Add the preprocessor to `book.toml`; running it again changes nothing
    Install {
        /// Folder of the book
        #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
        book: PathBuf,
    },
}

/// Runs the command.
pub fn mdbook(args: &MdbookArgs, config: &Config, reporter: &Reporter) -> Ending {
    match &args.command {
        // Every renderer gets a form that it can show.
        Some(Request::Supports { renderer: _ }) => Ok(Exit::Done),
        Some(Request::Install { book }) => install::install(book, reporter),
        None => filter(config, reporter),
    }
}

/// Filters the book on standard input.
fn filter(config: &Config, reporter: &Reporter) -> Ending {
    let trouble = |message: &str, help: Option<&str>, exit| {
        reporter.say(&reporter.trouble("<stdin>", message, help));
        exit
    };
    let bytes = files::read_stdin(MOST).map_err(|why| match why {
        Unread::TooLarge => {
            trouble("the book is larger than 1 GiB, the most that is read", None, Exit::Files)
        }
        Unread::Failed(words) => trouble(&format!("the book cannot be read: {words}"), None, Exit::Files),
    })?;
    let help = "mdBook runs this command; `seqwright mdbook install` adds it to book.toml";
    let not_a_book = |_| trouble("this is not a book of mdBook in JSON", Some(help), Exit::Files);
    let (context, mut book): (Value, Value) = serde_json::from_slice(&bytes).map_err(not_a_book)?;
    let settings = Settings::read(&context)
        .map_err(|(message, help)| trouble(&message, help.as_deref(), Exit::Usage))?;
    let theme = match &settings.theme {
        Some(path) => theme(Wanted { path, named_in: Some(&settings.root) }, reporter)?,
        None => theme(config.theme(None), reporter)?,
    };
    let drawing = Drawing { theme, levels: &config.levels, reporter, on_error: settings.on_error };
    let words = Words::new(config.fences.iter().cloned());
    let exit = book::filter(&mut book, &settings, &drawing, &words);
    if exit != Exit::Done {
        return Ok(exit);
    }
    let text = format!("{book}\n");
    output::to_stdout(text.as_bytes()).map(|()| Exit::Done).map_err(|error| {
        let message = format!("it cannot be written to: {}", files::sentence(&error));
        reporter.say(&reporter.trouble("standard output", &message, None));
        Exit::Files
    })
}

/// What mdBook says about the book and the preprocessor.
struct Settings {
    /// Folder of the book.
    root: PathBuf,
    /// The folder of the chapters, below that.
    src: PathBuf,
    on_error: OnError,
    theme: Option<PathBuf>,
    form: Form,
}

impl Settings {
    /// Reads the context that mdBook passes. `Err` says what is wrong and what to do.
    fn read(context: &Value) -> Result<Settings, (String, Option<String>)> {
        let text = |pointer: &str| context.pointer(pointer).and_then(Value::as_str);
        let root = PathBuf::from(text("/root").unwrap_or("."));
        let src = PathBuf::from(text("/config/book/src").unwrap_or("src"));
        let on_error = match context.pointer("/config/preprocessor/seqwright/on-error") {
            None => OnError::default(),
            Some(value) => {
                let known = value.as_str().and_then(|name| OnError::from_str(name, false).ok());
                known.ok_or_else(|| {
                    let message = format!("`on-error` cannot be {value}");
                    let help = "write `on-error = \"fail\"` or `on-error = \"placeholder\"` in book.toml";
                    (message, Some(help.to_owned()))
                })?
            }
        };
        let theme = text("/config/preprocessor/seqwright/theme").map(|name| {
            let is_file = Path::new(name).extension().is_some();
            if is_file { root.join(name) } else { name.into() }
        });
        let renderer = text("/renderer").unwrap_or("html");
        let form = if PAPER.iter().any(|part| renderer.contains(part)) { Form::Data } else { Form::Inline };
        Ok(Settings { root, src, on_error, theme, form })
    }
}
