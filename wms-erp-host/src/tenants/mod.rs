//! Tenants come and go while the service runs.
//!
//! The configuration is looked at when that is asked for (a signal, the API), and every few seconds where it has a folder of
//! tenants. Looking at what the files say works on every file system; what a system reports about changes does not come from
//! another machine over a network mount, and has to be looked at all the same. What is seen for the first time may be half of
//! what an editor is writing: it counts when the next look sees the same. What was asked for counts at once; only a tenant that
//! is gone is always looked for a second time.

mod decide;
mod pace;
mod polling;
mod refusals;
mod reload;
mod report;
mod roster;
mod served;

pub(crate) use decide::InForce;
pub(crate) use pace::Pacer;
#[cfg(all(test, feature = "sandbox"))]
pub(crate) use polling::allowed;
pub(crate) use polling::{
    Kept, POLLED, PROOF, Polling, PollingState, SILENCE, Standing, longest_factor, of_tenant,
};
pub(crate) use refusals::{Noted, Refusals};
pub use reload::Reload;
pub(crate) use report::Report;
pub(crate) use roster::{Roster, Sources};
pub(crate) use served::{Served, Tenants};
