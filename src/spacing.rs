//! `Spacing`: the named lengths that layout uses, and their defaults.

use serde::{Deserialize, Serialize};

use crate::px::Px;

/// All lengths of a drawing. Code in `layout/` uses these and has no numbers of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Spacing {
    /// Between the drawing and the edge of the canvas.
    pub margin: Px,
    /// The grid that heights keep to.
    pub grid: Px,
    /// From one baseline to the next, at body size.
    pub line: Px,
    /// From one baseline to the next, at small size.
    pub small_line: Px,
    /// From one baseline to the next, of the title.
    pub title_line: Px,
    /// The narrowest measure that a title is wrapped to.
    pub title_measure: Px,
    /// From the title to the heads.
    pub title_gap: Px,
    /// A head's inside, left and right of its text.
    pub head_pad_x: Px,
    /// A head's inside, above and below its text.
    pub head_pad_y: Px,
    /// The least width of a head.
    pub head_width: Px,
    /// The widest line of a name.
    pub head_measure: Px,
    /// The radius of its corners.
    pub head_radius: Px,
    /// Between a group of participants and what it holds.
    pub group_pad: Px,
    /// Between two heads.
    pub head_gap: Px,
    /// The height from which a drawing has its heads at the foot as well.
    pub foot_from: Px,
    /// The height from which a drawing has its names on the lifelines again.
    pub repeat_from: Px,
    /// From a row of names to the next one.
    pub repeat_every: Px,
    /// The inside of such a name, left and right; half of it above and below.
    pub repeat_pad: Px,
    /// The square of a participant's symbol.
    pub symbol: Px,
    /// From a symbol to the name under it.
    pub symbol_gap: Px,
    /// The cross at the end of a lifeline.
    pub cross: Px,
    /// The least distance of two lifelines.
    pub column: Px,
    /// From the heads to the first row, and from the last row to the end of the lifelines.
    pub heel: Px,
    /// Between two rows.
    pub row: Px,
    /// One unit of `space` and of delays.
    pub unit: Px,
    /// From a label to the line below it.
    pub label_gap: Px,
    /// Left and right of a label between two lifelines.
    pub label_pad: Px,
    /// How far a label moves to interrupt no lifeline, or a row goes down so that its label is clear of a slanted arrow.
    pub label_shift: Px,
    /// Between a label and the side of a group of participants beside it.
    pub border_pad: Px,
    /// The widest label that is not wrapped where it would stretch the drawing.
    pub message_measure: Px,
    /// In a drawing that is wider, labels of messages are wrapped to narrower measures.
    pub fit_width: Px,
    /// The widest line of a note.
    pub note_measure: Px,
    /// A note's inside, left and right.
    pub note_pad_x: Px,
    /// A note's inside, above and below.
    pub note_pad_y: Px,
    /// From a lifeline to a note beside it.
    pub note_gap: Px,
    /// How far a note over two lifelines extends beyond them.
    pub note_overhang: Px,
    /// The corner of a note that is folded over, and the points of angular boxes.
    pub fold: Px,
    /// The radius of round boxes.
    pub radius: Px,
    /// The width of an activation bar.
    pub bar: Px,
    /// How far a nested bar is shifted.
    pub bar_shift: Px,
    /// How far a bar runs on below its last entry.
    pub bar_tail: Px,
    /// How far a self message swings out.
    pub loop_width: Px,
    /// How far down it comes back.
    pub loop_height: Px,
    /// How far the last line of the text beside it may reach below a row: on paper made of cells, both end in one cell.
    pub loop_overlap: Px,
    /// From the frame of a fragment to what it holds, left and right.
    pub frame_pad_x: Px,
    /// From the last row of a fragment to its frame.
    pub frame_pad_y: Px,
    /// Outside of a frame.
    pub frame_gap: Px,
    /// A tab's inside, left and right.
    pub tab_pad_x: Px,
    /// The height of a tab and of a guard of one line.
    pub tab_height: Px,
    /// Its cut corner.
    pub tab_cut: Px,
    /// From the tab to the guard.
    pub guard_gap: Px,
    /// The widest line of a guard.
    pub guard_measure: Px,
    /// Room on both sides of a text that interrupts a lifeline.
    pub cut: Px,
    /// The length of an arrowhead.
    pub arrow: Px,
    /// The height of a number's tab.
    pub number_height: Px,
    /// Its inside, left and right.
    pub number_pad: Px,
    /// The square of a sign.
    pub sign: Px,
    /// From a sign to the text beside it.
    pub sign_gap: Px,
    /// The edge of a box of knowledge.
    pub edge: Px,
    /// The widest line in a box of knowledge that nothing else makes wider.
    pub knowledge_measure: Px,
    /// The space between two lines of a divider.
    pub divider_gap: Px,
}

impl Spacing {
    /// Farther down than any drawing reaches.
    pub const FAR: Px = Px::new(1 << 31);

    /// The lengths of pictures made of characters.
    pub(crate) fn cells() -> Spacing {
        CELLS
    }
}

impl Default for Spacing {
    fn default() -> Spacing {
        DEFAULT
    }
}

const DEFAULT: Spacing = Spacing {
    margin: Px::new(12),
    grid: Px::new(4),
    line: Px::new(19),
    small_line: Px::new(16),
    title_line: Px::new(24),
    title_measure: Px::new(240),
    title_gap: Px::new(16),
    head_pad_x: Px::new(12),
    head_pad_y: Px::new(8),
    head_width: Px::new(64),
    head_measure: Px::new(14 * 14),
    head_radius: Px::new(4),
    group_pad: Px::new(8),
    head_gap: Px::new(16),
    foot_from: Px::new(800),
    repeat_from: Px::new(1600),
    repeat_every: Px::new(640),
    repeat_pad: Px::new(8),
    symbol: Px::new(40),
    symbol_gap: Px::new(4),
    cross: Px::new(18),
    column: Px::new(80),
    heel: Px::new(8),
    row: Px::new(12),
    unit: Px::new(10),
    label_gap: Px::new(4),
    label_pad: Px::new(12),
    label_shift: Px::new(24),
    border_pad: Px::new(6),
    message_measure: Px::new(36 * 14),
    fit_width: Px::new(960),
    note_measure: Px::new(24 * 14),
    note_pad_x: Px::new(12),
    note_pad_y: Px::new(6),
    note_gap: Px::new(12),
    note_overhang: Px::new(16),
    fold: Px::new(10),
    radius: Px::new(8),
    bar: Px::new(10),
    bar_shift: Px::new(5),
    bar_tail: Px::new(8),
    loop_width: Px::new(32),
    loop_height: Px::new(20),
    loop_overlap: Px::ZERO,
    frame_pad_x: Px::new(12),
    frame_pad_y: Px::new(8),
    frame_gap: Px::new(8),
    tab_pad_x: Px::new(10),
    tab_height: Px::new(20),
    tab_cut: Px::new(8),
    guard_gap: Px::new(8),
    guard_measure: Px::new(24 * 13),
    cut: Px::new(4),
    arrow: Px::new(10),
    number_height: Px::new(16),
    number_pad: Px::new(5),
    sign: Px::new(12),
    sign_gap: Px::new(4),
    edge: Px::new(4),
    knowledge_measure: Px::new(28 * 14),
    divider_gap: Px::new(4),
};

impl Spacing {
    /// How much wider a line is than one that fits an arrowhead of the usual length. In a picture made of
    /// characters all lines are the same.
    pub fn excess(&self, width: Option<Px>) -> Px {
        excess(self.arrow, width)
    }

    /// How far a row may go down, least first.
    pub(crate) fn lowered(&self) -> impl Iterator<Item = Px> {
        (1..=self.label_shift.in_hundredths() / self.grid.in_hundredths()).map(|steps| self.grid * steps)
    }

    /// The length of an arrowhead on a line of a width, if that is not the usual one.
    pub fn arrow_on(&self, width: Option<Px>) -> Px {
        arrow_on(self.arrow, width)
    }
}

fn excess(arrow: Px, width: Option<Px>) -> Px {
    let is_drawn = arrow > Px::new(1);
    let width = width.filter(|_| is_drawn).unwrap_or_default();
    (width - Px::new(2)).max(Px::ZERO)
}

/// Returns the length of an arrowhead on a line of a width, given its usual length.
pub fn arrow_on(usual: Px, width: Option<Px>) -> Px {
    usual + excess(usual, width) * 5 / 2
}

/// Of pictures made of characters, where a column and a row are one pixel each. Boxes have their sides at half a
/// column from their text, so that they are in cells of their own.
const CELLS: Spacing = Spacing {
    margin: Px::new(1),
    grid: Px::new(1),
    line: Px::new(1),
    small_line: Px::new(1),
    title_line: Px::new(1),
    title_measure: Px::new(24),
    title_gap: Px::new(1),
    head_pad_x: Px::hundredths(150),
    head_pad_y: Px::hundredths(50),
    head_width: Px::new(4),
    head_measure: Px::new(16),
    head_radius: Px::new(0),
    group_pad: Px::new(1),
    head_gap: Px::new(2),
    foot_from: Px::new(60),
    repeat_from: Spacing::FAR,
    repeat_every: Spacing::FAR,
    repeat_pad: Px::new(1),
    symbol: Px::new(1),
    symbol_gap: Px::new(0),
    cross: Px::new(0),
    column: Px::new(6),
    heel: Px::new(1),
    row: Px::new(2),
    unit: Px::new(1),
    label_gap: Px::new(0),
    label_pad: Px::hundredths(150),
    label_shift: Px::new(0),
    border_pad: Px::hundredths(150),
    message_measure: Px::new(48),
    fit_width: Px::new(10_000),
    note_measure: Px::new(32),
    note_pad_x: Px::hundredths(150),
    note_pad_y: Px::hundredths(50),
    note_gap: Px::new(2),
    note_overhang: Px::new(2),
    fold: Px::new(1),
    radius: Px::new(1),
    bar: Px::new(0),
    bar_shift: Px::new(1),
    bar_tail: Px::new(1),
    loop_width: Px::new(3),
    loop_height: Px::new(1),
    loop_overlap: Px::new(1),
    frame_pad_x: Px::new(2),
    frame_pad_y: Px::new(1),
    frame_gap: Px::new(2),
    tab_pad_x: Px::hundredths(150),
    tab_height: Px::hundredths(50),
    tab_cut: Px::new(0),
    guard_gap: Px::new(2),
    guard_measure: Px::new(32),
    cut: Px::new(0),
    arrow: Px::new(1),
    number_height: Px::new(1),
    number_pad: Px::hundredths(50),
    sign: Px::new(1),
    sign_gap: Px::new(1),
    edge: Px::new(0),
    knowledge_measure: Px::new(44),
    divider_gap: Px::new(0),
};
