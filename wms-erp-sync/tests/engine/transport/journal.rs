//! Why the ERP shows the stock that it shows.

use asmx_test_server::{Mischief, Rule};
use chrono::TimeDelta;
use ongoing_client::model::{
    ArticleKey, InOrder, InOrderInfoClass, InOrderLine, ReturnCause, ReturnOrder, ReturnOrderLine,
};
use ongoing_client::{Client, Credentials, GoodsOwner};
use rust_decimal::Decimal;
use wms_erp_sync::clock::Clock;
use wms_erp_sync::{JournalKind, JournalQuery, RunError, StockJournal};

use super::*;

over_both! {
    the_journal_of_an_article_has_each_change_with_its_cause_and_what_was_written_to_the_erp
    the_journal_of_all_articles_says_which_one_each_entry_is_of
    a_period_has_what_happened_in_it_alone
    an_article_that_is_not_known_is_an_error
    a_side_that_fails_is_an_error_and_no_empty_journal
    a_record_that_cannot_be_read_is_counted
}

/// What the warehouse's own people enter: purchase orders and returns.
fn office(shop: &Shop) -> Client {
    let wms = &shop.bench.wms;
    let user = Credentials::new(wms.username(), wms.password());
    let owner = GoodsOwner::new(wms.goods_owner_code(), wms.goods_owner_id());
    Client::builder(user, owner).base_url(wms.base_url()).build().unwrap()
}

/// Ten kilos come on a purchase order, all are sent, two come back, and counting finds five more.
async fn busy(transport: Transport) -> Shop {
    let shop = Shop::with(transport, in_utc).await;
    shop.round().await;
    let (wms, office) = (&shop.bench.wms, office(&shop));
    let (code, a_minute) = (shop.coffee.to_string(), std::time::Duration::from_secs(60));
    let line = InOrderLine::new("1", ArticleKey::ProductCode(code.clone()), 12.into());
    office.process_in_order(InOrder::new(InOrderInfoClass::by_number("P-1"), vec![line])).await.unwrap();
    shop.bench.clock.advance(a_minute);
    wms.receive_on("P-1", "1", 12).unwrap();
    shop.round().await;
    shop.bench.clock.advance(a_minute);
    wms.pick_all(&shop.number()).unwrap();
    wms.send(&shop.number()).unwrap();
    shop.round().await;
    let line = ReturnOrderLine {
        return_order_row_number: Some("1".into()),
        ..ReturnOrderLine::by_code(shop.line(), 2.into())
    };
    let cause = Some(ReturnCause::find_or_create("BROKEN", "Broken"));
    let announced = ReturnOrder { return_cause: cause, ..ReturnOrder::new(shop.number(), "R-1", vec![line]) };
    office.process_return_order(announced).await.unwrap();
    shop.bench.clock.advance(a_minute);
    wms.take_back("R-1", "1", 2, true).unwrap();
    shop.round().await;
    shop.bench.clock.advance(a_minute);
    wms.set_stock(&code, 9).unwrap();
    shop.round().await;
    shop
}

async fn journal(shop: &Shop, query: JournalQuery) -> StockJournal {
    shop.bench.engine.inspect(TENANT).stock_journal(query).await.unwrap()
}

fn today(shop: &Shop) -> JournalQuery {
    JournalQuery::since(shop.bench.clock.now() - TimeDelta::hours(12))
}

fn what(journal: &StockJournal) -> Vec<(JournalKind, Option<Decimal>, Option<Decimal>)> {
    let timed = journal.entries.iter();
    timed.map(|entry| (entry.kind, entry.change, entry.stock)).collect()
}

async fn the_journal_of_an_article_has_each_change_with_its_cause_and_what_was_written_to_the_erp(
    transport: Transport,
) {
    let shop = busy(transport).await;
    for name in ["K-500", " k-500 ", &shop.coffee.to_string()] {
        let journal = journal(&shop, today(&shop).article(name)).await;
        let mut found = what(&journal);
        let n = |number: i64| Some(Decimal::from(number));
        // Over SOAP a return has no time, and stands last.
        let returned = found.iter().position(|(kind, ..)| *kind == JournalKind::Returned).unwrap();
        assert_eq!(found.remove(returned), (JournalKind::Returned, n(2), None));
        assert_eq!(
            found,
            [
                (JournalKind::Received, n(12), None),
                (JournalKind::WrittenToErp, n(12), n(12)),
                (JournalKind::Shipped, n(-10), None),
                (JournalKind::WrittenToErp, n(2), n(4)),
                (JournalKind::Adjusted, n(5), None),
                (JournalKind::WrittenToErp, n(5), n(9)),
            ],
            "{journal:#?}"
        );
        let references: Vec<_> =
            journal.entries.iter().filter_map(|entry| entry.reference.as_deref()).collect();
        assert!(
            references.contains(&"P-1") && references.contains(&shop.number().as_str()),
            "{references:?}"
        );
        assert!(references.contains(&"R-1"), "{references:?}");
        let entry = journal.entries.iter().find(|entry| entry.kind == JournalKind::Returned).unwrap();
        assert_eq!(entry.cause.as_deref(), Some("Broken"));
        assert_eq!(entry.at.is_some(), transport == Transport::Rest);
        let article = journal.article.unwrap();
        assert_eq!((article.number.as_str(), article.erp, article.wms), ("K-500", n(9), n(9)));
        assert_eq!(journal.unreadable, 0);
    }
    shop.check_manners();
}

async fn the_journal_of_all_articles_says_which_one_each_entry_is_of(transport: Transport) {
    let shop = busy(transport).await;
    let tea = shop.bench.books().add_product(product("T-100", "Te", 0));
    shop.round().await;
    shop.bench.wms.set_stock(&tea.to_string(), 3).unwrap();
    shop.round().await;
    let journal = journal(&shop, today(&shop)).await;
    assert_eq!(journal.article, None);
    let of = |number: &str| {
        journal.entries.iter().filter(|entry| entry.number.as_deref() == Some(number)).collect::<Vec<_>>()
    };
    assert_eq!((of("K-500").len(), of("T-100").len()), (7, 2), "{journal:#?}");
    let tea = wms_erp_sync::RecordId::from(tea);
    assert!(of("T-100").iter().all(|entry| entry.product.as_ref() == Some(&tea)), "{journal:#?}");
    let freight = journal.entries.iter().filter(|entry| entry.number.as_deref() == Some("FRAKT"));
    assert_eq!(freight.count(), journal.entries.len() - 9, "nothing is of an unknown article: {journal:#?}");
}

async fn a_period_has_what_happened_in_it_alone(transport: Transport) {
    let shop = busy(transport).await;
    let before = JournalQuery::since(shop.bench.clock.now() - TimeDelta::hours(12))
        .until(shop.bench.clock.now() - TimeDelta::hours(11))
        .article("K-500");
    let timed: Vec<_> = journal(&shop, before).await.entries.into_iter().filter(|e| e.at.is_some()).collect();
    assert_eq!(timed, []);
    let long_ago = JournalQuery::since("0450-12-13T00:00:00Z".parse().unwrap()).article("K-500");
    assert_eq!(journal(&shop, long_ago).await.entries.len(), 7);
    let now = shop.bench.clock.now();
    let backwards = JournalQuery::since(now).until(now - TimeDelta::hours(1));
    let asked = shop.bench.wms.control().requests().len();
    assert_eq!(journal(&shop, backwards).await.entries, []);
    assert_eq!(shop.bench.wms.control().requests().len(), asked, "nothing was asked for");
    let later = JournalQuery::since(shop.bench.clock.now() + TimeDelta::minutes(1)).article("K-500");
    let later = later.until(shop.bench.clock.now() + TimeDelta::hours(1));
    assert_eq!(journal(&shop, later).await.entries, []);
}

async fn an_article_that_is_not_known_is_an_error(transport: Transport) {
    let shop = Shop::open(transport).await;
    shop.round().await;
    let error =
        shop.bench.engine.inspect(TENANT).stock_journal(today(&shop).article("K-501")).await.unwrap_err();
    assert!(matches!(error, RunError::UnknownRecord { .. }), "{error:?}");
    assert!(error.to_string().starts_with("articles: \"K-501\" is not the number of an article"), "{error}");
}

async fn a_side_that_fails_is_an_error_and_no_empty_journal(transport: Transport) {
    let shop = busy(transport).await;
    let operation = match transport {
        Transport::Soap => "GetInventoryChanges",
        _ => "GET /warehouse/api/v1/inventoryAdjustments",
    };
    shop.bench.wms.control().misbehave(Rule::status(500, "down").on(operation).always());
    let failed = shop.bench.engine.inspect(TENANT).stock_journal(today(&shop)).await;
    assert!(matches!(failed, Err(RunError::Port(_))), "{failed:?}");
}

async fn a_record_that_cannot_be_read_is_counted(transport: Transport) {
    let shop = busy(transport).await;
    // The quantity that was received is no number.
    let (number, broken, operation) = match transport {
        Transport::Soap => (">12<", ">twelve<", "GetInOrdersByQuery"),
        _ => (":12", ":\"twelve\"", "GET /warehouse/api/v1/purchaseOrders"),
    };
    let rule = Rule::new(Mischief::Replace(number.to_owned(), broken.as_bytes().into()));
    shop.bench.wms.control().misbehave(rule.on(operation).always());
    let journal = journal(&shop, today(&shop)).await;
    assert_eq!(journal.unreadable, 1, "{journal:#?}");
    let kinds: Vec<_> = journal.entries.iter().map(|entry| entry.kind).collect();
    assert!(!kinds.contains(&JournalKind::Received) && kinds.contains(&JournalKind::Shipped), "{kinds:?}");
}
