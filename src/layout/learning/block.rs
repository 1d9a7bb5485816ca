//! The lines of a box of knowledge: new values first, each with its formula and its bytes; then, in one run, what was
//! known before.

use super::bytes;
use crate::layout::label::{Label, Rich, TextLine};
use crate::layout::pen::{TextStyle, baseline};
use crate::model::{Fact, Text};
use crate::px::Px;
use crate::ruler::{Face, Ruler};
use crate::scene::{Ground, Role, Runs, TextRun};
use crate::sign::Sign;
use crate::theme::Theme;

/// A hyphen that is as wide as the plain one and after which no line is broken.
const UNBROKEN_HYPHEN: char = '\u{2011}';
/// A space that is as wide as the plain one and at which no line is broken.
const UNBROKEN_BLANK: char = '\u{a0}';
/// What stands before a formula. The sign of equality stays with what follows.
const EQUALS: &str = "=\u{a0}";

/// The texts of a box; x and y are from the upper left corner of its first text.
#[derive(Default)]
pub(super) struct Block {
    pub pieces: Vec<PlacedText>,
    /// The sign before each fact, and its top.
    pub bullets: Vec<(Sign, Px)>,
    pub width: Px,
    pub height: Px,
}

/// A text in one type.
pub(super) struct PlacedText {
    pub label: Label<'static>,
    pub x: Px,
    pub top: Px,
    pub text_style: TextStyle,
}

/// Sets facts so that no line is wider than `measure`, if that can be. What the values are stands in a column on
/// the right where all of them have room there, and otherwise each below its name.
pub(super) fn set(facts: &[Fact], measure: Px, theme: &Theme) -> Block {
    set_with(facts, measure, theme, true)
        .unwrap_or_else(|| set_with(facts, measure, theme, false).expect("below a name there is always room"))
}

/// Returns `None` if a column is wanted and a value has no room in it.
fn set_with(facts: &[Fact], measure: Px, theme: &Theme, column: bool) -> Option<Block> {
    let mut setter = Setter { theme, measure, column, block: Block::default(), right: Vec::new() };
    let own_row = |fact: &&Fact| fact.fresh || fact.whole;
    for fresh in [true, false] {
        for fact in facts.iter().filter(own_row).filter(|fact| fact.fresh == fresh) {
            setter.set_fact(fact)?;
        }
    }
    let known: Vec<&str> = facts.iter().filter(|fact| !own_row(fact)).map(|fact| &*fact.name).collect();
    if !known.is_empty() {
        setter.set_known(&known.join(", "));
    }
    Some(setter.finish())
}

/// Sets fact below fact.
struct Setter<'t> {
    theme: &'t Theme,
    measure: Px,
    /// Whether short values stand in a column on the right.
    column: bool,
    block: Block,
    /// The pieces, by their place, whose right ends are to be level.
    right: Vec<usize>,
}

impl Setter<'_> {
    /// The room that the key in the corner takes from a line at its height.
    fn key_room(&self, top: Px) -> Px {
        let spacing = &self.theme.spacing;
        // On paper made of characters the edge has no width, and no key is drawn.
        let beside = top < spacing.sign && spacing.edge > Px::ZERO;
        if beside { spacing.sign + spacing.sign_gap * 2 } else { Px::ZERO }
    }

    /// The room up to the column on the right, which no key is in the way of.
    fn column_end(&self) -> Px {
        self.measure - self.key_room(Px::ZERO)
    }

    fn detail(&self) -> TextStyle {
        TextStyle::small(self.theme, Role::KnowledgeDetail, Face::Regular)
    }

    fn wrapped(&self, text: &str, measure: Px, text_style: TextStyle) -> Label<'static> {
        Label::wrapped(&Text::from(text), measure, text_style.face, text_style.size, self.ruler())
            .into_owned()
    }

    /// Puts a label somewhere; returns where it ends.
    fn put(&mut self, label: Label<'static>, x: Px, top: Px, text_style: TextStyle) -> Px {
        let end = x + label.width;
        self.block.width = self.block.width.max(end + self.key_room(top));
        self.block.pieces.push(PlacedText { label, x, top, text_style });
        end
    }

    /// Begins a row with a sign that stands at its first line.
    fn begin(&mut self, sign: Sign, line: Px) -> Px {
        let spacing = &self.theme.spacing;
        if !self.block.bullets.is_empty() {
            self.block.height += spacing.label_gap;
        }
        let top = self.block.height;
        self.block.bullets.push((sign, top + (line - spacing.sign).half()));
        top
    }

    fn set_fact(&mut self, fact: &Fact) -> Option<()> {
        let detail = self.detail();
        let (sign, name) = if fact.fresh {
            let body = TextStyle::body(self.theme, Role::KnowledgeText);
            (Sign::Fresh, TextStyle { face: Face::Bold, ..body })
        } else {
            (Sign::Known, detail)
        };
        let top = self.begin(sign, name.line);
        let label = self.wrapped(&fact.name, self.measure - self.key_room(top), name);
        let lines = label.lines.len().max(1) as i64;
        // Where the last line of the name stands, and a detail that goes on after it.
        let last = top + name.line * (lines - 1);
        let beside = last + baseline(name.line, name.size) - baseline(detail.line, detail.size);
        let after = label.lines.last().map_or(Px::ZERO, |line| line.width);
        self.put(label, Px::ZERO, top, name);
        self.block.height = last + name.line;
        let mut place = LinePosition { x: after, top: beside };
        if let Some(how) = &fact.how {
            place = self.set_formula(how, place);
        }
        match &fact.bytes {
            None => Some(()),
            Some(bytes) if fact.whole => {
                self.set_whole(bytes, fact.given, place);
                Some(())
            }
            Some(bytes) => self.set_value(bytes, fact.given, place),
        }
    }

    /// Sets how a value was computed: after its name if all of it has room there, otherwise below.
    fn set_formula(&mut self, how: &str, after: LinePosition) -> LinePosition {
        let text_style = self.detail();
        let text = [EQUALS, how].concat();
        let label =
            Label::unbroken(&Text::from(&*text), text_style.face, text_style.size, self.ruler()).into_owned();
        let x = after.x + self.space_width();
        let room = self.measure - self.key_room(after.top);
        if label.lines.len() == 1 && x + label.width <= room {
            return LinePosition { x: self.put(label, x, after.top, text_style), ..after };
        }
        let label = self.wrapped_formula(&text, text_style);
        let (top, lines) = (self.block.height, label.lines.len() as i64);
        let x = label.lines.last().map_or(Px::ZERO, |line| line.width);
        self.put(label, Px::ZERO, top, text_style);
        self.block.height += text_style.line * lines;
        LinePosition { x, top: top + text_style.line * (lines - 1) }
    }

    /// Breaks a formula, but not within a name such as `Derive-Secret` or a text such as `"exp master"`.
    fn wrapped_formula(&self, text: &str, text_style: TextStyle) -> Label<'static> {
        if text.trim_start_matches(EQUALS).contains([UNBROKEN_HYPHEN, UNBROKEN_BLANK]) {
            return self.wrapped(text, self.measure, text_style);
        }
        let mut in_text = false;
        let unbroken = text.chars().map(|character| {
            in_text ^= character == '"';
            match character {
                '-' => UNBROKEN_HYPHEN,
                ' ' if in_text => UNBROKEN_BLANK,
                other => other,
            }
        });
        let mut label = self.wrapped(&unbroken.collect::<String>(), self.measure, text_style);
        for line in &mut label.lines {
            let (equals, formula) =
                line.text.split_at(if line.text.starts_with(EQUALS) { EQUALS.len() } else { 0 });
            let formula = formula.replace(UNBROKEN_HYPHEN, "-").replace(UNBROKEN_BLANK, " ");
            line.text = [equals, &formula].concat().into();
            line.width = self.ruler().width(&line.text, text_style.face, text_style.size);
        }
        label.width = label.lines.iter().map(|line| line.width).max().unwrap_or_default();
        label
    }

    /// Sets the ends of a value: in the column on the right, or below.
    fn set_value(&mut self, bytes: &[u8], given: bool, after: LinePosition) -> Option<()> {
        let text_style = TextStyle { face: Face::Mono, ..self.detail() };
        let text = bytes::marked(bytes::shortened(bytes), given);
        let label = titled(&text, bytes::digits(bytes), text_style, self.theme);
        if !self.column {
            self.put_below(label, text_style);
            return Some(());
        }
        self.put_right(label, after, text_style).is_none().then_some(())
    }

    /// Sets all of a value in lines as long as have room, and how many bytes there are.
    fn set_whole(&mut self, bytes: &[u8], given: bool, after: LinePosition) {
        let text_style = self.detail();
        let count = bytes::marked(bytes::count(bytes), given);
        let count =
            Label::unbroken(&Text::from(count), text_style.face, text_style.size, self.ruler()).into_owned();
        if let Some(count) = self.put_right(count, after, text_style) {
            self.put_below(count, text_style);
        }
        let text_style = TextStyle { face: Face::Mono, ..text_style };
        for line in bytes::lines(bytes, self.bytes_per_line(text_style)) {
            let label = Label::unbroken(&Text::from(line), text_style.face, text_style.size, self.ruler())
                .into_owned();
            self.put_below(label, text_style);
        }
    }

    /// The longest of the usual lines that has room.
    fn bytes_per_line(&self, text_style: TextStyle) -> usize {
        let fits = |bytes: usize| {
            let line: String = bytes::lines(&vec![0; bytes], bytes).collect();
            self.ruler().width(&line, text_style.face, text_style.size) <= self.measure
        };
        [32, 16].into_iter().find(|&bytes| fits(bytes)).unwrap_or(8)
    }

    fn put_below(&mut self, label: Label<'static>, text_style: TextStyle) {
        let top = self.block.height;
        self.put(label, Px::ZERO, top, text_style);
        self.block.height += text_style.line;
    }

    /// Puts a label at the end of a line so that it ends in the column on the right; gives it back if it has no
    /// room there.
    fn put_right(
        &mut self,
        label: Label<'static>,
        after: LinePosition,
        text_style: TextStyle,
    ) -> Option<Label<'static>> {
        let x = after.x + self.theme.spacing.label_pad;
        if x + label.width > self.column_end() {
            return Some(label);
        }
        self.right.push(self.block.pieces.len());
        let end = self.put(label, x, after.top, text_style);
        self.block.width = self.block.width.max(end + self.key_room(Px::ZERO));
        None
    }

    /// Sets in one run what was known before.
    fn set_known(&mut self, names: &str) {
        let text_style = self.detail();
        let top = self.begin(Sign::Known, text_style.line);
        let label = self.wrapped(names, self.measure - self.key_room(top), text_style);
        self.block.height += text_style.line * label.lines.len().max(1) as i64;
        self.put(label, Px::ZERO, top, text_style);
    }

    /// The block, its right column level.
    fn finish(mut self) -> Block {
        let key = self.key_room(Px::ZERO);
        for at in self.right {
            let piece = &mut self.block.pieces[at];
            piece.x = self.block.width - key - piece.label.width;
        }
        self.block
    }

    /// The room between two words.
    fn space_width(&self) -> Px {
        let text_style = TextStyle::body(self.theme, Role::KnowledgeText);
        self.ruler().width(" ", text_style.face, text_style.size)
    }

    fn ruler(&self) -> &dyn Ruler {
        &*self.theme.ruler
    }
}

/// A place on a line.
#[derive(Clone, Copy)]
struct LinePosition {
    x: Px,
    top: Px,
}

/// A line with a tooltip.
fn titled(text: &str, title: String, text_style: TextStyle, theme: &Theme) -> Label<'static> {
    let width = theme.ruler.width(text, text_style.face, text_style.size);
    let run = TextRun {
        end: text.len(),
        width,
        face: Face::Regular,
        mono: true,
        size: text_style.size,
        rise: Px::ZERO,
        color: None,
        background: None,
        stroke: None,
        difference: false,
        strike: false,
        underline: false,
        link: None,
        title: Some(title.into()),
    };
    let runs = Some(Box::new(Runs { all: vec![run], ground: Ground::default() }));
    let rich = Some(Box::new(Rich { runs, extra: Px::ZERO, size: text_style.size, align: None }));
    Label {
        lines: vec![TextLine { text: text.to_owned().into(), width, indent: Px::ZERO, rich }],
        width,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_and_spaces_without_breaks_are_as_wide_as_the_others() {
        let theme = Theme::default();
        let width = |text: char| theme.ruler.width(&text.to_string(), Face::Regular, theme.sizes.small);
        assert_eq!(width(UNBROKEN_HYPHEN), width('-'));
        assert_eq!(width(UNBROKEN_BLANK), width(' '));
    }

    fn fact(name: &str, bytes: usize) -> Fact {
        Fact {
            name: name.to_owned(),
            fresh: true,
            how: None,
            bytes: Some(vec![0; bytes].into()),
            given: false,
            whole: false,
        }
    }

    #[test]
    fn values_stand_in_one_column_only_if_all_have_room() {
        let theme = Theme::default();
        let tops = |measure| {
            let block = set(&[fact("a", 32), fact("aMuchLongerName", 16)], Px::new(measure), &theme);
            let ends: Vec<Px> = block.pieces.iter().map(|piece| piece.x + piece.label.width).collect();
            (block.pieces.iter().map(|piece| piece.top.floor()).collect::<Vec<_>>(), ends)
        };
        let (side_by_side, ends) = tops(400);
        assert_eq!(side_by_side, [0, 2, 23, 25]);
        assert_eq!(ends[1], ends[3]);
        let (below, _) = tops(300);
        assert_eq!(below, [0, 19, 39, 58]);
    }
}
