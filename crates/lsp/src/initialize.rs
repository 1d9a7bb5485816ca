//! The answer to `initialize`: what the server can do.

use gen_lsp_types::{
    CodeActionKind, CodeActionOptions, CompletionOptions, DiagnosticOptions, InitializeResult,
    PositionEncodingKind, RenameOptions, ServerCapabilities, ServerInfo, TextDocumentSyncKind,
    TextDocumentSyncOptions,
};
use serde_json::json;

use crate::Encoding;
use crate::actions::FIX_ALL;
use crate::client::Client;
use crate::render;

/// What completion is asked for without a key of the user's.
const TRIGGERS: [&str; 5] = [">", "-", "#", ",", ":"];

/// The abilities of the server.
pub fn answer(client: Client) -> InitializeResult {
    let fix_all = CodeActionKind::new(FIX_ALL);
    let actions = CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QuickFix, fix_all]),
        ..Default::default()
    };
    let triggers = TRIGGERS.iter().map(|&one| one.to_owned()).collect();
    let capabilities = ServerCapabilities {
        position_encoding: Some(match client.encoding {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
        }),
        text_document_sync: Some(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::Incremental),
                save: Some(true.into()),
                ..Default::default()
            }
            .into(),
        ),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(triggers),
            ..Default::default()
        }),
        hover_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        references_provider: Some(true.into()),
        document_highlight_provider: Some(true.into()),
        document_symbol_provider: Some(true.into()),
        code_action_provider: Some(actions.into()),
        document_formatting_provider: Some(true.into()),
        rename_provider: Some(RenameOptions { prepare_provider: Some(true), ..Default::default() }.into()),
        folding_range_provider: Some(true.into()),
        diagnostic_provider: client.pulls.then(|| DiagnosticOptions::default().into()),
        experimental: Some(json!({ render::METHOD: true })),
        ..Default::default()
    };
    let version = Some(env!("CARGO_PKG_VERSION").to_owned());
    InitializeResult { capabilities, server_info: Some(ServerInfo { name: "seqwright".to_owned(), version }) }
}
