//! A host's own word in the mapping.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use rust_decimal::Decimal;
use wms_erp_sync::ongoing::model::{ArticleColor, ArticleDefinition, CustomerOrder};
use wms_erp_sync::twentyfour::properties;
use wms_erp_sync::twentyfour::types::{InvoiceOrder, InvoiceRow, Product};
use wms_erp_sync::{Class, Decision, HookChain, HookError, HookFields, Hooks, Process, Variants};

use super::bench::{Bench, TENANT, all_done, customer, order, product};

#[derive(Debug, Default)]
struct House {
    prepared: Arc<AtomicUsize>,
}

#[async_trait]
impl Hooks for House {
    fn version(&self) -> &str {
        "house 1"
    }

    async fn prepare_orders(&self, orders: &[InvoiceOrder]) -> Result<(), HookError> {
        self.prepared.fetch_add(orders.len(), Ordering::Relaxed);
        Ok(())
    }

    fn article(&self, product: &Product, article: &mut ArticleDefinition) -> Decision {
        if product.name.as_deref() == Some("Hemmelig") {
            return Decision::Skip { why: "not for the warehouse".to_owned() };
        }
        article.article_color =
            Some(ArticleColor { color_code: Some("R".into()), color_name: Some("Rød".into()) });
        Decision::Accept
    }

    fn order(&self, order: &InvoiceOrder, mapped: &mut CustomerOrder) -> Decision {
        if order.your_reference.as_deref() == Some("VENT") {
            return Decision::Hold {
                what: "the buyer asked to wait".to_owned(),
                remedy: "call the buyer".to_owned(),
            };
        }
        mapped.order_info.get_or_insert_default().free_text1 = Some("house".to_owned());
        Decision::Accept
    }
}

#[tokio::test]
async fn hooks_change_hold_and_leave_out_after_the_mapping() {
    let prepared = Arc::new(AtomicUsize::new(0));
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
    let held = bench.engine.inspect(TENANT).held().await.unwrap();
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
        Arc::new(Variants::new("{group}-{color}-{size}".parse().unwrap())) as Arc<dyn Hooks>,
        Arc::new(Shouting),
    ]);
    assert_eq!(chain.version(), "variants {group}-{color}-{size} + shouting");
    let engine = super::orders::restarted(&bench, bench.store.clone(), |tenant| tenant.hooks(chain));
    bench.clock.advance(super::bench::hours(25));
    bench.wms.control().clear_requests();
    let none = wms_erp_sync::CancellationToken::new();
    all_done(&engine.run_all(TENANT, wms_erp_sync::Trigger::Scheduled, &none).await.unwrap());
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

    fn version_for(&self, process: Process) -> &str {
        if process == Process::Articles { self.version() } else { "" }
    }

    fn fields(&self) -> HookFields {
        HookFields::none()
    }

    fn article(&self, _: &Product, article: &mut ArticleDefinition) -> Decision {
        article.article_name = article.article_name.as_ref().map(|name| name.to_uppercase());
        Decision::Accept
    }
}

/// Reads what the mapping has no use for: a product's purchase price, an order's text, the cost of its rows.
#[derive(Debug)]
struct Costs {
    fields: HookFields,
    prepared: Arc<Mutex<Vec<Option<String>>>>,
}

fn costs(fields: HookFields) -> Costs {
    Costs { fields, prepared: Arc::default() }
}

/// By name, what [`Costs`] reads.
fn its_fields() -> HookFields {
    let product = properties![Product: in_price];
    let order = properties![InvoiceOrder: invoice_text].rows(properties![InvoiceRow: cost]);
    HookFields::none().product(product).order(order)
}

#[async_trait]
impl Hooks for Costs {
    fn version(&self) -> &str {
        "costs"
    }

    fn fields(&self) -> HookFields {
        self.fields.clone()
    }

    async fn prepare_orders(&self, orders: &[InvoiceOrder]) -> Result<(), HookError> {
        self.prepared.lock().unwrap().extend(orders.iter().map(|order| order.invoice_text.clone()));
        Ok(())
    }

    fn article(&self, product: &Product, article: &mut ArticleDefinition) -> Decision {
        article.purchase_price = product.in_price;
        Decision::Accept
    }

    fn order(&self, order: &InvoiceOrder, mapped: &mut CustomerOrder) -> Decision {
        if order.invoice_text.as_deref() == Some("VENT") {
            return Decision::Hold { what: "it is to wait".to_owned(), remedy: "take VENT out".to_owned() };
        }
        let info = mapped.order_info.get_or_insert_default();
        info.free_text1.clone_from(&order.invoice_text);
        let costs: Vec<Decimal> = order.invoice_rows.iter().filter_map(|row| row.cost).collect();
        info.free_text2 = (!costs.is_empty()).then(|| costs.iter().sum::<Decimal>().normalize().to_string());
        Decision::Accept
    }
}

struct Shop {
    bench: Bench,
    cup: i32,
    order: i32,
    row: i32,
}

impl Shop {
    /// A cup that was bought for 12.5, and an order for one, with a text and a cost of 7.
    async fn with(hooks: Costs) -> Self {
        let bench = Bench::with(|tenant| tenant.hooks(hooks)).await;
        let books = bench.books();
        let cup = books.add_product(product("KOPP", "Kopp", 5).with("InPrice", "12.5"));
        let kari = books.add_company(customer("Kari Nordmann"));
        let order = books.add_order(order(kari, &[(cup, 1)]).with("InvoiceText", "Forsiktig"));
        let row = books.order(order).unwrap().list("InvoiceRows")[0].int("RowId").unwrap();
        books.patch_row(order, row, |row| row.set("Cost", 7));
        Self { bench, cup, order, row }
    }

    fn price(&self) -> Option<String> {
        let article = self.bench.wms.article_by_product_code(&self.cup.to_string()).unwrap();
        article.data.purchase_price.map(|price| price.normalize().to_string())
    }

    fn texts(&self) -> (Option<String>, Option<String>) {
        let order = self.bench.wms.order(&self.order.to_string()).unwrap();
        (order.data.free_text1, order.data.free_text2)
    }

    /// Everything runs once, and then nothing is left to write.
    async fn settle(&self) -> Vec<String> {
        all_done(&self.bench.round().await);
        let writes = self.bench.writes();
        all_done(&self.bench.round().await);
        assert_eq!(self.bench.writes(), Vec::<String>::new(), "what we write ourselves is no change");
        writes
    }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[tokio::test]
async fn hooks_read_what_the_mapping_does_not_use_and_a_change_of_it_alone_goes_over() {
    for fields in [HookFields::all(), its_fields()] {
        let hooks = costs(fields);
        let prepared = Arc::clone(&hooks.prepared);
        let shop = Shop::with(hooks).await;
        let books = shop.bench.books();
        shop.settle().await;
        assert_eq!((shop.price(), shop.texts()), (some("12.5"), (some("Forsiktig"), some("7"))));
        assert_eq!(*prepared.lock().unwrap(), [some("Forsiktig")]);

        books.patch_product(shop.cup, |product| product.set("InPrice", "13"));
        assert_eq!(shop.settle().await, ["ProcessArticle"]);
        assert_eq!(shop.price(), some("13"));
        books.patch_row(shop.order, shop.row, |row| row.set("Cost", 8));
        assert_eq!(shop.settle().await, ["ProcessOrder"]);
        books.patch_order(shop.order, |order| order.set("InvoiceText", "VENT"));
        assert_eq!(shop.settle().await, Vec::<String>::new());
        let held = shop.bench.engine.inspect(TENANT).held().await.unwrap();
        assert_eq!(held.iter().map(|held| held.what.as_str()).collect::<Vec<_>>(), ["it is to wait"]);
        // One that is held is read anew, as whole as at first.
        shop.bench.engine.operator(TENANT).retry_all(Process::Orders).await.unwrap();
        assert_eq!(shop.settle().await, Vec::<String>::new());
        books.patch_order(shop.order, |order| order.set("InvoiceText", "Port 3"));
        assert_eq!(shop.settle().await, ["ProcessOrder"]);
        assert_eq!(shop.texts(), (some("Port 3"), some("8")));
        let drift = shop.bench.engine.inspect(TENANT).drift(Process::ALL).await.unwrap();
        assert!(drift.is_none(), "{drift:#?}");
    }
}

#[tokio::test]
async fn an_article_that_an_order_brings_along_is_read_as_whole_as_any() {
    let shop = Shop::with(costs(its_fields())).await;
    shop.bench.run(Process::Orders).await;
    assert_eq!((shop.price(), shop.texts()), (some("12.5"), (some("Forsiktig"), some("7"))));
    all_done(&shop.bench.round().await);
    assert!(!shop.bench.writes().contains(&"ProcessArticle".to_owned()), "it looks the same in every read");
}

#[tokio::test]
async fn hooks_that_begin_to_read_more_see_every_record_again() {
    let shop = Shop::with(costs(HookFields::none())).await;
    shop.settle().await;
    assert_eq!(
        (shop.price(), shop.texts()),
        (None, (None, None)),
        "the ERP leaves out what is not asked for"
    );

    let engine = super::orders::restarted(&shop.bench, shop.bench.store.clone(), |tenant| {
        tenant.hooks(costs(its_fields()))
    });
    shop.bench.clock.advance(super::bench::hours(25));
    let none = wms_erp_sync::CancellationToken::new();
    all_done(&engine.run_all(TENANT, wms_erp_sync::Trigger::Scheduled, &none).await.unwrap());
    assert_eq!((shop.price(), shop.texts()), (some("12.5"), (some("Forsiktig"), some("7"))));
}

#[tokio::test]
async fn totals_count_as_changes_for_hooks_that_read_them_only() {
    for (fields, writes) in [
        (HookFields::none(), Vec::<&str>::new()),
        (HookFields::none().order(properties![InvoiceOrder: order_total_inc_vat]), vec!["ProcessOrder"]),
    ] {
        let shop = Shop::with(costs(fields)).await;
        shop.settle().await;
        shop.bench.books().patch_row(shop.order, shop.row, |row| row.set("Price", 90));
        assert_eq!(shop.settle().await, writes);
    }
}

#[test]
fn a_chain_reads_what_its_members_read() {
    let variants = Variants::new("{group}-{size}".parse().unwrap());
    let one = |fields| Arc::new(costs(fields)) as Arc<dyn Hooks>;
    let order = HookFields::none().order(properties![InvoiceOrder: invoice_text]);
    let row = HookFields::none().row(properties![InvoiceRow: cost]);
    let chain = HookChain::new([Arc::new(variants) as Arc<dyn Hooks>, one(order.clone()), one(row.clone())]);
    assert_eq!(chain.fields(), order.and(row));
    assert_eq!(HookChain::new([]).fields(), HookFields::none());
    assert_eq!(House::default().fields(), HookFields::all(), "whoever says nothing can read everything");
}
