//! Keeps who is active and whose lifeline has ended, statement by statement and branch by branch.

use std::collections::BTreeMap;

use crate::model::{Activation, Id};
use crate::notation::Style;

/// What each participant does at this point, and how to go back to an earlier point.
#[derive(Default)]
pub(super) struct Lifetimes {
    lives: Vec<Life>,
    /// Activations that ended in a fragment which may not happen: ending one again is no mistake.
    perhaps_ended: Vec<u32>,
    /// What changed since the outermost fragment opened, so that a branch can be taken back.
    log: Vec<(Id, Life)>,
    open_fragments: usize,
}

/// The state of one participant.
#[derive(Clone, Default, PartialEq)]
struct Life {
    /// Its open bars, outermost first.
    bars: Vec<Style>,
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
        self.remember(id).bars.push(style);
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
        match self.perhaps_ended.get_mut(id.index()) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
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

    /// The last branch ends. What any branch left open goes on: a later entry may need it, and a bar that
    /// runs on is nearer to the truth than one that is missing.
    pub fn join(&mut self, mut branches: Branches) -> Vec<LifelineChange> {
        self.finish_branch(&mut branches);
        let mut changes = Vec::new();
        for (id, touched) in branches.touched {
            let untouched_somewhere = touched.branches < branches.finished;
            let merged =
                if untouched_somewhere { touched.fullest.or(touched.before) } else { touched.fullest };
            self.change_to(id, merged, &mut changes);
        }
        self.leave();
        changes
    }

    /// A fragment that may not happen at all (`opt`, `loop`) ends: what it ended, it ended perhaps.
    pub fn leave_optional(&mut self, branches: Branches) {
        for (id, before) in self.changed_since(branches.mark) {
            let ended = before.bars.len().saturating_sub(self.lives[id.index()].bars.len());
            if self.perhaps_ended.len() <= id.index() {
                self.perhaps_ended.resize(id.index() + 1, 0);
            }
            self.perhaps_ended[id.index()] += ended as u32;
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
            let touched = branches.touched.entry(id).or_insert(Touched { before, fullest, branches: 0 });
            touched.branches += 1;
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
        let from = &self.lives[id.index()];
        if from.ended && !state.ended {
            changes.push(LifelineChange::Revive(id));
        }
        let shared = from.bars.iter().zip(&state.bars).take_while(|(a, b)| a == b).count();
        changes.extend((shared..from.bars.len()).map(|_| LifelineChange::Close(id)));
        changes.extend(
            state.bars[shared..].iter().map(|&style| LifelineChange::Open(Activation { of: id, style })),
        );
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
