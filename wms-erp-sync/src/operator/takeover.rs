//! Taking a customer over from another integration: what is in the WMS already is bound to what it stands for in the ERP,
//! so that the first run writes only what differs. Nothing is written to either vendor.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;

use crate::context::RunError;
use crate::context::overlay::Overlay;
use crate::context::permit::Writes;
use crate::context::run::Run;
use crate::engine::{Engine, Trigger};
use crate::plan::FieldChange;
use crate::port::{Meter, Requests};
use crate::process_id::Process;
use crate::store::Store;

/// What was found in the WMS, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Takeover {
    /// The tenant.
    pub tenant: String,
    /// When it began.
    pub at: DateTime<Utc>,
    /// Whether it was only looked, and nothing remembered.
    pub dry: bool,
    /// The articles; none where the process is off.
    pub articles: Option<TakenOver>,
    /// The open orders; none where the process is off.
    pub orders: Option<TakenOver>,
    /// Requests that were made.
    pub requests: Requests,
}

impl Takeover {
    /// How many records of a kind are told in detail; the counts are complete.
    pub const MOST_DETAILS: usize = 200;
}

/// What became of the records of one process.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TakenOver {
    /// Bound, and the same on both sides: nothing will be written.
    pub equal: u64,
    /// Bound, and not the same: the next run writes what the ERP has, if the WMS lets it.
    pub differing: u64,
    /// Bound before, by a run or an earlier takeover.
    pub known: u64,
    /// In the ERP only: the next run brings them to the WMS.
    pub new: u64,
    /// In the ERP only, and not meant to be brought over: expired products, orders from before the start.
    pub left_out: u64,
    /// In the WMS only, and left alone. Of orders these are not counted.
    pub strangers: u64,
    /// Not bound: a person must say which record is meant.
    pub choices: u64,
    /// Records that could not be read; they are looked at again by the next run.
    pub unreadable: u64,
    /// Those that differ, at most [`Takeover::MOST_DETAILS`].
    pub differences: Vec<Differing>,
    /// Those that need a choice, at most [`Takeover::MOST_DETAILS`].
    pub needed: Vec<Choice>,
}

/// A record that was bound although it differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Differing {
    /// The product's or order's id.
    pub record: String,
    /// The fields, from what the WMS has to what the ERP says. Of fields that concern people only the name is told.
    pub fields: Vec<FieldChange>,
    /// What else there is to know: what cannot be written any more, for one.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub remark: String,
}

/// A record that was not bound, since it is not clear to what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Choice {
    /// The product's or order's id.
    pub record: String,
    /// What is unclear, in one line.
    pub what: String,
    /// What to do about it. Afterwards the takeover may be made once more.
    pub remedy: String,
}

impl TakenOver {
    pub(crate) fn differs(
        &mut self,
        record: impl ToString,
        fields: Vec<FieldChange>,
        remark: impl Into<String>,
    ) {
        self.differing += 1;
        if self.differences.len() < Takeover::MOST_DETAILS {
            self.differences.push(Differing { record: record.to_string(), fields, remark: remark.into() });
        }
    }

    pub(crate) fn choose(
        &mut self,
        record: impl ToString,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.choices += 1;
        if self.needed.len() < Takeover::MOST_DETAILS {
            let (record, what, remedy) = (record.to_string(), what.into(), remedy.into());
            self.needed.push(Choice { record, what, remedy });
        }
    }
}

impl Engine {
    pub(crate) async fn takeover(&self, tenant: &str) -> Result<Takeover, RunError> {
        self.take_over(tenant, false).await
    }

    pub(crate) async fn plan_takeover(&self, tenant: &str) -> Result<Takeover, RunError> {
        self.take_over(tenant, true).await
    }

    async fn take_over(&self, tenant: &str, dry: bool) -> Result<Takeover, RunError> {
        let tenant = self.tenant(tenant)?;
        let at = self.inner.clock.now();
        let (meter, cancel, planned) =
            (Meter::new(Process::Orders), CancellationToken::new(), Mutex::default());
        let overlay: Arc<dyn Store> = Arc::new(Overlay::over(Arc::clone(&self.inner.store)));
        let mut taken = Takeover {
            tenant: tenant.name.clone(),
            at,
            dry,
            articles: None,
            orders: None,
            requests: meter.requests(),
        };
        for process in
            [Process::Articles, Process::Orders].into_iter().filter(|process| tenant.is_on(*process))
        {
            let lease = match dry {
                true => None,
                false => Some(self.lease(&tenant.name, process).await?),
            };
            let fence = lease.as_ref().map(|lease| lease.fence().clone());
            // The one that looks writes nothing to anybody: it plans, over the store. The other one only remembers.
            let look = self.prepare(&tenant, process, Trigger::Person, &meter, None, &overlay, &cancel);
            let look = Run { writes: Writes::Noted(&planned), ..look };
            let store = if dry { &overlay } else { &self.inner.store };
            let keep = self.prepare(&tenant, process, Trigger::Person, &meter, fence, store, &cancel);
            let keep = Run { writes: if dry { Writes::Noted(&planned) } else { Writes::Made }, ..keep };
            let work = async {
                self.check_identity(&keep).await?;
                match process {
                    Process::Articles => {
                        taken.articles = Some(crate::process::articles::takeover::take_over(&keep).await?);
                    }
                    _ => {
                        taken.orders = Some(crate::process::orders::takeover::take_over(&look, &keep).await?);
                    }
                }
                Ok(())
            };
            let worked: Result<(), RunError> = work.await;
            if let Some(lease) = lease {
                self.inner.leases.give_back(lease).await?;
            }
            worked?;
        }
        taken.requests = meter.requests();
        Ok(taken)
    }
}
