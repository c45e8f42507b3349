//! Model: order_query.

use asmx_soap::{Secret, XsDateTime, element};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::*;

element! {
    /// `OrderFilters`.
    pub struct OrderFilters in NAMESPACE {
        /// Delivery date from.
        "DeliveryDateFrom" delivery_date_from: Option<XsDateTime>,
        /// Delivery date to.
        "DeliveryDateTo" delivery_date_to: Option<XsDateTime>,
        /// Shipped time from.
        "ShippedTimeFrom" shipped_time_from: Option<XsDateTime>,
        /// Shipped time to.
        "ShippedTimeTo" shipped_time_to: Option<XsDateTime>,
        /// Last picking time from.
        "LastPickingTimeFrom" last_picking_time_from: Option<XsDateTime>,
        /// Last picking time to.
        "LastPickingTimeTo" last_picking_time_to: Option<XsDateTime>,
        /// Last returned from.
        "LastReturnedFrom" last_returned_from: Option<XsDateTime>,
        /// Last printed time from.
        "LastPrintedTimeFrom" last_printed_time_from: Option<XsDateTime>,
        /// Order status from.
        "OrderStatusFrom" order_status_from: Option<i32>,
        /// Order status to.
        "OrderStatusTo" order_status_to: Option<i32>,
        /// Last updated from.
        "LastUpdatedFrom" last_updated_from: Option<XsDateTime>,
        /// Last updated to.
        "LastUpdatedTo" last_updated_to: Option<XsDateTime>,
        /// Order numbers to get.
        "OrderNumbersToGet"/"string" order_numbers_to_get: Vec<String>,
        /// Order ids to get.
        "OrderIdsToGet"/"int" order_ids_to_get: Vec<OrderId>,
        /// Goods owner order id to get.
        "GoodsOwnerOrderIdToGet"/"string" goods_owner_order_id_to_get: Vec<String>,
        /// Reference number.
        "ReferenceNumber" reference_number: Option<String>,
        /// Pick order id from.
        "PickOrderIdFrom" pick_order_id_from: Option<i32>,
        /// Pick order id to.
        "PickOrderIdTo" pick_order_id_to: Option<i32>,
        /// Order special filters.
        "OrderSpecialFilters" order_special_filters: Option<OrderSpecialFilters>,
    }

    /// `Order`.
    #[non_exhaustive]
    pub struct Order in NAMESPACE {
        /// Message id.
        "MessageId" message_id: Option<String>,
        /// Consignee.
        "Consignee" consignee: Option<Consignee>,
        /// Consignor.
        "Consignor" consignor: Option<Consignor>,
        /// Goods owner info.
        "GoodsOwnerInfo" goods_owner_info: Option<GoodsOwnerInfo>,
        /// Transport payer.
        "TransportPayer" transport_payer: Option<TransportPayer>,
        /// Financial.
        "Financial" financial: Option<Financial>,
        /// Goods info.
        "GoodsInfo" goods_info: Option<GoodsInfo>,
        /// Order info.
        "OrderInfo" order_info: Option<OrderInfoType>,
        /// Communication info.
        "CommunicationInfo" communication_info: Option<CommunicationInfo>,
        /// Success.
        "Success" success: Option<bool>,
        /// Goods items.
        "GoodsItems"/"GoodsItem" goods_items: Vec<GoodsItem>,
        /// Picked order lines.
        "PickedOrderLines"/"PickedOrderLine" picked_order_lines: Vec<PickedOrderLine>,
        /// Picked article items.
        "PickedArticleItems"/"PickedArticleItem" picked_article_items: Vec<PickedArticleItem>,
        /// Transporter.
        "Transporter" transporter: Option<TransporterClass>,
        /// Wsi system.
        "WsiSystem" wsi_system: Option<WsiSystem>,
        /// Order pallet items.
        "OrderPalletItems"/"OrderPalletItemInfo" order_pallet_items: Vec<OrderPalletItemInfo>,
        /// External system id.
        "ExternalSystemId" external_system_id: Option<i32>,
    }

    /// `OrderStatus`.
    #[non_exhaustive]
    pub struct OrderStatus in NAMESPACE {
        /// Order status id.
        "OrderStatusId" order_status_id: Option<i32>,
        /// Order status name.
        "OrderStatusName" order_status_name: Option<String>,
    }

    /// `OrderSpecialFilters`.
    pub struct OrderSpecialFilters in NAMESPACE {
        /// Only orders with order lines to report.
        "OnlyOrdersWithOrderLinesToReport" only_orders_with_order_lines_to_report: Option<bool>,
    }

    /// `Consignee`.
    #[non_exhaustive]
    pub struct Consignee in NAMESPACE {
        /// Id.
        "Id" id: Option<i32>,
        /// Name.
        "Name" name: Option<String>,
        /// Address.
        "Address" address: Option<String>,
        /// Address2.
        "Address2" address2: Option<String>,
        /// Address3.
        "Address3" address3: Option<String>,
        /// Post code.
        "PostCode" post_code: Option<String>,
        /// City.
        "City" city: Option<String>,
        /// Country code.
        "CountryCode" country_code: Option<String>,
        /// Country state code.
        "CountryStateCode" country_state_code: Option<String>,
        /// Is eu country.
        "IsEuCountry" is_eu_country: Option<bool>,
        /// Tele phone.
        "TelePhone" tele_phone: Option<String>,
        /// Mobile phone.
        "MobilePhone" mobile_phone: Option<String>,
        /// Remark.
        "Remark" remark: Option<String>,
        /// Email.
        "Email" email: Option<String>,
        /// Delivery instruction.
        "DeliveryInstruction" delivery_instruction: Option<String>,
        /// Notify by email.
        "NotifyByEmail" notify_by_email: Option<bool>,
        /// Notify by sms.
        "NotifyBySms" notify_by_sms: Option<bool>,
        /// Notify by telephone.
        "NotifyByTelephone" notify_by_telephone: Option<bool>,
        /// Customer number.
        "CustomerNumber" customer_number: Option<String>,
        /// Customer group code.
        "CustomerGroupCode" customer_group_code: Option<String>,
        /// Customer group name.
        "CustomerGroupName" customer_group_name: Option<String>,
        /// Customer number pallets.
        "CustomerNumberPallets" customer_number_pallets: Option<String>,
        /// Terms of payment type name.
        "TermsOfPaymentTypeName" terms_of_payment_type_name: Option<String>,
        /// Terms of payment type code.
        "TermsOfPaymentTypeCode" terms_of_payment_type_code: Option<String>,
        /// Invoice address.
        "InvoiceAddress" invoice_address: Option<ConsigneeInvoiceAddress>,
        /// Address id.
        "AddressId" address_id: Option<i32>,
    }

    /// `Consignor`.
    #[non_exhaustive]
    pub struct Consignor in NAMESPACE {
        /// Id.
        "Id" id: Option<i32>,
        /// Name.
        "Name" name: Option<String>,
        /// Address.
        "Address" address: Option<String>,
        /// Address2.
        "Address2" address2: Option<String>,
        /// Address3.
        "Address3" address3: Option<String>,
        /// Post code.
        "PostCode" post_code: Option<String>,
        /// City.
        "City" city: Option<String>,
        /// Country code.
        "CountryCode" country_code: Option<String>,
        /// Tele phone.
        "TelePhone" tele_phone: Option<String>,
        /// Mobile phone.
        "MobilePhone" mobile_phone: Option<String>,
        /// Remark.
        "Remark" remark: Option<String>,
        /// Email.
        "Email" email: Option<String>,
    }

    /// `GoodsOwnerInfo`.
    #[non_exhaustive]
    pub struct GoodsOwnerInfo in NAMESPACE {
        /// Id.
        "Id" id: Option<i32>,
        /// Goods owner reference.
        "GoodsOwnerReference" goods_owner_reference: Option<String>,
        /// Name.
        "Name" name: Option<String>,
        /// Address.
        "Address" address: Option<String>,
        /// Address2.
        "Address2" address2: Option<String>,
        /// Address3.
        "Address3" address3: Option<String>,
        /// Post code.
        "PostCode" post_code: Option<String>,
        /// City.
        "City" city: Option<String>,
        /// Country id.
        "CountryId" country_id: Option<i32>,
        /// Tele phone.
        "TelePhone" tele_phone: Option<String>,
        /// Mobile phone.
        "MobilePhone" mobile_phone: Option<String>,
        /// Email.
        "Email" email: Option<String>,
        /// Goods location code.
        "GoodsLocationCode" goods_location_code: Option<String>,
        /// Organization number.
        "OrganizationNumber" organization_number: Option<String>,
        /// Organization vat number.
        "OrganizationVATNumber" organization_vat_number: Option<String>,
    }

    /// `TransportPayer`.
    #[non_exhaustive]
    pub struct TransportPayer in NAMESPACE {
        /// Customer code.
        "CustomerCode" customer_code: Option<String>,
        /// Name.
        "Name" name: Option<String>,
        /// Address.
        "Address" address: Option<String>,
        /// Post code.
        "PostCode" post_code: Option<String>,
        /// City.
        "City" city: Option<String>,
        /// Country code.
        "CountryCode" country_code: Option<String>,
    }

    /// `Financial`.
    #[non_exhaustive]
    pub struct Financial in NAMESPACE {
        /// Transport payment type.
        "TransportPaymentType" transport_payment_type: Option<TransportPaymentType>,
        /// Article code.
        "ArticleCode" article_code: Option<String>,
        /// Price list code.
        "PriceListCode" price_list_code: Option<String>,
        /// Transporter agreement id.
        "TransporterAgreementId" transporter_agreement_id: Option<i32>,
    }

    /// `GoodsInfo`.
    #[non_exhaustive]
    pub struct GoodsInfo in NAMESPACE {
        /// Number of goods items.
        "NumberOfGoodsItems" number_of_goods_items: Option<i32>,
        /// Number of packages.
        "NumberOfPackages" number_of_packages: Option<i32>,
        /// Summed goods item parcels.
        "SummedGoodsItemParcels" summed_goods_item_parcels: Option<i32>,
        /// Summed goods item weight.
        "SummedGoodsItemWeight" summed_goods_item_weight: Option<Decimal>,
        /// Summed goods item volume.
        "SummedGoodsItemVolume" summed_goods_item_volume: Option<Decimal>,
        /// Summed goods item load meters.
        "SummedGoodsItemLoadMeters" summed_goods_item_load_meters: Option<Decimal>,
        /// Summed goods item area.
        "SummedGoodsItemArea" summed_goods_item_area: Option<Decimal>,
        /// Summed article item weight.
        "SummedArticleItemWeight" summed_article_item_weight: Option<Decimal>,
        /// Summed article item volume.
        "SummedArticleItemVolume" summed_article_item_volume: Option<Decimal>,
    }

    /// `OrderInfoType`.
    #[non_exhaustive]
    pub struct OrderInfoType in NAMESPACE {
        /// Order id.
        "OrderId" order_id: Option<OrderId>,
        /// Reference number.
        "ReferenceNumber" reference_number: Option<String>,
        /// Profit center.
        "ProfitCenter" profit_center: Option<String>,
        /// Goods owner name.
        "GoodsOwnerName" goods_owner_name: Option<String>,
        /// Communication.
        "Communication" communication: Option<String>,
        /// Goods owner edi code.
        "GoodsOwnerEdiCode" goods_owner_edi_code: Option<String>,
        /// Goods owner order number.
        "GoodsOwnerOrderNumber" goods_owner_order_number: Option<String>,
        /// Goods owner order id.
        "GoodsOwnerOrderId" goods_owner_order_id: Option<String>,
        /// Transporter order number.
        "TransporterOrderNumber" transporter_order_number: Option<String>,
        /// Consignee order number.
        "ConsigneeOrderNumber" consignee_order_number: Option<String>,
        /// External order code.
        "ExternalOrderCode" external_order_code: Option<String>,
        /// Sales code.
        "SalesCode" sales_code: Option<String>,
        /// Order remark.
        "OrderRemark" order_remark: Option<String>,
        /// Delivery instruction.
        "DeliveryInstruction" delivery_instruction: Option<String>,
        /// Way of delivery.
        "WayOfDelivery" way_of_delivery: Option<String>,
        /// Way of delivery type code.
        "WayOfDeliveryTypeCode" way_of_delivery_type_code: Option<String>,
        /// Way of delivery type name.
        "WayOfDeliveryTypeName" way_of_delivery_type_name: Option<String>,
        /// Terms of delivery.
        "TermsOfDelivery" terms_of_delivery: Option<String>,
        /// Terms of payment.
        "TermsOfPayment" terms_of_payment: Option<String>,
        /// Order type code.
        "OrderTypeCode" order_type_code: Option<String>,
        /// Order type name.
        "OrderTypeName" order_type_name: Option<String>,
        /// Language.
        "Language" language: Option<String>,
        /// Invoice number.
        "InvoiceNumber" invoice_number: Option<String>,
        /// Invoice type code.
        "InvoiceTypeCode" invoice_type_code: Option<String>,
        /// Invoice url.
        "InvoiceUrl" invoice_url: Option<String>,
        /// Production code.
        "ProductionCode" production_code: Option<String>,
        /// Pick up date.
        "PickUpDate" pick_up_date: Option<XsDateTime>,
        /// Delivery date.
        "DeliveryDate" delivery_date: Option<XsDateTime>,
        /// Created date.
        "CreatedDate" created_date: Option<XsDateTime>,
        /// Shipped time.
        "ShippedTime" shipped_time: Option<XsDateTime>,
        /// Arrival date.
        "ArrivalDate" arrival_date: Option<XsDateTime>,
        /// Arrival date from.
        "ArrivalDateFrom" arrival_date_from: Option<XsDateTime>,
        /// Printed time.
        "PrintedTime" printed_time: Option<XsDateTime>,
        /// Way bill.
        "WayBill" way_bill: Option<String>,
        /// Customer price.
        "CustomerPrice" customer_price: Option<Decimal>,
        /// Freight price.
        "FreightPrice" freight_price: Option<Decimal>,
        /// Order status number.
        "OrderStatusNumber" order_status_number: Option<i32>,
        /// Order status text.
        "OrderStatusText" order_status_text: Option<String>,
        /// Transporter service point id.
        "TransporterServicePointId" transporter_service_point_id: Option<i32>,
        /// Transporter service point code.
        "TransporterServicePointCode" transporter_service_point_code: Option<String>,
        /// Order service point code.
        "OrderServicePointCode" order_service_point_code: Option<String>,
        /// Picked number of items.
        "PickedNumberOfItems" picked_number_of_items: Option<Decimal>,
        /// Ordered number of items.
        "OrderedNumberOfItems" ordered_number_of_items: Option<Decimal>,
        /// Email notification.
        "EmailNotification" email_notification: Option<NotifyClass>,
        /// Telephone notification.
        "TelephoneNotification" telephone_notification: Option<NotifyClass>,
        /// Sms notification.
        "SMSNotification" sms_notification: Option<NotifyClass>,
        /// Picking priority.
        "PickingPriority" picking_priority: Option<i32>,
        /// Back order for order id.
        "BackOrderForOrderId" back_order_for_order_id: Option<OrderId>,
        /// Financial article code.
        "FinancialArticleCode" financial_article_code: Option<String>,
        /// Free text1.
        "FreeText1" free_text1: Option<String>,
        /// Free text2.
        "FreeText2" free_text2: Option<String>,
        /// Free text3.
        "FreeText3" free_text3: Option<String>,
    }

    /// `GoodsItem`.
    #[non_exhaustive]
    pub struct GoodsItem in NAMESPACE {
        /// Id.
        "Id" id: Option<i32>,
        /// Goods item label id.
        "GoodsItemLabelId" goods_item_label_id: Option<String>,
        /// Package type name.
        "PackageTypeName" package_type_name: Option<String>,
        /// Package type code.
        "PackageTypeCode" package_type_code: Option<String>,
        /// Area.
        "Area" area: Option<Decimal>,
        /// Weight.
        "Weight" weight: Option<Decimal>,
        /// Volume.
        "Volume" volume: Option<Decimal>,
        /// Height.
        "Height" height: Option<Decimal>,
        /// Length.
        "Length" length: Option<Decimal>,
        /// Width.
        "Width" width: Option<Decimal>,
        /// Load meters.
        "LoadMeters" load_meters: Option<Decimal>,
        /// Number of items.
        "NumberOfItems" number_of_items: Option<i32>,
        /// Number of packages.
        "NumberOfPackages" number_of_packages: Option<i32>,
        /// Approved number of packages.
        "ApprovedNumberOfPackages" approved_number_of_packages: Option<i32>,
        /// Goods comment.
        "GoodsComment" goods_comment: Option<String>,
        /// Goods category.
        "GoodsCategory" goods_category: Option<String>,
    }

    /// `PickedOrderLine`.
    #[non_exhaustive]
    pub struct PickedOrderLine in NAMESPACE {
        /// Article.
        "Article" article: Option<ArticleClass>,
        /// Order line system id.
        "OrderLineSystemId" order_line_system_id: Option<OrderLineId>,
        /// Delivery date.
        "DeliveryDate" delivery_date: Option<XsDateTime>,
        /// Last picking time.
        "LastPickingTime" last_picking_time: Option<XsDateTime>,
        /// Start picking time.
        "StartPickingTime" start_picking_time: Option<XsDateTime>,
        /// Order line comment.
        "OrderLineComment" order_line_comment: Option<String>,
        /// Ordered number of items.
        "OrderedNumberOfItems" ordered_number_of_items: Option<Decimal>,
        /// Picked number of items.
        "PickedNumberOfItems" picked_number_of_items: Option<Decimal>,
        /// External order line code.
        "ExternalOrderLineCode" external_order_line_code: Option<String>,
        /// Parent external order line code.
        "ParentExternalOrderLineCode" parent_external_order_line_code: Option<String>,
        /// Parent order line id.
        "ParentOrderLineId" parent_order_line_id: Option<OrderLineId>,
        /// Is parent line.
        "IsParentLine" is_parent_line: Option<bool>,
        /// Do pick.
        "DoPick" do_pick: Option<bool>,
        /// Row price.
        "RowPrice" row_price: Option<Decimal>,
        /// Line price.
        "LinePrice" line_price: Option<Decimal>,
        /// Discount.
        "Discount" discount: Option<Decimal>,
        /// Length.
        "Length" length: Option<Decimal>,
        /// Width.
        "Width" width: Option<Decimal>,
        /// Height.
        "Height" height: Option<Decimal>,
        /// Currency code.
        "CurrencyCode" currency_code: Option<String>,
        /// Currency name.
        "CurrencyName" currency_name: Option<String>,
        /// Reported number of items.
        "ReportedNumberOfItems" reported_number_of_items: Option<Decimal>,
        /// Batch.
        "Batch" batch: Option<String>,
        /// Allocated number of items.
        "AllocatedNumberOfItems" allocated_number_of_items: Option<Decimal>,
        /// Acknowledged number of items.
        "AcknowledgedNumberOfItems" acknowledged_number_of_items: Option<Decimal>,
        /// Order line case no.
        "OrderLineCaseNo" order_line_case_no: Option<String>,
        /// Customer article number.
        "CustomerArticleNumber" customer_article_number: Option<String>,
    }

    /// `PickedArticleItem`.
    #[non_exhaustive]
    pub struct PickedArticleItem in NAMESPACE {
        /// Article.
        "Article" article: Option<ArticleClass>,
        /// Article item id.
        "ArticleItemId" article_item_id: Option<i32>,
        /// In date.
        "InDate" in_date: Option<XsDateTime>,
        /// Serial.
        "Serial" serial: Option<String>,
        /// Case no.
        "CaseNo" case_no: Option<String>,
        /// Batch no.
        "BatchNo" batch_no: Option<String>,
        /// Container.
        "Container" container: Option<String>,
        /// External order line code.
        "ExternalOrderLineCode" external_order_line_code: Option<String>,
        /// Label id.
        "LabelId" label_id: Option<String>,
        /// Comment.
        "Comment" comment: Option<String>,
        /// Number of items.
        "NumberOfItems" number_of_items: Option<Decimal>,
        /// Goods item id.
        "GoodsItemId" goods_item_id: Option<i32>,
        /// Is picked.
        "IsPicked" is_picked: Option<bool>,
        /// Returned.
        "Returned" returned: Option<bool>,
        /// Shipment id.
        "ShipmentId" shipment_id: Option<i32>,
        /// Expiry date.
        "ExpiryDate" expiry_date: Option<XsDateTime>,
        /// Return date.
        "ReturnDate" return_date: Option<XsDateTime>,
        /// Picked time.
        "PickedTime" picked_time: Option<XsDateTime>,
        /// Order line system id.
        "OrderLineSystemId" order_line_system_id: Option<OrderLineId>,
        /// Weight.
        "Weight" weight: Option<Decimal>,
        /// Article item pallet item info.
        "ArticleItemPalletItemInfo" article_item_pallet_item_info: Option<PickedArticleItemPalletItemInfo>,
        /// Return cause code.
        "ReturnCauseCode" return_cause_code: Option<String>,
        /// Return cause name.
        "ReturnCauseName" return_cause_name: Option<String>,
        /// Volume.
        "Volume" volume: Option<Decimal>,
        /// Location.
        "Location" location: Option<String>,
        /// Article item status code.
        "ArticleItemStatusCode" article_item_status_code: Option<String>,
    }

    /// `TransporterClass`.
    #[non_exhaustive]
    pub struct TransporterClass in NAMESPACE {
        /// Name.
        "Name" name: Option<String>,
        /// Code.
        "Code" code: Option<String>,
        /// Service code.
        "ServiceCode" service_code: Option<String>,
        /// Id.
        "Id" id: Option<i32>,
    }

    /// `WsiSystem`.
    #[non_exhaustive]
    pub struct WsiSystem in NAMESPACE {
        /// User name.
        "UserName" user_name: Option<String>,
        /// Pass word.
        "PassWord" pass_word: Option<Secret>,
        /// System name.
        "SystemName" system_name: Option<String>,
        /// To system name.
        "ToSystemName" to_system_name: Option<String>,
        /// From system name.
        "FromSystemName" from_system_name: Option<String>,
        /// From wsi path.
        "FromWsiPath" from_wsi_path: Option<String>,
        /// To w si path.
        "ToWSiPath" to_w_si_path: Option<String>,
        /// Setting1.
        "Setting1" setting1: Option<String>,
        /// Setting2.
        "Setting2" setting2: Option<String>,
        /// Url.
        "Url" url: Option<String>,
        /// Report id.
        "ReportId" report_id: Option<i32>,
        /// Report name.
        "ReportName" report_name: Option<String>,
        /// Report export format.
        "ReportExportFormat" report_export_format: Option<String>,
        /// On error email.
        "OnErrorEmail" on_error_email: Option<String>,
        /// Encoding.
        "Encoding" encoding: Option<String>,
        /// Order adress group by customer.
        "OrderAdressGroupByCustomer" order_adress_group_by_customer: Option<bool>,
        /// Maximum order status for update.
        "MaximumOrderStatusForUpdate" maximum_order_status_for_update: Option<i32>,
    }

    /// `OrderPalletItemInfo`.
    #[non_exhaustive]
    pub struct OrderPalletItemInfo in NAMESPACE {
        /// Id.
        "Id" id: Option<i32>,
        /// Type id.
        "TypeId" type_id: Option<i32>,
        /// Label id.
        "LabelId" label_id: Option<String>,
        /// Serial.
        "Serial" serial: Option<String>,
        /// Pallet type code.
        "PalletTypeCode" pallet_type_code: Option<String>,
        /// Number of items.
        "NumberOfItems" number_of_items: Option<Decimal>,
        /// Goods category type name.
        "GoodsCategoryTypeName" goods_category_type_name: Option<String>,
        /// Weight.
        "Weight" weight: Option<Decimal>,
        /// Volume.
        "Volume" volume: Option<Decimal>,
        /// Pallet type name.
        "PalletTypeName" pallet_type_name: Option<String>,
        /// Is return type.
        "IsReturnType" is_return_type: Option<bool>,
        /// Is ta pallet item.
        "IsTaPalletItem" is_ta_pallet_item: Option<bool>,
    }

    /// `ConsigneeInvoiceAddress`.
    #[non_exhaustive]
    pub struct ConsigneeInvoiceAddress in NAMESPACE {
        /// Address id.
        "AddressId" address_id: Option<i32>,
        /// Name.
        "Name" name: Option<String>,
        /// Address.
        "Address" address: Option<String>,
        /// Address2.
        "Address2" address2: Option<String>,
        /// Address3.
        "Address3" address3: Option<String>,
        /// Post code.
        "PostCode" post_code: Option<String>,
        /// City.
        "City" city: Option<String>,
        /// Country code.
        "CountryCode" country_code: Option<String>,
        /// Country name.
        "CountryName" country_name: Option<String>,
        /// Tele phone.
        "TelePhone" tele_phone: Option<String>,
        /// Mobile phone.
        "MobilePhone" mobile_phone: Option<String>,
        /// Email.
        "Email" email: Option<String>,
    }

    /// `NotifyClass`.
    #[non_exhaustive]
    pub struct NotifyClass in NAMESPACE {
        /// To be notified.
        "ToBeNotified" to_be_notified: Option<bool>,
        /// Value.
        "Value" value: Option<String>,
    }

    /// `ArticleClass`.
    #[non_exhaustive]
    pub struct ArticleClass in NAMESPACE {
        /// System id.
        "SystemId" system_id: Option<ArticleSystemId>,
        /// Name.
        "Name" name: Option<String>,
        /// Article number.
        "ArticleNumber" article_number: Option<String>,
        /// Product code.
        "ProductCode" product_code: Option<String>,
        /// Bar code.
        "BarCode" bar_code: Option<String>,
        /// Description.
        "Description" description: Option<String>,
        /// Supplier article number.
        "SupplierArticleNumber" supplier_article_number: Option<String>,
        /// Statistics number.
        "StatisticsNumber" statistics_number: Option<String>,
        /// Article group name.
        "ArticleGroupName" article_group_name: Option<String>,
        /// Article group code.
        "ArticleGroupCode" article_group_code: Option<String>,
        /// Main supplier name.
        "MainSupplierName" main_supplier_name: Option<String>,
        /// Main supplier number.
        "MainSupplierNumber" main_supplier_number: Option<String>,
        /// Article category name.
        "ArticleCategoryName" article_category_name: Option<String>,
        /// Article category code.
        "ArticleCategoryCode" article_category_code: Option<String>,
        /// Country of origin code.
        "CountryOfOriginCode" country_of_origin_code: Option<String>,
        /// Is stock article.
        "IsStockArticle" is_stock_article: Option<bool>,
        /// Article unit code.
        "ArticleUnitCode" article_unit_code: Option<String>,
        /// Vat code.
        "VatCode" vat_code: Option<String>,
        /// Vat percent.
        "VatPercent" vat_percent: Option<Decimal>,
        /// Length.
        "Length" length: Option<Decimal>,
        /// Width.
        "Width" width: Option<Decimal>,
        /// Height.
        "Height" height: Option<Decimal>,
        /// Price.
        "Price" price: Option<Decimal>,
        /// Customer price.
        "CustomerPrice" customer_price: Option<Decimal>,
        /// Purchase price.
        "PurchasePrice" purchase_price: Option<Decimal>,
        /// Weight.
        "Weight" weight: Option<Decimal>,
        /// Net weight.
        "NetWeight" net_weight: Option<Decimal>,
        /// Volume.
        "Volume" volume: Option<Decimal>,
        /// Quantity per pallet.
        "QuantityPerPallet" quantity_per_pallet: Option<Decimal>,
        /// Quantity per package.
        "QuantityPerPackage" quantity_per_package: Option<Decimal>,
        /// Dangerous goods.
        "DangerousGoods" dangerous_goods: Vec<DangerousGoods>,
        /// Purchase currency code.
        "PurchaseCurrencyCode" purchase_currency_code: Option<String>,
        /// Purchase currency name.
        "PurchaseCurrencyName" purchase_currency_name: Option<String>,
        /// External number of items.
        "ExternalNumberOfItems" external_number_of_items: Option<Decimal>,
        /// Taric numbers.
        "TaricNumbers" taric_numbers: Option<TaricNumbersInfo>,
    }

    /// `PickedArticleItemPalletItemInfo`.
    #[non_exhaustive]
    pub struct PickedArticleItemPalletItemInfo in NAMESPACE {
        /// Id.
        "Id" id: Option<i32>,
        /// Type code.
        "TypeCode" type_code: Option<String>,
        /// Label id.
        "LabelId" label_id: Option<String>,
        /// Parent.
        "Parent" parent: Option<Box<PickedArticleItemPalletItemInfo>>,
        /// Serial.
        "Serial" serial: Option<String>,
        /// Type length.
        "TypeLength" type_length: Option<Decimal>,
        /// Type width.
        "TypeWidth" type_width: Option<Decimal>,
        /// Type height.
        "TypeHeight" type_height: Option<Decimal>,
        /// Type weight.
        "TypeWeight" type_weight: Option<Decimal>,
    }

    /// `TaricNumbersInfo`.
    #[non_exhaustive]
    pub struct TaricNumbersInfo in NAMESPACE {
        /// Taric number.
        "TaricNumber" taric_number: Vec<TaricNumberInfoClass>,
    }

    /// `TaricNumberInfoClass`.
    #[non_exhaustive]
    pub struct TaricNumberInfoClass in NAMESPACE {
        /// Country code.
        "CountryCode" country_code: Option<String>,
        /// Taric number.
        "TaricNumber" taric_number: Option<String>,
    }
}
