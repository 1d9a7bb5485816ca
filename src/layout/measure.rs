//! `Measure`, the state of the first pass: wishes for room, open bars, how far rows reach.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::Columns;
use super::header::OpenColumn;
use super::label::Label;
use crate::model::{Diagram, Distance, End, Id, Text};
use crate::px::Px;
use crate::ruler::Face;
use crate::theme::Theme;

/// The state of the first pass, which measures rows.
pub(super) struct Measure<'d, 't> {
    pub diagram: &'d Diagram,
    pub theme: &'t Theme,
    pub columns: Columns,
    /// The number of events at all levels, to reserve room for what they draw.
    pub events: usize,
    /// How many bars are open at each column.
    depths: Vec<u32>,
    /// The columns at which bars are open.
    active: BTreeSet<usize>,
    /// The distances from each column to the outermost sides of groups that begin or end there, left and right.
    pub sides: Vec<(Px, Px)>,
    /// How far the content of groups of participants reaches right of a column, by the column where it begins.
    rights: Vec<BTreeMap<usize, Px>>,
    /// The same to the left, by the column where it ends.
    lefts: Vec<BTreeMap<usize, Px>>,
    /// The widest line of a message's label that may make the drawing wider.
    pub label_measure: Px,
    /// A measure that is too wide to change anything: no label so far is wider.
    pub idle_measure: Px,
    /// The distance from the border of the current reference to the lifeline beside it.
    pub border: Px,
}

/// How far rows reach: the outermost columns, and how far out of those.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reach {
    ends: Option<Ends>,
    /// The least width of a frame around them, for what has no column of its own (dividers, guards).
    pub width: Px,
}

/// Two columns and the room taken outside of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ends {
    /// The leftmost column.
    pub left: usize,
    /// How far left of it.
    pub left_out: Px,
    /// The rightmost column.
    pub right: usize,
    /// How far right of it.
    pub right_out: Px,
}

impl Ends {
    /// Returns the left and right x.
    pub fn sides(&self, columns: &[Px]) -> (Px, Px) {
        (columns[self.left] - self.left_out, columns[self.right] + self.right_out)
    }
}

impl Reach {
    /// Extends the reach to a row. What reaches out of an inner column stays inside, because rows ask for room up to
    /// the next column.
    pub fn include(&mut self, ends: Ends) {
        let Some(so_far) = &mut self.ends else {
            self.ends = Some(ends);
            return;
        };
        if ends.left < so_far.left {
            (so_far.left, so_far.left_out) = (ends.left, ends.left_out);
        } else if ends.left == so_far.left {
            so_far.left_out = so_far.left_out.max(ends.left_out);
        }
        if ends.right > so_far.right {
            (so_far.right, so_far.right_out) = (ends.right, ends.right_out);
        } else if ends.right == so_far.right {
            so_far.right_out = so_far.right_out.max(ends.right_out);
        }
    }

    /// Extends the reach to that of other rows.
    pub fn merge(&mut self, other: &Reach) {
        if let Some(ends) = other.ends {
            self.include(ends);
        }
        self.include_width(other.width);
    }

    /// Extends the reach to a width without columns.
    pub fn include_width(&mut self, width: Px) {
        self.width = self.width.max(width);
    }

    /// Returns how far rows reach out of the borders, left and right: a frame can hold an arrow from the border.
    pub fn outside(&self, measure: &Measure<'_, '_>) -> (Px, Px) {
        let Some(ends) = self.ends else { return Default::default() };
        let grid = measure.theme.spacing.grid;
        let if_there = |is_there: bool, out: Px| if is_there { out.up_to(grid) } else { Px::ZERO };
        (
            if_there(ends.left == 0, ends.left_out),
            if_there(ends.right == measure.columns.last(), ends.right_out),
        )
    }

    /// Returns the ends; for rows that touch no column, those of the whole drawing.
    pub fn ends(&self, measure: &Measure<'_, '_>) -> Ends {
        self.ends.unwrap_or_else(|| {
            let last = measure.columns.last();
            let out = measure.theme.spacing.bar.half();
            Ends { left: 1.min(last - 1), left_out: out, right: (last - 1).max(1), right_out: out }
        })
    }
}

impl<'d, 't> Measure<'d, 't> {
    pub fn new(diagram: &'d Diagram, theme: &'t Theme, label_measure: Px) -> Measure<'d, 't> {
        // A drawing without participants still has one column, on which its dividers stand.
        let count = diagram.participants.len().max(1) + 2;
        Measure {
            diagram,
            theme,
            columns: Columns::new(count),
            events: 0,
            depths: vec![0; count],
            active: BTreeSet::new(),
            sides: vec![(Px::ZERO, Px::ZERO); count],
            rights: vec![BTreeMap::new(); count],
            lefts: vec![BTreeMap::new(); count],
            label_measure,
            idle_measure: Px::ZERO,
            border: Px::ZERO,
        }
    }

    /// Returns the x of every column.
    pub fn solve(mut self) -> Vec<Px> {
        let columns = self.columns.solve();
        if self.diagram.distance != Distance::Equal {
            return columns;
        }
        // Lifelines stand equally far apart where each is as far from the next as the farthest two.
        let lifelines = 1..self.columns.last() - 1;
        let farthest = lifelines.clone().map(|column| columns[column + 1] - columns[column]).max();
        for column in lifelines {
            self.columns.wish(column, column + 1, farthest.unwrap_or_default());
        }
        self.columns.solve()
    }

    /// Breaks a text only where its author did.
    pub fn label<'a>(&self, text: &'a Text, face: Face, size: Px) -> Label<'a> {
        Label::unbroken(text, face, size, &*self.theme.ruler)
    }

    /// Breaks a text where a line would be wider than `measure`.
    pub fn wrapped<'a>(&self, text: &'a Text, measure: Px, face: Face, size: Px) -> Label<'a> {
        Label::wrapped(text, measure, face, size, &*self.theme.ruler)
    }

    /// Returns the column of a participant.
    pub fn column(id: Id) -> usize {
        id.index() + 1
    }

    /// Returns the column of an end of a message.
    pub fn column_of(&self, end: End) -> usize {
        match end {
            End::Lifeline { of, .. } => Self::column(of),
            End::Reference(of) => Self::column(of),
            End::LeftBorder => 0,
            End::RightBorder => self.columns.last(),
        }
    }

    /// Records something that a group of participants holds: a self message, a note, a fragment.
    pub fn hold(&mut self, ends: Ends) {
        let right = self.rights[ends.right].entry(ends.left).or_default();
        *right = ends.right_out.max(*right);
        let left = self.lefts[ends.left].entry(ends.right).or_default();
        *left = ends.left_out.max(*left);
    }

    /// Returns how far the content between two columns reaches out of them.
    pub fn held(&self, first: usize, last: usize) -> (Px, Px) {
        let left = self.lefts[first].range(..=last).map(|(_, &out)| out).max();
        let right = self.rights[last].range(first..).map(|(_, &out)| out).max();
        (left.unwrap_or_default(), right.unwrap_or_default())
    }

    /// Returns how far the bars of a column reach left of its lifeline.
    pub fn bar_left(&self, column: usize) -> Px {
        bar_left(self.theme, self.depths[column])
    }

    /// Returns how far the bars of a column reach right of its lifeline.
    pub fn bar_right(&self, column: usize) -> Px {
        bar_right(self.theme, self.depths[column])
    }

    pub fn open_bar(&mut self, id: Id) {
        self.depths[Self::column(id)] += 1;
        self.active.insert(Self::column(id));
    }

    pub fn close_bar(&mut self, id: Id) {
        let column = Self::column(id);
        self.depths[column] = self.depths[column].saturating_sub(1);
        if self.depths[column] == 0 {
            self.active.remove(&column);
        }
    }

    /// Returns the columns with open bars, from left to right, and how far their bars reach right.
    pub fn open_bars(&self) -> Vec<OpenColumn> {
        /// More than anybody draws; in a drawing with more, the others find their room when they are drawn.
        const MOST: usize = 64;
        self.active.iter().take(MOST).map(|&column| (column, self.bar_right(column))).collect()
    }

    /// Returns the columns with open bars between two others.
    pub fn active_between(&self, left: usize, right: usize) -> impl Iterator<Item = usize> {
        self.active.range(left + 1..right).copied()
    }

    /// Asks for room so that something that reaches out of its columns stays clear of the columns beside it.
    pub fn keep_clear(&mut self, ends: Ends, gap: Px) {
        if ends.left > 0 {
            let beside = ends.left - 1;
            let gap = if beside == 0 { Px::ZERO } else { gap + self.bar_right(beside) };
            self.columns.wish(beside, ends.left, ends.left_out + gap);
        }
        if ends.right < self.columns.last() {
            let beside = ends.right + 1;
            let gap = if beside == self.columns.last() { Px::ZERO } else { gap + self.bar_left(beside) };
            self.columns.wish(ends.right, beside, ends.right_out + gap);
        }
    }

    /// Asks for the room that the outermost rows need between the borders.
    pub fn fit_between_borders(&mut self, reach: &Reach) {
        let last = self.columns.last();
        self.columns.wish(0, last, reach.width);
    }
}

/// Returns how far a number of nested bars reaches left of the lifeline.
pub(super) fn bar_left(theme: &Theme, depth: u32) -> Px {
    if depth == 0 { Px::ZERO } else { theme.spacing.bar.half() }
}

/// Returns how far a number of nested bars reaches right of the lifeline.
pub(super) fn bar_right(theme: &Theme, depth: u32) -> Px {
    if depth == 0 {
        return Px::ZERO;
    }
    theme.spacing.bar.half() + theme.spacing.bar_shift * i64::from(depth - 1)
}
