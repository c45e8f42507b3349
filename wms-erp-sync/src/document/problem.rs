//! Whether a document is one.

use serde::de::{DeserializeOwned, IgnoredAny};
use twentyfour_client::types::{InvoiceOrder, Product};

use super::{ArticleRecord, Dismissed, Event, Held, OrderRecord, Shipment, StockRecord};
use crate::process_id::Process;
use crate::report::Report;
use crate::store::Table;

/// What is wrong with a document, if something is.
pub(crate) fn problem(table: &str, key: &str, value: &str) -> Option<String> {
    let Some(table) = Table::ALL.iter().find(|known| known.as_str() == table) else {
        return Some("this version knows no such table".to_owned());
    };
    let of = |process: Process| key.strip_prefix(process.as_str()).is_some_and(|rest| rest.starts_with('/'));
    match table {
        Table::Spool if of(Process::Orders) => {
            asmx_soap::from_xml::<InvoiceOrder>(value).err().map(|e| e.to_string())
        }
        Table::Spool if of(Process::Articles) => {
            asmx_soap::from_xml::<Product>(value).err().map(|e| e.to_string())
        }
        Table::Article => json::<ArticleRecord>(value),
        Table::Order if key.starts_with("order/") => json::<OrderRecord>(value),
        Table::Shipment => json::<Shipment>(value),
        Table::Stock => json::<StockRecord>(value),
        Table::Held => json::<Held>(value),
        Table::Event => json::<Event>(value),
        Table::Run => json::<Report>(value),
        Table::Control if key.starts_with("dismissed/") => json::<Dismissed>(value),
        _ => json::<IgnoredAny>(value),
    }
}

fn json<T: DeserializeOwned>(value: &str) -> Option<String> {
    serde_json::from_str::<T>(value).err().map(|error| error.to_string())
}
