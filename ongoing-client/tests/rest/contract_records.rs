//! Every record, read and written again: what the document describes is understood for what it means.

use std::collections::BTreeMap;

use ongoing_client::rest::model::{self, Json as _, Record};
use serde_json::{Map, Value, json};

use super::openapi::{document, sample};

/// A type, and how it reads a value and writes it again.
struct Declared {
    schemas: &'static [&'static str],
    rewrite: fn(&Value) -> Result<Value, serde_json::Error>,
}

fn declared<T: Record>() -> Declared {
    Declared { schemas: T::SCHEMAS, rewrite: |value| T::read(value)?.write(serde_json::value::Serializer) }
}

macro_rules! types {
    ($($type:ident)*) => { vec![$( declared::<model::$type>() ),*] };
}

fn types() -> Vec<Declared> {
    types! {
        GetArticleClassesModel GetArticleClassModel GetArticleDangerousGoodsModel
        GetArticleDangerousGoodsModelDangerousGoods GetArticleDangerousGoodsInfoModelUnNumber
        GetArticleTunnelCodesModel ProperShippingNameModel GetArticleStructureDefinitionModel
        GetArticleStructureRowInfoModel PortArticleArticleClassesModel PostArticleClassModel
        PostArticleClassResponse PostArticleDangerousGoodsByArticleNumberModel
        PostArticleDangerousGoodsModel PostArticleModelAlternativeSuppliersInfo
        PostArticleAlternativeSupplier PostArticleAlternativeSupplierAdvanced
        PostArticleModelStructureDefinition PostArticleStructureRow PostArticleModelSupplierInfo
        PostArticleSupplierInfoAdvanced PostArticleModelTaricNumbersInfo PostArticleTaricNumber
        GetArticleModel GetArticleModelSupplierInfo GetArticleAlternativeSupplier
        GetArticleModelBarCodeInfo GetArticleModelInventoryInfo GetArticleModelFreeValues
        GetArticleModelTaricNumbersInfo GetArticleTaricNumber GetArticleModelStorageProperties
        GetArticleModelArticleHandlingComments PostArticleModel PostArticleModelBarCodeInfo
        AlternativeBarCodeModel ArticleNameTranslationModel PostArticleModelStorageProperties
        PostArticleModelFreeValues PostArticleModelStorageClass PostArticleModelArticleClassesInfo
        PostArticleClassDirectlyToArticle PostArticleModelAdvanced PostArticleResponse CodeName
        CodeNameComment IdCodeName IdOrCode CodeModel NameModel NumberedStatus GoodsOwnerModel
        LineArticleModel NotificationModel ContactModel SupplierAddressModel PayerModel
        FreightPriceModel PostTrackingModel TrackingModel TextLineModel PatchReportedNumberOfItems
        PatchFreeText1 PatchFreeText2 PatchFreeText3 GetFileModel PostFileModel PostFileModelAdvanced
        PostFileAdvancedPrintingInfo PostFilePrintingInfoPrintAsUser
        PostFilePrintingInfoPrintAsWorkstation PostFileNoFilenameModel PostFileResponse
        ArticleItemStatusModel GetArticleItemStatusModel GetArticleInventoryPerWarehouseModel
        GetArticleInventoryPerWarehouseInfo ReportedInventoryModel GetArticleItemsModel
        GetArticleItemInfo GetArticleItemInfoPurchaseOrderInfo GetArticleItemInfoLockCauses
        GetHistoricalInventoryModel GetHistoricalInventoryArticleModel
        GetHistoricalInventoryArticleItemModel GetInventoryAdjustmentsLine GetInventoryAdjustment
        PatchInventoryAdjustmentArticlesReportedResponse PatchInventoryAdjustmentArticlesReportedItems
        GetInvoiceModel GetInvoiceModelGoodsOwner GetInvoiceModelInvoiceInfo GetInvoiceCharge
        GetInvoiceChargeInvoiceArticle GetInvoiceChargeOrderContext GetInvoiceOrderContextConsignee
        GetInvoiceChargePurchaseOrderContext GetInvoiceChargePalletItemContext
        GetInvoiceChargeArticleItemContext GetInvoiceChargeArticleContext GetOrderInvoiceChargeModel
        GetOrderInvoiceChargeModelInvoiceArticle OrdersPatchDeliveryDateRequest
        PatchCustomerLinePriceModel PatchLinePriceModel PatchOrderClassesModel
        PatchOrderLineCommentModel PatchOrderNumberModel PatchOrderRemark
        PatchOrderReportedReturnedNumberOfItemsModel PatchOrderResponse PatchOrderReturnWaybill
        PatchOrderStatus PatchOrderTransporterModel PatchOrderTransporterModelPaymentAdvanced
        PatchOrderWarehouseInstruction PatchOrderWaybill PatchServicePointCode PostOrderTrackingResponse
        PutOrderTextLineModel PutOrderTextLineResponse GetOrderLine GetOrderLineArticle
        GetOrderPickedArticleItem GetOrderPickedArticleItemHandling GetOrderPickedArticleItemParcel
        PickedParcelAdvancedModel GetPickedArticleItemParcelParentParcel
        GetOrderPickedArticleItemPurchaseOrderInfo GetOrderLinePrices GetOrderLineVat
        GetOrderLinePickOrderInfo GetOrderClassesModel GetOrderPickabilityModel
        GetOrderPickabilityResult GetOrderPickabilityResultOrderInfo
        GetOrderPickabilityResultOrderPickability ExpectedPickableModel GetOrderPickabilityOrderLineInfo
        GetOrderPickabilityOrderLineInfoArticle GetOrderPickabilityOrderLineInfoOrderLinePickability
        GetOrderStatusesModel GetOrderTypesModel GetWayOfDeliveryTypesModel PostWayOfDeliveryTypeModel
        PostWayOfDeliveryTypeResponse PostOrderConsignee PostOrderConsigneeAdvanced
        PostOrderConsigneeInvoiceAddress PostOrderConsigneeInvoiceAddressAdvanced
        PostOrderModelReturnTransporter PostOrderModelTransporter PostOrderTransporterPaymentAdvanced
        PostOrderTransporterPaymentSenderPays GetOrderModel GetOrderModelOrderInfo GetOrderInfoAdvanced
        GetOrderInfoAdvancedBackOrderInfo GetOrderModelConsignee GetOrderConsigneeAdvanced
        GetOrderConsigneeInvoiceAddress GetOrderConsigneeInvoiceAddressAdvanced GetOrderModelTransporter
        GetOrderTransporterTransporterContract GetOrderTransporterContractPaymentAdvanced
        GetOrderTracking GetOrderModelShipmentInfo GetOrderModelAdvanced PostOrderModel PostOrderLine
        PostOrderLinePrices OrderLineFreeValuesModel PostOrderLineVat OrderCustomsInfoModel
        PostOrderClass PostOrderModelAdvanced PostOrderTextLine MarketPlaceModel PostOrderResponse
        GetOrderParcel GetOrderParcelTracking GetOrderParcelAdvanced GetOrderShipmentParcel
        GetWayBillRowModel GetWayBillRowModelParcelType ParcelTypeModel PostParcelResponse
        PostParcelTypeModel PostParcelTypeModelAdvanced PostParcelTypeModelTracking
        PostParcelUsingIdTypeModel PostWayBillRowModel PostWaybillRowResponse
        PatchPurchaseOrderAdvisedDate PatchPurchaseOrderFreeBool1 PatchPurchaseOrderInDate
        PatchPurchaseOrderNumber PatchPurchaseOrderResponse PatchPurchaseOrderStatus
        PostPurchaseOrderArticleItemsModel PostPurchaseOrderArticleItemModel
        PostPurchaseOrderArticleItemModelAdvanced
        PostPurchaseOrderArticleItemAdvancedModelArticleItemParcel
        PostPurchaseOrderArticleItemParcelModelDimensions PurchaseOrderArticleItemResponse
        PurchaseOrderArticleItemResponseMessage GetPurchaseOrderModel GetPurchaseOrderModelSupplierInfo
        GetPurchaseOrderModelPurchaseOrderInfo GetPurchaseOrderInfoAdvanced
        GetPurchaseOrderInfoFreeValues GetPurchaseOrderInfoCreatedByUser GetPurchaseOrderLine
        GetPurchaseOrderArticleItem GetPurchaseOrderArticleItemReceivedByUser
        GetPurchaseOrderLineFreeValues GetPurchaseOrderModelSellerInfo GetPurchaseOrderStatusesModel
        GetPurchaseOrderTypesModel PostPurchaseOrderModel PostPurchaseOrderModelSupplierInfo
        PostPurchaseOrderLine PostPurchaseOrderLineLineFreeValues PostPurchaseOrderModelFreeValues
        PostPurchaseOrderModelAdvanced PostPurchaseOrderAdvancedCustomer
        PostPurchaseOrderCustomerAddress PostPurchaseOrderModelCustomsInfo
        PostPurchaseOrderModelSellerInfo PostPurchaseOrderResponse GetReturnCausesModel
        GetReturnCauseModel GetReturnOrderModel GetReturnOrderModelReturnOrderInfo
        ReturnOrderFreeValuesModel GetReturnOrderModelCustomerOrderInfo GetReturnOrderLine
        GetReturnOrderLineCustomerOrderLine GetReturnOrderLineArticle GetReturnedArticleItem
        GetReturnOrderStatusesModel PatchReturnOrderResponse PatchReturnOrderStatus PostReturnCauseModel
        PostReturnCauseResponse PostReturnOrderModel PostReturnOrderCustomerOrder PostReturnOrderLine
        PostReturnOrderLineCustomerOrderLine PostReturnOrderResponse GetTransporterContract
        GetTransporterService LocationTypeModel WarehouseModel WarehouseModelAddress ZoneModel
        ZoneModelPosition AisleModel LocationModel LocationModelPosition LocationModelDimensions
    }
}

#[test]
fn what_the_document_describes_is_read_and_written_for_what_it_means() {
    let Some(document) = document() else { return };
    let mut forms = 0;
    let mut schemas = 0;
    for declared in types() {
        for name in declared.schemas {
            schemas += 1;
            let whole = sample(&document, &document["components"]["schemas"][name], false, 0);
            for (form, value) in variants(&whole) {
                forms += 1;
                let written =
                    (declared.rewrite)(&value).unwrap_or_else(|error| panic!("{name} {form}: {error}"));
                let expected = understood(&value).unwrap_or_else(|| json!({}));
                let differs = |place: String| panic!("{name} {form}: {place}\n{written}\n{expected}");
                is_in(&expected, &written, "").unwrap_or_else(differs);
                only_defaults_besides(&expected, &written, "").unwrap_or_else(differs);
            }
        }
    }
    println!("Ongoing REST: {schemas} schemas, {forms} forms of members read and written");
    assert!(forms > 4_000, "only {forms} forms");
}

/// An object with one of its members in each form.
fn variants(whole: &Value) -> Vec<(String, Value)> {
    let members = whole.as_object().unwrap();
    let mut variants = vec![("whole".to_owned(), whole.clone())];
    for (name, member) in members {
        let mut with = |form: &str, value: Option<Value>| {
            let mut members = members.clone();
            members.remove(name);
            members.extend(value.map(|value| (name.clone(), value)));
            variants.push((format!("with {name} {form}"), Value::Object(members)));
        };
        with("absent", None);
        with("null", Some(Value::Null));
        match member {
            Value::String(_) => with("empty", Some(json!(""))),
            Value::Array(items) => {
                with("empty", Some(json!([])));
                with("with a null item", Some(json!([Value::Null, items.first()])));
            }
            Value::Number(_) => with("written as a text", Some(json!(member.to_string()))),
            _ => {}
        }
    }
    let mut more = members.clone();
    more.insert("newer".to_owned(), json!({"than": ["this"]}));
    variants.push(("with a member that is not known".to_owned(), Value::Object(more)));
    variants
}

/// What is meant: nothing by `null`, by an empty text, and by a member that is not known.
fn understood(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(text.parse().map_or_else(|_| value.clone(), Value::Number)),
        Value::Array(items) => Some(Value::Array(items.iter().filter_map(understood).collect()))
            .filter(|list| list != &json!([])),
        Value::Object(members) => {
            let members = members.iter().filter(|(name, _)| *name != "newer");
            let members = members.filter_map(|(name, member)| Some((name.clone(), understood(member)?)));
            Some(Value::Object(members.collect::<Map<_, _>>()))
        }
        other => Some(other.clone()),
    }
}

/// All that is expected is written.
fn is_in(expected: &Value, written: &Value, place: &str) -> Result<(), String> {
    match (expected, written) {
        (Value::Object(expected), Value::Object(written)) => {
            expected.iter().try_for_each(|(name, expected)| {
                let place = format!("{place}.{name}");
                is_in(expected, written.get(name).ok_or_else(|| format!("{place} is not written"))?, &place)
            })
        }
        (Value::Array(expected), Value::Array(written)) if expected.len() == written.len() => {
            expected.iter().zip(written).try_for_each(|(expected, written)| is_in(expected, written, place))
        }
        (expected, written) if expected == written => Ok(()),
        _ => Err(format!("{place} is {written}")),
    }
}

/// What is written besides is what is always written, with the smallest value of its type.
fn only_defaults_besides(expected: &Value, written: &Value, place: &str) -> Result<(), String> {
    match (expected, written) {
        (Value::Object(expected), Value::Object(written)) => {
            let expected: BTreeMap<_, _> = expected.iter().collect();
            written.iter().try_for_each(|(name, written)| {
                let place = format!("{place}.{name}");
                match expected.get(name) {
                    Some(expected) => only_defaults_besides(expected, written, &place),
                    None if is_default(written) => Ok(()),
                    None => Err(format!("{place} is written, and should not be")),
                }
            })
        }
        _ => Ok(()),
    }
}

fn is_default(value: &Value) -> bool {
    match value {
        Value::Bool(value) => !value,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => text.is_empty() || text.starts_with("0001-01-01") || text == "Structure",
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.values().all(is_default),
        Value::Null => false,
    }
}

/// The names of all schemas that the types above stand for.
pub(super) fn schemas() -> Vec<&'static str> {
    types().iter().flat_map(|declared| declared.schemas).copied().collect()
}
