//! Shipments.

use asmx_soap::{Secret, element};
#[cfg(feature = "client")]
use futures::stream::BoxStream;

use crate::NAMESPACE;
use crate::model::{
    FileResultClass, Shipment, ShipmentAddressOperation, ShipmentContainerItem, ShipmentFilters,
    ShipmentInfo, ShipmentOperation, UpdateShipmentResult,
};
use crate::soap::operation::operation;
#[cfg(feature = "client")]
use crate::soap::verdict::message;
#[cfg(feature = "client")]
use crate::{Client, Error, ProcessedShipment};

element! {
    /// Creates, updates or removes a shipment.
    pub struct ProcessShipment in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// The shipment.
        "Shipment" shipment: Option<Shipment>,
    }

    /// Changes single values of a shipment, whatever its status.
    pub struct UpdateShipment in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// What to change.
        "updateShipment" update_shipment: Option<crate::model::UpdateShipment>,
    }

    /// Reads the shipments that all of the filters let through. REST has nothing like it
    /// (developer.ongoingwarehouse.com/soap-vs-rest).
    pub struct GetShipmentsByQuery in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// Which shipments.
        "query" query: Option<ShipmentFilters>,
    }
}

operation!(ProcessShipment: Idempotent, false, by code, [] "ProcessShipmentResult": FileResultClass, judged, once(|request| {
    request.shipment.as_ref().is_some_and(adds_something)
}));
operation!(UpdateShipment: Idempotent, false, by code, [] "UpdateShipmentResult": UpdateShipmentResult, judged);
operation!(GetShipmentsByQuery: Read, false, by code, ["GetShipmentsByQueryResult", "Shipments"] "ShipmentInfo": ShipmentInfo);

/// Whether a second execution would be refused, or might add what the first one added already: that containers without an
/// id are found again is not documented, and an address that is to be created is created each time.
fn adds_something(shipment: &Shipment) -> bool {
    let Some(header) = &shipment.shipment_header else { return true };
    let operation = &header.shipment_operation;
    let creates = |operation: &ShipmentAddressOperation| *operation == ShipmentAddressOperation::Create;
    matches!(operation, ShipmentOperation::Create | ShipmentOperation::Remove)
        || shipment.shipment_containers.iter().any(|container| container.container_id == 0)
        || shipment.shipment_container_items.iter().any(is_new)
        || shipment.consignee.as_ref().is_some_and(|party| creates(&party.shipment_address_operation))
        || shipment.consignor.as_ref().is_some_and(|party| creates(&party.shipment_address_operation))
        || shipment.destination.as_ref().is_some_and(|party| creates(&party.shipment_address_operation))
        || shipment.shipment_addresses.iter().any(|address| creates(&address.shipment_address_operation))
}

fn is_new(item: &ShipmentContainerItem) -> bool {
    item.shipment_container_item_id.is_none() || item.shipment_container_items.iter().any(is_new)
}

#[cfg(feature = "client")]
impl Client {
    /// `ProcessShipment`: creates, updates or removes a shipment. The answer does not say its id.
    ///
    /// It is repeated only if a second one adds nothing: if it updates, names its containers by their ids, and creates no
    /// addresses.
    ///
    /// # Errors
    /// A refusal, if the warehouse does not take it; else as [`Client::execute`].
    pub async fn process_shipment(&self, shipment: Shipment) -> Result<ProcessedShipment, Error> {
        let request = ProcessShipment { shipment: Some(shipment), ..ProcessShipment::default() };
        let result = self.execute(request).await?;
        Ok(ProcessedShipment { shipment_id: None, message: message(result.message.as_deref()) })
    }

    /// `UpdateShipment`: gives a shipment another comment, whatever its status.
    ///
    /// # Errors
    /// A refusal, if the warehouse does not take it; else as [`Client::execute`].
    pub async fn update_shipment(
        &self,
        update: crate::model::UpdateShipment,
    ) -> Result<ProcessedShipment, Error> {
        let request = UpdateShipment { update_shipment: Some(update), ..UpdateShipment::default() };
        let result = self.execute(request).await?;
        Ok(ProcessedShipment { shipment_id: result.shipment_id, message: message(result.message.as_deref()) })
    }

    /// `GetShipmentsByQuery`: the shipments that all of the filters let through. The contract has no pages: bound it by
    /// time or status.
    pub fn get_shipments_by_query(
        &self,
        filters: ShipmentFilters,
    ) -> BoxStream<'static, Result<ShipmentInfo, Error>> {
        self.execute_list(GetShipmentsByQuery { query: Some(filters), ..GetShipmentsByQuery::default() })
    }
}
