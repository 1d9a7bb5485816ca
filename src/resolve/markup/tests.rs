//! Tests of markup: texts, and the runs that they become.

use super::*;
use crate::diagnostic::Code;
use crate::text::Script;

/// The text with its runs in braces, each with the first letters of what it is.
fn shown(written: &str) -> String {
    let (text, faults) = text_and_faults(written);
    assert!(faults.is_empty(), "{written}: {faults:?}");
    let mut shown = String::new();
    let mut from = 0;
    for run in &text.runs {
        let part = &text.plain[from..run.end];
        from = run.end;
        let style = &run.style;
        let switched_on = [
            (style.bold, "b"),
            (style.italic, "i"),
            (style.mono, "m"),
            (style.strike, "s"),
            (style.underline, "u"),
            (style.small, "-"),
            (style.big, "+"),
            (style.color.is_some(), "c"),
            (style.background.is_some(), "g"),
            (style.size.is_some(), "z"),
            (style.script == Some(Script::Sub), "v"),
            (style.script == Some(Script::Super), "^"),
            (style.link.is_some(), "l"),
            (style.align.is_some(), "a"),
            (style.stroke.is_some(), "o"),
            (style.difference, "d"),
        ];
        let switched_on: String =
            switched_on.iter().filter(|(is, _)| *is).map(|(_, letter)| *letter).collect();
        if switched_on.is_empty() {
            shown.push_str(part);
        } else {
            shown.push_str(&format!("{{{switched_on} {part}}}"));
        }
    }
    shown.push_str(&text.plain[from..]);
    shown
}

fn text_and_faults(written: &str) -> (Text, Vec<crate::diagnostic::Diagnostic>) {
    let mut sink = Diagnostics::new();
    let span = Span::new(10, 10 + written.len());
    let text =
        read(Written { text: written, span }, None, Counting::Embracing, Position::Elsewhere, &mut sink);
    let faults = sink.into_sorted();
    if !is_marked(written) {
        assert_eq!(text, Text::from(written), "the quick test agrees");
    }
    (text, faults)
}

#[test]
fn marks_set_apart_what_they_enclose() {
    for (written, read) in [
        ("**bold**", "{b bold}"),
        ("a //slanted// b", "a {i slanted} b"),
        ("--small-- ++big++", "{- small} {+ big}"),
        ("\"\"mono\"\" ~~struck~~ __under__", "{m mono} {s struck} {u under}"),
        ("**//both//**", "{bi both}"),
        ("**a //b** c//", "{b a }{bi b}{i  c}"),
        ("(**a**, **b**)", "({b a}, {b b})"),
        ("**K**ey **D**erivation", "{b K}ey {b D}erivation"),
        ("//{UUID}///availability", "{i {UUID}}/availability"),
        ("two\\n**lines\\nof it**", "two\n{b lines\nof it}"),
        ("中文**粗体**中文", "中文{b 粗体}中文"),
        ("//see http://a.b/c// d", "{i see http://a.b/c} d"),
        ("**a** b **c**.", "{b a} b {b c}."),
        ("__underline__.", "{u underline}."),
    ] {
        assert_eq!(shown(written), read, "{written}");
    }
}

#[test]
fn a_space_on_the_inner_side_is_a_slip_at_the_ends_of_lines() {
    for (written, read) in [
        ("**Goroutine **", "{b Goroutine }"),
        ("** Goroutine \\n   (NEW)**", "{b Goroutine\n(NEW)}"),
        ("thread() //case UPDATE_REQ //\\n update()", "thread() {i case UPDATE_REQ}\nupdate()"),
        ("++big ++\\n~~struck ~~", "{+ big}\n{s struck }"),
        ("**++Big and\\nbold name", "{b+ Big and\nbold name}"),
        // One line's loose mark is not another one's.
        ("** item\\n** another **item**", "** item\n** another {b item}"),
        ("// see a\\n// and b", "// see a\n// and b"),
        ("run --all --", "run --all --"),
        ("-- a section --", "-- a section --"),
        ("// a comment //", "// a comment //"),
        ("x ** y **", "x ** y **"),
        ("**kwargs", "**kwargs"),
        ("C++ and ++C", "C++ and ++C"),
        ("++big, with \\ to escape +++", "{+ big, with \\ to escape }+"),
    ] {
        assert_eq!(shown(written), read, "{written}");
    }
}

#[test]
fn what_other_dialects_mean_as_plain_text_stays_as_written() {
    for written in [
        "GET http://example.org/a//b and https://example.org//c//",
        "//message",
        "//host/share //other",
        "a // b // c",
        "x = 1; // one\ny = 2; // two",
        "C++ and C++",
        "i++; j++",
        "for (i = 0; i < n; i++) --k",
        "run --all --force --level=3 --",
        "a--b--c",
        "a -- b -- c",
        "a-->b, c<--d -->e",
        "<!--comment-->",
        "f(*args, **kwargs)",
        "f(**a,**b)",
        "2**3**4, x ** y ** z",
        "{\"a\":\"\",\"b\":\"\"}",
        "f(\"\", \"\", x=\"\")",
        "obj.__init__() and __file__.parent, __main__",
        "a__b__c, __x__y, self.__a__.b",
        "~~/home and ~/x",
        "******** -------- ////////",
        "** **",
        "<<create>> <int> a<b> </color> List<size:int> <color:red> <align:middle>",
        "C:\\dir\\sub",
    ] {
        assert_eq!(shown(written), written);
    }
}

#[test]
fn a_backslash_takes_a_meaning_away() {
    for (written, read) in [
        ("\\**a**", "**a**"),
        ("c\\+\\+ \\_\\_x\\_\\_", "c++ __x__"),
        ("http:\\/\\/x \\~ \\- \\\"q\\\"", "http://x ~ - \"q\""),
        ("\\<sub>2</sub>", "<sub>2</sub>"),
        ("C:\\\\new", "C:\\new"),
        ("\\a using \\ to escape \\", "\\a using \\ to escape \\"),
        ("a   \\n   b", "a\nb"),
        ("**a  \\n  b** ", "{b a\nb} "),
    ] {
        assert_eq!(shown(written), read, "{written}");
    }
}

#[test]
fn tags_need_no_end_and_need_not_nest() {
    for (written, read) in [
        ("<color:#red>a</color>b", "{c a}b"),
        ("<color: #0000ff>a", "{c a}"),
        ("a<background:#yellow>b\\nc", "a{g b\nc}"),
        ("H<sub>2</sub>O x<sup>2</sup>", "H{v 2}O x{^ 2}"),
        ("<size:20>a<color:#red>b</size>c</color>d", "{z a}{cz b}{c c}d"),
        ("<color:#red>a<color:#blue>b</color>c</color>d", "{c a}{c b}{c c}d"),
        ("<link:https://a.b/--c--//d//>e</link>", "{l e}"),
        ("Com<color:#00ff00>bi //--ital</color>ic and small--//", "Com{c bi }{i-c ital}{i- ic and small}"),
        ("<align:right>a\\nb</align>", "{a a\nb}"),
        ("<stroke:2: #red>a</stroke><difference>b", "{o a}{d b}"),
        ("<stroke:red> <stroke:5> <stroke:5:red>", "<stroke:red> <stroke:5> <stroke:5:red>"),
        ("**<color:#blue>Bold blue</color>** text", "{bc Bold blue} text"),
    ] {
        assert_eq!(shown(written), read, "{written}");
    }
}

#[test]
fn a_wrapped_text_breaks_at_spaces() {
    assert_eq!(shown("<wordwrap:5>aa bb cc ddddddd e</wordwrap> f g"), "aa bb\ncc\nddddddd\ne f g");
    assert_eq!(shown("<wordwrap:2>**a b** c"), "{b a\nb}\nc");
}

#[test]
fn invalid_values_are_reported_at_their_place() {
    for (written, code, plain, part) in [
        ("a <link:javascript:x>b</link>", Code::UnsafeLink, "a b", "<link:javascript:x>"),
        ("<color:#nocolor>b</color>", Code::UnknownColor, "b", "<color:#nocolor>"),
        ("<size:999>b</size>", Code::NumberOutOfRange, "b", "<size:999>"),
        ("<position:left>b", Code::Unsupported, "b", "<position:left>"),
        ("<stroke:99:#red>b</stroke>", Code::NumberOutOfRange, "b", "<stroke:99:#red>"),
        ("<stroke:5:#nocolor>b</stroke>", Code::UnknownColor, "b", "<stroke:5:#nocolor>"),
    ] {
        let (text, faults) = text_and_faults(written);
        assert_eq!(text, Text::from(plain), "{written}");
        assert_eq!(faults.len(), 1, "{written}");
        let span = faults[0].span();
        assert_eq!((faults[0].code, &written[span.start - 10..span.end - 10]), (code, part));
    }
}

#[test]
fn long_texts_of_marks_take_a_moment() {
    for part in ["**a ", "**a** ", "<sub>", "<link:", "//", "<color:#red>a", "\\", "__a ", "\\n **", "\"\""] {
        text_and_faults(&part.repeat(100_000));
    }
}

proptest::proptest! {
    #[test]
    fn runs_tile_the_text(written in r#"(\*\*|//|--|\+\+|""|~~|__|\\|\\n|<sub>|</sub>|<wordwrap:3>|<color:#red>|</color>|[a-c .:é日]){0,30}"#) {
        let (text, _) = text_and_faults(&written);
        let mut from = 0;
        for run in &text.runs {
            proptest::prop_assert!(run.end >= from && text.plain.is_char_boundary(run.end));
            from = run.end;
        }
        proptest::prop_assert!(text.runs.is_empty() || from == text.plain.len());
    }
}
