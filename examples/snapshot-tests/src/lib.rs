//! Whatever the project is about. Its diagrams stand in `diagrams/`, the tests of them in `tests/diagrams.rs`.
