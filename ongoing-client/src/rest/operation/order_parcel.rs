//! Parcels, tracking and waybill rows of orders.

use super::operations;
use crate::model::OrderId;
use crate::rest::model::{
    GetWayBillRowModel, ParcelTypeModel, PostOrderTrackingResponse, PostParcelResponse, PostParcelTypeModel,
    PostParcelUsingIdTypeModel, PostTrackingModel, PostWayBillRowModel, PostWaybillRowResponse,
};

operations! {
    /// `GET /parcelTypes`: the types that parcels can have.
    get "/parcelTypes" fn get_parcel_types
        owner ["goodsOwnerId"] => list [ParcelTypeModel];

    /// `PUT /orders/{orderId}/parcels`: creates the parcel with this number, or updates it.
    put "/orders/{orderId}/parcels" fn put_order_parcel
        path [order_id: OrderId] body [PostParcelTypeModel] => one [PostParcelResponse];

    /// `PUT /orders/{orderId}/parcels/{parcelId}`: updates a parcel, also its number.
    put "/orders/{orderId}/parcels/{parcelId}" fn put_order_parcel_by_id
        path [order_id: OrderId, parcel_id: i32] body [PostParcelUsingIdTypeModel] => one [PostParcelResponse];

    /// `DELETE /orders/{orderId}/parcels/{parcelId}`: removes a parcel.
    delete "/orders/{orderId}/parcels/{parcelId}" fn delete_order_parcel
        path [order_id: OrderId, parcel_id: i32] => one [PostParcelResponse];

    /// `PUT /orders/{orderId}/orderTracking`: writes tracking for an order. That a second one with the same waybill is the
    /// same one is not documented, so it is not repeated.
    put once "/orders/{orderId}/orderTracking" fn put_order_tracking
        path [order_id: OrderId] body [PostTrackingModel] => one [PostOrderTrackingResponse];

    /// `PUT /orders/{orderId}/parcels/{parcelId}/parcelTracking`: writes tracking for a parcel. That a second one with the
    /// same waybill is the same one is not documented, so it is not repeated.
    put once "/orders/{orderId}/parcels/{parcelId}/parcelTracking" fn put_parcel_tracking
        path [order_id: OrderId, parcel_id: i32] body [PostTrackingModel] => one [PostParcelResponse];

    /// `GET /orders/{orderId}/wayBillRows`: what the waybill of an order lists.
    get "/orders/{orderId}/wayBillRows" fn get_way_bill_rows
        path [order_id: OrderId] => list [GetWayBillRowModel];

    /// `POST /orders/{orderId}/wayBillRows`: adds a row to the waybill of an order.
    post "/orders/{orderId}/wayBillRows" fn post_way_bill_row
        path [order_id: OrderId] body [PostWayBillRowModel] => one [PostWaybillRowResponse];

    /// `PATCH /orders/{orderId}/wayBillRows/{wayBillRowId}`: changes a row of the waybill of an order.
    patch "/orders/{orderId}/wayBillRows/{wayBillRowId}" fn patch_way_bill_row
        path [order_id: OrderId, way_bill_row_id: i32] body [PostWayBillRowModel]
        => one [PostWaybillRowResponse];

    /// `DELETE /orders/{orderId}/wayBillRows/{wayBillRowId}`: removes a row from the waybill of an order.
    delete "/orders/{orderId}/wayBillRows/{wayBillRowId}" fn delete_way_bill_row
        path [order_id: OrderId, way_bill_row_id: i32] => one [PostParcelResponse];
}
