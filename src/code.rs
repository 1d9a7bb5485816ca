//! `Code`: the name of a kind of complaint, its explanation, and its level unless somebody says otherwise.

mod declare;
mod level;
mod table;

pub use level::{Level, Levels};
pub use table::Code;

use std::fmt;

use serde::{Serialize, Serializer};

impl Code {
    /// Whether it has warnings, whose level can be chosen. Errors are always errors.
    pub fn is_adjustable(self) -> bool {
        self.level() != Level::Deny
    }

    /// How bad it is, in one sentence.
    pub fn standing(self) -> &'static str {
        match self.level() {
            Level::Deny => "Always an error.",
            Level::Warn => "Level of its warnings: `warn`.",
            Level::Allow => {
                "Level of its warnings: `allow`, so they are only shown to somebody who asks for them."
            }
        }
    }

    /// The code of a name.
    pub fn from_name(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.name() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Serialize for Level {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
