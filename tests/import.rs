//! Diagrams in Mermaid and PlantUML: what each construct becomes in `.seq`, and that its picture stays the same. Beside
//! `x.mmd` and `x.puml` in `tests/import` is their conversion, and what is said about it.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use seqwright::{Compiled, Dialect, Level, Levels, Options, Report, Source, Theme};
use seqwright::{compile, compile_with, convert, format, parse};

/// A language, the folder of its cases, and their extension.
struct Language {
    dialect: Dialect,
    cases: &'static str,
    extension: &'static str,
    /// How a random text begins, and what means something in it.
    head: &'static str,
    pieces: &'static [&'static str],
}

const MERMAID: Language = Language {
    dialect: Dialect::Mermaid,
    cases: concat!(env!("CARGO_MANIFEST_DIR"), "/tests/import/mermaid"),
    extension: "mmd",
    head: "sequenceDiagram\n",
    pieces: MERMAID_PIECES,
};

const PLANTUML: Language = Language {
    dialect: Dialect::PlantUml,
    cases: concat!(env!("CARGO_MANIFEST_DIR"), "/tests/import/plantuml"),
    extension: "puml",
    head: "@startuml\n",
    pieces: PLANTUML_PIECES,
};

impl Language {
    fn cases(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.cases).expect("the folder of cases can be read");
        let paths = entries.map(|entry| entry.expect("an entry can be read").path());
        let is_case = |path: &PathBuf| path.extension().is_some_and(|it| it == self.extension);
        let mut cases: Vec<PathBuf> = paths.filter(is_case).collect();
        cases.sort();
        cases
    }

    fn source(&self, name: &str, text: &str) -> Source {
        Source::new(name, text).in_dialect(self.dialect)
    }
}

/// Compiled with the remarks that are not shown by default.
fn compiled(source: &Source) -> Compiled {
    let mut levels = Levels::default();
    levels.set(seqwright::Code::DrawnOtherwise, Level::Warn);
    compile_with(source, &Options::new().lints(true).levels(levels))
}

/// Checks that the picture of the conversion is the picture of the source, and that the conversion is formatted.
fn assert_same_picture(name: &str, source: &Source) {
    let converted = convert(&parse(source).0);
    let seq = Source::new("x.seq", converted.as_str());
    let (written, diagnostics) = parse(&seq);
    let errors = diagnostics.iter().filter(|one| one.severity == seqwright::Severity::Error).count();
    assert_eq!(errors, 0, "{name}: {converted}\n{diagnostics:?}");
    let picture = |source: &Source| compile(source).svg(&Theme::default());
    assert!(picture(&seq) == picture(source), "{name} has another picture:\n{converted}");
    assert_eq!(format(&seq, &written), converted, "{name} is not formatted");
}

fn check_cases(language: &Language) {
    for case in language.cases() {
        let stem = case.file_stem().expect("a case has a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&case).expect("a case can be read");
        let source = language.source(&format!("{stem}.{}", language.extension), &text);
        let compiled = compiled(&source);
        let mut shown = String::new();
        if !compiled.has_errors() {
            assert_same_picture(&stem, &source);
            shown += &convert(&parse(&source).0);
        }
        for diagnostic in &compiled.diagnostics {
            write!(shown, "\n{}", Report::new(&source, diagnostic)).expect("a string takes any text");
        }
        assert_eq!(compiled.has_errors(), stem.starts_with("error"), "{stem}:\n{shown}");
        insta::with_settings!({
            snapshot_path => Path::new(language.cases), prepend_module_to_snapshot => false, omit_expression => true,
        }, { insta::assert_snapshot!(stem, shown) });
    }
}

#[test]
fn every_construct_of_mermaid_becomes_seq_with_the_same_picture() {
    check_cases(&MERMAID);
}

#[test]
fn every_construct_of_plantuml_becomes_seq_with_the_same_picture() {
    check_cases(&PLANTUML);
}

const MERMAID_PIECES: &[&str] = &[
    "A",
    "B",
    "->>",
    "-->>",
    "-x",
    "-)",
    "<<->>",
    "-|\\",
    "//-",
    "()",
    "+",
    "-",
    ":",
    " hi",
    "\n",
    "\n",
    "\n",
    ";",
    "#",
    "#35;",
    "%%",
    "%%{",
    "}%%",
    "---\n",
    "participant ",
    "actor ",
    " as ",
    "create participant ",
    "destroy ",
    "box ",
    "rgb(1,2,3)",
    "rect ",
    "end\n",
    "alt ",
    "else ",
    "par ",
    "and ",
    "critical ",
    "option ",
    "loop ",
    "note over ",
    "note left of ",
    ",",
    "autonumber ",
    "10 .5",
    "off",
    "@{",
    "\"type\": \"queue\"",
    "}",
    "accDescr {",
    "title ",
    "activate ",
    "deactivate ",
    "<br>",
    "wrap:",
    "**",
    "\\",
    "\"",
    "é",
    "\u{202e}",
    "\r\n",
    "=",
    "links ",
    "hsl(1,2%,3%)",
];

const PLANTUML_PIECES: &[&str] = &[
    "A",
    "B",
    "->",
    "-->",
    "->>",
    "<-",
    "<->",
    "->x",
    "x<-",
    "->o",
    "-\\",
    "//-",
    "[->",
    "->]",
    "->?",
    "-[#red,bold]>",
    "-[hidden]>",
    " ",
    " ",
    " : ",
    " hi",
    "\n",
    "\n",
    "\n",
    "\n",
    "++",
    "--",
    "**",
    "!!",
    " ++ #gold",
    "& ",
    "/ ",
    "&",
    "#red",
    "#a\\b",
    "#12345678",
    "participant ",
    "actor ",
    "queue ",
    " as ",
    "\"x\\ny\"",
    "<<s>>",
    "<<(C,red) s>>",
    " order 3",
    "[[u l]]",
    "create ",
    "destroy ",
    "activate ",
    "deactivate ",
    "deactivate\n",
    "return ",
    "box ",
    "end box\n",
    "alt ",
    "alt#red #blue ",
    "group a [b]",
    "else ",
    "also\n",
    "end\n",
    "par2\n",
    "note left",
    "note right of ",
    "note over ",
    "note across",
    "hnote over ",
    "rnote right",
    "end note\n",
    "ref over ",
    "end ref\n",
    ",",
    "autonumber ",
    "autonumber 1.2\n",
    "10 5 \"<b>00\"\n",
    "stop\n",
    "resume ",
    "== t ==\n",
    "...\n",
    "...t...\n",
    "|||\n",
    "||45||\n",
    "title ",
    "title\n",
    "end title\n",
    "legend\n",
    "endlegend\n",
    "header x\n",
    "mainframe f\n",
    "newpage\n",
    "hide footbox\n",
    "hide unlinked\n",
    "skinparam ",
    "sequenceMessageAlign right\n",
    "{\n",
    "}\n",
    "maxMessageSize 80\n",
    "<style>\n",
    "</style>\n",
    "sprite $x {\n",
    "'",
    "/'",
    "'/",
    "\\\n",
    "\\n",
    "\\",
    "<b>",
    "</b>",
    "//",
    "\"\"",
    "__",
    "~",
    "~~",
    "<color:red>",
    "<color #blue>",
    "</color>",
    "<size:20>",
    "<&icon>",
    "<$s>",
    "<U+221E>",
    "&#8734;",
    "<code>\n",
    "</code>\n",
    "* ",
    "= ",
    "----",
    "|a|b|",
    "{{\n",
    "}}\n",
    "{x}",
    "\"",
    "\u{e9}",
    "\u{202e}",
    "\r\n",
    "#",
    "<",
    ">",
    "!x",
    "F(a)\n",
    "@enduml\n",
    "@startuml\n",
    "autoactivate on\n",
    "end",
    "A ++\n",
    "\t",
    "\u{a0}",
];

/// A text of such pieces, from a fixed seed.
fn random_text(language: &Language, state: &mut u64) -> String {
    let mut next = |below: usize| {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(*state >> 33).unwrap_or(0) % below
    };
    let count = 1 + next(24);
    let pieces: String = (0..count).map(|_| language.pieces[next(language.pieces.len())]).collect();
    format!("{}{pieces}", language.head)
}

fn check_random_texts(language: &Language) {
    let mut state = 17;
    for number in 0..40_000 {
        let text = random_text(language, &mut state);
        let source = language.source("x", &text);
        let (written, diagnostics) = parse(&source);
        let converted = convert(&written);
        let has_errors = diagnostics.iter().any(|one| one.severity == seqwright::Severity::Error);
        // Drawing all of them would take too long.
        if number % 20 == 0 && !has_errors && !compile(&source).has_errors() {
            assert_same_picture(&format!("{text:?} -> {converted:?}"), &source);
        }
    }
}

#[test]
fn random_texts_in_mermaid_never_panic_and_what_is_read_converts_faithfully() {
    check_random_texts(&MERMAID);
}

#[test]
fn random_texts_in_plantuml_never_panic_and_what_is_read_converts_faithfully() {
    check_random_texts(&PLANTUML);
}

#[test]
fn a_comment_cannot_change_how_the_conversion_is_read() {
    let source = MERMAID.source("x.mmd", "sequenceDiagram\n%% dialect: js\nA->>B: **x**");
    assert!(!convert(&parse(&source).0).contains("# dialect"));
    assert_same_picture("dialect", &source);
}

#[test]
fn what_stands_behind_a_lone_cr_in_a_comment_is_no_statement() {
    for (language, text) in [
        (&MERMAID, "%%{init: {\r}}%%\nsequenceDiagram\nA->>B: x"),
        (&PLANTUML, "@startuml\n/' a\nb\rC -> D '/\nA -> B: x\n@enduml"),
    ] {
        let source = language.source("x", text);
        assert_same_picture("comment", &source);
        let (written, _) = parse(&source);
        assert!(!convert(&written).contains('\r'), "{}", convert(&written));
    }
}

#[test]
fn fixes_write_no_seq_into_a_mermaid_file() {
    let source = MERMAID.source("x.mmd", "sequenceDiagram\nparticipant A\nparticipant a\nA->>B: see #12");
    let fixed = seqwright::fix::fix(source, &Options::new());
    assert_eq!(fixed.source.text(), "sequenceDiagram\nparticipant A\nparticipant a\nA->>B: see #35;12");
}
