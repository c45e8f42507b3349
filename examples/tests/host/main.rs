//! The host as people use it: command lines, a configuration file, exit codes, two simulated systems.

mod child;
mod configuration;
mod exit_codes;
mod json;
mod once;
mod people;
mod rig;
mod secrets;
mod service;
