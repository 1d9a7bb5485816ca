//! `Client`: what the editor can do, of what it says when it connects.

use serde_json::Value;

use crate::Encoding;

/// The abilities of a client that change what the server sends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Client {
    /// In what it counts columns.
    pub encoding: Encoding,
    /// Whether it asks for diagnostics; otherwise they are sent to it.
    pub pulls: bool,
    /// Whether edits may name the version that they are made for.
    pub compares_versions: bool,
    /// Whether it can be told to ask for them again.
    pub refreshes: bool,
    /// Whether a diagnostic may have related places.
    pub relates: bool,
    /// Whether a completion may have places to fill in.
    pub fills_in: bool,
    /// Whether it tells about files that change if it is asked to.
    pub watches: bool,
}

impl Client {
    /// Reads the parameters of `initialize`. Each field is taken from the tree: reading all of them as typed values would
    /// make the program half a megabyte larger.
    pub fn of(params: &Value) -> Client {
        let at = |path: &str| params["capabilities"].pointer(path);
        let can = |path: &str| at(path).and_then(Value::as_bool).unwrap_or(false);
        let encodings = at("/general/positionEncodings").and_then(Value::as_array);
        // The first that is known here: the client prefers those before.
        let known = encodings.into_iter().flatten().find_map(|name| match name.as_str()? {
            "utf-8" => Some(Encoding::Utf8),
            "utf-16" => Some(Encoding::Utf16),
            _ => None,
        });
        Client {
            encoding: known.unwrap_or_default(),
            pulls: at("/textDocument/diagnostic").is_some_and(Value::is_object),
            compares_versions: can("/workspace/workspaceEdit/documentChanges"),
            refreshes: can("/workspace/diagnostics/refreshSupport"),
            relates: can("/textDocument/publishDiagnostics/relatedInformation")
                || can("/textDocument/diagnostic/relatedInformation"),
            fills_in: can("/textDocument/completion/completionItem/snippetSupport"),
            watches: can("/workspace/didChangeWatchedFiles/dynamicRegistration"),
        }
    }
}
