//! Warehouses, their zones and places, and the contracts with carriers.

use super::operations;
use crate::rest::model::{GetTransporterContract, LocationTypeModel, WarehouseModel, ZoneModel};

operations! {
    /// `GET /warehouses`: the buildings that goods leave from.
    get "/warehouses" fn get_warehouses
        => list [WarehouseModel];

    /// `GET /warehouses/locations/types`: the types that places can have.
    get "/warehouses/locations/types" fn get_location_types
        => list [LocationTypeModel];

    /// `GET /warehouses/{warehouseId}/zones`: the zones of a warehouse, with their aisles and places.
    get "/warehouses/{warehouseId}/zones" fn get_zones
        path [warehouse_id: i32] => list [ZoneModel];

    /// `GET /transporterContracts`: the contracts with carriers that orders can name.
    get "/transporterContracts" fn get_transporter_contracts
        owner ["goodsOwnerId"] => list [GetTransporterContract];
}
