//! The theme of `themes/auto.toml` as a table: reading the file took a fifth of a run on a small diagram. `tests/themes.rs` keeps
//! the two equal, and writes the table.

use super::read::plain;
use super::{Paint, Palette, Theme};
use crate::notation::Color;
use crate::px::Px;

/// The theme `auto`.
pub fn theme() -> Theme {
    Theme { dark: Some(DARK), ..plain("auto".to_owned(), LIGHT) }
}

/// A paint with its width in hundredths of a pixel.
const fn paint(fill: Option<Color>, stroke: Option<Color>, width: i64, opacity: u8) -> Paint {
    Paint { fill, stroke, width: Px::hundredths(width), opacity }
}

#[rustfmt::skip]
const LIGHT: Palette = Palette { paints: [
    /* canvas */ paint(Some(Color::rgb(0xff, 0xff, 0xff)), None, 100, 100),
    /* group */ paint(Some(Color::rgb(0xf5, 0xf7, 0xfa)), None, 100, 100),
    /* group-border */ paint(None, Some(Color::rgb(0x6e, 0x77, 0x81)), 100, 100),
    /* group-text */ paint(Some(Color::rgb(0x4b, 0x55, 0x60)), None, 100, 100),
    /* fragment-fill */ paint(Some(Color::rgb(0x3b, 0x5b, 0x8c)), None, 100, 4),
    /* lifeline */ paint(None, Some(Color::rgb(0x75, 0x7e, 0x8a)), 100, 100),
    /* activation */ paint(Some(Color::rgb(0xe3, 0xe9, 0xf0)), Some(Color::rgb(0x4b, 0x55, 0x60)), 100, 100),
    /* participant */ paint(Some(Color::rgb(0xf6, 0xf8, 0xfa)), Some(Color::rgb(0x3d, 0x44, 0x4d)), 150, 100),
    /* icon */ paint(Some(Color::rgb(0x1b, 0x1f, 0x24)), None, 100, 100),
    /* participant-text */ paint(Some(Color::rgb(0x1b, 0x1f, 0x24)), None, 100, 100),
    /* fragment-border */ paint(None, Some(Color::rgb(0x6e, 0x77, 0x81)), 100, 100),
    /* fragment-tab */ paint(Some(Color::rgb(0xea, 0xee, 0xf3)), Some(Color::rgb(0x6e, 0x77, 0x81)), 100, 100),
    /* fragment-tab-text */ paint(Some(Color::rgb(0x1b, 0x1f, 0x24)), None, 100, 100),
    /* operand-line */ paint(None, Some(Color::rgb(0x6e, 0x77, 0x81)), 100, 100),
    /* guard */ paint(Some(Color::rgb(0x4b, 0x55, 0x60)), None, 100, 100),
    /* message-line */ paint(None, Some(Color::rgb(0x24, 0x29, 0x2f)), 150, 100),
    /* message-head */ paint(Some(Color::rgb(0x24, 0x29, 0x2f)), Some(Color::rgb(0x24, 0x29, 0x2f)), 150, 100),
    /* message-text */ paint(Some(Color::rgb(0x1b, 0x1f, 0x24)), None, 100, 100),
    /* number */ paint(Some(Color::rgb(0xe7, 0xeb, 0xf0)), None, 100, 100),
    /* number-text */ paint(Some(Color::rgb(0x24, 0x29, 0x2f)), None, 100, 100),
    /* destruction */ paint(None, Some(Color::rgb(0xb3, 0x26, 0x1e)), 200, 100),
    /* note */ paint(Some(Color::rgb(0xff, 0xf8, 0xdc)), Some(Color::rgb(0x95, 0x75, 0x17)), 100, 100),
    /* box */ paint(Some(Color::rgb(0xff, 0xff, 0xff)), Some(Color::rgb(0x4b, 0x55, 0x60)), 100, 100),
    /* state */ paint(Some(Color::rgb(0xee, 0xf4, 0xfb)), Some(Color::rgb(0x4a, 0x6a, 0x94)), 100, 100),
    /* ref */ paint(Some(Color::rgb(0xf6, 0xf8, 0xfa)), Some(Color::rgb(0x6e, 0x77, 0x81)), 100, 100),
    /* note-text */ paint(Some(Color::rgb(0x1b, 0x1f, 0x24)), None, 100, 100),
    /* knowledge */ paint(Some(Color::rgb(0xf7, 0xf4, 0xfd)), Some(Color::rgb(0x8a, 0x6c, 0xc4)), 100, 100),
    /* knowledge-sign */ paint(Some(Color::rgb(0x70, 0x40, 0xbf)), None, 100, 100),
    /* knowledge-text */ paint(Some(Color::rgb(0x1b, 0x1f, 0x24)), None, 100, 100),
    /* knowledge-detail */ paint(Some(Color::rgb(0x57, 0x50, 0x6b)), None, 100, 100),
    /* protection */ paint(Some(Color::rgb(0x70, 0x40, 0xbf)), None, 100, 100),
    /* protection-text */ paint(Some(Color::rgb(0x5f, 0x3a, 0xa3)), None, 100, 100),
    /* exposure */ paint(Some(Color::rgb(0xc0, 0x2d, 0x12)), None, 100, 100),
    /* divider-line */ paint(None, Some(Color::rgb(0x6e, 0x77, 0x81)), 100, 100),
    /* divider */ paint(Some(Color::rgb(0xea, 0xee, 0xf3)), Some(Color::rgb(0x6e, 0x77, 0x81)), 100, 100),
    /* divider-text */ paint(Some(Color::rgb(0x1b, 0x1f, 0x24)), None, 100, 100),
    /* title */ paint(Some(Color::rgb(0x1b, 0x1f, 0x24)), None, 100, 100),
] };

#[rustfmt::skip]
const DARK: Palette = Palette { paints: [
    /* canvas */ paint(Some(Color::rgb(0x0d, 0x11, 0x17)), None, 100, 100),
    /* group */ paint(Some(Color::rgb(0x15, 0x1b, 0x23)), None, 100, 100),
    /* group-border */ paint(None, Some(Color::rgb(0x86, 0x8e, 0x99)), 100, 100),
    /* group-text */ paint(Some(Color::rgb(0xa5, 0xaf, 0xba)), None, 100, 100),
    /* fragment-fill */ paint(Some(Color::rgb(0x7a, 0xa2, 0xe0)), None, 100, 5),
    /* lifeline */ paint(None, Some(Color::rgb(0x79, 0x82, 0x8d)), 100, 100),
    /* activation */ paint(Some(Color::rgb(0x30, 0x36, 0x3d)), Some(Color::rgb(0xa5, 0xaf, 0xba)), 100, 100),
    /* participant */ paint(Some(Color::rgb(0x1c, 0x23, 0x2c)), Some(Color::rgb(0xa5, 0xaf, 0xba)), 150, 100),
    /* icon */ paint(Some(Color::rgb(0xe6, 0xed, 0xf3)), None, 100, 100),
    /* participant-text */ paint(Some(Color::rgb(0xe6, 0xed, 0xf3)), None, 100, 100),
    /* fragment-border */ paint(None, Some(Color::rgb(0x86, 0x8e, 0x99)), 100, 100),
    /* fragment-tab */ paint(Some(Color::rgb(0x21, 0x26, 0x2d)), Some(Color::rgb(0x86, 0x8e, 0x99)), 100, 100),
    /* fragment-tab-text */ paint(Some(Color::rgb(0xe6, 0xed, 0xf3)), None, 100, 100),
    /* operand-line */ paint(None, Some(Color::rgb(0x86, 0x8e, 0x99)), 100, 100),
    /* guard */ paint(Some(Color::rgb(0xa5, 0xaf, 0xba)), None, 100, 100),
    /* message-line */ paint(None, Some(Color::rgb(0xd1, 0xd7, 0xe0)), 150, 100),
    /* message-head */ paint(Some(Color::rgb(0xd1, 0xd7, 0xe0)), Some(Color::rgb(0xd1, 0xd7, 0xe0)), 150, 100),
    /* message-text */ paint(Some(Color::rgb(0xe6, 0xed, 0xf3)), None, 100, 100),
    /* number */ paint(Some(Color::rgb(0x3d, 0x44, 0x4d)), None, 100, 100),
    /* number-text */ paint(Some(Color::rgb(0xe6, 0xed, 0xf3)), None, 100, 100),
    /* destruction */ paint(None, Some(Color::rgb(0xf2, 0x8b, 0x82)), 200, 100),
    /* note */ paint(Some(Color::rgb(0x2e, 0x27, 0x13)), Some(Color::rgb(0xa5, 0x8a, 0x3a)), 100, 100),
    /* box */ paint(Some(Color::rgb(0x0d, 0x11, 0x17)), Some(Color::rgb(0xa5, 0xaf, 0xba)), 100, 100),
    /* state */ paint(Some(Color::rgb(0x17, 0x22, 0x33)), Some(Color::rgb(0x6a, 0x8f, 0xc4)), 100, 100),
    /* ref */ paint(Some(Color::rgb(0x16, 0x1b, 0x22)), Some(Color::rgb(0x86, 0x8e, 0x99)), 100, 100),
    /* note-text */ paint(Some(Color::rgb(0xe6, 0xed, 0xf3)), None, 100, 100),
    /* knowledge */ paint(Some(Color::rgb(0x1d, 0x18, 0x30)), Some(Color::rgb(0x8d, 0x74, 0xc9)), 100, 100),
    /* knowledge-sign */ paint(Some(Color::rgb(0xb3, 0x94, 0xf2)), None, 100, 100),
    /* knowledge-text */ paint(Some(Color::rgb(0xe6, 0xed, 0xf3)), None, 100, 100),
    /* knowledge-detail */ paint(Some(Color::rgb(0xb5, 0xab, 0xcf)), None, 100, 100),
    /* protection */ paint(Some(Color::rgb(0xb3, 0x94, 0xf2)), None, 100, 100),
    /* protection-text */ paint(Some(Color::rgb(0xc3, 0xad, 0xf3)), None, 100, 100),
    /* exposure */ paint(Some(Color::rgb(0xff, 0x81, 0x63)), None, 100, 100),
    /* divider-line */ paint(None, Some(Color::rgb(0x86, 0x8e, 0x99)), 100, 100),
    /* divider */ paint(Some(Color::rgb(0x21, 0x26, 0x2d)), Some(Color::rgb(0x86, 0x8e, 0x99)), 100, 100),
    /* divider-text */ paint(Some(Color::rgb(0xe6, 0xed, 0xf3)), None, 100, 100),
    /* title */ paint(Some(Color::rgb(0xe6, 0xed, 0xf3)), None, 100, 100),
] };
