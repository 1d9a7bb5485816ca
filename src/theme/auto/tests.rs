//! Keeps the table and the file of the default theme equal.

use crate::notation::Color;
use crate::scene::Role;
use crate::theme::{Palette, Theme};

/// What `auto.rs` says of a palette.
fn table(palette: &Palette, name: &str) -> String {
    let color = |color: Option<Color>| {
        color.map_or("None".to_owned(), |Color { red, green, blue }| {
            format!("Some(Color::rgb({red:#04x}, {green:#04x}, {blue:#04x}))")
        })
    };
    let rows = Role::ALL.iter().map(|role| {
        let paint = palette.paint(*role);
        let (width, opacity) = (paint.width.in_hundredths(), paint.opacity);
        format!(
            "    /* {} */ paint({}, {}, {width}, {opacity}),\n",
            role.key(),
            color(paint.fill),
            color(paint.stroke)
        )
    });
    format!(
        "\n#[rustfmt::skip]\nconst {name}: Palette = Palette {{ paints: [\n{}] }};\n",
        rows.collect::<String>()
    )
}

/// `UPDATE_DOCS=1 cargo test --lib theme` writes the table.
#[test]
fn the_table_of_the_default_theme_says_what_its_file_says() {
    let read =
        Theme::from_toml("auto", include_str!("../../../themes/auto.toml")).expect("the file is a theme");
    let dark = read.dark.as_ref().expect("it has a dark half");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/theme/auto.rs");
    let kept = std::fs::read_to_string(path).expect("the table is there");
    let begin = kept.find("\n#[rustfmt::skip]").unwrap_or(kept.len());
    let wanted = format!("{}{}{}", &kept[..begin], table(&read.light, "LIGHT"), table(dark, "DARK"));
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, wanted).expect("the table can be written");
        return;
    }
    assert_eq!(kept, wanted, "UPDATE_DOCS=1 cargo test --lib theme writes the table");
    let made = Theme::builtin("auto").expect("it is built in");
    let rest = |theme: &Theme| {
        let Theme { name, spacing, sizes, families, weights, dashes, hues, hand_drawn, .. } = theme.clone();
        format!("{:?}", (name, spacing, sizes, families, weights, dashes, hues, hand_drawn))
    };
    assert_eq!(rest(&made), rest(&read));
    assert_eq!((made.light, made.dark), (read.light, read.dark));
}
