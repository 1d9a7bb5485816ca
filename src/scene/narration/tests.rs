//! Tests that a summary says how much it leaves out, and where the rest of it begins.

use super::*;

fn sentence(about: Topic, words: String) -> Sentence<'static> {
    Sentence { about, depth: 0, number: None, words: words.into(), line: 0, event: None }
}

fn messages(count: usize) -> Vec<Sentence<'static>> {
    (1..=count).map(|number| sentence(Topic::Message, format!("A sends B: message {number}"))).collect()
}

fn narration(sentences: Vec<Sentence<'static>>) -> Narration<'static> {
    Narration { remark: "", participants: vec!["A".into(), "B".into()], sentences }
}

#[test]
fn a_short_narration_is_its_own_summary() {
    let short = narration(messages(3));
    assert_eq!(short.summary(3000), short.lines());
    assert_eq!(short.lines()[..2], ["2 participants: A, B", "A sends B: message 1"]);
}

#[test]
fn a_narration_of_wide_characters_is_measured_in_characters() {
    let wide: Vec<_> = (0..20).map(|_| sentence(Topic::Message, "京".repeat(100))).collect();
    assert_eq!(narration(wide).summary(3000).len(), 21);
}

#[test]
fn a_summary_has_the_beginning_the_end_and_the_counts() {
    let long = narration(messages(500));
    let lines = long.summary(3000);
    assert_eq!(lines[1], "This is a summary of 500 messages.");
    assert_eq!(lines[2], "A sends B: message 1");
    assert_eq!(lines.last().map(String::as_str), Some("A sends B: message 500"));
    let shown = lines.iter().filter(|line| line.starts_with("A sends")).count();
    let left_out = format!("Left out here: {} messages.", 500 - shown);
    assert_eq!(lines.iter().filter(|line| **line == left_out).count(), 1, "{lines:#?}");
    let size: usize = lines.iter().map(|line| line.chars().count() + 1).sum();
    assert!((2700..=3000).contains(&size), "{size}");
}

#[test]
fn a_summary_says_which_fragments_it_goes_on_in() {
    let mut all = vec![sentence(Topic::Opening, "If one".to_owned())];
    all.extend(messages(200));
    all.push(sentence(Topic::Branch, "Otherwise".to_owned()));
    all.push(sentence(Topic::Opening, "Repeats".to_owned()));
    all.extend(messages(200));
    all.extend([
        sentence(Topic::End, "End of loop".to_owned()),
        sentence(Topic::End, "End of alt".to_owned()),
    ]);
    let lines = narration(all).summary(3000);
    assert_eq!(lines[1], "This is a summary of 400 messages and 2 fragments.");
    let middle = lines.iter().find(|line| line.starts_with("Left out")).expect("it says so");
    assert!(middle.ends_with(" What follows is inside “Otherwise”, then “Repeats”."), "{middle}");
}

#[test]
fn one_endless_label_is_cut_where_one_can_see_it() {
    let lines = narration(vec![sentence(Topic::Note, "a".repeat(10_000))]).summary(3000);
    assert_eq!(lines[1], "This is a summary of 1 note.");
    assert!(lines[2].ends_with("a…") && lines.len() == 3, "{lines:#?}");
}

#[test]
fn a_long_list_of_participants_says_how_many_are_missing() {
    let participants = (1..=900).map(|number| format!("Server {number}").into()).collect();
    let long = Narration { participants, ..narration(messages(1)) };
    let lines = long.summary(3000);
    assert!(lines[0].starts_with("900 participants: Server 1, "), "{}", lines[0]);
    let (_, missing) = lines[0].rsplit_once(" and ").expect("some are missing");
    assert!(missing.ends_with(" more") && lines[0].len() < 800, "{}", lines[0]);
}
