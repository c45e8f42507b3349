//! Further fields that the WMS's transport has no place for.

use std::fmt;

use asmx_soap::{Element, XsDateTime};
use chrono::NaiveDate;
use ongoing_client::model::{
    ArticleDefinition, ArticleKey, Customer, CustomerOrder, CustomerOrderLine, OrderInfoClass, Supplier,
};
use rust_decimal::Decimal;
use wms_erp_mapping::{FurtherFields, FurtherTarget};

use super::Tenant;

/// A further field that has no place in what the WMS is sent: what it holds would never arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldWithoutPlace {
    /// The setting that holds the field: `orders.fields`, `orders.row_fields`, `orders.customer_fields`, `articles.fields` or
    /// `suppliers.fields`.
    pub setting: &'static str,
    /// Its position there, counted from 0.
    pub position: usize,
    /// The target.
    pub target: String,
}

impl FieldWithoutPlace {
    /// What a person can do about it.
    pub const REMEDY: &'static str = "choose another target, or speak to Ongoing over SOAP";
}

impl fmt::Display for FieldWithoutPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: the interface of the WMS that is used (REST) has no field {}",
            self.setting, self.target
        )
    }
}

/// All further fields of a tenant that have no place in what is sent.
pub(super) fn all(tenant: &Tenant) -> Vec<FieldWithoutPlace> {
    of_orders(tenant).into_iter().chain(of_articles(tenant)).collect()
}

pub(crate) fn of_orders(tenant: &Tenant) -> Vec<FieldWithoutPlace> {
    let Some(orders) = &tenant.orders else { return Vec::new() };
    let settings = &orders.mapping;
    if settings.fields.is_empty() && settings.row_fields.is_empty() && settings.customer_fields.is_empty() {
        return Vec::new();
    }
    let sample = sample_order();
    let apart = |one: &CustomerOrder, other: &CustomerOrder| tenant.wms.tells_orders_apart(one, other);
    let with_line = |line: &CustomerOrderLine| {
        let mut order = sample.clone();
        order.customer_order_lines = vec![line.clone()];
        order
    };
    let with_customer = |customer: &Customer| {
        let mut order = sample.clone();
        order.customer = Some(customer.clone());
        order
    };
    let heads = settings.fields.without_place(&sample, apart).into_iter();
    let heads = heads.map(|at| found("orders.fields", at, &settings.fields));
    let line = sample.customer_order_lines.first().cloned().unwrap_or_default();
    let rows = settings
        .row_fields
        .without_place(&line, |one, other| apart(&with_line(one), &with_line(other)))
        .into_iter()
        .map(|at| found("orders.row_fields", at, &settings.row_fields));
    let customer = sample.customer.clone().unwrap_or_default();
    let customers = settings
        .customer_fields
        .without_place(&customer, |one, other| apart(&with_customer(one), &with_customer(other)))
        .into_iter()
        .map(|at| found("orders.customer_fields", at, &settings.customer_fields));
    heads.chain(rows).chain(customers).collect()
}

pub(crate) fn of_articles(tenant: &Tenant) -> Vec<FieldWithoutPlace> {
    let settings = tenant.article_settings();
    if settings.fields.is_empty() && settings.supplier_fields.is_empty() {
        return Vec::new();
    }
    let mut sample = ArticleDefinition::by_product_code("1", "1");
    sample.article_name = Some("1".to_owned());
    let apart =
        |one: &ArticleDefinition, other: &ArticleDefinition| tenant.wms.tells_articles_apart(one, other);
    let with_supplier = |supplier: &Supplier| {
        let mut article = sample.clone();
        article.main_supplier = Some(supplier.clone());
        article
    };
    let articles = settings.fields.without_place(&sample, apart).into_iter();
    let articles = articles.map(|at| found("articles.fields", at, &settings.fields));
    let suppliers = settings
        .supplier_fields
        .without_place(&Supplier::by_number("1", "1"), |one, other| {
            apart(&with_supplier(one), &with_supplier(other))
        })
        .into_iter()
        .map(|at| found("suppliers.fields", at, &settings.supplier_fields));
    articles.chain(suppliers).collect()
}

fn found<S, T>(setting: &'static str, position: usize, fields: &FurtherFields<S, T>) -> FieldWithoutPlace
where
    S: Element,
    T: FurtherTarget,
{
    let target = fields.iter().nth(position).map(|field| field.target().to_string()).unwrap_or_default();
    FieldWithoutPlace { setting, position, target }
}

/// An order that every transport takes.
fn sample_order() -> CustomerOrder {
    let info = OrderInfoClass::by_number("1", XsDateTime::date(NaiveDate::default()));
    let line = CustomerOrderLine::new("1", ArticleKey::ProductCode("1".to_owned()), Decimal::ONE);
    CustomerOrder::new(info, Customer::by_name_and_address("1", "1"), vec![line])
}
