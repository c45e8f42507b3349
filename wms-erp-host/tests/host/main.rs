//! The host as people use it: command lines, a configuration file, exit codes, two simulated systems.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what a test does")]

use std::io::Write;

mod alarms;
mod browser;
mod capsule;
mod child;
#[cfg(feature = "postgres")]
mod clocks;
mod commands;
mod configuration;
mod customs;
mod disk;
mod documentation;
mod exit_codes;
#[cfg(all(feature = "postgres", unix))]
mod faketime;
mod folder;
mod further;
mod http;
#[cfg(feature = "postgres")]
mod import;
mod init;
mod json;
mod killed;
mod kits;
mod log;
mod manual;
#[cfg(unix)]
mod many_hung;
#[cfg(target_os = "linux")]
mod no_room;
mod once;
mod options;
#[cfg(feature = "otlp")]
mod otlp;
mod output;
mod packaging;
mod passwords;
mod people;
#[cfg(feature = "postgres")]
mod postgres;
mod probe;
mod progress;
mod purchases;
#[cfg(feature = "postgres")]
mod replicas;
mod requests;
mod restored;
mod rig;
mod sandbox;
mod saved_plan;
mod secrets;
mod service;
mod shown;
#[cfg(feature = "postgres")]
mod stampede;
mod stock_journal;
mod store;
#[cfg(unix)]
mod supervised;
mod tenants;
mod transport;

/// Says that a test was not run, past the capture of test output: a line that is captured is shown of no test that passes.
fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
}
