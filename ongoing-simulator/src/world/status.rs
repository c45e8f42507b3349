//! The warehouse's own lists of statuses.

use std::collections::BTreeMap;

/// Where an order stops: cancelled.
pub(super) const CANCELLED: i32 = 1000;
/// Everything that can be picked has been.
pub(super) const PICKED: i32 = 400;
/// Handed to shipping.
pub(super) const SENT: i32 = 450;
/// Fetched by the carrier.
pub(super) const COLLECTED: i32 = 500;
/// Typed in, not yet released.
pub(super) const OPEN: i32 = 200;
/// Goods set aside for the order.
pub(super) const ALLOCATED: i32 = 320;

/// A purchase order that is announced.
pub(super) const NOTIFIED: i32 = 100;
/// Received, but not what was announced.
pub(super) const DEFLECTION: i32 = 400;
/// Received as announced.
pub(super) const RECEIVED: i32 = 500;
/// Where a purchase order or a return order stops: cancelled.
pub(super) const IN_CANCELLED: i32 = 900;

/// The carrier has left with a shipment.
pub(super) const SHIPPED: i32 = 500;

/// A status number with the name that this warehouse gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderStatus {
    /// The number, which carries the meaning.
    pub number: i32,
    /// The name: localised, and free to change.
    pub name: String,
}

/// The statuses of one warehouse, in ascending order of their numbers.
#[derive(Debug, Clone)]
pub(crate) struct Statuses(BTreeMap<i32, String>);

impl Default for Statuses {
    fn default() -> Self {
        let vendor = [
            (150, "Error"),
            (OPEN, "Open"),
            (300, "Released"),
            (ALLOCATED, "Allocated"),
            (PICKED, "Picked"),
            (SENT, "Sent"),
            (COLLECTED, "Collected"),
            (800, "Returned"),
            (CANCELLED, "Cancelled"),
        ];
        Self(vendor.into_iter().map(|(number, name)| (number, name.to_owned())).collect())
    }
}

impl Statuses {
    /// Those of purchase orders, by the vendor's sample.
    pub(crate) fn of_purchase_orders() -> Self {
        Self::of(&[
            (NOTIFIED, "Notified"),
            (200, "Arrival space"),
            (300, "Inbound"),
            (DEFLECTION, "Deflection"),
            (RECEIVED, "Received"),
            (IN_CANCELLED, "Cancelled"),
        ])
    }

    /// Those of return orders. No list of them is published: these are ours.
    pub(crate) fn of_return_orders() -> Self {
        Self::of(&[(NOTIFIED, "Notified"), (RECEIVED, "Received"), (IN_CANCELLED, "Cancelled")])
    }

    /// Those of shipments. No list of them is published: these are ours.
    pub(crate) fn of_shipments() -> Self {
        Self::of(&[(NOTIFIED, "Notified"), (300, "Planned"), (SHIPPED, "Shipped")])
    }

    fn of(list: &[(i32, &str)]) -> Self {
        Self(list.iter().map(|(number, name)| (*number, (*name).to_owned())).collect())
    }

    pub(crate) fn name(&self, number: i32) -> Option<&str> {
        self.0.get(&number).map(String::as_str)
    }

    pub(crate) fn list(&self) -> Vec<OrderStatus> {
        self.0.iter().map(|(&number, name)| OrderStatus { number, name: name.clone() }).collect()
    }

    pub(crate) fn put(&mut self, number: i32, name: String) {
        self.0.insert(number, name);
    }

    pub(crate) fn remove(&mut self, number: i32) {
        self.0.remove(&number);
    }
}
