//! The lines of an order as they were sent, beside those that the WMS has.

use std::collections::BTreeMap;

use ongoing_client::model::{CustomerOrder, Order, PickedOrderLine};
use rust_decimal::Decimal;
use wms_erp_mapping::number_key;

use crate::document::SentLine;
use crate::plan::FieldChange;

/// The lines of an order, as they are or would be sent.
pub(super) fn sent_lines(order: &CustomerOrder) -> Vec<SentLine> {
    let line = |line: &ongoing_client::model::CustomerOrderLine| SentLine {
        code: line.external_order_line_code.clone().unwrap_or_default(),
        product: line.product_code.clone(),
        article: line.article_number.clone(),
        quantity: line.number_of_items,
        do_pick: line.do_pick,
    };
    order.customer_order_lines.iter().map(line).collect()
}

/// In what the lines of the WMS differ: another quantity or article, a line that is missing, one too many.
pub(super) fn differences(sent: &[SentLine], found: &Order) -> Vec<FieldChange> {
    let mut there: BTreeMap<&str, Vec<&PickedOrderLine>> = BTreeMap::new();
    for line in found.picked_order_lines.iter().rev().filter(|line| !is_part(line)) {
        there.entry(code(line)).or_default().push(line);
    }
    let mut differing = Vec::new();
    for line in sent {
        match there.get_mut(line.code.as_str()).and_then(Vec::pop) {
            Some(stored) => differing.extend(line.beside(stored)),
            None => differing.push(FieldChange::new(line.path(""), None, Some(text(line.quantity)))),
        }
    }
    // A line of which nothing is ordered any more is none.
    let more = there.into_iter().flat_map(|(code, lines)| lines.into_iter().map(move |line| (code, line)));
    let more = more.filter(|(_, line)| line.ordered_number_of_items.is_none_or(|ordered| !ordered.is_zero()));
    differing.extend(more.map(|(code, line)| {
        let ordered = line.ordered_number_of_items.map_or_else(|| "an unknown quantity".to_owned(), text);
        FieldChange::new(format!("Line[{code}]"), Some(ordered), None)
    }));
    differing
}

impl SentLine {
    fn path(&self, field: &str) -> String {
        format!("Line[{}]{field}", self.code)
    }

    fn beside(&self, stored: &PickedOrderLine) -> Vec<FieldChange> {
        let mut differing = Vec::new();
        let mut differ = |field: &str, old: String, new: String| {
            differing.push(FieldChange::new(self.path(field), Some(old), Some(new)));
        };
        // What an answer leaves out is not known; it is not zero.
        if let Some(there) = stored.ordered_number_of_items.filter(|there| *there != self.quantity) {
            differ("/NumberOfItems", text(there), text(self.quantity));
        }
        let article = stored.article.as_ref();
        let product = article.and_then(|article| told(article.product_code.as_deref()));
        let number = article.and_then(|article| told(article.article_number.as_deref()));
        if let (Some(old), Some(new)) = (product, &self.product) {
            if old != new {
                differ("/ProductCode", old.to_owned(), new.clone());
            }
        } else if let (Some(old), Some(new)) = (number, &self.article)
            && number_key(old) != number_key(new)
        {
            differ("/ArticleNumber", old.to_owned(), new.clone());
        }
        if let (Some(old), Some(new)) = (stored.do_pick, self.do_pick)
            && old != new
        {
            differ("/DoPick", old.to_string(), new.to_string());
        }
        differing
    }
}

fn told(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

fn text(number: Decimal) -> String {
    number.normalize().to_string()
}

fn code(line: &PickedOrderLine) -> &str {
    line.external_order_line_code.as_deref().unwrap_or_default().trim()
}

/// Whether the line is a part of a kit, which the WMS adds by itself.
fn is_part(line: &PickedOrderLine) -> bool {
    line.parent_order_line_id.is_some_and(|id| id.0 != 0)
        || line.parent_external_order_line_code.as_deref().is_some_and(|code| !code.trim().is_empty())
}
