//! A second tenant of the same engine and store, one of whose vendors accepts every request and answers none.

use std::sync::Arc;

use futures::FutureExt;
use futures::future::BoxFuture;
use ongoing_simulator::Simulator as Wms;
use tokio::sync::Notify;
use twentyfour_simulator::{Control, Record, Rule, Simulator as Erp};
use wms_erp_sync::clock::ManualClock;
use wms_erp_sync::{CancellationToken, Engine, Report, RunError, Tenant, Trigger};

use crate::choices::Choices;
use crate::experience::Experience;
use crate::world;

const NAME: &str = "hung";

pub(crate) struct Neighbour {
    pub(crate) tenant: Tenant,
    /// That a request stands there and waits.
    hangs: Arc<Notify>,
    experience: Experience,
    _erp: Erp,
    _wms: Wms,
}

impl Neighbour {
    /// A share of the schedules has one: half of them an ERP that hangs, half a WMS.
    pub(crate) async fn start(
        seed: u64,
        choices: Choices,
        ours: &ManualClock,
        experience: &Experience,
    ) -> Option<Self> {
        if !seed.is_multiple_of(5) {
            return None;
        }
        let (erp, wms) = (Erp::start().await.unwrap(), Wms::start().await.unwrap());
        let product = Record::product().with("No", "HUNG").with("Name", "Vare").with("StatusId", 1);
        erp.books().add_product(product);
        let hangs = Arc::new(Notify::new());
        hang(if seed.is_multiple_of(2) { erp.control() } else { wms.control() }, &hangs);
        let tenant = world::tenant(NAME, &erp, &wms, choices, ours);
        Some(Self { tenant, hangs, experience: experience.clone(), _erp: erp, _wms: wms })
    }

    /// Does `rounds` while a run of this tenant hangs. That one is given up in the end, as when a process is killed.
    pub(crate) async fn beside(
        &self,
        engine: &Engine,
        trigger: Trigger,
        mut rounds: BoxFuture<'_, Result<Vec<Report>, RunError>>,
    ) -> Result<Vec<Report>, RunError> {
        let cancel = CancellationToken::new();
        let mut hung = engine.run_all(NAME, trigger, &cancel).boxed();
        tokio::select! {
            biased;
            // The store failed it before it had asked anybody.
            _ = &mut hung => return rounds.await,
            () = self.hangs.notified() => self.experience.note("a hung vendor beside it"),
        }
        tokio::select! {
            biased;
            reports = &mut rounds => reports,
            ended = hung => match ended {
                // The lease of the run that was given up before is not back yet.
                Err(RunError::Busy { .. }) => rounds.await,
                ended => panic!("a run ended that no vendor has answered: {ended:?}"),
            },
        }
    }
}

fn hang(control: &Control, hangs: &Arc<Notify>) {
    let hangs = Arc::clone(hangs);
    let rule = Rule::hang().when(move |_| {
        hangs.notify_one();
        true
    });
    control.misbehave(rule.always());
}
