//! The engine between both simulators, over real HTTP.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what a test does")]

mod ageing;
mod apply;
mod articles;
mod backfill;
mod bench;
mod budget;
mod certificate;
mod check;
mod crash;
mod damaged;
mod day;
mod drift;
mod find;
mod given_back;
mod health;
mod history;
mod hooks;
mod hung;
mod item_errors;
mod late;
mod lease_lost;
mod leases;
mod left_out;
mod marks;
mod newer;
mod operator;
mod order_status;
mod orders;
mod own_process;
mod partial;
mod progress;
mod purchases;
mod purge;
mod quantities;
mod quiet;
mod rename;
mod rewrite;
mod said_once;
mod same_minute;
mod scenarios;
mod scheduling;
mod selection;
#[path = "../../../asmx-soap/tests/support/self_signed.rs"]
#[expect(clippy::expect_used, reason = "as the other tests that share it do")]
mod self_signed;
mod shared;
mod stock;
mod stores;
mod suppliers;
mod takeover;
mod timeouts;
mod transport;
mod unreadable;
mod upgrade;

use bench::Bench;
