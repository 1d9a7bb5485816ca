//! Tints a palette with an accent: heads, bars and tabs, with enough contrast for texts and lines.

use super::{Paint, Palette};
use crate::notation::Color;
use crate::scene::Role;

/// How much of an accent is in the fill of a role, in hundredths: on a light page, and on a dark one.
const SHARES: [(Role, u32, u32); 4] = [
    (Role::Participant, 10, 24),
    (Role::Activation, 22, 40),
    (Role::FragmentTab, 14, 28),
    (Role::Divider, 14, 28),
];
/// The lines that go with them.
const LINES: [Role; 3] = [Role::FragmentBorder, Role::OperandLine, Role::DividerLine];
/// The texts on them, with what they stand on.
const TEXTS: [(Role, Role); 3] = [
    (Role::ParticipantText, Role::Participant),
    (Role::FragmentTabText, Role::FragmentTab),
    (Role::DividerText, Role::Divider),
];
/// How many fragments are nested where the contrast of lines is still kept.
const NESTED: usize = 4;

/// Tints a palette.
pub fn tint(palette: &mut Palette, accent: Color) {
    let canvas = palette.paint(Role::Canvas).fill.unwrap_or(Color::WHITE);
    let is_dark = canvas.ink() == Color::WHITE;
    let grounds = grounds(palette, canvas);
    for (role, light, dark) in SHARES {
        let fill = mixed(accent, canvas, if is_dark { dark } else { light });
        let stroke = line(accent, grounds.iter().copied().chain([fill]));
        let paint = &mut palette.paints[role as usize];
        *paint = Paint { fill: Some(fill), stroke: Some(stroke), opacity: 100, ..*paint };
    }
    for role in LINES {
        palette.paints[role as usize].stroke = Some(line(accent, grounds.iter().copied()));
    }
    for (text, on) in TEXTS {
        let ground = palette.paint(on).fill;
        let paint = &mut palette.paints[text as usize];
        paint.fill = paint.fill.zip(ground).map(|(ink, ground)| ink.legible_on(ground, Color::TEXT_CONTRAST));
    }
}

/// What lines may be on: the canvas and groups of participants, also within fragments.
fn grounds(palette: &Palette, canvas: Color) -> Vec<Color> {
    let over = |role: Role, ground: Color| {
        let paint = palette.paint(role);
        paint.fill.map_or(ground, |fill| mixed(fill, ground, u32::from(paint.opacity)))
    };
    let mut grounds = Vec::new();
    for mut ground in [canvas, over(Role::Group, canvas)] {
        grounds.push(ground);
        for _ in 0..NESTED {
            ground = over(Role::FragmentFill, ground);
            grounds.push(ground);
        }
    }
    grounds
}

/// The accent as a line that is seen on all of these grounds.
fn line(accent: Color, grounds: impl Iterator<Item = Color>) -> Color {
    // All of them are about as light as the canvas, so that the colour moves in one direction.
    grounds.fold(accent, |color, ground| color.legible_on(ground, Color::LINE_CONTRAST))
}

/// So many hundredths of a colour over another one.
fn mixed(color: Color, ground: Color, percent: u32) -> Color {
    let mix = |color: u8, ground: u8| {
        let sum = u32::from(color) * percent + u32::from(ground) * (100 - percent);
        u8::try_from(sum / 100).expect("a mean is between its parts")
    };
    Color {
        red: mix(color.red, ground.red),
        green: mix(color.green, ground.green),
        blue: mix(color.blue, ground.blue),
    }
}
