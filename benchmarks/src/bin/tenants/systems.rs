//! The systems of all tenants, with what is in them.

use std::io::{BufRead, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use twentyfour_simulator::{Books, Record};
use wms_erp_sync::clock::{Clock, SystemClock};

use super::{Done, number};

/// What is entered is a day old: what has changed in the last two hours is read again each time.
#[derive(Debug, Default)]
struct Yesterday(AtomicBool);

#[async_trait]
impl Clock for Yesterday {
    fn now(&self) -> DateTime<Utc> {
        SystemClock.now() - TimeDelta::days(i64::from(!self.0.load(Ordering::Relaxed)))
    }

    async fn sleep(&self, duration: Duration) {
        SystemClock.sleep(duration).await;
    }
}

/// Starts them, writes a file for each tenant into the folder, and counts their requests when that is asked for.
pub(super) fn serve(tenants: &str, folder: &Path) -> Done {
    let (tenants, products, orders): (u32, _, _) =
        (tenants.parse()?, number("PRODUCTS", 200)?, number("ORDERS", 20)?);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let clock = Arc::new(Yesterday::default());
    let mut all = Vec::new();
    std::fs::create_dir(folder.join("tenants.d"))?;
    for tenant in 0..tenants {
        let number = i32::try_from(tenant)?;
        let mut options = twentyfour_simulator::Options::default();
        let company = 1_000 + number;
        let id = format!("aaaaaaaa-0000-0000-0000-{company:012}");
        options.identities =
            vec![twentyfour_simulator::Identity::new(&id, company.into(), "Nordlys Friluft AS")];
        let erp_clock = Arc::clone(&clock);
        options.clock = Arc::new(move || erp_clock.now());
        let erp = runtime.block_on(twentyfour_simulator::Simulator::start_with(options))?;
        let wms_clock = Arc::clone(&clock);
        let wms = ongoing_simulator::Simulator::builder().goods_owner(company, format!("T{number}"));
        let wms = runtime.block_on(wms.clock(move || wms_clock.now()).start())?;
        fill(&erp.books(), products.try_into()?, orders.try_into()?);
        let file = format!(
            "[erp]\nbase_url = {:?}\napplication_id = {:?}\nusername = {:?}\npassword = {:?}\n\n[wms]\nbase_url = {:?}\nusername = {:?}\n\
             password = {:?}\ngoods_owner_code = {:?}\ngoods_owner_id = {}\n\n[orders]\nsince = \"all\"\n",
            erp.base_url(),
            erp.application_id(),
            erp.username(),
            erp.password(),
            wms.base_url(),
            wms.username(),
            wms.password(),
            wms.goods_owner_code(),
            wms.goods_owner_id(),
        );
        std::fs::write(folder.join(format!("tenants.d/t{tenant}.toml")), file)?;
        all.push((erp, wms));
    }
    clock.0.store(true, Ordering::Relaxed);
    let mut out = std::io::stdout();
    writeln!(out, "ready")?;
    for line in std::io::stdin().lock().lines() {
        line?;
        let erp: usize = all.iter().map(|(erp, _)| erp.count("")).sum();
        let wms: usize = all.iter().map(|(_, wms)| wms.control().count("")).sum();
        writeln!(out, "{erp} {wms}")?;
    }
    Ok(())
}

/// Has all processes of all tenants run so often.
pub(super) fn run_every(folder: &Path, seconds: u32) -> Done {
    let processes = ["articles", "orders", "order_status", "stock"];
    let defaults: String =
        processes.iter().map(|process| format!("[{process}]\ninterval = \"{seconds}s\"\n")).collect();
    Ok(std::fs::write(folder.join("tenants.d/defaults.toml"), defaults)?)
}

fn fill(books: &Books, products: i32, orders: i32) {
    let address = |record: Record| {
        let place =
            [("Street", "Storgata 12"), ("PostalCode", "0155"), ("PostalArea", "Oslo"), ("Country", "Norge")];
        place.into_iter().fold(record, |record, (field, value)| {
            record
                .with(&format!("Addresses.Delivery.{field}"), value)
                .with(&format!("Addresses.Invoice.{field}"), value)
        })
    };
    books.add_company(
        Record::company().with("Id", 201).with("Name", "Kari Nordmann").with("Type", "Consumer"),
    );
    for id in 1..=products {
        books.add_product(
            Record::product()
                .with("Id", id)
                .with("No", format!("P-{id}"))
                .with("Name", format!("Ryggsekk {id}"))
                .with("EAN1", format!("70900{id:08}"))
                .with("Weight", "1.85")
                .with("Price", "2990.00")
                .with("InPrice", "1490.00")
                .with("CategoryId", 1)
                .with("StockControlled", true),
        );
    }
    for id in 1..=orders {
        let row = |n: i32| Record::row().with("ProductId", 1 + (id * 3 + n) % products).with("Quantity", n);
        let order = Record::order()
            .with("OrderId", 10_000 + id)
            .with("CustomerId", 201)
            .with("CustomerName", "Kari Nordmann")
            .with("CustomerDeliveryPhone", "+47 990 11 204")
            .with("OrderStatus", "Confirmed");
        books.add_order(address(order.with_row(row(1)).with_row(row(2)).with_row(row(3))));
    }
}
