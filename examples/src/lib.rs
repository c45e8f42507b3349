//! What the demo, the sandbox and the host share: a small company in two simulated systems, a configuration, tables.

pub mod company;
pub mod config;
pub mod host;
pub mod overview;
pub mod results;
pub mod systems;
pub mod table;
pub mod timeline;

/// The front page of the repository: its example compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct FrontPage;
