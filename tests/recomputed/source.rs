//! Reads the lines of the examples that the values depend on, and their files of values.

use std::collections::BTreeMap;

/// A message.
#[derive(Clone, Debug)]
pub struct Message {
    pub from: String,
    pub name: String,
    /// The words in its brackets.
    pub carried: Vec<String>,
    pub is_aside: bool,
    pub line: usize,
}

/// A line of a source that says something about bytes.
pub enum Line {
    Suite(String),
    /// A value, with its bytes where they are on the line.
    Fresh(String, Option<Vec<u8>>),
    Pair {
        private: String,
        public: String,
        kind: String,
    },
    Message(Message),
    Aside,
    Derive(String, String),
    /// The two sides of a check.
    Check(String, String),
    /// A call of `verify`.
    Verify(String),
}

/// The lines of a source, in order.
pub fn lines(text: &str) -> Vec<Line> {
    text.lines().enumerate().flat_map(|(at, line)| of(line.trim(), at + 1)).collect()
}

fn of(line: &str, number: usize) -> Vec<Line> {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    // Behind the names of parties.
    let said = rest.split_once(": ").map_or("", |(_, said)| said);
    match word {
        "suite" => vec![Line::Suite(rest.to_owned())],
        "aside" => vec![Line::Aside],
        "generate" | "knows" => said.split(", ").map(fresh).collect(),
        "keypair" => vec![pair(said)],
        "derive" => {
            let (name, formula) = said.split_once(" = ").expect("a formula follows");
            vec![Line::Derive(name.to_owned(), formula.to_owned())]
        }
        "check" => match said.split_once(" == ") {
            Some((one, other)) => vec![Line::Check(one.to_owned(), other.to_owned())],
            None => vec![Line::Verify(said.to_owned())],
        },
        _ => message(line, number).map(Line::Message).into_iter().collect(),
    }
}

fn fresh(text: &str) -> Line {
    match text.split_once(" = 0x") {
        Some((name, digits)) => Line::Fresh(name.to_owned(), Some(bytes(digits))),
        None => Line::Fresh(text.to_owned(), None),
    }
}

fn pair(said: &str) -> Line {
    let (private, rest) = said.split_once(" / ").expect("a pair has two halves");
    let (public, kind) = rest.split_once(" = ").unwrap_or((rest, ""));
    Line::Pair { private: private.to_owned(), public: public.to_owned(), kind: kind.to_owned() }
}

fn message(line: &str, number: usize) -> Option<Message> {
    let (ends, text) = line.split_once(": ")?;
    let (from, _) = ends.split_once("->").filter(|_| !line.starts_with(['#', '=']))?;
    let (name, carried) = text.split_once('(').unwrap_or((text, ""));
    let carried = carried.trim_end_matches(')').split(", ").map(str::to_owned).collect();
    let from = from.trim_end_matches('-').to_owned();
    Some(Message { from, name: name.trim().to_owned(), carried, is_aside: false, line: number })
}

/// The values of a file, by name.
pub fn values(text: &str) -> BTreeMap<String, Vec<u8>> {
    let mut digits: BTreeMap<String, String> = BTreeMap::new();
    let mut open = String::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let more = match line.split_once(" =") {
            Some((name, more)) => {
                name.clone_into(&mut open);
                more
            }
            None => line,
        };
        digits.entry(open.clone()).or_default().extend(more.split_whitespace());
    }
    digits.into_iter().map(|(name, digits)| (name, bytes(&digits))).collect()
}

/// The file with other bytes for one value.
pub fn with(text: &str, name: &str, bytes: &[u8]) -> String {
    let mut all = values(text);
    all.insert(name.to_owned(), bytes.to_vec());
    let line = |(name, bytes): (&String, &Vec<u8>)| {
        let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{name} = {digits}\n")
    };
    format!("# test data\n{}", all.iter().map(line).collect::<String>())
}

/// The bytes of hexadecimal digits.
pub fn bytes(digits: &str) -> Vec<u8> {
    let digit = |at: usize| digits.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    (0..digits.len()).step_by(2).map(|at| digit(at).expect("digits come in pairs")).collect()
}
