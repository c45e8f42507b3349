//! The warehouse's own lists, which only REST has in this form. None of them is paged by the service.

use asmx_soap::XsDateTime;
use rust_decimal::Decimal;

use super::RestClient;
use super::convert::{adjustments, transporter_contract};
use super::exchange::Call;
use super::query::Query;
use super::wire::list::{GetAdjustments, GetContract, GetWarehouse, GetWayOfDeliveryTypes};
use crate::Error;
use crate::model::{ArticleClass, TransporterContract};

const GET_WAYS: Call = Call::get("GET /orders/wayOfDeliveryTypes");
const GET_ADJUSTMENTS: Call = Call::get("GET /inventoryAdjustments");
const GET_WAREHOUSES: Call = Call::get("GET /warehouses");
const GET_CONTRACTS: Call = Call::get("GET /transporterContracts");

/// A way of delivery of the warehouse's list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct WayOfDelivery {
    /// Ongoing's id of it.
    pub id: Option<i32>,
    /// Code: what orders name it by.
    pub code: Option<String>,
    /// Name. The warehouse owns it.
    pub name: Option<String>,
}

/// A warehouse building.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Warehouse {
    /// Id: what `OutboundWarehouse` of an order names it by.
    pub id: Option<i32>,
    /// Code.
    pub code: Option<String>,
    /// Name.
    pub name: Option<String>,
}

/// Which adjustments to read; nothing set means all.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct InventoryAdjustmentsQuery {
    /// Counted then or later.
    pub from: Option<XsDateTime>,
    /// Counted then or earlier.
    pub to_time: Option<XsDateTime>,
    /// Only those that have, or have not, been set to reported.
    pub is_reported: Option<bool>,
}

/// What counting changed for one article.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct InventoryAdjustments {
    /// The article: ids, number, code and name.
    pub article: ArticleClass,
    /// The single changes.
    pub adjustments: Vec<InventoryAdjustment>,
}

/// One change of a balance, found by counting or entered by hand.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct InventoryAdjustment {
    /// Id of the stock-taking.
    pub inventory_id: Option<i32>,
    /// By how much, with its sign.
    pub number_of_items: Option<Decimal>,
    /// When.
    pub inventory_time: Option<XsDateTime>,
    /// Comment on the item in stock.
    pub article_item_comment: Option<String>,
    /// Comment on the counting.
    pub inventory_item_comment: Option<String>,
    /// Code of the cause.
    pub cause_code: Option<String>,
    /// Name of the cause.
    pub cause_name: Option<String>,
    /// Place in the warehouse.
    pub location: Option<String>,
    /// Batch.
    pub batch_number: Option<String>,
    /// Serial number.
    pub serial: Option<String>,
    /// Code of the item's status.
    pub article_item_status_code: Option<String>,
    /// Name of the item's status.
    pub article_item_status_name: Option<String>,
    /// When the goods expire.
    pub expiry_date: Option<XsDateTime>,
    /// The building.
    pub warehouse: Option<Warehouse>,
}

impl RestClient {
    /// The ways of delivery that orders can name.
    ///
    /// # Errors
    /// As every request: see [`ErrorKind`](crate::ErrorKind).
    pub async fn way_of_delivery_types(&self) -> Result<Vec<WayOfDelivery>, Error> {
        let path = Query::of(self.goods_owner().id).to_path("/orders/wayOfDeliveryTypes");
        let types: GetWayOfDeliveryTypes = self.ask(GET_WAYS, &path).await?;
        let Some(types) = types.way_of_delivery_types else { return Err(Error::no_result(GET_WAYS.name)) };
        Ok(types
            .into_iter()
            .map(|way| WayOfDelivery { id: way.id, code: way.code, name: way.name })
            .collect())
    }

    /// What counting changed, by article. The service has no pages for it: bound it by time.
    ///
    /// # Errors
    /// As every request: see [`ErrorKind`](crate::ErrorKind).
    pub async fn inventory_adjustments(
        &self,
        query: &InventoryAdjustmentsQuery,
    ) -> Result<Vec<InventoryAdjustments>, Error> {
        let asked = Query::of(self.goods_owner().id)
            .with("from", query.from)
            .with("toTime", query.to_time)
            .with("isReported", query.is_reported);
        let lines: Option<Vec<GetAdjustments>> =
            self.ask(GET_ADJUSTMENTS, &asked.to_path("/inventoryAdjustments")).await?;
        Ok(lines.unwrap_or_default().into_iter().map(adjustments).collect())
    }

    /// The buildings that goods leave from.
    ///
    /// # Errors
    /// As every request: see [`ErrorKind`](crate::ErrorKind).
    pub async fn warehouses(&self) -> Result<Vec<Warehouse>, Error> {
        let warehouses: Option<Vec<GetWarehouse>> = self.ask(GET_WAREHOUSES, "/warehouses").await?;
        Ok(warehouses.unwrap_or_default().into_iter().map(Warehouse::from).collect())
    }

    /// The contracts with carriers that orders can name.
    ///
    /// # Errors
    /// As every request: see [`ErrorKind`](crate::ErrorKind).
    pub async fn transporter_contracts(&self) -> Result<Vec<TransporterContract>, Error> {
        let path = Query::of(self.goods_owner().id).to_path("/transporterContracts");
        let contracts: Option<Vec<GetContract>> = self.ask(GET_CONTRACTS, &path).await?;
        Ok(contracts.unwrap_or_default().into_iter().map(transporter_contract).collect())
    }
}

impl From<GetWarehouse> for Warehouse {
    fn from(warehouse: GetWarehouse) -> Self {
        Self { id: warehouse.id, code: warehouse.code, name: warehouse.name }
    }
}
