//! Explains a malformed message: its arrow, its names or its colon.

use std::ops::Range;

use super::spelling::short;
use super::typography;
use super::{JunkLine, unclosed_quote};
use crate::diagnostic::{Code, Diagnostics};
use crate::parse::seq::trim;

/// Characters that arrows are made of, in this language or another. Word processors turn `->` into the last ones.
const STROKES: &[char] = &[
    '-', '<', '>', '=', '~', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}',
    '\u{2190}', '\u{2192}', '\u{2194}', '\u{21d2}', '\u{21d0}', '\u{27f6}', '\u{27f5}', '\u{27f9}',
    '\u{21d4}', '\u{27f7}', '\u{27fa}', '\u{21e2}', '\u{2794}', '\u{279c}', '\u{203a}', '\u{ff1e}',
];

/// Finds the first part of a line that looks like an arrow, outside of quotation marks and before the first colon.
pub(in crate::parse) fn find(text: &str) -> Option<Range<usize>> {
    let mut quoted = false;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        match c {
            '"' => quoted = !quoted,
            ':' if !quoted => return None,
            // A run is looked at once, where it begins.
            '.' | '<'
                if !quoted && !text[..start].ends_with(['.', '<', '>']) && dotted(&text[start..]) > 0 =>
            {
                return Some(start..start + dotted(&text[start..]));
            }
            _ if !quoted && STROKES.contains(&c) => {
                let mut end = start + c.len_utf8();
                while let Some((at, next)) = chars.next_if(|(_, next)| STROKES.contains(next)) {
                    end = at + next.len_utf8();
                }
                if points(&text[start..end]) {
                    return Some(start..end);
                }
            }
            _ => {}
        }
    }
    None
}

/// The length of the dotted arrow of PlantUML that a text begins with, or 0: `..>` or `<..`.
fn dotted(text: &str) -> usize {
    let run = &text[..text.find(|c| !matches!(c, '.' | '<' | '>')).unwrap_or(text.len())];
    let shaft = run.trim_matches(['<', '>']);
    if shaft == ".." && shaft.len() < run.len() { run.len() } else { 0 }
}

/// Finds an arrow head that is alone between spaces, before the colon.
fn lone_head(text: &str) -> Option<Range<usize>> {
    let header = &text[..text.find(':')?];
    let at = header.find(" > ").or_else(|| header.find(" < "))? + 1;
    let run = at..at + 1;
    typography::is_statement(&corrected(text, &run)).then_some(run)
}

/// Replaces an arrow of another language with one of this language.
fn corrected(text: &str, run: &Range<usize>) -> String {
    format!("{}{}{}", &text[..run.start], real_for(&text[run.clone()]), &text[run.end..])
}

/// Whether a run of strokes is meant as an arrow: it has a line and a head, or is a dash of typography, which no
/// name needs.
fn points(run: &str) -> bool {
    has_head(run) || run.contains(['\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}'])
}

/// Whether a run of strokes has a line and a head.
fn has_head(run: &str) -> bool {
    let is_single = run.chars().count() == 1;
    let has_head = run.contains(['<', '>', '\u{203a}', '\u{ff1e}']);
    run.chars().any(|c| ('\u{2190}'..='\u{21ff}').contains(&c) || ('\u{2794}'..='\u{27ff}').contains(&c))
        || (!is_single && has_head && run.contains(|c| !matches!(c, '<' | '>')))
}

/// Whether a run of strokes is an arrow of the language, perhaps with the mark `-` after it.
pub(in crate::parse) fn is_real(run: &str) -> bool {
    let rest = run.trim_start_matches('<');
    let tail = run.len() - rest.len();
    let shaft = rest.trim_start_matches('-');
    let dashes = rest.len() - shaft.len();
    let after = shaft.trim_start_matches('>');
    let head = shaft.len() - after.len();
    tail <= 2
        && head <= 2
        && tail + head > 0
        && (1..=2).contains(&dashes)
        && (after.is_empty() || (after == "-" && head > 0))
}

/// Arrows of typography with a head at each end.
const BOTH_WAYS: [char; 4] = ['\u{2194}', '\u{21d4}', '\u{27f7}', '\u{27fa}'];

/// The arrow to write for one of another language.
fn real_for(run: &str) -> &'static str {
    // Word processors make a long dash of two hyphens.
    let width = |c: char| if c == '\u{2014}' { 2 } else { 1 };
    let dashes: usize = run.chars().filter(|c| !matches!(c, '<' | '>')).map(width).sum();
    let is_dashed = dashes > 1 && !run.contains(['=', '\u{21d2}', '\u{21d4}', '\u{27fa}']);
    let is_back = run.starts_with(['<', '\u{2190}', '\u{21d0}', '\u{27f5}']);
    if run.contains(BOTH_WAYS) || is_back && run.ends_with(['>', '\u{2192}', '\u{27f6}']) {
        return if is_dashed { "<-->" } else { "<->" };
    }
    match (is_dashed, is_back, run.contains(">>") || run.contains("<<")) {
        (false, false, false) => "->",
        (false, false, true) => "->>",
        (true, false, false) => "-->",
        (true, false, true) => "-->>",
        (false, true, false) => "<-",
        (false, true, true) => "<<-",
        (true, true, false) => "<--",
        (true, true, true) => "<<--",
    }
}

/// Explains a line that has an arrow, or something that looks like one. Returns whether it has.
pub(in crate::parse) fn explain(
    line: JunkLine<'_>,
    is_known: &mut dyn FnMut(&str) -> bool,
    sink: &mut Diagnostics,
) -> bool {
    let Some(run) = find(line.text).or_else(|| lone_head(line.text)) else { return false };
    let written = &line.text[run.clone()];
    let shown = short(written);
    let span = line.span(run.start, run.end);
    if !is_real(written) {
        let real = real_for(written);
        let diagnostic = sink
            .error(Code::UnknownArrow, span, format!("`{shown}` is not an arrow of this language"))
            .at(if written.is_ascii() { "unknown arrow" } else { "an arrow of typography" })
            .help(format!("write `{real}`; the arrows are `->` `->>` `-->` `-->>`, and reversed `<-` `<--`"));
        let corrected = corrected(line.text, &run);
        // A colon that is missing as well is the next fault.
        let is_message =
            || typography::is_statement(&corrected) || typography::is_statement(&format!("{corrected}:"));
        if (has_head(written) || written.len() == 1) && is_message() {
            diagnostic.fix(span, real);
        }
        return true;
    }
    let before = trim(&line.text[..run.start]);
    let after = &line.text[run.end..];
    if unclosed_quote(JunkLine { text: until_colon(line.text), ..line }, sink) {
        return true;
    }
    if before.is_empty() {
        sink.error(Code::MissingName, span, "this message has no sender")
            .at("a name is missing before the arrow")
            .help("write who sends it, or `[` for the left edge of the diagram");
        return true;
    }
    if let Some(second) = find(after).map(|second| second.start + run.end..second.end + run.end) {
        second_arrow(line, before, &run, second, sink);
        return true;
    }
    if before.starts_with('"') && !before.ends_with('"') {
        after_quote(line, 0, sink);
        return true;
    }
    receiver(line, &run, is_known, sink);
    true
}

fn until_colon(text: &str) -> &str {
    let mut quoted = false;
    let colon = text.find(|c| {
        quoted ^= c == '"';
        c == ':' && !quoted
    });
    &text[..colon.unwrap_or(text.len())]
}

fn second_arrow(
    line: JunkLine<'_>,
    sender: &str,
    first: &Range<usize>,
    second: Range<usize>,
    sink: &mut Diagnostics,
) {
    let middle = short(trim(&line.text[first.end..second.start]));
    let sender = short(sender);
    let (one, two) = (&line.text[first.clone()], &line.text[second.clone()]);
    let help = if middle.is_empty() {
        "write one arrow between two names".to_owned()
    } else {
        let rest = short(trim(&line.text[second.end..]));
        format!("write a line for each: `{sender}{one}{middle}:` and `{middle}{two}{rest}`")
    };
    sink.error(Code::UnknownArrow, line.span(second.start, second.end), "a message has one arrow")
        .at("a second arrow")
        .help(help);
}

/// Explains what is wrong after the arrow: the receiver or the colon.
fn receiver(
    line: JunkLine<'_>,
    arrow: &Range<usize>,
    is_known: &mut dyn FnMut(&str) -> bool,
    sink: &mut Diagnostics,
) {
    let after = &line.text[arrow.end..];
    let blanks = after.len() - after.trim_start_matches([' ', '\t', '\u{a0}', '+', '*']).len();
    let from = arrow.end + blanks;
    let head = until_colon(&line.text[from..]);
    let end = from + head.len();
    if trim(head).is_empty() {
        let (at, label) = if end < line.text.len() {
            (line.span(end, end + 1), "a name is missing before the colon")
        } else {
            (line.span(arrow.start, arrow.end), "a name and a colon are missing after the arrow")
        };
        sink.error(Code::MissingName, at, "this message has no receiver")
            .at(label)
            .help("write who receives it, or `]` for the right edge of the diagram");
        return;
    }
    if end < line.text.len() {
        // There is a colon, so only something after a closing quotation mark is left.
        after_quote(line, from, sink);
        return;
    }
    let sender = short(trim(&line.text[..arrow.start]));
    let shaft = &line.text[arrow.clone()];
    let name_end = match head.strip_prefix('"').and_then(|rest| rest.find('"')) {
        Some(quote) => quote + 2,
        None => head.find([' ', '\t', '\u{a0}']).unwrap_or(head.len()),
    };
    let at = from + name_end;
    if activated(line, arrow, from, sink) {
        return;
    }
    // Other languages end a line with a semicolon.
    let name_end = head[..name_end].trim_end_matches(';').len();
    let at = if name_end + 1 == head.len() { from + name_end } else { at };
    let (name, text) = (short(&head[..name_end]), short(trim(head[name_end..].trim_end_matches(';'))));
    let help = if text.is_empty() {
        format!("write `{sender}{shaft}{name}:` with the text after the colon; the text may be empty")
    } else {
        format!("write `{sender}{shaft}{name}: {text}`")
    };
    let diagnostic = sink
        .error(Code::MissingColon, line.span(at, at), "this message has no colon before its text")
        .at("a colon is missing here")
        .help(help);
    // Where no other line mentions the first word, the name may be longer.
    if text.is_empty() || is_known(head[..name_end].trim_matches('"')) {
        let semicolon = usize::from(line.text[at..].starts_with(';'));
        diagnostic.fix(line.span(at, at + semicolon), ":");
    }
}

/// Explains `A -> B ++` of PlantUML, without a colon and a text. Returns whether the line is one.
fn activated(line: JunkLine<'_>, arrow: &Range<usize>, from: usize, sink: &mut Diagnostics) -> bool {
    let whole = trim(&line.text[from..]);
    let marked = whole.strip_suffix("++").map(|name| (name, "+"));
    let Some((name, mark)) = marked.or_else(|| whole.strip_suffix("--").map(|name| (name, "-"))) else {
        return false;
    };
    let name = trim(name);
    if name.is_empty() {
        return false;
    }
    let at = from + name.len();
    let (sender, shaft) = (short(trim(&line.text[..arrow.start])), &line.text[arrow.clone()]);
    sink.error(
        Code::MissingColon,
        line.span(at, line.text.len()),
        "this message has no colon before its text",
    )
    .at("a mark of PlantUML")
    .help(format!("write `{sender}{shaft}{mark}{}:`", short(name)))
    .fix(line.span(arrow.end, arrow.end), mark)
    .fix(line.span(at, line.text.len()), ":");
    true
}

/// Reports something between a name in quotation marks and what must follow it.
fn after_quote(line: JunkLine<'_>, from: usize, sink: &mut Diagnostics) {
    let name = &line.text[from..];
    let closed = name.get(1..).and_then(|rest| rest.find('"')).map_or(name.len(), |quote| quote + 2);
    let at = (from + closed).min(line.text.len());
    let end = from + until_colon(name).len();
    sink.error(
        Code::MalformedStatement,
        line.span(at, end.max(at)),
        "something follows a name in quotation marks",
    )
    .at("not part of the name")
    .help("put the whole name between the quotation marks, or delete them");
}
