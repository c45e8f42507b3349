//! What else the warehouse lists: ways of delivery, warehouses, contracts with carriers.

use super::{Number, read};

read! {
    /// `GetWayOfDeliveryTypesModel`
    struct GetWayOfDeliveryTypes {
        way_of_delivery_types: Vec<GetWayOfDeliveryType>,
    }

    /// `GetWayOfDeliveryTypeModel`
    struct GetWayOfDeliveryType {
        id: i32,
        code: String,
        name: String,
    }

    /// `WarehouseModel`
    struct GetWarehouse {
        id: i32,
        code: String,
        name: String,
    }

    /// `GetArticleInventoryPerWarehouseModel`
    struct GetArticleInventoryPerWarehouse {
        article_system_id: i32,
        article_number: String,
        inventory_per_warehouse: Vec<GetWarehouseStock>,
    }

    /// `GetArticleInventoryPerWarehouseInfo`
    struct GetWarehouseStock {
        warehouse_id: i32,
        number_of_items: Number,
        sellable_number_of_items: Number,
    }

    /// `GetTransporterContract`
    struct GetContract {
        edi_code: String,
        transporter_name: String,
        transporter_code: String,
        transporter_service_code: String,
        transporter_services: Vec<GetService>,
    }

    /// `GetTransporterService`
    struct GetService {
        transporter_service_name: String,
        transporter_service_code: String,
    }
}
