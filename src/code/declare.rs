//! The macro that declares `Code` from the table.

/// Declares `Code` from a table, so that a code, its name, its level and its explanation cannot drift apart.
macro_rules! codes {
    ($($(#[doc = $line:literal])+ $variant:ident = $name:literal: $level:ident,)+) => {
        /// The kind of a diagnostic. `seqwright explain` prints its explanation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $line])+ $variant,)+
        }

        impl Code {
            /// Every code, in the order of the manual.
            pub const ALL: &[Code] = &[$(Code::$variant),+];

            /// The name in reports: lower-case words joined by hyphens.
            pub fn name(self) -> &'static str {
                match self {
                    $(Code::$variant => $name,)+
                }
            }

            /// The default level of its warnings; `Deny` if it is always an error.
            pub fn level(self) -> Level {
                match self {
                    $(Code::$variant => Level::$level,)+
                }
            }

            /// What the code means and what to do, in Markdown. The first paragraph is a one-line summary.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Code::$variant => concat!($($line, "\n"),+),)+
                }
            }
        }
    };
}

pub(super) use codes;
