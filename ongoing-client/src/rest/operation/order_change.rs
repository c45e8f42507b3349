//! Orders: changes of single values, at any status.

use super::filters::filters;
use super::operations;
use crate::model::{OrderId, OrderLineId};
use crate::rest::model::{
    OrdersPatchDeliveryDateRequest, PatchCustomerLinePriceModel, PatchFreeText1, PatchFreeText2,
    PatchFreeText3, PatchLinePriceModel, PatchOrderClassesModel, PatchOrderLineCommentModel,
    PatchOrderNumberModel, PatchOrderRemark, PatchOrderReportedReturnedNumberOfItemsModel,
    PatchOrderResponse, PatchOrderReturnWaybill, PatchOrderStatus, PatchOrderTransporterModel,
    PatchOrderWarehouseInstruction, PatchOrderWaybill, PatchReportedNumberOfItems, PatchServicePointCode,
    PutOrderTextLineModel, PutOrderTextLineResponse,
};

filters! {
    /// Which classes of an order to remove.
    pub struct DeleteOrderClassesQuery {
        /// Only those that propose a type of parcel.
        "onlyDeleteParcelTypeSuggestionOrderClasses" only_delete_parcel_type_suggestion_order_classes: Option<bool>,
    }

    /// Which lines to set.
    pub struct SetReportedReturnedQuery {
        /// Only lines of which something came back.
        "onlyUpdateOrderLinesWhichHaveReturnedItems" only_update_order_lines_which_have_returned_items: Option<bool>,
    }
}

operations! {
    /// `PATCH /orders/{orderId}/orderNumber`: gives an order another number. The service does not check that it is
    /// unique.
    patch "/orders/{orderId}/orderNumber" fn patch_order_number
        path [order_id: OrderId] body [PatchOrderNumberModel] => one [PatchOrderResponse];

    /// `PATCH /orders/{orderId}/orderStatus`: gives an order another status. Not the way to cancel one; refused above
    /// 399 while goods are allocated and not picked.
    patch "/orders/{orderId}/orderStatus" fn patch_order_status
        path [order_id: OrderId] body [PatchOrderStatus] => one [PatchOrderResponse];

    /// `PATCH /orders/{orderId}/deliveryDate`: gives an order another delivery date.
    patch "/orders/{orderId}/deliveryDate" fn patch_order_delivery_date
        path [order_id: OrderId] body [OrdersPatchDeliveryDateRequest] => one [PatchOrderResponse];

    /// `PATCH /orders/{orderId}/waybill`: writes the number of the waybill.
    patch "/orders/{orderId}/waybill" fn patch_order_waybill
        path [order_id: OrderId] body [PatchOrderWaybill] => one [PatchOrderResponse];

    /// `PATCH /orders/{orderId}/returnWaybill`: writes the number of the waybill for goods that come back.
    patch "/orders/{orderId}/returnWaybill" fn patch_order_return_waybill
        path [order_id: OrderId] body [PatchOrderReturnWaybill] => one [PatchOrderResponse];

    /// `PATCH /orders/{orderId}/transporter`: gives an order another carrier.
    patch "/orders/{orderId}/transporter" fn patch_order_transporter
        path [order_id: OrderId] body [PatchOrderTransporterModel] => one [PatchOrderResponse];

    /// `PATCH /orders/{orderId}/servicePointCode`: writes where the recipient fetches it.
    patch "/orders/{orderId}/servicePointCode" fn patch_order_service_point_code
        path [order_id: OrderId] body [PatchServicePointCode] => one [PatchOrderResponse];

    /// `PATCH /orders/{orderId}/orderRemark`: writes the remark for the staff.
    patch "/orders/{orderId}/orderRemark" fn patch_order_remark
        path [order_id: OrderId] body [PatchOrderRemark] => one [PatchOrderResponse];

    /// `PATCH /orders/{orderId}/warehouseInstruction`: writes the instruction for the warehouse.
    patch "/orders/{orderId}/warehouseInstruction" fn patch_order_warehouse_instruction
        path [order_id: OrderId] body [PatchOrderWarehouseInstruction] => one [PatchOrderResponse];

    /// `PATCH /orders/{orderId}/freeText1`: writes the first free text.
    patch "/orders/{orderId}/freeText1" fn patch_order_free_text1
        path [order_id: OrderId] body [PatchFreeText1] => one [PatchOrderResponse];

    /// `PATCH /orders/{orderId}/freeText2`: writes the second free text.
    patch "/orders/{orderId}/freeText2" fn patch_order_free_text2
        path [order_id: OrderId] body [PatchFreeText2] => one [PatchOrderResponse];

    /// `PATCH /orders/{orderId}/freeText3`: writes the third free text.
    patch "/orders/{orderId}/freeText3" fn patch_order_free_text3
        path [order_id: OrderId] body [PatchFreeText3] => one [PatchOrderResponse];

    /// `PATCH /orders/{orderId}/setOrderClasses`: replaces the classes of an order by these.
    patch "/orders/{orderId}/setOrderClasses" fn patch_set_order_classes
        path [order_id: OrderId] body [PatchOrderClassesModel] => one [PatchOrderResponse];

    /// `PATCH /orders/{orderId}/addOrderClasses`: adds these classes to those of an order.
    patch "/orders/{orderId}/addOrderClasses" fn patch_add_order_classes
        path [order_id: OrderId] body [PatchOrderClassesModel] => one [PatchOrderResponse];

    /// `DELETE /orders/{orderId}/classes`: removes the classes of an order.
    delete "/orders/{orderId}/classes" fn delete_order_classes
        path [order_id: OrderId] filters [DeleteOrderClassesQuery] => one [PatchOrderResponse];

    /// `PATCH /orders/{orderId}/lines/{orderLineId}/comment`: writes the comment of a line.
    patch "/orders/{orderId}/lines/{orderLineId}/comment" fn patch_order_line_comment
        path [order_id: OrderId, order_line_id: OrderLineId] body [PatchOrderLineCommentModel] => one [PatchOrderResponse];

    /// `PATCH /orders/{orderId}/lines/{orderLineId}/linePrice`: writes the price of a line.
    patch "/orders/{orderId}/lines/{orderLineId}/linePrice" fn patch_order_line_price
        path [order_id: OrderId, order_line_id: OrderLineId] body [PatchLinePriceModel] => one [PatchOrderResponse];

    /// `PATCH /orders/{orderId}/lines/{orderLineId}/customerLinePrice`: writes the price of a line for the customer.
    patch "/orders/{orderId}/lines/{orderLineId}/customerLinePrice" fn patch_order_line_customer_price
        path [order_id: OrderId, order_line_id: OrderLineId] body [PatchCustomerLinePriceModel] => one [PatchOrderResponse];

    /// `PATCH /orders/{orderId}/lines/{orderLineId}/reportedNumberOfItems`: writes how much of a line has been dealt
    /// with: all of it, not what is new.
    patch "/orders/{orderId}/lines/{orderLineId}/reportedNumberOfItems" fn patch_order_line_reported
        path [order_id: OrderId, order_line_id: OrderLineId] body [PatchReportedNumberOfItems] => one [PatchOrderResponse];

    /// `PATCH /orders/{orderId}/lines/{orderLineId}/reportedReturnedNumberOfItems`: writes how much of what came back
    /// has been dealt with: all of it, not what is new.
    patch "/orders/{orderId}/lines/{orderLineId}/reportedReturnedNumberOfItems" fn patch_order_line_reported_returned
        path [order_id: OrderId, order_line_id: OrderLineId] body [PatchOrderReportedReturnedNumberOfItemsModel]
        => nothing [];

    /// `PATCH /orders/{orderId}/setReportedNumberOfItemsToPickedNumberOfItems`: says that everything that is picked at that
    /// moment has been dealt with. What is picked between reading the order and this is taken for dealt with, too: line
    /// by line is safer.
    patch "/orders/{orderId}/setReportedNumberOfItemsToPickedNumberOfItems" fn patch_order_reported_to_picked
        path [order_id: OrderId] => one [PatchOrderResponse];

    /// `PATCH /orders/{orderId}/setReportedReturnedNumberOfItemsToReturnedNumberOfItems`: says that everything that came back
    /// until that moment has been dealt with. What comes back between reading the order and this is taken for dealt
    /// with, too: line by line is safer.
    patch "/orders/{orderId}/setReportedReturnedNumberOfItemsToReturnedNumberOfItems" fn patch_order_reported_returned_to_returned
        path [order_id: OrderId] filters [SetReportedReturnedQuery] => one [PatchOrderResponse];

    /// `PUT /orders/{orderId}/orderTextLines`: creates the text line with this row number, or updates it.
    put "/orders/{orderId}/orderTextLines" fn put_order_text_line
        path [order_id: OrderId] body [PutOrderTextLineModel] => one [PutOrderTextLineResponse];
}
