//! Builds.

use super::*;

#[test]
fn each_build_is_a_picture_in_its_file_and_one_line() {
    let mut watching = Watching::start(&[("x.seq", GOOD)], &["x.seq", "--no-serve"]);
    let line = watching.says("x.svg");
    assert!(line.starts_with("x.svg  (2 participants, 1 message, ") && line.ends_with("s)"), "{line}");
    assert!(watching.read("x.svg").contains("hello"));
    watching.save("x.seq", OTHER);
    watching.says("x.svg  (2 participants, 1 message, ");
    assert!(watching.read("x.svg").contains("goodbye"));
    assert_eq!(watching.output.lines().count(), 2, "{}", watching.output);
    watching.says_nothing();
}

#[test]
fn a_save_is_seen_at_once() {
    let mut watching = Watching::start(&[("x.seq", GOOD)], &["x.seq", "--no-serve"]);
    watching.says("x.svg");
    // A machine that is busy for a moment gets another chance; one that only looks now and then does not pass.
    let fastest = (0..5).map(|turn| {
        watching.save("x.seq", &format!("Alice->Bob: turn {turn}\n"));
        let began = Instant::now();
        watching.says("x.svg");
        began.elapsed()
    });
    let fastest = fastest.min().expect("there were turns");
    assert!(fastest < AT_ONCE / 3, "{fastest:?}");
}

#[test]
fn errors_leave_the_last_good_picture() {
    let mut watching = Watching::start(&[("x.seq", GOOD)], &["x.seq"]);
    let page = watching.page();
    let good = page.news("0", 0);
    assert_eq!(
        (&good["pictures"][0]["stale"], good["diagnostics"].as_array().map(Vec::len)),
        (&false.into(), Some(0))
    );
    watching.save("x.seq", BAD);
    watching.says("x.seq:2:1: error[unclosed-fragment]: ");
    watching.says("x.seq  (1 error, ");
    let bad = page.news("0", version(&good));
    assert_eq!(
        (&bad["pictures"][0]["svg"], &bad["pictures"][0]["stale"]),
        (&good["pictures"][0]["svg"], &true.into())
    );
    let diagnostic = &bad["diagnostics"][0];
    assert_eq!(
        (&diagnostic["place"], &diagnostic["code"]),
        (&"x.seq:2:1".into(), &"unclosed-fragment".into())
    );
    assert_eq!(diagnostic["excerpt"][1], "alt ready");
    assert!(watching.read("x.svg").contains("hello"));
    watching.save("x.seq", OTHER);
    let again = page.news("0", version(&bad));
    assert!(again["pictures"][0]["svg"].as_str().is_some_and(|svg| svg.contains("goodbye")));
    assert_eq!(
        (&again["pictures"][0]["stale"], again["diagnostics"].as_array().map(Vec::len)),
        (&false.into(), Some(0))
    );
}

#[test]
fn editors_that_put_another_file_in_the_place_of_the_old_one_are_followed() {
    let mut watching = Watching::start(&[("x.seq", GOOD)], &["x.seq", "--no-serve"]);
    watching.says("x.svg");
    for (turn, backup) in ["x.seq~", ".x.seq.swp", "x.seq~"].into_iter().enumerate() {
        let text = format!("Alice->Bob: turn {turn}\n");
        let began = Instant::now();
        if backup.starts_with('.') {
            // One writes a new file and renames it.
            watching.save(backup, &text);
            fs::rename(watching.path(backup), watching.path("x.seq")).expect("it can be renamed");
        } else {
            // Another renames the old file and writes a new one.
            fs::rename(watching.path("x.seq"), watching.path(backup)).expect("it can be renamed");
            watching.save("x.seq", &text);
        }
        watching.says("x.svg");
        assert!(began.elapsed() < PATIENCE);
        assert!(watching.read("x.svg").contains(&format!("turn {turn}")), "{turn}");
    }
    assert!(!watching.output.contains("not there"), "{}", watching.output);
}

#[test]
fn a_file_that_was_a_source_is_none_for_ever() {
    let mut watching = Watching::start(&[("x.seq", GOOD)], &["x.seq", "--no-serve"]);
    watching.says("x.svg");
    // So a file system gives the number of a file that is gone to one that is new.
    fs::rename(watching.path("x.seq"), watching.path("x.svg")).expect("it can be renamed");
    watching.save("x.seq", OTHER);
    // Its content decides whether it is a picture; other files are not overwritten.
    assert!(watching.says("x.svg").contains("the file there is not a picture"), "{}", watching.output);
    fs::remove_file(watching.path("x.svg")).expect("it can be removed");
    watching.save("x.seq", &OTHER.replace("goodbye", "goodbye again"));
    watching.says("x.svg  (2 participants");
    assert!(watching.read("x.svg").contains("goodbye again"));
}

#[test]
fn a_folder_may_go_and_come_back() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::create_dir(folder.path().join("docs")).expect("a folder can be made");
    fs::write(folder.path().join("docs/a.seq"), GOOD).expect("it can be written");
    let mut watching = Watching::start_in(folder, &["docs", "--no-serve"]);
    watching.says("docs/a.svg");
    fs::remove_dir_all(watching.path("docs")).expect("it can be removed");
    watching.says("docs  it is not there; waiting for it");
    fs::create_dir(watching.path("docs")).expect("a folder can be made");
    watching.save("docs/b.seq", GOOD);
    watching.says("docs/b.svg");
    assert!(!watching.output.contains("docs  it is gone"), "{}", watching.output);
    assert!(!watching.output.contains("docs  not read"), "{}", watching.output);
}

#[test]
fn a_file_that_is_not_there_is_waited_for() {
    let mut watching = Watching::start(&[], &["sub/x.seq"]);
    watching.says("sub/x.seq  it is not there; waiting for it");
    let page = watching.page();
    let missing = page.news("0", 0);
    assert_eq!(missing["pictures"][0]["svg"], serde_json::Value::Null);
    fs::create_dir(watching.path("sub")).expect("a folder can be made");
    watching.save("sub/x.seq", GOOD);
    watching.says("sub/x.svg  (2 participants");
    let there = page.news("0", version(&missing));
    fs::remove_dir_all(watching.path("sub")).expect("it can be removed");
    watching.says("sub/x.seq  it is not there; waiting for it");
    let gone = page.news("0", version(&there));
    assert_eq!(
        (&gone["pictures"][0]["svg"], &gone["pictures"][0]["stale"]),
        (&there["pictures"][0]["svg"], &true.into())
    );
    fs::create_dir(watching.path("sub")).expect("a folder can be made");
    watching.save("sub/x.seq", GOOD);
    watching.says("sub/x.svg  (2 participants");
}

#[test]
fn a_save_without_a_change_or_of_another_file_builds_nothing() {
    let mut watching = Watching::start(&[("x.seq", GOOD)], &["x.seq", "--no-serve"]);
    watching.says("x.svg");
    watching.save("x.seq", GOOD);
    watching.save("y.seq", GOOD);
    watching.says_nothing();
}

#[test]
fn a_change_that_leaves_length_and_time_as_they_were_is_seen() {
    let mut watching = Watching::start(&[("x.seq", "Alice->Bob: one\n")], &["x.seq", "--no-serve"]);
    watching.says("x.svg");
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for text in ["Alice->Bob: two\n", "Alice->Bob: six\n"] {
        let mut file = fs::File::create(watching.path("x.seq")).expect("it can be written");
        file.write_all(text.as_bytes())
            .and_then(|()| file.set_modified(long_ago))
            .expect("it can be written");
        drop(file);
        watching.says("x.svg");
    }
    assert!(watching.read("x.svg").contains("six"));
}

#[cfg(unix)]
#[test]
fn the_target_of_a_link_is_watched_even_without_notifications() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::create_dir(folder.path().join("away")).expect("a folder can be made");
    fs::write(folder.path().join("away/real.seq"), GOOD).expect("it can be written");
    std::os::unix::fs::symlink("away", folder.path().join("dir")).expect("links can be made");
    std::os::unix::fs::symlink("dir/real.seq", folder.path().join("x.seq")).expect("links can be made");
    fs::create_dir(folder.path().join("new")).expect("a folder can be made");
    let mut watching = Watching::start_in(folder, &["x.seq", "--no-serve"]);
    watching.says("x.svg");
    watching.save("away/real.seq", OTHER);
    watching.says("x.svg");
    // Nothing happens in a folder that is watched when the link in the middle is led elsewhere.
    watching.save("new/real.seq", "Alice->Bob: elsewhere\n");
    std::os::unix::fs::symlink("new", watching.path("link")).expect("links can be made");
    fs::rename(watching.path("link"), watching.path("dir")).expect("it can be renamed");
    watching.says("x.svg");
    assert!(watching.read("x.svg").contains("elsewhere"));
}

#[test]
fn a_folder_stands_for_the_sources_in_it_also_those_that_come_later() {
    let mut watching = Watching::start(&[("a.seq", GOOD), ("b.seq", BAD), ("c.txt", "x")], &["."]);
    let page = watching.page();
    let list = page.news("list", 0);
    let names = |list: &serde_json::Value| -> Vec<String> {
        let sheets = list["sheets"].as_array().expect("it is a list");
        sheets.iter().map(|sheet| sheet["name"].as_str().expect("it is text").to_owned()).collect()
    };
    assert_eq!(names(&list), ["a.seq", "b.seq"]);
    fs::create_dir(watching.path("deep")).expect("a folder can be made");
    watching.save("deep/d.seq", GOOD);
    watching.says("deep/d.svg");
    assert!(watching.path("deep/d.svg").exists());
    let more = page.news("list", version(&list));
    assert_eq!(names(&more), ["a.seq", "b.seq", "deep/d.seq"]);
    fs::remove_file(watching.path("a.seq")).expect("it can be removed");
    watching.says("a.seq  it is gone");
    assert_eq!(names(&page.news("list", version(&more))), ["b.seq", "deep/d.seq"]);
    watching.save("a.seq", OTHER);
    watching.says("a.svg  (2 participants");
    assert!(page.news("0", 0)["pictures"][0]["svg"].as_str().is_some_and(|svg| svg.contains("goodbye")));
}

#[test]
fn a_theme_is_watched_as_well() {
    let theme = include_str!("../../../../themes/auto.toml");
    let files = [("x.seq", GOOD), ("mine.toml", theme)];
    let mut watching = Watching::start(&files, &["x.seq", "--theme", "mine.toml"]);
    let page = watching.page();
    let first = page.news("0", 0);
    watching.save("mine.toml", "nonsense = [");
    watching.says("mine.toml: error: ");
    let faulty = page.news("0", version(&first));
    assert_eq!(
        (&faulty["pictures"][0]["svg"], &faulty["diagnostics"][0]["place"]),
        (&first["pictures"][0]["svg"], &"mine.toml".into())
    );
    watching.save("mine.toml", include_str!("../../../../themes/print.toml"));
    let other = page.news("0", version(&faulty));
    assert!(
        other["pictures"][0]["svg"] != first["pictures"][0]["svg"]
            && other["diagnostics"].as_array().is_some_and(Vec::is_empty)
    );
}

#[test]
fn a_file_that_a_source_names_is_watched_beside_it() {
    let source = include_str!("../../../../examples/tls/tls12-rsa.seq");
    let mut watching = Watching::start(&[("x.seq", source)], &["x.seq", "--no-serve"]);
    watching.says("x.seq  (");
    watching.save("tls12-rsa.hex", include_str!("../../../../examples/tls/tls12-rsa.hex"));
    watching.says("x.svg  (");
}

#[cfg(target_os = "linux")]
#[test]
fn the_browser_is_started_with_the_address() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder can be made");
    let browser = folder.path().join("xdg-open");
    fs::write(&browser, "#!/bin/sh\nprintf %s \"$*\" > new && mv new opened\n").expect("it can be written");
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).expect("they can be set");
    let path = format!("{}:{}", folder.path().display(), std::env::var("PATH").expect("there is a path"));
    let mut watching = Watching::start_with(folder, &["x.seq", "--open"], &[("PATH", &path)]);
    let page = watching.page();
    let end = Instant::now() + PATIENCE;
    while !watching.path("opened").exists() {
        assert!(Instant::now() < end, "no browser was started");
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(watching.read("opened"), format!("http://127.0.0.1:{}{}", page.port, page.path));
}

#[test]
fn the_diagrams_of_a_document_are_shown_and_each_keeps_its_last_good_picture() {
    let text = "# Both\n\n```seq\nA->B: one\n```\n\n```seq\nA->B: two\n```\n";
    let mut watching = Watching::start(&[("x.md", text)], &["x.md"]);
    watching.says("x.md  (2 diagrams, ");
    let page = watching.page();
    let good = page.news("0", 0);
    let above = |state: &serde_json::Value, at: usize| state["pictures"][at]["above"].as_u64();
    assert_eq!((above(&good, 0), above(&good, 1)), (Some(3), Some(7)));
    assert!(good["pictures"][1]["svg"].as_str().is_some_and(|svg| svg.contains("data-line=\"8\"")));

    watching.save("x.md", &text.replace("one", "three").replace("A->B: two", "A->B two"));
    watching.says("x.md:8:5: error[missing-colon]");
    watching.says("x.md  (1 error, 2 diagrams, ");
    let bad = page.news("0", version(&good));
    assert!(bad["pictures"][0]["svg"].as_str().is_some_and(|svg| svg.contains("three")));
    assert_eq!(
        (&bad["pictures"][1]["svg"], &bad["pictures"][1]["stale"]),
        (&good["pictures"][1]["svg"], &true.into())
    );
    assert!(!watching.path("x.svg").exists());
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    let port = taken.local_addr().expect("it has one").port().to_string();
    let cases: [(&[&str], i32, &str); 9] = [
        (&[], 2, "<PATH>"),
        (&["-"], 2, "standard input cannot be watched"),
        (&["x.seq", "-o", "-"], 2, "a watch writes files"),
        (&["x.seq", "y.seq", "-o", "z.svg"], 2, "a folder ends in `/`"),
        (&["x.md", "-o", "z.svg"], 2, "the diagrams of `x.md` are shown, and written nowhere"),
        (&["x.seq", "--no-serve", "--open"], 2, "cannot be used with"),
        (&["x.seq", "--message-format", "sarif"], 2, "a watch has no end"),
        (&["x.seq", "--theme", "nonsense"], 2, "there is no theme `nonsense`"),
        (&["x.seq", "--port", &port], 3, "cannot be listened to"),
    ];
    for (arguments, code, words) in cases {
        let mut command = Command::new(env!("CARGO_BIN_EXE_seqwright"));
        let output = command.arg("watch").args(arguments).current_dir(folder.path()).output();
        let output = output.expect("the program starts");
        let status = output.status;
        let output = String::from_utf8_lossy(&output.stderr);
        assert!(status.code() == Some(code) && output.contains(words), "{arguments:?}: {output}");
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_without_a_word() {
    use std::os::unix::process::ExitStatusExt;
    for (name, number) in [("-INT", 2), ("-TERM", 15)] {
        let mut watching = Watching::start(&[("x.seq", GOOD)], &["x.seq"]);
        watching.says("http://");
        let status = watching.signal(name);
        assert_eq!(status.signal(), Some(number));
        assert!(watching.lines.recv_timeout(PATIENCE).is_err(), "it says nothing more");
        let mut names: Vec<_> =
            fs::read_dir(watching.folder.path()).expect("it is there").flatten().collect();
        names.sort_by_key(fs::DirEntry::file_name);
        assert_eq!(names.len(), 2, "nothing but the source and its picture is there");
    }
}
