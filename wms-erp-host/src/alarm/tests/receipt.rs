//! The daily receipt: its days, its figures against what both systems hold, its forms.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use wms_erp_sync::{Language, OrderEventKind, TimeZone};

use super::sent::{TENANT, alarms_of, rig, settings};
use super::server::MailServer;
use crate::alarm::channel::{Channel, Channels};
use crate::alarm::letter::Letter;
use crate::alarm::receipt::{Due, Receipt, ReceiptSettings};
use crate::alarm::receipt_page::page;
use crate::alarm::watch::Right;
use crate::alarm::{Alarms, Security, Smtp, of_tenant};
use crate::language::mail::ENGLISH;
use crate::sandbox::company;
use crate::tenants::Served;
use crate::web::tests::rig::Rig;

fn receipts(people: bool) -> ReceiptSettings {
    let at = NaiveTime::from_hms_opt(7, 0, 0).unwrap();
    ReceiptSettings { to: vec!["lager@acme.example".parse().unwrap()], at, people }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A service that makes receipts, and can send none of them: they wait in the store.
fn service(rig: &Rig, people: bool) -> Alarms {
    let tenants = rig.app.operations.tenants().to_vec().into_iter();
    let tenants = tenants.map(|served| Served { receipt: Some(receipts(people)), ..served });
    alarms_of(rig, settings(Vec::new()), tenants.collect())
}

/// Those that wait, oldest day first.
async fn made(rig: &Rig) -> Vec<Receipt> {
    let waiting = of_tenant(&*rig.store, TENANT).await.unwrap().waiting;
    let receipts = waiting.into_values().filter_map(|waiting| match waiting.message {
        Letter::Receipt(receipt) => Some(receipt),
        _ => None,
    });
    let mut receipts: Vec<Receipt> = receipts.collect();
    receipts.sort_by_key(|receipt| receipt.receipt_of);
    receipts
}

fn figure(receipt: &Receipt, key: &str) -> u64 {
    receipt.figures(&ENGLISH).iter().find(|figure| figure.key == key).unwrap().count
}

/// The cells of a file without quotes in its cells.
fn cells(csv: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| line.trim_matches('"').split("\",\"").map(str::to_owned).collect();
    csv.lines().map(cells).collect()
}

#[test]
fn each_day_has_one_receipt_the_morning_after_and_missed_ones_are_made_up_for_one_by_one() {
    let due = |last: Option<&str>, now: &str| {
        receipts(false).due(last.map(day), now.parse::<DateTime<Utc>>().unwrap(), TimeZone::OSLO)
    };
    let of = |text: &str| Due::Of(day(text));
    assert_eq!(due(None, "2026-03-02T12:00:00Z"), Due::Begin(day("2026-03-01")), "of today, tomorrow");
    assert_eq!(due(Some("2026-03-01"), "2026-03-02T22:59:59Z"), Due::Nothing, "the day is not over");
    assert_eq!(due(Some("2026-03-01"), "2026-03-03T05:59:59Z"), Due::Nothing, "before seven");
    assert_eq!(due(Some("2026-03-01"), "2026-03-03T06:00:00Z"), of("2026-03-02"));
    assert_eq!(due(Some("2026-03-02"), "2026-03-03T20:00:00Z"), Due::Nothing, "once");
    assert_eq!(due(Some("2026-03-01"), "2026-03-06T03:00:00Z"), of("2026-03-02"), "late, at any time");
    assert_eq!(due(Some("2026-03-04"), "2026-03-06T03:00:00Z"), Due::Nothing, "in time, not before seven");
    assert_eq!(due(Some("2025-01-01"), "2026-03-06T08:00:00Z"), of("2026-02-03"), "a month back at most");
    assert_eq!(
        due(Some("2027-01-01"), "2026-03-06T08:00:00Z"),
        Due::Begin(day("2026-03-05")),
        "a clock was ahead"
    );
}

#[tokio::test]
async fn the_figures_of_a_day_are_what_both_systems_hold_at_its_end_and_each_can_be_counted_in_the_file() {
    let rig = Rig::start_many(1).await;
    let service = service(&rig, false);
    let mut right: Option<Right> = None;
    service.look(&mut right).await;
    let (erp, wms) = (&rig.systems.erp, &rig.systems.wms);
    rig.once(TENANT).await;
    let imported = wms.orders().len() as u64;
    let kari = company::FROM_KARI.to_string();
    wms.pick_all(&kari).unwrap();
    wms.send(&kari).unwrap();
    let reference =
        |order: &mut wms_erp_sync::simulator::twentyfour::Record| order.set("YourReference", "Nils");
    erp.books().patch_order(company::FROM_SATRA, reference);
    rig.clock.advance(TimeDelta::hours(2));
    rig.once(TENANT).await;
    let articles = wms.control().count("ProcessArticle") as u64;
    let corrections = erp.control().count("SetStockQuantity") as u64;
    let held = rig.engine.inspect(TENANT).held().await.unwrap();
    let sent =
        |order: &i32| erp.books().order(*order).unwrap().text("OrderStatus") == Some("OrderState_Sent");
    let orders = [company::FROM_KARI, company::FROM_BERGEN, company::FROM_SATRA, company::FROM_OLA];
    let sent = orders.iter().filter(|order| sent(order)).count() as u64;
    // After midnight by the clocks of the ERP, and before it by those of UTC: that is the next day's.
    rig.clock.advance("2026-03-02T23:30:00Z".parse::<DateTime<Utc>>().unwrap() - rig.engine.clock().now());
    let bergen = company::FROM_BERGEN.to_string();
    wms.pick_all(&bergen).unwrap();
    wms.send(&bergen).unwrap();
    rig.once(TENANT).await;
    assert!(made(&rig).await.is_empty());

    rig.clock.advance(TimeDelta::hours(7));
    service.look(&mut right).await;
    service.look(&mut right).await;
    let all = made(&rig).await;
    let [receipt] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(receipt.receipt_of, day("2026-03-02"));
    assert!(imported > 1 && corrections > 0, "{imported} {corrections}");
    assert_eq!(sent, 1);
    assert_eq!(figure(receipt, "imported"), imported);
    assert_eq!(figure(receipt, "sent"), sent);
    assert_eq!(figure(receipt, "corrected"), 1, "{receipt:#?}");
    assert_eq!(figure(receipt, "articles"), articles);
    assert_eq!(figure(receipt, "stock"), corrections);
    assert_eq!(figure(receipt, "held"), held.len() as u64);

    let lines = cells(&receipt.csv(&ENGLISH));
    let of = |sorts: &[&str]| {
        let of_sort = lines.iter().filter(|line| sorts.contains(&line[0].as_str()));
        of_sort.map(|line| line[1].clone()).collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(of(&["imported", "adopted"]).len() as u64, imported);
    assert_eq!(of(&["reported"]), [kari].into());
    assert_eq!(of(&["changed"]), [company::FROM_SATRA.to_string()].into());
    assert_eq!(of(&["is_held"]), held.iter().map(|held| held.record.clone()).collect());
    assert!(
        lines
            .contains(&["stock_corrected", "", "", "", &corrections.to_string()].map(str::to_owned).to_vec())
    );

    rig.clock.advance(TimeDelta::days(1));
    service.look(&mut right).await;
    let next = &made(&rig).await[1];
    assert_eq!((next.receipt_of, figure(next, "sent"), figure(next, "imported")), (day("2026-03-03"), 1, 0));
}

#[tokio::test]
async fn a_service_that_was_down_for_days_makes_each_receipt_and_two_make_none_twice() {
    let rig = rig().await;
    let [one, two] = [(); 2].map(|()| service(&rig, false));
    let (mut first, mut second): (Option<Right>, Option<Right>) = (None, None);
    one.look(&mut first).await;
    rig.clock.advance(TimeDelta::days(4));
    for _ in 0..8 {
        tokio::join!(two.look(&mut second), one.look(&mut first));
        rig.clock.advance(TimeDelta::minutes(1));
    }
    let days: Vec<String> = made(&rig).await.iter().map(|receipt| receipt.receipt_of.to_string()).collect();
    assert_eq!(days, ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"]);
    let all = made(&rig).await;
    assert!(figure(&all[0], "imported") > 0 && figure(&all[1], "imported") == 0);
}

#[tokio::test]
async fn what_was_said_about_records_is_in_a_receipt_only_where_that_is_wanted_and_is_text_in_its_page() {
    const SCRIPT: &str = "<script>alert('Ola')</script>";
    for people in [false, true] {
        let rig = Rig::start_many(1).await;
        let country = |order: &mut wms_erp_sync::simulator::twentyfour::Record| {
            order.set("Addresses.Delivery.Country", SCRIPT);
        };
        rig.systems.erp.books().patch_order(company::FROM_OLA, country);
        let service = service(&rig, people);
        service.look(&mut None).await;
        rig.once(TENANT).await;
        rig.clock.advance(TimeDelta::days(1));
        service.look(&mut None).await;
        let all = made(&rig).await;
        let (page, csv, text) = (page(&all[0], &ENGLISH), all[0].csv(&ENGLISH), all[0].text(&ENGLISH));
        assert!(page.contains("10004") && csv.contains("10004") && text.contains("10004"));
        assert!(!page.contains("<script"), "{page}");
        for form in [&csv, &text] {
            assert_eq!(form.contains("script"), people, "{form}");
        }
        assert_eq!(page.contains("&lt;script&gt;alert("), people, "{page}");
        let document = Letter::Receipt(all[0].clone()).json();
        assert_eq!(document["figures"]["held"], 1);
        for name in ["Kari", "Nordmann", "Storgata", "Hansen", "990 11 204"] {
            assert!(!page.contains(name) && !csv.contains(name) && !text.contains(name), "{name}");
        }
    }
}

#[tokio::test]
async fn a_receipt_is_a_mail_with_a_page_and_a_file_and_no_cell_of_it_is_a_formula() {
    let at: DateTime<Utc> = "2026-03-03T06:00:00Z".parse().unwrap();
    let entry = crate::alarm::receipt::Entry {
        order: "10001".to_owned(),
        at,
        at_text: "2026-03-02 08:00 CET".to_owned(),
        kind: OrderEventKind::Short,
        detail: "=1+1, \"so\"".to_owned(),
    };
    let receipt = Receipt {
        id: "0123".to_owned(),
        tenant: "acme".to_owned(),
        at,
        receipt_of: day("2026-03-02"),
        at_text: "2026-03-03 07:00 CET".to_owned(),
        entries: vec![entry],
        held: Vec::new(),
        articles: 0,
        stock: 0,
        damaged: 2,
    };
    assert!(receipt.csv(&ENGLISH).contains("\"'=1+1, \"\"so\"\"\""), "{}", receipt.csv(&ENGLISH));
    assert!(page(&receipt, &ENGLISH).contains("2 entries cannot be read"));
    let server = MailServer::start("250 known").await;
    let from = "wms-erp@acme.example".parse().unwrap();
    let host = "127.0.0.1".to_owned();
    let smtp = Smtp { host, port: server.port, security: Security::None, login: None, from };
    let to = Channel::Email(vec!["lager@acme.example".parse().unwrap()]);
    Channels::new(Some(smtp)).unwrap().send(&to, &Letter::Receipt(receipt), Language::English).await.unwrap();
    let seen = server.seen();
    for words in [
        "RCPT TO:<lager@acme.example>",
        "Message-ID: <0123@acme.example>",
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/csv",
        "filename=\"acme-2026-03-02.csv\"",
        "Subject: [wms-erp] acme, receipt of 2026-03-02",
    ] {
        assert!(seen.contains(words), "{words} in {seen}");
    }
}
