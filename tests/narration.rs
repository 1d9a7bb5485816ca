//! The narration of a drawing: what is said of fragments, participants and their ends, and that pictures are named by
//! their title and described by their narration.

use seqwright::{Source, Theme, compile};

/// The sentences about what happens.
fn sentences(text: &str) -> Vec<String> {
    let compiled = compile(&Source::new("x.seq", text));
    compiled.narration().sentences.iter().map(|sentence| sentence.spoken()).collect()
}

#[test]
fn an_alt_is_read_as_a_condition_with_its_end() {
    assert_eq!(
        sentences("alt paid\nA->B: x\nelse refused\nA->B: y\nelse\nA->B: z\nend"),
        [
            "If paid:",
            "A sends B: x",
            "Otherwise, if refused:",
            "A sends B: y",
            "Otherwise:",
            "A sends B: z",
            "End of alt"
        ]
    );
}

#[test]
fn no_word_of_a_guard_is_doubled() {
    let first = |text: &str| sentences(text).remove(0);
    assert_eq!(first("alt if paid\nA->B: x\nend"), "If paid:");
    assert_eq!(first("alt when paid\nA->B: x\nend"), "When paid:");
    assert_eq!(first("loop while there are more\nA->B: x\nend"), "Repeats while there are more:");
    assert_eq!(first("loop every minute\nA->B: x\nend"), "Repeats every minute:");
    assert_eq!(first("loop 3 times\nA->B: x\nend"), "Repeats 3 times:");
    assert_eq!(first("loop items are left\nA->B: x\nend"), "Repeats while items are left:");
    assert_eq!(sentences("alt a\nA->B: x\nelse else\nA->B: y\nend")[2], "Otherwise:");
}

#[test]
fn the_other_operators_have_sentences_of_their_own() {
    let first = |text: &str| sentences(text).remove(0);
    assert_eq!(first("opt late\nA->B: x\nend"), "Optionally, if late:");
    assert_eq!(first("opt\nA->B: x\nend"), "Optionally:");
    assert_eq!(first("break fault\nA->B: x\nend"), "Breaks off if fault:");
    assert_eq!(first("critical\nA->B: x\nend"), "Without interruption:");
    let par = sentences("par mail\nA->B: x\nelse audit\nA->B: y\nend");
    assert_eq!([&par[0], &par[2], &par[4]], ["In parallel: mail:", "And in parallel: audit:", "End of par"]);
}

#[test]
fn the_end_of_a_nested_fragment_says_which_one_it_is() {
    let all = sentences("opt a\nopt b\nA->B: x\nend\nend");
    assert_eq!(all[3..], ["End of opt (b)", "End of opt"]);
}

#[test]
fn numbers_are_those_of_the_picture() {
    let text = "A->B: x\nautonumber 10\nA->B: y\nautonumber off\nA->B: z";
    assert_eq!(sentences(text), ["A sends B: x", "10. A sends B: y", "A sends B: z"]);
}

#[test]
fn participants_and_groups_are_named_first() {
    let text = "actor U\nparticipantgroup Backend\nparticipant API\ndatabase DB\nend\nU->API: x\nAPI->*M: new\ndestroy M";
    let compiled = compile(&Source::new("x.seq", text));
    assert_eq!(
        compiled.narration().lines(),
        [
            "4 participants: U (actor), API, DB (database), M",
            "Group Backend: API, DB",
            "U sends API: x",
            "API creates M: new",
            "M is destroyed"
        ]
    );
}

#[test]
fn what_is_collapsed_in_the_picture_is_read_in_full() {
    let all = sentences("expandable+ details\nA->B: x\nend");
    assert!(all[0].ends_with("(collapsed in the picture):"), "{all:?}");
    assert_eq!(all[1], "A sends B: x");
}

/// The text of the element that an attribute of the picture names.
fn text_of(svg: &str, attribute: &str) -> String {
    let document = roxmltree::Document::parse(svg).expect("it is well-formed");
    let id = document.root_element().attribute(attribute).expect("it is there");
    let element = document.descendants().find(|node| node.attribute("id") == Some(id));
    element.and_then(|node| node.text()).expect("it says something").to_owned()
}

#[test]
fn a_picture_is_named_by_its_title_and_described_by_its_narration() {
    let compiled = compile(&Source::new("x.seq", "title Greeting\nA->B: hello"));
    let svg = compiled.svg(&Theme::default());
    assert_eq!(text_of(&svg, "aria-labelledby"), "Greeting");
    assert_eq!(text_of(&svg, "aria-describedby"), compiled.narration().lines().join("\n"));
}

#[test]
fn a_long_picture_is_described_by_a_summary() {
    let compiled = compile(&Source::new("long.seq", "Client->Server: hello\n".repeat(500)));
    let description = text_of(&compiled.svg(&Theme::default()), "aria-describedby");
    assert!(description.contains("\nThis is a summary of 500 messages.\n"), "{description}");
    assert!((2700..=3000).contains(&description.chars().count()), "{}", description.chars().count());
}
