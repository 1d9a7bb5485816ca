//! `Scene` in, text of some format out.
pub mod svg;
