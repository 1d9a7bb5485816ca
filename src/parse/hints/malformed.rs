//! A faulty statement that begins with a word of the language in, where it goes wrong and how it is written out.

use pest::Parser;
use pest::error::InputLocation;

use super::spelling;
use super::{Faulty, unclosed_quote};
use crate::diagnostic::{Code, Diagnostics};
use crate::parse::seq::knowledge;
use crate::parse::seq::{Rule, Seq, is_word, trim};

/// What a statement goes on with, by the words it begins with: what is missing where it ends too early, and how
/// it is written.
const FORMS: &[(&[&str], Code, &str)] = &[
    (&["title"], Code::MissingText, "`title TEXT`"),
    (&["fontfamily"], Code::MissingText, "`fontfamily sans-serif`"),
    (
        &["note", "state", "box", "abox", "aboxleft", "aboxright", "rbox", "ref"],
        Code::MissingName,
        "`note over A: text`, `note over A,B: text`, `note left of A: text` or `note right of A: text`",
    ),
    (
        &["participant", "rparticipant", "actor", "boundary", "control", "entity", "database"],
        Code::MissingName,
        "`participant Name`, or `participant \"What is shown\" as Name`, with a colour such as `#lightblue` at the end",
    ),
    (
        &["materialdesignicons", "fontawesome"],
        Code::MissingName,
        "`materialdesignicons F0004 Name`: the icon's code in hexadecimal, then the name",
    ),
    (
        &["image"],
        Code::MissingName,
        "`image data:image/png;base64,... Name`; images are never fetched from an address",
    ),
    (
        &["create"],
        Code::MissingName,
        "`create Name`; what it is, is declared on a line of its own: `actor Name`",
    ),
    (&["activate"], Code::MissingName, "`activate Name`, with a colour such as `#lightblue` at the end"),
    (&["deactivate", "deactivateafter"], Code::MissingName, "`deactivate Name`"),
    (&["destroy", "destroyafter", "destroysilent"], Code::MissingName, "`destroy Name`"),
    (&["autonumber"], Code::MalformedStatement, "`autonumber`, `autonumber 10` or `autonumber off`"),
    (&["space"], Code::MalformedStatement, "`space` or `space 3`"),
    (&["entryspacing"], Code::MissingText, "`entryspacing 0.8`"),
    (&["participantspacing"], Code::MissingText, "`participantspacing 50` or `participantspacing equal`"),
    (&["autoactivation"], Code::MissingText, "`autoactivation on` or `autoactivation off`"),
    (&["linear"], Code::MalformedStatement, "`linear` or `linear off`"),
    (&["parallel"], Code::MalformedStatement, "`parallel`, `parallel off` or `parallel {`"),
    (&["serial"], Code::MissingText, "`serial {`"),
    (&["bottomparticipants"], Code::MalformedStatement, "`bottomparticipants`"),
    (&["option"], Code::MissingText, "`option footer=none`, `option footer=bar` or `option footer=box`"),
    (
        &["lifelinestyle"],
        Code::MissingText,
        "`lifelinestyle #gray;1;dashed` or `lifelinestyle Name #gray;1;dashed`",
    ),
    (&["lifelinecolor"], Code::MissingText, "`lifelinecolor #gray` or `lifelinecolor Name #gray`"),
    (&["lifelineweight"], Code::MissingText, "`lifelineweight 2`"),
    (&["activecolor"], Code::MissingText, "`activecolor #lightblue` or `activecolor Name #lightblue`"),
    (&["style"], Code::MissingText, "`style name #fill #border;2;dashed,**`"),
    (&["frame"], Code::MalformedStatement, "`frame TEXT`, or `frame #lightblue TEXT`"),
    (
        &["participantgroup"],
        Code::MalformedStatement,
        "`participantgroup LABEL`, or `participantgroup #lightblue LABEL`",
    ),
    (
        &["knowledge"],
        Code::MissingText,
        "`knowledge on`, `knowledge full`, `knowledge check` or `knowledge off`",
    ),
    (&["attacker"], Code::MalformedStatement, "`attacker sees wire`"),
    (&["suite"], Code::MissingText, "`suite TLS_AES_128_GCM_SHA256`"),
    (&["values"], Code::MissingText, "`values \"name-of-a-file.hex\"`"),
    (&["knows"], Code::MalformedStatement, "`knows Client, Server: sharedKey`"),
    (
        &["keypair"],
        Code::MalformedStatement,
        "`keypair Server: privateKey / publicKey`, with `= X25519`, `= P-256` or `= RSA` at the end if it matters",
    ),
    (
        &["generate"],
        Code::MalformedStatement,
        "`generate Client: random`, or `generate Client: random = 0x2a2a`",
    ),
    (&["derive"], Code::MalformedStatement, "`derive Client, Server: key = HMAC(secret, random)`"),
    (&["check"], Code::MalformedStatement, "`check Server: received == HMAC(secret, random)`"),
    (&["show"], Code::MalformedStatement, "`show Client: key`"),
    (&["leak"], Code::MalformedStatement, "`leak Server: privateKey`"),
    (
        &["expect"],
        Code::MalformedStatement,
        "`expect Server knows key`, `expect attacker never knows key` or `expect key == 0x2a2a`",
    ),
    (&["under"], Code::MissingText, "`under key`, below the message that is encrypted with it"),
    (&["carry"], Code::MissingText, "`carry random, key`, below the message that holds them"),
    (
        &["bytes"],
        Code::MissingText,
        "`bytes 0x160301`, below the message that is encoded so: pairs of digits",
    ),
    (&["aside"], Code::MalformedStatement, "`aside`, below the message that is in no transcript"),
];

/// The words of notes; `ref` is the word of a fragment as well.
const NOTES: &[&str] = &["note", "state", "box", "abox", "aboxleft", "aboxright", "rbox"];

/// Says where a statement goes wrong.
pub(in crate::parse) fn explain(line: Faulty<'_>, word: &str, sink: &mut Diagnostics) {
    let rest = trim(&line.text[word.len()..]);
    if word == "include" {
        sink.error(
            Code::Unsupported,
            line.span(0, line.text.len()),
            "a diagram is one file; nothing is included",
        )
        .at("not read")
        .help("copy the text of that file here");
        return;
    }
    if unclosed_quote(line, sink) || knowledge::explain(line, sink) {
        return;
    }
    if rest.starts_with(':') {
        colon_after_word(line, word, sink);
        return;
    }
    if NOTES.contains(&word) && note(line, word, sink) || word == "create" && create(line, sink) {
        return;
    }
    let at = furthest(line.text).max(word.len());
    let (missing, form) = match FORMS.iter().find(|(words, ..)| words.contains(&word)) {
        Some((_, missing, form)) => (*missing, (*form).to_owned()),
        None if word.ends_with("style") => (Code::MissingText, format!("`{word} #fill #border;2;dashed,**`")),
        None => (Code::MalformedStatement, format!("`{word} TEXT`")),
    };
    let (code, label) = match (trim(&line.text[at..]).is_empty(), missing) {
        (true, Code::MissingName) => (missing, "a name is missing here"),
        (true, Code::MissingText) => (missing, "something is missing here"),
        (true, _) => (Code::MalformedStatement, "it cannot end here"),
        (false, _) => (Code::MalformedStatement, "not understood from here on"),
    };
    let blanks = line.text[at..].len() - line.text[at..].trim_start_matches([' ', '\t', '\u{a0}']).len();
    let span = if code == Code::MalformedStatement {
        line.span(at + blanks, line.text.len())
    } else {
        line.span(at, at)
    };
    sink.error(code, span, format!("this is not how `{word}` is written"))
        .at(label)
        .help(format!("write {form}"));
}

/// How far the grammar could read the line as the statement that its first word promises.
fn furthest(text: &str) -> usize {
    match Seq::parse(Rule::only_statement, text) {
        Ok(_) => text.len(),
        Err(error) => match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => at.min(text.len()),
        },
    }
}

/// A note that lacks its place or the names; false if it has both.
fn note(line: Faulty<'_>, word: &str, sink: &mut Diagnostics) -> bool {
    let after_word = line.text.len() - line.text[word.len()..].trim_start_matches(BLANKS).len();
    let words: Vec<&str> = line.text[after_word..].split(BLANKS).filter(|word| !word.is_empty()).collect();
    let first = words.first().map(|first| first.trim_end_matches(':').to_ascii_lowercase());
    let has_of = words.get(1).is_some_and(|second| second.trim_end_matches(':').eq_ignore_ascii_case("of"));
    let place = match first.as_deref() {
        Some("over") => "over",
        Some("left" | "right") if has_of => "of",
        _ => {
            if matches!(first.as_deref(), Some("left" | "right")) && words.len() > 1 {
                return of_is_missing(line, word, after_word, sink);
            }
            let end = line.text[after_word..].find(':').map_or(line.text.len(), |colon| after_word + colon);
            sink.error(
                Code::MalformedStatement,
                line.span(after_word, end),
                format!("this `{word}` has no place"),
            )
            .at("not a place")
            .help(format!(
                "write `{word} over A: text`, `{word} left of A: text` or `{word} right of A: text`"
            ));
            return true;
        }
    };
    let lower = line.text[after_word..].to_ascii_lowercase();
    let at = after_word + lower.find(place).map_or(0, |at| at + place.len());
    let rest = line.text[at..].trim_start_matches(BLANKS);
    if !rest.is_empty() && !rest.starts_with([':', ',']) {
        return false;
    }
    sink.error(Code::MissingName, line.span(at, at), format!("this `{word}` is about nobody"))
        .at("a name is missing here")
        .help(format!("write `{word} over A: text`, or `{word} over A,B: text`"));
    true
}

/// `note left A: text`.
fn of_is_missing(line: Faulty<'_>, word: &str, from: usize, sink: &mut Diagnostics) -> bool {
    let (side, rest) = line.text[from..].split_once(BLANKS).unwrap_or_default();
    let at = from + side.len();
    let complaint =
        sink.error(Code::MalformedStatement, line.span(at, at), format!("this `{word}` lacks the word `of`"));
    complaint.at("missing here").help(format!("write `{word} {side} of {}`", spelling::short(trim(rest))));
    complaint.fix(line.span(at, at), " of");
    true
}

/// The side of a note that is about nobody, as PlantUML has it for the message above: `note left: text`.
pub(in crate::parse) fn side_without_name(text: &str) -> Option<&'static str> {
    let rest = text.get("note".len()..).filter(|_| text[.."note".len()].eq_ignore_ascii_case("note"))?;
    let words = rest.trim_start_matches(BLANKS);
    let side = ["left", "right"].into_iter().find(|side| is_word(words, side))?;
    let after = words[side.len()..].trim_start_matches(BLANKS);
    let is_apart = words.len() < rest.len();
    (is_apart && (after.is_empty() || after.starts_with([':', '#']))).then_some(side)
}

const BLANKS: [char; 3] = [' ', '\t', '\u{a0}'];

fn colon_after_word(line: Faulty<'_>, word: &str, sink: &mut Diagnostics) {
    let colon = line.text.find(':').unwrap_or(word.len());
    let rest = spelling::short(trim(&line.text[colon + 1..]));
    let complaint = sink.error(
        Code::MalformedStatement,
        line.span(colon, colon + 1),
        format!("there is no colon after `{word}`"),
    );
    complaint.at("one colon too many");
    if spelling::is_opener(word) || matches!(word, "else" | "thread") {
        complaint.help(format!("write `{}`", trim(&format!("{word} {rest}"))));
        let blank = if line.text[colon + 1..].starts_with(BLANKS) { "" } else { " " };
        complaint.fix(line.span(colon, colon + 1), blank);
    } else {
        complaint.help(format!("a message has an arrow before the colon: `{word}->Somebody: {rest}`"));
    }
}

/// `create actor B`: what is created cannot be declared on the same line.
fn create(line: Faulty<'_>, sink: &mut Diagnostics) -> bool {
    let word = "create".len();
    let rest = line.text[word..].trim_start_matches(BLANKS);
    let Some((kind, name)) = rest.split_once(BLANKS) else { return false };
    let at = line.text.len() - rest.len();
    let kinds = ["participant", "actor", "boundary", "control", "entity", "database", "queue", "collections"];
    let (kind, name) = (kind.to_ascii_lowercase(), trim(name));
    if !kinds.contains(&kind.as_str()) || name.is_empty() {
        return false;
    }
    let complaint =
        sink.error(Code::MalformedStatement, line.span(at, at + kind.len()), "`create` takes only a name");
    complaint.at("what it is, is said elsewhere");
    let shown = spelling::short(name);
    if name.contains(" as ") {
        complaint.help(format!(
            "declare it on a line of its own, as `{kind} \"What is shown\" as Name`, and write `create Name` here"
        ));
    } else if kind == "participant" {
        complaint
            .help(format!("write `create {shown}`"))
            .fix(line.span(word, line.text.len() - name.len()), " ");
    } else {
        complaint.help(format!("write `create {shown}`, and `{kind} {shown}` on a line of its own"));
    }
    true
}
