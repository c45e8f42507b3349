//! The warehouse's own lists, which only REST has in this form. None of them is paged by the service.

use super::RestClient;
use super::convert::transporter_contract;
use super::exchange::Call;
use super::query::Query;
use super::wire::list::{GetContract, GetWarehouse, GetWayOfDeliveryTypes};
use crate::Error;
use crate::model::TransporterContract;

const GET_WAYS: Call = Call::get("GET /orders/wayOfDeliveryTypes");
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
