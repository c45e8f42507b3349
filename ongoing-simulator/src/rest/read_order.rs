//! `PostOrderModel`, as it arrives.

use serde_json::Value;

use super::Failure;
use super::fields::Fields;
use super::read_article::code_name;
use crate::clock::Zone;
use crate::world::{
    Address, ArticleIdentification, CodedOperation, CustomerData, CustomerIdentification, CustomerOperation,
    CustomerRequest, LineData, LineRequest, OrderData, OrderIdentification, OrderOperation, OrderRequest,
    TextLine, TransporterContract, VatCode, VatReference, WarehouseReference,
};

const ORDER: &str = "goodsOwnerId orderNumber deliveryDate referenceNumber goodsOwnerOrderId salesCode orderRemark \
    deliveryInstruction servicePointCode freeText1 freeText2 freeText3 orderFreeDateTime1 orderType wayOfDelivery \
    consignee emailNotification smsNotification telephoneNotification transporter returnTransporter orderLines \
    customsInfo preparedTransportDocumentId freightPrice warehouseId classes termsOfDeliveryType customerPrice advanced \
    consigneeOrderNumber warehouseInstruction marketPlace pickingPriority productionCode transporterBulkId invoiceUrl \
    languageCode";
const ADVANCED: &str = "orderTextLines arrivalDate wayOfDeliveryString transporterOrderNumber invoiceNumber \
    arrivalDateFrom termsOfPaymentString termsOfDeliveryString communication";
const CONSIGNEE: &str = "customerNumber name address1 address2 address3 postCode city countryCode countryStateCode \
    remark doorCode advanced invoiceAddress organisationNumber vatNumber customerGroup";
const CONSIGNEE_ADVANCED: &str =
    "telephoneNotification emailNotification smsNotification externalCustomerCode";
const INVOICE_ADDRESS: &str =
    "name address1 address2 address3 postCode city countryCode countryStateCode advanced";
const LINE: &str = "rowNumber articleNumber numberOfItems comment shouldBePicked serialNumber lineTotalCustomsValue \
    batchNumber lineType prices customerArticleNumber warehouseInstruction externalId articleItemStatus lineFreeValues \
    minDaysToExpiryDate maxDaysToExpiryDate deliveryDate vat weight minWeight maxWeight";

/// The goods owner's id, and the order by its number.
pub(super) fn read_order(
    zone: &Zone,
    body: &Value,
    customer_by_number: bool,
) -> Result<(Option<i32>, OrderRequest), Failure> {
    let f = Fields::of(zone, "PostOrderModel", ORDER, body)?;
    let nothing = Value::Object(serde_json::Map::new());
    let advanced = f.child("advanced", "PostOrderModelAdvanced", ADVANCED)?;
    let advanced = advanced.map_or_else(|| Fields::of(zone, "PostOrderModelAdvanced", "", &nothing), Ok)?;
    let (number, delivery_date) = (f.text("orderNumber")?, f.time("deliveryDate")?);
    let (notification_email, notify_by_email) = notification(&f, "emailNotification")?;
    let (notification_mobile_phone, notify_by_sms) = notification(&f, "smsNotification")?;
    let (notification_telephone, notify_by_telephone) = notification(&f, "telephoneNotification")?;
    let data = OrderData {
        goods_owner_order_number: Some(f.required("orderNumber", number)?),
        delivery_date: Some(f.required("deliveryDate", delivery_date)?),
        reference_number: f.text("referenceNumber")?,
        goods_owner_order_id: f.text("goodsOwnerOrderId")?,
        sales_code: f.text("salesCode")?,
        order_remark: f.text("orderRemark")?,
        delivery_instruction: f.text("deliveryInstruction")?,
        order_service_point_code: f.text("servicePointCode")?,
        free_text1: f.text("freeText1")?,
        free_text2: f.text("freeText2")?,
        free_text3: f.text("freeText3")?,
        freight_price: f.decimal("freightPrice")?,
        customer_price: f.decimal("customerPrice")?,
        consignee_order_number: f.text("consigneeOrderNumber")?,
        picking_priority: f.int("pickingPriority")?,
        production_code: f.text("productionCode")?,
        invoice_url: f.text("invoiceUrl")?,
        language: f.text("languageCode")?,
        arrival_date: advanced.time("arrivalDate")?,
        arrival_date_from: advanced.time("arrivalDateFrom")?,
        way_of_delivery: advanced.text("wayOfDeliveryString")?,
        transporter_order_number: advanced.text("transporterOrderNumber")?,
        invoice_number: advanced.text("invoiceNumber")?,
        terms_of_payment: advanced.text("termsOfPaymentString")?,
        terms_of_delivery: advanced.text("termsOfDeliveryString")?,
        communication: advanced.text("communication")?,
        notification_email,
        notification_mobile_phone,
        notification_telephone,
        notify_by_email,
        notify_by_sms,
        notify_by_telephone,
        ..OrderData::default()
    };
    let consignee = f.child("consignee", "PostOrderConsignee", CONSIGNEE)?;
    let consignee = f.required("consignee", consignee)?;
    let transporter = f.child(
        "transporter",
        "PostOrderModelTransporter",
        "transporterCode transporterServiceCode paymentAdvanced",
    )?;
    let lines = f.list("orderLines", "PostOrderLine", LINE)?;
    let text_lines =
        advanced.list("orderTextLines", "PostOrderTextLine", "rowNumber comment numberOfItems")?;
    let by = OrderIdentification::GoodsOwnerOrderNumber;
    let request = OrderRequest {
        data,
        order_type: code_name(&f, "orderType")?,
        way_of_delivery_type: code_name(&f, "wayOfDelivery")?,
        terms_of_delivery_type: code_name(&f, "termsOfDeliveryType")?,
        outbound_warehouse: f.int("warehouseId")?.map(WarehouseReference::Id),
        customer: Some(read_customer(&consignee, customer_by_number)?),
        transporter: transporter.map(|f| read_transporter(&f)).transpose()?,
        lines: lines.map(|lines| lines.iter().map(read_line).collect::<Result<_, _>>()).transpose()?,
        text_lines: text_lines
            .map(|lines| lines.iter().map(read_text_line).collect::<Result<_, _>>())
            .transpose()?,
        ..OrderRequest::new(OrderOperation::CreateOrUpdate, by)
    };
    Ok((f.int("goodsOwnerId")?, request))
}

/// Where a person is notified, and whether.
fn notification(f: &Fields<'_>, name: &str) -> Result<(Option<String>, Option<bool>), Failure> {
    match f.child(name, "Notification", "toBeNotified value")? {
        Some(f) => Ok((f.text("value")?, Some(f.bool("toBeNotified")?.unwrap_or_default()))),
        None => Ok((None, None)),
    }
}

/// REST does not say what a customer is found by. A key of another system, where it is given, can be nothing else.
fn read_customer(f: &Fields<'_>, by_number: bool) -> Result<CustomerRequest, Failure> {
    let advanced = f.child("advanced", "PostOrderConsigneeAdvanced", CONSIGNEE_ADVANCED)?;
    let external_customer_code = advanced.as_ref().map_or(Ok(None), |f| f.text("externalCustomerCode"))?;
    let model = "PostOrderConsigneeInvoiceAddress";
    let invoice = f.child("invoiceAddress", model, INVOICE_ADDRESS)?;
    let customer_number = f.text("customerNumber")?;
    let is_filled = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    let identification = if is_filled(&external_customer_code) {
        CustomerIdentification::ExternalCustomerCode
    } else if by_number && is_filled(&customer_number) {
        CustomerIdentification::CustomerNumber
    } else {
        CustomerIdentification::FullNameAndAddress
    };
    let group = code_name(f, "customerGroup")?;
    let group = group.map(|mut group| {
        group.operation = CodedOperation::Find;
        group
    });
    Ok(CustomerRequest {
        operation: CustomerOperation::CreateOrUpdate,
        identification,
        customer_id: None,
        data: CustomerData {
            external_customer_code,
            customer_number,
            address: read_address(f, advanced.as_ref())?,
            invoice_address: invoice.map(|f| read_invoice_address(&f)).transpose()?,
        },
        group,
    })
}

fn read_invoice_address(f: &Fields<'_>) -> Result<Address, Failure> {
    let model = "PostOrderConsigneeInvoiceAddressAdvanced";
    let advanced = f.child("advanced", model, "telephoneNotification emailNotification smsNotification")?;
    let told = read_address(f, None)?;
    let contact = |name: &str| -> Result<Option<String>, Failure> {
        let contact = advanced.as_ref().map(|f| f.child(name, "InvoiceAddressNotification", "value"));
        contact.transpose()?.flatten().map_or(Ok(None), |f| f.text("value"))
    };
    Ok(Address {
        telephone: contact("telephoneNotification")?,
        email: contact("emailNotification")?,
        mobile_phone: contact("smsNotification")?,
        ..told
    })
}

fn read_address(f: &Fields<'_>, advanced: Option<&Fields<'_>>) -> Result<Address, Failure> {
    let told = |name| advanced.map_or(Ok((None, None)), |f| notification(f, name));
    let (telephone, notify_by_telephone) = told("telephoneNotification")?;
    let (email, notify_by_email) = told("emailNotification")?;
    let (mobile_phone, notify_by_sms) = told("smsNotification")?;
    Ok(Address {
        name: f.text("name")?,
        address: f.text("address1")?,
        address2: f.text("address2")?,
        address3: f.text("address3")?,
        post_code: f.text("postCode")?,
        city: f.text("city")?,
        telephone,
        remark: f.text("remark")?,
        email,
        mobile_phone,
        country_code: f.text("countryCode")?,
        country_state_code: f.text("countryStateCode")?,
        is_visible: Some(true),
        notify_by_sms,
        notify_by_email,
        notify_by_telephone,
        ..Address::default()
    })
}

fn read_transporter(f: &Fields<'_>) -> Result<(TransporterContract, bool), Failure> {
    let contract = TransporterContract {
        transporter_code: f.text("transporterCode")?.unwrap_or_default(),
        service_code: f.text("transporterServiceCode")?.unwrap_or_default(),
        customer_number: String::new(),
        payment: "Prepaid".to_owned(),
    };
    Ok((contract, false))
}

fn read_line(f: &Fields<'_>) -> Result<LineRequest, Failure> {
    let (row_number, article_number) = (f.text("rowNumber")?, f.text("articleNumber")?);
    let row_number = f.required("rowNumber", row_number)?;
    let article_number = f.required("articleNumber", article_number)?;
    let prices = "linePrice customerLinePrice currencyCode discountPercentage totalVat";
    let prices = f.child("prices", "PostOrderLinePrices", prices)?;
    let price = |name: &str| prices.as_ref().map_or(Ok(None), |f| f.decimal(name));
    let vat = f.child("vat", "PostOrderLineVat", "code percent")?;
    let vat = vat.map(|f| {
        let vat = VatCode { code: f.text("code")?.unwrap_or_default(), percent: f.decimal("percent")? };
        Ok::<_, Failure>(VatReference { create: true, by_percent: false, vat })
    });
    let data = LineData {
        external_order_line_code: Some(row_number.clone()),
        delivery_date: f.time("deliveryDate")?,
        comment: f.text("comment")?,
        customer_line_price: price("customerLinePrice")?,
        line_price: price("linePrice")?,
        currency_code: prices.as_ref().map_or(Ok(None), |f| f.text("currencyCode"))?,
        do_pick: f.bool("shouldBePicked")?,
        batch: f.text("batchNumber")?,
        min_days_to_expiry_date: f.int("minDaysToExpiryDate")?,
        max_days_to_expiry_date: f.int("maxDaysToExpiryDate")?,
        serial: f.text("serialNumber")?,
        discount: price("discountPercentage")?,
        weight: f.decimal("weight")?,
        customer_article_number: f.text("customerArticleNumber")?,
        ..LineData::default()
    };
    Ok(LineRequest {
        article_identification: ArticleIdentification::ArticleNumber,
        article_number: Some(article_number),
        product_code: None,
        data,
        vat: vat.transpose()?,
        ..LineRequest::new(&row_number, "", f.decimal("numberOfItems")?.unwrap_or_default())
    })
}

fn read_text_line(f: &Fields<'_>) -> Result<TextLine, Failure> {
    let row_number = f.text("rowNumber")?;
    Ok(TextLine {
        external_order_line_code: Some(f.required("rowNumber", row_number)?),
        comment: f.text("comment")?,
        number_of_items: f.decimal("numberOfItems")?,
    })
}
