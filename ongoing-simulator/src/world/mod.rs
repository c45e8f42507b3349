//! What the warehouse knows and which rules it keeps. Nothing here speaks SOAP, REST or HTTP.

mod adjustment;
mod article;
mod back_order;
mod buildings;
mod by_hand;
mod catalogue;
mod customer;
mod file;
mod goods_reception;
mod inventory;
mod merge;
mod order;
mod order_book;
mod order_lines;
mod order_query;
mod process_article;
mod process_order;
mod process_purchase_order;
mod process_return_order;
mod process_shipment;
mod purchase_order;
mod refusal;
mod registry;
mod return_order;
mod rules;
mod shipment;
mod status;
mod supplier;
mod tracking;
mod update_order;
mod warehouse;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

pub use adjustment::{Adjustment, AdjustmentQuery};
pub use article::{
    Article, ArticleData, ArticleDefinition, ArticleIdentification, ArticleName, DangerousGoods, Part,
    StockBalances, Structure, StructureKind, TaricNumber, VatCode, VatReference,
};
pub use buildings::BuildingStock;
pub use customer::{
    Address, Customer, CustomerData, CustomerIdentification, CustomerOperation, CustomerRequest,
};
pub use file::{File, FileOwner, FileQuery, IntegrationEvent};
pub use inventory::InventoryQuery;
pub use order::{
    LineData, Order, OrderData, OrderLine, Parcel, Pick, TextLine, TransporterContract, Warehouse, WayBill,
};
pub use order_lines::{LineIdentification, LineRequest, SubLines};
pub use order_query::OrderQuery;
pub use process_order::{OrderIdentification, OrderOperation, OrderRequest, WarehouseReference};
pub use process_purchase_order::{
    PurchaseLineRequest, PurchaseOrderKey, PurchaseOrderQuery, PurchaseOrderRequest,
};
pub use purchase_order::{
    PurchaseLineData, PurchaseOrder, PurchaseOrderData, PurchaseOrderLine, ReceivedItem,
};
pub use refusal::Refusal;
pub use registry::{Coded, CodedIdentification, CodedOperation, CodedReference};
pub use return_order::{
    ReturnCause, ReturnCauseReference, ReturnLineRequest, ReturnOrder, ReturnOrderKey, ReturnOrderLine,
    ReturnOrderQuery, ReturnOrderRequest, ReturnRefusal,
};
pub use rules::{
    BackOrderNumber, EmptyText, Fractions, InactiveArticles, MissingLines, OmittedField, RefusedRead,
    ReturnLineCodes, Rules, SupplierChange, TextLimits,
};
pub use shipment::{
    Shipment, ShipmentAddress, ShipmentAddressIdentification, ShipmentAddressOperation, ShipmentContainer,
    ShipmentData, ShipmentKey, ShipmentParty, ShipmentPartyReference, ShipmentPayment, ShipmentQuery,
    ShipmentRequest,
};
pub use status::OrderStatus;
pub use supplier::{Supplier, SupplierIdentification, SupplierReference};
pub use update_order::{LineChange, LineKey, OrderChange, OrderKey};
pub use warehouse::Shortage;

use super::clock::Clock;
use catalogue::Catalogue;
use customer::Customers;
use order_book::OrderBook;
use refusal::refuse;
use registry::Registry;
use status::Statuses;
use supplier::Suppliers;

/// One warehouse with one goods owner: articles, stock, orders, customers and the lists they refer to.
#[derive(Debug, Clone)]
pub struct World {
    rules: Rules,
    clock: Clock,
    articles: Catalogue,
    orders: OrderBook,
    customers: Customers,
    suppliers: Suppliers,
    statuses: Statuses,
    purchase_orders: BTreeMap<i32, PurchaseOrder>,
    purchase_order_statuses: Statuses,
    purchase_order_types: Registry,
    return_orders: BTreeMap<i32, ReturnOrder>,
    return_order_statuses: Statuses,
    return_causes: Vec<ReturnCause>,
    shipments: BTreeMap<i32, Shipment>,
    shipment_statuses: Statuses,
    shipment_addresses: Vec<ShipmentAddress>,
    last_shipment_id: i32,
    article_groups: Registry,
    article_categories: Registry,
    customer_groups: Registry,
    order_types: Registry,
    way_of_delivery_types: Registry,
    terms_of_delivery_types: Registry,
    vat_codes: Vec<VatCode>,
    warehouses: Vec<Warehouse>,
    transporter_contracts: Vec<TransporterContract>,
    adjustments: Vec<Adjustment>,
    archive: file::Archive,
    last_line_id: i32,
    last_article_item_id: i32,
}

/// What came of creating or updating something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Processed {
    /// Ongoing's id of it.
    pub id: i32,
    /// Whether it was made just now.
    pub created: bool,
    /// A text for people.
    pub message: String,
}

impl World {
    pub(super) fn new(rules: Rules, clock: Clock) -> Self {
        Self {
            rules,
            clock,
            articles: Catalogue::default(),
            orders: OrderBook::default(),
            customers: Customers::default(),
            suppliers: Suppliers::default(),
            statuses: Statuses::default(),
            purchase_orders: BTreeMap::new(),
            purchase_order_statuses: Statuses::of_purchase_orders(),
            purchase_order_types: Registry::new("The purchase order type"),
            return_orders: BTreeMap::new(),
            return_order_statuses: Statuses::of_return_orders(),
            return_causes: Vec::new(),
            shipments: BTreeMap::new(),
            shipment_statuses: Statuses::of_shipments(),
            shipment_addresses: Vec::new(),
            last_shipment_id: 9000,
            article_groups: Registry::new("The article group"),
            article_categories: Registry::new("The article category"),
            customer_groups: Registry::new("The customer group"),
            order_types: Registry::new("The order type"),
            way_of_delivery_types: Registry::new("The way of delivery"),
            terms_of_delivery_types: Registry::new("The terms of delivery"),
            vat_codes: Vec::new(),
            warehouses: vec![Warehouse { id: 1, code: "MAIN".to_owned(), name: "Main warehouse".to_owned() }],
            transporter_contracts: Vec::new(),
            adjustments: Vec::new(),
            archive: file::Archive::default(),
            last_line_id: 30_000,
            last_article_item_id: 70_000,
        }
    }

    /// How this warehouse behaves.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// How this warehouse behaves, to be changed while it runs.
    pub fn rules_mut(&mut self) -> &mut Rules {
        &mut self.rules
    }

    /// Now, by the simulator's clock.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// All articles, by ascending system id.
    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        self.articles.iter()
    }

    /// The article with this system id.
    pub fn article(&self, system_id: i32) -> Option<&Article> {
        self.articles.get(system_id)
    }

    /// The article with this number.
    pub fn article_by_number(&self, number: &str) -> Option<&Article> {
        self.articles.by_number(number)
    }

    /// The article with this product code; the oldest of several.
    pub fn article_by_product_code(&self, code: &str) -> Option<&Article> {
        self.articles.by_product_code(code)
    }

    /// All orders, by ascending id.
    pub fn orders(&self) -> impl Iterator<Item = &Order> {
        self.orders.iter()
    }

    /// The order with this number; the oldest of several.
    pub fn order(&self, number: &str) -> Option<&Order> {
        self.orders.by_number(number)
    }

    /// The order with this id.
    pub fn order_by_id(&self, order_id: i32) -> Option<&Order> {
        self.orders.get(order_id)
    }

    /// All customer records, oldest first.
    pub fn customers(&self) -> &[Customer] {
        self.customers.all()
    }

    /// The customer record with this id.
    pub fn customer(&self, id: i32) -> Option<&Customer> {
        self.customers.get(id)
    }

    /// All suppliers, oldest first.
    pub fn suppliers(&self) -> &[Supplier] {
        self.suppliers.all()
    }

    /// The main supplier of an article.
    pub fn main_supplier(&self, article: &Article) -> Option<&Supplier> {
        self.suppliers.get(article.main_supplier?)
    }

    /// The ways of delivery.
    pub fn way_of_delivery_types(&self) -> &[Coded] {
        self.way_of_delivery_types.entries()
    }

    /// The article groups.
    pub fn article_groups(&self) -> &[Coded] {
        self.article_groups.entries()
    }

    /// The warehouse buildings.
    pub fn warehouses(&self) -> &[Warehouse] {
        &self.warehouses
    }

    /// The contracts with carriers, in the order in which they were made.
    pub fn transporter_contracts(&self) -> &[TransporterContract] {
        &self.transporter_contracts
    }

    /// The statuses of this warehouse.
    pub fn order_statuses(&self) -> Vec<OrderStatus> {
        self.statuses.list()
    }

    /// The statuses that purchase orders can have.
    pub fn purchase_order_statuses(&self) -> Vec<OrderStatus> {
        self.purchase_order_statuses.list()
    }

    /// The types that purchase orders can have.
    pub fn purchase_order_types(&self) -> &[Coded] {
        self.purchase_order_types.entries()
    }

    /// The statuses that return orders can have.
    pub fn return_order_statuses(&self) -> Vec<OrderStatus> {
        self.return_order_statuses.list()
    }

    /// The supplier of a purchase order.
    pub fn supplier_of(&self, order: &PurchaseOrder) -> Option<&Supplier> {
        self.suppliers.get(order.supplier?)
    }

    /// The name of a status; none when this warehouse has no such number.
    pub fn status_name(&self, number: i32) -> Option<&str> {
        self.statuses.name(number)
    }

    /// Adds a status, or renames one.
    pub fn put_order_status(&mut self, number: i32, name: impl Into<String>) {
        self.statuses.put(number, name.into());
    }

    /// Removes a status from the list; orders that have it keep it.
    pub fn remove_order_status(&mut self, number: i32) {
        self.statuses.remove(number);
    }

    /// Changes an order, stamps it, and moves the balances of the articles that it needs.
    fn change_order<T>(&mut self, id: i32, change: impl FnOnce(&mut Order, DateTime<Utc>) -> T) -> Option<T> {
        let now = self.now();
        let mut order = self.orders.take(id)?;
        let mut moved: BTreeMap<i32, (Decimal, Decimal)> = BTreeMap::new();
        for (article, booked, allocated) in order.demand() {
            let entry = moved.entry(article).or_default();
            *entry = (entry.0 - booked, entry.1 - allocated);
        }
        order.last_updated = now;
        let status = order.status;
        let out = change(&mut order, now);
        if order.status != status {
            order.status_changed = now;
        }
        for (article, booked, allocated) in order.demand() {
            let entry = moved.entry(article).or_default();
            *entry = (entry.0 + booked, entry.1 + allocated);
        }
        self.orders.put(order);
        for (article, (booked, allocated)) in moved {
            if !booked.is_zero() || !allocated.is_zero() {
                self.articles.change_stock(article, |article| {
                    article.stock.booked += booked;
                    article.stock.allocated += allocated;
                    article.stock_changed = now;
                });
            }
        }
        Some(out)
    }

    fn next_line_id(&mut self) -> i32 {
        self.last_line_id += 1;
        self.last_line_id
    }
}

/// The form in which keys are compared: databases of this kind ignore case and blanks at the ends.
pub(crate) fn key(text: &str) -> String {
    text.trim().to_lowercase()
}

fn check_length(field: &str, text: Option<&str>, limit: usize) -> Result<(), Refusal> {
    let length = text.unwrap_or_default().chars().count();
    if length > limit {
        refuse!("{field} has {length} characters; at most {limit} are allowed.");
    }
    Ok(())
}
