//! The effect of a fragment's operator on the flow, for lifelines and for knowledge.

use super::FragmentKind;

/// How the operands of a fragment follow from what was before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// One of them happens; each begins from what was before.
    Alternatives,
    /// One of them happens, or none.
    OptionalAlternatives,
    /// There is one operand, and it is optional.
    Optional,
    /// It happens instead of what follows, so what follows goes on from what was before.
    Exit,
    /// It must not happen. Lifelines are drawn as if it did; no party learns anything from it.
    Forbidden,
    /// All of them happen, side by side.
    Parallel,
    /// All of them happen, one after the other.
    Through,
}

impl Flow {
    /// Whether it is possible that no operand happens before what follows the fragment.
    pub fn may_be_skipped(self) -> bool {
        match self {
            Flow::OptionalAlternatives | Flow::Optional | Flow::Exit | Flow::Forbidden => true,
            Flow::Alternatives | Flow::Parallel | Flow::Through => false,
        }
    }
}

impl FragmentKind {
    /// The flow of a fragment of this kind with so many operands.
    pub fn flow(self, operands: usize) -> Flow {
        let is_choice = operands > 1;
        match self {
            FragmentKind::Break => Flow::Exit,
            FragmentKind::Par => Flow::Parallel,
            FragmentKind::Seq | FragmentKind::Strict => Flow::Through,
            FragmentKind::Opt | FragmentKind::Loop | FragmentKind::Neg if is_choice => {
                Flow::OptionalAlternatives
            }
            FragmentKind::Opt | FragmentKind::Loop => Flow::Optional,
            FragmentKind::Neg => Flow::Forbidden,
            FragmentKind::Alt if !is_choice => Flow::Optional,
            FragmentKind::Alt
            | FragmentKind::Critical
            | FragmentKind::Rect
            | FragmentKind::Group
            | FragmentKind::Ref
            | FragmentKind::Ignore
            | FragmentKind::Consider
            | FragmentKind::Assert
            | FragmentKind::Region
            | FragmentKind::Expandable(_) => {
                if is_choice {
                    Flow::Alternatives
                } else {
                    Flow::Through
                }
            }
        }
    }
}
