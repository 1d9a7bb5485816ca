//! `Code`: the name of a kind of complaint, its explanation, and its level unless somebody says otherwise.

mod level;
mod table;

pub use level::{Level, Levels};
pub use table::Code;

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
