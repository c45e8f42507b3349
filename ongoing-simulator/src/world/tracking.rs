//! Transports that are booked for an order: waybills and parcels, which may come after the order was sent.

use chrono::{DateTime, Utc};

use super::{Order, Parcel, Refusal, WayBill, World};

impl World {
    /// Writes a waybill number and parcel labels on an order, in the place of those that it had.
    ///
    /// # Errors
    /// When the order is unknown or cancelled.
    pub fn set_tracking(&mut self, number: &str, way_bill: &str, labels: &[&str]) -> Result<(), Refusal> {
        self.change_transport(number, |order, now| {
            order.data.way_bill = Some(way_bill.to_owned());
            order.way_bills = vec![booked(way_bill, None, now)];
            order.parcels = labels.iter().map(|label| Parcel::new(*label)).collect();
        })
    }

    /// Books a transport: another waybill of the order, with the address where it can be tracked. The first one is the waybill
    /// of the order itself too.
    ///
    /// # Errors
    /// When the order is unknown or cancelled.
    pub fn book_transport(
        &mut self,
        number: &str,
        way_bill: &str,
        tracking_url: Option<&str>,
    ) -> Result<(), Refusal> {
        self.change_transport(number, |order, now| {
            order.data.way_bill.get_or_insert_with(|| way_bill.to_owned());
            order.way_bills.push(booked(way_bill, tracking_url, now));
        })
    }

    /// Adds a parcel, whatever the status of the order: `is_return` for one that lies in the box for goods that come back.
    ///
    /// # Errors
    /// When the order is unknown or cancelled.
    pub fn add_parcel(
        &mut self,
        number: &str,
        label: &str,
        tracking_url: Option<&str>,
        is_return: bool,
    ) -> Result<(), Refusal> {
        let tracking_url = tracking_url.map(str::to_owned);
        self.change_transport(number, |order, _| {
            order.parcels.push(Parcel { tracking_url, is_return, ..Parcel::new(label) });
        })
    }

    /// Whether that counts as an update of the order is one of the [`Rules`](super::Rules).
    fn change_transport(
        &mut self,
        number: &str,
        change: impl FnOnce(&mut Order, DateTime<Utc>),
    ) -> Result<(), Refusal> {
        let (id, before) = {
            let order = self.open_order(number)?;
            (order.order_id, order.last_updated)
        };
        let counts = self.rules().tracking_updates_order;
        self.change_order(id, |order, now| {
            change(order, now);
            if !counts {
                order.last_updated = before;
            }
        });
        Ok(())
    }
}

fn booked(number: &str, tracking_url: Option<&str>, created: DateTime<Utc>) -> WayBill {
    WayBill { number: number.to_owned(), tracking_url: tracking_url.map(str::to_owned), created }
}
