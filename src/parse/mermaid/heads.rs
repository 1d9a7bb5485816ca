//! Reads declarations of participants in Mermaid.

use super::{MermaidFront, Piece, text, word};
use crate::ast::{Name, Participant, StmtKind, Style, Written};
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::ParticipantKind;
use crate::parse::lower;
use crate::parse::seq::written;
use crate::source::Span;

/// What stands in `@{ … }` behind a name.
#[derive(Default)]
struct Config<'s> {
    kind: Option<ParticipantKind>,
    alias: Option<&'s str>,
    /// What is not drawn of it.
    unread: Vec<&'s str>,
}

impl<'s> MermaidFront<'s> {
    /// `participant A as Label`, `actor A`, `participant A@{ "type": "database" }`.
    pub(super) fn participant(
        &mut self,
        found: &str,
        rest: Written<'s>,
        piece: &Piece<'s>,
        sink: &mut Diagnostics,
    ) -> bool {
        self.declared(found, rest, piece, sink).is_some()
    }

    /// Declares a participant. `None` where the line cannot be read.
    fn declared(
        &mut self,
        found: &str,
        rest: Written<'s>,
        piece: &Piece<'s>,
        sink: &mut Diagnostics,
    ) -> Option<Option<Name<'s>>> {
        let (id, config, after) = match rest.text.split_once("@{") {
            Some((id, body)) => {
                let (body, after) = body.split_once('}')?;
                (id.trim_end(), config(body)?, after.trim())
            }
            None => (rest.text, Config::default(), ""),
        };
        let (id, label) = match split_as(id) {
            _ if !after.is_empty() => (id, Some(word(after, "as")?)),
            Some((id, label)) => (id, Some(label)),
            None => (id, None),
        };
        if id.is_empty() {
            return None;
        }
        let id = written(id, rest.span.start);
        if id.text.contains(':') {
            return None;
        }
        if self.is_no_name(id, piece, sink) {
            return Some(None);
        }
        let (id, label) = match label {
            Some(label) if id.text.starts_with('"') && after.is_empty() => {
                self.quoted_name(id, label, piece, sink);
                (rest, None)
            }
            label => (id, label),
        };
        let name = self.name(id);
        let label = label.or(config.alias).filter(|label| !label.trim().is_empty());
        let label = label.map(|label| Name {
            text: lower::kept(self.source, text::label(label)),
            quoted: true,
            span: rest.span,
        });
        for entry in config.unread {
            self.not_imported(&format!("`{entry}`"), piece, sink);
        }
        let kind = config.kind.unwrap_or(match found {
            "actor" => ParticipantKind::Actor,
            _ => ParticipantKind::Participant,
        });
        self.known.insert(name.text);
        let (label, alias) = label.map_or((name, None), |label| (label, Some(name)));
        let participant = Participant { kind, icon: None, label, alias, style: Style::default() };
        self.stmt(StmtKind::Participant(Box::new(participant)), piece);
        Some(Some(name))
    }

    /// `participant "Long Name" as L` declares a participant whose name is all that.
    fn quoted_name(&mut self, id: Written<'s>, alias: &str, piece: &Piece<'s>, sink: &mut Diagnostics) {
        let label = id.text.trim_matches('"');
        sink.warn(
            Code::SwappedAlias,
            Span::new(id.span.start, piece.span().end),
            "a name in Mermaid has no quotation marks, and stands in front of `as`",
        )
        .at("all this is one name")
        .help(format!("write `participant {alias} as {label}`"))
        .fix(Span::new(id.span.start, piece.span().end), format!("{alias} as {label}"));
    }

    pub(super) fn create(&mut self, rest: Written<'s>, piece: &Piece<'s>, sink: &mut Diagnostics) -> bool {
        let found =
            ["participant", "actor"].into_iter().find_map(|kind| Some((kind, word(rest.text, kind)?)));
        let Some((kind, head)) = found else { return false };
        if head.is_empty() {
            return false;
        }
        let id = split_as(head).map_or(head, |(id, _)| id);
        let id = id.split("@{").next().unwrap_or(id).trim();
        let at = rest.span.end - head.len();
        if self.known.contains(text::name(id).as_ref()) {
            let message = format!("`{id}` is there already and cannot be created");
            self.junk(Code::AlreadyThere, (piece, piece.span()), message, sink)
                .at("mentioned above")
                .help("create it before its first message, or give this one another name");
            return true;
        }
        let Some(name) = self.declared(kind, written(head, at), piece, sink) else { return false };
        self.created = name;
        true
    }

    pub(super) fn destroy(&mut self, rest: Written<'s>, piece: &Piece<'s>, sink: &mut Diagnostics) -> bool {
        if rest.text.is_empty() {
            return false;
        }
        if !self.known.contains(text::name(rest.text).as_ref()) {
            let message = format!("there is no participant `{}`", rest.text);
            self.junk(Code::MalformedStatement, (piece, rest.span), message, sink).at("not mentioned above");
        } else if !self.is_no_name(rest, piece, sink) {
            self.destroyed = Some(self.name(rest));
        }
        true
    }
}

/// The parts of `A as Label`, divided at the first `as`.
fn split_as(text: &str) -> Option<(&str, &str)> {
    let lower = text.to_ascii_lowercase();
    let at = lower.match_indices("as").map(|(at, _)| at).find(|&at| {
        text[..at].ends_with(char::is_whitespace)
            && (text[at + 2..].is_empty() || text[at + 2..].starts_with(char::is_whitespace))
    })?;
    Some((text[..at].trim_end(), text[at + 2..].trim()))
}

/// A key or a value without its quotation marks. `None` if they do not match.
fn bare(written: &str) -> Option<&str> {
    let written = written.trim();
    let inner = match written.chars().next() {
        Some(quote @ ('"' | '\'')) => written[1..].strip_suffix(quote)?,
        _ => written,
    };
    (!inner.contains(['"', '\'', '\n'])).then_some(inner)
}

/// Reads what stands in the braces: keys and values, in quotation marks or without.
fn config(body: &str) -> Option<Config<'_>> {
    let mut config = Config::default();
    // What is in quotation marks may hold commas.
    let mut quote = None;
    let ends = move |c: char| {
        quote = match quote {
            None if matches!(c, '"' | '\'') => Some(c),
            Some(open) if open == c => None,
            before => before,
        };
        quote.is_none() && matches!(c, ',' | '\n')
    };
    for entry in body.split(ends).map(str::trim).filter(|entry| !entry.is_empty()) {
        let (key, value) = entry.split_once(':')?;
        let unquoted = bare(value)?;
        match bare(key)? {
            "type" if kind(unquoted).is_some() => config.kind = kind(unquoted),
            "alias" => config.alias = Some(unquoted),
            _ => config.unread.push(entry),
        }
    }
    Some(config)
}

fn kind(word: &str) -> Option<ParticipantKind> {
    Some(match word {
        "participant" => ParticipantKind::Participant,
        "actor" => ParticipantKind::Actor,
        "boundary" => ParticipantKind::Boundary,
        "control" => ParticipantKind::Control,
        "entity" => ParticipantKind::Entity,
        "database" => ParticipantKind::Database,
        "collections" => ParticipantKind::Collections,
        "queue" => ParticipantKind::Queue,
        _ => return None,
    })
}
