//! What people do in the ERP: direct edits of one company's data, past the API.

use std::fmt;

use rust_decimal::Decimal;

use super::{
    companies,
    order_book::{self, status},
    products::set_stock,
    record::Record,
    service::Office,
    world::{Data, Moment, next_id},
};

/// The data of one company. Edits move `DateChanged` as the API's own do; reading gives a copy.
///
/// The closures of the `patch_…` methods must not use the simulator themselves: it is locked while they run.
#[derive(Clone)]
pub struct Books {
    office: Office,
    identity: usize,
    quiet: bool,
}

impl Books {
    pub(super) fn new(office: Office, identity: usize) -> Self {
        Self { office, identity, quiet: false }
    }

    /// The same data, edited without moving `DateChanged`: what the vendor does not count as a change is not known.
    pub fn quietly(&self) -> Self {
        Self { quiet: true, ..self.clone() }
    }

    /// Adds or replaces a product and returns its id, which is assigned when it has none.
    pub fn add_product(&self, product: impl Into<Record>) -> i32 {
        let product = product.into();
        self.edit(|data, moment| {
            let mut product = product;
            let id = product.int("Id").unwrap_or_else(|| next_id(&data.products, 1000));
            product.set("Id", id);
            if !product.is_set("DateChanged") {
                product.set("DateChanged", moment.stamp());
            }
            if !product.is_set("StatusId") {
                product.set("StatusId", 1);
            }
            data.products.insert(id, product);
            id
        })
    }

    /// Changes a product; `false` if there is none.
    pub fn patch_product(&self, id: i32, change: impl FnOnce(&mut Record)) -> bool {
        self.edit(|data, moment| {
            data.products.get_mut(&id).map(|product| self.patch(product, moment, change)).is_some()
        })
    }

    /// Counts a product's stock; `false` if there is no such product.
    pub fn set_stock(&self, id: i32, quantity: impl Into<Decimal>) -> bool {
        let quantity = quantity.into().to_string();
        self.edit(|data, moment| set_stock(data, moment, id, &quantity))
    }

    /// Removes a product; `false` if there was none.
    pub fn delete_product(&self, id: i32) -> bool {
        self.edit(|data, moment| data.delete_product(id, moment))
    }

    /// A product as it is.
    pub fn product(&self, id: i32) -> Option<Record> {
        self.edit(|data, _| data.products.get(&id).cloned())
    }

    /// All products that are not deleted, by id.
    pub fn products(&self) -> Vec<Record> {
        self.edit(|data, _| {
            let there = data.products.iter().filter(|(id, _)| !data.deleted_products.contains(id));
            there.map(|(_, product)| product.clone()).collect()
        })
    }

    /// Adds or replaces a product category and returns its id.
    pub fn add_category(&self, category: Record) -> i32 {
        self.edit(|data, _| {
            let mut category = category;
            let id = category.int("Id").unwrap_or_else(|| next_id(&data.categories, 1));
            category.set("Id", id);
            data.categories.insert(id, category);
            id
        })
    }

    /// Adds or replaces a company and returns its id, which is assigned when it has none.
    pub fn add_company(&self, company: impl Into<Record>) -> i32 {
        let company = company.into();
        self.edit(|data, moment| companies::enter(data, moment, company))
    }

    /// Changes a company; `false` if there is none.
    pub fn patch_company(&self, id: i32, change: impl FnOnce(&mut Record)) -> bool {
        self.edit(|data, moment| {
            data.companies
                .get_mut(&id)
                .map(|company| self.patch(&mut company.record, moment, change))
                .is_some()
        })
    }

    /// Deletes a company: only `GetCompanySyncList` still tells of it.
    pub fn delete_company(&self, id: i32) -> bool {
        self.edit(|data, moment| {
            let Some(company) = data.companies.get_mut(&id) else { return false };
            company.active = false;
            self.patch(&mut company.record, moment, |_| {});
            true
        })
    }

    /// A company as it is, deleted or not.
    pub fn company(&self, id: i32) -> Option<Record> {
        self.edit(|data, _| data.companies.get(&id).map(|company| company.record.clone()))
    }

    /// All companies that are not deleted, by id.
    pub fn companies(&self) -> Vec<Record> {
        self.edit(|data, _| data.companies.values().filter(|c| c.active).map(|c| c.record.clone()).collect())
    }

    /// Adds or replaces an order and returns its id. Ids of order and rows are assigned where they are missing; an
    /// order without a status is a web order. One that is sent already does not touch the stock any more.
    pub fn add_order(&self, order: impl Into<Record>) -> i32 {
        let order = order.into();
        self.edit(|data, moment| {
            let id = order_book::enter(data, moment, order);
            if let Some(order) = data.orders.get_mut(&id) {
                order.deducted = status(&order.record) == "OrderState_Sent";
            }
            order_book::follow_status(data, moment, id);
            id
        })
    }

    /// Changes an order, with the consequences that a new status has; `false` if there is none.
    pub fn patch_order(&self, id: i32, change: impl FnOnce(&mut Record)) -> bool {
        self.edit(|data, moment| {
            let Some(order) = data.orders.get_mut(&id) else { return false };
            self.patch(&mut order.record, moment, change);
            let rows = order.record.list("InvoiceRows").to_vec();
            order_book::set_rows(&mut order.record, rows);
            order_book::follow_status(data, moment, id);
            true
        })
    }

    /// Gives an order another status.
    pub fn set_order_status(&self, id: i32, status: &str) -> bool {
        self.patch_order(id, |order| order.set("OrderStatus", status))
    }

    /// Invoices an order, which locks it.
    pub fn invoice_order(&self, id: i32) -> bool {
        self.set_order_status(id, "Invoiced")
    }

    /// Removes an order; `false` if there was none.
    pub fn delete_order(&self, id: i32) -> bool {
        self.edit(|data, _| data.orders.remove(&id).is_some())
    }

    /// Adds a row to an order and returns the row's id; `None` if there is no such order.
    pub fn add_row(&self, order: i32, row: impl Into<Record>) -> Option<i32> {
        let row = row.into();
        let row = self.edit(|data, _| {
            let mut row = row;
            data.orders.contains_key(&order).then(|| order_book::finish_row(data, &mut row))?;
            Some(row)
        })?;
        let id = row.int("RowId");
        self.patch_order(order, |order| order.push("InvoiceRows", row));
        id
    }

    /// Changes a row of an order; `false` if there is none.
    pub fn patch_row(&self, order: i32, row: i32, change: impl FnOnce(&mut Record)) -> bool {
        let mut found = false;
        self.patch_order(order, |order| {
            let rows = order.list_mut("InvoiceRows").map(|(_, rows)| rows.iter_mut());
            if let Some(row) = rows.into_iter().flatten().find(|one| one.int("RowId") == Some(row)) {
                change(row);
                found = true;
            }
        });
        found
    }

    /// Removes a row of an order; `false` if there was none.
    pub fn delete_row(&self, order: i32, row: i32) -> bool {
        let mut found = false;
        self.patch_order(order, |order| {
            if let Some((_, rows)) = order.list_mut("InvoiceRows") {
                let before = rows.len();
                rows.retain(|one| one.int("RowId") != Some(row));
                found = rows.len() < before;
            }
        });
        found
    }

    /// Saves an order as it is, and gives each of its rows a new id: whether row ids survive a save of the whole order is
    /// documented nowhere. Returns the new ids; empty if there is no such order.
    pub fn renumber_rows(&self, order: i32) -> Vec<i32> {
        let ids: Vec<i32> = self.edit(|data, _| {
            let rows = data.orders.get(&order).map_or(0, |order| order.record.list("InvoiceRows").len());
            (0..rows).map(|_| data.next_row()).collect()
        });
        self.patch_order(order, |order| {
            let rows = order.list_mut("InvoiceRows").map(|(_, rows)| rows.iter_mut());
            rows.into_iter().flatten().zip(&ids).for_each(|(row, id)| row.set("RowId", *id));
        });
        ids
    }

    /// An order as it is.
    pub fn order(&self, id: i32) -> Option<Record> {
        self.edit(|data, _| data.orders.get(&id).map(|order| order.record.clone()))
    }

    /// All orders, by id.
    pub fn orders(&self) -> Vec<Record> {
        self.edit(|data, _| data.orders.values().map(|order| order.record.clone()).collect())
    }

    /// Adds a delivery method to choose from.
    pub fn add_delivery_method(&self, id: i32, description: &str) {
        self.edit(|data, _| data.delivery_methods.push(Record::delivery_method(id, description)));
    }

    /// Adds a payment method to choose from.
    pub fn add_payment_method(&self, id: i32, name: &str) {
        self.edit(|data, _| data.payment_methods.push(Record::payment_method(id, name)));
    }

    /// From now on reading this record fails: wherever an answer would have it, it has an item with nothing but the id
    /// and an `APIException` of this type and with this message, as the contract provides for. Other records are not
    /// affected, and neither are writes. `kind` is `"Product"`, `"Category"`, `"InvoiceOrder"` or `"Company"`.
    ///
    /// # Panics
    /// If the contract has no `APIException` in records of this kind: a mistake in the text of a test.
    #[track_caller]
    pub fn fail_reading(&self, kind: &str, id: i32, exception: &str, message: &str) {
        self.office.world().failing.put(self.identity, kind, id, exception, message);
    }

    /// All records can be read again.
    pub fn stop_failing(&self) {
        self.office.world().failing.clear(self.identity);
    }

    /// How many items were answered so since the start, in all books.
    pub fn failed_reads(&self) -> u64 {
        self.office.world().failing.answered
    }

    fn patch(&self, record: &mut Record, moment: &Moment<'_>, change: impl FnOnce(&mut Record)) {
        change(record);
        if !self.quiet {
            record.set("DateChanged", moment.stamp());
        }
    }

    pub(super) fn edit<T>(&self, work: impl FnOnce(&mut Data, &Moment<'_>) -> T) -> T {
        let mut world = self.office.world();
        let (data, moment) = world.open(self.identity);
        work(data, &moment)
    }
}

impl fmt::Debug for Books {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Books").field("identity", &self.identity).finish_non_exhaustive()
    }
}
