use std::fmt::Debug;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use twentyfour_client::Properties;
use twentyfour_client::properties::Selectable;
use twentyfour_client::types::{
    Company, CompanyId, InvoiceOrder, OrderId, OrderSlipStateType, Product, ProductId,
};

use super::{Meter, PortError, Records};

/// The part of 24SevenOffice that the engine needs. One value speaks for one company.
#[async_trait]
pub trait ErpPort: Send + Sync + Debug {
    /// The same port, with its requests counted by `meter`.
    fn metered(&self, meter: Meter) -> Arc<dyn ErpPort>;

    /// Host and port that requests go to, where that is known. Runs are spread over addresses: what hangs at one hangs for all
    /// tenants that go there, and keeps no tenant of another one waiting. A port that wraps another hands this on.
    fn address(&self) -> Option<String> {
        None
    }

    /// How many more requests it would take in this hour, where that is known without asking. For reports.
    fn requests_left(&self) -> Option<u32> {
        None
    }

    /// Which company this is: an id that stays, and a name for people.
    async fn identity(&self) -> Result<(String, String), PortError>;

    /// The companies that the user may speak for, as [`identity`](Self::identity) tells them.
    async fn identities(&self) -> Result<Vec<(String, String)>, PortError>;

    /// The products that changed after `since` (all of them without), with `properties` filled.
    async fn products_changed(
        &self,
        since: Option<DateTime<Utc>>,
        properties: &Properties<Product>,
    ) -> Result<Records<Product>, PortError>;

    /// The products with these ids, any number of them; unknown ids are left out.
    async fn products(
        &self,
        ids: &[ProductId],
        properties: &Properties<Product>,
    ) -> Result<Records<Product>, PortError>;

    /// The heads of the orders in these states: OrderId, CustomerId, OrderStatus, DateChanged, DateOrdered,
    /// OrderTotalIncVat.
    async fn order_heads_in(&self, states: &[OrderSlipStateType])
    -> Result<Records<InvoiceOrder>, PortError>;

    /// The heads of the orders with these ids; unknown ids are left out.
    async fn order_heads(&self, ids: &[OrderId]) -> Result<Records<InvoiceOrder>, PortError>;

    /// The orders with these ids, with their heads and these properties of them and of their rows filled; unknown ids are left out.
    async fn orders(
        &self,
        ids: &[OrderId],
        properties: &Properties<InvoiceOrder>,
    ) -> Result<Records<InvoiceOrder>, PortError>;

    /// The orders whose `ExternalStatus` is one of these ids: those that were made for the rest of these orders. Heads,
    /// with `ExternalStatus`. Credits for returns are found the same way: theirs is the id of the return in the WMS, with a minus.
    async fn orders_for_rest_of(&self, ids: &[OrderId]) -> Result<Records<InvoiceOrder>, PortError>;

    /// Saves orders, at most a hundred; an answer for each, in the order given. An outer error says that nothing is known
    /// of any of them.
    async fn save_orders(
        &self,
        orders: Vec<InvoiceOrder>,
    ) -> Result<Vec<Result<InvoiceOrder, PortError>>, PortError>;

    /// Sets the stock of one product.
    async fn set_stock(&self, product: ProductId, quantity: Decimal) -> Result<(), PortError>;

    /// The companies with these ids, with `properties` filled; unknown ids are left out.
    async fn companies(
        &self,
        ids: &[CompanyId],
        properties: &Properties<Company>,
    ) -> Result<Records<Company>, PortError>;

    /// The companies that changed after `since` (all of them without).
    async fn companies_changed(
        &self,
        since: Option<DateTime<Utc>>,
        properties: &Properties<Company>,
    ) -> Result<Records<Company>, PortError>;
}

/// Properties by the vendor's names, as the mapping lists them.
pub(crate) fn named<T: Selectable>(names: &[&'static str]) -> Properties<T> {
    Properties::named(names.iter().copied())
}

/// Properties of orders, and of their rows.
pub(crate) fn order_named(order: &[&'static str], rows: &[&'static str]) -> Properties<InvoiceOrder> {
    named(order).rows(named(rows))
}
