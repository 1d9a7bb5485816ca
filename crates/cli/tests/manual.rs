//! The manual: every page has its place in the book, links lead somewhere, and the recipes of `docs/documents.md` name
//! only what the program has. `scripts/hosts.sh` builds the recipes with the real tools, and `scripts/book.sh` the book.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use saphyr::{LoadableYamlNode, Yaml};

/// The most lines that a recipe asks a reader to copy into files.
const LINES_TO_COPY: usize = 12;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(name: &str) -> String {
    let path = root().join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.replace("\r\n", "\n")
}

/// The pages of the manual, as paths in `docs`.
fn pages() -> BTreeSet<String> {
    let (docs, mut pages) = (root().join("docs"), BTreeSet::new());
    let mut folders = vec![docs.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder can be read") {
            let path = entry.expect("an entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                let page = path.strip_prefix(&docs).expect("the page is in `docs`");
                pages.insert(page.to_str().expect("names are UTF-8").replace('\\', "/"));
            }
        }
    }
    pages
}

/// The addresses of the links of a page, without its blocks of code.
fn links(page: &str) -> Vec<String> {
    let text: String = page.split("\n```").step_by(2).collect();
    let addresses = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    addresses.map(|(address, _)| address.to_owned()).collect()
}

/// A block of code of a section of `docs/documents.md`.
struct Block {
    section: String,
    language: String,
    text: String,
}

fn blocks() -> Vec<Block> {
    let page = read("docs/documents.md");
    let mut blocks = Vec::new();
    // A recipe is a section, or a part of the one on other tools.
    for part in page.replace("\n### ", "\n## ").split("\n## ").skip(1) {
        let (section, body) = part.split_once('\n').expect("a section has a body");
        for fence in body.split("\n```").skip(1).step_by(2) {
            let (language, text) = fence.split_once('\n').expect("a fence has a body");
            let (section, language) = (section.to_owned(), language.to_owned());
            blocks.push(Block { section, language, text: text.to_owned() + "\n" });
        }
    }
    assert!(blocks.len() > 20, "the page has recipes");
    blocks
}

/// What the program says of a command.
fn help(command: &str) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_seqwright"));
    if !command.is_empty() {
        program.arg(command);
    }
    let output = program.arg("--help").output().expect("the program can be started");
    assert!(output.status.success(), "there is no command `{command}`");
    String::from_utf8(output.stdout).expect("help is UTF-8")
}

/// Options in a text: words that begin with `--` and a letter.
fn options(text: &str) -> Vec<&str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let words = text.split(|c| !is_part(c));
    words
        .filter(|word| word.strip_prefix("--").is_some_and(|name| name.starts_with(char::is_alphabetic)))
        .collect()
}

fn knows_the_options_of(command: &str, text: &str, place: &str) {
    let help = help(command);
    for option in options(text) {
        let is_known = help.lines().any(|line| options(line).contains(&option));
        assert!(is_known, "{place}: `seqwright {command} --help` does not have {option}");
    }
}

#[test]
fn every_page_has_its_place_in_the_book() {
    let listed: BTreeSet<String> = links(&read("docs/SUMMARY.md")).into_iter().collect();
    let mut pages = pages();
    pages.remove("SUMMARY.md");
    assert_eq!(listed, pages);
}

#[test]
fn links_of_the_manual_lead_to_files() {
    for page in pages() {
        let folder = root().join("docs").join(&page).parent().expect("a page is in a folder").to_owned();
        for link in links(&read(&format!("docs/{page}"))) {
            let file = link.split('#').next().unwrap_or_default();
            if file.is_empty() || file.contains("://") {
                continue;
            }
            assert!(folder.join(file).exists(), "{page} links to {file}");
        }
    }
}

#[test]
fn the_book_is_drawn_by_the_program_and_lies_outside_of_the_sources() {
    let text = read("docs/book.toml");
    let book: toml::Table = text.parse().expect("it is TOML");
    assert_eq!(book["preprocessor"]["seqwright"]["command"].as_str(), Some("seqwright mdbook"));
    assert!(book["build"]["build-dir"].as_str().is_some_and(|folder| folder.starts_with("../target/")));
}

#[test]
fn recipes_are_short() {
    let blocks = blocks();
    let sections: BTreeSet<&str> = blocks.iter().map(|block| &*block.section).collect();
    for section in sections {
        let of_section = blocks.iter().filter(|block| block.section == section && block.language != "sh");
        for block in of_section {
            assert!(block.text.lines().count() <= LINES_TO_COPY, "{section}: {}", block.text);
        }
    }
}

#[test]
fn recipes_are_what_their_fences_say() {
    for Block { section, language, text } in blocks() {
        match &*language {
            "yaml" => {
                let read = Yaml::load_from_str(&text);
                assert!(read.is_ok(), "{section}: {read:?}");
            }
            "toml" => {
                let read = text.parse::<toml::Table>();
                assert!(read.is_ok(), "{section}: {read:?}");
            }
            "js" | "python" | "rust" | "sh" => {}
            other => panic!("{section}: there is a block of `{other}`; scripts/hosts.sh does not know it"),
        }
    }
}

#[test]
fn recipes_name_the_file_that_they_are() {
    for Block { section, language, text } in blocks() {
        if language == "sh" {
            continue;
        }
        let first = text.lines().next().unwrap_or_default();
        let name = first.strip_prefix("# ").or_else(|| first.strip_prefix("// "));
        let is_name = name.is_some_and(|name| name.contains('.') && !name.contains(' '));
        assert!(is_name, "{section}: the first line of a block says for which file it is, not {first}");
    }
}

#[test]
fn recipes_use_commands_and_options_that_there_are() {
    let commands = help("");
    for Block { section, language, text } in blocks() {
        if language == "sh" {
            for line in text.lines().filter_map(|line| line.strip_prefix("seqwright ")) {
                let word = line.split(' ').next().unwrap_or_default();
                let is_command =
                    commands.lines().any(|line| line.trim_start().starts_with(&format!("{word} ")));
                knows_the_options_of(if is_command { word } else { "" }, line, &section);
            }
        } else if text.contains("\"seqwright\", [\"embed\"") || text.contains("[\"seqwright\", \"embed\"") {
            knows_the_options_of("embed", &text, &section);
        }
    }
}

#[test]
fn integrations_use_options_that_there_are() {
    for (file, command) in [
        ("integrations/asciidoctor.rb", ""),
        ("integrations/pandoc.lua", ""),
        ("packages/pypi/python/seqwright/sphinx.py", ""),
        ("packages/pypi/python/seqwright/markdown.py", "embed"),
    ] {
        let text = read(file);
        // Comments speak of the options of other programs.
        let code = text.lines().filter(|line| !line.starts_with('#') && !line.starts_with("--"));
        knows_the_options_of(command, &code.collect::<Vec<_>>().join("\n"), file);
    }
}

#[test]
fn every_recipe_is_built_with_its_tool() {
    let script = read("scripts/hosts/hosts.sh");
    let has_commands = |block: &&Block| block.language == "sh";
    for Block { section, .. } in blocks().iter().filter(has_commands) {
        let is_built = [format!("$(recipe {section})"), format!("$(recipe \"{section}\"")]
            .iter()
            .any(|call| script.contains(call));
        assert!(is_built, "scripts/hosts/hosts.sh does not build {section}");
    }
}
