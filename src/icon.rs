//! `Glyph`: the bundled icons of participants, found by icon set and code.

#[cfg(feature = "icons")]
include!("../icons/glyphs.rs");

#[cfg(not(feature = "icons"))]
use none::{BRANDS, MATERIAL, REGULAR, RENAMED, SOLID};

/// The tables of a build without icons.
#[cfg(not(feature = "icons"))]
mod none {
    use super::Glyph;

    pub static MATERIAL: [(u32, Glyph); 0] = [];
    pub static SOLID: [(u32, Glyph); 0] = [];
    pub static REGULAR: [(u32, Glyph); 0] = [];
    pub static BRANDS: [(u32, Glyph); 0] = [];
    pub static RENAMED: [(u32, u32); 0] = [];
}

/// The outline of an icon.
#[derive(Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Its name in its icon set.
    pub name: &'static str,
    /// Its outline as the data of an SVG path, on a square of [`Glyph::SIDE`] units, all in relative commands.
    pub path: &'static str,
}

impl Glyph {
    /// The side of the square that glyphs are drawn on, in units.
    pub const SIDE: i64 = 40;

    /// Finds the glyph that a declaration names by the icon set, in any letter case, and the code in that set.
    ///
    /// ```
    /// use seqwright::scene::Glyph;
    /// let glyph = Glyph::find("fontawesome6solid", 0xf007).expect("it is bundled");
    /// assert_eq!(glyph.name, "user");
    /// // The same set by the codes of its first versions.
    /// assert_eq!(Glyph::find("materialdesignicons", 0xf1ff), Glyph::find("materialdesignicons", 0xf01ff));
    /// ```
    pub fn find(set: &str, code: u32) -> Option<&'static Glyph> {
        let set = set.to_ascii_lowercase();
        if set == "materialdesignicons" {
            // Until version 5 the glyphs stood in the private use area with four digits, at the same last three.
            let code = if (0xf000..=0xffff).contains(&code) { code - 0xf000 + 0xf_0000 } else { code };
            return look_up(&MATERIAL, code);
        }
        let style = set.strip_prefix("fontawesome")?.trim_start_matches(|digit: char| digit.is_ascii_digit());
        match style {
            "solid" => look_up(&SOLID, code),
            "regular" => look_up(&REGULAR, code),
            "brands" => look_up(&BRANDS, code),
            // Version 4 had one set. Its codes are still those of the glyphs, except for the outlined ones.
            "" => look_up(&SOLID, code).or_else(|| look_up(&BRANDS, code)).or_else(|| {
                let at = RENAMED.binary_search_by_key(&code, |&(old, _)| old).ok()?;
                look_up(&REGULAR, RENAMED[at].1)
            }),
            _ => None,
        }
    }
}

fn look_up(glyphs: &'static [(u32, Glyph)], code: u32) -> Option<&'static Glyph> {
    let at = glyphs.binary_search_by_key(&code, |&(known, _)| known).ok()?;
    Some(&glyphs[at].1)
}

#[cfg(all(test, feature = "icons"))]
mod tests {
    use super::*;

    #[test]
    fn glyphs_stand_in_order_of_code() {
        for glyphs in [&MATERIAL[..], &SOLID, &REGULAR, &BRANDS] {
            assert!(glyphs.is_sorted_by(|(a, _), (b, _)| a < b));
        }
        assert!(RENAMED.is_sorted_by(|(a, _), (b, _)| a < b));
        assert!(RENAMED.iter().all(|(_, now)| look_up(&REGULAR, *now).is_some()));
    }

    #[test]
    fn paths_hold_nothing_but_relative_commands_and_numbers() {
        for (_, glyph) in [&MATERIAL[..], &SOLID, &REGULAR, &BRANDS].into_iter().flatten() {
            assert!(glyph.path.starts_with('m'), "{}", glyph.name);
            let known = |c: char| c.is_ascii_digit() || " .-mlhvcsqtaz".contains(c);
            assert!(glyph.path.chars().all(known), "{}", glyph.name);
        }
    }

    #[test]
    fn a_code_is_looked_up_in_its_own_set() {
        let name = |set, code| Glyph::find(set, code).map(|glyph| glyph.name);
        assert_eq!(name("materialdesignicons", 0xf1ff), Some("escalator"));
        assert_eq!(name("FontAwesome5Brands", 0xf099), Some("twitter"));
        assert_eq!(name("fontawesome5solid", 0xf099), None);
        assert_eq!(name("fontawesome", 0xf099), Some("twitter"));
        assert_eq!(name("fontawesome", 0xf003), Some("envelope"));
        assert_eq!(name("fontawesome7light", 0xf007), None);
    }
}
