//! Prints statements about knowledge.

use super::style::name;
use crate::ast::{Name, Written};
use crate::protocol::{Expr, Keypair, Mode, Statement};

pub(super) fn statement(statement: &Statement<'_>) -> String {
    match statement {
        Statement::Mode(mode) => format!("knowledge {}", mode_word(*mode)),
        Statement::Attacker => "attacker sees wire".to_owned(),
        Statement::Suite(suite) => format!("suite {}", suite.text),
        Statement::Values(file) => format!("values \"{}\"", file.text),
        Statement::Knows(who, values) => format!("knows {}: {}", parties(who), words(values)),
        Statement::Keypair(pair) => keypair(pair),
        Statement::Generate(who, fresh) => {
            let fresh = fresh.iter().map(|fresh| format!("{}{}", fresh.name.text, hex(fresh.bytes)));
            format!("generate {}: {}", parties(who), fresh.collect::<Vec<_>>().join(", "))
        }
        Statement::Derive(who, name, value) => format!("derive {}: {} = {value}", parties(who), name.text),
        Statement::Check(who, left, right) => format!("check {}: {left} == {right}", parties(who)),
        Statement::Verify(who, call) => format!("check {}: {call}", parties(who)),
        Statement::Show(who, what) => format!("show {}: {}", parties(who), list(what)),
        Statement::Leak(who, what) => format!("leak {}: {}", parties(who), list(what)),
        Statement::ExpectKnows(who, relation, what) => {
            format!("expect {} {} {what}", name(who), relation.words())
        }
        Statement::ExpectEqual(left, right) => format!("expect {left} == {right}"),
        Statement::Under(key) => format!("under {key}"),
        Statement::Carry(what) => format!("carry {}", list(what)),
        Statement::Bytes(digits) => format!("bytes 0x{}", digits.text),
        Statement::Aside => "aside".to_owned(),
    }
}

/// `on` and `new` say the same.
fn mode_word(mode: Mode) -> &'static str {
    match mode {
        Mode::Off => "off",
        Mode::New => "on",
        Mode::Full => "full",
        Mode::Check => "check",
    }
}

fn keypair(pair: &Keypair<'_>) -> String {
    let Keypair { who, private, public, kind, bytes } = pair;
    let kind = kind.map(|kind| format!(" = {}", kind.text)).unwrap_or_default();
    let bytes = bytes.map(|digits| format!(" 0x{}", digits.text)).unwrap_or_default();
    format!("keypair {}: {} / {}{kind}{bytes}", parties(who), private.text, public.text)
}

fn parties(who: &[Name<'_>]) -> String {
    who.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn words(words: &[Written<'_>]) -> String {
    words.iter().map(|word| word.text).collect::<Vec<_>>().join(", ")
}

fn list(what: &[Expr<'_>]) -> String {
    what.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn hex(digits: Option<Written<'_>>) -> String {
    digits.map(|digits| format!(" = 0x{}", digits.text)).unwrap_or_default()
}
