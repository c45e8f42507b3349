//! Who buys, and who supplies.

use wms_erp_sync::simulator::twentyfour::{Books, Record};

/// Kari Nordmann of Tromsø: her phone and e-mail address are in the customer register only.
pub const KARI: i32 = 201;
/// Bergen Turforening.
pub const BERGEN: i32 = 202;
/// A shop in Gothenburg.
pub const SATRA: i32 = 203;
/// Ola Hansen of Bodø.
pub const OLA: i32 = 204;
/// The supplier of woollen things.
pub const ULLVAREN: i32 = 301;

pub(super) fn enter(books: &Books) {
    books.add_delivery_method(1, "Pakke til hentested");
    books.add_delivery_method(2, "Hjemlevering på dagtid");
    let kari = company(KARI, "Kari Nordmann", "Consumer")
        .with("PhoneNumbers.Mobile.Value", "+47 990 11 201")
        .with("EmailAddresses.Primary.Value", "kari.nordmann@post.example");
    books.add_company(address(kari, "Addresses.Post", ["Storgata 12", "9008", "Tromsø", "Norge"]));
    let bergen = company(BERGEN, "Bergen Turforening", "Business")
        .with("OrganizationNumber", "999 000 202")
        .with("PhoneNumbers.Work.Value", "55 00 12 02")
        .with("EmailAddresses.Invoice.Value", "faktura@bergenturforening.example");
    books.add_company(address(bergen, "Addresses.Visit", ["Fjellveien 3", "5019", "Bergen", "Norge"]));
    let satra = company(SATRA, "Sätra Friluft AB", "Business")
        .with("PhoneNumbers.Primary.Value", "+46 31 700 12 03")
        .with("EmailAddresses.Work.Value", "order@satrafriluft.example");
    books.add_company(address(satra, "Addresses.Post", ["Sätravägen 8", "417 05", "Göteborg", "Sverige"]));
    let ola = company(OLA, "Ola Hansen", "Consumer")
        .with("PhoneNumbers.Mobile.Value", "+47 990 11 204")
        .with("EmailAddresses.Home.Value", "ola@hansen.example");
    books.add_company(address(ola, "Addresses.Post", ["Sjøgata 41", "8006", "Bodø", "Norge"]));
    let supplier = company(ULLVAREN, "Ullvaren AS", "Supplier");
    books.add_company(address(supplier, "Addresses.Post", ["Veverveien 5", "2816", "Gjøvik", "Norge"]));
}

fn company(id: i32, name: &str, kind: &str) -> Record {
    Record::company().with("Id", id).with("Name", name).with("Type", kind)
}

/// Street, postal code, place and country.
pub(super) fn address(record: Record, field: &str, [street, code, place, country]: [&str; 4]) -> Record {
    record
        .with(&format!("{field}.Street"), street)
        .with(&format!("{field}.PostalCode"), code)
        .with(&format!("{field}.PostalArea"), place)
        .with(&format!("{field}.Country"), country)
}
