//! The systems of all tenants, with what is in them.

use std::io::{BufRead, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use ongoing_simulator::World;
use twentyfour_simulator::{Books, Call, Record};
use wms_erp_sync::clock::{Clock, SystemClock};

use super::database::Database;
use super::{Done, number};

/// The file that is loaded into; with a database, it is imported from there.
pub(super) const FILE: &str = "sync.sqlite3";
/// The processes that are on by default.
pub(super) const PROCESSES: [&str; 4] = ["articles", "orders", "order_status", "stock"];

/// At first it is yesterday in the systems: what has changed in the last two hours is read again in each round,
/// also what the first load has just written.
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

/// What all systems were asked, since they were started.
#[derive(Debug, Default)]
struct Asked {
    /// Logins and the like: of the ERP, beside its other requests.
    session: AtomicU64,
    erp: AtomicU64,
    wms: AtomicU64,
    /// Of both, those that may change something.
    writes: AtomicU64,
}

impl Asked {
    fn count(&self, of: &AtomicU64, call: &Call) {
        of.fetch_add(1, Ordering::Relaxed);
        let reads = if call.is_soap() { call.operation.starts_with("Get") } else { call.method == "GET" };
        if !reads {
            self.writes.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn of_erp(&self, call: &Call) {
        match call.path.to_ascii_lowercase().contains("authenticate") {
            true => drop(self.session.fetch_add(1, Ordering::Relaxed)),
            false => self.count(&self.erp, call),
        }
    }

    fn line(&self) -> String {
        let all = [&self.session, &self.erp, &self.wms, &self.writes];
        all.map(|count| count.load(Ordering::Relaxed).to_string()).join(" ")
    }
}

/// Starts them, and writes a file for each tenant into a folder beside that of the tenants that are served. Then it answers:
/// `requests` with how many there were, of logins, to the ERPs, to the warehouses, and how many of them were writes; `tomorrow` when it
/// is; `copy` when all warehouses have what the first one has.
pub(super) fn serve(tenants: &str, folder: &Path) -> Done {
    let (tenants, products, orders): (u32, _, _) =
        (tenants.parse()?, number("PRODUCTS", 200)?, number("ORDERS", 20)?);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let (clock, asked) = (Arc::new(Yesterday::default()), Arc::new(Asked::default()));
    let mut all = Vec::new();
    std::fs::create_dir(folder.join("tenants.d"))?;
    std::fs::create_dir(folder.join("waiting"))?;
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
        let (of_erp, of_wms) = (Arc::clone(&asked), Arc::clone(&asked));
        erp.control().before("", move |call| of_erp.of_erp(call));
        wms.control().before("", move |call| of_wms.count(&of_wms.wms, call));
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
        std::fs::write(folder.join(format!("waiting/t{tenant}.toml")), file)?;
        all.push((erp, wms));
    }
    let mut out = std::io::stdout();
    writeln!(out, "ready")?;
    for line in std::io::stdin().lock().lines() {
        match line?.as_str() {
            "requests" => writeln!(out, "{}", asked.line())?,
            "tomorrow" => {
                clock.0.store(true, Ordering::Relaxed);
                // Of the first load, the requests would stay in memory.
                for (erp, wms) in &all {
                    erp.clear_requests();
                    wms.control().clear_requests();
                }
                writeln!(out, "done")?;
            }
            "copy" => {
                let first = all.first().map(|(_, wms)| wms.look(World::clone)).ok_or("there is no tenant")?;
                for (_, wms) in all.iter().filter(|(_, wms)| wms.articles().is_empty()) {
                    wms.act(|world| world.clone_from(&first));
                }
                writeln!(out, "done")?;
            }
            other => return Err(format!("{other}: not known").into()),
        }
    }
    Ok(())
}

/// Lets these tenants be served.
pub(super) fn admit(folder: &Path, tenants: Range<u32>) -> Done {
    for tenant in tenants {
        let file = format!("t{tenant}.toml");
        std::fs::rename(folder.join("waiting").join(&file), folder.join("tenants.d").join(&file))?;
    }
    Ok(())
}

/// The configuration of the service.
pub(super) fn configuration(database: Option<&Database>) -> String {
    let store = database.map_or_else(|| format!("store = \"{FILE}\"\n"), Database::store);
    store + "tenants = \"tenants.d\"\n"
}

/// How many seconds lie between two rounds of so many tenants: so many that two cores are not busy with it.
pub(super) fn interval(tenants: u32) -> u32 {
    if tenants < 10 { 5 } else { (tenants / 8).max(30) }
}

/// Has all processes of all tenants run so often.
pub(super) fn run_every(folder: &Path, seconds: u32) -> Done {
    let defaults: String =
        PROCESSES.iter().map(|process| format!("[{process}]\ninterval = \"{seconds}s\"\n")).collect();
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
