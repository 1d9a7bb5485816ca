//! `Code`: the kinds of diagnostics with their names, explanations and default levels.

mod declare;
mod example;
mod knowledge;
mod level;
mod table;

pub use example::Example;
pub use level::{Level, Levels};
pub use table::Code;

use std::fmt;

use serde::{Serialize, Serializer};

impl Code {
    /// Whether it is a warning, whose level can be set. The level of an error is fixed.
    pub fn is_adjustable(self) -> bool {
        self.level() != Level::Deny
    }

    /// The explanation without the space at the beginning of each line of a doc comment.
    pub fn paragraphs(self) -> String {
        let lines = self.explanation().trim_end().lines();
        lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
    }

    /// The default level, as a sentence for the manual.
    pub fn standing(self) -> &'static str {
        match self.level() {
            Level::Deny => "Always an error.",
            Level::Warn => "Default level: `warn`.",
            Level::Allow => "Default level: `allow`, so it is shown only if you turn it on.",
        }
    }

    /// The code with this name.
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
