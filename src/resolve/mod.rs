//! Resolves a parsed source into a model: names, numbers and lifetimes, on one walk.

mod answer;
mod around;
mod color;
mod fragment;
mod group;
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
mod uses;

use crate::ast::{self, Stmt, StmtKind};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{
    Activation, Diagram, Divider, End, Event, EventId, EventKind, Foot, Group, Id, Note, Text,
};
use crate::notation::{Side, Style};
use crate::run::Run;
use crate::source::Span;
use group::Order;
use lifetime::{LifelineChange, Lifetimes};
use names::Names;
use styles::{Styles, Type};
use text::Reading;
use uses::Uses;

/// How many activations of one participant can be open at a time.
const MAX_BARS: usize = 64;

/// Resolves a diagram, and its run where it speaks of knowledge. Never fails: what is wrong is reported and left out.
pub fn resolve<'a>(written: &'a ast::Diagram<'a>, sink: &mut Diagnostics) -> (Diagram, Option<Run<'a>>) {
    let styles = Styles::of(&written.body, sink);
    let mut walk = Walk::new(Reading::of(written.dialect), styles, Uses::of(&written.body), sink);
    walk.order = Order::of(&written.body);
    walk.names.reserve(&walk.order);
    let mut events = walk.body(&written.body);
    events.iter_mut().for_each(|event| event.walk_mut(&mut together::level));
    identify(&mut events);
    let Walk { mut names, title, groups, look, styles, .. } = walk;
    let run = run::run(&written.body, &mut names, &events);
    let participants = look.finish(names.finish(sink), &styles);
    if participants.is_empty() && events.is_empty() && title.is_none() && look.around.is_empty() {
        report_nothing(&written.body, sink);
    }
    let setting::Look { around, frame, spoken_title, description, footer, distance, typeface, .. } = look;
    let shows_knowledge = run.is_some();
    let diagram = Diagram {
        title,
        participants,
        groups,
        spoken_title,
        description,
        around,
        frame,
        footer,
        distance,
        typeface,
        shows_knowledge,
        foot: Foot::default(),
        events,
    };
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
    uses: Uses,
    title: Option<Text>,
    /// Where the title is written.
    titled: Option<Span>,
    groups: Vec<Group>,
    /// Whom the groups hold, where one of them takes in a participant from outside.
    order: Order,
    /// How many groups are open.
    level: u32,
    look: setting::Look,
    modes: together::Modes,
    numbering: number::Numbering,
    callers: answer::Callers,
}

impl<'d> Walk<'d> {
    fn new(reading: Reading, styles: Styles, uses: Uses, sink: &'d mut Diagnostics) -> Walk<'d> {
        let names = Names::new(reading, styles.of_names());
        Walk {
            sink,
            reading,
            styles,
            names,
            lifetimes: Lifetimes::default(),
            uses,
            title: None,
            titled: None,
            groups: Vec::new(),
            order: Order::default(),
            level: 0,
            look: setting::Look::default(),
            modes: together::Modes::default(),
            numbering: number::Numbering::default(),
            callers: answer::Callers::default(),
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
            StmtKind::Title(title) => self.title(*title, place),
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
                place.push(EventKind::Divider(Divider { text, style, is_pause: false }), events);
            }
            StmtKind::Pause(text) => {
                let text = self.reading.line(*text, self.sink);
                let style = Style::default();
                place.push(EventKind::Divider(Divider { text, style, is_pause: true }), events);
            }
            StmtKind::Return(text) => self.answer(*text, place, events),
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

    /// The title; the last one is drawn.
    fn title(&mut self, title: ast::Written<'_>, place: Origin) {
        if let Some(first) = self.titled.replace(place.span) {
            self.report_second("title", first, place);
        }
        self.title = Some(self.reading.line(title, self.sink)).filter(|title| !title.is_empty());
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
        let depth = self.lifetimes.depth(activation.of);
        self.callers.opened(activation.of, depth, together::last_message(events));
        if let Some(message) = together::last_message(events) {
            let is_self = ends_at(message.from, activation.of) && ends_at(message.to, activation.of);
            deepen(&mut message.to, activation.of, depth);
            if !is_self {
                deepen(&mut message.from, activation.of, depth);
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
            if self.lifetimes.was_perhaps_ended(id) {
                self.report_optional_end(id, name);
            } else {
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

    /// Warns where a participant goes on with work whose activation ended in a fragment that may not happen.
    fn report_optional_end(&mut self, id: Id, name: &ast::Name<'_>) {
        let Some(fragment) = self.lifetimes.optional_end(id) else { return };
        let shown = self.names.name(id);
        self.sink
            .warn(
                Code::EndedInOption,
                name.span,
                format!(
                    "`{shown}` works on here, but its activation ended in a fragment that may not happen"
                ),
            )
            .at("drawn without an activation")
            .label(fragment, "ended in here")
            .help(format!(
                "end the activation below the fragment, or write an `alt` whose `else` goes on with `{shown}`"
            ));
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

/// So many bars at that end at least, if it is at that participant.
fn deepen(end: &mut End, id: Id, least: u32) {
    if let End::Lifeline { of, depth } = end
        && *of == id
    {
        *depth = least.max(*depth);
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
