use chrono::TimeDelta;
use futures::TryStreamExt;
use ongoing_client::model::{GetReturnOrdersQuery, Order, OrderFilters, ReturnOrderInfo};

use crate::answer::{Conclusion, Setting, Stopped};
use crate::bench::Bench;
use crate::question::{BOTH, Question, Vendor};
use crate::wms::failed;

pub(super) const QUESTION: Question = Question {
    id: "wms-return-lines",
    vendor: Vendor::Ongoing,
    transports: BOTH,
    unknown: "Do the lines of a return order carry the code of the sales order's line?",
    matters: "A credit needs the row of the ERP's order, and so its price. A line without its code is held.",
    settings: &["returns.as"],
    reads: "the return orders of the last 60 days, and the sales orders that they belong to",
    writes: "",
    undone: "",
    ask: |bench| Box::pin(ask(bench)),
};

const REACH: TimeDelta = TimeDelta::days(60);

/// More of them answer nothing new.
const ORDERS: usize = 50;

#[derive(Default)]
struct Count {
    matching: usize,
    other: usize,
    empty: usize,
}

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let since = bench.clock.now() - REACH;
    let returns = bench.wms().return_orders(GetReturnOrdersQuery::returned_from(since));
    let mut returns: Vec<ReturnOrderInfo> = returns.try_collect().await.map_err(failed)?;
    returns.retain(|order| order.order_number.is_some());
    returns.truncate(ORDERS);
    let sold = returns.iter().filter_map(|order| order.order_number.clone());
    let sold: Vec<Order> = match returns.is_empty() {
        true => Vec::new(),
        false => bench.wms().orders(OrderFilters::by_numbers(sold)).try_collect().await.map_err(failed)?,
    };
    let mut count = Count::default();
    for order in &returns {
        let is_it = |sold: &&Order| {
            let info = sold.order_info.as_ref();
            info.and_then(|info| info.goods_owner_order_number.as_ref()) == order.order_number.as_ref()
        };
        let Some(sold) = sold.iter().find(is_it) else { continue };
        let codes =
            || sold.picked_order_lines.iter().filter_map(|line| line.external_order_line_code.as_deref());
        // An order that was typed in has no codes that its return could carry.
        if codes().all(str::is_empty) {
            continue;
        }
        for line in order.return_order_lines.iter().filter(|line| line.parent_return_order_line_id.is_none())
        {
            match line.external_order_line_code.as_deref().filter(|code| !code.is_empty()) {
                None => count.empty += 1,
                Some(code) if codes().any(|known| known == code) => count.matching += 1,
                Some(_) => count.other += 1,
            }
        }
    }
    let Count { matching, other, empty } = count;
    bench.seen(format!(
        "{} return orders; of their lines, {matching} have the code of a line of the sales order, {other} another code, {empty} none",
        returns.len()
    ));
    let notice = |why: &str| Setting::new("returns.as", "notice", why);
    Ok(match (matching, other, empty) {
        (0, 0, 0) => Conclusion::not_tried(
            "no return order of the last 60 days belongs to an order with line codes: take back one piece of an order that wms-erp imported",
        ),
        (_, 0, 0) => {
            Conclusion::learned("code", "the lines of a return carry the code of the sales order's line")
        }
        (0, 0, _) => {
            let why = "the lines of a return carry no code, so that each credit would be held";
            Conclusion::learned("no-code", why).with(notice(why))
        }
        (0, _, 0) => {
            let why = "the lines of a return carry codes that no line of the sales order has";
            Conclusion::learned("other-code", why).with(notice(why))
        }
        _ => Conclusion::unclear(
            "some lines carry the code of the sales order's line, and others do not: those are held",
        ),
    })
}
