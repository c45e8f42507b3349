//! Every key reads back as what it was, and as a key of no other kind, whatever people and vendors call things.

use std::fmt::Debug;

use chrono::{TimeZone, Utc};
use proptest::prelude::*;
use twentyfour_client::types::{CompanyId, OrderId, ProductId};

use super::range::full;
use super::report::Report;
use super::*;
use crate::process_id::Process;
use crate::store::Table;

/// Whether the text is a key of this kind.
type Reads = fn(Table, &str) -> bool;

const KINDS: &[Reads] = &[
    reads::<ArticleRecord>,
    reads::<NumberOwner>,
    reads::<NumberClaim>,
    reads::<Claimant>,
    reads::<DueArticle>,
    reads::<SpooledProduct>,
    reads::<SupplierCompany>,
    reads::<SuppliedArticle>,
    reads::<OrderRecord>,
    reads::<OpenOrder>,
    reads::<OrderByWord>,
    reads::<WantedOrder>,
    reads::<TakenOrder>,
    reads::<SpooledOrder>,
    reads::<ChangedLines>,
    reads::<LateOrder>,
    reads::<Shipment>,
    reads::<DueOrderStatus>,
    reads::<TakenOrderStatus>,
    reads::<SentOrder>,
    reads::<KnownTracking>,
    reads::<LateTracking>,
    reads::<ReportedQuantities>,
    reads::<RestOrder>,
    reads::<ReturnRecord>,
    reads::<DueReturn>,
    reads::<PurchaseRecord>,
    reads::<PurchaseCursor>,
    reads::<DuePurchase>,
    reads::<DueReceipt>,
    reads::<StatusProbe>,
    reads::<StockRecord>,
    reads::<DueStock>,
    reads::<StockRequest>,
    reads::<ReplacedArticle>,
    reads::<TakenReplacement>,
    reads::<UnboundLevel>,
    reads::<RuledLevel>,
    reads::<SeenStock>,
    reads::<Held>,
    reads::<Dismissed>,
    reads::<OrderEvent>,
    reads::<StockWrite>,
    reads::<Report>,
    reads::<Begun>,
    reads::<RunProgress>,
    reads::<DayCounts>,
    reads::<Progress>,
    reads::<Asked>,
    reads::<Pause>,
    reads::<KnownIdentity>,
    reads::<LastPurge>,
    reads::<VendorWait>,
    reads::<RequestShare>,
];

fn reads<D: Document>(table: Table, key: &str) -> bool {
    table == D::TABLE && key.strip_prefix(D::PREFIX).and_then(D::Key::read).is_some()
}

/// The key reads back, sorts behind its kind's prefix, and is no other kind's.
fn check<D: Document>(key: &D::Key)
where
    D::Key: Debug,
{
    let text = full(D::PREFIX, key);
    let back = text.strip_prefix(D::PREFIX).and_then(D::Key::read);
    assert_eq!(back.as_ref(), Some(key), "{text:?}");
    assert!(text.starts_with(D::all().prefix()), "{text:?}");
    let kinds = KINDS.iter().filter(|reads| reads(D::TABLE, &text)).count();
    assert_eq!(kinds, 1, "{}/{text} is a key of {kinds} kinds", D::TABLE);
}

fn check_order(id: OrderId) {
    check::<OrderRecord>(&id);
    check::<OpenOrder>(&id);
    check::<OrderByWord>(&(hash("4711"), id));
    check::<WantedOrder>(&id);
    check::<TakenOrder>(&id);
    check::<SpooledOrder>(&id);
    check::<ChangedLines>(&id);
    check::<LateOrder>(&id);
    check::<Shipment>(&id);
    check::<DueOrderStatus>(&id);
    check::<TakenOrderStatus>(&id);
    check::<SentOrder>(&id);
    check::<KnownTracking>(&id);
    check::<LateTracking>(&id);
    check::<ReportedQuantities>(&id);
    check::<RestOrder>(&id);
}

fn check_product(id: ProductId) {
    check::<ArticleRecord>(&id);
    check::<NumberClaim>(&id);
    check::<DueArticle>(&id);
    check::<SpooledProduct>(&id);
    check::<StockRecord>(&id);
    check::<DueStock>(&id);
    check::<StockRequest>(&id);
    check::<ReplacedArticle>(&id);
    check::<TakenReplacement>(&id);
    check::<UnboundLevel>(&id);
    check::<RuledLevel>(&id);
}

#[test]
fn facts_have_one_key_each() {
    check::<StatusProbe>(&());
    check::<LastPurge>(&());
    check::<SeenStock>(&());
    for of in [IdentityOf::Company, IdentityOf::GoodsOwner] {
        check::<KnownIdentity>(&of);
    }
    check::<Pause>(&PauseKey(None));
    for &process in Process::ALL {
        check::<Report>(&process);
        check::<Begun>(&BegunKey(process));
        check::<RunProgress>(&ProgressKey(process));
        check::<DayCounts>(&DayKey(process, chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()));
        check::<Pause>(&PauseKey(Some(process)));
    }
    for stream in [
        StreamKey::articles(),
        StreamKey::suppliers(),
        StreamKey::all_open_orders(),
        StreamKey::order_status(),
        StreamKey::all_order_status(),
        StreamKey::stock_in_erp(),
        StreamKey::stock_in_wms(),
    ] {
        check::<Progress>(&stream);
    }
}

#[test]
fn the_ends_of_what_an_id_can_be_read_back_and_other_spellings_do_not() {
    for id in [i32::MIN, -1, 0, 1, i32::MAX] {
        check_order(OrderId(id));
        check_product(ProductId(id));
    }
    for text in [
        "",
        "1",
        "+000000001",
        "00000000001",
        "-00000000001",
        "-000000000",
        "000000000x",
        " 0000000001",
        "9999999999",
    ] {
        assert_eq!(OrderId::read(text), None, "{text:?}");
    }
}

#[test]
fn ids_sort_as_numbers_do_and_entries_of_a_timeline_by_time() {
    assert!(ProductId(9).text() < ProductId(10).text());
    let at = |seconds| {
        let at = Utc.timestamp_opt(seconds, 0).unwrap();
        let event = OrderEvent {
            at,
            process: Process::Orders,
            kind: OrderEventKind::Imported,
            detail: String::new(),
            request_id: None,
        };
        EventKey::new(OrderId(7), &event, EventNumber::OfRun(1)).text()
    };
    assert!(at(999_999_999) < at(1_000_000_000));
    let since = OrderEvent::since(OrderId(7), Utc.timestamp_opt(1_000_000_000, 0).unwrap());
    let is_in = |key: &str| since.scan(1).after.is_none_or(|after| *format!("order/{key}") > *after);
    assert!(is_in(&at(1_000_000_000)) && !is_in(&at(999_999_999)));
}

#[test]
fn a_range_holds_its_own_and_no_neighbour() {
    let (ten, hundred) = (OrderId(10), OrderId(100));
    assert!(!full("", &hundred).starts_with(OrderEvent::of(ten).prefix()));
    assert_eq!(Held::of(Process::Orders).prefix(), "orders/");
    assert_eq!(SuppliedArticle::of(CompanyId(5)).prefix(), "article/0000000005/");
    assert_eq!(Asked::of(AskedFor::Retry, Process::OrderStatus).prefix(), "retry/order_status/");
}

fn process() -> impl Strategy<Value = Process> {
    prop::sample::select(Process::ALL)
}

/// Names and numbers as people write them, and as they should not.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>().prop_map(|text| text.replace('\0', "")),
        "[/*%_ \\\\'\"{}]{0,12}",
        prop::sample::select(vec![
            "",
            "/",
            "//",
            "*",
            "begun",
            "orders/1",
            "../../etc",
            "order/0000000001",
            "claim/0000000001",
            "v",
            "null",
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #[test]
    fn a_record_by_any_name_has_a_key_of_its_own(process in process(), name in hostile(), id in any::<i32>()) {
        check_order(OrderId(id));
        check_product(ProductId(id));
        check::<SupplierCompany>(&CompanyId(id));
        check::<SuppliedArticle>(&(CompanyId(id), ProductId(id.wrapping_neg())));
        check::<NumberOwner>(&name);
        check::<ReturnRecord>(&name);
        check::<DueReturn>(&name);
        check::<PurchaseRecord>(&name);
        check::<PurchaseCursor>(&());
        check::<DuePurchase>(&name);
        check::<DueReceipt>(&name);
        check::<Claimant>(&ClaimantKey::new(&name, ProductId(id)));
        check::<VendorWait>(&name);
        for record in [name.clone(), lines_record(OrderId(id)), short_record(OrderId(id)), tracking_record(OrderId(id)), delivered_record(OrderId(id)), import_record(OrderId(id))] {
            let key = HeldKey::new(process, record);
            check::<Held>(&key);
            check::<Dismissed>(&key);
        }
        for what in [AskedFor::Retry, AskedFor::Rewrite, AskedFor::Release] {
            check::<Asked>(&AskedKey::new(what, process, Some(&name)));
            check::<Asked>(&AskedKey::new(what, process, None));
        }
        let unreadable = HeldKey::damaged::<NumberOwner>(process, &name);
        check::<Held>(&unreadable);
    }

    #[test]
    fn an_entry_of_a_timeline_has_a_key_of_its_own(
        process in process(), id in any::<i32>(), seconds in -10_000_000_000_i64..10_000_000_000, number in any::<u32>(),
    ) {
        let at = Utc.timestamp_opt(seconds, 0).unwrap();
        let event = OrderEvent { at, process, kind: OrderEventKind::Held, detail: String::new(), request_id: None };
        check::<OrderEvent>(&EventKey::new(OrderId(id), &event, EventNumber::OfRun(number)));
        check::<OrderEvent>(&EventKey::new(OrderId(id), &event, EventNumber::Dismissed));
    }

    #[test]
    fn what_a_record_waits_for_reads_back(id in any::<i32>(), number in hostile()) {
        prop_assert_eq!(article_waited_for(&waits_for_article(ProductId(id))), Some(ProductId(id)));
        let waits = waits_for_number(&number);
        prop_assert_eq!(number_waited_for(&waits), Some(number.as_str()));
        prop_assert_eq!(article_waited_for(&waits_for_shipment(OrderId(id))), None);
    }

    #[test]
    fn a_text_that_no_kind_wrote_is_the_key_of_none_or_written_so_again(text in hostile()) {
        fn same<K: DocumentKey>(text: &str) -> bool {
            K::read(text).is_none_or(|key| key.text() == text)
        }
        prop_assert!(same::<OrderId>(&text) && same::<HeldKey>(&text) && same::<AskedKey>(&text));
        prop_assert!(same::<EventKey>(&text) && same::<StreamKey>(&text) && same::<ClaimantKey>(&text));
        prop_assert!(same::<(CompanyId, ProductId)>(&text) && same::<PauseKey>(&text) && same::<BegunKey>(&text));
    }
}
