//! Texts of PlantUML, in Creole and HTML, as `.seq` writes them: marks become tags, which may stand inside of a word and
//! beside a space.

use std::borrow::Cow;

use super::inline::{self, Inline, LINK, Open};
use super::losses::Here;
use super::shape::{BREAK, is_item, lines_of, rule};
use super::tag::{self, Tag};
use crate::parse::lower::{Escaper, is_special};

/// The marks, the tags that they become, and what ends those.
const MARKS: [(&str, &str, &str); inline::MARKS] = [
    ("**", "<b>", "</b>"),
    ("//", "<i>", "</i>"),
    ("\"\"", "<code>", "</code>"),
    ("--", "<s>", "</s>"),
    ("__", "<u>", "</u>"),
    ("~~", "<u>", "</u>"),
];

/// A part of a text as it is written in `.seq`.
#[derive(Debug)]
enum Seg {
    Plain(String),
    Tag(Cow<'static, str>),
    Break,
}

/// The text of a label: `\n` begins a new line.
pub(super) fn label<'t>(text: &'t str, here: &mut Here<'_>) -> Cow<'t, str> {
    let text = text.trim();
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut creole = Creole::default();
    for (at, line) in lines_of(text).iter().enumerate() {
        creole.line(line, at > 0, here);
    }
    Cow::Owned(creole.written("\\n").concat().trim().to_owned())
}

/// The lines of a block as `.seq` writes them in a block.
pub(super) fn block(lines: &[&str], here: &mut Here<'_>) -> Vec<String> {
    let lines = Creole::of(lines, here).written("").into_iter();
    lines.map(|line| line.trim_end().to_owned()).collect()
}

/// The lines of a block as one text.
pub(super) fn joined(lines: &[&str], here: &mut Here<'_>) -> String {
    Creole::of(lines, here).written("\\n").concat().trim().to_owned()
}

/// Whether a text holds nothing that is read otherwise here or there.
fn is_plain(text: &str) -> bool {
    !is_special(text) && !text.contains(['[', '&', '|']) && !text.starts_with(['=', '.'])
}

/// Makes the parts of a text.
#[derive(Default)]
struct Creole {
    segs: Vec<Seg>,
    is_begun: bool,
    /// Whether lines are code, up to `</code>`.
    is_code: bool,
}

impl Creole {
    /// Reads the lines of a block, without empty ones at its ends and the indent that they share.
    fn of(lines: &[&str], here: &mut Here<'_>) -> Creole {
        let mut creole = Creole::default();
        let is_inked = |line: &&str| !line.trim().is_empty();
        let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
        let from = lines.iter().position(is_inked).unwrap_or(lines.len());
        let to = lines.iter().rposition(is_inked).map_or(from, |last| last + 1);
        let lines = &lines[from..to];
        let shared = lines.iter().filter(|line| is_inked(line)).map(|line| indent(line)).min().unwrap_or(0);
        for line in lines {
            let line = line.get(shared.min(indent(line))..).unwrap_or_default();
            for part in lines_of(line) {
                creole.line(&part, true, here);
            }
        }
        creole
    }

    /// Adds a line. An indent counts where the line is not the first of a label.
    fn line(&mut self, line: &str, has_indent: bool, here: &mut Here<'_>) {
        let bare = line.trim();
        if matches!(bare, "<code>" | "</code>") {
            self.is_code = bare == "<code>";
            return;
        }
        if std::mem::replace(&mut self.is_begun, true) {
            self.segs.push(Seg::Break);
        }
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        if has_indent && indent < line.chars().count() {
            self.plain(&"\u{a0}".repeat(indent));
        }
        if self.is_code {
            self.tag("<code>");
            self.plain(bare);
            self.tag("</code>");
            return;
        }
        self.shaped(bare, here);
    }

    /// A line that may be an item of a list, a heading, a rule or a row of a table.
    fn shaped(&mut self, line: &str, here: &mut Here<'_>) {
        let run = |mark: char| line.len() - line.trim_start_matches(mark).len();
        let rule = ['-', '=', '.', '_'].into_iter().find_map(|mark| rule(line, mark));
        if let Some(title) = rule {
            self.plain("\u{2500}\u{2500}\u{2500}\u{2500}");
            if !title.is_empty() {
                self.plain(" ");
                self.inline(title, here);
                self.plain(" \u{2500}\u{2500}\u{2500}\u{2500}");
            }
            return;
        }
        let (stars, signs, equals) = (run('*'), run('#'), run('='));
        if stars > 0 && is_item(&line[stars..], stars) {
            self.plain(&"\u{a0}\u{a0}".repeat(stars - 1));
            self.plain("\u{2022} ");
            self.inline(line[stars..].trim_start(), here);
        } else if signs > 0 && line[signs..].starts_with(' ') {
            self.plain(&"\u{a0}\u{a0}".repeat(signs - 1));
            self.plain("# ");
            self.inline(line[signs..].trim_start(), here);
        } else if equals > 0 && !line[equals..].trim_start().is_empty() && !line[equals..].starts_with('>') {
            self.tag("<b>");
            self.inline(line[equals..].trim(), here);
            self.tag("</b>");
        } else {
            if line.len() > 1 && line.starts_with('|') && line.ends_with('|') {
                here.lost("the shape of a table");
            }
            self.inline(line, here);
        }
    }

    fn plain(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some((before, after)) = text.split_once(BREAK) {
            self.plain(before);
            self.segs.push(Seg::Break);
            return self.plain(after);
        }
        match self.segs.last_mut() {
            Some(Seg::Plain(last)) => last.push_str(text),
            _ => self.segs.push(Seg::Plain(text.to_owned())),
        }
    }

    /// Adds a tag; an empty one changes nothing.
    fn tag(&mut self, tag: impl Into<Cow<'static, str>>) {
        let tag = tag.into();
        if !tag.is_empty() {
            self.segs.push(Seg::Tag(tag));
        }
    }

    fn inline(&mut self, text: &str, here: &mut Here<'_>) {
        let mut line = Inline::new(text);
        while line.at < text.len() {
            self.step(&mut line, here);
        }
        while let Some(open) = line.open.pop() {
            self.tag(open.end);
        }
    }

    /// Reads the next part of a line.
    fn step(&mut self, line: &mut Inline<'_>, here: &mut Here<'_>) {
        if let Some(open) = line.open.pop_if(|open| open.at <= line.at) {
            line.at = line.at.max(open.at + open.length);
            self.tag(open.end);
            return;
        }
        let rest = line.rest();
        let bytes = rest.as_bytes();
        match bytes[0] {
            b'~' if !rest.starts_with("~~") && escapes(&rest[1..]) => {
                let doubled = bytes.len() > 2 && bytes[1] == bytes[2];
                self.plain(&rest[1..if doubled { 3 } else { 2 }]);
                line.at += if doubled { 3 } else { 2 };
            }
            b'<' => match line.tag() {
                Some(tag) => self.html(tag, line, here),
                None => self.literal(line, 1),
            },
            b'[' if rest.starts_with("[[") => self.link(line, here),
            b'&' => match tag::entity(rest) {
                Some((c, length)) => {
                    self.plain(c.encode_utf8(&mut [0; 4]));
                    line.at += length;
                }
                None => self.literal(line, 1),
            },
            _ => match MARKS.iter().position(|(mark, ..)| rest.starts_with(mark)) {
                Some(mark) => self.mark(mark, line),
                None => self.literal(line, 1),
            },
        }
    }

    /// Adds characters as they are, up to the next one that may be something else.
    fn literal(&mut self, line: &mut Inline<'_>, least: usize) {
        let limit = line.limit();
        let rest = &line.text[line.at..limit.max(line.at)];
        let least = rest.chars().next().map_or(0, char::len_utf8).max(least.min(rest.len()));
        let found = rest.as_bytes()[least..].iter().position(|byte| b"~<[&*/\"-_".contains(byte));
        let length = found.map_or(rest.len(), |at| least + at);
        self.plain(&rest[..length]);
        line.at += length;
    }

    fn mark(&mut self, mark: usize, line: &mut Inline<'_>) {
        let (written, begin, end) = MARKS[mark];
        let rest = line.rest();
        let first = rest.as_bytes()[0];
        let run = rest.bytes().take_while(|byte| *byte == first).count();
        // A line of hyphens is no struck text, and an address no slanted one.
        let is_rule = run > 2 && !matches!(first, b'*' | b'"');
        let is_code = match first {
            b'/' => line.text[..line.at].ends_with(':'),
            b'-' => rest[2..].starts_with(['>', ' ']) || line.text[..line.at].ends_with(['<', '!']),
            _ => false,
        };
        let inner = rest[2..].chars().next().map_or(1, char::len_utf8);
        let found = if is_rule || is_code { None } else { line.find(mark, written, 2 + inner) };
        let Some(at) = found else { return self.literal(line, run) };
        self.tag(begin);
        line.open.push(Open { at, length: 2, end });
        line.at += 2;
    }

    fn html(&mut self, (tag, length): (Tag, usize), line: &mut Inline<'_>, here: &mut Here<'_>) {
        line.at += length;
        match tag {
            Tag::Character(c) => self.plain(c.encode_utf8(&mut [0; 4])),
            Tag::Lost(what) => here.lost(what),
            Tag::Open { kind, begin, end } => {
                let closer = tag::ENDS[kind];
                let at = line.find(MARKS.len() + kind, closer, 0).unwrap_or(line.limit());
                let length =
                    if line.text[at..].len() >= closer.len() && at < line.limit() { closer.len() } else { 0 };
                if let Some(begin) = begin {
                    self.tag(begin);
                }
                line.open.push(Open { at, length, end });
            }
        }
    }

    /// `[[address label]]`, with words that a pointer shows between braces.
    fn link(&mut self, line: &mut Inline<'_>, here: &mut Here<'_>) {
        let Some(end) = line.find(LINK, "]]", 2) else { return self.literal(line, 2) };
        let from = line.at + 2;
        let inner = &line.text[from..end];
        let address_end = inner.find([' ', '{']).unwrap_or(inner.len());
        let mut label = &inner[address_end..];
        if let Some((tip, rest)) = label.trim_start().strip_prefix('{').and_then(|rest| rest.split_once('}'))
        {
            if !tip.is_empty() {
                here.lost("a tooltip");
            }
            label = rest;
        }
        let label = label.trim();
        let address = &inner[..address_end];
        let is_link = !address.is_empty() && !address.contains(['<', '>']);
        if is_link {
            self.tag(format!("<link:{address}>"));
        }
        let end_tag = if is_link { "</link>" } else { "" };
        if label.is_empty() {
            self.plain(address);
            self.tag(end_tag);
            line.at = end + 2;
        } else {
            line.at = end - inner.len() + (label.as_ptr() as usize - inner.as_ptr() as usize);
            line.open.push(Open { at: end, length: 2, end: end_tag });
        }
    }

    /// The lines of the text, each of which but the last ends in `ending`.
    fn written(&self, ending: &str) -> Vec<String> {
        let plain = self
            .segs
            .iter()
            .filter_map(|seg| if let Seg::Plain(text) = seg { Some(text.as_str()) } else { None });
        let escaper = Escaper::of(plain);
        let mut lines = Vec::new();
        let mut out = String::new();
        for (at, seg) in self.segs.iter().enumerate() {
            let next = self.segs.get(at + 1);
            let more = matches!(next, Some(Seg::Tag(_))) || (next.is_some() && !ending.is_empty());
            match seg {
                Seg::Plain(text) => escaper.push(text, more, &mut out),
                Seg::Tag(tag) => out.push_str(tag),
                Seg::Break => {
                    out.push_str(ending);
                    lines.push(std::mem::take(&mut out));
                }
            }
        }
        lines.push(out);
        lines
    }
}

/// Whether a tilde before a text takes away the meaning of what the text begins with.
fn escapes(text: &str) -> bool {
    text.starts_with(['*', '/', '"', '-', '_', '<', '[', '#', '=', '&', '|'])
}

#[cfg(test)]
mod tests {
    use super::super::losses::Losses;
    use super::*;
    use crate::source::Span;

    fn read(text: &str) -> String {
        label(text, &mut Losses::default().here(Span::new(0, 0), 1)).into_owned()
    }

    #[test]
    fn marks_open_and_close_anywhere_on_a_line() {
        assert_eq!(read("a**b**c"), "a<b>b</b>c");
        assert_eq!(read("** a **"), "<b> a </b>");
        assert_eq!(read("**a\\nb**"), r"\*\*a\nb\*\*");
        assert_eq!(read("**a //b** c//"), r"<b>a \/\/b</b> c\/\/");
    }

    #[test]
    fn addresses_and_rules_are_no_marks() {
        assert_eq!(read("http://a.b and http://c.d"), "http://a.b and http://c.d");
        assert_eq!(read("a ---- b ---- c"), r"a \-\-\-\- b \-\-\-\- c");
    }

    #[test]
    fn tags_without_an_end_reach_to_the_end_of_the_line() {
        assert_eq!(read("<b>a\\nb"), r"<b>a</b>\nb");
        assert_eq!(read("<color:red>a <i>b"), "<color:#red>a <i>b</i></color>");
        assert_eq!(read("List<String> </b>"), r"List\<String> \</b>");
    }

    #[test]
    fn blanks_at_the_beginning_of_further_lines_stay() {
        assert_eq!(read("a\\n  b"), "a\\n\u{a0}\u{a0}b");
    }
}
