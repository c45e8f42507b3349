//! One service at a time looks at all tenants once a minute.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use wms_erp_sync::clock::Clock;
use wms_erp_sync::schedule::RunKey;
use wms_erp_sync::store::{Batch, Lease, LeaseKey, Store, StoreError};
use wms_erp_sync::{CancellationToken, Engine, Process, RunError};

use super::channel::{Channel, Channels, Receiver};
use super::delivery::{Delivery, Entry, Resting};
use super::digest::{Digest, Known};
use super::languages::Languages;
use super::leases::{Losses, fights, is_counted, remove_loss};
use super::letter::Letter;
use super::receipt::{Due, Receipt};
use super::record::{
    Alarm, SERVICE, TenantAlarms, Waiting, of_tenant, put_alarm, put_digest, put_for, put_receipt_day,
    remove_alarm, remove_digest,
};
use super::rules::{Finding, Rule, findings, key};
use super::step::{Step, step};
use super::stretched::{Stretched, stretched};
use crate::causes::chain;
use crate::config::AlarmSettings;
use crate::schedule::HostScheduler;
use crate::tenants::{Served, Tenants};
use crate::web::Visible;

const LOOK: Duration = Duration::from_secs(60);
/// If a service hangs for longer, another takes over.
const LEASE: Duration = Duration::from_secs(120);
/// In one look, after this time no further receipt is begun: a tenant's timelines are many.
const RECEIPTS: Duration = Duration::from_secs(20);
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
    losses: Losses,
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
        let losses = Losses::default();
        Ok(Self {
            settings,
            engine,
            scheduler,
            store,
            tenants,
            owner,
            channels,
            resting,
            losses,
            served_since,
        })
    }

    /// The same, with the leases that this service loses.
    pub(crate) fn with_losses(self, losses: Losses) -> Self {
        Self { losses, ..self }
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

    /// Looks once, unless another service does. What this one has seen is written in any case.
    pub(super) async fn look(&self, right: &mut Option<Right>) {
        self.losses.keep(&*self.store, &self.owner).await;
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
                tracing::warn!(error = chain(&error), "alarms are checked again in a minute");
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
        let (tenants, mut entries, mut all) = (self.tenants.now(), Vec::new(), Vec::new());
        let mut with_receipts = Vec::new();
        for served in tenants.iter() {
            self.renew(right).await?;
            match Box::pin(self.tenant(served, &right.lease)).await {
                Ok(Looked { known, waiting, receipt }) => {
                    entries.extend(waiting);
                    all.push(known);
                    with_receipts.push((served, receipt));
                }
                Err(error @ StoreError::StaleEpoch { .. }) => return Err(error),
                Err(error) => {
                    let (tenant, error) = (served.name(), chain(&error));
                    tracing::warn!(tenant, error, "its alarms are checked again in a minute");
                    let open = BTreeMap::new();
                    all.push(Known { tenant, zone: served.zone(), open, is_certain: false });
                }
            }
        }
        let began = self.clock().monotonic();
        for (served, last) in with_receipts {
            if self.clock().monotonic().saturating_sub(began) < RECEIPTS {
                self.renew(right).await?;
                let waiting = Box::pin(self.receipt(served, last, &right.lease)).await;
                entries.extend(or_later(served.name(), waiting)?);
            }
        }
        self.renew(right).await?;
        let waiting = Box::pin(self.service(&tenants, all, &right.lease)).await;
        entries.extend(or_later(SERVICE, waiting)?);
        let delivery = Delivery {
            channels: &self.channels,
            resting: &self.resting,
            store: &*self.store,
            clock: &**self.clock(),
            fence: right.lease.fence(),
            languages: &Languages { service: self.settings.language, tenants: &tenants },
        };
        let receivers = self.settings.receivers.iter().cloned();
        let receivers: Vec<Receiver> = receivers.chain(tenants.iter().filter_map(goods_owner)).collect();
        Box::pin(delivery.deliver(&receivers, entries)).await
    }

    /// Looks at a tenant, writes what has become of its alarms together with the messages about it, and returns what is open, and all
    /// that waits to be sent.
    async fn tenant<'a>(&self, served: &'a Served, lease: &Lease) -> Result<Looked<'a>, StoreError> {
        let (tenant, settings, zone) = (served.name(), &self.settings, served.zone());
        let TenantAlarms { open, mut waiting, lost, receipt, .. } = of_tenant(&*self.store, tenant).await?;
        let intervals = self.intervals(served);
        let ages = settings.limits.ages(&intervals);
        let known = match Box::pin(self.engine.inspect(tenant).status(ages)).await {
            Ok(status) => {
                let mut found = findings(&status, &settings.limits, &intervals, self.served_since);
                found.extend(fights(lost.values(), status.at, settings.limits.lease_losses));
                let step = step((tenant, zone), &open, &found, status.at, settings.remind_every);
                let mut batch = Batch::new();
                let old = lost.iter().filter(|(_, loss)| !is_counted(loss, status.at));
                old.for_each(|(key, _)| remove_loss(&mut batch, key));
                let open = self.write(tenant, step, open, &mut waiting, &mut batch);
                self.commit(tenant, batch, lease).await?;
                Known { tenant, zone, open, is_certain: true }
            }
            // What is open stays so: it is not known to be over.
            Err(error) => {
                tracing::warn!(tenant, error = chain(&error), "its alarms are unknown");
                Known { tenant, zone, open: of_alarms(open), is_certain: false }
            }
        };
        Ok(Looked { known, waiting: Entry::all(tenant, waiting), receipt })
    }

    /// The receipt that is due, written together with its day, so that each day has one.
    async fn receipt(
        &self,
        served: &Served,
        last: Option<NaiveDate>,
        lease: &Lease,
    ) -> Result<Vec<Entry>, StoreError> {
        let Some(settings) = &served.receipt else { return Ok(Vec::new()) };
        let (tenant, zone, now) = (served.name(), served.zone(), self.clock().now());
        let (mut batch, mut waiting) = (Batch::new(), BTreeMap::new());
        match settings.due(last, now, zone) {
            Due::Nothing => return Ok(Vec::new()),
            Due::Begin(day) => put_receipt_day(&mut batch, day),
            Due::Of(day) => {
                let inspector = self.engine.inspect(tenant);
                let read = async { Ok((inspector.day(day).await?, inspector.held().await?)) };
                let read: Result<_, RunError> = read.await;
                match read {
                    Ok((activity, held)) => {
                        let receipt = Receipt::new((tenant, zone), activity, held, settings.people, now);
                        let receipt = Letter::Receipt(receipt);
                        put_for(&goods_owner_name(tenant), receipt, 0, &mut waiting, &mut batch);
                        put_receipt_day(&mut batch, day);
                    }
                    Err(error) => {
                        tracing::warn!(tenant, error = chain(&error), "its receipt is made in a minute");
                        return Ok(Vec::new());
                    }
                }
            }
        }
        self.commit(tenant, batch, lease).await?;
        Ok(Entry::all(tenant, waiting))
    }

    /// The same for what is about no tenant, with the digests that are due.
    async fn service(
        &self,
        tenants: &[Served],
        mut all: Vec<Known<'_>>,
        lease: &Lease,
    ) -> Result<Vec<Entry>, StoreError> {
        let (settings, now) = (&self.settings, self.clock().now());
        let TenantAlarms { open, mut waiting, digests, .. } = of_tenant(&*self.store, SERVICE).await?;
        let at = key(Rule::Stretched);
        let open_since = open.get(&at).map(|alarm| alarm.finding.since);
        let found = stretched(&self.stretches(tenants), settings.limits.stretch, open_since, now);
        let found = found.map(|finding| (at, finding)).into_iter().collect();
        let zone = settings.zone;
        let step = step((SERVICE, zone), &open, &found, now, settings.remind_every);
        let mut batch = Batch::new();
        let open = self.write(SERVICE, step, open, &mut waiting, &mut batch);
        all.insert(0, Known { tenant: SERVICE, zone, open, is_certain: true });
        if let Some(morning) = settings.morning {
            for receiver in settings.receivers.iter().filter(|receiver| receiver.digest) {
                let name = receiver.name.as_str();
                let Some(day) = morning.due(digests.get(name).copied(), now) else { continue };
                let visible: Vec<&Known<'_>> =
                    all.iter().filter(|known| receiver.is_for(known.tenant)).collect();
                let digest = Digest::new(name, day, &visible, now);
                if morning.when_ok || !digest.is_ok() {
                    put_for(name, Letter::Digest(digest), 0, &mut waiting, &mut batch);
                }
                put_digest(&mut batch, name, day);
            }
        }
        let is_gone = |name: &&String| !settings.receivers.iter().any(|receiver| receiver.name == **name);
        digests.keys().filter(is_gone).for_each(|name| remove_digest(&mut batch, name));
        self.commit(SERVICE, batch, lease).await?;
        Ok(Entry::all(SERVICE, waiting))
    }

    /// Adds to what is written what has become of alarms, and the messages about it. Returns what is open then.
    fn write(
        &self,
        tenant: &str,
        step: Step,
        mut open: BTreeMap<String, Alarm>,
        waiting: &mut BTreeMap<String, Waiting>,
        batch: &mut Batch,
    ) -> BTreeMap<String, Finding> {
        for (key, alarm) in step.put {
            put_alarm(batch, &key, &alarm);
            open.insert(key, alarm);
        }
        for key in &step.remove {
            remove_alarm(batch, key);
            open.remove(key);
        }
        for (number, message) in step.messages.into_iter().enumerate() {
            for receiver in self.settings.receivers.iter().filter(|receiver| receiver.is_for(tenant)) {
                // Behind the number of a digest.
                put_for(&receiver.name, Letter::Alarm(message.clone()), number + 1, waiting, batch);
            }
        }
        of_alarms(open)
    }

    async fn commit(&self, tenant: &str, batch: Batch, lease: &Lease) -> Result<(), StoreError> {
        match batch.is_empty() {
            true => Ok(()),
            false => self.store.commit(tenant, std::slice::from_ref(lease.fence()), batch).await,
        }
    }

    /// By what the intervals of all processes are multiplied.
    fn stretches(&self, tenants: &[Served]) -> Vec<Stretched> {
        let of_tenant = |served: &Served| -> Vec<Stretched> {
            let of_process = |(process, _): &(Process, Duration)| {
                let (tenant, process) = (served.name().to_owned(), *process);
                let factor = self.scheduler.budget_stretch_of(&RunKey::new(tenant.as_str(), process));
                Stretched { tenant, process, factor }
            };
            served.intervals.iter().map(of_process).collect()
        };
        tenants.iter().flat_map(of_tenant).collect()
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

fn of_alarms(open: BTreeMap<String, Alarm>) -> BTreeMap<String, Finding> {
    open.into_iter().map(|(key, alarm)| (key, alarm.finding)).collect()
}

/// What could not be made for one tenant is made in a minute, and keeps no other one waiting; only a lost lease ends the look.
fn or_later(tenant: &str, waiting: Result<Vec<Entry>, StoreError>) -> Result<Vec<Entry>, StoreError> {
    match waiting {
        Err(error) if !matches!(error, StoreError::StaleEpoch { .. }) => {
            tracing::warn!(tenant, error = chain(&error), "a receipt or a digest is made in a minute");
            Ok(Vec::new())
        }
        waiting => waiting,
    }
}

/// What a look at a tenant has found.
#[derive(Debug)]
struct Looked<'a> {
    known: Known<'a>,
    waiting: Vec<Entry>,
    /// The day of its last receipt.
    receipt: Option<NaiveDate>,
}

/// Who gets the receipts of a tenant; no receiver of the configuration can have the name.
fn goods_owner(served: &Served) -> Option<Receiver> {
    let channel = Channel::Email(served.receipt.as_ref()?.to.clone());
    let tenants = Visible::These([served.name().to_owned()].into());
    Some(Receiver { name: goods_owner_name(served.name()), tenants, channel, digest: false, language: None })
}

fn goods_owner_name(tenant: &str) -> String {
    format!("the goods owner {tenant}")
}
