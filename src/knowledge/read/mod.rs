//! Turns a run into a plan: names become terms, labels become fields, and bytes are computed where they can be. Reports
//! errors that do not depend on who knows what.

mod blame;
mod check;
mod expression;
mod files;
mod function;
mod key;
mod label;
mod mention;
mod message;
mod premise;
mod review;
mod transcript;
mod value;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::computed::Computed;
use super::plan::{Act, ActKind, Origin, Plan};
use super::term::{Term, Terms};
use super::values::{Made, NamedValues};
use crate::diagnostic::{Code, Diagnostics};
use crate::ledger::Within;
use crate::loader::Loader;
use crate::notation::Flow;
use crate::protocol::{Expr, Mode, Statement};
use crate::run::{Run, Step, StepKind, Who};
use crate::source::Written;
use files::Ahead;
use transcript::Transcripts;

/// Reads a run. What is wrong is reported and left out.
pub(super) fn read<'a>(run: &Run<'a>, loader: &dyn Loader, sink: &mut Diagnostics) -> Plan<'a> {
    let mut computed = Computed::default();
    let mut ahead = Ahead::default();
    files::prepare(&run.steps, loader, &mut computed, &mut ahead, sink);
    let plan = Plan {
        parties: run.parties.clone(),
        attacker: run.attacker,
        terms: Terms::default(),
        named: NamedValues::default(),
        messages: Vec::new(),
        mentions: HashMap::new(),
        computed,
        acts: Vec::with_capacity(run.steps.len()),
    };
    let mut reader = Reader {
        plan,
        ahead,
        reported: Reported::default(),
        atoms: 0,
        last: None,
        transcripts: Transcripts::default(),
        by_name: HashMap::new(),
        mode: Mode::Off,
        keys_in_use: HashSet::new(),
        looked_at: HashSet::new(),
        sink: Diagnostics::new(),
    };
    reader.steps(&run.steps);
    reader.send();
    files::mind_slips(&mut reader.plan, &mut reader.sink);
    mention::mind(&mut reader.plan, &mut reader.sink);
    reader.review();
    sink.append(&mut reader.sink);
    reader.plan
}

struct Reader<'a> {
    plan: Plan<'a>,
    ahead: Ahead<'a>,
    reported: Reported<'a>,
    /// How many atoms there are.
    atoms: u32,
    /// The message that lines such as `under` belong to; it is sent when another line comes.
    last: Option<message::Draft<'a>>,
    transcripts: Transcripts<'a>,
    /// The messages of each name.
    by_name: HashMap<&'a str, Vec<usize>>,
    mode: Mode,
    /// The private halves and other values that lines compute or verify with.
    keys_in_use: HashSet<Term>,
    /// The values that a check looks at.
    looked_at: HashSet<Term>,
    sink: Diagnostics,
}

/// What has been reported, where one report is enough.
#[derive(Default)]
struct Reported<'a> {
    /// Names that nothing above makes and that are near to none.
    unknown: HashSet<&'a str>,
    /// The author's own functions that were looked at.
    own_functions: HashSet<&'a str>,
    /// Terms that keep others from having bytes.
    without_bytes: HashSet<Term>,
    /// Terms whose bytes cannot be computed.
    faulty: HashSet<Term>,
    /// Whether too much is computed.
    exhausted: bool,
}

impl<'a> Reader<'a> {
    fn steps(&mut self, steps: &[Step<'a>]) {
        for step in steps {
            let place = Origin { span: step.span, line: step.line };
            match &step.kind {
                StepKind::Message(message) => {
                    self.send();
                    self.message(message, step.event, place);
                }
                StepKind::Note(who, text) => {
                    self.send();
                    if self.mode == Mode::Check {
                        self.claims(who, text, place);
                    }
                }
                StepKind::Statement(statement, who) => self.statement(statement, who, place),
                StepKind::Fragment(flow, branches) => {
                    self.send();
                    self.act(ActKind::Fork(*flow), place);
                    self.transcripts.fork(*flow);
                    for (operand, branch) in branches.iter().enumerate() {
                        let fragment = step.event.expect("every fragment is drawn");
                        let within = Within { fragment, operand, line: branch.line };
                        self.act(ActKind::Branch(within), place);
                        self.transcripts.branch(*flow);
                        self.steps(&branch.steps);
                        self.send();
                    }
                    self.transcripts.join(*flow);
                    self.act(ActKind::Join, place);
                }
            }
        }
    }

    fn act(&mut self, kind: ActKind<'a>, place: Origin) {
        self.plan.acts.push(Act { kind, span: place.span, line: place.line });
    }

    fn statement(&mut self, statement: &'a Statement<'a>, who: &[Who], place: Origin) {
        if !belongs_to_message(statement) {
            self.send();
        }
        let who = who.to_vec();
        match statement {
            Statement::Mode(mode) => {
                self.mode = *mode;
                self.act(ActKind::Mode(*mode), place);
            }
            Statement::Attacker => self.act(ActKind::AttackerSees, place),
            Statement::Suite(name) => self.suite(name),
            Statement::Knows(_, names) => self.knows(who, names, place),
            Statement::Keypair(pair) => self.keypair(who, pair, place),
            Statement::Generate(_, fresh) => self.generate(who, fresh, place),
            Statement::Derive(_, name, formula) => self.derive(who, *name, formula, place),
            Statement::Check(_, left, right) => self.check(who, left, right, place),
            Statement::Verify(_, call) => self.verify(who, call, place),
            Statement::Show(_, what) => {
                let what = self.all(what);
                self.act(ActKind::Show(who, what), place);
            }
            Statement::Leak(_, what) => {
                let what = self.all(what);
                self.act(ActKind::Leak(who, what), place);
            }
            Statement::ExpectKnows(name, relation, what) => {
                let term = self.term(what);
                match who.first() {
                    Some(&who) if !self.is_mistaken_for_attacker(who) => {
                        term.into_iter().for_each(|term| {
                            self.act(ActKind::Expect(who, *relation, term, what), place);
                        });
                    }
                    _ => self.unknown_party(name),
                }
            }
            Statement::ExpectEqual(left, right) => self.expect_equal(left, right),
            Statement::Under(key) => self.under(key, place),
            Statement::Carry(what) => self.carry(what, place),
            Statement::Bytes(digits) => self.bytes(digits, place),
            Statement::Aside => self.aside(place),
            // Files have been read beforehand.
            Statement::Values(_) => {}
        }
    }

    /// The terms of some expressions; those that have none are reported.
    fn all(&mut self, what: &'a [Expr<'a>]) -> Vec<(Term, &'a Expr<'a>)> {
        what.iter().filter_map(|what| self.term(what).map(|term| (term, what))).collect()
    }

    /// What the author's note says that a party knows: the words in it that are names of values.
    fn claims(&mut self, who: &[Who], text: &[Written<'a>], place: Origin) {
        let mut claims = Vec::new();
        for word in text.iter().flat_map(|line| label::words(*line)) {
            if let Some(value) = self.plan.named.find(word.text) {
                claims.push((value.term, word));
                continue;
            }
            let Some(meant) = self.plan.named.near(word.text, true) else { continue };
            let help = format!("did you mean `{}` ({})?", meant.name, meant.origin(&self.plan.parties));
            self.sink
                .warn(Code::UnknownValue, word.span, format!("unknown value `{}`", word.text))
                .at("not a value")
                .help(help);
        }
        if !claims.is_empty() {
            self.act(ActKind::Claim(who.to_vec(), claims), place);
        }
    }
}

/// Whether a line is about the message above it, which is then not yet sent.
fn belongs_to_message(statement: &Statement<'_>) -> bool {
    matches!(statement, Statement::Under(_) | Statement::Carry(_) | Statement::Bytes(_) | Statement::Aside)
}

/// Whether branches of a fragment are apart: what is in one is not in another.
fn is_apart(flow: Flow) -> bool {
    flow != Flow::Through
}

/// How a value of a statement came to be.
#[derive(Clone)]
struct Birth<'a> {
    made: Made<'a>,
    by: Rc<[Who]>,
    place: Origin,
}
