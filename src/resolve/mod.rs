//! Resolves a parsed source into a model: names, numbers and lifetimes, on one walk.

mod color;
mod fragment;
mod html;
mod icon;
mod lifetime;
mod markup;
mod message;
mod names;
mod number;
mod reference;
mod run;
mod setting;
mod styles;
mod text;
mod together;

use crate::ast::{self, Stmt, StmtKind};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Activation, Diagram, Divider, End, Event, EventId, EventKind, Group, Id, Note, Text};
use crate::notation::Side;
use crate::run::Run;
use crate::source::Span;
use lifetime::{LifelineChange, Lifetimes};
use names::Names;
use styles::{Styles, Type};
use text::Reading;

/// How many activations of one participant can be open at a time.
const MAX_BARS: usize = 64;

/// Resolves a diagram, and its run where it speaks of knowledge. Never fails: what is wrong is reported and left out.
pub fn resolve<'a>(written: &'a ast::Diagram<'a>, sink: &mut Diagnostics) -> (Diagram, Option<Run<'a>>) {
    let styles = Styles::of(&written.body, sink);
    let mut walk = Walk::new(Reading::of(written.dialect), styles, sink);
    let mut events = walk.body(&written.body);
    identify(&mut events);
    let Walk { mut names, title, groups, look, styles, .. } = walk;
    let run = run::run(&written.body, &mut names, &events);
    let participants = look.finish(names.finish(sink), &styles);
    if participants.is_empty() && events.is_empty() && title.is_none() {
        report_nothing(&written.body, sink);
    }
    let setting::Look { frame, footer, distance, typeface, .. } = look;
    let shows_knowledge = run.is_some();
    let diagram =
        Diagram { title, participants, groups, frame, footer, distance, typeface, shows_knowledge, events };
    (diagram, run)
}

/// Numbers all events in the order of the source, which is that of the drawing.
fn identify(events: &mut [Event]) {
    let mut next = 0;
    let mut number = |event: &mut Event| {
        event.id = EventId::at(next);
        next += 1;
    };
    events.iter_mut().for_each(|event| event.walk_mut(&mut number));
}

/// Reports a source that draws nothing, unless what it holds has been reported already. A file of
/// comments may be a beginning; an empty one is a mistake.
fn report_nothing(body: &[Stmt<'_>], sink: &mut Diagnostics) {
    let is_comment = |stmt: &Stmt<'_>| matches!(stmt.kind, StmtKind::Comment(_));
    if body.iter().any(|stmt| !is_comment(stmt) && stmt.kind != StmtKind::Blank) {
        return;
    }
    let diagnostic = match body.iter().find(|stmt| is_comment(stmt)) {
        Some(comment) => sink.warn(Code::EmptyDiagram, comment.span, "there is nothing to draw but comments"),
        None => sink.error(Code::EmptyDiagram, Span::new(0, 0), "there is nothing to draw"),
    };
    diagnostic.at("no statement in this file").help("the shortest diagram is one line: `A->B: hello`");
}

/// What is known at one point of the walk.
struct Walk<'d> {
    sink: &'d mut Diagnostics,
    reading: Reading,
    styles: Styles,
    names: Names,
    lifetimes: Lifetimes,
    title: Option<Text>,
    groups: Vec<Group>,
    /// How many groups are open.
    level: u32,
    look: setting::Look,
    modes: together::Modes,
    /// The number of the next message, where numbers are on.
    number: Option<u64>,
}

impl<'d> Walk<'d> {
    fn new(reading: Reading, styles: Styles, sink: &'d mut Diagnostics) -> Walk<'d> {
        let names = Names::new(reading, styles.of_names());
        Walk {
            sink,
            reading,
            styles,
            names,
            lifetimes: Lifetimes::default(),
            title: None,
            groups: Vec::new(),
            level: 0,
            look: setting::Look::default(),
            modes: together::Modes::default(),
            number: None,
        }
    }

    fn body(&mut self, body: &[Stmt<'_>]) -> Vec<Event> {
        let mut events = Vec::with_capacity(body.len());
        self.statements(body, &mut events);
        events
    }

    /// Resolves the statements of one block. What they switch on for what follows ends with the block.
    fn statements(&mut self, body: &[Stmt<'_>], events: &mut Vec<Event>) {
        let before = std::mem::take(&mut self.modes);
        for stmt in body {
            self.stmt_in_flow(stmt, events);
        }
        self.modes = before;
    }

    fn stmt(&mut self, stmt: &Stmt<'_>, events: &mut Vec<Event>) {
        let place = Origin { span: stmt.span, line: stmt.line };
        match &stmt.kind {
            StmtKind::Blank | StmtKind::Comment(_) | StmtKind::Knowledge(_) | StmtKind::Junk(_) => {}
            StmtKind::Title(title) => {
                self.title = Some(self.reading.line(*title, self.sink)).filter(|t| !t.is_empty())
            }
            StmtKind::Participant(participant) => self.participant(participant, place),
            StmtKind::Create(name) => {
                let id = self.names.mention(name, place.line);
                self.create(id, name.span);
                place.push(EventKind::Create(id), events);
            }
            StmtKind::Message(message) => self.message(message, place, events),
            StmtKind::Note(note) => self.note(note, place, events),
            StmtKind::Reference(reference) => self.reference(reference, place, events),
            StmtKind::Divider(label, style) => {
                let begun = self.styles.beginning(Some(Type::Divider), style);
                let text = self.reading.styled(*label, begun, self.sink);
                let style = self.styles.style_of(Type::Divider, style, self.sink);
                place.push(EventKind::Divider(Divider { text, style }), events);
            }
            StmtKind::Space(units) => self.space(units.as_ref(), place, events),
            StmtKind::Autonumber(autonumber) => self.autonumber(autonumber),
            StmtKind::Activate(name, style) => {
                let of = self.names.mention(name, place.line);
                let style = match self.styles.style(style, self.sink) {
                    style if style.is_plain() => self.look.activation(of),
                    style => style,
                };
                self.activate(Activation { of, style }, place, events);
            }
            StmtKind::Deactivate(name, when) => self.deactivate(name, *when, place, events),
            StmtKind::Fragment(fragment) => self.fragment(fragment, place, events),
            StmtKind::Destroy(name, ending) => self.destroy(name, *ending, place, events),
            StmtKind::Group(group) => self.group(group, place, events),
            StmtKind::Setting(setting) => self.setting(setting, place, events),
            StmtKind::Braces(braces) => self.braces(braces, place, events),
        }
    }

    /// A group holds the participants that are first mentioned inside of it.
    fn group(&mut self, group: &ast::Group<'_>, place: Origin, events: &mut Vec<Event>) {
        let first = self.names.len();
        let at = self.groups.len();
        let style = self.styles.style(&group.style, self.sink);
        self.level += 1;
        self.statements(&group.body, events);
        self.level -= 1;
        let Some(last) = self.names.len().checked_sub(1).filter(|&last| last >= first) else {
            self.sink
                .warn(Code::EmptyGroup, place.span, "no participant is declared in this group")
                .at("not drawn")
                .help("declare its participants between this line and its `end`, and nowhere before");
            return;
        };
        let (first, last) = (Id::at(first), Id::at(last));
        let label = self.reading.styled(group.label, self.styles.beginning(None, &group.style), self.sink);
        let group = Group { label, style, first, last, level: self.level, line: place.line };
        self.groups.insert(at, group);
    }

    fn participant(&mut self, participant: &ast::Participant<'_>, place: Origin) {
        let style = self.styles.style(&participant.style, self.sink);
        let icon = icon::icon(participant.icon.as_ref(), self.sink);
        let begun = self.styles.beginning(Some(Type::Participant), &participant.style);
        self.names.declare(participant, icon, (style, begun), place.line, self.sink);
    }

    /// A participant's head appears here, if it has not appeared yet or its lifeline has ended.
    fn create(&mut self, id: Id, span: Span) -> bool {
        let known = self.names.took_part(id);
        if known && !self.lifetimes.has_ended(id) {
            let name = self.names.name(id);
            self.sink
                .warn(Code::AlreadyThere, span, format!("`{name}` is there already and cannot be created"))
                .at("its head is at the top already")
                .help("create it before its first message, and not here");
            return false;
        }
        if !known {
            self.names.mark_created(id);
        }
        self.lifetimes.begin(id);
        true
    }

    fn destroy(&mut self, name: &ast::Name<'_>, ending: ast::Ending, place: Origin, events: &mut Vec<Event>) {
        let id = self.names.mention(name, place.line);
        if self.lifetimes.has_ended(id) {
            self.sink
                .warn(Code::AfterDestroy, name.span, format!("`{}` has been destroyed already", name.text))
                .at("its lifeline ends above")
                .help("delete this line");
            return;
        }
        if ending == ast::Ending::After {
            place.push(EventKind::Destroy(id, ending), events);
        }
        for _ in 0..self.lifetimes.end(id) {
            place.push(EventKind::Deactivate(id), events);
        }
        if ending != ast::Ending::After {
            place.push(EventKind::Destroy(id, ending), events);
        }
    }

    fn note(&mut self, note: &ast::Note<'_>, place: Origin, events: &mut Vec<Event>) {
        if let Some(note) = self.note_of(note, place) {
            place.push(EventKind::Note(note), events);
        }
    }

    fn note_of(&mut self, note: &ast::Note<'_>, place: Origin) -> Option<Note> {
        let ids = note.about.iter().map(|name| self.names.mention(name, place.line));
        let ids: Vec<Id> = ids.collect();
        let (&first, &last) = (ids.iter().min()?, ids.iter().max()?);
        let begun = self.styles.beginning(Some(Type::Note(note.kind)), &note.style);
        let text = match &note.text {
            ast::NoteText::Line(written) => self.reading.styled(*written, begun, self.sink),
            ast::NoteText::Block { lines, .. } => self.reading.block(lines, place.span, begun, self.sink),
        };
        let depth = if note.side == Side::Over { 0 } else { self.lifetimes.depth(first) };
        let style = self.styles.style_of(Type::Note(note.kind), &note.style, self.sink);
        let (kind, side) = (note.kind, note.side);
        Some(Note { kind, side, first, last, depth, text, style })
    }

    fn activate(&mut self, activation: Activation, place: Origin, events: &mut Vec<Event>) {
        if self.lifetimes.depth(activation.of) as usize >= MAX_BARS {
            self.report_depth(activation.of, place.span);
            return;
        }
        self.lifetimes.activate(activation.of, activation.style);
        // The bar begins at the message before it, so that message's arrow ends at the bar.
        if let Some(message) = together::last_message(events) {
            let is_self = ends_at(message.from, activation.of) && ends_at(message.to, activation.of);
            deepen(&mut message.to, activation.of);
            if !is_self {
                deepen(&mut message.from, activation.of);
            }
        }
        place.push(EventKind::Activate(activation), events);
    }

    /// Once per participant: the statements after this one have the same fault.
    fn report_depth(&mut self, id: Id, span: Span) {
        if std::mem::replace(self.names.too_deep(id), true) {
            return;
        }
        let name = self.names.name(id).to_owned();
        self.sink
            .error(Code::TooDeep, span, format!("`{name}` has more than {MAX_BARS} activations open"))
            .at("the limit is MAX_BARS")
            .help(format!("end some of them with `deactivate {name}`"));
    }

    fn deactivate(&mut self, name: &ast::Name<'_>, when: ast::When, place: Origin, events: &mut Vec<Event>) {
        let id = self.names.mention(name, place.line);
        if !self.lifetimes.deactivate(id) {
            if !self.lifetimes.was_perhaps_ended(id) {
                self.sink
                    .warn(Code::NotActive, name.span, format!("`{}` is not active here", name.text))
                    .at("nothing to end")
                    .help(format!("write `activate {}` after the message that starts its work", name.text));
            }
            return;
        }
        if when == ast::When::After {
            place.push(EventKind::BarTail, events);
        }
        place.push(EventKind::Deactivate(id), events);
    }

    fn changes(&self, changes: Vec<LifelineChange>, place: Origin, events: &mut Vec<Event>) {
        for change in changes {
            let kind = match change {
                LifelineChange::Open(activation) => EventKind::Activate(activation),
                LifelineChange::Close(id) => EventKind::Deactivate(id),
                LifelineChange::Revive(id) => EventKind::Revive(id),
            };
            place.push(kind, events);
        }
    }
}

/// Whether an end of a message is at that participant's lifeline.
fn ends_at(end: End, id: Id) -> bool {
    matches!(end, End::Lifeline { of, .. } if of == id)
}

/// One bar more at that end, if it is at that participant.
fn deepen(end: &mut End, id: Id) {
    if let End::Lifeline { of, depth } = end
        && *of == id
    {
        *depth += 1;
    }
}

/// Where a statement stands in the source.
#[derive(Clone, Copy)]
struct Origin {
    span: Span,
    line: u32,
}

impl Origin {
    /// An event at that place; `identify` numbers it once all are there.
    fn event(self, kind: EventKind) -> Event {
        Event { id: EventId::default(), kind, span: self.span, line: self.line }
    }

    fn push(self, kind: EventKind, events: &mut Vec<Event>) {
        events.push(self.event(kind));
    }
}
