//! Settings as users meet them: the file, the variables, the flags, and which of them goes first.

#[path = "common/program.rs"]
mod program;

use insta::assert_snapshot;
use program::Folder;

const GOOD: &str = "Alice->Bob: hello\nBob-->Alice: hi\n";
const WARNED: &str = "Alice->Bob: hello\nend\n";

/// What `seqwright config` says of one setting.
fn setting(folder: &Folder, below: &str, variables: &[(&str, &str)], flags: &[&str], name: &str) -> String {
    let shown = folder.run_with(below, variables, &[&["config"], flags].concat(), None).printed();
    let line = shown.lines().find(|line| line.split(' ').next() == Some(name));
    let words: Vec<&str> = line.unwrap_or_else(|| panic!("{shown}")).split_whitespace().collect();
    words.join(" ")
}

#[test]
fn without_a_file_every_setting_has_its_default() {
    let folder = Folder::with(&[]);
    let shown = folder.run(&["config"]).printed();
    assert!(
        shown.lines().filter(|line| line.contains(" = ")).all(|line| line.ends_with("# default")),
        "{shown}"
    );
    assert!(shown.contains("\ntheme = \"auto\"") && shown.contains("\n[lints]\n"), "{shown}");
}

#[test]
fn a_flag_goes_before_a_variable_and_a_variable_before_the_file() {
    let folder = Folder::with(&[("seqwright.toml", "message-format = \"short\"\ntheme = \"dark\"\n")]);
    let variable = [("SEQWRIGHT_MESSAGE_FORMAT", "json")];
    let format =
        |variables: &[(&str, &str)], flags: &[&str]| setting(&folder, "", variables, flags, "message-format");
    assert_eq!(format(&[], &[]), "message-format = \"short\" # seqwright.toml:1");
    assert_eq!(format(&variable, &[]), "message-format = \"json\" # SEQWRIGHT_MESSAGE_FORMAT");
    assert_eq!(
        format(&variable, &["--message-format", "sarif"]),
        "message-format = \"sarif\" # --message-format"
    );
    assert_eq!(setting(&folder, "", &variable, &[], "theme"), "theme = \"dark\" # seqwright.toml:2");
}

#[test]
fn the_former_name_of_a_setting_still_works() {
    let folder = Folder::with(&[("seqwright.toml", "goldens = \"a/{name}.{ext}\"\n")]);
    let snapshots = |variables: &[(&str, &str)]| setting(&folder, "", variables, &[], "snapshots");
    assert_eq!(snapshots(&[]), "snapshots = \"a/{name}.{ext}\" # seqwright.toml:1");
    let former = ("SEQWRIGHT_GOLDENS", "b/{name}.{ext}");
    assert_eq!(snapshots(&[former]), "snapshots = \"b/{name}.{ext}\" # SEQWRIGHT_GOLDENS");
    let today = ("SEQWRIGHT_SNAPSHOTS", "c/{name}.{ext}");
    assert_eq!(snapshots(&[former, today]), "snapshots = \"c/{name}.{ext}\" # SEQWRIGHT_SNAPSHOTS");
}

#[test]
fn the_settings_reach_the_picture() {
    let folder = Folder::with(&[("x.seq", GOOD), ("seqwright.toml", "theme = \"dark\"\n")]);
    let picture = |variables: &[(&str, &str)], flags: &[&str]| {
        folder.run_with("", variables, &[&["x.seq", "-o", "-"], flags].concat(), None).printed()
    };
    let dark = picture(&[], &[]);
    assert_eq!(dark, picture(&[], &["--theme", "dark"]));
    assert_ne!(dark, picture(&[("SEQWRIGHT_THEME", "print")], &[]));
    assert_eq!(picture(&[("SEQWRIGHT_THEME", "print")], &[]), picture(&[], &["--theme", "print"]));
}

#[test]
fn the_file_is_looked_for_upwards_and_not_beyond_the_repository() {
    let folder = Folder::with(&[
        ("seqwright.toml", "theme = \"themes/own.toml\"\n"),
        ("themes/own.toml", "nonsense = 1\n"),
        ("docs/deep/x.seq", GOOD),
        ("other/.git/HEAD", ""),
        ("other/x.seq", GOOD),
    ]);
    assert_eq!(
        setting(&folder, "docs/deep", &[], &[], "theme"),
        "theme = \"themes/own.toml\" # ../../seqwright.toml:1"
    );
    // A theme in the file is found from the file's folder.
    let stderr = folder.run_with("docs/deep", &[], &["x.seq"], None).stderr(1);
    assert!(stderr.starts_with("../../themes/own.toml: error: "), "{stderr}");
    assert_eq!(setting(&folder, "other", &[], &[], "theme"), "theme = \"auto\" # default");
    folder.run_with("other", &[], &["x.seq"], None).silently(0);
}

#[test]
fn another_file_can_be_named() {
    let folder = Folder::with(&[("ci.toml", "[lints]\nwarnings = \"deny\"\n"), ("x.seq", WARNED)]);
    folder.run(&["check", "x.seq"]).stderr(0);
    assert!(folder.run(&["check", "x.seq", "--config", "ci.toml"]).stderr(1).contains("error[stray-end]"));
    folder.run_with("", &[("SEQWRIGHT_CONFIG", "ci.toml")], &["check", "x.seq"], None).stderr(1);
    let stderr = folder.run(&["check", "x.seq", "--config", "no.toml"]).stderr(2);
    assert_eq!(stderr, "no.toml: error: the settings cannot be read: it does not exist\n");
}

#[cfg(unix)]
#[test]
fn snapshots_at_an_absolute_path_are_refused() {
    let folder =
        Folder::with(&[("seqwright.toml", "snapshots = \"/pictures/{name}.{ext}\"\n"), ("x.seq", GOOD)]);
    let stderr = folder.run(&["check", "x.seq"]).stderr(2);
    let expected = "seqwright.toml:1:13: error[bad-setting]: the path must be relative to the folder of the settings file";
    assert!(stderr.starts_with(expected), "{stderr}");
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_the_file_that_leads_nowhere_is_not_passed_over() {
    let folder = Folder::with(&[("ci.toml", "theme = \"dark\"\n"), ("x.seq", GOOD)]);
    std::os::unix::fs::symlink("ci.toml", folder.path("seqwright.toml")).expect("links can be made");
    assert_eq!(setting(&folder, "", &[], &[], "theme"), "theme = \"dark\" # seqwright.toml:1");
    std::fs::remove_file(folder.path("ci.toml")).expect("it is there");
    let stderr = folder.run(&["check", "x.seq"]).stderr(2);
    assert_eq!(stderr, "seqwright.toml: error: the settings cannot be read: it does not exist\n");
}

#[test]
fn all_errors_of_the_file_are_reported_at_their_places() {
    let folder = Folder::with(&[(
        "seqwright.toml",
        "includ = [\"docs/**\"]\ntheme = \"drak\"\nexclude = [\"a\", \"[\"]\nmax-diagnostics = 0\nsnapshots = \"x\"\n\
         formats = \"gif\"\n[lints]\nstray-ende = \"allow\"\nstray-end = \"forbid\"\ntoo-deep = \"warn\"\n",
    )]);
    let stderr = folder.run(&["check", "x.seq"]).stderr(2);
    assert_snapshot!(stderr, @r##"
seqwright.toml:1:1: error[bad-setting]: no setting is called `includ`
  1 | includ = ["docs/**"]
  at 1:1: not a setting
  help: did you mean `include`?
seqwright.toml:2:9: error[bad-setting]: there is no theme `drak`
  2 | theme = "drak"
  at 2:9: not a value of `theme`
  help: did you mean `dark`?
seqwright.toml:3:17: error[bad-setting]: `[` is not a valid pattern: unclosed character class; missing ']'
  3 | exclude = ["a", "["]
  at 3:17: not a value of `exclude`
  help: write something such as `docs/**/*.seq`
seqwright.toml:4:19: error[bad-setting]: `0` is not a number of diagnostics
  4 | max-diagnostics = 0
  at 4:19: not a value of `max-diagnostics`
  help: write a number such as `50`, or `"all"`
seqwright.toml:5:13: error[bad-setting]: without `{name}`, all pictures would have the same path
  5 | snapshots = "x"
  at 5:13: not a value of `snapshots`
  help: write something such as `{dir}/{name}.{ext}` or `snapshots/{dir}/{name}.{ext}`
seqwright.toml:6:11: error[bad-setting]: this version cannot write `gif`
  6 | formats = "gif"
  at 6:11: not a value of `formats`
  help: write `svg`
seqwright.toml:8:1: error[bad-setting]: no warning is called `stray-ende`
  8 | stray-ende = "allow"
  at 8:1: not understood
  help: did you mean `stray-end`?
seqwright.toml:9:13: error[bad-setting]: `forbid` is not a level
  9 | stray-end = "forbid"
  at 9:13: not understood
  help: write `allow`, `warn` or `deny`
seqwright.toml:10:1: error[bad-setting]: `too-deep` is always an error
  10 | too-deep = "warn"
  at 10:1: not understood
  help: only warnings have levels; `seqwright explain` lists them
"##);
}

#[test]
fn a_file_that_is_not_toml_is_reported() {
    let folder = Folder::with(&[("seqwright.toml", "theme = \"dark\n[lints\n")]);
    let stderr = folder.run(&["config"]).stderr(2);
    assert!(stderr.starts_with("seqwright.toml:1:14: error[bad-setting]: this is not TOML: "), "{stderr}");
}

#[test]
fn a_file_that_is_no_text_is_an_error() {
    let folder = Folder::with(&[]);
    std::fs::write(folder.path("seqwright.toml"), b"theme = \"\xff\"\n").expect("it can be written");
    let stderr = folder.run(&["config"]).stderr(2);
    assert!(stderr.starts_with("seqwright.toml:1:1: error[not-utf-8]: "), "{stderr}");
}

#[test]
fn what_is_shown_could_be_the_file() {
    let folder = Folder::with(&[]);
    let shown = folder.run(&["config"]).printed();
    folder.write("seqwright.toml", &shown);
    let again = folder.run(&["config"]).printed();
    let values =
        |text: &str| text.lines().map(|line| line.split('#').next().map(str::to_owned)).collect::<Vec<_>>();
    assert_eq!(values(&again), values(&shown));
    assert!(again.contains("# seqwright.toml:1\n"), "{again}");
}

#[test]
fn a_variable_that_cannot_be_understood_is_named() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    let variables = [("SEQWRIGHT_THEME", "drak"), ("SEQWRIGHT_LINTS", "stray-end=deny;nonsense=warn")];
    assert_snapshot!(folder.run_with("", &variables, &["x.seq"], None).stderr(2), @r##"
SEQWRIGHT_THEME:1:1: error[bad-setting]: there is no theme `drak`
  1 | drak
  help: did you mean `dark`?
SEQWRIGHT_LINTS:1:1: error[bad-setting]: no warning is called `nonsense`
  1 | stray-end=deny;nonsense=warn
  help: `seqwright explain` lists the codes
"##);
}

#[test]
fn lists_in_variables_are_separated_by_semicolons() {
    let folder = Folder::with(&[]);
    let variables = [("SEQWRIGHT_EXCLUDE", "a/**; {b,c}/*.seq")];
    assert_eq!(
        setting(&folder, "", &variables, &[], "exclude"),
        "exclude = [\"a/**\", \"{b,c}/*.seq\"] # SEQWRIGHT_EXCLUDE"
    );
}

#[test]
fn settings_can_be_shown_as_json() {
    let folder = Folder::with(&[("seqwright.toml", "[lints]\nstray-end = \"deny\"\n")]);
    let shown = folder.run(&["config", "--format", "json", "--max-diagnostics", "7"]).printed();
    let shown: serde_json::Value = serde_json::from_str(&shown).expect("it is JSON");
    assert_eq!(shown["file"], "seqwright.toml");
    assert_eq!(shown["settings"]["max-diagnostics"]["value"], 7);
    assert_eq!(shown["settings"]["max-diagnostics"]["origin"], "--max-diagnostics");
    assert_eq!(shown["lints"]["stray-end"]["value"], "deny");
    assert_eq!(shown["lints"]["stray-end"]["origin"], "seqwright.toml:2");
    assert_eq!(shown["lints"]["not-active"]["origin"], "default");
}

#[test]
fn init_writes_a_file_that_changes_nothing_and_never_writes_over_one() {
    let folder = Folder::with(&[("x.seq", WARNED)]);
    let (before, stderr) = (folder.run(&["config"]).printed(), folder.run(&["check", "x.seq"]).stderr(0));
    folder.run(&["init"]).silently(0);
    assert_eq!(folder.run(&["config"]).printed(), before);
    assert_eq!(folder.run(&["check", "x.seq"]).stderr(0), stderr);
    folder.write("seqwright.toml", "theme = \"dark\"\n");
    assert_eq!(
        folder.run(&["init"]).stderr(3),
        "seqwright.toml: error: it already exists, and is not changed\n  help: `seqwright config` shows its settings\n"
    );
    assert_eq!(folder.read("seqwright.toml"), "theme = \"dark\"\n");
    assert!(folder.run(&["init", "no/such"]).stderr(3).contains("it does not exist"));
}
