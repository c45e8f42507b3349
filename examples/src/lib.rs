//! The programs are in this folder's examples; see its README.

/// The front page of the repository: its example compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct FrontPage;
