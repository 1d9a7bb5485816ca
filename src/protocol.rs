//! Syntax tree of the statements about knowledge, and of their expressions.
//!
//! Values are referred to by name, messages by the first word of their text. `knowledge` resolves both, so names here may
//! be undefined.

use std::fmt;

use crate::source::{Name, Span, Written};

/// The function that a `check` verifies a signature with.
pub const VERIFY: &str = "verify";

/// A statement about knowledge.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement<'s> {
    /// `knowledge on|new|full|off|check`.
    Mode(Mode),
    /// `attacker sees wire`.
    Attacker,
    /// `suite NAME`.
    Suite(Written<'s>),
    /// `values "FILE"`.
    Values(Name<'s>),
    /// `knows P, Q: a, b`.
    Knows(Vec<Name<'s>>, Vec<Written<'s>>),
    /// `keypair P: private / public = CURVE 0x…`.
    Keypair(Keypair<'s>),
    /// `generate P: a = 0x…, b`.
    Generate(Vec<Name<'s>>, Vec<Fresh<'s>>),
    /// `derive P, Q: name = EXPRESSION`.
    Derive(Vec<Name<'s>>, Written<'s>, Expr<'s>),
    /// `check P: EXPRESSION == EXPRESSION`.
    Check(Vec<Name<'s>>, Expr<'s>, Expr<'s>),
    /// `check P: verify(KEY, SIGNATURE, EXPRESSION, …)`: the call.
    Verify(Vec<Name<'s>>, Expr<'s>),
    /// `show P: EXPRESSION, …`.
    Show(Vec<Name<'s>>, Vec<Expr<'s>>),
    /// `leak P: EXPRESSION, …`.
    Leak(Vec<Name<'s>>, Vec<Expr<'s>>),
    /// `expect P knows EXPRESSION`.
    ExpectKnows(Name<'s>, Relation, Expr<'s>),
    /// `expect EXPRESSION == EXPRESSION`.
    ExpectEqual(Expr<'s>, Expr<'s>),
    /// `under EXPRESSION`: the message above is encrypted with it.
    Under(Expr<'s>),
    /// `carry EXPRESSION, …`: the message above also carries these.
    Carry(Vec<Expr<'s>>),
    /// `bytes 0x…`: the encoding of the message above, its digits without `0x`.
    Bytes(Written<'s>),
    /// `aside`: the message above is in no transcript.
    Aside,
}

impl<'s> Statement<'s> {
    /// The parties that the statement names.
    pub fn parties(&self) -> &[Name<'s>] {
        match self {
            Statement::Knows(who, _)
            | Statement::Generate(who, _)
            | Statement::Derive(who, ..)
            | Statement::Check(who, ..)
            | Statement::Verify(who, _)
            | Statement::Show(who, _)
            | Statement::Leak(who, _) => who,
            Statement::Keypair(pair) => &pair.who,
            Statement::ExpectKnows(who, ..) => std::slice::from_ref(who),
            Statement::Mode(_)
            | Statement::Attacker
            | Statement::Suite(_)
            | Statement::Values(_)
            | Statement::ExpectEqual(..)
            | Statement::Under(_)
            | Statement::Carry(_)
            | Statement::Bytes(_)
            | Statement::Aside => &[],
        }
    }
}

impl<'s> Statement<'s> {
    /// The expressions in it, in the order written.
    pub fn expressions(&self) -> Vec<&Expr<'s>> {
        match self {
            Statement::Derive(_, _, expression)
            | Statement::Verify(_, expression)
            | Statement::ExpectKnows(_, _, expression)
            | Statement::Under(expression) => vec![expression],
            Statement::Check(_, left, right) | Statement::ExpectEqual(left, right) => vec![left, right],
            Statement::Show(_, all) | Statement::Leak(_, all) | Statement::Carry(all) => all.iter().collect(),
            Statement::Mode(_)
            | Statement::Attacker
            | Statement::Suite(_)
            | Statement::Values(_)
            | Statement::Knows(..)
            | Statement::Keypair(_)
            | Statement::Generate(..)
            | Statement::Bytes(_)
            | Statement::Aside => Vec::new(),
        }
    }
}

/// Which notes about knowledge are drawn from a line on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// `off`: only what `show` statements request.
    #[default]
    Off,
    /// `on` or `new`: what each step adds.
    New,
    /// `full`: everything that is known after each step.
    Full,
    /// `check`: nothing, but the author's own notes are verified.
    Check,
}

/// `private / public = CURVE 0x…`.
#[derive(Clone, Debug, PartialEq)]
pub struct Keypair<'s> {
    /// The parties that have it.
    pub who: Vec<Name<'s>>,
    /// The private key.
    pub private: Written<'s>,
    /// The public key.
    pub public: Written<'s>,
    /// The kind of the keys.
    pub kind: Option<Written<'s>>,
    /// The digits of the private key, without `0x`.
    pub bytes: Option<Written<'s>>,
}

/// `name = 0x…`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fresh<'s> {
    /// The name of the value.
    pub name: Written<'s>,
    /// Its digits, without `0x`.
    pub bytes: Option<Written<'s>>,
}

/// What an `expect` states about the knowledge of a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// `knows`.
    Knows,
    /// `never knows`.
    Never,
    /// `cannot know`.
    Cannot,
}

impl Relation {
    /// The keywords.
    pub fn words(self) -> &'static str {
        match self {
            Relation::Knows => "knows",
            Relation::Never => "never knows",
            Relation::Cannot => "cannot know",
        }
    }
}

/// The text of a message, read as a name and the values that it carries: `ClientHello(clientRandom, clientShare)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Payload<'s> {
    /// The name of the message: what stands before its values.
    pub name: Written<'s>,
    /// All of the text.
    pub text: Written<'s>,
    /// Each group in brackets, with the parts of it that are expressions. The last group that names a value is the list of
    /// values; the rest is plain text.
    pub groups: Vec<Vec<Expr<'s>>>,
}

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr<'s> {
    /// What it is.
    pub kind: ExprKind<'s>,
    /// Its bytes.
    pub span: Span,
}

/// The kinds of expression.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind<'s> {
    /// `0x…`, without `0x`: bytes.
    Hex(&'s str),
    /// `"text"`, without the quotation marks: its bytes in UTF-8.
    Text(&'s str),
    /// `48`: a length; `0` is a string of zeros as long as a hash.
    Number(&'s str),
    /// A value or a message.
    Name(&'s str),
    /// `First..Last`: the messages from one to the other.
    Range(Written<'s>, Written<'s>),
    /// `function(a, b)`.
    Call(Written<'s>, Vec<Expr<'s>>),
    /// `a || b`: concatenation; at least two parts, none of which is itself a concatenation.
    Join(Vec<Expr<'s>>),
}

impl fmt::Display for Expr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ExprKind::Hex(digits) => write!(f, "0x{digits}"),
            ExprKind::Text(text) => write!(f, "\"{text}\""),
            ExprKind::Number(digits) => f.write_str(digits),
            ExprKind::Name(name) => f.write_str(name),
            ExprKind::Range(first, last) => write!(f, "{}..{}", first.text, last.text),
            ExprKind::Call(function, arguments) => {
                write!(f, "{}(", function.text)?;
                list(f, arguments, ", ")?;
                f.write_str(")")
            }
            ExprKind::Join(parts) => list(f, parts, " || "),
        }
    }
}

fn list(f: &mut fmt::Formatter<'_>, parts: &[Expr<'_>], between: &str) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            f.write_str(between)?;
        }
        write!(f, "{part}")?;
    }
    Ok(())
}
