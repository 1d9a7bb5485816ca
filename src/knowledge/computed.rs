//! The bytes of terms, computed where all ingredients have bytes. A term without bytes is not reported.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::term::{Shape, Term, Terms};
use crate::knowledge::bytes::{Fault, Function, KeyKind, Sidecar, Suite, apply, verify};
use crate::source::Span;

/// How much is computed for one source, in bytes that are hashed, joined or searched. A handshake needs some hundred
/// thousand; without a limit, a few lines that double a value would fill the memory.
const MAX_WORK: usize = 64 << 20;
/// What a multiplication on a curve costs, in bytes hashed in the same time.
const CURVE_WORK: usize = 16 << 10;
/// What a signature costs that is verified: RSA tries six ways.
const SIGNATURE_WORK: usize = 256 << 10;
/// What a byte of a result costs: each 32 of them are two HMACs.
const RESULT_WORK: usize = 16;

/// A file of values.
pub(super) struct File {
    /// What the source calls it, and where.
    pub name: String,
    pub span: Span,
    pub values: Sidecar,
    /// The lines of the values that were asked for.
    used: RefCell<HashSet<usize>>,
}

impl File {
    pub fn new(name: &str, span: Span, values: Sidecar) -> File {
        File { name: name.to_owned(), span, values, used: RefCell::default() }
    }

    /// The names that no line of the source uses, in order of line.
    pub fn idle(&self) -> Vec<&str> {
        let used = self.used.borrow();
        let mut idle: Vec<_> = self.values.iter().filter(|(_, value)| !used.contains(&value.line)).collect();
        idle.sort_by_key(|(_, value)| value.line);
        idle.into_iter().map(|(name, _)| name).collect()
    }
}

/// What is known about the bytes of terms.
#[derive(Default)]
pub(super) struct Computed {
    pub suite: Option<&'static Suite>,
    /// The files that the source names.
    pub files: Vec<File>,
    /// Whether a named file cannot be read: then it is unknown which values have no bytes.
    pub lacks_a_file: bool,
    of: FxHashMap<Term, Arc<[u8]>>,
    kinds: FxHashMap<Term, KeyKind>,
    /// The terms whose bytes were not computed but come from the source or a file.
    given: FxHashSet<Term>,
    /// The names of values whose bytes were computed and compared with what a file or the source says.
    compared: HashSet<String>,
    /// The signatures whose bytes were verified.
    verified: HashSet<Term>,
    work: Cell<usize>,
}

impl Computed {
    /// Takes so much from the work that is left; `false` once it is used up, and nothing more is computed.
    pub fn pay(&self, work: usize) -> bool {
        self.work.set(self.work.get().saturating_add(work));
        !self.is_exhausted()
    }

    /// Whether all that is computed for one source has been.
    pub fn is_exhausted(&self) -> bool {
        self.work.get() > MAX_WORK
    }

    /// What a file says that the bytes of a name are.
    pub fn given(&self, name: &str) -> Option<&[u8]> {
        let (file, value) = self.files.iter().find_map(|file| Some((file, file.values.get(name)?)))?;
        file.used.borrow_mut().insert(value.line);
        Some(&value.bytes)
    }

    /// Sets the bytes of a term that are not computed here.
    pub fn set(&mut self, term: Term, bytes: Vec<u8>) {
        self.of.insert(term, bytes.into());
        self.given.insert(term);
    }

    /// Whether the bytes of a term were given and not computed.
    pub fn is_given(&self, term: Term) -> bool {
        self.given.contains(&term)
    }

    /// Notes that the bytes of a value were computed and are what they should be.
    pub fn note_compared(&mut self, name: &str) {
        self.compared.insert(name.to_owned());
    }

    /// How many values were computed and compared, and how many signatures verified.
    pub fn counts(&self) -> (usize, usize) {
        (self.compared.len(), self.verified.len())
    }

    /// Says what kind a pair of keys is, by its private half.
    pub fn set_kind(&mut self, private: Term, kind: KeyKind) {
        self.kinds.insert(private, kind);
    }

    pub fn kind(&self, private: Term) -> Option<KeyKind> {
        self.kinds.get(&private).copied()
    }

    /// Whether a signature is good; none where one of the three has no bytes.
    pub fn verify(
        &mut self,
        terms: &Terms,
        key: Term,
        signature: Term,
        text: &[Term],
    ) -> Result<Option<bool>, Fault> {
        let kind = if let Shape::Half(private) = terms.shape(key) { self.kind(*private) } else { None };
        let text: Option<Vec<Cow<'_, [u8]>>> = text.iter().map(|&part| self.of(terms, part)).collect();
        let (Some(public), Some(bytes), Some(text)) = (self.of(terms, key), self.of(terms, signature), text)
        else {
            return Ok(None);
        };
        let text = text.concat();
        if !self.pay(SIGNATURE_WORK + text.len()) {
            return Ok(None);
        }
        let is_good = verify(kind, &public, &bytes, &text)?;
        if is_good {
            self.verified.insert(signature);
        }
        Ok(Some(is_good))
    }

    /// How many bytes a term must have; none where that cannot be told.
    pub fn length(&self, terms: &Terms, term: Term) -> Option<usize> {
        let Shape::Apply(function, parts) = terms.shape(term) else {
            let Shape::Shared(function, ..) = terms.shape(term) else { return None };
            return Function::named(function)?.length(self.suite, &[]);
        };
        let parts: Vec<Option<&[u8]>> = parts.iter().map(|part| self.of.get(part).map(|it| &**it)).collect();
        Function::named(function)?.length(self.suite, &parts)
    }

    /// The bytes of a term, if it has any. Those of a transcript are put together on demand.
    pub fn of(&self, terms: &Terms, term: Term) -> Option<Cow<'_, [u8]>> {
        if let Some(bytes) = self.of.get(&term) {
            return Some(Cow::Borrowed(bytes));
        }
        let mut parts = Vec::new();
        let mut at = Some(term);
        while let Some(term) = at {
            let Shape::Transcript(before, last) = terms.shape(term) else { return None };
            // Long transcripts whose first message has no bytes are walked through in vain.
            if !self.pay(1) {
                return None;
            }
            parts.push(&**self.of.get(last)?);
            at = *before;
        }
        parts.reverse();
        Some(Cow::Owned(parts.concat()))
    }

    /// The same bytes, shared: those of a defined value are stored once, however often they are shown.
    pub fn kept(&self, terms: &Terms, term: Term) -> Option<Arc<[u8]>> {
        match self.of.get(&term) {
            Some(bytes) => Some(Arc::clone(bytes)),
            None => self.of(terms, term).map(|bytes| Arc::from(&*bytes)),
        }
    }

    /// Computes the bytes of a term from those of its parts, unless it has some.
    pub fn compute(&mut self, terms: &Terms, term: Term) -> Result<(), Fault> {
        if self.is_exhausted() || self.of.contains_key(&term) {
            return Ok(());
        }
        let computed = match terms.shape(term) {
            Shape::Literal(bytes) => Some(bytes.to_vec()),
            Shape::Number(digits) if **digits == *"0" => self.suite.map(Suite::zeros),
            Shape::Number(digits) => Some(digits.as_bytes().to_vec()),
            Shape::Half(private) => self.half(*private)?,
            Shape::Shared(function, one, other) => self.shared(terms, function, *one, *other)?,
            Shape::Apply(function, parts) => self.apply(terms, function, parts)?,
            Shape::Atom(_)
            | Shape::Sealed(..)
            | Shape::Enveloped(..)
            | Shape::Signed(_)
            | Shape::Message(_)
            | Shape::Transcript(..) => None,
        };
        if let Some(bytes) = computed {
            self.of.insert(term, bytes.into());
        }
        Ok(())
    }

    fn half(&self, private: Term) -> Result<Option<Vec<u8>>, Fault> {
        match (self.kinds.get(&private), self.of.get(&private)) {
            (Some(kind), Some(bytes)) if self.pay(CURVE_WORK) => kind.public_half(bytes),
            _ => Ok(None),
        }
    }

    /// Whichever private half has bytes will do.
    fn shared(
        &self,
        terms: &Terms,
        function: &str,
        one: Term,
        other: Term,
    ) -> Result<Option<Vec<u8>>, Fault> {
        let function = Function::named(function).expect("a shared secret is made by one of the curves");
        for (private, public) in [(one, other), (other, one)] {
            let public = terms.find(&Shape::Half(public)).and_then(|half| self.of.get(&half));
            if let (Some(private), Some(public)) = (self.of.get(&private), public)
                && self.pay(CURVE_WORK)
            {
                return apply(function, self.suite, &[private, public]).map(Some);
            }
        }
        Ok(None)
    }

    fn apply(&self, terms: &Terms, function: &str, parts: &[Term]) -> Result<Option<Vec<u8>>, Fault> {
        let Some(function) = Function::named(function) else { return Ok(None) };
        let argument = |&part: &Term| {
            // A record may have the number 0, which stands for zeros elsewhere.
            if let Shape::Number(digits) = terms.shape(part)
                && function == Function::RecordNonce
            {
                return Some(Cow::Borrowed(digits.as_bytes()));
            }
            self.of(terms, part)
        };
        let parts: Option<Vec<Cow<'_, [u8]>>> = parts.iter().map(argument).collect();
        let Some(parts) = parts else { return Ok(None) };
        let parts: Vec<&[u8]> = parts.iter().map(AsRef::as_ref).collect();
        if !self.pay(parts.iter().map(|part| part.len()).sum()) {
            return Ok(None);
        }
        let bytes = apply(function, self.suite, &parts)?;
        // What was computed is kept: a call has an end of its own.
        self.pay(if function == Function::Concat { 0 } else { RESULT_WORK * bytes.len() });
        Ok(Some(bytes))
    }
}

/// Bytes as a reader compares them: all of them, or the first and the last four.
pub(super) fn short(bytes: &[u8]) -> String {
    const MOST: usize = 16;
    if bytes.len() <= MOST {
        return format!("0x{}", hex(bytes));
    }
    let (first, last) = (&bytes[..4], &bytes[bytes.len() - 4..]);
    format!("0x{}..{} ({} bytes)", hex(first), hex(last), bytes.len())
}

/// The digits of bytes.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of digits; the grammar ensures that they come in pairs.
pub(super) fn from_hex(digits: &str) -> Vec<u8> {
    let digit = |byte: u8| (byte as char).to_digit(16).map_or(0, |digit| digit as u8);
    digits
        .as_bytes()
        .chunks(2)
        .map(|pair| pair.iter().fold(0, |value, &byte| value << 4 | digit(byte)))
        .collect()
}
