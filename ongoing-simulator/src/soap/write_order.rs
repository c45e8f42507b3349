//! `Order` as it goes out.

use asmx_test_server::Node;
use rust_decimal::Decimal;

use super::Credentials;
use super::element::Element;
use super::write_article::article_class;
use crate::clock::Zone;
use crate::world::{Address, Customer, Order, OrderLine, World};

/// What orders are written with.
#[derive(Clone, Copy)]
pub(super) struct OrderWriter<'a> {
    pub(super) world: &'a World,
    pub(super) zone: &'a Zone,
    pub(super) credentials: &'a Credentials,
}

impl OrderWriter<'_> {
    /// An order under the name that its place in the answer asks for.
    pub(super) fn order(self, name: &'static str, order: &Order) -> Node {
        let e = Element::new(name, self.zone, order.order_id);
        let consignee = order.customer_id.and_then(|id| self.world.customer(id)).map(|c| consignee(&e, c));
        let goods_owner = self.goods_owner(&e, order);
        let goods = self.goods_info(&e, order);
        let info = self.info(&e, order);
        let communication = e
            .element("CommunicationInfo")
            .text("FromSystemName", order.data.from_system_name.as_deref())
            .text("ToSystemName", None)
            .text("MessageId", order.data.message_id.as_deref());
        let lines: Vec<Node> = order.lines.iter().map(|line| self.line(order, line)).collect();
        let transporter = order.transporter.as_ref().map(|contract| {
            e.element("Transporter")
                .text("Name", None)
                .text("Code", Some(&contract.transporter_code))
                .text("ServiceCode", Some(&contract.service_code))
                .value("Id", 1)
                .done()
        });
        let system = self.system(&e);
        let e = e
            .text("MessageId", order.data.message_id.as_deref())
            .with_all(consignee)
            .with(goods_owner)
            .with(goods)
            .with(info)
            .with(communication)
            .value("Success", true)
            .with_list("GoodsItems", [])
            .with_list("PickedOrderLines", lines)
            .with_list("PickedArticleItems", self.picked_items(order))
            .with_all(transporter)
            .with(system)
            .with_list("OrderPalletItems", self.parcels(order));
        e.value("ExternalSystemId", 0).done()
    }

    fn goods_owner<'a>(&'a self, e: &Element<'a>, order: &Order) -> Element<'a> {
        e.element("GoodsOwnerInfo")
            .value("Id", self.credentials.goods_owner_id)
            .text("GoodsOwnerReference", order.data.sales_code.as_deref())
            .text("Name", Some(&self.credentials.goods_owner_code))
            .value("CountryId", 1)
    }

    fn goods_info<'a>(&'a self, e: &Element<'a>, order: &Order) -> Element<'a> {
        let weight: Decimal = order
            .lines
            .iter()
            .filter(|line| !line.is_parent)
            .filter_map(|line| Some(self.world.article(line.article)?.data.weight? * line.picked))
            .sum();
        e.element("GoodsInfo")
            .values([("NumberOfGoodsItems", 0), ("NumberOfPackages", order.parcels.len())])
            .value("SummedGoodsItemParcels", 0)
            .values([
                ("SummedGoodsItemWeight", Decimal::ZERO),
                ("SummedGoodsItemVolume", Decimal::ZERO),
                ("SummedGoodsItemLoadMeters", Decimal::ZERO),
                ("SummedGoodsItemArea", Decimal::ZERO),
                ("SummedArticleItemWeight", weight),
                ("SummedArticleItemVolume", Decimal::ZERO),
            ])
    }

    fn info<'a>(&'a self, e: &Element<'a>, order: &Order) -> Element<'a> {
        let data = &order.data;
        let (way, kind) = (order.way_of_delivery_type.as_ref(), order.order_type.as_ref());
        let counted = || order.lines.iter().filter(|line| line.parent.is_none());
        let notified = |name, flag: Option<bool>, value: &Option<String>| {
            e.element(name).nillable("ToBeNotified", flag).text("Value", value.as_deref())
        };
        e.element("OrderInfo")
            .value("OrderId", order.order_id)
            .text("ReferenceNumber", data.reference_number.as_deref())
            .text("ProfitCenter", data.profit_center.as_deref())
            .text("GoodsOwnerName", Some(&self.credentials.goods_owner_code))
            .text("Communication", data.communication.as_deref())
            .text("GoodsOwnerEdiCode", None)
            .text("GoodsOwnerOrderNumber", data.goods_owner_order_number.as_deref())
            .text("GoodsOwnerOrderId", data.goods_owner_order_id.as_deref())
            .text("TransporterOrderNumber", data.transporter_order_number.as_deref())
            .text("ConsigneeOrderNumber", data.consignee_order_number.as_deref())
            .text("ExternalOrderCode", data.goods_owner_order_id.as_deref())
            .text("SalesCode", data.sales_code.as_deref())
            .text("OrderRemark", data.order_remark.as_deref())
            .text("DeliveryInstruction", data.delivery_instruction.as_deref())
            .text("WayOfDelivery", data.way_of_delivery.as_deref())
            .text("WayOfDeliveryTypeCode", way.map(|way| way.code.as_str()))
            .text("WayOfDeliveryTypeName", way.map(|way| way.name.as_str()))
            .text("TermsOfDelivery", data.terms_of_delivery.as_deref())
            .text("TermsOfPayment", data.terms_of_payment.as_deref())
            .text("OrderTypeCode", kind.map(|kind| kind.code.as_str()))
            .text("OrderTypeName", kind.map(|kind| kind.name.as_str()))
            .text("Language", data.language.as_deref())
            .text("InvoiceNumber", data.invoice_number.as_deref())
            .text("InvoiceTypeCode", data.invoice_type_code.as_deref())
            .text("InvoiceUrl", data.invoice_url.as_deref())
            .text("ProductionCode", data.production_code.as_deref())
            .local("PickUpDate", None)
            .local("DeliveryDate", data.delivery_date)
            .time("CreatedDate", Some(order.created))
            .time("ShippedTime", order.shipped_time)
            .local("ArrivalDate", data.arrival_date)
            .local("ArrivalDateFrom", data.arrival_date_from)
            .local("PrintedTime", None)
            .text("WayBill", data.way_bill.as_deref())
            .nillables([("CustomerPrice", data.customer_price), ("FreightPrice", data.freight_price)])
            .value("OrderStatusNumber", order.status)
            .text("OrderStatusText", self.world.status_name(order.status))
            .nillable("TransporterServicePointId", None::<i32>)
            .text("TransporterServicePointCode", None)
            .text("OrderServicePointCode", data.order_service_point_code.as_deref())
            .value("PickedNumberOfItems", counted().map(|line| line.picked).sum::<Decimal>())
            .value("OrderedNumberOfItems", counted().map(|line| line.number_of_items).sum::<Decimal>())
            .with(notified("EmailNotification", data.notify_by_email, &data.notification_email))
            .with(notified("TelephoneNotification", data.notify_by_telephone, &data.notification_telephone))
            .with(notified("SMSNotification", data.notify_by_sms, &data.notification_mobile_phone))
            .nillable("PickingPriority", data.picking_priority)
            .nillable("BackOrderForOrderId", order.back_order_for)
            .text("FinancialArticleCode", None)
            .text("FreeText1", data.free_text1.as_deref())
            .text("FreeText2", data.free_text2.as_deref())
            .text("FreeText3", data.free_text3.as_deref())
    }

    fn line(self, order: &Order, line: &OrderLine) -> Node {
        let data = &line.data;
        let article =
            self.world.article(line.article).map(|article| article_class(self.world, self.zone, article));
        let parent = line.parent.and_then(|id| order.lines.iter().find(|known| known.id == id));
        Element::new("PickedOrderLine", self.zone, line.id)
            .with_all(article)
            .value("OrderLineSystemId", line.id)
            .nillable_local("DeliveryDate", data.delivery_date)
            .nillable_time("LastPickingTime", line.last_picking_time)
            .nillable_time("StartPickingTime", line.start_picking_time)
            .text("OrderLineComment", data.comment.as_deref())
            .values([("OrderedNumberOfItems", line.number_of_items), ("PickedNumberOfItems", line.picked)])
            .text("ExternalOrderLineCode", data.external_order_line_code.as_deref())
            .text("ParentExternalOrderLineCode", parent.map(OrderLine::code))
            .nillable("ParentOrderLineId", line.parent)
            .values([("IsParentLine", line.is_parent), ("DoPick", line.do_pick())])
            .nillables([
                ("RowPrice", data.line_price),
                ("LinePrice", data.line_price),
                ("Discount", data.discount),
                ("Length", data.length),
                ("Width", data.width),
                ("Height", data.height),
            ])
            .text("CurrencyCode", data.currency_code.as_deref())
            .text("CurrencyName", None)
            .nillable("ReportedNumberOfItems", line.reported)
            .text("Batch", data.batch.as_deref())
            .value("AllocatedNumberOfItems", line.allocated)
            .nillable("AcknowledgedNumberOfItems", None::<Decimal>)
            .text("OrderLineCaseNo", data.case_no.as_deref())
            .text("CustomerArticleNumber", data.customer_article_number.as_deref())
            .done()
    }

    fn picked_items(self, order: &Order) -> Vec<Node> {
        let item = |pick: &crate::world::Pick| {
            let line = order.lines.iter().find(|line| line.id == pick.line)?;
            let article = self.world.article(line.article)?;
            let e = Element::new("PickedArticleItem", self.zone, pick.article_item_id)
                .with_all([article_class(self.world, self.zone, article)])
                .value("ArticleItemId", pick.article_item_id)
                .time("InDate", article.stock.last_in)
                .text("Serial", line.data.serial.as_deref())
                .text("CaseNo", line.data.case_no.as_deref())
                .text("BatchNo", line.data.batch.as_deref())
                .text("Container", None)
                .text("ExternalOrderLineCode", line.data.external_order_line_code.as_deref())
                .text("LabelId", order.parcels.first().map(|parcel| parcel.label.as_str()))
                .text("Comment", None)
                .value("NumberOfItems", pick.number_of_items)
                .nillable("GoodsItemId", None::<i32>)
                .values([("IsPicked", true), ("Returned", false)])
                .nillable("ShipmentId", None::<i32>)
                .nillable_time("ExpiryDate", None)
                .nillable_time("ReturnDate", None)
                .nillable_time("PickedTime", Some(pick.time))
                .value("OrderLineSystemId", line.id)
                .nillable("Weight", article.data.weight)
                .text("ReturnCauseCode", None)
                .text("ReturnCauseName", None)
                .nillable("Volume", article.data.volume)
                .text("Location", None)
                .text("ArticleItemStatusCode", None);
            Some(e.done())
        };
        order.picks.iter().filter_map(item).collect()
    }

    fn parcels(self, order: &Order) -> Vec<Node> {
        let parcels = (1..).zip(&order.parcels);
        parcels
            .map(|(at, parcel)| {
                Element::new("OrderPalletItemInfo", self.zone, at)
                    .value("Id", at)
                    .nillable("TypeId", None::<i32>)
                    .text("LabelId", Some(&parcel.label))
                    .value("NumberOfItems", 1)
                    .nillables([("Weight", None), ("Volume", None)])
                    .values([("IsReturnType", parcel.is_return), ("IsTaPalletItem", true)])
                    .done()
            })
            .collect()
    }

    /// The vendor answers the settings of its integration with every order, password included: it must not be logged.
    pub(super) fn system<'a>(&'a self, e: &Element<'a>) -> Element<'a> {
        e.element("WsiSystem")
            .text("UserName", Some(&self.credentials.username))
            .text("PassWord", Some(WSI_PASSWORD))
            .text("SystemName", Some("WSI"))
            .value("ReportId", 0)
            .value("OrderAdressGroupByCustomer", false)
            .value("MaximumOrderStatusForUpdate", self.world.rules().maximum_order_status_for_update)
    }
}

/// The password inside the `WsiSystem` block of every order, for tests that look for it where it must not be.
pub const WSI_PASSWORD: &str = "wsi-canary-password";

fn consignee(e: &Element<'_>, customer: &Customer) -> Node {
    let (data, address) = (&customer.data, &customer.data.address);
    let flag = |flag: Option<bool>| flag.unwrap_or(false);
    let invoice = data.invoice_address.as_ref().map(|invoice| invoice_address(e, customer.id, invoice));
    e.element("Consignee")
        .value("Id", customer.id)
        .text("Name", address.name.as_deref())
        .text("Address", address.address.as_deref())
        .text("Address2", address.address2.as_deref())
        .text("Address3", address.address3.as_deref())
        .text("PostCode", address.post_code.as_deref())
        .text("City", address.city.as_deref())
        .text("CountryCode", address.country_code.as_deref())
        .text("CountryStateCode", address.country_state_code.as_deref())
        .value("IsEuCountry", address.country_code.as_deref().is_some_and(|code| EU.contains(&code)))
        .text("TelePhone", address.telephone.as_deref())
        .text("MobilePhone", address.mobile_phone.as_deref())
        .text("Remark", address.remark.as_deref())
        .text("Email", address.email.as_deref())
        .text("DeliveryInstruction", address.delivery_instruction.as_deref())
        .values([
            ("NotifyByEmail", flag(address.notify_by_email)),
            ("NotifyBySms", flag(address.notify_by_sms)),
        ])
        .nillable("NotifyByTelephone", address.notify_by_telephone)
        .text("CustomerNumber", data.customer_number.as_deref())
        .text("CustomerGroupCode", customer.group.as_ref().map(|group| group.code.as_str()))
        .text("CustomerGroupName", customer.group.as_ref().map(|group| group.name.as_str()))
        .with_all(invoice)
        .nillable("AddressId", Some(2 * customer.id))
        .done()
}

fn invoice_address(e: &Element<'_>, customer: i32, address: &Address) -> Node {
    e.element("InvoiceAddress")
        .value("AddressId", 2 * customer + 1)
        .text("Name", address.name.as_deref())
        .text("Address", address.address.as_deref())
        .text("Address2", address.address2.as_deref())
        .text("Address3", address.address3.as_deref())
        .text("PostCode", address.post_code.as_deref())
        .text("City", address.city.as_deref())
        .text("CountryCode", address.country_code.as_deref())
        .text("TelePhone", address.telephone.as_deref())
        .text("MobilePhone", address.mobile_phone.as_deref())
        .text("Email", address.email.as_deref())
        .done()
}

const EU: &[&str] = &[
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];
