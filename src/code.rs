//! `Code`: the kinds of diagnostics with their names, explanations and default levels.

#[macro_use]
mod declare;
mod level;
mod table;

pub use level::{Level, Levels};
pub use table::Code;

impl Code {
    /// Whether it is a warning, whose level can be set. The level of an error is fixed.
    pub fn is_adjustable(self) -> bool {
        self.level() != Level::Deny
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
