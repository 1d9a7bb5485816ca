//! `Server`: the state of a connection, and which answer a message gets.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{self, AssertUnwindSafe};

use gen_lsp_types::{
    DidChangeTextDocumentParams, DidOpenTextDocumentParams, TextDocumentContentChangeEvent,
    TextDocumentIdentifier, TextDocumentPositionParams,
};
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::client::Client;
use crate::document::Document;
use crate::{
    Encoding, Host, Text, actions, complete, diagnostics, folding, format, highlight, hover, initialize,
    rename, render, symbols,
};

/// A language server for one client.
pub struct Server {
    host: Box<dyn Host>,
    client: Client,
    stage: Stage,
    documents: BTreeMap<String, Document>,
    /// The documents whose diagnostics are no longer those that the client has.
    stale: BTreeSet<String>,
    /// The problems of settings that the user has been told.
    told: BTreeSet<String>,
    /// How many requests have been sent to the client.
    asked: usize,
}

/// How far a connection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Before `initialize`.
    New,
    /// Between `initialize` and `shutdown`.
    Running,
    /// After `shutdown`.
    ShutDown,
    /// After `exit`, with whether `shutdown` came before.
    Over(bool),
}

/// Why a request has no result.
struct Fault {
    code: ErrorCode,
    message: String,
}

impl Fault {
    fn new(code: ErrorCode, message: impl Into<String>) -> Fault {
        Fault { code, message: message.into() }
    }
}

type Answer = Result<Value, Fault>;

/// Which references are wanted.
#[derive(Deserialize)]
struct OfReferences {
    #[serde(default)]
    context: WithDeclaration,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct WithDeclaration {
    #[serde(default)]
    include_declaration: bool,
}

/// The new name.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewName {
    new_name: String,
}

/// Any parameters about a document.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OfDocument {
    text_document: TextDocumentIdentifier,
}

impl Server {
    /// Makes a server for a client that has not said anything yet.
    pub fn new(host: Box<dyn Host>) -> Server {
        Server {
            host,
            client: Client::default(),
            stage: Stage::New,
            documents: BTreeMap::new(),
            stale: BTreeSet::new(),
            told: BTreeSet::new(),
            asked: 0,
        }
    }

    /// Handles a message of the client, and returns what to send. Diagnostics come from [`settle`](Server::settle).
    pub fn handle(&mut self, message: Message) -> Vec<Message> {
        match message {
            Message::Request(request) => self.request(request),
            Message::Notification(notification) => self.notification(notification),
            // Nothing depends on what the client answers.
            Message::Response(_) => Vec::new(),
        }
    }

    /// Returns the diagnostics of all documents that have changed: for the moment at which no message waits.
    pub fn settle(&mut self) -> Vec<Message> {
        let mut messages = Vec::new();
        for uri in std::mem::take(&mut self.stale) {
            let Some(document) = self.documents.get(&uri).filter(|_| !self.client.pulls) else { continue };
            // A bug that one text shows must not end the work on all others.
            match isolated(|| diagnostics::published(document, &*self.host)) {
                Ok(params) => messages.push(notification("textDocument/publishDiagnostics", params)),
                Err(words) => {
                    messages.push(notification("window/logMessage", json!({ "type": 1, "message": words })))
                }
            }
        }
        messages
    }

    /// Whether the client has ended the connection; if so, whether it did in the way that the protocol asks for.
    pub fn ended(&self) -> Option<bool> {
        match self.stage {
            Stage::Over(is_orderly) => Some(is_orderly),
            Stage::New | Stage::Running | Stage::ShutDown => None,
        }
    }

    /// The text of an open document, as the server has it.
    pub fn text(&self, uri: &str) -> Option<String> {
        self.documents.get(uri).map(|document| document.text.whole())
    }

    fn request(&mut self, request: Request) -> Vec<Message> {
        let Request { id, method, params } = request;
        let answer = match (self.stage, method.as_str()) {
            (Stage::New, "initialize") => {
                self.client = Client::of(&params);
                self.stage = Stage::Running;
                value(initialize::answer(self.client))
            }
            (Stage::New, _) => Err(Fault::new(ErrorCode::ServerNotInitialized, "`initialize` comes first")),
            (Stage::Running, "initialize") => {
                Err(Fault::new(ErrorCode::InvalidRequest, "the connection is initialized already"))
            }
            (Stage::Running, "shutdown") => {
                self.stage = Stage::ShutDown;
                Ok(Value::Null)
            }
            (Stage::Running, method) => isolated(|| self.answer(method, params))
                .unwrap_or_else(|words| Err(Fault::new(ErrorCode::InternalError, words))),
            (Stage::ShutDown | Stage::Over(_), _) => {
                Err(Fault::new(ErrorCode::InvalidRequest, "the server has been shut down"))
            }
        };
        vec![response(id, answer)]
    }

    /// The answer to a request about a document.
    fn answer(&self, method: &str, params: Value) -> Answer {
        let host = &*self.host;
        match method {
            "textDocument/diagnostic" => value(diagnostics::report(self.document(&params)?, host)),
            "textDocument/codeAction" => {
                let document = self.document(&params)?;
                value(actions::actions(document, &read(params)?, host))
            }
            "textDocument/formatting" => value(format::edits(self.document(&params)?)),
            "textDocument/documentSymbol" => value(symbols::symbols(self.document(&params)?)),
            "textDocument/foldingRange" => value(folding::ranges(self.document(&params)?)),
            "textDocument/completion" => {
                let (document, position) = self.place(&params)?;
                value(complete::items(document, position, host))
            }
            "textDocument/hover" => {
                let (document, position) = self.place(&params)?;
                value(hover::hover(document, position, host))
            }
            "textDocument/definition" => {
                let (document, position) = self.place(&params)?;
                value(highlight::definitions(document, position, host))
            }
            "textDocument/references" => {
                let (document, position) = self.place(&params)?;
                let with_definitions = read::<OfReferences>(params)?.context.include_declaration;
                value(highlight::references(document, position, with_definitions, host))
            }
            "textDocument/documentHighlight" => {
                let (document, position) = self.place(&params)?;
                value(highlight::highlights(document, position, host))
            }
            "textDocument/prepareRename" => {
                let (document, position) = self.place(&params)?;
                value(rename::prepare(document, position, host))
            }
            "textDocument/rename" => {
                let (document, position) = self.place(&params)?;
                let NewName { new_name } = read(params)?;
                let refused = |words| Fault::new(ErrorCode::RequestFailed, words);
                value(rename::rename(document, position, &new_name, host).map_err(refused)?)
            }
            render::METHOD => {
                let wanted: render::Wanted = read(params)?;
                value(render::picture(self.open(wanted.uri())?, &wanted, host))
            }
            _ => Err(Fault::new(ErrorCode::MethodNotFound, format!("`{method}` is not known here"))),
        }
    }

    fn notification(&mut self, message: Notification) -> Vec<Message> {
        let Notification { method, params } = message;
        match (self.stage, method.as_str()) {
            (stage, "exit") => {
                self.stage = Stage::Over(stage == Stage::ShutDown);
                Vec::new()
            }
            (Stage::Running, method) => match isolated(|| self.note(method, params)) {
                Ok(messages) => messages,
                Err(words) => vec![notification("window/logMessage", json!({ "type": 1, "message": words }))],
            },
            (Stage::New | Stage::ShutDown | Stage::Over(_), _) => Vec::new(),
        }
    }

    /// Takes note of what the client tells. What has no meaning here, or is not understood, changes nothing.
    fn note(&mut self, method: &str, params: Value) -> Vec<Message> {
        match method {
            "initialized" if self.client.watches => {
                let watcher = json!({ "globPattern": "**/seqwright.toml" });
                let options = json!({ "watchers": [watcher] });
                let method = "workspace/didChangeWatchedFiles";
                let registration = json!({ "id": "settings", "method": method, "registerOptions": options });
                vec![self.ask("client/registerCapability", json!({ "registrations": [registration] }))]
            }
            "textDocument/didOpen" => {
                let Ok(DidOpenTextDocumentParams { text_document: it }) = read(params) else {
                    return Vec::new();
                };
                let document = Document::new(&it.uri.0, it.version, it.text, self.client, &*self.host);
                let messages = self.tell(document.settings.problem.clone());
                self.stale.insert(it.uri.0.clone());
                self.documents.insert(it.uri.0, document);
                messages
            }
            "textDocument/didChange" => {
                if let Ok(changes) = read(params) {
                    self.change(changes);
                }
                Vec::new()
            }
            "textDocument/didClose" => {
                let Ok(OfDocument { text_document }) = read(params) else { return Vec::new() };
                let uri = text_document.uri.0;
                self.stale.remove(&uri);
                let was_open = self.documents.remove(&uri).is_some();
                let nothing = || {
                    notification("textDocument/publishDiagnostics", json!({ "uri": uri, "diagnostics": [] }))
                };
                if was_open && !self.client.pulls { vec![nothing()] } else { Vec::new() }
            }
            "textDocument/didSave"
            | "workspace/didChangeWatchedFiles"
            | "workspace/didChangeConfiguration" => self.reload(method != "textDocument/didSave"),
            _ => Vec::new(),
        }
    }

    fn change(&mut self, params: DidChangeTextDocumentParams) {
        let of_version = params.text_document;
        let uri = of_version.text_document_identifier.uri.0;
        let Some(document) = self.documents.get_mut(&uri) else { return };
        let mut text = document.text.clone();
        for change in params.content_changes {
            text = changed(&text, change, document.client.encoding);
        }
        document.set_text(text, of_version.version);
        self.stale.insert(uri);
    }

    /// Reads the settings again. A client that asks for diagnostics is told to ask again if they may have changed.
    fn reload(&mut self, is_elsewhere: bool) -> Vec<Message> {
        for document in self.documents.values_mut() {
            document.reload(&*self.host);
        }
        self.stale.extend(self.documents.keys().cloned());
        let problems: Vec<_> =
            self.documents.values().map(|document| document.settings.problem.clone()).collect();
        self.told.retain(|told| problems.iter().flatten().any(|problem| problem == told));
        let mut messages: Vec<_> = problems.into_iter().flat_map(|problem| self.tell(problem)).collect();
        if is_elsewhere && self.client.pulls && self.client.refreshes {
            messages.push(self.ask("workspace/diagnostic/refresh", Value::Null));
        }
        messages
    }

    /// Shows a problem of the settings to the user, once.
    fn tell(&mut self, problem: Option<String>) -> Vec<Message> {
        let new = problem.filter(|words| self.told.insert(words.clone()));
        let show = |words| notification("window/showMessage", json!({ "type": 2, "message": words }));
        new.into_iter().map(show).collect()
    }

    fn ask(&mut self, method: &str, params: Value) -> Message {
        self.asked += 1;
        let id = RequestId::from(format!("seqwright/{}", self.asked));
        Message::Request(Request { id, method: method.to_owned(), params })
    }

    /// The document that parameters are about.
    fn document(&self, params: &Value) -> Result<&Document, Fault> {
        let OfDocument { text_document } = read(params.clone())?;
        self.open(&text_document.uri.0)
    }

    fn place(&self, params: &Value) -> Result<(&Document, gen_lsp_types::Position), Fault> {
        let TextDocumentPositionParams { text_document, position } = read(params.clone())?;
        Ok((self.open(&text_document.uri.0)?, position))
    }

    fn open(&self, uri: &str) -> Result<&Document, Fault> {
        let missing = || Fault::new(ErrorCode::InvalidParams, format!("`{uri}` is not open"));
        self.documents.get(uri).ok_or_else(missing)
    }
}

/// A text after a change of it.
fn changed(text: &Text, change: TextDocumentContentChangeEvent, encoding: Encoding) -> Text {
    match change {
        TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
            text.replaced(part.range, &part.text, encoding)
        }
        TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
            Text::new(text.source().name(), whole.text)
        }
    }
}

fn read<T: DeserializeOwned>(params: Value) -> Result<T, Fault> {
    serde_json::from_value(params).map_err(|error| Fault::new(ErrorCode::InvalidParams, error.to_string()))
}

fn value(result: impl Serialize) -> Answer {
    serde_json::to_value(result).map_err(|error| Fault::new(ErrorCode::InternalError, error.to_string()))
}

fn notification(method: &str, params: impl Serialize) -> Message {
    Message::Notification(Notification::new(method.to_owned(), params))
}

fn response(id: RequestId, answer: Answer) -> Message {
    Message::Response(match answer {
        Ok(result) => Response { id, response_result: Ok(result) },
        Err(fault) => Response::new_err(id, fault.code as i32, fault.message),
    })
}

/// Runs the work on one message. `Err` describes a panic, which is a bug that one text shows.
fn isolated<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let words = panic.downcast_ref::<&str>().map(|words| (*words).to_owned());
        let words = words.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
        format!("a bug in seqwright itself: {words}; please report it together with the source")
    })
}
