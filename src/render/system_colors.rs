//! The rules for readers whose system has the colours, or who ask for more contrast.

use super::profile::Profile;
use super::style::{Also, class};
use super::style_sheet::StyleSheet;
use crate::scene::{PaintUse, Role};

/// What a kind of mark looks like, and the selector that its rule always ends with: each class has a line above that, so
/// that a new class changes no other line.
const RULES: [(System, &str, Last); 6] = [
    (System::Stroked, "fill:CanvasText;stroke:CanvasText", Last::Tag("path")),
    (System::Text, "fill:CanvasText", Last::Tag("text")),
    (System::Hidden, "fill:none;stroke:none", Last::Class(class(Role::FragmentFill))),
    (System::Canvas, "fill:Canvas", Last::Class(class(Role::Canvas))),
    (System::Area, "fill:Canvas;stroke:CanvasText", Last::Class(class(Role::Activation))),
    (System::Line, "stroke:CanvasText", Last::Class(class(Role::Lifeline))),
];

/// The end of a selector.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// All elements of a kind: there are such marks although no class says so.
    Tag(&'static str),
    /// One of the classes.
    Class(&'static str),
}

/// The kinds of mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum System {
    Stroked,
    Text,
    Hidden,
    Canvas,
    Area,
    Line,
}

impl System {
    fn of(role: Role) -> System {
        match (role, role.paint_use()) {
            (Role::Group | Role::FragmentFill, _) => System::Hidden,
            (Role::Canvas, _) => System::Canvas,
            (_, PaintUse::Text) => System::Text,
            (Role::KnowledgeSign | Role::Protection | Role::Exposure | Role::MessageHead, _) => {
                System::Stroked
            }
            (_, PaintUse::Area) => System::Area,
            (_, PaintUse::Line) => System::Line,
        }
    }
}

/// Writes the rules for the classes of roles. They come last, because they stand over those of the theme. What an author
/// coloured keeps its colours. A theme of two pages follows a wish for more contrast, too; one of a single page does so
/// itself or is not meant to.
pub fn write(
    sheet: &mut StyleSheet<'_>,
    classes: &[(Role, &'static str)],
    is_pair: bool,
    profile: Profile,
    unfilled_area: bool,
) {
    sheet.raw("\n@media ");
    sheet.raw(if is_pair {
        "(prefers-contrast:more),(forced-colors:active){"
    } else {
        "(forced-colors:active){"
    });
    if is_pair && profile == Profile::File {
        sheet.raw("\n\u{1}{color-scheme:light dark}");
    }
    for (system, declarations, last) in RULES {
        let of_kind = classes.iter().filter(|(role, _)| System::of(*role) == system);
        let mut is_there = false;
        for (_, class) in of_kind {
            is_there = true;
            if last != Last::Class(class) {
                sheet.selector(class);
            }
        }
        match last {
            Last::Tag(tag) => sheet.rule(&[tag], declarations),
            Last::Class(class) if is_there => sheet.rule(&[".", class], declarations),
            Last::Class(_) => {}
        }
    }
    if unfilled_area {
        sheet.rule(&[".", Also::Open.class()], "fill:none");
    }
    sheet.raw("\n}");
}
