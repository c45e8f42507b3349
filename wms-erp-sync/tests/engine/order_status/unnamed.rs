//! Lines whose article the WMS does not name any more, since it was deleted there: what was sent of them is not guessed.

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
        assert!(held.what.contains("which is no known product"), "{}", held.what);
        assert!(held.remedy.contains("look in the WMS what was sent"), "{}", held.remedy);

        // A person looks, and sets the order's status: nothing is held up, and both stay to be seen until they are dismissed.
        shop.books().set_order_status(number, "OrderState_Sent");
        shop.orders().await;
        shop.status().await;
        assert!(shop.held().await.iter().all(|held| held.class == Class::Notice), "{:#?}", shop.held().await);
    }
}
