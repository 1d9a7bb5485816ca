//! Reads plain lines without pest: `NAME ARROW NAME: TEXT` with one of the four common arrows, perhaps with one sign after
//! it, and `participant NAME`; names are of ASCII letters, digits and `_`. Most lines are such messages, and pest takes ten
//! times as long for them.
//!
//! The grammar stays the definition of the language: a test compares both readers, and without this file every line is
//! read by pest, with the same result.

use crate::ast::{Endpoint, Message, Name, Participant, StmtKind, Style};
use crate::notation::{Arrow, Head, Line, ParticipantKind};
use crate::source::{Dialect, Span};

use super::line::{Kind, RawLine};
use super::{after_line, written};

/// The arrows, in the order of the grammar.
const ARROWS: [(&[u8], Line, Head); 4] = [
    (b"-->>", Line::Dashed, Head::Open),
    (b"-->", Line::Dashed, Head::Filled),
    (b"->>", Line::Solid, Head::Open),
    (b"->", Line::Solid, Head::Filled),
];

/// Reads the line that begins at `start`, if it is a plain one. The number of the line is left to the caller. Also
/// gives where the line ends, without its line ending.
pub(super) fn read(text: &str, start: usize, dialect: Dialect) -> Option<(RawLine<'_>, usize)> {
    let name = |span: Span| Name { text: &text[span.start..span.end], quoted: false, span };
    let (stmt, span, end) = match plain(text.as_bytes(), start, dialect)? {
        Plain::Message(parts) => {
            let body = &text[parts.colon + 1..];
            let end = parts.colon + 1 + body.bytes().position(is_end).unwrap_or(body.len());
            let label = written(&text[parts.colon + 1..end], parts.colon + 1);
            let message = Message {
                first: Endpoint::Participant(name(parts.first)),
                arrow: parts.arrow,
                arrow_span: parts.shaft,
                style: Style::default(),
                creates: parts.sign == Some(b'*'),
                activates: parts.sign == Some(b'+'),
                deactivates: parts.sign == Some(b'-'),
                delay: None,
                second: Endpoint::Participant(name(parts.second)),
                text: label,
                payload: None,
            };
            let last = if label.text.is_empty() { parts.colon + 1 } else { label.span.end };
            (StmtKind::Message(message), Span::new(parts.first.start, last), end)
        }
        Plain::Participant { word, label, end } => {
            let participant = Participant {
                kind: ParticipantKind::Participant,
                icon: None,
                label: name(label),
                alias: None,
                style: Style::default(),
            };
            (StmtKind::Participant(Box::new(participant)), word.to(label), end)
        }
    };
    Some((RawLine { kind: Kind::Stmt(stmt), span, number: 0 }, end))
}

/// Where the lines from `start` on end that are for pest: before the next plain line, after `most` bytes or more, or
/// with the text. The ending of the last of them is left out. The line that begins at `start` is one of them.
pub(super) fn others(text: &str, start: usize, most: usize, dialect: Dialect) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        at += bytes[at..].iter().copied().position(is_end).unwrap_or(bytes.len() - at);
        let next = after_line(text, at);
        if next >= bytes.len() || at - start >= most || plain(bytes, next, dialect).is_some() {
            return at;
        }
        at = next;
    }
}

enum Plain {
    Message(Parts),
    Participant { word: Span, label: Span, end: usize },
}

/// The parts of a message before its text.
struct Parts {
    first: Span,
    arrow: Arrow,
    /// The arrow with its sign.
    shaft: Span,
    sign: Option<u8>,
    second: Span,
    colon: usize,
}

fn plain(bytes: &[u8], start: usize, dialect: Dialect) -> Option<Plain> {
    // That dialect has names that the grammar would end sooner.
    if dialect == Dialect::JsSequenceDiagrams {
        return None;
    }
    let first = name(bytes, blanks(bytes, start))?;
    let from = blanks(bytes, first.end);
    if bytes.get(from) == Some(&b'-') {
        return message(bytes, first, from).map(Plain::Message);
    }
    if &bytes[first.start..first.end] != b"participant" {
        return None;
    }
    let label = name(bytes, from)?;
    let end = blanks(bytes, label.end);
    bytes.get(end).copied().is_none_or(is_end).then_some(Plain::Participant { word: first, label, end })
}

fn message(bytes: &[u8], first: Span, from: usize) -> Option<Parts> {
    let (arrow, line, head) = *ARROWS.iter().find(|(arrow, ..)| bytes[from..].starts_with(arrow))?;
    let to = from + arrow.len();
    let sign = match bytes.get(to)? {
        b'>' => return None,
        &sign @ (b'*' | b'+' | b'-') => Some(sign),
        _ => None,
    };
    let shaft = Span::new(from, to + usize::from(sign.is_some()));
    // Spaces after a sign are for the grammar: the sign may belong to a name.
    let second = name(bytes, if sign.is_some() { shaft.end } else { blanks(bytes, to) })?;
    let colon = blanks(bytes, second.end);
    let arrow = Arrow { line, tail: Head::None, head };
    (bytes.get(colon) == Some(&b':')).then_some(Parts { first, arrow, shaft, sign, second, colon })
}

fn name(bytes: &[u8], start: usize) -> Option<Span> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let length = bytes[start..].iter().position(|byte| !is_part(byte)).unwrap_or(bytes.len() - start);
    (length > 0).then(|| Span::new(start, start + length))
}

/// The first place from there on that is not a space or a tab.
fn blanks(bytes: &[u8], start: usize) -> usize {
    start + bytes[start..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

fn is_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use std::mem::discriminant;
    use std::path::{Path, PathBuf};
    use std::{env, fs};

    use super::super::{Cut, Lines, line, parse_chunk};
    use super::*;
    use crate::parse::seq::Rule;

    /// What random texts are made of: all that plain lines have, and what makes them other lines.
    const PIECES: &[&str] = &[
        "A",
        "bc",
        "D_1",
        "9",
        "end",
        "ref",
        "over",
        "note",
        "title",
        "participant",
        "loop",
        "as",
        "x",
        "seq",
        "->",
        "-->",
        "->>",
        "-->>",
        "->",
        "-->",
        "<-",
        "<->",
        ">",
        "-",
        "=",
        "[",
        "]",
        "}",
        " ",
        " ",
        "\t",
        "\u{a0}",
        "\n",
        "\n",
        "\r\n",
        "\r",
        ":",
        ":",
        ":",
        "+",
        "-",
        "*",
        "(3)",
        "\"",
        "#red",
        "##s",
        "[#red]",
        "|",
        "é",
        "\u{2192}",
        ",",
        ";",
    ];

    /// A statement in full, else the kind of the line; with its place.
    fn shown(line: &RawLine<'_>) -> String {
        let RawLine { kind, span, number } = line;
        match kind {
            Kind::Stmt(stmt) => format!("{number} {span:?} {stmt:?}"),
            other => format!("{number} {span:?} {:?}", discriminant(other)),
        }
    }

    fn by_pest(text: &str, dialect: Dialect) -> Vec<String> {
        // The end of the last line begins no line.
        let ending = ["\r\n", "\n", "\r"].into_iter().find(|ending| text.ends_with(ending));
        let whole = &text[..text.len() - ending.map_or(0, str::len)];
        if text.is_empty() {
            return Vec::new();
        }
        let pairs = parse_chunk(whole).filter(|pair| pair.as_rule() != Rule::EOI);
        pairs.zip(1..).map(|(pair, number)| shown(&line(Cut { base: 0 }, pair, number, dialect))).collect()
    }

    /// Compares the two readers, and counts the plain lines.
    fn compared(text: &str, dialect: Dialect) -> usize {
        let lines: Vec<String> = Lines::new(text, dialect).map(|line| shown(&line)).collect();
        assert_eq!(lines, by_pest(text, dialect), "{dialect:?}: {text:?}");
        let starts = text.split_inclusive(['\n', '\r']).scan(0, |at, line| {
            *at += line.len();
            Some(*at - line.len())
        });
        starts.filter(|&start| read(text, start, dialect).is_some()).count()
    }

    fn below(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder can be read") {
            let path = entry.expect("an entry can be read").path();
            if path.is_dir() {
                below(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "seq") {
                found.push(path);
            }
        }
    }

    /// All cases and examples, and what is in the folders that `PLAIN_FOLDERS` names, as PATH does: in all dialects, and
    /// with each kind of line ending.
    #[test]
    fn sources_are_read_as_pest_reads_them() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut paths = Vec::new();
        below(&root.join("tests"), &mut paths);
        below(&root.join("examples"), &mut paths);
        let folders = env::var_os("PLAIN_FOLDERS").unwrap_or_default();
        let folders = env::split_paths(&folders).filter(|folder| !folder.as_os_str().is_empty());
        folders.for_each(|folder| below(&folder, &mut paths));
        let mut plain = 0;
        for path in paths {
            let bytes = fs::read(&path).expect("a source can be read");
            let text = String::from_utf8_lossy(&bytes);
            for dialect in [Dialect::default(), Dialect::JsSequenceDiagrams] {
                plain += compared(&text, dialect);
            }
            compared(&text.replace('\n', "\r\n"), Dialect::default());
        }
        assert!(plain > 500, "{plain} lines are plain");
    }

    /// 20,000 texts, or as many as `PLAIN_TEXTS` says.
    #[test]
    fn random_lines_are_read_as_pest_reads_them() {
        let texts = env::var("PLAIN_TEXTS").map_or(20_000, |count| count.parse().expect("it is a number"));
        let mut dice: u64 = 1;
        let mut plain = 0;
        for _ in 0..texts {
            let mut text = String::new();
            let mut roll = |sides: usize| {
                // A linear congruential generator; its high bits are the random ones.
                dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                usize::try_from(dice >> 33).expect("31 bits fit") % sides
            };
            for _ in 0..1 + roll(3) {
                // Many lines are plain but for one piece.
                let parts: &[&[&str]] = match roll(3) {
                    0 => &[
                        &["A", "a", "end"],
                        &["", " "],
                        &["->", "-->>"],
                        &["", "+", " "],
                        &["B_"],
                        &["", " "],
                        &[":"],
                    ],
                    1 => &[
                        &["", "\t"],
                        &["participant"],
                        &[" "],
                        &["as", "B_", "loop"],
                        &["", " "],
                        &["", "\n"],
                    ],
                    _ => &[PIECES; 7],
                };
                let odd = roll(2 * parts.len());
                for (index, part) in parts.iter().enumerate() {
                    text += if index == odd { PIECES[roll(PIECES.len())] } else { part[roll(part.len())] };
                }
                text += ["", " ", "x", " a b ", "\n", "x\n", "\u{a0}\r\n", "\r"][roll(8)];
            }
            plain += compared(&text, Dialect::default());
        }
        assert!(plain * 10 > texts, "{plain} of {texts} texts have plain lines");
    }
}
