//! What the crate promises, through its public interface.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on ends like this")]

mod broken;
#[cfg(feature = "reqwest")]
mod certificate;
#[cfg(feature = "reqwest")]
mod compressed;
mod decoding;
mod elements;
mod escaping;
mod faults;
mod field_paths;
mod hostile;
#[cfg(feature = "reqwest")]
mod over_http;
mod scalars;
#[cfg(feature = "reqwest")]
#[path = "../support/self_signed.rs"]
mod self_signed;
mod shop;
mod splits;
