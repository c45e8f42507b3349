//! A purchase order as it would be written, beside what the WMS has now.

use asmx_soap::FieldPath;
use ongoing_client::AnsweredFields;
use ongoing_client::model::{InOrder, ReceivedInOrder};

use super::code;
use super::compare::surplus;
use crate::plan::{CurrentValue, FieldChange};
use crate::port::PurchaseOrder;
use crate::process::current::{Current, Stored, beside, created};

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
        Some(line) => line_now(line, &stored, answered),
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

/// What the WMS has of a field of a line: `[17]/NumberOfItems`.
fn line_now<'s>(line: &str, stored: &'s Stored, answered: AnsweredFields) -> Current<'s> {
    let Some((code, name)) = line.split_once("]/") else { return Current::Not(CurrentValue::NotAnswered) };
    let there = format!("{ANSWERED_LINE}{code}]/");
    if !stored.has(&there) {
        return Current::Not(CurrentValue::New);
    }
    let name = match name {
        "NumberOfItems" => "AdvisedNumberOfItems",
        "OrderLineComment" => "Comment",
        "Indate" => "InDate",
        "ArticleNumber" => "Article/ArticleNumber",
        name => name,
    };
    let path = format!("{ANSWERED_LINE}/{name}");
    stored.current(&format!("{there}{name}"), is_answered(&path, answered))
}

fn is_answered(path: &str, answered: AnsweredFields) -> bool {
    FieldPath::<ReceivedInOrder>::find(&path.replace('/', ".")).is_ok() && answered.purchase_order(path)
}
