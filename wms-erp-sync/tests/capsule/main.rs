//! Capsules: made of an order on both simulators, and replayed where neither is.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what a test does")]

#[path = "../engine/bench.rs"]
#[expect(dead_code, reason = "the engine's tests use the rest")]
mod bench;
mod failures;
mod files;
mod plans;
mod privacy;
mod returns;
mod shop;

/// Runs the named tests over each transport.
macro_rules! over_both {
    ($($name:ident)*) => {
        mod soap { $( #[tokio::test] async fn $name() { Box::pin(super::$name($crate::bench::Transport::Soap)).await; } )* }
        mod rest { $( #[tokio::test] async fn $name() { Box::pin(super::$name($crate::bench::Transport::Rest)).await; } )* }
    };
}
use over_both;
