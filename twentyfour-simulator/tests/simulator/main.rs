//! The simulator over real HTTP, asked with envelopes written by hand: nothing here uses the client.
#![cfg(test)]

mod authenticate;
mod companies;
mod contract;
mod erp;
mod misbehaviour;
mod orders;
mod products;
mod quota;
mod reading;
mod registers;
mod typed;
mod writing;
