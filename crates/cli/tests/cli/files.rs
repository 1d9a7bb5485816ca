//! Many files, and what is read.

use super::*;

#[test]
fn one_faulty_file_does_not_keep_the_others_from_being_done() {
    let folder = Folder::with(&[("a.seq", GOOD), ("b.seq", BAD), ("d.seq", GOOD)]);
    let stderr = folder.run(&["a.seq", "b.seq", "d.seq"]).stderr(1);
    assert!(stderr.starts_with("b.seq:2:1: error[unclosed-fragment]"), "{stderr}");
    folder.run(&["a.seq", "b.seq", "c.seq", "d.seq"]).stderr(3);
    assert_eq!(folder.names(), ["a.seq", "a.svg", "b.seq", "d.seq", "d.svg"]);
}

#[test]
fn reports_of_many_files_keep_the_order_of_the_files() {
    let folder = Folder::new();
    let names: Vec<String> = (0..60).map(|number| format!("{number}.seq")).collect();
    for (at, name) in names.iter().enumerate() {
        // The first are the slowest.
        folder.write(name, &format!("{}end\n", GOOD.repeat(60 - at)));
    }
    let arguments: Vec<&str> = names.iter().rev().map(String::as_str).collect();
    let stderr = folder.run(&[&["check", "--message-format", "short"], &arguments[..]].concat()).stderr(0);
    let order: Vec<&str> = stderr.lines().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(order, arguments);
}

#[cfg(unix)]
#[test]
fn sixteen_open_files_and_a_small_stack_are_enough() {
    let folder = Folder::new();
    let deep = format!("{}A->B: x\n{}", "opt x\n".repeat(60), "end\n".repeat(60));
    (0..64).for_each(|number| folder.write(&format!("{number}.seq"), &deep));
    finish(folder.shell("ulimit -n 16; ulimit -s 256; exec \"$0\" *.seq").output()).silently(0);
    finish(folder.shell("ulimit -n 16; ulimit -s 256; exec \"$0\" 1.seq -o one.svg").output()).silently(0);
    assert_eq!(folder.names().iter().filter(|name| name.ends_with(".svg")).count(), 65);
}

// What is read.

#[test]
fn errors_of_reading_files_are_distinguished() {
    let folder = Folder::with(&[("there.seq", GOOD), ("file", "")]);
    assert_snapshot!(
        folder.run(&["check", "no.seq", "there", "nowhere", "file/x.seq"]).stderr(3),
        @r#"
no.seq: error: it cannot be read: it does not exist
there: error: it cannot be read: it does not exist
  help: there is `there.seq`
nowhere: error: it cannot be read: it does not exist
  help: the commands are in `seqwright --help`; anything else is a file
file/x.seq: error: it cannot be read: a part of its path is not a folder
"#
    );
}

#[cfg(unix)]
#[test]
fn a_circle_of_links_is_called_one() {
    let folder = Folder::new();
    std::os::unix::fs::symlink("x.seq", folder.path("x.seq")).expect("links can be made");
    let stderr = folder.run(&["x.seq"]).stderr(3);
    assert_eq!(stderr, "x.seq: error: it cannot be read: its symbolic links lead in a circle\n");
}

#[cfg(unix)]
#[test]
fn a_source_without_end_is_not_read_to_the_end() {
    let folder = Folder::new();
    let stderr = folder.run(&["check", "/dev/zero"]).stderr(1);
    assert!(stderr.starts_with("/dev/zero:1:1: error[source-too-large]: "), "{stderr}");
    assert!(stderr.contains("64 MiB (`MAX_SOURCE_BYTES`)"), "{stderr}");
}

#[test]
fn a_file_over_the_limit_is_not_read_at_all() {
    let folder = Folder::new();
    let file = fs::File::create(folder.path("huge.seq")).expect("a file can be made");
    file.set_len((64 << 20) + 1).expect("files can have holes");
    let stderr = folder.run(&["check", "huge.seq"]).stderr(1);
    assert!(stderr.starts_with("huge.seq:1:1: error[source-too-large]: "), "{stderr}");
}

#[test]
fn plantuml_is_known_by_the_ending_or_the_first_line() {
    const PLANTUML: &str = "@startuml\nA -> B ++ : hi\n@enduml\n";
    let folder = Folder::with(&[("a.puml", PLANTUML), ("b.iuml", PLANTUML), ("c.wsd", PLANTUML)]);
    folder.run(&["a.puml", "b.iuml", "c.wsd"]).stderr(0);
    assert_eq!(folder.names(), ["a.puml", "a.svg", "b.iuml", "b.svg", "c.svg", "c.wsd"]);
    let converted = folder.run(&["convert", "c.wsd"]).printed();
    assert_eq!(converted, "bottomparticipants\nA->+B: hi\n");
}

#[test]
fn each_diagram_of_a_file_is_converted() {
    let folder = Folder::with(&[("a.puml", "@startuml\nA -> B\n@enduml\n@startuml\nB -> A : x\n@enduml\n")]);
    folder.run(&["convert", "a.puml", "-o", "new/"]).stderr(0);
    assert_eq!(folder.read("new/a-2.seq"), "bottomparticipants\nB->A: x\n");
    let stderr = folder.run(&["a.puml"]).stderr(1);
    assert!(
        stderr.starts_with("a.puml:4:1: error[malformed-statement]: this file has a second diagram"),
        "{stderr}"
    );
}
