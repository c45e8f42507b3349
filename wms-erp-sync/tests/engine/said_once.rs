//! Every kind of failure of both clients, as people read it: the operation once, the vendor's own sentence once, and nothing twice.

use std::collections::BTreeSet;

use asmx_test_server::{Mischief, Reply, Rule};
use futures::TryStreamExt;
use ongoing_client::model::{ArticleDefinition, CustomerOrder};
use twentyfour_client::types::{InvoiceOrder, OrderId, OrderSlipStateType, ProductId};
use wms_erp_sync::port::{OrderQuery, PortError};

use crate::Bench;
use crate::bench::{Transport, customer, order, product, tenant_over};

const WORDS: &str = "Sentence 4711 of the vendor, which stands here once.";

/// Says what is wrong with an error's text, or nothing.
fn problem(error: &PortError, operation: &str, words: usize) -> Option<String> {
    let text = error.full_message();
    let count = |part: &str| text.matches(part).count();
    // The side's name stands in front.
    let twice = text.split(": ").skip(1).find(|part| part.len() >= 12 && count(part) > 1);
    let is_ok = count(WORDS) == words && count(operation) == 1 && twice.is_none() && !text.contains('\n');
    (!is_ok).then(|| format!("{operation}, {words}: {text:?}"))
}

/// The name of an error's kind, by the client's own word for it.
fn erp_kind(error: &PortError) -> String {
    let source = error.source.as_ref().unwrap();
    let shown = match source.downcast_ref::<twentyfour_client::Error>() {
        Some(error) => format!("{:?}", error.kind()),
        None => format!("item {:?}", source.downcast_ref::<twentyfour_client::ItemError>().unwrap()),
    };
    shown
        .split(['(', ' ', '{'])
        .take(if shown.starts_with("item") { 2 } else { 1 })
        .collect::<Vec<_>>()
        .join(" ")
}

#[tokio::test]
async fn of_the_erp() {
    let bench = Bench::start().await;
    let books = bench.books();
    let coffee = books.add_product(product("K-500", "Kaffe 4711 g", 0));
    let kari = books.add_company(customer("Kari Nordmann"));
    let id = books.add_order(order(kari, &[(coffee, 3)]));
    let erp = tenant_over(Transport::Soap, &bench.erp, &bench.wms).erp;
    let (mut problems, mut seen) = (Vec::new(), BTreeSet::new());
    let mut note = |error: PortError, operation: &str, words: usize| {
        problems.extend(problem(&error, operation, words));
        seen.insert(erp_kind(&error));
    };
    let heads = async |what: &str| -> PortError {
        match erp.order_heads_in(&[OrderSlipStateType::Confirmed]).await {
            Ok(heads) => heads.try_collect::<Vec<_>>().await.expect_err(what),
            Err(error) => error,
        }
    };
    let answer = |status: u16, body: &str| {
        Rule::new(Mischief::Answer(Reply::http(status, "text/plain", body.to_owned())))
    };
    for (rule, operation, words) in [
        (Rule::fault(WORDS), "GetInvoices", 1),
        (Rule::fault(format!("There was an error generating the XML document. {WORDS}")), "GetInvoices", 1),
        (Rule::fault(format!("Not authenticated. {WORDS}")), "GetInvoices", 1),
        (Rule::status(500, WORDS), "GetInvoices", 0),
        (Rule::status(404, WORDS), "GetInvoices", 0),
        (Rule::too_many_requests(Some("7")), "GetInvoices", 0),
        (answer(200, WORDS), "GetInvoices", 1),
        (Rule::html(), "GetInvoices", 0),
        (Rule::drop_before(), "GetInvoices", 0),
        (Rule::new(Mischief::Malform), "GetInvoices", 0),
        (Rule::new(Mischief::Truncate { at: 0.5, announced: false }), "GetInvoices", 0),
        (Rule::new(Mischief::Replace("Confirmed".to_owned(), "<b/>".into())), "GetInvoices", 0),
        (Rule::new(Mischief::Replace(format!("<OrderId>{id}"), "<OrderId>x".into())), "GetInvoices", 0),
    ] {
        let shown = format!("{rule:?}");
        bench.erp.misbehave(rule.on("GetInvoices").always());
        note(heads(&shown).await, operation, words);
        bench.erp.control().behave();
        bench.clock.advance(crate::bench::hours(2));
    }
    for text in ["The application id is not registered", "The IdentityId is blocked"] {
        bench.erp.expire_sessions();
        let fresh = tenant_over(Transport::Soap, &bench.erp, &bench.wms).erp;
        bench.erp.misbehave(Rule::fault(text).always());
        let error = fresh.order_heads_in(&[OrderSlipStateType::Confirmed]).await.err().unwrap();
        note(error, "Login", 0);
        bench.erp.control().behave();
    }
    books.fail_reading("InvoiceOrder", id, "Data.DataBaseServerException", WORDS);
    note(heads("an item error").await, "GetInvoices", 1);
    books.stop_failing();
    // A save that one item's own answer refuses, whose answer lacks the item, and one that must not leave.
    let save = |change: &dyn Fn(&mut InvoiceOrder)| {
        let mut order = InvoiceOrder::default();
        (order.order_id, order.order_status) = (Some(OrderId(id)), Some(OrderSlipStateType::Confirmed));
        order.customer_id = Some(twentyfour_client::types::CompanyId(kari));
        change(&mut order);
        vec![order]
    };
    let refused = erp.save_orders(save(&|order| order.order_id = Some(OrderId(999_999)))).await.unwrap();
    note(refused.into_iter().next().unwrap().unwrap_err(), "SaveInvoices", 0);
    bench.erp.misbehave(
        Rule::new(Mischief::Replace("<OrderStatus>Confirmed".to_owned(), "<OrderStatus><b/>".into()))
            .on("SaveInvoices"),
    );
    note(erp.save_orders(save(&|_| {})).await.unwrap().remove(0).unwrap_err(), "SaveInvoices", 0);
    bench.erp.misbehave(Rule::fault(WORDS).on("SaveInvoices"));
    note(erp.save_orders(save(&|_| {})).await.unwrap_err(), "SaveInvoices", 1);
    note(erp.save_orders(save(&|order| order.order_status = None)).await.unwrap_err(), "SaveInvoices", 0);
    let unwritable = save(&|order| order.invoice_title = Some("\u{1}".to_owned()));
    note(erp.save_orders(unwritable).await.unwrap_err(), "SaveInvoices", 0);
    bench.erp.misbehave(
        Rule::new(Mischief::Replace("true</SetStock".to_owned(), "false</SetStock".into()))
            .on("SetStockQuantity"),
    );
    note(erp.set_stock(ProductId(coffee), 3.into()).await.unwrap_err(), "SetStockQuantity", 0);
    let nothing = "<SetStockQuantityResponse xmlns=\"http://24sevenOffice.com/webservices\"/>".to_owned();
    bench.erp.misbehave(Rule::new(Mischief::Answer(Reply::written(nothing))).on("SetStockQuantity"));
    note(erp.set_stock(ProductId(coffee), 3.into()).await.unwrap_err(), "SetStockQuantity", 0);
    bench.erp.exhaust_quota();
    note(heads("no quota left").await, "GetInvoices", 0);
    assert_eq!(problems, Vec::<String>::new());
    let expected = [
        "AnsweredFalse",
        "ApplicationNotRegistered",
        "Decode",
        "Encode",
        "Fault",
        "IdentityBlocked",
        "Invalid",
        "NoResult",
        "NotAuthenticated",
        "NotSoap",
        "Quota",
        "Record",
        "Status",
        "TooManyRequests",
        "Transport",
        "item Refused",
        "item Unreadable",
    ];
    assert_eq!(seen, expected.map(str::to_owned).into());
}

async fn of_the_wms(transport: Transport) -> BTreeSet<String> {
    let bench = Bench::over(transport, |tenant| tenant).await;
    let wms = tenant_over(transport, &bench.erp, &bench.wms).wms;
    let is_rest = transport == Transport::Rest;
    let (mut problems, mut seen) = (Vec::new(), BTreeSet::new());
    let mut note = |error: PortError, operation: &str, words: usize| {
        problems.extend(problem(&error, operation, words));
        let source = error.source.as_ref().unwrap().downcast_ref::<ongoing_client::Error>().unwrap();
        seen.insert(format!("{:?}", source.kind()));
    };
    let mut article = ArticleDefinition::by_product_code("7", "N-7");
    article.article_name = Some("Vare 4711".to_owned());
    wms.process_article(&article).await.unwrap();
    let lines = async || -> PortError {
        match wms.inventory(None).await {
            Ok(lines) => lines.try_collect::<Vec<_>>().await.unwrap_err(),
            Err(error) => error,
        }
    };
    let read = if is_rest { "GET /articles" } else { "GetInventoryByQuery" };
    let write = if is_rest { "PUT /articles/{articleSystemId}" } else { "ProcessArticle" };
    let said = format!("{{\"message\": \"{WORDS}\"}}");
    let json =
        |status: u16| Rule::new(Mischief::Answer(Reply::http(status, "application/json", said.clone())));
    let fault = |text: String| if is_rest { json(500) } else { Rule::fault(text) };
    let words = usize::from(is_rest);
    for (rule, words) in [
        (fault(WORDS.to_owned()), 1),
        (json(500), words),
        (json(404), words),
        (json(429), words),
        (json(503), words),
        (json(401), words),
        (json(403), words),
        (Rule::html(), 0),
        (Rule::drop_before(), 0),
        (Rule::new(Mischief::Truncate { at: 0.5, announced: true }), 0),
        (Rule::new(Mischief::Truncate { at: 0.5, announced: false }), 0),
        (
            Rule::new(Mischief::Replace(
                "4711".to_owned(),
                if is_rest { "\u{1}".into() } else { "a<b".into() },
            )),
            0,
        ),
        (
            Rule::new(Mischief::Answer(Reply::http(
                200,
                if is_rest { "application/json" } else { "text/xml" },
                "{}",
            ))),
            0,
        ),
    ] {
        bench
            .wms
            .control()
            .misbehave(rule.when(|call| call.method == "GET" || call.operation.starts_with("Get")).always());
        note(lines().await, read, words);
        bench.wms.control().behave();
    }
    if !is_rest {
        bench.wms.control().misbehave(Rule::fault(format!("Logon failed. {WORDS}")).always());
        note(lines().await, read, 1);
        bench.wms.control().behave();
        let nothing = "<GetInventoryByQueryResponse xmlns=\"http://ongoingsystems.se/WSI\"/>";
        bench.wms.control().misbehave(Rule::new(Mischief::Answer(Reply::written(nothing.to_owned()))));
        note(lines().await, read, 0);
    }
    // What the warehouse says to a write.
    let unknown = wms.cancel_order("unknown").await.unwrap_err();
    note(unknown, if is_rest { "DELETE /orders" } else { "ProcessOrder" }, 0);
    if is_rest {
        bench.wms.control().misbehave(json(400).when(|call| call.method == "PUT"));
        let error = wms.process_article(&article).await.unwrap_err();
        assert_eq!(error.full_message().matches(WORDS).count(), 1, "{write}: {}", error.full_message());
    }
    let unwritable = wms.process_order(&CustomerOrder::remove("\u{1}")).await;
    if let Err(error) = unwritable {
        note(error, if is_rest { "DELETE /orders" } else { "ProcessOrder" }, 0);
    }
    let fresh = tenant_over(transport, &bench.erp, &bench.wms).wms;
    drop(bench.wms);
    let gone = fresh.orders(OrderQuery::numbers(vec!["1".to_owned()])).await.unwrap();
    let gone = gone.try_collect::<Vec<_>>().await.unwrap_err();
    note(gone, if is_rest { "GET /orders" } else { "GetOrdersByQuery" }, 0);
    assert_eq!(problems, Vec::<String>::new());
    seen
}

#[tokio::test]
async fn of_the_wms_over_both_transports() {
    let soap = of_the_wms(Transport::Soap).await;
    let rest = of_the_wms(Transport::Rest).await;
    let seen: BTreeSet<String> = soap.union(&rest).cloned().collect();
    let expected = [
        "Fault",
        "Interrupted",
        "Item",
        "NoResult",
        "NotTheApi",
        "Refused",
        "Status",
        "Throttled",
        "Unauthorized",
        "Unreachable",
        "Unreadable",
        "Unwritable",
    ];
    assert_eq!(seen, expected.map(str::to_owned).into());
}
