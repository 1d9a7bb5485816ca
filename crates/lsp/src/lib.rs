//! The language server of seqwright, without input and output: messages in, messages out.
//!
//! A program gives [`Server`] the messages of its client and sends what it returns. What the server has to know of the
//! machine, such as settings and files that a diagram names, it asks its [`Host`] for.
//!
//! ```
//! use lsp_server::{Message, Request};
//! use seqwright_lsp::{NoHost, Server};
//!
//! let mut server = Server::new(Box::new(NoHost));
//! let request = Request::new(1.into(), "initialize".to_owned(), serde_json::json!({ "capabilities": {} }));
//! let answers = server.handle(Message::Request(request));
//! assert!(matches!(&answers[..], [Message::Response(answer)] if answer.response_result.is_ok()));
//! ```
//!
//! A document is a list of units: a `.seq` file is one, a Markdown document has one for each fence. A request finds its
//! unit by position. A text is read again as a whole after each change, when a request needs it or nothing else waits.

mod actions;
mod client;
mod complete;
mod diagnostics;
mod document;
mod edits;
mod folding;
mod format;
mod highlight;
mod host;
mod hover;
mod initialize;
mod path;
mod rename;
mod render;
mod server;
mod symbols;
mod text;

pub use host::{Host, NoHost, Settings};
pub use server::Server;
pub use text::{Encoding, Text};
