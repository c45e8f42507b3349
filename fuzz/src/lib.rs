//! What is fuzzed, each a function of bytes that panics when something does not hold. libFuzzer calls them, and so does
//! `replay`, which needs no nightly compiler.

pub mod decoder;
pub mod fault;
pub mod rest;
pub mod scalars;
pub mod webhook;

/// Looks at one input.
pub type Target = fn(&[u8]);

/// All targets, by the names that their corpora have.
pub const TARGETS: [(&str, Target); 5] = [
    ("decoder", decoder::run),
    ("fault", fault::run),
    ("scalars", scalars::run),
    ("rest", rest::run),
    ("webhook", webhook::run),
];
