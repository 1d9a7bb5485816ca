//! The sign of a message's protection: an eye before the label of a message that the attacker can read, or a lock with
//! the name of the key below the label.

use super::label::Label;
use super::measure::Measure;
use super::pen::{Pen, TextStyle};
use crate::model::{Protection, Text};
use crate::notation::Style;
use crate::px::Px;
use crate::ruler::Face;
use crate::scene::{Anchor, Rect, Role, Shape};
use crate::sign::Sign;
use crate::theme::Theme;

/// The sign of a message, measured.
pub(super) struct ProtectionSign {
    sign: Sign,
    role: Role,
    /// The name of the key; an eye has none.
    key: Label<'static>,
}

/// Measures the sign; a message in the clear that no attacker reads has none.
pub(super) fn measure(protection: &Protection, measure: &Measure<'_, '_>) -> Option<Box<ProtectionSign>> {
    let (sign, role) = match (&protection.key, protection.exposed) {
        (Some(_), false) => (Sign::Lock, Role::Protection),
        (Some(_), true) => (Sign::OpenLock, Role::Exposure),
        (None, true) => (Sign::Eye, Role::Exposure),
        (None, false) => return None,
    };
    let spacing = &measure.theme.spacing;
    let later = if protection.exposed_later { " (opened later)" } else { "" };
    let key = Text::from(protection.key.as_deref().map(|key| [key, later].concat()).unwrap_or_default());
    let key =
        measure.wrapped(&key, spacing.guard_measure, Face::Regular, measure.theme.sizes.small).into_owned();
    Some(Box::new(ProtectionSign { sign, role, key }))
}

/// What a sign takes of the line that it stands on.
fn indent(theme: &Theme) -> Px {
    theme.spacing.sign + theme.spacing.sign_gap
}

impl ProtectionSign {
    /// What it takes of the lines of the label.
    pub fn beside(&self, theme: &Theme) -> Px {
        if self.key.is_empty() { indent(theme) } else { Px::ZERO }
    }

    /// How wide a label is with it.
    pub fn width(&self, label: Px, theme: &Theme) -> Px {
        if self.key.is_empty() { indent(theme) + label } else { label.max(indent(theme) + self.key.width) }
    }

    /// How high a label is with it.
    pub fn height(&self, label: Px, line: Px, theme: &Theme) -> Px {
        if self.key.is_empty() { label.max(line) } else { label + self.key.height(theme.spacing.small_line) }
    }

    /// Writes the label of the message and its sign, both in the middle of a block that begins at `left`.
    pub fn write<'d>(
        self,
        label: Label<'d>,
        (left, top): (Px, Px),
        text_style: TextStyle,
        pen: &mut Pen<'d, '_>,
    ) {
        let theme = pen.theme;
        let (indent, side) = (indent(theme), theme.spacing.sign);
        let middle = left + self.width(label.width, theme).half();
        let beside = middle + indent.half();
        let (x, y) = if self.key.is_empty() {
            let x = beside - first_width(&label).half() - indent;
            pen.write(label, beside, Anchor::Middle, top, text_style);
            (x, top + (text_style.line - side).half())
        } else {
            let small = TextStyle::small(theme, Role::ProtectionText, Face::Regular);
            let below = top + label.height(text_style.line);
            pen.write(label, middle, Anchor::Middle, top, text_style);
            let x = beside - first_width(&self.key).half() - indent;
            pen.write(self.key, beside, Anchor::Middle, below, small);
            (x, below + (small.line - side).half())
        };
        let sign = Rect { x, y, width: side, height: side };
        let cut = theme.spacing.cut;
        pen.cut(sign.x - cut, sign.right() + cut, sign.y, sign.bottom());
        pen.paint(self.role, Shape::Signs(vec![(self.sign, sign)]), Style::default());
    }
}

/// The width of the first line, if it is centred, or of all where its author may have placed it otherwise.
fn first_width(label: &Label) -> Px {
    label.lines.first().filter(|line| line.rich.is_none()).map_or(label.width, |line| line.width)
}
