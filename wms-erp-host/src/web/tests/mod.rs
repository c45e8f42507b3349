//! The page over two simulated systems and two tenants, without a port of its own.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what a test does")]

mod access;
mod api;
mod connections;
mod hooks;
mod languages;
mod pages;
mod progress;
mod reasons;
pub(crate) mod rig;
mod safety;
