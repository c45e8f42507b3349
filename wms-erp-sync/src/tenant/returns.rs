use chrono::{DateTime, NaiveTime, TimeZone as _, Utc};
use twentyfour_client::types::OrderSlipStateType;
use wms_erp_mapping::TimeZone;

use super::{Since, Tenant};

/// What becomes of goods that came back to the WMS on a return order.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Returns {
    /// A notice, or a credit in the ERP.
    pub action: ReturnAction,
    /// From when on: returns of which goods came back then or later. There is no default on purpose: returns that were credited by hand
    /// before would be credited twice.
    pub since: Since,
    /// The status that a credit gets. `Offer` unless set otherwise: people look at it before it becomes a credit note. A status that is
    /// imported, or that means sent or invoiced, is refused.
    pub status: OrderSlipStateType,
    /// The text of a credit, its `InvoiceText`: `{return}` stands for the number of the return, `{order}` for the id of the original order.
    pub text: String,
}

/// What is made of a return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReturnAction {
    /// A notice to people, and nothing in the ERP.
    Notice,
    /// A new order in the ERP with negative quantities that refers to the original. What cannot be credited for certain is held.
    Credit,
}

impl Returns {
    /// The default of [`text`](Self#structfield.text).
    pub const TEXT: &'static str = "Return {return} of order {order}";

    /// Notices of the returns since a time.
    pub fn notices(since: Since) -> Self {
        Self {
            action: ReturnAction::Notice,
            since,
            status: OrderSlipStateType::Offer,
            text: Self::TEXT.to_owned(),
        }
    }

    /// Credits for the returns since a time.
    pub fn credits(since: Since) -> Self {
        Self { action: ReturnAction::Credit, ..Self::notices(since) }
    }

    /// When it begins; `None` if every return counts.
    pub(crate) fn start(&self, zone: TimeZone) -> Option<DateTime<Utc>> {
        match self.since {
            Since::All => None,
            Since::Time(time) => Some(time),
            Since::Date(date) => {
                let midnight = date.and_time(NaiveTime::MIN);
                let local = zone.from_local_datetime(&midnight).earliest();
                Some(local.map_or_else(|| midnight.and_utc(), |local| local.with_timezone(&Utc)))
            }
        }
    }

    /// The text of a credit.
    pub(crate) fn text_of(&self, number: &str, order: impl ToString) -> String {
        self.text.replace("{return}", number).replace("{order}", &order.to_string())
    }

    /// Why credits must not get the status that is set, if they must not.
    pub(crate) fn wrong_status(&self, tenant: &Tenant) -> Option<String> {
        use OrderSlipStateType as State;
        let (orders, reports) = (tenant.orders.as_ref(), tenant.order_status.as_ref());
        let status = &self.status;
        let why = if self.action != ReturnAction::Credit {
            return None;
        } else if matches!(status, State::Invoiced | State::InvoicedCashAccount | State::InvoicedPack) {
            "means invoiced: a person decides about that"
        } else if *status == State::OrderStateSent
            || reports.is_some_and(|reports| reports.sent_status == *status)
        {
            "means sent"
        } else if orders.is_some_and(|orders| orders.pull_status.contains(status)) {
            "is pulled, too: credits would be imported as orders"
        } else if orders.is_some_and(|orders| orders.import_status.as_ref() == Some(status)) {
            "is the import status, too"
        } else {
            return None;
        };
        Some(format!("the status of credits, {status}, {why}"))
    }
}
