//! `codes!`: makes `Code` of the table.

/// Declares `Code` from a table, so that a code, its name, its level and its explanation cannot drift apart.
macro_rules! codes {
    ($($(#[doc = $line:literal])+ $variant:ident = $name:literal: $level:ident,)+) => {
        /// The name of a kind of complaint. Its explanation is what `seqwright explain` prints.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $line])+ $variant,)+
        }

        impl Code {
            /// Every code, in the order of the manual.
            pub const ALL: &[Code] = &[$(Code::$variant),+];

            /// The name in reports: lower case words joined by hyphens.
            pub fn name(self) -> &'static str {
                match self {
                    $(Code::$variant => $name,)+
                }
            }

            /// What becomes of its warnings unless somebody says otherwise; `Deny` where it is always an error.
            pub fn level(self) -> Level {
                match self {
                    $(Code::$variant => Level::$level,)+
                }
            }

            /// What it means and what to do, in Markdown.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Code::$variant => concat!($($line, "\n"),+),)+
                }
            }
        }
    };
}

pub(super) use codes;
