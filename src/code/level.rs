//! `Level`: whether a warning is hidden, shown or an error; `Levels`: the level of each code.

use std::collections::BTreeMap;

use super::Code;

/// Whether a warning is hidden, shown or an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The warning is not shown.
    Allow,
    /// The warning is shown.
    Warn,
    /// The warning is an error.
    Deny,
}

impl Level {
    /// Every level, the mildest first.
    pub const ALL: &[Level] = &[Level::Allow, Level::Warn, Level::Deny];

    /// The name in flags, settings and comments.
    pub fn name(self) -> &'static str {
        match self {
            Level::Allow => "allow",
            Level::Warn => "warn",
            Level::Deny => "deny",
        }
    }

    /// The level with this name.
    pub fn from_name(name: &str) -> Option<Level> {
        Level::ALL.iter().copied().find(|level| level.name() == name)
    }
}

/// The level of each code: the levels that were set, and the defaults for the rest.
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

    /// Sets the level of all codes that are warnings by default and have no level of their own.
    pub fn set_warnings(&mut self, level: Level) {
        self.warnings = Some(level);
    }

    /// Returns the level of a code.
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
