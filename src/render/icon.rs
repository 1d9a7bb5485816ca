//! The icons of participants: a `path` for a glyph, an `image` for an author's image.

use super::element::ElementWriter;
use super::inline_style::InlineStyle;
use super::paint::Choices;
use super::style::Look;
use crate::icon::Glyph;
use crate::px::Px;
use crate::scene::{Item, Rect};

/// Draws a bundled glyph as large as a square.
pub fn draw(
    writer: &mut ElementWriter,
    look: &mut Look<'_>,
    item: &Item,
    glyph: &'static Glyph,
    square: &Rect,
) {
    let dash = item.style.dash.map_or("", |dash| look.dash(dash));
    let shown = look.show(Choices::of(item).fill);
    writer.raw("<path");
    writer.classes_and(&[look.class(item.role), dash], shown.class);
    writer.raw(" transform=\"translate(");
    writer.number(square.x);
    writer.raw(" ");
    writer.number(square.y);
    writer.raw(")");
    if square.width != Px::new(Glyph::SIDE) {
        writer.raw("scale(");
        writer.number(square.width / Glyph::SIDE);
        writer.raw(")");
    }
    writer.raw("\"");
    InlineStyle { fill: shown.inline, ..InlineStyle::of_area(&item.style) }.write(writer);
    writer.begin_path();
    writer.raw(glyph.path);
    writer.end_path();
}

/// Draws an image in the middle of a square, as large as fits.
pub fn draw_image(writer: &mut ElementWriter, data: &str, square: &Rect) {
    writer.raw("<image");
    writer.length(" x=\"", square.x);
    writer.length(" y=\"", square.y);
    writer.length(" width=\"", square.width);
    writer.length(" height=\"", square.height);
    writer.raw(" preserveAspectRatio=\"xMidYMid meet\"");
    writer.attribute(" href=\"", &[data]);
    writer.raw("/>\n");
}

#[cfg(test)]
mod tests {
    use super::super::svg::{SvgOptions, svg};
    use crate::icon::Glyph;
    use crate::notation::{Color, Style};
    use crate::px::Px;
    use crate::scene::{Item, Node, Rect, Role, Scene, Shape};
    use crate::theme::Theme;

    fn square(side: i64) -> Rect {
        Rect { x: Px::new(10), y: Px::new(20), width: Px::new(side), height: Px::new(side) }
    }

    fn drawn(shape: Shape) -> String {
        let style = Style { fill: Some(Color::rgb(255, 0, 0)), ..Style::default() };
        let scene = Scene {
            layers: vec![vec![Node::Item(Item { role: Role::Icon, shape, style })]],
            ..Scene::default()
        };
        svg(scene, &Theme::default(), &SvgOptions::default())
    }

    #[test]
    fn a_glyph_has_its_place_and_its_size() {
        let glyph = Glyph::find("fontawesome", 0xf007).expect("it is bundled");
        let file = drawn(Shape::Glyph { glyph, rect: square(40) });
        let start = r##"<path class="ic" transform="translate(10 20)" style="fill:#f00" d="m"##;
        assert!(file.contains(start), "{file}");
        assert!(file.contains("stroke:none"), "{file}");
        let file = drawn(Shape::Glyph { glyph, rect: square(20) });
        assert!(file.contains(r#"transform="translate(10 20)scale(0.5)""#), "{file}");
    }

    #[test]
    fn an_image_fits_its_square() {
        let data = "data:image/png;base64,AA==".to_owned();
        let file = drawn(Shape::Image { data: data.into(), rect: square(40) });
        let place = r#"<image x="10" y="20" width="40" height="40""#;
        let rest = r#" preserveAspectRatio="xMidYMid meet" href="data:image/png;base64,AA=="/>"#;
        assert!(file.contains(&format!("{place}{rest}")), "{file}");
    }
}
