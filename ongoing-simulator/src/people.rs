//! What people do in the warehouse, in one line each. The same as [`World`](super::World)'s own methods, which
//! [`Simulator::act`] reaches.

use rust_decimal::Decimal;

use super::Simulator;
use super::world::{ArticleData, Refusal, Shortage};

impl Simulator {
    /// Receives goods. See [`World::receive`](super::World::receive).
    ///
    /// # Errors
    /// When no article has the product code.
    pub fn receive(&self, product_code: &str, quantity: impl Into<Decimal>) -> Result<(), Refusal> {
        self.act(|world| world.receive(product_code, quantity.into()))
    }

    /// Sets the physical balance after counting. See [`World::set_stock`](super::World::set_stock).
    ///
    /// # Errors
    /// When no article has the product code, or the balance is negative.
    pub fn set_stock(&self, product_code: &str, physical: impl Into<Decimal>) -> Result<(), Refusal> {
        self.act(|world| world.set_stock(product_code, physical.into()))
    }

    /// Sets goods aside for an order. See [`World::allocate`](super::World::allocate).
    ///
    /// # Errors
    /// When the order is unknown, or further on than that.
    pub fn allocate(&self, number: &str) -> Result<(), Refusal> {
        self.act(|world| world.allocate(number))
    }

    /// Picks from one line. See [`World::pick`](super::World::pick).
    ///
    /// # Errors
    /// When the order or line is unknown, the order is cancelled, the line is not picked, or there is not that much.
    pub fn pick(&self, number: &str, line_code: &str, quantity: impl Into<Decimal>) -> Result<(), Refusal> {
        self.act(|world| world.pick(number, line_code, quantity.into()))
    }

    /// Picks all that is left and in stock; answers what came short. See [`World::pick_all`](super::World::pick_all).
    ///
    /// # Errors
    /// When the order is unknown or cancelled.
    pub fn pick_all(&self, number: &str) -> Result<Vec<Shortage>, Refusal> {
        self.act(|world| world.pick_all(number))
    }

    /// "Sent" is pressed: status 450. See [`World::send`](super::World::send).
    ///
    /// # Errors
    /// When the order is unknown or cancelled.
    pub fn send(&self, number: &str) -> Result<(), Refusal> {
        self.act(|world| world.send(number))
    }

    /// The carrier has fetched it: status 500. See [`World::collect`](super::World::collect).
    ///
    /// # Errors
    /// When the order is unknown or cancelled.
    pub fn collect(&self, number: &str) -> Result<(), Refusal> {
        self.act(|world| world.collect(number))
    }

    /// Puts an order into any status. See [`World::set_status`](super::World::set_status).
    ///
    /// # Errors
    /// When the order or status is unknown, or the order is cancelled.
    pub fn set_status(&self, number: &str, status: i32) -> Result<(), Refusal> {
        self.act(|world| world.set_status(number, status))
    }

    /// Cancels an order in the warehouse. See [`World::cancel`](super::World::cancel).
    ///
    /// # Errors
    /// When the order is unknown or cancelled.
    pub fn cancel(&self, number: &str) -> Result<(), Refusal> {
        self.act(|world| world.cancel(number))
    }

    /// Takes up again an order that was cancelled. See [`World::reopen`](super::World::reopen).
    ///
    /// # Errors
    /// When the order is unknown or not cancelled.
    pub fn reopen(&self, number: &str) -> Result<(), Refusal> {
        self.act(|world| world.reopen(number))
    }

    /// Makes a back order of what is left; answers its id. See [`World::split_back_order`](super::World::split_back_order).
    ///
    /// # Errors
    /// When the order is unknown or cancelled, nothing of it was picked, or nothing is left.
    pub fn split_back_order(&self, number: &str) -> Result<i32, Refusal> {
        self.act(|world| world.split_back_order(number))
    }

    /// Types an order in that no integration knows; answers its id. See
    /// [`World::enter_order_by_hand`](super::World::enter_order_by_hand).
    ///
    /// # Errors
    /// When the number is taken, or no article has one of the product codes.
    pub fn enter_order_by_hand<Q: Into<Decimal> + Copy>(
        &self,
        number: &str,
        lines: &[(&str, Q)],
    ) -> Result<i32, Refusal> {
        let lines: Vec<_> = lines.iter().map(|(code, quantity)| (*code, (*quantity).into())).collect();
        self.act(|world| world.enter_order_by_hand(number, &lines))
    }

    /// Writes a waybill number and parcel labels on an order. See [`World::set_tracking`](super::World::set_tracking).
    ///
    /// # Errors
    /// When the order is unknown or cancelled.
    pub fn set_tracking(&self, number: &str, way_bill: &str, labels: &[&str]) -> Result<(), Refusal> {
        self.act(|world| world.set_tracking(number, way_bill, labels))
    }

    /// Books a transport. See [`World::book_transport`](super::World::book_transport).
    ///
    /// # Errors
    /// When the order is unknown or cancelled.
    pub fn book_transport(
        &self,
        number: &str,
        way_bill: &str,
        tracking_url: Option<&str>,
    ) -> Result<(), Refusal> {
        self.act(|world| world.book_transport(number, way_bill, tracking_url))
    }

    /// Adds a parcel. See [`World::add_parcel`](super::World::add_parcel).
    ///
    /// # Errors
    /// When the order is unknown or cancelled.
    pub fn add_parcel(
        &self,
        number: &str,
        label: &str,
        tracking_url: Option<&str>,
        is_return: bool,
    ) -> Result<(), Refusal> {
        self.act(|world| world.add_parcel(number, label, tracking_url, is_return))
    }

    /// Deletes an article. See [`World::delete_article`](super::World::delete_article).
    ///
    /// # Errors
    /// When no article has the product code, goods of it are in stock, or an open order needs it.
    pub fn delete_article(&self, product_code: &str) -> Result<(), Refusal> {
        self.act(|world| world.delete_article(product_code))
    }

    /// Marks an article as no longer used, or as used again. See
    /// [`World::set_article_active`](super::World::set_article_active).
    ///
    /// # Errors
    /// When no article has the product code.
    pub fn set_article_active(&self, product_code: &str, active: bool) -> Result<(), Refusal> {
        self.act(|world| world.set_article_active(product_code, active))
    }

    /// Deletes an order. See [`World::delete_order`](super::World::delete_order).
    ///
    /// # Errors
    /// When the order is unknown, or picking has begun.
    pub fn delete_order(&self, number: &str) -> Result<(), Refusal> {
        self.act(|world| world.delete_order(number))
    }

    /// Deletes the customer record of an order. See [`World::delete_customer_of`](super::World::delete_customer_of).
    ///
    /// # Errors
    /// When the order is unknown or has no customer.
    pub fn delete_customer_of(&self, number: &str) -> Result<(), Refusal> {
        self.act(|world| world.delete_customer_of(number))
    }

    /// Deletes a way of delivery. See
    /// [`World::delete_way_of_delivery_type`](super::World::delete_way_of_delivery_type).
    ///
    /// # Errors
    /// When no way of delivery has the code.
    pub fn delete_way_of_delivery_type(&self, code: &str) -> Result<(), Refusal> {
        self.act(|world| world.delete_way_of_delivery_type(code))
    }

    /// Changes an article by hand; none when no article has the code. See
    /// [`World::edit_article`](super::World::edit_article).
    pub fn edit_article(&self, product_code: &str, edit: impl FnOnce(&mut ArticleData)) -> Option<()> {
        self.act(|world| world.edit_article(product_code, edit))
    }

    /// Receives goods on a line of a purchase order.
    ///
    /// # Errors
    /// As [`World::receive_on`](crate::World::receive_on).
    pub fn receive_on(
        &self,
        number: &str,
        line_code: &str,
        quantity: impl Into<Decimal>,
    ) -> Result<(), Refusal> {
        self.act(|world| world.receive_on(number, line_code, quantity.into()))
    }

    /// Ends goods reception of a purchase order.
    ///
    /// # Errors
    /// As [`World::finish_reception`](crate::World::finish_reception).
    pub fn finish_reception(&self, number: &str) -> Result<(), Refusal> {
        self.act(|world| world.finish_reception(number))
    }

    /// The carrier leaves with a shipment.
    ///
    /// # Errors
    /// As [`World::ship`](crate::World::ship).
    pub fn ship(&self, number: &str) -> Result<(), Refusal> {
        self.act(|world| world.ship(number))
    }

    /// Goods come back on a line of a return order: to stock, or to be thrown away.
    ///
    /// # Errors
    /// As [`World::take_back`](crate::World::take_back).
    pub fn take_back(
        &self,
        number: &str,
        row_number: &str,
        quantity: impl Into<Decimal>,
        to_stock: bool,
    ) -> Result<(), Refusal> {
        self.act(|world| world.take_back(number, row_number, quantity.into(), to_stock))
    }
}
