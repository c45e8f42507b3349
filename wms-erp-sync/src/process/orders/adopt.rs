//! Orders that the WMS has already, though we do not remember them: after a lost store, a crash, or another integration.

use std::collections::{HashMap, HashSet};

use chrono::{Days, NaiveDate};
use ongoing_client::model::Order;
use twentyfour_client::types::InvoiceOrder;
use wms_erp_mapping::{DeliveryDate, OrderSettings, order_number, row_of_code};

use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::Run;
use crate::document::{Class, Imported, OrderRecord, Shipment, WITHOUT_STATUS, WITHOUT_STATUS_REMEDY};
use crate::port::OrderQuery;
use crate::process::collect_known;

/// Order numbers in one look-up. The WMS answers with whole orders, so this is smaller than a batch of ids.
const NUMBERS: usize = 200;

/// What the WMS has under the numbers of some orders.
pub(super) struct Existing {
    found: HashMap<String, Order>,
    /// Numbers that were asked for while an answer could not be read.
    unknown: HashSet<String>,
}

impl Existing {
    /// Looks up orders before they are written. None may be written blindly: a new one may be there already, and one that
    /// we know may have been cancelled, or deleted by hand, and an upsert would make it again.
    pub(super) async fn load(
        run: &Run<'_>,
        settings: &OrderSettings,
        orders: &[InvoiceOrder],
        records: &[Option<OrderRecord>],
    ) -> Result<Self, RunError> {
        let number = |order: &InvoiceOrder| {
            order_number(order.order_id.unwrap_or_default(), &settings.order_number_prefix)
        };
        let numbers: Vec<String> = orders.iter().map(number).collect();
        let known = numbers.iter().zip(records).filter(|(_, record)| is_known(record.as_ref()));
        let known: Vec<String> = known.map(|(number, _)| number.clone()).collect();
        let mut existing = Self::read(run, &numbers).await?;
        existing.ask_again(run, &known).await?;
        Ok(existing)
    }

    /// Looks up these numbers, many at a time.
    pub(super) async fn read(run: &Run<'_>, numbers: &[String]) -> Result<Self, RunError> {
        let mut existing = Self { found: HashMap::new(), unknown: HashSet::new() };
        for numbers in numbers.chunks(NUMBERS) {
            existing.ask(run, numbers).await?;
        }
        Ok(existing)
    }

    /// Looks up orders that the WMS should have. What an answer lacks is asked for once more: nothing is concluded from one
    /// answer.
    pub(super) async fn read_known(run: &Run<'_>, numbers: &[String]) -> Result<Self, RunError> {
        let mut existing = Self::read(run, numbers).await?;
        existing.ask_again(run, numbers).await?;
        Ok(existing)
    }

    async fn ask_again(&mut self, run: &Run<'_>, numbers: &[String]) -> Result<(), RunError> {
        let lacking = numbers.iter().filter(|number| self.is_absent(number));
        let lacking: Vec<String> = lacking.cloned().collect();
        for numbers in lacking.chunks(NUMBERS) {
            self.ask(run, numbers).await?;
        }
        Ok(())
    }

    /// Looks one order up now, if it was not before.
    pub(super) async fn look(run: &Run<'_>, number: &str) -> Result<Option<Order>, RunError> {
        let mut existing = Self { found: HashMap::new(), unknown: HashSet::new() };
        existing.ask(run, &[number.to_owned()]).await?;
        Ok(existing.found.remove(number))
    }

    async fn ask(&mut self, run: &Run<'_>, numbers: &[String]) -> Result<(), RunError> {
        let (orders, unread) =
            collect_known(run, run.wms.orders(OrderQuery::numbers(numbers.to_vec())).await?).await?;
        for order in orders {
            let Some(info) = &order.order_info else { continue };
            let number = info.goods_owner_order_number.as_deref().map(|number| number.trim().to_owned());
            // Should the filter be looser than it says, only exact hits count. One that delivers the rest of another
            // may have its number too.
            let original = info.back_order_for_order_id.is_none();
            if let Some(number) = number.filter(|number| original && numbers.contains(number)) {
                self.found.entry(number).or_insert(order);
            }
        }
        let may_be_there =
            |number: &&String| !self.found.contains_key(*number) && unread.may_be(number.trim()).is_some();
        self.unknown.extend(numbers.iter().filter(may_be_there).cloned());
        Ok(())
    }

    /// Whatever the WMS has under this number.
    pub(super) fn get(&self, number: &str) -> Option<&Order> {
        self.found.get(number)
    }

    /// The same, unless it was cancelled.
    pub(super) fn alive(&self, number: &str) -> Option<&Order> {
        self.get(number).filter(|found| status(found) != Some(Shipment::CANCELLED))
    }

    /// Whether the WMS has an order under this number that was not cancelled, or may have one.
    pub(super) fn may_be_alive(&self, number: &str) -> bool {
        self.is_unknown(number) || self.alive(number).is_some()
    }

    /// Whether it was asked for, and may be what could not be read.
    pub(super) fn is_unknown(&self, number: &str) -> bool {
        self.unknown.contains(number)
    }

    /// Whether the WMS surely has no order under this number, neither alive nor cancelled. One whose lines are not
    /// recognised may be ours all the same: the ERP may have given its rows new ids.
    pub(super) fn is_absent(&self, number: &str) -> bool {
        !self.unknown.contains(number) && self.get(number).is_none()
    }

    /// The order that the WMS has under this number, if it is ours, though it was cancelled.
    pub(super) fn cancelled(&self, order: &InvoiceOrder, number: &str) -> Option<&Order> {
        let found = self.get(number).filter(|found| is_ours(found, order));
        found.filter(|found| status(found) == Some(Shipment::CANCELLED))
    }

    /// The order that the WMS has under this number, if it is ours and alive. One that we `imported` is known by its id there.
    pub(super) fn ours(
        &self,
        order: &InvoiceOrder,
        number: &str,
        imported: Option<&Imported>,
    ) -> Result<Option<&Order>, HoldReason> {
        if self.is_unknown(number) {
            let what =
                "the WMS's orders of this number could not all be read, so it may have the order already";
            let remedy = "nothing: it is retried automatically; if the problem persists, check the order in \
                the WMS";
            return Err(HoldReason::new(Class::Transient, what, remedy));
        }
        let Some(found) = self.found.get(number) else { return Ok(None) };
        let is_same = |known: &Imported| known.wms_order.is_none() || known.wms_order == wms_order(found);
        if !imported.is_some_and(is_same) && !is_ours(found, order) {
            let what = format!(
                "the WMS already has an order {number}, and its lines are not those of this \
                order"
            );
            let remedy =
                "find out where that order comes from; renumber it in the WMS, or set an order number prefix";
            return Err(HoldReason::new(Class::NeedsPerson, what, remedy));
        }
        let Some(status) = status(found) else {
            return Err(HoldReason::new(Class::Transient, WITHOUT_STATUS, WITHOUT_STATUS_REMEDY));
        };
        if status == Shipment::CANCELLED {
            let what = format!("order {number} was cancelled in the WMS; it is not created again");
            let remedy = "take the order back in the ERP, or reopen it in the WMS and retry";
            return Err(HoldReason::new(Class::NeedsPerson, what, remedy));
        }
        Ok(Some(found))
    }
}

/// Whether the WMS should have it.
fn is_known(record: Option<&OrderRecord>) -> bool {
    record.is_some_and(|record| record.imported.is_some())
}

/// An order is ours if its lines carry our row ids. Not all of them must: rows come and go unrecorded.
fn is_ours(found: &Order, order: &InvoiceOrder) -> bool {
    let rows: HashSet<String> =
        order.invoice_rows.iter().filter_map(|row| row.row_id.map(|id| id.to_string())).collect();
    let codes = found.picked_order_lines.iter().filter_map(|line| line.external_order_line_code.as_deref());
    // The lines of a kit's parts are of one row.
    let row = |code: &str| row_of_code(code).map_or_else(|| code.to_owned(), |row| row.to_string());
    let codes: HashSet<String> = codes.map(row).collect();
    let shared = codes.iter().filter(|code| rows.contains(*code)).count();
    shared > 0 && (shared * 2 >= codes.len() || shared == rows.len())
}

/// Remembers an order that was found in the WMS. Nothing is known of what was accepted there, so it is written next.
pub(super) fn adopt(
    run: &Run<'_>,
    record: &mut OrderRecord,
    order: &InvoiceOrder,
    found: &Order,
    settings: &OrderSettings,
) {
    if order.delivery_date.is_none() {
        record.first_import = first_import(found, settings).unwrap_or(record.first_import);
    }
    record.imported =
        Some(Imported { at: run.now(), fingerprint: None, wms_order: wms_order(found), adopted: true });
}

/// The day that stands for a missing delivery date was fixed when the order first went over: the WMS still has it.
fn first_import(found: &Order, settings: &OrderSettings) -> Option<NaiveDate> {
    let date = found.order_info.as_ref()?.delivery_date?.naive().date();
    match settings.missing_delivery_date {
        DeliveryDate::AddDays(days) => date.checked_sub_days(Days::new(days.into())),
        _ => Some(date),
    }
}

pub(super) fn wms_order(found: &Order) -> Option<i32> {
    Some(found.order_info.as_ref()?.order_id?.0)
}

/// Whether the warehouse works on it, so that it takes no changes any more.
pub(crate) fn has_begun(found: &Order) -> bool {
    let picked = |n: rust_decimal::Decimal| !n.is_zero();
    status(found).is_some_and(|status| status >= 400)
        || found.picked_order_lines.iter().any(|line| line.picked_number_of_items.is_some_and(picked))
}

fn status(order: &Order) -> Option<i32> {
    order.order_info.as_ref()?.order_status_number
}
