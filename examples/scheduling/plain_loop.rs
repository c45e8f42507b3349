//! A loop of one's own: `cargo run --example plain_loop -- 8` ends after eight runs.
//!
//! What is due next is run next. The outcome of a run says when its next one makes sense: at the usual time, earlier for a held
//! record, later for a vendor that asked us to wait.

mod shop;

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{self, Write};

use chrono::TimeDelta;
use shop::{Shop, TENANT};
use wms_erp_sync::schedule::{RunKey, Runner};
use wms_erp_sync::store::MemoryStore;
use wms_erp_sync::{CancellationToken, Process};

const INTERVAL: TimeDelta = TimeDelta::minutes(5);

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let shop = Shop::open(MemoryStore::new()).await?;
    let clock = shop.engine.clock();
    let stop = CancellationToken::new();
    let runs: usize = std::env::args().nth(1).map_or(Ok(usize::MAX), |runs| runs.parse())?;

    let keys = Process::ALL.iter().map(|process| RunKey::new(TENANT, *process));
    let mut due: BTreeMap<RunKey, _> = keys.map(|key| (key, clock.now())).collect();
    for _ in 0..runs {
        // The first in the order of work, where several are due at the same time.
        let Some((key, time)) = due.iter().min_by_key(|(_, time)| **time) else { break };
        let key = key.clone();
        clock.sleep((*time - clock.now()).to_std().unwrap_or_default()).await;
        let outcome = Runner::run(&shop.engine, key.clone().into(), stop.child_token()).await;
        let next = outcome.next_due(clock.now() + INTERVAL, clock.now());
        writeln!(io::stdout(), "{key}: {outcome:?}, next at {next}")?;
        due.insert(key, next);
    }
    writeln!(io::stdout(), "{}", shop.orders_in_the_warehouse())?;
    Ok(())
}
