//! Makes trees of the flat tokens of expressions. The depth is limited, because later stages descend into them.

use pest::iterators::{Pair, Pairs};

use super::{Cut, Rule};
use crate::protocol::{Expr, ExprKind};
use crate::source::{Span, Written};

/// How deep calls may be nested.
const MAX_DEPTH: usize = 64;

/// Why some tokens are not an expression.
pub(in crate::parse) struct Fault {
    pub span: Span,
    /// One sentence.
    pub message: &'static str,
    /// What the marked bytes are.
    pub label: &'static str,
    pub help: &'static str,
}

/// An open bracket, or the whole.
struct Level<'s> {
    function: Option<Written<'s>>,
    open: Span,
    /// The complete expressions.
    done: Vec<Expr<'s>>,
    /// The parts of the current expression.
    parts: Vec<Expr<'s>>,
    /// Whether a part must come next.
    hungry: bool,
}

impl<'s> Level<'s> {
    fn new(function: Option<Written<'s>>, open: Span) -> Level<'s> {
        Level { function, open, done: Vec::new(), parts: Vec::new(), hungry: true }
    }

    /// Takes a part; joined parts are taken one by one, for `||` has no order.
    fn part(&mut self, part: Expr<'s>) -> Result<(), Fault> {
        if !self.hungry {
            return Err(Fault {
                span: part.span,
                message: "two values stand side by side",
                label: "nothing leads from the value before it to this one",
                help: "put `||` between them to join their bytes, or `,` between two arguments",
            });
        }
        match part.kind {
            ExprKind::Join(parts) => self.parts.extend(parts),
            _ => self.parts.push(part),
        }
        self.hungry = false;
        Ok(())
    }

    /// Ends the current expression.
    fn end_part(&mut self) {
        let mut parts = std::mem::take(&mut self.parts);
        let part = if parts.len() == 1 {
            parts.pop().expect("there is one")
        } else {
            let span = parts[0].span.to(parts[parts.len() - 1].span);
            Expr { kind: ExprKind::Join(parts), span }
        };
        self.done.push(part);
    }
}

/// Reads the expressions of a node `expression`: one, or several with commas between.
pub(in crate::parse) fn read<'s>(cut: Cut, pair: Pair<'s, Rule>) -> Result<Vec<Expr<'s>>, Fault> {
    let whole = cut.span(&pair);
    fold(cut, pair.into_inner(), whole)
}

/// Reads the only expression of a node `expression`.
pub(in crate::parse) fn read_one<'s>(cut: Cut, pair: Pair<'s, Rule>) -> Result<Expr<'s>, Fault> {
    let mut all = read(cut, pair)?;
    match (all.pop(), all.first()) {
        (Some(only), None) => Ok(only),
        (Some(last), Some(_)) => Err(Fault {
            span: last.span,
            message: "there can be only one expression here",
            label: "one too many",
            help: "write a line of its own for it, or `||` instead of the comma to join them",
        }),
        (None, _) => unreachable!("an expression has a token"),
    }
}

fn fold<'s>(cut: Cut, tokens: Pairs<'s, Rule>, whole: Span) -> Result<Vec<Expr<'s>>, Fault> {
    let mut outer: Vec<Level<'s>> = Vec::new();
    let mut level = Level::new(None, Span::new(whole.start, whole.start));
    for token in tokens {
        let span = cut.span(&token);
        match token.as_rule() {
            Rule::open_call | Rule::open => {
                if !level.hungry {
                    return Err(misplaced(span));
                }
                if outer.len() >= MAX_DEPTH {
                    return Err(too_deep(span));
                }
                let function = token.into_inner().next().map(|name| cut.written(&name));
                outer.push(std::mem::replace(&mut level, Level::new(function, span)));
            }
            Rule::shut => {
                let Some(around) = outer.pop() else { return Err(stray(span)) };
                let inner = std::mem::replace(&mut level, around);
                level.part(shut(inner, span)?)?;
            }
            Rule::comma | Rule::join if level.hungry => return Err(misplaced(span)),
            Rule::comma => {
                level.end_part();
                level.hungry = true;
            }
            Rule::join => level.hungry = true,
            _ => level.part(Expr { kind: leaf(cut, token), span })?,
        }
    }
    if !outer.is_empty() {
        return Err(unclosed(level.open));
    }
    if level.hungry {
        return Err(misplaced(Span::new(whole.end, whole.end)));
    }
    level.end_part();
    Ok(level.done)
}

/// Makes an expression of a pair of brackets and its contents.
fn shut(mut inner: Level<'_>, end: Span) -> Result<Expr<'_>, Fault> {
    let is_empty_call = inner.function.is_some() && inner.done.is_empty() && inner.parts.is_empty();
    if !is_empty_call {
        if inner.hungry {
            return Err(misplaced(end));
        }
        inner.end_part();
    }
    let span = inner.open.to(end);
    match inner.function {
        Some(function) => Ok(Expr { kind: ExprKind::Call(function, inner.done), span }),
        None if inner.done.len() > 1 => Err(Fault {
            span,
            message: "these brackets hold more than one value",
            label: "no function stands before them",
            help: "write `||` instead of the comma to join their bytes",
        }),
        None => Ok(inner.done.pop().expect("brackets that are not empty hold a value")),
    }
}

fn leaf<'s>(cut: Cut, token: Pair<'s, Rule>) -> ExprKind<'s> {
    let text = token.as_str();
    match token.as_rule() {
        Rule::hex => ExprKind::Hex(&text[2..]),
        Rule::quoted => ExprKind::Text(&text[1..text.len() - 1]),
        Rule::count => ExprKind::Number(text),
        Rule::range => {
            let mut ends = token.into_inner().map(|end| cut.written(&end));
            let mut next = || ends.next().expect("a range has two ends");
            ExprKind::Range(next(), next())
        }
        _ => ExprKind::Name(text),
    }
}

fn misplaced(span: Span) -> Fault {
    Fault {
        span,
        message: "a value is missing in this expression",
        label: "a value must stand before this",
        help: "write a name, a call such as `HMAC(key, text)`, `0x` and digits, or a text in quotation marks",
    }
}

fn stray(span: Span) -> Fault {
    Fault {
        span,
        message: "this bracket closes nothing",
        label: "no bracket is open here",
        help: "delete it, or open one before it",
    }
}

fn unclosed(span: Span) -> Fault {
    Fault {
        span,
        message: "this bracket is never closed",
        label: "opened here",
        help: "close it with `)` on the same line",
    }
}

fn too_deep(span: Span) -> Fault {
    Fault {
        span,
        message: "brackets are nested more than 64 deep",
        label: "one too many",
        help: "derive the inner part on a line of its own, and use its name here",
    }
}
