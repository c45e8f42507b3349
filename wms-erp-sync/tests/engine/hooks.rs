//! A host's own word in the mapping.

use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use wms_erp_sync::ongoing::model::{ArticleColor, ArticleDefinition, CustomerOrder};
use wms_erp_sync::twentyfour::types::{InvoiceOrder, Product};
use wms_erp_sync::{Class, HookChain, Hooks, Ruling, Variants};

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

#[tokio::test]
async fn variants_are_split_off_the_number_and_orders_are_not_sent_again_for_it() {
    let bench = Bench::start().await;
    let books = bench.books();
    let lamp = books.add_product(product("LAMPE-2-SVART-L", "Lampe", 5));
    let freight = books.add_product(product("FRAKT", "Frakt", 0));
    let kari = books.add_company(customer("Kari Nordmann"));
    books.add_order(order(kari, &[(lamp, 1)]));
    all_done(&bench.round().await);

    let chain = HookChain::new([
        std::sync::Arc::new(Variants::new("{group}-{color}-{size}".parse().unwrap()))
            as std::sync::Arc<dyn Hooks>,
        std::sync::Arc::new(Shouting),
    ]);
    assert_eq!(chain.version(), "variants {group}-{color}-{size} + shouting");
    let engine = super::orders::restarted(&bench, bench.store.clone(), |tenant| tenant.hooks(chain));
    bench.clock.advance(super::bench::hours(25));
    bench.wms.control().clear_requests();
    let none = wms_erp_sync::CancellationToken::new();
    all_done(&engine.run_all(TENANT, wms_erp_sync::Trigger::Timer, &none).await.unwrap());
    assert_eq!(
        (bench.wms.control().count("ProcessArticle"), bench.wms.control().count("ProcessOrder")),
        (2, 0)
    );
    let lamp = bench.wms.article_by_product_code(&lamp.to_string()).unwrap();
    let data = lamp.data;
    let told =
        [lamp.group.map(|group| group.code), data.color_code, data.size_code].map(Option::unwrap_or_default);
    assert_eq!(told, ["LAMPE-2", "SVART", "L"]);
    assert_eq!(data.article_name.as_deref(), Some("LAMPE"), "the second of the chain was asked, too");
    assert_eq!(bench.wms.article_by_product_code(&freight.to_string()).unwrap().data.color_code, None);
}

/// Concerns articles only.
#[derive(Debug)]
struct Shouting;

impl Hooks for Shouting {
    fn version(&self) -> &str {
        "shouting"
    }

    fn version_for(&self, process: wms_erp_sync::Process) -> &str {
        if process == wms_erp_sync::Process::Articles { self.version() } else { "" }
    }

    fn article(&self, _: &Product, article: &mut ArticleDefinition) -> Ruling {
        article.article_name = article.article_name.as_ref().map(|name| name.to_uppercase());
        Ruling::Go
    }
}
