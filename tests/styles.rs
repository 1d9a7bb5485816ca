//! Styles in, what wins out: at a thing, by name, by type.

use seqwright::model::{Diagram, EventKind};
use seqwright::notation::{Color, Dash, Style};
use seqwright::{Code, Source, compile};

fn compiled(text: &str) -> (Diagram, Vec<Code>) {
    let compiled = compile(&Source::new("styles.seq", text));
    let codes = compiled.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    (compiled.model, codes)
}

/// The style of the first message or note.
fn style(text: &str) -> Style {
    let (diagram, codes) = compiled(text);
    assert!(codes.is_empty(), "{codes:?}");
    let style = diagram.events.iter().find_map(|event| {
        if let EventKind::Message(message) = &event.kind {
            return Some(message.style);
        }
        if let EventKind::Note(note) = &event.kind { Some(note.style) } else { None }
    });
    style.expect("there is a message or a note")
}

const RED: Option<Color> = Some(Color::rgb(255, 0, 0));
const BLUE: Option<Color> = Some(Color::rgb(0, 0, 255));

#[test]
fn what_stands_at_a_thing_wins_over_its_type_part_by_part() {
    let of = style("note over A #red: x\nnotestyle #blue #blue;2;dashed");
    assert_eq!(of, Style { fill: RED, stroke: BLUE, width: Some(2), dash: Some(Dash::Dashed) });
    let of = style("style s #red\nnotestyle #blue #blue;2\nnote over A ##s: x");
    assert_eq!(of, Style { fill: RED, stroke: BLUE, width: Some(2), dash: None });
    assert_eq!(style("boxstyle #blue\nnote over A: x"), Style::default());
}

#[test]
fn the_later_one_of_two_definitions_holds() {
    assert_eq!(style("notestyle #blue\nnote over A: x\nnotestyle #red").fill, RED);
    assert_eq!(style("style s #blue\nnote over A ##s: x\nstyle s #red").fill, RED);
}

#[test]
fn a_message_takes_the_colour_of_the_border() {
    let of = style("style s #blue #red;3\nA-[##s]>B: x\nmessagestyle #blue;1;dotted");
    assert_eq!(of, Style { fill: None, stroke: RED, width: Some(3), dash: Some(Dash::Dotted) });
    assert_eq!(style("messagestyle #red\nA->B: x").stroke, RED);
}

#[test]
fn a_style_cannot_be_made_of_itself() {
    assert_eq!(compiled("style a ##a\nA->B: x").1, [Code::UnknownStyle]);
    assert_eq!(compiled("style a ##b\nstyle b ##a\nA->B: x").1, [Code::UnknownStyle]);
}

#[test]
fn many_faulty_styles_take_no_time() {
    let mut text: String = (0..5_000).map(|n| format!("style s{n} #red\n")).collect();
    text.extend((0..5_000).map(|n| format!("note over A ##t{n}: x\n")));
    assert_eq!(compiled(&text).1.len(), 5_000);
}
