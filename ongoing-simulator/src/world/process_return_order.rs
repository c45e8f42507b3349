//! Creating, updating, cancelling and finding return orders, and what comes back on them.

use rust_decimal::Decimal;

use super::return_order::{
    ReturnCause, ReturnCauseReference, ReturnLineRequest, ReturnOrder, ReturnOrderKey, ReturnOrderLine,
    ReturnOrderQuery, ReturnOrderRequest, ReturnRefusal,
};
use super::{LineKey, OrderIdentification, OrderLine, Refusal, ReturnLineCodes, World, key, status};

type Refused = (ReturnRefusal, Refusal);

impl World {
    /// The return order with this id.
    pub fn return_order(&self, id: i32) -> Option<&ReturnOrder> {
        self.return_orders.get(&id)
    }

    /// All return orders, by ascending id.
    pub fn return_orders(&self) -> impl Iterator<Item = &ReturnOrder> {
        self.return_orders.values()
    }

    /// The return order with this number.
    pub fn return_order_by_number(&self, number: &str) -> Option<&ReturnOrder> {
        self.return_orders.values().find(|known| key(&known.number) == key(number))
    }

    /// The code that a line of a return order carries, as that of the line of the sales order.
    pub(crate) fn return_line_code<'a>(
        &self,
        of: Option<&'a OrderLine>,
        line: &'a ReturnOrderLine,
    ) -> Option<&'a str> {
        match self.rules.return_line_codes {
            ReturnLineCodes::OfOrderLine => of.map(OrderLine::code),
            ReturnLineCodes::OfReturnLine => Some(&line.row_number),
            ReturnLineCodes::Empty => None,
        }
    }

    /// The causes of returns.
    pub fn return_causes(&self) -> &[ReturnCause] {
        &self.return_causes
    }

    /// Makes a cause of returns, or changes the one with its id or, if that is 0, with its code; answers its id.
    pub fn put_return_cause(&mut self, cause: ReturnCause) -> i32 {
        let same = |known: &ReturnCause| match cause.id {
            0 => key(&known.code) == key(&cause.code),
            id => known.id == id,
        };
        match self.return_causes.iter().position(same) {
            Some(at) => {
                let id = self.return_causes[at].id;
                self.return_causes[at] = ReturnCause { id, ..cause };
                id
            }
            None => {
                let id = self.return_causes.last().map_or(1, |last| last.id + 1);
                self.return_causes.push(ReturnCause { id, ..cause });
                id
            }
        }
    }

    /// The return orders that a query means, by ascending id.
    pub fn find_return_orders(&self, query: &ReturnOrderQuery) -> Vec<&ReturnOrder> {
        let has =
            |list: &[String], text: &str| list.is_empty() || list.iter().any(|one| key(one) == key(text));
        let is_meant = |order: &&ReturnOrder| {
            let of = self.order_by_id(order.order_id).map(super::Order::number).unwrap_or_default();
            has(&query.numbers, &order.number)
                && has(&query.order_numbers, of)
                && query.returned_from.is_none_or(|from| order.returned.is_some_and(|time| time >= from))
                && query.status_from.is_none_or(|from| order.status >= from)
                && query.status_to.is_none_or(|to| order.status <= to)
        };
        self.return_orders.values().filter(is_meant).collect()
    }

    /// Creates or updates a return order; answers its id.
    ///
    /// # Errors
    /// When the order, one of its lines or a cause is unknown, or goods have come back on it already. Then nothing has
    /// changed.
    pub fn process_return_order(&mut self, request: ReturnOrderRequest) -> Result<i32, Refused> {
        let order = self.order_of(&request)?;
        let known = match &request.key {
            ReturnOrderKey::Order => self.return_orders.values().find(|known| known.order_id == order),
            ReturnOrderKey::Number(number) if number.trim().is_empty() => {
                return Err(refused(ReturnRefusal::UnknownError, "The return order has no number."));
            }
            ReturnOrderKey::Number(number) => self.return_order_by_number(number),
            ReturnOrderKey::Id(id) => self.return_order(*id),
        };
        if known.is_some_and(|known| known.status != status::NOTIFIED || known.returned.is_some()) {
            return Err(refused(ReturnRefusal::UnknownError, "The return order can no longer be changed."));
        }
        let id = known.map(|known| known.id);
        let mut lines = Vec::with_capacity(request.lines.len());
        for line in &request.lines {
            lines.push((self.returned_line(order, line)?, line.row_number.clone().unwrap_or_default()));
        }
        let references = request.lines.iter().map(|line| line.cause.as_ref()).chain([request.cause.as_ref()]);
        for reference in references.flatten() {
            if let ReturnCauseReference::Find(code) = reference
                && !self.return_causes.iter().any(|known| key(&known.code) == key(code))
            {
                let text = format!("The return cause '{code}' was not found.");
                return Err(refused(ReturnRefusal::ReturnCauseNotFound, &text));
            }
        }

        // From here on nothing is refused any more.
        let cause = request.cause.as_ref().and_then(|cause| self.apply_cause(cause));
        let mut stored = Vec::with_capacity(lines.len());
        for ((order_line, row_number), line) in lines.into_iter().zip(request.lines) {
            let cause = line.cause.as_ref().and_then(|cause| self.apply_cause(cause));
            let (id, to_be_returned) = (self.next_line_id(), line.to_be_returned);
            stored.push(ReturnOrderLine {
                id,
                row_number,
                order_line,
                to_be_returned,
                cause,
                ..Default::default()
            });
        }
        let now = self.now();
        let id = id.unwrap_or_else(|| self.return_orders.keys().last().copied().unwrap_or(8000) + 1);
        let known = self.return_orders.entry(id).or_insert_with(|| ReturnOrder {
            id,
            number: String::new(),
            order_id: order,
            comment: None,
            in_date: None,
            cause: None,
            status: status::NOTIFIED,
            lines: Vec::new(),
            created: now,
            returned: None,
        });
        known.number = request.number.unwrap_or_else(|| std::mem::take(&mut known.number));
        known.comment = request.comment.or_else(|| known.comment.take());
        known.in_date = request.in_date.or(known.in_date);
        known.cause = cause.or(known.cause);
        known.lines = stored;
        Ok(id)
    }

    /// Gives a return order another status; cancelled, if it is 900.
    ///
    /// # Errors
    /// When it or the status is unknown.
    pub fn set_return_order_status(&mut self, id: i32, number: i32) -> Result<(), Refusal> {
        if self.return_order_statuses.name(number).is_none() {
            return Err(Refusal::new(format!("The return order status {number} was not found.")));
        }
        match self.return_orders.get_mut(&id) {
            Some(order) => order.status = number,
            None => return Err(Refusal::new(format!("The return order {id} was not found."))),
        }
        Ok(())
    }

    /// Cancels a return order of which nothing has come back.
    ///
    /// # Errors
    /// When it is unknown, or something came back.
    pub fn remove_return_order(&mut self, id: i32) -> Result<(), Refusal> {
        match self.return_orders.get_mut(&id) {
            None => Err(Refusal::new(format!("The return order {id} was not found."))),
            Some(order) if order.returned.is_some() => {
                Err(Refusal::new(format!("Goods of the return order '{}' have come back.", order.number)))
            }
            Some(order) => {
                order.status = status::IN_CANCELLED;
                Ok(())
            }
        }
    }

    /// Goods come back on a line of a return order: to stock, or to be thrown away.
    ///
    /// # Errors
    /// When the return order or its line is unknown, or the quantity is not positive.
    pub fn take_back(
        &mut self,
        number: &str,
        row_number: &str,
        quantity: Decimal,
        to_stock: bool,
    ) -> Result<(), Refusal> {
        let now = self.now();
        let order = self.return_orders.values_mut().find(|known| key(&known.number) == key(number));
        let Some(order) = order.filter(|_| quantity > Decimal::ZERO) else {
            return Err(Refusal::new(format!("{quantity} cannot come back on the return order '{number}'.")));
        };
        let Some(line) = order.lines.iter_mut().find(|line| line.row_number == row_number) else {
            return Err(Refusal::new(format!("The return order '{number}' has no line '{row_number}'.")));
        };
        line.returned += quantity;
        if !to_stock {
            line.removed += quantity;
        }
        let of = (order.order_id, line.order_line);
        order.returned = Some(now);
        if order.lines.iter().all(|line| line.returned >= line.to_be_returned) {
            order.status = status::RECEIVED;
        }
        if to_stock {
            self.change_stock_of(of, quantity);
        }
        Ok(())
    }

    /// Takes back that goods came back to stock on a line of a return order.
    ///
    /// # Errors
    /// When the return order or its line is unknown, or less than that has come back to stock.
    pub fn undo_return(&mut self, number: &str, row_number: &str, quantity: Decimal) -> Result<(), Refusal> {
        let now = self.now();
        let order = self.return_orders.values_mut().find(|known| key(&known.number) == key(number));
        let Some(order) = order else {
            return Err(Refusal::new(format!("The return order '{number}' was not found.")));
        };
        let line = order.lines.iter_mut().find(|line| line.row_number == row_number);
        let Some(line) = line.filter(|line| line.returned - line.removed >= quantity) else {
            let text = format!("{quantity} of line '{row_number}' have not come back to stock.");
            return Err(Refusal::new(text));
        };
        line.returned -= quantity;
        let of = (order.order_id, line.order_line);
        order.returned = Some(now);
        order.status = status::NOTIFIED;
        self.change_stock_of(of, -quantity);
        Ok(())
    }

    /// Changes the stock of the article of an order's line.
    fn change_stock_of(&mut self, (order, line): (i32, i32), by: Decimal) {
        let now = self.now();
        let sold = self.orders.get(order).and_then(|order| order.lines.iter().find(|sold| sold.id == line));
        if let Some(article) = sold.map(|line| line.article) {
            self.articles.change_stock(article, |article| {
                article.stock.physical += by;
                article.stock_changed = now;
            });
        }
    }

    fn order_of(&self, request: &ReturnOrderRequest) -> Result<i32, Refused> {
        let Some(sought) = &request.order else {
            return Err(match request.order_by_id {
                true => refused(ReturnRefusal::OrderIdNotSupplied, "The OrderId was not given."),
                false => refused(ReturnRefusal::OrderNumberNotSupplied, "The order number was not given."),
            });
        };
        let number = sought.goods_owner_order_number.as_deref().unwrap_or_default();
        let found = match sought.identification {
            OrderIdentification::SystemId => sought.order_id.and_then(|id| self.order_by_id(id)),
            _ => self.order(number),
        };
        let found = found.map(|order| order.order_id);
        found.ok_or_else(|| refused(ReturnRefusal::OrderNotFound, "The order was not found."))
    }

    fn returned_line(&self, order: i32, request: &ReturnLineRequest) -> Result<i32, Refused> {
        let lines = self.orders.get(order).map_or(&[][..], |order| &order.lines);
        let number = request.article_number.as_deref().unwrap_or_default();
        let found = lines.iter().filter(|line| line.parent.is_none()).find(|line| match &request.line {
            Some(LineKey::ExternalOrderLineCode(code)) => !code.is_empty() && key(line.code()) == key(code),
            Some(LineKey::OrderLineId(id)) => line.id == *id,
            None => self.article(line.article).is_some_and(|article| key(article.number()) == key(number)),
        });
        let found = found.map(|line| line.id);
        found.ok_or_else(|| refused(ReturnRefusal::OrderRowNotFound, "A line of the order was not found."))
    }

    fn apply_cause(&mut self, reference: &ReturnCauseReference) -> Option<i32> {
        let (code, name) = match reference {
            ReturnCauseReference::Unknown => return None,
            ReturnCauseReference::Find(code) => (code, ""),
            ReturnCauseReference::FindOrCreate(code, name) => (code, name.as_str()),
        };
        let known =
            self.return_causes.iter().find(|known| key(&known.code) == key(code)).map(|known| known.id);
        let made = |world: &mut Self| {
            world.put_return_cause(ReturnCause {
                code: code.clone(),
                name: name.to_owned(),
                ..Default::default()
            })
        };
        Some(known.unwrap_or_else(|| made(self)))
    }
}

fn refused(kind: ReturnRefusal, text: &str) -> Refused {
    (kind, Refusal::new(text))
}
