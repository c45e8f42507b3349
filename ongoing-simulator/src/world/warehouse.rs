//! What the people in the warehouse do.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::order::{Order, OrderLine, Pick};
use super::process_order::{OrderIdentification, OrderOperation, OrderRequest};
use super::{LineIdentification, LineRequest, Refusal, World, refusal::refuse, status};

/// A line of which less was picked than ordered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortage {
    /// The line's code.
    pub external_order_line_code: String,
    /// What is missing.
    pub missing: Decimal,
}

/// Puts an order into a status, with what hangs on it.
pub(super) fn enter_status(order: &mut Order, number: i32, shipped: i32, now: DateTime<Utc>) {
    order.status = number;
    if number >= shipped && number != status::CANCELLED && order.shipped_time.is_none() {
        order.shipped_time = Some(now);
    }
}

impl World {
    /// Receives goods.
    ///
    /// # Errors
    /// When no article has the product code.
    pub fn receive(&mut self, product_code: &str, quantity: Decimal) -> Result<(), Refusal> {
        self.change_balances(product_code, |stock, now| {
            stock.physical += quantity;
            stock.last_in = Some(now);
        })
    }

    /// Sets the physical balance after counting: what it changes is an [`Adjustment`](super::Adjustment).
    ///
    /// # Errors
    /// When no article has the product code, or the balance is negative.
    pub fn set_stock(&mut self, product_code: &str, physical: Decimal) -> Result<(), Refusal> {
        if physical.is_sign_negative() {
            refuse!("A physical balance cannot be {physical}.");
        }
        let mut before = physical;
        self.change_balances(product_code, |stock, _| {
            before = std::mem::replace(&mut stock.physical, physical);
        })?;
        if let Some(article) = self.articles.by_product_code(product_code).map(|article| article.system_id) {
            self.note_adjustment(article, physical - before);
        }
        Ok(())
    }

    /// Changes balances that only people move: physical, locked, announced.
    ///
    /// # Errors
    /// When no article has the product code.
    pub fn change_balances(
        &mut self,
        product_code: &str,
        change: impl FnOnce(&mut super::StockBalances, DateTime<Utc>),
    ) -> Result<(), Refusal> {
        let now = self.now();
        let Some(id) = self.articles.by_product_code(product_code).map(|article| article.system_id) else {
            refuse!("No article has the product code '{product_code}'.");
        };
        self.articles.change_stock(id, |article| {
            change(&mut article.stock, now);
            article.stock_changed = now;
        });
        Ok(())
    }

    /// Sets goods aside for an order, up to what there is; its status becomes 320.
    ///
    /// # Errors
    /// When the order is unknown, or further on than that.
    pub fn allocate(&mut self, number: &str) -> Result<(), Refusal> {
        let order = self.open_order(number)?;
        let id = order.order_id;
        if order.status > status::ALLOCATED {
            refuse!("The order '{number}' has status {}.", order.status);
        }
        let mut shares = Vec::new();
        let mut taken = std::collections::BTreeMap::<i32, Decimal>::new();
        for line in order.lines.iter().filter(|line| line.is_pickable()) {
            let taken = taken.entry(line.article).or_default();
            let free = self.free_for_order(line.article) - *taken;
            let share = (line.remaining() - line.allocated).min(free).max(Decimal::ZERO);
            *taken += share;
            shares.push((line.id, share));
        }
        self.change_order(id, |order, _| {
            for (line, share) in shares {
                order
                    .lines
                    .iter_mut()
                    .filter(|known| known.id == line)
                    .for_each(|line| line.allocated += share);
            }
            order.status = status::ALLOCATED;
        });
        Ok(())
    }

    /// Picks from a line. A kit is picked by its line, which takes all its parts. Once every line is picked, the
    /// status becomes 400. More than ordered can be picked, as people do.
    ///
    /// # Errors
    /// When the order or line is unknown, the order is finished, the line is not picked, or there is not that much.
    pub fn pick(&mut self, number: &str, line_code: &str, quantity: Decimal) -> Result<(), Refusal> {
        let order = self.open_order(number)?;
        let Some(line) = order.line(line_code) else {
            refuse!("The order '{number}' has no line '{line_code}'.");
        };
        let (order, line) = (order.order_id, line.id);
        self.pick_line(order, line, quantity)?;
        self.finish_picking(order, false);
        Ok(())
    }

    /// Picks what is left of every line that is picked, up to the stock there is; the status becomes 400. Answers
    /// what came short.
    ///
    /// # Errors
    /// When the order is unknown or finished.
    pub fn pick_all(&mut self, number: &str) -> Result<Vec<Shortage>, Refusal> {
        let order = self.open_order(number)?;
        let id = order.order_id;
        let todo: Vec<OrderLine> =
            order.lines.iter().filter(|line| line.parent.is_none() && line.do_pick()).cloned().collect();
        let mut short = Vec::new();
        for line in todo {
            let quantity = line.remaining().min(self.pickable(id, &line));
            if quantity > Decimal::ZERO {
                self.pick_line(id, line.id, quantity)?;
            }
            if quantity < line.remaining() {
                let missing = line.remaining() - quantity;
                short.push(Shortage { external_order_line_code: line.code().to_owned(), missing });
            }
        }
        self.finish_picking(id, true);
        Ok(short)
    }

    /// Hands an order over to shipping: status 450, the time of shipping, and nothing set aside any more.
    ///
    /// # Errors
    /// When the order is unknown or cancelled.
    pub fn send(&mut self, number: &str) -> Result<(), Refusal> {
        self.set_status(number, status::SENT)
    }

    /// The carrier has fetched it: status 500.
    ///
    /// # Errors
    /// When the order is unknown or cancelled.
    pub fn collect(&mut self, number: &str) -> Result<(), Refusal> {
        self.set_status(number, status::COLLECTED)
    }

    /// Puts an order into any status of this warehouse.
    ///
    /// # Errors
    /// When the order or the status is unknown, or the order is cancelled.
    pub fn set_status(&mut self, number: &str, status: i32) -> Result<(), Refusal> {
        if self.statuses.name(status).is_none() {
            refuse!("This warehouse has no order status {status}.");
        }
        if status == status::CANCELLED {
            return self.cancel(number);
        }
        let id = self.open_order(number)?.order_id;
        let shipped = self.rules.shipped_status;
        self.change_order(id, |order, now| {
            enter_status(order, status, shipped, now);
            if status >= status::PICKED {
                order.lines.iter_mut().for_each(|line| line.allocated = Decimal::ZERO);
            }
        });
        Ok(())
    }

    /// Cancels an order in the warehouse; what was picked goes back to its place.
    ///
    /// # Errors
    /// When the order is unknown or cancelled.
    pub fn cancel(&mut self, number: &str) -> Result<(), Refusal> {
        let id = self.open_order(number)?.order_id;
        let back = self.change_order(id, |order, _| {
            order.status = status::CANCELLED;
            let lines = order.lines.iter_mut();
            let back = lines.map(|line| {
                line.allocated = Decimal::ZERO;
                (line.article, line.is_parent, std::mem::take(&mut line.picked))
            });
            back.collect::<Vec<_>>()
        });
        let now = self.now();
        for (article, is_parent, picked) in back.into_iter().flatten() {
            if !is_parent && !picked.is_zero() {
                self.move_physical(article, picked, now);
            }
        }
        Ok(())
    }

    /// Takes up again an order that was cancelled in the warehouse: status 200. That every warehouse can is nowhere documented.
    ///
    /// # Errors
    /// When the order is unknown or not cancelled.
    pub fn reopen(&mut self, number: &str) -> Result<(), Refusal> {
        let id = match self.order(number) {
            Some(order) if order.status == status::CANCELLED => order.order_id,
            _ => refuse!("The order '{number}' is not cancelled."),
        };
        self.change_order(id, |order, _| order.status = status::OPEN);
        Ok(())
    }

    /// Types an order in: status 200, its lines without codes. It belongs to no integration.
    ///
    /// # Errors
    /// When the number is taken, or no article has one of the product codes.
    pub fn enter_order_by_hand(&mut self, number: &str, lines: &[(&str, Decimal)]) -> Result<i32, Refusal> {
        let lines = lines.iter().map(|(product_code, quantity)| LineRequest {
            identification: LineIdentification::Article,
            ..LineRequest::new("", product_code, *quantity)
        });
        let by = OrderIdentification::GoodsOwnerOrderNumber;
        let mut request = OrderRequest::new(OrderOperation::Create, by);
        request.data.goods_owner_order_number = Some(number.to_owned());
        request.status_created = Some(status::OPEN);
        request.lines = Some(lines.collect());
        Ok(self.process_order(request)?.id)
    }

    /// Changes an order as a person does, past every rule.
    ///
    /// # Errors
    /// When the order is unknown.
    pub fn edit_order(&mut self, number: &str, edit: impl FnOnce(&mut Order)) -> Result<(), Refusal> {
        let Some(id) = self.order(number).map(|order| order.order_id) else {
            refuse!("The order '{number}' was not found.");
        };
        self.change_order(id, |order, _| edit(order));
        Ok(())
    }

    pub(super) fn open_order(&self, number: &str) -> Result<&Order, Refusal> {
        match self.order(number) {
            None => refuse!("The order '{number}' was not found."),
            Some(order) if order.status == status::CANCELLED => {
                refuse!("The order '{number}' is cancelled.")
            }
            Some(order) => Ok(order),
        }
    }

    /// In the warehouse, not locked, and not set aside for an order.
    fn free_for_order(&self, article: i32) -> Decimal {
        let Some(article) = self.articles.get(article) else { return Decimal::ZERO };
        if !article.is_stock_article() {
            return Decimal::MAX;
        }
        (article.stock.physical - article.stock.locked - article.stock.allocated).max(Decimal::ZERO)
    }

    /// How much of a line, or of the kit that it is, can be taken now.
    fn pickable(&self, order: i32, line: &OrderLine) -> Decimal {
        if !line.is_parent {
            return self.free_for_order(line.article).saturating_add(line.allocated);
        }
        let lines = self.orders.get(order).map_or(&[][..], |order| &order.lines);
        let parts = lines.iter().filter(|part| part.parent == Some(line.id));
        let kits = parts.map(|part| (self.pickable(order, part) / part.per_parent).floor());
        kits.min().unwrap_or_default()
    }

    fn pick_line(&mut self, order: i32, line: i32, quantity: Decimal) -> Result<(), Refusal> {
        if quantity <= Decimal::ZERO {
            refuse!("{quantity} cannot be picked.");
        }
        let lines = self.orders.get(order).map_or(&[][..], |order| &order.lines);
        let Some(line) = lines.iter().find(|known| known.id == line).cloned() else {
            refuse!("The order line {line} was not found.");
        };
        if !line.do_pick() {
            refuse!("The line '{}' is not picked (DoPick is false).", line.code());
        }
        let available = self.pickable(order, &line);
        if quantity > available {
            refuse!("There is only {available} of the {quantity} to pick for the line '{}'.", line.code());
        }
        let parts = lines.iter().filter(|part| part.parent == Some(line.id));
        let mut takes: Vec<_> =
            parts.map(|part| (part.id, part.article, quantity * part.per_parent)).collect();
        if !line.is_parent {
            takes.push((line.id, line.article, quantity));
        }
        let first_item = self.last_article_item_id + 1;
        self.last_article_item_id += i32::try_from(takes.len()).unwrap_or_default();
        let now = self.now();
        let whole = (line.is_parent).then_some((line.id, quantity));
        self.change_order(order, |order, now| {
            for (item, (id, _, quantity)) in (first_item..).zip(&takes) {
                mark_picked(order, *id, *quantity, now);
                let (line, number_of_items) = (*id, *quantity);
                order.picks.push(Pick { article_item_id: item, line, number_of_items, time: now });
            }
            if let Some((id, quantity)) = whole {
                mark_picked(order, id, quantity, now);
            }
        });
        for (_, article, quantity) in takes {
            self.move_physical(article, -quantity, now);
        }
        Ok(())
    }

    fn move_physical(&mut self, article: i32, quantity: Decimal, now: DateTime<Utc>) {
        self.articles.change_stock(article, |article| {
            if article.is_stock_article() {
                article.stock.physical += quantity;
                article.stock_changed = now;
            }
        });
    }

    pub(super) fn finish_picking(&mut self, order: i32, whatever_is_left: bool) {
        let done = |line: &OrderLine| !line.do_pick() || line.remaining().is_zero();
        let Some(known) = self.orders.get(order) else { return };
        if known.status < status::PICKED && (whatever_is_left || known.lines.iter().all(done)) {
            self.change_order(order, |order, _| {
                order.status = status::PICKED;
                order.lines.iter_mut().for_each(|line| line.allocated = Decimal::ZERO);
            });
        }
    }
}

fn mark_picked(order: &mut Order, line: i32, quantity: Decimal, now: DateTime<Utc>) {
    for line in order.lines.iter_mut().filter(|known| known.id == line) {
        line.picked += quantity;
        line.allocated = (line.allocated - quantity).max(Decimal::ZERO);
        line.start_picking_time.get_or_insert(now);
        line.last_picking_time = Some(now);
    }
}
