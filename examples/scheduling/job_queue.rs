//! A job queue as the scheduler: `cargo run --example job_queue`
//!
//! The queue keeps one job for each key, as a database would: a text, a time, and whether a worker has it. Workers take what is due,
//! run it, and put it back with the time that the outcome asks for. Because the queue is a `Scheduler`, the engine's status knows
//! when a process runs next.

mod shop;

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use shop::{Shop, TENANT};
use wms_erp_sync::clock::Clock;
use wms_erp_sync::schedule::{RunKey, RunRequest, Runner, Scheduler, SchedulerError, Trigger};
use wms_erp_sync::store::MemoryStore;
use wms_erp_sync::{AgeLimits, CancellationToken, Process};

const INTERVAL: TimeDelta = TimeDelta::minutes(5);
const POLL: Duration = Duration::from_millis(20);
const WORKERS: usize = 2;

#[derive(Debug)]
struct Job {
    /// A `RunRequest`.
    text: String,
    due: DateTime<Utc>,
    is_taken: bool,
}

#[derive(Debug, Clone)]
struct JobQueue {
    /// By the text of their keys.
    jobs: Arc<Mutex<BTreeMap<String, Job>>>,
    clock: Arc<dyn Clock>,
}

impl JobQueue {
    fn with<T>(&self, work: impl FnOnce(&mut BTreeMap<String, Job>) -> T) -> T {
        work(&mut self.jobs.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn put(&self, request: &RunRequest, due: DateTime<Utc>) {
        let job = Job { text: request.to_string(), due, is_taken: false };
        self.with(|jobs| jobs.insert(request.key.to_string(), job));
    }

    /// The job that has been due for longest; no other worker gets it. It is there again when its usual time comes.
    fn take(&self) -> Option<String> {
        let now = self.clock.now();
        self.with(|jobs| {
            let job =
                jobs.values_mut().filter(|job| !job.is_taken && job.due <= now).min_by_key(|job| job.due)?;
            (job.is_taken, job.due) = (true, now + INTERVAL);
            Some(job.text.clone())
        })
    }

    /// Puts a job back. What was asked for while it ran stands in it already.
    fn put_back(&self, key: &RunKey, due: DateTime<Utc>) {
        let now = self.clock.now();
        self.with(|jobs| {
            if let Some(job) = jobs.get_mut(&key.to_string()) {
                job.is_taken = false;
                if job.due > now {
                    (job.text, job.due) = (key.to_string(), due);
                }
            }
        });
    }

    async fn work(&self, runner: &dyn Runner, stop: &CancellationToken) -> Result<(), SchedulerError> {
        while !stop.is_cancelled() {
            let Some(job) = self.take() else {
                self.clock.sleep(POLL).await;
                continue;
            };
            let request: RunRequest =
                job.parse().map_err(|wrong| SchedulerError::new("read a job", wrong))?;
            let key = request.key.clone();
            let outcome = runner.run(request, stop.child_token()).await;
            let now = self.clock.now();
            self.put_back(&key, outcome.next_due(now + INTERVAL, now));
        }
        Ok(())
    }
}

#[async_trait]
impl Scheduler for JobQueue {
    async fn serve(
        &self,
        runner: Arc<dyn Runner>,
        shutdown: CancellationToken,
    ) -> Result<(), SchedulerError> {
        let workers = (0..WORKERS).map(|_| self.work(&*runner, &shutdown));
        futures::future::try_join_all(workers).await.map(drop)
    }

    async fn wake(&self, request: RunRequest) -> Result<bool, SchedulerError> {
        let now = self.clock.now();
        Ok(self.with(|jobs| match jobs.get_mut(&request.key.to_string()) {
            Some(job) => {
                (job.text, job.due) = (request.to_string(), now);
                true
            }
            None => false,
        }))
    }

    async fn next_due(&self, key: &RunKey) -> Result<Option<DateTime<Utc>>, SchedulerError> {
        Ok(self.with(|jobs| jobs.get(&key.to_string()).map(|job| job.due)))
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let shop = Shop::open(MemoryStore::new()).await?;
    let clock = Arc::clone(shop.engine.clock());
    let queue = JobQueue { jobs: Arc::default(), clock: Arc::clone(&clock) };
    for process in [Process::Articles, Process::Orders, Process::OrderStatus, Process::Stock] {
        queue.put(&RunKey::new(TENANT, process).into(), clock.now());
    }
    let stop = CancellationToken::new();
    let (served, watched) =
        tokio::join!(shop.engine.serve(&queue, stop.clone()), watch(&shop, &queue, &stop));
    served?;
    watched
}

/// Waits until everything has run; then a webhook says that something has happened in the warehouse.
async fn watch(shop: &Shop, queue: &JobQueue, stop: &CancellationToken) -> Result<(), Box<dyn Error>> {
    let _stop = stop.clone().drop_guard();
    let status = loop {
        queue.clock.sleep(POLL).await;
        let status = shop.engine.inspect(TENANT).status(AgeLimits::default()).await?;
        if status.processes.iter().filter(|process| process.last.is_some()).count() == 4 {
            break status;
        }
    };
    for process in status.processes {
        writeln!(io::stdout(), "{}: next at {:?}", process.process, process.next)?;
    }
    let key = RunKey::new(TENANT, Process::OrderStatus);
    let woken = queue.wake(RunRequest::new(key, Trigger::Hint)).await?;
    writeln!(io::stdout(), "order status woken: {woken}\n{}", shop.orders_in_the_warehouse())?;
    Ok(())
}
