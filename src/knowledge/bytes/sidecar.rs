//! Parses a values file into named bytes, and reports malformed lines.
//!
//! A line is `name = hex`. A line that begins with a space and has no `=` continues the value above it; spaces between
//! bytes are allowed; `#` begins a comment.

use std::collections::BTreeMap;
use std::fmt;

/// How the first line of a file, a comment, says that its values are published test data.
const MARK: &str = "test data";

/// A value of a values file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Its bytes; at least one.
    pub bytes: Vec<u8>,
    /// The line that names it, from 1.
    pub line: usize,
}

/// What a values file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sidecar {
    values: BTreeMap<String, Value>,
    is_test_data: bool,
}

/// What is wrong with one line of a values file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineFault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub fault: SidecarFault,
}

/// What is wrong with a line. Displays as a sentence without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SidecarFault {
    /// A line with neither `=` nor a space before it.
    NoEquals,
    /// A line that goes on with a value, and there is none above.
    NothingToContinue,
    /// No name before the `=`.
    NoName,
    /// No bytes after the `=`.
    NoBytes(String),
    /// A character that is not a hexadecimal digit.
    NotHex(char),
    /// A digit without the other half of its byte.
    HalfOctet,
    /// A name that an earlier line has.
    Duplicate(String, usize),
}

impl fmt::Display for SidecarFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SidecarFault::NoEquals => f.write_str("this line is not `name = hex`"),
            SidecarFault::NothingToContinue => f.write_str(
                "this line begins with a space, so it continues a value, but there is no value above it",
            ),
            SidecarFault::NoName => f.write_str("there is no name before the `=`"),
            SidecarFault::NoBytes(name) => write!(f, "`{name}` has no bytes"),
            SidecarFault::NotHex(found) => write!(f, "`{}` is not a hexadecimal digit", found.escape_debug()),
            SidecarFault::HalfOctet => {
                f.write_str("a byte has two digits, but the last digit before a space or the end is single")
            }
            SidecarFault::Duplicate(name, line) => write!(f, "line {line} has a value for `{name}` already"),
        }
    }
}

impl Sidecar {
    /// Reads a values file. All its faults are reported, in order of line; the lines without a fault are read.
    pub fn parse(text: &str) -> (Sidecar, Vec<LineFault>) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = Reader::default();
        reader.sidecar.is_test_data = is_marked(text);
        for (at, line) in text.lines().enumerate() {
            reader.line(at + 1, line);
        }
        reader.finish_value();
        reader.faults.sort_by_key(|fault| fault.line);
        (reader.sidecar, reader.faults)
    }

    /// The value with this name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values.get(name)
    }

    /// All values, in order of name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Whether the first line begins with `# test data`. The secrets of a file that does not say so may be real ones,
    /// and do not belong in a picture.
    pub fn is_test_data(&self) -> bool {
        self.is_test_data
    }
}

/// What was read so far. A value stays open until the line after its last.
#[derive(Default)]
struct Reader {
    sidecar: Sidecar,
    faults: Vec<LineFault>,
    open: Option<Open>,
}

struct Open {
    name: String,
    value: Value,
    /// Whether a fault of this value was reported, so that nothing more is said about it.
    is_faulty: bool,
}

impl Reader {
    fn line(&mut self, number: usize, line: &str) {
        let content = line.split('#').next().expect("a split text has a first part");
        if content.trim().is_empty() {
            return;
        }
        if let Some((name, hex)) = content.split_once('=') {
            self.finish_value();
            self.begin_value(number, name.trim());
            self.bytes(number, hex);
        } else if !content.starts_with([' ', '\t']) {
            self.finish_value();
            self.report(number, SidecarFault::NoEquals);
        } else if self.open.is_some() {
            self.bytes(number, content);
        } else {
            self.report(number, SidecarFault::NothingToContinue);
        }
    }

    fn begin_value(&mut self, number: usize, name: &str) {
        let fault = if name.is_empty() {
            Some(SidecarFault::NoName)
        } else {
            self.sidecar.get(name).map(|first| SidecarFault::Duplicate(name.to_owned(), first.line))
        };
        let is_faulty = fault.is_some();
        if let Some(fault) = fault {
            self.report(number, fault);
        }
        let value = Value { bytes: Vec::new(), line: number };
        self.open = Some(Open { name: name.to_owned(), value, is_faulty });
    }

    /// Adds the bytes of a line to the open value.
    fn bytes(&mut self, number: usize, hex: &str) {
        let open = self.open.as_mut().expect("a value is open");
        if open.is_faulty {
            return;
        }
        if let Err(fault) = decode(hex, &mut open.value.bytes) {
            open.is_faulty = true;
            self.report(number, fault);
        }
    }

    fn finish_value(&mut self) {
        let Some(Open { name, value, is_faulty }) = self.open.take() else {
            return;
        };
        if is_faulty {
            return;
        }
        if value.bytes.is_empty() {
            self.report(value.line, SidecarFault::NoBytes(name));
        } else {
            self.sidecar.values.insert(name, value);
        }
    }

    fn report(&mut self, line: usize, fault: SidecarFault) {
        self.faults.push(LineFault { line, fault });
    }
}

fn is_marked(text: &str) -> bool {
    let comment = text.strip_prefix('#').unwrap_or_default().trim_start();
    comment.get(..MARK.len()).is_some_and(|start| start.eq_ignore_ascii_case(MARK))
}

/// Reads pairs of digits with spaces between them, after an optional `0x`.
fn decode(hex: &str, bytes: &mut Vec<u8>) -> Result<(), SidecarFault> {
    let hex = hex.trim();
    for word in hex.strip_prefix("0x").unwrap_or(hex).split_whitespace() {
        let mut high = None;
        for character in word.chars() {
            let digit = character.to_digit(16).ok_or(SidecarFault::NotHex(character))?;
            let digit = u8::try_from(digit).expect("a digit is below 16");
            match high.take() {
                None => high = Some(digit),
                Some(high) => bytes.push(16 * high + digit),
            }
        }
        if high.is_some() {
            return Err(SidecarFault::HalfOctet);
        }
    }
    Ok(())
}
