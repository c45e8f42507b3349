//! Which row a line of the shipment belongs to, once rows were exchanged or have new ids.

use super::*;

#[tokio::test]
async fn a_row_lowered_removed_or_exchanged_after_picking_began_is_noticed() {
    let shop = shop_over(Transport::Soap, |tenant| tenant).await;
    let tea = shop.tea();
    let (coffee, cup) = (shop.coffee, shop.cup);
    let numbers = [
        shop.begun(&[(coffee, 5), (cup, 2)]).await,
        shop.begun(&[(coffee, 5), (cup, 2)]).await,
        shop.begun(&[(coffee, 5), (cup, 2)]).await,
    ];
    let [lowered, removed, exchanged] = numbers;
    let books = shop.books();
    books.patch_row(lowered, shop.row(lowered, 0), |row| row.set("Quantity", 3));
    books.delete_row(removed, shop.row(removed, 1));
    let other = shop.row(exchanged, 1);
    books.patch_row(exchanged, other, |row| row.set("ProductId", tea));
    for number in numbers {
        shop.refused(number).await;
        shop.ship(number);
    }
    shop.status().await;
    let told = [
        (lowered, vec![format!("2 of product {coffee} sent that the order does not have")]),
        (removed, vec![format!("2 of product {cup} sent that the order does not have")]),
        (
            exchanged,
            vec![
                format!("row {other}: not in the warehouse's order, 2 not sent"),
                format!("2 of product {cup} sent that the order does not have"),
            ],
        ),
    ];
    for (number, told) in told {
        assert_eq!(shop.erp_status(number), "OrderState_Sent");
        let notice = shop.notice(number).await;
        assert!(told.iter().all(|told| notice.contains(told)), "{told:?}: {notice}");
        assert!(!notice.contains("missing"), "{notice}");
    }
    // What the ERP took off its stock for rows that never left is put right.
    shop.turn(Process::Stock).await;
    let articles = shop.wms.articles();
    let stored = articles.iter().find(|article| article.data.product_code == Some(tea.to_string()));
    assert_eq!(shop.erp_stock(tea), stored.unwrap().stock.physical);
}

#[tokio::test]
async fn rows_with_new_ids_are_matched_by_their_products() {
    for transport in TRANSPORTS {
        for choice in [ShortShipment::Report, ShortShipment::WriteQuantities] {
            for rest_orders in [false, true] {
                let change = settings(|settings| {
                    settings.short_shipment = choice;
                    settings.rest_orders = rest_orders;
                });
                let shop = shop_over(transport, change).await;
                let number = shop.begun(&[(shop.coffee, 5), (shop.cup, 2)]).await;
                let old = shop.row(number, 0);
                let [coffee_row, cup_row] = shop.books().renumber_rows(number)[..] else {
                    panic!("two rows")
                };
                shop.orders().await;
                let name = number.to_string();
                shop.wms.pick(&name, &old.to_string(), 2).unwrap();
                shop.wms.send(&name).unwrap();
                shop.status().await;
                let case = format!("{transport:?} {choice:?} {rest_orders}");
                assert_eq!(shop.erp_status(number), "OrderState_Sent", "{case}");
                let notice = shop.notice(number).await;
                assert!(
                    notice.contains(&format!("row {coffee_row}: 3 of 5 sent, 2 missing")),
                    "{case}: {notice}"
                );
                assert!(
                    notice.contains(&format!("row {cup_row}: 0 of 2 sent, 2 missing")),
                    "{case}: {notice}"
                );
                assert!(!notice.contains(&format!("row {old}:")), "{case}: {notice}");
                let cut = rest_orders || choice == ShortShipment::WriteQuantities;
                let kept = if cut { [3, 0] } else { [5, 2] };
                assert_eq!(
                    shop.erp_rows(number),
                    text(&[(shop.coffee, kept[0]), (shop.cup, kept[1])]),
                    "{case}"
                );
                let rests = if rest_orders { vec![text(&[(shop.coffee, 2), (shop.cup, 2)])] } else { vec![] };
                assert_eq!(shop.rest_of(number), rests, "{case}");
            }
        }
    }
}

#[tokio::test]
async fn what_cannot_be_matched_is_held_before_sent_until_the_erp_says_which_is_which() {
    for choice in [ShortShipment::Report, ShortShipment::WriteQuantities, ShortShipment::Hold] {
        let shop = shop_over(Transport::Soap, short_shipment(choice)).await;
        let number = shop.begun(&[(shop.coffee, 5), (shop.coffee, 3)]).await;
        let old = shop.row(number, 0);
        let rows = shop.books().renumber_rows(number);
        shop.orders().await;
        let name = number.to_string();
        shop.wms.pick(&name, &old.to_string(), 3).unwrap();
        shop.wms.send(&name).unwrap();
        for _ in 0..2 {
            shop.status().await;
            assert_eq!(shop.erp_status(number), "Confirmed", "{choice:?}");
        }
        let held = shop.told(&name).await.unwrap();
        assert_eq!(held.class, Class::NeedsPerson);
        let product = format!("product {}", shop.coffee);
        assert!(held.what.contains(&product) && held.what.contains(&rows[0].to_string()), "{held:?}");
        // The person takes one of the rows off: now it is clear.
        shop.books().delete_row(number, rows[1]);
        shop.status().await;
        if choice == ShortShipment::Hold {
            shop.engine.operator(TENANT).retry(Process::OrderStatus, &name).await.unwrap();
            shop.status().await;
        }
        assert_eq!(shop.erp_status(number), "OrderState_Sent", "{choice:?}");
        let notice = shop.notice(number).await;
        assert!(notice.contains(&format!("row {}: 4 of 5 sent, 1 missing", rows[0])), "{notice}");
    }
}

#[tokio::test]
async fn several_rows_of_one_product_with_new_ids_that_were_all_sent_are_complete() {
    let shop = shop_over(Transport::Soap, |tenant| tenant).await;
    let number = shop.begun(&[(shop.coffee, 5), (shop.coffee, 3)]).await;
    shop.books().renumber_rows(number);
    shop.ship(number);
    shop.status().await;
    assert_eq!(
        (shop.erp_status(number).as_str(), shop.notice(number).await.as_str()),
        ("OrderState_Sent", "")
    );
}

#[tokio::test]
async fn freight_text_and_rows_that_are_left_out_are_never_missing() {
    let shop = shop_over(Transport::Soap, |tenant| tenant).await;
    let freight = shop.books().add_product(product("FRAKT", "Frakt", 0).with("StockControlled", false));
    let number = shop.begun(&[(shop.coffee, 5)]).await;
    let books = shop.books();
    books.add_row(number, row(freight, 1));
    books.add_row(number, row(shop.cup, -1));
    books.add_row(number, Record::row().with("Type", "Text").with("Name", "Takk!"));
    shop.orders().await;
    shop.ship(number);
    shop.status().await;
    assert_eq!(
        (shop.erp_status(number).as_str(), shop.notice(number).await.as_str()),
        ("OrderState_Sent", "")
    );
}
