//! What the engine takes for a whole catalogue, with both systems simulated in another process: `engine 100000`.
//! It prints a line of JSON for each round. Linux only.
//!
//! The rounds: all products are `new`; none has changed (`quiet`); all come again though nothing in them has changed
//! (`unchanged`); all have another name (`changed`). `engine 1000 2` ends after the second round.

use std::error::Error;
use std::io::{BufRead, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::TimeDelta;
use twentyfour_simulator::Record;
use wms_erp_benchmarks::process::{Served, peak};
use wms_erp_sync::adapter::{Ongoing, TwentyFour};
use wms_erp_sync::clock::{Clock, SystemClock};
use wms_erp_sync::store::SqliteStore;
use wms_erp_sync::{
    Articles, CancellationToken, Engine, Outcome, Process, Tenant, Trigger, ongoing, twentyfour,
};

type Done = Result<(), Box<dyn Error>>;

const TENANT: &str = "nordlys";
/// The rounds, each with what happens in the ERP before it.
const ROUNDS: [(&str, &str); 4] =
    [("new", "add"), ("quiet", "nothing"), ("unchanged", "touch"), ("changed", "rename")];

#[tokio::main]
async fn main() -> Done {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    match &*arguments.iter().map(String::as_str).collect::<Vec<_>>() {
        ["serve", products] => serve(products.parse()?).await,
        [products] => run(products, ROUNDS.len()).await,
        [products, rounds] => run(products, rounds.parse()?).await,
        _ => Err("how many products?".into()),
    }
}

async fn run(products: &str, rounds: usize) -> Done {
    let mut systems = Served::start(&["serve", products])?;
    let folder = tempfile::tempdir()?;
    let store = SqliteStore::open(folder.path().join("sync.sqlite3")).await?;
    let engine = Engine::builder(store).build();
    engine.put_tenant(tenant(&systems.line()?)?);
    for (round, event) in ROUNDS.into_iter().take(rounds) {
        systems.tell(event)?;
        let started = SystemClock.now();
        let report =
            engine.run(TENANT, Process::Articles, Trigger::Manual, &CancellationToken::new()).await?;
        let seconds = (SystemClock.now() - started).as_seconds_f64();
        if report.outcome != Outcome::Done || report.held + report.failed > 0 {
            return Err(format!("{round}: {report:?}").into());
        }
        writeln!(
            std::io::stdout(),
            "{{\"round\": {round:?}, \"products\": {products}, \"read\": {}, \"unchanged\": {}, \"written\": {}, \
             \"requests\": {}, \"seconds\": {seconds:.2}, \"peak_kb\": {}}}",
            report.read,
            report.unchanged,
            report.written,
            systems.tell("requests")?,
            peak()?,
        )?;
    }
    Ok(())
}

fn tenant(systems: &str) -> Result<Tenant, Box<dyn Error>> {
    let [erp_url, application, user, password, wms_url, wms_user, wms_password, code, id] =
        *systems.split('\t').collect::<Vec<_>>()
    else {
        return Err(format!("{systems}: not what the systems say").into());
    };
    let erp = twentyfour::Credentials::new(application.parse()?, user, password);
    let wms = ongoing::Credentials::new(wms_user, wms_password);
    let owner = ongoing::GoodsOwner::new(code, id.parse()?);
    let erp = twentyfour::Client::builder(erp).base_url(erp_url).build()?;
    let wms = ongoing::Client::builder(wms, owner).base_url(wms_url).build()?;
    let tenant = Tenant::new(TENANT, Arc::new(TwentyFour::new(erp)), Arc::new(Ongoing::new(wms)));
    Ok(tenant.articles(Articles::default()))
}

/// Both systems. Each line that comes in is an event in the ERP, and is answered when it has happened.
async fn serve(products: i32) -> Done {
    // The catalogue is a day old, so that what is looked at twice (the last two hours) is not all of it.
    let yesterday = Arc::new(AtomicBool::new(true));
    let mut options = twentyfour_simulator::Options::default();
    let is_yesterday = Arc::clone(&yesterday);
    options.clock = Arc::new(move || {
        SystemClock.now() - TimeDelta::days(i64::from(is_yesterday.load(Ordering::Relaxed)))
    });
    let erp = twentyfour_simulator::Simulator::start_with(options).await?;
    let wms = ongoing_simulator::Simulator::start().await?;
    let mut out = std::io::stdout();
    let (erp_url, application) = (erp.base_url(), erp.application_id());
    let (user, password, wms_url) = (erp.username(), erp.password(), wms.base_url());
    let (wms_user, wms_password) = (wms.username(), wms.password());
    let (code, id) = (wms.goods_owner_code(), wms.goods_owner_id());
    writeln!(
        out,
        "{erp_url}\t{application}\t{user}\t{password}\t{wms_url}\t{wms_user}\t{wms_password}\t{code}\t{id}"
    )?;
    tokio::task::spawn_blocking(move || -> std::io::Result<()> {
        let books = erp.books();
        for line in std::io::stdin().lock().lines() {
            let mut answer = String::new();
            match &*line? {
                "add" => {
                    (1..=products).for_each(|id| {
                        books.add_product(product(id));
                    });
                    yesterday.store(false, Ordering::Relaxed);
                }
                "touch" => (1..=products).for_each(|id| {
                    books.patch_product(id, |_| ());
                }),
                "rename" => (1..=products).for_each(|id| {
                    books.patch_product(id, |product| product.set("Name", format!("Ryggsekk {id}, ny")));
                }),
                "requests" => answer = (erp.count("") + wms.control().count("")).to_string(),
                _ => {}
            }
            writeln!(out, "{answer}")?;
        }
        Ok(())
    })
    .await??;
    Ok(())
}

fn product(id: i32) -> Record {
    Record::product()
        .with("Id", id)
        .with("No", format!("P-{id}"))
        .with("Name", format!("Ryggsekk {id}"))
        .with("EAN1", format!("70900{id:08}"))
        .with("Description", "Vanntett, 60 liter, med regntrekk og hoftebelte")
        .with("Weight", "1.85")
        .with("Price", "2990.00")
        .with("InPrice", "1490.00")
        .with("TaxRate", 25)
        .with("CategoryId", 1)
        .with("StockControlled", true)
}
