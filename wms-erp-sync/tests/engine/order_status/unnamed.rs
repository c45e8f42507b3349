//! What the WMS does not name: lines whose article the WMS does not name any more, since it was deleted there: what was sent of them is not guessed.

use ongoing_simulator::{Mischief, Rule};
use wms_erp_sync::{Class, Process};

use super::super::bench::{Bench, Transport, order, product};
use super::super::orders::furnish;

#[tokio::test]
async fn a_row_that_got_another_product_is_not_sent_for_a_line_whose_article_was_deleted() {
    for transport in [Transport::Soap, Transport::Rest] {
        let shop = furnish(Bench::over(transport, |tenant| tenant).await).await;
        let tea = shop.books().add_product(product("TE", "Te", 0));
        let number = shop.books().add_order(order(shop.kari, &[(tea, 2)]));
        let other = shop.order();
        shop.orders().await;
        shop.wms.receive(&tea.to_string(), 2).unwrap();
        for number in [number, other] {
            shop.send(number);
        }
        shop.wms.delete_article(&tea.to_string()).unwrap();
        shop.books().patch_row(number, shop.row(number, 0), |row| row.set("ProductId", shop.cup));

        // The WMS refuses the change, and does not say what it sent: that is no sign of having it so.
        shop.orders().await;
        assert_eq!(shop.held_by(Process::Orders).await, [(number.to_string(), Class::Rejected)]);
        shop.status().await;
        assert_eq!(shop.erp_status(number), "Confirmed", "two cups would be billed, and tea was sent");
        assert_eq!(shop.erp_status(other), "OrderState_Sent");
        assert_eq!(shop.held_by(Process::OrderStatus).await, [(number.to_string(), Class::NeedsPerson)]);
        let held = shop.held().await.into_iter().find(|held| held.process == Process::OrderStatus).unwrap();
        assert!(held.what.contains("which is not a known product"), "{}", held.what);
        assert!(held.remedy.contains("check in the WMS what was sent"), "{}", held.remedy);

        // A person looks, and sets the order's status: nothing is held up, and both stay to be seen until they are dismissed.
        shop.books().set_order_status(number, "OrderState_Sent");
        shop.orders().await;
        shop.status().await;
        assert!(shop.held().await.iter().all(|held| held.class == Class::Notice), "{:#?}", shop.held().await);
    }
}

/// Nothing is made of a status that is not there: zero would be "not sent".
#[tokio::test]
async fn an_order_that_the_wms_answers_without_its_status_is_named_and_asked_for_again() {
    let shop = furnish(Bench::start().await).await;
    let number = shop.order();
    shop.orders().await;
    shop.send(number);
    let status = shop.in_wms(number).status;
    let named = format!("<OrderStatusNumber>{status}</OrderStatusNumber>");
    let silent = Rule::new(Mischief::Replace(named, "".into()));
    shop.wms.control().misbehave(silent.on("GetOrdersByQuery").always());
    shop.status().await;
    let held = shop.held_by(Process::OrderStatus).await;
    assert_eq!(
        (held, shop.erp_status(number)),
        (vec![(number.to_string(), Class::Transient)], "Confirmed".into())
    );
    shop.wms.control().behave();
    shop.status().await;
    assert_eq!((shop.held().await, shop.erp_status(number)), (vec![], "OrderState_Sent".into()));
}
