//! Which face draws a text, as usvg asks for it. Its own choice leaves out texts whose family is unknown.

use std::collections::BTreeSet;
use std::sync::Arc;

use resvg::usvg::fontdb::Database;
use resvg::usvg::{Font, FontFamily, FontResolver, FontStyle};

use crate::Fonts;
use crate::fonts::Cut;

/// The resolver for these fonts and the characters of a picture. usvg gives a text up at the first character without a
/// face, so it then gets a face for a later one.
pub fn resolver<'a>(fonts: &'a Fonts, characters: &'a BTreeSet<char>) -> FontResolver<'a> {
    FontResolver {
        select_font: Box::new(|font: &Font, _: &mut Arc<Database>| {
            let families: Vec<&str> = font.families().iter().map(name).collect();
            fonts.face(&families, Cut::new(font.weight(), font.style() != FontStyle::Normal))
        }),
        select_fallback: Box::new(move |character, tried, _: &mut Arc<Database>| {
            let later = || characters.iter().filter(|&&it| !tried.iter().any(|&id| fonts.has(id, it)));
            fonts.fallback(character, tried).or_else(|| later().find_map(|&it| fonts.fallback(it, tried)))
        }),
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
