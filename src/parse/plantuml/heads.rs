//! Names and declarations of participants, and when they are active.

use pest::iterators::Pair;

use super::finish::bare;
use super::{Line, PlantUmlFront, Rule, creole, looks};
use crate::ast::{Ending, Name, Participant, StmtKind, Style, When, Written};
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::ParticipantKind;
use crate::parse::lower;
use crate::source::Span;

/// What a declaration says beside the names.
#[derive(Default)]
struct Declared<'s> {
    names: Vec<(Rule, Written<'s>)>,
    kind: Option<ParticipantKind>,
    is_created: bool,
    stereotype: Option<&'s str>,
    order: Option<i64>,
    url: Option<&'s str>,
    style: Style<'s>,
    opens: bool,
}

impl<'s> PlantUmlFront<'s> {
    /// A name, without quotation marks, as it stands in quotation marks.
    pub(super) fn name(&mut self, rule: Rule, written: Written<'s>, line: &Line<'s>) -> Name<'s> {
        let text = if rule == Rule::quoted { unquoted(written.text) } else { written.text };
        let lowered = creole::label(text, &mut self.losses.here(written.span, line.number));
        let text = lower::kept(self.source, lower::quoted(lowered));
        Name { text: if text.is_empty() { "\u{a0}" } else { text }, quoted: true, span: written.span }
    }

    /// The box that is open.
    fn group_here(&self) -> Option<usize> {
        self.open.iter().rev().find(|(word, _)| word.is_group()).map(|(_, span)| span.start)
    }

    pub(super) fn mention(&mut self, name: &Name<'s>) {
        let group = self.group_here();
        self.cast.mention(name.text, group);
        self.cast.link(name.text);
    }

    /// A participant in a message or a note; with `as` it is declared there.
    pub(super) fn party(&mut self, pair: Pair<'s, Rule>, line: &Line<'s>) -> Name<'s> {
        let mut names =
            pair.into_inner().map(|part| (part.as_rule(), line.part(part.as_str(), part.as_span().start())));
        let first = names.next().expect("a party has a name");
        let name = match names.next() {
            None => self.name(first.0, first.1, line),
            Some(second) => {
                let (label, alias) = if second.0 == Rule::quoted { (second, first) } else { (first, second) };
                let alias = self.name(alias.0, alias.1, line);
                if !self.declared.contains_key(alias.text) {
                    let label = self.name(label.0, label.1, line);
                    let kind = ParticipantKind::Participant;
                    let participant =
                        Participant { kind, icon: None, label, alias: Some(alias), style: Style::default() };
                    self.declare(alias, participant, None, line);
                }
                alias
            }
        };
        self.mention(&name);
        name
    }

    /// A participant is there, even if nothing else says so.
    pub(super) fn appear(&mut self, name: Name<'s>, line: &Line<'s>) {
        if !self.declared.contains_key(name.text) {
            self.declare(name, bare(name), None, line);
        }
    }

    fn declare(&mut self, name: Name<'s>, participant: Participant<'s>, order: Option<i64>, line: &Line<'s>) {
        let group = self.group_here();
        self.cast.declare(name.text, group, order);
        // One that is declared before keeps its label.
        let participant = self.declared.entry(name.text).or_insert(participant).clone();
        self.stmt(StmtKind::Participant(Box::new(participant)), line);
    }

    /// `participant "Label" as A <<stereotype>> order 10 #gold`.
    pub(super) fn declaration(
        &mut self,
        pair: Pair<'s, Rule>,
        line: &Line<'s>,
        sink: &mut Diagnostics,
    ) -> bool {
        let declared = self.declared_parts(pair, line, sink);
        let mut body = Vec::new();
        if declared.opens {
            let Some(lines) = self.block(line, |text| text == "]", sink) else { return true };
            body = lines;
        }
        let Some(&first) = declared.names.first() else { return false };
        let second = declared.names.get(1).copied();
        // The label is in quotation marks, or else it is the first of the two.
        let (label, alias) = match second {
            Some(second) if second.0 == Rule::quoted && first.0 != Rule::quoted => (second, first),
            Some(second) => (first, second),
            None => (first, first),
        };
        let name = self.name(alias.0, alias.1, line);
        let label = self.head_label(label, &declared, &body, line);
        let is_bare = label.text == name.text;
        let kind = declared.kind.unwrap_or(ParticipantKind::Participant);
        let participant =
            Participant { kind, icon: None, label, alias: (!is_bare).then_some(name), style: declared.style };
        self.declare(name, participant, declared.order, line);
        if declared.is_created {
            self.stmt(StmtKind::Create(name), line);
        }
        true
    }

    fn declared_parts(
        &mut self,
        pair: Pair<'s, Rule>,
        line: &Line<'s>,
        sink: &mut Diagnostics,
    ) -> Declared<'s> {
        let mut found = Declared::default();
        for part in pair.into_inner() {
            let written = line.part(part.as_str(), part.as_span().start());
            match part.as_rule() {
                Rule::created => found.is_created = true,
                Rule::kind => found.kind = Some(kind(written.text)),
                Rule::stereotype => found.stereotype = Some(written.text),
                Rule::order => found.order = written.text["order".len()..].trim().parse().ok(),
                Rule::url => found.url = Some(written.text),
                Rule::color => found.style = self.style(written, line, sink),
                Rule::opens => found.opens = true,
                rule => found.names.push((rule, written)),
            }
        }
        found
    }

    /// What a head shows: its stereotype, its label, a link round it.
    fn head_label(
        &mut self,
        (rule, written): (Rule, Written<'s>),
        declared: &Declared<'s>,
        body: &[&'s str],
        line: &Line<'s>,
    ) -> Name<'s> {
        let plain = self.name(rule, written, line);
        if declared.stereotype.is_none() && declared.url.is_none() && body.is_empty() {
            return plain;
        }
        let mut text = plain.text.to_owned();
        if !body.is_empty() {
            let mut here = self.losses.here(written.span, line.number);
            text = lower::quoted(creole::joined(body, &mut here).into()).into_owned();
        }
        let linked = self.linked(declared.url, Written { text: self.source.keep(text), ..written }, line);
        let mut text = linked.text.to_owned();
        let stereotype = declared.stereotype.and_then(|it| self.stereotype(it, written.span, line));
        if let Some(stereotype) = stereotype {
            text = format!("{stereotype}\\n{text}");
        }
        Name { text: self.source.keep(text), quoted: true, span: written.span }
    }

    /// The address of `[[address{tip} label]]`, and a text with a link to it.
    pub(super) fn linked(&mut self, url: Option<&'s str>, text: Written<'s>, line: &Line<'s>) -> Written<'s> {
        let Some(url) = url else { return text };
        let inner = url.trim_start_matches('[').trim_end_matches(']').trim();
        let end = inner.find([' ', '{']).unwrap_or(inner.len());
        if inner[end..].starts_with('{') && !inner[end..].starts_with("{}") {
            self.losses.add(Code::NotImported, "a tooltip", line.span, line.number);
        }
        let address = &inner[..end];
        if text.text.is_empty() || address.is_empty() || address.contains(['<', '>', '"']) {
            return text;
        }
        Written { text: self.source.keep(format!("<link:{address}>{}</link>", text.text)), ..text }
    }

    /// A stereotype in guillemets; a spot in it is left out.
    fn stereotype(&mut self, written: &'s str, span: Span, line: &Line<'s>) -> Option<String> {
        if self.look.hidden.has(written) {
            return None;
        }
        let mut inner = looks::inner(written);
        if let Some((_, rest)) = inner.strip_prefix('(').and_then(|spot| spot.split_once(')')) {
            self.losses.add(Code::NotImported, "the spot of a stereotype", span, line.number);
            inner = rest.trim();
        }
        if inner.is_empty() {
            return None;
        }
        let lowered = creole::label(inner, &mut self.losses.here(span, line.number));
        Some(format!("<i>\u{ab}{}\u{bb}</i>", lower::quoted(lowered)))
    }

    /// `activate A #gold`, `deactivate A`, `create A`, `destroy A`.
    pub(super) fn lifetime(&mut self, pair: Pair<'s, Rule>, line: &Line<'s>, sink: &mut Diagnostics) -> bool {
        let (mut word, mut name, mut style) = (String::new(), None, Style::default());
        for part in pair.into_inner() {
            let written = line.part(part.as_str(), part.as_span().start());
            match part.as_rule() {
                Rule::lifetime_word => word = written.text.to_ascii_lowercase(),
                Rule::color => style = self.style(written, line, sink),
                rule => name = Some(self.name(rule, written, line)),
            }
        }
        let Some(name) = name else { return false };
        self.mention(&name);
        match word.as_str() {
            "activate" => self.activate(name, style, line),
            "deactivate" => self.deactivate(name, line),
            "create" => self.stmt(StmtKind::Create(name), line),
            _ => self.destroy(name, line),
        }
        true
    }

    /// `A ++` on a line of its own.
    pub(super) fn bar(&mut self, pair: Pair<'s, Rule>, line: &Line<'s>, sink: &mut Diagnostics) -> bool {
        let (mut begins, mut name, mut style) = (true, None, Style::default());
        for part in pair.into_inner() {
            let written = line.part(part.as_str(), part.as_span().start());
            match part.as_rule() {
                Rule::bar_mark => begins = written.text == "++",
                Rule::color => style = self.style(written, line, sink),
                rule => name = Some(self.name(rule, written, line)),
            }
        }
        let Some(name) = name else { return false };
        self.mention(&name);
        if begins {
            self.activate(name, style, line)
        } else {
            self.deactivate(name, line)
        }
        true
    }

    /// `deactivate` without a name ends the bar that was opened last.
    pub(super) fn last_bar(&mut self, line: &Line<'s>, sink: &mut Diagnostics) -> bool {
        match self.bars.last().copied() {
            Some((name, _)) => self.deactivate(name, line),
            None => {
                sink.warn(Code::NotActive, line.span, "nobody is active here").at("nothing to end");
                self.comment(line.text, line);
            }
        }
        true
    }

    pub(super) fn activate(&mut self, name: Name<'s>, style: Style<'s>, line: &Line<'s>) {
        let caller = self.last_ends.iter().find(|end| end.text != name.text).copied();
        self.bars.push((name, caller));
        self.stmt(StmtKind::Activate(name, style), line);
    }

    pub(super) fn deactivate(&mut self, name: Name<'s>, line: &Line<'s>) {
        self.ended(name);
        self.stmt(StmtKind::Deactivate(name, When::Now), line);
    }

    pub(super) fn destroy(&mut self, name: Name<'s>, line: &Line<'s>) {
        self.ended(name);
        self.stmt(StmtKind::Destroy(name, Ending::Now), line);
    }

    /// The innermost bar of a participant ends. It is nearly always among the last ones.
    pub(super) fn ended(&mut self, name: Name<'s>) {
        let recent = self.bars.len().saturating_sub(64);
        if let Some(at) = self.bars[recent..].iter().rposition(|(open, _)| open.text == name.text) {
            self.bars.remove(recent + at);
        }
    }
}

/// A text without its quotation marks.
pub(super) fn unquoted(text: &str) -> &str {
    text.trim_matches(['"', '\u{201c}', '\u{201d}'])
}

fn kind(word: &str) -> ParticipantKind {
    match word.to_ascii_lowercase().as_str() {
        "actor" => ParticipantKind::Actor,
        "boundary" => ParticipantKind::Boundary,
        "control" => ParticipantKind::Control,
        "entity" => ParticipantKind::Entity,
        "queue" => ParticipantKind::Queue,
        "database" => ParticipantKind::Database,
        "collections" => ParticipantKind::Collections,
        _ => ParticipantKind::Participant,
    }
}
