//! What other processes do while the stock is compared.

use rust_decimal::Decimal;
use wms_erp_sync::{CancellationToken, Outcome, Process, Trigger};

use super::run;
use crate::bench::{TENANT, all_done};
use crate::marks::in_the_middle;
use crate::orders::{default_tenant, shop};

/// The stock process has read the product, which is as it should be. Then the order that it left with becomes sent, by which the ERP
/// deducts the quantity again, and says so nowhere. It is compared once more: what the stock process did concerned the time before.
#[tokio::test]
async fn what_is_reported_after_the_stock_was_read_is_compared_at_the_next_run() {
    let shop = shop().await;
    all_done(&shop.round().await);
    let order = shop.order();
    shop.orders().await;
    shop.send(order);
    assert_eq!(run(&shop).await.written, 2, "coffee and cups");
    shop.erp.change(|options| options.stock_changes_product = false);
    let left = [shop.coffee, shop.cup].map(|product| shop.erp_stock(product));

    // Both are due once more, such as for another order that was sent.
    shop.wms.set_stock(&shop.coffee.to_string(), left[0] + Decimal::ONE).unwrap();
    shop.wms.set_stock(&shop.cup.to_string(), left[1] + Decimal::ONE).unwrap();
    for (product, left) in [shop.coffee, shop.cup].into_iter().zip(left) {
        shop.books().set_stock(product, left + Decimal::ONE);
    }
    let (gate, stock) = in_the_middle(&shop, default_tenant(&shop), Process::Stock).await;
    let status =
        shop.engine.run(TENANT, Process::OrderStatus, Trigger::Manual, &CancellationToken::new()).await;
    assert_eq!(status.unwrap().written, 1);
    gate.open();
    assert_eq!(stock.await.unwrap().outcome, Outcome::Done);

    run(&shop).await;
    for (product, left) in [shop.coffee, shop.cup].into_iter().zip(left) {
        assert_eq!(shop.erp_stock(product), left + Decimal::ONE, "the order was deducted twice");
    }
}
