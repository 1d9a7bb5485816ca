//! Small documents and the diagrams in them.

use super::*;

fn words() -> Words {
    Words::new(["seq", "sequence", "wsd", "websequencediagrams"])
}

/// The texts of the diagrams in a document.
fn texts(text: &str, markup: Markup) -> Vec<String> {
    find(text, markup, &words()).into_iter().map(|fence| fence.text).collect()
}

/// Every byte of a fence's text is at its place in the document.
fn assert_places(text: &str, markup: Markup) {
    for fence in find(text, markup, &words()) {
        for (at, character) in fence.text.char_indices().filter(|(_, one)| !one.is_whitespace()) {
            let place = fence.span(Span::new(at, at + character.len_utf8()));
            assert_eq!(&text[place.start..place.end], character.to_string(), "{text:?}");
        }
    }
}

#[test]
fn the_first_word_of_an_info_string_decides() {
    let words = &words();
    for info in ["seq", "Seq", "wsd title=\"x\"", "sequence,linenos", "{.seq #login}", "{seq}", "seq{1,2}"] {
        assert!(words.begin(info), "{info}");
    }
    for info in ["", "text seq", "sequel", "seq-x", "mermaid", "sequence-diagram"] {
        assert!(!words.begin(info), "{info}");
    }
    assert!(Words::new(["diagram"]).begin("diagram") && !Words::new(["diagram"]).begin("seq"));
}

#[test]
fn markdown_fences_are_found_in_lists_and_quotes() {
    let text = "- a\n\n  ```seq\n  A->B: x\n  ```\n> > ~~~~ wsd\n> > C->D: y\n> >\n> >     E\n> > ~~~~\n";
    assert_eq!(texts(text, Markup::Markdown), ["A->B: x\n", "C->D: y\n\n    E\n"]);
    assert_places(text, Markup::Markdown);
}

#[test]
fn a_fence_within_a_longer_fence_is_text() {
    let text = "````md\n```seq\nA->B: x\n```\n````\n\n    ```seq\n    A->B: y\n    ```\n<!--\n```seq\n-->\n";
    assert_eq!(texts(text, Markup::Markdown), Vec::<String>::new());
}

#[test]
fn line_ends_of_two_bytes_shift_no_place() {
    let text = "x\r\n\r\n```seq\r\nA->B: x\r\nC->D: y\r\n```\r\n";
    for markup in [Markup::Markdown, Markup::Mdx] {
        assert_eq!(texts(text, markup), ["A->B: x\nC->D: y\n"], "{markup:?}");
        assert_places(text, markup);
    }
}

#[test]
fn an_unclosed_fence_goes_on_to_the_end_of_its_container() {
    let text = "> ```seq\n> A->B: x\n\nprose\n\n```seq\nC->D: y";
    let fences = find(text, Markup::Markdown, &words());
    assert_eq!(fences.iter().map(|fence| fence.text.as_str()).collect::<Vec<_>>(), ["A->B: x\n", "C->D: y"]);
    assert!(fences.iter().all(|fence| !fence.closed));
    let text = "```seq\n```\n";
    assert!(find(text, Markup::Markdown, &words())[0].closed);
    let text = "```seq\n";
    assert!(!find(text, Markup::Markdown, &words())[0].closed);
}

#[test]
fn mdx_knows_no_code_by_indentation() {
    let text = "<Tabs>\n      <Tab>\n        ```seq\n        A->B: x\n          alt y\n        ```\n      </Tab>\n</Tabs>\n";
    assert_eq!(texts(text, Markup::Mdx), ["A->B: x\n  alt y\n"]);
    assert_places(text, Markup::Mdx);
    let text = "> - ~~~seq\n>   A->B: x\n>   ~~~\n\n``` `seq` ```\n\n````mdx\n```seq\n```\n````\n";
    assert_eq!(texts(text, Markup::Mdx), ["A->B: x\n"]);
}

#[test]
fn asciidoc_blocks_are_diagrams_by_their_style() {
    let text = "[seq]\n----\nA->B: x\n----\n\n[source,seq,linenums]\n.A title\n....\nC->D: y\n....\n\n[,wsd]\nE->F: z\nF->E: z\n\n```seq\nG->H: w\n```\n";
    let expected = ["A->B: x\n", "C->D: y\n", "E->F: z\nF->E: z\n", "G->H: w\n"];
    assert_eq!(texts(text, Markup::AsciiDoc), expected);
    assert_places(text, Markup::AsciiDoc);
}

#[test]
fn asciidoc_within_a_listing_is_text() {
    let text = "----\n[seq]\n....\nA->B: x\n....\n----\n\n////\n[seq]\nA->B: x\n////\n\n[source,ruby]\n----\nseq\n----\n[seq]\n[#id]\n----\nC->D: y\n----\n";
    assert_eq!(texts(text, Markup::AsciiDoc), ["C->D: y\n"]);
}

#[test]
fn directives_of_restructuredtext_hold_diagrams() {
    let text = "x\n\n.. seq::\n   :name: login\n\n   A->B: x\n     alt\n\n   C->D: y\n\nprose\n\n* .. code-block:: seq\n\n.. note::\n\n   .. code-block:: wsd\n\n      E->F: z\n";
    assert_eq!(texts(text, Markup::Rest), ["A->B: x\n  alt\n\nC->D: y\n", "E->F: z\n"]);
    assert_places(text, Markup::Rest);
}

#[test]
fn restructuredtext_that_is_quoted_is_text() {
    let text = "So::\n\n   .. seq::\n\n      A->B: x\n\n.. a comment\n   .. seq::\n\n      A->B: x\n\n.. code-block:: rst\n\n   .. seq::\n\n      A->B: x\n";
    assert_eq!(texts(text, Markup::Rest), Vec::<String>::new());
}

#[test]
fn what_is_written_back_keeps_its_container_and_its_line_ends() {
    let words = &words();
    let text = "a\r\n\r\n> - ```seq\r\n>   A -> B:x\r\n>\r\n>   C->D:y\r\n>   ```\r\nz\r\n";
    let fences = find(text, Markup::Markdown, words);
    let form = form("A->B: x\n\nC->D: y\n");
    let out = rewritten(text, Markup::Markdown, words, &fences, &[form]).expect("it fits");
    assert_eq!(out, "a\r\n\r\n> - ```seq\r\n>   A->B: x\r\n>\r\n>   C->D: y\r\n>   ```\r\nz\r\n");
    let unchanged = rewritten(text, Markup::Markdown, words, &fences, &[None]);
    assert_eq!(unchanged.as_deref(), Ok(text));
}

/// A new text in a fence whose word stays.
fn form(text: &str) -> Option<Form> {
    Some(Form { text: text.to_owned(), word: None })
}

#[test]
fn the_word_of_a_fence_is_replaced_with_its_text() {
    let words = &Words::new(["seq", "mermaid"]);
    let (mermaid, seq) = ("sequenceDiagram\nA->>B: x\n", "A->B: x\n");
    let indented = |text: &str| text.lines().map(|line| format!("   {line}\n")).collect::<String>();
    for (markup, before, after) in [
        (Markup::Markdown, format!("```mermaid #m\n{mermaid}```\n"), format!("```seq #m\n{seq}```\n")),
        (Markup::Markdown, format!("~~~ {{.Mermaid}}\n{mermaid}~~~\n"), format!("~~~ {{.seq}}\n{seq}~~~\n")),
        (Markup::AsciiDoc, format!("[mermaid]\n----\n{mermaid}----\n"), format!("[seq]\n----\n{seq}----\n")),
        (
            Markup::Rest,
            format!(".. mermaid::\n\n{}", indented(mermaid)),
            format!(".. seq::\n\n{}", indented(seq)),
        ),
    ] {
        let fences = find(&before, markup, words);
        let form = Form { text: seq.to_owned(), word: Some("seq") };
        assert_eq!(rewritten(&before, markup, words, &fences, &[Some(form)]).as_deref(), Ok(after.as_str()));
    }
}

#[test]
fn what_would_close_its_fence_is_not_written() {
    let words = &words();
    let text = "```seq\nA->B: x\n    ```\n```\n";
    let fences = find(text, Markup::Markdown, words);
    let form = form("A->B: x\n```\n");
    assert_eq!(rewritten(text, Markup::Markdown, words, &fences, &[form]), Err(0));
}

/// The document with the first fix of each of its diagrams, and those diagrams.
fn with_first_fixes(text: &str, markup: Markup) -> (String, Vec<String>) {
    let options = seqwright::Options::new().lints(true);
    // A source drops a byte order mark, as whoever reads a document does.
    let text = text.trim_start_matches('\u{feff}');
    let mut document = text.to_owned();
    let mut diagrams = Vec::new();
    for fence in find(text, markup, &words()).iter().rev() {
        let source = fence.source("x");
        let found = seqwright::compile_with(&source, &options).diagnostics;
        let moved = fence.in_document(found.clone());
        let fixable = |one: &&(&Diagnostic, &Diagnostic)| !one.1.fixes.is_empty();
        let pairs: Vec<_> = found.iter().zip(&moved).collect();
        let Some((here, there)) = pairs.iter().find(fixable) else {
            diagrams.insert(0, fence.text.clone());
            continue;
        };
        diagrams.insert(0, seqwright::fix::apply(&source, &[here.fixes.as_slice()]).text().to_owned());
        document =
            seqwright::fix::apply(&Source::new("x", document), &[there.fixes.as_slice()]).text().to_owned();
    }
    (document, diagrams)
}

#[test]
fn a_fix_of_several_lines_keeps_the_container() {
    let unclosed = "> - ```seq\r\n>   alt a\r\n>   A->B: x\r\n>   ```\r\n";
    let closed = "> - ```seq\r\n>   alt a\r\n>   A->B: x\r\n>   end\r\n>   ```\r\n";
    assert_eq!(with_first_fixes(unclosed, Markup::Markdown).0, closed);
    let stray = "> ```seq\n> A->B: x\n> end\n> ```\n";
    assert_eq!(with_first_fixes(stray, Markup::Markdown).0, "> ```seq\n> A->B: x\n> ```\n");
    let directive = ".. seq::\n\n   alt a\n   A->B: x";
    assert_eq!(with_first_fixes(directive, Markup::Rest).0, ".. seq::\n\n   alt a\n   A->B: x\n   end");
}

#[test]
fn a_fence_without_an_end_gets_no_lines() {
    let text = "```seq\nalt a\nA->B: x\n";
    assert_eq!(with_first_fixes(text, Markup::Markdown).0, text);
}

#[test]
fn a_byte_of_the_document_is_found_in_its_fence() {
    let text = "a\n> ```seq\r\n> A->B: x\r\n> C\r\n> ```\nz";
    let fence = find(text, Markup::Markdown, &words()).remove(0);
    let at = |marker: &str, more: usize| fence.at(text.find(marker).expect("it is there") + more);
    assert_eq!(
        (at("A->B", 0), at("A->B", 7), at("A->B", 8), at("A->B", 9)),
        (Some(0), Some(7), Some(7), Some(8))
    );
    assert_eq!((at("> C", 0), at("> C", 1), at("C\r", 0)), (Some(8), Some(8), Some(8)));
    assert_eq!((at("> ```\nz", 0), at("a\n", 0), at("z", 0)), (None, None, None));
}

proptest::proptest! {
    #[test]
    fn no_document_leads_astray(text in "(!!! a\n|alt x\n|end\n|[`~]{3,4}|seq\n|wsd|[>*-] |\\[seq\\]\n|----\n|\\.\\. seq::\n|[ \t]{1,5}|\r?\n|A->B: é\n|[a-z:é\u{feff}])*") {
        for markup in [Markup::Markdown, Markup::Mdx, Markup::AsciiDoc, Markup::Rest] {
            let fences = find(&text, markup, &words());
            for fence in &fences {
                let compiled = seqwright::compile_with(&fence.source("x"), &seqwright::Options::new().lints(true));
                for diagnostic in fence.in_document(compiled.diagnostics) {
                    for label in &diagnostic.labels {
                        assert!(text.get(label.span.start..label.span.end).is_some(), "{markup:?} {label:?}");
                    }
                }
            }
            for fence in &fences {
                for (at, _) in fence.text.char_indices().filter(|(_, one)| !one.is_whitespace()) {
                    assert_eq!(fence.at(fence.span(Span::new(at, at + 1)).start), Some(at), "{markup:?}");
                }
            }
            let (fixed, diagrams) = with_first_fixes(&text, markup);
            let same = |one: &String, other: &String| one.lines().map(str::trim_end).eq(other.lines().map(str::trim_end));
            let forms: Vec<_> = diagrams.iter().map(|text| form(text)).collect();
            // A line of the fixed diagram may close its fence, or open another.
            let bare = text.trim_start_matches('\u{feff}');
            if rewritten(bare, markup, &words(), &find(bare, markup, &words()), &forms).is_ok() {
                let found = find(&fixed, markup, &words());
                let fits = found.iter().zip(&diagrams).all(|(fence, other)| same(&fence.text, other));
                assert!(fits, "{markup:?} {fixed:?} {diagrams:?}");
            }
            let forms = vec![None; fences.len()];
            let same = rewritten(&text, markup, &words(), &fences, &forms);
            assert_eq!(same.as_deref(), Ok(text.as_str()), "{markup:?}");
            // What is written is found again unchanged, or is not written.
            let forms = vec![form("A->B: x\n\nB->A: y\n"); fences.len()];
            let _ = rewritten(&text, markup, &words(), &fences, &forms);
        }
    }
}
