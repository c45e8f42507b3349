//! How a schedule's tenant is set up, and how the vendors behave where they leave it open.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset, TimeDelta, TimeZone as _, Utc};
use fastrand::Rng;
use ongoing_simulator::SimulatorBuilder;
use ongoing_simulator::world::{BackOrderNumber, InactiveArticles, OmittedField};
use twentyfour_client::types::{InvoiceOrder, OrderSlipStateType, Product};
use twentyfour_simulator::{DeliveredQuantities, Options, RefusalForm, Sentinels, Zone};
use wms_erp_sync::mapping::{DeliveredFields, FurtherField, TrackingPlace};
use wms_erp_sync::{
    Articles, HookFields, Hooks, OrderStatusSettings, Orders, ReturnAction, Returns, Selection,
    ShortShipment, Since, Suppliers, Tenant, TimeZone,
};

use crate::kits::Kit;

/// A Monday in winter, and the nights in which the clocks change.
const DAYS: [&str; 3] = ["2026-03-02T07:00:00Z", "2026-03-28T22:00:00Z", "2026-10-24T22:00:00Z"];

/// What the host has chosen, and how the vendors behave.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Choices {
    pub(crate) rest_orders: bool,
    short_shipment: ShortShipment,
    acknowledge: bool,
    cancel_withdrawn: bool,
    import_status: bool,
    pub(crate) suppliers: bool,
    /// Over REST.
    pub(crate) rest: bool,
    /// Whether the clients try again by themselves. Without it, every fault reaches the engine.
    pub(crate) retries: bool,
    pub(crate) day: &'static str,
    /// Whether both vendors write times of their own zones.
    local: bool,
    sent_deducts: bool,
    stock_changes_product: bool,
    sentinels: Sentinels,
    ids_always: bool,
    nil_slots: bool,
    rounded_changes: bool,
    omitted_status_is_web: bool,
    session_requests: Option<u32>,
    refusal: RefusalForm,
    omitted_field: OmittedField,
    back_order_number: BackOrderNumber,
    reporting_updates_order: bool,
    new_article_changes_stock: bool,
    inactive_articles: InactiveArticles,
    rest_gone_status: u16,
    /// Whether further fields go over.
    pub(crate) further: bool,
    /// Whether hooks ignore some orders and products.
    pub(crate) selects: bool,
    /// Where tracking goes.
    pub(crate) tracking: Option<TrackingPlace>,
    /// Which fields of rows are set to what was delivered.
    pub(crate) delivered: Option<DeliveredFields>,
    /// What the ERP does with them.
    delivered_quantities: DeliveredQuantities,
    /// Whether parcels count as updates of their orders.
    tracking_updates_order: bool,
    /// Whether goods are ordered from suppliers.
    pub(crate) purchases: bool,
    /// Whether the WMS opens a cancelled purchase order again that is written.
    reopened_purchase_orders: bool,
    /// What is made of returns.
    pub(crate) returns: Option<ReturnAction>,
    /// Whether the company sells a kit.
    pub(crate) kits: bool,
    /// That kit, once its products are known.
    pub(crate) kit: Option<Kit>,
}

impl Choices {
    pub(crate) fn draw(random: &mut Rng) -> Self {
        let day = DAYS[random.usize(..5) % 3];
        let mut choices = Self {
            rest_orders: random.bool(),
            short_shipment: [
                ShortShipment::Report,
                ShortShipment::Report,
                ShortShipment::WriteQuantities,
                ShortShipment::WriteQuantities,
                ShortShipment::Hold,
            ][random.usize(..5)],
            acknowledge: random.bool(),
            cancel_withdrawn: random.bool(),
            import_status: random.u32(..4) == 0,
            suppliers: random.bool(),
            rest: random.u32(..4) == 0,
            retries: random.u32(..3) == 0,
            day,
            local: day != DAYS[0] || random.bool(),
            sent_deducts: random.bool(),
            stock_changes_product: random.u32(..4) > 0,
            sentinels: [Sentinels::Absent, Sentinels::Explicit, Sentinels::Mixed][random.usize(..3)],
            ids_always: random.bool(),
            nil_slots: random.bool(),
            rounded_changes: random.u32(..4) > 0,
            omitted_status_is_web: random.bool(),
            session_requests: (random.u32(..4) == 0).then(|| random.u32(2..20)),
            refusal: [RefusalForm::Fault, RefusalForm::Text(429), RefusalForm::Html(403)][random.usize(..3)],
            omitted_field: [OmittedField::Kept, OmittedField::Cleared][random.usize(..2)],
            back_order_number: [BackOrderNumber::Suffixed, BackOrderNumber::Same, BackOrderNumber::Empty]
                [random.usize(..3)],
            reporting_updates_order: random.bool(),
            new_article_changes_stock: random.bool(),
            inactive_articles: [InactiveArticles::Refused, InactiveArticles::Taken][random.usize(..2)],
            rest_gone_status: [404, 400][random.usize(..2)],
            further: false,
            selects: false,
            tracking: None,
            delivered: None,
            delivered_quantities: DeliveredQuantities::Kept,
            tracking_updates_order: true,
            purchases: false,
            reopened_purchase_orders: false,
            returns: None,
            kits: false,
            kit: None,
        };
        // Of a random sequence of their own: what came before them stays what it was for every seed.
        let mut random = random.clone();
        (choices.further, choices.selects) = (random.u32(..3) == 0, random.u32(..4) == 0);
        choices.tracking = [Some(TrackingPlace::InvoiceText), Some(TrackingPlace::DeliveryAlternative), None]
            [random.usize(..3)];
        choices.tracking_updates_order = random.bool();
        choices.delivered = [None, Some(DeliveredFields::Delivered), Some(DeliveredFields::DeliveredAndRest)]
            [random.usize(..3)];
        choices.delivered_quantities = match random.u32(..6) {
            0 => DeliveredQuantities::Ignored,
            1 => DeliveredQuantities::Refused,
            _ => DeliveredQuantities::Kept,
        };
        choices.returns = match random.u32(..6) {
            0..3 => Some(ReturnAction::Credit),
            3 => Some(ReturnAction::Notice),
            _ => None,
        };
        choices.kits = random.u32(..3) == 0;
        choices.purchases = random.u32(..3) == 0;
        choices.reopened_purchase_orders = random.bool();
        choices
    }

    /// Whether the ERP does not tell that somebody counted goods there.
    pub(crate) fn counts_are_silent(&self) -> bool {
        !self.stock_changes_product
    }

    /// Whether the WMS does not tell that a parcel came.
    pub(crate) fn parcels_are_silent(&self) -> bool {
        self.tracking.is_some() && !self.tracking_updates_order
    }

    /// Whether rows are set to what was sent.
    pub(crate) fn writes_rows(&self) -> bool {
        self.rest_orders || matches!(self.short_shipment, ShortShipment::WriteQuantities)
    }

    pub(crate) fn options(&self) -> Options {
        let mut options = Options::default();
        options.sent_deducts_stock = self.sent_deducts;
        options.stock_changes_product = self.stock_changes_product;
        options.sentinels = self.sentinels;
        options.ids_always = self.ids_always;
        options.nil_slots = self.nil_slots;
        options.rounded_changes = self.rounded_changes;
        options.omitted_status_is_web = self.omitted_status_is_web;
        options.delivered_quantities = self.delivered_quantities;
        options.session_requests = self.session_requests;
        options.quota.refusal = self.refusal;
        if self.local {
            options.zone = Zone::new(|utc: NaiveDateTime| {
                TimeDelta::seconds(offset(TimeZone::OSLO, utc.and_utc()).local_minus_utc().into())
            });
        }
        options
    }

    pub(crate) fn warehouse(self, warehouse: SimulatorBuilder) -> SimulatorBuilder {
        let warehouse = warehouse.rules(|rules| {
            rules.omitted_field = self.omitted_field;
            rules.back_order_number = self.back_order_number;
            rules.reporting_updates_order = self.reporting_updates_order;
            rules.tracking_updates_order = self.tracking_updates_order;
            rules.new_article_changes_stock = self.new_article_changes_stock;
            rules.inactive_articles = self.inactive_articles;
            rules.rest_gone_status = self.rest_gone_status;
            rules.reopened_purchase_orders = self.reopened_purchase_orders;
        });
        match self.local {
            true => warehouse.local_offset(|at| offset(TimeZone::STOCKHOLM, at)),
            false => warehouse,
        }
    }

    pub(crate) fn apply(&self, tenant: Tenant) -> Tenant {
        let mut orders = Orders::since(Since::All);
        orders.cancel_withdrawn = self.cancel_withdrawn;
        orders.import_status = self.import_status.then_some(OrderSlipStateType::Production);
        let mut status = OrderStatusSettings::default();
        status.rest_orders = self.rest_orders;
        status.acknowledge = self.acknowledge;
        status.short_shipment = self.short_shipment;
        // Clocks are wrong by days here.
        status.delivered_quantities = self.delivered;
        (status.tracking, status.tracking_days) = (self.tracking, 1000);
        orders.mapping.kits = self.kit.map(Kit::table).unwrap_or_default();
        let mut articles = Articles::default();
        if self.further {
            let text = FurtherField::from_field("ReferenceNumber", "OrderInfo.FreeText1").unwrap();
            orders.mapping.fields = vec![text].into();
            let text = FurtherField::from_field("Name", "ArticleDescription").unwrap();
            articles.mapping.fields = vec![text].into();
        }
        let tenant = tenant.articles(articles).orders(orders).order_status(status);
        let tenant = match self.returns {
            Some(ReturnAction::Credit) => tenant.returns(Returns::credits(Since::All)),
            Some(_) => tenant.returns(Returns::notices(Since::All)),
            None => tenant,
        };
        let tenant = if self.selects { tenant.hooks(Selects) } else { tenant };
        if self.suppliers { tenant.suppliers(Suppliers::default()) } else { tenant }
    }
}

/// Ignores some references and a number. Either may be another later, or that of a record that the WMS has already.
#[derive(Debug)]
struct Selects;

impl Hooks for Selects {
    fn fields(&self) -> HookFields {
        HookFields::none()
    }

    fn select_order(&self, order: &InvoiceOrder) -> Selection {
        select(ignores_reference(order.reference_number.as_deref()))
    }

    fn select_product(&self, product: &Product) -> Selection {
        select(ignores_number(product.no.as_deref()))
    }
}

fn select(ignores: bool) -> Selection {
    if ignores { Selection::Ignore } else { Selection::Keep }
}

/// Whether the hooks ignore an order with this reference.
pub(crate) fn ignores_reference(reference: Option<&str>) -> bool {
    matches!(reference, Some("PO-1" | "PO-2" | "PO-3"))
}

/// Whether the hooks ignore a product with this number.
pub(crate) fn ignores_number(number: Option<&str>) -> bool {
    number == Some("VARE-3")
}

fn offset(zone: TimeZone, at: DateTime<Utc>) -> FixedOffset {
    zone.offset_from_utc_datetime(&at.naive_utc()).fix()
}
