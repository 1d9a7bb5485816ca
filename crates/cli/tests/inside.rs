//! Paths chosen by a repository stay below its root, and only pictures are overwritten.

#[path = "common/program.rs"]
mod program;

use program::{Folder, Ran};

const GOOD: &str = "Alice->Bob: hello\n";
const SECRET: &str = "hunter2";

/// Asserts that the output does not contain the secret.
fn kept(ran: &Ran) {
    assert!(!ran.stdout.contains(SECRET) && !ran.stderr.contains(SECRET), "{}{}", ran.stdout, ran.stderr);
}

// Settings that lead elsewhere.

#[test]
fn settings_cannot_lead_snapshots_out_of_the_repository() {
    for pattern in
        ["../{name}.{ext}", "{dir}/../{name}.{ext}", "{dir}../{name}", "a/../../{name}", ".git/{name}"]
    {
        let folder =
            Folder::with(&[("seqwright.toml", &format!("snapshots = \"{pattern}\"\n")), ("x.seq", GOOD)]);
        let report = folder.run(&["test", "--accept"]).stderr(2);
        assert!(report.starts_with("seqwright.toml:1:13: error[bad-setting]: "), "{pattern}: {report}");
        assert_eq!(folder.names(), ["seqwright.toml", "x.seq"], "{pattern}");
    }
    let folder =
        Folder::with(&[("seqwright.toml", "snapshots = \"{dir}/{name}..{ext}\"\n"), ("x.seq", GOOD)]);
    folder.run(&["test", "--accept"]).stdout(0);
    assert!(folder.path("x..svg").exists(), "dots in a name lead nowhere");
}

#[test]
fn patterns_that_are_too_much_together_are_a_bad_setting() {
    let deep = format!("exclude = [\"{}a{}\"]\n", "{".repeat(250), "}".repeat(250));
    let many: Vec<String> = (0..15_000).map(|at| format!("\"**/x{at}/**\"")).collect();
    for (at, text) in
        [deep.clone(), deep.replace("exclude", "include"), format!("exclude = [{}]\n", many.join(", "))]
            .iter()
            .enumerate()
    {
        let folder = Folder::with(&[("seqwright.toml", text), ("x.seq", GOOD)]);
        let report = folder.run(&["check", "."]).stderr(2);
        let expected = "error[bad-setting]: these patterns are too many or too deep";
        assert!(report.contains(expected), "{at}: {}", &report[..report.len().min(300)]);
    }
    let folder = Folder::with(&[("x.seq", GOOD)]);
    let variable = format!("{}a{}", "{".repeat(250), "}".repeat(250));
    folder.run_with("", &[("SEQWRIGHT_EXCLUDE", &variable)], &["check", "."], None).stderr(2);
}

#[test]
fn hidden_files_are_no_files_of_values() {
    let folder = Folder::with(&[(".env", "PASSWORD = deadbeef\n"), (".keys/a.hex", "a = 2a\n")]);
    for name in [".env", "./.env", ".keys/a.hex", ".git/config"] {
        folder.write("x.seq", &format!("values \"{name}\"\nA->B: hello\n"));
        let report = folder.run(&["check", "x.seq"]).stderr(1);
        assert!(report.contains("files and folders that begin with `.` are not read"), "{report}");
    }
}

// What is no picture.

#[test]
fn a_picture_takes_the_place_of_nothing_but_a_picture() {
    let others =
        [("README.md", "# Read me\n"), ("seqwright.toml", "theme = \"dark\"\n"), ("page.html", "<svgx>")];
    let folder = Folder::with(&others);
    folder.write("x.seq", GOOD);
    for (name, text) in others {
        // A name that promises a page needs no format.
        let format: &[&str] = if name.ends_with(".html") { &[] } else { &["--format", "svg"] };
        let report = folder.run(&[&["x.seq", "-o", name], format].concat()).stderr(3);
        let expected =
            "it cannot be written: the file there is not a picture; remove it, or name another output";
        assert!(report.contains(expected), "{report}");
        assert_eq!(folder.read(name), text);
    }
    folder.write("x.svg", "notes of mine");
    folder.run(&["x.seq"]).stderr(3);
    assert_eq!(folder.read("x.svg"), "notes of mine");
}

#[test]
fn a_file_that_the_user_names_as_an_svg_becomes_one() {
    let folder = Folder::with(&[("x.seq", GOOD), ("x.svg", "notes of mine"), ("notes", "mine")]);
    folder.run(&["x.seq", "-o", "x.svg"]).silently(0);
    assert!(folder.read("x.svg").ends_with("</svg>\n"));
    std::os::unix::fs::symlink("notes", folder.path("link.svg")).expect("links can be made");
    folder.run(&["x.seq", "-o", "link.svg"]).stderr(3);
    assert_eq!(folder.read("notes"), "mine");
}

#[test]
fn a_picture_for_a_page_takes_the_place_of_an_older_one() {
    let folder = Folder::with(&[("x.seq", GOOD)]);
    folder.run(&["x.seq", "--profile", "inline"]).silently(0);
    folder.write("x.seq", &GOOD.replace("hello", "goodbye"));
    folder.run(&["x.seq", "--profile", "inline"]).silently(0);
}

#[test]
fn an_empty_file_and_a_picture_that_git_could_not_merge_are_written_over() {
    for text in ["", "<svg>old</svg>", "<<<<<<< HEAD\n<svg>old\n=======\n<svg>other\n>>>>>>> main\n"] {
        let folder = Folder::with(&[("x.seq", GOOD), ("x.svg", text)]);
        folder.run(&["x.seq"]).silently(0);
        assert!(folder.read("x.svg").ends_with("</svg>\n"), "{text}");
        folder.write("x.svg", text);
        folder.run(&["test", "--accept"]).stdout(0);
        assert!(folder.read("x.svg").ends_with("</svg>\n"), "{text}");
    }
}

#[test]
fn a_snapshot_that_is_not_a_picture_is_neither_shown_nor_overwritten() {
    let folder = Folder::with(&[("x.seq", GOOD), ("x.svg", SECRET)]);
    for arguments in [&["test", "--diff"][..], &["test", "--diff=words"], &["test", "--accept"]] {
        let ran = folder.run(arguments);
        kept(&ran);
        assert!(ran.stdout(1).contains("x.svg is not a picture; remove it"), "{arguments:?}");
    }
    assert_eq!(folder.read("x.svg"), SECRET);
}

#[cfg(unix)]
mod links {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::*;

    /// A repository, and files outside of it.
    fn repository(files: &[(&str, &str)]) -> Folder {
        let folder =
            Folder::with(&[("secret.txt", SECRET), ("picture.svg", &format!("<svg>{SECRET}</svg>"))]);
        fs::remove_dir(folder.path(".git")).expect("it is there");
        folder.write("repository/.git/config", SECRET);
        files.iter().for_each(|(name, text)| folder.write(&format!("repository/{name}"), text));
        folder
    }

    fn link(folder: &Folder, name: &str, target: &str) {
        symlink(target, folder.path(&format!("repository/{name}"))).expect("links can be made");
    }

    fn run(folder: &Folder, arguments: &[&str]) -> Ran {
        let ran = folder.run_with("repository", &[], arguments, None);
        kept(&ran);
        ran
    }

    fn untouched(folder: &Folder) {
        assert_eq!(folder.read("secret.txt"), SECRET);
        assert_eq!(folder.read("picture.svg"), format!("<svg>{SECRET}</svg>"));
        assert_eq!(folder.read("repository/.git/config"), SECRET);
    }

    #[test]
    fn a_snapshot_is_not_read_through_a_link_that_leads_out() {
        for target in ["../secret.txt", "../picture.svg", ".git/config", "/proc/self/environ", "/dev/zero"] {
            let folder = repository(&[("x.seq", GOOD)]);
            link(&folder, "x.svg", target);
            for arguments in
                [&["test", "--diff"][..], &["test", "--diff=words"], &["test", "--report", "out"]]
            {
                let output = run(&folder, arguments).stdout(3);
                assert!(output.contains("its snapshot x.svg cannot be read: "), "{target}: {output}");
            }
            let page = folder.read("repository/out/index.html");
            assert!(!page.contains("src=\"data:image") && !page.contains(SECRET), "{target}");
        }
    }

    #[test]
    fn a_snapshot_may_be_a_link_within_the_repository() {
        let folder = repository(&[("docs/x.seq", GOOD), ("pictures/x.svg", "")]);
        link(&folder, "docs/x.svg", "../pictures/x.svg");
        run(&folder, &["test", "--accept"]).stdout(0);
        assert!(folder.read("repository/pictures/x.svg").starts_with("<svg"));
        run(&folder, &["docs/x.seq"]).silently(0);
        run(&folder, &["test"]).stdout(0);
    }

    #[test]
    fn nothing_is_accepted_through_a_link_that_leads_out() {
        for target in ["../secret.txt", "../picture.svg", "../new.svg", ".git/config", ".git/new"] {
            for name in ["x.svg", "x.svg.new"] {
                let folder = repository(&[("x.seq", GOOD)]);
                link(&folder, name, target);
                let before = folder.names();
                let arguments = if name == "x.svg" { &["test", "--accept"][..] } else { &["test"] };
                run(&folder, arguments).stdout(3);
                untouched(&folder);
                assert_eq!(folder.names(), before, "{name} -> {target}");
            }
        }
    }

    #[test]
    fn snapshot_folders_do_not_lead_out_either() {
        let settings = "snapshots = \"out/{name}.{ext}\"\n";
        for target in ["..", "../elsewhere", ".git"] {
            let folder = repository(&[("x.seq", GOOD), ("seqwright.toml", settings)]);
            link(&folder, "out", target);
            let before = folder.names();
            run(&folder, &["test", "--accept"]).stdout(3);
            assert_eq!(folder.names(), before, "{target}");
        }
    }

    #[test]
    fn no_picture_is_written_beside_its_source_through_a_link_that_leads_out() {
        for target in ["../secret.txt", "../picture.svg", "../new.svg", ".git/config"] {
            for arguments in [&["x.seq"][..], &["."], &["x.seq", "-o", "."]] {
                let folder = repository(&[("x.seq", GOOD)]);
                link(&folder, "x.svg", target);
                let before = folder.names();
                run(&folder, arguments).stderr(3);
                untouched(&folder);
                assert_eq!(folder.names(), before, "{target}");
            }
        }
    }

    #[test]
    fn a_link_that_the_user_names_is_written_through_where_it_leads_to_a_picture() {
        let folder = repository(&[("x.seq", GOOD)]);
        link(&folder, "link.svg", "../picture.svg");
        link(&folder, "other.svg", "../secret.txt");
        link(&folder, "dangling.svg", "../new.svg");
        run(&folder, &["x.seq", "-o", "link.svg"]).silently(0);
        assert!(folder.read("picture.svg").contains("hello"));
        run(&folder, &["x.seq", "-o", "other.svg"]).stderr(3);
        run(&folder, &["x.seq", "-o", "dangling.svg"]).stderr(3);
        assert_eq!(folder.read("secret.txt"), SECRET);
        assert!(!folder.path("new.svg").exists());
    }

    #[test]
    fn settings_are_not_read_through_a_link_that_leads_out() {
        for target in ["../secret.txt", ".git/config"] {
            let folder = repository(&[("docs/x.seq", GOOD)]);
            link(&folder, "seqwright.toml", target);
            for below in ["repository", "repository/docs"] {
                let ran = folder.run_with(below, &[], &["config"], None);
                kept(&ran);
                assert!(ran.stderr(2).contains("seqwright.toml: error: the settings cannot be read: "));
            }
        }
        let folder = repository(&[("x.seq", GOOD), ("shared/s.toml", "theme = \"dark\"\n")]);
        link(&folder, "seqwright.toml", "shared/s.toml");
        assert!(run(&folder, &["config"]).printed().contains("theme = \"dark\""));
    }

    #[test]
    fn a_theme_of_the_settings_stays_inside_and_one_of_the_user_need_not() {
        let folder = repository(&[("x.seq", GOOD)]);
        folder.write("outside.toml", SECRET);
        link(&folder, "link.toml", "../outside.toml");
        link(&folder, "git.toml", ".git/config");
        for theme in ["../outside.toml", "link.toml", "git.toml"] {
            folder.write("repository/seqwright.toml", &format!("theme = \"{theme}\"\n"));
            let report = run(&folder, &["x.seq", "-o", "-"]).stderr(3);
            assert!(report.contains("the theme cannot be read: "), "{report}");
        }
        folder.write("outside.toml", "extends = \"dark\"\n");
        run(&folder, &["x.seq", "-o", "-", "--theme", "light"]).printed();
        let ran = run(&folder, &["x.seq", "-o", "-", "--theme", "../outside.toml"]);
        assert!(!ran.stderr.contains("leads out"), "{}", ran.stderr);
    }

    #[test]
    fn a_report_is_not_written_through_a_link_in_its_folder() {
        let folder = repository(&[("x.seq", GOOD), ("out/x", "")]);
        link(&folder, "out/index.html", "../../page.html");
        assert_eq!(run(&folder, &["test", "--report", "out"]).code, Some(3));
        assert!(!folder.path("page.html").exists());
    }

    #[test]
    fn no_command_waits_for_a_pipe() {
        let folder = repository(&[("x.seq", GOOD), ("seqwright.toml", "theme = \"pipe.toml\"\n")]);
        for name in ["pipe.toml", "x.svg", "report/index.html"] {
            let path = folder.path(&format!("repository/{name}"));
            fs::create_dir_all(path.parent().expect("it has one")).expect("a folder can be made");
            assert!(Command::new("mkfifo").arg(path).status().expect("it runs").success());
        }
        run(&folder, &["x.seq", "-o", "-"]).stderr(3);
        run(&folder, &["x.seq", "-o", "-", "--theme", "pipe.toml"]).stderr(3);
        run(&folder, &["config", "--config", "pipe.toml"]).stderr(2);
        let report = run(&folder, &["x.seq", "--theme", "light"]).stderr(3);
        assert!(report.contains("no program reads from it"), "{report}");
        let ran = run(&folder, &["test", "--theme", "light", "--report", "report"]);
        assert_eq!(ran.code, Some(3), "{}{}", ran.stdout, ran.stderr);
        fs::remove_file(folder.path("repository/seqwright.toml")).expect("it is there");
        let made = Command::new("mkfifo").arg(folder.path("repository/seqwright.toml")).status();
        assert!(made.expect("it runs").success());
        run(&folder, &["config"]).printed();
    }

    #[test]
    fn what_the_shell_hands_over_is_a_theme_all_the_same() {
        let folder = repository(&[("x.seq", GOOD)]);
        let theme = "extends = \"dark\"\n";
        folder.write("repository/t.toml", theme);
        let line =
            format!("cat t.toml | '{}' x.seq -o - --theme /dev/stdin", env!("CARGO_BIN_EXE_seqwright"));
        let mut shell = folder.other("sh", &["-c", &line]);
        shell.current_dir(folder.path("repository"));
        let piped = program::finish(shell);
        assert!(!piped.stderr.contains("not a regular file"), "{}", piped.stderr);
        assert_eq!(piped.stdout, run(&folder, &["x.seq", "-o", "-", "--theme", "t.toml"]).stdout);
    }

    #[test]
    fn a_folder_with_nothing_but_links_is_reported() {
        let folder = repository(&[("real/x.seq", GOOD), ("links/notes", "")]);
        link(&folder, "links/x.seq", "../real/x.seq");
        let report = run(&folder, &["check", "links"]).stderr(2);
        assert!(report.contains("the links in it are not followed\n  help: name the files"), "{report}");
    }
}
