//! Writes CSS rules, scoped by a class that is known only when the drawing is finished.

use super::element::INK;
use super::inline;
use super::light_dark::{self, Hue};
use super::number;
use super::paint::Tone;
use super::profile::Profile;
use super::style::Also;
use crate::notation::{Color, Typeface};
use crate::px::Px;
use crate::scene::{PaintUse, Role};
use crate::theme::{Paint, Theme};

/// The placeholder for the class of the drawing until it is known; no theme can contain this character.
const SCOPE: char = '\u{1}';
/// The strokes of dotted lines.
const DOTTED: &str = "1.5 3.5";

/// Fonts that computers have for writing systems.
const ARABIC: &str = "Noto Sans Arabic, Geeza Pro, Segoe UI, DejaVu Sans";
const CHINESE: &str = "Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei";
const JAPANESE: &str = "Noto Sans CJK JP, Noto Sans JP, Hiragino Sans, Yu Gothic, Meiryo";
const KOREAN: &str = "Noto Sans CJK KR, Noto Sans KR, Apple SD Gothic Neo, Malgun Gothic";

/// The generic font families of CSS.
const GENERIC: &[&str] = &["serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"];

/// CSS for a drawing whose class is not known yet.
pub struct UnscopedCss(pub String);

impl UnscopedCss {
    /// The characters, the same for any class.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the CSS for the drawings with this class, and for nothing else on their page.
    pub fn named(&self, class: &str) -> String {
        self.0.replace(SCOPE, &[".", class].concat())
    }
}

/// How a role is painted by one rule.
#[derive(Clone, Copy)]
pub struct Coat {
    /// The paint, on light pages or on all.
    pub paint: Paint,
    /// That of dark pages, if the same rule says both.
    pub dark: Option<Paint>,
    /// The paint that another rule has laid below.
    pub below: Option<Paint>,
}

/// A style sheet that is being written.
pub struct StyleSheet<'t> {
    pub out: Vec<u8>,
    pub theme: &'t Theme,
}

impl StyleSheet<'_> {
    pub fn raw(&mut self, css: &str) {
        self.out.extend_from_slice(css.as_bytes());
    }

    /// Begins a rule for the elements of the drawing that match a selector.
    pub fn open(&mut self, selector: &[&str]) {
        self.raw("\n\u{1} ");
        for part in selector {
            self.raw(part);
        }
        self.raw("{");
    }

    /// The line of a class that shares the rule after it.
    pub fn selector(&mut self, class: &str) {
        self.raw("\n\u{1} .");
        self.raw(class);
        self.raw(",");
    }

    /// A rule for the elements that a selector with these parts stands for.
    pub fn rule(&mut self, selector: &[&str], declarations: &str) {
        self.open(selector);
        self.raw(declarations);
        self.raw("}");
    }

    pub fn root(&mut self, typeface: &Typeface, profile: Profile) {
        self.raw("\u{1}{");
        self.raw(inline::RESETS);
        self.raw(";");
        if profile == Profile::Inline {
            self.raw(inline::MORE_RESETS);
            self.raw(";");
        }
        self.raw("font-family:");
        let theme = self.theme;
        match typeface {
            Typeface::Sans => self.raw(&theme.families.sans),
            Typeface::Mono => self.raw(&theme.families.mono),
            Typeface::Named(names) => {
                for name in names {
                    // In quotation marks, the words that CSS has a meaning for would be names of fonts.
                    let quote = if GENERIC.contains(&name.as_str()) { "" } else { "'" };
                    self.raw(&[quote, name.as_str(), quote, ", "].concat());
                }
                self.raw(&theme.families.sans);
            }
        }
        self.raw(";font-size:");
        number::push(&mut self.out, theme.sizes.body);
        self.raw("px;font-kerning:none;text-rendering:geometricPrecision}");
    }

    pub fn also(&mut self, also: Also) {
        self.open(&[".", also.class()]);
        match also {
            Also::Open => self.raw("fill:none"),
            Also::Round => self.raw("stroke-linecap:round;stroke-linejoin:round"),
            Also::Dashed => self.dashes(self.theme.dashes.message),
            Also::Dotted => self.raw(&["stroke-dasharray:", DOTTED].concat()),
            Also::Start => self.raw("text-anchor:start"),
            Also::Bold => self.raw("font-weight:600"),
            Also::Italic => self.raw("font-style:italic"),
            Also::Leftwards => self.raw("direction:rtl"),
            Also::Arabic => self.fonts(ARABIC),
            Also::Chinese => self.fonts(CHINESE),
            Also::Japanese => self.fonts(JAPANESE),
            Also::Korean => self.fonts(KOREAN),
            // Under the characters, so that it does not cover them.
            Also::Outlined => self.raw("stroke-linejoin:round;paint-order:stroke"),
            Also::Mono => {
                self.raw("font-family:");
                let theme = self.theme;
                self.raw(&theme.families.mono);
            }
        }
        self.raw("}");
    }

    /// The fonts of a writing system, before those of the theme.
    fn fonts(&mut self, fonts: &str) {
        let theme = self.theme;
        self.raw(&["font-family:", fonts, ", ", &theme.families.sans].concat());
    }

    fn dashes(&mut self, [dash, gap]: [Px; 2]) {
        self.raw("stroke-dasharray:");
        number::push(&mut self.out, dash);
        if gap != dash {
            self.raw(" ");
            number::push(&mut self.out, gap);
        }
    }

    /// Writes the declarations of a paint. Declarations of the paint below are not repeated.
    pub fn paint(&mut self, role: Role, size: Option<Px>, coat: Coat) {
        let Coat { paint, dark, below } = coat;
        let dark = dark.unwrap_or(paint);
        let first = self.out.len();
        // An opacity that differs is part of the colour: nothing else can be one of two.
        let in_color = dark.opacity != paint.opacity;
        let hue =
            |paint: Paint| Hue { color: paint.fill, opacity: if in_color { paint.opacity } else { 100 } };
        let differs =
            |part: fn(&Paint) -> Option<Color>| below.is_none_or(|below| part(&below) != part(&paint));
        // A lifeline is straight, so that it has nothing to fill unless it is drawn by hand.
        let has_inside = role != Role::Lifeline || self.theme.hand_drawn;
        if has_inside && differs(|paint| paint.fill) {
            self.color(first, "fill:", hue(paint), hue(dark));
        }
        if !in_color && paint.opacity != below.map_or(100, |below| below.opacity) {
            self.separate(first);
            self.raw("fill-opacity:");
            number::push(&mut self.out, Px::hundredths(i64::from(paint.opacity)));
        }
        if role.paint_use() == PaintUse::Text {
            let body = self.theme.sizes.body;
            if let Some(size) = size.filter(|&size| size != body) {
                self.separate(first);
                self.raw("font-size:");
                number::push(&mut self.out, size);
                self.raw("px");
            }
            return;
        }
        // The canvas is a rectangle, which has no stroke unless it is given one.
        if differs(|paint| paint.stroke) && (role != Role::Canvas || paint.stroke.is_some()) {
            self.color(first, "stroke:", Hue::full(paint.stroke), Hue::full(dark.stroke));
        }
        // A width cannot be one of two either: it is that of the light page, where there is a line at all.
        let lined = [paint, dark].into_iter().find(|paint| paint.stroke.is_some());
        if let Some(lined) = lined.filter(|lined| below.is_none_or(|below| below.width != lined.width)) {
            self.separate(first);
            self.raw("stroke-width:");
            number::push(&mut self.out, lined.width);
        }
        if role == Role::Lifeline && below.is_none() {
            self.separate(first);
            self.dashes(self.theme.dashes.lifeline);
        }
    }

    /// The rule of the canvas in a page, which may have a ground of its own. A browser would treat `var()` of an
    /// unknown name as no colour at all, hence the check.
    pub fn page_canvas(&mut self, light: Option<Color>, dark: Option<Color>) {
        let (light, dark) = (Hue::full(light), Hue::full(dark));
        if light != dark {
            self.raw("\n@supports (fill:light-dark(#fff,#000)){");
        }
        self.open(&[".c"]);
        self.raw("fill:var(--seqwright-canvas,");
        if light == dark {
            light.push(&mut self.out, "none");
            return self.raw(")}");
        }
        light_dark::push_pair(&mut self.out, light, dark);
        self.raw(")}}");
    }

    /// The rule of an author's colour, on light pages or on all, and on dark pages.
    pub fn ink(&mut self, number: usize, tone: Tone, light: Color, dark: Color) {
        self.open(&[".", INK, &number.to_string()]);
        let first = self.out.len();
        if tone.fills() {
            self.color(first, "fill:", Hue::full(Some(light)), Hue::full(Some(dark)));
        }
        if tone.strokes() {
            self.color(first, "stroke:", Hue::full(Some(light)), Hue::full(Some(dark)));
        }
        if tone == Tone::Tint {
            // The opacity of its role is that of the theme's fill.
            self.raw(";fill-opacity:1");
        }
        self.raw("}");
    }

    /// Separates a declaration from those of its rule, which begins at `first`, before it.
    fn separate(&mut self, first: usize) {
        if self.out.len() > first {
            self.raw(";");
        }
    }

    fn color(&mut self, first: usize, property: &str, light: Hue, dark: Hue) {
        self.separate(first);
        light_dark::declare(&mut self.out, property, light, dark);
    }
}
