//! A store that an earlier version has written.

use wms_erp_sync::Process;
use wms_erp_sync::mapping::MAPPING_VERSION;
use wms_erp_sync::store::Table;

use super::articles::{documents, rewrite};
use super::bench::{Bench, all_done, hours, product};
use super::orders::{Shop, furnish};

/// Captured from the last version that hashed the `Debug` output of the settings, here the default ones.
const ARTICLES: &str = "1:578f1a0b";
const ORDERS: &str = "1:88ed0419";

/// Makes the fingerprints, and what cursors and held records have of them, those of that version.
async fn downgrade(shop: &Shop) {
    for (table, mark) in [
        (Table::Article, ARTICLES),
        (Table::Held, ARTICLES),
        (Table::Cursor, ARTICLES),
        (Table::Order, ORDERS),
    ] {
        rewrite(&shop.store, table, |document| {
            let Some((before, rest)) = document.split_once(&format!("{MAPPING_VERSION}:")) else {
                return document.to_owned();
            };
            let behind = rest.trim_start_matches(|c: char| c.is_ascii_hexdigit());
            assert_eq!(rest.len() - behind.len(), 16, "{document}");
            format!("{before}{mark}{behind}")
        })
        .await;
    }
}

async fn marks(shop: &Shop, table: Table, mark: &str) -> usize {
    documents(&shop.store, table).await.iter().filter(|(_, document)| document.contains(mark)).count()
}

#[tokio::test]
async fn nothing_is_written_again_because_fingerprints_are_made_in_another_way() {
    let shop = furnish(Bench::start().await).await;
    // One that is held, since its number is another product's.
    shop.books().add_product(product("KOPP", "Kopp til", 0));
    let orders = [shop.order(), shop.order()];
    all_done(&shop.round().await);
    downgrade(&shop).await;
    assert_eq!(
        (marks(&shop, Table::Article, ARTICLES).await, marks(&shop, Table::Order, ORDERS).await),
        (2, 2)
    );

    // A day later everything is compared whole.
    shop.clock.advance(hours(25));
    all_done(&shop.round().await);
    assert_eq!(shop.writes(), Vec::<String>::new());
    assert_eq!(marks(&shop, Table::Article, ARTICLES).await, 0, "replaced without a word");
    assert_eq!(marks(&shop, Table::Order, ORDERS).await, 0);

    shop.books().patch_order(orders[0], |order| order.set("YourReference", "Ola"));
    all_done(&shop.round().await);
    assert_eq!(shop.writes(), ["ProcessOrder"], "a change is written as ever");
}

#[tokio::test]
async fn settings_that_are_changed_with_the_upgrade_count_as_changed() {
    let shop = furnish(Bench::start().await).await;
    shop.order();
    all_done(&shop.round().await);
    downgrade(&shop).await;
    shop.clock.advance(hours(25));
    let store = shop.store.clone();
    let shop = shop.with_store(store, |mut tenant| {
        tenant.orders.as_mut().unwrap().mapping.notify.sms = true;
        tenant
    });
    let report = shop.turn(Process::Orders).await;
    assert_eq!((report.written, report.remapped), (1, 1));
}
