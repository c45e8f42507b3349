//! The page over two simulated systems and two tenants, without a port of its own.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what a test does")]

mod access;
mod api;
mod budget;
mod connections;
mod goods;
mod hooks;
mod hung;
mod languages;
mod metrics;
mod pages;
mod plans;
mod polling;
mod progress;
mod quiet;
mod readers;
mod reasons;
pub(crate) mod rig;
mod safety;
