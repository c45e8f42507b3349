//! Orders whose answer leaves out what decides about them. Nothing is made of that, and they are asked for again by their numbers.

use ongoing_client::model::Order;
use twentyfour_client::types::{InvoiceOrder, InvoiceRow, OrderId, RowType};
use wms_erp_mapping::row_of_code;

use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::Run;
use crate::document::{Class, Held, SentOrder, WITHOUT_STATUS_REMEDY};
use crate::process::READABLE;
use crate::store::Batch;

const WITHOUT_ROWS: &str = "24SevenOffice returned the order without its rows, or a row without its id or its quantity, so nothing is \
                            known of what it asks for";
const WITHOUT_ROWS_REMEDY: &str = "nothing, if it was a failure: it is requested again; if a person has removed the rows, set the order's status by hand";

/// Whether the answer leaves out the lines, whether a line is picked, or one of its quantities. That is not zero: the order would be reported
/// as short, and what was sent would be ordered again.
pub(super) fn lacks_quantity(order: &Order) -> bool {
    if order.picked_order_lines.is_empty() {
        let ordered = order.order_info.as_ref().and_then(|info| info.ordered_number_of_items);
        return ordered.is_none_or(|ordered| !ordered.is_zero());
    }
    order.picked_order_lines.iter().any(|line| {
        let quantities = line.ordered_number_of_items.zip(line.picked_number_of_items);
        match line.do_pick {
            Some(false) => false,
            Some(true) => quantities.is_none(),
            // Freight, which is never picked, would be short of all that was ordered. A line that was picked whole is sent either way.
            None => quantities.is_none_or(|(ordered, picked)| picked < ordered),
        }
    })
}

/// Whether the ERP's answer leaves out what an order's rows are, of which something was sent. They are not none: nothing would be short
/// of what was ordered, and the customer would be billed for what was not sent. A row without a quantity that never was in the warehouse's
/// order is one that a person has left empty.
pub(super) fn lacks_rows(order: &InvoiceOrder, sent: &SentOrder) -> bool {
    let is_goods =
        |row: &&InvoiceRow| row.product_id.is_some() && matches!(row.kind, None | Some(RowType::Normal));
    let mut goods = order.invoice_rows.iter().filter(is_goods).peekable();
    let is_sent = |row: &InvoiceRow| sent.lines.iter().any(|line| row_of_code(&line.code) == row.row_id);
    let lacks = |row: &InvoiceRow| row.row_id.is_none() || row.quantity.is_none() && is_sent(row);
    let sent_anything = sent.lines.iter().any(|line| line.do_pick && !line.picked.is_zero());
    sent_anything && (goods.peek().is_none() || goods.any(lacks))
}

/// Why nothing is written of such an order, until it is whole.
pub(super) fn without_rows() -> HoldReason {
    HoldReason::new(Class::Transient, WITHOUT_ROWS, WITHOUT_ROWS_REMEDY)
}

/// Holds such an order until its answer is whole.
pub(super) async fn hold(
    run: &Run<'_>,
    batch: &mut Batch,
    id: OrderId,
    what: &'static str,
) -> Result<(), RunError> {
    let (record, remedy) = (id.to_string(), WITHOUT_STATUS_REMEDY);
    run.reason(record.as_str(), Some(Class::Transient), what, remedy);
    let held = run.read::<Held>(&run.held_key(&record)).await?;
    let is_new = run.tally().unread.insert(record.clone());
    if is_new && held.is_none_or(|held| held.class == Class::Transient) {
        let obstacle = HoldReason::new(Class::Transient, what, remedy).waiting_for(READABLE);
        run.hold(batch, &record, obstacle).await?;
    }
    Ok(())
}
