//! Tracking that goes into a text of the ERP's order: with Sent, and later by a save of its own.

use std::time::Duration;

use twentyfour_simulator::Rule;
use wms_erp_sync::mapping::TrackingPlace;
use wms_erp_sync::store::MemoryStore;
use wms_erp_sync::{
    CancellationToken, Class, Decision, HookFields, Hooks, OrderEventKind, OrderStatusSettings, Process,
    SentShipment, StatusUpdate, Tenant, TrackingText,
};

use super::super::bench::{TENANT, Transport};
use super::super::orders::{Shop, furnish};
use crate::Bench;

pub(super) const TRANSPORTS: [Transport; 2] = [Transport::Soap, Transport::Rest];

fn tracked(place: TrackingPlace) -> impl Fn(Tenant) -> Tenant {
    move |tenant| {
        let mut settings = OrderStatusSettings::default();
        settings.tracking = Some(place);
        tenant.order_status(settings)
    }
}

pub(super) async fn shop_over(transport: Transport, place: TrackingPlace) -> Shop {
    furnish(Bench::over(transport, tracked(place)).await).await
}

pub(super) async fn shop() -> Shop {
    shop_over(Transport::Soap, TrackingPlace::InvoiceText).await
}

impl Shop {
    pub(super) fn text(&self, order: i32) -> String {
        self.books().order(order).unwrap().text("InvoiceText").unwrap_or_default().to_owned()
    }

    /// One that is sent and reported, with a first waybill. Later saves are no probes.
    pub(super) async fn reported(&self) -> i32 {
        let number = self.order();
        self.orders().await;
        self.wms.book_transport(&number.to_string(), "WB-1", None).unwrap();
        self.send(number);
        self.status().await;
        assert_eq!(self.text(number), "[Tracking: WB-1]");
        number
    }

    pub(super) fn parcel(&self, order: i32, label: &str) {
        self.wms.add_parcel(&order.to_string(), label, None, false).unwrap();
    }

    pub(super) async fn notices(&self) -> Vec<(String, String)> {
        let held = self.held().await.into_iter();
        let held = held.filter(|held| held.process == Process::OrderStatus && held.class == Class::Notice);
        held.map(|held| (held.record, held.what)).collect()
    }
}

#[tokio::test]
async fn what_is_known_goes_with_sent_and_what_comes_later_by_a_save_of_its_own() {
    for transport in TRANSPORTS {
        let shop = shop_over(transport, TrackingPlace::InvoiceText).await;
        let number = shop.order();
        shop.books().patch_order(number, |order| order.set("InvoiceText", "Takk [1]!"));
        shop.orders().await;
        let name = number.to_string();
        shop.wms.book_transport(&name, "WB-1", Some("https://t.example/WB-1")).unwrap();
        shop.wms.add_parcel(&name, "BACK", None, true).unwrap();
        shop.send(number);
        shop.status().await;
        assert_eq!(shop.erp_count("SaveInvoices"), 1);
        assert_eq!(shop.erp_status(number), "OrderState_Sent");
        assert_eq!(shop.text(number), "Takk [1]!\n[Tracking: WB-1]");
        // Nothing new: nothing is asked of the ERP.
        shop.status().await;
        assert_eq!((shop.erp_count("GetInvoices"), shop.erp_count("SaveInvoices")), (0, 0));
        shop.parcel(number, "370");
        shop.status().await;
        assert_eq!(shop.erp_count("SaveInvoices"), 1);
        assert_eq!(shop.text(number), "Takk [1]!\n[Tracking: WB-1, 370]");
        assert_eq!(shop.erp_status(number), "OrderState_Sent");
        shop.status().await;
        assert_eq!(shop.erp_count("SaveInvoices"), 0);
        let events = shop.events(number).await;
        assert_eq!(events.iter().filter(|kind| **kind == OrderEventKind::Tracking).count(), 2);
        assert_eq!(shop.notices().await, []);
    }
}

#[tokio::test]
async fn without_the_setting_nothing_of_it_is_asked_written_or_kept() {
    let shop = furnish(Bench::start().await).await;
    let number = shop.order();
    shop.orders().await;
    shop.wms.book_transport(&number.to_string(), "WB-1", None).unwrap();
    shop.send(number);
    shop.status().await;
    for request in shop.erp.requests() {
        let holds_text = request.operation == "SaveInvoices" && request.body.contains("InvoiceText");
        assert!(!holds_text, "{}", request.body);
    }
    shop.parcel(number, "370");
    shop.status().await;
    assert_eq!((shop.text(number).as_str(), shop.erp_count("SaveInvoices")), ("", 0));
}

/// The service's own default for a save without a status is `Web`.
#[tokio::test]
async fn a_late_parcel_leaves_the_status_as_it_is_whatever_a_save_without_one_does() {
    let shop = shop().await;
    shop.erp.change(|options| options.omitted_status_is_web = true);
    let number = shop.reported().await;
    shop.parcel(number, "370");
    shop.books().set_order_status(number, "ForInvoicing");
    shop.status().await;
    assert_eq!(shop.erp_status(number), "ForInvoicing");
    assert_eq!(shop.text(number), "[Tracking: WB-1, 370]");
}

#[tokio::test]
async fn an_order_that_is_invoiced_stays_as_it_is_with_a_note() {
    let shop = shop().await;
    let number = shop.reported().await;
    shop.books().invoice_order(number);
    shop.parcel(number, "370");
    let report = shop.status().await;
    assert_eq!((shop.erp_count("SaveInvoices"), shop.text(number).as_str()), (0, "[Tracking: WB-1]"));
    let reason = &report.reasons[0];
    assert!(reason.what.contains("was not written: it is Invoiced already"), "{reason:?}");
    let report = shop.status().await;
    assert_eq!(report.reasons, [], "it is said once");
}

#[tokio::test]
async fn what_a_person_wrote_between_the_markers_or_in_their_place_is_a_notice_and_not_touched() {
    let shop = shop().await;
    let (edited, removed) = (shop.reported().await, shop.reported().await);
    shop.books().patch_order(edited, |order| order.set("InvoiceText", "[Tracking: ring us]"));
    shop.books().patch_order(removed, |order| order.set("InvoiceText", "Takk"));
    for number in [edited, removed] {
        shop.parcel(number, "370");
    }
    shop.status().await;
    assert_eq!((shop.text(edited).as_str(), shop.text(removed).as_str()), ("[Tracking: ring us]", "Takk"));
    let notices = shop.notices().await;
    assert_eq!(notices.len(), 2, "{notices:?}");
    assert_eq!(notices[0].0, format!("{edited}/tracking"));
    assert!(notices[0].1.contains("has been changed or removed in the ERP"), "{notices:?}");
    // Put right and asked for by a person, it is written.
    shop.books().patch_order(edited, |order| order.set("InvoiceText", "[Tracking: WB-1]"));
    let record = format!("{edited}/tracking");
    shop.engine.operator(TENANT).retry(Process::OrderStatus, &*record).await.unwrap();
    shop.status().await;
    assert_eq!(shop.text(edited), "[Tracking: WB-1, 370]");
    assert_eq!(shop.notices().await.len(), 1);
}

#[tokio::test]
async fn the_delivery_alternative_is_written_where_it_is_empty_and_sent_is_reported_in_any_case() {
    for transport in TRANSPORTS {
        let shop = shop_over(transport, TrackingPlace::DeliveryAlternative).await;
        let (empty, taken) = (shop.order(), shop.order());
        shop.books().patch_order(taken, |order| order.set("DeliveryAlternative", "EXW Bergen"));
        shop.orders().await;
        for number in [empty, taken] {
            shop.wms.book_transport(&number.to_string(), "WB-1", None).unwrap();
            shop.send(number);
        }
        shop.status().await;
        let field = |number| {
            let order = shop.books().order(number).unwrap();
            order.text("DeliveryAlternative").unwrap_or_default().to_owned()
        };
        assert_eq!((field(empty).as_str(), field(taken).as_str()), ("[Tracking: WB-1]", "EXW Bergen"));
        assert_eq!(shop.erp_status(taken), "OrderState_Sent");
        let notices = shop.notices().await;
        assert_eq!(notices.len(), 1, "{notices:?}");
        assert!(notices[0].1.ends_with("something else stands in DeliveryAlternative"), "{notices:?}");
        shop.status().await;
        assert_eq!((shop.erp_count("GetInvoices"), shop.notices().await.len()), (0, 1));
    }
}

#[tokio::test]
async fn what_is_too_long_for_the_field_is_a_notice_and_nothing_is_cut() {
    let shop = shop().await;
    let number = shop.order();
    let long = "x".repeat(740);
    let text = long.clone();
    shop.books().patch_order(number, move |order| order.set("InvoiceText", text));
    shop.orders().await;
    shop.wms.book_transport(&number.to_string(), "WB-1", None).unwrap();
    shop.send(number);
    shop.status().await;
    assert_eq!((shop.erp_status(number).as_str(), shop.text(number)), ("OrderState_Sent", long));
    let notices = shop.notices().await;
    assert!(notices[0].1.contains("InvoiceText would have 757 characters"), "{notices:?}");
}

#[tokio::test]
async fn a_save_that_is_not_answered_is_found_by_reading_and_not_made_again() {
    for transport in TRANSPORTS {
        let shop = shop_over(transport, TrackingPlace::InvoiceText).await;
        let number = shop.reported().await;
        shop.parcel(number, "370");
        shop.erp.misbehave(Rule::drop_after().on("SaveInvoices").times(1));
        drop(shop.turn(Process::OrderStatus).await);
        assert_eq!(shop.text(number), "[Tracking: WB-1, 370]");
        // Another parcel comes before the next run: what was saved without an answer is ours.
        shop.parcel(number, "371");
        shop.status().await;
        assert_eq!(shop.text(number), "[Tracking: WB-1, 370, 371]");
        shop.status().await;
        assert_eq!((shop.erp_count("SaveInvoices"), shop.notices().await), (0, vec![]));
    }
}

#[tokio::test]
async fn what_a_person_types_right_before_the_save_is_not_overwritten() {
    let shop = shop().await;
    let number = shop.reported().await;
    shop.parcel(number, "370");
    let books = shop.books();
    // Between the read that decides and the one right before the save.
    shop.erp.control().after_next("GetInvoices", move |_| {
        books.patch_order(number, |order| order.set("InvoiceText", "Hei!\n[Tracking: WB-1]"));
    });
    drop(shop.turn(Process::OrderStatus).await);
    assert_eq!(shop.text(number), "Hei!\n[Tracking: WB-1]");
    shop.status().await;
    assert_eq!(shop.text(number), "Hei!\n[Tracking: WB-1, 370]");
}

/// No document says whether a parcel counts as an update of the order.
#[tokio::test]
async fn a_parcel_that_updates_no_order_is_found_by_the_daily_read_for_some_days() {
    for transport in TRANSPORTS {
        let shop = shop_over(transport, TrackingPlace::InvoiceText).await;
        let number = shop.reported().await;
        shop.wms.set_rules(|rules| rules.tracking_updates_order = false);
        shop.clock.advance(Duration::from_secs(3 * 3600));
        shop.status().await;
        shop.parcel(number, "370");
        shop.status().await;
        assert_eq!(shop.text(number), "[Tracking: WB-1]");
        shop.clock.advance(Duration::from_secs(25 * 3600));
        shop.status().await;
        assert_eq!(shop.text(number), "[Tracking: WB-1, 370]");
        for _ in 0..15 {
            shop.clock.advance(Duration::from_secs(24 * 3600));
            shop.status().await;
        }
        shop.wms.set_rules(|rules| rules.tracking_updates_order = true);
        shop.parcel(number, "371");
        shop.status().await;
        assert_eq!(shop.text(number), "[Tracking: WB-1, 370]", "its days are over");
    }
}

#[tokio::test]
async fn the_first_save_with_tracking_is_looked_at_and_a_side_effect_stops_the_process() {
    let shop = furnish(Bench::start().await).await;
    shop.sent().await;
    shop.status().await;
    let shop = shop.restarted_with(tracked(TrackingPlace::InvoiceText));
    let number = shop.order();
    shop.orders().await;
    shop.wms.book_transport(&number.to_string(), "WB-1", None).unwrap();
    shop.send(number);
    let books = shop.books();
    shop.erp.control().after("SaveInvoices", move |_| {
        books.patch_order(number, |order| order.set("ReferenceNumber", "lost"));
    });
    let report = shop.turn(Process::OrderStatus).await;
    assert!(report.reasons[0].what.contains("ReferenceNumber"), "{report:#?}");
    assert!(report.reasons[0].what.contains("status and tracking"), "{report:#?}");
    shop.erp.control().clear_callbacks();
    shop.engine.operator(TENANT).release(Process::OrderStatus).await.unwrap();
    shop.status().await;
    assert_eq!((shop.text(number).as_str(), shop.erp_count("SaveInvoices")), ("[Tracking: WB-1]", 0));
}

#[tokio::test]
async fn a_plan_shows_the_text_from_what_to_what_and_is_what_is_written() {
    let shop = shop().await;
    let number = shop.reported().await;
    shop.parcel(number, "370");
    let other = shop.sent().await;
    shop.wms.book_transport(&other.to_string(), "WB-9", None).unwrap();
    let plan = shop.engine.inspect(TENANT).plan(&[Process::OrderStatus]).await.unwrap();
    let told: Vec<(String, String)> = plan
        .writes
        .iter()
        .map(|write| {
            let fields = write.fields.iter().map(|field| {
                let (old, new) =
                    (field.old.clone().unwrap_or_default(), field.new.clone().unwrap_or_default());
                format!("{}: {old} → {new}", field.field)
            });
            (write.what.clone(), fields.collect::<Vec<_>>().join("; "))
        })
        .collect();
    let expected = [
        (
            format!("status of order {other} in the ERP"),
            "OrderStatus: Confirmed → OrderState_Sent; InvoiceText:  → [Tracking: WB-9]".to_owned(),
        ),
        (
            format!("tracking of order {number} in the ERP"),
            "InvoiceText: [Tracking: WB-1] → [Tracking: WB-1, 370]".to_owned(),
        ),
    ];
    assert_eq!(told, expected);
    assert_eq!(shop.text(number), "[Tracking: WB-1]");
    shop.engine.operator(TENANT).apply(&plan, &CancellationToken::new()).await.unwrap();
    assert_eq!(
        (shop.text(number).as_str(), shop.text(other).as_str()),
        ("[Tracking: WB-1, 370]", "[Tracking: WB-9]")
    );
}

/// Puts the addresses of the parcels into another field, and nothing of private customers.
#[derive(Debug)]
struct House;

impl Hooks for House {
    fn fields(&self) -> HookFields {
        HookFields::none()
    }

    fn shipment(&self, shipment: &SentShipment, update: &mut StatusUpdate) -> Decision {
        let urls = shipment.tracking.numbers.iter().filter_map(|number| number.url.clone());
        let urls: Vec<String> = urls.collect();
        update.tracking =
            (!urls.is_empty()).then(|| TrackingText::new(TrackingPlace::DeliveryAlternative, urls.join(" ")));
        Decision::Accept
    }
}

#[tokio::test]
async fn a_hook_chooses_the_text_and_the_field_with_sent_and_later() {
    let change = |tenant: Tenant| tracked(TrackingPlace::InvoiceText)(tenant).hooks(House);
    let shop = furnish(Bench::over(Transport::Rest, change).await).await;
    let number = shop.order();
    shop.orders().await;
    let name = number.to_string();
    shop.wms.book_transport(&name, "WB-1", Some("https://t/1")).unwrap();
    shop.send(number);
    shop.status().await;
    let field =
        || shop.books().order(number).unwrap().text("DeliveryAlternative").unwrap_or_default().to_owned();
    assert_eq!((field().as_str(), shop.text(number).as_str()), ("[Tracking: https://t/1]", ""));
    shop.wms.add_parcel(&name, "370", Some("https://t/370"), false).unwrap();
    shop.status().await;
    assert_eq!(field(), "[Tracking: https://t/1 https://t/370]");
}

impl Shop {
    /// The same two sides and the same memory, with other settings.
    fn restarted_with(self, change: impl FnOnce(Tenant) -> Tenant) -> Self {
        let store: MemoryStore = self.store.clone();
        self.with_store(store, change)
    }
}
