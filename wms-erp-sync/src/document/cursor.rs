use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Document, DocumentKey};
use crate::process_id::Process;
use crate::store::Table;

/// How far a stream of changes has been read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Progress {
    /// When the last read began that saw everything that it asked for.
    pub(crate) began: DateTime<Utc>,
    /// When the last read of everything began, where the stream has reads of changes too.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) whole: Option<DateTime<Utc>>,
    /// What the records were read for. With other settings they all count as changed.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub(crate) settings: String,
}

impl Progress {
    /// Of a stream of which nothing else is kept.
    pub(crate) fn at(began: DateTime<Utc>) -> Self {
        Self { began, whole: None, settings: String::new() }
    }
}

impl Document for Progress {
    const TABLE: Table = Table::Cursor;
    type Key = StreamKey;

    /// Version 0.1.0 kept nothing but the time, where there was nothing else to keep.
    fn migrate(_from: u32, content: Value) -> Result<Value, String> {
        Ok(if content.is_string() { json!({ "began": content }) } else { content })
    }
}

/// A stream of changes that a process reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StreamKey {
    process: Process,
    name: String,
}

impl StreamKey {
    fn new(process: Process, name: &str) -> Self {
        Self { process, name: name.to_owned() }
    }

    /// The process that reads it.
    pub(crate) fn process(&self) -> Process {
        self.process
    }

    /// Products of the ERP that changed, for their articles.
    pub(crate) fn articles() -> Self {
        Self::new(Process::Articles, "erp")
    }

    /// Companies of the ERP that changed.
    pub(crate) fn suppliers() -> Self {
        Self::new(Process::Suppliers, "erp")
    }

    /// The last look at all open orders of the ERP, whether they changed or not.
    pub(crate) fn all_open_orders() -> Self {
        Self::new(Process::Orders, "whole")
    }

    /// Orders of the WMS that changed.
    pub(crate) fn order_status() -> Self {
        Self::new(Process::OrderStatus, "changed")
    }

    /// The last look at all orders of the WMS that are open, whether they changed or not.
    pub(crate) fn all_order_status() -> Self {
        Self::new(Process::OrderStatus, "whole")
    }

    /// Returns of the WMS of which goods came back.
    pub(crate) fn returns() -> Self {
        Self::new(Process::Returns, "changed")
    }

    /// The last look at all returns that are followed, whether goods came back or not.
    pub(crate) fn all_returns() -> Self {
        Self::new(Process::Returns, "whole")
    }

    /// Purchase orders of the WMS of which something was received.
    pub(crate) fn receipts() -> Self {
        Self::new(Process::ExpectedReceipts, "changed")
    }

    /// The last look at all purchase orders that are followed, whether something was received or not.
    pub(crate) fn all_receipts() -> Self {
        Self::new(Process::ExpectedReceipts, "whole")
    }

    /// Products of the ERP that changed, for their stock.
    pub(crate) fn stock_in_erp() -> Self {
        Self::new(Process::Stock, "erp")
    }

    /// Levels of the WMS that changed.
    pub(crate) fn stock_in_wms() -> Self {
        Self::new(Process::Stock, "wms")
    }
}

impl DocumentKey for StreamKey {
    fn write(&self, text: &mut String) {
        (self.process, self.name.clone()).write(text);
    }

    fn read(text: &str) -> Option<Self> {
        let (process, name) = <(Process, String)>::read(text)?;
        Some(Self { process, name })
    }
}
