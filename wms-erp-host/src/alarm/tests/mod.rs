//! Rules and steps by themselves, and alarms from a run to what their receivers get.

#![expect(clippy::unwrap_used, reason = "what a test does")]

mod channels;
mod digest;
mod failed;
mod languages;
mod receipt;
mod replicas;
mod rules;
mod sent;
mod server;
