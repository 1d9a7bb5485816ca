//! What is looked at after a diagram is understood: a run in, complaints and a ledger out. Nothing here changes what
//! is drawn of the lines that the author wrote; what is learnt is added to it.

pub mod bytes;
mod knowledge;

pub(crate) use knowledge::trace;
