//! Reads statements about knowledge.

use pest::Parser;
use pest::iterators::{Pair, Pairs};

use super::expression::{Fault, read, read_one};
use super::{Cut, Rule, Seq};
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::words::{WordRole, begins};
use crate::parse::hints::JunkLine;
use crate::protocol::{Expr, ExprKind, Fresh, Keypair, Mode, Relation, Statement, VERIFY};
use crate::source::{Name, Span, Written};

/// Reads a node `knowledge`; fails if its expression is malformed.
pub(in crate::parse) fn statement<'s>(cut: Cut, pair: Pair<'s, Rule>) -> Result<Statement<'s>, Fault> {
    let pair = pair.into_inner().next().expect("a statement about knowledge is one of its kinds");
    let rule = pair.as_rule();
    let mut parts = Parts { cut, pairs: pair.into_inner(), held: None };
    Ok(match rule {
        Rule::mode => Statement::Mode(mode(parts.written().text)),
        Rule::attacker => Statement::Attacker,
        Rule::suite => Statement::Suite(parts.written()),
        Rule::values => Statement::Values(parts.name()),
        Rule::knows => Statement::Knows(parts.parties(), parts.all_written()),
        Rule::keypair => Statement::Keypair(parts.keypair()),
        Rule::generate => Statement::Generate(parts.parties(), parts.fresh()),
        Rule::derive => Statement::Derive(parts.parties(), parts.written(), parts.expression()?),
        Rule::check => parts.check()?,
        Rule::show => Statement::Show(parts.parties(), parts.expressions()?),
        Rule::leak => Statement::Leak(parts.parties(), parts.expressions()?),
        Rule::expect_knows => {
            Statement::ExpectKnows(parts.name(), relation(parts.written().text), parts.expression()?)
        }
        Rule::expect_equal => Statement::ExpectEqual(parts.expression()?, parts.expression()?),
        Rule::under => Statement::Under(parts.expression()?),
        Rule::carry => Statement::Carry(parts.expressions()?),
        Rule::bytes => Statement::Bytes(digits(parts.written())),
        Rule::aside => Statement::Aside,
        rule => unreachable!("`{rule:?}` is not a statement about knowledge"),
    })
}

/// The nodes of a statement, one after the other.
struct Parts<'s> {
    cut: Cut,
    pairs: Pairs<'s, Rule>,
    /// A node that was looked at and belongs to what comes next.
    held: Option<Pair<'s, Rule>>,
}

impl<'s> Parts<'s> {
    fn next_if(&mut self, is: impl Fn(Rule) -> bool) -> Option<Pair<'s, Rule>> {
        let next = self.held.take().or_else(|| self.pairs.next())?;
        if is(next.as_rule()) {
            return Some(next);
        }
        self.held = Some(next);
        None
    }

    fn next(&mut self) -> Pair<'s, Rule> {
        self.next_if(|_| true).expect("the grammar gives this statement the part")
    }

    fn written(&mut self) -> Written<'s> {
        let pair = self.next();
        self.cut.written(&pair)
    }

    fn name(&mut self) -> Name<'s> {
        let pair = self.next();
        self.cut.name(&pair)
    }

    fn parties(&mut self) -> Vec<Name<'s>> {
        let mut all = Vec::with_capacity(1);
        while let Some(pair) = self.next_if(|rule| matches!(rule, Rule::party | Rule::quoted)) {
            all.push(self.cut.name(&pair));
        }
        all
    }

    fn all_written(&mut self) -> Vec<Written<'s>> {
        let mut all = Vec::with_capacity(1);
        while let Some(pair) = self.next_if(|rule| rule == Rule::value) {
            all.push(self.cut.written(&pair));
        }
        all
    }

    fn hex(&mut self) -> Option<Written<'s>> {
        let pair = self.next_if(|rule| rule == Rule::hex)?;
        Some(digits(self.cut.written(&pair)))
    }

    fn fresh(&mut self) -> Vec<Fresh<'s>> {
        let mut all = Vec::with_capacity(1);
        while let Some(pair) = self.next_if(|rule| rule == Rule::value) {
            all.push(Fresh { name: self.cut.written(&pair), bytes: self.hex() });
        }
        all
    }

    fn keypair(&mut self) -> Keypair<'s> {
        let (who, private, public) = (self.parties(), self.written(), self.written());
        let kind = self.next_if(|rule| rule == Rule::key_kind).map(|pair| self.cut.written(&pair));
        Keypair { who, private, public, kind, bytes: self.hex() }
    }

    fn expression(&mut self) -> Result<Expr<'s>, Fault> {
        let pair = self.next();
        read_one(self.cut, pair)
    }

    /// Two expressions that are compared, or a signature that is verified.
    fn check(&mut self) -> Result<Statement<'s>, Fault> {
        let (who, left) = (self.parties(), self.expression()?);
        if let Some(right) = self.next_if(|rule| rule == Rule::expression) {
            return Ok(Statement::Check(who, left, read_one(self.cut, right)?));
        }
        match &left.kind {
            ExprKind::Call(function, _) if function.text == VERIFY => Ok(Statement::Verify(who, left)),
            _ => Err(Fault {
                span: left.span,
                message: "a check compares two values, or verifies a signature",
                label: "compared with nothing",
                help: "write `check A: x == y`, or `check A: verify(publicKey, signature, text)`",
            }),
        }
    }

    fn expressions(&mut self) -> Result<Vec<Expr<'s>>, Fault> {
        let pair = self.next();
        read(self.cut, pair)
    }
}

fn mode(word: &str) -> Mode {
    match word.to_ascii_lowercase().as_str() {
        "full" => Mode::Full,
        "off" => Mode::Off,
        "check" => Mode::Check,
        _ => Mode::New,
    }
}

fn relation(words: &str) -> Relation {
    match words.as_bytes()[0].to_ascii_lowercase() {
        b'k' => Relation::Knows,
        b'n' => Relation::Never,
        _ => Relation::Cannot,
    }
}

/// The digits of `0x…`.
fn digits(hex: Written<'_>) -> Written<'_> {
    Written { text: &hex.text[2..], span: Span::new(hex.span.start + 2, hex.span.end) }
}

/// Reads a line with a hyphen before its colon as a statement; `None` where it is not one.
pub(in crate::parse) fn with_hyphen<'s>(line: &'s str, start: usize) -> Option<Statement<'s>> {
    let word = line.split([' ', '\t']).next()?;
    if !begins(&word.to_ascii_lowercase(), WordRole::Parties) {
        return None;
    }
    let pair = Seq::parse(Rule::only_statement, line).ok()?.next()?;
    if pair.as_rule() != Rule::knowledge {
        return None;
    }
    statement(Cut { base: start }, pair).ok()
}

/// Explains a statement about knowledge with a malformed expression. Returns whether the line is one.
pub(in crate::parse) fn explain(line: JunkLine<'_>, sink: &mut Diagnostics) -> bool {
    let Ok(mut pairs) = Seq::parse(Rule::only_statement, line.text) else { return false };
    let Some(pair) = pairs.next().filter(|pair| pair.as_rule() == Rule::knowledge) else { return false };
    let Err(fault) = statement(Cut { base: line.start }, pair) else { return false };
    sink.error(Code::MalformedStatement, fault.span, fault.message).at(fault.label).help(fault.help);
    true
}
