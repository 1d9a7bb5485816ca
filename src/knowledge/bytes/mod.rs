//! The key derivations of TLS, and the values files with the results that they must give.
//!
//! Nothing here is random and nothing asks the machine: the same arguments give the same bytes everywhere.
//! What cannot be computed from its arguments alone (an RSA encryption, a signature) is not a [`Function`]; its
//! bytes come from a values file. [`verify`] tells whether a signature is good.
//!
//! ```
//! use seqwright::knowledge::bytes::{Function, Suite, apply};
//!
//! // The early secret without a pre-shared key, the same in every handshake: RFC 8446, section 7.1.
//! let suite = Suite::named("TLS_AES_128_GCM_SHA256").expect("it is a suite of TLS 1.3");
//! let extract = Function::named("HKDF-Extract").expect("it is a function");
//! let zeros = suite.zeros();
//! let secret = apply(extract, Some(suite), &[&zeros, &zeros]).expect("two arguments and a suite");
//! assert_eq!(secret[..4], [0x33, 0xad, 0x0a, 0x1c]);
//! ```

mod cipher;
mod curve;
mod derive;
mod fault;
mod function;
mod hash;
mod sidecar;
mod signature;
mod suite;

pub use curve::{Curve, public_half};
pub use fault::{Fault, KeyFault, RecordFault};
pub(super) use function::AES_GCM;
pub use function::{Function, apply};
pub use hash::Hash;
pub use sidecar::{LineFault, Sidecar, SidecarFault, Value};
pub use signature::{KeyKind, verify};
pub use suite::{Suite, Version};
