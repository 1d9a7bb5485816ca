//! The motion of a picture whose events appear one after the other.

use super::element::ElementWriter;
use super::style_sheet::UnscopedCss;
use crate::px::Px;
use crate::scene::{Node, Scene};

/// From one event to the next, in hundredths of a second.
const EACH: i64 = 80;
/// How long all of it takes at most: nobody watches longer.
const ALL: i64 = 3000;

/// When the events of a picture appear.
pub struct Motion {
    /// From one event to the next, in hundredths of a second.
    each: i64,
}

impl Motion {
    /// The motion of a scene.
    pub fn of(scene: &Scene) -> Motion {
        let is_event = |node: &&Node| matches!(node, Node::Open(group) if group.facts.kind.is_event());
        let events = scene.nodes().filter(is_event).count();
        Motion { each: EACH.min(ALL / i64::try_from(events.max(1)).unwrap_or(ALL)) }
    }

    /// Writes the attributes of a group, in its tag.
    pub fn begin(&self, writer: &mut ElementWriter, event: u32) {
        writer.raw(" class=\"z\" style=\"animation-delay:");
        writer.number(Px::hundredths(self.each * i64::from(event)));
        writer.raw("s\"");
    }

    /// Writes the rules. Where they do not hold, the picture is as it is at the end, which is also what is printed.
    pub fn write_rules(css: &mut UnscopedCss) {
        css.0 += "\n@media screen and (prefers-reduced-motion:no-preference){\
            \n\u{1} .z{animation:seqwright-appear .4s both}\
            \n@keyframes seqwright-appear{from{opacity:0}}\n}";
    }
}
