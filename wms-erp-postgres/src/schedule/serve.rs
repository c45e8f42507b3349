//! Looking, running, and keeping what was claimed.

use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use futures::FutureExt;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use wms_erp_sync::clock::Clock;
use wms_erp_sync::schedule::{RunKey, RunOutcome, Runner};
use wms_erp_sync::store::StoreError;

use super::choice::choose;
use super::statement::{All, Claim, Claimed, Finish, GiveBack, Look, Renew, Take};
use super::{Hand, PostgresScheduler, time, usual};

/// How often the database is asked what is due: what others ask for here begins within a second.
const POLL: Duration = Duration::from_millis(500);
/// How often all due times are read, for those who ask without waiting.
const REFRESH: Duration = Duration::from_secs(30);
/// How many runs are claimed at a time, so that the others get their share of what is due at once.
const AT_ONCE: usize = 16;
/// A run that takes longer than this does not count against the number of runs that may begin.
const BRISK: Duration = Duration::from_secs(5);
/// How long after a failure the end of a run is noted again.
const AGAIN: Duration = Duration::from_secs(1);
/// By how much the clocks of this machine and of the database may differ, in milliseconds, for what others have read to be compared with
/// the due time of a run here.
const CLOCKS_AGREE: i64 = 1_000;
/// How long a claim under way is waited for at the end: one that is made, and not known here, lasts until its time is over.
const LAST_CLAIM: Duration = Duration::from_secs(2);

impl PostgresScheduler {
    pub(super) async fn serve_until(&self, runner: Arc<dyn Runner>, shutdown: CancellationToken) {
        let clock = runner.clock();
        let mut runs = JoinSet::new();
        let mut heartbeat = pin!(self.beat(&*clock));
        tokio::select! {
            () = self.look_until(&runner, &clock, &shutdown, &mut runs) => {}
            () = &mut heartbeat => {}
        }
        let finished = tokio::select! {
            biased;
            () = async { while runs.join_next().await.is_some() {} } => true,
            () = &mut heartbeat => false,
            () = clock.sleep(self.grace) => false,
        };
        if !finished {
            self.break_off(runs).await;
        }
    }

    async fn look_until(
        &self,
        runner: &Arc<dyn Runner>,
        clock: &Arc<dyn Clock>,
        shutdown: &CancellationToken,
        runs: &mut JoinSet<()>,
    ) {
        let (mut failing, mut refreshed) = (false, None::<Duration>);
        while !shutdown.is_cancelled() {
            let is_stale = refreshed.is_none_or(|at| clock.monotonic().saturating_sub(at) >= REFRESH);
            let looked = tokio::select! {
                biased;
                looked = self.look(&**clock, is_stale) => looked,
                () = async { shutdown.cancelled().await; clock.sleep(LAST_CLAIM).await } => return,
            };
            let mut nap = POLL;
            match looked {
                Ok(claimed) => {
                    if std::mem::take(&mut failing) {
                        tracing::info!("the schedule in the database can be read again");
                    }
                    if is_stale {
                        refreshed = Some(clock.monotonic());
                    }
                    if claimed.len() == AT_ONCE {
                        nap = Duration::ZERO;
                    }
                    for claimed in claimed {
                        let cancel = shutdown.child_token();
                        self.take_in_hand(&claimed.claim, clock.monotonic(), &cancel);
                        let (this, runner) = (self.clone(), Arc::clone(runner));
                        runs.spawn(async move { this.run_one(&*runner, claimed, cancel).await });
                    }
                }
                Err(error) => {
                    if !std::mem::replace(&mut failing, true) {
                        warn(&error, "no run starts until the schedule in the database can be read");
                    }
                }
            }
            while runs.try_join_next().is_some() {}
            if nap.is_zero() {
                tokio::task::yield_now().await;
                continue;
            }
            tokio::select! {
                biased;
                () = shutdown.cancelled() => return,
                () = self.shared.changed.notified() => {}
                () = clock.sleep(nap) => {}
            }
        }
    }

    /// Claims what is due and has room.
    async fn look(&self, clock: &dyn Clock, refresh: bool) -> Result<Vec<Claimed>, StoreError> {
        self.enter().await?;
        if refresh {
            let all = self.store().transaction(&All(self.store())).await?;
            all.iter().for_each(|(key, due)| self.note_due(key, *due));
            self.tidy(&all).await;
        }
        let room = self.room(clock.monotonic());
        if room == 0 {
            return Ok(Vec::new());
        }
        let (now, rows) = self.store().transaction(&Look(self.store())).await?;
        // Looked at afterwards: what the answer took makes due times later, and never earlier.
        let ahead = clock.now().timestamp_millis() - now;
        let choices = {
            let (keys, hands, known) = (self.keys(), self.hands(), self.known());
            let elsewhere =
                rows.iter().filter(|row| row.claimed_until > now && !hands.contains_key(&row.key));
            let elsewhere = elsewhere.map(|row| row.key.clone()).collect();
            *self.shared.elsewhere.lock().unwrap_or_else(PoisonError::into_inner) = elsewhere;
            let interval =
                |key: &RunKey| keys.get(key).filter(|_| !hands.contains_key(key)).map(|entry| entry.interval);
            let new_tenants = known.room(clock.monotonic());
            choose(&rows, now, room, interval, |tenant| !known.has(tenant), new_tenants)
        };
        if choices.is_empty() {
            return Ok(Vec::new());
        }
        let duration = millis(self.claim);
        let work = Take { store: self.store(), choices: &choices, duration, owner: &self.owner };
        let mut claimed = self.store().transaction(&work).await?;
        for Claimed { claim, due, request } in &mut claimed {
            self.note_due(&claim.key, *due);
            let is_usual = choices.iter().any(|choice| choice.key == claim.key && choice.is_usual);
            if is_usual && ahead.abs() <= CLOCKS_AGREE {
                request.due = time(*due + ahead);
            }
        }
        Ok(claimed)
    }

    /// How many runs may begin now.
    fn room(&self, now: Duration) -> usize {
        let brisk = self.hands().values().filter(|hand| now.saturating_sub(hand.since) < BRISK).count();
        self.concurrency.saturating_sub(brisk).min(AT_ONCE)
    }

    fn take_in_hand(&self, claim: &Claim, since: Duration, cancel: &CancellationToken) {
        let hand = Hand { claim: claim.clone(), cancel: cancel.clone(), since };
        self.hands().insert(claim.key.clone(), hand);
        self.known().add(claim.key.tenant(), since);
    }

    async fn run_one(&self, runner: &dyn Runner, claimed: Claimed, cancel: CancellationToken) {
        let Claimed { claim, request, .. } = claimed;
        let clock = runner.clock();
        let outcome = AssertUnwindSafe(runner.run(request, cancel)).catch_unwind().await.ok();
        match &outcome {
            Some(RunOutcome::Retry { after, reason }) => {
                let reason = wms_erp_sync::visible(reason);
                tracing::debug!(run = %claim.key, ?after, reason = &*reason, "a run is postponed");
            }
            Some(_) => {}
            None => {
                tracing::error!(run = %claim.key, "a run panicked: it runs again at its regular time");
            }
        }
        let ended = clock.now();
        let interval =
            self.keys().get(&claim.key).map(|entry| usual::stretched(entry.interval, entry.stretch));
        // A key that was taken out meanwhile is due again for those who still have it.
        let interval = interval.unwrap_or_else(|| usual::millis(Duration::ZERO));
        let work = Finish { store: self.store(), claim: &claim, interval, outcome: outcome.as_ref(), ended };
        loop {
            match self.store().transaction(&work).await {
                Ok(Some(due)) => break self.note_due(&claim.key, due),
                Ok(None) => {
                    tracing::warn!(run = %claim.key, "another engine has taken over this run in the \
                        meantime");
                    break;
                }
                Err(error) => {
                    warn(&error, "the end of a run could not be recorded yet");
                    clock.sleep_in_background(AGAIN).await;
                }
            }
        }
        self.hands().remove(&claim.key);
        // The next process of the tenant may begin.
        self.shared.changed.notify_one();
    }

    /// Renews the claims of the runs in hand, again and again, and cancels those that have lost theirs.
    async fn beat(&self, clock: &dyn Clock) {
        loop {
            clock.sleep_in_background(self.claim / 3).await;
            let claims: Vec<Claim> = self.hands().values().map(|hand| hand.claim.clone()).collect();
            if claims.is_empty() {
                continue;
            }
            let work = Renew { store: self.store(), claims: &claims, duration: millis(self.claim) };
            match self.store().transaction(&work).await {
                Ok(kept) => {
                    let hands = self.hands();
                    let lost = claims.iter().filter(|claim| !kept.contains(&claim.key));
                    for hand in lost.filter_map(|claim| {
                        // It may have ended meanwhile, and another begun.
                        hands.get(&claim.key).filter(|hand| hand.claim == *claim)
                    }) {
                        tracing::warn!(run = %hand.claim.key, "another engine has taken over: this run ends");
                        hand.cancel.cancel();
                    }
                }
                // The leases of the store decide what a run may still do.
                Err(error) => warn(&error, "the claims could not be renewed"),
            }
        }
    }

    async fn break_off(&self, mut runs: JoinSet<()>) {
        runs.shutdown().await;
        let claims: Vec<Claim> = self.hands().drain().map(|(_, hand)| hand.claim).collect();
        for claim in &claims {
            tracing::warn!(run = %claim.key, "interrupted while it waited: the next run continues from \
                there");
        }
        // Otherwise others have to wait until the time is over.
        if let Err(error) = self.store().transaction(&GiveBack { store: self.store(), claims: &claims }).await
        {
            warn(&error, "the claims could not be returned");
        }
    }
}

pub(super) fn warn(error: &StoreError, what: &str) {
    // With its causes: lines in JSON leave them away.
    let causes = std::iter::successors(Some(error as &dyn std::error::Error), |error| error.source());
    let error = causes.map(ToString::to_string).collect::<Vec<_>>().join(": ");
    tracing::warn!(error, "{what}");
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX / 2)
}
