//! That the plumbing is connected; what it can do is tested where it is.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use twentyfour_simulator::{Mischief, Rule};

use super::erp::{INVOICE, PRODUCT, names, shop};

const CREATE: &str = "<invoices><InvoiceOrder><CustomerId>100</CustomerId></InvoiceOrder></invoices>";

#[tokio::test]
async fn a_request_is_lost_before_or_after_the_change() {
    let erp = shop().await;
    erp.sim.misbehave(Rule::drop_before().on("SaveInvoices"));
    assert!(erp.try_ask(INVOICE, "SaveInvoices", CREATE).await.is_err());
    assert_eq!(erp.books().orders().len(), 1);
    erp.sim.misbehave(Rule::drop_after().on("SaveInvoices"));
    assert!(erp.try_ask(INVOICE, "SaveInvoices", CREATE).await.is_err());
    assert_eq!(erp.books().orders().len(), 2);
    assert_eq!(erp.sim.count("SaveInvoices"), 2);
    assert!(erp.sim.requests().iter().all(|seen| seen.status.is_none()));
}

#[tokio::test]
async fn lists_and_bodies_are_damaged() {
    let erp = shop().await;
    erp.sim.misbehave(Mischief::Duplicate(None));
    assert_eq!(erp.products("", &["Id"]).await.len(), 3);
    erp.sim.misbehave(Mischief::Omit(Some("InvoiceRow".into())));
    let order = &erp.orders("<OrderIds><int>10001</int></OrderIds>", &["InvoiceRows"], &["RowId"]).await[0];
    assert_eq!(order.child("InvoiceRows").unwrap().children.len(), 2);
    assert!(order.child("IncludeVAT").unwrap().nil, "what was nil stays nil");
    erp.sim.misbehave(Mischief::Truncate { at: 0.7, announced: true });
    let content = names("returnProperties", &["Id", "Name"]);
    assert!(erp.try_ask(PRODUCT, "GetProducts", &content).await.is_err());
    erp.sim.misbehave(Mischief::Trickle(3));
    assert_eq!(erp.products("", &["Id"]).await.len(), 2);
}

#[tokio::test]
async fn somebody_acts_between_read_and_write() {
    let erp = shop().await;
    let (books, acted) = (erp.books(), Arc::new(AtomicBool::new(false)));
    let flag = Arc::clone(&acted);
    erp.sim.control().before_next("SaveInvoices", move |_| {
        flag.store(books.invoice_order(10001), Ordering::SeqCst);
    });
    let echo = erp.save_order("<OrderId>10001</OrderId><OrderStatus>OrderState_Sent</OrderStatus>").await;
    assert!(acted.load(Ordering::SeqCst) && echo.child("APIException").is_some());
}
