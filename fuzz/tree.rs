//! Makes a tree of statements from bytes, as an author could have written it: each byte is one decision.

mod knowledge;

use seqwright::Dialect;
use seqwright::ast::{
    Autonumber, Braces, Diagram, Ending, Endpoint, Fragment, FragmentStyle, Group, Legend, Message, Name,
    Note, NoteText, Operand, Participant, Reference, Setting, Stmt, StmtKind, Style, StyleParts, When,
    Written,
};
use seqwright::notation::{
    Arrow, Dash, FragmentKind, Head, Line, NoteKind, PageText, ParticipantKind, Placement, Side,
};
use seqwright::source::Span;

const NOWHERE: Span = Span::new(0, 0);
/// As deep as authors nest, and one more.
const DEEPEST: usize = 6;

const NAMES: [&str; 12] =
    ["A", "Bob", "Web shop", "x", "end", "note", "a-b", "über", "漢字", "participant", "A, B", "over"];
const TEXTS: [&str; 14] = [
    "hello",
    "a: b -> c",
    "end",
    "**bold** and //slanted//",
    "x\\ny",
    "#red",
    "[x]",
    "\"quoted\"",
    "else",
    "<color:#red>x</color>",
    "漢字 👩‍👧",
    "a, b",
    "{",
    "}",
];
const COLORS: [&str; 5] = ["red", "fff", "1a2b3c", "lightblue", "ffffff"];

/// The decisions that are left. When there are none, each is the first choice.
struct Decisions<'b> {
    bytes: &'b [u8],
}

impl Decisions<'_> {
    fn below(&mut self, count: usize) -> usize {
        let Some((&first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        usize::from(first) % count
    }

    fn is(&mut self) -> bool {
        self.below(2) == 1
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}

fn written(text: &str) -> Written<'_> {
    Written { text, span: NOWHERE }
}

/// A diagram.
pub fn grow(bytes: &[u8]) -> Diagram<'static> {
    let mut decisions = Decisions { bytes };
    let mut body = Vec::new();
    while !decisions.bytes.is_empty() {
        body.push(stmt(&mut decisions, DEEPEST));
    }
    Diagram { dialect: Dialect::default(), body: settled(body) }
}

/// Statements as a parser gives them: blank lines are alone, and between others.
fn settled(body: Vec<Stmt<'static>>) -> Vec<Stmt<'static>> {
    let mut settled: Vec<Stmt<'static>> = Vec::new();
    for stmt in body {
        let is_blank = matches!(stmt.kind, StmtKind::Blank);
        if !is_blank || settled.last().is_some_and(|last| !matches!(last.kind, StmtKind::Blank)) {
            settled.push(stmt);
        }
    }
    if settled.last().is_some_and(|last| matches!(last.kind, StmtKind::Blank)) {
        settled.pop();
    }
    settled
}

fn stmt(d: &mut Decisions<'_>, depth: usize) -> Stmt<'static> {
    let kinds = if depth > 0 { 30 } else { 26 };
    let kind = match d.below(kinds) {
        0..=5 => StmtKind::Message(message(d)),
        6 | 7 => StmtKind::Note(note(d)),
        8 => StmtKind::Participant(Box::new(participant(d))),
        9 => StmtKind::Title(text(d)),
        10 => StmtKind::Activate(name(d), shape(d)),
        11 => StmtKind::Deactivate(name(d), d.of(&[When::Now, When::After])),
        12 => StmtKind::Destroy(name(d), d.of(&[Ending::Now, Ending::After, Ending::Silent])),
        13 => StmtKind::Create(name(d)),
        14 => StmtKind::Blank,
        15 => StmtKind::Comment(d.of(&["# a comment", "// another", "#"])),
        16 => StmtKind::Divider(text(d), shape(d)),
        17 => StmtKind::Autonumber(match d.below(5) {
            0 => Autonumber::On { from: None, step: None, format: None },
            1 => Autonumber::On { from: Some(written("7")), step: None, format: None },
            2 => Autonumber::On {
                from: Some(written("1.5")),
                step: Some(written("0.25")),
                format: d.is().then(|| written("<b>[000]")),
            },
            3 => Autonumber::Resume {
                step: d.is().then(|| written("10")),
                format: d.is().then(|| written("#.")),
            },
            _ => Autonumber::Off,
        }),
        18 => match d.below(5) {
            0 => StmtKind::Pause(d.of(&[written(""), written("five minutes"), written("a: b")])),
            1 => StmtKind::Return(d.of(&[written(""), written("ok"), written("x: y")])),
            _ => StmtKind::Space(d.of(&[None, Some(written("2")), Some(written("-1"))])),
        },
        19 => StmtKind::Setting(Box::new(setting(d))),
        20 => StmtKind::Reference(Box::new(reference(d))),
        21..=25 => StmtKind::Knowledge(Box::new(knowledge::statement(d))),
        26..=27 => StmtKind::Fragment(Box::new(fragment(d, depth - 1))),
        28 => StmtKind::Group(Box::new(Group {
            label: d.of(&[written(""), written("Servers"), written("end")]),
            style: shape(d),
            body: body(d, depth - 1),
            close: Some(written("end")),
        })),
        _ => StmtKind::Braces(Box::new(Braces {
            parallel: d.is(),
            body: body(d, depth - 1),
            close: Some(written("}")),
        })),
    };
    Stmt { kind, span: NOWHERE, line: 0 }
}

fn body(d: &mut Decisions<'_>, depth: usize) -> Vec<Stmt<'static>> {
    let count = d.below(4);
    settled((0..count).map(|_| stmt(d, depth)).collect())
}

/// A name. One that holds what a name without quotation marks may not is in them.
fn name(d: &mut Decisions<'_>) -> Name<'static> {
    let text = d.of(&NAMES);
    Name { text, quoted: text.contains(',') || d.is(), span: NOWHERE }
}

fn text(d: &mut Decisions<'_>) -> Written<'static> {
    written(d.of(&TEXTS))
}

fn color(d: &mut Decisions<'_>) -> Option<Written<'static>> {
    d.is().then(|| written(d.of(&COLORS)))
}

/// `#fill #border;width;style`, or none of it.
fn shape(d: &mut Decisions<'_>) -> Style<'static> {
    if d.below(3) != 1 {
        return Style::default();
    }
    let fill = color(d);
    let stroke = if fill.is_some() { color(d) } else { None };
    let width = (stroke.is_some() && d.is()).then(|| written("2"));
    let dash = (width.is_some() && d.is()).then(|| d.of(&[Dash::Dashed, Dash::Dotted]));
    StyleParts { fill, stroke, width, dash, named: None }.into()
}

fn message(d: &mut Decisions<'_>) -> Message<'static> {
    let half = |upper, filled| Head::Half { upper, filled };
    let real = [Head::Filled, Head::Open];
    let halves = [half(true, true), half(true, false), half(false, true), half(false, false)];
    let (tail, head) = match d.below(8) {
        0..=3 => (Head::None, d.of(&real)),
        4 => (d.of(&real), Head::None),
        5 => (Head::None, d.of(&halves)),
        6 => (d.of(&halves), Head::None),
        _ => (d.of(&real), d.of(&real)),
    };
    let first = Endpoint::Participant(name(d));
    let second = Endpoint::Participant(name(d));
    let ends = match d.below(8) {
        6 => (Endpoint::LeftBorder(NOWHERE), second),
        7 => (first, Endpoint::RightBorder(NOWHERE)),
        _ => (first, second),
    };
    let activates = d.below(4) == 1;
    let head_dot = d.below(8) == 1;
    // In quotation marks, so that the dot is no part of the name.
    let tail_dot = matches!(ends.0, Endpoint::Participant(name) if name.quoted) && d.below(4) == 1;
    Message {
        first: ends.0,
        arrow: Arrow { line: d.of(&[Line::Solid, Line::Dashed]), tail, head, tail_dot, head_dot },
        arrow_span: NOWHERE,
        payload: None,
        style: Style::default(),
        creates: d.below(8) == 1,
        activates,
        // `<---` would be another arrow.
        deactivates: !activates && head != Head::None && d.below(4) == 1,
        delay: (d.below(8) == 1).then(|| written("3")),
        second: ends.1,
        text: if d.below(8) == 1 { written("") } else { text(d) },
    }
}

fn note(d: &mut Decisions<'_>) -> Note<'static> {
    let kinds = [
        NoteKind::Note,
        NoteKind::Box,
        NoteKind::Angular,
        NoteKind::AngularLeft,
        NoteKind::AngularRight,
        NoteKind::Rounded,
        NoteKind::State,
        NoteKind::Ref,
    ];
    let (kind, side) = (d.of(&kinds), d.of(&[Side::Over, Side::Left, Side::Right]));
    let side = if kind == NoteKind::Ref { Side::Over } else { side };
    let more = if side == Side::Over { d.below(3) } else { 0 };
    let about = (0..=more).map(|_| name(d)).collect();
    let has_block = matches!(kind, NoteKind::Note | NoteKind::State | NoteKind::Ref);
    let text = if has_block && d.below(4) == 1 {
        let lines = (0..d.below(3)).map(|_| d.of(&["  one", "two: x", "", "alt"])).collect();
        NoteText::Block { lines, colon: false }
    } else {
        NoteText::Line(text(d))
    };
    Note { kind, side, about, style: shape(d), text }
}

/// A reference with a message into it, or out of it, or both.
fn reference(d: &mut Decisions<'_>) -> Reference<'static> {
    let about = (0..=d.below(3)).map(|_| name(d)).collect();
    let into = d.below(3) != 1;
    let out = !into || d.is();
    let lines = (0..d.below(3)).map(|_| d.of(&["  one", "two: x", "", "alt"])).collect();
    let text = match (into, out) {
        (true, false) => NoteText::Line(written("")),
        (true, true) => NoteText::Block { lines, colon: true },
        (false, _) => NoteText::Block { lines, colon: d.is() },
    };
    let mut leading = |is_in: bool| {
        let message = message(d);
        let place = Endpoint::Reference(NOWHERE);
        let (first, second) = if is_in { (message.first, place) } else { (place, message.second) };
        Message { first, second, ..message }
    };
    let entry = into.then(|| leading(true));
    let exit = out.then(|| leading(false));
    let note = Note { kind: NoteKind::Ref, side: Side::Over, about, style: shape(d), text };
    Reference { entry, note, exit }
}

fn participant(d: &mut Decisions<'_>) -> Participant<'static> {
    let kinds = [
        ParticipantKind::Participant,
        ParticipantKind::Rounded,
        ParticipantKind::Actor,
        ParticipantKind::Boundary,
        ParticipantKind::Control,
        ParticipantKind::Entity,
        ParticipantKind::Database,
    ];
    let kind = d.of(&kinds);
    let label = name(d);
    let alias =
        d.is().then(|| Name { quoted: false, ..name(d) }).filter(|alias| !alias.text.contains([' ', ',']));
    Participant { kind, icon: None, label, alias, style: shape(d) }
}

fn fragment(d: &mut Decisions<'_>, depth: usize) -> Fragment<'static> {
    let kinds = [
        FragmentKind::Alt,
        FragmentKind::Opt,
        FragmentKind::Loop,
        FragmentKind::Par,
        FragmentKind::Break,
        FragmentKind::Critical,
        FragmentKind::Group,
        FragmentKind::Rect,
    ];
    let kind = d.of(&kinds);
    let is_rect = kind == FragmentKind::Rect;
    let more = if matches!(kind, FragmentKind::Alt | FragmentKind::Par) { d.below(3) } else { 0 };
    let operands = (0..=more).map(|at| Operand {
        span: NOWHERE,
        line: 0,
        thread: at > 0 && kind == FragmentKind::Par && d.is(),
        guard: if is_rect {
            written("")
        } else {
            d.of(&[written(""), written("ready"), written("x > 0"), written("漢字")])
        },
        style: Style::default(),
        body: body(d, depth),
    });
    Fragment {
        kind,
        word: written(kind.word()),
        style: FragmentStyle::default(),
        label: None,
        operands: operands.collect(),
        close: Some(written("end")),
    }
}

fn setting(d: &mut Decisions<'_>) -> Setting<'static> {
    match d.below(13) {
        0 => Setting::AutoActivation(d.is()),
        1 => Setting::Linear(d.is()),
        2 => Setting::Parallel(d.is()),
        3 => Setting::BottomParticipants,
        4 => Setting::EntrySpacing(written("1.5")),
        5 => Setting::ParticipantSpacing(d.of(&[written("equal"), written("80")])),
        9 => Setting::AccTitle(text(d)),
        10 => Setting::AccDescr(text(d)),
        11 => Setting::PageText(d.of(PageText::ALL), text(d)),
        12 => {
            let lines = (0..d.below(3)).map(|_| d.of(&["  one", "two: x", "", "alt"])).collect();
            Setting::Legend(Legend { place: d.of(&Placement::ALL), lines })
        }
        6 => Setting::FontFamily(d.of(&[written("mono"), written("sans")])),
        7 => Setting::Footer(d.of(&[written("none"), written("bar"), written("box")])),
        _ => Setting::Frame(d.of(&[written("sd login"), written("x")]), FragmentStyle::default()),
    }
}

/// A diagram as text, without where its parts are and without whether a name is in quotation marks: it is in them
/// in the canonical form if it must be.
pub fn without_places(diagram: &Diagram<'_>) -> String {
    let mut diagram = diagram.clone();
    knowledge::forget_payloads(&mut diagram.body);
    let shown = format!("{diagram:?}");
    let shown = without(&shown, "Span { ", |rest| rest.find('}').map_or(0, |end| end + 1));
    let shown = without(&shown, ", line: ", |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    without(&shown, "quoted: ", |rest| rest.find(',').unwrap_or(0))
}

/// A text without what follows each `word`, as long as `length` says.
fn without(text: &str, word: &str, length: impl Fn(&str) -> usize) -> String {
    let mut parts = text.split(word);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + &part[length(part)..])
}
