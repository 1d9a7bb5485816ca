//! Reads declarations of participants in Mermaid.

use pest::iterators::Pair;

use super::{MermaidFront, Piece, Rule, text};
use crate::ast::{Name, Participant, StmtKind, Style, Written};
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::ParticipantKind;
use crate::parse::lower;
use crate::parse::seq::is_word;
use crate::source::Span;

/// A declaration as it is written.
struct Declared<'s> {
    kind: ParticipantKind,
    id: Written<'s>,
    /// What stands behind `as`, or in the braces.
    label: Option<&'s str>,
    has_braces: bool,
    /// What the braces hold and is not drawn.
    unread: Vec<&'s str>,
}

impl<'s> Declared<'s> {
    fn new(pair: Pair<'s, Rule>, piece: &Piece<'s>) -> Declared<'s> {
        let nothing = Written { text: "", span: piece.span() };
        let kind = ParticipantKind::Participant;
        let mut found = Declared { kind, id: nothing, label: None, has_braces: false, unread: Vec::new() };
        let mut alias = None;
        for part in pair.into_inner() {
            let written = piece.part(&part);
            match part.as_rule() {
                Rule::kind if is_word(written.text, "actor") => found.kind = ParticipantKind::Actor,
                Rule::id => found.id = written,
                Rule::label => found.label = Some(written.text),
                Rule::config => {
                    found.has_braces = true;
                    part.into_inner().for_each(|entry| found.entry(entry, &mut alias));
                }
                _ => {}
            }
        }
        found.label = found.label.or(alias).filter(|label| !label.is_empty());
        found
    }

    fn entry(&mut self, entry: Pair<'s, Rule>, alias: &mut Option<&'s str>) {
        let whole = entry.as_str();
        let parts: Vec<_> = entry.into_inner().map(|part| part.as_str().trim()).collect();
        match (parts[..].first(), parts.get(1).and_then(|value| kind(value))) {
            (Some(&"type"), Some(kind)) => self.kind = kind,
            (Some(&"alias"), _) => *alias = parts.get(1).copied(),
            _ => self.unread.push(whole.trim()),
        }
    }
}

impl<'s> MermaidFront<'s> {
    /// `participant A as Label`, `actor A`, `participant A@{ "type": "database" }`.
    pub(super) fn participant(&mut self, pair: Pair<'s, Rule>, piece: &Piece<'s>, sink: &mut Diagnostics) {
        self.declare(Declared::new(pair, piece), piece, sink);
    }

    /// Declares a participant. `None` where it has no name.
    fn declare(
        &mut self,
        declared: Declared<'s>,
        piece: &Piece<'s>,
        sink: &mut Diagnostics,
    ) -> Option<Name<'s>> {
        let Declared { kind, mut id, mut label, has_braces, unread } = declared;
        if self.is_no_name(id, piece, sink) {
            return None;
        }
        let whole = Span::new(id.span.start, piece.span().end);
        if let Some(alias) = label.filter(|_| !has_braces && id.text.starts_with('"')) {
            self.quoted_name(id, alias, piece, sink);
            label = None;
            id = Written { text: &self.source.text()[whole.start..whole.end], span: whole };
        }
        let name = self.name(id);
        for entry in unread {
            self.not_imported(&format!("`{entry}`"), piece, sink);
        }
        self.known.insert(name.text);
        let label = label.map(|label| Name {
            text: lower::kept(self.source, text::label(label)),
            quoted: true,
            span: whole,
        });
        let (label, alias) = label.map_or((name, None), |label| (label, Some(name)));
        let participant = Participant { kind, icon: None, label, alias, style: Style::default() };
        self.stmt(StmtKind::Participant(Box::new(participant)), piece);
        Some(name)
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

    pub(super) fn create(&mut self, pair: Pair<'s, Rule>, piece: &Piece<'s>, sink: &mut Diagnostics) {
        let declared = Declared::new(pair, piece);
        let id = declared.id.text;
        if self.known.contains(text::name(id).as_ref()) {
            let message = format!("`{id}` is there already and cannot be created");
            self.junk(Code::AlreadyThere, (piece, piece.span()), message, sink)
                .at("mentioned above")
                .help("create it before its first message, or give this one another name");
            return;
        }
        self.created = self.declare(declared, piece, sink);
    }

    pub(super) fn destroy(&mut self, pair: Pair<'s, Rule>, piece: &Piece<'s>, sink: &mut Diagnostics) {
        for name in pair.into_inner() {
            let name = piece.part(&name);
            if !self.known.contains(text::name(name.text).as_ref()) {
                let message = format!("there is no participant `{}`", name.text);
                self.junk(Code::MalformedStatement, (piece, name.span), message, sink)
                    .at("not mentioned above");
            } else if !self.is_no_name(name, piece, sink) {
                self.destroyed = Some(self.name(name));
            }
        }
    }
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
