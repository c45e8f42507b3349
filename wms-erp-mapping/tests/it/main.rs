//! Golden tests for every row of the field tables and every choice, and laws that hold for any input.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(
    clippy::field_reassign_with_default,
    reason = "the vendors' types grow; a field assigned by name reads the same whether or not they are exhaustive"
)]

mod article;
mod contact;
mod contact_lists;
mod country;
mod customer;
mod customs;
mod delivered;
mod delivery_method;
mod diff;
mod further;
mod held;
mod kits;
mod laws;
mod length;

mod lines;
mod order;
mod phone;
mod properties;
mod rest;
mod returned;
mod sample;
mod shipment;
mod status;
mod stock;
mod supplier;
mod tracking;
mod variant;
