//! Tests of documents whose diagrams became pictures.

use super::*;
use crate::{Words, find};

fn words() -> Words {
    Words::new(["seq"])
}

fn picture(shown: Display) -> Picture {
    Picture { shown, alt: "A [b]".to_owned(), caption: None, id: None }
}

fn image() -> Display {
    Display::Image("x.svg".to_owned())
}

fn html() -> Display {
    Display::Html("<div><svg/></div>".to_owned())
}

fn filtered(markup: Markup, text: &str, shown: &Display) -> String {
    let fences = find(text, markup, &words());
    assert!(!fences.is_empty(), "{text}");
    let pictures: Vec<_> = fences.iter().map(|_| Some(picture(shown.clone()))).collect();
    let out = embedded(text, markup, &fences, &pictures);
    assert_eq!(out.lines().count(), text.lines().count(), "as many lines as before:\n{out}");
    out
}

fn in_place(markup: Markup, text: &str, shown: &Display) -> String {
    let once = |text: &str| {
        let fences = find(text, markup, &words());
        let pictures: Vec<_> = fences.iter().map(|_| Some(picture(shown.clone()))).collect();
        with_pictures_below(text, markup, &fences, &pictures)
    };
    let out = once(text);
    assert_eq!(once(&out), out, "a second time changes nothing");
    let fences = find(&out, markup, &words());
    assert!(fences.iter().all(|fence| below(&out, markup, fence).is_some()), "{out}");
    out
}

#[test]
fn a_picture_replaces_its_fence() {
    let text = "a\n\n```seq\nA->B: x\n```\nz\n";
    assert_eq!(filtered(Markup::Markdown, text, &image()), "a\n\n![A &#91;b&#93;](x.svg)\n\n\nz\n");
    assert_eq!(filtered(Markup::Markdown, text, &html()), "a\n\n<div><svg/></div>\n\n\nz\n");
}

#[test]
fn containers_keep_their_marks() {
    for (text, expected) in [
        ("> ```seq\n> A->B: x\n> ```\n> z\n", "> ![A &#91;b&#93;](x.svg)\n>\n>\n> z\n"),
        ("- ~~~seq\n  A->B: x\n  ~~~\n- z\n", "- ![A &#91;b&#93;](x.svg)\n\n\n- z\n"),
        ("1. a\n\n   ````seq\n   A->B: x\n   ````\n", "1. a\n\n   ![A &#91;b&#93;](x.svg)\n\n\n"),
        ("!!! note\n    ```seq\n    A->B: x\n    ```\n", "!!! note\n    ![A &#91;b&#93;](x.svg)\n\n\n"),
    ] {
        assert_eq!(filtered(Markup::Markdown, text, &image()), expected);
    }
}

#[test]
fn line_ends_stay_as_they_are() {
    let text = "```seq\r\nA->B: x\r\n```\r\nz\r\n";
    assert_eq!(filtered(Markup::Markdown, text, &image()), "![A &#91;b&#93;](x.svg)\r\n\r\n\r\nz\r\n");
}

#[test]
fn a_fence_within_another_is_text() {
    let text = "````md\n```seq\nA->B: x\n```\n````\n\n```seq\nA->B: y\n```\n";
    let out = filtered(Markup::Markdown, text, &image());
    assert!(out.starts_with("````md\n```seq\nA->B: x\n```\n````\n\n!["), "{out}");
}

#[test]
fn in_jsx_a_picture_is_as_deep_as_its_fence() {
    let text = "<Tab>\n  ```seq\n  A->B: x\n  ```\n</Tab>\n";
    assert_eq!(filtered(Markup::Mdx, text, &image()), "<Tab>\n  ![A &#91;b&#93;](x.svg)\n\n\n</Tab>\n");
}

#[test]
fn an_asciidoc_block_keeps_its_title_and_its_anchor() {
    let text = ".Sign in\n[seq]\n----\nA->B: x\n----\n\nz\n";
    let out = filtered(Markup::AsciiDoc, text, &image());
    assert_eq!(out, ".Sign in\n//\nimage::x.svg[\"A [b]\"]\n\n\n\nz\n");
    let out = filtered(Markup::AsciiDoc, text, &html());
    assert_eq!(out, ".Sign in\n//\n++++\n<div><svg/></div>\n++++\n\nz\n");
}

#[test]
fn a_directive_becomes_an_image_or_raw_html() {
    let text = "a\n\n.. seq::\n\n   A->B: x\n\nz\n";
    let out = filtered(Markup::Rest, text, &image());
    assert_eq!(out, "a\n\n.. image:: x.svg\n   :alt: A [b]\n\n\nz\n");
    let out = filtered(Markup::Rest, text, &html());
    assert_eq!(out, "a\n\n.. raw:: html\n\n   <div><svg/></div>\n\nz\n");
}

#[test]
fn below_its_diagram_a_picture_is_found_again() {
    let text = "```seq\nA->B: x\n```\n\nz\n";
    let out = in_place(Markup::Markdown, text, &image());
    assert_eq!(out, "```seq\nA->B: x\n```\n![A &#91;b&#93;](x.svg)<!-- seqwright -->\n\nz\n");
    let fences = find(&out, Markup::Markdown, &words());
    let below = below(&out, Markup::Markdown, &fences[0]).expect("it is there");
    assert_eq!(below.address.as_deref(), Some("x.svg"));
    in_place(Markup::Mdx, text, &image());
    in_place(Markup::Markdown, "> ```seq\n> A->B: x\n> ```\n", &image());
    in_place(Markup::Markdown, "- ```seq\n  A->B: x\n  ```\n- z", &html());
    in_place(Markup::AsciiDoc, "[seq]\n----\nA->B: x\n----\n\nz\n", &image());
    in_place(Markup::AsciiDoc, "[seq]\n----\nA->B: x\n----\n", &html());
    in_place(Markup::Rest, ".. seq::\n\n   A->B: x\n\nz\n", &image());
}

#[test]
fn a_picture_of_the_author_s_is_not_ours() {
    let text = "```seq\nA->B: x\n```\n![mine](x.svg)\n";
    let fences = find(text, Markup::Markdown, &words());
    assert_eq!(below(text, Markup::Markdown, &fences[0]), None);
}

#[test]
fn what_a_label_holds_is_only_text_in_the_alternative() {
    let alternative = |markup: Markup, text: &str, alt: &str| {
        let mut picture = picture(image());
        picture.alt = alt.to_owned();
        embedded(text, markup, &find(text, markup, &words()), &[Some(picture)])
    };
    let markdown = |alt: &str| alternative(Markup::Markdown, "```seq\nA->B: x\n```\n", alt);
    assert!(
        markdown("{{ 6*7 }} ](javascript:x)")
            .starts_with("![&#123;&#123; 6&#42;7 &#125;&#125; &#93;(javascript&#58;x)](x.svg)\n")
    );
    assert!(markdown("a: b & c! `d`\ne").starts_with("![a: b & c! &#96;d&#96; e](x.svg)\n"));
    let asciidoc = alternative(Markup::AsciiDoc, "[seq]\n----\nA->B: x\n----\n", "{id} \"a\", b]");
    assert!(asciidoc.contains("image::x.svg[\"&#123;id} &#34;a&#34;, b]\"]\n"), "{asciidoc}");
    let rest = alternative(Markup::Rest, ".. seq::\n\n   A->B: x\n", "a\\d *b*");
    assert!(rest.contains("   :alt: a\\d *b*\n"), "{rest}");
}
