//! What would fail later is found before anything is done, and nothing is written for it.

use asmx_test_server::Mischief;
use ongoing_simulator::Rule;
use twentyfour_simulator::Rule as ErpRule;
use wms_erp_sync::mapping::{ArticleIdentification, DeliveredFields};
use wms_erp_sync::twentyfour::types::OrderSlipStateType;
use wms_erp_sync::{Finding, Rating, Tenant};

use super::bench::{Bench, TENANT, Transport, customer, order, product};

async fn checked(bench: &Bench) -> Vec<Finding> {
    let checked = bench.engine.inspect(TENANT).check().await.unwrap();
    assert_eq!(bench.writes(), Vec::<String>::new());
    checked.findings
}

/// The findings that are not good, as rating and subject with what was found.
async fn odd(bench: &Bench) -> Vec<(Rating, String)> {
    let odd = checked(bench).await.into_iter().filter(|finding| finding.rating != Rating::Good);
    odd.map(|finding| {
        assert!(!finding.remedy.is_empty(), "{finding:?}");
        (finding.rating, format!("{}: {}", finding.subject, finding.detail))
    })
    .collect()
}

async fn only(bench: &Bench) -> (Rating, String) {
    let odd = odd(bench).await;
    let [one] = &odd[..] else { panic!("{odd:#?}") };
    one.clone()
}

#[tokio::test]
async fn a_tenant_that_is_well_has_nothing_odd_and_each_subject_is_named() {
    let bench = Bench::start().await;
    bench.books().add_product(product("K-500", "Kaffe", 3));
    let findings = checked(&bench).await;
    let subjects: Vec<&str> = findings.iter().map(|finding| finding.subject.as_str()).collect();
    let expected = [
        "settings",
        "ERP login",
        "ERP company",
        "ERP companies",
        "ERP orders",
        "ERP companies",
        "ERP products",
        "ERP open orders",
        "WMS login",
        "WMS goods owner",
        "WMS statuses",
        "WMS status 450",
        "WMS status 500",
    ];
    assert_eq!(subjects, expected, "{findings:#?}");
    assert!(findings.iter().all(|finding| finding.rating == Rating::Good), "{findings:#?}");
}

#[tokio::test]
async fn settings_that_contradict_each_other_are_wrong() {
    type Change = fn(&mut Tenant);
    let cases: [(Change, Rating, &str); 10] = [
        (|t| t.orders.as_mut().unwrap().pull_status.clear(), Rating::Wrong, "no order status is pulled"),
        (
            |t| t.orders.as_mut().unwrap().import_status = Some(OrderSlipStateType::Confirmed),
            Rating::Wrong,
            "imported again and again",
        ),
        (
            |t| t.order_status.as_mut().unwrap().sent_status = OrderSlipStateType::Confirmed,
            Rating::Wrong,
            "would be imported again",
        ),
        (
            |t| t.orders.as_mut().unwrap().import_status = Some(OrderSlipStateType::OrderStateSent),
            Rating::Wrong,
            "the two could not be distinguished",
        ),
        (
            |t| t.articles.as_mut().unwrap().mapping.identification = ArticleIdentification::ArticleNumber,
            Rating::Wrong,
            "identified by different fields",
        ),
        (|t| t.order_status.as_mut().unwrap().sent_statuses.clear(), Rating::Wrong, "counts as sent"),
        (|t| t.order_status.as_mut().unwrap().sent_statuses.extend([1000]), Rating::Wrong, "means cancelled"),
        (
            |t| {
                let status = t.order_status.as_mut().unwrap();
                status.rest_orders = true;
                status.delivered_quantities = Some(DeliveredFields::DeliveredAndRest);
            },
            Rating::Wrong,
            "of which the ERP makes rest orders itself",
        ),
        (|t| t.order_status = None, Rating::Doubtful, "never reported"),
        (|t| t.orders = None, Rating::Doubtful, "orders are off"),
    ];
    for (change, rating, words) in cases {
        let bench = Bench::with(|mut tenant| {
            change(&mut tenant);
            tenant
        })
        .await;
        let odd = odd(&bench).await;
        let told = |(found, what): &(Rating, String)| {
            *found == rating && what.starts_with("settings: ") && what.contains(words)
        };
        assert!(odd.iter().any(told), "{words}: {odd:#?}");
    }
}

#[tokio::test]
async fn numbers_that_two_products_have_and_names_and_numbers_that_are_missing_are_found() {
    let bench = Bench::start().await;
    let books = bench.books();
    let one = books.add_product(product("K-500", "Kaffe", 3));
    let other = books.add_product(product(" k-500", "Te", 3));
    let (rating, what) = only(&bench).await;
    assert_eq!(rating, Rating::Wrong);
    assert!(what.contains(&format!("\"k-500\" ({one}, {other})")), "{what}");
    // One that has expired does not go over: it takes nobody's number.
    books.patch_product(other, |product| product.set("StatusId", 0));
    assert_eq!(odd(&bench).await, []);
    let nameless = books.add_product(product("", " ", 3));
    let odd = odd(&bench).await;
    let [(_, number), (_, name)] = &odd[..] else { panic!("{odd:#?}") };
    assert!(number.contains("without a number") && number.ends_with(&nameless.to_string()), "{number}");
    assert!(name.contains("without a name"), "{name}");
}

#[tokio::test]
async fn a_share_of_products_without_stock_that_looks_wrong_is_doubtful() {
    let bench = Bench::start().await;
    for number in 0..20 {
        let stock = number >= 11;
        bench.books().add_product(product(&format!("V-{number}"), "Vare", 0).with("StockControlled", stock));
    }
    let (rating, what) = only(&bench).await;
    assert_eq!(rating, Rating::Doubtful);
    assert!(what.contains("11 of 20 are not kept in stock"), "{what}");
}

#[tokio::test]
async fn values_of_open_orders_that_are_too_long_are_named_and_orders_from_before_the_start_are_not() {
    let bench = Bench::start().await;
    let books = bench.books();
    let coffee = books.add_product(product("K-500", "Kaffe", 3));
    let kari = books.add_company(customer("Kari Nordmann"));
    let long = order(kari, &[(coffee, 1)]).with("ReferenceNumber", "x".repeat(51));
    let number = books.add_order(long.clone());
    books.add_order(order(kari, &[(coffee, 1)]));
    let (rating, what) = only(&bench).await;
    assert_eq!(rating, Rating::Doubtful);
    assert!(
        what.contains(&format!("order {number}, ")) && what.contains("ReferenceNumber (51 of 50)"),
        "{what}"
    );
    books.set_order_status(number, "Offer");
    assert_eq!(odd(&bench).await, []);
}

#[tokio::test]
async fn statuses_that_the_warehouse_invented_are_asked_about_and_missing_ones_are_wrong() {
    let bench = Bench::with(|mut tenant| {
        tenant.order_status.as_mut().unwrap().sent_statuses = [450, 475].into();
        tenant
    })
    .await;
    let odd = odd(&bench).await;
    let [(wrong, missing), (doubtful, between)] = &odd[..] else { panic!("{odd:#?}") };
    assert_eq!((*wrong, *doubtful), (Rating::Wrong, Rating::Doubtful));
    assert!(missing.starts_with("WMS status 475") && missing.contains("no such status"), "{missing}");
    assert!(between.starts_with("WMS status 500") && between.contains("does not count as sent"), "{between}");
}

#[tokio::test]
async fn a_status_that_cannot_be_read_is_no_wrong_login_and_the_rest_is_looked_at_all_the_same() {
    for (transport, operation, bytes) in [
        (Transport::Soap, "GetOrderStatuses", "x"),
        (Transport::Rest, "GET /warehouse/api/v1/orders/statuses", "\"x\""),
    ] {
        let bench = Bench::over(transport, |tenant| tenant).await;
        let broken = Mischief::Replace("450".to_owned(), bytes.into());
        bench.wms.control().misbehave(Rule::new(broken).on(operation).always());
        let findings = checked(&bench).await;
        let of_wms: Vec<_> = findings.iter().filter(|finding| finding.subject.starts_with("WMS")).collect();
        let found: Vec<_> = of_wms.iter().map(|finding| (finding.subject.as_str(), finding.rating)).collect();
        let expected =
            [("WMS login", Rating::Good), ("WMS goods owner", Rating::Good), ("WMS statuses", Rating::Wrong)];
        assert_eq!(found, expected, "{of_wms:#?}");
        assert!(of_wms[2].detail.contains("cannot be read") && !of_wms[2].remedy.is_empty(), "{of_wms:#?}");
    }
}

#[tokio::test]
async fn a_right_that_is_missing_is_named_with_its_service_and_the_rest_is_looked_at_all_the_same() {
    let bench = Bench::start().await;
    let refuse = |operation: &str| {
        let fault = "Exception: You do not have the rights to use this service";
        bench.erp.control().misbehave(ErpRule::fault(fault).on(operation).always());
    };
    refuse("GetCompanies");
    refuse("GetProducts");
    let odd = odd(&bench).await;
    let subjects: Vec<&str> = odd.iter().map(|(_, what)| what.split(':').next().unwrap()).collect();
    assert_eq!(subjects, ["ERP companies", "ERP products"], "{odd:#?}");
    bench.erp.control().behave();
    let words = "The goods owner was not found";
    bench.wms.control().misbehave(Rule::fault(words).on("GetInventoryByQuery").always());
    let (rating, what) = only(&bench).await;
    assert_eq!(rating, Rating::Wrong);
    assert!(what.starts_with("WMS goods owner") && what.contains(words), "{what}");
}

#[tokio::test]
async fn another_company_than_last_time_is_wrong() {
    let bench = Bench::start().await;
    super::bench::all_done(&bench.round().await);
    let same = checked(&bench).await;
    assert_eq!(same.iter().filter(|finding| finding.detail.contains("the same as before")).count(), 2);
    bench.erp.change(|options| options.identities[0].client_id += 1);
    let (rating, what) = only(&bench).await;
    assert_eq!(rating, Rating::Wrong);
    assert!(what.starts_with("ERP company: ") && what.contains("this tenant's state belongs to"), "{what}");
}
