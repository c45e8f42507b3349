//! The supervisor is notified when the service serves, of each beat while it does its work, and when it stops.

use std::time::Duration;

use wms_erp_sync::CancellationToken;
use wms_erp_sync::clock::Clock;

use crate::supervisor::Supervisor;
use crate::web::Readiness;

/// How often it is looked whether the service is ready by now.
const SOON: Duration = Duration::from_secs(1);
/// How often the watchdog is notified in the time that it waits.
const BEATS: u32 = 4;

/// Notifies it until `stop` is cancelled.
pub(super) async fn keep(
    supervisor: &Supervisor,
    readiness: &Readiness,
    clock: &dyn Clock,
    stop: &CancellationToken,
) {
    let pause = supervisor.watchdog().map(|time| time / BEATS);
    let (mut is_ready, mut is_late) = (false, false);
    let mut nap = Duration::ZERO;
    loop {
        let waited = async {
            readiness.serving().await;
            clock.sleep(nap).await;
        };
        tokio::select! {
            biased;
            () = stop.cancelled() => break,
            () = waited => {}
        }
        nap = pause.unwrap_or(SOON);
        // A store that takes longer does not answer.
        let found = tokio::select! {
            biased;
            () = stop.cancelled() => break,
            found = readiness.look() => Some(found),
            () = clock.sleep(nap) => None,
        };
        if !is_ready && matches!(found, Some(found) if found.is_ready()) {
            supervisor.ready("serving");
            is_ready = true;
        }
        // A service whose store is away goes on when it is back: to restart it would not help, and it could not start.
        let is_alive = found.is_none_or(|found| found.scheduler.is_ok() || found.store.is_err());
        if is_alive && is_late {
            supervisor.status("serving");
        }
        if !is_alive && !is_late {
            supervisor.status("runs do not begin when they are due");
            tracing::error!(
                "runs do not begin when they are due: a supervisor with a watchdog restarts this service"
            );
        }
        is_late = !is_alive;
        match pause {
            Some(_) if is_alive => supervisor.beat(),
            // Nothing more to say until it stops.
            None if is_ready => {
                stop.cancelled().await;
                break;
            }
            _ => {}
        }
    }
    supervisor.stopping();
}

#[cfg(all(test, unix, feature = "sandbox"))]
mod tests;
