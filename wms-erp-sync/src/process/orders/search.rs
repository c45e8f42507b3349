//! What people know of an order besides its number: kept as hashes, so that the order is found by it and it is not read from the
//! store.

use twentyfour_client::types::{InvoiceOrder, OrderId};

use crate::document::{OrderByWord, OrderRecord, search_word};
use crate::store::Batch;

/// The customer's number and the references of an order.
pub(super) fn words(order: &InvoiceOrder) -> Vec<String> {
    let customer = order.customer_id.filter(|id| id.0 > 0).map(|id| id.to_string());
    let texts = [customer.as_ref(), order.reference_number.as_ref(), order.your_reference.as_ref()];
    let mut words: Vec<String> = texts.into_iter().flatten().filter_map(|text| search_word(text)).collect();
    words.sort();
    words.dedup();
    words
}

/// Lets an order be found by these words, and by no others any more. The record is to be written too.
pub(super) fn index(batch: &mut Batch, id: OrderId, record: &mut OrderRecord, words: Vec<String>) {
    for gone in record.found_by.iter().filter(|word| !words.contains(word)) {
        batch.remove::<OrderByWord>(&(gone.clone(), id));
    }
    for new in words.iter().filter(|word| !record.found_by.contains(word)) {
        batch.mark::<OrderByWord>(&(new.clone(), id));
    }
    record.found_by = words;
}
