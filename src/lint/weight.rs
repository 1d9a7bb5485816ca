//! Reports a model whose picture would be too large. The bytes are estimated without a theme: layout and back ends
//! cannot fail, so a picture that is too large must be reported before them. Much of a picture is linear in its source.
//! What multiplies is counted as `layout` and `render` do it: the gaps of lifelines and bars, repeated names and
//! images, values and those who know them, addresses on each line.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{
    Diagram, End, Event, EventKind, Footer, Fragment, Icon, Id, Learning, Message, Note, Participant, Text,
};
use crate::source::Span;
use crate::text::{MAX_GAPS, shortened};

/// About how many bytes the marks of an element take, without its texts.
const HEAD: u64 = 300;
const MESSAGE: u64 = 200;
const NUMBER: u64 = 130;
const NOTE: u64 = 300;
const FRAME: u64 = 500;
const DIVIDER: u64 = 450;
const CROSS: u64 = 250;
/// One line of text, and how many bytes of it have room on the narrowest.
const LINE: u64 = 140;
const LINE_LENGTH: u64 = 10;
/// One part of a line that is set apart.
const PART: u64 = 260;
/// A piece of a lifeline, and a piece of a bar.
const PIECE: u64 = 20;
const BAR: u64 = 75;

/// Reports a diagram whose picture would have more than `most` bytes.
pub(crate) fn weigh(diagram: &Diagram, most: u64, sink: &mut Diagnostics) {
    // If the knowledge check stopped early, the model is incomplete.
    if sink.has(Code::TooMuchToCompute) {
        return;
    }
    let mut scales = Scales::new(diagram);
    scales.events(&diagram.events);
    scales.finish();
    let all: u64 = scales.loads.iter().map(|load| load.total).sum();
    if all <= most {
        return;
    }
    let heaviest = scales.loads.iter().zip(KINDS).max_by_key(|(load, _)| load.total);
    let (load, &(_, label, help)) = heaviest.expect("there are kinds of load");
    let mib = |bytes: u64| bytes.div_ceil(1 << 20);
    let message = format!(
        "this picture would be larger than {} MiB, which is the most for a source of this size: about {} MiB",
        mib(most),
        mib(all)
    );
    sink.error(Code::PictureTooLarge, load.span, message).at(label).help(help);
}

/// What makes a picture large.
#[derive(Clone, Copy)]
enum Kind {
    Head,
    Name,
    Box,
    Bar,
    Value,
    Link,
    Other,
}

/// The message and the help for each.
const KINDS: &[(Kind, &str, &str)] = &[
    (
        Kind::Head,
        "most of it is the heads of this one",
        "draw its head fewer times, with a shorter name or a smaller image",
    ),
    (
        Kind::Name,
        "most of it is names such as this one",
        "give the participants shorter names, or split the diagram",
    ),
    (
        Kind::Box,
        "most of it is the gaps that boxes such as this one make in the lifelines behind them",
        "let boxes stand over fewer participants, or split the diagram",
    ),
    (
        Kind::Bar,
        "most of it is the pieces of its activations",
        "have fewer activations open where texts and boxes stand over them",
    ),
    (
        Kind::Value,
        "most of it is values such as these",
        "name or show fewer and shorter values, for fewer parties",
    ),
    (
        Kind::Link,
        "most of it is the address of a link, which stands on each line of its text",
        "shorten the address, or let fewer words lead there",
    ),
    (Kind::Other, "most of it is elements such as this one", "split the diagram"),
];

/// How many bytes the elements of one kind take.
#[derive(Clone, Copy, Default)]
struct Load {
    total: u64,
    /// The most that one of them takes, and where the first of those is.
    most: u64,
    span: Span,
}

/// What is counted for each lifeline.
#[derive(Clone, Copy, Default)]
struct Lifeline {
    /// How many bars are open, and how many were at most.
    open: u64,
    deepest: u64,
    /// How many more boxes are over it than over the one before it: opaque ones, and others.
    boxes: i64,
    frames: i64,
    /// How many bytes its name takes where it is repeated.
    name: u64,
}

struct Scales<'d> {
    diagram: &'d Diagram,
    loads: [Load; KINDS.len()],
    lifelines: Vec<Lifeline>,
    /// How many bars were open at most at one lifeline.
    deepest: u64,
}

impl<'d> Scales<'d> {
    fn new(diagram: &'d Diagram) -> Scales<'d> {
        let lifeline = |participant: &Participant| {
            let name = shortened(&participant.label.plain);
            let escaped = name.bytes().filter(|byte| b"\"&<>'\n".contains(byte)).count();
            Lifeline { name: (name.len() + escaped * 5) as u64, ..Lifeline::default() }
        };
        let mut lifelines: Vec<Lifeline> = diagram.participants.iter().map(lifeline).collect();
        // What boxes end before.
        lifelines.push(Lifeline::default());
        let mut scales = Scales { diagram, loads: Default::default(), lifelines, deepest: 0 };
        for (index, participant) in diagram.participants.iter().enumerate() {
            scales.head(Id::at(index));
            if matches!(diagram.footer, Footer::Heads | Footer::Auto) {
                scales.head(Id::at(index));
            }
            scales.add(Kind::Other, PIECE, participant.span);
        }
        let around = &diagram.around;
        let legend = around.legend.as_ref().map(|legend| &legend.text);
        for words in [&around.header, &around.caption, &around.footer].into_iter().flatten().chain(legend) {
            let bytes = FRAME + scales.text(&words.text, words.span);
            scales.add(Kind::Other, bytes, words.span);
        }
        for group in &diagram.groups {
            let at = diagram.participants[group.first.index()].span;
            let bytes = FRAME + scales.text(&group.label, at);
            scales.add(Kind::Other, bytes, at);
        }
        scales
    }

    fn add(&mut self, kind: Kind, bytes: u64, span: Span) {
        let load = &mut self.loads[kind as usize];
        load.total = load.total.saturating_add(bytes);
        if bytes > load.most {
            (load.most, load.span) = (bytes, span);
        }
    }

    fn events(&mut self, events: &[Event]) {
        events.iter().for_each(|event| self.event(event));
    }

    fn event(&mut self, event: &Event) {
        let span = event.span;
        match &event.kind {
            EventKind::Message(message) => self.message(message, span),
            EventKind::Note(note) => self.note(note, span),
            EventKind::Reference(reference) => {
                self.note(&reference.note, span);
                self.events(&reference.entry);
                self.events(&reference.exit);
            }
            EventKind::Learning(learning) => self.learning(learning, span),
            EventKind::Fragment(fragment) => self.fragment(fragment, span),
            EventKind::Divider(divider) => {
                let bytes = DIVIDER + self.text(&divider.text, span);
                self.add(Kind::Other, bytes, span);
                self.crosses(u64::MAX, &divider.text, span);
            }
            EventKind::Together(inside) => self.events(inside),
            EventKind::Activate(activation) => {
                let lifeline = &mut self.lifelines[activation.of.index()];
                lifeline.open += 1;
                lifeline.deepest = lifeline.deepest.max(lifeline.open);
                self.deepest = self.deepest.max(lifeline.open);
                self.add(Kind::Other, BAR, span);
            }
            EventKind::Deactivate(id) => {
                let lifeline = &mut self.lifelines[id.index()];
                lifeline.open = lifeline.open.saturating_sub(1);
            }
            EventKind::Create(id) => self.head(*id),
            EventKind::Destroy(id, _) => {
                self.name(*id);
                self.add(Kind::Other, CROSS, span);
            }
            EventKind::Space(_) | EventKind::Spacing(_) | EventKind::BarTail | EventKind::Revive(_) => {}
        }
    }

    fn message(&mut self, message: &Message, span: Span) {
        let mut bytes = MESSAGE + self.text(&message.text, span);
        bytes += if message.number.is_some() { NUMBER } else { 0 };
        if let Some(protection) = &message.protection {
            bytes += NUMBER + written(protection.key.as_deref().unwrap_or_default());
        }
        self.add(Kind::Other, bytes, span);
        let mut ends = [0; 2];
        for (column, end) in ends.iter_mut().zip([message.from, message.to]) {
            *column = match end {
                End::Lifeline { of, .. } => {
                    self.name(of);
                    of.index()
                }
                End::Reference(of) => of.index(),
                End::LeftBorder => 0,
                End::RightBorder => self.lifelines.len(),
            };
        }
        if let (true, End::Lifeline { of, .. }) = (message.creates, message.to) {
            self.head(of);
        }
        let between = ends[0].abs_diff(ends[1]).saturating_sub(1) as u64;
        // The label of a self message may reach over lifelines beside it.
        let between = if ends[0] == ends[1] { u64::MAX } else { between };
        self.crosses(between, &message.text, span);
    }

    fn note(&mut self, note: &Note, span: Span) {
        let bytes = NOTE + self.text(&note.text, span);
        self.add(Kind::Other, bytes, span);
        self.covers(note.first, note.last, span);
    }

    fn learning(&mut self, learning: &Learning, span: Span) {
        let mut bytes = NOTE;
        for fact in &learning.facts {
            let how = fact.how.as_deref().map_or(0, written);
            let digits = fact.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
            // All digits are in a title; where all are shown, in lines, too.
            bytes += written(&fact.name) + how + LINE + digits * if fact.whole { 20 } else { 2 };
        }
        self.add(Kind::Value, bytes, span);
        self.covers(learning.first, learning.last, span);
    }

    fn fragment(&mut self, fragment: &Fragment, span: Span) {
        let bytes = FRAME + self.text(&fragment.label, span);
        self.add(Kind::Other, bytes, span);
        for operand in &fragment.operands {
            let bytes = FRAME / 2 + self.text(&operand.guard, span);
            self.add(Kind::Other, bytes, span);
            self.crosses(u64::MAX, &operand.guard, span);
            self.events(&operand.events);
        }
        if fragment.is_collapsed
            && let Some((first, last)) = sides(&fragment.operands)
        {
            self.lifelines[first].frames += 1;
            self.lifelines[last + 1].frames -= 1;
            self.add(Kind::Box, (last - first) as u64, span);
        }
    }

    /// The head of a participant, which shows the whole name.
    fn head(&mut self, id: Id) {
        let participant = &self.diagram.participants[id.index()];
        let picture = match &participant.icon {
            Some(Icon::Image(data)) => data.len(),
            Some(Icon::Glyph(glyph)) => glyph.path.len(),
            Some(Icon::Placeholder) | None => 0,
        };
        let bytes = HEAD + picture as u64 + self.text(&participant.label, participant.span);
        self.add(Kind::Head, bytes, participant.span);
    }

    /// The name of a participant in a sentence.
    fn name(&mut self, id: Id) {
        let name = self.lifelines[id.index()].name;
        self.add(Kind::Name, name, self.diagram.participants[id.index()].span);
    }

    /// Counts an opaque box over some lifelines.
    fn covers(&mut self, first: Id, last: Id, span: Span) {
        self.name(first);
        if first != last {
            self.name(last);
        }
        self.lifelines[first.index()].boxes += 1;
        self.lifelines[last.index() + 1].boxes -= 1;
        self.add(Kind::Box, (last.index() - first.index()) as u64, span);
    }

    /// Counts a text over at most so many lifelines, whose bars it may interrupt.
    fn crosses(&mut self, lifelines: u64, text: &Text, span: Span) {
        let over = lifelines.min(1 + text.plain.len() as u64 / LINE_LENGTH);
        if !text.is_empty() && self.deepest > 0 {
            self.add(Kind::Bar, over * self.deepest * BAR, span);
        }
    }

    /// How many bytes a text takes; those of addresses in it are added.
    fn text(&mut self, text: &Text, span: Span) -> u64 {
        let mut from = 0;
        for run in &text.runs {
            let part = text.plain.get(from..run.end).unwrap_or_default();
            from = run.end;
            if let Some(link) = &run.style.link {
                self.add(Kind::Link, link.as_str().len() as u64 * lines(part), span);
            }
        }
        written(&text.plain) + text.runs.len() as u64 * PART
    }

    /// Adds what is only known after all boxes.
    fn finish(&mut self) {
        let (mut boxes, mut frames) = (0, 0);
        let mut gaps = Vec::with_capacity(self.lifelines.len());
        for lifeline in &self.lifelines {
            boxes += lifeline.boxes;
            frames += lifeline.frames;
            let opaque = if boxes > MAX_GAPS as i64 { 0 } else { boxes };
            gaps.push((opaque + frames) as u64);
        }
        for (index, participant) in self.diagram.participants.iter().enumerate() {
            let deepest = self.lifelines[index].deepest;
            self.loads[Kind::Box as usize].total += gaps[index] * PIECE;
            self.add(Kind::Bar, gaps[index] * deepest * BAR, participant.span);
        }
        for group in &self.diagram.groups {
            let sides = gaps[group.first.index()] + gaps[group.last.index()];
            self.loads[Kind::Box as usize].total += sides * PIECE;
        }
    }
}

/// About how many bytes a text takes: read out, and drawn in lines.
fn written(text: &str) -> u64 {
    if text.is_empty() { 0 } else { text.len() as u64 * 2 + lines(text) * LINE }
}

/// About how many lines a text has.
fn lines(text: &str) -> u64 {
    let breaks = text.bytes().filter(|&byte| byte == b'\n').count();
    1 + breaks as u64 + text.len() as u64 / LINE_LENGTH
}

/// From which to which participant operands reach.
fn sides(operands: &[crate::model::Operand]) -> Option<(usize, usize)> {
    let mut sides: Option<(usize, usize)> = None;
    let mut visit = |event: &Event| {
        for id in participants(&event.kind).into_iter().flatten() {
            let (first, last) = sides.unwrap_or((id.index(), id.index()));
            sides = Some((first.min(id.index()), last.max(id.index())));
        }
    };
    operands.iter().flat_map(|operand| &operand.events).for_each(|event| event.walk(&mut visit));
    sides
}

/// The participants that an event touches.
fn participants(kind: &EventKind) -> [Option<Id>; 2] {
    let of = |end: End| match end {
        End::Lifeline { of, .. } | End::Reference(of) => Some(of),
        End::LeftBorder | End::RightBorder => None,
    };
    match kind {
        EventKind::Message(message) => [of(message.from), of(message.to)],
        EventKind::Note(note) => [Some(note.first), Some(note.last)],
        EventKind::Reference(reference) => [Some(reference.note.first), Some(reference.note.last)],
        EventKind::Learning(learning) => [Some(learning.first), Some(learning.last)],
        EventKind::Activate(activation) => [Some(activation.of), None],
        EventKind::Create(id)
        | EventKind::Deactivate(id)
        | EventKind::Destroy(id, _)
        | EventKind::Revive(id) => [Some(*id), None],
        EventKind::Fragment(_)
        | EventKind::Divider(_)
        | EventKind::Together(_)
        | EventKind::Space(_)
        | EventKind::Spacing(_)
        | EventKind::BarTail => [None, None],
    }
}
