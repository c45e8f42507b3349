//! twentyfour-client

#[cfg(feature = "simulator")]
pub mod simulator;
