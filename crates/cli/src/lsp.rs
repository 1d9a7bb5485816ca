//! `seqwright lsp`: the language server, on standard input and output. What it answers, `crates/lsp` decides.

use std::io::IsTerminal;
use std::path::Path;

use clap::{Args, ColorChoice};
use lsp_server::{Connection, Message};
use seqwright::loader::{Loader, NoFiles};
use seqwright_documents::Words;
use seqwright_lsp::{Host, Server, Settings};

use super::appearance::{self, Fault};
use super::args::{MessageFormat, Shared};
use super::config::Config;
use super::exit::Exit;
use super::report::Reporter;
use super::values::Below;
use super::{escape, files, isolate, output};

/// More about the command.
pub const MORE: &str = "\
The server speaks the Language Server Protocol 3.17. It reads `.seq`, `.mmd` and `.puml` files,
and the fences of Markdown, MDX, AsciiDoc and reStructuredText. It writes no file, and sends
nothing to anyone but the editor. The page docs/editors.md says how editors are set up.

Exit codes:
  0  the editor has ended the connection
  1  the connection was lost
  3  what was read is not the protocol";

/// What an editor may say when it starts the server.
#[derive(Args)]
pub struct LspArgs {
    /// Accepted because editors name the channel; there is no other
    #[arg(long, hide = true)]
    stdio: bool,
}

/// The files of this machine, for the server.
struct Files {
    shared: Shared,
}

impl Host for Files {
    fn settings(&self, path: Option<&Path>) -> Settings {
        let folder = path.map_or(Path::new("."), files::folder_of);
        let reporter = Reporter::new(self.shared.clone());
        let (config, mut problem) = match Config::of_folder(&self.shared, folder, &reporter) {
            Ok(config) => (config, None),
            Err(report) => (Config::of_flags(&self.shared), Some(report.trim_end().to_owned())),
        };
        let theme = appearance::theme(config.theme(None)).unwrap_or_else(|fault| {
            problem.get_or_insert(match fault {
                Fault::Unknown(message) => message,
                Fault::Unusable { file, message, .. } => format!("{file}: {message}"),
            });
            Box::default()
        });
        Settings { levels: config.levels, fences: Words::new(config.fences), theme, problem }
    }

    fn loader(&self, path: Option<&Path>) -> Box<dyn Loader> {
        match path {
            Some(path) => Box::new(Below::new(files::folder_of(path))),
            None => Box::new(NoFiles),
        }
    }
}

/// Answers an editor until it ends the connection.
pub fn serve(_: &LspArgs, shared: Shared) -> Exit {
    if std::io::stdin().is_terminal() {
        output::to_stderr("seqwright lsp: an editor starts this and speaks to it; Ctrl+C ends it\n");
    }
    // A problem of the settings is shown by the editor, in one line each.
    let shared = Shared { color: ColorChoice::Never, message_format: Some(MessageFormat::Short), ..shared };
    let (connection, threads) = Connection::stdio();
    let mut server = Server::new(Box::new(Files { shared }));
    let ended = converse(&connection, &mut server);
    drop(connection);
    match (threads.join(), ended) {
        (Err(error), _) => {
            output::to_stderr(&escape::lines(&format!("seqwright lsp: {error}\n")));
            Exit::Files
        }
        (Ok(()), Some(true)) => Exit::Done,
        (Ok(()), _) => Exit::Errors,
    }
}

/// Hands messages over, in order. What has changed is looked at when no message waits.
fn converse(connection: &Connection, server: &mut Server) -> Option<bool> {
    let send =
        |messages: Vec<Message>| messages.into_iter().try_for_each(|one| connection.sender.send(one)).ok();
    loop {
        let message = match connection.receiver.try_recv() {
            Ok(message) => message,
            Err(_) => {
                // The server itself catches panics; this keeps the program from ending on them.
                send(isolate::isolated(|| server.settle()).unwrap_or_default())?;
                connection.receiver.recv().ok()?
            }
        };
        send(isolate::isolated(|| server.handle(message)).unwrap_or_default())?;
        if let Some(is_orderly) = server.ended() {
            return Some(is_orderly);
        }
    }
}
