//! Orders by what people know of them.

use std::collections::VecDeque;
use std::pin::pin;

use futures::TryStreamExt;
use twentyfour_client::types::OrderId;
use wms_erp_mapping::order_number;

use crate::context::RunError;
use crate::document::{Held, OrderByWord, OrderEvent, OrderRecord, ReturnRecord, search_word};
use crate::engine::Inspector;
use crate::process_id::Process;
use crate::record_id::RecordId;
use crate::tenant::Tenant;

impl Inspector<'_> {
    /// The orders that a text names, at most `limit`: the one with this number in the ERP or in the WMS, the one whose return has this
    /// number, then the newest ones with this customer's number or this reference (`ReferenceNumber` or `YourReference`), whole, whatever its capitals and
    /// spaces. Reads the store only: what no run has read is not found; what an earlier version of this program read, and has
    /// not changed since, by its numbers only.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn find_orders(self, text: &str, limit: usize) -> Result<Vec<RecordId>, RunError> {
        let known = self.engine.tenant(self.tenant)?;
        let text = text.trim();
        let mut found = Vec::new();
        if let Some(id) = numbered(&known, text)
            && self.is_known(id).await?
        {
            found.push(id);
        }
        let returned = self.engine.documents(self.tenant).one::<ReturnRecord>(&text.to_owned()).await?;
        if let Some(id) = returned.and_then(|record| record.order).map(OrderId)
            && !found.contains(&id)
        {
            found.push(id);
        }
        if let Some(word) = search_word(text) {
            for id in self.by_word(&word, limit).await? {
                if !found.contains(&id) {
                    found.push(id);
                }
            }
        }
        Ok(found.into_iter().take(limit).map(RecordId::from).collect())
    }

    /// Whether the store knows anything about an order.
    async fn is_known(self, id: OrderId) -> Result<bool, RunError> {
        let documents = self.engine.documents(self.tenant);
        if documents.has::<OrderRecord>(&id).await?
            || !documents.page(&OrderEvent::of(id), 1).await?.is_empty()
        {
            return Ok(true);
        }
        let id = id.to_string();
        let is_it = |held: &Held| {
            matches!(held.process, Process::Orders | Process::OrderStatus)
                && held.record.split('/').next() == Some(&id)
        };
        Ok(self.held().await?.iter().any(is_it))
    }

    /// The newest orders that bear a word, the newest first.
    async fn by_word(self, word: &String, limit: usize) -> Result<Vec<OrderId>, RunError> {
        let documents = self.engine.documents(self.tenant);
        let mut newest = VecDeque::new();
        let mut keys = pin!(documents.keys(OrderByWord::with(word)));
        while let Some((_, id)) = keys.try_next().await? {
            newest.push_front(id);
            newest.truncate(limit);
        }
        // A record that was damaged may have left a mark behind.
        let newest: Vec<OrderId> = newest.into();
        let records = documents.readable::<OrderRecord>(&newest).await?;
        let bears = |record: Option<OrderRecord>| record.is_some_and(|record| record.found_by.contains(word));
        Ok(newest.into_iter().zip(records).filter_map(|(id, record)| bears(record).then_some(id)).collect())
    }
}

/// The order that a text names: its id in the ERP, or its number in the WMS, which may have a prefix.
fn numbered(tenant: &Tenant, text: &str) -> Option<OrderId> {
    let positive = |text: &str| text.parse::<i32>().ok().filter(|id| *id > 0).map(OrderId);
    let prefix = tenant.orders.as_ref().map_or("", |orders| orders.mapping.order_number_prefix.as_str());
    positive(text).or_else(|| {
        let id = positive(text.get(prefix.len()..)?)?;
        (order_number(id, prefix).to_lowercase() == text.to_lowercase()).then_some(id)
    })
}
