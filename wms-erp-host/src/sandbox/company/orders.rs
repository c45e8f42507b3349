//! What is in the order book when the day begins.

use wms_erp_sync::simulator::twentyfour::{Books, Record};

use super::customers::{BERGEN, KARI, OLA, SATRA, address};
use super::products::{COOKING_SET, FREIGHT, MAP, SLEEPING_BAG, TENT, THERMOS, WOOL};

/// A tent for Kari, with freight and a line of text.
pub const FROM_KARI: i32 = 10_001;
/// Ten flasks and five cooking sets, to another address than the invoice.
pub const FROM_BERGEN: i32 = 10_002;
/// For the shop in Gothenburg.
pub const FROM_SATRA: i32 = 10_003;
/// To a country that is misspelt.
pub const FROM_OLA: i32 = 10_004;
/// From before the integration starts.
pub const BEFORE_THE_START: i32 = 9_950;
/// Not confirmed yet.
pub const OFFER: i32 = 10_005;

/// Sent before the integration starts: a tent that comes back. Only the sandbox has it.
pub(crate) const SOLD_BEFORE: i32 = 9_940;

/// Enters the order whose goods come back, and gives the id of its row.
pub(super) fn sold_before(books: &Books) -> i32 {
    let sold = order(SOLD_BEFORE, KARI, "Kari Nordmann", "OrderState_Sent").with_row(row(TENT, 1));
    books.add_order(address(sold, "Addresses.Delivery", ["Storgata 12", "9008", "Tromsø", "Norge"]));
    let stored = books.order(SOLD_BEFORE);
    stored.and_then(|order| order.list("InvoiceRows").first()?.int("RowId")).unwrap_or_default()
}

pub(super) fn enter(books: &Books) {
    let old = order(BEFORE_THE_START, BERGEN, "Bergen Turforening", "Confirmed")
        .with("DateOrdered", "2025-11-20T10:00:00")
        .with_row(row(WOOL, 12));
    books.add_order(bergen(old));

    let kari = order(FROM_KARI, KARI, "Kari Nordmann", "Confirmed")
        .with("InvoiceTitle", "Ring på hos naboen hvis ingen er hjemme")
        .with_row(row(TENT, 1))
        .with_row(row(FREIGHT, 1))
        .with_row(Record::row().with("Type", "Text").with("Name", "Takk for bestillingen!"));
    let kari = address(kari, "Addresses.Delivery", ["Storgata 12", "9008", "Tromsø", "Norge"]);
    let kari = address(kari, "Addresses.Invoice", ["Storgata 12", "9008", "Tromsø", "Norge"]);
    books.add_order(by(kari, 1, "Pakke til hentested"));

    let order_bergen = order(FROM_BERGEN, BERGEN, "Bergen Turforening", "Confirmed")
        .with("CustomerDeliveryName", "Bergen Turforening, hyttelageret")
        .with("CustomerDeliveryPhone", "55 00 12 99")
        .with("InvoiceEmailAddress", "faktura@bergenturforening.example")
        .with("YourReference", "Astrid")
        .with("ReferenceNumber", "Vårdugnad 2026")
        .with("DeliveryDate", "2026-03-05T00:00:00")
        .with_row(row(THERMOS, 10))
        .with_row(row(COOKING_SET, 5))
        .with_row(row(FREIGHT, 1));
    books.add_order(by(bergen(order_bergen), 2, "Hjemlevering på dagtid"));

    let satra = order(FROM_SATRA, SATRA, "Sätra Friluft AB", "Confirmed")
        .with("CustomerDeliveryName", "Sätra Friluft AB, butikken")
        .with("YourReference", "Lars")
        .with_row(row(WOOL, 20))
        .with_row(row(SLEEPING_BAG, 4));
    let satra = address(satra, "Addresses.Delivery", ["Sätravägen 8", "417 05", "Göteborg", "Sverige"]);
    let satra = address(satra, "Addresses.Invoice", ["Box 1203", "401 20", "Göteborg", "Sverige"]);
    books.add_order(by(satra, 2, "Hjemlevering på dagtid"));

    let ola = order(FROM_OLA, OLA, "Ola Hansen", "Confirmed")
        .with("CustomerDeliveryPhone", "+47 990 11 204")
        .with_row(row(SLEEPING_BAG, 1))
        .with_row(row(MAP, 2));
    let ola = address(ola, "Addresses.Delivery", ["Sjøgata 41", "8006", "Bodø", "Norgge"]);
    let ola = address(ola, "Addresses.Invoice", ["Sjøgata 41", "8006", "Bodø", "Norge"]);
    books.add_order(by(ola, 1, "Pakke til hentested"));

    let offer = order(OFFER, SATRA, "Sätra Friluft AB", "Offer").with_row(row(TENT, 6));
    books.add_order(address(offer, "Addresses.Delivery", ["Sätravägen 8", "417 05", "Göteborg", "Sverige"]));
}

fn order(id: i32, customer: i32, name: &str, status: &str) -> Record {
    Record::order()
        .with("OrderId", id)
        .with("CustomerId", customer)
        .with("CustomerName", name)
        .with("OrderStatus", status)
        .with("IncludeVAT", true)
}

fn row(product: i32, quantity: i32) -> Record {
    Record::row().with("ProductId", product).with("Quantity", quantity)
}

fn by(order: Record, method: i32, name: &str) -> Record {
    order.with("DeliveryMethod.Id", method).with("DeliveryMethod.Description", name)
}

fn bergen(order: Record) -> Record {
    let order = address(order, "Addresses.Delivery", ["Kanalveien 60", "5068", "Bergen", "Norge"]);
    address(order, "Addresses.Invoice", ["Fjellveien 3", "5019", "Bergen", "Norge"])
}
