//! `Faces`: the fonts of a file, each read once and embedded once, with the glyphs that are used.

use std::collections::BTreeMap;

use krilla::Data;
use krilla::text::{Font, Tag};
use resvg::usvg::FontVariation;
use resvg::usvg::fontdb::{Database, ID};

/// A face, and the axes of it that are set, with their values as bits.
type Key = (ID, Vec<([u8; 4], u32)>);

/// The fonts that texts were drawn with so far.
pub struct Faces<'f> {
    database: &'f Database,
    fonts: BTreeMap<Key, Option<Font>>,
}

impl<'f> Faces<'f> {
    /// No fonts yet, of these.
    pub fn new(database: &'f Database) -> Faces<'f> {
        Faces { database, fonts: BTreeMap::new() }
    }

    /// A face of the database; `None` if it cannot be embedded.
    pub fn get(&mut self, id: ID, variations: &[FontVariation]) -> Option<Font> {
        let key = (id, variations.iter().map(|it| (it.tag, it.value.to_bits())).collect());
        let database = self.database;
        self.fonts.entry(key).or_insert_with(|| load(database, id, variations)).clone()
    }
}

fn load(database: &Database, id: ID, variations: &[FontVariation]) -> Option<Font> {
    let face = database.face(id)?;
    let data: Data = database.with_face_data(id, |bytes, _| bytes.to_vec())?.into();
    let coordinates: Vec<(Tag, f32)> = variations.iter().map(|it| (Tag::new(&it.tag), it.value)).collect();
    Font::new_variable(data, face.index, &coordinates)
}
