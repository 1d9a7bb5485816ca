//! Which face draws a text, as usvg asks for it. Its own choice leaves out texts whose family is unknown.

use std::sync::Arc;

use resvg::usvg::fontdb::Database;
use resvg::usvg::{Font, FontFamily, FontResolver, FontStyle};

use crate::Fonts;
use crate::fonts::Cut;

/// The resolver for these fonts.
pub fn resolver(fonts: &Fonts) -> FontResolver<'_> {
    FontResolver {
        select_font: Box::new(|font: &Font, _: &mut Arc<Database>| {
            let families: Vec<&str> = font.families().iter().map(name).collect();
            fonts.face(&families, Cut::new(font.weight(), font.style() != FontStyle::Normal))
        }),
        select_fallback: Box::new(|character, tried, _: &mut Arc<Database>| fonts.fallback(character, tried)),
    }
}

fn name(family: &FontFamily) -> &str {
    match family {
        FontFamily::Serif => "serif",
        FontFamily::SansSerif => "sans-serif",
        FontFamily::Cursive => "cursive",
        FontFamily::Fantasy => "fantasy",
        FontFamily::Monospace => "monospace",
        FontFamily::Named(name) => name,
    }
}
