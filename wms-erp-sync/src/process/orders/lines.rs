//! The lines of an order as they were sent, beside those that the WMS has.

use std::collections::BTreeMap;

use asmx_soap::XsDateTime;
use ongoing_client::AnsweredFields;
use ongoing_client::model::{CustomerOrder, CustomerOrderLine, Order, PickedOrderLine};
use rust_decimal::Decimal;
use wms_erp_mapping::{LinePrices, OrderSettings, number_key};

use crate::document::SentLine;
use crate::plan::FieldChange;
use crate::process::current::{is_same_number, is_same_time};

/// The prices that a setting of the mapping sends. Whether the WMS answers with what was sent is not documented, so they are
/// not compared for that.
const PRICES: [&str; 3] = ["LinePrice", "Discount", "CurrencyCode"];

/// What may be set on a line besides, and is answered.
const FURTHER: [&str; 11] = [
    "DeliveryDate",
    "OrderLineComment",
    "LinePrice",
    "Discount",
    "CurrencyCode",
    "Length",
    "Width",
    "Height",
    "Batch",
    "OrderLineCaseNo",
    "CustomerArticleNumber",
];

fn written(line: &CustomerOrderLine) -> [Option<String>; 11] {
    let number = |number: Option<Decimal>| number.map(text);
    let time = |time: Option<XsDateTime>| time.map(|time| time.to_string());
    [
        time(line.delivery_date),
        line.order_line_comment.clone(),
        number(line.line_price),
        number(line.discount),
        line.currency_code.clone(),
        number(line.length),
        number(line.width),
        number(line.height),
        line.batch.clone(),
        line.order_line_case_no.clone(),
        line.customer_article_number.clone(),
    ]
}

fn answer(line: &PickedOrderLine) -> [Option<String>; 11] {
    let number = |number: Option<Decimal>| number.map(text);
    let time = |time: Option<XsDateTime>| time.map(|time| time.to_string());
    [
        time(line.delivery_date),
        line.order_line_comment.clone(),
        number(line.line_price),
        number(line.discount),
        line.currency_code.clone(),
        number(line.length),
        number(line.width),
        number(line.height),
        line.batch.clone(),
        line.order_line_case_no.clone(),
        line.customer_article_number.clone(),
    ]
}

/// Whether a change is of something that further fields or hooks have set on a line.
pub(super) fn is_further(change: &FieldChange) -> bool {
    let name = change.field.rsplit_once("]/").map(|(_, name)| name);
    change.field.starts_with("Line[") && name.is_some_and(|name| FURTHER.contains(&name))
}

/// The lines of an order, as they are or would be sent.
pub(super) fn sent_lines(order: &CustomerOrder, settings: &OrderSettings) -> Vec<SentLine> {
    let is_compared = |name: &str| {
        settings.line_prices == LinePrices::None
            || !PRICES.contains(&name)
            || settings.row_fields.fill_target(name)
    };
    let further = |line: &CustomerOrderLine| {
        let set = FURTHER.into_iter().zip(written(line)).filter(|(name, _)| is_compared(name));
        set.filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
    };
    let line = |line: &CustomerOrderLine| SentLine {
        code: line.external_order_line_code.clone().unwrap_or_default(),
        product: line.product_code.clone(),
        article: line.article_number.clone(),
        quantity: line.number_of_items,
        do_pick: line.do_pick,
        further: further(line),
    };
    order.customer_order_lines.iter().map(line).collect()
}

/// In what the lines of the WMS differ: another quantity or article, a line that is missing, one too many.
pub(super) fn differences(sent: &[SentLine], found: &Order, answered: AnsweredFields) -> Vec<FieldChange> {
    let mut there: BTreeMap<&str, Vec<&PickedOrderLine>> = BTreeMap::new();
    for line in found.picked_order_lines.iter().rev().filter(|line| !is_part(line)) {
        there.entry(code(line)).or_default().push(line);
    }
    let mut differing = Vec::new();
    for line in sent {
        match there.get_mut(line.code.as_str()).and_then(Vec::pop) {
            Some(stored) => differing.extend(line.beside(stored, answered)),
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

    fn beside(&self, stored: &PickedOrderLine, answered: AnsweredFields) -> Vec<FieldChange> {
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
        } else if let (Some(old), Some(new)) = (number, &self.article) {
            if number_key(old) != number_key(new) {
                differ("/ArticleNumber", old.to_owned(), new.clone());
            }
        } else if article.is_none() {
            // Every transport answers a line's article: this one is not there any more, and which it was is not known.
            let new = self.product.clone().or_else(|| self.article.clone()).unwrap_or_default();
            differ("/Article", "one that it does not name".to_owned(), new);
        }
        if let (Some(old), Some(new)) = (stored.do_pick, self.do_pick)
            && old != new
        {
            differ("/DoPick", old.to_string(), new.to_string());
        }
        for (name, old) in FURTHER.into_iter().zip(answer(stored)) {
            let path = format!("PickedOrderLines/PickedOrderLine/{name}");
            // Absent is empty only where an answer would have it.
            let old = old.or_else(|| answered.order(&path).then(String::new));
            let (Some(new), Some(old)) = (self.further.get(name), old) else { continue };
            let is_same = match name {
                "LinePrice" | "Discount" | "Length" | "Width" | "Height" => is_same_number(&old, new),
                "DeliveryDate" => is_same_time(&old, new),
                _ => old.trim() == new.trim(),
            };
            if !is_same {
                differ(&format!("/{name}"), old, new.clone());
            }
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
