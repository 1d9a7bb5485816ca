//! Formulas, parsed by recursive descent.

/// A formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    Bytes(Vec<u8>),
    Number(u64),
    Name(String),
    /// The first and the last message of a transcript.
    Range(String, String),
    Join(Vec<Expr>),
    Call(String, Vec<Expr>),
}

impl Expr {
    /// The formula of a line.
    pub fn parse(text: &str) -> Expr {
        let mut parser = Parser { rest: text };
        let expression = parser.join();
        assert_eq!(parser.rest.trim(), "", "{text}");
        expression
    }
}

struct Parser<'t> {
    rest: &'t str,
}

impl Parser<'_> {
    fn eats(&mut self, token: &str) -> bool {
        self.rest = self.rest.trim_start();
        let rest = self.rest.strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn join(&mut self) -> Expr {
        let mut parts = vec![self.one()];
        while self.eats("||") {
            parts.push(self.one());
        }
        if parts.len() == 1 { parts.remove(0) } else { Expr::Join(parts) }
    }

    fn one(&mut self) -> Expr {
        if self.eats("(") {
            let inner = self.join();
            assert!(self.eats(")"), "{}", self.rest);
            return inner;
        }
        if self.eats("\"") {
            let (text, rest) = self.rest.split_once('"').expect("a text ends");
            self.rest = rest;
            return Expr::Bytes(text.as_bytes().to_vec());
        }
        if self.eats("0x") {
            return Expr::Bytes(super::source::bytes(&self.word()));
        }
        let word = self.word();
        if let Ok(number) = word.parse() {
            return Expr::Number(number);
        }
        if self.eats("(") {
            return Expr::Call(word, self.arguments());
        }
        match word.split_once("..") {
            Some((first, last)) => Expr::Range(first.to_owned(), last.to_owned()),
            None => Expr::Name(word),
        }
    }

    fn arguments(&mut self) -> Vec<Expr> {
        let mut arguments = Vec::new();
        while !self.eats(")") {
            arguments.push(self.join());
            self.eats(",");
        }
        arguments
    }

    fn word(&mut self) -> String {
        self.rest = self.rest.trim_start();
        let is_part = |character: char| character.is_alphanumeric() || matches!(character, '-' | '.' | '_');
        let end = self.rest.find(|character| !is_part(character)).unwrap_or(self.rest.len());
        assert!(end > 0, "a word is missing before {:?}", self.rest);
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word.to_owned()
    }
}
