//! What the services list beside products, orders and companies.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::record::Record;

/// The registers of one company.
#[derive(Default)]
pub(super) struct Registers {
    pub(super) price_lists: BTreeMap<i32, PriceList>,
    pub(super) discounts: Vec<Record>,
    pub(super) templates: Vec<Record>,
    pub(super) company_categories: BTreeMap<i32, Record>,
    /// Category and customer.
    pub(super) customer_categories: BTreeSet<(i32, i32)>,
    pub(super) industries: Vec<(i32, String)>,
    pub(super) statuses: Vec<(i32, String)>,
    pub(super) groups: Vec<Record>,
}

pub(super) struct PriceList {
    pub(super) record: Record,
    /// By product.
    pub(super) prices: BTreeMap<i32, Decimal>,
}
