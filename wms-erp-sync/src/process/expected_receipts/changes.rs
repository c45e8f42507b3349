//! A purchase order as it would be written, beside what the WMS has now.

use asmx_soap::FieldPath;
use ongoing_client::AnsweredFields;
use ongoing_client::model::{InOrder, ReceivedInOrder};

use super::code;
use super::compare::surplus;
use crate::plan::FieldChange;
use crate::port::PurchaseOrder;
use crate::process::current::{Stored, beside, created};

/// How lines are written, and how they are answered.
const WRITTEN_LINE: &str = "InOrderLines/InOrderLine";
const ANSWERED_LINE: &str = "ReceivedInOrderLines/ReceivedInOrderLine";

/// All that would be written, with what the WMS has now, and the lines that the order no longer has.
pub(super) fn changes(
    wanted: &PurchaseOrder,
    mapped: &InOrder,
    found: Option<&ReceivedInOrder>,
    answered: AnsweredFields,
) -> Vec<FieldChange> {
    let Some(found) = found else { return created(mapped) };
    let stored = Stored::of(found);
    let mut fields = beside(mapped, |path| match path.strip_prefix(WRITTEN_LINE) {
        Some(line) => stored.of_line(ANSWERED_LINE, line, answered_name, |path| is_answered(path, answered)),
        None => {
            let there = if path == "InOrderInfo/OrderRemark" { "InOrderInfo/Comment" } else { path };
            stored.current(there, is_answered(there, answered))
        }
    });
    fields.extend(surplus(wanted, found).map(|row| {
        let advised = row.advised_number_of_items.unwrap_or_default().normalize();
        FieldChange::new(
            format!("{WRITTEN_LINE}[{}]/NumberOfItems", code(row)),
            Some(advised.to_string()),
            None,
        )
    }));
    fields
}

/// How answers call a field of a line.
fn answered_name(written: &str) -> &str {
    match written {
        "NumberOfItems" => "AdvisedNumberOfItems",
        "OrderLineComment" => "Comment",
        "Indate" => "InDate",
        "ArticleNumber" => "Article/ArticleNumber",
        name => name,
    }
}

fn is_answered(path: &str, answered: AnsweredFields) -> bool {
    FieldPath::<ReceivedInOrder>::find(&path.replace('/', ".")).is_ok() && answered.purchase_order(path)
}
