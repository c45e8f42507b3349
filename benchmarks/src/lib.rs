//! What the clients and the engine cost, and what a peer costs on the same bytes. `.ci/bench` runs all of it.

pub mod canned;
pub mod fixture;
pub mod measured;
#[cfg(all(feature = "systems", target_os = "linux"))]
pub mod process;
pub mod serde_reader;
