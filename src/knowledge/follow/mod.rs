//! Follows a plan step by step, keeps what each party knows, and reports steps that are impossible.

mod compute;
mod expect;
mod missing;
mod moment;
mod outcome;
mod proof;
mod send;
mod steps;
mod watch;

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use super::deduce::{Deduction, Gain, News, Why};
use super::plan::{Act, ActKind, Origin, Plan};
use super::show::Shown;
use super::term::Term;
use crate::diagnostic::{Code, Diagnostics};
use crate::ledger::{Ledger, StepKind, Within};
use crate::notation::Flow;
use crate::protocol::{Expr, Mode, Relation};
use crate::run::Who;
use crate::source::{Span, Written};
use crate::text::shortened;
use missing::{Carriers, Need};

pub(super) use watch::Watch;

/// How many bytes may be shown, received or derived: a transcript is put together each time, and a picture has it all.
const MAX_SHOWN_BYTES: usize = 16 << 20;
/// What a diagnostic takes, in facts of about the same size.
const DIAGNOSTIC: usize = 50;

/// Follows a plan up to a number of facts: that a party knows a value, that a step shows it, that a rule has one more
/// of its premises.
pub(super) fn follow(plan: &Plan<'_>, watch: Watch, most: usize, sink: &mut Diagnostics) -> Ledger {
    let mut follow = Follow {
        plan,
        known: Deduction::new(&plan.terms, plan.parties.len(), most),
        bytes_left: Cell::new(MAX_SHOWN_BYTES),
        sink,
        carriers: Carriers::default(),
        ledger: Ledger {
            parties: plan.parties.iter().map(|name| shortened(name).into_owned()).collect(),
            attacker: plan.attacker.map(Who::index),
            ..Ledger::default()
        },
        mode: Mode::Off,
        attacker_sees: false,
        attacker_gets: false,
        blindness_is_reported: false,
        forks: Vec::new(),
        had: HashMap::new(),
        public: HashSet::new(),
        within: None,
        watch,
        met: Vec::new(),
    };
    follow.note_own_lines();
    follow.look_at_the_start();
    for act in &plan.acts {
        follow.act(act);
        follow.look(act);
        if follow.is_exhausted() {
            follow.report_limit(act.span, most);
            break;
        }
    }
    follow.finish()
}

struct Follow<'f, 'a> {
    plan: &'f Plan<'a>,
    known: Deduction<'f>,
    /// How many bytes may still be shown, received or derived.
    bytes_left: Cell<usize>,
    sink: &'f mut Diagnostics,
    carriers: Carriers,
    ledger: Ledger,
    mode: Mode,
    /// Whether the attacker sees all messages.
    attacker_sees: bool,
    /// Whether anything reached the attacker otherwise.
    attacker_gets: bool,
    blindness_is_reported: bool,
    /// The messages that each party sent or received.
    had: HashMap<Who, Vec<usize>>,
    /// The values that everybody can compute and that were told of.
    public: HashSet<Term>,
    forks: Vec<Fork>,
    /// The innermost branch.
    within: Option<Within>,
    /// The values that were asked for.
    watch: Watch,
    /// The expectations that were met.
    met: Vec<(Who, Relation, Term, String)>,
}

/// A fragment that is open.
struct Fork {
    flow: Flow,
    /// The state that its branches begin with.
    mark: usize,
    /// What the branches before the open one gave.
    gains: Vec<Gain>,
    /// Whether a branch is open.
    is_in_branch: bool,
    /// The branch around it.
    within: Option<Within>,
}

impl<'f, 'a> Follow<'f, 'a> {
    fn act(&mut self, act: &'f Act<'a>) {
        let place = Origin { span: act.span, line: act.line };
        match &act.kind {
            ActKind::Mode(mode) => self.mode = *mode,
            ActKind::AttackerSees => self.attacker_sees = true,
            ActKind::Know(who, terms) => self.give(who, terms, Why::Initial, StepKind::Knows, place),
            ActKind::Generate(who, terms) => self.give(who, terms, Why::Generated, StepKind::Makes, place),
            ActKind::Derive { who, name, term, formula, premises } => {
                self.derive(who, (*name, *term, formula), premises, place);
            }
            ActKind::Check(who, sides, premises) => self.check(who, sides, premises, place),
            ActKind::Verify(who, signature, premises) => self.verify(who, *signature, premises, place),
            ActKind::Show(who, what) => self.show(who, what, place),
            ActKind::Leak(who, what) => self.leak(who, what, place),
            ActKind::Expect(who, relation, term, what) => self.expect(*who, *relation, *term, what, place),
            ActKind::Send(number) => self.send(*number),
            ActKind::Claim(who, claims) => self.claim(who, claims, place),
            ActKind::Fork(flow) => self.fork(*flow),
            ActKind::Branch(within) => self.branch(*within, place),
            ActKind::Join => self.join(place),
        }
    }

    fn shown(&self) -> Shown<'f, 'a> {
        Shown::from(self.plan)
    }

    fn name(&self, who: Who) -> &'f str {
        &self.plan.parties[who.index()]
    }

    /// Whether there is room for nothing more.
    fn is_exhausted(&self) -> bool {
        self.known.is_exhausted() || self.bytes_left.get() == 0
    }

    /// Reports that a limit is reached at this place; nothing is followed from there on.
    fn report_limit(&mut self, span: Span, most: usize) {
        let (message, limit, help) = if self.known.is_exhausted() {
            let message = format!("who knows what comes to more than {most} facts here");
            (message, "the limit is MAX_FACTS", "split the diagram, or name fewer values for fewer parties")
        } else {
            let message = format!("the values shown up to here have more than {MAX_SHOWN_BYTES} bytes");
            (message, "the limit is MAX_SHOWN_BYTES", "split the diagram, or show fewer or shorter values")
        };
        self.sink.error(Code::TooMuchToCompute, span, message).at(limit).help(help);
    }

    /// Gives terms to parties.
    fn give(&mut self, who: &[Who], terms: &[Term], why: Why, kind: StepKind, place: Origin) {
        for &one in who {
            let mut new = News::default();
            for &term in terms {
                new.add(self.known.learn(one, term, why, place.line));
            }
            if self.is_exhausted() {
                return;
            }
            self.attacker_gets |= Some(one) == self.plan.attacker;
            self.record_learnt(one, kind, &new, place);
        }
    }

    fn show(&mut self, who: &[Who], what: &[(Term, &'a Expr<'a>)], place: Origin) {
        self.all_know(who, what, "show", place);
        self.record_values(who, StepKind::Shows, what, None, place);
    }

    fn leak(&mut self, who: &[Who], what: &[(Term, &'a Expr<'a>)], place: Origin) {
        self.all_know(who, what, "leak", place);
        let attacker = self.plan.attacker.expect("a leak speaks of the attacker");
        self.record_values(who, StepKind::Leaks, what, None, place);
        for &(term, _) in what {
            let mut new = self.known.learn(attacker, term, Why::Leaked, place.line);
            new.held.retain(|&other| other != term);
            self.record_learnt(attacker, StepKind::Receives, &new, place);
        }
        self.attacker_gets = true;
    }

    fn all_know(&mut self, who: &[Who], what: &[(Term, &'a Expr<'a>)], verb: &str, place: Origin) {
        for (term, what) in what {
            let cannot = format!("cannot {verb} `{what}` here");
            for &one in who {
                let need =
                    Need { code: Code::CannotDerive, what: &cannot, place: what.span, is_warning: false };
                self.need(one, *term, place, need);
            }
        }
    }

    fn report_unreadable(&mut self, to: Who, number: usize) {
        let sent = &self.plan.messages[number];
        let Some((key, span)) = sent.key.filter(|(key, _)| !self.known.knows(to, *key)) else { return };
        if self.is_sent_on(to, number) {
            return;
        }
        let (name, key) = (self.name(to), self.shown().term(key));
        self.sink
            .warn(
                Code::CannotReadYet,
                sent.span,
                format!("{name} receives {} but cannot read it yet: it does not know `{key}`", sent.name),
            )
            .at("not readable here")
            .label(span, "encrypted with this")
            .help(format!("let {name} derive `{key}` above this message, or choose another key"));
    }

    /// Reports where a party cannot derive a term.
    fn need(&mut self, who: Who, term: Term, place: Origin, need: Need<'_>) -> bool {
        self.known.pay(1);
        if self.known.knows(who, term) {
            return true;
        }
        if self.is_exhausted() {
            return false;
        }
        self.known.pay(DIAGNOSTIC);
        let lacking = missing::missing(self.plan, &self.known, who, term);
        self.carriers.report(self.plan, &self.known, (who, &lacking, place.line), need, self.sink);
        false
    }

    fn claim(&mut self, who: &[Who], claims: &[(Term, Written<'a>)], place: Origin) {
        for &(term, word) in claims {
            let cannot = format!("cannot know `{}` here", word.text);
            for &one in who {
                let need = Need { code: Code::CannotKnow, what: &cannot, place: word.span, is_warning: true };
                self.need(one, term, place, need);
            }
        }
    }

    fn fork(&mut self, flow: Flow) {
        let mark = self.known.mark();
        self.forks.push(Fork { flow, mark, gains: Vec::new(), is_in_branch: false, within: self.within });
    }

    fn branch(&mut self, within: Within, place: Origin) {
        let fork = self.forks.last_mut().expect("a branch is in a fragment");
        if std::mem::replace(&mut fork.is_in_branch, true) && fork.flow != Flow::Through {
            let gain = self.known.take_back(fork.mark);
            self.record_forgotten(&gain, Origin { line: within.line, ..place });
            let fork = self.forks.last_mut().expect("it is still open");
            fork.gains.push(gain);
        }
        self.within = Some(within);
    }

    fn join(&mut self, place: Origin) {
        let mut fork = self.forks.pop().expect("what ends was begun");
        self.within = fork.within;
        if fork.flow == Flow::Through {
            return;
        }
        let gain = self.known.take_back(fork.mark);
        self.record_forgotten(&gain, place);
        fork.gains.push(gain);
        if fork.flow.may_be_skipped() {
            fork.gains.push(Gain::new());
        }
        let kept = if fork.flow == Flow::Parallel {
            self.known.unite(&fork.gains, None)
        } else {
            self.known.join(&fork.gains, self.plan.attacker)
        };
        self.record_kept(&kept, place);
    }
}
