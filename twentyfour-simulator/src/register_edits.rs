//! What people put into the registers.

use rust_decimal::Decimal;

use super::{books::Books, record::Record, registers::PriceList, world::next_id};

impl Books {
    /// Adds or replaces a price list with its prices by product, and returns its id, which is assigned when it has none.
    pub fn add_price_list(&self, list: Record, prices: impl IntoIterator<Item = (i32, Decimal)>) -> i32 {
        let prices = prices.into_iter().collect();
        self.edit(|data, _| {
            let (lists, mut record) = (&mut data.registers.price_lists, list);
            let id = record.int("Id").unwrap_or_else(|| next_id(lists, 1));
            record.set("Id", id);
            lists.insert(id, PriceList { record, prices });
            id
        })
    }

    /// Adds a discount: one with a `PriceGroupId` is in the matrix of price groups, one with a `CategoryId` in that of
    /// categories.
    pub fn add_discount(&self, discount: Record) {
        self.edit(|data, _| data.registers.discounts.push(discount));
    }

    /// Adds a layout of invoices.
    pub fn add_invoice_template(&self, template: Record) {
        self.edit(|data, _| data.registers.templates.push(template));
    }

    /// Adds or replaces a category of companies and returns its id, which is assigned when it has none.
    pub fn add_company_category(&self, category: Record) -> i32 {
        self.edit(|data, _| {
            let (categories, mut category) = (&mut data.registers.company_categories, category);
            let id = category.int("Id").unwrap_or_else(|| next_id(categories, 1));
            category.set("Id", id);
            categories.insert(id, category);
            id
        })
    }

    /// Which customers are in which categories: pairs of category and customer.
    pub fn customer_categories(&self) -> Vec<(i32, i32)> {
        self.edit(|data, _| data.registers.customer_categories.iter().copied().collect())
    }

    /// Adds an industry to choose from.
    pub fn add_industry(&self, id: i32, name: &str) {
        self.edit(|data, _| data.registers.industries.push((id, name.to_owned())));
    }

    /// Adds a status of companies to choose from.
    pub fn add_company_status(&self, id: i32, name: &str) {
        self.edit(|data, _| data.registers.statuses.push((id, name.to_owned())));
    }

    /// Adds a group of the CRM, with those in it.
    pub fn add_group(&self, group: Record) {
        self.edit(|data, _| data.registers.groups.push(group));
    }
}
