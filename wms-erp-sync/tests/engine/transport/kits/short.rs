//! Kits that were sent short, under each setting for what was sent short.

use rust_decimal::Decimal;
use wms_erp_sync::{Class, ShortShipment};

use super::*;

over_both! {
    a_kit_that_lacks_a_part_is_dealt_with_as_the_settings_say
    a_kit_of_which_nothing_whole_was_sent_is_dealt_with_as_the_settings_say
    a_kit_that_waits_for_a_word_goes_by_itself_once_it_is_whole_in_the_erp
}

const CHOICES: [ShortShipment; 3] =
    [ShortShipment::Report, ShortShipment::WriteQuantities, ShortShipment::Hold];

async fn breakfast_with(transport: Transport, choice: ShortShipment, rest_orders: bool) -> Breakfast {
    let change = move |mut tenant: Tenant| {
        let settings = tenant.order_status.as_mut().unwrap();
        (settings.short_shipment, settings.rest_orders) = (choice, rest_orders);
        tenant
    };
    breakfast(transport, change).await
}

impl Breakfast {
    /// The products and quantities of an order's rows.
    fn goods(&self, order: i32) -> Vec<(i32, i32)> {
        let order = self.shop.bench.books().order(order).unwrap();
        let row = |row: &Record| {
            let quantity = row.decimal("Quantity").unwrap_or_default().normalize();
            (row.int("ProductId").unwrap(), i32::try_from(quantity.mantissa()).unwrap())
        };
        order.list("InvoiceRows").iter().map(row).collect()
    }

    /// The goods of the orders for the rest.
    fn rests(&self) -> Vec<Vec<(i32, i32)>> {
        let orders = self.shop.bench.books().orders();
        let rests = orders.iter().filter(|order| order.int("ExternalStatus") == Some(self.order));
        rests.map(|order| self.goods(order.int("OrderId").unwrap())).collect()
    }

    /// What is held of the order: the record, its class, and why.
    async fn told(&self) -> Vec<(String, Class, String)> {
        let held = self.shop.held().await.into_iter();
        held.map(|held| (held.record, held.class, held.what)).collect()
    }

    /// Of two kits so many were sent whole, and whatever else is said of them: everything that follows from the settings.
    async fn assert_dealt_with(&self, choice: ShortShipment, rest_orders: bool, whole: i32, words: &str) {
        let case = format!("{choice:?}, rest orders {rest_orders}");
        let (kit, coffee) = (self.kit, self.shop.coffee);
        let ordered = vec![(kit, 2), (coffee, 3)];
        if choice == ShortShipment::Hold {
            for _ in 0..2 {
                assert_eq!((self.status().as_str(), self.goods(self.order)), ("Confirmed", ordered.clone()));
                assert_eq!(
                    self.rests(),
                    [] as [Vec<(i32, i32)>; 0],
                    "{case}: nothing is made before the word"
                );
                let told = self.told().await;
                assert_eq!((told.len(), told[0].1), (1, Class::NeedsPerson), "{case}: {told:?}");
                assert!(told[0].2.contains(words), "{case}: {told:?}");
                self.shop.bench.round().await;
            }
            let operator = self.shop.bench.engine.operator(TENANT);
            operator.retry(Process::OrderStatus, self.order).await.unwrap();
            self.shop.round().await;
        }
        for _ in 0..2 {
            assert_eq!(self.status(), "OrderState_Sent", "{case}");
            let is_cut = rest_orders || choice == ShortShipment::WriteQuantities;
            let billed = if is_cut { vec![(kit, whole), (coffee, 3)] } else { ordered.clone() };
            assert_eq!(self.goods(self.order), billed, "{case}: billed is what was sent, in whole kits");
            let rests = if rest_orders { vec![vec![(kit, 2 - whole)]] } else { Vec::new() };
            assert_eq!(self.rests(), rests, "{case}: what is left are kits, not their parts");
            let told = self.told().await;
            assert_eq!((told.len(), told[0].1), (1, Class::Notice), "{case}: {told:?}");
            assert_eq!(told[0].0, format!("{}/short", self.order), "{case}");
            assert!(told[0].2.contains(words), "{case}: {told:?}");
            self.shop.round().await;
        }
    }
}

async fn a_kit_that_lacks_a_part_is_dealt_with_as_the_settings_say(transport: Transport) {
    for choice in CHOICES {
        for rest_orders in [false, true] {
            let breakfast = breakfast_with(transport, choice, rest_orders).await;
            breakfast.send_short(1).await;
            let (row, coffee, bread) = (breakfast.rows[0], breakfast.shop.coffee, breakfast.bread);
            let words = format!(
                "row {row}: 1 of 2 kits sent; 1 of part {bread} missing; 2 of part {coffee} sent beyond whole kits"
            );
            breakfast.assert_dealt_with(choice, rest_orders, 1, &words).await;
        }
    }
}

async fn a_kit_of_which_nothing_whole_was_sent_is_dealt_with_as_the_settings_say(transport: Transport) {
    for choice in CHOICES {
        for rest_orders in [false, true] {
            let breakfast = breakfast_with(transport, choice, rest_orders).await;
            breakfast.send_short(0).await;
            let (row, bread) = (breakfast.rows[0], breakfast.bread);
            let words = format!("row {row}: 0 of 2 kits sent; 2 of part {bread} missing");
            breakfast.assert_dealt_with(choice, rest_orders, 0, &words).await;
        }
    }
}

async fn a_kit_that_waits_for_a_word_goes_by_itself_once_it_is_whole_in_the_erp(transport: Transport) {
    let breakfast = breakfast_with(transport, ShortShipment::Hold, false).await;
    breakfast.send_short(1).await;
    assert_eq!(breakfast.told().await[0].1, Class::NeedsPerson);
    // The customer takes one breakfast less, and keeps the coffee that came with it: that is still to be known.
    let books = breakfast.shop.bench.books();
    books.patch_row(breakfast.order, breakfast.rows[0], |row| row.set("Quantity", Decimal::ONE.to_string()));
    let operator = breakfast.shop.bench.engine.operator(TENANT);
    operator.retry(Process::OrderStatus, breakfast.order).await.unwrap();
    breakfast.shop.bench.round().await;
    assert_eq!(breakfast.status(), "OrderState_Sent");
    let told = breakfast.told().await;
    let notice = told.iter().find(|(record, ..)| record.ends_with("/short")).unwrap();
    let coffee = breakfast.shop.coffee;
    assert!(notice.2.contains(&format!("2 of part {coffee} sent beyond whole kits")), "{told:?}");
}
