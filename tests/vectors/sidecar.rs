//! Tests of reading values files, and of the faults of their lines.

use seqwright::knowledge::bytes::Sidecar;

use crate::hex;

/// The names and values of a file without faults.
fn read(text: &str) -> Vec<(String, String)> {
    let (sidecar, faults) = Sidecar::parse(text);
    assert_eq!(faults, []);
    sidecar.iter().map(|(name, value)| (name.to_owned(), hex(&value.bytes))).collect()
}

/// The diagnostics about a file, a line each.
fn faults_of(text: &str) -> Vec<String> {
    let (_, faults) = Sidecar::parse(text);
    faults.into_iter().map(|fault| format!("{}: {}", fault.line, fault.fault)).collect()
}

#[test]
fn a_line_is_a_name_and_hexadecimal() {
    assert_eq!(read("key = 00ff"), [("key".to_owned(), "00ff".to_owned())]);
    assert_eq!(read("key=0x00FF # a comment"), [("key".to_owned(), "00ff".to_owned())]);
    assert_eq!(read("  key = 00 ff  "), [("key".to_owned(), "00ff".to_owned())]);
    assert_eq!(read("Web Server.Finished = 14"), [("Web Server.Finished".to_owned(), "14".to_owned())]);
}

#[test]
fn comments_and_blank_lines_are_passed_over() {
    assert_eq!(read("# one\n\n  # two\r\nkey = 01\r\n\r\n# three"), [("key".to_owned(), "01".to_owned())]);
    assert_eq!(read(""), []);
}

#[test]
fn a_line_that_begins_with_a_space_continues_the_value() {
    let text = "key =\n  0001\n# between\n\t02 03\n\n  04\nnext = 05";
    assert_eq!(
        read(text),
        [("key".to_owned(), "0001020304".to_owned()), ("next".to_owned(), "05".to_owned())]
    );
}

#[test]
fn a_value_knows_its_line() {
    let (sidecar, _) = Sidecar::parse("# comment\na = 01\n\nb =\n  02\n  03");
    assert_eq!(sidecar.get("a").expect("it is there").line, 2);
    assert_eq!(sidecar.get("b").expect("it is there").line, 4);
    assert_eq!(sidecar.get("c"), None);
}

#[test]
fn the_first_line_says_that_a_file_is_test_data() {
    let is_test_data = |text| Sidecar::parse(text).0.is_test_data();
    assert!(is_test_data("# test data: RFC 8448, section 3\nkey = 01"));
    assert!(is_test_data("\u{feff}#Test data"));
    assert!(!is_test_data("key = 01"));
    assert!(!is_test_data("# no test data\nkey = 01"));
    assert!(!is_test_data("\n# test data\nkey = 01"));
    assert!(!is_test_data("# tést data"));
}

#[test]
fn every_faulty_line_is_reported() {
    let text = "  00\nkey\nkey = 0g\nkey = 123\n= 01\nempty =\nend = 01\nend = 02\nlast =";
    assert_eq!(
        faults_of(text),
        [
            "1: this line begins with a space, so it continues a value, but there is no value above it",
            "2: this line is not `name = hex`",
            "3: `g` is not a hexadecimal digit",
            "4: a byte has two digits, but the last digit before a space or the end is single",
            "5: there is no name before the `=`",
            "6: `empty` has no bytes",
            "8: line 7 has a value for `end` already",
            "9: `last` has no bytes",
        ]
    );
}

#[test]
fn a_value_with_an_error_has_one_diagnostic_and_no_bytes() {
    let (sidecar, faults) = Sidecar::parse("key = 00 zz\n  yy\n  xx\nnext = 01");
    assert_eq!(faults.len(), 1);
    assert_eq!(sidecar.get("key"), None);
    assert!(sidecar.get("next").is_some());
}

#[test]
fn a_second_value_of_a_name_does_not_replace_the_first() {
    let (sidecar, faults) = Sidecar::parse("key = 01\nkey = 02\n  03");
    assert_eq!(faults.len(), 1);
    assert_eq!(sidecar.get("key").expect("it is there").bytes, [1]);
}

#[test]
fn no_text_makes_the_parser_panic() {
    for text in
        ["=", "==", " = ", "\u{feff}", "#", "é = é", "a = \u{0}", "a = 0x", "a = 0x0x00", "\t\n \n#\n= \n"]
    {
        let (_, faults) = Sidecar::parse(text);
        assert!(faults.iter().all(|fault| !fault.fault.to_string().is_empty()), "{text:?}");
    }
}
