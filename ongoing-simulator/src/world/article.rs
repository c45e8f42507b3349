//! Articles: what the warehouse stores about them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::merge::record;
use super::registry::{Coded, CodedReference};
use super::supplier::SupplierReference;

/// An article of the register, with its stock.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Ongoing's own id, given once and never again.
    pub system_id: i32,
    /// What was sent or typed about it.
    pub data: ArticleData,
    /// Its group.
    pub group: Option<Coded>,
    /// Its category.
    pub category: Option<Coded>,
    /// Its VAT code.
    pub vat: Option<VatCode>,
    /// Its main supplier's place in [`World::suppliers`](super::World::suppliers).
    pub main_supplier: Option<usize>,
    /// What it is made of, when it is a kit.
    pub structure: Option<Structure>,
    /// How much of it there is.
    pub stock: StockBalances,
    /// How much of it lies in other buildings than the first, by their ids.
    pub elsewhere: BTreeMap<i32, Decimal>,
    /// When its data last changed.
    pub last_updated: DateTime<Utc>,
    /// When one of its balances last changed.
    pub stock_changed: DateTime<Utc>,
}

impl Article {
    /// Its number.
    pub fn number(&self) -> &str {
        self.data.article_number.as_deref().unwrap_or_default()
    }

    /// Whether the warehouse keeps stock of it: yes, unless a sender said otherwise.
    pub fn is_stock_article(&self) -> bool {
        self.data.is_stock_article.unwrap_or(true)
    }

    /// Whether it is put together at picking time from parts that are in stock.
    pub fn is_kit(&self) -> bool {
        self.structure.as_ref().is_some_and(|structure| structure.kind == StructureKind::Structure)
    }
}

/// The balances of one article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct StockBalances {
    /// What lies in the warehouse. Never negative; picked goods have left it.
    pub physical: Decimal,
    /// Ordered by orders below status 400 and not picked yet.
    pub booked: Decimal,
    /// Set aside for orders and not picked yet.
    pub allocated: Decimal,
    /// Locked by hand: damaged, in quarantine.
    pub locked: Decimal,
    /// Announced and not received yet.
    pub to_receive: Decimal,
    /// When goods last came in.
    pub last_in: Option<DateTime<Utc>>,
}

impl StockBalances {
    /// What can still be promised: physical, without what is locked and what orders need. May be negative.
    pub fn sellable(&self) -> Decimal {
        self.physical - self.locked - self.booked
    }
}

record! {
    /// What a sender tells about an article. `None`: not given.
    pub struct ArticleData {
        /// The number, unique within the goods owner.
        pub article_number: Option<String>,
        /// The name.
        pub article_name: Option<String>,
        /// The alternate key: mostly the id in the system that owns the article.
        pub product_code: Option<String>,
        /// The bar code of one piece.
        pub bar_code: Option<String>,
        /// The supplier's number for it.
        pub supplier_article_number: Option<String>,
        /// A longer description.
        pub article_description: Option<String>,
        /// The unit, e.g. `pcs`.
        pub article_unit_code: Option<String>,
        /// The country it comes from (ISO 3166 alpha-2).
        pub country_of_origin_code: Option<String>,
        /// The customs statistics number.
        pub statistics_number: Option<String>,
        /// The currency of the purchase price.
        pub purchase_currency_code: Option<String>,
        /// Gross weight (kg in the vendor's samples).
        pub weight: Option<Decimal>,
        /// Net weight.
        pub net_weight: Option<Decimal>,
        /// Volume.
        pub volume: Option<Decimal>,
        /// Length.
        pub length: Option<Decimal>,
        /// Width.
        pub width: Option<Decimal>,
        /// Height.
        pub height: Option<Decimal>,
        /// Pieces on a pallet.
        pub quantity_per_pallet: Option<i32>,
        /// Pieces in a package.
        pub quantity_per_package: Option<i32>,
        /// The balance at which to order again.
        pub order_point: Option<i32>,
        /// The price that values the stock.
        pub price: Option<Decimal>,
        /// The price to customers.
        pub customer_price: Option<Decimal>,
        /// The price from the supplier.
        pub purchase_price: Option<Decimal>,
        /// Whether stock is kept of it (none given: yes).
        pub is_stock_article: Option<bool>,
        /// Dangerous goods declarations.
        pub dangerous_goods: Vec<DangerousGoods>,
        /// Names in other languages.
        pub names: Vec<ArticleName>,
        /// Whether it has a certificate of preferential origin.
        pub is_gsp_certified: Option<bool>,
        /// The longest time in stock, in days.
        pub max_stock_days: Option<i32>,
        /// The bar code of a package.
        pub bar_code_package: Option<String>,
        /// Where a picture is.
        pub link_to_picture: Option<String>,
        /// The bar code of a pallet.
        pub bar_code_pallet: Option<String>,
        /// Pieces on a layer of a pallet.
        pub quantity_per_layer: Option<i32>,
        /// The height of a full pallet.
        pub pallet_height: Option<Decimal>,
        /// Tariff numbers by country.
        pub taric_numbers: Vec<TaricNumber>,
        /// Whether it is no longer used.
        pub is_obsolete: Option<bool>,
        /// Whether each piece has a serial number.
        pub is_serial_number_article: Option<bool>,
        /// Whether goods come in batches.
        pub is_batch_article: Option<bool>,
        /// A number of free use.
        pub free_decimal1: Option<Decimal>,
        /// A second number of free use.
        pub free_decimal2: Option<Decimal>,
        /// Days that must be left before it expires.
        pub min_days_to_expiry_date: Option<i32>,
        /// A second statistics number.
        pub additional_statistics_number: Option<String>,
        /// Conditions of export.
        pub customs_export_conditions: Option<String>,
        /// The colour's code.
        pub color_code: Option<String>,
        /// The colour's name.
        pub color_name: Option<String>,
        /// The size's code.
        pub size_code: Option<String>,
        /// The size's name.
        pub size_name: Option<String>,
    }
}

/// A dangerous goods declaration.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DangerousGoods {
    /// The UN number.
    pub un_number: String,
    /// Whether it harms the sea.
    pub is_marine_hazard: Option<bool>,
    /// Whether it counts as dangerous goods.
    pub is_dangerous_goods: Option<bool>,
    /// The packing group: `I`, `II`, `III` or `Unknown`.
    pub package_type: String,
    /// Tunnel restriction codes.
    pub tunnel_codes: Vec<String>,
    /// The class.
    pub class_number: Option<String>,
    /// Proper shipping names with their languages.
    pub proper_shipping_names: Vec<(Option<String>, Option<String>)>,
    /// The labels.
    pub label_numbers: Option<String>,
    /// The coefficient of the 1000 point rule.
    pub coefficient: Option<Decimal>,
    /// The emergency schedule at sea.
    pub ems_code: Option<String>,
}

/// An article's name in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleName {
    /// The language.
    pub language_code: Option<String>,
    /// The name.
    pub name: Option<String>,
}

/// A tariff number for one country.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TaricNumber {
    /// The country.
    pub country_code: Option<String>,
    /// The number.
    pub number: Option<String>,
}

/// A VAT code with its rate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VatCode {
    /// The code.
    pub code: String,
    /// The rate in per cent.
    pub percent: Option<Decimal>,
}

/// A request's reference to a VAT code.
#[derive(Debug, Clone, PartialEq)]
pub struct VatReference {
    /// Whether an unknown code is made (else it must be there).
    pub create: bool,
    /// Whether the rate finds it (else the code).
    pub by_percent: bool,
    /// What is sought.
    pub vat: VatCode,
}

/// What a kit is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Structure {
    /// When it is put together.
    pub kind: StructureKind,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// When a kit is put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StructureKind {
    /// At picking: order lines fall apart into the parts.
    Structure,
    /// Beforehand: the finished article is in stock by itself.
    Production,
}

/// A part of a kit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The article.
    pub system_id: i32,
    /// How many of it are in one kit.
    pub number_of_items: Decimal,
}

/// Which field finds the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArticleIdentification {
    /// Ongoing's id.
    SystemId,
    /// The article number.
    ArticleNumber,
    /// The product code.
    ProductCode,
    /// The name.
    ArticleName,
}

/// What a sender asks for with one article: create it or update it.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleDefinition {
    /// Which field finds it. That field must be filled.
    pub identification: ArticleIdentification,
    /// Ongoing's id.
    pub system_id: Option<i32>,
    /// Its fields.
    pub data: ArticleData,
    /// Its group.
    pub group: Option<CodedReference>,
    /// Its category.
    pub category: Option<CodedReference>,
    /// Its VAT code.
    pub vat: Option<VatReference>,
    /// Its main supplier.
    pub main_supplier: Option<SupplierReference>,
    /// When it is a kit: when it is put together, and from what.
    pub structure: Option<(StructureKind, Vec<(Decimal, Self)>)>,
}

impl ArticleDefinition {
    /// A definition that says nothing yet but how the article is found.
    pub fn identified_by(identification: ArticleIdentification) -> Self {
        Self {
            identification,
            system_id: None,
            data: ArticleData::default(),
            group: None,
            category: None,
            vat: None,
            main_supplier: None,
            structure: None,
        }
    }
}
