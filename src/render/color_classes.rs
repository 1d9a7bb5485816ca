//! The classes of authors' colours: an element has a colour as its own attribute if it is the same on light and dark
//! pages, and otherwise a class with a rule for each.

use std::collections::{HashMap, HashSet};

use super::paint::{Choice, Page, Painter, Tone};
use crate::notation::Color;
use crate::scene::Ground;
use crate::theme::Theme;

/// How an element shows an author's colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ShownColor {
    /// The colour, as an attribute of the element.
    pub inline: Option<Color>,
    /// The number of its class.
    pub class: Option<u32>,
}

/// A rule of the style sheet: a colour on a light page and on a dark one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ColorRule {
    pub tone: Tone,
    pub light: Color,
    pub dark: Color,
}

/// The classes of authors' colours in a drawing.
pub struct ColorClasses<'t> {
    light: Painter<'t>,
    dark: Painter<'t>,
    /// The grounds that messages, guards and lines are on.
    grounds: HashSet<Ground>,
    /// Those of them that the painters do not know yet.
    new_grounds: Vec<Ground>,
    shown: HashMap<(Tone, Color, Ground), ShownColor>,
    numbers: HashMap<ColorRule, u32>,
    /// The rules in order of their numbers.
    pub rules: Vec<ColorRule>,
}

impl<'t> ColorClasses<'t> {
    /// No classes yet.
    pub fn new(theme: &'t Theme) -> ColorClasses<'t> {
        ColorClasses {
            light: Painter::new(theme, Page::Light),
            dark: Painter::new(theme, Page::Dark),
            grounds: HashSet::new(),
            new_grounds: Vec::new(),
            shown: HashMap::new(),
            numbers: HashMap::new(),
            rules: Vec::new(),
        }
    }

    /// From here on items may be on this ground.
    pub fn stand_on(&mut self, ground: Ground) {
        if self.grounds.insert(ground) {
            self.new_grounds.push(ground);
        }
    }

    /// How an element shows a colour.
    pub fn show(&mut self, choice: Choice) -> ShownColor {
        let (tone, color, ground) = match choice {
            Choice::Kept(color) => return ShownColor { inline: Some(color), class: None },
            Choice::Tint(fill) => (Tone::Tint, fill, Ground::default()),
            Choice::Adapted(tone, color, ground) => (tone, color, ground),
        };
        self.learn_grounds();
        if let Some(shown) = self.shown.get(&(tone, color, ground)) {
            return *shown;
        }
        let (light, dark) = (self.light.show(choice), self.dark.show(choice));
        let shown = if light == dark {
            ShownColor { inline: Some(light), class: None }
        } else {
            ShownColor { inline: None, class: Some(self.number(ColorRule { tone, light, dark })) }
        };
        self.shown.insert((tone, color, ground), shown);
        shown
    }

    /// Passes new grounds to the painters; they matter only in a drawing with its author's colours.
    fn learn_grounds(&mut self) {
        for ground in self.new_grounds.drain(..) {
            let changed = [self.light.stand_on(ground), self.dark.stand_on(ground)];
            if changed != [false; 2] {
                self.shown.clear();
            }
        }
    }

    fn number(&mut self, rule: ColorRule) -> u32 {
        let next = self.rules.len();
        let number =
            *self.numbers.entry(rule).or_insert(u32::try_from(next).expect("fewer colours than bytes"));
        if number as usize == next {
            self.rules.push(rule);
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Role;

    const OPEN: Ground = Ground::Area(Role::Canvas);
    const NAVY: Color = Color::rgb(0, 0, 128);

    fn text(color: Color, ground: Ground) -> Choice {
        Choice::Adapted(Tone::Text, color, ground)
    }

    /// The colour of a ground on a dark page.
    fn on_dark(theme: &Theme, ground: Ground) -> Color {
        Painter::new(theme, Page::Dark).color_of(ground)
    }

    fn rule(colors: &mut ColorClasses<'_>, tone: Tone, color: Color, ground: Ground) -> ColorRule {
        let class = colors
            .show(Choice::Adapted(tone, color, ground))
            .class
            .expect("it differs between light and dark");
        colors.rules[class as usize]
    }

    #[test]
    fn a_colour_stays_on_a_light_page_and_can_be_seen_on_a_dark_one() {
        let theme = Theme::default();
        let mut colors = ColorClasses::new(&theme);
        for (tone, least) in [(Tone::Text, 4.5), (Tone::Stroke, 3.0), (Tone::Whole, 3.0), (Tone::Fill, 3.0)] {
            for color in [NAVY, Color::rgb(0, 0, 255), Color::BLACK, Color::rgb(80, 0, 60)] {
                for role in [Role::Canvas, Role::Note, Role::State, Role::Participant] {
                    let rule = rule(&mut colors, tone, color, Ground::Area(role));
                    assert_eq!(rule.light, color);
                    let contrast = rule.dark.contrast(on_dark(&theme, Ground::Area(role)));
                    assert!(contrast >= least && contrast < least + 1.0, "{tone:?} {color:?} {contrast}");
                }
            }
        }
    }

    #[test]
    fn a_colour_that_can_be_seen_on_both_pages_needs_no_class() {
        let theme = Theme::default();
        let mut colors = ColorClasses::new(&theme);
        let red = Color::rgb(255, 0, 0);
        assert_eq!(colors.show(text(red, OPEN)), ShownColor { inline: Some(red), class: None });
        assert!(colors.rules.is_empty());
        assert_eq!(colors.show(text(NAVY, OPEN)), colors.show(text(NAVY, OPEN)));
        assert_eq!(colors.rules.len(), 1);
    }

    #[test]
    fn a_tint_under_it_counts() {
        let theme = Theme::default();
        let mut colors = ColorClasses::new(&theme);
        let before = rule(&mut colors, Tone::Text, NAVY, OPEN).dark;
        colors.stand_on(Ground::Tint(Color::rgb(255, 255, 0)));
        let after = rule(&mut colors, Tone::Text, NAVY, OPEN).dark;
        assert!(after.contrast(Color::BLACK) > before.contrast(Color::BLACK));
    }

    #[test]
    fn on_a_tint_it_can_be_seen_on_both_pages() {
        let theme = Theme::default();
        let mut colors = ColorClasses::new(&theme);
        let (rose, red) = (Color::rgb(255, 228, 225), Color::rgb(255, 0, 0));
        let rule = rule(&mut colors, Tone::Text, red, Ground::Tint(rose));
        assert!(rule.light != red && rule.light.contrast(colors.light.color_of(Ground::Tint(rose))) >= 4.5);
        assert!(rule.dark != red && rule.dark.contrast(on_dark(&theme, Ground::Tint(rose))) >= 4.5);
    }

    #[test]
    fn on_an_authors_fill_it_is_the_same_on_both_pages() {
        let theme = Theme::default();
        let mut colors = ColorClasses::new(&theme);
        let pink = Color::rgb(255, 192, 203);
        let shown = colors.show(text(Color::rgb(255, 255, 0), Ground::Fill(pink)));
        assert!(shown.inline.expect("it is the same").contrast(pink) >= 4.5);
        assert!(colors.rules.is_empty());
    }
}
