//! Text art: its ASCII form, how it fits the columns of a terminal, and its colours.

mod common;

use common::sources;
use insta::assert_snapshot;
use seqwright::{Compiled, Source, TextOptions, compile, text_columns};

const SHOP: &str = "\
title Checkout
actor Customer
participant Shop
database Stock
Customer->+Shop: puts three books of the same author into the basket and pays
Shop->>Stock: reserve
Stock-->Shop: reserved
note over Shop,Stock: kept for ten minutes
alt paid
  Shop->Shop: print an invoice
  Shop-->-Customer: a parcel
else
  Shop-xStock: release
end
== the next day ==
destroy Stock
";

const SECRET: &str = "\
knowledge on
attacker sees wire
generate Alice: seed = 0x000102030405060708090a0b0c0d0e0f10111213
derive Alice: digest = SHA-256(seed)
Alice->Bob: compare(digest)
expect attacker knows digest
";

/// The columns that a picture is drawn in, and those that are wanted: all of the same picture.
const WANTED: [usize; 4] = [120, 80, 60, 40];

fn each_picture(mut check: impl FnMut(&str, &str, &Compiled)) {
    for (name, text) in sources() {
        let compiled = compile(&Source::new(name.clone(), text.clone()));
        check(&name, &text, &compiled);
    }
}

fn ascii() -> TextOptions {
    TextOptions::default().ascii(true)
}

#[test]
fn the_manual_shows_what_is_printed() {
    let page = include_str!("../docs/formats.md");
    let (_, rest) = page.split_once("```seq\n").expect("the page has a diagram");
    let (source, rest) = rest.split_once("```\n").expect("it ends");
    let (_, rest) = rest.split_once("```text\n").expect("the page shows it as text");
    let (shown, _) = rest.split_once("```\n").expect("that ends");
    assert_eq!(shown, compile(&source.into()).text());
}

#[test]
fn ascii_draws_every_line_box_and_head() {
    assert_snapshot!(compile(&SHOP.into()).text_with(&ascii()));
}

#[test]
fn ascii_draws_what_participants_know() {
    assert_snapshot!(compile(&SECRET.into()).text_with(&ascii()));
}

#[test]
fn ascii_keeps_the_letters_of_the_author() {
    let text = compile(&"Zoë->日本: ┊ → ─ ●".into()).text_with(&ascii());
    let kept: String = text.chars().filter(|it| !it.is_ascii()).collect();
    assert_eq!(kept, "Zoë日本┊→─●".replace("Zo", ""));
}

#[test]
fn ascii_brings_no_other_character_than_the_source() {
    each_picture(|name, source, compiled| {
        // An entity names its character with ASCII: `&alpha;`, `#945;`.
        let is_name =
            |rest: &str| rest.split(';').next().is_some_and(|it| it.len() < rest.len() && it.len() < 9);
        let is_named = source.contains("\\u") || source.split(['&', '#']).skip(1).any(is_name);
        let text = compiled.text_with(&ascii());
        let foreign = text.chars().find(|&it| !it.is_ascii() && !source.contains(it));
        assert!(is_named || foreign.is_none(), "{name}: {foreign:?}");
    });
}

#[test]
fn ascii_is_the_same_picture() {
    each_picture(|name, _, compiled| {
        let (drawn, ascii) = (compiled.text(), compiled.text_with(&ascii()));
        let shape = |text: &str| text.lines().map(text_columns).collect::<Vec<_>>();
        assert_eq!(shape(&drawn), shape(&ascii), "{name}");
    });
}

#[test]
fn labels_are_wrapped_narrower_until_the_picture_fits() {
    let compiled = compile(&SHOP.into());
    assert!(text_columns(&compiled.text()) > 60);
    let narrow = compiled.text_with(&TextOptions::default().columns(Some(60)));
    assert!(text_columns(&narrow) <= 60);
    assert_snapshot!(narrow);
}

#[test]
fn a_picture_that_cannot_be_narrow_enough_is_drawn_whole() {
    let compiled = compile(&SHOP.into());
    let text = compiled.text_with(&TextOptions::default().columns(Some(10)));
    for word in ["basket", "invoice", "parcel", "Stock"] {
        assert!(text.contains(word), "{text}");
    }
}

#[test]
fn a_picture_that_fits_is_not_changed_and_columns_never_widen_one() {
    each_picture(|name, _, compiled| {
        let usual = compiled.text();
        let wide = text_columns(&usual);
        for columns in WANTED {
            let text = compiled.text_with(&TextOptions::default().columns(Some(columns)));
            if wide <= columns {
                assert_eq!(usual, text, "{name} in {columns} columns");
            }
            assert!(text_columns(&text) <= wide, "{name} in {columns} columns");
        }
    });
}

#[test]
fn colours_change_no_character() {
    each_picture(|name, _, compiled| {
        let colored = compiled.text_with(&TextOptions::default().colors(true));
        let plain: String = colored
            .split("\u{1b}[")
            .enumerate()
            .map(|(at, part)| if at == 0 { part } else { part.split_once('m').map_or("", |(_, it)| it) })
            .collect();
        assert_eq!(plain, compiled.text(), "{name}");
        assert!(
            colored
                .lines()
                .all(|line| line.rfind("\u{1b}[").is_none_or(|at| line[at..].starts_with("\u{1b}[0m"))),
            "{name}"
        );
    });
}

#[test]
fn colours_tell_names_lifelines_and_knowledge_apart() {
    let text = compile(&SECRET.into()).text_with(&TextOptions::default().colors(true));
    assert_snapshot!(text.replace('\u{1b}', "␛"));
}

#[test]
fn an_arrow_touches_the_dot_that_it_leads_to() {
    let text = compile(&"A->()B: one\nA<-()B: two\nA-->>()B: three".into()).text();
    assert!(text.contains("──►●") && text.contains("◄──") && text.contains("┄┄>●"), "{text}");
}

#[test]
fn a_label_of_several_lines_beside_a_loop_leaves_one_empty_row() {
    let text = compile(&"A->A: two\\nlines\nA->B: next".into()).text();
    let rows: Vec<&str> = text.lines().map(str::trim).collect();
    let loops = rows.iter().position(|row| row.contains("lines")).expect("it is there");
    assert!(rows[loops].contains('◄') && rows[loops + 2].contains("next"), "{text}");
}

#[test]
fn a_label_that_a_slanted_arrow_passes_has_blanks_beside_it() {
    let text = compile(&"A->(6)B: first\nspace -5\nB->A: crossing label that is long\nA->B: x".into()).text();
    assert!(text.contains(" crossing label ──"), "{text}");
}
