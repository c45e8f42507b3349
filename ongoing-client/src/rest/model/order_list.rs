//! The warehouse's lists that orders refer to, and whether orders can be picked.

use asmx_soap::XsDateTime;
use rust_decimal::Decimal;

use super::record::record;
use crate::model::{ArticleSystemId, OrderId, OrderLineId};
use crate::rest::model::{CodeName, CodeNameComment, IdCodeName, NumberedStatus};

record! {
    /// The classes that orders can have.
    #[non_exhaustive]
    pub struct GetOrderClassesModel {
        /// The classes.
        "orderClasses" order_classes: Vec<CodeNameComment>,
    }

    /// Whether orders can be picked.
    #[non_exhaustive]
    pub struct GetOrderPickabilityModel {
        /// One for each order.
        "pickabilityResults" pickability_results: Vec<GetOrderPickabilityResult>,
    }

    /// Whether one order can be picked.
    #[non_exhaustive]
    pub struct GetOrderPickabilityResult {
        /// The head.
        "orderInfo" order_info: Option<GetOrderPickabilityResultOrderInfo>,
        /// Whether the order can be picked.
        "orderPickability" order_pickability: Option<GetOrderPickabilityResultOrderPickability>,
        /// The lines.
        "orderLines" order_lines: Vec<GetOrderPickabilityOrderLineInfo>,
    }

    /// The order that is to be picked.
    #[non_exhaustive]
    pub struct GetOrderPickabilityResultOrderInfo {
        /// Ongoing's id of the order.
        "orderId" order_id: Option<OrderId>,
        /// Order number, at most 50 characters, unique for a goods owner. The usual key.
        "orderNumber" order_number: Option<String>,
        /// A second, external id of the order, at most 40 characters.
        "goodsOwnerOrderId" goods_owner_order_id: Option<String>,
        /// Status.
        "orderStatus" order_status: Option<NumberedStatus>,
    }

    /// What keeps an order from being picked, if anything does.
    #[non_exhaustive]
    pub struct GetOrderPickabilityResultOrderPickability {
        /// Whether it can be picked; a word of the service, of which no list is published.
        "pickability" pickability: Option<String>,
        /// The same, once goods were moved.
        "pickabilityWithMove" pickability_with_move: Option<String>,
        /// The same, from picking places only.
        "pickabilityFromPickingLocations" pickability_from_picking_locations: Option<String>,
        /// When it can be picked, if it cannot yet.
        "expectedPickable" expected_pickable: Option<ExpectedPickableModel>,
    }

    /// When what cannot be picked yet can be.
    #[non_exhaustive]
    pub struct ExpectedPickableModel(
        "GetOrderLinePickabilityInfoExpectedPickable",
        "GetOrderPickabilityInfoExpectedPickable"
    ) {
        /// When the missing goods are expected.
        "expectedInDate" expected_in_date: Option<XsDateTime>,
        /// Whether announced purchase orders cover what is missing.
        "isPickableByAdvised" is_pickable_by_advised: Option<bool>,
    }

    /// Whether a line can be picked.
    #[non_exhaustive]
    pub struct GetOrderPickabilityOrderLineInfo {
        /// Ongoing's id.
        "id" id: Option<OrderLineId>,
        /// The article.
        "article" article: Option<GetOrderPickabilityOrderLineInfoArticle>,
        /// Whether the line is picked; fees are not.
        "shouldBePicked" should_be_picked: Option<bool>,
        /// The number that the line has in the system it comes from, unique in the order.
        "rowNumber" row_number: Option<String>,
        /// Whether the line can be picked.
        "orderLinePickability" order_line_pickability: Option<GetOrderPickabilityOrderLineInfoOrderLinePickability>,
        /// Quantity ordered.
        "orderedNumberOfItems" ordered_number_of_items: Option<Decimal>,
        /// Quantity set aside for picking.
        "allocatedNumberOfItems" allocated_number_of_items: Option<Decimal>,
        /// Quantity picked.
        "pickedNumberOfItems" picked_number_of_items: Option<Decimal>,
    }

    /// The article of a line that is to be picked.
    #[non_exhaustive]
    pub struct GetOrderPickabilityOrderLineInfoArticle {
        /// Ongoing's id.
        "id" id: Option<ArticleSystemId>,
        /// With this number.
        "articleNumber" article_number: Option<String>,
        /// Name of the article.
        "articleName" article_name: Option<String>,
        /// Product code.
        "productCode" product_code: Option<String>,
        /// What kind of article it is; a word of the service, of which no list is published.
        "articleKind" article_kind: Option<String>,
    }

    /// What keeps a line from being picked, if anything does.
    #[non_exhaustive]
    pub struct GetOrderPickabilityOrderLineInfoOrderLinePickability {
        /// Whether it can be picked; a word of the service, of which no list is published.
        "pickability" pickability: Option<String>,
        /// The same, once goods were moved.
        "pickabilityWithMove" pickability_with_move: Option<String>,
        /// The same, from picking places only.
        "pickabilityFromPickingLocations" pickability_from_picking_locations: Option<String>,
        /// When it can be picked, if it cannot yet.
        "expectedPickable" expected_pickable: Option<ExpectedPickableModel>,
    }

    /// The statuses that orders can have.
    #[non_exhaustive]
    pub struct GetOrderStatusesModel {
        /// The statuses.
        "orderStatuses" order_statuses: Vec<NumberedStatus>,
    }

    /// The types that orders can have.
    #[non_exhaustive]
    pub struct GetOrderTypesModel {
        /// The types.
        "orderTypes" order_types: Vec<CodeName>,
    }

    /// The ways of delivery that orders can name.
    #[non_exhaustive]
    pub struct GetWayOfDeliveryTypesModel {
        /// The ways of delivery.
        "wayOfDeliveryTypes" way_of_delivery_types: Vec<IdCodeName>,
    }

    /// A way of delivery that orders can name, as it is written.
    pub struct PostWayOfDeliveryTypeModel signs goods_owner_id {
        /// Ongoing's id of the goods owner; filled in by the client where it is 0.
        "goodsOwnerId" goods_owner_id: i32,
        /// Code. Always written.
        "code" code: String,
        /// Name. Always written.
        "name" name: String,
    }

    /// What the service answers to ways of delivery.
    #[non_exhaustive]
    pub struct PostWayOfDeliveryTypeResponse judged success message {
        /// Ongoing's id of the way of delivery.
        "wayOfDeliveryTypeId" way_of_delivery_type_id: Option<i32>,
        /// Whether it was done.
        "success" success: Option<bool>,
        /// What the warehouse says, for people: perhaps localised. Not for decisions.
        "message" message: Option<String>,
    }
}
