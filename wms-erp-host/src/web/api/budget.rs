//! The budget of requests.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::{json, limit};
use crate::budget;
use crate::web::call::{Answer, Call};

/// The addresses from which 24SevenOffice is asked, by name. Without those where nothing is counted.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BudgetList {
    pub(super) items: Vec<Budget>,
    /// What `after` must be for the next items; none behind the last.
    pub(super) next: Option<String>,
}

/// What the tenants behind one address need of 24SevenOffice, and what there is.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Budget {
    /// The name of the address, and the host that is asked.
    pub(super) address: String,
    /// How many tenants share it.
    pub(super) tenants: u64,
    /// Requests an hour that all processes need at their intervals.
    pub(super) demand: u64,
    /// Of those, the ones of orders and their status.
    pub(super) urgent_demand: u64,
    /// Requests an hour that are available.
    pub(super) supply: u32,
    /// By what the intervals of articles, suppliers and stock are multiplied; 1 while there is enough.
    pub(super) stretch: f64,
    /// The same for orders and their status.
    pub(super) urgent_stretch: f64,
    /// The last two days, hour by hour, the oldest first; without hours of which nothing is known.
    pub(super) hours: Vec<BudgetHour>,
}

/// The worst of an hour.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BudgetHour {
    /// When it began.
    #[schema(format = "date-time")]
    pub(super) hour: String,
    /// The most that were needed.
    pub(super) demand: u64,
    /// The fewest that were available.
    pub(super) supply: u32,
    /// The greatest factors.
    pub(super) stretch: f64,
    pub(super) urgent_stretch: f64,
}

impl BudgetHour {
    fn new((at, hour): (DateTime<Utc>, budget::Hour)) -> Self {
        let budget::Hour { demand, supply, urgent, other } = hour;
        Self { hour: at.to_rfc3339(), demand, supply, stretch: other, urgent_stretch: urgent }
    }
}

impl From<budget::Budget> for Budget {
    fn from(budget: budget::Budget) -> Self {
        let budget::Budget { address, stretch, tenants, hours } = budget;
        let known = hours.into_iter().filter_map(|(at, hour)| Some((at, hour?)));
        Self {
            address,
            tenants: tenants as u64,
            demand: stretch.demand,
            urgent_demand: stretch.urgent_demand,
            supply: stretch.supply,
            stretch: stretch.other,
            urgent_stretch: stretch.urgent,
            hours: known.map(BudgetHour::new).collect(),
        }
    }
}

pub(crate) async fn budget(call: Call) -> Answer {
    let (after, limit) = (call.query("after"), limit(&call)?);
    let mut all = call.app.operations.budgets();
    all.sort_by(|one, other| one.address.cmp(&other.address));
    let mut behind = all.into_iter().filter(|budget| budget.address.as_str() > after);
    let items: Vec<Budget> = behind.by_ref().take(limit).map(Into::into).collect();
    let next = behind.next().and_then(|_| items.last().map(|last| last.address.clone()));
    json(StatusCode::OK, &BudgetList { items, next })
}
