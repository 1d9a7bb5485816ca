//! Plain lines are read as pest reads them.

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

/// A plain line in full, else the kind of the line; with its place.
fn shown(line: &RawLine<'_>) -> String {
    let RawLine { kind, span, number } = line;
    let kind = match kind {
        Kind::Stmt(stmt) => format!("{stmt:?}"),
        Kind::Open(open) => format!("{open:?}"),
        Kind::Divide(divide) => format!("{divide:?}"),
        Kind::Close(close) => format!("{close:?}"),
        other => format!("{:?}", discriminant(other)),
    };
    format!("{number} {span:?} {kind}")
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
            let parts: &[&[&str]] = match roll(5) {
                0 => &[
                    &["A", "a", "end"],
                    &["", " "],
                    &["->", "-->>"],
                    &["", "+", " "],
                    &["B_"],
                    &["", " "],
                    &[":"],
                ],
                1 => &[&["", "\t"], &["participant"], &[" "], &["as", "B_", "loop"], &["", " "], &["", "\n"]],
                2 => &[
                    &["", " "],
                    &["note over", "note left of", "note  right\tof", "note over\u{a0}"],
                    &[" ", "\t"],
                    &["A", "over", "of", "B_"],
                    &["", " "],
                    &[":"],
                ],
                3 => &[
                    &["", "\t"],
                    &["alt", "opt", "loop", "par", "break", "critical", "else", "end"],
                    &["", " "],
                    &["", "A", "until 3", "ref", "over"],
                    &["", " "],
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
