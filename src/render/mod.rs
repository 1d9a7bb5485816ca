//! `Scene` in, text of some format out.

mod arrow;
mod body;
mod escape;
mod facts;
mod grid;
mod icon;
mod ink;
mod number;
mod outline;
mod pen;
mod runs;
mod said;
mod sheet;
mod sign;
mod step;
mod style;
pub mod svg;
mod symbol;
pub mod text;
mod tint;

#[cfg(test)]
mod tests;
