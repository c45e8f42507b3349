//! What cron calls, or a systemd timer: everything once, then an exit code. `cargo run --example cron`
//!
//! A call that comes while an earlier one is still at work finds it busy and leaves it alone; one that was killed is made good by
//! the next. What is remembered between calls is in a file.

mod shop;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use shop::{Shop, TENANT};
use wms_erp_sync::store::SqliteStore;
use wms_erp_sync::{CancellationToken, Outcome, RunError, Trigger};

#[tokio::main]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    // With real systems, a place that stays, such as /var/lib/sync.sqlite3.
    let folder = tempfile::tempdir()?;
    let shop = Shop::open(SqliteStore::open(folder.path().join("sync.sqlite3")).await?).await?;

    let reports = match shop.engine.run_all(TENANT, Trigger::Scheduled, &CancellationToken::new()).await {
        Err(busy @ RunError::Busy { .. }) => {
            writeln!(io::stderr(), "{busy}")?;
            return Ok(ExitCode::SUCCESS);
        }
        reports => reports?,
    };
    for report in &reports {
        let (process, outcome) = (report.process, report.outcome.as_str());
        writeln!(io::stdout(), "{process}: {outcome}, {} written, {} held", report.written, report.held)?;
    }
    writeln!(io::stdout(), "{}", shop.orders_in_the_warehouse())?;
    let failed = reports.iter().any(|report| report.outcome == Outcome::Failed);
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
