//! Tests that every bundled theme is legible, and that errors in theme files are explained.

use super::*;
use crate::scene::PaintUse;

const AUTO: &str = include_str!("../../themes/auto.toml");

/// Texts, and the roles that they are on.
const STANDS_ON: &[(Role, &[Role])] = &[
    (Role::GroupText, &[Role::Canvas, Role::Group]),
    (Role::Icon, &[Role::Canvas, Role::Group]),
    (Role::ParticipantText, &[Role::Canvas, Role::Group, Role::Participant]),
    (Role::FragmentTabText, &[Role::FragmentTab]),
    (Role::Guard, &[Role::Canvas, Role::Group]),
    (Role::MessageText, &[Role::Canvas, Role::Group]),
    (Role::NumberText, &[Role::Number]),
    (Role::NoteText, &[Role::Note, Role::Box, Role::State, Role::Ref]),
    (Role::KnowledgeText, &[Role::Knowledge]),
    (Role::KnowledgeDetail, &[Role::Knowledge, Role::Canvas]),
    (Role::ProtectionText, &[Role::Canvas, Role::Group]),
    (Role::DividerText, &[Role::Divider]),
    (Role::Title, &[Role::Canvas]),
];

/// Roles whose outline has a meaning.
const OUTLINED: &[Role] = &[
    Role::Activation,
    Role::Participant,
    Role::FragmentBorder,
    Role::FragmentTab,
    Role::Note,
    Role::Box,
    Role::State,
    Role::Ref,
    Role::Knowledge,
    Role::Divider,
    Role::GroupBorder,
];

/// Signs, and the roles that they are on.
const SIGNS: &[(Role, &[Role])] = &[
    (Role::KnowledgeSign, &[Role::Knowledge, Role::Canvas]),
    (Role::Protection, &[Role::Canvas, Role::Group]),
    (Role::Exposure, &[Role::Canvas, Role::Group, Role::Knowledge]),
];

/// The palettes of the built-in themes, each with a name for messages.
fn palettes() -> Vec<(String, Palette)> {
    let mut found = Vec::new();
    for name in Theme::BUILTIN {
        let theme = Theme::builtin(name).expect("it is built in");
        found.push((format!("{name}, light"), theme.light));
        found.extend(theme.dark.map(|dark| (format!("{name}, dark"), dark)));
    }
    found
}

/// A fill of an opacity over a ground.
fn over(paint: Paint, ground: Color) -> Color {
    let Some(fill) = paint.fill else { return ground };
    let mix = |fill: u8, ground: u8| {
        let (share, rest) = (u32::from(paint.opacity), 100 - u32::from(paint.opacity));
        u8::try_from((u32::from(fill) * share + u32::from(ground) * rest) / 100)
            .expect("it lies between them")
    };
    Color {
        red: mix(fill.red, ground.red),
        green: mix(fill.green, ground.green),
        blue: mix(fill.blue, ground.blue),
    }
}

/// The visible colour of a role's fill: on the canvas, and within four nested fragments.
fn grounds(palette: &Palette, role: Role) -> Vec<Color> {
    let canvas = palette.paint(Role::Canvas).fill.expect("the canvas is painted");
    let mut ground = over(palette.paint(role), canvas);
    let mut found = vec![ground];
    if matches!(role, Role::Canvas | Role::Group) {
        for _ in 0..4 {
            ground = over(palette.paint(Role::FragmentFill), ground);
            found.push(ground);
        }
    }
    found
}

#[test]
fn text_has_a_contrast_of_4_5_on_every_background() {
    let texts = Role::ALL.iter().filter(|role| role.paint_use() == PaintUse::Text);
    assert!(texts.clone().all(|text| STANDS_ON.iter().any(|(role, _)| role == text)), "a text is not tested");
    for (name, palette) in palettes() {
        for (text, roles) in STANDS_ON {
            let ink = palette.paint(*text).fill.expect("a text has a fill");
            for ground in roles.iter().flat_map(|role| grounds(&palette, *role)) {
                let contrast = ink.contrast(ground);
                assert!(contrast >= 4.5, "{name}: {text:?} on {ground:?} has only {contrast:.2}");
            }
        }
    }
}

#[test]
fn lines_and_outlines_have_a_contrast_of_3_on_the_canvas() {
    let lines = Role::ALL.iter().filter(|role| role.paint_use() == PaintUse::Line);
    for (name, palette) in palettes() {
        for role in lines.clone().chain(OUTLINED) {
            let stroke = palette.paint(*role).stroke.expect("a line has a stroke");
            for ground in [Role::Canvas, Role::Group].into_iter().flat_map(|role| grounds(&palette, role)) {
                let contrast = stroke.contrast(ground);
                assert!(contrast >= 3.0, "{name}: {role:?} on {ground:?} has only {contrast:.2}");
            }
        }
    }
}

#[test]
fn outlines_have_a_contrast_of_3_on_what_they_hold() {
    for (name, palette) in palettes() {
        for role in OUTLINED {
            let stroke = palette.paint(*role).stroke.expect("it is outlined");
            for ground in grounds(&palette, *role) {
                let contrast = stroke.contrast(ground);
                assert!(contrast >= 3.0, "{name}: {role:?} on its own fill has only {contrast:.2}");
            }
        }
    }
}

#[test]
fn signs_have_a_contrast_of_3_on_what_they_stand_on() {
    for (name, palette) in palettes() {
        for (sign, roles) in SIGNS {
            let ink = palette.paint(*sign).fill.expect("a sign has a fill");
            for ground in roles.iter().flat_map(|role| grounds(&palette, *role)) {
                let contrast = ink.contrast(ground);
                assert!(contrast >= 3.0, "{name}: {sign:?} on {ground:?} has only {contrast:.2}");
            }
        }
    }
}

#[test]
fn arrowheads_are_as_visible_as_their_lines() {
    for (name, palette) in palettes() {
        let head = palette.paint(Role::MessageHead);
        assert_eq!(head.fill, palette.paint(Role::MessageLine).stroke, "{name}");
    }
}

#[test]
fn every_built_in_name_is_known_and_no_other() {
    for name in Theme::BUILTIN {
        assert_eq!(Theme::builtin(name).expect("it is built in").name, *name);
    }
    assert!(Theme::builtin("neon").is_none());
    assert_eq!(Theme::default().name, Theme::BUILTIN[0]);
}

#[test]
fn light_and_dark_are_the_halves_of_auto() {
    let [auto, light, dark] = ["auto", "light", "dark"].map(|name| Theme::builtin(name).expect("built in"));
    assert_eq!(auto.light, light.light);
    assert_eq!(auto.dark, Some(dark.light));
    assert_eq!((light.dark, dark.dark), (None, None));
}

#[test]
fn print_has_no_tint() {
    let theme = Theme::builtin("print").expect("it is built in");
    for role in Role::ALL {
        let paint = theme.light.paint(*role);
        let pure = |color: &Color| [Color::BLACK, Color::WHITE].contains(color);
        assert!([paint.fill, paint.stroke].iter().flatten().all(pure), "{role:?}");
    }
}

#[test]
fn the_lengths_that_the_default_theme_lists_are_the_defaults() {
    let (before, rest) = AUTO.split_once("[spacing]\n").expect("there is such a table");
    let (lengths, after) = rest.split_once("\n\n").expect("it ends with a blank line");
    let listed = format!("{before}[spacing]\n{}\n\n{after}", lengths.replace("# ", ""));
    let theme = Theme::from_toml("listed", &listed).expect("the list is right");
    assert_eq!(theme.spacing, Spacing::default());
    let fields = format!("{:?}", Spacing::default()).matches(": Px").count();
    assert_eq!(lengths.lines().count(), fields, "a length is missing from the list");
}

#[test]
fn a_length_and_a_size_can_be_changed() {
    let text = AUTO.replace("body = 14", "body = 15.25").replace("[spacing]", "[spacing]\nhead-pad-x = 20");
    let theme = Theme::from_toml("mine", &text).expect("it is right");
    assert_eq!(theme.sizes.body, Px::hundredths(1525));
    assert_eq!(theme.spacing.head_pad_x, Px::new(20));
    assert_eq!(theme.spacing.head_pad_y, Spacing::default().head_pad_y);
}

/// The error for the default theme's file after a replacement.
fn error_about(from: &str, to: &str) -> String {
    assert!(AUTO.contains(from), "{from}");
    Theme::from_toml("mine", &AUTO.replacen(from, to, 1)).err().expect("it is wrong").to_string()
}

#[test]
fn an_unknown_key_is_named_with_its_line_and_what_is_known() {
    let error = error_about("[spacing]", "[spacing]\nhead-padx = 20");
    assert!(error.starts_with("line 17, `head-padx = 20`: unknown field `head-padx`"), "{error}");
    assert!(error.contains("`head-pad-x`"), "{error}");
    let error = error_about("lifeline = {", "livelyne = {");
    assert!(error.contains("`livelyne` is not a role; the roles are canvas, group,"), "{error}");
    let error = error_about("{ fill = \"#ffffff\" }", "{ full = \"#ffffff\" }");
    assert!(error.contains("unknown field `full`, expected one of `fill`, `stroke`"), "{error}");
    let error = error_about("[dark]", "[night]");
    assert!(error.contains("unknown field `night`"), "{error}");
}

#[test]
fn missing_roles_are_named() {
    let error = error_about("guard = { fill = \"#4b5560\" }\n", "");
    assert!(error.starts_with("line "), "{error}");
    assert!(error.ends_with("these roles have no paint: guard"), "{error}");
    let error = error_about("guard = { fill = \"#4b5560\" }", "guard = {}");
    assert!(error.ends_with("`guard` needs a `fill`"), "{error}");
}

#[test]
fn values_out_of_range_are_refused() {
    for (from, to, part) in [
        ("\"#ffffff\"", "\"white\"", "`white` is not a colour"),
        ("\"#ffffff\"", "\"#+fffff\"", "is not a colour"),
        ("body = 14", "body = 14.125", "at most two decimals"),
        ("body = 14", "body = -1", "from 0 to 10000"),
        ("body = 14", "body = 0", "`sizes.body` must be more than 0"),
        ("body = 14", "body = nan", "from 0 to 10000"),
        ("[spacing]", "[spacing]\ngrid = 0", "`spacing.grid` must be more than 0"),
        ("opacity = 0.04", "opacity = 1.5", "an opacity is from 0 to 1"),
        ("sans = \"Arial", "sans = \"}</style>", "font families are names"),
    ] {
        let error = error_about(from, to);
        assert!(error.contains(part), "{to}: {error}");
    }
}

#[test]
fn a_role_painted_twice_is_refused() {
    let error = error_about("guard = ", "guard = { fill = \"#000000\" }\nguard = ");
    assert!(error.contains("duplicate"), "{error}");
}

const BASED: &str = "base = \"auto\"\n";

fn read(text: &str) -> Theme {
    Theme::from_toml("mine", text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn refusal(text: &str) -> String {
    Theme::from_toml("mine", text).err().expect("it is wrong").to_string()
}

#[test]
fn a_theme_of_a_base_and_an_accent_tints_heads_bars_and_tabs() {
    let theme = read("base = \"auto\"\naccent = \"#0369a1\"\n");
    let auto = Theme::default();
    assert_eq!(theme.name, "mine");
    assert_eq!(theme.spacing, auto.spacing);
    for (tinted, plain) in
        [(&theme.light, &auto.light), (theme.dark.as_ref().expect("dark"), auto.dark.as_ref().expect("dark"))]
    {
        for role in [Role::Participant, Role::Activation, Role::FragmentTab] {
            assert_ne!(tinted.paint(role), plain.paint(role), "{role:?}");
        }
        assert_eq!(tinted.paint(Role::Note), plain.paint(Role::Note));
        assert_eq!(tinted.paint(Role::MessageText), plain.paint(Role::MessageText));
    }
}

#[test]
fn a_base_alone_is_that_base() {
    for name in Theme::BUILTIN {
        let (theme, base) =
            (read(&format!("base = \"{name}\"")), Theme::builtin(name).expect("it is built in"));
        assert_eq!((theme.light, theme.dark, theme.spacing), (base.light, base.dark, base.spacing), "{name}");
        assert_eq!((theme.hues, theme.hand_drawn), (base.hues, base.hand_drawn), "{name}");
    }
}

#[test]
fn every_accent_leaves_texts_legible_and_lines_visible() {
    let steps = [0, 64, 128, 192, 255];
    let colors =
        steps.iter().flat_map(|r| steps.iter().flat_map(move |g| steps.map(|b| Color::rgb(*r, *g, b))));
    let bases: Vec<(String, Palette)> = palettes();
    for accent in colors {
        for (name, base) in &bases {
            let mut palette = base.clone();
            accent::tint(&mut palette, accent);
            let grounds: Vec<Color> =
                [Role::Canvas, Role::Group].into_iter().flat_map(|role| grounds(&palette, role)).collect();
            for role in
                [Role::Participant, Role::Activation, Role::FragmentTab, Role::Divider, Role::FragmentBorder]
            {
                let paint = palette.paint(role);
                let stroke = paint.stroke.expect("it is outlined");
                let own = paint.fill.filter(|_| paint.opacity == 100);
                for ground in grounds.iter().copied().chain(own) {
                    let contrast = stroke.contrast(ground);
                    assert!(contrast >= 2.99, "{accent:?} on {name}: {role:?} on {ground:?}: {contrast:.2}");
                }
            }
            for (text, on) in
                [(Role::ParticipantText, Role::Participant), (Role::FragmentTabText, Role::FragmentTab)]
            {
                let (ink, ground) =
                    (palette.paint(text).fill.expect("ink"), palette.paint(on).fill.expect("fill"));
                assert!(ink.contrast(ground) >= 4.5, "{accent:?} on {name}: {text:?}");
            }
        }
    }
}

#[test]
fn what_a_file_says_wins_over_its_accent() {
    let theme =
        read(&[BASED, "accent = \"#0369a1\"\n[light]\nactivation = { fill = \"#ffffff\" }\n"].concat());
    assert_eq!(theme.light.paint(Role::Activation).fill, Some(Color::WHITE));
    assert_ne!(
        theme.light.paint(Role::Activation).stroke,
        Theme::default().light.paint(Role::Activation).stroke
    );
}

#[test]
fn a_file_changes_parts_of_a_paint_and_can_take_a_fill_away() {
    let theme = read(&[BASED, "[light]\nparticipant = { width = 3 }\nnote = { fill = \"none\" }\n"].concat());
    let (head, before) =
        (theme.light.paint(Role::Participant), Theme::default().light.paint(Role::Participant));
    assert_eq!(head, Paint { width: Px::new(3), ..before });
    assert_eq!(theme.light.paint(Role::Note).fill, None);
    assert_eq!(theme.dark, Theme::default().dark);
    let error = refusal(&[BASED, "[light]\nguard = { fill = \"none\" }\n"].concat());
    assert_eq!(error, "line 3, `guard = { fill = \"none\" }`: `guard` needs a `fill`");
}

#[test]
fn lengths_weights_and_dashes_are_changed_one_by_one() {
    let theme = read(
        "base = \"classic\"\n[sizes]\nbody = 13\n[weights]\ntitle = \"bold\"\n[dashes]\nmessage = [4, 2.5]\n",
    );
    let classic = Theme::builtin("classic").expect("it is built in");
    assert_eq!(theme.sizes, Sizes { body: Px::new(13), ..classic.sizes });
    assert_eq!(theme.spacing, classic.spacing);
    assert_eq!(theme.weights, Weights { title: Face::Bold, ..classic.weights });
    assert_eq!(theme.dashes.message, [Px::new(4), Px::hundredths(250)]);
    assert_eq!(theme.dashes.lifeline, classic.dashes.lifeline);
}

#[test]
fn a_misspelled_key_comes_with_the_one_that_was_meant() {
    for (text, end) in [
        ("base = \"autoo\"", "; did you mean `auto`?"),
        ("base = \"auto\"\nacent = \"#0369a1\"", "; did you mean `accent`?"),
        ("base = \"auto\"\n[spacing]\nhead-padx = 3", "; did you mean `head-pad-x`?"),
        ("base = \"auto\"\n[light]\nparticpant = {}", "; did you mean `participant`?"),
        ("base = \"auto\"\n[light]\nparticipant = { strok = \"#000000\" }", "; did you mean `stroke`?"),
    ] {
        let error = refusal(text);
        assert!(error.ends_with(end), "{error}");
        let line = text.lines().count();
        assert!(error.starts_with(&format!("line {line}, ")), "{error}");
    }
}

#[test]
fn a_theme_without_a_base_says_everything_itself() {
    assert!(refusal("[sizes]\nbody = 13").contains("name that theme, as in base = \"auto\""));
    assert!(refusal("accent = \"#0369a1\"").starts_with("line 1, `accent = \"#0369a1\"`: an accent tints"));
    let error = refusal("base = \"print\"\n[dark]\nguard = { fill = \"#ffffff\" }");
    assert!(error.contains("these roles have no paint: canvas, group,"), "{error}");
}

#[test]
fn names_can_be_read_on_every_hue_and_every_hue_is_seen_on_both_pages() {
    let theme = Theme::builtin("vivid").expect("it is built in");
    assert!(theme.hues.len() >= 8);
    for hue in &theme.hues {
        assert!(hue.contrast(Color::WHITE) >= 4.5 && hue.ink() == Color::WHITE, "{hue:?}");
        for palette in [&theme.light, theme.dark.as_ref().expect("it has a dark page")] {
            for ground in [Role::Canvas, Role::Group].map(|role| grounds(palette, role)[0]) {
                assert!(hue.contrast(ground) >= 3.0, "{hue:?} on {ground:?}: {:.2}", hue.contrast(ground));
            }
        }
    }
}
