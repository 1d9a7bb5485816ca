//! Keeps who is active and whose lifeline has ended, statement by statement and branch by branch.

use std::collections::BTreeMap;

use crate::model::{Activation, Id};
use crate::notation::Style;
use crate::source::Span;

/// What each participant does at this point, and how to go back to an earlier point.
#[derive(Default)]
pub(super) struct Lifetimes {
    lives: Vec<Life>,
    /// Activations that ended in a fragment which may not happen, by participant.
    perhaps_ended: Vec<Option<PerhapsEnded>>,
    /// What changed since the outermost fragment opened, so that a branch can be taken back.
    log: Vec<(Id, Life)>,
    open_fragments: usize,
}

/// Activations of one participant that ended in a fragment which may not happen.
#[derive(Clone, Copy)]
struct PerhapsEnded {
    count: u32,
    /// The fragment.
    span: Span,
    /// Whether that has been reported.
    is_reported: bool,
}

/// An open bar.
#[derive(Clone, Copy, PartialEq)]
struct Bar {
    style: Style,
    /// Whether a message of its participant to itself has begun it.
    of_own_call: bool,
}

/// The state of one participant.
#[derive(Clone, Default, PartialEq)]
struct Life {
    /// Its open bars, outermost first.
    bars: Vec<Bar>,
    /// Whether its lifeline has ended.
    ended: bool,
}

/// A fragment in progress: where its current branch began in the log, and what its branches did.
pub(super) struct Branches {
    mark: usize,
    finished: usize,
    touched: BTreeMap<Id, Touched>,
}

/// What the branches of a fragment did to one participant.
struct Touched {
    before: Life,
    /// The state at the end of the branch that left most open.
    fullest: Life,
    /// The bars at the end of the branch that left fewest open.
    fewest: Vec<Bar>,
    branches: usize,
}

/// What brings the picture from the end of one branch to the beginning of what follows.
pub(super) enum LifelineChange {
    /// A bar opens.
    Open(Activation),
    /// The innermost bar closes.
    Close(Id),
    /// A lifeline that the branch ended goes on.
    Revive(Id),
}

impl Lifetimes {
    /// How many bars are open at a participant.
    pub fn depth(&self, id: Id) -> u32 {
        self.lives.get(id.index()).map_or(0, |life| life.bars.len() as u32)
    }

    /// Whether the lifeline of a participant has ended.
    pub fn has_ended(&self, id: Id) -> bool {
        self.lives.get(id.index()).is_some_and(|life| life.ended)
    }

    /// Opens a bar.
    pub fn activate(&mut self, id: Id, style: Style) {
        self.remember(id).bars.push(Bar { style, of_own_call: false });
        self.forget_perhaps_ended(id);
    }

    /// Says that the innermost bar began with a message of its participant to itself.
    pub fn mark_own_call(&mut self, id: Id) {
        if let Some(bar) = self.remember(id).bars.last_mut() {
            bar.of_own_call = true;
        }
    }

    /// Whether the innermost bar began with a message of its participant to itself.
    pub fn is_in_own_call(&self, id: Id) -> bool {
        let life = self.lives.get(id.index());
        life.and_then(|life| life.bars.last()).is_some_and(|bar| bar.of_own_call)
    }

    /// Closes the innermost bar; returns whether there was one.
    pub fn deactivate(&mut self, id: Id) -> bool {
        self.remember(id).bars.pop().is_some()
    }

    /// Ends a lifeline; returns how many bars end with it.
    pub fn end(&mut self, id: Id) -> usize {
        let life = self.remember(id);
        life.ended = true;
        std::mem::take(&mut life.bars).len()
    }

    /// A lifeline begins, perhaps anew.
    pub fn begin(&mut self, id: Id) {
        self.remember(id).ended = false;
    }

    /// Whether a deactivation without an open bar is that of an activation which an optional fragment ended.
    pub fn was_perhaps_ended(&mut self, id: Id) -> bool {
        match self.perhaps_ended.get_mut(id.index()).and_then(Option::as_mut) {
            Some(ended) if ended.count > 0 => {
                ended.count -= 1;
                true
            }
            Some(_) | None => false,
        }
    }

    /// The fragment in which an activation of a participant ended that is used as if it went on; once for each.
    pub fn optional_end(&mut self, id: Id) -> Option<Span> {
        let ended = self.perhaps_ended.get_mut(id.index())?.as_mut()?;
        (!std::mem::replace(&mut ended.is_reported, true)).then_some(ended.span)
    }

    fn forget_perhaps_ended(&mut self, id: Id) {
        if let Some(ended) = self.perhaps_ended.get_mut(id.index()) {
            *ended = None;
        }
    }

    /// A fragment opens.
    pub fn fork(&mut self) -> Branches {
        self.open_fragments += 1;
        Branches { mark: self.log.len(), finished: 0, touched: BTreeMap::new() }
    }

    /// A branch ends and another one begins, from the state in which the first one began.
    pub fn next_branch(&mut self, branches: &mut Branches) -> Vec<LifelineChange> {
        let mut changes = Vec::new();
        for id in self.finish_branch(branches) {
            self.change_to(id, branches.touched[&id].before.clone(), &mut changes);
        }
        branches.mark = self.log.len();
        changes
    }

    /// The last branch ends. What any branch left open goes on where a later entry needs it: a bar that runs on is nearer
    /// to the truth than one that is missing. What a branch has ended and no later entry needs has ended.
    pub fn join(&mut self, mut branches: Branches, is_needed: impl Fn(Id) -> bool) -> Vec<LifelineChange> {
        self.finish_branch(&mut branches);
        let mut changes = Vec::new();
        for (id, touched) in branches.touched {
            let Touched { before, fullest, fewest, branches: count } = touched;
            let untouched_somewhere = count < branches.finished;
            let least = if untouched_somewhere && before.bars.len() < fewest.len() {
                before.bars.clone()
            } else {
                fewest
            };
            let mut joined = if untouched_somewhere { fullest.or(before) } else { fullest };
            if least.len() < joined.bars.len() && !is_needed(id) {
                joined.bars = least;
            }
            self.change_to(id, joined, &mut changes);
        }
        self.leave();
        changes
    }

    /// A fragment that may not happen at all (`opt`, `loop`) ends: what it ended, it ended perhaps.
    pub fn leave_optional(&mut self, branches: Branches, span: Span) {
        for (id, before) in self.changed_since(branches.mark) {
            let ended = before.bars.len().saturating_sub(self.lives[id.index()].bars.len());
            if ended == 0 {
                continue;
            }
            if self.perhaps_ended.len() <= id.index() {
                self.perhaps_ended.resize(id.index() + 1, None);
            }
            let earlier = self.perhaps_ended[id.index()].map_or(0, |earlier| earlier.count);
            let count = earlier + ended as u32;
            self.perhaps_ended[id.index()] = Some(PerhapsEnded { count, span, is_reported: false });
        }
        self.leave();
    }

    /// A fragment that is left by its end (`break`) ends: what goes on is the state before it.
    pub fn undo(&mut self, branches: Branches) -> Vec<LifelineChange> {
        let mut changes = Vec::new();
        for (id, before) in self.changed_since(branches.mark) {
            self.change_to(id, before, &mut changes);
        }
        self.leave();
        changes
    }

    /// A fragment ends that changes nothing about the flow.
    pub fn leave(&mut self) {
        self.open_fragments -= 1;
        if self.open_fragments == 0 {
            self.log.clear();
        }
    }

    /// Records what the current branch did; returns the participants it changed.
    fn finish_branch(&self, branches: &mut Branches) -> Vec<Id> {
        branches.finished += 1;
        let changed = self.changed_since(branches.mark);
        let ids = changed.iter().map(|(id, _)| *id).collect();
        for (id, before) in changed {
            let now = self.lives[id.index()].clone();
            let fullest = Life { bars: Vec::new(), ended: true };
            let fewest = now.bars.clone();
            let touched =
                branches.touched.entry(id).or_insert(Touched { before, fullest, fewest, branches: 0 });
            touched.branches += 1;
            if now.bars.len() < touched.fewest.len() {
                touched.fewest.clone_from(&now.bars);
            }
            touched.fullest = std::mem::take(&mut touched.fullest).or(now);
        }
        ids
    }

    /// The state of a participant, about to change.
    fn remember(&mut self, id: Id) -> &mut Life {
        if self.lives.len() <= id.index() {
            self.lives.resize(id.index() + 1, Life::default());
        }
        if self.open_fragments > 0 {
            self.log.push((id, self.lives[id.index()].clone()));
        }
        &mut self.lives[id.index()]
    }

    /// Each participant that changed since a mark, with its state at the mark, in order of participant.
    fn changed_since(&self, mark: usize) -> Vec<(Id, Life)> {
        let mut changed = self.log[mark..].to_vec();
        changed.sort_by_key(|(id, _)| *id);
        changed.dedup_by_key(|(id, _)| *id);
        changed
    }

    fn change_to(&mut self, id: Id, state: Life, changes: &mut Vec<LifelineChange>) {
        let from = self.lives[id.index()].clone();
        if from.ended && !state.ended {
            changes.push(LifelineChange::Revive(id));
        }
        let shared = from.bars.iter().zip(&state.bars).take_while(|(a, b)| a == b).count();
        changes.extend((shared..from.bars.len()).map(|_| LifelineChange::Close(id)));
        if state.bars.len() > from.bars.len() {
            self.forget_perhaps_ended(id);
        }
        let open = |bar: &Bar| LifelineChange::Open(Activation { of: id, style: bar.style });
        changes.extend(state.bars[shared..].iter().map(open));
        self.lives[id.index()] = state;
    }
}

impl Life {
    /// Of two states the one that leaves more open.
    fn or(self, other: Life) -> Life {
        let ended = self.ended && other.ended;
        let bars = if other.bars.len() > self.bars.len() { other.bars } else { self.bars };
        Life { bars, ended }
    }
}
