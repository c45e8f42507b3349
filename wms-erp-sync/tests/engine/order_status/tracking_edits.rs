//! People who edit the text while tracking is written, and what a comparison of both sides says of it.

use wms_erp_sync::mapping::TrackingPlace;
use wms_erp_sync::{Drift, DriftKind, Process};

use super::super::bench::TENANT;
use super::super::orders::{Shop, furnish};
use super::tracking::{TRANSPORTS, shop, shop_over};
use crate::Bench;

async fn drift(shop: &Shop) -> Drift {
    shop.engine.inspect(TENANT).drift(&[Process::OrderStatus]).await.unwrap()
}

/// The differences, and how many orders were compared.
async fn differences(shop: &Shop) -> (Vec<(String, DriftKind, String, String)>, u64) {
    let drift = drift(shop).await;
    let [process] = &drift.processes[..] else { panic!("{drift:#?}") };
    let found = process.differences.iter();
    let found = found.map(|found| {
        let told = if found.dismissed.is_some() { "dismissed".to_owned() } else { found.repair.clone() };
        (found.record.clone(), found.kind, found.what.clone(), told)
    });
    (found.collect(), process.compared)
}

/// A person had the order open before we saved it, and saves it right behind us.
#[tokio::test]
async fn what_a_person_saves_right_behind_our_save_is_kept_and_ours_is_written_again_beside_it() {
    for transport in TRANSPORTS {
        let shop = shop_over(transport, TrackingPlace::InvoiceText).await;
        shop.reported().await;
        let number = shop.order();
        shop.orders().await;
        shop.wms.book_transport(&number.to_string(), "WB-1", None).unwrap();
        shop.send(number);
        let books = shop.books();
        shop.erp.control().after_next("SaveInvoices", move |_| {
            books.patch_order(number, |order| order.set("InvoiceText", "Hei!"));
        });
        drop(shop.turn(Process::OrderStatus).await);
        shop.status().await;
        assert_eq!(shop.erp_status(number), "OrderState_Sent");
        assert_eq!(shop.text(number), "Hei!\n[Tracking: WB-1]");
        // The same for one that comes later.
        shop.parcel(number, "370");
        let books = shop.books();
        shop.erp.control().after_next("SaveInvoices", move |_| {
            books.patch_order(number, |order| order.set("InvoiceText", "Hei igjen!\n[Tracking: WB-1]"));
        });
        drop(shop.turn(Process::OrderStatus).await);
        shop.status().await;
        assert_eq!(shop.text(number), "Hei igjen!\n[Tracking: WB-1, 370]");
        shop.status().await;
        assert_eq!((shop.erp_count("SaveInvoices"), shop.notices().await), (0, vec![]));
    }
}

#[tokio::test]
async fn what_a_person_types_between_our_read_and_the_save_of_sent_is_not_overwritten() {
    // The first save with tracking of a tenant is looked at by itself, by reads of its own.
    for is_first in [true, false] {
        for read in 1..=3 {
            let shop = shop().await;
            if !is_first {
                shop.reported().await;
            }
            let number = shop.order();
            shop.orders().await;
            shop.wms.book_transport(&number.to_string(), "WB-1", None).unwrap();
            shop.send(number);
            let (books, count) = (shop.books(), std::sync::atomic::AtomicUsize::new(0));
            shop.erp.control().before("GetInvoices", move |_| {
                if count.fetch_add(1, std::sync::atomic::Ordering::SeqCst) + 1 == read {
                    books.patch_order(number, |order| {
                        let text = order.text("InvoiceText").unwrap_or_default().to_owned();
                        order.set("InvoiceText", format!("Hei! {text}"));
                    });
                }
            });
            drop(shop.turn(Process::OrderStatus).await);
            shop.erp.control().clear_callbacks();
            assert!(
                shop.text(number).contains("Hei!"),
                "first {is_first}, read {read}: {}",
                shop.text(number)
            );
            shop.status().await;
            let text = shop.text(number);
            assert!(text.contains("Hei!") && text.contains("[Tracking: WB-1]"), "{is_first} {read}: {text}");
        }
    }
}

#[tokio::test]
async fn a_marker_that_a_person_deletes_is_a_notice_and_the_text_stays_as_it_is() {
    let shop = shop().await;
    let number = shop.reported().await;
    for text in ["[Tracking: WB-1", "Tracking: WB-1]", "[Tracking: WB-1] [Tracking: WB-1]"] {
        shop.books().patch_order(number, |order| order.set("InvoiceText", text));
        shop.parcel(number, text);
        shop.status().await;
        assert_eq!(shop.text(number), text);
        let notices = shop.notices().await;
        assert_eq!(notices.len(), 1, "{text}: {notices:?}");
    }
}

#[tokio::test]
async fn a_comparison_says_what_the_text_lacks_and_who_writes_it() {
    for transport in TRANSPORTS {
        let shop = shop_over(transport, TrackingPlace::InvoiceText).await;
        let number = shop.reported().await;
        assert_eq!(differences(&shop).await, (vec![], 1));
        shop.parcel(number, "370");
        shop.erp.clear_requests();
        let (found, compared) = differences(&shop).await;
        assert_eq!((shop.erp_count("SaveInvoices"), compared), (0, 1));
        let [(record, kind, what, repair)] = &found[..] else { panic!("{found:?}") };
        assert_eq!((record, *kind), (&number.to_string(), DriftKind::Different));
        assert_eq!(what, "InvoiceText does not have the tracking that the WMS reports");
        assert!(repair.contains("the next run of order_status writes it"), "{repair}");
        shop.status().await;
        assert_eq!(differences(&shop).await, (vec![], 1));
        // What is invoiced stays as it is.
        shop.parcel(number, "371");
        shop.books().invoice_order(number);
        assert_eq!(differences(&shop).await, (vec![], 0));
    }
}

#[tokio::test]
async fn a_comparison_names_what_people_changed_until_they_have_dismissed_it() {
    let shop = shop().await;
    let number = shop.reported().await;
    shop.books().patch_order(number, |order| order.set("InvoiceText", "Takk"));
    let (found, _) = differences(&shop).await;
    let what = "what was written into InvoiceText has been changed or removed in the ERP";
    let repair = "enter it by hand if it is needed; it is written again once the WMS reports another parcel or waybill";
    assert_eq!(found[0], (number.to_string(), DriftKind::Different, what.to_owned(), repair.to_owned()));
    shop.parcel(number, "370");
    shop.status().await;
    let (found, _) = differences(&shop).await;
    assert!(found[0].3.starts_with("it is held: the tracking of order"), "{found:?}");
    let record = format!("{number}/tracking");
    shop.engine.operator(TENANT).dismiss(Process::OrderStatus, &*record, "rung up").await.unwrap();
    let (found, _) = differences(&shop).await;
    assert_eq!((found[0].2.as_str(), found[0].3.as_str()), (what, "dismissed"));
    assert!(!drift(&shop).await.needs_attention());
}

#[tokio::test]
async fn without_the_setting_a_comparison_asks_nothing_about_tracking() {
    let shop = furnish(Bench::start().await).await;
    let number = shop.order();
    shop.orders().await;
    shop.wms.book_transport(&number.to_string(), "WB-1", None).unwrap();
    shop.send(number);
    shop.status().await;
    shop.erp.clear_requests();
    assert_eq!(differences(&shop).await, (vec![], 0));
    assert!(shop.erp.requests().iter().all(|request| !request.body.contains("InvoiceText")));
}
