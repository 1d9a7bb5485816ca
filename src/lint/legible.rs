//! Finds texts that are hard to read in the colours of their author.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Diagram, Event, EventKind};
use crate::notation::Color;
use crate::source::Span;
use crate::text::Text;

/// The least contrast of text, even of large text (WCAG 2.2, success criterion 1.4.3).
const LEAST: f64 = 3.0;

/// Compares the colour of every text that has one with the colour behind it, where the author chose both.
pub(super) fn check(diagram: &Diagram, sink: &mut Diagnostics) {
    for participant in &diagram.participants {
        text(&participant.label, participant.style.fill, participant.span, sink);
    }
    diagram.walk(|event| texts(event, sink));
}

/// Checks the texts of one event.
fn texts(event: &Event, sink: &mut Diagnostics) {
    match &event.kind {
        EventKind::Message(message) => text(&message.text, None, event.span, sink),
        EventKind::Note(note) => text(&note.text, note.style.fill, event.span, sink),
        EventKind::Reference(reference) => {
            text(&reference.note.text, reference.note.style.fill, event.span, sink);
        }
        EventKind::Divider(divider) => text(&divider.text, divider.style.fill, event.span, sink),
        EventKind::Fragment(fragment) => {
            if let (Some(ink), Some(ground)) = (fragment.ink, fragment.tab.fill) {
                compare(ink, ground, event.span, sink);
            }
            for operand in &fragment.operands {
                text(&operand.guard, operand.style.fill.or(fragment.style.fill), event.span, sink);
            }
        }
        EventKind::Learning(_)
        | EventKind::Together(_)
        | EventKind::Space(_)
        | EventKind::Activate(_)
        | EventKind::Deactivate(_)
        | EventKind::BarTail
        | EventKind::Create(_)
        | EventKind::Spacing(_)
        | EventKind::Destroy(..)
        | EventKind::Revive(_) => {}
    }
}

/// Reports a text once, for its first run that is hard to read.
fn text(of: &Text, fill: Option<Color>, span: Span, sink: &mut Diagnostics) {
    let pairs = of.runs.iter().filter_map(|run| Some((run.style.color?, run.style.background.or(fill)?)));
    if let Some((ink, ground)) = pairs.into_iter().find(|(ink, ground)| ink.contrast(*ground) < LEAST) {
        compare(ink, ground, span, sink);
    }
}

fn compare(ink: Color, ground: Color, span: Span, sink: &mut Diagnostics) {
    // One decimal is precise enough; integer arithmetic gives the same digits on every machine.
    let contrast = ink.contrast(ground);
    if contrast >= LEAST {
        return;
    }
    let hex = |color: Color| format!("#{:02x}{:02x}{:02x}", color.red, color.green, color.blue);
    sink.warn(
        Code::LowContrast,
        span,
        format!("`{}` on `{}` has a contrast of {contrast:.1}, too little to be read", hex(ink), hex(ground)),
    )
    .at("drawn in another shade, which can be read")
    .help(format!("text needs a contrast of 4.5: write `{}`, or leave its colour out", hex(ground.ink())));
}
