#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod alarm;
mod budget;
mod causes;
mod command;
pub mod config;
mod csv;
mod language;
mod polling;
mod progress;
mod purchases;
mod requests;
pub mod results;
#[cfg(feature = "sandbox")]
pub mod sandbox;
mod schedule;
mod stock_journal;
mod supervisor;
pub mod table;
mod tenants;
pub mod timeline;
#[cfg(feature = "otlp")]
mod traces;
mod web;

pub use command::{Exit, Machine, Surroundings, main, main_with, run};
pub use tenants::Reload;
pub use web::{Role, TokenHash, User, Visible};
