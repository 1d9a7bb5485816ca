//! An author's colour and what it stands on in; the colours that are shown there, on a light page and on a dark
//! one, out.
//!
//! Authors choose their colours on a light page, and there they stay as written. On a dark page a navy line would be
//! lost and a blue word unreadable, so there they are mixed with white just as far as it takes. On a fill of the
//! author's, which is the same on both pages, a text is mixed towards black or white on both.

use std::collections::{HashMap, HashSet};

use super::tint;
use crate::notation::Color;
use crate::scene::{Ground, Role};
use crate::theme::{Palette, Theme};

/// What a colour is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Characters.
    Text,
    /// An area that is a sign by itself.
    Fill,
    /// A line.
    Stroke,
    /// A line and the arrowhead at its end.
    Whole,
    /// Characters that are black or white, whichever can be told best from the ground.
    Difference,
}

impl Tone {
    /// The least contrast with the ground.
    const fn least(self) -> f64 {
        match self {
            Tone::Text | Tone::Difference => Color::TEXT_CONTRAST,
            Tone::Fill | Tone::Stroke | Tone::Whole => Color::LINE_CONTRAST,
        }
    }

    /// Whether it colours what is inside of an outline.
    pub const fn fills(self) -> bool {
        matches!(self, Tone::Text | Tone::Fill | Tone::Whole | Tone::Difference)
    }

    /// Whether it colours the outline.
    pub const fn strokes(self) -> bool {
        matches!(self, Tone::Stroke | Tone::Whole)
    }
}

/// How an author's colour is shown: by what its element says itself where that is the same on all pages, else by a
/// class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The colour that the element says.
    pub said: Option<Color>,
    /// The number of its class.
    pub class: Option<u32>,
}

/// A rule of the style sheet: a colour on a light page and on a dark one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rule {
    pub tone: Tone,
    pub light: Color,
    pub dark: Color,
}

/// The colours of a drawing's authors.
pub struct Inks<'t> {
    theme: &'t Theme,
    /// The areas that messages, guards and lines stand on.
    areas: HashSet<Ground>,
    /// Those of them that `open` does not know yet.
    new_areas: Vec<Ground>,
    /// The colours of them that are hardest to be seen on, on a light page and on a dark one.
    open: [Color; 2],
    shown: HashMap<(Tone, Color, Ground), Shown>,
    numbers: HashMap<Rule, u32>,
    /// The rules in order of their numbers.
    pub rules: Vec<Rule>,
}

impl<'t> Inks<'t> {
    pub fn new(theme: &'t Theme) -> Inks<'t> {
        Inks {
            theme,
            areas: HashSet::new(),
            new_areas: Vec::new(),
            open: ground_colors(theme, Ground::default()),
            shown: HashMap::new(),
            numbers: HashMap::new(),
            rules: Vec::new(),
        }
    }

    /// From here on things may stand on that area of the theme, or on a tint of that fill.
    pub fn stand_on(&mut self, area: Ground) {
        if self.areas.insert(area) {
            self.new_areas.push(area);
        }
    }

    /// How a colour is shown on a ground.
    pub fn show(&mut self, tone: Tone, color: Color, ground: Ground) -> Shown {
        self.learn_areas();
        if let Some(shown) = self.shown.get(&(tone, color, ground)) {
            return *shown;
        }
        let theme = self.theme;
        let colors = if ground == Ground::default() { self.open } else { ground_colors(theme, ground) };
        let is_own = !matches!(ground, Ground::Area(_));
        let on = |palette, at: usize| shown_on(colors[at], is_own || is_dark(palette), tone, color);
        let light = on(&theme.light, 0);
        let dark = theme.dark.as_ref().map_or(light, |dark| on(dark, 1));
        let shown = if light == dark {
            Shown { said: Some(light), class: None }
        } else {
            Shown { said: None, class: Some(self.number(Rule { tone, light, dark })) }
        };
        self.shown.insert((tone, color, ground), shown);
        shown
    }

    /// Takes note of the areas that are new, which are looked at only in a drawing with colours of its author's.
    fn learn_areas(&mut self) {
        let theme = self.theme;
        let known = self.open;
        for area in self.new_areas.drain(..) {
            let [light, dark] = ground_colors(theme, area);
            let palettes = [&theme.light, theme.dark.as_ref().unwrap_or(&theme.light)];
            self.open[0] = harder(palettes[0], self.open[0], light);
            self.open[1] = harder(palettes[1], self.open[1], dark);
        }
        if self.open != known {
            self.shown.clear();
        }
    }

    fn number(&mut self, rule: Rule) -> u32 {
        let next = self.rules.len();
        let number =
            *self.numbers.entry(rule).or_insert(u32::try_from(next).expect("fewer colours than bytes"));
        if number as usize == next {
            self.rules.push(rule);
        }
        number
    }
}

/// The colour that is shown for another one on a ground, where it may be adapted to it.
fn shown_on(ground: Color, may_adapt: bool, tone: Tone, color: Color) -> Color {
    match tone {
        Tone::Difference => ground.ink(),
        _ if may_adapt => color.legible_on(ground, tone.least()),
        Tone::Text | Tone::Fill | Tone::Stroke | Tone::Whole => color,
    }
}

fn is_dark(palette: &Palette) -> bool {
    canvas(palette).ink() == Color::WHITE
}

fn canvas(palette: &Palette) -> Color {
    palette.paint(Role::Canvas).fill.unwrap_or(Color::WHITE)
}

/// What an area of a role looks like on the canvas.
fn painted(palette: &Palette, role: Role) -> Color {
    let paint = palette.paint(role);
    paint.fill.map_or(canvas(palette), |fill| tint::mixed(fill, canvas(palette), paint.opacity))
}

/// The colour of what things stand on, on a light page and on a dark one.
fn ground_colors(theme: &Theme, ground: Ground) -> [Color; 2] {
    let palettes = [&theme.light, theme.dark.as_ref().unwrap_or(&theme.light)];
    match ground {
        Ground::Fill(fill) => [fill; 2],
        Ground::Area(role) => palettes.map(|palette| painted(palette, role)),
        Ground::Tint(fill) => {
            let (light, dark) = tint::opacities(fill, theme);
            [(palettes[0], light), (palettes[1], dark)]
                .map(|(palette, opacity)| tint::mixed(fill, canvas(palette), opacity))
        }
    }
}

/// Of two grounds, the one that is harder to be seen on: on a dark page the lighter, on a light page the darker.
fn harder(palette: &Palette, one: Color, other: Color) -> Color {
    let end = if is_dark(palette) { Color::WHITE } else { Color::BLACK };
    if other.contrast(end) < one.contrast(end) { other } else { one }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: Ground = Ground::Area(Role::Canvas);
    const NAVY: Color = Color::rgb(0, 0, 128);

    fn rule(inks: &mut Inks<'_>, tone: Tone, color: Color, ground: Ground) -> Rule {
        let class = inks.show(tone, color, ground).class.expect("it differs between light and dark");
        inks.rules[class as usize]
    }

    #[test]
    fn a_colour_stays_on_a_light_page_and_can_be_seen_on_a_dark_one() {
        let theme = Theme::default();
        let dark = theme.dark.as_ref().expect("the default theme has both");
        let mut inks = Inks::new(&theme);
        for (tone, least) in [(Tone::Text, 4.5), (Tone::Stroke, 3.0), (Tone::Whole, 3.0), (Tone::Fill, 3.0)] {
            for color in [NAVY, Color::rgb(0, 0, 255), Color::BLACK, Color::rgb(80, 0, 60)] {
                for role in [Role::Canvas, Role::Note, Role::State, Role::Participant] {
                    let rule = rule(&mut inks, tone, color, Ground::Area(role));
                    assert_eq!(rule.light, color);
                    let contrast = rule.dark.contrast(painted(dark, role));
                    assert!(contrast >= least && contrast < least + 1.0, "{tone:?} {color:?} {contrast}");
                }
            }
        }
    }

    #[test]
    fn what_can_be_seen_on_both_pages_is_said_by_its_element() {
        let theme = Theme::default();
        let mut inks = Inks::new(&theme);
        let red = Color::rgb(255, 0, 0);
        assert_eq!(inks.show(Tone::Text, red, OPEN), Shown { said: Some(red), class: None });
        assert!(inks.rules.is_empty());
        assert_eq!(inks.show(Tone::Text, NAVY, OPEN), inks.show(Tone::Text, NAVY, OPEN));
        assert_eq!(inks.rules.len(), 1);
    }

    #[test]
    fn a_tint_under_it_counts() {
        let theme = Theme::default();
        let mut inks = Inks::new(&theme);
        let before = rule(&mut inks, Tone::Text, NAVY, OPEN).dark;
        inks.stand_on(Ground::Tint(Color::rgb(255, 255, 0)));
        let after = rule(&mut inks, Tone::Text, NAVY, OPEN).dark;
        assert!(after.contrast(Color::BLACK) > before.contrast(Color::BLACK));
    }

    #[test]
    fn on_a_tint_it_can_be_seen_on_both_pages() {
        let theme = Theme::default();
        let mut inks = Inks::new(&theme);
        let (rose, red) = (Color::rgb(255, 228, 225), Color::rgb(255, 0, 0));
        let grounds = ground_colors(&theme, Ground::Tint(rose));
        let rule = rule(&mut inks, Tone::Text, red, Ground::Tint(rose));
        assert!(rule.light != red && rule.light.contrast(grounds[0]) >= 4.5);
        assert!(rule.dark != red && rule.dark.contrast(grounds[1]) >= 4.5);
    }

    #[test]
    fn on_an_authors_fill_it_is_the_same_on_both_pages() {
        let theme = Theme::default();
        let mut inks = Inks::new(&theme);
        let pink = Color::rgb(255, 192, 203);
        let shown = inks.show(Tone::Text, Color::rgb(255, 255, 0), Ground::Fill(pink));
        assert!(shown.said.expect("it is the same").contrast(pink) >= 4.5);
        assert!(inks.rules.is_empty());
    }
}
