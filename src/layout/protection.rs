//! How a message is protected in, the sign of it beside the message's label out: an eye before the label of what
//! the attacker can read, or a lock under it with the name of the key.

use super::label::Label;
use super::measure::Measure;
use super::pen::{Pen, Script};
use crate::model::{Protection, Text};
use crate::notation::Style;
use crate::px::Px;
use crate::ruler::Face;
use crate::scene::{Anchor, Rect, Role, Shape};
use crate::sign::Sign;
use crate::theme::Theme;

/// The sign of a message, measured.
pub(super) struct Mark {
    sign: Sign,
    role: Role,
    /// The name of the key; an eye has none.
    key: Label<'static>,
}

/// A message in the clear where nobody listens has no sign.
pub(super) fn measure(protection: &Protection, measure: &Measure<'_, '_>) -> Option<Box<Mark>> {
    let (sign, role) = match (&protection.key, protection.exposed) {
        (Some(_), false) => (Sign::Lock, Role::Protection),
        (Some(_), true) => (Sign::OpenLock, Role::Exposure),
        (None, true) => (Sign::Eye, Role::Exposure),
        (None, false) => return None,
    };
    let spacing = &measure.theme.spacing;
    let key = Text::from(protection.key.as_deref().unwrap_or_default());
    let key =
        measure.wrapped(&key, spacing.guard_measure, Face::Regular, measure.theme.sizes.small).into_owned();
    Some(Box::new(Mark { sign, role, key }))
}

/// What a sign takes of the line that it stands on.
fn indent(theme: &Theme) -> Px {
    theme.spacing.sign + theme.spacing.sign_gap
}

impl Mark {
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
    pub fn write<'d>(self, label: Label<'d>, (left, top): (Px, Px), script: Script, pen: &mut Pen<'d, '_>) {
        let theme = pen.theme;
        let (indent, side) = (indent(theme), theme.spacing.sign);
        let middle = left + self.width(label.width, theme).half();
        let beside = middle + indent.half();
        let (x, y) = if self.key.is_empty() {
            let x = beside - first_width(&label).half() - indent;
            pen.write(label, beside, Anchor::Middle, top, script);
            (x, top + (script.line - side).half())
        } else {
            let small = Script::small(theme, Role::ProtectionText, Face::Regular);
            let below = top + label.height(script.line);
            pen.write(label, middle, Anchor::Middle, top, script);
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
