//! Orders, as they are written.

use asmx_soap::{XsDateTime, element, enumeration};

use crate::NAMESPACE;
use crate::model::{
    Customer, CustomerOrderLine, CustomerOrderTextLine, OrderInfoClass, OrderOperation,
    TransporterContractClass,
};

element! {
    /// A sales order, as it is written.
    ///
    /// While the warehouse has not begun it can be written again, afterwards it is refused. What becomes of lines and
    /// values that the second leaves out is not documented: write all of it, every time.
    pub struct CustomerOrder in NAMESPACE {
        /// The order itself.
        "OrderInfo" order_info: Option<OrderInfoClass>,
        /// Whose goods. The request names the goods owner already.
        "GoodsOwner" goods_owner: Option<GoodsOwner>,
        /// Who gets it. An unknown one is created with the order.
        "Customer" customer: Option<Customer>,
        /// Which systems talk to each other.
        "CommunicationInfo" communication_info: Option<CommunicationInfo>,
        /// The carrier, if the sender decides; else the warehouse does by the way of delivery.
        "TransporterContract" transporter_contract: Option<TransporterContractClass>,
        /// The lines.
        "CustomerOrderLines"/"CustomerOrderLine" customer_order_lines: Vec<CustomerOrderLine>,
        /// Lines that are only text.
        "CustomerOrderTextLines"/"CustomerOrderTextLine" customer_order_text_lines: Vec<CustomerOrderTextLine>,
        /// Services that the carrier is asked for.
        "TransportServices" transport_services: Option<OrderTransportServices>,
    }

    /// Whose goods an order is about.
    pub struct GoodsOwner in NAMESPACE {
        /// Which field it is found by.
        "GoodsOwnerIdentification" goods_owner_identification: GoodsOwnerIdentificationType,
        /// Code, at most 400 characters.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// Id. Always written.
        "GoodsOwnerId" goods_owner_id: i32,
        /// Code for accounting.
        "FinancialCode" financial_code: Option<String>,
        /// Code of the place of the goods.
        "GoodsLocationCode" goods_location_code: Option<String>,
    }

    /// Which systems exchange a message.
    pub struct CommunicationInfo in NAMESPACE {
        /// The sender.
        "FromSystemName" from_system_name: Option<String>,
        /// The receiver.
        "ToSystemName" to_system_name: Option<String>,
        /// Id of the message.
        "MessageId" message_id: Option<String>,
    }

    /// Services that the carrier is asked for.
    pub struct OrderTransportServices in NAMESPACE {
        /// Delivery at the exact time.
        "ExactTime" exact_time: Option<bool>,
        /// A lorry with a crane.
        "CraneTruck" crane_truck: Option<bool>,
        /// Carrying in.
        "CarryIn" carry_in: Option<bool>,
    }
}

enumeration! {
    /// What a goods owner is found by.
    pub enum GoodsOwnerIdentificationType = SystemId {
        /// Ongoing's id.
        SystemId,
        /// The code.
        GoodsOwnerCode,
    }
}

impl CustomerOrder {
    /// An order that is created or updated, with what it cannot do without.
    pub fn new(order_info: OrderInfoClass, customer: Customer, lines: Vec<CustomerOrderLine>) -> Self {
        Self {
            order_info: Some(order_info),
            customer: Some(customer),
            customer_order_lines: lines,
            ..Self::default()
        }
    }

    /// Cancels the order with this number.
    pub fn remove(order_number: impl Into<String>) -> Self {
        let order_info = OrderInfoClass {
            order_operation: OrderOperation::Remove,
            ..OrderInfoClass::by_number(order_number, XsDateTime::default())
        };
        Self { order_info: Some(order_info), ..Self::default() }
    }
}
