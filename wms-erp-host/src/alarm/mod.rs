//! Alarms: what is wrong is sent to people once, again once a day, and once more when it is over.
//!
//! A digest says once a day what is open; a receipt says to a goods owner what became of a day's orders.
//!
//! `rules` says what is wrong, `step` what is to be sent about it; both are pure. `record` keeps both in the store, `watch` holds the
//! lease under which one service does it for all, `delivery` sends through a `channel`.

mod channel;
mod delivery;
mod digest;
mod failed;
mod languages;
mod leases;
mod letter;
mod message;
mod receipt;
mod receipt_page;
mod record;
mod rules;
mod step;
mod stretched;
mod watch;

pub(crate) use channel::{Channel, Format, Receiver, Security, Smtp};
pub(crate) use digest::Morning;
pub(crate) use leases::{Losses, LostLeases};
pub(crate) use receipt::ReceiptSettings;
pub(crate) use record::{Alarm, SERVICE, TenantAlarms, Unsent, of_tenant};
pub(crate) use rules::{Finding, Limits};
pub(crate) use watch::Alarms;

#[cfg(all(test, feature = "sandbox"))]
mod tests;
