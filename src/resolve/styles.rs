//! Collects the definitions of styles, and resolves the style of one element: its own, over the style that it names,
//! over the style of its type.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::color;
use super::markup::Beginning;
use crate::ast::{self, Setting, Stmt, StmtKind, Written};
use crate::diagnostic::{Code, Diagnostics};
use crate::nearest::{self, slips};
use crate::notation::{NoteKind, Style};

/// How many names are compared in search of misspellings: a bound on the time that a generated file takes.
const MAX_COMPARISONS: usize = 50_000;

/// The types of elements that share a style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Participant,
    Message,
    Divider,
    Note(NoteKind),
}

/// A style as it is defined.
#[derive(Clone, Default)]
struct Definition {
    shape: Style,
    /// What texts begin with; nothing where it says nothing about them.
    begun: Option<Rc<Beginning>>,
}

/// The styles of a file. They hold for all of it, wherever they stand; of two of one name the later one holds.
#[derive(Default)]
pub(super) struct Styles {
    named: BTreeMap<String, Definition>,
    types: Vec<(Type, Definition)>,
    /// How many names have been compared in search of what was meant.
    compared: Cell<usize>,
}

impl Styles {
    /// The styles that a file defines.
    pub fn of(body: &[Stmt<'_>], sink: &mut Diagnostics) -> Styles {
        let mut styles = Styles::default();
        styles.collect(body, sink);
        styles
    }

    /// The style written at an element, over the style that it names.
    pub fn style(&self, written: &ast::Style<'_>, sink: &mut Diagnostics) -> Style {
        if written.is_empty() {
            return Style::default();
        }
        let named = written.named.and_then(|name| self.named(&name, sink));
        color::style(written, sink).over(named.map_or(Style::default(), |definition| definition.shape))
    }

    /// The same over the style of its type.
    pub fn style_of(&self, of: Type, written: &ast::Style<'_>, sink: &mut Diagnostics) -> Style {
        self.style(written, sink).over(self.of_type(of))
    }

    /// The style of a message, whose only colour is that of its line: of a style for boxes that of the border.
    pub fn message(&self, written: &ast::Style<'_>, sink: &mut Diagnostics) -> Style {
        line_style(self.style(written, sink)).over(line_style(self.of_type(Type::Message)))
    }

    /// The style that all elements of a type have.
    pub fn of_type(&self, of: Type) -> Style {
        self.typed(of).map_or(Style::default(), |definition| definition.shape)
    }

    /// The markup that the text of an element begins with: that of the style it names, else that of its type.
    pub fn beginning(&self, of: Option<Type>, written: &ast::Style<'_>) -> Option<&Beginning> {
        let named = written.named.and_then(|name| self.named.get(name.text)?.begun.as_deref());
        named.or_else(|| self.typed(of?)?.begun.as_deref())
    }

    /// The same of participants that are declared without a style.
    pub fn of_names(&self) -> Option<Rc<Beginning>> {
        self.typed(Type::Participant)?.begun.clone()
    }

    fn typed(&self, of: Type) -> Option<&Definition> {
        self.types.iter().find(|(known, _)| *known == of).map(|(_, definition)| definition)
    }

    fn named(&self, name: &Written<'_>, sink: &mut Diagnostics) -> Option<&Definition> {
        let found = self.named.get(name.text);
        if found.is_none() {
            let diagnostic =
                sink.error(Code::UnknownStyle, name.span, format!("no style is called `{}`", name.text));
            diagnostic.at("not defined");
            match self.nearest(name.text) {
                Some(near) => diagnostic.help(format!("did you mean `##{near}`?")).fix(name.span, near),
                None => diagnostic
                    .help(format!("define it on a line of its own: `style {} #white #red;2`", name.text)),
            };
        }
        found
    }

    /// The name that is nearest, if it is near enough to be meant.
    fn nearest(&self, name: &str) -> Option<&str> {
        self.compared.set(self.compared.get() + self.named.len());
        if self.compared.get() > MAX_COMPARISONS {
            return None;
        }
        let folded = name.to_lowercase();
        // A name that is all slips is another name.
        let most = folded.chars().count().saturating_sub(1).min(2);
        let known = self.named.keys().map(String::as_str);
        nearest::nearest(known, most, |known| slips(&folded, &known.to_lowercase()))
    }

    fn collect(&mut self, body: &[Stmt<'_>], sink: &mut Diagnostics) {
        for stmt in body {
            if let StmtKind::Setting(setting) = &stmt.kind
                && let Setting::DefineStyle { word, name, style, markup } = &**setting
            {
                self.define(word, name.as_ref(), style, markup.as_ref(), sink);
            }
            stmt.bodies().into_iter().for_each(|inside| self.collect(inside, sink));
        }
    }

    fn define(
        &mut self,
        word: &Written<'_>,
        name: Option<&Written<'_>>,
        style: &ast::Style<'_>,
        markup: Option<&Written<'_>>,
        sink: &mut Diagnostics,
    ) {
        // A style takes from another one only if that is defined above it, so none can refer to itself.
        let shape = self.style(style, sink);
        let own = markup.filter(|markup| !markup.text.is_empty());
        let begun = match own {
            Some(markup) => Some(Rc::new(Beginning::read(*markup, sink))),
            None => style.named.and_then(|name| self.named.get(name.text)?.begun.clone()),
        };
        let definition = Definition { shape, begun };
        match (name, type_of(word.text)) {
            (Some(name), _) => {
                self.named.insert(name.text.to_owned(), definition);
            }
            (None, Some(of)) => {
                self.types.retain(|(known, _)| *known != of);
                self.types.push((of, definition));
            }
            (None, None) => {}
        }
    }
}

/// The type that a word such as `notestyle` is about.
fn type_of(word: &str) -> Option<Type> {
    match word.to_ascii_lowercase().strip_suffix("style")? {
        "participant" => Some(Type::Participant),
        "message" => Some(Type::Message),
        "divider" => Some(Type::Divider),
        kind => NoteKind::from_word(kind).map(Type::Note),
    }
}

/// The style of a line: the colour that would fill a box colours it.
pub(super) fn line_style(style: Style) -> Style {
    Style { fill: None, stroke: style.stroke.or(style.fill), ..style }
}
