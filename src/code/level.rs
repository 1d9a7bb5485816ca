//! `Level`: what becomes of a warning; `Levels`: what somebody wants to become of warnings, code by code.

use std::collections::BTreeMap;

use super::Code;

/// What becomes of a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing is said.
    Allow,
    /// It is said.
    Warn,
    /// It is an error.
    Deny,
}

impl Level {
    /// Every level.
    pub const ALL: &[Level] = &[Level::Allow, Level::Warn, Level::Deny];

    /// The word for it in flags, files and comments.
    pub fn name(self) -> &'static str {
        match self {
            Level::Allow => "allow",
            Level::Warn => "warn",
            Level::Deny => "deny",
        }
    }

    /// The level of a word.
    pub fn from_name(name: &str) -> Option<Level> {
        Level::ALL.iter().copied().find(|level| level.name() == name)
    }
}

/// What somebody wants to become of warnings, code by code.
///
/// ```
/// use seqwright::{Code, Level, Levels};
/// let mut levels = Levels::default();
/// assert_eq!(levels.of(Code::StrayEnd), Level::Warn);
/// levels.set_warnings(Level::Deny);
/// levels.set(Code::StrayEnd, Level::Allow);
/// assert_eq!(levels.of(Code::StrayEnd), Level::Allow);
/// assert_eq!(levels.of(Code::NotActive), Level::Deny);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    by_code: BTreeMap<Code, Level>,
    warnings: Option<Level>,
}

impl Levels {
    /// Sets the level of one code.
    pub fn set(&mut self, code: Code, level: Level) {
        self.by_code.insert(code, level);
    }

    /// Sets the level of all that would be warnings and have no level of their own.
    pub fn set_warnings(&mut self, level: Level) {
        self.warnings = Some(level);
    }

    /// The level of the warnings of a code.
    pub fn of(&self, code: Code) -> Level {
        if let Some(&level) = self.by_code.get(&code) {
            return level;
        }
        match code.level() {
            Level::Warn => self.warnings.unwrap_or(Level::Warn),
            level @ (Level::Allow | Level::Deny) => level,
        }
    }
}
