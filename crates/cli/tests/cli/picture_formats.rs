//! `--format`: in which formats pictures are written, and where they go.

use seqwright::text_columns;

use super::*;

const LONG: &str =
    "Alice->Bob: a label that is much longer than what it says would need, but that is how it is\n";

fn is_text_art(text: &str) -> bool {
    text.contains("┊ hello") || text.contains("─►")
}

#[test]
fn text_art_is_printed_unless_an_output_is_named() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    assert_snapshot!(folder.run(&["x.seq", "--format", "txt"]).printed());
    assert_eq!(folder.names(), ["x.seq"]);
    folder.run(&["x.seq", "--format", "txt", "-o", "./"]).silently(0);
    assert_eq!(folder.read("x.txt"), folder.run(&["x.seq", "--format", "txt"]).printed());
}

#[test]
fn ascii_is_a_format_of_its_own() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    let printed = folder.run(&["x.seq", "--format", "ascii"]).printed();
    assert!(printed.is_ascii() && printed.contains("hello"), "{printed}");
    folder.run(&["x.seq", "--format", "ascii", "-o", "y.txt"]).silently(0);
    assert_eq!(folder.read("y.txt"), printed);
    assert_eq!(folder.run_with_input(&["-", "--format", "ascii"], GOOD.as_bytes()).printed(), printed);
}

#[test]
fn the_ending_of_the_output_says_the_format() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    for name in ["y.txt", "Y2.TXT"] {
        folder.run(&["x.seq", "-o", name]).silently(0);
        assert!(is_text_art(&folder.read(name)), "{}", folder.read(name));
    }
    for name in ["y.svg", "y"] {
        folder.run(&["x.seq", "-o", name]).silently(0);
        assert!(is_picture(&folder.read(name)));
    }
}

#[test]
fn the_steps_of_a_diagram_are_pictures_in_a_folder() {
    let folder = Folder::with(&[("x.seq", "A->B: one\nB->A: two\nnote over A: three\n"), ("y.seq", GOOD)]);
    folder.run(&["x.seq", "--steps", "slides"]).silently(0);
    folder.run(&["x.seq"]).silently(0);
    let [first, second, third] = ["01", "02", "03"].map(|name| folder.read(&format!("slides/{name}.svg")));
    assert!(first.contains("one") && !first.contains("two"), "{first}");
    assert!(second.contains("two") && !second.contains("three"), "{second}");
    let size = |picture: &str| {
        picture.split_once('\n').map(|(root, _)| root.split(" height=").nth(1).map(str::to_owned))
    };
    assert_eq!(size(&first), size(&third));
    let of_marks = |picture: &str| picture.split_once("<style>").map(|(_, marks)| marks.to_owned());
    assert_eq!(of_marks(&third), of_marks(&folder.read("x.svg")));
    let stderr = folder.run(&["x.seq", "y.seq", "--steps", "slides"]).stderr(2);
    assert!(stderr.contains("`--steps` takes one source, not 2"), "{stderr}");
}

#[test]
fn an_earlier_step_that_the_diagram_no_longer_has_is_named() {
    let folder = Folder::with(&[("x.seq", "A->B: one\nB->A: two\n")]);
    folder.run(&["x.seq", "--steps", "slides"]).silently(0);
    folder.write("x.seq", "A->B: one\n");
    let stderr = folder.run(&["x.seq", "--steps", "slides"]).stderr(0);
    assert!(stderr.contains("02.svg") && stderr.contains("which has 1 event"), "{stderr}");
}

#[test]
fn an_animated_picture_is_the_still_one_with_delays() {
    let folder = Folder::with(&[("x.seq", "A->B: one\nB->A: two\n")]);
    folder.run(&["x.seq", "--animate", "-o", "moving.svg"]).silently(0);
    folder.run(&["x.seq", "-o", "still.svg"]).silently(0);
    let moving = folder.read("moving.svg");
    assert_eq!(moving.matches("animation-delay:").count(), 2, "{moving}");
    let (before, rules) =
        moving.split_once("\n@media screen and (prefers-reduced-motion").expect("it has rules");
    let (_, after) = rules.split_once("{from{opacity:0}}\n}").expect("they end");
    let mut still = [before, after].concat();
    for delay in ["0.8", "1.6"] {
        still = still.replacen(&format!(" class=\"z\" style=\"animation-delay:{delay}s\""), "", 1);
    }
    assert_eq!(still, folder.read("still.svg"));
    let stderr = folder.run(&["x.seq", "--animate", "-o", "x.txt"]).stderr(2);
    assert!(stderr.contains("`--animate` is an option of svg, not of txt"), "{stderr}");
}

#[test]
fn an_ending_of_no_format_needs_the_format() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    let stderr = folder.run(&["x.seq", "-o", "y.art"]).stderr(2);
    assert!(
        stderr.contains("`y.art` has the name of no format; `--format` is svg, html, png, pdf, txt or ascii"),
        "{stderr}"
    );
    folder.run(&["x.seq", "-o", "y.art", "--format", "txt"]).silently(0);
    assert!(is_text_art(&folder.read("y.art")));
}

#[test]
fn a_format_is_not_written_under_the_name_of_another() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    for (format, name) in [("svg", "y.txt"), ("txt", "y.svg"), ("ascii", "y.SVG"), ("svg", "y.png")] {
        let stderr = folder.run(&["x.seq", "--format", format, "-o", name]).stderr(2);
        assert!(stderr.contains(&format!("has the name of another format than {format}")), "{stderr}");
    }
    assert_eq!(folder.names(), ["x.seq"]);
}

#[test]
fn a_folder_may_get_several_formats() {
    let folder = Folder::with(&[("a.seq", GOOD), ("b.seq", GOOD)]);
    folder.run(&["a.seq", "b.seq", "--format", "svg,txt,svg", "-o", "out/"]).silently(0);
    for name in ["a", "b"] {
        assert!(is_picture(&folder.read(&format!("out/{name}.svg"))));
        assert!(is_text_art(&folder.read(&format!("out/{name}.txt"))));
    }
    let printed = folder.run(&["a.seq", "--format", "svg,txt"]).printed();
    assert!(is_text_art(&printed) && is_picture(&folder.read("a.svg")));
}

#[test]
fn several_pictures_need_a_place_each() {
    let folder = Folder::with(&[("a.seq", GOOD), ("b.seq", GOOD)]);
    let refused: [(&[&str], &str); 5] = [
        (&["a.seq", "b.seq", "--format", "txt"], "several pictures would go to standard output"),
        (&["a.seq", "--format", "txt,ascii"], "several pictures would go to standard output"),
        (
            &["a.seq", "--format", "svg,txt", "-o", "x.svg"],
            "there are several formats and one output `x.svg`",
        ),
        (&["a.seq", "--format", "svg,txt", "-o", "-"], "there are several formats and one output `-`"),
        (
            &["a.seq", "--format", "txt,ascii", "-o", "out/"],
            "`txt` and `ascii` would both be written to `out/a.txt`",
        ),
    ];
    for (arguments, why) in refused {
        let stderr = folder.run(arguments).stderr(2);
        assert!(stderr.contains(why), "{stderr}");
    }
    assert_eq!(folder.names(), ["a.seq", "b.seq"]);
}

#[test]
fn an_option_that_the_format_does_not_have_is_refused() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    let of_svg: [&[&str]; 7] = [
        &["--theme", "dark"],
        &["--id-prefix", "x"],
        &["--source-lines"],
        &["--text", "plain"],
        &["--profile", "inline"],
        &["--repeat-heads"],
        &["--alt", "a picture"],
    ];
    for options in of_svg {
        let stderr = folder.run(&[&["x.seq", "--format", "ascii"], options].concat()).stderr(2);
        let is_of_most = ["--theme", "--repeat-heads"].contains(&options[0]);
        let of = if is_of_most { "svg, html, png and pdf" } else { "svg" };
        let why = format!("`{}` is an option of {of}, not of ascii", options[0]);
        assert!(stderr.contains(&why), "{stderr}");
        folder.run(&[&["x.seq", "--format", "svg,txt", "-o", "out/"], options].concat()).silently(0);
    }
    let stderr = folder.run(&["x.seq", "-o", "x.svg", "--columns", "80"]).stderr(2);
    assert!(stderr.contains("`--columns` is an option of txt and ascii, not of svg"), "{stderr}");
    let stderr = folder.run(&["x.seq", "--format", "txt", "--emit", "ast"]).stderr(2);
    assert!(stderr.contains("cannot be used with"), "{stderr}");
}

#[test]
fn a_theme_of_the_settings_is_not_read_for_text_art() {
    let folder = Folder::with(&[("x.seq", GOOD), ("seqwright.toml", "theme = \"missing.toml\"\n")]);
    folder.run(&["x.seq"]).stderr(3);
    assert!(is_text_art(&folder.run(&["x.seq", "--format", "txt"]).printed()));
}

#[test]
fn text_that_is_no_picture_is_not_overwritten_unless_it_is_named() {
    let notes = "Notes about x.\n\n: not a picture\n";
    let folder = Folder::with(&[("x.seq", GOOD), ("x.txt", notes)]);
    let stderr = folder.run(&["x.seq", "--format", "txt", "-o", "./"]).stderr(3);
    assert!(
        stderr.starts_with("./x.txt: error: it cannot be written: the file there is not a picture"),
        "{stderr}"
    );
    assert_eq!(folder.read("x.txt"), notes);
    folder.run(&["x.seq", "-o", "x.txt"]).silently(0);
    for (format, source) in [("txt", LONG), ("ascii", GOOD), ("txt", GOOD)] {
        folder.write("x.seq", source);
        folder.run(&["x.seq", "--format", format, "-o", "./"]).silently(0);
    }
    assert!(is_text_art(&folder.read("x.txt")));
}

#[test]
fn a_source_with_errors_leaves_old_text_art_as_it_was() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    folder.run(&["x.seq", "-o", "x.txt"]).silently(0);
    let old = folder.read("x.txt");
    folder.write("x.seq", BAD);
    folder.run(&["x.seq", "-o", "x.txt"]).stderr(1);
    assert_eq!(folder.read("x.txt"), old);
    folder.run(&["x.seq", "--format", "ascii"]).stderr(1);
}

// Its columns and colours.

#[test]
fn columns_make_text_art_narrower_also_in_a_file() {
    let folder = Folder::with(&[("x.seq", LONG)]);
    assert!(text_columns(&folder.run(&["x.seq", "--format", "txt"]).printed()) > 50);
    assert!(text_columns(&folder.run(&["x.seq", "--format", "txt", "--columns", "40"]).printed()) <= 40);
    folder.run(&["x.seq", "-o", "x.txt", "--columns", "40"]).silently(0);
    assert!(text_columns(&folder.read("x.txt")) <= 40);
    folder.run(&["x.seq", "-o", "x.txt", "--columns", "off"]).silently(0);
    assert!(text_columns(&folder.read("x.txt")) > 50);
    for wrong in ["0", "-1", "wide", "1.5"] {
        let stderr = folder.run(&["x.seq", "--format", "txt", &format!("--columns={wrong}")]).stderr(2);
        assert!(stderr.contains("write a number of columns, `auto` or `off`"), "{stderr}");
    }
}

#[test]
fn text_art_that_is_still_too_wide_is_drawn_with_a_warning() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    let ran = folder.run(&["x.seq", "--format", "txt", "--columns", "9"]);
    assert_eq!(ran.code, Some(0));
    assert!(is_text_art(&ran.stdout));
    assert_snapshot!(ran.stderr, @"x.seq  warning: 17 columns wide, not 9; `less -S` shows lines whole");
    folder.run(&["x.seq", "-o", "x.txt", "--columns", "9", "--quiet"]).silently(0);
}

#[test]
fn text_art_is_coloured_only_for_a_terminal() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    let text = |options: &[&str]| folder.run(&[&["x.seq", "--format", "txt"], options].concat()).printed();
    assert!(!text(&[]).contains('\u{1b}'));
    assert!(text(&["--color", "always"]).contains("\u{1b}[0;1m"));
    assert!(!text(&["--color", "always", "-o", "-"]).contains('\u{1b}'));
    let mut forced = folder.command(&["x.seq", "--format", "txt"]);
    forced.env("CLICOLOR_FORCE", "1");
    assert!(!finish(forced.output()).printed().contains('\u{1b}'), "what is redirected is often kept");
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_shows_text_art_in_its_columns_and_in_colour() {
    let folder = Folder::with(&[("x.seq", LONG)]);
    // `script` runs the command at a terminal.
    let shown = |variables: &str| {
        let line = format!(
            "command -v script >/dev/null || exit 77; \
             script -qec \"stty rows 24 cols 40; {variables} $0 x.seq --format txt\" /dev/null </dev/null"
        );
        let ran = finish(folder.shell(&line).env("TERM", "xterm").output());
        (ran.code != Some(77)).then_some(ran.stdout)
    };
    let (Some(colored), Some(plain)) = (shown(""), shown("NO_COLOR=1")) else { return };
    assert!(colored.contains("\u{1b}[0;1mAlice"), "{colored}");
    assert!(!plain.contains("\u{1b}[0;1m"), "{plain}");
    assert!(plain.contains('►') && text_columns(&plain) <= 40, "{plain}");
}
