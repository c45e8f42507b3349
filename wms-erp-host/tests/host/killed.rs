//! The host killed at moments that a seed decides: in the end both systems are as if nothing had happened.
//!
//! `KILLS_SEED=…` replays one seed, `KILLS=…` sets how many are tried.

use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Notify;
use wms_erp_host::sandbox::company;
use wms_erp_host::sandbox::systems::Systems;

use super::child::Street;

/// Seeds that every run tries.
const SEEDS: u64 = 6;

/// Everything that must be the same on both sides, in a form that can be read.
pub(crate) fn picture(systems: &Systems) -> String {
    let (mut text, books) = (String::new(), systems.erp.books());
    for order in books.orders() {
        let field = |name| order.text(name).unwrap_or("-").to_owned();
        let rows = order.list("InvoiceRows").iter();
        let rows: Vec<&str> = rows.map(|row| row.text("Quantity").unwrap_or("-")).collect();
        let original = field("ExternalStatus");
        writeln!(text, "ERP {} {} of {original}: {rows:?}", field("OrderId"), field("OrderStatus")).unwrap();
    }
    for product in books.products() {
        let stock = product.decimal("Stock").unwrap_or_default().normalize();
        writeln!(text, "ERP product {:?} stock {stock}", product.int("Id")).unwrap();
    }
    let mut orders = systems.wms.orders();
    orders.sort_by(|a, b| a.number().cmp(b.number()));
    for order in orders {
        let lines = order.lines.iter().map(|line| {
            format!("{}:{}/{}", line.code(), line.picked.normalize(), line.number_of_items.normalize())
        });
        let lines: Vec<String> = lines.collect();
        writeln!(text, "WMS {} {} {:?} {lines:?}", order.number(), order.status, order.data.order_remark)
            .unwrap();
    }
    let mut articles = systems.wms.articles();
    articles.sort_by(|a, b| a.data.product_code.cmp(&b.data.product_code));
    for article in articles {
        let data = &article.data;
        let physical = article.stock.physical.normalize();
        writeln!(text, "WMS {:?} {:?} stock {physical}", data.product_code, data.article_name).unwrap();
    }
    text
}

/// What people do between the runs of a day.
pub(crate) fn people(systems: &Systems, hour: usize) {
    let (books, wms) = (systems.erp.books(), &systems.wms);
    match hour {
        1 => {
            // Another total: the change time alone would not tell of a change within the minute.
            let row = books.order(company::FROM_BERGEN).unwrap().list("InvoiceRows")[0].int("RowId").unwrap();
            books.patch_row(company::FROM_BERGEN, row, |row| row.set("Quantity", 8));
            let short = company::FROM_KARI.to_string();
            let code = wms.order(&short).unwrap().lines[0].code().to_owned();
            wms.pick(&short, &code, 1).unwrap();
            wms.send(&short).unwrap();
        }
        2 => {
            wms.pick_all(&company::FROM_BERGEN.to_string()).unwrap();
            wms.send(&company::FROM_BERGEN.to_string()).unwrap();
            wms.set_stock(&company::TENT.to_string(), 3).unwrap();
            books.set_order_status(company::FROM_OLA, "Inactive");
        }
        _ => {}
    }
}

/// Lives the day. In each of its hours the host is killed as often as there are numbers for that hour, each time when the
/// systems have had that many requests of it. Its end, and how many kills met a host that was at work.
async fn live(mut kills: Vec<Vec<usize>>) -> (String, usize) {
    let street = Street::start().await;
    street.configure("\n[tenant.order_status]\nrest_orders = true\n");
    let mut met = 0;
    for hour in 0..4 {
        people(&street.systems, hour);
        for after in kills.get_mut(hour).map(std::mem::take).unwrap_or_default() {
            met += usize::from(kill(&street, after).await);
        }
        let done = street.host(&["once"]).output().await.unwrap();
        let told = String::from_utf8_lossy(&done.stdout);
        assert!(matches!(done.status.code(), Some(0 | 3)), "{told}{}", String::from_utf8_lossy(&done.stderr));
    }
    (picture(&street.systems), met)
}

/// Starts the host and kills it at a request. Whether it was still at work by then.
async fn kill(street: &Street, after: usize) -> bool {
    let mut child = street.host(&["once"]).spawn().unwrap();
    let (left, now) = (Arc::new(AtomicUsize::new(after)), Arc::new(Notify::new()));
    let controls = [street.systems.erp.control(), street.systems.wms.control()];
    for control in controls {
        let (left, now) = (Arc::clone(&left), Arc::clone(&now));
        control.before("", move |_| {
            if left.fetch_sub(1, Ordering::SeqCst) == 0 {
                now.notify_one();
            }
        });
    }
    let status = tokio::select! {
        status = child.wait() => status.unwrap(),
        () = now.notified() => {
            child.start_kill().unwrap();
            child.wait().await.unwrap()
        }
    };
    controls.iter().for_each(|control| control.clear_callbacks());
    status.code().is_none()
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn s01_killed_at_any_moment_the_day_ends_as_if_nothing_had_happened() {
    let number = |name: &str| std::env::var(name).ok().map(|value| value.parse::<u64>().unwrap());
    let seeds: Vec<u64> = match number("KILLS_SEED") {
        Some(seed) => vec![seed],
        None => (0..number("KILLS").unwrap_or(SEEDS)).collect(),
    };
    let (expected, _) = live(Vec::new()).await;
    for line in ["OrderState_Sent of", " Rest of", "Inactive of", ":7/8\""] {
        assert!(expected.contains(line), "{line} is missing:\n{expected}");
    }
    let mut met = 0;
    for seed in &seeds {
        let mut random = fastrand::Rng::with_seed(*seed);
        let kills = (0..4).map(|_| (0..random.usize(1..3)).map(|_| random.usize(..28)).collect());
        let (end, kills) = live(kills.collect()).await;
        assert_eq!(end, expected, "KILLS_SEED={seed}");
        met += kills;
    }
    println!("{met} kills met a host at work");
    assert!(met >= seeds.len() * 2, "{met} kills of {} days met a host at work", seeds.len());
}
