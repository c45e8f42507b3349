//! One service at a time looks at all tenants once a minute.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use wms_erp_sync::clock::Clock;
use wms_erp_sync::schedule::RunKey;
use wms_erp_sync::store::{Batch, Lease, LeaseKey, Store, StoreError};
use wms_erp_sync::{CancellationToken, Engine, Process};

use super::channel::Channels;
use super::delivery::{Delivery, Entry, Resting};
use super::record::{TenantAlarms, Waiting, of_tenant, put_alarm, put_waiting, remove_alarm, waiting_key};
use super::rules::findings;
use super::step::step;
use crate::config::AlarmSettings;
use crate::schedule::HostScheduler;
use crate::tenants::{Served, Tenants};

const LOOK: Duration = Duration::from_secs(60);
/// A service that stands still for longer is followed by another.
const LEASE: Duration = Duration::from_secs(120);
/// The lease is renewed when it is older.
const RENEWED: TimeDelta = TimeDelta::seconds(20);
/// Of no tenant: it is for all of them.
const LEASE_NAME: (&str, &str) = ("", "alarms");

/// Looks for what is wrong, and sends it.
#[derive(Debug)]
pub(crate) struct Alarms {
    settings: AlarmSettings,
    engine: Engine,
    scheduler: HostScheduler,
    store: Arc<dyn Store>,
    tenants: Tenants,
    owner: String,
    channels: Channels,
    resting: Resting,
    served_since: DateTime<Utc>,
}

/// A lease, and when it was last confirmed.
#[derive(Debug)]
pub(super) struct Right {
    lease: Lease,
    confirmed: DateTime<Utc>,
}

impl Alarms {
    /// `process`: the name of this process among all that share the store.
    ///
    /// # Errors
    /// If the machine's certificates cannot be read.
    pub(crate) fn new(
        settings: AlarmSettings,
        process: &str,
        engine: Engine,
        scheduler: impl Into<HostScheduler>,
        store: Arc<dyn Store>,
        tenants: Tenants,
    ) -> Result<Self, reqwest::Error> {
        let channels = Channels::new(settings.smtp.clone())?;
        let served_since = engine.clock().now();
        let (scheduler, resting, owner) = (scheduler.into(), Resting::default(), process.to_owned());
        Ok(Self { settings, engine, scheduler, store, tenants, owner, channels, resting, served_since })
    }

    /// Keeps looking until it is stopped.
    pub(crate) async fn keep(&self, stop: &CancellationToken) {
        let mut right = None;
        while !stop.is_cancelled() {
            self.look(&mut right).await;
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.clock().sleep_in_background(LOOK) => {}
            }
        }
        if let Some(Right { lease, .. }) = right {
            // Else it ends by itself.
            let _ = self.store.release(lease).await;
        }
    }

    /// Looks once, unless another service does.
    pub(super) async fn look(&self, right: &mut Option<Right>) {
        let done = match self.confirm(right).await {
            Ok(()) => match right {
                Some(held) => self.round(held).await,
                None => return,
            },
            Err(error) => Err(error),
        };
        match done {
            Ok(()) => {}
            Err(StoreError::StaleEpoch { .. }) => *right = None,
            Err(error) => {
                let error: &dyn std::error::Error = &error;
                tracing::warn!(error, "alarms are looked for again in a minute");
            }
        }
    }

    async fn confirm(&self, right: &mut Option<Right>) -> Result<(), StoreError> {
        let confirmed = self.clock().now();
        if let Some(held) = right {
            match self.renew(held).await {
                // Perhaps no one has followed.
                Err(StoreError::StaleEpoch { .. }) => *right = None,
                renewed => return renewed,
            }
        }
        let key = LeaseKey::new(LEASE_NAME.0, LEASE_NAME.1);
        let lease = self.store.try_acquire(&key, &self.owner, LEASE).await?;
        *right = lease.map(|lease| Right { lease, confirmed });
        Ok(())
    }

    async fn renew(&self, right: &mut Right) -> Result<(), StoreError> {
        let now = self.clock().now();
        if (now - right.confirmed).abs() >= RENEWED {
            *right = Right { lease: self.store.renew(&right.lease, LEASE).await?, confirmed: now };
        }
        Ok(())
    }

    async fn round(&self, right: &mut Right) -> Result<(), StoreError> {
        let mut entries = Vec::new();
        for served in self.tenants.now().iter() {
            self.renew(right).await?;
            match Box::pin(self.tenant(served, &right.lease)).await {
                Ok(waiting) => entries.extend(waiting),
                Err(error @ StoreError::StaleEpoch { .. }) => return Err(error),
                Err(error) => {
                    let error: &dyn std::error::Error = &error;
                    tracing::warn!(
                        tenant = served.name(),
                        error,
                        "its alarms are looked for again in a minute"
                    );
                }
            }
        }
        self.renew(right).await?;
        let delivery = Delivery {
            channels: &self.channels,
            resting: &self.resting,
            store: &*self.store,
            clock: &**self.clock(),
            fence: right.lease.fence(),
        };
        Box::pin(delivery.deliver(&self.settings.receivers, entries)).await
    }

    /// Looks at a tenant, writes what has become of its alarms together with the messages about it, and returns all that waits to be
    /// sent.
    async fn tenant(&self, served: &Served, lease: &Lease) -> Result<Vec<Entry>, StoreError> {
        let (name, settings) = (served.name(), &self.settings);
        let TenantAlarms { open, mut waiting } = of_tenant(&*self.store, name).await?;
        let intervals = self.intervals(served);
        let ages = settings.limits.ages(&intervals);
        match Box::pin(self.engine.inspect(name).status(ages)).await {
            Ok(status) => {
                let found = findings(&status, &settings.limits, &intervals, self.served_since);
                let step = step((name, served.zone()), &open, &found, status.at, settings.remind_every);
                let mut batch = Batch::new();
                step.put.iter().for_each(|(key, alarm)| put_alarm(&mut batch, key, alarm));
                step.remove.iter().for_each(|key| remove_alarm(&mut batch, key));
                for (number, message) in step.messages.iter().enumerate() {
                    let receivers = settings.receivers.iter();
                    for receiver in receivers.filter(|receiver| receiver.tenants.includes(name)) {
                        let entry = Waiting {
                            version: 1,
                            receiver: receiver.name.clone(),
                            message: message.clone(),
                            attempts: 0,
                            tried: None,
                            error: None,
                        };
                        let key = waiting_key(&receiver.name, message, number);
                        put_waiting(&mut batch, &key, &entry);
                        waiting.insert(key, entry);
                    }
                }
                if !batch.is_empty() {
                    self.store.commit(name, std::slice::from_ref(lease.fence()), batch).await?;
                }
            }
            // What is open stays so: it is not known to be over.
            Err(error) => {
                let error: &dyn std::error::Error = &error;
                tracing::warn!(tenant = name, error, "its alarms are not known");
            }
        }
        let entry = |(key, waiting)| Entry { tenant: name.to_owned(), key, waiting };
        Ok(waiting.into_iter().map(entry).collect())
    }

    /// As they are now: where the requests do not suffice for all, they are longer than configured.
    fn intervals(&self, served: &Served) -> Vec<(Process, Duration)> {
        let now = |process, interval: Duration| {
            interval.mul_f64(self.scheduler.stretch_of(&RunKey::new(served.name(), process)))
        };
        served.intervals.iter().map(|(process, interval)| (*process, now(*process, *interval))).collect()
    }

    fn clock(&self) -> &Arc<dyn Clock> {
        self.engine.clock()
    }
}
