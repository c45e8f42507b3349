//! The host as people use it: command lines, a configuration file, exit codes, two simulated systems.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what a test does")]

mod browser;
mod child;
mod configuration;
mod disk;
mod exit_codes;
mod folder;
mod further;
mod http;
mod json;
mod killed;
mod once;
mod options;
mod output;
mod passwords;
mod people;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "postgres")]
mod replicas;
mod requests;
mod rig;
mod sandbox;
mod saved_plan;
mod secrets;
mod service;
mod shown;
mod store;
mod tenants;
mod transport;
