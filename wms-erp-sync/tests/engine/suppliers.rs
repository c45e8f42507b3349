//! Suppliers travel on their articles.

use twentyfour_simulator::Record;
use wms_erp_sync::{Articles, Class, Outcome, Process, Report, Suppliers, Tenant};

use super::Bench;
use super::articles::{add_products, article, change_tenant, held, held_as, run, shop, writes};
use super::bench::{all_done, customer, order, product};
use ongoing_simulator::world::Supplier;

pub(crate) fn with_suppliers(mut tenant: Tenant) -> Tenant {
    (tenant.orders, tenant.order_status, tenant.stock) = (None, None, None);
    tenant.articles(Articles::default()).suppliers(Suppliers::default())
}

pub(crate) async fn start() -> Bench {
    Bench::with(with_suppliers).await
}

pub(crate) fn company(name: &str, street: &str) -> Record {
    Record::company()
        .with("Name", name)
        .with("Type", "Supplier")
        .with("Addresses.Post.Street", street)
        .with("Addresses.Post.PostalCode", "5003")
        .with("Addresses.Post.PostalArea", "Bergen")
        .with("Addresses.Post.Country", "Norge")
}

pub(crate) fn supplied(number: &str, supplier: i32) -> Record {
    product(number, number, 0).with("SupplierId", supplier)
}

/// The supplier that the WMS has on the article of a product.
pub(crate) fn supplier_of(bench: &Bench, product: i32) -> Option<Supplier> {
    let at = bench.wms.article_by_product_code(&product.to_string())?.main_supplier?;
    bench.wms.suppliers().get(at).cloned()
}

/// The reports of articles and suppliers.
async fn round(bench: &Bench) -> [Report; 2] {
    let reports = bench.round().await;
    let of = |process| reports.iter().find(|report| report.process == process).unwrap().clone();
    [of(Process::Articles), of(Process::Suppliers)]
}

#[tokio::test]
async fn with_the_process_off_no_article_names_a_supplier() {
    let bench = shop().await;
    let farm = bench.books().add_company(company("Gården", "Veien 1"));
    let milk = bench.books().add_product(supplied("MELK", farm));
    run(&bench).await;
    assert_eq!(article(&bench, milk).article_number.as_deref(), Some("MELK"));
    assert_eq!(bench.wms.suppliers(), []);
    assert_eq!(bench.erp.count("GetCompanies"), 0);
}

#[tokio::test]
async fn a_supplier_travels_on_its_article_with_its_post_address() {
    let bench = start().await;
    let farm = bench.books().add_company(company("Gården", "Veien 1"));
    let milk = bench.books().add_product(supplied("MELK", farm));
    all_done(&round(&bench).await);
    let supplier = supplier_of(&bench, milk).unwrap();
    assert_eq!(supplier.number, Some(farm.to_string()));
    assert_eq!(supplier.name.as_deref(), Some("Gården"));
    let address = supplier.address;
    assert_eq!(address.address.as_deref(), Some("Veien 1"));
    assert_eq!((address.post_code.as_deref(), address.city.as_deref()), (Some("5003"), Some("Bergen")));
    assert_eq!(address.country_code.as_deref(), Some("NO"));
    assert_eq!(bench.wms.skipped_elements(), []);

    let [articles, suppliers] = round(&bench).await;
    assert_eq!((articles.written, suppliers.written, writes(&bench)), (0, 0, 0));
}

#[tokio::test]
async fn a_changed_address_writes_exactly_the_articles_of_that_supplier_in_the_same_run() {
    let bench = start().await;
    let farm = bench.books().add_company(company("Gården", "Veien 1"));
    let dairy = bench.books().add_company(company("Meieriet", "Gata 2"));
    let ours = ["A", "B", "C"].map(|number| bench.books().add_product(supplied(number, farm)));
    bench.books().add_product(supplied("D", dairy));
    add_products(&bench, 2);
    all_done(&round(&bench).await);

    bench.books().patch_company(farm, |company| company.set("Addresses.Post.Street", "Veien 99"));
    let [articles, suppliers] = round(&bench).await;
    assert_eq!((articles.written, suppliers.written, writes(&bench)), (0, 3, 3), "{suppliers:#?}");
    for id in ours {
        assert_eq!(supplier_of(&bench, id).unwrap().address.address.as_deref(), Some("Veien 99"));
    }
    assert_eq!(round(&bench).await.map(|report| report.written), [0, 0]);
}

#[tokio::test]
async fn a_change_that_does_not_travel_writes_nothing() {
    let bench = start().await;
    let farm = bench.books().add_company(company("Gården", "Veien 1"));
    bench.books().add_product(supplied("A", farm));
    round(&bench).await;
    bench.books().patch_company(farm, |company| company.set("PhoneNumbers.Work.Value", "55 00 00 00"));
    assert_eq!(round(&bench).await.map(|report| report.written), [0, 0]);
}

#[tokio::test]
async fn a_supplier_without_an_article_waits_visibly_and_goes_when_a_product_names_it() {
    let bench = start().await;
    let farm = bench.books().add_company(company("Gården", "Veien 1"));
    let milk = bench.books().add_product(product("MELK", "Melk", 0));
    let [_, suppliers] = round(&bench).await;
    assert_eq!((suppliers.outcome, suppliers.held, suppliers.needs_attention), (Outcome::Done, 1, 0));
    assert_eq!(held_as(&bench).await, [(farm.to_string(), Class::Waiting)]);
    assert_ne!(held(&bench).await[0].remedy, "");

    bench.books().patch_product(milk, |product| product.set("SupplierId", farm));
    let [articles, suppliers] = round(&bench).await;
    assert_eq!((articles.written, suppliers.held), (1, 0));
    assert_eq!(supplier_of(&bench, milk).unwrap().name.as_deref(), Some("Gården"));
}

#[tokio::test]
async fn a_customer_that_a_product_names_is_a_supplier_and_another_customer_is_not() {
    let bench = start().await;
    let named = bench.books().add_company(customer("Kari Nordmann"));
    bench.books().add_company(customer("Ola Nordmann"));
    let milk = bench.books().add_product(supplied("MELK", named));
    let [_, suppliers] = round(&bench).await;
    assert_eq!((suppliers.held, bench.wms.suppliers().len()), (0, 1));
    bench.books().patch_company(named, |company| company.set("Name", "Kari Gård"));
    assert_eq!(round(&bench).await[1].written, 1);
    assert_eq!(supplier_of(&bench, milk).unwrap().name.as_deref(), Some("Kari Gård"));
}

#[tokio::test]
async fn a_product_that_changes_its_supplier_follows_the_new_one_only() {
    let bench = start().await;
    let farm = bench.books().add_company(company("Gården", "Veien 1"));
    let dairy = bench.books().add_company(company("Meieriet", "Gata 2"));
    let milk = bench.books().add_product(supplied("MELK", farm));
    round(&bench).await;
    bench.books().patch_product(milk, |product| product.set("SupplierId", dairy));
    round(&bench).await;
    assert_eq!(supplier_of(&bench, milk).unwrap().name.as_deref(), Some("Meieriet"));
    bench.books().patch_company(farm, |company| company.set("Addresses.Post.Street", "Veien 99"));
    let [articles, suppliers] = round(&bench).await;
    assert_eq!((articles.written, suppliers.written, suppliers.held), (0, 0, 1), "it waits again");
}

#[tokio::test]
async fn a_supplier_that_the_erp_does_not_know_is_left_out_and_noted() {
    let bench = start().await;
    let milk = bench.books().add_product(supplied("MELK", 987));
    let [articles, _] = round(&bench).await;
    assert_eq!((articles.outcome, articles.written), (Outcome::Done, 1));
    assert!(articles.reasons.iter().any(|reason| reason.what.contains("987")), "{articles:#?}");
    assert_eq!(supplier_of(&bench, milk), None);
    assert_eq!(round(&bench).await.map(|report| report.written), [0, 0]);
}

#[tokio::test]
async fn switching_suppliers_on_brings_them_at_once_and_switching_off_leaves_them_out() {
    let bench = shop().await;
    let farm = bench.books().add_company(company("Gården", "Veien 1"));
    let milk = bench.books().add_product(supplied("MELK", farm));
    run(&bench).await;
    bench.clock.advance(super::bench::hours(5));
    change_tenant(&bench, with_suppliers);
    let [articles, suppliers] = round(&bench).await;
    assert_eq!((articles.written, suppliers.written), (1, 0));
    assert_eq!(supplier_of(&bench, milk).unwrap().name.as_deref(), Some("Gården"));

    change_tenant(&bench, |tenant| tenant.articles(Articles::default()));
    run(&bench).await;
    let requests = bench.wms.control().requests();
    let last = requests.iter().rfind(|request| request.operation == "ProcessArticle").unwrap();
    assert!(!last.body.contains("MainSupplier"), "{}", last.body);
}

#[tokio::test]
async fn with_articles_off_suppliers_reach_the_articles_that_orders_brought_and_no_others() {
    let bench = Bench::with(|tenant| {
        let mut tenant = tenant.suppliers(Suppliers::default());
        (tenant.articles, tenant.order_status, tenant.stock) = (None, None, None);
        tenant
    })
    .await;
    let farm = bench.books().add_company(company("Gården", "Veien 1"));
    let milk = bench.books().add_product(supplied("MELK", farm));
    bench.books().add_product(supplied("OST", farm));
    let kari = bench.books().add_company(customer("Kari"));
    bench.books().add_order(order(kari, &[(milk, 1)]));
    all_done_but_off(&bench.round().await);
    assert_eq!(bench.wms.articles().len(), 1);
    bench.books().patch_company(farm, |company| company.set("Addresses.Post.Street", "Veien 99"));
    all_done_but_off(&bench.round().await);
    assert_eq!(bench.wms.articles().len(), 1);
    assert_eq!(supplier_of(&bench, milk).unwrap().address.address.as_deref(), Some("Veien 99"));
}

fn all_done_but_off(reports: &[Report]) {
    assert!(reports.iter().all(|report| report.outcome != Outcome::Failed), "{reports:#?}");
}

#[tokio::test]
async fn an_article_that_is_refused_with_its_supplier_is_told_held_and_tried_again() {
    let bench = start().await;
    let farm = bench.books().add_company(company("Gården", "Veien 1"));
    let milk = bench.books().add_product(supplied("MELK", farm));
    round(&bench).await;
    bench.wms.set_rules(|rules| rules.limits.article_number = 1);
    bench.books().patch_company(farm, |company| company.set("Name", "Gården AS"));
    let [_, suppliers] = round(&bench).await;
    assert!(suppliers.reasons.iter().any(|reason| reason.record == milk.to_string()), "{suppliers:#?}");
    let [articles, _] = round(&bench).await;
    assert_eq!(articles.held, 1, "the process that owns the record holds it");
    bench.wms.set_rules(|rules| rules.limits.article_number = 50);
    let [articles, _] = round(&bench).await;
    assert_eq!((articles.written, articles.held), (1, 0));
    assert_eq!(supplier_of(&bench, milk).unwrap().name.as_deref(), Some("Gården AS"));
}

#[tokio::test]
async fn a_plan_of_suppliers_tells_their_articles_and_writes_nothing() {
    let bench = start().await;
    let farm = bench.books().add_company(company("Gården", "Veien 1"));
    let milk = bench.books().add_product(supplied("MELK", farm));
    bench.books().add_product(product("TE", "Te", 0));
    round(&bench).await;
    bench.books().patch_company(farm, |company| company.set("Name", "Gården AS"));
    let plan = super::articles::plan(&bench, Process::Suppliers).await;
    let records: Vec<&str> = plan.writes.iter().map(|write| write.record.as_str()).collect();
    assert_eq!(records, [milk.to_string()]);
    let name = plan.writes[0].fields.iter().find(|field| field.field.ends_with("SupplierName")).unwrap();
    assert_eq!(name.new.as_deref(), Some("Gården AS"));
    assert_eq!((round(&bench).await[1].written, writes(&bench)), (1, 1));
}
