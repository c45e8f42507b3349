//! What the crate promises, through its public interface.

mod decoding;
mod elements;
mod escaping;
mod faults;
mod hostile;
#[cfg(feature = "http")]
mod over_http;
mod scalars;
mod shop;
mod splits;
