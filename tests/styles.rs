//! Tests of the precedence of styles: at an element, by name, by type.

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
fn a_style_at_an_element_wins_over_its_type_part_by_part() {
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

/// The look of the first text of a note that begins with a style's marks.
fn begun(text: &str) -> seqwright::text::RunStyle {
    let (diagram, codes) = compiled(text);
    assert!(codes.is_empty(), "{codes:?}");
    let EventKind::Note(note) = &diagram.events[0].kind else { panic!("the first event is a note") };
    note.text.runs.first().map(|run| run.style.clone()).unwrap_or_default()
}

#[test]
fn a_text_begins_with_the_marks_of_the_style_that_is_named_else_of_its_type() {
    let look = begun("note over A ##s: x\nnotestyle //\nstyle s #red,**");
    assert!(look.bold && !look.italic);
    let look = begun("note over A ##s: x\nnotestyle //\nstyle s #red");
    assert!(look.italic);
    let look = begun("note over A #red: x\nnotestyle <color:#blue>//");
    assert!(look.italic && look.color == BLUE);
    assert_eq!(begun("box over A: x\nnotestyle //"), Default::default());
}

#[test]
fn a_style_takes_over_the_marks_of_the_one_it_names() {
    assert!(begun("style a **\nstyle b ##a\nnote over A ##b: x").bold);
    let look = begun("style a **\nstyle b ##a,//\nnote over A ##b: x");
    assert!(look.italic && !look.bold);
}

#[test]
fn errors_in_the_marks_of_a_style_are_reported_once() {
    let text = "notestyle <color:#nocolor>\nnote over A: x\nnote over A: y";
    assert_eq!(compiled(text).1, [Code::UnknownColor]);
}
