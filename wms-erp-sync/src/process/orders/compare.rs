//! Orders of the ERP beside what the WMS has of them, field by field. Nothing is written.

use ongoing_client::model::Order;
use twentyfour_client::types::{InvoiceOrder, OrderId};
use wms_erp_mapping::order_number;

use super::adopt::adopt;
use super::deliver::Page;
use super::differences::differences;
use super::search;
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::Run;
use crate::document::{Fingerprint, OrderRecord};
use crate::hooks::Selection;
use crate::plan::FieldChange;
use crate::process::collect_whole;
use crate::process::order_head::{change_mark, properties};
use crate::tenant::Orders;

pub(crate) use super::adopt::has_begun;
pub(crate) use super::leave::has_advanced;

/// So many orders are compared together: the WMS answers with whole orders.
pub(crate) const PAGE: usize = 200;

/// One order, as both sides have it.
pub(crate) struct Sides {
    pub(crate) id: OrderId,
    pub(crate) number: String,
    /// What is known of it.
    pub(crate) record: Option<OrderRecord>,
    /// What the WMS has under its number.
    pub(crate) found: Option<Order>,
    /// Why what the WMS has must not be taken for it, or could not be read.
    pub(crate) obstacle: Option<HoldReason>,
    /// The record that stands for what was found, once it is ours.
    pub(crate) adopted: Option<OrderRecord>,
    /// In what the WMS differs from what would be written, or why that is not known.
    pub(crate) differing: Result<Vec<FieldChange>, HoldReason>,
    pub(crate) fingerprint: Fingerprint,
    /// As [`OrderRecord::seen`] has it.
    pub(crate) mark: String,
    /// What it is searched by.
    pub(crate) words: Vec<String>,
    /// Whether the host's hooks ignore it, and the WMS did not get it from us.
    pub(crate) ignored: bool,
}

/// Reads these orders on both sides, at most [`PAGE`]. `run` must be a plan: what an order needs is noted, not made. Also
/// tells how many could not be read.
pub(crate) async fn look(
    run: &Run<'_>,
    settings: &Orders,
    ids: &[OrderId],
) -> Result<(Vec<Sides>, u64), RunError> {
    debug_assert!(run.is_plan(), "comparing writes nothing");
    let (orders, _) =
        collect_whole(run, run.erp.orders(ids, &properties(run.tenant, settings)).await?).await?;
    let orders: Vec<InvoiceOrder> = orders.into_iter().filter(|order| order.order_id.is_some()).collect();
    let known: Vec<OrderId> = orders.iter().map(|order| order.order_id.unwrap_or_default()).collect();
    let records = run.read_all::<OrderRecord>(&known).await?;
    // All are asked for, those that we know too.
    let page = Page::load(run, settings, &orders, &vec![None; orders.len()]).await?;
    let answered = run.wms.answered_fields();
    let unread = ids.len().saturating_sub(orders.len()) as u64;
    let sides = orders.into_iter().zip(records).map(|(order, mut record)| {
        if let Some(record) = &mut record {
            record.renew(&page.mapping);
        }
        let id = order.order_id.unwrap_or_default();
        let number = order_number(id, &settings.mapping.order_number_prefix);
        let found = page.existing.get(&number).cloned();
        let ours = page.existing.ours(&order, &number, None);
        let adopted = ours.as_ref().ok().copied().flatten().map(|found| {
            let mut adopted = record.clone().unwrap_or_else(|| OrderRecord::new(today(run)));
            if adopted.imported.is_none() {
                adopt(run, &mut adopted, &order, found, &settings.mapping);
            }
            adopted
        });
        let known =
            adopted.clone().or_else(|| record.clone()).unwrap_or_else(|| OrderRecord::new(today(run)));
        let differing = page.map(&order, &known).map(|mapped| {
            found
                .as_ref()
                .map(|found| differences(&mapped.value, found, answered, &settings.mapping))
                .unwrap_or_default()
        });
        let is_ours = record.as_ref().is_some_and(|record| record.imported.is_some());
        let ignored = !is_ours && run.tenant.hooks.select_order(&order) == Selection::Ignore;
        let (fingerprint, mark) = (page.fingerprint(&order), change_mark(&order));
        let words = search::words(&order);
        Sides {
            id,
            number,
            record,
            found,
            obstacle: ours.err(),
            adopted,
            differing,
            fingerprint,
            mark,
            words,
            ignored,
        }
    });
    Ok((sides.collect(), unread))
}

fn today(run: &Run<'_>) -> chrono::NaiveDate {
    run.now().with_timezone(&run.tenant.erp_zone).date_naive()
}
