//! The lines of a box of knowledge: new values first, as a tree, each with its formula and its bytes; then, in one run,
//! what was known before.

use super::drawn::{Block, PlacedText};
use super::{bytes, tree};
use crate::layout::label::Label;
use crate::layout::pen::{TextStyle, baseline};
use crate::model::{Fact, Mark, Text};
use crate::px::Px;
use crate::ruler::{Face, Ruler};
use crate::scene::{Rect, Role};
use crate::sign::Sign;
use crate::theme::Theme;

/// A hyphen that is as wide as the plain one and after which no line is broken.
const UNBROKEN_HYPHEN: char = '\u{2011}';
/// A space that is as wide as the plain one and at which no line is broken.
const UNBROKEN_BLANK: char = '\u{a0}';
/// What stands before a formula. The sign of equality stays with what follows.
const EQUALS: &str = "=\u{a0}";

/// The sign of a mark.
pub(super) fn sign_of(mark: Mark) -> Sign {
    match mark {
        Mark::New | Mark::Initial | Mark::Made => Sign::Fresh,
        Mark::Secret => Sign::Secret,
        Mark::Open => Sign::Eye,
        Mark::OpenLater => Sign::OpenLock,
        Mark::Constant => Sign::Constant,
    }
}

/// What a value takes of a column of signs: as far is it set in below the one that it comes from.
pub(super) fn indent(theme: &Theme) -> Px {
    theme.spacing.sign + theme.spacing.sign_gap
}

/// Sets facts so that no line is wider than `measure`, if that can be. What the values are stands in a column on
/// the right, or below a name and formula that leave no room there.
pub(super) fn set<'f>(facts: &'f [Fact], measure: Px, theme: &Theme) -> Block<'f> {
    let mut setter = Setter { theme, measure, block: Block::default() };
    let branches = tree::grow(facts.iter().filter(|fact| fact.fresh));
    let tops: Vec<Px> = branches.iter().map(|branch| setter.set_fact(branch.fact, branch.depth)).collect();
    setter.connect(&branches, &tops);
    for fact in facts.iter().filter(|fact| !fact.fresh && fact.whole) {
        setter.set_fact(fact, 0);
    }
    let known: Vec<&str> =
        facts.iter().filter(|fact| !fact.fresh && !fact.whole).map(|fact| &*fact.name).collect();
    if !known.is_empty() {
        setter.set_known(&known.join(", "));
    }
    setter.block
}

/// Sets a sentence with its sign, and smaller lines below it: a check and its formula, a leak and what it opens.
pub(super) fn set_remark(
    sign: Sign,
    words: &str,
    more: &[String],
    measure: Px,
    theme: &Theme,
) -> Block<'static> {
    let mut setter = Setter { theme, measure, block: Block::default() };
    let text_style = TextStyle::body(theme, Role::KnowledgeText);
    setter.begin(sign, Px::ZERO, text_style.line);
    let x = indent(theme);
    let label = setter.wrapped(words, measure - x, text_style);
    setter.put_lines(label, x, text_style);
    for line in more {
        let detail = setter.detail();
        let label = setter.wrapped_formula(line, measure - x, detail);
        setter.put_lines(label, x, detail);
    }
    setter.block
}

/// Sets fact below fact.
struct Setter<'t, 'f> {
    theme: &'t Theme,
    measure: Px,
    block: Block<'f>,
}

impl<'f> Setter<'_, 'f> {
    fn detail(&self) -> TextStyle {
        TextStyle::small(self.theme, Role::KnowledgeDetail, Face::Regular)
    }

    fn wrapped(&self, text: &str, measure: Px, text_style: TextStyle) -> Label<'static> {
        Label::wrapped(&Text::from(text), measure, text_style.face, text_style.size, self.ruler())
            .into_owned()
    }

    fn unbroken(&self, text: &str, text_style: TextStyle) -> Label<'static> {
        Label::unbroken(&Text::from(text), text_style.face, text_style.size, self.ruler()).into_owned()
    }

    /// Puts a label somewhere; returns where it ends.
    fn put(&mut self, label: Label<'static>, x: Px, top: Px, text_style: TextStyle) -> Px {
        let end = x + label.width;
        self.block.width = self.block.width.max(end);
        let row = self.block.marks.len().saturating_sub(1);
        self.block.pieces.push(PlacedText { label, x, top, text_style, row });
        end
    }

    /// Puts a label below all that is there.
    fn put_lines(&mut self, label: Label<'static>, x: Px, text_style: TextStyle) {
        let top = self.block.height;
        self.block.height += text_style.line * label.lines.len().max(1) as i64;
        self.put(label, x, top, text_style);
    }

    /// Begins a row with a sign that stands at its first line; returns its top.
    fn begin(&mut self, sign: Sign, x: Px, line: Px) -> Px {
        let spacing = &self.theme.spacing;
        if self.block.height > Px::ZERO {
            self.block.height += spacing.label_gap;
        }
        let (top, side) = (self.block.height, spacing.sign);
        let square = Rect { x, y: top + (line - side).half(), width: side, height: side };
        self.block.marks.push(vec![(sign, square)]);
        self.block.values.push(None);
        top
    }

    /// Sets a value, so far in; returns the top of its sign.
    fn set_fact(&mut self, fact: &'f Fact, depth: usize) -> Px {
        let detail = self.detail();
        let (sign, name) = if fact.fresh {
            let body = TextStyle::body(self.theme, Role::KnowledgeText);
            (sign_of(fact.mark), TextStyle { face: Face::Bold, ..body })
        } else {
            (Sign::Known, detail)
        };
        let step = indent(self.theme);
        let left = step * depth as i64;
        let top = self.begin(sign, left, name.line);
        let sign_top = self.block.marks.last().map_or(top, |marks| marks[0].1.y);
        self.block.values.pop();
        self.block.values.push(Some(fact));
        let x = left + step;
        let label = self.wrapped(&fact.name, self.measure - x, name);
        let lines = label.lines.len().max(1) as i64;
        // Where the last line of the name stands, and a detail that goes on after it.
        let last = top + name.line * (lines - 1);
        let beside = last + baseline(name.line, name.size) - baseline(detail.line, detail.size);
        let after = x + label.lines.last().map_or(Px::ZERO, |line| line.width);
        self.put(label, x, top, name);
        self.block.height = last + name.line;
        self.set_details(fact, x, LinePosition { x: after, top: beside });
        sign_top
    }

    /// Sets the bytes of a value at the end of the line of its name, and its formula between the two; what has no room
    /// there stands below.
    fn set_details(&mut self, fact: &Fact, x: Px, after: LinePosition) {
        let detail = self.detail();
        let mono = TextStyle { face: Face::Mono, ..detail };
        let mut value = fact.bytes.as_ref().map(|all| {
            let text = if fact.whole { bytes::count(all) } else { bytes::shortened(all) };
            let text = bytes::marked(text, fact.given);
            let text_style = if fact.whole { detail } else { mono };
            let title = if fact.in_tooltip && !fact.whole { bytes::digits(all) } else { String::new() };
            (bytes::titled(&text, title, text_style, self.theme), text_style)
        });
        if let Some((label, text_style)) = value.take() {
            value = self.put_right(label, after, text_style).map(|label| (label, text_style));
        }
        let end = self.block.right.last().filter(|_| fact.bytes.is_some() && value.is_none());
        let room = end.map_or(self.measure, |&at| {
            self.measure - self.block.pieces[at].label.width - self.theme.spacing.label_pad
        });
        if let Some(how) = &fact.how {
            self.set_formula(how, x, after, room);
        }
        if let Some((label, text_style)) = value {
            self.put_lines(label, x, text_style);
        }
        if let Some(all) = fact.bytes.as_ref().filter(|_| fact.whole) {
            for line in bytes::lines(all, self.bytes_per_line(x, mono)) {
                let label = self.unbroken(&line, mono);
                self.put_lines(label, x, mono);
            }
        }
    }

    /// Sets how a value was computed: after its name if all of it has room there, otherwise below.
    fn set_formula(&mut self, how: &str, left: Px, after: LinePosition, room: Px) {
        let text_style = self.detail();
        let text = [EQUALS, how].concat();
        let label = self.unbroken(&text, text_style);
        let x = after.x + self.space_width();
        if label.lines.len() == 1 && x + label.width <= room {
            let end = self.put(label, x, after.top, text_style);
            // The bytes stand behind it.
            self.block.width = self.block.width.max(end + (self.measure - room));
            return;
        }
        let label = self.wrapped_formula(&text, self.measure - left, text_style);
        self.put_lines(label, left, text_style);
    }

    /// Breaks a formula, but not within a name such as `Derive-Secret` or a text such as `"exp master"`.
    fn wrapped_formula(&self, text: &str, measure: Px, text_style: TextStyle) -> Label<'static> {
        if text.trim_start_matches(EQUALS).contains([UNBROKEN_HYPHEN, UNBROKEN_BLANK]) {
            return self.wrapped(text, measure, text_style);
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
        let mut label = self.wrapped(&unbroken.collect::<String>(), measure, text_style);
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

    /// The longest of the usual lines that has room.
    fn bytes_per_line(&self, x: Px, text_style: TextStyle) -> usize {
        let fits = |bytes: usize| {
            let line: String = bytes::lines(&vec![0; bytes], bytes).collect();
            x + self.ruler().width(&line, text_style.face, text_style.size) <= self.measure
        };
        [32, 16].into_iter().find(|&bytes| fits(bytes)).unwrap_or(8)
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
        if x + label.width > self.measure {
            return Some(label);
        }
        self.block.right.push(self.block.pieces.len());
        self.put(label, x, after.top, text_style);
        None
    }

    /// Draws lines from each sign to those of the values that come from it.
    fn connect(&mut self, branches: &[tree::Branch<'_>], tops: &[Px]) {
        let side = self.theme.spacing.sign;
        let (step, thin) = (indent(self.theme), Px::new(1));
        let mut ends: Vec<Option<Px>> = vec![None; branches.len()];
        let squares: Vec<Rect> = self.block.marks.iter().map(|marks| marks[0].1).collect();
        for (at, branch) in branches.iter().enumerate() {
            let Some(parent) = branch.parent else { continue };
            let x = squares[parent].x + side.half() - thin.half();
            let y = tops[at] + side.half() - thin.half();
            let line = Rect { x, y, width: step - side.half() + thin.half(), height: thin };
            self.block.marks[parent].push((Sign::Branch, line));
            let top = tops[parent] + side - thin;
            let down = Rect { x, y: top, width: thin, height: y + thin - top };
            self.block.stems.push((at, [line, down]));
            ends[parent] = Some(y);
        }
        for (parent, end) in ends.into_iter().enumerate() {
            let Some(end) = end else { continue };
            let x = squares[parent].x + side.half() - thin.half();
            let y = tops[parent] + side - thin;
            let line = Rect { x, y, width: thin, height: end + thin - y };
            self.block.marks[parent].push((Sign::Branch, line));
        }
    }

    /// Sets in one run what was known before.
    fn set_known(&mut self, names: &str) {
        let text_style = self.detail();
        self.begin(Sign::Known, Px::ZERO, text_style.line);
        let x = indent(self.theme);
        let label = self.wrapped(names, self.measure - x, text_style);
        self.put_lines(label, x, text_style);
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
        Fact { name: name.to_owned(), fresh: true, bytes: Some(vec![0; bytes].into()), ..Fact::default() }
    }

    #[test]
    fn bytes_end_in_one_column_and_stand_below_a_name_that_leaves_no_room() {
        let theme = Theme::default();
        let facts = [fact("a", 32), fact("aMuchLongerName", 16)];
        let set = |measure| {
            let block = set(&facts, Px::new(measure), &theme);
            let tops: Vec<i64> = block.pieces.iter().map(|piece| piece.top.floor()).collect();
            (tops, block.right)
        };
        assert_eq!(set(400), (vec![0, 2, 23, 25], vec![1, 3]));
        assert_eq!(set(250), (vec![0, 2, 23, 42], vec![1]));
    }

    #[test]
    fn lines_lead_from_a_value_to_those_that_come_from_it() {
        let theme = Theme::default();
        let child = |name: &str, from: &str| Fact { from: vec![from.to_owned()], ..fact(name, 0) };
        let facts = [fact("a", 0), child("b", "a"), child("c", "b"), child("d", "a")];
        let block = set(&facts, Px::new(400), &theme);
        let lines = block.marks.iter().flatten().filter(|(sign, _)| *sign == Sign::Branch);
        // One for each child, and one down from each of the two that have children.
        assert_eq!(lines.count(), 5);
    }
}
