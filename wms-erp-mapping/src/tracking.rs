//! Carrier and tracking numbers of an order that the WMS has sent, and how they stand in a text field of the ERP's order.
//!
//! The ERP's contract has no field for them (`InvoiceOrder` of its WSDL), so they go into a text that people use too: between
//! markers, and nothing outside them is ever touched.

mod place;

use ongoing_client::model::{Order, OrderPalletItemInfo};
use serde::{Deserialize, Serialize};

pub use place::{TrackingConflict, TrackingPlace};

use crate::text::{filled, is_forbidden};

/// What carries an order, as the WMS reports it over either transport.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Tracking {
    /// The carrier: its name, or its code where the WMS gives no name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub carrier: Option<String>,
    /// Waybills, by number, then parcels, in the order in which they were added; each number once.
    pub numbers: Vec<TrackingNumber>,
}

/// A waybill or a parcel. It has a number, an address, or both.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TrackingNumber {
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<String>,
    /// Where it can be tracked. Only REST reports it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub url: Option<String>,
}

impl Tracking {
    /// Whether there is nothing to track. A carrier alone is no tracking.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// Carrier and numbers in one line, such as `POSTNORD 370001, 370002`: the address only of what has no number. It has no
    /// brackets, so that it can stand between markers. Empty if there is nothing to track.
    pub fn text(&self) -> String {
        let numbers = self.numbers.iter().filter_map(|number| number.number.as_ref().or(number.url.as_ref()));
        let numbers: Vec<String> = numbers.map(|number| plain(number)).collect();
        match self.carrier.as_deref().map(plain) {
            _ if numbers.is_empty() => String::new(),
            Some(carrier) if !carrier.is_empty() => format!("{carrier} {}", numbers.join(", ")),
            _ => numbers.join(", "),
        }
    }

    fn add(&mut self, number: Option<&str>, url: Option<&str>) {
        let (number, url) = (filled(number).map(str::trim), filled(url).map(str::trim));
        let known = self.numbers.iter_mut().find(|known| match number {
            Some(number) => known.number.as_deref() == Some(number),
            None => known.url.as_deref() == url,
        });
        match known {
            Some(known) => {
                if known.url.is_none() {
                    known.url = url.map(str::to_owned);
                }
            }
            None if number.is_none() && url.is_none() => {}
            None => self
                .numbers
                .push(TrackingNumber { number: number.map(str::to_owned), url: url.map(str::to_owned) }),
        }
    }
}

/// What the WMS says about the transport of an order. What is meant for a return is left out, and so is the label of a load
/// carrier that belongs to no transport booking (`IsTaPalletItem`).
///
/// One order may have several waybills; the SOAP contract has a place for one. The answers come in no particular order, so
/// waybills are sorted by their numbers and parcels by their ids.
pub fn tracking(order: &Order) -> Tracking {
    let mut tracking = Tracking::default();
    let transporter = order.transporter.as_ref();
    let name = transporter.and_then(|transporter| filled(transporter.name.as_deref()));
    let code = transporter.and_then(|transporter| filled(transporter.code.as_deref()));
    tracking.carrier = name.or(code).map(|carrier| carrier.trim().to_owned());
    let own = order.order_info.as_ref().and_then(|info| info.way_bill.as_deref());
    let mut way_bills: Vec<(Option<&str>, Option<&str>)> = order
        .tracking
        .iter()
        .map(|way_bill| (way_bill.way_bill.as_deref(), way_bill.tracking_url.as_deref()))
        .chain([(own, None)])
        .collect();
    way_bills.sort_unstable();
    for (number, url) in way_bills {
        tracking.add(number, url);
    }
    let mut parcels: Vec<&OrderPalletItemInfo> = order
        .order_pallet_items
        .iter()
        .filter(|item| item.is_return_type != Some(true) && item.is_ta_pallet_item != Some(false))
        .collect();
    parcels.sort_by_key(|item| (item.id, item.label_id.as_deref()));
    for parcel in parcels {
        tracking.add(parcel.label_id.as_deref(), parcel.tracking_url.as_deref());
    }
    // An address without a number that another one has with a number.
    let named: Vec<String> = tracking
        .numbers
        .iter()
        .filter_map(|number| number.url.clone().filter(|_| number.number.is_some()))
        .collect();
    tracking.numbers.retain(|number| {
        number.number.is_some() || number.url.as_ref().is_none_or(|url| !named.contains(url))
    });
    tracking
}

/// A text that can stand between markers, in one line.
fn plain(text: &str) -> String {
    let plain = text.chars().filter(|c| !is_forbidden(*c)).map(|c| match c {
        '[' => '(',
        ']' => ')',
        c if c.is_whitespace() => ' ',
        c => c,
    });
    plain.collect::<String>().trim().to_owned()
}
