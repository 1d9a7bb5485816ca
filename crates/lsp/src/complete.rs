//! Completion, by what stands before the cursor.

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, InsertTextFormat, InsertTextMode, MarkupContent, MarkupKind,
    Position, TextEdit,
};
use seqwright::Fix;
use seqwright::notation::Color;
use seqwright::notation::words::{Needs, TABLE, Word, WordRole, begins};
use seqwright::references::{NameKind, Reference};
use seqwright::source::Span;

use crate::Host;
use crate::document::{Document, Unit};

/// What an arrow contains.
const ARROWS: [&str; 9] = ["->", "<-", "--", "-x", "-)", "-\\", "-/", "-|", "-["];
/// What may stand between these and a name.
const MARKS: &[char] = &['-', '>', '<', ')', '(', '\\', '/', '|', '*', '+', ' ', '\t'];
/// Words within a statement that a name follows.
const BEFORE_NAMES: [&str; 3] = ["over ", "of ", "between "];

/// What is wanted at the cursor.
#[derive(Debug, PartialEq, Eq)]
enum Wanted<'t> {
    /// A statement: a name or a word of the language.
    Statement(&'t str),
    /// A name of a kind.
    Name(NameKind, &'t str),
    /// A colour.
    Color(&'t str),
    /// The word of the block that is being closed.
    Block(&'t str),
    /// Text of the author's.
    Nothing,
}

/// The completions at a position.
pub fn items(document: &Document, position: Position, host: &dyn Host) -> Vec<CompletionItem> {
    let Some((unit, here)) = document.unit_at(position) else { return Vec::new() };
    let text = unit.source.text();
    let line = Line { document, unit, here, host };
    let start = text[..here].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let before = text[start..here].trim_start();
    let open = open_blocks(&text[..start]);
    match wanted(before) {
        Wanted::Nothing => Vec::new(),
        Wanted::Color(part) => {
            Color::names().enumerate().map(|(at, name)| line.color(at, name, part)).collect()
        }
        Wanted::Name(kind, part) => line.names(kind, part),
        Wanted::Block(part) => {
            let word = open.last().map(|word| line.item(0, word, word, part, CompletionItemKind::Keyword));
            word.into_iter().collect()
        }
        Wanted::Statement(part) => {
            let names = line.names(NameKind::Participant, part);
            let first = names.len();
            let is_possible = |row: &&Word| row.role != WordRole::Boundary || !open.is_empty();
            let words = TABLE
                .iter()
                .filter(is_possible)
                .filter(|row| row.word != "thread" || open.last() == Some(&"par"));
            // `ref` begins two kinds of statement.
            let mut met = Vec::new();
            let words = words.filter(|row| {
                !met.contains(&row.word) && {
                    met.push(row.word);
                    true
                }
            });
            let words = words.enumerate().map(|(at, row)| line.word(first + at, row, part));
            let words: Vec<_> = words.collect();
            names.into_iter().chain(words).collect()
        }
    }
}

/// What a line so far, without its indentation, is to go on with.
fn wanted(before: &str) -> Wanted<'_> {
    let first = before.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
    let is_about_parties = begins(&first, WordRole::Parties);
    if let Some((_, text)) = before.split_once(':') {
        let part =
            text.rsplit(|c: char| !c.is_alphanumeric() && c != '_' && c != '.').next().unwrap_or_default();
        return if is_about_parties { Wanted::Name(NameKind::Value, part) } else { Wanted::Nothing };
    }
    if before.starts_with(['#', '/']) {
        return Wanted::Nothing;
    }
    if let Some((_, part)) = before.rsplit_once('#').filter(|(_, part)| !part.contains(char::is_whitespace)) {
        let is_style = before[..before.len() - part.len()].ends_with("##");
        return if is_style { Wanted::Name(NameKind::Style, part) } else { Wanted::Color(part) };
    }
    let arrow = ARROWS.iter().filter_map(|arrow| before.rfind(arrow)).max().filter(|&at| at > 0);
    if let Some(at) = arrow {
        return Wanted::Name(NameKind::Participant, before[at + 2..].trim_start_matches(MARKS));
    }
    let list = before.rsplit(',').next().unwrap_or_default();
    let after_word = BEFORE_NAMES.iter().filter_map(|word| Some(before.rfind(word)? + word.len())).max();
    let rest = before.split_once(char::is_whitespace).map(|(_, rest)| rest);
    let is_about_name = Word::find(&first).is_some_and(|row| row.needs == Needs::Name || is_about_parties);
    match (rest, after_word) {
        (None, _) => Wanted::Statement(before),
        (Some(rest), _) if first == "end" => Wanted::Block(rest.trim_start()),
        (Some(_), Some(at)) => Wanted::Name(
            NameKind::Participant,
            if before[at..].contains(',') { list.trim_start() } else { &before[at..] },
        ),
        (Some(rest), None)
            if is_about_name && !begins(&first, WordRole::Note) && !begins(&first, WordRole::Participant) =>
        {
            let part = if rest.contains(',') { list } else { rest };
            Wanted::Name(NameKind::Participant, part.trim_start())
        }
        (Some(_), None) if first == "expect" => {
            Wanted::Name(NameKind::Participant, before.rsplit(' ').next().unwrap_or_default())
        }
        // A name of several words.
        (Some(_), None) if Word::find(&first).is_none() => Wanted::Statement(before),
        (Some(_), None) => Wanted::Nothing,
    }
}

/// The words of the blocks that are open at the end of a text, the innermost last.
fn open_blocks(text: &str) -> Vec<&'static str> {
    let mut open = Vec::new();
    for line in text.lines().map(str::trim_start) {
        let end = line.find(|c: char| !c.is_alphanumeric()).unwrap_or(line.len());
        let word = line[..end].to_lowercase();
        let rest = line[end..].trim();
        // `ref over A` is a note.
        let is_note = word == "ref" && rest.starts_with("over");
        if word == "end" && !matches!(rest, "note" | "ref" | "legend" | "box") {
            open.pop();
        } else if !is_note && !ARROWS.iter().any(|arrow| rest.starts_with(arrow)) {
            open.extend(
                TABLE.iter().find(|row| row.role == WordRole::Block && row.word == word).map(|row| row.word),
            );
        }
    }
    open
}

/// The line of the cursor.
struct Line<'d> {
    document: &'d Document,
    unit: &'d Unit,
    here: usize,
    host: &'d dyn Host,
}

impl Line<'_> {
    /// The names of a kind, the nearest first.
    fn names(&self, kind: NameKind, part: &str) -> Vec<CompletionItem> {
        let source = &self.unit.source;
        let line = source.place(self.here).line;
        let names =
            self.document.references(self.unit, self.host).map(|names| names.all()).unwrap_or_default();
        let distance = |name: &Reference<'_>| {
            // What is being written is no name yet.
            let others =
                name.places().into_iter().filter(|span| !(span.start..=span.end).contains(&self.here));
            let lines = others.map(|span| source.place(span.start).line);
            // What comes below is farther away than all above.
            lines.map(|at| if at <= line { (0, line - at) } else { (1, at - line) }).min()
        };
        let of_kind = names.iter().filter(|name| name.kind == kind);
        let mut found: Vec<_> = of_kind.filter_map(|name| Some((distance(name)?, name))).collect();
        found.sort_by_key(|(distance, _)| *distance);
        let item = |(at, (_, name)): (usize, &(_, &Reference<'_>))| {
            let place = name.places().first().copied().unwrap_or_default();
            let written = source.text().get(place.start..place.end).filter(|text| text.starts_with('"'));
            let label = name.name.as_ref();
            let is_participant = kind == NameKind::Participant;
            let item_kind =
                if is_participant { CompletionItemKind::Class } else { CompletionItemKind::Variable };
            self.item(at, label, written.unwrap_or(label), part, item_kind)
        };
        found.iter().enumerate().map(item).collect()
    }

    fn color(&self, at: usize, name: &str, part: &str) -> CompletionItem {
        let item = self.item(at, name, name, part, CompletionItemKind::Color);
        let color =
            Color::from_written(name).map(|it| format!("#{:02x}{:02x}{:02x}", it.red, it.green, it.blue));
        CompletionItem { documentation: color.map(Into::into), ..item }
    }

    /// A word of the language, with a form to fill in if the client can do that.
    fn word(&self, at: usize, row: &Word, part: &str) -> CompletionItem {
        let item = self.item(at, row.word, row.word, part, CompletionItemKind::Keyword);
        let about = MarkupContent { kind: MarkupKind::Markdown, value: row.form() };
        let item = CompletionItem { documentation: Some(about.into()), ..item };
        let form = snippet(row).filter(|_| self.document.client.fills_in);
        let Some(change) = form.and_then(|form| self.form(&form, part)) else { return item };
        let edit = TextEdit { range: self.document.range(change.span), new_text: change.replacement };
        CompletionItem {
            kind: Some(CompletionItemKind::Snippet),
            insert_text_format: Some(InsertTextFormat::Snippet),
            // The lines have all that is to stand before them.
            insert_text_mode: Some(InsertTextMode::AsIs),
            text_edit: Some(edit.into()),
            ..item
        }
    }

    /// A form in place of what stands before the cursor: its lines are indented as that line is, and keep the prefix of
    /// the container.
    fn form(&self, form: &str, part: &str) -> Option<Fix> {
        let text = &self.unit.source.text()[..self.here];
        let line = &text[text.rfind(['\n', '\r']).map_or(0, |at| at + 1)..];
        let indent = &line[..line.len() - line.trim_start().len()];
        let replacement = form.replace('\n', &format!("\n{indent}"));
        self.unit.change(Fix { span: Span::new(self.here - part.len(), self.here), replacement })
    }

    /// An item that replaces what stands before the cursor.
    fn item(
        &self,
        at: usize,
        label: &str,
        new: &str,
        part: &str,
        kind: CompletionItemKind,
    ) -> CompletionItem {
        let place = Span::new(self.here - part.len(), self.here);
        let edit = TextEdit { range: self.document.range_of(self.unit, place), new_text: new.to_owned() };
        CompletionItem {
            label: label.to_owned(),
            kind: Some(kind),
            sort_text: Some(format!("{at:05}")),
            filter_text: Some(label.to_owned()),
            text_edit: Some(edit.into()),
            ..Default::default()
        }
    }
}

/// The form of a statement with places to fill in.
fn snippet(row: &Word) -> Option<String> {
    let word = row.word;
    match row.role {
        WordRole::Block => Some(format!("{word} ${{1:text}}\n  $0\nend")),
        WordRole::Note => Some(format!("{word} over ${{1:name}}: ${{2:text}}")),
        WordRole::Participant | WordRole::Boundary | WordRole::Parties | WordRole::Line => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wanted_depends_on_what_stands_before_the_cursor() {
        let participant = |part| Wanted::Name(NameKind::Participant, part);
        for (before, expected) in [
            ("", Wanted::Statement("")),
            ("al", Wanted::Statement("al")),
            ("Web a", Wanted::Statement("Web a")),
            ("A->", participant("")),
            ("A-->>+B", participant("B")),
            ("A<-Web ap", participant("Web ap")),
            ("A->xb", participant("xb")),
            ("A-xB", participant("B")),
            ("A->B: alt", Wanted::Nothing),
            ("note over A", participant("A")),
            ("note over A,B", participant("B")),
            ("note left of ", participant("")),
            ("activate Se", participant("Se")),
            ("destroy ", participant("")),
            ("end al", Wanted::Block("al")),
            ("participant A #li", Wanted::Color("li")),
            ("A->B ##wa", Wanted::Name(NameKind::Style, "wa")),
            ("title some te", Wanted::Nothing),
            ("participant Ne", Wanted::Nothing),
            ("# dialect", Wanted::Nothing),
            ("knows A,Ser", participant("Ser")),
            ("derive A: x = HMAC(ke", Wanted::Name(NameKind::Value, "ke")),
        ] {
            assert_eq!(wanted(before), expected, "{before}");
        }
    }

    #[test]
    fn open_blocks_are_those_that_no_end_closes() {
        assert_eq!(open_blocks("alt a\nloop b\nA->B: x\nend\nref over A: opt\nopt->A: x\n"), ["alt"]);
        assert_eq!(open_blocks("note over A\nx\nend note\nend\n"), Vec::<&str>::new());
    }
}
