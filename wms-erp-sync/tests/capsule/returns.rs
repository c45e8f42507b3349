//! Goods of the order that came back.

use ongoing_simulator::world::{
    LineKey, OrderIdentification, OrderKey, ReturnCauseReference, ReturnLineRequest, ReturnOrderKey,
    ReturnOrderRequest,
};
use rust_decimal::Decimal;
use twentyfour_simulator::{Rule, Taken};
use wms_erp_sync::capsule::{CapsuleOutcome, ProcessOutcome};
use wms_erp_sync::{Class, Process, Returns, Since, Tenant};

use crate::bench::{TENANT, Transport, in_utc, order};
use crate::over_both;
use crate::shop::{Settings, Shop, people, usual};

over_both! {
    a_credit_that_is_due_is_planned_again
    a_credit_that_was_made_is_in_the_capsule_and_not_made_again
    a_credit_that_the_erp_refused_is_refused_again_with_its_words
    a_credit_whose_save_failed_as_a_whole_fails_again
    a_notice_is_given_again
    what_was_undone_is_said_again
    a_return_that_cannot_be_credited_is_held_again
    what_came_back_before_the_start_stays_out
    nothing_of_the_people_and_of_other_orders_is_in_it
}

fn with(tenant: Tenant, products: [i32; 2], returns: Returns) -> Tenant {
    in_utc(usual(tenant, products).returns(returns))
}

fn credits(tenant: Tenant, products: [i32; 2]) -> Tenant {
    with(tenant, products, Returns::credits(Since::All))
}

fn notices(tenant: Tenant, products: [i32; 2]) -> Tenant {
    with(tenant, products, Returns::notices(Since::All))
}

fn later(tenant: Tenant, products: [i32; 2]) -> Tenant {
    with(tenant, products, Returns::credits(Since::Date("2026-03-03".parse().unwrap())))
}

/// Ten bags of coffee were sent.
async fn sent(transport: Transport, settings: Settings) -> Shop {
    let shop = Shop::open(transport, settings, |order| order).await;
    shop.round().await;
    shop.send(10);
    shop.round().await;
    shop
}

/// Two of them came back.
async fn came_back(transport: Transport, settings: Settings) -> Shop {
    let shop = sent(transport, settings).await;
    shop.announce("R-1", 2);
    shop.come_back("R-1", 2);
    shop
}

impl Shop {
    /// A person sends some of the coffee back, and says why.
    fn announce(&self, return_number: &str, quantity: i32) {
        let cause = || ReturnCauseReference::FindOrCreate("CAUSEMARK".to_owned(), "Angremark".to_owned());
        let request = ReturnOrderRequest {
            key: ReturnOrderKey::Number(return_number.to_owned()),
            order: Some(OrderKey {
                identification: OrderIdentification::GoodsOwnerOrderNumber,
                order_id: None,
                goods_owner_order_number: Some(self.number()),
                goods_owner_order_id: None,
                reference_number: None,
            }),
            order_by_id: false,
            number: Some(return_number.to_owned()),
            comment: Some("Karimark ringte 91234567".to_owned()),
            in_date: None,
            cause: Some(cause()),
            lines: vec![ReturnLineRequest {
                line: Some(LineKey::ExternalOrderLineCode(self.line(0))),
                article_number: None,
                row_number: Some("1".to_owned()),
                to_be_returned: Decimal::from(quantity),
                cause: Some(cause()),
            }],
        };
        self.bench.wms.act(|world| world.process_return_order(request)).unwrap();
    }

    fn come_back(&self, return_number: &str, quantity: i32) {
        self.bench.come_back(return_number, quantity);
    }

    fn credits(&self) -> usize {
        self.bench.orders_that_refer_to(self.order).len()
    }

    async fn is_held(&self, record: &str, class: Class) -> bool {
        let held = self.bench.engine.inspect(TENANT).held().await.unwrap();
        held.iter().any(|held| held.record == record && held.class == class)
    }
}

fn of_returns(outcome: &CapsuleOutcome) -> &ProcessOutcome {
    outcome.processes.iter().find(|outcome| outcome.process == Process::Returns).unwrap()
}

async fn a_credit_that_is_due_is_planned_again(transport: Transport) {
    let shop = came_back(transport, credits).await;
    let order = shop.order;
    let (_, outcome) = shop.replayed().await;
    let [write] = &of_returns(&outcome).writes[..] else { panic!("{outcome:#?}") };
    assert_eq!(write.what, format!("a credit for the return R-1 of order {order}"));
    let quantity = write.fields.iter().find(|field| field.field.ends_with("/Quantity")).unwrap();
    assert_eq!(quantity.new.as_deref(), Some("-2"), "{write:#?}");
}

async fn a_credit_that_was_made_is_in_the_capsule_and_not_made_again(transport: Transport) {
    let shop = came_back(transport, credits).await;
    shop.round().await;
    assert_eq!(shop.credits(), 1);
    let order = shop.order;
    let (capsule, outcome) = shop.replayed().await;
    let returns = of_returns(&outcome);
    assert_eq!((returns.writes.len(), returns.held.len(), returns.unchanged), (0, 0, 1), "{returns:#?}");
    let credit = format!("<ReferenceOrderId>{order}</ReferenceOrderId>");
    let answers = capsule.exchanges.iter().map(|exchange| exchange.answer.body.concat());
    assert_eq!(answers.filter(|answer| answer.contains(&credit)).count(), 1, "the credit as the ERP has it");
}

async fn a_credit_that_the_erp_refused_is_refused_again_with_its_words(transport: Transport) {
    let shop = sent(transport, credits).await;
    shop.bench.erp.change(|options| options.negative_quantities = Taken::Refused);
    shop.announce("R-1", 2);
    shop.come_back("R-1", 2);
    shop.bench.round().await;
    assert!(shop.is_held("R-1", Class::Rejected).await);
    let (_, outcome) = shop.replayed().await;
    let [again] = &outcome.again[..] else { panic!("{outcome:#?}") };
    let [held] = &again.held[..] else { panic!("{again:#?}") };
    assert_eq!((held.record.as_str(), held.class), ("R-1", Class::Rejected));
    assert!(held.what.starts_with("the ERP refused the credit: 24SevenOffice: SaveInvoices: "), "{held:#?}");
    assert_eq!(of_returns(&outcome).writes.len(), 1, "it would be tried again");
}

async fn a_credit_whose_save_failed_as_a_whole_fails_again(transport: Transport) {
    let shop = came_back(transport, credits).await;
    shop.bench.erp.misbehave(Rule::fault("Timeout expired.").on("SaveInvoices"));
    shop.bench.round().await;
    let (_, outcome) = shop.replayed().await;
    let [again] = &outcome.again[..] else { panic!("{outcome:#?}") };
    assert_eq!(again.process, Process::Returns);
    assert!(again.failed.as_ref().unwrap().contains("answered with a fault: Timeout expired."), "{again:#?}");
}

async fn a_notice_is_given_again(transport: Transport) {
    let shop = came_back(transport, notices).await;
    shop.bench.round().await;
    assert!(shop.is_held("R-1", Class::Notice).await);
    let (_, outcome) = shop.replayed().await;
    let [held] = &of_returns(&outcome).held[..] else { panic!("{outcome:#?}") };
    assert_eq!((held.record.as_str(), held.class), ("R-1", Class::Notice));
    assert!(held.what.contains("came back: 2 of K-500"), "{held:#?}");
    assert_eq!(outcome.again, []);
}

async fn what_was_undone_is_said_again(transport: Transport) {
    let shop = sent(transport, credits).await;
    shop.announce("R-1", 5);
    shop.come_back("R-1", 2);
    shop.round().await;
    shop.bench.wms.undo_return("R-1", "1", 1).unwrap();
    shop.round().await;
    assert!(shop.is_held("R-1/undone", Class::Notice).await);
    let (_, outcome) = shop.replayed().await;
    let [held] = &of_returns(&outcome).held[..] else { panic!("{outcome:#?}") };
    assert_eq!((held.record.as_str(), held.class), ("R-1/undone", Class::Notice));
    assert!(held.what.contains("1 of K-500"), "{held:#?}");
}

async fn a_return_that_cannot_be_credited_is_held_again(transport: Transport) {
    let shop = came_back(transport, credits).await;
    let order = shop.order;
    // Its row is gone, and so is the price.
    let row = shop.bench.books().order(order).unwrap().list("InvoiceRows")[0].int("RowId").unwrap();
    shop.bench.books().patch_row(order, row, |row| row.set("ProductId", shop.bread));
    shop.bench.round().await;
    assert!(shop.is_held("R-1", Class::NeedsPerson).await);
    let (_, outcome) = shop.replayed().await;
    let [held] = &of_returns(&outcome).held[..] else { panic!("{outcome:#?}") };
    assert_eq!((held.record.as_str(), held.class), ("R-1", Class::NeedsPerson));
    assert!(held.what.contains(&format!("order {order} no longer has a row of line")), "{held:#?}");
}

async fn what_came_back_before_the_start_stays_out(transport: Transport) {
    let shop = came_back(transport, later).await;
    shop.round().await;
    assert_eq!(shop.credits(), 0);
    let (_, outcome) = shop.replayed().await;
    let returns = of_returns(&outcome);
    assert_eq!((returns.writes.len(), returns.held.len()), (0, 0), "{returns:#?}");
}

async fn nothing_of_the_people_and_of_other_orders_is_in_it(transport: Transport) {
    for settings in [credits, notices] {
        let shop = sent(transport, settings).await;
        let books = shop.bench.books();
        let kari = books.order(shop.order).unwrap().int("CustomerId").unwrap();
        let other = Shop { order: books.add_order(people(order(kari, &[(shop.coffee, 3)]))), ..shop };
        other.round().await;
        other.send(3);
        other.round().await;
        other.announce("R-OTHER", 1);
        other.come_back("R-OTHER", 1);
        let shop = Shop { order: books.orders()[0].int("OrderId").unwrap(), ..other };
        shop.announce("R-1", 2);
        shop.come_back("R-1", 2);
        shop.bench.round().await;
        let text = shop.pack(shop.order).await.unwrap().to_json().unwrap();
        assert!(text.contains("R-1") && text.contains("return/R-1"), "{text}");
        let small = text.to_lowercase();
        let people = ["r-other", "karimark", "causemark", "angremark", "91234567", "nordmark", "kaffemark"];
        for word in people {
            assert!(!small.contains(word), "{word}: {text}");
        }
    }
}
