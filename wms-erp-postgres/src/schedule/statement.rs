//! What is done in the database, each in one short transaction.

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::AssertSqlSafe;
use wms_erp_sync::schedule::{RunKey, RunOutcome, RunRequest};
use wms_erp_sync::store::StoreError;

use super::choice::{Choice, Row, heavier};
use super::usual;
use crate::PostgresStore;
use crate::failure::Failure;
use crate::session::Session;
use crate::transaction::Work;

/// How often a request is written that others change at the same moment.
const ATTEMPTS: u32 = 20;

/// The right to run a process until a time: the holder of an older one changes nothing any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claim {
    pub(super) key: RunKey,
    pub(super) number: i64,
}

/// A process that has been claimed.
#[derive(Debug)]
pub(super) struct Claimed {
    pub(super) claim: Claim,
    pub(super) due: i64,
    pub(super) request: RunRequest,
}

fn columns(claims: &[Claim]) -> (Vec<String>, Vec<i64>) {
    claims.iter().map(|claim| (claim.key.to_string(), claim.number)).unzip()
}

/// Enters keys that are not there yet, and notes other intervals.
pub(super) struct Enter<'a> {
    pub(super) store: &'a PostgresStore,
    /// With their intervals, and how long each waits for its first run, in milliseconds.
    pub(super) keys: &'a [(RunKey, i64, i64)],
}

#[async_trait]
impl Work for Enter<'_> {
    type Output = ();

    fn action(&self) -> &'static str {
        "enter processes in its schedule"
    }

    async fn run(&self, session: &mut Session<'_>) -> Result<(), Failure> {
        let keys: Vec<String> = self.keys.iter().map(|(key, ..)| key.to_string()).collect();
        let intervals: Vec<i64> = self.keys.iter().map(|(_, interval, _)| *interval).collect();
        let waits: Vec<i64> = self.keys.iter().map(|(.., wait)| *wait).collect();
        let query = sqlx::query(AssertSqlSafe(&*self.store.sql.schedule.enter)).bind(self.store.given_now());
        let query = query.bind(keys).bind(intervals).bind(waits).persistent(false);
        query.execute(session.connection().await?).await?;
        Ok(())
    }
}

type LookRow = (i64, Option<String>, Option<i64>, Option<i64>, Option<i64>, Option<String>, Option<String>);

/// What is due, and what is being run, with the time by the clock of the database.
pub(super) struct Look<'a>(pub(super) &'a PostgresStore);

#[async_trait]
impl Work for Look<'_> {
    type Output = (i64, Vec<Row>);

    fn action(&self) -> &'static str {
        "read its schedule"
    }

    fn writes(&self) -> bool {
        false
    }

    async fn run(&self, session: &mut Session<'_>) -> Result<Self::Output, Failure> {
        let asked = self.0.asking();
        let found: Vec<LookRow> =
            session.rows(&self.0.sql.schedule.look, &[self.0.given_now().into()]).await?;
        let now = found.first().map_or(0, |(now, ..)| *now);
        if let Some(now) = DateTime::from_timestamp_millis(now).filter(|_| !found.is_empty()) {
            self.0.note_time(asked, now);
        }
        let rows =
            found.into_iter().filter_map(|(_, key, due, claimed_at, claimed_until, asked, running)| {
                // A later version may have others.
                let key = key?.parse().ok()?;
                let (due, claimed_at, claimed_until) = (due?, claimed_at?, claimed_until?);
                Some(Row { key, due, claimed_at, claimed_until, asked, running })
            });
        Ok((now, rows.collect()))
    }
}

/// Claims what was chosen, unless another engine was faster.
pub(super) struct Take<'a> {
    pub(super) store: &'a PostgresStore,
    pub(super) choices: &'a [Choice],
    /// How long the claims last, in milliseconds.
    pub(super) duration: i64,
    pub(super) owner: &'a str,
}

#[async_trait]
impl Work for Take<'_> {
    type Output = Vec<Claimed>;

    fn action(&self) -> &'static str {
        "claim what is due"
    }

    async fn run(&self, session: &mut Session<'_>) -> Result<Self::Output, Failure> {
        let keys: Vec<String> = self.choices.iter().map(|choice| choice.key.to_string()).collect();
        let asked: Vec<Option<&str>> = self.choices.iter().map(|choice| choice.asked.as_deref()).collect();
        let requests: Vec<String> = self.choices.iter().map(|choice| choice.request.to_string()).collect();
        let query =
            sqlx::query_as(AssertSqlSafe(&*self.store.sql.schedule.claim)).bind(self.store.given_now());
        let query = query.bind(keys).bind(asked).bind(requests).bind(self.duration).bind(self.owner);
        let query = query.persistent(false);
        let rows: Vec<(String, i64, i64, String)> = query.fetch_all(session.connection().await?).await?;
        let claimed = rows.into_iter().filter_map(|(key, number, due, request)| {
            let claim = Claim { key: key.parse().ok()?, number };
            Some(Claimed { claim, due, request: request.parse().ok()? })
        });
        Ok(claimed.collect())
    }
}

/// Lets claims last for their duration from now on. Gives the keys of those that still count.
pub(super) struct Renew<'a> {
    pub(super) store: &'a PostgresStore,
    pub(super) claims: &'a [Claim],
    /// In milliseconds.
    pub(super) duration: i64,
}

#[async_trait]
impl Work for Renew<'_> {
    type Output = Vec<RunKey>;

    fn action(&self) -> &'static str {
        "keep what it has claimed"
    }

    async fn run(&self, session: &mut Session<'_>) -> Result<Self::Output, Failure> {
        let (keys, numbers) = columns(self.claims);
        let query =
            sqlx::query_scalar(AssertSqlSafe(&*self.store.sql.schedule.renew)).bind(self.store.given_now());
        let query = query.bind(keys).bind(numbers).bind(self.duration).persistent(false);
        let kept: Vec<String> = query.fetch_all(session.connection().await?).await?;
        Ok(kept.iter().filter_map(|key| key.parse().ok()).collect())
    }
}

/// Notes how a run ended, and when the next one is due; gives that time. Nothing, where the claim does not count any more.
pub(super) struct Finish<'a> {
    pub(super) store: &'a PostgresStore,
    pub(super) claim: &'a Claim,
    /// In milliseconds.
    pub(super) interval: i64,
    /// None for a run that panicked.
    pub(super) outcome: Option<&'a RunOutcome>,
    /// When it ended, by the clock that the outcome goes by. The database's may show another time.
    pub(super) ended: DateTime<Utc>,
}

#[async_trait]
impl Work for Finish<'_> {
    type Output = Option<i64>;

    fn action(&self) -> &'static str {
        "note how a run ended"
    }

    async fn run(&self, session: &mut Session<'_>) -> Result<Self::Output, Failure> {
        let Self { store, claim, .. } = self;
        let sql = &store.sql.schedule;
        let key = claim.key.to_string();
        let values = [store.given_now().into(), (&key).into(), claim.number.into()];
        let row: Option<(i64, Option<String>, Option<String>)> = session.row(&sql.claimed, &values).await?;
        let Some((now, asked, running)) = row else { return Ok(None) };
        let mut due = self.next_due(now);
        if asked.is_some() {
            due = due.min(now);
        }
        // Nothing was done: what was asked for still is.
        let asked = match self.outcome {
            Some(RunOutcome::Busy { .. }) => asked.or(running),
            _ => asked,
        };
        session.later(&sql.finish, &[(&key).into(), due.into(), asked.as_deref().into()])?;
        Ok(Some(due))
    }
}

impl Finish<'_> {
    fn next_due(&self, now: i64) -> i64 {
        let usual = usual::after(self.claim.key.tenant(), self.interval, now);
        let Some(outcome) = self.outcome else { return usual };
        // What the outcome says is counted from the end of the run.
        let usual = TimeDelta::try_milliseconds(usual - now).unwrap_or(TimeDelta::MAX);
        let usual = self.ended.checked_add_signed(usual).unwrap_or(DateTime::<Utc>::MAX_UTC);
        let wait = (outcome.next_due(usual, self.ended) - self.ended).num_milliseconds();
        now.saturating_add(wait.max(0))
    }
}

/// Gives back what was not run to its end: it is due as before.
pub(super) struct GiveBack<'a> {
    pub(super) store: &'a PostgresStore,
    pub(super) claims: &'a [Claim],
}

#[async_trait]
impl Work for GiveBack<'_> {
    type Output = ();

    fn action(&self) -> &'static str {
        "give back what it has claimed"
    }

    async fn run(&self, session: &mut Session<'_>) -> Result<(), Failure> {
        let (keys, numbers) = columns(self.claims);
        let query =
            sqlx::query(AssertSqlSafe(&*self.store.sql.schedule.give_back)).bind(self.store.given_now());
        let query = query.bind(keys).bind(numbers).persistent(false);
        query.execute(session.connection().await?).await?;
        Ok(())
    }
}

/// Makes a key due in a while, or once more when its run has ended. False when it is not in the schedule.
pub(super) struct Ask<'a> {
    pub(super) store: &'a PostgresStore,
    pub(super) request: &'a RunRequest,
    /// How long from now, in milliseconds.
    pub(super) wait: i64,
}

#[async_trait]
impl Work for Ask<'_> {
    type Output = bool;

    fn action(&self) -> &'static str {
        "make a process due"
    }

    async fn run(&self, session: &mut Session<'_>) -> Result<bool, Failure> {
        let Self { store, request, wait } = self;
        let (sql, key) = (&store.sql.schedule, request.key.to_string());
        for _ in 0..ATTEMPTS {
            let row: Option<(i64, Option<String>)> = session.row(&sql.due, &[(&key).into()]).await?;
            let Some((_, asked)) = row else { return Ok(false) };
            let before = asked.as_deref().and_then(|text| text.parse().ok());
            let new = before.into_iter().fold((*request).clone(), |new, before| heavier(before, new));
            let query = sqlx::query(AssertSqlSafe(&*sql.ask)).bind(store.given_now()).bind(&key);
            let query = query.bind(new.to_string()).bind(asked).bind(wait).persistent(false);
            if query.execute(session.connection().await?).await?.rows_affected() > 0 {
                return Ok(true);
            }
        }
        let busy = std::io::Error::other("others keep changing the same request");
        Err(StoreError::backend(self.action(), busy).into())
    }
}

/// When a key is due.
pub(super) struct Due<'a> {
    pub(super) store: &'a PostgresStore,
    pub(super) key: &'a RunKey,
}

#[async_trait]
impl Work for Due<'_> {
    type Output = Option<i64>;

    fn action(&self) -> &'static str {
        "read its schedule"
    }

    fn writes(&self) -> bool {
        false
    }

    async fn run(&self, session: &mut Session<'_>) -> Result<Self::Output, Failure> {
        let key = self.key.to_string();
        let row: Option<(i64, Option<String>)> =
            session.row(&self.store.sql.schedule.due, &[(&key).into()]).await?;
        Ok(row.map(|(due, _)| due))
    }
}

/// When each key is due.
pub(super) struct All<'a>(pub(super) &'a PostgresStore);

#[async_trait]
impl Work for All<'_> {
    type Output = Vec<(RunKey, i64)>;

    fn action(&self) -> &'static str {
        "read its schedule"
    }

    fn writes(&self) -> bool {
        false
    }

    async fn run(&self, session: &mut Session<'_>) -> Result<Self::Output, Failure> {
        let rows: Vec<(String, i64)> = session.rows(&self.0.sql.schedule.all, &[]).await?;
        Ok(rows.into_iter().filter_map(|(key, due)| Some((key.parse().ok()?, due))).collect())
    }
}
