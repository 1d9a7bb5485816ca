//! `Fonts`: the bundled faces, and those that are added.

use std::collections::BTreeSet;
use std::sync::Arc;

use resvg::usvg::fontdb::{Database, FaceInfo, ID, Source, Style};
use skrifa::MetadataProvider;

use crate::FontError;

/// The files of the bundled faces.
pub(crate) const BUNDLED: [&[u8]; 9] = [
    include_bytes!("../fonts/SeqwrightSans-Regular.ttf"),
    include_bytes!("../fonts/SeqwrightSans-Bold.ttf"),
    include_bytes!("../fonts/SeqwrightSans-Italic.ttf"),
    include_bytes!("../fonts/SeqwrightSans-BoldItalic.ttf"),
    include_bytes!("../fonts/SeqwrightMono-Regular.ttf"),
    include_bytes!("../fonts/SeqwrightMono-Bold.ttf"),
    include_bytes!("../fonts/SeqwrightMono-Italic.ttf"),
    include_bytes!("../fonts/SeqwrightMono-BoldItalic.ttf"),
    include_bytes!("../fonts/SeqwrightSymbols-Regular.ttf"),
];
const SANS: &str = "Seqwright Sans";
const MONO: &str = "Seqwright Mono";
/// The weight from which a face is bold.
const BOLD: u16 = 600;

/// Fonts to draw with. Clones share them, also between threads.
#[derive(Clone, Debug)]
pub struct Fonts {
    pub(crate) database: Arc<Database>,
    /// The faces that were added one by one, in order.
    added: Vec<ID>,
    bundled: BTreeSet<ID>,
}

/// How a face looks, apart from its family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    pub(crate) is_bold: bool,
    pub(crate) is_italic: bool,
}

impl Cut {
    pub(crate) fn new(weight: u16, is_italic: bool) -> Cut {
        Cut { is_bold: weight >= BOLD, is_italic }
    }

    pub(crate) fn of(face: &FaceInfo) -> Cut {
        Cut::new(face.weight.0, face.style != Style::Normal)
    }

    /// How much another cut differs: a wrong weight is worse than a wrong slant.
    fn distance(self, other: Cut) -> u8 {
        2 * u8::from(self.is_bold != other.is_bold) + u8::from(self.is_italic != other.is_italic)
    }
}

impl Fonts {
    /// The bundled fonts: Latin, Greek, Cyrillic, arrows, signs and symbols.
    pub fn bundled() -> Fonts {
        let mut database = Database::new();
        let load = |bytes: &'static [u8]| database.load_font_source(Source::Binary(Arc::new(bytes)));
        let bundled = BUNDLED.into_iter().flat_map(load).collect();
        Fonts { database: Arc::new(database), added: Vec::new(), bundled }
    }

    /// Some of the bundled fonts as the only ones, and others of them as fonts that were added.
    #[cfg(test)]
    pub(crate) fn of(bundled: &[usize], added: &[usize]) -> Fonts {
        let mut database = Database::new();
        let load = |at: &usize| database.load_font_source(Source::Binary(Arc::new(BUNDLED[*at])));
        let bundled = bundled.iter().flat_map(load).collect();
        let mut fonts = Fonts { database: Arc::new(database), added: Vec::new(), bundled };
        for at in added {
            fonts.add(BUNDLED[*at].to_vec()).expect("it is a font");
        }
        fonts
    }

    /// Adds a font, or a collection of fonts. A text has it if its theme names the family, or if the fonts before
    /// lack a character.
    ///
    /// # Errors
    ///
    /// If the bytes are not a font.
    pub fn add(&mut self, bytes: Vec<u8>) -> Result<(), FontError> {
        let loaded = Arc::make_mut(&mut self.database).load_font_source(Source::Binary(Arc::new(bytes)));
        self.added.extend(loaded.iter().copied());
        if loaded.is_empty() { Err(FontError::NotAFont) } else { Ok(()) }
    }

    /// Adds the fonts of the machine, for characters that no other font has.
    #[cfg(feature = "system-fonts")]
    pub fn add_system(&mut self) {
        Arc::make_mut(&mut self.database).load_system_fonts();
    }

    /// The face for a text of a style sheet: an added one that it names, else a bundled one. There is always one, for a
    /// text without a face is not drawn at all.
    pub(crate) fn face(&self, families: &[&str], cut: Cut) -> Option<ID> {
        let faces = || self.added.iter().filter_map(|&id| self.database.face(id));
        let is_called =
            |face: &FaceInfo, name: &str| face.families.iter().any(|(own, _)| own.eq_ignore_ascii_case(name));
        let named = families.iter().find_map(|name| {
            let of_family = faces().filter(|face| is_called(face, name));
            of_family.min_by_key(|face| cut.distance(Cut::of(face)))
        });
        let is_mono = families.iter().any(|name| is_monospace(name));
        let family = if is_mono { MONO } else { SANS };
        let bundled = || {
            let faces = self.database.faces().filter(|face| self.bundled.contains(&face.id));
            faces.filter(|face| is_called(face, family)).min_by_key(|face| cut.distance(Cut::of(face)))
        };
        named.or_else(bundled).map(|face| face.id)
    }

    /// The face for a character that the faces before lack: the nearest cut first, then the bundled faces, those that
    /// were added in their order, and those of the machine by name.
    pub(crate) fn fallback(&self, character: char, tried: &[ID]) -> Option<ID> {
        let cut = tried.first().and_then(|&id| self.database.face(id)).map(Cut::of)?;
        let candidates = self.database.faces().filter(|face| !tried.contains(&face.id));
        let able = candidates.filter(|face| self.has(face.id, character));
        let best = able.min_by_key(|face| {
            let family = face.families.first().map_or("", |(name, _)| name.as_str());
            (cut.distance(Cut::of(face)), self.rank(face.id), family, face.post_script_name.as_str())
        });
        best.map(|face| face.id)
    }

    /// Whether one face has all of these characters.
    pub(crate) fn have(&self, characters: &[char]) -> bool {
        let has_all = |face: &FaceInfo| characters.iter().all(|&it| self.has(face.id, it));
        self.database.faces().any(has_all)
    }

    /// Whether one of the bundled faces has all of these characters.
    pub(crate) fn bundled_have(&self, characters: &[char]) -> bool {
        self.bundled.iter().any(|&id| characters.iter().all(|&it| self.has(id, it)))
    }

    /// Whether a face has a character.
    pub(crate) fn has(&self, id: ID, character: char) -> bool {
        let glyph = self.database.with_face_data(id, |data, index| {
            skrifa::FontRef::from_index(data, index).ok()?.charmap().map(character)
        });
        glyph.flatten().is_some_and(|glyph| glyph.to_u32() != 0)
    }

    fn rank(&self, id: ID) -> usize {
        let added = self.added.iter().position(|&it| it == id).map(|at| at + 1);
        if self.bundled.contains(&id) { 0 } else { added.unwrap_or(usize::MAX) }
    }
}

/// Whether a family is one of equally wide letters, as far as its name says.
fn is_monospace(family: &str) -> bool {
    let family = family.to_ascii_lowercase();
    ["mono", "courier", "cousine", "consolas", "menlo"].iter().any(|word| family.contains(word))
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    fn family(fonts: &Fonts, id: Option<ID>) -> (String, Cut) {
        let face = fonts.database.face(id.expect("there is a face")).expect("it is known");
        (face.families[0].0.clone(), Cut::of(face))
    }

    #[test]
    fn the_files_are_those_that_the_script_makes() {
        let hashes: String = BUNDLED
            .iter()
            .map(|bytes| Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect())
            .map(|hash: String| format!("{hash}\n"))
            .collect();
        let expected = "73a8216f9f12c744\nb87035684eed6164\n5992f5cfb28e1394\n480283f6f32f2d68\n\
                        c413dcc256a89ce1\n2b13c5ae2d7608cc\nc0ab9f9313adb8be\n3b311b3ec4b730e9\n\
                        cd7efbe668db601e\n";
        assert_eq!(hashes, expected);
    }

    #[test]
    fn every_family_has_a_face_of_every_cut() {
        let fonts = Fonts::bundled();
        for (families, expected) in [
            (vec!["Arial", "sans-serif"], SANS),
            (vec!["Courier New", "monospace"], MONO),
            (vec!["Nobody Has This"], SANS),
            (vec![], SANS),
        ] {
            for (is_bold, is_italic) in [(false, false), (true, false), (false, true), (true, true)] {
                let cut = Cut { is_bold, is_italic };
                let found = family(&fonts, fonts.face(&families, cut));
                assert_eq!(found, (expected.to_owned(), cut), "{families:?}");
            }
        }
    }

    #[test]
    fn an_added_font_is_used_where_a_theme_names_it() {
        let mut fonts = Fonts::bundled();
        fonts.add(BUNDLED[8].to_vec()).expect("it is a font");
        let cut = Cut::new(400, false);
        assert_eq!(family(&fonts, fonts.face(&["Seqwright Symbols", "Arial"], cut)).0, "Seqwright Symbols");
        assert_eq!(family(&fonts, fonts.face(&["Arial"], cut)).0, SANS);
    }

    #[test]
    fn a_character_of_another_font_stays_bold() {
        let fonts = Fonts::bundled();
        for (weight, is_italic) in [(400, false), (600, false), (700, true), (400, true)] {
            let cut = Cut::new(weight, is_italic);
            let [sans, mono] =
                [["Arial"], ["monospace"]].map(|it| fonts.face(&it, cut).expect("there is a face"));
            let only_sans = |it: &char| fonts.has(sans, *it) && !fonts.has(mono, *it);
            let character =
                ('\u{a0}'..'\u{2400}').find(only_sans).expect("Sans has more characters than Mono");
            assert_eq!(fonts.fallback(character, &[mono]), Some(sans));
        }
    }

    #[test]
    fn what_is_no_font_is_refused() {
        assert_eq!(Fonts::bundled().add(b"<svg/>".to_vec()), Err(FontError::NotAFont));
    }
}
