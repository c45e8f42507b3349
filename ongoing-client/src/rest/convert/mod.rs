//! The model in JSON's shapes and back. Every field of what is written is named here, so that none is forgotten.

mod article;
mod inventory;
mod list;
mod order;
mod purchase_order;
mod read_order;

pub(super) use article::article;
pub(super) use inventory::inventory_line;
pub(super) use list::transporter_contract;
pub(super) use order::order;
pub(super) use purchase_order::{purchase_order, received_order};
pub(super) use read_order::read_order;

use rust_decimal::Decimal;

use super::wire::{Number, Time};
use crate::Error;

/// What is set and has no place in this transport.
#[derive(Debug, Default)]
pub(super) struct Left(Vec<&'static str>);

impl Left {
    pub(super) fn over<T>(&mut self, name: &'static str, value: Option<T>) {
        self.over_if(name, value.is_some());
    }

    pub(super) fn over_if(&mut self, name: &'static str, is_set: bool) {
        if is_set {
            self.0.push(name);
        }
    }

    /// # Errors
    /// If anything is left.
    pub(super) fn nothing(self, operation: &'static str) -> Result<(), Error> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::unsupported(operation, &self.0.join(", "))) }
    }
}

fn number(value: Option<Decimal>) -> Option<Number> {
    value.map(Number)
}

pub(super) fn decimal(value: Option<Number>) -> Option<Decimal> {
    value.map(|number| number.0)
}

fn time(value: Option<Time>) -> Option<asmx_soap::XsDateTime> {
    value.map(|time| time.0).filter(|time| !time.is_minimum())
}

/// `""` and `null` both mean "not set", inconsistently.
pub(super) fn text(value: Option<String>) -> Option<String> {
    value.filter(|text| !text.is_empty())
}
