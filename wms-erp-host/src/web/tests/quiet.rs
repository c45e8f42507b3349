//! Runs that find nothing to do are shown from their reports, without a look at the store.

use chrono::TimeDelta;
use wms_erp_sync::clock::Clock;
use wms_erp_sync::schedule::RunKey;
use wms_erp_sync::simulator::ongoing::Rule;
use wms_erp_sync::{CancellationToken, Outcome, Process, ProcessStatus, Report, Trigger};

use super::rig::Rig;

const STOCK: Process = Process::Stock;

impl Rig {
    /// As the page knows it.
    fn known(&self) -> ProcessStatus {
        let known = self.app.snapshots.of("t0").unwrap();
        let status = known.status.as_ref().unwrap();
        status.processes.iter().find(|process| process.process == STOCK).unwrap().clone()
    }

    /// A second later.
    async fn run_stock(&self) -> Report {
        self.clock.advance(TimeDelta::seconds(1));
        let stop = CancellationToken::new();
        self.engine.run("t0", STOCK, Trigger::Manual, &stop).await.unwrap()
    }

    /// How often the store is asked for one look at what has happened.
    async fn calls_of_a_look(&self) -> usize {
        let before = self.calls();
        self.look().await;
        self.calls() - before
    }

    /// Until the scheduler has run the stock so often.
    async fn serve(&self, rounds: usize) {
        let stop = CancellationToken::new();
        let ran = async {
            while self.app.watch.runs("t0").iter().filter(|run| run.process == STOCK).count() < rounds {
                tokio::task::yield_now().await;
            }
            stop.cancel();
        };
        let (served, ()) = tokio::join!(self.engine.serve(&self.scheduler, stop.clone()), ran);
        served.unwrap();
    }
}

#[tokio::test]
async fn a_run_that_finds_nothing_to_do_is_shown_at_once_and_costs_no_look() {
    let rig = Rig::start_many(1).await;
    rig.serve(3).await;
    assert!(rig.calls_of_a_look().await > 0, "what the first runs did is not known yet");
    let before = rig.known();
    let report = rig.run_stock().await;
    assert_eq!((report.outcome, report.written, report.reasons.len()), (Outcome::Done, 0, 0), "{report:#?}");
    assert_eq!(rig.calls_of_a_look().await, 0);
    let known = rig.known();
    assert_eq!(known.last.as_ref(), Some(&report));
    assert_ne!(known.last, before.last);
    assert_eq!(known.next, rig.scheduler.due(&RunKey::new("t0", STOCK)));
    // Nothing else has changed: as a look finds it.
    rig.app.watch.touch("t0");
    assert!(rig.calls_of_a_look().await > 0);
    let mut looked_at = rig.known();
    looked_at.cursors.clone_from(&known.cursors);
    // The engine knows it while it serves only.
    looked_at.next = known.next;
    assert_eq!(looked_at, known);
}

#[tokio::test]
async fn a_run_that_wrote_or_failed_or_follows_one_that_failed_is_looked_at() {
    let rig = Rig::start_many(1).await;
    rig.serve(3).await;
    rig.look().await;
    rig.systems.erp.misbehave(Rule::drop_before().on("GetProducts").times(100));
    assert_eq!(rig.run_stock().await.outcome, Outcome::Failed);
    assert!(rig.calls_of_a_look().await > 0);
    assert!(rig.known().failing.is_some());
    rig.systems.erp.control().behave();
    let report = rig.run_stock().await;
    rig.look().await;
    let known = rig.known();
    assert_eq!((known.failing, known.last.as_ref()), (None, Some(&report)));
    // A person pauses it in another process on the same store: seen by the next look at all, at the latest.
    let until = rig.clock.now() + TimeDelta::hours(1);
    rig.engine.operator("t0").pause(Some(STOCK), until, "inventory").await.unwrap();
    rig.clock.advance(TimeDelta::seconds(31));
    rig.look().await;
    assert!(rig.known().paused.is_some());
}
