//! The classes of the elements of a drawing, and the style sheet for those that it uses.

use super::color_classes::{ColorClasses, ShownColor};
use super::inline;
use super::paint::{self, Choice};
use super::profile::Profile;
use super::style_sheet::{Coat, StyleSheet, UnscopedCss};
use super::system_colors;
use crate::notation::{Dash, Typeface};
use crate::px::Px;
use crate::ruler::Face;
use crate::scene::{Anchor, Item, PaintUse, Role};
use crate::text::{Writing, writing};
use crate::theme::{Paint, Palette, Theme};

/// Classes that add one property to the class of a role. Elements have few classes, and most have none: the rules for
/// `path` and `text` style the line and the label of a message.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Also {
    /// A path that is not filled.
    Open,
    /// A symbol: its strokes end round.
    Round,
    /// A dashed stroke.
    Dashed,
    /// A dotted stroke.
    Dotted,
    /// Text that begins at its place instead of being centred on it.
    Start,
    /// Bold text.
    Bold,
    /// Slanted text.
    Italic,
    /// Text in the other family.
    Mono,
    /// Text with a line round its characters.
    Outlined,
    /// Text that is read from right to left.
    Leftwards,
    /// Text in letters of a writing system that has fonts of its own.
    Arabic,
    /// The same.
    Chinese,
    /// The same.
    Japanese,
    /// The same.
    Korean,
}

impl Also {
    const ALL: [Also; 14] = [
        Also::Open,
        Also::Round,
        Also::Dashed,
        Also::Dotted,
        Also::Start,
        Also::Bold,
        Also::Italic,
        Also::Mono,
        Also::Outlined,
        Also::Leftwards,
        Also::Arabic,
        Also::Chinese,
        Also::Japanese,
        Also::Korean,
    ];

    /// Its class.
    pub const fn class(self) -> &'static str {
        match self {
            Also::Open => "o",
            Also::Round => "r",
            Also::Dashed => "d",
            Also::Dotted => "t",
            Also::Start => "s",
            Also::Bold => "b",
            Also::Italic => "i",
            Also::Mono => "m",
            Also::Outlined => "w",
            Also::Leftwards => "q",
            Also::Arabic => "ar",
            Also::Chinese => "zh",
            Also::Japanese => "ja",
            Also::Korean => "ko",
        }
    }
}

/// The class of a role.
pub const fn class(role: Role) -> &'static str {
    match role {
        Role::Canvas => "c",
        Role::Group => "gr",
        Role::GroupBorder => "gb",
        Role::GroupText => "gx",
        Role::FragmentFill => "ff",
        Role::Lifeline => "l",
        Role::Activation => "a",
        Role::Participant => "p",
        Role::Icon => "ic",
        Role::ParticipantText => "px",
        Role::FragmentBorder => "f",
        Role::FragmentTab => "ft",
        Role::FragmentTabText => "fx",
        Role::OperandLine => "ol",
        Role::Guard => "gd",
        Role::MessageLine => "ml",
        Role::MessageHead => "mh",
        Role::MessageText => "mx",
        Role::Number => "n",
        Role::NumberText => "nx",
        Role::Destruction => "x",
        Role::Note => "nt",
        Role::Box => "bx",
        Role::State => "st",
        Role::Ref => "rf",
        Role::NoteText => "tx",
        Role::Knowledge => "k",
        Role::KnowledgeSign => "ks",
        Role::KnowledgeText => "kx",
        Role::KnowledgeDetail => "kd",
        Role::Protection => "pr",
        Role::ProtectionText => "py",
        Role::Exposure => "ex",
        Role::DividerLine => "dl",
        Role::Divider => "dv",
        Role::DividerText => "dx",
        Role::Title => "tt",
    }
}

/// Whether a role is a text with the paint of all texts, on light and on dark pages.
fn is_painted_as_text(theme: &Theme, role: Role) -> bool {
    let is_same = |palette: &Palette| palette.paint(role) == palette.paint(Role::MessageText);
    role.paint_use() == PaintUse::Text && is_same(&theme.light) && theme.dark.as_ref().is_none_or(is_same)
}

/// The classes of a drawing: which there are, and which have been used.
pub struct Look<'t> {
    theme: &'t Theme,
    profile: Profile,
    typeface: &'t Typeface,
    /// By role; empty where the rules for all paths or for all texts say the same.
    classes: [&'static str; Role::ALL.len()],
    used: [bool; Role::ALL.len()],
    /// The size that the class of a role sets its texts in: that of the first of them.
    sizes: [Option<Px>; Role::ALL.len()],
    also: [bool; Also::ALL.len()],
    /// Whether a path is not filled although the class of its role has a fill.
    unfilled_area: bool,
    colors: ColorClasses<'t>,
}

impl<'t> Look<'t> {
    /// Makes the classes of a theme in a typeface; nothing is used yet.
    pub fn new(theme: &'t Theme, typeface: &'t Typeface, profile: Profile) -> Look<'t> {
        let mut classes = [""; Role::ALL.len()];
        let whole = [Some(&theme.light), theme.dark.as_ref()].iter().flatten().all(|palette| {
            let (line, head) = (palette.paint(Role::MessageLine), palette.paint(Role::MessageHead));
            line.stroke == head.fill && line.stroke == head.stroke && line.width == head.width
        });
        for role in Role::ALL.iter().copied() {
            let as_all = match role.paint_use() {
                PaintUse::Text => is_painted_as_text(theme, role),
                PaintUse::Line => role == Role::MessageLine,
                PaintUse::Area => role == Role::MessageHead && whole,
            };
            classes[role as usize] = if as_all { "" } else { class(role) };
        }
        Look {
            theme,
            profile,
            typeface,
            classes,
            used: [false; Role::ALL.len()],
            sizes: [None; Role::ALL.len()],
            also: [false; Also::ALL.len()],
            unfilled_area: false,
            colors: ColorClasses::new(theme),
        }
    }

    /// The class of a role, which is used from now on.
    pub fn class(&mut self, role: Role) -> &'static str {
        self.used[role as usize] = true;
        self.classes[role as usize]
    }

    /// One more class, which is used from now on.
    pub fn also(&mut self, also: Also) -> &'static str {
        self.also[also as usize] = true;
        also.class()
    }

    /// The class of a path of a role that is not filled.
    pub fn open(&mut self, role: Role) -> &'static str {
        self.unfilled_area |= role.paint_use() != PaintUse::Line;
        self.also(Also::Open)
    }

    /// The class that breaks a line.
    pub fn dash(&mut self, dash: Dash) -> &'static str {
        match dash {
            Dash::Solid => "",
            Dash::Dashed => self.also(Also::Dashed),
            Dash::Dotted => self.also(Also::Dotted),
        }
    }

    /// The classes of a face: its weight or family, and its slant.
    pub fn face(&mut self, face: Face) -> [&'static str; 2] {
        match face {
            Face::Regular => ["", ""],
            Face::Bold => [self.also(Also::Bold), ""],
            Face::Italic => ["", self.also(Also::Italic)],
            Face::BoldItalic => [self.also(Also::Bold), self.also(Also::Italic)],
            Face::Mono => [self.also(Also::Mono), ""],
        }
    }

    /// The class of an anchor.
    pub fn anchor(&mut self, anchor: Anchor) -> &'static str {
        match anchor {
            Anchor::Start => self.also(Also::Start),
            Anchor::Middle => "",
        }
    }

    /// The class for the writing system of a text. Not all viewers look for letters that a font lacks in the other fonts of a
    /// list, and they choose a wrong weight on their own.
    pub fn writing(&mut self, text: &str) -> &'static str {
        match writing(text).filter(|_| *self.typeface == Typeface::Sans) {
            None => "",
            Some(Writing::Arabic) => self.also(Also::Arabic),
            Some(Writing::Chinese) => self.also(Also::Chinese),
            Some(Writing::Japanese) => self.also(Also::Japanese),
            Some(Writing::Korean) => self.also(Also::Korean),
        }
    }

    /// Whether outlines are drawn by hand.
    pub fn is_hand_drawn(&self) -> bool {
        self.theme.hand_drawn
    }

    /// Whether the line of a message and its arrowhead have one paint, so that one path can be both.
    pub fn arrows_are_whole(&self) -> bool {
        self.classes[Role::MessageHead as usize].is_empty()
    }

    /// The class of a role's texts, which are usually of this size, and the size that the class sets them in.
    pub fn text_class(&mut self, role: Role, size: Px) -> (&'static str, Px) {
        let body = self.theme.sizes.body;
        let of_class = match self.sizes[role as usize] {
            Some(of_class) => of_class,
            None if self.classes[role as usize].is_empty() && size != body => {
                self.classes[role as usize] = class(role);
                size
            }
            None => size,
        };
        self.sizes[role as usize] = Some(of_class);
        (self.class(role), of_class)
    }

    /// How an author's fill of an area with labels is shown.
    pub fn tint(&mut self, item: &Item) -> Option<ShownColor> {
        self.colors.stand_on(paint::ground_of(item)?);
        item.style.fill.map(|fill| self.colors.show(Choice::Tint(fill)))
    }

    /// How an author's colour is shown, if there is one.
    pub fn show(&mut self, choice: Option<Choice>) -> ShownColor {
        choice.map_or(ShownColor::default(), |choice| self.colors.show(choice))
    }

    /// The CSS of what has been used, without an id yet.
    pub fn css(&self) -> UnscopedCss {
        let mut sheet = StyleSheet { out: Vec::with_capacity(1024), theme: self.theme };
        sheet.root(self.typeface, self.profile);
        let dark = self.theme.dark.as_ref();
        let in_one_rule = dark.filter(|_| self.profile == Profile::Inline);
        self.paints(&mut sheet, &self.theme.light, in_one_rule, None);
        for also in Also::ALL.into_iter().filter(|also| self.also[*also as usize]) {
            sheet.also(also);
        }
        for (number, rule) in self.colors.rules.iter().enumerate() {
            let dark = if in_one_rule.is_some() { rule.dark } else { rule.light };
            sheet.ink(number, rule.tone, rule.light, dark);
        }
        if self.profile == Profile::Inline {
            self.page_rules(&mut sheet);
        } else if let Some(dark) = dark {
            // Paper is white.
            sheet.raw("\n@media screen and (prefers-color-scheme:dark){");
            self.paints(&mut sheet, dark, None, Some(&self.theme.light));
            for (number, rule) in self.colors.rules.iter().enumerate() {
                sheet.ink(number, rule.tone, rule.dark, rule.dark);
            }
            sheet.raw("\n}");
        }
        let classes = self.painted_classes();
        system_colors::write(&mut sheet, &classes, dark.is_some(), self.profile, self.unfilled_area);
        UnscopedCss(String::from_utf8(sheet.out).expect("only strings and digits were written"))
    }

    /// The rules for the page around the drawing.
    fn page_rules(&self, sheet: &mut StyleSheet<'_>) {
        let canvas = |palette: &Palette| palette.paint(Role::Canvas).fill;
        let light = canvas(&self.theme.light);
        if self.used[Role::Canvas as usize] {
            sheet.page_canvas(light, self.theme.dark.as_ref().map_or(light, canvas));
        }
        if self.theme.dark.is_some() {
            sheet.raw(inline::SWITCHES);
        }
    }

    /// The classes that give a role's marks a paint of their own, in order.
    fn painted_classes(&self) -> Vec<(Role, &'static str)> {
        let with_class = |role: Role| (role, self.classes[role as usize]);
        let is_painted = |(role, class): &(Role, &str)| {
            self.used[*role as usize] && !class.is_empty() && !is_painted_as_text(self.theme, *role)
        };
        Role::ALL.iter().copied().map(with_class).filter(is_painted).collect()
    }

    /// The rules of a palette, and of a dark one in the same rules; with another one below it, only what differs from
    /// that.
    fn paints(
        &self,
        sheet: &mut StyleSheet<'_>,
        palette: &Palette,
        dark: Option<&Palette>,
        below: Option<&Palette>,
    ) {
        let coat = |paint: &dyn Fn(&Palette) -> Paint| Coat {
            paint: paint(palette),
            dark: dark.map(paint),
            below: below.map(paint),
        };
        let text = palette.paint(Role::MessageText);
        if below.is_none_or(|below| below.paint(Role::MessageText) != text) {
            sheet.open(&["text"]);
            sheet.paint(Role::MessageText, None, coat(&|palette| palette.paint(Role::MessageText)));
            sheet.raw(if below.is_some() { "}" } else { ";text-anchor:middle;unicode-bidi:isolate}" });
        }
        // The fill of a path is that of an arrowhead: a straight line has nothing to fill.
        let head_too = |palette: &Palette| {
            let line = palette.paint(Role::MessageLine);
            Paint { fill: line.stroke.filter(|_| self.arrows_are_whole()), ..line }
        };
        if below.is_none_or(|below| head_too(below) != head_too(palette)) {
            sheet.open(&["path"]);
            sheet.paint(Role::MessageHead, None, coat(&head_too));
            sheet.raw("}");
        }
        for role in Role::ALL.iter().copied() {
            let (class, paint) = (self.classes[role as usize], palette.paint(role));
            let as_text = is_painted_as_text(self.theme, role);
            let before = below.map(|below| below.paint(role));
            if class.is_empty()
                || !self.used[role as usize]
                || before.is_some_and(|before| as_text || before == paint)
            {
                continue;
            }
            let mut coat = coat(&|palette| palette.paint(role));
            if as_text {
                coat.below = Some(paint);
            }
            sheet.open(&[".", class]);
            sheet.paint(role, self.sizes[role as usize].filter(|_| below.is_none()), coat);
            sheet.raw("}");
        }
    }
}
