//! Records of the WMS without what its contract promises. A quantity that is left out is not zero: a source would hear that nothing was received or
//! that more is to come, and a return would count as undone. A line of stock that does not say of which article it is may be of any. So such a
//! record is one that cannot be read.

use asmx_soap::Delivery;
use futures::StreamExt;
use ongoing_client::model::{InventoryLine, ReceivedInOrder, ReturnOrderInfo};

use crate::port::{ErrorKind, PortError, Records};

/// Purchase orders that say where they stand, and of each line how much is to come, and how much was received.
pub(super) fn received(orders: Records<ReceivedInOrder>) -> Records<ReceivedInOrder> {
    whole(
        orders,
        |order| {
            let mut lines = order.received_in_order_lines.iter();
            let status = order.in_order_info.as_ref().and_then(|info| info.in_order_status_number);
            // Nothing is asked for but what was received, or what is ours: either has lines.
            status.is_some()
                && !order.received_in_order_lines.is_empty()
                && lines.all(|line| line.advised_number_of_items.and(line.received_number_of_items).is_some())
        },
        |order| order.in_order_info?.goods_owner_order_number,
        |number| {
            format!("Ongoing leaves out the status, the lines or a quantity of purchase order {number:?}")
        },
    )
}

/// Returns that say of each line how much came back.
pub(super) fn returned(orders: Records<ReturnOrderInfo>) -> Records<ReturnOrderInfo> {
    whole(
        orders,
        |order| order.return_order_lines.iter().all(|line| line.returned_number_of_items.is_some()),
        |order| order.return_order_number,
        |number| format!("Ongoing leaves out a quantity of return {number:?}"),
    )
}

/// Lines of stock that say of which article they are. One without a product code may be of another system: its number tells.
pub(super) fn named(lines: Records<InventoryLine>) -> Records<InventoryLine> {
    whole(
        lines,
        |line| {
            let said = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
            line.article
                .as_ref()
                .is_some_and(|article| said(&article.product_code) || said(&article.article_number))
        },
        |_| None,
        |_| "Ongoing leaves out the number and the product code of an article in stock".to_owned(),
    )
}

fn whole<T: 'static>(
    records: Records<T>,
    is_whole: fn(&T) -> bool,
    number: fn(T) -> Option<String>,
    left_out: fn(&str) -> String,
) -> Records<T> {
    let check = move |record: T| {
        if is_whole(&record) {
            return Ok(record);
        }
        let number = number(record).map(|number| number.trim().to_owned());
        let what = left_out(number.as_deref().unwrap_or_default());
        let remedy = "nothing: it is requested again; if the problem persists, ask the warehouse";
        let error = PortError::new(ErrorKind::Unreadable, Delivery::Answered, what, remedy);
        Err(PortError { record: number, ..error })
    };
    records.map(move |record| record.and_then(check)).boxed()
}
