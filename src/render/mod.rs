//! `Scene` in, text of some format out.

mod arrow;
mod body;
mod escape;
mod icon;
mod number;
mod outline;
mod pen;
mod said;
mod style;
pub mod svg;
mod symbol;

#[cfg(test)]
mod tests;
