//! A process of one's own: `cargo run --example own_process`
//!
//! Goods that came back to the warehouse are reported to a CSV file, by a process that the engine treats as its own: with a lease, held
//! records, plans, pauses and a place in the status.

mod returns_report;
#[path = "../scheduling/shop.rs"]
mod shop;

use std::error::Error;
use std::io::{self, Write};
use std::sync::Arc;

use returns_report::ReturnsReport;
use shop::{Shop, TENANT};
use wms_erp_sync::ongoing::model::{ReturnOrder, ReturnOrderLine};
use wms_erp_sync::store::MemoryStore;
use wms_erp_sync::{AgeLimits, CancellationToken, SyncProcess, Trigger, ongoing};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let shop = Shop::open(MemoryStore::new()).await?;
    let (folder, never) = (tempfile::tempdir()?, CancellationToken::new());
    let file = folder.path().join("returns.csv");

    // The same access as the tenant's, and the same process-wide care for the warehouse.
    let wms = &shop.systems.wms;
    let credentials = ongoing::Credentials::new(wms.username(), wms.password());
    let owner = ongoing::GoodsOwner::new(wms.goods_owner_code(), wms.goods_owner_id());
    let client = ongoing::Client::builder(credentials, owner).base_url(wms.base_url()).build()?;

    let process = ReturnsReport::new(client.clone(), file.clone())?;
    let id = process.id();
    shop.engine.add_process(TENANT, Arc::new(process))?;
    shop.engine.run_all(TENANT, Trigger::Scheduled, &never).await?;
    writeln!(io::stdout(), "{}", shop.orders_in_the_warehouse())?;
    let came_back = send_and_take_back(&shop, &client).await?;

    let plan = shop.engine.inspect(TENANT).plan(&[id]).await?;
    for write in &plan.writes {
        writeln!(io::stdout(), "planned: {} {}", write.what, write.record)?;
    }
    writeln!(io::stdout(), "nothing is written by a plan: {}", !file.exists())?;
    for _ in 0..2 {
        let report = shop.engine.run(TENANT, id, Trigger::Scheduled, &never).await?;
        writeln!(io::stdout(), "{id}: {} read, {} written", report.read, report.written)?;
    }
    write!(io::stdout(), "{came_back} came back:\n{}", std::fs::read_to_string(&file)?)?;
    let status = shop.engine.inspect(TENANT).status(AgeLimits::default()).await?;
    let last = status.processes.last().map(|process| (process.process.to_string(), process.on));
    writeln!(io::stdout(), "the last process in the status: {last:?}")?;
    Ok(())
}

/// The warehouse sends an order, and one piece of it comes back.
async fn send_and_take_back(shop: &Shop, client: &ongoing::Client) -> Result<String, Box<dyn Error>> {
    let wms = &shop.systems.wms;
    let order = wms.orders().into_iter().next().ok_or("the warehouse has no order")?;
    let line = order.lines.first().and_then(|line| line.data.external_order_line_code.as_deref());
    let code = line.ok_or("the order has no line")?;
    let number = order.number().to_owned();
    wms.pick_all(&number)?;
    wms.send(&number)?;
    let back = ReturnOrderLine {
        return_order_row_number: Some("1".to_owned()),
        ..ReturnOrderLine::by_code(code, 1.into())
    };
    client.process_return_order(ReturnOrder::new(number.as_str(), "R-1", vec![back])).await?;
    wms.take_back("R-1", "1", 1, true)?;
    Ok(format!("one piece of order {number}"))
}
