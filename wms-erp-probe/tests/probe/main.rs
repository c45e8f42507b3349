//! The probe on simulated systems: whichever way they are, it finds out which.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what a test does")]

mod cleaning;
mod consent;
mod erp;
mod page;
mod rig;
mod wms;
