//! The page on themes shows every built-in theme with the picture that it gives now, and no theme breaks the laws of
//! the picture.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{geometry, sources};
use seqwright::notation::Color;
use seqwright::scene::Role;
use seqwright::theme::Palette;
use seqwright::{Source, Theme, compile};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &PathBuf) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn builtin() -> impl Iterator<Item = Theme> {
    Theme::BUILTIN.iter().map(|name| Theme::builtin(name).expect("it is built in"))
}

#[test]
fn the_pictures_of_the_themes_are_those_they_give() {
    let folder = root().join("examples/themes");
    let source = Source::new("theme.seq", read(&folder.join("theme.seq")));
    let compiled = compile(&source);
    assert!(compiled.diagnostics.is_empty(), "{:?}", compiled.diagnostics);
    for theme in builtin() {
        let path = folder.join(format!("{}.svg", theme.name));
        let svg = compiled.svg(&theme);
        if std::env::var_os("UPDATE_PICTURES").is_some() {
            fs::write(&path, &svg).expect("a picture can be written");
        }
        assert!(read(&path) == svg, "{}: run `UPDATE_PICTURES=1 cargo test --test themes`", path.display());
    }
}

#[test]
fn the_page_on_themes_shows_all_of_them() {
    let page = read(&root().join("docs/themes.md"));
    for name in Theme::BUILTIN {
        let shown = format!("\n### {name}\n");
        let (_, section) = page.split_once(&shown).unwrap_or_else(|| panic!("{name} has no section"));
        let section = section.split("\n#").next().unwrap_or_default();
        assert!(section.contains(&format!("](../examples/themes/{name}.svg)")), "{name} has no picture");
    }
}

#[test]
fn the_themes_of_the_page_can_be_read() {
    let page = read(&root().join("docs/themes.md"));
    let blocks: Vec<&str> =
        page.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(blocks.len(), 2);
    for block in blocks {
        Theme::from_toml("ours", block).unwrap_or_else(|error| panic!("{block}: {error}"));
    }
}

#[test]
fn no_theme_breaks_the_laws_of_the_picture() {
    let accented = Theme::from_toml("ours", "base = \"auto\"\naccent = \"#0369a1\"").expect("it is right");
    let themes: Vec<Theme> = builtin().chain([accented]).filter(|theme| theme.name != "auto").collect();
    for (name, text) in sources() {
        let compiled = compile(&Source::new(name.clone(), text));
        for theme in &themes {
            let faults = geometry::faults(&compiled.scene(theme));
            assert!(faults.is_empty(), "{name}, {}: {faults:#?}", theme.name);
        }
    }
}

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

/// `UPDATE_DOCS=1 cargo test --test themes` writes the table.
#[test]
fn the_table_of_the_default_theme_says_what_its_file_says() {
    let from_file =
        Theme::from_toml("auto", &read(&root().join("themes/auto.toml"))).expect("the file is a theme");
    let dark = from_file.dark.as_ref().expect("it has a dark half");
    let path = root().join("src/theme/auto.rs");
    let kept = read(&path);
    let begin = kept.find("\n#[rustfmt::skip]").unwrap_or(kept.len());
    let wanted = format!("{}{}{}", &kept[..begin], table(&from_file.light, "LIGHT"), table(dark, "DARK"));
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(path, wanted).expect("the table can be written");
        return;
    }
    assert_eq!(kept, wanted, "UPDATE_DOCS=1 cargo test --test themes writes the table");
    let made = Theme::builtin("auto").expect("it is built in");
    let rest = |theme: &Theme| {
        let Theme { name, spacing, sizes, families, weights, dashes, hues, hand_drawn, .. } = theme.clone();
        format!("{:?}", (name, spacing, sizes, families, weights, dashes, hues, hand_drawn))
    };
    assert_eq!(rest(&made), rest(&from_file));
    assert_eq!((made.light, made.dark), (from_file.light, from_file.dark));
}
