//! An item that the service answers with its own error is an error of that item, never a record.

use futures::StreamExt;
use twentyfour_client::error::ErrorKind;
use twentyfour_client::types::*;
use twentyfour_client::{Error, Items, NAMESPACE, Properties, projection};
use twentyfour_simulator::{Record, Simulator};

use crate::answer::{server, soap, xml};
use crate::{client, shop};

const DATABASE: (&str, &str) = ("Data.DataBaseServerException", "Timeout expired.");

fn fail(erp: &Simulator, kind: &str, id: i32) {
    erp.books().fail_reading(kind, id, DATABASE.0, DATABASE.1);
}

/// The items of an answer: their ids, or the id in their error and what it says.
async fn outcomes<T>(items: Items<T>, id: impl Fn(&T) -> String) -> Vec<Result<String, (String, String)>> {
    let tell = |item: Result<T, Error>| {
        item.map(|item| id(&item)).map_err(|error| {
            assert!(error.is_item(), "the others still come: {error:?}");
            (error.record_id().unwrap_or_default().to_owned(), error.to_string())
        })
    };
    items.map(tell).collect().await
}

#[tokio::test]
async fn no_read_hands_out_an_item_with_an_exception_as_a_record() {
    let erp = shop().await;
    let books = erp.books();
    let product = books.add_product(Record::product().with("Name", "Te").with("No", "T1"));
    let (order, company) =
        (books.orders()[0].int("OrderId").unwrap(), books.companies()[0].int("Id").unwrap());
    let category = books.add_category(Record::category().with("Name", "Varer"));
    for (kind, id) in
        [("Product", product), ("InvoiceOrder", order), ("Company", company), ("Category", category)]
    {
        fail(&erp, kind, id);
    }
    let client = client(&erp);
    let refused = |record: &str, operation: &str, id: i32| {
        let text = format!(
            "{operation}: {record} {id} could not be read: Timeout expired. (DataBaseServerException)"
        );
        Err((id.to_string(), text))
    };

    let all = ProductSearchParameters::default();
    let found = outcomes(client.get_products(all, &["Id", "No"]).await.unwrap(), |p: &Product| {
        p.no.clone().unwrap_or_default()
    });
    assert_eq!(
        found.await,
        [Ok("K500".into()), Ok(String::new()), refused("Product", "GetProducts", product)]
    );
    let by_id = client.get_products_by_id([ProductId(product), ProductId(1000)], &["Id"]);
    let found = outcomes(by_id, |p: &Product| p.id.unwrap().to_string()).await;
    assert_eq!(found, [Ok("1000".into()), refused("Product", "GetProducts", product)]);

    let by_id = client.get_invoices_by_id([OrderId(order)], Properties::all());
    let found = outcomes(by_id, |_: &InvoiceOrder| "an order".into()).await;
    assert_eq!(found, [refused("InvoiceOrder", "GetInvoices", order)]);
    let open =
        InvoiceSearchParameters { order_states: vec![OrderSlipStateType::Confirmed], ..Default::default() };
    let found = outcomes(client.get_invoices(open, &["OrderId"]).await.unwrap(), |_| "an order".into()).await;
    assert_eq!(found, [refused("InvoiceOrder", "GetInvoices", order)]);

    let by_id = client.get_companies_by_id([CompanyId(company)], &["Id", "Name"]);
    let found = outcomes(by_id, |_: &Company| "a company".into()).await;
    assert_eq!(found, [refused("Company", "GetCompanies", company)]);

    let error = client.get_categories(&["Id"]).await.unwrap_err();
    let ErrorKind::Record(record) = error.kind() else { panic!("{error:?}") };
    assert_eq!((record.record, record.id.as_deref()), ("Category", Some(&*category.to_string())));
    assert_eq!(record.exception.message.as_deref(), Some("Timeout expired."));
    assert_eq!(erp.books().failed_reads(), 6);

    erp.books().stop_failing();
    assert_eq!(client.get_categories(&["Id"]).await.unwrap().len(), 1);
}

projection! {
    /// What must be there is not asked of an item that says why it is not.
    #[derive(Debug)]
    struct Named of Product {
        name: String,
    }
}

#[tokio::test]
async fn a_projection_tells_the_vendors_words_and_not_that_a_property_is_missing() {
    let erp = shop().await;
    fail(&erp, "Product", 1000);
    let client = client(&erp);
    let all = ProductSearchParameters::default();
    let found =
        outcomes(client.get_products(all, Named::PROPERTIES).await.unwrap(), |n: &Named| n.name.clone())
            .await;
    let text = "GetProducts: Product 1000 could not be read: Timeout expired. (DataBaseServerException)";
    assert_eq!(found, [Err(("1000".into(), text.into())), Ok("Frakt".into())]);
}

asmx_soap::element! {
    /// A thing of a service that this crate does not know.
    pub struct Thing by number in NAMESPACE {
        /// Its number.
        "Number" number: Option<i32>,
        /// What every item of the vendor's may have.
        "APIException" api_exception: Option<APIException>,
    }
    /// Asks for things.
    pub struct GetThings in NAMESPACE {}
}

impl asmx_soap::Operation for GetThings {
    type Item = Thing;
    const RESULT: &'static [&'static str] = &["GetThingsResult"];
    const ITEM: &'static str = "Thing";
    const EFFECT: asmx_soap::Effect = asmx_soap::Effect::Read;
}

impl twentyfour_client::operation::ServiceOperation for GetThings {
    const SERVICE: twentyfour_client::operation::Service =
        twentyfour_client::operation::Service::new("ThingService", "/Thing.asmx");
}

#[tokio::test]
async fn an_operation_of_ones_own_cannot_forget_it() {
    let exception = "<APIException><Type>A.B</Type><Message>No.\n at C</Message></APIException>";
    let things = format!(
        "<GetThingsResponse xmlns=\"{}\"><GetThingsResult><Thing><Number>1</Number></Thing>\
         <Thing><Number>2</Number>{exception}</Thing></GetThingsResult></GetThingsResponse>",
        NAMESPACE
    );
    let (_server, client) = server(xml(200, soap(&things))).await;
    let found =
        outcomes(client.execute(&GetThings {}).await.unwrap(), |thing| thing.number.unwrap().to_string());
    let text = "GetThings: Thing 2 could not be read: No. (B)";
    assert_eq!(found.await, [Ok("1".into()), Err(("2".into(), text.into()))]);
    // Where one thing only is asked for, its error is the answer.
    let error = client.execute_one(&GetThings {}).await.unwrap_err();
    assert_eq!((error.to_string().as_str(), error.record_id()), (text, Some("2")));
}
