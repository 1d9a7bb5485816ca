//! What each construct of the preprocessor becomes, where it comes from, and that nothing takes long.

use super::*;

/// The lines that a text becomes, and the codes of what is said about it.
fn run(text: &str) -> (String, Vec<Code>) {
    let mut sink = Diagnostics::new();
    let expansion = expand_within(text, 1 << 20, &mut sink);
    let codes = sink.into_sorted().iter().map(|diagnostic| diagnostic.code).collect();
    (expansion.text().to_owned(), codes)
}

#[track_caller]
fn assert_becomes(text: &str, expected: &str) {
    let (expanded, codes) = run(text);
    assert_eq!((expanded.as_str(), codes), (expected, vec![]), "{text}");
}

#[track_caller]
fn assert_code(text: &str, code: Code) {
    assert_eq!(run(text).1, [code], "{text}");
}

#[test]
fn variables_are_replaced_as_whole_names() {
    assert_becomes("!$a = 1\nA -> B : $a x$a $ab ${a} \"$a\"", "A -> B : 1 x1 $ab ${a} \"1\"\n");
    assert_becomes("!old = \"x\"\nold gold old_ (old)", "x gold old_ (x)\n");
    assert_becomes("!$a ?= 3\n!$a ?= 4\n$a", "3\n");
    assert_becomes("!$a = \"b $c\"\n!$c = 1\n$a", "b $c\n");
}

#[test]
fn expressions_compute_numbers_and_join_texts() {
    for (expression, value) in [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("10 - 3 - 2", "5"),
        ("7 / 2 * 2", "6"),
        ("-3", "-3"),
        ("5 - -2", "7"),
        ("\"5\" + 2", "52"),
        ("\"a\" + 'b' + 1 + 1", "ab11"),
        ("1 + 1 == 2 && \"a\" != \"b\"", "1"),
        ("10 > 9", "1"),
        ("\"10\" > \"9\"", "0"),
        ("1 == 2 || 3 < 2", "0"),
        ("word", "word"),
        ("$unknown", "$unknown"),
        ("%strlen(\"abc\") + %strpos(\"abc\", \"c\")", "5"),
        ("%substr(\"abcdef\", 2, 3)", "cde"),
        ("%upper(\"a\") + %lower(\"B\") + %string(3) + %chr(65)", "Ab3A"),
        ("%intval(\"12\") + 1", "13"),
        ("%not(%true()) + %and(1, 1, 0) + %or(0, 2)", "1"),
        ("%newline()", "\\n"),
        ("[1, \"a\"]", "[1,\"a\"]"),
    ] {
        assert_becomes(&format!("!$x = {expression}\n<$x>"), &format!("<{value}>\n"));
    }
}

#[test]
fn conditions_choose_lines() {
    assert_becomes("!$a = 2\n!if $a == 1\none\n!elseif $a == 2\ntwo\n!else\nmore\n!endif\nend", "two\nend\n");
    assert_becomes("!define X\n!ifdef X\nyes\n!endif\n!undef X\n!ifndef X\nno\n!endif", "yes\nno\n");
    assert_becomes("!define X\n!ifdef Y || X\nyes\n!endif\n!ifdef Y && X\nno\n!endif", "yes\n");
    assert_becomes("!$a = false\n!if ($a != true)\nyes\n!endif", "yes\n");
    assert_becomes("!if \"\"\nno\n!endif\n!if \"0\"\nyes\n!end if", "yes\n");
}

#[test]
fn loops_repeat_lines() {
    assert_becomes("!$i = 0\n!while $i < 3\n$i\n!$i = $i + 1\n!endwhile", "0\n1\n2\n");
    assert_becomes("!foreach $i in [\"p\", \"q\"]\n$i\n!endfor", "p\nq\n");
}

#[test]
fn procedures_write_lines() {
    let define = "!procedure $p($x, $y=\"def\")\n$x and $y\n!endprocedure\n";
    for (call, lines) in [
        ("$p(foo)", "foo and def\n"),
        ("$p(\"a, b\", 1 + 1)", "a, b and 2\n"),
        ("$p($y=\"k\", $x=\"z\")", "z and k\n"),
        ("  $p(1)", "  1 and def\n"),
        ("$p()", "$p()\n"),
        ("$p(1, 2, 3)", "$p(1, 2, 3)\n"),
    ] {
        assert_becomes(&format!("{define}{call}"), lines);
    }
    let two = "!procedure $two()\none\ntwo\n!endprocedure\nbefore $two() after";
    assert_becomes(two, "before one\ntwo after\n");
    assert_becomes(
        "!unquoted procedure U($x)\nu $x\n!endprocedure\nU(a \"b\" c)\nU(f(1,2))",
        "u a \"b\" c\nu f(1,2)\n",
    );
}

#[test]
fn variables_of_a_procedure_are_its_own() {
    let text = "!$a = 1\n!procedure $p()\n!$a = 2\n!$b = 3\n!global $c = 4\n!local $d = 5\n!endprocedure\n$p()\n$a $b $c $d";
    assert_becomes(text, "2 $b 4 $d\n");
}

#[test]
fn functions_have_values() {
    assert_becomes(
        "!function $f($x)\n!return $x + $x\n!endfunction\n$f($f(2)) $f(\"a\") $f (3)",
        "8 aa $f (3)\n",
    );
    assert_becomes("!function $f($x) return $x + \"!\"\n$f(\"z\")", "z!\n");
    assert_becomes(
        "!function f($x)\n!if $x == 1\n!return \"one\"\n!endif\n!return \"more\"\n!endfunction\nf(1) f(2) xf(1)",
        "one more xf(1)\n",
    );
}

#[test]
fn macros_replace_words() {
    assert_becomes("!define FOO bar\nFOO FOOX FOO_ -FOO-", "bar FOOX FOO_ -bar-\n");
    assert_becomes("!define ADD(x, y) x+y and x##y\nADD(1,2) ADD( p , q )", "1+2 and 12 p+q and pq\n");
    assert_becomes("!define Z(a) [a]\nZ(\"s,t\") Z((1,2)) Z", "[s,t] [(1,2)] Z\n");
    assert_becomes("!definelong L(a)\none a\ntwo a\n!enddefinelong\nL(42)", "one 42\ntwo 42\n");
    assert_becomes("!define A B\n!define B A\nA", "A\n");
}

#[test]
fn what_says_nothing_about_the_picture_goes() {
    assert_becomes(
        "!pragma teoz true\n!startsub X\nA -> B\n!endsub\n' !$a = $b\n/' !if\n'/",
        "A -> B\n' !$a = $b\n/' !if\n'/\n",
    );
    assert_becomes("one\n!exit\ntwo", "one\n");
    assert_becomes("a\n\nb\r\n!assert 1 == 1\rc", "a\n\nb\nc\n");
}

#[test]
fn what_would_be_read_from_elsewhere_is_an_error() {
    for line in [
        "!include x.puml",
        "!includeurl y",
        "!import z",
        "%getenv(\"HOME\")",
        "!$x = %load_json(\"a\")",
        "%date()",
        "!$x = {\"a\": 1}",
    ] {
        assert_code(line, Code::NotExpanded);
    }
    assert_becomes("!theme plain", "!theme plain\n");
    assert_eq!(run("!log hello $x"), ("' !log hello $x\n".to_owned(), vec![Code::NotImported]));
}

#[test]
fn lines_that_cannot_be_run_are_errors() {
    assert_eq!(run("!if 1\nA"), ("A\n".to_owned(), vec![Code::LeftOpen]));
    for text in [
        "!endif",
        "!else",
        "!procedure $p()",
        "!procedure $p\n!endprocedure",
        "!$x =",
        "!$x = 1 +",
        "!$x = (1",
        "!$x = \"a",
        "!$x = 1 / 0",
        "!$x = \"a\" * 2",
        "!$x = one two",
        "!$x = $f(1)",
        "!$x = %strlen()",
        "!assert 1 == 2",
        "!foreach $x\n!endfor",
        "!if 1 = 2\n!endif",
        "!$x = [1, [2]]",
    ] {
        assert_code(text, Code::PreprocessorLine);
    }
}

#[test]
fn nothing_goes_on_for_ever() {
    for text in [
        "!procedure $p()\n$p()\n$p()\n!endprocedure\n$p()",
        "!function $f($x)\n!return $f($x) + $f($x)\n!endfunction\n$f(1)",
        "!while 1\nA\n!endwhile",
        "!while 1\n!endwhile",
        "!$a = \"aaaaaaaaaaaaaaaa\"\n!while 1\n!$a = $a + $a\n!endwhile",
        "!define A(x) A(x x) A(x x)\nA(1)",
        "!$l = [1]\n!while 1\n!$l = %splitstr($l + $l, \",\")\n!endwhile",
        "!procedure $p($x)\n!if 1\n$p($x + 1)\n!endif\n!endprocedure\n$p(1)",
    ] {
        assert_code(text, Code::PreprocessorLimit);
    }
    let deep = ["!if 1\n".repeat(1000), "!endif\n".repeat(1000)].concat();
    assert_code(&deep, Code::PreprocessorLimit);
    let brackets = ["!$x = ".to_owned(), "(".repeat(100_000)].concat();
    assert_code(&brackets, Code::PreprocessorLine);
    let chain: String = (0..60).map(|n| format!("!define D{n} D{m} D{m}\n", m = n + 1)).collect();
    assert_code(&[&chain, "D0"].concat(), Code::PreprocessorLimit);
    let calls = ["!function $f($x) return $x\n", &"$f(".repeat(50_000)].concat();
    assert_code(&calls, Code::PreprocessorLimit);
}

/// The part of a source that a part of its expansion comes from.
fn origin<'t>(text: &'t str, part: &str) -> &'t str {
    let expansion = expand_within(text, 1 << 20, &mut Diagnostics::new());
    let start = expansion.text().find(part).expect("the part is in the expansion");
    let Span { start, end } = expansion.origin(Span::new(start, start + part.len()));
    &text[start..end]
}

#[test]
fn each_part_has_its_place_in_the_source() {
    let text = "!$name = \"Bob\"\n!procedure $p($x)\nAlice -> $name : hi $x!\n!endprocedure\nA -> B : one\n$p(\"two\")\nB -> $name : end";
    assert_eq!(origin(text, "A -> B : one"), "A -> B : one");
    assert_eq!(origin(text, "Alice"), "Alice");
    assert_eq!(origin(text, "Bob : hi two"), "$name : hi $x");
    assert_eq!(origin(text, "two"), "$x");
    assert_eq!(origin(text, "B -> Bob"), "B -> $name");
    assert_eq!(origin("!define M(x) <x>\n!define N in M(1)\nA N B", "in <1>"), "N");
}

/// What means something to the preprocessor.
const PIECES: &[&str] = &[
    "!$a = ",
    "!$b ?= ",
    "!if ",
    "!elseif ",
    "!else",
    "!endif",
    "!while ",
    "!endwhile",
    "!foreach $i in ",
    "!endfor",
    "!procedure $p(",
    "!endprocedure",
    "!function $f(",
    "!endfunction",
    "!return ",
    "!define X ",
    "!define Y(x) ",
    "!definelong L(x)",
    "!enddefinelong",
    "!undef X",
    "!ifdef X",
    "!unquoted procedure u(",
    "!local $c = ",
    "\n",
    "\n",
    "\n",
    "\n",
    "$a",
    "$b",
    "$p(",
    "$f(",
    "X",
    "Y(",
    "L(",
    "u(",
    "x",
    "##",
    ")",
    ")",
    "(",
    "[",
    "]",
    ",",
    "\"",
    "'",
    "+",
    "-",
    "*",
    "/",
    "==",
    "<",
    "&&",
    "||",
    "!",
    "1",
    "23",
    "%strlen(",
    "%substr(",
    "%not(",
    "%chr(10)",
    "%set_variable_value(",
    "\"a\"",
    "A -> B : ",
    "\r\n",
    "é",
    " ",
    "/'",
    "'/",
    "@startuml\n",
    "=",
    "$",
    "%",
    "end",
];

#[test]
fn random_texts_end_quickly_and_have_places() {
    let mut state = 23_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % below
    };
    for _ in 0..40_000 {
        let text: String = (0..1 + next(30)).map(|_| PIECES[next(PIECES.len())]).collect();
        let mut sink = Diagnostics::new();
        let expansion = expand_within(&text, 10_000, &mut sink);
        let length = expansion.text().len();
        assert!(length <= 10_000 + text.len(), "{text}");
        for (start, end) in [(0, length), (length / 2, length), (0, length / 2), (length, length)] {
            let Span { start, end } = expansion.origin(Span::new(start, end.max(start)));
            assert!(
                start <= end && text.get(start..end).is_some() || length > 0 && end <= text.len(),
                "{text}"
            );
        }
        for diagnostic in sink.into_sorted() {
            let Span { start, end } = diagnostic.span();
            assert!(text.get(start..end).is_some(), "{text}: {diagnostic:?}");
        }
    }
}
