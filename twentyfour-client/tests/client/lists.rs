use futures::{StreamExt, TryStreamExt};
use twentyfour_client::error::{ErrorKind, InvalidRequest};
use twentyfour_client::types::*;
use twentyfour_client::{Client, Properties, XsDateTime};
use twentyfour_simulator::{Mischief, Record, Rule};

use crate::answer::{server, soap, xml};
use crate::{client, client_once, shop, shop_with};

#[tokio::test]
async fn only_what_was_asked_for_is_filled_in() {
    let erp = shop().await;
    let client = client(&erp);
    let search = ProductSearchParameters { name: Some("Kaffe".into()), ..Default::default() };
    let products: Vec<Product> =
        client.get_products(search.clone(), &["Id", "No"]).await.unwrap().try_collect().await.unwrap();
    assert_eq!(products.len(), 1);
    assert_eq!((products[0].no.as_deref(), &products[0].name), (Some("K500"), &None));
    let all = client.get_products(search, Properties::all()).await.unwrap();
    let all: Vec<Product> = all.try_collect().await.unwrap();
    assert_eq!((all[0].name.as_deref(), all[0].stock), (Some("Kaffe 500 g"), Some(40.into())));
}

#[tokio::test]
async fn orders_come_with_their_rows() {
    let erp = shop().await;
    let search =
        InvoiceSearchParameters { order_states: vec![OrderSlipStateType::Confirmed], ..Default::default() };
    let client = client(&erp);
    let orders = client.get_invoices(
        search,
        (&["OrderId", "CustomerId", "OrderStatus", "InvoiceRows"], &["RowId", "Quantity"]),
    );
    let orders: Vec<InvoiceOrder> = orders.await.unwrap().try_collect().await.unwrap();
    assert_eq!((orders.len(), orders[0].invoice_rows.len()), (1, 1));
    assert_eq!(orders[0].order_status, Some(OrderSlipStateType::Confirmed));
    assert_eq!(
        (orders[0].invoice_rows[0].quantity, &orders[0].invoice_rows[0].product_id),
        (Some(3.into()), &None)
    );
}

#[tokio::test]
async fn a_search_without_a_filter_is_not_sent() {
    let erp = shop().await;
    let client = client(&erp);
    let orders = client.get_invoices(InvoiceSearchParameters::default(), &["OrderId"]).await;
    let companies = client.get_companies(CompanySearchParameters::default(), &["Id"]).await;
    for error in [orders.err().unwrap(), companies.err().unwrap()] {
        assert!(matches!(error.kind(), ErrorKind::Invalid(InvalidRequest::NoFilter)), "{error:?}");
    }
    let too_many =
        ProductSearchParameters { product_ids: (0..1001).map(ProductId).collect(), ..Default::default() };
    let error = client.get_products(too_many, &["Id"]).await.err().unwrap();
    let limit = InvalidRequest::TooManyIds { what: "ProductIds", given: 1001, limit: 1000 };
    assert!(matches!(error.kind(), ErrorKind::Invalid(why) if *why == limit));
    assert_eq!(erp.count(""), 0);
}

#[tokio::test]
async fn ids_go_a_thousand_at_a_time_each_once() {
    let erp = shop().await;
    let client = client(&erp);
    let ids: Vec<_> =
        erp.books().products().iter().map(|product| ProductId(product.int("Id").unwrap())).collect();
    let wanted = (900_000..902_500).map(ProductId).chain(ids.clone()).chain(ids.clone());
    let found: Vec<Product> = client.get_products_by_id(wanted, &["Id"]).try_collect().await.unwrap();
    assert_eq!(found.iter().filter_map(|product| product.id).collect::<Vec<_>>(), ids);
    assert_eq!(erp.count("GetProducts"), 3);

    let companies: Vec<_> =
        client.get_companies_by_id((0..1001).map(CompanyId), &["Id", "Name"]).try_collect().await.unwrap();
    assert_eq!((companies.len(), erp.count("GetCompanies")), (1, 2));
    let orders: Vec<_> =
        client.get_invoices_by_id((10_000..12_001).map(OrderId), &["OrderId"]).try_collect().await.unwrap();
    assert_eq!((orders.len(), erp.count("GetInvoices")), (1, 3));
}

#[tokio::test]
async fn no_ids_are_no_request_and_not_everything() {
    let erp = shop().await;
    let client = client(&erp);
    assert_eq!(client.get_products_by_id([], &["Id"]).count().await, 0);
    assert_eq!(client.get_companies_by_id([], &["Id"]).count().await, 0);
    assert_eq!(client.get_invoices_by_id([], &["OrderId"]).count().await, 0);
    assert_eq!(erp.count(""), 0);
}

#[tokio::test]
async fn a_portion_that_fails_ends_the_list() {
    let erp = shop().await;
    let client = client_once(&erp);
    client.login().await.unwrap();
    erp.misbehave(Rule::fault("Timeout expired").on("GetProducts").skip(1));
    let found: Vec<_> = client.get_products_by_id((0..3000).map(ProductId), &["Id"]).collect().await;
    assert!(found.last().unwrap().is_err());
    assert_eq!((found.iter().filter(|item| item.is_err()).count(), erp.count("GetProducts")), (1, 2));
}

#[tokio::test]
async fn an_unreadable_item_is_told_and_the_rest_still_comes() {
    let body = soap(
        "<GetProductsResponse xmlns=\"{ns}\"><GetProductsResult><Product><Id>1</Id></Product>\
         <Product><Id>2</Id><Price>many</Price></Product><Product><Id>3</Id></Product></GetProductsResult></GetProductsResponse>",
    );
    let (_server, client) = server(xml(200, body)).await;
    let items = client.get_products(ProductSearchParameters::default(), &["Id"]).await.unwrap();
    let items: Vec<_> = items.collect().await;
    assert_eq!(items.len(), 3);
    let error = items[1].as_ref().unwrap_err();
    assert!(error.is_item() && !error.is_transient());
    let source = std::error::Error::source(error).unwrap().to_string();
    assert!(source.contains("Product/Price") && source.contains("many"), "{source}");
    assert_eq!(items[2].as_ref().unwrap().id, Some(ProductId(3)));
}

#[tokio::test]
async fn the_ids_of_changed_orders_are_a_list() {
    let erp = shop().await;
    let client = client(&erp);
    let far_back: XsDateTime = "2020-01-01T00:00:00Z".parse().unwrap();
    let search = InvoiceSyncParameters { changed_after: Some(far_back), ..Default::default() };
    let ids: Vec<OrderId> = client.get_order_sync_list(search).await.unwrap().try_collect().await.unwrap();
    assert_eq!(ids.len(), 1);
    let request = erp.requests().into_iter().find(|seen| seen.operation == "GetOrderSyncList").unwrap();
    assert!(
        request.body.contains("<RegisteredAfter>0001-01-01T00:00:00</RegisteredAfter>"),
        "{}",
        request.body
    );
}

#[tokio::test]
async fn the_pages_of_the_company_list_are_one_stream() {
    let erp = shop_with(|options| options.page_size = 10).await;
    for number in 0..34 {
        erp.books()
            .add_company(Record::company().with("Name", format!("Kunde {number}")).with("Type", "Business"));
    }
    let client = client(&erp);
    let list: Vec<SyncCompany> =
        client.get_company_sync_list(SyncSearchParameters::default()).try_collect().await.unwrap();
    assert_eq!((list.len(), erp.count("GetCompanySyncList")), (35, 4));
    let rest: Vec<SyncCompany> = client
        .get_company_sync_list(SyncSearchParameters { page: Some(3), ..Default::default() })
        .try_collect()
        .await
        .unwrap();
    assert_eq!(rest.len(), 15);
    let none = SyncSearchParameters { active: Some(false), ..Default::default() };
    assert_eq!(client.get_company_sync_list(none).count().await, 0);
}

#[tokio::test]
async fn a_slow_answer_is_decoded_while_it_arrives() {
    let erp = shop().await;
    let client = client(&erp);
    erp.misbehave(Rule::from(Mischief::Trickle(3)).always());
    let products = client.get_products(ProductSearchParameters::default(), Properties::all()).await.unwrap();
    assert_eq!(products.count().await, 2);
}

#[tokio::test]
async fn the_small_lists_are_read() {
    let erp = shop().await;
    erp.books().add_delivery_method(7, "Posten");
    erp.books().add_payment_method(3, "Kort");
    let client: Client = client(&erp);
    let methods = client.get_delivery_methods().await.unwrap();
    assert!(methods.iter().any(|one| one.id == Some(7) && one.description.as_deref() == Some("Posten")));
    assert!(client.get_payment_methods().await.unwrap().iter().any(|one| one.id == Some(3)));
}
