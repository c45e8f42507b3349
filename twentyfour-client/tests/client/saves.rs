use asmx_soap::Delivery;
use futures::TryStreamExt;
use twentyfour_client::error::{ErrorKind, InvalidRequest};
use twentyfour_client::types::*;
use twentyfour_client::{ItemError, properties};
use twentyfour_simulator::Rule;

use crate::answer::{server, soap, xml};
use crate::{client_once, shop};

fn order(id: Option<i32>, customer: i32) -> InvoiceOrder {
    let mut order = InvoiceOrder::default();
    order.order_id = id.map(OrderId);
    order.customer_id = Some(CompanyId(customer));
    order.order_status = Some(OrderSlipStateType::Confirmed);
    order
}

#[tokio::test]
async fn each_item_of_a_save_has_a_result_of_its_own() {
    let erp = shop().await;
    let client = client_once(&erp);
    let customer = erp.books().companies()[0].int("Id").unwrap();
    let known = erp.books().orders()[0].int("OrderId").unwrap();
    let mut sent = order(Some(known), customer);
    sent.order_status = Some(OrderSlipStateType::OrderStateSent);
    let results =
        client.save_invoices(vec![sent, order(None, 999_999), order(None, customer)]).await.unwrap();
    assert_eq!(results.len(), 3);
    assert_eq!(results[0].as_ref().unwrap().order_id, Some(OrderId(known)));
    let Err(ItemError::Refused(refused)) = &results[1] else { panic!("{:?}", results[1]) };
    assert!(refused.kind.is_some() && !refused.to_string().is_empty());
    assert!(results[2].as_ref().unwrap().order_id.is_some());
    assert_eq!(erp.books().order(known).unwrap().text("OrderStatus"), Some("OrderState_Sent"));
    assert_eq!(erp.books().orders().len(), 2);
}

#[tokio::test]
async fn an_order_is_not_changed_without_its_status() {
    let erp = shop().await;
    let client = client_once(&erp);
    let mut change = order(Some(10_001), 100);
    change.order_status = None;
    let error = client.save_invoices(vec![order(None, 100), change]).await.unwrap_err();
    let ErrorKind::Invalid(InvalidRequest::StatusMissing { order_id }) = error.kind() else {
        panic!("{error:?}")
    };
    assert_eq!((*order_id, error.delivery(), erp.count("")), (OrderId(10_001), Delivery::NotSent, 0));
}

#[tokio::test]
async fn a_row_of_an_order_says_what_shall_become_of_it() {
    let erp = shop().await;
    let client = client_once(&erp);
    let stored = erp.books().orders()[0].clone();
    let (id, customer) =
        (OrderId(stored.int("OrderId").unwrap()), CompanyId(stored.int("CustomerId").unwrap()));
    let row = RowId(stored.list("InvoiceRows")[0].int("RowId").unwrap());
    let product = ProductId(erp.books().products()[1].int("Id").unwrap());

    let mut change = InvoiceOrder::change(id, customer, OrderSlipStateType::Confirmed);
    change.invoice_rows = vec![InvoiceRow::product(product, 1.into())];
    let error = client.save_invoices(vec![change.clone()]).await.unwrap_err();
    let unclear = InvalidRequest::ChangeStateMissing { order_id: id };
    assert!(matches!(error.kind(), ErrorKind::Invalid(why) if *why == unclear), "{error:?}");
    assert_eq!((error.delivery(), erp.count("")), (Delivery::NotSent, 0));

    let mut more = InvoiceRow::edit(row);
    more.quantity = Some(5.into());
    change.invoice_rows = vec![more, InvoiceRow::product(product, 1.into()).added()];
    client.save_invoices(vec![change.clone()]).await.unwrap().remove(0).unwrap();
    let quantities = || {
        let order = erp.books().order(id.0).unwrap();
        order
            .list("InvoiceRows")
            .iter()
            .map(|row| row.text("Quantity").unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(quantities(), ["5", "1"]);
    change.invoice_rows = vec![InvoiceRow::delete(row)];
    client.save_invoices(vec![change]).await.unwrap().remove(0).unwrap();
    assert_eq!(quantities(), ["1"]);
}

#[tokio::test]
async fn what_is_made_with_what_it_needs_is_taken() {
    let erp = shop().await;
    let client = client_once(&erp);
    let category = client.save_categories(vec![Category::create("Varer")]).await.unwrap().remove(0).unwrap();
    let product = Product::create("Te", category.id.unwrap());
    let product = client.save_products(vec![product]).await.unwrap().remove(0).unwrap().id.unwrap();
    let company = Company::create("Ola Nordmann", CompanyType::Consumer);
    let company = client.save_companies(vec![company]).await.unwrap().remove(0).unwrap().id.unwrap();
    let mut order = InvoiceOrder::create(company, OrderSlipStateType::Confirmed);
    order.invoice_rows = vec![InvoiceRow::product(product, 2.into()), InvoiceRow::text("Ring the bell")];
    let order = client.save_invoices(vec![order]).await.unwrap().remove(0).unwrap().order_id.unwrap();
    assert_eq!(erp.books().order(order.0).unwrap().list("InvoiceRows").len(), 2);

    let mut renamed = Product::change(product);
    renamed.name = Some("Grønn te".into());
    client.save_products(vec![renamed]).await.unwrap().remove(0).unwrap();
    assert_eq!(erp.books().product(product.0).unwrap().text("Name"), Some("Grønn te"));
    let mut supplier = Company::change(company);
    supplier.kind = Some(CompanyType::Supplier);
    client.save_companies(vec![supplier]).await.unwrap().remove(0).unwrap();
    assert_eq!(erp.books().company(company.0).unwrap().text("Type"), Some("Supplier"));
}

#[tokio::test]
async fn nothing_to_save_is_no_request() {
    let erp = shop().await;
    let client = client_once(&erp);
    assert_eq!(client.save_invoices(Vec::new()).await.unwrap().len(), 0);
    assert_eq!(client.save_products(Vec::new()).await.unwrap().len(), 0);
    assert_eq!(client.save_companies(Vec::new()).await.unwrap().len(), 0);
    assert_eq!(erp.count(""), 0);
}

#[tokio::test]
async fn products_and_companies_are_created_and_changed() {
    let erp = shop().await;
    let client = client_once(&erp);
    let category = erp.books().add_category(twentyfour_simulator::Record::category().with("Name", "Varer"));
    let mut product = Product::default();
    product.name = Some("Te & kjeks".into());
    product.category_id = Some(category);
    let saved = client.save_products(vec![product]).await.unwrap().remove(0).unwrap();
    let mut change = Product::default();
    change.id = saved.id;
    change.no = Some("T1".into());
    client.save_products(vec![change]).await.unwrap().remove(0).unwrap();
    let stored = erp.books().product(saved.id.unwrap().0).unwrap();
    assert_eq!((stored.text("Name"), stored.text("No")), (Some("Te & kjeks"), Some("T1")));

    let mut company = Company::default();
    company.name = Some("Ola Nordmann".into());
    let refused = client.save_companies(vec![company.clone()]).await.unwrap().remove(0).unwrap_err();
    assert!(matches!(&refused, ItemError::Refused(why) if why.to_string().contains("Type")), "{refused}");
    company.kind = Some(CompanyType::Consumer);
    assert!(client.save_companies(vec![company]).await.unwrap()[0].as_ref().unwrap().id.is_some());
}

#[tokio::test]
async fn stock_is_set_or_it_is_said_that_it_was_not() {
    let erp = shop().await;
    let client = client_once(&erp);
    let product = erp.books().products()[0].int("Id").unwrap();
    client.set_stock_quantity(ProductId(product), "12.5".parse().unwrap()).await.unwrap();
    assert_eq!(erp.books().product(product).unwrap().decimal("Stock"), Some("12.5".parse().unwrap()));
    client.set_stock_quantity(ProductId(product), 0.into()).await.unwrap();
    assert_eq!(erp.books().product(product).unwrap().decimal("Stock"), Some(0.into()));

    let no = soap(
        "<SetStockQuantityResponse xmlns=\"{ns}\"><SetStockQuantityResult>false</SetStockQuantityResult></SetStockQuantityResponse>",
    );
    let (_server, client) = server(xml(200, no)).await;
    let error = client.set_stock_quantity(ProductId(1), 1.into()).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::AnsweredFalse), "{error:?}");
}

#[tokio::test]
async fn a_write_is_sent_again_only_where_the_session_was_refused() {
    let erp = shop().await;
    let client = client_once(&erp);
    client.login().await.unwrap();
    erp.expire_sessions();
    let customer = erp.books().companies()[0].int("Id").unwrap();
    client.save_invoices(vec![order(None, customer)]).await.unwrap().remove(0).unwrap();
    assert_eq!((erp.books().orders().len(), erp.count("SaveInvoices")), (2, 2));
    erp.misbehave(Rule::drop_after().on("SaveInvoices"));
    let error = client.save_invoices(vec![order(None, customer)]).await.unwrap_err();
    assert_eq!((error.delivery(), erp.books().orders().len()), (Delivery::MaybeSent, 3));
    assert_eq!(erp.count("SaveInvoices"), 3);
}

fn saved(orders: &str) -> String {
    soap(&format!(
        "<SaveInvoicesResponse xmlns=\"{{ns}}\"><SaveInvoicesResult>{orders}</SaveInvoicesResult></SaveInvoicesResponse>"
    ))
}

fn back(id: i32, customer: i32) -> String {
    format!("<InvoiceOrder><OrderId>{id}</OrderId><CustomerId>{customer}</CustomerId></InvoiceOrder>")
}

#[tokio::test]
async fn results_in_another_order_find_their_items_by_id() {
    let (_server, client) = server(xml(200, saved(&(back(3, 30) + &back(1, 10))))).await;
    let results =
        client.save_invoices(vec![order(Some(1), 10), order(Some(2), 20), order(Some(3), 30)]).await.unwrap();
    assert_eq!(results[0].as_ref().unwrap().order_id, Some(OrderId(1)));
    assert_eq!(results[1], Err(ItemError::Missing));
    assert_eq!(results[2].as_ref().unwrap().order_id, Some(OrderId(3)));
}

#[tokio::test]
async fn results_that_cannot_be_told_apart_are_not_guessed() {
    let (_server, client) = server(xml(200, saved(&back(7, 10)))).await;
    let error = client.save_invoices(vec![order(None, 10), order(None, 10)]).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Uncorrelated { sent: 2, returned: 1 }), "{error:?}");
    assert_eq!(error.delivery(), Delivery::MaybeSent);

    let (_server, client) = server(xml(200, saved(&(back(7, 20) + &back(8, 10))))).await;
    let error = client.save_invoices(vec![order(None, 10), order(None, 20)]).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Uncorrelated { sent: 2, returned: 2 }), "{error:?}");
}

#[tokio::test]
async fn a_result_that_cannot_be_read_costs_one_item() {
    let broken = "<InvoiceOrder><OrderId>2</OrderId><Paid>yesterday</Paid></InvoiceOrder>";
    let (_server, client) = server(xml(200, saved(&(back(1, 10) + broken)))).await;
    let results = client.save_invoices(vec![order(Some(1), 10), order(Some(2), 20)]).await.unwrap();
    assert!(results[0].is_ok());
    assert!(matches!(results[1], Err(ItemError::Unreadable(_))), "{:?}", results[1]);
}

#[tokio::test]
async fn contact_persons_and_ids_in_other_systems_hang_on_companies() {
    let erp = shop().await;
    let client = client_once(&erp);
    let company = CompanyId(erp.books().companies()[0].int("Id").unwrap());
    let stranger = Relation::of(CompanyId(9999), "Ola", "Nordmann");
    let kari = Relation::of(company, "Kari", "Nordmann");
    let failed = client.save_relations(vec![kari, stranger]).await.unwrap();
    assert_eq!(failed.iter().map(|one| one.company_id).collect::<Vec<_>>(), [Some(CompanyId(9999))]);
    let map =
        |external: &str| CompanyMap { map_type: 1, external_id: Some(external.into()), company_id: company };
    assert_eq!(client.save_maps(vec![map("A"), map("B")]).await.unwrap(), []);

    let read = async || {
        let links = properties![Company: id, relations, maps];
        client.get_companies_by_id([company], links).try_next().await.unwrap().unwrap()
    };
    let mut found = read().await;
    assert_eq!(found.maps, [map("B")], "one id for each system");
    let kari = found.relations.remove(0);
    assert_eq!((kari.first_name.as_deref(), kari.contact_id.is_some()), (Some("Kari"), true));

    assert_eq!(client.delete_relations(vec![kari.clone()]).await.unwrap(), []);
    assert_eq!(client.delete_relations(vec![kari.clone()]).await.unwrap(), [kari]);
    assert_eq!(client.delete_maps(vec![map("B")]).await.unwrap(), []);
    let found = read().await;
    assert!(found.relations.is_empty() && found.maps.is_empty());
}
