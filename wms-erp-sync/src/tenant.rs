//! Tenants and their settings.

mod expected_receipts;
mod returns;
pub(crate) mod without_place;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use ongoing_client::model::Supplier;
use serde::Serialize;
use twentyfour_client::types::{Company, OrderSlipStateType, ProductId};
use wms_erp_mapping::{
    ArticleSettings, DeliveredFields, FurtherFields, OrderSettings, StockBasis, TimeZone, TrackingPlace,
};

use crate::canonical::{canonical, canonical_text};
use crate::hooks::{Hooks, NoHooks};
use crate::port::{ErpPort, WmsPort};
use crate::process_id::Process;
pub use expected_receipts::ExpectedReceipts;
pub use returns::{ReturnAction, Returns};
pub use without_place::FieldWithoutPlace;

/// One company of the ERP and one goods owner of the WMS, and the settings of what is synchronised between them.
///
/// A process without settings is off. In a new tenant, all processes are off.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Tenant {
    /// The name in stores, reports and logs; it must stay the same.
    pub name: String,
    /// The ERP's side.
    pub erp: Arc<dyn ErpPort>,
    /// The WMS's side.
    pub wms: Arc<dyn WmsPort>,
    /// The time zone of ERP times without an offset, and of the ERP's calendar dates.
    pub erp_zone: TimeZone,
    /// The time zone of WMS times without an offset.
    pub wms_zone: TimeZone,
    /// Whether another tenant may use the same company of the ERP. Unless both tenants allow it, the engine refuses to
    /// run: every order would go to both warehouses.
    pub shared_company: bool,
    /// Whether another tenant may use the same goods owner of the WMS. Unless both tenants allow it, the engine refuses
    /// to run: each would overwrite the articles and orders of the other.
    pub shared_goods_owner: bool,
    /// The host's hooks.
    pub hooks: Arc<dyn Hooks>,
    /// How long completed orders are kept; see [`PurgeReport`](crate::PurgeReport).
    pub retention: TimeDelta,
    /// The settings of articles.
    pub articles: Option<Articles>,
    /// The settings of suppliers. They are transferred with articles: with [`articles`](Self::articles) off, only with
    /// those that orders need.
    pub suppliers: Option<Suppliers>,
    /// Sales orders.
    pub orders: Option<Orders>,
    /// "Sent" from the WMS to the ERP.
    pub order_status: Option<OrderStatusSettings>,
    /// What becomes of goods that came back to the WMS.
    pub returns: Option<Returns>,
    /// Purchase orders to the WMS, and what it receives of them back to their source.
    pub expected_receipts: Option<ExpectedReceipts>,
    /// Stock from the WMS to the ERP.
    pub stock: Option<Stock>,
}

impl Tenant {
    /// The default of [`retention`](Self#structfield.retention): a year, and five weeks to look back at it.
    pub const RETENTION: TimeDelta = TimeDelta::days(400);

    pub(crate) const ERP_ZONE: TimeZone = TimeZone::OSLO;

    /// A tenant with all processes off.
    pub fn new(name: impl Into<String>, erp: Arc<dyn ErpPort>, wms: Arc<dyn WmsPort>) -> Self {
        Self {
            name: name.into(),
            erp,
            wms,
            erp_zone: Self::ERP_ZONE,
            wms_zone: TimeZone::STOCKHOLM,
            shared_company: false,
            shared_goods_owner: false,
            hooks: Arc::new(NoHooks),
            retention: Self::RETENTION,
            articles: None,
            suppliers: None,
            orders: None,
            order_status: None,
            returns: None,
            expected_receipts: None,
            stock: None,
        }
    }

    /// With hooks of the host.
    #[must_use]
    pub fn hooks(self, hooks: impl Hooks) -> Self {
        Self { hooks: Arc::new(hooks), ..self }
    }

    /// Allows or forbids that another tenant uses the same company of the ERP; see
    /// [`shared_company`](Self#structfield.shared_company).
    #[must_use]
    pub fn shared_company(self, shared: bool) -> Self {
        Self { shared_company: shared, ..self }
    }

    /// Allows or forbids that another tenant uses the same goods owner of the WMS; see
    /// [`shared_goods_owner`](Self#structfield.shared_goods_owner).
    #[must_use]
    pub fn shared_goods_owner(self, shared: bool) -> Self {
        Self { shared_goods_owner: shared, ..self }
    }

    /// Sets the retention time, at least a day.
    #[must_use]
    pub fn retention(self, retention: TimeDelta) -> Self {
        Self { retention, ..self }
    }

    /// Articles with these settings.
    #[must_use]
    pub fn articles(self, articles: Articles) -> Self {
        Self { articles: Some(articles), ..self }
    }

    /// Suppliers.
    #[must_use]
    pub fn suppliers(self, suppliers: Suppliers) -> Self {
        Self { suppliers: Some(suppliers), ..self }
    }

    /// Orders with these settings.
    #[must_use]
    pub fn orders(self, orders: Orders) -> Self {
        Self { orders: Some(orders), ..self }
    }

    /// Order status with these settings.
    #[must_use]
    pub fn order_status(self, order_status: OrderStatusSettings) -> Self {
        Self { order_status: Some(order_status), ..self }
    }

    /// Returns with these settings.
    #[must_use]
    pub fn returns(self, returns: Returns) -> Self {
        Self { returns: Some(returns), ..self }
    }

    /// Expected receipts with these settings.
    #[must_use]
    pub fn expected_receipts(self, expected_receipts: ExpectedReceipts) -> Self {
        Self { expected_receipts: Some(expected_receipts), ..self }
    }

    /// Stock with these settings.
    #[must_use]
    pub fn stock(self, stock: Stock) -> Self {
        Self { stock: Some(stock), ..self }
    }

    /// The settings of articles, with those of the suppliers that travel on them.
    pub(crate) fn article_settings(&self) -> ArticleSettings {
        let mut settings = self.articles.clone().unwrap_or_default().mapping;
        settings.suppliers = self.suppliers.is_some();
        settings.supplier_fields = self.suppliers.clone().unwrap_or_default().fields;
        settings
    }

    /// The further fields whose targets the transport lacks, such as those that Ongoing's REST interface does not have.
    /// A process with such a field does not run.
    pub fn fields_without_place(&self) -> Vec<FieldWithoutPlace> {
        without_place::all(self)
    }

    /// Whether orders go over with the parts of this product in its place: then it has no article and no stock of its own.
    pub(crate) fn is_kit(&self, product: ProductId) -> bool {
        self.orders.as_ref().is_some_and(|orders| orders.mapping.kits.is_kit(product))
    }

    /// Whether a built-in process is on.
    pub fn is_on(&self, process: Process) -> bool {
        match process {
            Process::Articles => self.articles.is_some(),
            Process::Suppliers => self.suppliers.is_some(),
            Process::Orders => self.orders.is_some(),
            Process::OrderStatus => self.order_status.is_some(),
            Process::Returns => self.returns.is_some(),
            Process::ExpectedReceipts => self.expected_receipts.is_some(),
            Process::Stock => self.stock.is_some(),
            Process::Custom(_) => false,
        }
    }
}

/// How products become articles.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Articles {
    /// The settings of the mapping.
    pub mapping: ArticleSettings,
}

/// How companies become suppliers.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Suppliers {
    /// Further fields of an article's main supplier, from its company. Empty by default.
    pub fields: FurtherFields<Company, Supplier>,
}

/// Which orders are imported, and how.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Orders {
    /// Which orders at the first start.
    pub since: Since,
    /// The statuses of orders that are imported.
    pub pull_status: Vec<OrderSlipStateType>,
    /// The status that an order gets in the ERP once it is in the WMS; `None` leaves it unchanged.
    pub import_status: Option<OrderSlipStateType>,
    /// Whether an order that was withdrawn in the ERP is cancelled in the WMS, while the WMS allows it.
    pub cancel_withdrawn: bool,
    /// The settings of the mapping.
    pub mapping: OrderSettings,
}

impl Orders {
    /// Confirmed orders that were ordered at `since` or later. There is no default on purpose: years of old orders are
    /// hard to remove from a warehouse.
    pub fn since(since: Since) -> Self {
        Self {
            since,
            pull_status: vec![OrderSlipStateType::Confirmed],
            import_status: None,
            cancel_withdrawn: false,
            mapping: OrderSettings::default(),
        }
    }
}

/// The age of the oldest order that is imported, by its `DateOrdered`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Since {
    /// Every order.
    All,
    /// Ordered on this day, in the ERP's zone, or later.
    Date(NaiveDate),
    /// Ordered at this instant or later.
    Time(DateTime<Utc>),
}

/// When an order counts as sent, and what is reported to the ERP.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct OrderStatusSettings {
    /// The WMS's status numbers that mean sent.
    pub sent_statuses: BTreeSet<i32>,
    /// The status that the order gets in the ERP.
    pub sent_status: OrderSlipStateType,
    /// What happens to an order that was sent with less than was ordered.
    pub short_shipment: ShortShipment,
    /// Whether the ERP gets an order for the rest, before the short one is set to sent and its rows are cut down to what
    /// was delivered. None for what the WMS has back-ordered itself.
    pub rest_orders: bool,
    /// Whether the quantities that the ERP has are reported to the WMS, in its field `ReportedNumberOfItems`.
    pub acknowledge: bool,
    /// Which fields of the ERP's rows are set to what was delivered of them: with Sent, and again when the WMS reports that more of
    /// the order was picked. None unless it is set: no vendor document says what the ERP does with them.
    pub delivered_quantities: Option<DeliveredFields>,
    /// In which text of the ERP's order the carrier and the tracking numbers are written, between markers. The ERP's contract has no
    /// field for them, so there is no default place: without one nothing of it is read or written.
    pub tracking: Option<TrackingPlace>,
    /// For how many days behind Sent waybills and parcels that are added are written too. 14 unless set otherwise.
    pub tracking_days: u32,
}

impl Default for OrderStatusSettings {
    /// 450 and 500 mean sent; `OrderState_Sent` is written to the ERP; short ones are reported, and nothing else is done.
    fn default() -> Self {
        Self {
            sent_statuses: BTreeSet::from([450, 500]),
            sent_status: OrderSlipStateType::OrderStateSent,
            short_shipment: ShortShipment::Report,
            rest_orders: false,
            acknowledge: false,
            delivered_quantities: None,
            tracking: None,
            tracking_days: 14,
        }
    }
}

/// What happens to an order that was sent with less than was ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum ShortShipment {
    /// It is set to sent; its short lines stay visible until a person has acknowledged them.
    #[default]
    Report,
    /// In addition, its rows are set to what was delivered, so that the customer is not billed for more.
    WriteQuantities,
    /// It is held until a person has it reported (`retry`).
    Hold,
}

/// Which quantity the ERP's stock follows.
///
/// Only articles that were transferred by us are followed. With [`Tenant::articles`] off another system creates them, and
/// every article counts whose product code is the id of a product.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Stock {
    /// Physical or sellable.
    pub basis: StockBasis,
    /// The safety limit, as a number of products: when more than this many, and more than half of those compared, would go to
    /// zero in one run, none of these zeros is written until a person approves them
    /// ([`Operator::release`](crate::Operator::release)).
    pub safety_limit: usize,
    /// The codes of the warehouses whose stock counts; none means all of them.
    pub warehouses: Vec<String>,
}

impl Stock {
    /// What the WMS is asked for, as one text: the same as long as the answers mean the same.
    pub(crate) fn question(&self) -> String {
        let warehouses = self.warehouses.iter().map(String::as_str).collect();
        let question = Question { basis: self.basis, warehouses };
        canonical_text(&canonical(&question, &Question::default()))
    }
}

/// The settings of stock that decide what the WMS's answers mean.
#[derive(Debug, Default, Serialize)]
struct Question<'a> {
    basis: StockBasis,
    warehouses: BTreeSet<&'a str>,
}

impl Default for Stock {
    /// The physical quantity, over all warehouses; the safety limit is 50 products.
    fn default() -> Self {
        Self { basis: StockBasis::Physical, safety_limit: 50, warehouses: Vec::new() }
    }
}
