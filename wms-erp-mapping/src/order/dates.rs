//! A delivery date is a calendar date.

use asmx_soap::XsDateTime;
use chrono::{Datelike, Days, NaiveDate};
use twentyfour_client::types::InvoiceOrder;

use super::{DeliveryDate, OrderContext, OrderSettings, Outcome};
use crate::note::{NoteKind, Notes};
use crate::{HoldCause, TimeZone};

const FIELD: &str = "OrderInfo.DeliveryDate";

pub(super) fn delivery_date(
    order: &InvoiceOrder,
    context: &OrderContext<'_>,
    settings: &OrderSettings,
    notes: &mut Notes,
) -> Outcome<XsDateTime> {
    if let Some(wished) = order.delivery_date.and_then(|date| calendar_date(&date, context.erp_zone)) {
        return on_the_wire(wished);
    }
    let (date, text) = match settings.missing_delivery_date {
        DeliveryDate::Hold => return Err(HoldCause::NoDeliveryDate),
        DeliveryDate::FirstImport => (
            Some(context.first_import),
            "the order has none; the day of its first import is used instead".to_owned(),
        ),
        DeliveryDate::AddDays(days) => (
            context.first_import.checked_add_days(Days::new(days.into())),
            format!("the order has none; the day of its first import plus {days} is used instead"),
        ),
    };
    notes.add(NoteKind::FilledIn, FIELD, text);
    on_the_wire(date.unwrap_or(context.first_import))
}

/// The date on the ERP's wall calendar. `None` for the years that mean "not set" in one system or another.
fn calendar_date(value: &XsDateTime, zone: TimeZone) -> Option<NaiveDate> {
    let naive = value.naive().date();
    if naive.year() <= 1900 {
        return None;
    }
    // Beyond the years that XML writes with four digits no conversion is needed to refuse it.
    if value.offset().is_none() || naive.year() > 9998 {
        return Some(naive);
    }
    Some(value.instant(&zone).with_timezone(&zone).date_naive())
}

fn on_the_wire(date: NaiveDate) -> Outcome<XsDateTime> {
    if (1..=9999).contains(&date.year()) {
        Ok(XsDateTime::date(date))
    } else {
        Err(HoldCause::DeliveryDateOutOfRange { date })
    }
}
