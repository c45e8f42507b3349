//! Creating, updating, cancelling and finding purchase orders, and small changes to them.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, NaiveDateTime, Utc};
use rust_decimal::Decimal;

use super::article::ArticleIdentification;
use super::catalogue::ArticleKeys;
use super::merge::Merge;
use super::purchase_order::{PurchaseLineData, PurchaseOrder, PurchaseOrderData, PurchaseOrderLine};
use super::rules::MissingLines;
use super::{
    CodedReference, LineChange, LineKey, OrderOperation, Processed, Refusal, SupplierReference, World,
    check_length, key, refusal::refuse, status,
};

/// Which purchase order is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PurchaseOrderKey {
    /// By its number.
    Number(String),
    /// By Ongoing's id.
    Id(i32),
}

/// A purchase order as a sender gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct PurchaseOrderRequest {
    /// What shall happen.
    pub operation: OrderOperation,
    /// What finds it.
    pub key: PurchaseOrderKey,
    /// Its fields.
    pub data: PurchaseOrderData,
    /// The status of a new one.
    pub status_created: Option<i32>,
    /// The status of a changed one.
    pub status_updated: Option<i32>,
    /// Its type.
    pub purchase_order_type: Option<CodedReference>,
    /// Its supplier.
    pub supplier: Option<SupplierReference>,
    /// Its lines; none when the request has no list of them.
    pub lines: Option<Vec<PurchaseLineRequest>>,
}

/// A line as a sender gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct PurchaseLineRequest {
    /// Its key.
    pub code: String,
    /// Which field finds its article.
    pub article_identification: ArticleIdentification,
    /// The article's id.
    pub article_system_id: Option<i32>,
    /// The article's number.
    pub article_number: Option<String>,
    /// The article's product code.
    pub product_code: Option<String>,
    /// How much is announced.
    pub number_of_items: Decimal,
    /// Its other fields.
    pub data: PurchaseLineData,
}

/// Which purchase orders to read; every condition that is given must hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PurchaseOrderQuery {
    /// With one of these numbers.
    pub numbers: Vec<String>,
    /// With a line of one of these articles.
    pub article_numbers: Vec<String>,
    /// From this id on.
    pub id_from: Option<i32>,
    /// Status this or higher.
    pub status_from: Option<i32>,
    /// Status this or lower.
    pub status_to: Option<i32>,
    /// Expected then or later.
    pub in_date_from: Option<NaiveDateTime>,
    /// Expected then or earlier.
    pub in_date_to: Option<NaiveDateTime>,
    /// Last received then or later.
    pub received_from: Option<DateTime<Utc>>,
    /// Last received then or earlier.
    pub received_to: Option<DateTime<Utc>>,
    /// Changed then or later.
    pub updated_from: Option<DateTime<Utc>>,
    /// Changed then or earlier.
    pub updated_to: Option<DateTime<Utc>>,
    /// Whose status changed then or later.
    pub status_changed_from: Option<DateTime<Utc>>,
    /// Of this type of direction.
    pub is_return_type: Option<bool>,
    /// Only those whose received quantity differs from the reported one.
    pub only_to_report: bool,
}

impl World {
    /// All purchase orders, by ascending id.
    pub fn purchase_orders(&self) -> impl Iterator<Item = &PurchaseOrder> {
        self.purchase_orders.values()
    }

    /// The purchase order that is meant; the oldest of several with one number.
    pub fn purchase_order(&self, sought: &PurchaseOrderKey) -> Option<&PurchaseOrder> {
        match sought {
            PurchaseOrderKey::Id(id) => self.purchase_orders.get(id),
            PurchaseOrderKey::Number(number) => {
                self.purchase_orders.values().find(|order| key(order.number()) == key(number))
            }
        }
    }

    /// The purchase orders that a query means, by ascending id.
    pub fn find_purchase_orders(&self, query: &PurchaseOrderQuery) -> Vec<&PurchaseOrder> {
        let has =
            |list: &[String], text: &str| list.is_empty() || list.iter().any(|one| key(one) == key(text));
        let within = |from: Option<DateTime<Utc>>, to: Option<DateTime<Utc>>, time: Option<DateTime<Utc>>| {
            from.is_none_or(|from| time.is_some_and(|time| time >= from))
                && to.is_none_or(|to| time.is_some_and(|time| time <= to))
        };
        let is_meant = |order: &&PurchaseOrder| {
            let articles = order.lines.iter().filter_map(|line| self.article(line.article));
            has(&query.numbers, order.number())
                && (query.article_numbers.is_empty()
                    || articles.into_iter().any(|article| has(&query.article_numbers, article.number())))
                && query.id_from.is_none_or(|from| order.id >= from)
                && query.status_from.is_none_or(|from| order.status >= from)
                && query.status_to.is_none_or(|to| order.status <= to)
                && query.in_date_from.is_none_or(|from| order.data.in_date.is_some_and(|day| day >= from))
                && query.in_date_to.is_none_or(|to| order.data.in_date.is_some_and(|day| day <= to))
                && within(query.received_from, query.received_to, order.last_receive_time())
                && within(query.updated_from, query.updated_to, Some(order.last_updated))
                && within(query.status_changed_from, None, Some(order.status_changed))
                && query
                    .is_return_type
                    .is_none_or(|kind| order.data.is_return_type.unwrap_or_default() == kind)
                && (!query.only_to_report || order.has_lines_to_report())
        };
        self.purchase_orders.values().filter(is_meant).collect()
    }

    /// Creates, updates or cancels a purchase order.
    ///
    /// # Errors
    /// When the key is empty, it is there and must not be, is not there and must be, goods reception has begun, or an
    /// article or anything else it points to is unknown. Then nothing has changed.
    pub fn process_purchase_order(&mut self, request: PurchaseOrderRequest) -> Result<Processed, Refusal> {
        if matches!(&request.key, PurchaseOrderKey::Number(number) if number.trim().is_empty()) {
            refuse!("The purchase order is identified by its number, which was empty.");
        }
        let known = self.purchase_order(&request.key).map(|order| order.id);
        match (request.operation, known) {
            (OrderOperation::Create, Some(id)) => refuse!("The purchase order {id} is there already."),
            (OrderOperation::Update | OrderOperation::Remove, None) => {
                refuse!("The purchase order was not found.")
            }
            (OrderOperation::Remove, Some(id)) => {
                self.check_not_received(id)?;
                self.change_purchase_order(id, |order| order.status = status::IN_CANCELLED);
                Ok(Processed {
                    id,
                    created: false,
                    message: "The purchase order was cancelled.<br/>".to_owned(),
                })
            }
            (_, known) => self.write_purchase_order(known, request),
        }
    }

    fn write_purchase_order(
        &mut self,
        known: Option<i32>,
        request: PurchaseOrderRequest,
    ) -> Result<Processed, Refusal> {
        let is_reopened = self.rules.reopened_purchase_orders
            && known
                .and_then(|id| self.purchase_orders.get(&id))
                .is_some_and(|order| order.status == status::IN_CANCELLED);
        match (known, &request.key) {
            (Some(_), _) if is_reopened => {}
            (Some(id), _) => self.check_not_received(id)?,
            (None, PurchaseOrderKey::Id(id)) => refuse!("The purchase order {id} was not found."),
            (None, PurchaseOrderKey::Number(_)) => {}
        }
        let limit = self.rules.limits.order_number;
        check_length("The number of the purchase order", request.data.number.as_deref(), limit)?;
        for status in [request.status_created, request.status_updated].into_iter().flatten() {
            if self.purchase_order_statuses.name(status).is_none() {
                refuse!("The purchase order status {status} was not found.");
            }
        }
        if let Some(supplier) = &request.supplier {
            self.suppliers.check(supplier)?;
        }
        if let Some(reference) = &request.purchase_order_type {
            self.purchase_order_types.check(reference)?;
        }
        let lines = request.lines.map(|lines| self.resolve_purchase_lines(lines)).transpose()?;

        // From here on nothing is refused any more.
        let id = known.unwrap_or_else(|| self.purchase_orders.keys().last().copied().unwrap_or(5000) + 1);
        if known.is_none() {
            let status = request.status_created.unwrap_or(status::NOTIFIED);
            self.purchase_orders.insert(id, PurchaseOrder::new(id, status, self.clock.now()));
        }
        let rules = self.rules.clone();
        let supplier = request.supplier.map(|supplier| self.suppliers.apply(supplier, &rules));
        let kind = request.purchase_order_type.map(|reference| self.purchase_order_types.apply(&reference));
        let first = self.last_line_id + 1;
        self.last_line_id += lines.as_ref().map_or(0, |lines| i32::try_from(lines.len()).unwrap_or_default());
        self.change_purchase_order(id, |order| {
            let number = order.data.number.take();
            order.data.merge(request.data, &rules);
            order.data.number = order.data.number.take().or(number);
            order.supplier = supplier.or(order.supplier);
            order.purchase_order_type = kind.unwrap_or_else(|| order.purchase_order_type.take());
            if let Some(lines) = lines {
                let mut before = std::mem::take(&mut order.lines);
                for (id, (article, line)) in (first..).zip(lines) {
                    let at = before.iter().position(|known| {
                        key(&known.code) == key(&line.code)
                            && (!line.code.is_empty() || known.article == article)
                    });
                    let new = PurchaseOrderLine { id, code: line.code, ..PurchaseOrderLine::default() };
                    let mut stored = at.map_or(new, |at| before.remove(at));
                    (stored.article, stored.advised) = (article, line.number_of_items);
                    stored.data.merge(line.data, &rules);
                    order.lines.push(stored);
                }
                if rules.missing_lines == MissingLines::Kept {
                    order.lines.append(&mut before);
                }
            }
            if is_reopened {
                order.status = status::NOTIFIED;
            }
            if let (Some(_), Some(status)) = (known, request.status_updated) {
                order.status = status;
            }
        });
        let verb = if known.is_some() { "updated" } else { "created" };
        Ok(Processed {
            id,
            created: known.is_none(),
            message: format!("The purchase order was {verb}.<br/>"),
        })
    }

    fn resolve_purchase_lines(
        &self,
        lines: Vec<PurchaseLineRequest>,
    ) -> Result<Vec<(i32, PurchaseLineRequest)>, Refusal> {
        let (mut codes, mut resolved) = (HashSet::new(), Vec::with_capacity(lines.len()));
        for line in lines {
            let keys = ArticleKeys {
                system_id: line.article_system_id,
                number: line.article_number.as_deref(),
                product_code: line.product_code.as_deref(),
                name: None,
            };
            match self.articles.find(line.article_identification, keys)? {
                // A line without a code is distinguished from the others by its article.
                Some(article)
                    if !codes
                        .insert((key(&line.code), line.code.is_empty().then_some(article.system_id))) =>
                {
                    refuse!("The line '{}' of the article '{}' occurs twice.", line.code, article.number())
                }
                Some(article) => resolved.push((article.system_id, line)),
                None => refuse!("The article of the line '{}' was not found.", line.code),
            }
        }
        Ok(resolved)
    }

    /// Gives a purchase order another status, also after goods reception began.
    ///
    /// # Errors
    /// When it or the status is unknown, or the status is the one of cancelled ones.
    pub fn set_purchase_order_status(
        &mut self,
        sought: &PurchaseOrderKey,
        number: i32,
    ) -> Result<i32, Refusal> {
        if self.purchase_order_statuses.name(number).is_none() {
            refuse!("The purchase order status {number} was not found.");
        }
        if number == status::IN_CANCELLED {
            refuse!("A purchase order is not cancelled by its status: remove it.");
        }
        self.edit_purchase_order(sought, |order| order.status = number)
    }

    /// Changes a purchase order past every rule.
    ///
    /// # Errors
    /// When it is unknown.
    pub fn edit_purchase_order(
        &mut self,
        sought: &PurchaseOrderKey,
        edit: impl FnOnce(&mut PurchaseOrder),
    ) -> Result<i32, Refusal> {
        let Some(id) = self.purchase_order(sought).map(|order| order.id) else {
            refuse!("The purchase order was not found.")
        };
        self.change_purchase_order(id, edit);
        Ok(id)
    }

    /// Writes reported quantities on lines; answers the purchase order's id.
    ///
    /// # Errors
    /// When it or one of the lines is unknown, or a quantity is negative. Then nothing has changed.
    pub fn update_purchase_order_lines(
        &mut self,
        sought: &PurchaseOrderKey,
        changes: &[LineChange],
    ) -> Result<i32, Refusal> {
        let Some(order) = self.purchase_order(sought) else { refuse!("The purchase order was not found.") };
        let (id, before) = (order.id, order.last_updated);
        let mut at = Vec::with_capacity(changes.len());
        for change in changes {
            let found = order.lines.iter().position(|line| match &change.line {
                LineKey::ExternalOrderLineCode(code) => !code.is_empty() && key(&line.code) == key(code),
                LineKey::OrderLineId(id) => line.id == *id,
            });
            match found {
                Some(found) => at.push((found, change.reported)),
                None => refuse!("The line {:?} of the purchase order was not found.", change.line),
            }
            if change.reported.flatten().is_some_and(|reported| reported.is_sign_negative()) {
                refuse!("The reported quantity of the line {:?} is negative.", change.line);
            }
        }
        let touches = self.rules.reporting_updates_order;
        self.change_purchase_order(id, |order| {
            for (at, reported) in at {
                if let (Some(reported), Some(line)) = (reported, order.lines.get_mut(at)) {
                    line.reported = reported;
                }
            }
            if !touches {
                order.last_updated = before;
            }
        });
        Ok(id)
    }

    fn check_not_received(&self, id: i32) -> Result<(), Refusal> {
        match self.purchase_orders.get(&id) {
            None => refuse!("The purchase order {id} was not found."),
            Some(order) if order.status == status::IN_CANCELLED => {
                refuse!("The purchase order '{}' has already been cancelled.", order.number())
            }
            Some(order) if order.is_received_from() || order.status >= status::DEFLECTION => {
                refuse!("Goods reception of the purchase order '{}' has begun.", order.number())
            }
            Some(_) => Ok(()),
        }
    }

    /// Changes a purchase order, stamps it, and moves what its articles expect.
    pub(super) fn change_purchase_order(&mut self, id: i32, change: impl FnOnce(&mut PurchaseOrder)) {
        let now = self.now();
        let Some(order) = self.purchase_orders.get_mut(&id) else { return };
        let mut moved: BTreeMap<i32, Decimal> = BTreeMap::new();
        for (article, expected) in order.expected() {
            *moved.entry(article).or_default() -= expected;
        }
        let status = order.status;
        order.last_updated = now;
        change(order);
        if order.status != status {
            order.status_changed = now;
        }
        for (article, expected) in order.expected() {
            *moved.entry(article).or_default() += expected;
        }
        for (article, expected) in moved.into_iter().filter(|(_, expected)| !expected.is_zero()) {
            self.articles.change_stock(article, |article| {
                article.stock.to_receive += expected;
                article.stock_changed = now;
            });
        }
    }
}
