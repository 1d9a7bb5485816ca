//! The handshakes of `examples/tls`, computed again by other code: the functions are those of `ring` and plain arithmetic,
//! and the sources and their files of values are read here, line by line. Where both agree with each other and with the
//! published values, neither has a fault of its own.
#![cfg(feature = "knowledge")]

mod arithmetic;
mod formula;
mod functions;
mod source;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use formula::Expr;
use functions::Suite;
use source::{Line, Message, lines};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/tls")
}

fn read(name: &str) -> String {
    fs::read_to_string(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The stems of the diagrams with a file of values, in order.
fn stems() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the folder can be read");
    let paths = entries.map(|entry| entry.expect("an entry can be read").path());
    let with_values = paths.filter(|path| path.extension().is_some_and(|it| it == "hex"));
    let mut stems: Vec<String> = with_values
        .map(|path| path.file_stem().expect("it has a name").to_string_lossy().into_owned())
        .collect();
    stems.sort();
    stems
}

/// What was found in a diagram.
#[derive(Default)]
struct Found {
    /// The values that were computed here and are in the file, too.
    compared: Vec<String>,
    /// The results of two sides of a check that are equal.
    checked: usize,
    /// The signatures that are good over the text that is drawn.
    verified: usize,
}

/// A diagram, as far as it was read.
struct Run {
    stem: String,
    suite: Option<Suite>,
    /// What the file says, by name.
    file: BTreeMap<String, Vec<u8>>,
    values: BTreeMap<String, Vec<u8>>,
    messages: Vec<Message>,
    found: Found,
}

impl Run {
    /// Computes a diagram of the bundle.
    fn of(stem: &str) -> Run {
        let file = source::values(&read(&format!("{stem}.hex")));
        let mut run = Run {
            stem: stem.to_owned(),
            suite: None,
            file,
            values: BTreeMap::new(),
            messages: Vec::new(),
            found: Found::default(),
        };
        for line in lines(&read(&format!("{stem}.seq"))) {
            run.line(line);
        }
        run
    }

    fn line(&mut self, line: Line) {
        match line {
            Line::Suite(name) => self.suite = Some(Suite::named(&name)),
            Line::Fresh(name, bytes) => {
                let bytes = bytes.or_else(|| self.file.get(&name).cloned());
                self.values.extend(bytes.map(|bytes| (name, bytes)));
            }
            Line::Pair { private, public, kind } => self.pair(private, public, &kind),
            Line::Message(message) => self.messages.push(message),
            Line::Aside => self.messages.last_mut().expect("a message is above").is_aside = true,
            Line::Derive(name, formula) => self.derive(name, &formula),
            Line::Check(one, other) => {
                let (one, other) = (self.bytes(&Expr::parse(&one)), self.bytes(&Expr::parse(&other)));
                if let (Some(one), Some(other)) = (one, other) {
                    assert_eq!(one, other, "{}", self.stem);
                    self.found.checked += 1;
                }
            }
            Line::Verify(arguments) => self.verify(&arguments),
        }
    }

    fn pair(&mut self, private: String, public: String, kind: &str) {
        let given = self.file.get(&private).cloned();
        let computed = given.as_deref().and_then(|private| match kind {
            "X25519" => Some(arithmetic::x25519(private, &arithmetic::X25519_BASE)),
            "P-256" => Some(arithmetic::p256_public(private)),
            _ => None,
        });
        let in_file = self.file.get(&public).cloned();
        if let (Some(computed), Some(in_file)) = (&computed, &in_file) {
            assert_eq!(computed, in_file, "{}: {public}", self.stem);
            self.found.compared.push(public.clone());
        }
        self.values.extend(given.map(|bytes| (private, bytes)));
        self.values.extend(computed.or(in_file).map(|bytes| (public, bytes)));
    }

    fn derive(&mut self, name: String, formula: &str) {
        let computed = self.bytes(&Expr::parse(formula));
        let in_file = self.file.get(&name).cloned();
        if let (Some(computed), Some(in_file)) = (&computed, &in_file)
            && !self.values.contains_key(&name)
        {
            assert_eq!(computed, in_file, "{}: {name} = {formula}", self.stem);
            self.found.compared.push(name.clone());
        }
        self.values.extend(computed.or(in_file).map(|bytes| (name, bytes)));
    }

    fn verify(&mut self, arguments: &str) {
        let Expr::Call(_, arguments) = Expr::parse(arguments) else { panic!("{}: {arguments}", self.stem) };
        let [key, signature, text] = &*arguments else { panic!("{}: three arguments", self.stem) };
        let all = (self.bytes(key), self.bytes(signature), self.bytes(text));
        let (Some(key), Some(signature), Some(text)) = all else { return };
        assert!(functions::is_good(&key, &signature, &text), "{}: {text:02x?}", self.stem);
        self.found.verified += 1;
    }

    /// The bytes of an expression, if all of it has bytes.
    fn bytes(&self, expression: &Expr) -> Option<Vec<u8>> {
        match expression {
            Expr::Bytes(bytes) => Some(bytes.clone()),
            Expr::Number(0) => self.suite.map(|suite| vec![0; suite.hash_length()]),
            Expr::Number(number) => panic!("{}: {number} stands for no bytes", self.stem),
            Expr::Name(name) => match self.values.get(name) {
                Some(bytes) => Some(bytes.clone()),
                None => self.message(self.find(name, false)?),
            },
            Expr::Range(first, last) => self.transcript(first, last),
            Expr::Join(parts) => {
                parts.iter().map(|part| self.bytes(part)).collect::<Option<Vec<_>>>().map(|it| it.concat())
            }
            Expr::Call(function, arguments) => {
                // A number is a length or the number of a record, and not bytes.
                let number = match arguments.last() {
                    Some(Expr::Number(number)) if functions::ends_with_number(function) => Some(*number),
                    _ => None,
                };
                let counted = &arguments[..arguments.len() - usize::from(number.is_some())];
                let parts: Option<Vec<_>> = counted.iter().map(|part| self.bytes(part)).collect();
                functions::call(function, self.suite, &parts?, number)
            }
        }
    }

    /// All messages from one to another, without those that are in no transcript.
    fn transcript(&self, first: &str, last: &str) -> Option<Vec<u8>> {
        let (first, last) = (self.find(first, true)?, self.find(last, false)?);
        let inside = (first..=last).filter(|&number| !self.messages[number].is_aside);
        inside.map(|number| self.message(number)).collect::<Option<Vec<_>>>().map(|all| all.concat())
    }

    /// The number of a message: the first or the last of this name so far.
    fn find(&self, name: &str, is_first: bool) -> Option<usize> {
        let (name, nth) = match name.rsplit_once('.') {
            Some((before, digits)) if digits.parse::<usize>().is_ok() => {
                (before, digits.parse::<usize>().ok())
            }
            _ => (name, None),
        };
        let is_it =
            |message: &&Message| message.name == name || format!("{}.{}", message.from, message.name) == name;
        let numbers =
            self.messages.iter().enumerate().filter(|(_, message)| is_it(message)).map(|(at, _)| at);
        let numbers: Vec<usize> = numbers.collect();
        match nth {
            Some(nth) => numbers.get(nth - 1).copied(),
            None if is_first => numbers.first().copied(),
            None => numbers.last().copied(),
        }
    }

    /// The bytes of a message in the file.
    fn message(&self, number: usize) -> Option<Vec<u8>> {
        let message = &self.messages[number];
        let same = |other: &&Message| other.name == message.name && other.from == message.from;
        let name = match self.messages[..=number].iter().filter(same).count() {
            1 => format!("{}.{}", message.from, message.name),
            count => format!("{}.{}.{count}", message.from, message.name),
        };
        self.file.get(&name).or_else(|| self.file.get(&message.name)).cloned()
    }
}

/// How many values of a diagram are computed, as the product counts them.
fn evidence(stem: &str) -> seqwright::ledger::Evidence {
    compiled(stem, &read(&format!("{stem}.hex"))).ledger.expect("it speaks of knowledge").evidence
}

struct Values(String);

impl seqwright::loader::Loader for Values {
    fn load(&self, _: &str) -> Result<String, seqwright::loader::Refusal> {
        Ok(self.0.clone())
    }
}

fn compiled(stem: &str, values: &str) -> seqwright::Compiled {
    let source = seqwright::Source::new(format!("{stem}.seq"), read(&format!("{stem}.seq")));
    seqwright::compile_with(&source, &seqwright::Options::new().loader(&Values(values.to_owned())))
}

#[test]
fn other_code_computes_the_published_values() {
    for stem in stems() {
        let run = Run::of(&stem);
        assert_eq!(run.found.compared.len(), evidence(&stem).compared, "{stem}: {:?}", run.found.compared);
        let finished = run.messages.iter().filter(|message| message.name == "Finished").count();
        assert!(run.found.checked >= finished, "{stem}: both Finished are checked");
        assert!(finished == 2 || stem == "tls13-record", "{stem}: it is a handshake");
    }
}

#[test]
fn every_kind_of_value_is_among_them() {
    let mut compared: Vec<String> = stems().iter().flat_map(|stem| Run::of(stem).found.compared).collect();
    compared.sort();
    for name in [
        "masterSecret",
        "keyBlock",
        "clientVerifyData",
        "serverVerifyData",
        "handshakeSecret",
        "clientApKey",
        "clientApIv",
        "resumptionMaster",
        "resumptionPsk",
        "binder",
        "clientRecord",
        "serverRecord",
    ] {
        assert!(compared.binary_search(&name.to_owned()).is_ok(), "`{name}` is computed nowhere");
    }
}

#[test]
fn every_recorded_signature_is_good_over_the_text_that_is_drawn() {
    let mut count = 0;
    for stem in stems() {
        let verified = Run::of(&stem).found.verified;
        assert_eq!(verified, evidence(&stem).verified, "{stem}");
        count += verified;
    }
    assert!(count >= 7, "{count} signatures");
}

/// RFC 5246, section 7.4.8, and RFC 8446, section 4.4.3: the algorithm, the length and the signature.
#[test]
fn a_signature_is_the_one_in_its_message() {
    let mut count = 0;
    for (stem, message, carried, bytes) in carried() {
        if message.name != "CertificateVerify" {
            continue;
        }
        let (signature, whole) = (&bytes, run_message(&stem, &message));
        assert_eq!(&whole[8..], signature.as_slice(), "{stem}: {carried}");
        assert_eq!(usize::from(whole[6]) << 8 | usize::from(whole[7]), signature.len(), "{stem}: {carried}");
        count += 1;
    }
    assert!(count >= 6, "{count} messages");
}

#[test]
fn the_key_of_a_certificate_is_the_one_in_its_message() {
    let mut count = 0;
    for (stem, message, key, bytes) in carried() {
        if message.name == "Certificate" {
            let whole = run_message(&stem, &message);
            assert!(whole.windows(bytes.len()).any(|part| part == bytes), "{stem}: {key}");
            count += 1;
        }
    }
    assert!(count >= 7, "{count} certificates");
}

/// Each value with bytes that a message carries: the diagram, the message, the name of the value and its bytes.
fn carried() -> Vec<(String, Message, String, Vec<u8>)> {
    let mut all = Vec::new();
    for stem in stems() {
        let run = Run::of(&stem);
        for message in &run.messages {
            for name in &message.carried {
                let bytes = run.values.get(name).cloned();
                all.extend(bytes.map(|bytes| (stem.clone(), message.clone(), name.clone(), bytes)));
            }
        }
    }
    all
}

fn run_message(stem: &str, message: &Message) -> Vec<u8> {
    let run = Run::of(stem);
    let number = run.messages.iter().position(|other| other.line == message.line).expect("it is drawn");
    run.message(number).unwrap_or_else(|| panic!("{stem}: {} has bytes", message.name))
}

/// The values and messages that authenticate a handshake.
fn is_authentic(name: &str) -> bool {
    let is_message = ["Certificate", "CertificateVerify", "ServerKeyExchange"]
        .iter()
        .any(|it| name.ends_with(&format!(".{it}")));
    let name = name.to_lowercase();
    is_message || ["signature", "share", "random"].iter().any(|part| name.ends_with(part))
}

#[test]
fn a_changed_byte_of_a_certificate_a_signature_a_share_or_a_random_is_refused() {
    let mut count = 0;
    for stem in stems() {
        let text = read(&format!("{stem}.hex"));
        for (name, bytes) in source::values(&text).into_iter().filter(|(name, _)| is_authentic(name)) {
            for at in [0, bytes.len() / 3, bytes.len() / 2, bytes.len() - 1] {
                let mut changed = bytes.clone();
                changed[at] ^= 0x10;
                let changed = source::with(&text, &name, &changed);
                let compiled = compiled(&stem, &changed);
                // In TLS 1.3 the randoms are in no formula, but in the messages.
                let is_missed =
                    compiled.diagnostics.iter().any(|one| one.code == seqwright::Code::MissingBytes);
                assert!(compiled.has_errors() || is_missed, "{stem}: `{name}` has another byte at {at}");
                count += 1;
            }
        }
    }
    assert!(count > 200, "{count} bytes were changed");
}
