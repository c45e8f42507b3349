//! A host's own word in the mapping.

use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use wms_erp_sync::ongoing::model::{ArticleColor, ArticleDefinition, CustomerOrder};
use wms_erp_sync::twentyfour::types::{InvoiceOrder, Product};
use wms_erp_sync::{Class, Hooks, Ruling};

use super::bench::{Bench, TENANT, all_done, customer, order, product};

#[derive(Debug, Default)]
struct House {
    prepared: std::sync::Arc<AtomicUsize>,
}

#[async_trait]
impl Hooks for House {
    fn version(&self) -> &str {
        "house 1"
    }

    async fn prepare(&self, orders: &[InvoiceOrder]) -> Result<(), String> {
        self.prepared.fetch_add(orders.len(), Ordering::Relaxed);
        Ok(())
    }

    fn article(&self, product: &Product, article: &mut ArticleDefinition) -> Ruling {
        if product.name.as_deref() == Some("Hemmelig") {
            return Ruling::Skip { why: "not for the warehouse".to_owned() };
        }
        article.article_color =
            Some(ArticleColor { color_code: Some("R".into()), color_name: Some("Rød".into()) });
        Ruling::Go
    }

    fn order(&self, order: &InvoiceOrder, mapped: &mut CustomerOrder) -> Ruling {
        if order.your_reference.as_deref() == Some("VENT") {
            return Ruling::Hold {
                what: "the buyer asked to wait".to_owned(),
                remedy: "call the buyer".to_owned(),
            };
        }
        mapped.order_info.get_or_insert_default().free_text1 = Some("house".to_owned());
        Ruling::Go
    }
}

#[tokio::test]
async fn hooks_change_hold_and_leave_out_after_the_mapping() {
    let prepared = std::sync::Arc::new(AtomicUsize::new(0));
    let hooks = House { prepared: prepared.clone() };
    let bench = Bench::with(|tenant| tenant.hooks(hooks)).await;
    let books = bench.books();
    let cup = books.add_product(product("KOPP", "Kopp", 5));
    let secret = books.add_product(product("X", "Hemmelig", 5));
    let kari = books.add_company(customer("Kari Nordmann"));
    let goes = books.add_order(order(kari, &[(cup, 1)]));
    let waits = books.add_order(order(kari, &[(cup, 1)]).with("YourReference", "VENT"));

    all_done(&bench.round().await);
    assert!(bench.wms.article_by_product_code(&secret.to_string()).is_none());
    let article = bench.wms.article_by_product_code(&cup.to_string()).unwrap();
    assert_eq!(article.data.color_name.as_deref(), Some("Rød"));
    assert!(bench.wms.order(&goes.to_string()).is_some() && bench.wms.order(&waits.to_string()).is_none());
    assert_eq!(prepared.load(Ordering::Relaxed), 2);
    let held = bench.engine.held(TENANT).await.unwrap();
    let told: Vec<_> = held.iter().map(|held| (held.record.clone(), held.class)).collect();
    assert_eq!(told, [(secret.to_string(), Class::Notice), (waits.to_string(), Class::NeedsPerson)]);

    books.patch_order(waits, |order| order.set("YourReference", "Ola"));
    all_done(&bench.round().await);
    assert!(bench.wms.order(&waits.to_string()).is_some());
    bench.round().await;
    assert_eq!(bench.writes(), Vec::<String>::new(), "hooks are deterministic: nothing is written again");
}
