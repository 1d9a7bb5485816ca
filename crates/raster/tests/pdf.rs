//! Pictures as PDF: what is in the file, on how many pages, and that it is always the same.
#![cfg(feature = "pdf")]

mod common;

use std::fs;

use common::root;
use seqwright::{Compiled, Source, SvgOptions, Theme, compile};
use seqwright_raster::{
    Background, Fonts, Paper, PdfOptions, RasterError, is_pdf_of_seqwright, pdf, pdf_of_steps,
};

fn compiled(text: &str) -> Compiled {
    compile(&Source::new("x.seq", text))
}

fn drawn(compiled: &Compiled, theme: &str, options: PdfOptions) -> Result<Vec<u8>, RasterError> {
    let theme = Theme::builtin(theme).expect("it is a theme");
    let svg = compiled.svg_with(&theme, &SvgOptions::default().source_lines(true));
    let landmarks = compiled.scene(&theme).landmarks();
    pdf(&svg, &landmarks, &Fonts::bundled(), &options).map(|raster| raster.bytes)
}

fn light(text: &str) -> Vec<u8> {
    drawn(&compiled(text), "light", PdfOptions::default()).expect("it can be drawn")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect("it is there")
}

/// How often something stands in a file. What is compressed is not seen.
fn count(bytes: &[u8], words: &str) -> usize {
    bytes.windows(words.len()).filter(|part| *part == words.as_bytes()).count()
}

fn pages(bytes: &[u8]) -> usize {
    count(bytes, "/Type/Page/")
}

/// The numbers of the first page's media box.
fn media_box(bytes: &[u8]) -> Vec<f32> {
    let text = String::from_utf8_lossy(bytes);
    let (_, rest) = text.split_once("/MediaBox[").expect("there is a page");
    let (numbers, _) = rest.split_once(']').expect("it ends");
    numbers.split_whitespace().map(|it| it.parse().expect("it is a number")).collect()
}

const HELLO: &str = "title Hello\nClient->Server: hello\nnote over Server: **bold** and ''code''";

#[test]
fn a_page_is_as_large_as_the_picture_at_four_pixels_for_three_points() {
    let compiled = compiled(HELLO);
    let scene = compiled.scene(&Theme::builtin("light").expect("it is a theme"));
    let expected = [scene.width, scene.height].map(|side| side.ceil() as f32 * 0.75);
    assert_eq!(media_box(&light(HELLO))[2..], expected);
    assert_eq!(pages(&light(HELLO)), 1);
}

#[test]
fn the_same_picture_gives_the_same_bytes_and_no_date() {
    for text in [HELLO, &read("examples/how-tls-works.seq"), &read("examples/gallery/oauth.seq")] {
        let file = light(text);
        assert_eq!(file, light(text));
        assert!(count(&file, "Date") == 0 && count(&file, "/ID[") == 1);
    }
}

#[test]
fn it_says_what_it_is_called_and_what_made_it() {
    let file = light(HELLO);
    assert!(file.starts_with(b"%PDF-") && is_pdf_of_seqwright(&file));
    assert!(count(&file, "/Title(Hello)") == 1 && count(&file, "Client sends Server: hello") == 1);
    assert!(!is_pdf_of_seqwright(b"%PDF-1.7\n/Creator(Writer)"));
    assert!(!is_pdf_of_seqwright(b"/Creator(seqwright)"));
}

#[test]
fn fonts_are_embedded_once_with_the_glyphs_that_are_used() {
    let file = light(&read("examples/how-tls-works.seq"));
    assert_eq!(count(&file, "/FontFile2"), 2);
    assert_eq!(count(&file, "/ToUnicode"), 2);
    assert_eq!(count(&file, "+SeqwrightSans-Bold"), count(&file, "+SeqwrightSans-Regular"));
    assert!(file.len() < 25_000, "{}", file.len());
}

#[test]
fn links_are_annotations_that_say_what_they_lead_to() {
    let text = "A->B: <link:https://example.org/?a=1&b=2>the **shop**</link>\nB->A: <link:x.html>y</link>";
    let file = light(text);
    assert_eq!((count(&file, "/Subtype/Link"), count(&file, "/URI(https://example.org/?a=1&b=2)")), (2, 1));
    assert_eq!((count(&file, "/Contents(the shop)"), count(&file, "/URI(x.html)")), (1, 1));
    assert_eq!(count(&light("A->B: x"), "/Annots"), 0);
}

#[test]
fn chapters_are_bookmarks() {
    let file = light("== One ==\nA->B: x\n== Two (2) ==\nB->A: y");
    assert_eq!(count(&file, "/Outlines"), 2);
    assert!(
        count(&file, "/Title(One)") == 1
            && count(&file, "/Title(Two \\(2\\))") + count(&file, "/Title(Two (2))") == 1
    );
    assert_eq!(count(&light("A->B: x"), "/Outlines"), 0);
}

#[test]
fn paper_divides_what_is_high_and_lays_what_is_wide_on_its_side() {
    let sizes = |text: &str, paper| {
        let file =
            drawn(&compiled(text), "light", PdfOptions::default().paper(paper)).expect("it can be drawn");
        (pages(&file), media_box(&file)[2..].to_vec())
    };
    let long = "A->B: x\nB->A: y\n".repeat(60);
    assert_eq!(sizes(HELLO, Paper::A4), (1, vec![595.28, 841.89]));
    let (many, size) = sizes(&long, Paper::Letter);
    assert!((4..=8).contains(&many) && size == [612.0, 792.0], "{many} {size:?}");
    let wide: String = ('A'..='P').map(|it| format!("participant {it}\n")).collect();
    assert_eq!(sizes(&format!("{wide}A->P: x"), Paper::A4), (1, vec![841.89, 595.28]));
    // What nothing may divide is divided all the same.
    let image = "A->B: x\nspace 400\nA->B: y";
    assert!(sizes(image, Paper::A4).0 >= 2);
}

#[test]
fn a_page_that_no_viewer_shows_is_refused_and_paper_shows_it() {
    let compiled = compiled(&"A->B: x\n".repeat(1000));
    let whole = drawn(&compiled, "light", PdfOptions::default());
    assert!(matches!(whole, Err(RasterError::PageTooLarge { height: 14_401.., .. })), "{whole:?}");
    let file = drawn(&compiled, "light", PdfOptions::default().paper(Paper::A4)).expect("it can be drawn");
    assert!(pages(&file) > 30);
}

#[test]
fn a_part_of_the_picture_is_only_on_its_page() {
    let text: String = (0..80).map(|it| format!("A->B: message {it}\n")).collect();
    let compiled = compiled(&text);
    let sizes = [Paper::Fit, Paper::A4].map(|paper| {
        drawn(&compiled, "light", PdfOptions::default().paper(paper)).expect("it can be drawn").len()
    });
    assert!(sizes[1] < sizes[0] * 3 / 2, "{sizes:?}");
}

#[test]
fn steps_are_pages_of_one_size() {
    let (compiled, theme) = (compiled("A->B: one\n== Part ==\nB->A: two"), Theme::default());
    let options = SvgOptions::default();
    let steps = (1..=3).map(|step| compiled.svg_with(&theme, &options.clone().up_to(step)));
    let landmarks = compiled.scene(&theme).landmarks();
    let whole = compiled.svg_with(&theme, &options);
    let file = pdf_of_steps(&whole, steps, &landmarks, &Fonts::bundled(), &PdfOptions::default())
        .expect("it can be drawn")
        .bytes;
    assert_eq!((pages(&file), count(&file, "/Title(Part)")), (3, 1));
}

#[test]
fn missing_characters_are_named_as_those_of_a_png() {
    let compiled = compiled("A->B: 使用者");
    let svg = compiled.svg(&Theme::default());
    let landmarks = compiled.scene(&Theme::default()).landmarks();
    let raster = pdf(&svg, &landmarks, &Fonts::bundled(), &PdfOptions::default()).expect("it can be drawn");
    assert_eq!(raster.missing.iter().map(|it| it.cluster.as_str()).collect::<Vec<_>>(), ["使", "用", "者"]);
}

#[test]
fn every_case_can_be_drawn() {
    let sources = common::sources(&["tests/cases", "examples/gallery"]);
    for (path, text) in &sources {
        let options = PdfOptions::default().paper(Paper::A4).background(Background::None);
        let file = drawn(&compiled(text), "dark", options);
        assert!(file.is_ok(), "{}: {file:?}", path.display());
    }
    assert!(sources.len() > 100, "{}", sources.len());
}
