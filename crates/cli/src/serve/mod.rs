//! `seqwright serve`: draws diagrams for tools that send them over HTTP in the protocol of Kroki.
//!
//! `listen` is the asynchronous part and holds the limits of a connection. `answer` turns one whole request into one
//! response and waits for nothing, so that a panic in it is one request's.

mod answer;
mod decode;
mod draw;
mod listen;
mod options;
mod problem;
mod wanted;

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use clap::{Args, ValueHint};
use seqwright::{Levels, Theme};

use super::config::Config;
use super::exit::Exit;
use super::files;
use super::isolate::isolated;
use super::report::Reporter;

/// The diagram types that are accepted without `--as`.
const TYPES: [&str; 2] = ["seq", "seqwright"];

/// Help text below the options.
pub const MORE: &str = "\
Requests:
  GET  /seq/svg/DATA   DATA is the source, compressed by zlib, in base64 (URL-safe or not)
  POST /seq/svg        the source as text, or JSON with `diagram_source`
  POST /               JSON with `diagram_source`, `diagram_type` and `output_format`
  GET  /health

The formats are svg and txt. The options `theme`, `dialect`, `expand`, `text` and `id-prefix` can be in the query, in
headers `Kroki-Diagram-Options-NAME`, or in `diagram_options` of the JSON. Requests do not read files.

Ctrl-C and SIGTERM stop the server after the current requests are answered.";

/// Where to listen, and what to accept.
#[derive(Args)]
pub struct ServeArgs {
    /// Address and port to listen on; port 0 selects a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8000")]
    pub listen: SocketAddr,
    /// Also accept this diagram type, for clients that know only the types of Kroki, such as `seqdiag`
    #[arg(long = "as", value_name = "TYPE", value_parser = diagram_type)]
    pub types: Vec<String>,
    /// Also accept this host name when listening on the loopback interface, for a proxy that passes it on
    #[arg(long, value_name = "HOST")]
    pub allow_host: Vec<String>,
    /// Maximum number of connections at a time; others get the status 503
    #[arg(long, value_name = "N", default_value = "256", value_parser = clap::value_parser!(u16).range(1..))]
    pub max_connections: u16,
    /// Theme of requests that name none
    #[arg(long, value_name = "NAME|FILE", value_hint = ValueHint::FilePath)]
    pub theme: Option<PathBuf>,
}

/// What all requests share.
pub struct Service {
    /// The diagram types that are accepted.
    types: Vec<String>,
    /// The host names that are accepted besides those of this machine; `None` for every name.
    hosts: Option<Vec<String>>,
    theme: Theme,
    levels: Levels,
    /// The time since which the same request has had the same answer.
    started: SystemTime,
    reporter: Reporter,
}

/// Serves until a signal comes.
pub fn serve(args: &ServeArgs, theme: Theme, config: &Config, reporter: &Reporter) -> Result<Exit, Exit> {
    let trouble = |message: &str, help: Option<&str>| {
        reporter.say(&reporter.trouble("the server", message, help));
        Exit::Files
    };
    let unusable = |error: std::io::Error| {
        let message = format!("{} cannot be listened on: {}", args.listen, files::sentence(&error));
        trouble(&message, Some("choose another address with `--listen`"))
    };
    let listener = TcpListener::bind(args.listen).map_err(unusable)?;
    let address = listener.local_addr().map_err(unusable)?;
    let service = Arc::new(Service {
        types: TYPES.iter().map(|name| (*name).to_owned()).chain(args.types.iter().cloned()).collect(),
        hosts: address.ip().is_loopback().then(|| args.allow_host.clone()),
        theme,
        levels: config.levels.clone(),
        started: SystemTime::now(),
        reporter: reporter.clone(),
    });
    reporter.say(&reporter.note("the server", &format!("http://{address}/")));
    // A panic outside of a request ends one connection at most.
    match isolated(|| listen::run(&service, listener, args.max_connections.into())) {
        Ok(Ok(())) => Ok(Exit::Done),
        Ok(Err(error)) => Err(trouble(&format!("it cannot go on: {}", files::sentence(&error)), None)),
        Err(bug) => Err(trouble(&bug.message(), Some(crate::isolate::HELP))),
    }
}

/// Parses a name that can be part of a path.
fn diagram_type(text: &str) -> Result<String, String> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_taken = ["health", "healthz", "v1"].contains(&text);
    if (1..=32).contains(&text.len()) && text.bytes().all(plain) && !is_taken {
        Ok(text.to_owned())
    } else {
        Err("a type is at most 32 small letters, digits and `-`, and none of `health`, `healthz`, `v1`"
            .to_owned())
    }
}
