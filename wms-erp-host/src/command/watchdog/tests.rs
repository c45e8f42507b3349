#![expect(clippy::unwrap_used, reason = "what a test does")]

use std::future::pending;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::TimeDelta;
use tempfile::TempDir;
use tokio::net::UnixDatagram;
use wms_erp_sync::schedule::{RunOutcome, RunRequest, Runner, Scheduler};

use super::*;
use crate::web::tests::rig::{Rig, TestClock};

/// An engine in which no run ever begins.
struct Stuck(TestClock);

#[async_trait]
impl Runner for Stuck {
    async fn run(&self, _: RunRequest, _: CancellationToken) -> RunOutcome {
        pending().await
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(self.0.clone())
    }
}

/// A supervisor that reads what it is notified of.
fn supervisor(watchdog: Option<Duration>) -> (TempDir, UnixDatagram, Supervisor) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("notify");
    let socket = UnixDatagram::bind(&path).unwrap();
    let supervisor = Supervisor::at(path.to_str().unwrap(), watchdog).unwrap();
    (folder, socket, supervisor)
}

async fn next(socket: &UnixDatagram) -> String {
    let mut bytes = [0; 256];
    let length = socket.recv(&mut bytes).await.unwrap();
    String::from_utf8(bytes[..length].to_vec()).unwrap()
}

#[tokio::test]
async fn a_service_whose_runs_do_not_begin_is_ready_at_first_and_then_beats_no_more() {
    let rig = Rig::start().await;
    let (_folder, socket, supervisor) = supervisor(Some(Duration::from_secs(120)));
    let (stop, end) = (CancellationToken::new(), CancellationToken::new());
    let readiness = rig.app.readiness.clone();
    let scheduler = rig.scheduler.clone().grace(Duration::ZERO);
    let served = readiness.during(scheduler.serve(Arc::new(Stuck(rig.clock.clone())), end.clone()));
    let heard = async {
        let began = rig.clock.now();
        assert_eq!(next(&socket).await, "READY=1\nSTATUS=serving");
        let mut beats = 0;
        let late = loop {
            match next(&socket).await.as_str() {
                "WATCHDOG=1" => beats += 1,
                other => break other.to_owned(),
            }
        };
        assert_eq!(late, "STATUS=runs do not begin when they are due");
        assert!(beats > 0 && rig.clock.now() >= began + TimeDelta::minutes(5), "{beats}");
        let late = rig.clock.now();
        while rig.clock.now() < late + TimeDelta::hours(1) {
            tokio::task::yield_now().await;
        }
        stop.cancel();
        assert_eq!(next(&socket).await, "STOPPING=1", "and nothing in that hour");
        end.cancel();
    };
    let _ = tokio::join!(keep(&supervisor, &readiness, &rig.clock, &stop), served, heard);
}

#[tokio::test]
async fn what_does_not_serve_yet_is_not_ready_and_without_a_watchdog_nothing_beats() {
    let rig = Rig::start().await;
    let (_folder, socket, supervisor) = supervisor(None);
    let stop = CancellationToken::new();
    let readiness = rig.app.readiness.clone();
    drop(supervisor.reloading());
    let heard = async {
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        let early = socket.try_recv(&mut [0; 9]);
        assert!(early.is_err(), "neither ready nor reloaded: {early:?}");
        let served = async {
            assert_eq!(next(&socket).await, "READY=1\nSTATUS=serving");
            drop(supervisor.reloading());
            assert_eq!(next(&socket).await, "RELOADING=1");
            assert_eq!(next(&socket).await, "READY=1");
            stop.cancel();
            assert_eq!(next(&socket).await, "STOPPING=1");
        };
        readiness.during(served).await;
    };
    tokio::join!(keep(&supervisor, &readiness, &rig.clock, &stop), heard);
}
