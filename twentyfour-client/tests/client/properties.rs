use futures::{StreamExt, TryStreamExt};
use rust_decimal::Decimal;
use twentyfour_client::error::ErrorKind;
use twentyfour_client::properties::Missing;
use twentyfour_client::types::*;
use twentyfour_client::{Error, Projection, Properties, projection, properties};
use twentyfour_simulator::Record;

use crate::{client_once, shop};

projection! {
    #[derive(Debug, PartialEq)]
    struct Label of Product {
        id: ProductId,
        name: String,
        ean1: Option<String>,
    }

    #[derive(Debug)]
    struct PickOrder of InvoiceOrder {
        order_id: OrderId,
        order_status: OrderSlipStateType,
        delivery_method: Option<DeliveryMethod>,
        user_defined_dimensions: Vec<UserDefinedDimension>,
        invoice_rows: Vec<PickRow>,
    }

    #[derive(Debug)]
    struct PickRow of InvoiceRow {
        product_id: ProductId,
        quantity: Decimal,
    }

    #[derive(Debug)]
    struct Party of Company {
        id: CompanyId,
        name: String,
        kind: CompanyType,
        relations: Vec<Relation>,
    }
}

fn asked(erp: &twentyfour_simulator::Simulator) -> String {
    let body = erp.requests().pop().unwrap().body;
    let from = body.find("eturnProperties").unwrap();
    body[from..].to_owned()
}

#[tokio::test]
async fn a_projection_asks_for_its_fields_and_reads_them() {
    let erp = shop().await;
    let client = client_once(&erp);
    let all = ProductSearchParameters::all();
    let labels: Vec<Label> =
        client.get_products(all, Label::PROPERTIES).await.unwrap().try_collect().await.unwrap();
    let names: Vec<_> = labels.iter().map(|label| label.name.as_str()).collect();
    assert_eq!(names, ["Kaffe 500 g", "Frakt"]);
    assert!(
        asked(&erp).contains("<string>Id</string><string>Name</string><string>EAN1</string></"),
        "no more"
    );

    let again: Vec<Label> = client
        .get_products_by_id(labels.iter().map(|label| label.id), Label::PROPERTIES)
        .try_collect()
        .await
        .unwrap();
    assert_eq!(again, labels);
}

#[tokio::test]
async fn an_order_s_projection_asks_for_what_its_rows_need() {
    let erp = shop().await;
    let client = client_once(&erp);
    let search = InvoiceSearchParameters::in_states([OrderSlipStateType::Confirmed]);
    let orders: Vec<PickOrder> =
        client.get_invoices(search, PickOrder::PROPERTIES).await.unwrap().try_collect().await.unwrap();
    assert_eq!((orders[0].order_status.as_str(), orders[0].invoice_rows.len()), ("Confirmed", 1));
    assert_eq!(orders[0].invoice_rows[0].quantity, 3.into());
    assert!(orders[0].user_defined_dimensions.is_empty() && orders[0].delivery_method.is_none());
    let asked = asked(&erp);
    assert!(asked.contains("<string>InvoiceRows</string></"), "{asked}");
    assert!(
        asked.contains("owReturnProperties><string>ProductId</string><string>Quantity</string></"),
        "{asked}"
    );

    let search = CompanySearchParameters::by_name("Kari");
    let parties: Vec<Party> =
        client.get_companies(search, Party::PROPERTIES).await.unwrap().try_collect().await.unwrap();
    assert_eq!((parties[0].name.as_str(), &parties[0].kind), ("Kari Nordmann", &CompanyType::Consumer));
    let party =
        client.get_companies_by_id([parties[0].id], Party::PROPERTIES).try_next().await.unwrap().unwrap();
    assert!(party.relations.is_empty());
    let order = client.get_invoices_by_id([orders[0].order_id], PickOrder::PROPERTIES).count().await;
    assert_eq!(order, 1);
}

#[tokio::test]
async fn a_record_without_what_must_be_there_fails_alone_and_says_what() {
    let erp = shop().await;
    let nameless = erp.books().add_product(Record::product().with("No", "X"));
    erp.books().add_product(Record::product().with("Name", "Te"));
    let all = ProductSearchParameters::all();
    let labels = client_once(&erp).get_products(all, Label::PROPERTIES).await.unwrap();
    let labels: Vec<Result<Label, Error>> = labels.collect().await;
    assert_eq!((labels.len(), labels.iter().filter(|label| label.is_ok()).count()), (4, 3));
    let error = labels[2].as_ref().unwrap_err();
    let ErrorKind::Missing(missing) = error.kind() else { panic!("{error:?}") };
    assert_eq!((missing.record, missing.property), ("Product", "Name"));
    assert!(error.is_item() && !error.is_transient() && !error.remedy().is_empty());
    assert_eq!(error.to_string(), format!("GetProducts: Product {nameless} has no Name"));
}

#[tokio::test]
async fn a_row_without_what_must_be_there_is_its_order_s_error() {
    let erp = shop().await;
    let customer = erp.books().companies()[0].int("Id").unwrap();
    let row = Record::row().with("Name", "Ring the bell").with("Type", "Text");
    let order = Record::order().with("CustomerId", customer).with("OrderStatus", "Confirmed").with_row(row);
    let order = erp.books().add_order(order);
    let client = client_once(&erp);
    let orders: Vec<_> = client.get_invoices_by_id([OrderId(order)], PickOrder::PROPERTIES).collect().await;
    let Err(error) = &orders[0] else { panic!("{orders:?}") };
    assert!(matches!(error.kind(), ErrorKind::Missing(Missing { record: "InvoiceRow", .. })), "{error}");
}

#[test]
fn all_is_all_but_what_is_no_property() {
    let all: Properties<InvoiceOrder> = Properties::all();
    assert_eq!((all.names().count(), all.row_names().count()), (54, 26));
    assert!(all.names().all(|name| name != "APIException"));
    assert_eq!(Properties::<Company>::all().names().count(), 50);
    assert_eq!(Properties::<Category>::all(), <Category as Projection>::properties());
    assert_eq!(asmx_soap::Value::id(&Category { id: Some(7), ..Default::default() }).as_deref(), Some("7"));
}

#[test]
fn each_property_is_asked_for_once() {
    let twice = properties![Product: id, name].and(properties![Product: name, no]).and_named("No");
    assert_eq!(twice.names().collect::<Vec<_>>(), ["Id", "Name", "No"]);
    let names = vec!["Id".to_owned(), "Id".to_owned()];
    assert_eq!(Properties::<Product>::named(names).names().count(), 1);
    let rows = properties![InvoiceOrder: invoice_rows].rows(properties![InvoiceRow: row_id, row_id]);
    assert_eq!((rows.names().count(), rows.row_names().count()), (1, 1));
}
